package plan

import (
	"math"
	"math/big"

	"fenming/kit/money"
)

// formula is a way of discounting. The search runs on y = ln(1 + rate of a
// unit) in float64; the rounding to a Rate is decided by a sign that is proven:
// by float64 with a bound of its error, or where that does not suffice on 320
// bits. So the answer is the same on every machine.
type formula interface {
	// term is the discount of a point at y, above zero, and its slope in y,
	// both for a time of at units behind the edge and a fraction part.
	term(p place, y, edge float64) (value, slope float64)
	// unit is the rate of a unit at the annual rate num/den, and the number of
	// operations that stand behind it.
	unit(num, den int64) float64
	// annual turns y into a rate a year.
	annual(y float64) float64
	// exact is the sign of the present value at the annual rate num/den.
	exact(points []Point, num, den int64) int
	// at places a point.
	at(p Point) place
}

// place is a point in float64: its amount, the time that compounds and the
// fraction that does not.
type place struct{ amount, time, part float64 }

// precision of the deciding arithmetic, in bits; roundoff is half a unit in
// the last place of a float64 near 1.
const (
	precision = 320
	roundoff  = 1.0 / (1 << 53)
)

// problem is a set of merged points under a formula.
type problem struct {
	points []Point
	places []place
	f      formula
}

func problemOf(points []Point, f formula) problem {
	places := make([]place, len(points))
	for i, p := range points {
		places[i] = f.at(p)
	}
	return problem{points, places, f}
}

// edge is the time that keeps every discount at or below 1.
func (p problem) edge(y float64) float64 {
	if y < 0 {
		return p.places[len(p.places)-1].time
	}
	return p.places[0].time
}

// value is the present value up to a positive factor, its slope, and the sum
// of the sizes of its terms.
func (p problem) value(y float64) (value, slope, size float64) {
	edge := p.edge(y)
	for _, at := range p.places {
		v, s := p.f.term(at, y, edge)
		value += at.amount * v
		slope += at.amount * s
		size += math.Abs(at.amount) * v
	}
	return value, slope, size
}

// sign is the proven sign of the present value at the annual rate num/den.
//
// The bound: a float64 operation errs by at most one roundoff, exp and log1p
// by less than four (their sources state one unit in the last place). The rate
// of a unit is formed in three operations, an error that log1p passes on by the
// factor i ÷ (1+i); times that reach 1 roundoff each; a sum of n terms adds n.
// The factors below are larger than the counts.
func (p problem) sign(num, den int64) int {
	i := p.f.unit(num, den)
	y := math.Log1p(i)
	if value, _, size := p.value(y); !math.IsNaN(value) && i > -1 {
		far := p.places[len(p.places)-1].time - p.places[0].time + 1
		spread := far*8*(math.Abs(y)+math.Abs(i/(1+i))) + float64(len(p.places)) + 64
		if math.Abs(value) > spread*roundoff*size+math.SmallestNonzeroFloat64*size {
			if value > 0 {
				return 1
			}
			return -1
		}
	}
	return p.f.exact(p.points, num, den)
}

// solve returns the unique root, or refuses.
func solve(points []Point, f formula) (money.Rate, error) {
	points = merge(points)
	switch n := changes(points); {
	case len(points) < 2 || n == 0:
		return 0, noRate()
	case n > 1:
		return 0, manyRates(n, len(isolate(problemOf(points, compound{}))))
	}
	p := problemOf(points, f)
	lo, hi := -0.25, 0.25
	first := p.points[0].Amount > 0 // a high rate leaves the first flow only, a low one the last
	above := func(y float64) bool { v, _, _ := p.value(y); return (v > 0) == first }
	for above(lo) {
		if lo *= 2; lo < -40 {
			return 0, noRate()
		}
	}
	for !above(hi) {
		if hi *= 2; hi > 40 {
			return 0, noRate()
		}
	}
	high := -1
	if first {
		high = 1
	}
	r, ok := p.settle(f.annual(p.narrow(lo, hi, high)), high)
	if !ok {
		return 0, noRate()
	}
	return r, nil
}

// narrow finds the root between lo and hi by Newton's steps, and by halving
// where a step leaves the bracket, until float64 moves no more. High is the
// sign at hi.
func (p problem) narrow(lo, hi float64, high int) float64 {
	y := lo + (hi-lo)/2
	for range 200 {
		v, slope, _ := p.value(y)
		if (v > 0) == (high > 0) {
			hi = y
		} else {
			lo = y
		}
		next := y - v/slope
		if !(next > lo && next < hi) {
			next = lo + (hi-lo)/2
		}
		// Far below the step of a Rate; settle proves the rest.
		if math.Abs(next-y) <= 1e-14+1e-15*math.Abs(y) || next <= lo || next >= hi {
			return next
		}
		y = next
	}
	return y
}

