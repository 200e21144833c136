package sell_test

import (
	"strings"
	"testing"
	"time"

	"fenming/book/customer"
	"fenming/book/order"
	"fenming/flow/sell"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/money"
)

func fen(n int64) *money.Money { m := cny(n); return &m }

func (w *world) setBudget(id string, b customer.Budget) sell.BudgetView {
	w.t.Helper()
	return ask[sell.BudgetView](w, "POST", "/v1/customers/"+id+"/budget", map[string]any{"new_monthly": b.NewMonthly,
		"due_monthly": b.DueMonthly, "on_exceed": b.OnExceed, "note": "顾客来电要求"})
}

// buyer makes the customer of buy and own.
func (w *world) buyer() string {
	w.t.Helper()
	var id string
	w.Write(w.t, func(tx *db.Tx) error {
		c, err := customer.Match(tx, person("13800138000"))
		id = c.ID
		return err
	})
	return id
}

// 1,299.00 on Huabei in 6 is 1,299.00 of new credit: of 1,500.00 that is 87 %
// (86.6), and a second one is above it. Paying in full always goes.
func TestAnOrderAboveTheOwnBudgetIsNotSoldOnCredit(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		id := w.buyer()
		w.setBudget(id, customer.Budget{NewMonthly: fen(150_000), OnExceed: "stop"})
		first := w.decide(buy("B-1"))
		if first.Outcome != "accept" || first.Budget == nil || !first.Budget.Allowed || first.Budget.Hits[0].Share != 87 ||
			!strings.Contains(first.Budget.Hits[0].Text, "87 %") {
			t.Fatalf("%+v", first.Budget)
		}
		second := w.decide(buy("B-2"))
		if second.Outcome != "decline" || second.Code != "budget" || second.Order.State != order.Declined || second.Reason == "" {
			t.Fatalf("%+v", second)
		}
		found := false
		for _, r := range second.Verdict.Reasons {
			found = found || r.Code == "over_budget"
		}
		if !found {
			t.Errorf("the verdict does not name the budget: %+v", second.Verdict.Reasons)
		}
		cash := buy("B-3")
		cash.PlanCode, cash.Count = "", 0
		if out := w.decide(cash); out.Outcome != "accept" || out.Budget != nil {
			t.Errorf("paying in full: %+v", out)
		}
		v := ask[sell.BudgetView](w, "GET", "/v1/customers/"+id+"/budget", nil)
		if v.NewUsed != cny(129_900) || v.NewShare != 87 || len(v.Months) != 13 || len(v.History) != 1 {
			t.Errorf("%+v", v)
		}
		w.settle()
		ask[sell.CancelOut](w, "POST", "/v1/orders/"+first.Order.ID+"/cancel", map[string]any{"reason": "改主意了"})
		w.settle()
		if v := ask[sell.BudgetView](w, "GET", "/v1/customers/"+id+"/budget", nil); v.NewUsed.Minor != 0 {
			t.Errorf("a cancelled order still counts: %+v", v.NewUsed)
		}
	})
}

// Warn only: sold, with the warning. A ceiling of what falls due looks at the
// heaviest month.
func TestWarnOnlyWarns(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	id := w.buyer()
	w.setBudget(id, customer.Budget{NewMonthly: fen(100_000), DueMonthly: fen(1_000), OnExceed: "warn"})
	out := w.decide(buy("W-1"))
	if out.Outcome != "accept" || len(out.Budget.Hits) != 2 || out.Budget.Hits[0].Kind != customer.BudgetOver ||
		out.Budget.Hits[1].Ceiling != "due" || out.Budget.Hits[1].Kind != customer.BudgetOver {
		t.Fatalf("%+v", out.Budget)
	}
}

