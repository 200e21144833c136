package plan

import (
	"math/big"

	"fenming/kit/fault"
	"fenming/kit/money"
)

// annuity divides financed into equal instalments of principal and interest on
// the falling balance; the last instalment closes it. Under Level, when the
// last instalment is off by more than half a minor unit per period, the
// difference is spread over the periods and the schedule tried again, at most
// three times, as long as the last instalment comes closer. Periods that pay
// no principal stand before and pay their interest; the balloon stands aside.
func (t Terms) annuity(best []part, financed, balloon int64, periods []period) ([]part, error) {
	emi, err := t.instalment(financed, balloon, periods[t.PrincipalGrace:])
	if err != nil {
		return nil, err
	}
	if err := t.fall(best, financed, balloon, emi, periods); err != nil || t.Adjust != Level {
		return best, err
	}
	n := int64(len(periods) - t.PrincipalGrace)
	var tried []part
	for range 3 {
		gap := lastDue(best) - balloon - emi
		if distance(gap) <= n/2 {
			break
		}
		shift, err := money.MulDiv(gap, 1, n, t.Rounding)
		if err != nil {
			return nil, err
		}
		next, err := toStep(emi+shift, t.Step, t.Rounding)
		if err != nil {
			return nil, err
		}
		if tried == nil {
			tried = make([]part, len(periods))
		}
		if err := t.fall(tried, financed, balloon, next, periods); err != nil {
			return nil, err
		}
		if distance(lastDue(tried)-balloon-next) >= distance(gap) {
			break
		}
		emi, best, tried = next, tried, best
	}
	return best, nil
}

func lastDue(list []part) int64 { p := list[len(list)-1]; return p.principal + p.interest }

func distance(n int64) int64 { return max(n, -n) }

// fall pays emi in each period, interest first, and what remains in the last.
func (t Terms) fall(list []part, financed, balloon, emi int64, periods []period) error {
	balance := financed
	for i, p := range periods {
		interest, err := t.interest(balance, p)
		if err != nil {
			return err
		}
		principal := t.principal(i, emi-interest, balance, balloon)
		list[i] = part{principal, interest}
		balance -= principal
	}
	return nil
}

// principal is what instalment i of an equal sum leaves for the principal:
// nothing within the grace, never of the balloon, and everything in the last.
func (t Terms) principal(i int, leaves, balance, balloon int64) int64 {
	switch {
	case i == t.Periods-1:
		return balance
	case i < t.PrincipalGrace:
		return 0
	}
	return min(max(leaves, 0), balance-balloon)
}

// flat charges interest on the financed amount in every period and divides the
// sum of both evenly; the last instalment closes the balance.
func (t Terms) flat(list []part, financed, balloon int64, periods []period) error {
	total := financed - balloon
	if err := t.flatInterest(list, financed, periods); err != nil {
		return err
	}
	for _, p := range list[t.PrincipalGrace:] {
		if total += p.interest; total > maxAmount*1000 {
			return fault.Invalid(wordTooLarge)
		}
	}
	emi, err := money.MulDiv(total, 1, int64(len(periods)-t.PrincipalGrace), t.Rounding)
	if err != nil {
		return err
	}
	if emi, err = toStep(emi, t.Step, t.Rounding); err != nil {
		return err
	}
	balance := financed
	for i := range list {
		list[i].principal = t.principal(i, emi-list[i].interest, balance, balloon)
		balance -= list[i].principal
	}
	return nil
}

// flatInterest charges each period on the financed amount, rounded for itself
// or, under WholeTerm, as an even part of the whole.
func (t Terms) flatInterest(list []part, financed int64, periods []period) error {
	if t.Adjust != WholeTerm {
		for i, p := range periods {
			var err error
			if list[i].interest, err = t.interest(financed, p); err != nil {
				return err
			}
		}
		return nil
	}
	whole := new(big.Rat)
	for _, p := range periods[t.InterestFree:] {
		r, err := t.periodRate(p)
		if err != nil {
			return err
		}
		whole.Add(whole, big.NewRat(r.Num, r.Den))
	}
	whole.Mul(whole, big.NewRat(financed, 1))
	rest, fits := quo(whole.Num(), whole.Denom(), t.Rounding)
	if !fits || rest > maxAmount*1000 {
		return fault.Invalid(wordTooLarge)
	}
	bearing := list[t.InterestFree:]
	each, err := money.MulDiv(rest, 1, int64(len(bearing)), t.Rounding)
	if err != nil {
		return err
	}
	for i := range bearing {
		bearing[i].interest = min(each, rest)
		if i == len(bearing)-1 {
			bearing[i].interest = rest
		}
		rest -= bearing[i].interest
	}
	return nil
}

// toStep rounds an amount to a multiple of step, unless nothing would remain
// of it.
func toStep(amount, step int64, mode money.Rounding) (int64, error) {
	if step <= 1 {
		return amount, nil
	}
	n, err := money.MulDiv(amount, 1, step, mode)
	if err != nil || n <= 0 {
		return amount, err
	}
	return n * step, nil
}

// scale is the one of the fixed-point numbers in this file: 36 decimals.
var scale = new(big.Int).Exp(big.NewInt(10), big.NewInt(36), nil)

// instalment is the equal instalment (P·Π(1+rᵢ) − B) ÷ F, where B is the
// balloon, rᵢ the interest rate of period i and F the end value of payments of
// 1: F₁ = 1, Fᵢ = 1 + Fᵢ₋₁·(1+rᵢ). With equal periods and no balloon that is
// the usual annuity P·r·(1+r)ⁿ ÷ ((1+r)ⁿ−1); the recurrence also serves uneven
// ones.
func (t Terms) instalment(financed, balloon int64, periods []period) (int64, error) {
	growth, payments, wide := new(big.Int).Set(scale), new(big.Int), new(big.Int)
	var factor *big.Int
	var known Ratio
	for i, p := range periods {
		rate, err := t.periodRate(p)
		if err != nil {
			return 0, err
		}
		if factor == nil || rate != known {
			factor, known = onePlus(rate), rate
		}
		growth.Quo(wide.Mul(growth, factor), scale)
		if i > 0 {
			payments.Quo(wide.Mul(payments, factor), scale)
		}
		payments.Add(payments, scale)
	}
	growth.Mul(growth, big.NewInt(financed))
	growth.Sub(growth, new(big.Int).Mul(scale, big.NewInt(balloon)))
	emi, fits := quo(growth, payments, t.Rounding)
	if !fits || emi > maxAmount*1000 {
		return 0, fault.Invalid(wordTooLarge)
	}
	return toStep(emi, t.Step, t.Rounding)
}

// onePlus is 1 + a rate, at scale.
func onePlus(rate Ratio) *big.Int {
	r := new(big.Int).Mul(big.NewInt(rate.Num), scale)
	return r.Add(r.Quo(r, big.NewInt(rate.Den)), scale)
}

// quo divides two positive numbers and rounds once; false when the quotient
// exceeds an int64.
func quo(a, b *big.Int, mode money.Rounding) (int64, bool) {
	q, rest := new(big.Int).QuoRem(a, b, new(big.Int))
	up := false
	switch half := rest.Lsh(rest, 1).Cmp(b); {
	case rest.Sign() == 0:
	case mode == money.Ceil || mode != money.Floor && half > 0:
		up = true
	case half == 0:
		up = mode == money.HalfUp || mode == money.HalfEven && q.Bit(0) == 1
	}
	if up {
		q.Add(q, big.NewInt(1))
	}
	return q.Int64(), q.IsInt64()
}
