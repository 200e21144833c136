package sell_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"fenming/book/channel"
	"fenming/book/order"
	"fenming/flow/sell"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/job"
	"fenming/platform"
	"fenming/platform/huabei"
	"fenming/platform/huabei/sim"
)

func (w *world) decide(in sell.DecideIn) sell.DecideOut {
	w.t.Helper()
	return ask[sell.DecideOut](w, "POST", "/v1/orders", in)
}

// awaiting is an order whose buyer has the code before him.
func (w *world) awaiting(no string) order.Order {
	w.t.Helper()
	out := w.decide(buy(no))
	if out.Outcome != "accept" || out.Next != "pay" {
		w.t.Fatalf("%s: %+v", no, out)
	}
	w.settle()
	o := w.wantState(out.Order.ID, order.AwaitingPayment)
	if o.PayKind != "qr" || !strings.HasPrefix(o.PayData, "http") {
		w.t.Fatalf("no code to show: %+v", o)
	}
	return o
}

func (w *world) paid(no string) order.Order {
	w.t.Helper()
	o := w.awaiting(no)
	w.buyerPays(o)
	w.settle()
	return w.wantState(o.ID, order.Paid)
}

func (w *world) buyerPays(o order.Order) {
	w.t.Helper()
	if err := w.sim.BuyerPays(appID, o.OutNo, "", ""); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) refund(id string, fen int64) sell.RefundOut {
	w.t.Helper()
	return ask[sell.RefundOut](w, "POST", "/v1/orders/"+id+"/refunds", map[string]any{"amount": cny(fen), "reason": "changed his mind"})
}

// trade is what the platform itself has in its books.
func (w *world) trade(outNo string) sim.TradeInfo {
	w.t.Helper()
	for _, t := range w.sim.Trades() {
		if t.OutNo == outNo {
			return t
		}
	}
	return sim.TradeInfo{}
}

// 1,299.00 in 6 by Huabei: paid, delivered, 299.00 back, then the rest.
func TestThePlatformRoad(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		o := w.paid("P-1")
		if got := w.trade(o.OutNo); got.Instalments != 6 || got.Fen != 129_900 {
			t.Errorf("the platform sold %+v", got)
		}
		if o.PlatformNo == "" || o.Creditor != "platform" || w.balance("platform.receivable") != 129_900 || w.balance("sales") != -129_900 {
			t.Errorf("booked %d: %+v", w.balance("platform.receivable"), o)
		}
		if reason := w.refused(409, "POST", "/v1/orders/"+o.ID+"/cancel", map[string]any{"reason": "x"}); reason != "sell.not_unpaid" {
			t.Errorf("a paid order was cancelled: %s", reason)
		}
		at := b.Clock.Now()
		f := ask[sell.FulfilOut](w, "POST", "/v1/orders/"+o.ID+"/proofs", map[string]any{"kind": "shipment",
			"carrier": "SF", "tracking_no": "SF1", "shipped_at": at.Add(-time.Hour), "signed_at": at})
		if f.Order.State != order.Fulfilled {
			t.Errorf("delivered: %s", f.Order.State)
		}
		w.refund(o.ID, 29_900)
		w.settle()
		w.wantState(o.ID, order.PartRefunded)
		if w.balance("platform.receivable") != 100_000 || w.trade(o.OutNo).RefundedFen != 29_900 {
			t.Errorf("after 299.00 back: %d, platform %+v", w.balance("platform.receivable"), w.trade(o.OutNo))
		}
		if reason := w.refused(422, "POST", "/v1/orders/"+o.ID+"/refunds", map[string]any{"amount": cny(100_001), "reason": "x"}); reason != "order.refund_too_much" {
			t.Errorf("one fen too much: %s", reason)
		}
		w.refund(o.ID, 100_000)
		w.settle()
		w.wantState(o.ID, order.Refunded)
		if w.balance("platform.receivable") != 0 || w.balance("sales.refund") != 129_900 {
			t.Errorf("all back: %d", w.balance("platform.receivable"))
		}
		d := ask[sell.Detail](w, "GET", "/v1/orders/"+o.ID, nil)
		if d.Customer == nil || d.Customer.PhoneMasked != "138****8000" || d.Verdict == nil || d.Quote == nil ||
			len(d.Items) != 1 || len(d.Refunds) != 2 || len(d.Proofs) != 1 || len(d.Timeline) < 8 {
			t.Errorf("detail: %+v", d)
		}
	})
}

