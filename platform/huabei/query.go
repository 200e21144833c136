package huabei

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"fenming/kit/fault"
	"fenming/platform"
)

// refContent names a sale to the platform, by our number where we have it.
func refContent(ref platform.Ref) (biz, error) {
	if ref.OutNo != "" {
		if !validOutNo(ref.OutNo) {
			return nil, fault.Invalid(wordOutNo).At("/out_no")
		}
		return biz{"out_trade_no": ref.OutNo}, nil
	}
	if !validOutNo(ref.PlatformNo) {
		return nil, fault.Invalid(wordOutNo).At("/platform_no")
	}
	return biz{"trade_no": ref.PlatformNo}, nil
}

// chargeItem is a fee in an answer; refunds spell the amount apart.
type chargeItem struct {
	Type      string `json:"charge_type"`
	Fee       string `json:"charge_fee"`
	RefundFee string `json:"refund_charge_fee"`
}

func chargesOf(items []chargeItem, sign int64) ([]platform.Charge, error) {
	var list []platform.Charge
	for _, item := range items {
		fen, err := parseYuan(item.Fee + item.RefundFee)
		if err != nil {
			return nil, err
		}
		kind := platform.ChargeOther
		switch item.Type {
		case "trade":
			kind = platform.ChargeService
		case "hbfq":
			kind = platform.ChargeInstalment
		}
		list = append(list, platform.Charge{Kind: kind, Fen: sign * fen})
	}
	return list, nil
}

// stateOf translates the platform's trade status.
func stateOf(status string) platform.State {
	switch status {
	case "WAIT_BUYER_PAY":
		return platform.StateWaiting
	case "TRADE_SUCCESS":
		return platform.StatePaid
	case "TRADE_FINISHED":
		return platform.StateFinished
	case "TRADE_CLOSED":
		return platform.StateClosed
	}
	return platform.StateUnknown
}

// instalmentInfo carries the count only if the merchant agreed that with the
// platform.
type instalmentInfo struct {
	Num string `json:"user_install_num"`
}

func (i instalmentInfo) count() int {
	n, err := strconv.Atoi(i.Num)
	if err != nil || n < 0 || n > 60 {
		return 0
	}
	return n
}

// Query asks what became of a sale. Outcome Done means that the question was
// answered; the state says what. A sale shown as a code is absent until the
// buyer scans it.
func (c *Client) Query(ctx context.Context, ref platform.Ref) (platform.Trade, error) {
	content, err := refContent(ref)
	if err != nil {
		return platform.Trade{}, err
	}
	content["query_options"] = []string{"fund_bill_list", "charge_info_list", "hb_fq_pay_info"}
	body, answer, err := c.call(ctx, "alipay.trade.query", ref.OutNo+ref.PlatformNo, "", content)
	if err != nil {
		return platform.Trade{}, err
	}
	trade := platform.Trade{Answer: answer, OutNo: ref.OutNo, PlatformNo: ref.PlatformNo, State: platform.StateUnknown}
	switch {
	case answer.Outcome == platform.Refused && strings.HasSuffix(answer.SubCode, "TRADE_NOT_EXIST"):
		trade.Outcome, trade.State = platform.Done, platform.StateAbsent
		return trade, nil
	case answer.Outcome != platform.Done:
		return trade, nil
	}
	if !readTrade(body, ref, &trade) {
		trade.Outcome, trade.Code, trade.State = platform.Unknown, codeBadContent, platform.StateUnknown
	}
	return trade, nil
}

// readTrade fills a trade; false when the content contradicts itself or the
// question.
func readTrade(body []byte, ref platform.Ref, trade *platform.Trade) bool {
	var out struct {
		TradeNo string         `json:"trade_no"`
		OutNo   string         `json:"out_trade_no"`
		Status  string         `json:"trade_status"`
		Total   string         `json:"total_amount"`
		Receipt string         `json:"receipt_amount"`
		PaidAt  string         `json:"send_pay_date"`
		Funds   []fundItem     `json:"fund_bill_list"`
		Charges []chargeItem   `json:"charge_info_list"`
		Instalm instalmentInfo `json:"hb_fq_pay_info"`
	}
	if json.Unmarshal(body, &out) != nil || out.TradeNo == "" ||
		(ref.OutNo != "" && out.OutNo != ref.OutNo) ||
		(ref.OutNo == "" && out.TradeNo != ref.PlatformNo) {
		return false
	}
	var err error
	trade.OutNo, trade.PlatformNo, trade.State = out.OutNo, out.TradeNo, stateOf(out.Status)
	if trade.AmountFen, err = parseYuan(out.Total); err != nil || trade.State == platform.StateUnknown {
		return false
	}
	if out.Receipt != "" {
		if trade.ReceivedFen, err = parseYuan(out.Receipt); err != nil {
			return false
		}
	}
	if trade.Funds, err = fundsOf(out.Funds); err != nil {
		return false
	}
	if trade.Charges, err = chargesOf(out.Charges, 1); err != nil {
		return false
	}
	trade.Instalments = out.Instalm.count()
	trade.PaidAt, err = parseTime(out.PaidAt)
	return err == nil
}

