package ledger

import (
	"slices"
	"strings"

	"fenming/book/contract"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// ChargeBackIn is a payment that the bank or the payment service took back, in
// whole or in part.
type ChargeBackIn struct {
	ContractID string
	EntryID    string      // the payment
	Amount     money.Money // zero = what is left of it
	Day        calendar.Day
	Reason     string
}

// ChargeBack books money that was taken back: what the payment had paid last is
// owed again from the day of the charge-back on, and what came in later pays
// what is then the oldest. Days before it bear no late fee. Faults: an entry
// that is no standing payment of the contract, more than is left of it
// (refused), a contract that is over (conflict).
func ChargeBack(tx *db.Tx, in ChargeBackIn) (Entry, error) {
	w, err := begin(tx, in.ContractID, in.Day)
	if err != nil {
		return Entry{}, err
	}
	if err := w.must(contract.Active, contract.Settled); err != nil {
		return Entry{}, err
	}
	if strings.TrimSpace(in.Reason) == "" {
		return Entry{}, fault.Invalid(wordReason).At("/reason")
	}
	entries, err := entriesOf(tx, w.c.ID)
	if err != nil {
		return Entry{}, err
	}
	if err := w.notReAged(after(entries, in.EntryID)); err != nil {
		return Entry{}, err
	}
	paid, left, err := paymentLeft(standing(entries), in.EntryID)
	if err != nil {
		return Entry{}, err
	}
	if in.Amount == (money.Money{}) {
		in.Amount = money.New(left, w.c.Currency)
	}
	switch {
	case in.Amount.Minor > left || left == 0:
		return Entry{}, fault.Refused(wordChargeBackTooHigh, words.Args{"most": left}).At("/amount")
	case in.Day < paid.Effective:
		return Entry{}, fault.Invalid(wordDay).At("/day")
	}
	if err := w.mustAmount(in.Amount); err != nil {
		return Entry{}, err
	}
	e, err := w.post(Pay, Entry{Kind: KindChargeBack, Ref: refOf(paid.ID), Reason: in.Reason,
		Legs: takenBack(paid, paid.received()-left, in.Amount.Minor)})
	if err != nil {
		return e, err
	}
	w.late = true // payments since then pay what is now the oldest
	return e, w.end()
}

// paymentLeft finds a payment and what of it was not charged back yet.
func paymentLeft(entries []Entry, id string) (Entry, int64, error) {
	for _, e := range entries {
		if e.ID != id || e.role != Pay || e.received() <= 0 {
			continue
		}
		return e, e.received() - chargedBack(entries)[id], nil
	}
	return Entry{}, 0, fault.NotFound(wordNotFound)
}

// chargedBack is what was taken back of each payment, by its id.
func chargedBack(entries []Entry) map[string]int64 {
	sums := map[string]int64{}
	for _, e := range entries {
		if id, ok := strings.CutPrefix(e.Ref, "entry:"); ok && e.Kind == KindChargeBack {
			sums[id] -= e.received()
		}
	}
	return sums
}

// takenBack are the legs that take an amount out of a payment from behind,
// beyond the skip minor units that were taken before: what was paid last, or
// overpaid, goes first. The money leaves by the way it came.
func takenBack(paid Entry, skip, amount int64) []Leg {
	var legs []Leg
	rest := amount
	for _, l := range slices.Backward(paid.Legs) {
		if l.Amount > 0 {
			legs = append(legs, Leg{l.Account, l.Subject, -amount, l.Currency})
			continue
		}
		gone := min(skip, -l.Amount)
		take := min(rest, -l.Amount-gone)
		skip, rest = skip-gone, rest-take
		legs = append(legs, Leg{l.Account, l.Subject, take, l.Currency})
	}
	return legs
}
