package sell_test

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"fenming/book/contract"
	"fenming/book/customer"
	"fenming/book/limit"
	"fenming/book/order"
	"fenming/book/plan"
	"fenming/flow/sell"
	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/words"
	"fenming/office/identity"
)

// own is an order on the shop's own plan: 1,299.00 in 6, a fifth down.
func own(no string) sell.DecideIn {
	in := buy(no)
	in.PlanCode = "shop-instalments"
	return in
}

const textHash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

func signature(c *contract.Contract, down int64) map[string]any {
	return map[string]any{"accepted": c.KeyTerms, "text_hash": textHash, "text_version": "1", "via": "store",
		"received": cny(down), "method": "cash"}
}

// 129900 × 20 % = 25980 down, 103920 financed.
func TestTheMerchantsRoad(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		out := w.decide(own("M-1"))
		if out.Outcome != "accept" || out.Next != "sign" || out.Contract == nil || out.Quote.DownPayment != cny(25_980) {
			t.Fatalf("%+v", out)
		}
		id, path := out.Order.ID, "/v1/orders/"+out.Order.ID+"/confirm"
		if reason := w.refused(422, "POST", path, signature(out.Contract, 25_979)); reason != "sell.down_payment" {
			t.Errorf("a fen less down: %s", reason)
		}
		short := signature(out.Contract, 25_980)
		short["accepted"] = out.Contract.KeyTerms[1:]
		w.refused(422, "POST", path, short)
		if o := w.wantState(id, order.AwaitingPayment); o.ContractID == "" || w.balance("sales") != 0 {
			t.Errorf("half a signature left something behind: %+v", o)
		}
		done := ask[sell.ConfirmOut](w, "POST", path, signature(out.Contract, 25_980))
		if done.Order.State != order.Paid || done.Contract.State != contract.Active || done.Position.Instalments[0].State != "paid" {
			t.Errorf("%+v", done)
		}
		again := ask[sell.ConfirmOut](w, "POST", path, signature(out.Contract, 25_980))
		if again.Order.State != order.Paid || w.balance("bank") != 25_980 {
			t.Errorf("confirmed twice: bank %d", w.balance("bank"))
		}
		if w.balance("customer.principal") != 103_920 || w.balance("sales") != -129_900 {
			t.Errorf("principal %d, sales %d", w.balance("customer.principal"), w.balance("sales"))
		}
		w.Read(t, func(tx *db.Tx) error {
			v, err := limit.OfPlan(tx, out.Order.CustomerID, "shop-instalments")
			if v.Used != cny(103_920) || v.Free != cny(500_000-103_920) {
				t.Errorf("limit: %+v", v)
			}
			if ok, err := customer.HasConsent(tx, out.Order.CustomerID, "contract:"+out.Contract.ID); err != nil || !ok {
				t.Errorf("no consent on record: %v", err)
			}
			return err
		})
		if n := w.count(`SELECT count(*) FROM notice WHERE tenant = $1`); n != 1 {
			t.Errorf("%d letters, want the copy of what was signed", n)
		}
		if n := w.count(`SELECT count(*) FROM job WHERE tenant = $1 AND kind LIKE 'sell.%' AND kind <> 'sell.expire'`); n != 0 {
			t.Errorf("%d platform jobs on the merchant's road", n)
		}
		// 6,000.00 less a fifth is more than is free.
		more := own("M-2")
		more.Amount, more.Items = cny(600_000), nil
		if out := w.decide(more); out.Outcome != "decline" || out.Contract != nil || out.Next != "none" {
			t.Errorf("beyond the limit: %+v", out)
		}
	})
}

func TestRefundOfTheMerchantsOwn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		out := w.decide(own("MR-1"))
		ask[sell.ConfirmOut](w, "POST", "/v1/orders/"+out.Order.ID+"/confirm", signature(out.Contract, 25_980))
		r := w.refund(out.Order.ID, 129_900)
		if r.Order.State != order.Refunded || r.Refund.State != order.RefundDone {
			t.Errorf("%+v", r)
		}
		// 103920 was never paid and falls away; 25980 is owed to the customer.
		if w.balance("customer.principal") != 0 || w.balance("customer.overpaid") != -25_980 || w.cases("pay_out") != 1 {
			t.Errorf("principal %d, owed back %d", w.balance("customer.principal"), w.balance("customer.overpaid"))
		}
	})
}

