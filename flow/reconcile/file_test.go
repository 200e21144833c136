package reconcile_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"fenming/book/channel"
	"fenming/book/statement"
	"fenming/internal/shared"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/platform/huabei/sim"
)

// row is one row of a bill file of our own making, in the layout of the
// platform's (field/platforms.md §2.6).
type row struct {
	no, out, at, refund string
	fen, fee            int64
}

func saleRow(out, no, at string, fen, fee int64) row {
	return row{no: no, out: out, at: at, fen: fen, fee: fee}
}

func yuan(fen int64) string { return cny(fen).Decimal() }

const tradeHeader = "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）," +
	"支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注"

// long is a day as the platform writes it.
func long(d calendar.Day) string {
	return string(d[:4]) + "年" + string(d[5:7]) + "月" + string(d[8:]) + "日"
}

// billText writes a day's detail file in UTF-8.
func billText(day calendar.Day, rows ...row) string {
	var b strings.Builder
	next := day.AddDays(1)
	fmt.Fprintf(&b, "#支付宝业务明细查询\n#账号：[%s0156]\n#起始日期：[%s 00:00:00]   终止日期：[%s 00:00:00]\n", seller, long(day), long(next))
	b.WriteString("#-----------------------------------------业务明细列表----------------------------------------\n" + tradeHeader + "\n")
	var sales, backs int
	var paid, returned int64
	for _, r := range rows {
		kind := "交易"
		if r.fen < 0 {
			kind, returned, backs = "退款", returned+r.fen, backs+1
		} else {
			paid, sales = paid+r.fen, sales+1
		}
		fmt.Fprintf(&b, "%s\t,%s\t,%s\t,茶叶,%s,%s,\t,\t,\t,\t,*某\t,%s,%s,0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,%s\t,%s,0.00,\n",
			r.no, r.out, kind, r.at, r.at, yuan(r.fen), yuan(r.fen), r.refund, yuan(-r.fee))
	}
	fmt.Fprintf(&b, "#-----------------------------------------业务明细列表结束------------------------------------\n"+
		"#交易合计：%d笔，商家实收共%s元，商家优惠共0.00元\n#退款合计：%d笔，商家实收退款共%s元，商家优惠退款共0.00元\n#导出时间：[%s 06:00:00]\n",
		sales, yuan(paid), backs, yuan(returned), long(next))
	return b.String()
}

func gbk(text string) []byte {
	raw, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(text))
	if err != nil {
		panic(err)
	}
	return raw
}

func billFile(day calendar.Day, rows ...row) []byte { return gbk(billText(day, rows...)) }

// bomb is an archive of a detail file that expands to half a gigabyte.
func bomb(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	m, err := z.Create("bill.csv")
	if err != nil {
		t.Fatal(err)
	}
	chunk := bytes.Repeat([]byte("a,b,c\n"), 1<<17)
	for range 100 {
		if _, err := m.Write(chunk); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A file that cannot be taken as it stands is refused at once with the reason,
// and its bytes are kept all the same.
func TestFilesThatAreRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		w.sold(129_900, "huabei")
		good := billText(today, saleRow("X", "T1", "2026-03-02 10:00:00", 100, 1))
		w.fault(sim.Fault{Kind: sim.BillCutOff, Day: "2026-03-03"})
		w.fault(sim.Fault{Kind: sim.BillWrongTotal, Day: "2026-03-04"})
		long := make([]byte, 64<<20+1)
		for name, c := range map[string]struct {
			raw    []byte
			status int
			reason string
			kept   bool
		}{
			"cut off":        {w.bill("trade", "2026-03-03"), 422, "huabei.bill_cut_off", true},
			"wrong total":    {w.bill("trade", "2026-03-04"), 422, "huabei.bill_total_differs", true},
			"half a line":    {gbk(good)[:len(gbk(good))/2], 422, "", true},
			"bomb":           {bomb(t), 429, "sheet.expands", true},
			"wrong encoding": {append([]byte("\xff\xfe"), gbk(good)...), 422, "", true},
			"broken text":    {bytes.Replace(gbk(good), gbk("茶叶"), []byte("\xff\xff"), 1), 422, "huabei.bill_encoding", true},
			"a web page":     {[]byte("<html><body>请登录</body></html>"), 422, "sheet.kind", true},
			"another table":  {[]byte("a,b\n1,2\n"), 422, "sheet.no_header", true},
			"nothing":        {nil, 422, "reconcile.empty", true},
			"too large":      {long, 413, "", false},
			"other account":  {gbk(strings.Replace(good, seller, "2088999999999999", 1)), 422, "reconcile.no_channel", true},
		} {
			var problem struct{ Reason, Detail string }
			before, err := w.store.List(dbtest.Tenant)
			if err != nil {
				t.Fatal(err)
			}
			status := w.call("POST", "/v1/statements?name=x.csv", c.raw, &problem)
			after, err := w.store.List(dbtest.Tenant)
			if err != nil {
				t.Fatal(err)
			}
			if status != c.status || c.reason != "" && problem.Reason != c.reason || problem.Detail == "" {
				t.Errorf("%s: %d %s (%s)", name, status, problem.Reason, problem.Detail)
			}
			if kept := len(after) > len(before); kept != c.kept {
				t.Errorf("%s: kept %v", name, kept)
			}
		}
		var page struct{ Data []statement.File }
		if w.call("GET", "/v1/statements", nil, &page); len(page.Data) != 0 {
			t.Errorf("a refused file was entered: %+v", page.Data)
		}
	})
}

