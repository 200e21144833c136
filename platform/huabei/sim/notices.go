package sim

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"

	"fenming/kit/money"
	"fenming/platform/huabei"
)

// ladder is the platform's retry rhythm: the wait after each failed attempt.
var ladder = []time.Duration{4 * time.Minute, 10 * time.Minute, 10 * time.Minute, time.Hour, 2 * time.Hour,
	6 * time.Hour, 15 * time.Hour}

// notice is one call-back to be delivered.
type notice struct {
	No      int               `json:"no"`
	ID      string            `json:"id"`
	App     string            `json:"app"`
	Out     string            `json:"out"`
	URL     string            `json:"url"`
	Due     int64             `json:"due"` // µs
	Form    map[string]string `json:"form,omitempty"`
	Raw     string            `json:"raw,omitempty"` // sent as it is, for a replay
	Once    bool              `json:"once,omitempty"`
	Held    bool              `json:"held,omitempty"` // waits for the next one of the sale
	Tries   int               `json:"tries,omitempty"`
	Acked   bool              `json:"acked,omitempty"`
	Settled bool              `json:"settled,omitempty"`
}

// attempt is one delivery and what came of it.
type attempt struct {
	No     int    `json:"no"`
	Status int    `json:"status"`
	Acked  bool   `json:"acked"`
	Next   int64  `json:"next,omitempty"` // µs, 0 = none
	Error  string `json:"error,omitempty"`
}

// queue takes a notice in; a held one of the same sale follows a second later.
func (s *state) queue(n *notice) {
	for _, other := range s.due {
		if other.Held && other.App == n.App && other.Out == n.Out {
			other.Held, other.Due = false, n.Due+time.Second.Microseconds()
		}
	}
	s.notices = append(s.notices, n)
	s.due = append(s.due, n)
}

func (s *state) tried(a *attempt) error {
	if a.No < 1 || a.No > len(s.notices) {
		return fmt.Errorf("attempt of unknown notice %d", a.No)
	}
	n := s.notices[a.No-1]
	n.Tries++
	n.Acked, n.Due = a.Acked, a.Next
	if a.Acked || a.Next == 0 {
		n.Settled, n.Form, n.Raw = true, nil, ""
		s.due = slices.DeleteFunc(s.due, func(x *notice) bool { return x == n })
	}
	return nil
}

// tell queues the call-back of what just happened, with the faults set for it.
// The caller holds s.mu.
func (s *Simulator) tell(t *trade, r *refund, at int64) error {
	if t.NotifyURL == "" {
		return nil
	}
	n := &notice{No: len(s.notices) + 1, App: t.App, Out: t.Out, URL: t.NotifyURL, Due: at}
	n.ID = when(at).Format("20060102") + "00222" + fmt.Sprintf("%021d", n.No)
	n.Form = s.noticeForm(t, r, n.ID)
	if f, err := s.take(NotifyLost, t.App, t.Out, "", ""); f != nil || err != nil {
		return err
	}
	f, err := s.take(NotifyLate, t.App, t.Out, "", "")
	if err != nil {
		return err
	}
	if f != nil {
		n.Due += delay(f, 6*time.Hour)
	}
	if f, err = s.take(NotifyOutOfOrder, t.App, t.Out, "", ""); err != nil {
		return err
	}
	if f != nil {
		n.Due, n.Held = n.Due+delay(f, 2*time.Hour), true
	}
	return s.record(event{K: evNotice, At: at, Notice: n})
}

// delay of a fault in µs.
func delay(f *Fault, standard time.Duration) int64 {
	if f.Delay > 0 {
		return (time.Duration(f.Delay) * time.Second).Microseconds()
	}
	return standard.Microseconds()
}

// noticeForm is the content at the moment of the event; a retry an hour later
// must not show a later state under the same id.
func (s *Simulator) noticeForm(t *trade, r *refund, id string) map[string]string {
	form := map[string]string{
		"notify_type": "trade_status_sync", "notify_id": id, "app_id": t.App, "auth_app_id": t.App, "charset": "utf-8",
		"version": "1.0", "trade_no": t.No, "out_trade_no": t.Out, "seller_id": t.Seller, "seller_email": "sel***@example.com",
		"trade_status": t.Status, "total_amount": yuan(t.Fen), "subject": t.Subject, "gmt_create": when(t.Created).Format(stamp)}
	if t.Pay != nil {
		form["gmt_payment"] = when(t.Pay.At).Format(stamp)
		form["buyer_id"], form["buyer_logon_id"] = t.Pay.Buyer, "158****66"
		for _, name := range []string{"receipt_amount", "buyer_pay_amount", "invoice_amount"} {
			form[name] = yuan(t.Fen)
		}
		form["point_amount"] = "0.00"
		funds, _ := json.Marshal([]map[string]string{{"amount": yuan(t.Fen), "fundChannel": t.Pay.Channel}})
		form["fund_bill_list"] = string(funds)
		if s.apps[t.App].ShowInstalments && t.Num > 0 && t.Pay.Channel == credit {
			form["hb_fq_pay_info"] = `{"user_install_num":"` + strconv.Itoa(t.Num) + `"}`
		}
	}
	if t.Status == closed {
		form["gmt_close"] = when(t.Ended).Format(stamp)
	}
	if r != nil {
		total, _, _ := t.refunded()
		form["refund_fee"], form["out_biz_no"] = yuan(total), r.No
		form["gmt_refund"] = when(r.At).Format(stamp + ".000")
	}
	return form
}

