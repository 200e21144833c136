package sim

import "fenming/kit/money"

// refundCall gives money back, in parts or whole. The same request number with
// the same amount is answered again without moving money.
func (s *Simulator) refundCall(c call) (answer, error) {
	t := s.find(c)
	fen, okFen := c.amount("refund_amount")
	no := c.text("out_request_no")
	switch {
	case t == nil:
		return notExist(), nil
	case !okFen:
		return refuse("ACQ.INVALID_PARAMETER", "参数无效:refund_amount"), nil
	case no == "" && fen != t.Fen:
		return refuse("ACQ.INVALID_PARAMETER", "参数无效:out_request_no"), nil
	case no == "":
		no = t.Out
	}
	for _, r := range t.Refunds {
		if r.No == no {
			if r.Fen != fen {
				return refuse("ACQ.DISCORDANT_REPEAT_REQUEST", "同一请求号的金额不一致"), nil
			}
			return s.refundAnswer(t, r, "N"), nil
		}
	}
	done, _, _ := t.refunded()
	switch {
	case t.Status == finished:
		return refuse("ACQ.TRADE_HAS_FINISHED", "交易已完结"), nil
	case t.Pay == nil:
		return refuse("ACQ.TRADE_STATUS_ERROR", "交易状态不合法"), nil
	case t.Status == closed:
		return refuse("ACQ.TRADE_HAS_CLOSE", "交易已经关闭"), nil
	case done+fen > t.Fen:
		return refuse("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "退款金额超限"), nil
	}
	r, err := s.handBack(t, no, fen, c)
	if err != nil {
		return nil, err
	}
	if err := s.record(event{K: evRefund, At: c.at, App: t.App, Out: t.Out, Refund: &r}); err != nil {
		return nil, err
	}
	if err := s.tell(t, &r, c.at); err != nil {
		return nil, err
	}
	return s.refundAnswer(t, r, "Y"), nil
}

// handBack computes the fees handed back: in proportion, rounded down; the last
// refund brings the rest.
func (s *Simulator) handBack(t *trade, no string, fen int64, c call) (refund, error) {
	r := refund{No: no, Fen: fen, Reason: c.text("refund_reason"), At: c.at}
	done, service, instalment := t.refunded()
	var err error
	if r.Service, err = money.MulDiv(t.Pay.Service, fen, t.Fen, money.Floor); err != nil {
		return r, err
	}
	if r.Instalment, err = money.MulDiv(t.Pay.Instalment, fen, t.Fen, money.Floor); err != nil {
		return r, err
	}
	if done+fen == t.Fen {
		r.Service, r.Instalment = t.Pay.Service-service, t.Pay.Instalment-instalment
	}
	if f, err := s.take(RefundFeePartial, t.App, t.Out, c.method, ""); f != nil || err != nil {
		r.Instalment = 0
		return r, err
	}
	return r, nil
}

// refundAnswer: refund_fee is the total of the sale so far, as the platform
// defines it, not the amount of this request.
func (s *Simulator) refundAnswer(t *trade, r refund, change string) answer {
	total, _, _ := t.refunded()
	return ok(answer{"trade_no": t.No, "out_trade_no": t.Out, "buyer_user_id": t.Pay.Buyer, "buyer_logon_id": "158****66",
		"fund_change": change, "refund_fee": yuan(total), "gmt_refund_pay": when(r.At).Format(stamp),
		"refund_charge_info_list": refundCharges(r)})
}

func refundCharges(r refund) []map[string]string {
	list := []map[string]string{{"charge_type": "trade", "refund_charge_fee": yuan(r.Service)}}
	if r.Instalment > 0 {
		list = append(list, map[string]string{"charge_type": "hbfq", "refund_charge_fee": yuan(r.Instalment)})
	}
	return list
}

// refundQuery tells of one refund; a refund never made is a success without
// refund fields.
func (s *Simulator) refundQuery(c call) answer {
	t := s.find(c)
	if t == nil {
		return notExist()
	}
	for _, r := range t.Refunds {
		if r.No == c.text("out_request_no") {
			return ok(answer{"trade_no": t.No, "out_trade_no": t.Out, "out_request_no": r.No, "total_amount": yuan(t.Fen),
				"refund_amount": yuan(r.Fen), "refund_status": "REFUND_SUCCESS", "refund_reason": r.Reason,
				"gmt_refund_pay": when(r.At).Format(stamp), "refund_charge_info_list": refundCharges(r)})
		}
	}
	return ok(nil)
}
