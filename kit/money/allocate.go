package money

import (
	"math"
	"math/bits"
	"slices"

	"fenming/kit/fault"
)

// Remainder says which part carries what an even split leaves over (尾差).
type Remainder int8

// First puts all of it into the first part, Last into the last, Spread gives
// one minor unit each to the first parts.
const (
	First Remainder = iota
	Last
	Spread
)

var remainderNames = []string{"first", "last", "spread"}

// String is the stable text name: first, last, spread.
func (w Remainder) String() string { return name(remainderNames, int(w)) }

// MarshalText writes the text name.
func (w Remainder) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText reads a text name; another is an invalid fault.
func (w *Remainder) UnmarshalText(text []byte) error {
	i, err := named(remainderNames, string(text))
	if err == nil {
		*w = Remainder(i)
	}
	return err
}

// Split divides total into n equal parts that sum to it exactly; what is left
// over (less than n minor units, with the sign of total) goes where where
// says. n < 1 gives no parts.
func Split(total int64, n int, where Remainder) []int64 {
	if n < 1 {
		return nil
	}
	parts := make([]int64, n)
	base, rest := total/int64(n), total%int64(n)
	for i := range parts {
		parts[i] = base
	}
	switch where {
	case First:
		parts[0] += rest
	case Last:
		parts[n-1] += rest
	default:
		step := int64(1)
		if rest < 0 {
			step = -1
		}
		for i := int64(0); i != rest; i += step {
			parts[max(i, -i)] += step
		}
	}
	return parts
}

// Allocate divides total in proportion to weights by the largest remainder
// (Hamilton's method; a tie goes to the earlier part), so that no part is a
// whole unit away from its exact share and the parts sum to total. Negative
// weights, weights that are all zero and a sum of weights that does not fit
// are faults.
func Allocate(total int64, weights []int64) ([]int64, error) {
	var sum int64
	for _, w := range weights {
		if w < 0 {
			return nil, fault.Invalid(wordWeights)
		}
		if sum > math.MaxInt64-w {
			return nil, fault.Invalid(wordOverflow)
		}
		sum += w
	}
	if sum == 0 {
		return nil, fault.Invalid(wordWeights)
	}
	parts, order := make([]int64, len(weights)), make([]int, len(weights))
	rests := make([]uint64, len(weights))
	left := abs(total)
	for i, w := range weights {
		hi, lo := bits.Mul64(abs(total), uint64(w))
		q, rem := bits.Div64(hi, lo, uint64(sum)) // w ≤ sum, so hi < sum
		parts[i], rests[i], order[i] = int64(q), rem, i
		left -= q
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case rests[a] > rests[b]:
			return -1
		case rests[a] < rests[b]:
			return 1
		}
		return 0
	})
	for _, i := range order[:left] {
		parts[i]++
	}
	if total < 0 {
		for i := range parts {
			parts[i] = -parts[i]
		}
	}
	return parts, nil
}
