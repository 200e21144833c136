package huabei

import (
	"strconv"

	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/platform"
)

// sums are the figures of a trade bill that totals are stated for, fen.
type sums struct {
	payments, refunds           int64
	paid, refunded              int64 // received
	order, received, fee, share int64
	net                         int64
}

// trade reads sales and refunds, the direct 25 columns or an acquirer's.
func (b *bill) trade(summary *table, archive bool) error {
	t := b.table
	b.Kind, b.Variant = platform.StatementTrade, "trade"+strconv.Itoa(t.width)
	if _, ok := t.cols["花呗分期数"]; ok {
		b.Variant = "acquirer" + strconv.Itoa(t.width)
	}
	var s sums
	seen := map[[4]string]int{}
	for _, r := range t.rows {
		line, err := b.tradeLine(r, &s)
		if err != nil {
			return err
		}
		key := [4]string{line.PlatformNo, string(line.Kind), line.RefundNo, strconv.FormatInt(line.AmountFen, 10)}
		if first, again := seen[key]; again {
			b.warn(r.no, warnDuplicate, words.Args{"line": first})
		} else {
			seen[key] = r.no
		}
		b.inPeriod(line)
		b.Lines = append(b.Lines, line)
	}
	found, err := b.footer(map[string]string{"交易": "trade", "退款": "refund"},
		map[string]int64{"交易": s.payments, "退款": s.refunds}, map[string]int64{"交易": s.paid, "退款": s.refunded})
	if err != nil {
		return err
	}
	switch {
	case found == 0 && b.Variant != "trade25":
		b.warn(0, warnTotals, nil)
	case found < 2:
		// The direct bill always states both totals, so the tail is missing.
		return fault.Invalid(wordCut, words.Args{"what": "合计"})
	}
	if summary != nil {
		return b.summary(summary, s)
	}
	if archive {
		b.warn(0, warnSummary, nil)
	}
	return nil
}

// tradeLine reads one row. Charged fees stand as negative numbers in the file
// and as positive costs in the line.
func (b *bill) tradeLine(r row, s *sums) (platform.Line, error) {
	t := b.table
	l := platform.Line{LineNo: r.no, Raw: r.raw, OuterNo: t.cell(r, "商户订单号"), Remark: t.cell(r, "备注"),
		PlatformNo: t.cell(r, "支付宝交易号") + t.cell(r, "银联交易号"),
		RefundNo:   t.cell(r, "退款批次号/请求号") + t.cell(r, "退款批次号")}
	if l.PlatformNo == "" {
		return l, rowFault(r.no, "交易号")
	}
	var err error
	if l.At, err = t.at(r, "完成时间"); err != nil {
		return l, err
	}
	var fee, share, instalment int64
	for _, c := range []struct {
		name string
		to   *int64
	}{{"订单金额（元）", &l.AmountFen}, {"商家实收（元）", &l.ReceivedFen}, {"服务费（元）", &fee},
		{"分润（元）", &share}, {"花呗分期手续费", &instalment}} {
		if *c.to, err = t.fen(r, c.name); err != nil {
			return l, err
		}
	}
	if text := t.cell(r, "花呗分期数"); text != "" {
		if l.Instalments, err = strconv.Atoi(text); err != nil || l.Instalments < 0 || l.Instalments > 60 {
			return l, rowFault(r.no, "花呗分期数")
		}
	}
	l.FeeFen = -(fee + instalment)
	l.NetFen = l.ReceivedFen + fee + instalment + share
	if err := b.tradeKind(&l, r, s); err != nil {
		return l, err
	}
	if text := t.cell(r, "实收净额"); text != "" {
		if net, err := parseYuan(text); err != nil || net != l.NetFen {
			b.warn(r.no, warnNet, nil)
		}
	}
	s.order += l.AmountFen
	s.received += l.ReceivedFen
	s.fee += fee
	s.share += share
	s.net += l.NetFen
	return l, nil
}

// tradeKind tells sale from refund and holds the sign to it.
func (b *bill) tradeKind(l *platform.Line, r row, s *sums) error {
	switch b.table.cell(r, "业务类型") {
	case "交易":
		l.Kind = platform.LinePayment
		s.payments++
		s.paid += l.ReceivedFen
		if l.AmountFen < 0 || l.ReceivedFen < 0 {
			return rowFault(r.no, "订单金额（元）")
		}
	case "退款":
		l.Kind = platform.LineRefund
		s.refunds++
		s.refunded += l.ReceivedFen
		if l.AmountFen > 0 || l.ReceivedFen > 0 {
			return rowFault(r.no, "订单金额（元）")
		}
	default:
		l.Kind = platform.LineOther
		b.warn(r.no, warnType, nil)
	}
	return nil
}

// summary checks the second file of the zip: its 合计 row, or the sum of its
// rows where it has none, must equal the detail.
func (b *bill) summary(t *table, s sums) error {
	columns := []struct {
		name, control string
		counted       int64
		money         bool
	}{
		{"交易订单总笔数", "summary_trade_count", s.payments, false},
		{"退款订单总笔数", "summary_refund_count", s.refunds, false},
		{"订单金额（元）", "summary_order_fen", s.order, true},
		{"商家实收（元）", "summary_received_fen", s.received, true},
		{"服务费（元）", "summary_fee_fen", s.fee, true},
		{"分润（元）", "summary_share_fen", s.share, true},
		{"实收净额（元）", "summary_net_fen", s.net, true},
	}
	rows := t.rows
	for _, r := range t.rows {
		if r.cells[0] == "合计" {
			rows = []row{r}
		}
	}
	line := 0
	for _, c := range columns {
		if _, ok := t.cols[c.name]; !ok {
			continue
		}
		var declared int64
		for _, r := range rows {
			line = r.no
			var n int64
			var err error
			if c.money {
				n, err = t.fen(r, c.name)
			} else if n, err = strconv.ParseInt(t.cell(r, c.name), 10, 64); err != nil {
				err = rowFault(r.no, c.name)
			}
			if err != nil {
				return err
			}
			declared += n
		}
		if err := b.control(line, c.control, declared, c.counted); err != nil {
			return err
		}
	}
	return nil
}
