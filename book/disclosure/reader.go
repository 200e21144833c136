package disclosure

import (
	"slices"

	"fenming/book/plan"
	"fenming/kit/db"
	"fenming/kit/words"
)

// Reader is the customer before whom a table is put, and the order it is for.
// The zero value is nobody in particular.
type Reader struct {
	CustomerID string
	OrderID    string
}

// Heed finds what a customer must be told beside one quote because of what he
// owes and allows himself. The house hands it in: debts are known to rooms that
// this one may not look into, and they change, so that it is asked each time
// something is shown and not kept with the quote. Faults: an unknown customer.
type Heed func(tx *db.Tx, r Reader, q plan.Quote, lang words.Lang) ([]Line, error)

// Lines are the warnings for a table of quotes; none without a customer. Of
// several quotes each warning names its own, unless it is the same for all.
func (h Heed) Lines(tx *db.Tx, r Reader, quotes []plan.Quote, lang words.Lang) ([]Line, error) {
	if h == nil || r.CustomerID == "" {
		return nil, nil
	}
	var lists [][]Line
	for _, q := range quotes {
		found, err := h(tx, r, q, lang)
		if err != nil {
			return nil, err
		}
		lists = append(lists, found)
	}
	return writer{lang: lang}.joined(quotes, lists), nil
}

func (w writer) joined(quotes []plan.Quote, lists [][]Line) []Line {
	var out []Line
	for i, list := range lists {
		for _, l := range list {
			common := !slices.ContainsFunc(lists, func(other []Line) bool {
				return !slices.ContainsFunc(other, func(o Line) bool { return o.Text == l.Text })
			})
			switch {
			case common && i > 0:
				continue
			case !common:
				l.Text = w.say(tplOptionSays, words.Args{"plan": w.name(quotes[i]), "count": quotes[i].Count, "text": l.Text})
			}
			out = append(out, l)
		}
	}
	return out
}
