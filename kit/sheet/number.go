package sheet

import (
	"strconv"
	"strings"
)

// significant is how many decimal digits Excel shows of a number; behind them
// stands the noise of the binary form (131.77 is stored as
// 131.77000000000001).
const significant = 15

// plainNumber writes the number of a workbook cell as a plain decimal,
// with the noise behind the 15th significant digit of a fraction rounded away.
// A number that has no such form stays as it is, false.
func plainNumber(text string) (string, bool) {
	mantissa, exponent, scaled := strings.Cut(strings.ToUpper(text), "E")
	shift := 0
	if scaled {
		n, err := strconv.Atoi(exponent)
		if err != nil || n < -40 || n > 40 {
			return text, false
		}
		shift = n
	}
	sign := ""
	if rest, ok := strings.CutPrefix(mantissa, "-"); ok {
		sign, mantissa = "-", rest
	}
	whole, frac, _ := strings.Cut(mantissa, ".")
	digits := whole + frac
	if whole == "" || len(digits) > 60 || strings.Trim(digits, "0123456789") != "" {
		return text, false
	}
	point := len(whole) + shift // digits before the decimal point
	if point < 0 {
		digits, point = strings.Repeat("0", -point)+digits, 0
	}
	if point > len(digits) {
		digits += strings.Repeat("0", point-len(digits))
	}
	lead := len(digits) - len(strings.TrimLeft(digits, "0"))
	if keep := lead + significant; keep < len(digits) {
		// What is cut off must be noise, close to nothing or to one more: a
		// number is rounded to what was meant, or left as it is.
		tail := (digits[keep:] + "0")[:2]
		if keep < point || (tail > "15" && tail < "85") {
			return text, false
		}
		digits, point = roundAt(digits, keep, point)
	}
	whole = strings.TrimLeft(digits[:point], "0")
	frac = strings.TrimRight(digits[point:], "0")
	switch {
	case whole == "" && frac == "":
		return "0", true
	case whole == "":
		whole = "0"
	}
	if frac != "" {
		frac = "." + frac
	}
	return sign + whole + frac, true
}

// roundAt keeps the first digits, rounding half up, and the decimal point.
func roundAt(digits string, keep, point int) (string, int) {
	kept := []byte(digits[:keep])
	if digits[keep] < '5' {
		return string(kept), point
	}
	for i := keep - 1; i >= 0; i-- {
		if kept[i]++; kept[i] <= '9' {
			return string(kept), point
		}
		kept[i] = '0'
	}
	return "1" + string(kept), point + 1
}
