package contract

import (
	"slices"
	"strings"

	"fenming/book/plan"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// capShare is where a late fee stops: 30 % of the overdue principal, the line
// above which agreed damages may be cut back (contract interpretation 65).
const capShare = 300_000 // ppm

// minAcceleration is the number of payments from which a sale counts as one by
// instalments (sale interpretation 27), so that acceleration can be agreed.
const minAcceleration = 3

// DefaultAllocation is the order in which a payment is allocated: principal
// first, which is better for the customer than the order of Civil Code 561
// (cost, interest, principal) and may be agreed. A bucket is a timing and one
// or more parts; parts joined by + are taken instalment by instalment.
func DefaultAllocation() []string {
	return []string{
		"past_due.principal", "past_due.interest", "past_due.fee",
		"due.principal", "due.interest", "due.fee",
		"past_due.late_fee", "due.late_fee",
		"in_advance.principal+interest+fee",
	}
}

var (
	timings = []string{"past_due", "due", "in_advance", "in_advance_last"}
	parts   = []string{"principal", "interest", "fee", "late_fee"}
)

// CheckAllocation refuses a list that names an unknown bucket, names one
// twice, or leaves something that is due without a bucket.
func CheckAllocation(list []string) error {
	seen := map[string]bool{}
	for _, bucket := range list {
		timing, names, ok := strings.Cut(bucket, ".")
		if !ok || !slices.Contains(timings, timing) {
			return fault.Invalid(wordBucket, words.Args{"bucket": bucket}).At("/allocation")
		}
		for part := range strings.SplitSeq(names, "+") {
			key := timing + "." + part
			if !slices.Contains(parts, part) || seen[key] {
				return fault.Invalid(wordBucket, words.Args{"bucket": bucket}).At("/allocation")
			}
			seen[key] = true
		}
	}
	for _, timing := range timings[:2] {
		for _, part := range parts {
			if key := timing + "." + part; !seen[key] {
				return fault.Invalid(wordBucketMissing, words.Args{"bucket": key}).At("/allocation")
			}
		}
	}
	return nil
}

// keyTerms are the terms of a quote that need an act of acceptance each.
func keyTerms(q plan.Quote) []string {
	list := []string{TermPriceAndCost, TermSchedule, TermAnnualRate}
	if q.LateFeeRate > 0 {
		list = append(list, TermLateFee)
	}
	if q.Count >= minAcceleration {
		list = append(list, TermAcceleration)
	}
	return append(list, TermDataSharing, TermServiceAddress, TermJurisdiction, TermReturns)
}

// missing lists the terms without an acceptance.
func missing(terms, accepted []string) []string {
	var list []string
	for _, t := range terms {
		if !slices.Contains(accepted, t) {
			list = append(list, t)
		}
	}
	return list
}

// arrows are the drawn changes of state.
var arrows = map[State][]State{
	Offered:    {Signed, Cancelled},
	Signed:     {Active, Cancelled},
	Active:     {Settled, Cancelled, WrittenOff},
	Settled:    {Active, Cancelled},
	Cancelled:  {},
	WrittenOff: {Active},
}

// mayMove refuses an arrow that is not drawn.
func mayMove(from, to State) error {
	if slices.Contains(arrows[from], to) {
		return nil
	}
	return fault.Conflict(wordWrongState, words.Args{"state": from, "to": to})
}

const (
	creditLetters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	creditLength  = 18
)

// creditCode says whether a unified social credit code carries its right check
// character (GB 32100-2015: Σ value × 3^i mod 31, subtracted from 31).
func creditCode(code string) bool {
	if len(code) != creditLength {
		return false
	}
	sum, weight := 0, 1
	for _, r := range code[:creditLength-1] {
		value := strings.IndexRune(creditLetters, r)
		if value < 0 {
			return false
		}
		sum += value * weight
		weight = weight * 3 % len(creditLetters)
	}
	check := (len(creditLetters) - sum%len(creditLetters)) % len(creditLetters)
	return strings.IndexByte(creditLetters, code[creditLength-1]) == check
}
