package sell_test

import (
	"testing"

	"fenming/book/customer"
	"fenming/book/order"
	"fenming/flow/sell"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/office/notice"
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

// A refund that is asked for takes back a reminder that waits for the mail
// server.
func TestARefundTakesRemindersBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		out := w.decide(own("A-1"))
		o := ask[sell.ConfirmOut](w, "POST", "/v1/orders/"+out.Order.ID+"/confirm", signature(out.Contract, 25_980)).Order
		b.Write(t, func(tx *db.Tx) error {
			_, err := notice.Send(tx, notice.Letter{Kind: notice.KindReminder, To: notice.To{CustomerID: o.CustomerID,
				Email: "ouyang@example.com", Lang: "zh-CN"}})
			return err
		})
		ask[sell.RefundOut](w, "POST", "/v1/orders/"+o.ID+"/refunds", map[string]any{"amount": cny(10_000), "reason": "七天无理由"})
		if n := w.count(`SELECT count(*) FROM notice WHERE tenant = $1 AND kind = $2 AND state = 'queued'`, notice.KindReminder); n != 0 {
			t.Fatalf("%d reminders wait", n)
		}
	})
}
