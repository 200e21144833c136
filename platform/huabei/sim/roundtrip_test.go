package sim_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"fenming/kit/fault"
	"fenming/platform"
	"fenming/platform/huabei"
	"fenming/platform/huabei/sim"
)

func TestSaleOnInstalments(t *testing.T) {
	w := newWorld(t, "", func(o *sim.Options) { o.Apps[0].ShowInstalments = true })
	c := w.create(order("A1", 500000))
	if c.Outcome != platform.Waiting || c.Action.Kind != "qr" || !strings.HasPrefix(c.Action.Data, "https://qr.alipay.com/") {
		t.Fatalf("created %+v", c)
	}
	if q := w.query("A1"); q.State != platform.StateAbsent || q.Outcome != platform.Done {
		t.Fatalf("before the scan: %+v", q)
	}
	if err := w.sim.BuyerScans(appID, "A1", "2088102200000009"); err != nil {
		t.Fatal(err)
	}
	if q := w.query("A1"); q.State != platform.StateWaiting {
		t.Fatalf("after the scan: %+v", q)
	}
	w.clock.add(time.Minute)
	if err := w.sim.BuyerPays(appID, "A1", "PCREDIT", ""); err != nil {
		t.Fatal(err)
	}
	q := w.query("A1")
	if q.State != platform.StatePaid || q.AmountFen != 500000 || q.ReceivedFen != 500000 || q.Instalments != 3 ||
		!q.PaidAt.Equal(w.clock.Now()) || len(q.Funds) != 1 || !q.Funds[0].Credit {
		t.Fatalf("after payment: %+v", q)
	}
	// 0.6 % of 5,000.00 is 30.00; the buyer pays the instalment fee.
	if len(q.Charges) != 1 || q.Charges[0] != (platform.Charge{Kind: platform.ChargeService, Fen: 3000}) {
		t.Fatalf("charges %+v", q.Charges)
	}
	if r := w.tick(); r != (sim.Report{Sent: 1, Acked: 1}) {
		t.Fatalf("tick %+v", r)
	}
	e := w.events[0]
	if e.Kind != platform.EventPaid || e.Matches("A1", 500000) != nil || e.Instalments != 3 || !e.Funds[0].Credit {
		t.Fatalf("event %+v", e)
	}
	if r := w.tick(); r.Sent != 0 {
		t.Fatalf("acknowledged and sent again: %+v", r)
	}
}

