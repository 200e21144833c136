package sell_test

import (
	"testing"
	"time"

	"fenming/book/limit"
	"fenming/flow/sell"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/money"
)

// A limit that the merchant set on a platform's plan counts, also
// after he has set one in another currency on another plan: 1,299.00 does not fit into 1,000.00.
func TestALimitOnAPlatformCountsInItsCurrency(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		for _, l := range []limit.SetIn{{PlanCode: "huabei", Amount: cny(100_000)}, {PlanCode: "cartao", Amount: money.New(900_000, "BRL")}} {
			b.Clock.Advance(time.Second) // the one recorded last wins
			b.Write(t, func(tx *db.Tx) error {
				l.Reason = "start"
				_, err := limit.Set(tx, l)
				return err
			})
		}
		out := ask[sell.DecideOut](w, "POST", "/v1/orders", buy("N-1"))
		if n := w.count(`SELECT count(*) FROM limit_hold WHERE tenant = $1`); out.Outcome == "accept" || n != 0 {
			t.Fatalf("%s, %d holds: %s", out.Outcome, n, out.Reason)
		}
		in := buy("N-2")
		in.Amount, in.Items[0].Amount = cny(60_000), cny(60_000)
		out = ask[sell.DecideOut](w, "POST", "/v1/orders", in)
		if n := w.count(`SELECT count(*) FROM limit_hold WHERE tenant = $1`); out.Outcome != "accept" || n != 1 {
			t.Fatalf("%s, %d holds: %s", out.Outcome, n, out.Reason)
		}
	})
}
