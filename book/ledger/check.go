package ledger

import (
	"fenming/book/contract"
	"fenming/book/plan/life"
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
	if err := checkFolds(tx); err != nil {
		return err
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

// foldPortion is how many contracts are folded at once.
const foldPortion = 100

// checkFolds proves that every contract stands where the fold of its events
// says. Contracts with entries from before entries were numbered are left out:
// the order of their events is not known for sure.
func checkFolds(tx *db.Tx) error {
	for after := ""; ; {
		ids, err := numbered(tx, after, foldPortion)
		if err != nil || len(ids) == 0 {
			return err
		}
		after = ids[len(ids)-1]
		contracts, lines, err := contract.Many(tx, ids)
		if err != nil {
			return err
		}
		sums, err := balances(tx, ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			entries, err := entriesOf(tx, id)
			if err != nil {
				return err
			}
			w := work{c: contracts[id], list: lines[id], pos: fold(contracts[id], lines[id], sums[id], "")}
			if !w.opened() { // the opening was taken back
				continue
			}
			s, err := life.Fold(agreementOf(w.c, w.list), eventsOf(entries, w.list))
			if err != nil || !w.agrees(s) {
				return fault.Conflict(wordBroken, words.Args{"check": "contracts stand where their events lead", "found": id}).Because(err)
			}
		}
	}
}