func TestOriginalComesBackByteForByte(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		raw := w.bill("trade", today)
		out := w.drop("花呗 3月2日.zip", raw)
		var got []byte
		if code := w.call("GET", "/v1/statements/"+out.File.ID+"/original", nil, &got); code != http.StatusOK || !bytes.Equal(got, raw) {
			t.Errorf("%d, %d bytes, want %d", code, len(got), len(raw))
		}
		if err := w.store.Remove(dbtest.Tenant, out.File.SHA256); err != nil {
			t.Fatal(err)
		}
		if code := w.call("GET", "/v1/statements/"+out.File.ID+"/original", nil, nil); code != http.StatusNotFound {
			t.Errorf("an original that is gone: %d", code)
		}
	})
}

// The published samples of the platform's files go through the door, to a
// channel whose seller number nobody has entered. Every order in them is a
// stranger's, so payments and refunds are found to be missing here; what the fund
// bills say beside them is set aside.
func TestSamples(t *testing.T) {
	for name, want := range map[string]struct {
		kind       string
		lines      int64
		odd, aside int
	}{
		"alipay-merchant-trade-20190916.zip":            {"trade", 3, 3, 0},
		"alipay-merchant-trade-20190916.gbk.csv":        {"trade", 3, 3, 0},
		"alipay-acquirer-29col-CONSTRUCTED.gbk.csv":     {"trade", 1, 1, 0},
		"alipay-signcustomer-12col-CONSTRUCTED.gbk.csv": {"fund", 3, 1, 2},
		"alipay-signcustomer-16col-CONSTRUCTED.gbk.csv": {"fund", 3, 1, 2},
	} {
		t.Run(name, func(t *testing.T) {
			raw, err := os.ReadFile(shared.Path(t, "field/samples/"+name))
			if err != nil {
				t.Fatal(err)
			}
			w := newWorld(t, dbtest.SQLite(t))
			w.Write(t, func(tx *db.Tx) error {
				w.channel.SellerID = ""
				_, err := channel.Save(tx, w.channel, channel.Keys{})
				return err
			})
			out := w.drop(name, raw)
			w.sound(out.File.ID)
			states := map[string]int{}
			for _, l := range w.lines(out.File.ID) {
				states[l.State]++
			}
			if out.File.Kind != want.kind || out.File.Lines != want.lines || states[statement.LineOdd] != want.odd ||
				states[statement.LineSetAside] != want.aside {
				t.Errorf("%s of %d lines: %v, want %+v", out.File.Kind, out.File.Lines, states, want)
			}
			if got := w.drop(name, raw); !got.Already {
				t.Error("the same sample twice")
			}
		})
	}
}

// fetch by door and by the daily job.
func TestFetch(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := openWorld(t, b, true)
		w.drain() // the daily job learns its hour
		w.sold(500_000, "huabei-free")
		w.fault(sim.Fault{Kind: sim.BillNotReady, Day: today, Times: 3})
		w.Clock.Set(time.Date(2026, 3, 3, 2, 31, 0, 0, time.UTC)) // 10:31 in Beijing
		w.drain()
		w.drain()
		var page struct{ Data []statement.File }
		if w.call("GET", "/v1/statements", nil, &page); len(page.Data) != 0 {
			t.Fatalf("a file that is not made: %+v", page.Data)
		}
		for range 3 {
			w.Clock.Advance(31 * time.Minute)
			w.drain()
		}
		w.call("GET", "/v1/statements", nil, &page)
		kinds := map[string]string{}
		for _, f := range page.Data {
			kinds[f.Kind] = f.Source + " " + string(f.From) + " " + f.State
		}
		want := "platform 2026-03-02 matched"
		if len(page.Data) != 2 || kinds["trade"] != want || kinds["fund"] != want {
			t.Errorf("files %v, want both of %s", kinds, today)
		}
		if code := w.call("POST", "/v1/statements/fetch", []byte(`{"channel_id":"`+w.channel.ID+`","day":"2026-03-03"}`), nil); code != 422 {
			t.Errorf("today's file was asked for: %d", code)
		}
		w.post("/v1/statements/fetch", map[string]string{"channel_id": w.channel.ID, "day": "2026-03-02"}, nil)
		w.drain()
		if w.call("GET", "/v1/statements", nil, &page); len(page.Data) != 2 {
			t.Errorf("the same file again made %d files", len(page.Data))
		}
	})
}