// Refund gives money back. Done only if the platform says that money moved for
// this request; a repeated request (fund_change N) stays unknown and
// QueryRefund tells.
func (c *Client) Refund(ctx context.Context, r platform.RefundRequest) (platform.Refunded, error) {
	content, err := refContent(r.Ref)
	if err != nil {
		return platform.Refunded{}, err
	}
	if !validOutNo(r.RefundNo) {
		return platform.Refunded{}, fault.Invalid(wordOutNo).At("/refund_no")
	}
	if r.AmountFen < 1 || r.AmountFen > maxFen {
		return platform.Refunded{}, fault.Invalid(wordAmount).At("/amount")
	}
	content["refund_amount"] = yuan(r.AmountFen)
	content["out_request_no"] = r.RefundNo
	if r.Reason != "" {
		content["refund_reason"] = r.Reason
	}
	body, answer, err := c.call(ctx, "alipay.trade.refund", r.RefundNo, "", content)
	if err != nil {
		return platform.Refunded{}, err
	}
	refunded := platform.Refunded{Answer: answer, RefundNo: r.RefundNo}
	if strings.HasSuffix(answer.SubCode, "TRADE_HAS_CLOSE") {
		// Closed may mean: by this very refund, sent before.
		refunded.Outcome = platform.Unknown
	}
	if answer.Outcome != platform.Done {
		return refunded, nil
	}
	var out struct {
		Change  string       `json:"fund_change"`
		Total   string       `json:"refund_fee"`
		At      string       `json:"gmt_refund_pay"`
		Charges []chargeItem `json:"refund_charge_info_list"`
	}
	ok := json.Unmarshal(body, &out) == nil
	ok = ok && fillRefund(&refunded, out.Total, out.At, out.Charges) == nil
	switch {
	case !ok:
		refunded.Outcome, refunded.Code = platform.Unknown, codeBadContent
	case out.Change != "Y":
		refunded.Outcome, refunded.Code = platform.Unknown, "FUND_CHANGE_N"
	default:
		refunded.AmountFen = r.AmountFen
	}
	return refunded, nil
}

// QueryRefund asks for one refund. Refused with code REFUND_ABSENT means that
// the platform has not made it: sending it again under the same number is safe.
func (c *Client) QueryRefund(ctx context.Context, ref platform.Ref, refundNo string) (platform.Refunded, error) {
	content, err := refContent(ref)
	if err != nil {
		return platform.Refunded{}, err
	}
	if !validOutNo(refundNo) {
		return platform.Refunded{}, fault.Invalid(wordOutNo).At("/refund_no")
	}
	content["out_request_no"] = refundNo
	content["query_options"] = []string{"gmt_refund_pay", "refund_charge_info_list"}
	body, answer, err := c.call(ctx, "alipay.trade.fastpay.refund.query", refundNo, "", content)
	if err != nil {
		return platform.Refunded{}, err
	}
	refunded := platform.Refunded{Answer: answer, RefundNo: refundNo}
	if answer.Outcome != platform.Done {
		return refunded, nil
	}
	var out struct {
		No      string       `json:"out_request_no"`
		Status  string       `json:"refund_status"`
		Amount  string       `json:"refund_amount"`
		At      string       `json:"gmt_refund_pay"`
		Charges []chargeItem `json:"refund_charge_info_list"`
	}
	ok := json.Unmarshal(body, &out) == nil
	switch {
	case ok && out.Status == "REFUND_SUCCESS" && out.No == refundNo:
		refunded.AmountFen, err = parseYuan(out.Amount)
		ok = err == nil && fillRefund(&refunded, "", out.At, out.Charges) == nil
	case ok && out.Status == "" && out.Amount == "":
		refunded.Outcome, refunded.Code = platform.Refused, "REFUND_ABSENT"
	default:
		ok = false
	}
	if !ok {
		refunded.Outcome, refunded.Code = platform.Unknown, codeBadContent
	}
	return refunded, nil
}

// fillRefund reads the common part of both refund answers.
func fillRefund(r *platform.Refunded, total, at string, charges []chargeItem) error {
	var err error
	if total != "" {
		if r.TotalFen, err = parseYuan(total); err != nil {
			return err
		}
	}
	if r.Charges, err = chargesOf(charges, -1); err != nil {
		return err
	}
	var when time.Time
	if when, err = parseTime(at); err != nil {
		return err
	}
	r.At = when
	return nil
}
