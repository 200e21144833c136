package life

import (
	"fenming/book/plan"
	"fenming/kit/calendar"
)

// running says that interest follows what is really outstanding.
func (f *folding) running() bool {
	return f.course != nil && f.a.Interest == InterestRunning && !f.ended()
}

// walk computes principal and interest of the instalments as they stand on a
// day. With payable, an instalment that is still to come asks for the interest
// of the days so far only: that is what paying it on the day costs.
func (f *folding) walk(day calendar.Day, payable bool) error {
	if f.course == nil || f.ended() {
		return nil
	}
	w := walking{f: f, day: day, payable: payable}
	return w.all()
}

// all walks over the instalments.
func (w *walking) all() error {
	f := w.f
	w.left, w.last = f.financed, -1
	if f.lastRunning() < 0 {
		return nil
	}
	for i := range f.lines {
		if l := &f.lines[i]; l.runs {
			w.later += l.ownPaid()
			if !l.closed {
				w.last = i
			}
		}
	}
	w.open = w.left - w.later
	if w.last < 0 && w.open != 0 {
		w.last = f.lastRunning() // it was paid off, and more was lent since
		f.lines[w.last].closed = false
	}
	for i := range f.lines {
		if f.lines[i].runs {
			if err := w.line(i); err != nil {
				return err
			}
		}
	}
	return nil
}

// walking is the state of a walk from line to line.
type walking struct {
	f       *folding
	day     calendar.Day
	payable bool
	calm    bool  // what is overdue counts as paid when it fell due
	left    int64 // principal not yet given to an instalment
	open    int64 // principal not yet paid
	later   int64 // paid on the instalments behind
	last    int   // the instalment that takes the rest
	carried int64 // interest that did not fit into the instalments before
	fallen  int64 // principal that the schedule takes off the balance
}

// ownPaid is the least principal that the schedule has to ask for because it
// was paid, without what was charged back into the instalment.
func (l *line) ownPaid() int64 {
	if l.closed {
		return l.own
	}
	return max(0, l.Paid.Principal-l.ChargedBack.Principal)
}

func (w *walking) line(i int) error {
	l := &w.f.lines[i]
	c, mode := w.f.course, w.f.a.Terms.Rounding
	if err := w.interest(l); err != nil {
		return err
	}
	c.sum.Add(&c.sum, &l.spread)
	l.exact.Set(&c.sum)
	interest := c.take(mode) + w.carried
	w.later -= l.ownPaid()
	due, own := w.divide(i, interest)
	w.carried = interest - due
	if l.dropped {
		w.carried = 0
	}
	w.left -= own
	l.own = own
	l.Agreed.Interest = due + l.ChargedBack.Interest
	l.Agreed.Principal = own + l.ChargedBack.Principal
	w.fallen += l.Agreed.Principal
	if w.f.running() {
		w.fallen -= l.Paid.Principal
	}
	return nil
}

// divide says how much interest and principal an instalment asks for.
func (w *walking) divide(i int, interest int64) (due, own int64) {
	l := &w.f.lines[i]
	met := max(0, l.Paid.Interest+l.Waived.Interest+l.WrittenOff.Interest-l.ChargedBack.Interest)
	paid, available := l.ownPaid(), w.left-w.later
	switch {
	case l.closed:
		return l.Paid.Interest + l.Waived.Interest + l.WrittenOff.Interest - l.ChargedBack.Interest, paid
	case l.fixed && i == w.last:
		return max(l.base.Interest, met), available
	case l.fixed:
		return max(l.base.Interest, met), max(min(max(l.base.Principal, paid), available), 0)
	case i == w.last && (!w.payable || l.DueDay <= w.day):
		return max(interest, met), available
	}
	if l.emi > 0 || w.f.a.Terms.Kind == plan.EqualInstalment {
		due = max(min(interest, l.emi), met)
		if paid > l.emi-due-l.inside && i != w.last {
			due = met // it was paid ahead; its interest moves on
		}
		own = max(l.emi-due-l.inside, paid)
	} else {
		due, own = max(interest, met), max(l.base.Principal, paid)
	}
	if w.payable && l.DueDay > w.day {
		own = min(own, paid+w.open)
		if i == w.last {
			own = max(own, available)
		}
		return due, own
	}
	return due, max(min(own, available), 0)
}

// lastRunning is the last instalment that follows the course.
func (f *folding) lastRunning() int {
	for i := len(f.lines) - 1; i >= 0; i-- {
		if f.lines[i].runs {
			return i
		}
	}
	return -1
}

// interest sums that of an instalment's period up to its due day, or to the
// day of the walk.
func (w *walking) interest(l *line) error {
	c, t, p := w.f.course, w.f.termsOf(l), l.whole
	actual, less := l.since, int64(0)
	if w.f.running() {
		actual = min(max(w.until(l), l.since), l.DueDay)
	}
	if w.f.a.Overdue == OverdueFree || w.calm {
		less = w.fallen
	}
	if err := c.interest(t, p, l.since, actual, less); err != nil {
		return err
	}
	if actual < l.DueDay && (!w.payable || w.f.a.Interest != InterestRunning) {
		return c.interest(t, p, actual, l.DueDay, w.fallen)
	}
	return nil
}

// until is the day up to which interest runs on what is really outstanding.
func (w *walking) until(l *line) calendar.Day {
	whole := w.f.a.Overdue == OverduePeriod || w.payable && w.f.a.WholePeriod
	if whole && l.since < w.day && w.day < l.DueDay {
		return l.DueDay
	}
	return w.day
}

// principalOpen is the principal that is not paid yet, of the instalments that
// bear interest and of what was charged back into them.
func (f *folding) principalOpen() int64 {
	open := f.financed
	for i := range f.lines {
		if l := &f.lines[i]; l.runs {
			open += l.ChargedBack.Principal - l.Paid.Principal
		}
	}
	return open
}

// payable is the most principal that an instalment can take: what was charged
// back into it and is unpaid, and what the whole contract still owes of what
// was lent.
func (f *folding) payable(l *line) int64 {
	most := max(0, l.ChargedBack.Principal-l.Paid.Principal) + f.financed
	for i := range f.lines {
		if o := &f.lines[i]; o.runs {
			most -= o.ownPaid()
		}
	}
	return max(0, most)
}

// settle brings the instalments up to the day and notes which are met.
func (f *folding) settle() error {
	if err := f.walk(f.asOf, false); err != nil {
		return err
	}
	for i := range f.lines {
		f.met(i)
	}
	return nil
}
