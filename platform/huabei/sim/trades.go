package sim

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"fenming/kit/money"
	"fenming/platform/huabei"
)

func yuan(fen int64) string { return money.New(fen, money.CNY).Decimal() }

var amountForm = regexp.MustCompile(`^\d{1,9}(\.\d{1,2})?$`)

// amount reads a yuan text or number field; the platform's bounds are 0.01 and
// 100,000,000.
func (c call) amount(name string) (int64, bool) {
	text := c.text(name)
	if n, isNumber := c.biz[name].(json.Number); isNumber {
		text = n.String()
	}
	if !amountForm.MatchString(text) {
		return 0, false
	}
	m, err := money.Parse(text, money.CNY)
	return m.Minor, err == nil && m.Minor >= 1 && m.Minor <= 10_000_000_000
}

var minutes = regexp.MustCompile(`^(\d{1,5})([mhd])$`)

// lifetime reads timeout_express.
func (c call) lifetime(standard time.Duration) (time.Duration, bool) {
	text := c.text("timeout_express")
	if text == "" {
		return standard, true
	}
	m := minutes.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	n, _ := strconv.Atoi(m[1])
	unit := map[string]time.Duration{"m": time.Minute, "h": time.Hour, "d": 24 * time.Hour}[m[2]]
	d := time.Duration(n) * unit
	return d, d >= time.Minute && d <= 15*24*time.Hour
}

// draft reads and checks the content of a new sale.
func (s *Simulator) draft(c call, status string) (*trade, answer) {
	bad := func(field string) (*trade, answer) {
		return nil, refuse("ACQ.INVALID_PARAMETER", "参数无效:"+field)
	}
	standard := 15 * 24 * time.Hour
	if status == precreated {
		standard = 2 * time.Hour
	}
	life, okLife := c.lifetime(standard)
	fen, okFen := c.amount("total_amount")
	t := &trade{App: c.app.AppID, Seller: c.app.SellerID, Out: c.text("out_trade_no"), Subject: c.text("subject"),
		Status: status, Fen: fen, Enable: c.text("enable_pay_channels"), Disable: c.text("disable_pay_channels"),
		NotifyURL: c.notify, Buyer: c.text("buyer_id"), Created: c.at, Expires: c.at + life.Microseconds()}
	switch {
	case t.Out == "" || len(t.Out) > 64:
		return bad("out_trade_no")
	case !okFen:
		return bad("total_amount")
	case t.Subject == "":
		return bad("subject")
	case !okLife:
		return bad("timeout_express")
	case t.Enable != "" && t.Disable != "":
		return bad("enable_pay_channels")
	case c.text("seller_id") != "" && c.text("seller_id") != c.app.SellerID:
		return bad("seller_id")
	}
	if field := t.plan(c); field != "" {
		return bad(field)
	}
	return t, nil
}

// plan reads the instalment parameters; it returns the field at fault. The
// share the seller pays is 0 or 100, the count must be under contract, and a
// seller-paid plan needs a rate.
func (t *trade) plan(c call) string {
	extend, _ := c.biz["extend_params"].(map[string]any)
	num, _ := extend["hb_fq_num"].(string)
	percent, _ := extend["hb_fq_seller_percent"].(string)
	if len(extend) == 0 {
		if t.Enable == "pcreditpayInstallment" {
			return "hb_fq_num"
		}
		return ""
	}
	n, err := strconv.Atoi(num)
	if err != nil || !slices.Contains(c.app.Contracted, n) {
		return "hb_fq_num"
	}
	if percent != "0" && percent != "100" {
		return "hb_fq_seller_percent"
	}
	if _, rated := c.app.SellerRates[n]; percent == "100" && !rated {
		return "hb_fq_seller_percent"
	}
	t.Num, t.SellerPays = n, percent == "100"
	return ""
}

// same says whether a repeated request means the same sale.
func (t *trade) same(o *trade) bool {
	return t.Fen == o.Fen && t.Num == o.Num && t.SellerPays == o.SellerPays && t.Enable == o.Enable && t.Disable == o.Disable
}

