package reconcile_test

import (
	"testing"
	"time"

	"fenming/book/limit"
	"fenming/book/order"
	"fenming/flow/reconcile"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
)

// 1,299.00 of a limit of 5,000.00 is used until the platform has paid; when the
// match is undone it is used again.
func TestASettledSaleFreesTheLimit(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		o := w.entered(129_900, "huabei")
		b.Write(t, func(tx *db.Tx) error {
			if _, err := limit.Set(tx, limit.SetIn{PlanCode: "huabei", Amount: cny(500_000), Reason: "start"}); err != nil {
				return err
			}
			if _, err := limit.Hold(tx, limit.HoldIn{CustomerID: "cus_1", PlanCode: "huabei", OrderID: o.ID, Amount: o.Amount}); err != nil {
				return err
			}
			return limit.Use(tx, o.ID)
		})
		want := func(used int64) {
			t.Helper()
			b.Read(t, func(tx *db.Tx) error {
				v, err := limit.OfPlan(tx, "cus_1", "huabei")
				if v.Used.Minor != used || v.Free.Minor != 500_000-used {
					t.Errorf("used %d, free %d; want %d used", v.Used.Minor, v.Free.Minor, used)
				}
				return err
			})
		}
		w.atPlatform(o)
		w.paid(o)
		want(129_900)
		w.Clock.Advance(24 * time.Hour)
		w.drop("trade.zip", w.bill("trade", today))
		if got := w.order(o.ID); got.SettledAt == nil {
			t.Fatalf("the order is %s", got.State)
		}
		want(0)
		w.post("/v1/matches/"+w.match(o.ID).ID+"/undo", reconcile.UndoIn{Reason: "wrong order"}, nil)
		want(129_900)
	})
}

// The money of the merchant's own contract does not come from a platform: no
// line may be booked against it or settle it.
func TestAMerchantsContractTakesNoPlatformLine(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		w.atPlatform(w.entered(4200, ""))
		w.Clock.Advance(24 * time.Hour)
		out := w.drop("trade.zip", w.bill("trade", today))
		line := w.lines(out.File.ID)[0]
		var own order.Order
		b.Write(t, func(tx *db.Tx) (err error) {
			own, err = order.Create(tx, order.Order{OuterNo: "OWN", Platform: "own", Creditor: "merchant", ContractID: "ctr_1",
				Amount: cny(4200), Day: today}, nil, order.Step{Event: order.OnAccept}, order.Step{Event: order.OnAwait},
				order.Step{Event: order.OnPay}, order.Step{Event: order.OnFulfil})
			return err
		})
		body := []byte(`{"order_id":"` + own.ID + `","reason":"same amount"}`)
		if code := w.call("POST", "/v1/lines/"+line.ID+"/match", body, nil); code != 409 {
			t.Fatalf("matched with the merchant's contract: %d", code)
		}
		if got := w.order(own.ID); got.State != order.Fulfilled || got.SettledAt != nil {
			t.Fatalf("the contract's order is %s", got.State)
		}
	})
}
