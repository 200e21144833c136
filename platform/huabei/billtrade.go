package huabei

import (
	"strconv"

	"fenming/kit/fault"
	"fenming/kit/sheet"
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
func (b *bill) trade(t, summary *sheet.Found, archive bool) error {
	b.Kind, b.Variant = platform.StatementTrade, "trade"+strconv.Itoa(len(t.Header))
	var s sums
	seen := map[[4]string]int{}
	notes, err := each(t, func(row *sheet.Row) error {
		if row.Has("花呗分期数") {
			b.Variant = "acquirer" + strconv.Itoa(len(t.Header))
		}
		line, err := b.tradeLine(row, &s)
		if err != nil {
			return err
		}
		key := [4]string{line.PlatformNo, string(line.Kind), line.RefundNo, strconv.FormatInt(line.AmountFen, 10)}
		if first, again := seen[key]; again {
			b.warn(row.Line, warnDuplicate, words.Args{"line": first})
		} else {
			seen[key] = row.Line
		}
		b.add(line)
		return nil
	})
	if err != nil {
		return err
	}
	found, err := b.footer(notes, map[string]string{"交易": "trade", "退款": "refund"},
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
func (b *bill) tradeLine(row *sheet.Row, s *sums) (platform.Line, error) {
	l := platform.Line{LineNo: row.Line, Raw: row.Raw, Remark: row.Cell("备注").Text}
	var err error
	for _, c := range []struct {
		column string
		to     *string
	}{{"支付宝交易号", &l.PlatformNo}, {"商户订单号", &l.OuterNo}, {"退款批次号/请求号", &l.RefundNo}} {
		if *c.to, err = row.Cell(c.column).ID(); err != nil {
			return l, err
		}
	}
	if l.PlatformNo == "" {
		return l, rowFault(row.Line, "支付宝交易号")
	}
	if l.At, err = row.Cell("完成时间").Time(beijing); err != nil {
		return l, err
	}
	l.At = l.At.UTC()
	var fee, share, instalment int64
	for _, c := range []struct {
		column string
		to     *int64
	}{{"订单金额（元）", &l.AmountFen}, {"商家实收（元）", &l.ReceivedFen}, {"服务费（元）", &fee},
		{"分润（元）", &share}, {"花呗分期手续费", &instalment}} {
		if *c.to, err = fen(row, c.column); err != nil {
			return l, err
		}
	}
	if text := row.Cell("花呗分期数").Text; text != "" {
		if l.Instalments, err = strconv.Atoi(text); err != nil || l.Instalments < 0 || l.Instalments > 60 {
			return l, rowFault(row.Line, "花呗分期数")
		}
	}
	l.FeeFen = -(fee + instalment)
	l.NetFen = l.ReceivedFen + fee + instalment + share
	if err := b.tradeKind(&l, row.Cell("业务类型").Text, s); err != nil {
		return l, err
	}
	if cell := row.Cell("实收净额"); cell.Text != "" {
		if net, err := fen(row, "实收净额"); err != nil || net != l.NetFen {
			b.warn(row.Line, warnNet, nil)
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
func (b *bill) tradeKind(l *platform.Line, kind string, s *sums) error {
	switch kind {
	case "交易":
		l.Kind = platform.LinePayment
		s.payments++
		s.paid += l.ReceivedFen
		if l.AmountFen < 0 || l.ReceivedFen < 0 {
			return rowFault(l.LineNo, "订单金额（元）")
		}
	case "退款":
		l.Kind = platform.LineRefund
		s.refunds++
		s.refunded += l.ReceivedFen
		if l.AmountFen > 0 || l.ReceivedFen > 0 {
			return rowFault(l.LineNo, "订单金额（元）")
		}
	default:
		l.Kind = platform.LineOther
		b.warn(l.LineNo, warnType, nil)
	}
	return nil
}

// summary checks the second file of the zip: its 合计 row, or the sum of its
// rows where it has none, must equal the detail.
func (b *bill) summary(t *sheet.Found, s sums) error {
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
	declared, has := map[string]int64{}, map[string]bool{}
	line, total := 0, false
	_, err := each(t, func(row *sheet.Row) error {
		if total {
			return nil
		}
		total = row.Cells[0] == "合计"
		line = row.Line
		for _, c := range columns {
			if !row.Has(c.name) {
				continue
			}
			n, err := fen(row, c.name)
			if !c.money {
				n, err = row.Cell(c.name).Int()
			}
			if err != nil {
				return err
			}
			if total {
				declared[c.name] = 0
			}
			declared[c.name] += n
			has[c.name] = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, c := range columns {
		if !has[c.name] {
			continue
		}
		if err := b.control(line, c.control, declared[c.name], c.counted); err != nil {
			return err
		}
	}
	return nil
}