// Nobody signs: the offer falls away and the limit is free again.
func TestUnsignedExpires(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	out := w.decide(own("E-1"))
	w.pass(25 * time.Hour)
	w.wantState(out.Order.ID, order.Expired)
	w.Read(t, func(tx *db.Tx) error {
		c, err := contract.Get(tx, out.Contract.ID)
		if err != nil || c.State != contract.Cancelled {
			t.Errorf("the offer is %s: %v", c.State, err)
		}
		v, err := limit.OfPlan(tx, out.Order.CustomerID, "shop-instalments")
		if v.Free != cny(500_000) {
			t.Errorf("still held: %+v", v)
		}
		return err
	})
}

// The same key a hundred times at once: one order, one answer. Another body
// under the key is refused.
func TestTheSameKeyAHundredTimes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		var (
			mu      sync.Mutex
			answers = map[string]int{}
			group   sync.WaitGroup
		)
		for range 100 {
			group.Go(func() {
				status, body := w.call("POST", "/v1/orders", "one-key", own("I-1"))
				mu.Lock()
				defer mu.Unlock()
				if status != 200 {
					t.Errorf("%d %s", status, body)
				}
				answers[string(body)]++
			})
		}
		group.Wait()
		if len(answers) != 1 || w.count(`SELECT count(*) FROM orders WHERE tenant = $1`) != 1 ||
			w.count(`SELECT count(*) FROM contract WHERE tenant = $1`) != 1 {
			t.Errorf("%d answers, %d orders", len(answers), w.count(`SELECT count(*) FROM orders WHERE tenant = $1`))
		}
		other := own("I-1")
		other.Amount, other.Items = cny(129_901), nil
		if status, body := w.call("POST", "/v1/orders", "one-key", other); status != 422 {
			t.Errorf("another body under the key: %d %s", status, body)
		}
		if status, _ := w.call("POST", "/v1/orders", "", own("I-2")); status != 422 {
			t.Errorf("without a key: %d", status)
		}
		id := ""
		for body := range answers {
			var out sell.DecideOut
			if err := json.Unmarshal([]byte(body), &out); err != nil {
				t.Fatal(err)
			}
			id = out.Order.ID
			for range 100 {
				group.Go(func() {
					w.call("POST", "/v1/orders/"+id+"/confirm", "confirm-key", signature(out.Contract, 25_980))
				})
			}
		}
		group.Wait()
		w.wantState(id, order.Paid)
		if w.balance("bank") != 25_980 || w.balance("sales") != -129_900 {
			t.Errorf("posted more than once: bank %d sales %d", w.balance("bank"), w.balance("sales"))
		}
	})
}

func (w *world) held(no string) sell.DecideOut {
	w.t.Helper()
	in := own(no)
	in.Customer = person("13900139000")
	w.Write(w.t, func(tx *db.Tx) error {
		c, err := customer.Match(tx, in.Customer)
		if err != nil {
			return err
		}
		_, err = customer.PlaceHold(tx, customer.Hold{CustomerID: c.ID, Kind: customer.Dispute, Reason: "an old quarrel"})
		return err
	})
	out := w.decide(in)
	if out.Outcome != "hold" || out.Order.State != order.Held || out.Next != "review" || w.cases("order") != 1 {
		w.t.Fatalf("%+v", out)
	}
	return out
}

func TestReview(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		out := w.held("H-1")
		review := func(id, outcome string) sell.DecideOut {
			return ask[sell.DecideOut](w, "POST", "/v1/orders/"+id+"/review", map[string]any{"outcome": outcome, "reason": "called him, all is well"})
		}
		got := review(out.Order.ID, "accept")
		if got.Next != "sign" || got.Contract == nil || w.cases("order") != 0 {
			t.Errorf("%+v, %d cases", got, w.cases("order"))
		}
		w.wantState(out.Order.ID, order.AwaitingPayment)
		if reason := w.refused(409, "POST", "/v1/orders/"+out.Order.ID+"/review", map[string]any{"outcome": "decline", "reason": "too late"}); reason != "sell.not_held" {
			t.Errorf("reviewed twice: %s", reason)
		}
		ask[sell.ConfirmOut](w, "POST", "/v1/orders/"+out.Order.ID+"/confirm", signature(got.Contract, 25_980))

		if declined := review(w.held("H-2").Order.ID, "decline"); declined.Order.State != order.Declined {
			t.Errorf("%+v", declined)
		}
		w.caller.Actor = db.Actor{ID: "usr_clerk", Kind: "user", Role: "service"}
		mine := w.held("H-3")
		if reason := w.refused(403, "POST", "/v1/orders/"+mine.Order.ID+"/review", map[string]any{"outcome": "accept", "reason": "I say so"}); reason != "sell.own_order" {
			t.Errorf("reviewed his own: %s", reason)
		}
		w.pass(25 * time.Hour)
		w.wantState(mine.Order.ID, order.Expired)
	})
}

