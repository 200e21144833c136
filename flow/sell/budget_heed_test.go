package sell_test

import (
	"strings"
	"testing"

	"fenming/book/customer"
	"fenming/book/disclosure"
	"fenming/book/plan"
	"fenming/flow/sell"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// 1,299.00 of a ceiling of 1,500.00 is 87 %: near it. The order made of the
// quote is not counted again when its customer looks at the table once more; a
// second purchase is above the ceiling. The page names the sum, is kept
// encrypted, and says nothing to nobody in particular.
func TestTheCostTableSaysWhatTheBudgetSays(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		id := w.buyer()
		w.setBudget(id, customer.Budget{NewMonthly: fen(150_000), OnExceed: "stop"})
		quote := ask[sell.QuoteOut](w, "POST", "/v1/quotes", map[string]any{"amount": cny(129_900), "plan_code": "huabei", "count": 6})
		show := map[string]any{"quote_ids": []string{quote.ID}, "kind": "html", "viewer": "till", "lang": "zh-CN", "customer_id": id}
		said := func(kind, share string) {
			t.Helper()
			out := ask[disclosure.Shown](w, "POST", "/v1/disclosures", show)
			l := out.Table.Warnings[0]
			if l.Code != "budget_"+kind || !l.Strong || !strings.Contains(l.Text, share) || !strings.Contains(out.HTML, l.Text) {
				t.Fatalf("%s: %+v", kind, out.Table.Warnings)
			}
			w.Read(t, func(tx *db.Tx) error {
				v, err := disclosure.Get(tx, out.Show.ID)
				if err != nil {
					return err
				}
				page, err := disclosure.Page(tx, v)
				if !strings.Contains(string(page), l.Text) {
					t.Error("what was kept does not say it")
				}
				return err
			})
		}
		said("near", "87%")
		first := w.decide(buy("B-1"))
		if first.Outcome != "accept" {
			t.Fatalf("%+v", first)
		}
		said("over", "174%")
		show["quote_ids"], show["order_id"] = []string{first.Order.QuoteID}, ""
		said("near", "87%")
		show["customer_id"] = ""
		if out := ask[disclosure.Shown](w, "POST", "/v1/disclosures", show); strings.HasPrefix(out.Table.Warnings[0].Code, "budget") {
			t.Errorf("to nobody in particular: %+v", out.Table.Warnings)
		}
		show["customer_id"] = "cus_none"
		w.refused(404, "POST", "/v1/disclosures", show)
	})
}

// Without a budget there is nothing to say, and an unknown customer is none.
func TestHeedOfNoBudget(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	id := w.buyer()
	w.Read(t, func(tx *db.Tx) error {
		lines, err := sell.Heed(tx, disclosure.Reader{CustomerID: id}, plan.Quote{ID: "quo_1"}, words.ZH)
		if err != nil || lines != nil {
			t.Errorf("%v %v", lines, err)
		}
		if _, err := sell.Heed(tx, disclosure.Reader{CustomerID: "cus_none"}, plan.Quote{ID: "quo_1"}, words.ZH); !fault.Is(err, fault.CodeNotFound) {
			t.Errorf("an unknown customer: %v", err)
		}
		return nil
	})
}