// A pause that begins after the decision stands against the signature, not
// against paying in full; with its end the customer may sign.
func TestAPauseStopsTheSignature(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		out := w.decide(own("P-1"))
		path := "/v1/customers/" + out.Order.CustomerID + "/budget/pause"
		ask[sell.BudgetView](w, "POST", path, map[string]any{"until": "2026-03-30", "note": "顾客来电要求"})
		confirm := "/v1/orders/" + out.Order.ID + "/confirm"
		if reason := w.refused(409, "POST", confirm, signature(out.Contract, 25_980)); reason != "sell.budget" {
			t.Errorf("signed in a pause: %s", reason)
		}
		again := w.decide(own("P-2"))
		if again.Outcome != "decline" || again.Code != "budget_pause" || !strings.Contains(again.Reason, "2026-03-30") {
			t.Errorf("%+v", again)
		}
		cash := own("P-3")
		cash.PlanCode, cash.Count = "", 0
		bought := w.decide(cash)
		paid := ask[sell.ConfirmOut](w, "POST", "/v1/orders/"+bought.Order.ID+"/confirm", map[string]any{"received": cny(129_900), "method": "cash"})
		if paid.Order.State != order.Paid {
			t.Errorf("paying in full in a pause: %+v", paid.Order)
		}
		v := ask[sell.BudgetView](w, "POST", path, map[string]any{"note": "顾客来电要求"})
		if v.Now.PausedTo != "2026-03-30" || v.LaterAt == nil {
			t.Errorf("%+v", v.BudgetState)
		}
		w.pass(24 * time.Hour)
		if out := w.decide(own("P-4")); out.Outcome != "accept" {
			t.Errorf("after the pause: %+v", out)
		}
	})
}

// 103,920 fen in 6 on the shop's own plan: what is paid ahead is out of the
// months to come, what falls due this month stays in.
func TestTheMonthsAreTheLedgers(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	out := w.decide(own("L-1"))
	ask[sell.ConfirmOut](w, "POST", "/v1/orders/"+out.Order.ID+"/confirm", signature(out.Contract, 25_980))
	v := ask[sell.BudgetView](w, "GET", "/v1/customers/"+out.Order.CustomerID+"/budget", nil)
	if v.Set || v.NewUsed != cny(103_920) {
		t.Fatalf("%+v", v)
	}
	var sum, want int64
	for _, m := range v.Months {
		sum += m.Due.Minor
	}
	for _, n := range out.Quote.Schedule.Instalments[1:] {
		want += n.Due()
	}
	if sum != want || v.Months[0].Due.Minor != 0 || v.Months[1].Due.Minor == 0 {
		t.Errorf("%d due, %d quoted: %+v", sum, want, v.Months)
	}
	w.refund(out.Order.ID, 129_900)
	v = ask[sell.BudgetView](w, "GET", "/v1/customers/"+out.Order.CustomerID+"/budget", nil)
	for _, m := range v.Months {
		if m.Due.Minor != 0 {
			t.Errorf("refunded, yet %s is due in %s", m.Due.Format(), m.Month)
		}
	}
}

func TestOrdersAreListedByVerdict(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	id := w.buyer()
	w.setBudget(id, customer.Budget{NewMonthly: fen(0), OnExceed: "stop"})
	w.decide(buy("V-1"))
	cash := buy("V-2")
	cash.PlanCode, cash.Count = "", 0
	w.decide(cash)
	list := ask[struct {
		Data []order.Order `json:"data"`
	}](w, "GET", "/v1/orders?verdict=decline", nil)
	if len(list.Data) != 1 || list.Data[0].OuterNo != "V-1" {
		t.Errorf("%+v", list.Data)
	}
	w.refused(422, "GET", "/v1/orders?verdict=perhaps", nil)
}

// An offer says what it would use of the budget, and one above it is not
// available with the code budget; the way without credit is no offer at all.
func TestOffersKnowTheBudget(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	id := w.buyer()
	w.setBudget(id, customer.Budget{NewMonthly: fen(150_000), OnExceed: "stop"})
	offers := func(fen int64) (all, out, warned int) {
		got := ask[sell.OffersOut](w, "POST", "/v1/offers", map[string]any{"amount": cny(fen), "customer_id": id})
		for _, o := range got.Offers {
			all++
			if !o.Available && o.Code == "budget" && o.Why != "" && len(o.Warnings) == 0 {
				out++
			}
			if o.Available && len(o.Warnings) == 1 && o.Warnings[0].Code == "budget_near" {
				warned++
			}
		}
		return all, out, warned
	}
	if all, out, warned := offers(129_900); out != 0 || warned == 0 {
		t.Errorf("87 %% of it: %d of %d refused, %d warned", out, all, warned)
	}
	q := ask[sell.QuoteOut](w, "POST", "/v1/quotes", map[string]any{"amount": cny(129_900), "plan_code": "huabei", "count": 6, "customer_id": id})
	if q.ID == "" || q.Budget == nil || q.Budget.Hits[0].Share != 87 {
		t.Errorf("%+v", q.Budget)
	}
	if all, out, warned := offers(200_000); out == 0 || warned != 0 {
		t.Errorf("above it: %d of %d refused, %d warned", out, all, warned)
	}
}