// A refund above 2,000.00 waits; in a shop of one person it waits for a day. One
// that is withdrawn no longer takes up the order's amount.
func TestALargeRefundWaits(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		w.Write(t, func(tx *db.Tx) error {
			owner, err := identity.PrepareDemo(tx)
			w.caller.Actor = db.Actor{ID: owner.ID, Kind: "user", Role: identity.Owner}
			if err != nil {
				return err
			}
			// A shop of one: whoever else could approve has left.
			holders, err := identity.Holders(tx, sell.PermissionRefundApprove)
			for _, id := range holders {
				if id == owner.ID {
					continue
				}
				if _, err := identity.Disable(tx, id); err != nil {
					return err
				}
			}
			return err
		})
		in := buy("L-1")
		in.Amount, in.Items = cny(300_000), nil
		out := w.decide(in)
		w.settle()
		w.buyerPays(w.wantState(out.Order.ID, order.AwaitingPayment))
		w.settle()
		first := w.refund(out.Order.ID, 200_001)
		if first.Approval == "" || first.Refund.State != order.RefundAsked {
			t.Fatalf("%+v", first)
		}
		if reason := w.refused(422, "POST", "/v1/orders/"+out.Order.ID+"/refunds", map[string]any{"amount": cny(100_000), "reason": "x"}); reason != "order.refund_too_much" {
			t.Errorf("an asked refund does not count: %s", reason)
		}
		ask[map[string]any](w, "POST", "/v1/approvals/"+first.Approval+"/withdraw", map[string]any{})
		r := w.refund(out.Order.ID, 200_002)
		w.settle()
		if w.trade(out.Order.OutNo).RefundedFen != 0 {
			t.Fatal("sent without approval")
		}
		w.pass(25 * time.Hour)
		w.wantState(out.Order.ID, order.PartRefunded)
		if got := w.trade(out.Order.OutNo).RefundedFen; got != 200_002 {
			t.Errorf("the platform gave back %d", got)
		}
		if reason := w.refused(409, "POST", "/v1/refunds/"+r.Refund.ID+"/drop", map[string]any{"reason": "x"}); reason != "sell.refund_on_its_way" {
			t.Errorf("dropped after its effect: %s", reason)
		}
		again := w.refund(out.Order.ID, 99_998)
		w.settle()
		if again.Approval != "" || w.wantState(out.Order.ID, order.Refunded).Refunded != cny(300_000) {
			t.Errorf("%+v", w.order(out.Order.ID))
		}
	})
}

func TestACashSale(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	in := buy("CASH-1")
	in.PlanCode, in.Count = "", 0
	out := w.decide(in)
	path := "/v1/orders/" + out.Order.ID + "/confirm"
	if reason := w.refused(422, "POST", path, map[string]any{"received": cny(1), "method": "cash"}); reason != "sell.whole_price" {
		t.Errorf("part of the price: %s", reason)
	}
	ask[sell.ConfirmOut](w, "POST", path, map[string]any{"received": cny(129_900), "method": "cash"})
	if w.balance("bank") != 129_900 {
		t.Errorf("bank %d", w.balance("bank"))
	}
	w.refund(out.Order.ID, 129_900)
	w.wantState(out.Order.ID, order.Refunded)
	if w.balance("bank") != 0 {
		t.Errorf("bank %d after the refund", w.balance("bank"))
	}
}

