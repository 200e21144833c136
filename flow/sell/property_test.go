package sell_test

import (
	"flag"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"fenming/book/order"
	"fenming/kit/db/dbtest"
	"fenming/platform/huabei/sim"
)

// menu is what may go wrong at any moment.
var menu = []sim.FaultKind{sim.TimeoutCommitted, sim.TimeoutLost, sim.UnknownCommitted, sim.UnknownLost, sim.SystemError,
	sim.HTTP500, sim.BadAnswerSign, sim.NotifyDuplicate, sim.NotifyLate, sim.NotifyOutOfOrder, sim.NotifyLost,
	sim.NotifyBadSign, sim.NotifyWrongAmount, sim.NotifyOtherApp, sim.NotifyReplay}

// Whatever buyers, clerks, the network and forgers do in whatever order: when
// the dust has settled, what the platform owes by our books is what it owes by
// its own, and no order stays in doubt.
func TestOurBooksAreThePlatformsBooks(t *testing.T) {
	// Each walk is a shop of its own with a platform of its own, so fewer of them
	// than usual unless asked for.
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue {
		if err := flag.Set("rapid.checks", "20"); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = flag.Set("rapid.checks", f.DefValue) }()
	}
	rapid.Check(t, func(r *rapid.T) {
		w := newWorld(t, dbtest.SQLite(t))
		var ids []string
		one := func() string { return ids[rapid.IntRange(0, len(ids)-1).Draw(r, "order")] }
		for i := range rapid.IntRange(5, 30).Draw(r, "steps") {
			what := rapid.SampledFrom([]string{"decide", "pay", "cancel", "refund", "fault", "time", "settle"}).Draw(r, "what")
			if len(ids) == 0 {
				what = "decide"
			}
			switch what {
			case "decide":
				in := buy(fmt.Sprintf("W-%d", i))
				in.Customer = person(fmt.Sprintf("138%08d", i))
				ids = append(ids, w.decide(in).Order.ID)
			case "pay":
				_ = w.sim.BuyerPays(appID, w.order(one()).OutNo, "", "") // refused when closed or paid already: as in life
			case "cancel":
				w.call("POST", "/v1/orders/"+one()+"/cancel", fmt.Sprint("c", i), map[string]any{"reason": "x"})
			case "refund":
				fen := rapid.Int64Range(1, 129_900).Draw(r, "fen")
				w.call("POST", "/v1/orders/"+one()+"/refunds", fmt.Sprint("r", i), map[string]any{"amount": cny(fen), "reason": "x"})
			case "fault":
				w.fault(sim.Fault{Kind: rapid.SampledFrom(menu).Draw(r, "kind"), Times: rapid.IntRange(1, 3).Draw(r, "times")})
			case "time":
				w.Clock.Advance(time.Duration(rapid.IntRange(1, 3600).Draw(r, "seconds")) * time.Second)
			case "settle":
				w.settle()
			}
		}
		w.atRest()
		w.agrees(r, ids)
	})
}

// atRest lets faults run out and days go by.
func (w *world) atRest() {
	for range 8 {
		w.pass(6 * time.Hour)
	}
}

func (w *world) agrees(r *rapid.T, ids []string) {
	var owed int64
	for _, t := range w.sim.Trades() {
		if t.Status == "TRADE_SUCCESS" || t.Status == "TRADE_FINISHED" || t.RefundedFen > 0 {
			owed += t.Fen - t.RefundedFen
		}
	}
	if booked := w.balance("platform.receivable"); booked != owed {
		r.Errorf("the platform owes %d by its books, %d by ours", owed, booked)
	}
	for _, id := range ids {
		o := w.order(id)
		t := w.trade(o.OutNo)
		switch {
		case o.State == order.PaymentUnknown || o.State == order.Decided || o.State == order.AwaitingPayment:
			r.Errorf("%s stays %s, at the platform %s", id, o.State, t.Status)
		case o.State.HasMoney() != (t.Status == "TRADE_SUCCESS"):
			r.Errorf("%s is %s, at the platform %s", id, o.State, t.Status)
		case o.Refunded.Minor != t.RefundedFen:
			r.Errorf("%s: %d refunded by our books, %d by theirs", id, o.Refunded.Minor, t.RefundedFen)
		}
	}
}
