package plan

import (
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// The three kinds of grace count periods from the first and leave the number
// of periods as it is. While PrincipalGrace lasts an instalment is its interest
// alone, and the periods behind it divide the principal as the kind says. While
// InterestGrace lasts the interest is put off: it falls due with the first
// instalment behind it and bears none itself; it cannot outlast the grace of
// the principal, or an instalment would pay principal before older interest.
// InterestFree periods bear no interest at all. Fees fall due as ever.

// checkGrace refuses grace that leaves nobody to pay, and a balloon without
// sense.
func (t Terms) checkGrace() []*fault.Fault {
	var faults []*fault.Fault
	if most := max(t.Periods-1, 0); t.PrincipalGrace < 0 || t.PrincipalGrace > most {
		faults = append(faults, fault.Invalid(wordPrincipalGrace, words.Args{"max": most}).At("/principal_grace"))
	}
	if most := max(t.PrincipalGrace, 0); t.InterestGrace < 0 || t.InterestGrace > most {
		faults = append(faults, fault.Invalid(wordInterestGrace, words.Args{"max": most}).At("/interest_grace"))
	}
	if f := within(t.InterestFree, 0, max(t.Periods-1, 0), "/interest_free"); f != nil {
		faults = append(faults, f)
	}
	if none := t.Kind == FlatFee || t.Kind == InterestFree; none && t.InterestGrace > 0 {
		faults = append(faults, fault.Invalid(wordNoInterest, words.Args{"kind": t.Kind}).At("/interest_grace"))
	} else if none && t.InterestFree > 0 {
		faults = append(faults, fault.Invalid(wordNoInterest, words.Args{"kind": t.Kind}).At("/interest_free"))
	}
	b := t.Balloon
	if b.Amount < 0 || b.Amount > maxAmount || b.Share < 0 || b.Share >= 1_000_000 || (b.Amount > 0 && b.Share > 0) ||
		(t.Kind == Deferred && b != (Balloon{})) {
		faults = append(faults, fault.Invalid(wordBalloon).At("/balloon"))
	}
	return faults
}

// balloon is the balloon of the financed amount.
func (t Terms) balloon(financed int64) (int64, error) {
	b := t.Balloon.Amount
	if t.Balloon.Share > 0 {
		var err error
		if b, err = money.MulDiv(financed, t.Balloon.Share, 1_000_000, t.Rounding); err != nil {
			return 0, err
		}
	}
	if b > 0 && b >= financed {
		return 0, fault.Invalid(wordBalloon).At("/balloon")
	}
	return b, nil
}

// postpone moves the interest of the first InterestGrace instalments into the
// one behind them.
func (t Terms) postpone(list []part) []part {
	for i := range t.InterestGrace {
		list[t.InterestGrace].interest += list[i].interest
		list[i].interest = 0
	}
	return list
}
