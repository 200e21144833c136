// Package rates judges apr.json: annual rates, internal rates of return, time
// between days and values of annuities by law and by others.
package rates

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"fenming/internal/vectors"
	"fenming/kit/calendar"
)

type dayAmount struct {
	Date   calendar.Day `json:"date"`
	Amount number       `json:"amount"`
}

// dated is a case of the American and the British rules.
type dated struct {
	Ref       string       `json:"ref"`
	Start     calendar.Day `json:"advance_date"`
	Advance   number       `json:"advance"`
	Prepaid   *number      `json:"prepaid_fee"`
	Payments  []dayAmount  `json:"payments"`
	Unit      string       `json:"unit_period"` // month*6
	Percent   string       `json:"apr_pct"`
	APR       string       `json:"apr"`
	Tolerance *number      `json:"tolerance_pct"`
	Basis     string       `json:"basis"`
	Note      string       `json:"note"`
}

type interval struct {
	From   calendar.Day `json:"from"`
	To     calendar.Day `json:"to"`
	Period string       `json:"period"`
	Unit   string       `json:"unit"`
	Value  number       `json:"value"`
}

type european struct {
	Ref      string      `json:"ref"`
	Received number      `json:"amount_received"`
	Flows    [][2]number `json:"flows"` // years, amount
	Percent  string      `json:"apr_pct"`
}

type call struct {
	Fn       string  `json:"fn"`
	Args     []any   `json:"args"`
	Expected *number `json:"expected"` // nil or NaN: there is none
	Tol      number  `json:"rel_tol"`
}

// UnmarshalJSON leaves the numbers among the arguments as they are written.
func (c *call) UnmarshalJSON(raw []byte) error {
	type plain call
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	return decoder.Decode((*plain)(c))
}

type flow struct {
	day    calendar.Day
	amount number
}

// UnmarshalJSON reads ["2026-01-15", -100.5].
func (f *flow) UnmarshalJSON(raw []byte) error {
	return pair(raw, &f.day, &f.amount)
}

type irregular struct {
	File  string  `json:"file"`
	Flows []flow  `json:"flows"`
	XIRR  *number `json:"xirr"` // nil: the source finds none
}

type instalments struct {
	Principal number  `json:"principal"`
	Periods   int     `json:"periods"`
	Rate      string  `json:"total_fee_rate"`
	Taken     string  `json:"fee_taken"`
	Each      *number `json:"instalment_unrounded"`
	Nominal   number  `json:"annual_nominal_pct"`
	Compound  number  `json:"annual_compound_pct"`
}

type document struct {
	RegZ   *cases[dated]         `json:"us_reg_z_appendix_j"`
	FFIEC  *cases[dated]         `json:"us_ffiec_validated"`
	EU     *cases[european]      `json:"eu_directive_98_7_annex"`
	EUTime *cases[interval]      `json:"eu_time_intervals"`
	UK     *cases[dated]         `json:"uk_apr"`
	UKTime *cases[interval]      `json:"uk_conc_time_factors"`
	Numpy  *cases[call]          `json:"numpy_financial"`
	XIRR   *cases[irregular]     `json:"pyxirr_xirr"`
	Counts *vectors.Case[counts] `json:"xirr_day_counts"`
	CN     *cases[instalments]   `json:"cn_instalment_fee_to_annual_rate"`
}

// counts are rates of the same flows by the convention of the days.
type counts struct {
	Flows    []flow            `json:"flows"`
	Expected map[string]number `json:"expected"`
}

type cases[T any] struct {
	Cases []vectors.Case[T] `json:"cases"`
}

// number is an exact value written as a JSON number, a decimal text, a
// fraction ("0.08/12") or a sum of fractions ("2+34/365").
type number struct {
	rat  *big.Rat
	text string
}

func parse(text string) (number, error) {
	// An exponent's sign is no sum.
	if value, ok := new(big.Rat).SetString(text); ok {
		return number{value, text}, nil
	}
	n := number{new(big.Rat), text}
	for _, part := range strings.Split(text, "+") {
		num, den, is := strings.Cut(part, "/")
		value, ok := new(big.Rat).SetString(num)
		if !ok {
			return n, fmt.Errorf("%q is no number", text)
		}
		if is {
			by, ok := new(big.Rat).SetString(den)
			if !ok || by.Sign() == 0 {
				return n, fmt.Errorf("%q is no number", text)
			}
			value.Quo(value, by)
		}
		n.rat.Add(n.rat, value)
	}
	return n, nil
}

// UnmarshalJSON reads any of the forms. What is none of them is left for the
// case to fail on, so that the others are judged.
func (n *number) UnmarshalJSON(raw []byte) error {
	text := strings.Trim(string(raw), `"`)
	read, err := parse(text)
	if err != nil {
		read = number{text: text}
	}
	*n = read
	return nil
}

// value is the number; nothing counts as 0.
func (n number) value() *big.Rat {
	if n.rat == nil {
		return new(big.Rat)
	}
	return n.rat
}

// none says that the source has no value, and not that it cannot be read.
func (n number) none() bool {
	return n.rat == nil && slices.Contains([]string{"", "null", "nan", "inf", "-inf"}, strings.ToLower(n.text))
}

// unreadable says that something stands there that is no number.
func (n number) unreadable() bool { return n.rat == nil && !n.none() }

// decimals is how many digits stand behind the point as the source prints it.
func decimals(text string) int {
	_, behind, _ := strings.Cut(text, ".")
	return len(behind)
}