// settle rounds a root to 1e-8, half up: it moves the candidate until the
// proven value changes its sign between half a step below and half above. High
// is the sign above the root.
func (p problem) settle(x float64, high int) (money.Rate, bool) {
	const half = 2 * int64(money.One)
	if math.IsNaN(x) || math.Abs(x) > 1e9 || x <= -1 {
		return 0, false
	}
	r := int64(math.Round(x * float64(money.One)))
	// Beyond 1e7 a float64 is coarser than a step.
	reach := 8 + int(math.Abs(x)/1e6)
	for range reach {
		below, above := -high, p.sign(2*r+1, half)
		if 2*r-1 > -half {
			below = p.sign(2*r-1, half)
		}
		switch {
		case above != high: // the root is at or above the upper edge
			r++
		case below == high:
			r--
		default:
			return money.Rate(r), r > -int64(money.One)
		}
	}
	return 0, false
}

// compound discounts by (1+x)^−t; the unit is a year.
type compound struct{}

func (compound) at(p Point) place {
	return place{float64(p.Amount), float64(p.At.Whole) + float64(p.At.Part.Num)/float64(p.At.Part.Den), 0}
}

func (compound) term(p place, y, edge float64) (float64, float64) {
	t := p.time - edge
	v := math.Exp(-y * t)
	return v, -t * v
}

func (compound) unit(num, den int64) float64 { return float64(num) / float64(den) }

func (compound) annual(y float64) float64 { return math.Expm1(y) }

func (compound) exact(points []Point, num, den int64) int {
	all := int64(1)
	for _, p := range points {
		all = lcm(all, p.At.Part.Den)
	}
	z := root(real(den), real(den+num), all) // (1+x)^(−1/all)
	exponent := func(p Point) int64 { return p.At.Whole*all + p.At.Part.Num*(all/p.At.Part.Den) }
	sum := new(big.Float).SetPrec(precision)
	for i := len(points) - 1; i >= 0; i-- {
		sum.Add(sum, real(points[i].Amount))
		if i > 0 {
			sum.Mul(sum, power(z, exponent(points[i])-exponent(points[i-1])))
		}
	}
	return sum.Sign()
}

// actuarial discounts by 1 ÷ ((1+f·i)(1+i)^k); the unit is a period.
type actuarial struct{ perYear Ratio }

func (actuarial) at(p Point) place {
	return place{float64(p.Amount), float64(p.At.Whole), float64(p.At.Part.Num) / float64(p.At.Part.Den)}
}

func (actuarial) term(p place, y, edge float64) (float64, float64) {
	t := p.time - edge
	v := math.Exp(-y * t)
	if p.part == 0 {
		return v, -t * v
	}
	i := math.Expm1(y)
	odd := 1 + p.part*i
	return v / odd, -v / odd * (t + p.part*(1+i)/odd)
}

func (a actuarial) unit(num, den int64) float64 {
	return float64(num) / float64(den) * float64(a.perYear.Den) / float64(a.perYear.Num)
}

func (a actuarial) annual(y float64) float64 {
	return math.Expm1(y) * float64(a.perYear.Num) / float64(a.perYear.Den)
}

func (a actuarial) exact(points []Point, num, den int64) int {
	i := new(big.Float).Quo(new(big.Float).Mul(real(num), real(a.perYear.Den)), new(big.Float).Mul(real(den), real(a.perYear.Num)))
	one := real(1)
	v := new(big.Float).Add(one, i)
	if v.Sign() <= 0 {
		return 0
	}
	z := new(big.Float).Quo(one, v)
	sum := new(big.Float).SetPrec(precision)
	for n := len(points) - 1; n >= 0; n-- {
		p := points[n]
		f := new(big.Float).Quo(real(p.At.Part.Num), real(p.At.Part.Den))
		odd := f.Add(one, f.Mul(f, i))
		sum.Add(sum, new(big.Float).Quo(real(p.Amount), odd))
		if n > 0 {
			sum.Mul(sum, power(z, p.At.Whole-points[n-1].At.Whole))
		}
	}
	return sum.Sign()
}

func real(n int64) *big.Float { return new(big.Float).SetPrec(precision).SetInt64(n) }

func lcm(a, b int64) int64 {
	x, y := a, b
	for y != 0 {
		x, y = y, x%y
	}
	return a / x * b
}

// power is z^n for n ≥ 0 by squaring.
func power(z *big.Float, n int64) *big.Float {
	out, square := real(1), new(big.Float).Set(z)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			out.Mul(out, square)
		}
		square.Mul(square, square)
	}
	return out
}

// root is the n-th root of num ÷ den > 0 by Newton's iteration, which doubles
// the digits each time: 52 bits, less those of n, reach the precision in four.
func root(num, den *big.Float, n int64) *big.Float {
	v := new(big.Float).Quo(num, den)
	if n == 1 {
		return v
	}
	guess, _ := v.Float64()
	y := new(big.Float).SetPrec(precision).SetFloat64(math.Exp(math.Log(guess) / float64(n)))
	for range 4 {
		gap := new(big.Float).Quo(v, power(y, n))
		gap.Sub(gap, real(1))
		y.Add(y, gap.Mul(gap, new(big.Float).Quo(y, real(n))))
	}
	return y
}