// Seller-paid, three instalments: 1.8 % of 5,000.00 is 90.00.
func TestRefundsInParts(t *testing.T) {
	w := newWorld(t, "")
	w.sold("A2", 500000, func(o *platform.Order) { o.SellerPaysFee = true })
	if q := w.query("A2"); len(q.Charges) != 2 || q.Charges[1] != (platform.Charge{Kind: platform.ChargeInstalment, Fen: 9000}) {
		t.Fatalf("charges %+v", q.Charges)
	}
	w.clock.add(time.Hour)
	r := w.refund("A2", "R1", 100000)
	if r.Outcome != platform.Done || r.AmountFen != 100000 || r.TotalFen != 100000 || r.Charges[0].Fen != -600 || r.Charges[1].Fen != -1800 {
		t.Fatalf("first refund %+v", r)
	}
	again := w.refund("A2", "R1", 100000)
	if again.Outcome != platform.Unknown || again.Code != "FUND_CHANGE_N" || again.TotalFen != 100000 {
		t.Fatalf("a repeated request must not be read as another refund: %+v", again)
	}
	if other := w.refund("A2", "R1", 200000); other.Outcome != platform.Refused {
		t.Fatalf("same number, other amount: %+v", other)
	}
	if over := w.refund("A2", "R2", 400001); over.Outcome != platform.Refused {
		t.Fatalf("more than was paid: %+v", over)
	}
	w.clock.add(time.Hour)
	last := w.refund("A2", "R3", 400000)
	if last.Outcome != platform.Done || last.TotalFen != 500000 || last.Charges[0].Fen != -2400 || last.Charges[1].Fen != -7200 {
		t.Fatalf("last refund %+v", last)
	}
	if q := w.query("A2"); q.State != platform.StateClosed {
		t.Fatalf("refunded in full: %+v", q)
	}
	if late := w.refund("A2", "R9", 1); late.Outcome != platform.Unknown {
		t.Fatalf("closed may mean closed by this very refund: %+v", late)
	}
	ask := func(no string) platform.Refunded {
		r, err := w.client.QueryRefund(context.Background(), platform.Ref{OutNo: "A2"}, no)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := ask("R1"); r.Outcome != platform.Done || r.AmountFen != 100000 {
		t.Fatalf("query of R1 %+v", r)
	}
	if r := ask("R9"); r.Outcome != platform.Refused || r.Code != "REFUND_ABSENT" {
		t.Fatalf("query of R9 %+v", r)
	}
	w.drain()
	var kinds []string
	for _, e := range w.events {
		kinds = append(kinds, string(e.Kind)+":"+e.RefundNo)
	}
	if got := strings.Join(kinds, " "); got != "paid: refunded:R1 refunded:R3" {
		t.Fatalf("events %s", got)
	}
}

func TestRefusals(t *testing.T) {
	w := newWorld(t, "")
	for name, bad := range map[string]func(*platform.Order){
		"count not contracted": func(o *platform.Order) { o.Instalments = 24 },
		"no number":            func(o *platform.Order) { o.OutNo = "" },
		"number with blank":    func(o *platform.Order) { o.OutNo = "a b" },
		"no money":             func(o *platform.Order) { o.AmountFen = 0 },
		"too much":             func(o *platform.Order) { o.AmountFen = 10_000_000_001 },
		"lever":                func(o *platform.Order) { o.Credit = platform.CreditForbidden },
		"lever without count":  func(o *platform.Order) { o.Instalments = 0 },
		"seconds":              func(o *platform.Order) { o.Expires = 90 * time.Second },
		"bar code without":     func(o *platform.Order) { o.Way = platform.WayBarcode },
		"account without":      func(o *platform.Order) { o.Way = platform.WayAccount },
		"no subject":           func(o *platform.Order) { o.Subject = "" },
	} {
		o := order("B1", 100)
		bad(&o)
		if _, err := w.client.CreateOrder(context.Background(), o); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := len(w.sim.Trades()); n != 0 {
		t.Fatalf("%d sales reached the platform", n)
	}
	// The platform's own refusals: a merchant who believes in a contract he has not.
	app := w.app
	app.Contracted = []int{3}
	if err := w.sim.AddApp(app); err != nil {
		t.Fatal(err)
	}
	o := order("B2", 100)
	o.Instalments = 6
	if c := w.create(o); c.Outcome != platform.Refused || c.SubCode != "ACQ.INVALID_PARAMETER" {
		t.Errorf("6 not contracted: %+v", c.Answer)
	}
	w.create(order("B3", 100))
	o = order("B3", 101)
	if c := w.create(o); c.Outcome != platform.Refused || c.SubCode != "ACQ.CONTEXT_INCONSISTENT" {
		t.Errorf("same number, other amount: %+v", c.Answer)
	}
	if c := w.create(order("B3", 100)); c.Outcome != platform.Waiting {
		t.Errorf("the same order again: %+v", c.Answer)
	}
	if err := w.sim.BuyerPays(appID, "B3", "ALIPAYACCOUNT", ""); err == nil {
		t.Error("a sale for instalments only was paid otherwise")
	}
	if err := w.sim.BuyerPays(appID, "B3", "", ""); err != nil {
		t.Fatal(err)
	}
	if c := w.create(order("B3", 100)); c.Outcome != platform.Unknown || c.SubCode != "ACQ.TRADE_HAS_SUCCESS" {
		t.Errorf("paid already, so not refused: %+v", c.Answer)
	}
	if c := w.close("B3"); c.Outcome != platform.Unknown {
		t.Errorf("closing a paid sale: %+v", c.Answer)
	}
	if r := w.refund("none", "R", 1); r.Outcome != platform.Refused {
		t.Errorf("refund of nothing: %+v", r.Answer)
	}
}

func TestForbiddenCreditStillSells(t *testing.T) {
	w := newWorld(t, "")
	o := order("C1", 9900)
	o.Instalments, o.Credit = 0, platform.CreditForbidden
	w.create(o)
	if err := w.sim.BuyerPays(appID, "C1", "PCREDIT", ""); err == nil {
		t.Fatal("forbidden credit was used")
	}
	if err := w.sim.BuyerPays(appID, "C1", "BANKCARD", ""); err != nil {
		t.Fatal(err)
	}
	if q := w.query("C1"); q.State != platform.StatePaid || q.Funds[0].Credit {
		t.Fatalf("%+v", q)
	}
}

func TestBarcodeAndAccount(t *testing.T) {
	w := newWorld(t, "")
	o := order("D1", 20000)
	o.Way, o.AuthCode = platform.WayBarcode, "281234567890123456"
	c := w.create(o)
	if c.Outcome != platform.Done || len(c.Funds) != 1 || !c.Funds[0].Credit {
		t.Fatalf("bar code: %+v", c)
	}
	if bytes.Contains(c.Exchange.Request, []byte(o.AuthCode)) || !bytes.Contains(c.Exchange.Request, []byte("D1")) {
		t.Fatal("the evidence must keep the order and hide the buyer's code")
	}
	w.fault(sim.Fault{Kind: sim.PayWaits, OutNo: "D2"})
	o.OutNo = "D2"
	if c := w.create(o); c.Outcome != platform.Waiting {
		t.Fatalf("10003: %+v", c.Answer)
	}
	if q := w.query("D2"); q.State != platform.StateWaiting {
		t.Fatalf("10003, then: %+v", q)
	}
	w.fault(sim.Fault{Kind: sim.PayRefused, OutNo: "D3"})
	o.OutNo = "D3"
	if c := w.create(o); c.Outcome != platform.Refused {
		t.Fatalf("refused: %+v", c.Answer)
	}
	o = order("D4", 20000)
	o.Way, o.BuyerID = platform.WayAccount, "2088102200000009"
	c = w.create(o)
	if c.Outcome != platform.Waiting || c.Action.Kind != "account" || c.Action.Data != c.PlatformNo || len(c.PlatformNo) != 28 {
		t.Fatalf("account: %+v", c)
	}
	byNo, err := w.client.Query(context.Background(), platform.Ref{PlatformNo: c.PlatformNo})
	if err != nil || byNo.OutNo != "D4" {
		t.Fatalf("by platform number: %+v, %v", byNo, err)
	}
}

func TestCloseAndExpiry(t *testing.T) {
	w := newWorld(t, "")
	for _, out := range []string{"E1", "E2", "E3"} {
		w.create(order(out, 100))
	}
	for _, out := range []string{"E1", "E2"} {
		if err := w.sim.BuyerScans(appID, out, ""); err != nil {
			t.Fatal(err)
		}
	}
	if c := w.close("E1"); c.Outcome != platform.Done || c.PlatformNo == "" {
		t.Fatalf("close: %+v", c)
	}
	if c := w.close("E3"); c.Outcome != platform.Refused || c.SubCode != "ACQ.TRADE_NOT_EXIST" {
		t.Fatalf("a code nobody scanned: %+v", c.Answer)
	}
	w.clock.add(time.Hour - time.Second)
	if q := w.query("E2"); q.State != platform.StateWaiting {
		t.Fatalf("a second before: %+v", q)
	}
	w.clock.add(time.Second)
	if q := w.query("E2"); q.State != platform.StateClosed {
		t.Fatalf("expired: %+v", q)
	}
	if err := w.sim.BuyerPays(appID, "E3", "", ""); err == nil {
		t.Fatal("an expired code was paid")
	}
	w.tick()
	if len(w.events) != 2 || w.events[0].Kind != platform.EventClosed || w.events[1].OutNo != "E2" {
		t.Fatalf("events %+v", w.events)
	}
	w.sold("E4", 100)
	w.clock.add(365 * 24 * time.Hour)
	if q := w.query("E4"); q.State != platform.StateFinished {
		t.Fatalf("a year later: %+v", q)
	}
	if r := w.refund("E4", "R", 100); r.Outcome != platform.Refused {
		t.Fatalf("refund after the window: %+v", r.Answer)
	}
}

// A failure on the way never becomes a "no": what happened is found by asking.
func TestUnknownIsResolvedByAsking(t *testing.T) {
	for _, c := range []struct {
		kind      sim.FaultKind
		code      string
		committed bool
	}{
		{sim.TimeoutCommitted, "CONNECTION_LOST", true}, {sim.TimeoutLost, "CONNECTION_LOST", false},
		{sim.UnknownCommitted, "20000", true}, {sim.UnknownLost, "20000", false},
		{sim.SystemError, "40004", true}, {sim.HTTP500, "HTTP_500", false}, {sim.BadAnswerSign, "BAD_SIGNATURE", true},
	} {
		t.Run(string(c.kind), func(t *testing.T) {
			w := newWorld(t, "")
			w.sold("F1", 30000)
			w.fault(sim.Fault{Kind: c.kind, OutNo: "F1", Method: "alipay.trade.refund"})
			r := w.refund("F1", "R1", 10000)
			if r.Outcome != platform.Unknown || r.Code != c.code {
				t.Fatalf("outcome %s, code %s", r.Outcome, r.Code)
			}
			if r.Exchange.Number != "R1" || len(r.Exchange.Request) == 0 {
				t.Fatalf("no evidence: %+v", r.Exchange)
			}
			ask, err := w.client.QueryRefund(context.Background(), platform.Ref{OutNo: "F1"}, "R1")
			if err != nil || (ask.Outcome == platform.Done) != c.committed || (ask.Outcome == platform.Refused) == c.committed {
				t.Fatalf("asked: %+v, %v", ask.Answer, err)
			}
			w.refund("F1", "R1", 10000) // the same number again: never a second refund
			if got := w.sim.Trades()[0].RefundedFen; got != 10000 {
				t.Fatalf("refunded %d fen", got)
			}
		})
	}
	t.Run("create", func(t *testing.T) {
		w := newWorld(t, "")
		w.fault(sim.Fault{Kind: sim.TimeoutCommitted, Method: "alipay.trade.pay"})
		o := order("F2", 100)
		o.Way, o.AuthCode = platform.WayBarcode, "281234567890123456"
		if c := w.create(o); c.Outcome != platform.Unknown {
			t.Fatalf("%+v", c.Answer)
		}
		if q := w.query("F2"); q.State != platform.StatePaid {
			t.Fatalf("%+v", q)
		}
	})
	t.Run("query", func(t *testing.T) {
		w := newWorld(t, "")
		w.sold("F3", 100)
		w.fault(sim.Fault{Kind: sim.HTTP500, Method: "alipay.trade.query"})
		if q := w.query("F3"); q.Outcome != platform.Unknown || q.State != platform.StateUnknown {
			t.Fatalf("%+v", q)
		}
		if q := w.query("F3"); q.State != platform.StatePaid {
			t.Fatalf("%+v", q)
		}
	})
}

func TestNothingSentIsAnError(t *testing.T) {
	w := newWorld(t, "")
	w.server.Close()
	_, err := w.client.CreateOrder(context.Background(), order("G1", 100))
	if !fault.Is(err, fault.CodeUnavailable) {
		t.Fatalf("no connection: %v", err)
	}
}

func TestWrongKeysAreNoticed(t *testing.T) {
	w := newWorld(t, "")
	if err := w.client.Health(context.Background()); err != nil {
		t.Fatal(err)
	}
	config := huabei.Config{AppID: appID, SellerID: seller, Gateway: w.server.URL + "/gateway.do", AppKey: keys()[1],
		PlatformKey: w.sim.PublicKey(), Simulator: true, Now: w.clock.Now, Contracted: []int{3}}
	ours, err := huabei.New(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := ours.Health(context.Background()); !fault.Is(err, fault.CodeRefused) {
		t.Errorf("our key is wrong: %v", err)
	}
	config.AppKey, config.PlatformKey = keys()[0], &keys()[0].PublicKey
	theirs, err := huabei.New(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := theirs.Health(context.Background()); !fault.Is(err, fault.CodeUnavailable) {
		t.Errorf("their key is wrong: %v", err)
	}
	config.AppID = "2021000000000009"
	stranger, err := huabei.New(config)
	if err != nil {
		t.Fatal(err)
	}
	c, err := stranger.CreateOrder(context.Background(), order("H1", 100))
	if err != nil || c.Outcome != platform.Unknown || c.SubCode != "isv.invalid-app-id" {
		t.Errorf("an unsigned refusal proves nothing: %+v, %v", c.Answer, err)
	}
}

// What the platform refuses and our client never sends: a share between 0 and
// 100, numbers instead of texts, levers that exclude each other.
func TestPlatformRefusesWhatOurClientNeverSends(t *testing.T) {
	w := newWorld(t, "")
	for name, extra := range map[string]string{
		"half the fee":  `"extend_params":{"hb_fq_num":"3","hb_fq_seller_percent":"50"}`,
		"no percent":    `"extend_params":{"hb_fq_num":"3"}`,
		"number":        `"extend_params":{"hb_fq_num":3,"hb_fq_seller_percent":"0"}`,
		"24":            `"extend_params":{"hb_fq_num":"24","hb_fq_seller_percent":"0"}`,
		"both levers":   `"enable_pay_channels":"balance","disable_pay_channels":"pcredit"`,
		"other seller":  `"seller_id":"2088999999999999"`,
		"no such span":  `"timeout_express":"90s"`,
		"only by count": `"enable_pay_channels":"pcreditpayInstallment"`,
	} {
		got := w.raw("alipay.trade.precreate", `{"out_trade_no":"Z1","total_amount":"1.00","subject":"x",`+extra+`}`)
		if got["sub_code"] != "ACQ.INVALID_PARAMETER" {
			t.Errorf("%s: %v", name, got)
		}
	}
	for name, amount := range map[string]string{"three decimals": `"1.001"`, "nothing": `"0.00"`, "minus": `"-1"`, "too much": `"100000000.01"`} {
		got := w.raw("alipay.trade.precreate", `{"out_trade_no":"Z1","subject":"x","total_amount":`+amount+`}`)
		if got["sub_code"] != "ACQ.INVALID_PARAMETER" {
			t.Errorf("%s: %v", name, got)
		}
	}
	if got := w.raw("alipay.no.such.method", `{}`); got["sub_code"] != "isv.invalid-method" {
		t.Errorf("%v", got)
	}
	if n := len(w.sim.Trades()); n != 0 {
		t.Errorf("%d sales came of it", n)
	}
	if got := w.raw("alipay.trade.precreate", `{"out_trade_no":"Z1","total_amount":"1.00","subject":"x"}`); got["code"] != "10000" {
		t.Errorf("a plain one: %v", got)
	}
}
