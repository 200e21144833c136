package plan

import (
	"math"
	"math/big"

	"fenming/kit/money"
)

// formula is a way of discounting. The search runs on y = ln(1 + rate of a
// unit) in float64; the rounding to a Rate is decided by exact, on 320 bits,
// so that the answer is the same on every machine.
type formula interface {
	// part is the discount of a fraction of a unit.
	part(f Ratio, y float64) float64
	// annual turns y into a rate a year.
	annual(y float64) float64
	// exact is the sign of the present value at the annual rate num/den.
	exact(points []Point, num, den int64) int
}

// precision of the deciding arithmetic, in bits.
const precision = 320

// value is the present value of points up to a positive factor, which keeps
// every term below its amount.
func value(points []Point, f formula, y float64) float64 {
	edge := points[0].At.Whole
	if y < 0 {
		edge = points[len(points)-1].At.Whole
	}
	var sum float64
	for _, p := range points {
		sum += float64(p.Amount) * math.Exp(-y*float64(p.At.Whole-edge)) * f.part(p.At.Part, y)
	}
	return sum
}

// solve returns the unique root, or refuses.
func solve(points []Point, f formula) (money.Rate, error) {
	points = merge(points)
	if len(points) < 2 || changes(points) != 1 {
		return 0, refused()
	}
	lo, hi := -0.25, 0.25
	rising := points[0].Amount > 0 // a high rate leaves the first flow only, a low one the last
	for (value(points, f, lo) > 0) == rising {
		if lo *= 2; lo < -40 {
			return 0, refused()
		}
	}
	for (value(points, f, hi) > 0) != rising {
		if hi *= 2; hi > 40 {
			return 0, refused()
		}
	}
	return settle(points, f, f.annual(bisect(points, f, lo, hi)))
}

// bisect narrows a bracket of a root until float64 has no number between.
func bisect(points []Point, f formula, lo, hi float64) float64 {
	low := value(points, f, lo) > 0
	for {
		mid := lo + (hi-lo)/2
		if mid <= lo || mid >= hi {
			return mid
		}
		if (value(points, f, mid) > 0) == low {
			lo = mid
		} else {
			hi = mid
		}
	}
}

// settle rounds a root to 1e-8, half up: it moves the candidate until the
// exact value changes its sign between half a step below and half above.
func settle(points []Point, f formula, x float64) (money.Rate, error) {
	const half = 2 * int64(money.One)
	if math.IsNaN(x) || math.Abs(x) > 1e9 || x <= -1 {
		return 0, refused()
	}
	r := int64(math.Round(x * float64(money.One)))
	high := 1 // sign of the value beyond the root
	if points[0].Amount < 0 {
		high = -1
	}
	for range 8 {
		below, above := -high, f.exact(points, 2*r+1, half)
		if 2*r-1 > -half {
			below = f.exact(points, 2*r-1, half)
		}
		switch {
		case above != high: // the root is at or above the upper edge
			r++
		case below == high:
			r--
		default:
			return money.Rate(r), nil
		}
	}
	return 0, refused()
}

// scan lists the roots that a fine grid separates.
func scan(points []Point, f formula) []money.Rate {
	if len(points) < 2 {
		return nil
	}
	const step = 1.0 / 512
	var found []money.Rate
	last, lo := value(points, f, -14), -14.0
	for n := 1; lo < 9.3; n++ {
		hi := -14 + float64(n)*step
		next := value(points, f, hi)
		if (next > 0) != (last > 0) {
			x := f.annual(bisect(points, f, lo, hi))
			found = append(found, money.Rate(math.Round(x*float64(money.One))))
		}
		last, lo = next, hi
	}
	return found
}

// compound discounts by (1+x)^−t; the unit is a year.
type compound struct{}

func (compound) part(f Ratio, y float64) float64 {
	return math.Exp(-y * float64(f.Num) / float64(f.Den))
}

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

func (actuarial) part(f Ratio, y float64) float64 {
	return 1 / (1 + float64(f.Num)/float64(f.Den)*math.Expm1(y))
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
