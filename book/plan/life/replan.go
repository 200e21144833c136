package life

import (
	"cmp"
	"math/big"
	"slices"

	"fenming/book/plan"
	"fenming/kit/calendar"
)

// replan applies an event that changes the schedule. It does nothing to a
// contract that has ended, and to one whose instalments were given only what
// needs no terms.
func (f *folding) replan(e *Event) error {
	if f.ended() {
		return nil
	}
	var err error
	switch {
	case e.Kind == ChargeOff:
		err = f.chargeOff(e)
	case f.course == nil && e.Kind == ReAge:
		f.reAgeSigned(e)
	case e.Kind == Terminate:
		f.accelerate(e.Day)
	case f.course == nil:
		return nil
	case e.Kind == NewRate:
		err = f.newRate(e)
	case e.Kind == InterestPause:
		// A night counts for the day it ends on.
		f.course.pauses = append(f.course.pauses, span{e.From.AddDays(-1), e.To.AddDays(-1)})
	case e.Kind == MoveDue:
		f.moveDue(e)
	case e.Kind == Extend:
		err = f.extend(e)
	case e.Kind == ReAmortise:
		err = f.spreadOverdue(e)
	case e.Kind == ReAge:
		err = f.reAge(e)
	}
	if err != nil {
		return err
	}
	return f.settle()
}

// newRate lets interest run at another rate and levels the instalments that
// fall due from then on.
func (f *folding) newRate(e *Event) error {
	from := e.From.AddDays(-1)
	f.course.rates = append(f.course.rates, rateFrom{from, e.Rate})
	slices.SortStableFunc(f.course.rates, func(a, b rateFrom) int { return a.day.Compare(b.day) })
	return f.level(from)
}

// moveDue moves the instalment that is due on a day, or next behind it, and
// the later ones by whole periods from it.
func (f *folding) moveDue(e *Event) {
	from, anchor, n := calendar.Day(""), e.To, 0
	for i := range f.lines {
		l := &f.lines[i]
		if !l.runs || l.DueDay < e.From {
			continue
		}
		t := f.termsOf(l)
		l.DueDay = t.DayAfter(anchor, n)
		l.GraceDay = l.DueDay
		if from != "" {
			l.From, l.since = from, from
			l.whole = plan.Period{From: from, To: l.DueDay, Regular: true}
		}
		from = l.DueDay
		n++
	}
	if f.a.Anew { // down payments still to come stay where they are
		slices.SortStableFunc(f.lines, func(a, b line) int {
			if a.DueDay != b.DueDay {
				return cmp.Compare(a.DueDay, b.DueDay)
			}
			return cmp.Compare(a.rank(), b.rank())
		})
	}
}

// rank puts a down payment before what else is due on its day.
func (l *line) rank() int {
	if l.Kind == DownPayment {
		return 0
	}
	return 1
}

// extend adds instalments behind the last and levels those from a day on.
func (f *folding) extend(e *Event) error {
	f.append(e.Count)
	return f.level(e.From.AddDays(-1))
}

// append adds instalments behind the last that follows the course.
func (f *folding) append(n int) {
	last := f.lastRunning()
	for range n {
		l := f.lines[last]
		t := f.termsOf(&l)
		due := t.DayAfter(l.DueDay, 1)
		last++
		f.lines = slices.Insert(f.lines, last, line{Instalment: Instalment{Kind: Regular, From: l.DueDay, DueDay: due, GraceDay: due},
			runs: true, since: l.DueDay, whole: plan.Period{From: l.DueDay, To: due, Regular: true}, every: l.every, unit: l.unit})
	}
}

// chargeOff gives a claim up in the books; what is owed stays owed.
func (f *folding) chargeOff(e *Event) error {
	if f.status == StatusActive {
		f.status = StatusChargedOff
	}
	switch {
	case f.a.ChargeOff == ZeroInterest && f.course != nil:
		f.course.end = e.Day
	case f.a.ChargeOff == Accelerate:
		f.accelerate(e.Day)
	}
	return nil
}

// accelerate makes everything due on a day: interest runs up to it, the
// instalment in whose period it falls takes the principal and the charges of
// the later ones.
func (f *folding) accelerate(day calendar.Day) {
	at := slices.IndexFunc(f.lines, func(l line) bool {
		return l.DueDay >= day && l.Kind != DownPayment && l.runs == (f.course != nil)
	})
	if at < 0 {
		return
	}
	kept, rest := f.lines[:at+1], slices.Clone(f.lines[at+1:])
	l := &kept[at]
	for i := range rest {
		gone := &rest[i]
		if gone.Kind == DownPayment {
			kept = append(kept, *gone)
			l = &kept[at]
			continue
		}
		l.takeOver(gone)
		l.base = l.base.plus(gone.base)
		if !l.runs {
			l.Agreed.Principal += gone.Agreed.Principal
			l.Agreed.Interest += gone.Agreed.Interest
		}
	}
	f.lines = kept
	l.DueDay, l.GraceDay = day, day
	l.closed = false
	if f.course != nil {
		f.course.end = day
	}
}

// takeOver moves to an instalment what was paid on, charged to and charged back
// into one that goes.
func (l *line) takeOver(gone *line) {
	l.Paid = l.Paid.plus(gone.Paid)
	l.Waived = l.Waived.plus(gone.Waived)
	l.Refunded = l.Refunded.plus(gone.Refunded)
	l.ChargedBack = l.ChargedBack.plus(gone.ChargedBack)
	l.PaidInAdvance += gone.PaidInAdvance
	l.PaidLate += gone.PaidLate
	l.Agreed.Fee += gone.Agreed.Fee
	l.Agreed.Penalty += gone.Agreed.Penalty
}

// freeze leaves of an instalment what was met of its principal and interest.
func (f *folding) freeze(l *line) {
	l.closed, l.own = true, l.Paid.Principal-l.ChargedBack.Principal
	l.Agreed.Principal = l.Paid.Principal
	l.Agreed.Interest = l.Paid.Interest + l.Waived.Interest
}

// spreadOverdue moves the unpaid principal and interest of what is overdue to
// the instalments to come and levels them.
func (f *folding) spreadOverdue(e *Event) error {
	to := f.toCome(e.Day)
	if len(to) == 0 {
		return nil
	}
	interest := new(big.Int)
	var rounded int64
	for i := range f.lines {
		l := &f.lines[i]
		if !l.runs || l.DueDay > e.Day || l.Open().Sum() == 0 {
			continue
		}
		rounded += l.Open().Interest
		met := l.Agreed.Interest - l.Open().Interest
		interest.Add(interest, new(big.Int).Sub(&l.exact, new(big.Int).Mul(fine, big.NewInt(met))))
		l.dropped = e.Spread != SpreadNone
		f.freeze(l)
	}
	if e.Spread == SpreadNone {
		return f.levelLines(to, e.Day, rounded)
	}
	interest.Quo(interest, big.NewInt(int64(len(to))))
	for _, i := range to {
		f.lines[i].spread.Add(&f.lines[i].spread, interest)
	}
	return f.levelLines(to, e.Day, 0)
}

// toCome are the running instalments due behind a day that are not paid off.
func (f *folding) toCome(day calendar.Day) []int {
	var places []int
	for i := range f.lines {
		if l := &f.lines[i]; l.runs && l.DueDay > day && !l.closed {
			places = append(places, i)
		}
	}
	return places
}
