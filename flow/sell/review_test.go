package sell_test

import (
	"testing"

	"fenming/book/customer"
	"fenming/book/order"
	"fenming/flow/sell"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
)

// The buyer's account is personal and not kept while his order is held, so
// accepting the order asks for it, and the sale goes on instead of ending.
func TestAHeldOrderOfAnAccountIsPaidAfterReview(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		in := buy("H-1")
		in.Way, in.BuyerID = "account", "2088102200000009"
		b.Write(t, func(tx *db.Tx) error {
			c, err := customer.Match(tx, in.Customer)
			if err != nil {
				return err
			}
			_, err = customer.PlaceHold(tx, customer.Hold{CustomerID: c.ID, Kind: customer.Dispute, Reason: "an old quarrel"})
			return err
		})
		id := ask[sell.DecideOut](w, "POST", "/v1/orders", in).Order.ID
		w.wantState(id, order.Held)
		accept := map[string]any{"outcome": "accept", "reason": "called him, all is well"}
		if reason := w.refused(422, "POST", "/v1/orders/"+id+"/review", accept); reason != "sell.buyer_again" {
			t.Fatal(reason)
		}
		w.wantState(id, order.Held)
		accept["buyer_id"] = in.BuyerID
		ask[sell.DecideOut](w, "POST", "/v1/orders/"+id+"/review", accept)
		w.settle()
		w.wantState(id, order.AwaitingPayment)
	})
}