// Report counts what one Tick did.
type Report struct {
	Sent, Acked, Failed, GivenUp int
}

// Tick lets time pass up to now: expires sales and delivers every call-back
// that is due, in the order of due times, each rung of the ladder counted from
// the rung before. It returns the first error of the journal or the context.
func (s *Simulator) Tick(ctx context.Context) (Report, error) {
	s.ticking.Lock()
	defer s.ticking.Unlock()
	var report Report
	for {
		if err := ctx.Err(); err != nil {
			return report, err
		}
		s.mu.Lock()
		n, body, err := s.next()
		s.mu.Unlock()
		if err != nil || n == nil {
			return report, err
		}
		// The lock is free here: the merchant may well ask back while he
		// handles the call-back.
		status, reply, errPost := s.opt.Post(ctx, n.URL, []byte(body))
		s.mu.Lock()
		err = s.attempted(n, body, status, reply, errPost, &report)
		s.mu.Unlock()
		if err != nil {
			return report, err
		}
	}
}

// next picks the earliest due notice and writes its form; nil when none is due.
func (s *Simulator) next() (*notice, string, error) {
	now := s.now()
	if err := s.settle(now); err != nil {
		return nil, "", err
	}
	var n *notice
	for _, c := range s.due {
		if c.Due <= now && (n == nil || c.Due < n.Due || (c.Due == n.Due && c.No < n.No)) {
			n = c
		}
	}
	if n == nil {
		return nil, "", nil
	}
	body, err := s.body(n, now)
	return n, body, err
}

// body signs the form as it goes out, with the forgeries set for it.
func (s *Simulator) body(n *notice, now int64) (string, error) {
	if n.Raw != "" {
		return n.Raw, nil
	}
	form := url.Values{}
	for name, value := range n.Form {
		form.Set(name, value)
	}
	form.Set("notify_time", when(now).Format(stamp))
	forge := func(kind FaultKind) bool {
		f, err := s.take(kind, n.App, n.Out, "", "")
		return f != nil && err == nil
	}
	if forge(NotifyWrongAmount) {
		m, err := money.Parse(form.Get("total_amount"), money.CNY)
		if err != nil {
			return "", err
		}
		form.Set("total_amount", yuan(m.Minor+1))
	}
	if forge(NotifyOtherApp) {
		form.Set("app_id", "2021999999999999")
	}
	signature, err := huabei.Sign(s.key, []byte(huabei.Canonical(form)))
	if err != nil {
		return "", err
	}
	if forge(NotifyBadSign) {
		signature = spoilt(signature)
	}
	form.Set("sign", signature)
	form.Set("sign_type", "RSA2") // added after signing: it is not part of the signed text
	return form.Encode(), nil
}

// attempted books a delivery. Only HTTP 200 with exactly "success" counts.
func (s *Simulator) attempted(n *notice, body string, status int, reply []byte, errPost error, report *Report) error {
	report.Sent++
	a := &attempt{No: n.No, Status: status, Acked: errPost == nil && status == 200 && string(reply) == "success"}
	if errPost != nil {
		a.Error = errPost.Error()
	}
	form, due := n.Form, n.Due
	switch {
	case a.Acked:
		report.Acked++
	case n.Once || n.Tries >= len(ladder):
		report.Failed++
		report.GivenUp++
	default:
		report.Failed++
		a.Next = due + ladder[n.Tries].Microseconds()
	}
	if err := s.record(event{K: evTry, At: s.now(), Try: a}); err != nil || !a.Acked || n.Once {
		return err
	}
	return s.again(n, form, body)
}

// again sends an acknowledged notice once more if a fault asks for it.
func (s *Simulator) again(n *notice, form map[string]string, body string) error {
	more := notice{ID: n.ID, App: n.App, Out: n.Out, URL: n.URL, Once: true}
	f, err := s.take(NotifyDuplicate, n.App, n.Out, "", "")
	if err != nil {
		return err
	}
	if f != nil {
		dup := more
		dup.No, dup.Form, dup.Due = len(s.notices)+1, form, s.now()
		if err := s.record(event{K: evNotice, At: s.now(), Notice: &dup}); err != nil {
			return err
		}
	}
	if f, err = s.take(NotifyReplay, n.App, n.Out, "", ""); err != nil || f == nil {
		return err
	}
	replay := more
	replay.No, replay.Raw, replay.Due = len(s.notices)+1, body, s.now()+delay(f, 24*time.Hour)
	return s.record(event{K: evNotice, At: s.now(), Notice: &replay})
}

// NextDue is when Tick next has something to do; false when nothing waits.
func (s *Simulator) NextDue() (time.Time, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var first int64
	earlier := func(at int64) {
		if first == 0 || at < first {
			first = at
		}
	}
	for _, n := range s.due {
		earlier(n.Due)
	}
	for t := range s.open {
		earlier(t.Expires)
	}
	return time.UnixMicro(first).UTC(), first != 0
}