// Whatever goes wrong with the payment call, the outcome is found out, the
// buyer gets his code, and the money is booked once.
func TestAnUnknownPaymentIsNeverAFailure(t *testing.T) {
	for _, kind := range []sim.FaultKind{sim.TimeoutCommitted, sim.TimeoutLost, sim.UnknownCommitted, sim.UnknownLost,
		sim.SystemError, sim.HTTP500, sim.BadAnswerSign} {
		t.Run(string(kind), func(t *testing.T) {
			w := newWorld(t, dbtest.SQLite(t))
			w.fault(sim.Fault{Kind: kind, Method: "alipay.trade.precreate", Times: 2})
			id := w.decide(buy("U-1")).Order.ID
			w.settle()
			w.wantState(id, order.PaymentUnknown)
			w.pass(2 * time.Minute)
			o := w.wantState(id, order.AwaitingPayment)
			w.buyerPays(o)
			w.settle()
			w.wantState(id, order.Paid)
			if w.balance("platform.receivable") != 129_900 || len(w.sim.Trades()) != 1 {
				t.Errorf("booked %d, sales %d", w.balance("platform.receivable"), len(w.sim.Trades()))
			}
		})
	}
}

// Whatever goes wrong with a refund, it is made once.
func TestAnUnknownRefundIsMadeOnce(t *testing.T) {
	for _, kind := range []sim.FaultKind{sim.TimeoutCommitted, sim.TimeoutLost, sim.UnknownCommitted, sim.UnknownLost,
		sim.SystemError, sim.HTTP500, sim.BadAnswerSign} {
		t.Run(string(kind), func(t *testing.T) {
			w := newWorld(t, dbtest.SQLite(t))
			o := w.paid("R-1")
			w.fault(sim.Fault{Kind: kind, Method: "alipay.trade.refund", Times: 2})
			w.fault(sim.Fault{Kind: sim.NotifyLost, Times: 9}) // nobody but asking tells
			w.refund(o.ID, 29_900)
			w.settle()
			w.pass(10 * time.Minute)
			w.wantState(o.ID, order.PartRefunded)
			if w.trade(o.OutNo).RefundedFen != 29_900 || w.balance("platform.receivable") != 100_000 {
				t.Errorf("platform gave back %d, booked %d", w.trade(o.OutNo).RefundedFen, w.balance("platform.receivable"))
			}
		})
	}
}

// Call-backs that are doubled, late, out of order, lost, forged, of another
// amount or another merchant: the order is paid once, by true news only.
func TestBadNews(t *testing.T) {
	for _, kind := range []sim.FaultKind{sim.NotifyDuplicate, sim.NotifyLate, sim.NotifyOutOfOrder, sim.NotifyLost,
		sim.NotifyBadSign, sim.NotifyWrongAmount, sim.NotifyOtherApp, sim.NotifyReplay} {
		t.Run(string(kind), func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
				w := newWorld(t, b)
				o := w.awaiting("N-1")
				w.fault(sim.Fault{Kind: kind, Times: 1})
				w.buyerPays(o)
				w.settle()
				if kind == sim.NotifyWrongAmount && (w.order(o.ID).State != order.AwaitingPayment || w.balance("platform.receivable") != 0) {
					t.Error("a wrong amount was booked")
				}
				w.pass(26 * time.Hour) // the replay comes after a day
				w.wantState(o.ID, order.Paid)
				if w.balance("platform.receivable") != 129_900 {
					t.Errorf("booked %d", w.balance("platform.receivable"))
				}
				if want := map[sim.FaultKind]int64{sim.NotifyWrongAmount: 1}[kind]; w.cases("sell.wrong_amount") != want {
					t.Errorf("%d cases of a wrong amount, want %d", w.cases("sell.wrong_amount"), want)
				}
				unverified := w.count(`SELECT count(*) FROM channel_message WHERE tenant = $1 AND kind = 'notify' AND verified = 0`)
				if forged := kind == sim.NotifyBadSign || kind == sim.NotifyOtherApp; forged != (unverified > 0) {
					t.Errorf("%d call-backs kept as not believed", unverified)
				}
			})
		})
	}
}

// A refund whose news overtakes the news of the payment.
func TestRefundNewsBeforePaymentNews(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	o := w.awaiting("O-1")
	w.fault(sim.Fault{Kind: sim.NotifyLate, Times: 1, Delay: 7200})
	w.buyerPays(o)
	w.pass(6 * time.Minute) // asking finds the payment
	w.wantState(o.ID, order.Paid)
	w.refund(o.ID, 129_900)
	w.settle()
	w.wantState(o.ID, order.Refunded)
	w.pass(3 * time.Hour) // now the old news arrives
	w.wantState(o.ID, order.Refunded)
	if w.balance("platform.receivable") != 0 {
		t.Errorf("booked %d", w.balance("platform.receivable"))
	}
}

