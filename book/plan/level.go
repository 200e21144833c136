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
// three times, as long as the last instalment comes closer.
func (t Terms) annuity(financed int64, periods []period) ([]part, error) {
	emi, err := t.instalment(financed, periods)
	if err != nil {
		return nil, err
	}
	best, err := t.fall(financed, emi, periods)
	if err != nil || t.Adjust != Level {
		return best, err
	}
	n := int64(len(periods))
	for range 3 {
		gap := lastDue(best) - emi
		if distance(gap) <= n/2 {
			break
		}
		shift, err := money.MulDiv(gap, 1, n, t.Rounding)
		if err != nil {
			return nil, err
		}
		next, err := t.toStep(emi + shift)
		if err != nil {
			return nil, err
		}
		tried, err := t.fall(financed, next, periods)
		if err != nil {
			return nil, err
		}
		if distance(lastDue(tried)-next) >= distance(gap) {
			break
		}
		emi, best = next, tried
	}
	return best, nil
}

func lastDue(list []part) int64 { p := list[len(list)-1]; return p.principal + p.interest }

func distance(n int64) int64 { return max(n, -n) }

// fall pays emi in each period, interest first, and what remains in the last.
func (t Terms) fall(financed, emi int64, periods []period) ([]part, error) {
	list := make([]part, len(periods))
	balance := financed
	for i, p := range periods {
		interest, err := t.interest(balance, p)
		if err != nil {
			return nil, err
		}
		principal := min(max(emi-interest, 0), balance)
		if i == len(periods)-1 {
			principal = balance
		}
		list[i] = part{principal, interest}
		balance -= principal
	}
	return list, nil
}

// flat charges interest on the financed amount in every period and divides the
// sum of both evenly; the last instalment closes the balance.
func (t Terms) flat(financed int64, periods []period) ([]part, error) {
	list := make([]part, len(periods))
	total := financed
	for i, p := range periods {
		interest, err := t.interest(financed, p)
		if err != nil {
			return nil, err
		}
		list[i].interest = interest
		if total += interest; total > maxAmount*1000 {
			return nil, fault.Invalid(wordTooLarge)
		}
	}
	emi, err := money.MulDiv(total, 1, int64(len(periods)), t.Rounding)
	if err != nil {
		return nil, err
	}
	if emi, err = t.toStep(emi); err != nil {
		return nil, err
	}
	balance := financed
	for i := range list {
		list[i].principal = min(max(emi-list[i].interest, 0), balance)
		if i == len(list)-1 {
			list[i].principal = balance
		}
		balance -= list[i].principal
	}
	return list, nil
}

// toStep rounds an instalment to a multiple of Step, unless nothing would
// remain of it.
func (t Terms) toStep(emi int64) (int64, error) {
	if t.Step <= 1 {
		return emi, nil
	}
	n, err := money.MulDiv(emi, 1, t.Step, t.Rounding)
	if err != nil || n <= 0 {
		return emi, err
	}
	return n * t.Step, nil
}

// scale is the one of the fixed-point numbers in this file: 36 decimals.
var scale = new(big.Int).Exp(big.NewInt(10), big.NewInt(36), nil)

// instalment is the equal instalment P·Π(1+rᵢ) ÷ F, where rᵢ is the interest
// rate of period i and F the end value of payments of 1: F₁ = 1,
// Fᵢ = 1 + Fᵢ₋₁·(1+rᵢ). With equal periods that is the usual annuity
// P·r·(1+r)ⁿ ÷ ((1+r)ⁿ−1); the recurrence also serves uneven ones.
func (t Terms) instalment(financed int64, periods []period) (int64, error) {
	growth, payments := new(big.Int).Set(scale), new(big.Int)
	for i, p := range periods {
		factor, err := t.factor(p)
		if err != nil {
			return 0, err
		}
		growth.Quo(growth.Mul(growth, factor), scale)
		if i > 0 {
			payments.Quo(payments.Mul(payments, factor), scale)
		}
		payments.Add(payments, scale)
	}
	emi, fits := quo(growth.Mul(growth, big.NewInt(financed)), payments, t.Rounding)
	if !fits || emi > maxAmount*1000 {
		return 0, fault.Invalid(wordTooLarge)
	}
	return t.toStep(emi)
}

// factor is 1 + the rate of a period, at scale.
func (t Terms) factor(p period) (*big.Int, error) {
	rate, err := t.periodRate(p)
	if err != nil {
		return nil, err
	}
	r := new(big.Int).Mul(big.NewInt(rate.Num), scale)
	return r.Add(r.Quo(r, big.NewInt(rate.Den)), scale), nil
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
