package money

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// Money is an amount in minor units of a currency: 129900 CNY is ¥1,299.00.
type Money struct {
	Minor    int64    `json:"amount" doc:"Amount in minor units (fen for CNY)"`
	Currency Currency `json:"currency" doc:"ISO 4217 code"`
}

// New returns minor units of c as Money.
func New(minor int64, c Currency) Money { return Money{Minor: minor, Currency: c} }

// IsZero says whether the amount is nothing, in whatever currency.
func (m Money) IsZero() bool { return m.Minor == 0 }

// Add returns m + o; a fault when the currencies differ or the sum does not fit.
func (m Money) Add(o Money) (Money, error) {
	if err := m.same(o); err != nil {
		return Money{}, err
	}
	sum, err := Sum(m.Minor, o.Minor)
	return Money{sum, m.Currency}, err
}

// Sub returns m − o; faults as Add.
func (m Money) Sub(o Money) (Money, error) {
	n, err := o.Neg()
	if err != nil {
		return Money{}, err
	}
	return m.Add(n)
}

// Neg returns −m; the one amount without an opposite (−2^63) is a fault.
func (m Money) Neg() (Money, error) {
	if m.Minor == math.MinInt64 {
		return Money{}, fault.Invalid(wordOverflow)
	}
	return Money{-m.Minor, m.Currency}, nil
}

// Cmp returns −1, 0 or 1; a fault when the currencies differ.
func (m Money) Cmp(o Money) (int, error) {
	if err := m.same(o); err != nil {
		return 0, err
	}
	return cmp.Compare(m.Minor, o.Minor), nil
}

func (m Money) same(o Money) error {
	if m.Currency == o.Currency {
		return nil
	}
	return fault.Invalid(wordMixed, words.Args{"left": m.Currency, "right": o.Currency})
}

// Sum adds minor units of one currency; a sum that does not fit is a fault.
func Sum(parts ...int64) (int64, error) {
	var total int64
	for _, p := range parts {
		next := total + p
		if (p > 0 && next < total) || (p < 0 && next > total) {
			return 0, fault.Invalid(wordOverflow)
		}
		total = next
	}
	return total, nil
}

// Format writes the amount for people: "1,299.00", without a symbol.
func (m Money) Format() string {
	plain := m.Decimal()
	sign := ""
	if strings.HasPrefix(plain, "-") {
		sign, plain = "-", plain[1:]
	}
	whole, frac, has := strings.Cut(plain, ".")
	var b strings.Builder
	b.WriteString(sign)
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if has {
		b.WriteString("." + frac)
	}
	return b.String()
}

// Decimal writes the amount for machines: "1299.00", no separators.
func (m Money) Decimal() string {
	sign, u := "", uint64(m.Minor)
	if m.Minor < 0 {
		sign, u = "-", -u
	}
	return sign + point(u, m.Currency.Digits())
}

// point writes u with the last digits digits behind the decimal point.
func point(u uint64, digits int) string {
	s := strconv.FormatUint(u, 10)
	if digits == 0 {
		return s
	}
	if len(s) <= digits {
		s = strings.Repeat("0", digits-len(s)+1) + s
	}
	return s[:len(s)-digits] + "." + s[len(s)-digits:]
}

// String is the currency and the formatted amount, for logs: "CNY 1,299.00".
func (m Money) String() string { return string(m.Currency) + " " + m.Format() }
