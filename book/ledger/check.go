package ledger

import (
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// checks are the invariants that are read off the tables.
func checks() map[string]string {
	return map[string]string{
		"entries balance":                      sqlUnbalanced,
		"entries have legs":                    sqlNoLegs,
		"kept balances equal their legs":       sqlBalances,
		"the roll-up equals its legs":          sqlTotals,
		"closed contracts owe nothing":         sqlSettledOwes,
		"nothing is owed below zero":           sqlNegative,
		"receivables equal their balances":     sqlReceivable,
		"reversals take back original entries": sqlReversed,
	}
}

// Check proves the invariants of the book on everything that is stored. The
// first that does not hold is an error naming what breaks it.
func Check(tx *db.Tx) error {
	for name, text := range checks() {
		found, err := broken(tx, text)
		if err != nil {
			return err
		}
		if found != "" {
			return fault.Conflict(wordBroken, words.Args{"check": name, "found": found})
		}
	}
	sums := map[string]int64{}
	all, err := TrialBalance(tx, "")
	if err != nil {
		return err
	}
	for _, t := range all {
		sums[string(t.Currency)] += t.Amount()
	}
	for currency, sum := range sums {
		if sum != 0 {
			return fault.Conflict(wordBroken, words.Args{"check": "debits equal credits", "found": currency})
		}
	}
	return nil
}
