package huabei

import (
	"strings"

	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/platform"
)

// fund reads every movement of the merchant's balance: 12 columns, or 16 in
// newer files, in whatever order.
func (b *bill) fund() error {
	t := b.table
	b.Kind, b.Variant = platform.StatementFund, "fund"
	counts, totals := map[string]int64{}, map[string]int64{}
	seen := map[string]int{}
	var chain balance
	for _, r := range t.rows {
		line, balanceFen, err := b.fundLine(r)
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
			b.warn(r.no, warnDuplicate, words.Args{"line": first})
		} else {
			seen[line.FlowNo] = r.no
		}
		chain.add(r.no, line.AmountFen, balanceFen)
		b.inPeriod(line)
		b.Lines = append(b.Lines, line)
	}
	for _, no := range chain.gaps() {
		b.warn(no, warnBalance, nil)
	}
	found, err := b.footer(map[string]string{"支出": "expense", "收入": "income"}, counts, totals)
	if err != nil {
		return err
	}
	if found < 2 {
		return fault.Invalid(wordCut, words.Args{"what": "合计"})
	}
	return nil
}

func (b *bill) fundLine(r row) (l platform.Line, balanceFen int64, err error) {
	t := b.table
	l = platform.Line{LineNo: r.no, Raw: r.raw, FlowNo: t.cell(r, "账务流水号"), PlatformNo: t.cell(r, "业务流水号"),
		OuterNo: orderOf(t.cell(r, "商户订单号")), Remark: t.cell(r, "备注")}
	if l.FlowNo == "" {
		return l, 0, rowFault(r.no, "账务流水号")
	}
	if l.At, err = t.at(r, "发生时间"); err != nil {
		return l, 0, err
	}
	in, err := t.fen(r, "收入金额（+元）")
	if err != nil {
		return l, 0, err
	}
	out, err := t.fen(r, "支出金额（-元）")
	if err != nil {
		return l, 0, err
	}
	if in < 0 || out > 0 || (in != 0 && out != 0) {
		return l, 0, rowFault(r.no, "收入金额（+元）/支出金额（-元）")
	}
	if balanceFen, err = t.fen(r, "账户余额（元）"); err != nil {
		return l, 0, err
	}
	l.AmountFen, l.ReceivedFen, l.NetFen = in+out, in+out, in+out
	l.Kind, l.Charge = fundKind(t.cell(r, "业务类型"), t.cell(r, "业务描述")+" "+l.Remark)
	if l.Kind == platform.LineFee {
		l.FeeFen = -l.AmountFen
	}
	return l, balanceFen, nil
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
