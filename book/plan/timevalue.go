package plan

import (
	"math/big"

	"fenming/kit/money"
)

// Annuity is a present sum, equal payments and a future sum that balance at a
// rate of interest a period:
//
//	Present·(1+r)ⁿ + Payment·(1+r·w)·((1+r)ⁿ − 1) ÷ r + Future = 0
//
// with w = 1 when payments are made at the begin of each period (Advance) and
// 0 at its end. Money received is above zero, money paid below. Each method
// works out one part from the others, exactly; a rate of −1 or below is
// outside. It serves the comparison of offers; a plan's schedule is For.
type Annuity struct {
	Rate                     *big.Rat
	Periods                  int
	Present, Payment, Future *big.Rat
	Advance                  bool
}

var unity = big.NewRat(1, 1)

// growth is (1+r)ⁿ.
func growth(rate *big.Rat, n int) *big.Rat {
	base, out := new(big.Rat).Add(unity, rate), new(big.Rat).Set(unity)
	if n < 0 {
		base.Inv(base)
		n = -n
	}
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			out.Mul(out, base)
		}
		base.Mul(base, base)
	}
	return out
}

// pile is the future value of payments of 1.
func (a Annuity) pile() *big.Rat {
	if a.Rate.Sign() == 0 {
		return big.NewRat(int64(a.Periods), 1)
	}
	sum := growth(a.Rate, a.Periods)
	sum.Sub(sum, unity)
	sum.Quo(sum, a.Rate)
	if a.Advance {
		sum.Mul(sum, new(big.Rat).Add(unity, a.Rate))
	}
	return sum
}

// FutureValue is Future from the others.
func (a Annuity) FutureValue() *big.Rat {
	sum := new(big.Rat).Mul(a.Present, growth(a.Rate, a.Periods))
	sum.Add(sum, new(big.Rat).Mul(a.Payment, a.pile()))
	return sum.Neg(sum)
}

// PresentValue is Present from the others.
func (a Annuity) PresentValue() *big.Rat {
	sum := new(big.Rat).Mul(a.Payment, a.pile())
	sum.Add(sum, a.Future)
	return sum.Neg(sum.Quo(sum, growth(a.Rate, a.Periods)))
}

// PaymentValue is Payment from the others; Periods must be above zero.
func (a Annuity) PaymentValue() *big.Rat {
	sum := new(big.Rat).Mul(a.Present, growth(a.Rate, a.Periods))
	sum.Add(sum, a.Future)
	return sum.Neg(sum.Quo(sum, a.pile()))
}

// Shares are interest and principal of the payment of period no (from 1), when
// Payment is worked out from the others.
func (a Annuity) Shares(no int) (interest, principal *big.Rat) {
	payment := a.PaymentValue()
	interest = new(big.Rat)
	if !a.Advance || no > 1 {
		before := Annuity{Rate: a.Rate, Periods: no - 1, Present: a.Present, Payment: payment, Advance: a.Advance}
		interest.Mul(before.FutureValue(), a.Rate)
		if a.Advance {
			interest.Quo(interest, new(big.Rat).Add(unity, a.Rate))
		}
	}
	return interest, new(big.Rat).Sub(payment, interest)
}

// Count is Periods from the others, as a number that need not be whole, within
// 1e-12; false when no number balances.
func (a Annuity) Count() (*big.Rat, bool) {
	if a.Rate.Sign() == 0 {
		if a.Payment.Sign() == 0 {
			return nil, false
		}
		sum := new(big.Rat).Add(a.Present, a.Future)
		return sum.Neg(sum.Quo(sum, a.Payment)), true
	}
	per := new(big.Rat).Quo(a.Payment, a.Rate)
	if a.Advance {
		per.Mul(per, new(big.Rat).Add(unity, a.Rate))
	}
	over, under := new(big.Rat).Sub(per, a.Future), new(big.Rat).Add(per, a.Present)
	if under.Sign() == 0 || over.Sign()*under.Sign() <= 0 {
		return nil, false
	}
	return logarithm(over.Quo(over, under), new(big.Rat).Add(unity, a.Rate))
}

