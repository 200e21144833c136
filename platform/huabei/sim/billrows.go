package sim

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// billRow is one row of the trade bill, money in fen.
type billRow struct {
	no, out, subject string
	refund           string // request number, "" for a payment
	isRefund         bool
	created, done    int64
	fen, fee         int64 // fee negative when taken
	remark           string
}

// tradeRows turns entries into rows with the day's row faults.
func (s *Simulator) tradeRows(entries []entry, day string) []billRow {
	var rows []billRow
	for _, e := range entries {
		t := e.trade
		fault := func(kind FaultKind) bool { return s.standing(kind, t.App, t.Out, day) != nil }
		if fault(BillRowMissing) {
			continue
		}
		r := billRow{no: t.No, out: t.Out, subject: t.Subject, created: t.Created, done: e.at, fen: t.Fen,
			fee: -(t.Pay.Service + t.Pay.Instalment)}
		if e.refund >= 0 {
			back := t.Refunds[e.refund]
			r.isRefund, r.refund, r.remark = true, back.No, back.Reason
			r.fen, r.fee = -back.Fen, back.Service+back.Instalment
			rows = append(rows, r)
			continue
		}
		if fault(BillRowCentOff) {
			r.fen++
		}
		if fault(BillFeeDiffers) {
			r.fee--
		}
		rows = append(rows, r)
		if fault(BillRowDuplicate) {
			rows = append(rows, r)
		}
	}
	for i, f := range s.faults {
		if f.Kind == BillRowExtra && f.Day == day {
			at, _ := time.ParseInLocation(time.DateOnly, day, beijing)
			done := at.Add(12 * time.Hour).UnixMicro()
			rows = append(rows, billRow{no: at.Format("20060102") + "2200" + fmt.Sprintf("9%015d", i+1),
				out: f.OutNo, subject: "未知订单", created: done, done: done, fen: max(f.Fen, 1)})
		}
	}
	return rows
}

const tradeHeader = "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）," +
	"支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注"

const summaryHeader = "门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）"

const fundHeader = "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注"

func rule(left int, title string, right int) string {
	return "#" + strings.Repeat("-", left) + title + strings.Repeat("-", right) + "\n"
}

// heading writes the banner lines.
func heading(b *strings.Builder, title, seller string, p period) {
	const long = "2006年01月02日 15:04:05"
	fmt.Fprintf(b, "#支付宝%s查询\n#账号：[%s]\n#起始日期：[%s]   终止日期：[%s]\n", title, account(seller),
		p.from.Format(long), p.to.Format(long))
}

func exported(p period) string {
	return "#导出时间：[" + p.ready.Add(-3*time.Hour).Format("2006年01月02日 15:04:05") + "]\n"
}

// cell guards a free text: a comma or a quote puts it into quotes, line breaks
// become blanks.
func cell(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if strings.ContainsAny(text, `,"`) {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}

// tally holds the totals of a trade bill.
type tally struct {
	payments, refunds   int
	paid, returned, fee int64
}

func (r billRow) write(b *strings.Builder, c *tally) {
	kind := "交易"
	if r.isRefund {
		kind = "退款"
		c.refunds++
		c.returned += r.fen
	} else {
		c.payments++
		c.paid += r.fen
	}
	c.fee += r.fee
	fmt.Fprintf(b, "%s\t,%s\t,%s\t,%s,%s,%s,\t,\t,\t,\t,*某某(158****66)\t,%s,%s,0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,%s\t,%s,0.00,%s\n",
		r.no, r.out, kind, cell(r.subject), when(r.created).Format(stamp), when(r.done).Format(stamp),
		yuan(r.fen), yuan(r.fen), r.refund, yuan(r.fee), cell(r.remark))
}

// tradeZip writes detail and summary as the platform packs them: summary first.
func tradeZip(app App, p period, rows []billRow, wrongTotal, cut bool) ([]byte, error) {
	var detail, summary strings.Builder
	var c tally
	heading(&detail, "业务明细", app.SellerID, p)
	detail.WriteString(rule(41, "业务明细列表", 40) + tradeHeader + "\n")
	for _, r := range rows {
		r.write(&detail, &c)
	}
	stated := c.paid
	if wrongTotal {
		stated++
	}
	detail.WriteString(rule(41, "业务明细列表结束", 36))
	fmt.Fprintf(&detail, "#交易合计：%d笔，商家实收共%s元，商家优惠共0.00元\n", c.payments, yuan(stated))
	fmt.Fprintf(&detail, "#退款合计：%d笔，商家实收退款共%s元，商家优惠退款共0.00元\n", c.refunds, yuan(c.returned))
	detail.WriteString(exported(p))

	heading(&summary, "业务汇总", app.SellerID, p)
	summary.WriteString(rule(41, "业务汇总列表", 40) + summaryHeader + "\n")
	for _, store := range []string{"", "合计"} {
		fmt.Fprintf(&summary, "%s\t,\t,%d,%d,%s,%s,0.00,0.00,0.00,%s,0.00,%s\n", store, c.payments, c.refunds,
			yuan(c.paid+c.returned), yuan(c.paid+c.returned), yuan(c.fee), yuan(c.paid+c.returned+c.fee))
	}
	summary.WriteString(rule(41, "业务汇总列表结束", 36) + exported(p))
	name := account(app.SellerID) + "_" + p.compact + "_业务明细"
	return pack(p, []string{name + "(汇总).csv", name + ".csv"}, []string{summary.String(), detail.String()}, cut)
}

// fundZip writes the movements of the balance and a short summary by kind.
func fundZip(app App, p period, flows []flow) ([]byte, error) {
	var detail strings.Builder
	var in, out int64
	ins, outs := 0, 0
	heading(&detail, "账务明细", app.SellerID, p)
	detail.WriteString(rule(41, "账务明细列表", 40) + fundHeader + "\n")
	for _, f := range flows {
		plus, minus := f.fen, int64(0)
		if f.fen < 0 {
			plus, minus = 0, f.fen
			outs++
		} else {
			ins++
		}
		in, out = in+plus, out+minus
		fmt.Fprintf(&detail, "%s\t,%s\t,%s\t,%s\t,%s,*某某(158****66)\t,%s,%s,%s,支付宝,%s,%s\n",
			strconv.FormatInt(100_000_000_000_000+f.no, 10), f.trade.No, f.trade.Out, cell(f.trade.Subject),
			when(f.at).Format(stamp), yuan(plus), yuan(minus), yuan(f.balance), f.kind, f.remark)
	}
	detail.WriteString(rule(40, "账务明细列表结束", 37))
	fmt.Fprintf(&detail, "#支出合计：%d笔，共%s元\n#收入合计：%d笔，共%s元\n", outs, yuan(out), ins, yuan(in))
	detail.WriteString(exported(p))
	return pack(p, []string{account(app.SellerID) + "_" + p.compact + "_账务明细.csv"}, []string{detail.String()}, false)
}

// pack zips texts as the platform does: GB18030 content, member names in GBK
// bytes without the UTF-8 flag. cut drops the last third of the last text.
func pack(p period, names, texts []string, cut bool) ([]byte, error) {
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	for i, name := range names {
		raw, err := simplifiedchinese.GB18030.NewEncoder().String(name)
		if err != nil {
			return nil, err
		}
		content, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(strings.ToValidUTF8(texts[i], "?")))
		if err != nil {
			return nil, err
		}
		if cut && i == len(names)-1 {
			content = content[:len(content)*2/3]
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: raw, NonUTF8: true, Method: zip.Deflate, Modified: p.ready})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(content); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return file.Bytes(), nil
}
