package life

import (
	"slices"

	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/money"
)

// reAge makes what is owed due anew. Instalments that were due keep what was
// paid of them; those to come go, and what was paid on them ahead stands in a
// short one that ends on the day. Charges that were to come join the period in
// which they fall due.
func (f *folding) reAge(e *Event) error {
	if err := f.walk(e.Day, e.Spread != SpreadFull); err != nil {
		return err
	}
	owed := f.owedInterest(e)
	var fees Amounts
	for i := range f.lines {
		if l := &f.lines[i]; l.Kind == DownPayment && l.DueDay <= e.Day {
			f.moveDown(l)
		} else if l.runs && l.DueDay <= e.Day {
			if e.Spread != SpreadNone {
				fees = fees.plus(l.dropFees())
			}
			if !l.closed || l.Open().Sum() > 0 {
				f.freeze(l)
			}
		}
	}
	keep := slices.IndexFunc(f.lines, func(l line) bool { return l.DueDay > e.Day })
	if keep < 0 {
		keep = len(f.lines)
	}
	gone := slices.Clone(f.lines[keep:])
	f.lines = f.lines[:keep]
	first := f.reAgedLines(e, gone)
	moved := f.stubOf(e, gone, keep, first)
	f.replaceCharges(e, gone, &fees)
	if e.Spread == SpreadNone {
		if err := f.levelLines(moved, e.Day, owed); err != nil {
			return err
		}
		last := &f.lines[moved[len(moved)-1]]
		last.emi = min(last.emi, last.Agreed.Principal+last.Agreed.Interest)
		return nil
	}
	return f.fixEqual(moved, owed, fees)
}

// moveDown lends what is unpaid of a down payment with the rest.
func (f *folding) moveDown(l *line) {
	open := l.Open().Principal
	l.Agreed.Principal -= open
	f.financed += open
	f.course.move(f.event.Day, open)
}

// owedInterest is the interest that is unpaid on the day of the event.
func (f *folding) owedInterest(e *Event) int64 {
	var sum int64
	for i := range f.lines {
		if l := &f.lines[i]; l.runs && (e.Spread == SpreadFull || l.since < e.Day || l.DueDay <= e.Day) {
			sum += l.Open().Interest
		}
	}
	return sum
}

// dropFees takes the unpaid charges off an instalment.
func (l *line) dropFees() Amounts {
	open := l.Open()
	open.Principal, open.Interest = 0, 0
	l.Agreed = l.Agreed.minus(open)
	return open
}

// reAgedLines appends the new instalments and returns the place of the first.
func (f *folding) reAgedLines(e *Event, gone []line) int {
	from := e.Day
	if len(gone) == 0 && len(f.lines) > 0 {
		from = f.lines[len(f.lines)-1].DueDay
	}
	t := f.a.Terms
	t.Every, t.Unit = e.Every, e.Unit
	first := len(f.lines)
	for n := range e.Count {
		due := t.DayAfter(e.From, n)
		l := line{Instalment: Instalment{Kind: ReAged, From: from, DueDay: due, GraceDay: due}, runs: true, since: min(from, due),
			every: e.Every, unit: e.Unit, whole: plan.Period{From: t.DayAfter(e.From, n-1), To: due, Regular: true}}
		f.lines = append(f.lines, l)
		from = due
	}
	return first
}

// stubOf puts the short instalment in front of the new ones when instalments
// went, and returns the places of the new ones. An instalment due on the day
// takes its place.
func (f *folding) stubOf(e *Event, gone []line, keep, first int) []int {
	if len(gone) > 0 {
		since := gone[0].since
		stub := line{Instalment: Instalment{Kind: Extra, From: gone[0].From, DueDay: e.Day, GraceDay: e.Day}, runs: true, closed: true,
			since: since, whole: gone[0].whole, every: gone[0].every, unit: gone[0].unit}
		next := &f.lines[first]
		for i := range gone {
			g := &gone[i]
			again := min(g.ChargedBack.Principal, g.Paid.Principal) // charged back and paid since
			stub.ChargedBack.Principal += again
			next.ChargedBack.Principal += g.ChargedBack.Principal - again
			stub.Paid = stub.Paid.plus(g.Paid)
			stub.Waived = stub.Waived.plus(g.Waived)
			stub.Refunded = stub.Refunded.plus(g.Refunded)
			stub.PaidInAdvance += g.PaidInAdvance
			stub.PaidLate += g.PaidLate
		}
		next.inside = next.ChargedBack.Principal
		stub.Agreed, stub.own = stub.Paid.plus(stub.Waived), stub.Paid.Principal-stub.ChargedBack.Principal
		if keep > 0 && f.lines[keep-1].runs && f.lines[keep-1].DueDay == e.Day {
			f.lines[keep-1].join(&stub)
		} else {
			f.lines = slices.Insert(f.lines, keep, stub)
			first++
		}
	}
	places := make([]int, e.Count)
	for n := range places {
		places[n] = first + n
	}
	return places
}