// logarithm is log of x to the base, both above zero, by squaring: 44 binary
// digits behind the point. False when it is beyond 1e6 either way.
func logarithm(x, base *big.Rat) (*big.Rat, bool) {
	negative := false
	if base.Cmp(unity) < 0 {
		base, negative = new(big.Rat).Inv(base), true
	}
	if x.Cmp(unity) < 0 {
		x, negative = new(big.Rat).Inv(x), !negative
	}
	rest, step := new(big.Float).SetPrec(precision).SetRat(x), new(big.Float).SetPrec(precision).SetRat(base)
	var powers []*big.Float
	for p := step; p.Cmp(rest) <= 0; p = new(big.Float).Mul(p, p) {
		if powers = append(powers, p); len(powers) > 20 {
			return nil, false
		}
	}
	digits := new(big.Int)
	for i := len(powers) - 1; i >= 0; i-- {
		digits.Lsh(digits, 1)
		if rest.Cmp(powers[i]) >= 0 {
			rest.Quo(rest, powers[i])
			digits.Add(digits, big.NewInt(1))
		}
	}
	const behind = 44
	for range behind {
		digits.Lsh(digits, 1)
		if rest.Mul(rest, rest); rest.Cmp(step) >= 0 {
			rest.Quo(rest, step)
			digits.Add(digits, big.NewInt(1))
		}
	}
	out := new(big.Rat).SetFrac(digits, new(big.Int).Lsh(big.NewInt(1), behind))
	if negative {
		out.Neg(out)
	}
	return out, true
}

// NetPresent is the present value of flows that lie a period apart, the first
// at once, at a rate a period.
func NetPresent(rate *big.Rat, flows []*big.Rat) *big.Rat {
	sum, discount := new(big.Rat), new(big.Rat).Inv(new(big.Rat).Add(unity, rate))
	for i := len(flows) - 1; i >= 0; i-- {
		sum.Mul(sum, discount)
		sum.Add(sum, flows[i])
	}
	return sum
}

// ModifiedRate is the rate a period at which what was paid, discounted at the
// finance rate, grows into what was received, reinvested at another until the
// last flow. Flows of one direction only are refused.
func ModifiedRate(flows []*big.Rat, finance, reinvest *big.Rat) (money.Rate, error) {
	paid, received := make([]*big.Rat, len(flows)), make([]*big.Rat, len(flows))
	for i, f := range flows {
		paid[i], received[i] = new(big.Rat), new(big.Rat)
		if f.Sign() < 0 {
			paid[i] = f
		} else {
			received[i] = f
		}
	}
	n := len(flows) - 1
	end := NetPresent(reinvest, received)
	end.Mul(end, growth(reinvest, max(n, 0)))
	amounts := Scaled([]*big.Rat{NetPresent(finance, paid), end})
	return EffectiveRate([]Point{{amounts[0], Span{}}, {amounts[1], Span{Whole: int64(n)}}})
}

// Scaled multiplies amounts by one factor and rounds them to whole numbers of
// at most 15 digits, which leaves the rates of flows as they are.
func Scaled(amounts []*big.Rat) []int64 {
	largest := new(big.Rat)
	for _, a := range amounts {
		if abs := new(big.Rat).Abs(a); abs.Cmp(largest) > 0 {
			largest = abs
		}
	}
	out := make([]int64, len(amounts))
	if largest.Sign() == 0 {
		return out
	}
	factor := new(big.Rat).Quo(big.NewRat(maxAmount, 1), largest)
	half := big.NewRat(1, 2)
	for i, a := range amounts {
		x := new(big.Rat).Mul(new(big.Rat).Abs(a), factor)
		x.Add(x, half)
		out[i] = new(big.Int).Quo(x.Num(), x.Denom()).Int64()
		if a.Sign() < 0 {
			out[i] = -out[i]
		}
	}
	return out
}
