package money

import (
	"math"
	"math/bits"
	"strings"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// Rounding says what happens to the part below one minor unit.
type Rounding int8

// The modes. HalfUp takes a tie away from zero (四舍五入), so that a refund
// mirrors its charge; Floor goes towards −∞, Ceil towards +∞.
const (
	HalfEven Rounding = iota
	HalfUp
	Floor
	Ceil
)

var roundingNames = []string{"half_even", "half_up", "floor", "ceil"}

// String is the stable text name: half_even, half_up, floor, ceil.
func (m Rounding) String() string { return name(roundingNames, int(m)) }

// MarshalText writes the text name.
func (m Rounding) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads a text name; another is an invalid fault.
func (m *Rounding) UnmarshalText(text []byte) error {
	i, err := named(roundingNames, string(text))
	if err == nil {
		*m = Rounding(i)
	}
	return err
}

func name(names []string, i int) string {
	if i < 0 || i >= len(names) {
		return "unknown"
	}
	return names[i]
}

func named(names []string, text string) (int, error) {
	for i, n := range names {
		if n == text {
			return i, nil
		}
	}
	return 0, fault.Invalid(wordMode, words.Args{"allowed": strings.Join(names, ", ")})
}

// MulRate returns minor × r rounded to whole minor units; a fault when the
// result does not fit.
func MulRate(minor int64, r Rate, mode Rounding) (int64, error) {
	return MulDiv(minor, int64(r), int64(One), mode)
}

// MulDiv returns a × b ÷ c, exact on 128 bits and rounded once. A zero c and
// a result outside ±(2^63−1) are faults.
func MulDiv(a, b, c int64, mode Rounding) (int64, error) {
	if c == 0 {
		return 0, fault.Invalid(wordDivisor)
	}
	negative := (a < 0) != (b < 0) != (c < 0)
	hi, lo := bits.Mul64(abs(a), abs(b))
	d := abs(c)
	if hi >= d {
		return 0, fault.Invalid(wordOverflow)
	}
	q, rem := bits.Div64(hi, lo, d)
	var grow uint64
	if rem != 0 && up(q, rem, d, mode, negative) {
		grow = 1
	}
	if q > math.MaxInt64-grow {
		return 0, fault.Invalid(wordOverflow)
	}
	q += grow
	if negative {
		return -int64(q), nil
	}
	return int64(q), nil
}

// up says whether the magnitude q with rest rem of d (rem > 0) grows by one.
func up(q, rem, d uint64, mode Rounding, negative bool) bool {
	switch mode {
	case Floor:
		return negative
	case Ceil:
		return !negative
	}
	// rem > d−rem compares twice the rest with d without overflow.
	if rest := d - rem; rem != rest {
		return rem > rest
	}
	return mode == HalfUp || q&1 == 1
}

func abs(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
