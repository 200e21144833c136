package huabei

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"fenming/internal/shared"
	"fenming/kit/fault"
	"fenming/platform"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// Made-up bills in the platform's form. 交易 100.00 + 50.00, 退款 −20.00.
const tradeHead = `#支付宝业务明细查询
#账号：[20880000000000010156]
#起始日期：[2026年03月02日 00:00:00]   终止日期：[2026年03月03日 00:00:00]
#-----------------------------------------业务明细列表----------------------------------------
支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注
`

const tradeTail = `#-----------------------------------------业务明细列表结束------------------------------------
#交易合计：2笔，商家实收共149.00元，商家优惠共1.00元
#退款合计：1笔，商家实收退款共-20.00元，商家优惠退款共0.00元
#导出时间：[2026年03月03日 06:00:00]
`

func tradeRow(no, out, kind, at, amount, received, refund, fee string) string {
	return fmt.Sprintf("%s\t,%s\t,%s\t,测试商品,2026-03-02 09:00:00,%s,\t,\t,\t,\t,*某(158****66)\t,%s,%s,0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,%s\t,%s,0.00,说明\n",
		no, out, kind, at, amount, received, refund, fee)
}

func tradeText() string {
	return tradeHead +
		tradeRow("2026030222000000000000000001", "O1", "交易", "2026-03-02 10:00:00", "100.00", "99.00", "", "-0.60") +
		tradeRow("2026030222000000000000000002", "O2", "交易", "2026-03-02 11:00:00", "50.00", "50.00", "", "-1.20") +
		tradeRow("2026030222000000000000000002", "O2", "退款", "2026-03-02 12:00:00", "-20.00", "-20.00", "RF1", "0.48") +
		tradeTail
}

const summaryText = `#支付宝业务汇总查询
#账号：[20880000000000010156]
#起始日期：[2026年03月02日 00:00:00]   终止日期：[2026年03月03日 00:00:00]
#-----------------------------------------业务汇总列表----------------------------------------
门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）
	,	,2,1,130.00,129.00,0.00,1.00,0.00,-1.32,0.00,127.68
合计	,	,2,1,130.00,129.00,0.00,1.00,0.00,-1.32,0.00,127.68
#-----------------------------------------业务汇总列表结束------------------------------------
#导出时间：[2026年03月03日 06:00:00]
`