// earlier answers a number that was used before; nil when it may go on.
func earlier(old, t *trade) answer {
	switch {
	case old.Status == success || old.Status == finished:
		return refuse("ACQ.TRADE_HAS_SUCCESS", "交易已被支付")
	case old.Status == closed:
		return refuse("ACQ.TRADE_HAS_CLOSE", "交易已经关闭")
	case !old.same(t):
		return refuse("ACQ.CONTEXT_INCONSISTENT", "交易信息被篡改")
	}
	return nil
}

// create opens a sale: a code to scan, or waiting for a known buyer.
func (s *Simulator) create(c call, status string) (answer, error) {
	t, bad := s.draft(c, status)
	if bad != nil {
		return bad, nil
	}
	if status == waiting && t.Buyer == "" {
		return refuse("ACQ.INVALID_PARAMETER", "参数无效:buyer_id"), nil
	}
	if old := s.trades[key(t.App, t.Out)]; old != nil {
		if bad := earlier(old, t); bad != nil {
			return bad, nil
		}
		t = old
	} else if err := s.open1(t); err != nil {
		return nil, err
	}
	if status == precreated {
		return ok(answer{"out_trade_no": t.Out, "qr_code": "https://qr.alipay.com/sim" + t.No[len(t.No)-12:]}), nil
	}
	return ok(answer{"out_trade_no": t.Out, "trade_no": t.No}), nil
}

// open1 gives a sale its number, 28 digits: day, 2200, counter.
func (s *Simulator) open1(t *trade) error {
	t.No = when(t.Created).Format("20060102") + "2200" + fmt.Sprintf("%016d", len(s.order)+1)
	return s.record(event{K: evCreate, At: t.Created, Trade: t})
}

var authCode = regexp.MustCompile(`^(2[5-9]|30)\d{14,22}$`)

// barcode pays at once with the buyer's code, unless a fault says otherwise.
func (s *Simulator) barcode(c call) (answer, error) {
	t, bad := s.draft(c, waiting)
	if bad != nil {
		return bad, nil
	}
	if !authCode.MatchString(c.text("auth_code")) {
		return refuse("ACQ.PAYMENT_AUTH_CODE_INVALID", "支付授权码无效"), nil
	}
	if old := s.trades[key(t.App, t.Out)]; old != nil {
		if bad := earlier(old, t); bad != nil {
			return bad, nil
		}
		return answer{"code": "10003", "msg": "order success pay inprocess", "out_trade_no": t.Out, "trade_no": old.No}, nil
	}
	if f, err := s.take(PayRefused, t.App, t.Out, c.method, ""); f != nil || err != nil {
		return refuse("ACQ.BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR", "买家付款日限额超限"), err
	}
	t.Buyer = someBuyer
	if err := s.open1(t); err != nil {
		return nil, err
	}
	if f, err := s.take(PayWaits, t.App, t.Out, c.method, ""); f != nil || err != nil {
		return answer{"code": "10003", "msg": "order success pay inprocess", "out_trade_no": t.Out, "trade_no": t.No}, err
	}
	channel := "ALIPAYACCOUNT"
	if t.Num > 0 {
		channel = credit
	}
	if err := s.settlePay(t, channel, t.Buyer, c.at); err != nil {
		return nil, err
	}
	return ok(s.facts(t)), nil
}

// find looks a sale up as the platform does: its own number goes first.
func (s *Simulator) find(c call) *trade {
	var t *trade
	if no := c.text("trade_no"); no != "" {
		t = s.byNo[no]
	} else {
		t = s.trades[key(c.app.AppID, c.text("out_trade_no"))]
	}
	if t == nil || t.App != c.app.AppID || t.unseen() {
		return nil
	}
	return t
}

// unseen says that nobody ever scanned the code: for the platform there is no
// sale yet, and after its expiry there never was one.
func (t *trade) unseen() bool { return t.Buyer == "" }

// someBuyer pays where the test names nobody.
const someBuyer = "2088102100000001"

func notExist() answer { return refuse("ACQ.TRADE_NOT_EXIST", "交易不存在") }

// query tells the state. A code never scanned does not exist.
func (s *Simulator) query(c call) answer {
	t := s.find(c)
	if t == nil {
		return notExist()
	}
	return ok(s.facts(t))
}

