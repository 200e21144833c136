package sell

import (
	"cmp"

	"fenming/book/customer"
	"fenming/book/disclosure"
	"fenming/book/plan"
	"fenming/kit/db"
	"fenming/kit/words"
)

// Heed says beside a quote what the customer's own budget says to it on this
// day, as lines of the cost table: what stops the purchase or comes near a
// ceiling is set strong. The order, or an order made of the same quote, is not
// counted twice. Without a budget there is nothing to say. Faults: an unknown
// customer (not found).
func Heed(tx *db.Tx, r disclosure.Reader, q plan.Quote, lang words.Lang) ([]disclosure.Line, error) {
	if _, err := customer.Get(tx, r.CustomerID); err != nil {
		return nil, err
	}
	b, err := budgetFor(tx, r.CustomerID, cmp.Or(r.OrderID, q.ID))
	if err != nil || !b.state.Set {
		return nil, err
	}
	b.lang = lang
	var list []disclosure.Line
	for _, h := range b.check(q).Hits {
		list = append(list, disclosure.Line{Code: "budget_" + h.Kind, Text: h.Text, Strong: h.Kind != customer.BudgetUses})
	}
	return list, nil
}