// Bad input at the door: each fault with its pointer, nothing written.
func TestDecideRefuses(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	for name, c := range map[string]struct {
		change func(*sell.DecideIn)
		status int
		reason string
	}{
		"masked phone":  {func(in *sell.DecideIn) { in.Customer.Phone = "138****8000" }, 422, ""},
		"nobody":        {func(in *sell.DecideIn) { in.Customer = customer.Person{Name: "x"} }, 422, "customer.nobody"},
		"no such plan":  {func(in *sell.DecideIn) { in.PlanCode = "nothing" }, 404, ""},
		"no such count": {func(in *sell.DecideIn) { in.Count = 5 }, 409, ""},
		"items differ":  {func(in *sell.DecideIn) { in.Items[0].Amount = cny(1) }, 422, "order.item_sum"},
		"wrong channel": {func(in *sell.DecideIn) { in.ChannelID = "chn_none" }, 404, "channel.not_found"},
		"no such shop":  {func(in *sell.DecideIn) { in.ShopID = "shp_none" }, 404, ""},
		"other money":   {func(in *sell.DecideIn) { in.Amount.Currency, in.Items = "EUR", nil }, 409, ""},
	} {
		in := buy("B-1")
		in.Items = []sell.ItemIn{{SKU: "coat", Quantity: 1, Amount: cny(129_900)}}
		c.change(&in)
		if reason := w.refused(c.status, "POST", "/v1/orders", in); c.reason != "" && reason != c.reason {
			t.Errorf("%s: %s", name, reason)
		}
	}
	if n := w.count(`SELECT count(*) FROM orders WHERE tenant = $1`); n != 0 {
		t.Errorf("%d orders after refusals", n)
	}
	if n := w.count(`SELECT count(*) FROM customer WHERE tenant = $1`); n != 0 {
		t.Errorf("%d customers after refusals", n)
	}
}

// What goes into the audit log names nobody.
func TestNotesNameNobody(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	var mu sync.Mutex
	w.DB.OnWrite(func(tx *db.Tx) error {
		raw, err := json.Marshal(tx.Notes())
		if err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		for _, secret := range []string{"13800138000", "欧阳", "ouyang", "文三路"} {
			if strings.Contains(string(raw), secret) {
				t.Errorf("%s: %s in %s", tx.Scope().Op, secret, raw)
			}
		}
		if len(tx.Notes()) == 0 && strings.HasPrefix(tx.Scope().Op, "order.") {
			t.Errorf("%s left nothing for the audit log", tx.Scope().Op)
		}
		return nil
	})
	o := w.paid("A-1")
	w.refund(o.ID, 100)
	out := w.decide(own("A-2"))
	ask[sell.ConfirmOut](w, "POST", "/v1/orders/"+out.Order.ID+"/confirm", signature(out.Contract, 25_980))
	w.settle()
	jobs := w.count(`SELECT count(*) FROM job WHERE tenant = $1 AND (args LIKE '%138001%' OR args LIKE '%欧阳%')`)
	if jobs != 0 {
		t.Errorf("%d jobs carry personal data", jobs)
	}
}

func TestQuoteAndList(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	// The platform's own example: 1,111.11 in 12 at 7.5 % costs 83.33.
	q := ask[plan.Quote](w, "POST", "/v1/quotes", map[string]any{"amount": cny(111_111), "plan_code": "huabei", "count": 12})
	if q.CustomerCost != cny(8_333) {
		t.Errorf("%+v", q.CustomerCost)
	}
	w.paid("Q-1")
	w.awaiting("Q-2")
	for query, want := range map[string]int{"": 2, "?state=paid": 1, "?state=paid,awaiting_payment": 2, "?outer_no=Q-*": 2,
		"?outer_no=Q-3": 0, "?creditor=merchant": 0, "?imported=true": 0, "?from=2026-03-02&to=2026-03-02": 2} {
		if page := ask[api.Page[order.Order]](w, "GET", "/v1/orders"+query, nil); len(page.Data) != want {
			t.Errorf("%s: %d orders, want %d", query, len(page.Data), want)
		}
	}
	w.refused(422, "GET", "/v1/orders?state=happy", nil)
	first := ask[api.Page[order.Order]](w, "GET", "/v1/orders?limit=1", nil)
	second := ask[api.Page[order.Order]](w, "GET", "/v1/orders?limit=1&cursor="+first.Next, nil)
	if len(second.Data) != 1 || second.Data[0].ID == first.Data[0].ID || second.Next != "" {
		t.Errorf("paging: %+v", second)
	}
	d := ask[sell.Detail](w, "GET", "/v1/orders/outer:Q-1?include=timeline", nil)
	if d.Customer != nil || len(d.Timeline) == 0 {
		t.Errorf("include: %+v", d)
	}
	w.refused(404, "GET", "/v1/orders/ord_none", nil)
}

func TestWords(t *testing.T) {
	if err := words.Check(sell.Words()...); err != nil {
		t.Error(err)
	}
	for _, k := range sell.Knobs() {
		if k.Default < k.Min || k.Default > k.Max {
			t.Errorf("%s: its default is out of bounds", k.Name)
		}
	}
}
