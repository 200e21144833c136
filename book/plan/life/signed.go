package life

import (
	"fenming/book/plan"
	"fenming/kit/money"
)

// reAgeSigned makes due anew what is unpaid of instalments that were given as
// signed: principal, interest and fees are each divided evenly over the new
// ones, the rest in the last. Penalties stay where they are, nothing is added,
// and interest stays as agreed.
func (f *folding) reAgeSigned(e *Event) {
	var sum Amounts
	from := f.opened[0].Day
	grace := 0
	for i := range f.lines {
		l := &f.lines[i]
		grace = max(grace, l.GraceDay.Sub(l.DueDay))
		open := l.Open()
		open.Penalty = 0
		sum = sum.plus(open)
		l.Agreed, l.base = l.Agreed.minus(open), l.base.minus(open)
		met := l.base.minus(l.Refunded)
		if l.DueDay > e.Day {
			l.moved = true
		} else if !l.moved && met.Principal+met.Interest+met.Fee > 0 {
			from = max(from, l.DueDay)
		}
		f.met(i)
	}
	if sum.Sum() == 0 {
		return
	}
	each := [...][]int64{money.Split(sum.Principal, e.Count, money.Last), money.Split(sum.Interest, e.Count, money.Last),
		money.Split(sum.Fee, e.Count, money.Last)}
	t := plan.Terms{Every: e.Every, Unit: e.Unit}
	for n := range e.Count {
		due := t.DayAfter(e.From, n)
		l := line{Instalment: Instalment{Kind: ReAged, From: from, DueDay: due, GraceDay: due.AddDays(grace),
			Agreed: Amounts{Principal: each[0][n], Interest: each[1][n], Fee: each[2][n]}}}
		f.addLine(l)
		from = due
	}
}
