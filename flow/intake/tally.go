package intake

import (
	"cmp"
	"slices"

	"fenming/kit/calendar"
	"fenming/kit/money"
)

// tally adds up the orders of an import that are in the books.
type tally struct {
	fresh, already, refused, noted, credit int64
	first, last                            calendar.Day
	amounts                                map[money.Currency]int64
	kinds                                  map[kindKey]*KindSum
	verdicts                               map[string]int64
}

type kindKey struct {
	kind     string
	currency money.Currency
}

func newTally() tally {
	return tally{amounts: map[money.Currency]int64{}, kinds: map[kindKey]*KindSum{}, verdicts: map[string]int64{}}
}

func (t *tally) count(o *Order, fresh bool, verdict string) {
	if fresh {
		t.fresh++
	} else {
		t.already++
	}
	if o.noted {
		t.noted++
	}
	if o.PlanCode != "" {
		t.credit++
	}
	if verdict != "" {
		t.verdicts[verdict]++
	}
	if t.first == "" || o.Day < t.first {
		t.first = o.Day
	}
	t.last = max(t.last, o.Day)
	t.amounts[o.Amount.Currency] += o.Amount.Minor
	for _, p := range o.Payments {
		key := kindKey{p.Kind, o.Amount.Currency}
		k := t.kinds[key]
		if k == nil {
			k = &KindSum{Kind: p.Kind, Amount: money.New(0, o.Amount.Currency)}
			t.kinds[key] = k
		}
		k.Rows++
		k.Amount.Minor += p.Amount
	}
}

// result is the tally beside what stayed out.
func (t *tally) result(b *batch, found *odds) Result {
	r := Result{Orders: b.total, New: t.fresh, Already: t.already, Refused: b.refused + t.refused, Noted: t.noted,
		Odd: found.total(), Credit: t.credit, First: t.first, Last: t.last, Amounts: []money.Money{},
		Payments: []KindSum{}, Verdicts: t.verdicts}
	for c, n := range t.amounts {
		r.Amounts = append(r.Amounts, money.New(n, c))
	}
	slices.SortFunc(r.Amounts, func(a, b money.Money) int { return cmp.Compare(a.Currency, b.Currency) })
	for _, k := range t.kinds {
		r.Payments = append(r.Payments, *k)
	}
	slices.SortFunc(r.Payments, func(a, b KindSum) int {
		return cmp.Or(cmp.Compare(a.Amount.Currency, b.Amount.Currency), cmp.Compare(a.Kind, b.Kind))
	})
	return r
}
