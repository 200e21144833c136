package plan

import (
	"slices"
	"strings"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// Kind is the arithmetic of a plan.
type Kind string

// The kinds.
const (
	EqualInstalment Kind = "equal_instalment" // 等额本息: annuity on the falling balance
	EqualPrincipal  Kind = "equal_principal"  // 等额本金: equal principal, interest on the balance
	FlatInterest    Kind = "flat_interest"    // 等本等息: interest on the first balance throughout
	FlatFee         Kind = "flat_fee"         // 分期手续费: equal principal, a fee, no interest
	InterestFree    Kind = "interest_free"    // 免息: the customer pays the price only
	Deferred        Kind = "deferred"         // 先享后付: everything in one later payment
)

// Unit is what periods are counted in.
type Unit string

// The units. A fortnight is Every 2 of Week.
const (
	Month Unit = "month"
	Week  Unit = "week"
	Day   Unit = "day"
)

// Adjust says what equal instalments do about the rounding that the last one
// would have to carry.
type Adjust string

// The policies. RestInLast leaves all of it in the last instalment. Level, for
// equal_instalment, moves the instalment towards the last one, by the rule in
// level.go. WholeTerm, for flat_interest, rounds the interest of the whole term
// once and divides it evenly over the periods that bear any, the last of them
// with the rest; RestInLast rounds that of each period for itself.
const (
	RestInLast Adjust = "rest_in_last"
	Level      Adjust = "level"
	WholeTerm  Adjust = "whole_term"
)

// FeeBasis says what a fee is charged on.
type FeeBasis string

// NoFee charges nothing; PerPeriod charges the financed amount's rate, or the
// amount, in each period; Total charges it once.
const (
	NoFee     FeeBasis = ""
	PerPeriod FeeBasis = "per_period"
	Total     FeeBasis = "total"
)

// FeeWhen says when a fee on the total falls due.
type FeeWhen string

// Spread divides it over the periods, WithFirst puts it into the first
// instalment, AtStart makes it due on the start day.
const (
	Spread    FeeWhen = "spread"
	WithFirst FeeWhen = "with_first"
	AtStart   FeeWhen = "at_start"
)

// Payer bears a fee.
type Payer string

// The payers. What the merchant pays appears in Schedule.MerchantFee and in no
// instalment.
const (
	Customer Payer = "customer"
	Merchant Payer = "merchant"
)

// oneOf returns a fault at the pointer unless v is among allowed.
func oneOf[T ~string](v T, pointer string, allowed ...T) *fault.Fault {
	if slices.Contains(allowed, v) {
		return nil
	}
	names := make([]string, len(allowed))
	for i, a := range allowed {
		names[i] = string(a)
	}
	list := strings.Trim(strings.Join(names, ", "), ", ")
	return fault.Invalid(wordChoice, words.Args{"allowed": list}).At(pointer)
}

// within returns a fault at the pointer unless min ≤ v ≤ max.
func within[T ~int | ~int64](v, least, most T, pointer string) *fault.Fault {
	if v >= least && v <= most {
		return nil
	}
	return fault.Invalid(wordRange, words.Args{"min": least, "max": most}).At(pointer)
}
