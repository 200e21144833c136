package huabei

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/platform"
)

const maxNotify = 64 << 10

// Ack is the seven bytes that end the platform's retries; anything else makes
// it send again after 4 m, 10 m, 10 m, 1 h, 2 h, 6 h and 15 h.
func (c *Client) Ack() platform.Ack {
	return platform.Ack{Status: http.StatusOK, ContentType: "text/plain; charset=utf-8", Body: []byte("success")}
}

// ParseNotify reads a call-back: form, charset, signature, addressee, content.
// Whether out number and amount are those of our order only the caller can
// tell: Event.Matches. A fault means: do not acknowledge, do not act.
func (c *Client) ParseNotify(body []byte) (platform.Event, error) {
	form, err := notifyForm(body)
	if err != nil {
		return platform.Event{}, err
	}
	if !VerifyForm(c.cfg.PlatformKey, form) {
		return platform.Event{}, fault.Refused(wordSignature)
	}
	if form.Get("app_id") != c.cfg.AppID {
		return platform.Event{}, fault.Refused(wordAddressee, words.Args{"field": "app_id"})
	}
	if form.Get("seller_id") != c.cfg.SellerID {
		return platform.Event{}, fault.Refused(wordAddressee, words.Args{"field": "seller_id"})
	}
	return readEvent(form, body)
}

// notifyForm decodes the body. A name given twice is refused: signature and
// reader could take different values.
func notifyForm(body []byte) (url.Values, error) {
	malformed := func(field string) error { return fault.Invalid(wordForm, words.Args{"field": field}) }
	if len(body) == 0 || len(body) > maxNotify {
		return nil, malformed("size")
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, malformed("encoding")
	}
	for _, values := range form {
		if len(values) != 1 {
			return nil, malformed("duplicate")
		}
	}
	if cs := form.Get("charset"); cs != "" && !strings.EqualFold(cs, "utf-8") {
		return nil, malformed("charset")
	}
	if st := form.Get("sign_type"); st != "" && st != "RSA2" {
		return nil, malformed("sign_type")
	}
	return form, nil
}

// readEvent turns a verified form into an event.
func readEvent(form url.Values, body []byte) (platform.Event, error) {
	e := platform.Event{
		ID: form.Get("notify_id"), OutNo: form.Get("out_trade_no"), PlatformNo: form.Get("trade_no"),
		RefundNo: form.Get("out_biz_no"), Raw: body,
		Key: strings.Join([]string{form.Get("trade_no"), form.Get("trade_status"),
			form.Get("refund_fee"), form.Get("out_biz_no")}, "|"),
	}
	malformed := func(field string) (platform.Event, error) {
		return platform.Event{}, fault.Invalid(wordForm, words.Args{"field": field})
	}
	if e.ID == "" || e.OutNo == "" || e.PlatformNo == "" {
		return malformed("notify_id, out_trade_no, trade_no")
	}
	for _, m := range []struct {
		name string
		to   *int64
		must bool
	}{{"total_amount", &e.AmountFen, true}, {"receipt_amount", &e.ReceivedFen, false}, {"refund_fee", &e.RefundFen, false}} {
		text := form.Get(m.name)
		if text == "" && !m.must {
			continue
		}
		fen, err := parseYuan(text)
		if err != nil || fen < 0 {
			return malformed(m.name)
		}
		*m.to = fen
	}
	var err error
	if e.At, err = parseTime(form.Get("notify_time")); err != nil {
		return malformed("notify_time")
	}
	if e.PaidAt, err = parseTime(form.Get("gmt_payment")); err != nil {
		return malformed("gmt_payment")
	}
	if text := form.Get("fund_bill_list"); text != "" {
		var items []fundItem
		if json.Unmarshal([]byte(text), &items) != nil {
			return malformed("fund_bill_list")
		}
		if e.Funds, err = fundsOf(items); err != nil {
			return malformed("fund_bill_list")
		}
	}
	if text := form.Get("hb_fq_pay_info"); text != "" {
		var info instalmentInfo
		if json.Unmarshal([]byte(text), &info) != nil {
			return malformed("hb_fq_pay_info")
		}
		e.Instalments = info.count()
	}
	e.Kind = eventKind(form)
	return e, nil
}

// eventKind: a refund is told by its time, whatever the status beside it,
// because a partial refund keeps TRADE_SUCCESS and a full one TRADE_CLOSED.
func eventKind(form url.Values) platform.EventKind {
	status := form.Get("trade_status")
	switch {
	case form.Get("gmt_refund") != "" && (status == "TRADE_SUCCESS" || status == "TRADE_CLOSED"):
		return platform.EventRefunded
	case status == "TRADE_SUCCESS":
		return platform.EventPaid
	case status == "TRADE_CLOSED":
		return platform.EventClosed
	case status == "TRADE_FINISHED":
		return platform.EventFinished
	case status == "WAIT_BUYER_PAY":
		return platform.EventWaiting
	}
	return platform.EventOther
}
