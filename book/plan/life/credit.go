package life

import "fenming/kit/calendar"

// chargeBack makes due again what a payment had paid, in the instalment in
// whose period it falls. The parts follow Agreement.Credit as far as the
// payment had paid them; without that list, and what is left, is principal.
// Where enough is owed to the customer, that is taken instead. Of a payment
// that does not stand nothing can be charged back.
func (f *folding) chargeBack(e *Event) {
	payment, stands := f.effectOf[e.Of]
	if e.Of != "" && !stands {
		return
	}
	if f.overpaid >= e.Amount {
		f.owe(-e.Amount)
		return
	}
	rest, paid := e.Amount, map[Part]int64{}
	if e.Of != "" {
		for _, p := range f.effects[payment].Portions {
			paid[p.Part] += p.Amount
		}
	}
	at := f.creditPlace(e.Day)
	for _, p := range f.a.Credit {
		n := min(rest, paid[p])
		f.credit(at, p, n)
		rest -= n
	}
	f.credit(at, PartPrincipal, rest)
	f.useOverpaid()
	if f.status == StatusWrittenOff {
		f.writeOff()
	}
}

// creditPlace is the instalment that takes what is due again on a day: the
// next one to fall due; on the last due day and behind it the last, or an
// extra one.
func (f *folding) creditPlace(day calendar.Day) int {
	for i := range f.lines {
		if f.lines[i].Kind != DownPayment && day < f.lines[i].DueDay {
			return i
		}
	}
	if last := len(f.lines) - 1; f.lines[last].DueDay == day {
		return last
	}
	return f.extra(day)
}

// useOverpaid pays what is open with what is owed to the customer, where the
// agreement says that it is not kept for him.
func (f *folding) useOverpaid() {
	if f.a.ApplyOverpaid {
		f.applyOverpaid()
	}
}

// applyOverpaid allocates what is owed to the customer like a payment.
func (f *folding) applyOverpaid() {
	amount := f.overpaid
	if amount <= 0 || f.status == StatusWrittenOff {
		return
	}
	f.owe(f.allocate(f.rule(""), amount) - amount)
}

// credit adds to an instalment what was paid and is due again.
func (f *folding) credit(at int, p Part, amount int64) {
	if amount <= 0 {
		return
	}
	l := &f.lines[at]
	*l.Agreed.at(p) += amount
	*l.ChargedBack.at(p) += amount
	if p == PartPrincipal && l.runs && f.running() {
		f.course.move(f.event.Day, amount)
	}
	f.met(at)
	e := f.effect()
	e.Portions = append(e.Portions, Portion{No: f.number(at), Part: p, Amount: -amount})
}

// creditRefund pays out what is owed to the customer; what is paid beyond that
// was lent to him and is due at once.
func (f *folding) creditRefund(amount int64) {
	n := min(amount, f.overpaid)
	f.owe(-n)
	if rest := amount - n; rest > 0 {
		f.credit(f.creditPlace(f.event.Day), PartPrincipal, rest)
		if f.status == StatusWrittenOff {
			f.writeOff()
		}
	}
}

// writeOff gives up what is open; what still comes in is a recovery. Where an
// early settlement would not ask for interest and fees still to come, nothing
// of them is lost either: they fall away.
func (f *folding) writeOff() {
	for i := range f.lines {
		l := &f.lines[i]
		if open := l.Open(); f.a.Settle == SettleUsed && l.DueDay > f.event.Day {
			f.letOff(i, PartInterest, open.Interest)
			f.letOff(i, PartFee, open.Fee)
		}
		l.WrittenOff = l.WrittenOff.plus(l.Open())
		f.met(i)
	}
	f.status = StatusWrittenOff
}
