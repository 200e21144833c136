package huabei

import (
	"strconv"
	"strings"

	"fenming/kit/fault"
	"fenming/kit/sheet"
	"fenming/kit/words"
	"fenming/platform"
)

// fund reads every movement of the merchant's balance: 12 columns, or 16 in
// newer files, in whatever order.
func (b *bill) fund(t *sheet.Found) error {
	b.Kind, b.Variant = platform.StatementFund, "fund"+strconv.Itoa(len(t.Header))
	counts, totals := map[string]int64{}, map[string]int64{}
	seen := map[string]int{}
	var chain balance
	notes, err := each(t, func(row *sheet.Row) error {
		line, err := fundLine(row)
		if err != nil {
			return err
		}
		side := "收入"
		if line.AmountFen < 0 {
			side = "支出"
		}
		if line.AmountFen != 0 {
			counts[side]++
			totals[side] += line.AmountFen
		}
		if first, again := seen[line.FlowNo]; again {
			b.warn(row.Line, warnDuplicate, words.Args{"line": first})
		} else {
			seen[line.FlowNo] = row.Line
		}
		if row.Has("账户余额（元）") {
			left, err := fen(row, "账户余额（元）")
			if err != nil {
				return err
			}
			chain.add(row.Line, line.AmountFen, left)
		}
		b.add(line)
		return nil
	})
	if err != nil {
		return err
	}
	for _, no := range chain.gaps() {
		b.warn(no, warnBalance, nil)
	}
	found, err := b.footer(notes, map[string]string{"支出": "expense", "收入": "income"}, counts, totals)
	if err != nil {
		return err
	}
	if found < 2 {
		return fault.Invalid(wordCut, words.Args{"what": "合计"})
	}
	return nil
}

func fundLine(row *sheet.Row) (platform.Line, error) {
	l := platform.Line{LineNo: row.Line, Raw: row.Raw, Remark: row.Cell("备注").Text}
	var err error
	for _, c := range []struct {
		column string
		to     *string
	}{{"账务流水号", &l.FlowNo}, {"业务流水号", &l.PlatformNo}, {"商户订单号", &l.OuterNo}} {
		if *c.to, err = row.Cell(c.column).ID(); err != nil {
			return l, err
		}
	}
	if l.FlowNo == "" {
		return l, rowFault(row.Line, "账务流水号")
	}
	l.OuterNo = orderOf(l.OuterNo)
	if l.At, err = row.Cell("发生时间").Time(beijing); err != nil {
		return l, err
	}
	l.At = l.At.UTC()
	in, err := fen(row, "收入金额（+元）")
	if err != nil {
		return l, err
	}
	out, err := fen(row, "支出金额（-元）")
	if err != nil {
		return l, err
	}
	if in < 0 || out > 0 || (in != 0 && out != 0) {
		return l, rowFault(row.Line, "收入金额（+元）/支出金额（-元）")
	}
	l.AmountFen, l.ReceivedFen, l.NetFen = in+out, in+out, in+out
	l.Kind, l.Charge = fundKind(row.Cell("业务类型").Text, row.Cell("业务描述").Text+" "+l.Remark)
	if l.Kind == platform.LineFee {
		l.FeeFen = -l.AmountFen
	}
	return l, nil
}

// orderOf takes our order number out of the platform's T200P form.
func orderOf(text string) string { return strings.TrimPrefix(text, "T200P") }

// fundKind sorts a movement by its business type and its remark; Huabei's costs
// are told by the remark alone (花呗支付服务费, 花呗分期服务费, 花呗分期免息营销,
// 花呗分期-退款退费).
func fundKind(kind, remark string) (platform.LineKind, platform.ChargeKind) {
	has := func(parts ...string) bool {
		for _, p := range parts {
			if strings.Contains(remark, p) {
				return true
			}
		}
		return false
	}
	fee := strings.Contains(kind, "收费") || strings.Contains(kind, "退费") ||
		has("服务费", "手续费", "退费", "免息营销")
	switch {
	case fee && has("花呗分期"):
		return platform.LineFee, platform.ChargeInstalment
	case fee && has("服务费", "手续费"):
		return platform.LineFee, platform.ChargeService
	case fee:
		return platform.LineFee, platform.ChargeOther
	case strings.Contains(kind, "退款"):
		return platform.LineRefund, ""
	case kind == "在线支付", kind == "交易付款", kind == "交易收款", kind == "当面付":
		return platform.LinePayment, ""
	}
	return platform.LineOther, ""
}

// balance checks that each row's balance follows from the row before, in file
// order or the reverse, whichever fits better.
type balance struct {
	prev, prevAmount int64
	rows             int
	up, down         []int
}

func (c *balance) add(no int, amount, fen int64) {
	if c.rows > 0 {
		if c.prev+amount != fen {
			c.up = append(c.up, no)
		}
		if fen+c.prevAmount != c.prev {
			c.down = append(c.down, no)
		}
	}
	c.prev, c.prevAmount = fen, amount
	c.rows++
}

func (c *balance) gaps() []int {
	if len(c.down) < len(c.up) {
		return c.down
	}
	return c.up
}
