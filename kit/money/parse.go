package money

import (
	"math"
	"strings"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// narrow turns the full-width forms that people and statements use into ASCII.
var narrow = strings.NewReplacer(
	"０", "0", "１", "1", "２", "2", "３", "3", "４", "4",
	"５", "5", "６", "6", "７", "7", "８", "8", "９", "9",
	"．", ".", "，", ",", "－", "-", "−", "-", "＋", "+", "　", " ", "\u00a0", " ", "￥", "¥")

// Parse reads a decimal amount of currency c: "1299", "1,299.00", "¥-12.50",
// "１２．５０元". Blanks at the ends, ¥ (CNY, JPY), 元 (CNY), full-width forms
// and correct thousands separators are taken off. Everything else is an
// invalid fault: no digit before or behind the point, a comma out of place
// (which may be somebody's decimal comma), more decimals than c has, an
// amount that does not fit.
func Parse(text string, c Currency) (Money, error) {
	if err := c.Check(); err != nil {
		return Money{}, err
	}
	s, negative := strip(strings.TrimSpace(narrow.Replace(text)), c)
	whole, frac, has := strings.Cut(s, ".")
	whole, ok := ungroup(whole)
	if !ok || !digits(whole) || (has && !digits(frac)) {
		return Money{}, fault.Invalid(wordText)
	}
	if len(frac) > c.Digits() {
		return Money{}, fault.Invalid(wordDecimals, words.Args{"currency": c, "digits": c.Digits()})
	}
	minor, ok := number(whole + frac + strings.Repeat("0", c.Digits()-len(frac)))
	if !ok {
		return Money{}, fault.Invalid(wordOverflow)
	}
	if negative {
		minor = -minor
	}
	return Money{minor, c}, nil
}

// strip takes off one sign and one currency sign, in either order.
func strip(s string, c Currency) (rest string, negative bool) {
	if c == CNY {
		s = strings.TrimSpace(strings.TrimSuffix(s, "元"))
	}
	signed, marked := false, c != CNY && c != JPY
	for range 2 {
		switch {
		case !signed && (strings.HasPrefix(s, "-") || strings.HasPrefix(s, "+")):
			negative, signed, s = s[0] == '-', true, s[1:]
		case !marked && strings.HasPrefix(s, "¥"):
			marked, s = true, strings.TrimPrefix(s, "¥")
		}
		s = strings.TrimLeft(s, " ")
	}
	return s, negative
}

// ungroup removes thousands separators if every one is in its place.
func ungroup(whole string) (string, bool) {
	if !strings.Contains(whole, ",") {
		return whole, true
	}
	groups := strings.Split(whole, ",")
	if len(groups[0]) < 1 || len(groups[0]) > 3 {
		return "", false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// number reads ASCII digits; false when the value exceeds an int64.
func number(s string) (int64, bool) {
	var n int64
	for i := range len(s) {
		d := int64(s[i] - '0')
		if n > (math.MaxInt64-d)/10 {
			return 0, false
		}
		n = n*10 + d
	}
	return n, true
}
