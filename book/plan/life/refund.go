package life

import (
	"slices"

	"fenming/kit/calendar"
	"fenming/kit/money"
)

// merchantRefund gives back part of the price by Agreement.Refund.
func (f *folding) merchantRefund() error {
	if f.a.Refund != RefundReduces || f.status == StatusWrittenOff {
		return f.refundPays(MerchantRefund)
	}
	if err := f.walk(f.asOf, false); err != nil {
		return err
	}
	rest := f.event.Amount
	for i := len(f.lines) - 1; i >= 0; i-- {
		rest -= f.takeBack(i, rest)
	}
	if !f.running() {
		f.reduce()
	}
	f.givenBack += f.event.Amount
	f.owe(rest)
	if f.givenBack >= f.lent {
		f.cancel()
	}
	for i := range f.lines {
		f.met(i)
	}
	return nil
}

// takeBack takes a refund off the open principal of an instalment: of what was
// lent, then of what was charged back into it.
func (f *folding) takeBack(i int, most int64) int64 {
	l := &f.lines[i]
	lent := l.base.Principal - l.Refunded.Principal
	if l.runs {
		lent = l.own - l.ownPaid()
	}
	open := min(most, l.Open().Principal)
	lent = min(open, max(0, lent))
	back := min(open-lent, l.ChargedBack.Principal)
	if lent+back <= 0 {
		return 0
	}
	l.Agreed.Principal -= lent + back
	l.Refunded.Principal += lent
	l.ChargedBack.Principal -= back
	l.inside = min(l.inside, l.ChargedBack.Principal)
	f.refunded += lent
	if l.runs {
		f.financed -= lent
		l.own -= lent
		if f.running() {
			f.course.move(f.event.Day, -lent-back)
		}
	}
	e := f.effect()
	e.Portions = append(e.Portions, Portion{No: f.number(i), Part: PartPrincipal, Amount: lent + back})
	return lent + back
}

// refundPays allocates a refund like a payment, and by the rule for it the
// interest that would not have run had the amount never been lent.
func (f *folding) refundPays(k Kind) error {
	var interest int64
	if f.running() && slices.Contains(f.a.RefundInterest, k) {
		all, err := f.interestUntil(f.event.Day, 0)
		if err != nil {
			return err
		}
		without, err := f.interestUntil(f.event.Day, f.event.Amount)
		if err != nil {
			return err
		}
		interest = all - without
	}
	f.pay(k, f.event.Amount)
	if interest > 0 {
		if err := f.walk(f.event.Day, true); err != nil {
			return err
		}
		f.pay(InterestRefund, interest)
	}
	return nil
}

// interestUntil is the interest that has run up to a day, on the balance less
// an amount.
func (f *folding) interestUntil(day calendar.Day, less int64) (int64, error) {
	for i := range f.lines {
		l := &f.lines[i]
		if !l.runs || l.since >= day {
			continue
		}
		if err := f.course.interest(f.termsOf(l), l.whole, l.since, min(day, l.DueDay), less); err != nil {
			return 0, err
		}
	}
	return f.course.take(f.a.Terms.Rounding), nil
}

// reduce takes off the interest and fees that refunds made undue: the fee of
// an instalment falls with its own principal, interest with all the principal
// from it on, since it runs on what is really outstanding. What fell due or
// was paid before stays. The rest below a minor unit favours the customer.
func (f *folding) reduce() {
	var agreed, left int64
	for i := range f.lines {
		agreed += f.lines[i].base.Principal
		left += f.lines[i].base.Principal - f.lines[i].Refunded.Principal
	}
	for i := range f.lines {
		l := &f.lines[i]
		principal, remains := l.base.Principal, l.base.Principal-l.Refunded.Principal
		if l.DueDay > f.event.Day {
			f.lower(l, PartInterest, share(l.base.Interest, left, agreed))
			if principal > 0 {
				f.lower(l, PartFee, share(l.base.Fee, remains, principal))
			}
		}
		agreed -= principal
		left -= remains
	}
}

// lower brings what was signed of a part down to an amount, as far as nothing
// has met it yet.
func (f *folding) lower(l *line, p Part, to int64) {
	open := l.Open()
	n := min(l.base.Of(p)-l.Refunded.Of(p)-to, open.Of(p))
	if n > 0 {
		*l.Agreed.at(p) -= n
		*l.Refunded.at(p) += n
	}
}

// share is amount × part ÷ whole, rounded down.
func share(amount, part, whole int64) int64 {
	if whole <= 0 || part <= 0 {
		return 0
	}
	n, err := money.MulDiv(amount, part, whole, money.Floor)
	if err != nil {
		return amount
	}
	return n
}

// cancel ends a contract whose whole price was given back: what is open of it
// is let off, penalties that were paid are owed to the customer.
func (f *folding) cancel() {
	for i := range f.lines {
		l := &f.lines[i]
		l.Waived = l.Waived.plus(l.Open())
		back := l.Paid.Penalty
		l.Paid.Penalty -= back
		l.Waived.Penalty += back
		f.owe(back)
	}
	f.status = StatusCancelled
}