// join adds what was paid ahead to an instalment due on the same day.
func (l *line) join(stub *line) {
	l.Agreed, l.own = l.Agreed.plus(stub.Agreed), l.own+stub.own
	l.Paid, l.Waived, l.Refunded = l.Paid.plus(stub.Paid), l.Waived.plus(stub.Waived), l.Refunded.plus(stub.Refunded)
	l.ChargedBack = l.ChargedBack.plus(stub.ChargedBack)
	l.PaidInAdvance, l.PaidLate = l.PaidInAdvance+stub.PaidInAdvance, l.PaidLate+stub.PaidLate
}

// replaceCharges puts the unpaid charges of instalments that went into the
// period in which they fall due, or adds them to fees that are divided evenly.
func (f *folding) replaceCharges(e *Event, gone []line, fees *Amounts) {
	for i := range gone {
		open := gone[i].dropFees()
		if open.Sum() == 0 {
			continue
		}
		if e.Spread != SpreadNone {
			*fees = fees.plus(open)
			continue
		}
		at := f.periodOf(f.chargeDue(gone[i].DueDay))
		if at < 0 {
			at = len(f.lines) - 1
		}
		f.lines[at].Agreed = f.lines[at].Agreed.plus(open)
		for _, c := range f.charges {
			c.move(gone[i].DueDay, f.lines[at].DueDay)
		}
	}
}

// chargeDue is the first due day of the charges in the instalment due on a
// day.
func (f *folding) chargeDue(line calendar.Day) calendar.Day {
	found := line
	for _, c := range f.charges {
		for _, p := range c.places {
			if p.due == line && c.due != "" && c.due < found {
				found = c.due
			}
		}
	}
	return found
}

// move follows an instalment whose due day has changed.
func (c *charge) move(from, to calendar.Day) {
	for i := range c.places {
		if c.places[i].due == from {
			c.places[i].due = to
		}
	}
}

// fixEqual divides what is owed evenly: interest and charges by themselves,
// principal as the rest of an even whole. No more interest runs.
func (f *folding) fixEqual(places []int, interest int64, fees Amounts) error {
	left := f.financed
	for i := range f.lines {
		if l := &f.lines[i]; l.runs && l.closed {
			left -= l.own
		}
	}
	n := int64(len(places))
	left += f.lines[places[0]].inside
	each, err := f.parts(Amounts{left, interest, fees.Fee, fees.Penalty}, n)
	if err != nil {
		return err
	}
	for k, i := range places {
		l, part := &f.lines[i], each
		if k == len(places)-1 {
			part = Amounts{left, interest, fees.Fee, fees.Penalty}
		}
		left, interest = left-part.Principal, interest-part.Interest
		fees.Fee, fees.Penalty = fees.Fee-part.Fee, fees.Penalty-part.Penalty
		l.Agreed = l.Agreed.plus(part)
		part.Principal -= l.inside
		l.base, l.fixed, l.own = part, true, part.Principal
	}
	return nil
}

// parts is an even share of each part; the principal makes the sum of them an
// even share of the whole.
func (f *folding) parts(whole Amounts, n int64) (Amounts, error) {
	var each Amounts
	for _, p := range parts {
		share, err := money.MulDiv(whole.Of(p), 1, n, f.a.Terms.Rounding)
		if err != nil {
			return each, err
		}
		*each.at(p) = min(share, whole.Of(p)/max(1, n-1)) // the last one must have something left
	}
	sum, err := money.MulDiv(whole.Sum(), 1, n, f.a.Terms.Rounding)
	each.Principal = min(max(0, sum-each.Interest-each.Fee-each.Penalty), whole.Principal/max(1, n-1))
	return each, err
}
