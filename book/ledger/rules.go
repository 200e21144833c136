package ledger

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// maxLegs bounds an entry.
const maxLegs = 2000

// check refuses an entry that is not a proper one: too few or too many legs,
// an unknown account, a leg of nothing, no day, or legs that do not balance in
// each currency.
func check(e Entry) error {
	if len(e.Legs) < 2 || len(e.Legs) > maxLegs {
		return fault.Invalid(wordLegs, words.Args{"max": maxLegs}).At("/legs")
	}
	if e.Effective.Check() != nil {
		return fault.Invalid(wordDay).At("/effective")
	}
	sums := make(map[string]int64, 1)
	for i, l := range e.Legs {
		at := "/legs/" + strconv.Itoa(i)
		if !chart[l.Account] {
			return fault.Invalid(wordAccount).At(at + "/account")
		}
		if l.Amount == 0 || l.Amount == math.MinInt64 {
			return fault.Invalid(wordNothing).At(at + "/amount")
		}
		if l.Currency.Check() != nil {
			return fault.Invalid(wordCurrency).At(at + "/currency")
		}
		before := sums[string(l.Currency)]
		sum := before + l.Amount
		if (l.Amount > 0) == (sum < before) {
			return fault.Invalid(wordTooLarge).At(at + "/amount")
		}
		sums[string(l.Currency)] = sum
	}
	for currency, sum := range sums {
		if sum != 0 {
			return fault.Invalid(wordUnbalanced, words.Args{"currency": currency, "difference": sum}).At("/legs")
		}
	}
	return nil
}

// kept says whether a subject's balance has a row of its own.
func kept(subject string) bool { return strings.HasPrefix(subject, "contract:") }

// rolled is the subject under which a leg enters the roll-up: all contracts
// together, everything else by itself.
func rolled(subject string) string {
	if kept(subject) {
		return ""
	}
	return subject
}

func subjectOf(contractID string) string { return "contract:" + contractID }

func instalmentSubject(contractID string, no int) string {
	return "contract:" + contractID + "/" + strconv.Itoa(no)
}

// instalmentNo is the number behind a subject; −1 for the contract itself.
func instalmentNo(subject string) int {
	_, text, ok := strings.Cut(subject, "/")
	if !ok {
		return -1
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return n
}

// balanceKey is the place of one kept balance.
type balanceKey struct {
	subject, account, currency string
	role                       Role
}

// deltas sums the legs of an entry by kept balance, in a fixed order so that
// two transactions never wait for each other crosswise.
func deltas(e Entry) ([]balanceKey, map[balanceKey]int64) {
	sums := map[balanceKey]int64{}
	for _, l := range e.Legs {
		if kept(l.Subject) {
			sums[balanceKey{l.Subject, l.Account, string(l.Currency), e.role}] += l.Amount
		}
	}
	keys := make([]balanceKey, 0, len(sums))
	for k := range sums {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b balanceKey) int {
		return strings.Compare(fmt.Sprint(a.subject, "|", a.account, "|", a.currency), fmt.Sprint(b.subject, "|", b.account, "|", b.currency))
	})
	return keys, sums
}

// negated returns the legs that take an entry back.
func negated(legs []Leg) []Leg {
	out := slices.Clone(legs)
	for i := range out {
		out[i].Amount = -out[i].Amount
	}
	return out
}

// contractOf is the contract behind a kept subject.
func contractOf(subject string) string {
	id, _, _ := strings.Cut(strings.TrimPrefix(subject, "contract:"), "/")
	return id
}
