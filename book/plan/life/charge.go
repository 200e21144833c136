package life

import (
	"fenming/kit/calendar"
	"fenming/kit/money"
)

// charge is a fee or penalty and where it stands.
type charge struct {
	part   Part
	due    calendar.Day
	places []place
}

// place is the share of a charge in one instalment.
type place struct {
	due    calendar.Day // of the instalment
	amount int64
}

// charge adds a fee or penalty to the instalment in whose period it falls due,
// or to an extra one behind the last. A contract that was given up or
// cancelled bears none.
func (f *folding) charge(e *Event) {
	f.charges[e.ID] = &charge{part: e.Part, due: e.Due}
	if f.ended() {
		return
	}
	at := f.periodOf(e.Due)
	if at < 0 {
		at = f.extra(e.Due)
	}
	f.addCharge(e, at, e.Amount)
	f.useOverpaid()
}

func (f *folding) addCharge(e *Event, at int, amount int64) {
	l := &f.lines[at]
	*l.Agreed.at(e.Part) += amount
	c := f.charges[e.ID]
	c.places = append(c.places, place{l.DueDay, amount})
	f.met(at)
}

// chargeEach adds a fee to every regular instalment from here on.
func (f *folding) chargeEach(e *Event) error {
	f.each = append(f.each, e.Each)
	f.charges[e.ID] = &charge{part: e.Each.Part}
	if f.ended() {
		return nil
	}
	return f.refreshEach()
}

// refreshEach computes the fees of each instalment anew after the schedule or
// the list of fees changed.
func (f *folding) refreshEach() error {
	if len(f.each) == 0 {
		return nil
	}
	for i := range f.lines {
		l := &f.lines[i]
		if l.Kind != Regular {
			continue
		}
		var now Amounts
		of := l.base
		if l.runs {
			of = Amounts{Principal: l.own, Interest: l.Agreed.Interest - l.ChargedBack.Interest}
		}
		for _, e := range f.each {
			fee, err := money.MulDiv(of.sumOf(e.Of), e.Share, 1_000_000, f.a.Terms.Rounding)
			if err != nil {
				return err
			}
			*now.at(e.Part) += fee + e.Amount
		}
		l.Agreed = l.Agreed.plus(now).minus(l.each)
		open := l.Open()
		for _, p := range []Part{PartFee, PartPenalty} {
			if short := -open.Of(p); short > 0 { // it was paid before it became less
				*l.Agreed.at(p) += short
				*now.at(p) += short
			}
		}
		l.each = now
		f.met(i)
	}
	return nil
}

// ended says that nothing more can fall due.
func (f *folding) ended() bool { return f.status == StatusWrittenOff || f.status == StatusCancelled }

// periodOf is the instalment in whose period a day falls: behind its first day
// up to its due day, the first one with its first day; −1 behind the last. A
// down payment has no period.
func (f *folding) periodOf(day calendar.Day) int {
	for i := range f.lines {
		if l := &f.lines[i]; l.Kind != DownPayment && !l.moved && day <= l.DueDay {
			return i
		}
	}
	return -1
}

// extra is an instalment behind the last one, due on a day.
func (f *folding) extra(day calendar.Day) int {
	last := len(f.lines) - 1
	if f.lines[last].Kind == Extra {
		f.lines[last].DueDay, f.lines[last].GraceDay = day, day
		return last
	}
	f.lines = append(f.lines, line{Instalment: Instalment{Kind: Extra, From: f.lines[last].DueDay, DueDay: day, GraceDay: day}})
	return last + 1
}

// waiveCharge lets off what is open of a charge.
func (f *folding) waiveCharge(e *Event) {
	c, stands := f.charges[e.Of]
	if !stands {
		return
	}
	for _, p := range c.places {
		if at := f.lineDue(p.due); at >= 0 {
			open := f.lines[at].Open()
			f.letOff(at, c.part, min(p.amount, open.Of(c.part)))
		}
	}
}

// lineDue is the last instalment due on a day, −1 without one.
func (f *folding) lineDue(day calendar.Day) int {
	for i := len(f.lines) - 1; i >= 0; i-- {
		if f.lines[i].DueDay == day {
			return i
		}
	}
	return -1
}

// letOff waives part of an instalment.
func (f *folding) letOff(at int, p Part, amount int64) {
	if amount <= 0 {
		return
	}
	*f.lines[at].Waived.at(p) += amount
	f.met(at)
	e := f.effect()
	e.Portions = append(e.Portions, Portion{No: f.number(at), Part: p, Amount: amount})
}

// waive lets off what the event names of one instalment, at most what is open.
func (f *folding) waive(e *Event) {
	for i := range f.lines {
		if f.number(i) != e.No {
			continue
		}
		open := f.lines[i].Open()
		for _, p := range parts {
			f.letOff(i, p, min(e.Waived.Of(p), open.Of(p)))
		}
	}
}

// adjustCharge gives back part of a charge: it pays the charge first and then
// by the rule of its kind.
func (f *folding) adjustCharge(e *Event) {
	c, stands := f.charges[e.Of]
	if !stands {
		f.pay(AdjustCharge, e.Amount)
		return
	}
	rest := e.Amount
	for _, p := range c.places {
		at := f.lineDue(p.due)
		if at < 0 {
			continue
		}
		open := f.lines[at].Open()
		if n := min(rest, p.amount, open.Of(c.part)); n > 0 {
			f.give(at, c.part, n, "")
			rest -= n
		}
	}
	f.pay(AdjustCharge, rest)
}