func gbk(t testing.TB, text string) []byte {
	t.Helper()
	raw, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func zipped(t testing.TB, contents ...[]byte) []byte {
	t.Helper()
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	for i, content := range contents {
		w, err := z.CreateHeader(&zip.FileHeader{Name: string(gbk(t, fmt.Sprintf("2088_业务明细%d.csv", i))), NonUTF8: true, Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		w.Write(content)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func parse(raw []byte) (platform.Statement, error) {
	return ParseBill(platform.RawFile{Name: "bill", Bytes: raw})
}

func TestTradeBill(t *testing.T) {
	for name, raw := range map[string][]byte{
		"text": gbk(t, tradeText()), "crlf": gbk(t, strings.ReplaceAll(tradeText(), "\n", "\r\n")),
		"summary first": zipped(t, gbk(t, summaryText), gbk(t, tradeText())),
		"summary last":  zipped(t, gbk(t, tradeText()), gbk(t, summaryText)),
	} {
		t.Run(name, func(t *testing.T) {
			s, err := parse(raw)
			if err != nil {
				t.Fatal(err)
			}
			if s.Kind != platform.StatementTrade || s.Variant != "trade25" || s.Account != "20880000000000010156" || len(s.Warnings) != 0 ||
				!s.From.Equal(time.Date(2026, 3, 1, 16, 0, 0, 0, time.UTC)) {
				t.Fatalf("%+v", s)
			}
			want := []platform.Line{
				{LineNo: 6, PlatformNo: "2026030222000000000000000001", OuterNo: "O1", Kind: platform.LinePayment, AmountFen: 10000,
					ReceivedFen: 9900, FeeFen: 60, NetFen: 9840, At: time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC), Remark: "说明"},
				{LineNo: 7, PlatformNo: "2026030222000000000000000002", OuterNo: "O2", Kind: platform.LinePayment, AmountFen: 5000,
					ReceivedFen: 5000, FeeFen: 120, NetFen: 4880, At: time.Date(2026, 3, 2, 3, 0, 0, 0, time.UTC), Remark: "说明"},
				{LineNo: 8, PlatformNo: "2026030222000000000000000002", OuterNo: "O2", Kind: platform.LineRefund, AmountFen: -2000,
					ReceivedFen: -2000, FeeFen: -48, NetFen: -1952, RefundNo: "RF1", At: time.Date(2026, 3, 2, 4, 0, 0, 0, time.UTC), Remark: "说明"},
			}
			for i, l := range s.Lines {
				if !strings.Contains(l.Raw, l.PlatformNo) {
					t.Errorf("line %d lost its raw text", l.LineNo)
				}
				l.Raw = ""
				if l != want[i] {
					t.Errorf("line\n%+v, want\n%+v", l, want[i])
				}
			}
			controls := 4
			if strings.HasPrefix(name, "summary") {
				controls += 7
			}
			if len(s.Controls) != controls {
				t.Errorf("%d controls, want %d: %+v", len(s.Controls), controls, s.Controls)
			}
		})
	}
}

// Every beginning of the file short of its totals is refused.
func TestBillCutAnywhere(t *testing.T) {
	raw := gbk(t, tradeText())
	tail := bytes.Index(raw, gbk(t, "，商家优惠退款共")) // behind it nothing is totalled
	for n := 1; n < tail; n++ {
		if _, err := parse(raw[:n]); err == nil {
			t.Fatalf("cut after %d of %d bytes and accepted:\n…%s", n, len(raw), raw[max(0, n-60):n])
		}
	}
	if _, err := parse(raw[:tail]); err != nil {
		t.Fatalf("only the time of export is missing: %v", err)
	}
	whole := zipped(t, raw, gbk(t, summaryText))
	for n := 0; n < len(whole); n += 7 {
		if _, err := parse(whole[:n]); err == nil {
			t.Fatalf("zip cut after %d of %d bytes and accepted", n, len(whole))
		}
	}
}

// A changed digit of money, a lost or an added row is found by the totals.
func TestBillTampered(t *testing.T) {
	text := tradeText()
	for name, bent := range map[string]string{
		"received":        strings.Replace(text, "100.00,99.00", "100.00,98.00", 1),
		"total":           strings.Replace(text, "共149.00元", "共149.01元", 1),
		"count":           strings.Replace(text, "#交易合计：2笔", "#交易合计：3笔", 1),
		"refund total":    strings.Replace(text, "共-20.00元", "共-20.01元", 1),
		"row lost":        strings.Replace(text, text[strings.Index(text, "2026030222000000000000000001"):strings.Index(text, "2026030222000000000000000002")], "", 1),
		"sign":            strings.Replace(text, "-20.00,-20.00", "20.00,20.00", 1),
		"three decimals":  strings.Replace(text, "100.00,99.00", "100.00,99.001", 1),
		"words for money": strings.Replace(text, "100.00,99.00", "100.00,九十九", 1),
		"no such day":     strings.Replace(text, "2026-03-02 10:00:00", "2026-02-30 10:00:00", 1),
		"no time":         strings.Replace(text, "2026-03-02 10:00:00", "", 1),
		"row after end":   strings.Replace(text, "#交易合计", tradeRow("9", "O9", "交易", "2026-03-02 10:00:00", "0.00", "0.00", "", "0")+"#交易合计", 1),
		"extra column":    strings.Replace(text, "0.00,说明", "0.00,说明,x", 1),
		"column twice":    strings.Replace(text, "券名称", "商家实收（元）", 1),
		"no header":       strings.Replace(text, "商家实收（元）", "实收", 1),
		"no total lines":  strings.Replace(text, "#交易合计", "#合计", 1),
		"no trade number": strings.Replace(text, "2026030222000000000000000001", "", 1),
	} {
		if bent == text {
			t.Fatalf("%s: nothing was bent", name)
		}
		if _, err := parse(gbk(t, bent)); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, c := range [][2]string{{",2,1,130.00", ",3,1,130.00"}, {",2,1,130.00", ",2,1,130.01"}, {"-1.32,0.00,127.68", "-1.33,0.00,127.68"},
		{"0.00,127.68", "0.00,127.67"}} {
		bent := strings.ReplaceAll(summaryText, c[0], c[1])
		if _, err := parse(zipped(t, gbk(t, tradeText()), gbk(t, bent))); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("summary %s: %v", c[1], err)
		}
	}
}

func TestBillEncodings(t *testing.T) {
	text := tradeText()
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	latin, err := charmap.ISO8859_1.NewDecoder().Bytes(gbk(t, text)) // read wrongly once, saved again
	if err != nil {
		t.Fatal(err)
	}
	broken := bytes.Replace(gbk(t, text), gbk(t, "测试商品"), []byte("\xb2\xff\xb2\xff"), 1)
	for name, raw := range map[string][]byte{"nothing": nil, "mojibake": latin, "broken character": broken,
		"binary": {0, 1, 2, 3}, "picture": []byte("\x89PNG\r\n"), "html": []byte("<html><body>登录</body></html>")} {
		if _, err := parse(raw); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, raw := range map[string][]byte{"utf-8": []byte(text), "utf-8 with mark": []byte("\ufeff" + text), "utf-16": utf16} {
		s, err := parse(raw)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(s.Lines) != 3 || s.Lines[0].Remark != "说明" {
			t.Errorf("%s read wrongly: %+v", name, s.Lines)
		}
		if name == "utf-8" && (len(s.Warnings) != 1 || s.Warnings[0].Word.Key != warnEncoding.Key) {
			t.Errorf("a file saved again should be pointed out: %+v", s.Warnings)
		}
	}
}

func TestBillArchives(t *testing.T) {
	detail := gbk(t, tradeText())
	bomb := zipped(t, append(gbk(t, tradeHead), bytes.Repeat([]byte("a"), 40<<20)...))
	if len(bomb) > 1<<20 {
		t.Fatalf("the bomb is %d bytes", len(bomb))
	}
	if _, err := parse(bomb); !fault.Is(err, fault.CodeLimit) {
		t.Errorf("bomb: %v", err)
	}
	many := make([][]byte, 9)
	if _, err := parse(zipped(t, many...)); !fault.Is(err, fault.CodeLimit) {
		t.Errorf("nine members: %v", err)
	}
	locked := zipped(t, detail)
	locked[6] |= 1 // local header flag
	locked[bytes.Index(locked, []byte("PK\x01\x02"))+8] |= 1
	for name, raw := range map[string][]byte{"two details": zipped(t, detail, detail), "nested": zipped(t, zipped(t, detail)),
		"locked": locked, "summary only": zipped(t, gbk(t, summaryText)), "empty zip": zipped(t)} {
		if _, err := parse(raw); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	damaged := zipped(t, detail)
	damaged[60] ^= 0xff
	if _, err := parse(damaged); err == nil {
		t.Error("a damaged zip was accepted")
	}
}

func TestBillWarnings(t *testing.T) {
	has := func(raw []byte, key string) {
		t.Helper()
		s, err := parse(raw)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range s.Warnings {
			if w.Word.Key == key {
				return
			}
		}
		t.Errorf("no %s among %+v", key, s.Warnings)
	}
	has(zipped(t, gbk(t, tradeText())), warnSummary.Key)
	has(gbk(t, strings.Replace(tradeText(), "2026-03-02 10:00:00", "2026-03-03 00:00:00", 1)), warnPeriod.Key)
	twice := strings.Replace(tradeText(), "#-----------------------------------------业务明细列表结束",
		tradeRow("2026030222000000000000000002", "O2", "退款", "2026-03-02 12:00:00", "-20.00", "-20.00", "RF1", "0.48")+
			"#-----------------------------------------业务明细列表结束", 1)
	twice = strings.Replace(twice, "退款合计：1笔，商家实收退款共-20.00", "退款合计：2笔，商家实收退款共-40.00", 1)
	has(gbk(t, twice), warnDuplicate.Key)
	has(gbk(t, strings.Replace(tradeText(), tradeTail,
		tradeRow("9", "O9", "预授权", "2026-03-02 10:00:00", "1.00", "1.00", "", "0")+tradeTail, 1)), warnType.Key)
	has(gbk(t, strings.Replace(fundText, "4970.00", "4960.00", 1)), warnBalance.Key)
}

const fundText = `#支付宝账务明细查询
#账号：[20880000000000010156]
#起始日期：[2026年01月01日 00:00:00]   终止日期：[2026年01月02日 00:00:00]
#-----------------------------------------账务明细列表----------------------------------------
备注,账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型
,100000000000001	,2026010122	,T200PORD1	,手机	,2026-01-01 10:00:05,某	,5000.00,0.00,5000.00,支付宝,在线支付
花呗支付服务费[2026010122],100000000000002	,2026010122	,ORD1	,手机	,2026-01-01 10:00:05,支付宝	,0.00,-30.00,4970.00,支付宝,收费
花呗分期免息营销[2026010122],100000000000003	,2026010122	,ORD1	,手机	,2026-01-01 10:00:05,支付宝	,0.00,-90.00,4880.00,支付宝,收费
,100000000000004	,2026010122	,ORD1	,手机	,2026-01-01 11:00:05,某	,0.00,-1000.00,3880.00,支付宝,交易退款
花呗分期-退款退费[2026010122],100000000000005	,2026010122	,ORD1	,手机	,2026-01-01 11:00:05,支付宝	,18.00,0.00,3898.00,支付宝,退费
,100000000000006	,X	,	,	,2026-01-01 12:00:00,银行	,0.00,-3000.00,898.00,支付宝,提现
#----------------------------------------账务明细列表结束-------------------------------------
#支出合计：4笔，共-4120.00元
#收入合计：2笔，共5018.00元
#导出时间：[2026年01月02日 06:00:00]
`

func TestFundBill(t *testing.T) {
	s, err := parse(gbk(t, fundText))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range s.Lines {
		got = append(got, fmt.Sprint(l.Kind, l.Charge, l.AmountFen, l.FeeFen, l.OuterNo))
	}
	want := []string{"payment 500000 0ORD1", "feeservice-3000 3000ORD1", "feeinstalment-9000 9000ORD1",
		"refund -100000 0ORD1", "feeinstalment1800 -1800ORD1", "other -300000 0"}
	for i := range want {
		if strings.ReplaceAll(got[i], " ", "") != strings.ReplaceAll(want[i], " ", "") {
			t.Errorf("line %d: %s, want %s", i, got[i], want[i])
		}
	}
	if len(s.Warnings) != 0 || s.Variant != "fund12" || len(s.Controls) != 4 {
		t.Errorf("%+v %s %+v", s.Warnings, s.Variant, s.Controls)
	}
	for name, bent := range map[string]string{
		"total":     strings.Replace(fundText, "-4120.00元", "-4121.00元", 1),
		"both ways": strings.Replace(fundText, "5000.00,0.00,5000.00", "5000.00,-1.00,5000.00", 1),
		"sign":      strings.Replace(fundText, "0.00,-30.00", "0.00,30.00", 1),
		"no flow":   strings.Replace(fundText, "100000000000001", "", 1),
		"no totals": fundText[:strings.Index(fundText, "#支出合计")],
	} {
		if _, err := parse(gbk(t, bent)); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The samples gathered from public code.
func TestSamples(t *testing.T) {
	for _, c := range []struct {
		file, variant string
		lines         int
		sum, fees     int64
	}{
		{"alipay-merchant-trade-20190916.gbk.csv", "trade25", 3, 1, 0},
		{"alipay-merchant-trade-20190916.zip", "trade25", 3, 1, 0},
		{"alipay-acquirer-29col-CONSTRUCTED.gbk.csv", "acquirer29", 1, 500000, 12000},
		{"alipay-signcustomer-12col-CONSTRUCTED.gbk.csv", "fund12", 3, 488000, 12000},
		{"alipay-signcustomer-16col-CONSTRUCTED.gbk.csv", "fund16", 3, 488000, 12000},
	} {
		t.Run(c.file, func(t *testing.T) {
			raw, err := os.ReadFile(shared.Path(t, "field/samples/"+c.file))
			if err != nil {
				t.Fatal(err)
			}
			s, err := parse(raw)
			if err != nil {
				t.Fatal(err)
			}
			var sum, fees int64
			for _, l := range s.Lines {
				sum += l.AmountFen
				fees += l.FeeFen
			}
			if s.Variant != c.variant || len(s.Lines) != c.lines || sum != c.sum || fees != c.fees {
				t.Errorf("%s, %d lines, sum %d, fees %d", s.Variant, len(s.Lines), sum, fees)
			}
			if c.variant == "acquirer29" && (s.Lines[0].Instalments != 3 || s.Lines[0].NetFen != 488000) {
				t.Errorf("%+v", s.Lines[0])
			}
		})
	}
	raw, err := os.ReadFile(shared.Path(t, "field/samples/alipay-consumer-export.gb18030.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parse(raw); !fault.Is(err, fault.CodeInvalid) {
		t.Errorf("a consumer's export is no merchant's bill: %v", err)
	}
}

// FuzzBill: whatever is accepted agrees with its own totals.
func FuzzBill(f *testing.F) {
	f.Add(gbk(f, tradeText()))
	f.Add([]byte(tradeText()))
	f.Add(gbk(f, fundText))
	f.Add(zipped(f, gbk(f, tradeText()), gbk(f, summaryText)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := parse(raw)
		if err != nil {
			return
		}
		var received, net int64
		for _, l := range s.Lines {
			received += l.ReceivedFen
			net += l.NetFen
			if l.LineNo < 1 || l.Raw == "" || l.At.IsZero() {
				t.Fatalf("half a line: %+v", l)
			}
		}
		for _, c := range s.Controls {
			if c.Declared != c.Counted {
				t.Fatalf("accepted with %+v", c)
			}
			if c.Name == "summary_received_fen" && c.Counted != received || c.Name == "summary_net_fen" && c.Counted != net {
				t.Fatalf("%s %d, lines say %d and %d", c.Name, c.Counted, received, net)
			}
		}
	})
}