func TestCancelAndExpiry(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		cancel := func(id string) sell.CancelOut {
			return ask[sell.CancelOut](w, "POST", "/v1/orders/"+id+"/cancel", map[string]any{"reason": "out of stock"})
		}
		scanned := w.awaiting("C-1")
		if err := w.sim.BuyerScans(appID, scanned.OutNo, ""); err != nil {
			t.Fatal(err)
		}
		if out := cancel(scanned.ID); !out.Closing {
			t.Errorf("ended before the platform closed it: %+v", out)
		}
		w.settle()
		w.wantState(scanned.ID, order.Cancelled)
		if s := w.trade(scanned.OutNo).Status; s != "TRADE_CLOSED" {
			t.Errorf("at the platform it is %s", s)
		}

		// The buyer was faster and his news is lost: the order is paid, not cancelled.
		raced := w.awaiting("C-2")
		w.fault(sim.Fault{Kind: sim.NotifyLost, Times: 1})
		w.buyerPays(raced)
		cancel(raced.ID)
		w.settle()
		w.wantState(raced.ID, order.Paid)

		// Cancelled before the code was scanned, paid all the same: nobody denies it.
		late := w.awaiting("C-3")
		cancel(late.ID)
		w.settle()
		w.wantState(late.ID, order.Cancelled)
		w.buyerPays(late)
		w.settle()
		w.wantState(late.ID, order.Paid)
		if w.cases("sell.paid_late") != 1 || w.balance("platform.receivable") != 2*129_900 {
			t.Errorf("%d cases, booked %d", w.cases("sell.paid_late"), w.balance("platform.receivable"))
		}

		ignored := w.awaiting("C-4")
		w.pass(31 * time.Minute)
		w.wantState(ignored.ID, order.Expired)
		if err := w.sim.BuyerPays(appID, ignored.OutNo, "", ""); err == nil {
			t.Error("the platform still takes payment for an expired order")
		}
		again := cancel(ignored.ID)
		if again.Order.State != order.Expired || again.Closing {
			t.Errorf("cancelled after its end: %+v", again)
		}
	})
}

// Decline credit, still sell: the same number without credit forbids the
// platform's credit.
func TestWithoutCredit(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	in := buy("D-1")
	in.Customer.BirthDay = "2010-01-01"
	if out := w.decide(in); out.Outcome != "decline" || out.Order.State != order.Declined || out.Next != "none" {
		t.Fatalf("a child got credit: %+v", out)
	}
	in.PlanCode, in.Count, in.ChannelID = "", 0, w.channel.ID
	out := w.decide(in)
	w.settle()
	o := w.wantState(out.Order.ID, order.AwaitingPayment)
	if err := w.sim.BuyerPays(appID, o.OutNo, "PCREDIT", ""); err == nil {
		t.Error("platform credit was not forbidden")
	}
	if err := w.sim.BuyerPays(appID, o.OutNo, "BANKCARD", ""); err != nil {
		t.Fatal(err)
	}
	w.settle()
	w.wantState(o.ID, order.Paid)
}

// Who pays the instalment fee is what was quoted: by the simulated terms 0.6 %
// of 1,299.00 for the payment (7.79), and 4.5 % (58.46 or 58.45) on top when the
// merchant bears the instalments.
func TestWhoPaysTheFee(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	buyer := w.paid("FEE-1")
	in := buy("FEE-2")
	in.PlanCode = "huabei-free"
	out := w.decide(in)
	w.settle()
	w.buyerPays(w.wantState(out.Order.ID, order.AwaitingPayment))
	w.settle()
	plain, free := w.trade(buyer.OutNo).FeeFen, w.trade(out.Order.OutNo).FeeFen
	if plain != 779 || free-plain < 5_845 || free-plain > 5_846 {
		t.Errorf("fees of %d and %d", plain, free)
	}
}

// A count that is not under contract is never sent; the order ends and a person
// is told.
func TestWhatCannotBeSentEndsTheOrder(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	w.Write(t, func(tx *db.Tx) error {
		c := w.channel
		c.Terms.Counts = []int{3}
		_, err := channel.Save(tx, c, channel.Keys{})
		return err
	})
	out := w.decide(buy("X-1"))
	w.settle()
	w.wantState(out.Order.ID, order.Closed)
	if w.cases("sell.not_sent") != 1 || len(w.sim.Trades()) != 0 {
		t.Error("nobody was told, or it was sent")
	}
}