// facts are the fields of a sale in query and pay.
func (s *Simulator) facts(t *trade) answer {
	a := answer{"trade_no": t.No, "out_trade_no": t.Out, "trade_status": t.Status, "total_amount": yuan(t.Fen),
		"receipt_amount": "0.00", "buyer_pay_amount": "0.00", "invoice_amount": "0.00", "point_amount": "0.00"}
	if t.Pay == nil {
		return a
	}
	a["receipt_amount"], a["buyer_pay_amount"], a["invoice_amount"] = yuan(t.Fen), yuan(t.Fen), yuan(t.Fen)
	a["buyer_user_id"], a["buyer_logon_id"] = t.Pay.Buyer, "158****66"
	a["send_pay_date"] = when(t.Pay.At).Format(stamp)
	a["gmt_payment"] = a["send_pay_date"]
	a["fund_bill_list"] = []map[string]string{{"fund_channel": t.Pay.Channel, "amount": yuan(t.Fen)}}
	charges := []map[string]string{{"charge_type": "trade", "charge_fee": yuan(t.Pay.Service)}}
	if t.Pay.Instalment > 0 {
		charges = append(charges, map[string]string{"charge_type": "hbfq", "charge_fee": yuan(t.Pay.Instalment)})
	}
	a["charge_info_list"] = charges
	if s.apps[t.App].ShowInstalments && t.Num > 0 && t.Pay.Channel == credit {
		a["hb_fq_pay_info"] = map[string]string{"user_install_num": strconv.Itoa(t.Num)}
	}
	return a
}

// closeCall ends an unpaid sale.
func (s *Simulator) closeCall(c call) (answer, error) {
	t := s.find(c)
	if t == nil {
		return notExist(), nil
	}
	if t.Status != waiting {
		return refuse("ACQ.TRADE_STATUS_ERROR", "交易状态不合法"), nil
	}
	if err := s.end(t, c.at); err != nil {
		return nil, err
	}
	return ok(answer{"trade_no": t.No, "out_trade_no": t.Out}), nil
}

// end closes an unpaid sale and tells the merchant.
func (s *Simulator) end(t *trade, at int64) error {
	scanned := t.Status == waiting
	if err := s.record(event{K: evClose, At: at, App: t.App, Out: t.Out}); err != nil {
		return err
	}
	if !scanned {
		return nil
	}
	return s.tell(t, nil, at)
}

// settlePay books a payment with its fees and tells the merchant. The service
// fee is rounded half up; the seller-paid instalment fee follows the published
// formula.
func (s *Simulator) settlePay(t *trade, channel, buyer string, at int64) error {
	app := s.apps[t.App]
	p := &payment{At: at, Channel: channel, Buyer: buyer}
	var err error
	if p.Service, err = money.MulRate(t.Fen, app.ServiceRate, money.HalfUp); err != nil {
		return err
	}
	if channel == credit && t.SellerPays {
		plan, err := huabei.PlanOf(t.Fen, t.Num, app.SellerRates[t.Num])
		if err != nil {
			return err
		}
		p.Instalment = plan.FeeFen
	}
	if err := s.record(event{K: evPay, At: at, App: t.App, Out: t.Out, Pay: p}); err != nil {
		return err
	}
	return s.tell(t, nil, at)
}

// settle lets time pass: unpaid sales expire, old ones can no longer be
// refunded. The caller holds s.mu.
func (s *Simulator) settle(now int64) error {
	var late []*trade
	for t := range s.open {
		if t.Expires <= now {
			late = append(late, t)
		}
	}
	slices.SortFunc(late, func(a, b *trade) int { return strings.Compare(a.No, b.No) })
	for _, t := range late {
		if err := s.end(t, t.Expires); err != nil {
			return err
		}
	}
	window := s.opt.RefundWindow.Microseconds()
	for ; s.aged < len(s.paid) && s.paid[s.aged].Pay.At+window <= now; s.aged++ {
		t := s.paid[s.aged]
		if t.Status != success {
			continue
		}
		if err := s.record(event{K: evFinish, At: t.Pay.At + window, App: t.App, Out: t.Out}); err != nil {
			return err
		}
	}
	return nil
}
