package money

import (
	"strings"

	"fenming/kit/fault"
)

// Rate is a share or an interest rate in units of 1e-8: 5_950_000 is 0.0595,
// that is 5.95 %. Its text and JSON form is the decimal "0.0595".
type Rate int64

// One is the rate 1, that is 100 %.
const One Rate = 100_000_000

const rateDigits = 8

// ParseRate reads a decimal with at most 8 decimals; anything else, also a
// percent sign or an exponent, is an invalid fault.
func ParseRate(text string) (Rate, error) {
	s := strings.TrimPrefix(text, "-")
	whole, frac, has := strings.Cut(s, ".")
	if !digits(whole) || (has && !digits(frac)) || len(frac) > rateDigits {
		return 0, fault.Invalid(wordRate)
	}
	n, ok := number(whole + frac + strings.Repeat("0", rateDigits-len(frac)))
	if !ok {
		return 0, fault.Invalid(wordRate)
	}
	if len(s) < len(text) {
		n = -n
	}
	return Rate(n), nil
}

// String writes the shortest decimal: "0.0595", "-0.01", "1".
func (r Rate) String() string {
	sign, u := "", uint64(r)
	if r < 0 {
		sign, u = "-", -u
	}
	return sign + strings.TrimSuffix(strings.TrimRight(point(u, rateDigits), "0"), ".")
}

// Percent writes the rate with exactly two decimals of a percent, rounded
// half up as contracts print it: 0.10896383 is "10.90%".
func (r Rate) Percent() string {
	bp, err := MulDiv(int64(r), 1, int64(One)/10_000, HalfUp)
	if err != nil { // unreachable: the quotient is smaller than r
		return r.String()
	}
	return New(bp, USD).Decimal() + "%"
}

// MarshalText makes the JSON form the decimal text.
func (r Rate) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads the decimal text; faults as ParseRate.
func (r *Rate) UnmarshalText(text []byte) error {
	got, err := ParseRate(string(text))
	if err != nil {
		return err
	}
	*r = got
	return nil
}