// crashing is the connector in a program that dies after the platform has
// answered and before the answer is written down.
type crashing struct {
	*huabei.Client
	deaths *int
}

func (c crashing) CreateOrder(ctx context.Context, o platform.Order) (platform.Created, error) {
	created, err := c.Client.CreateOrder(ctx, o)
	if *c.deaths > 0 {
		*c.deaths--
		panic("the machine lost its power")
	}
	return created, err
}

// The request is on record before it is sent, and a job that is run again after
// a crash opens no second sale.
func TestRunAgainAfterACrash(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	deaths := 1
	honest := w.worker
	w.worker = job.New(job.Options{DB: w.DB, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Jobs: sell.Jobs(
		func(ctx context.Context, name string, c channel.Channel, k channel.Keys) (platform.Connector, error) {
			conn, err := w.connect(ctx, name, c, k)
			if err != nil {
				return nil, err
			}
			return crashing{conn.(*huabei.Client), &deaths}, nil
		})})
	id := w.decide(buy("K-1")).Order.ID
	w.settle()
	o := w.wantState(id, order.Decided)
	on := func(kind string) int64 {
		return w.count(`SELECT count(*) FROM channel_message WHERE tenant = $1 AND ref = $2 AND kind = $3`, o.Ref(), kind)
	}
	if on("intent.create") != 1 || on("answer.alipay.trade.precreate") != 0 || deaths != 0 {
		t.Fatalf("before the crash: %d intents, %d answers", on("intent.create"), on("answer.alipay.trade.precreate"))
	}
	w.worker = honest
	w.pass(time.Minute)
	w.wantState(id, order.AwaitingPayment)
	if on("intent.create") != 2 || len(w.sim.Trades()) != 1 {
		t.Errorf("%d intents, %d sales", on("intent.create"), len(w.sim.Trades()))
	}
}

// The bell answers nothing that could be taken for an acknowledgement.
func TestTheBellRefuses(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	for name, c := range map[string]struct {
		path string
		body string
		want int
	}{
		"other tenant":  {"/notify/t_other/" + w.channel.ID, "a=1", http.StatusBadRequest},
		"odd tenant":    {"/notify/T'--/" + w.channel.ID, "a=1", http.StatusBadRequest},
		"other channel": {"/notify/" + dbtest.Tenant + "/chn_none", "a=1", http.StatusBadRequest},
		"garbage":       {"/notify/" + dbtest.Tenant + "/" + w.channel.ID, "\xff%zz", http.StatusBadRequest},
		"too large":     {"/notify/" + dbtest.Tenant + "/" + w.channel.ID, strings.Repeat("x", 65<<10), http.StatusBadRequest},
	} {
		r, err := http.Post(w.bell.URL+c.path, "application/x-www-form-urlencoded", strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		var body bytes.Buffer
		_, _ = body.ReadFrom(r.Body)
		_ = r.Body.Close()
		if r.StatusCode != c.want || strings.Contains(body.String(), "success") {
			t.Errorf("%s: %d %q", name, r.StatusCode, body.String())
		}
	}
}

// The same call-back fifty times at once, while work goes on: booked once.
func TestTheSameNewsFiftyTimes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		first := w.paid("F-1") // its call-back shows what one looks like
		o := w.awaiting("F-2")
		w.fault(sim.Fault{Kind: sim.NotifyLate, Times: 1, Delay: 3600})
		w.buyerPays(o)
		w.pass(time.Hour + time.Minute)
		w.wantState(o.ID, order.Paid)
		var body []byte
		w.Read(t, func(tx *db.Tx) error {
			list, err := channel.Messages(tx, first.Ref())
			for _, m := range list {
				if m.Kind == "notify" && m.Verified {
					body = m.Body
				}
			}
			return err
		})
		var group sync.WaitGroup
		for range 50 {
			group.Go(func() {
				r, err := http.Post(w.bell.URL+"/notify/"+dbtest.Tenant+"/"+w.channel.ID, "application/x-www-form-urlencoded", bytes.NewReader(body))
				if err != nil {
					t.Error(err)
					return
				}
				ack, err := io.ReadAll(r.Body)
				_ = r.Body.Close()
				if err != nil || string(ack) != "success" {
					t.Errorf("%q %v", ack, err)
				}
			})
		}
		for range 3 {
			group.Go(func() {
				if _, err := w.worker.Drain(context.Background()); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		w.settle()
		if w.balance("platform.receivable") != 2*129_900 {
			t.Errorf("booked %d", w.balance("platform.receivable"))
		}
	})
}
