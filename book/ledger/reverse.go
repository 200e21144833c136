package ledger

import (
	"slices"
	"strings"

	"fenming/book/contract"
	"fenming/kit/db"
	"fenming/kit/fault"
)

// Reverse takes an entry back by a new one with the opposite legs, effective
// on the same day, linked to it and giving the reason. Taking back a payment
// also takes back what was booked for it ahead of time; a settled contract
// that owes again is open again. Faults: no reason (invalid); an entry
// reversed before, a reversal, or one that later payments or refunds rest on
// (conflict).
func Reverse(tx *db.Tx, id, reason string) (Entry, error) {
	if strings.TrimSpace(reason) == "" {
		return Entry{}, fault.Invalid(wordReason).At("/reason")
	}
	e, err := findEntry(tx, id)
	if err != nil {
		return e, err
	}
	if e.ContractID == "" {
		if err := reversible(tx, e); err != nil {
			return Entry{}, err
		}
		return post(tx, reversal(e, reason))
	}
	w, err := begin(tx, e.ContractID, e.Effective)
	if err != nil {
		return e, err
	}
	if err := reversible(tx, e); err != nil { // asked under the contract's lock
		return Entry{}, err
	}
	return w.reverse(e, reason)
}

func reversible(tx *db.Tx, e Entry) error {
	by, err := reversalOf(tx, e.ID)
	if err != nil {
		return err
	}
	if e.Reverses != "" || by != "" {
		return fault.Conflict(wordReversed)
	}
	return nil
}

func reversal(e Entry, reason string) Entry {
	return Entry{Kind: KindReversal, Ref: e.Ref, OrderID: e.OrderID, ContractID: e.ContractID, CustomerID: e.CustomerID,
		Effective: e.Effective, Reverses: e.ID, Reason: reason, Legs: negated(e.Legs), role: e.role}
}

func (w *work) reverse(e Entry, reason string) (Entry, error) {
	entries, err := entriesOf(w.tx, w.c.ID)
	if err != nil {
		return e, err
	}
	if err := w.notReAged(after(entries, e.ID)); err != nil {
		return e, err
	}
	if chargedBack(standing(entries))[e.ID] > 0 {
		return e, fault.Conflict(wordChargedBack)
	}
	out, err := w.post(e.role, reversal(e, reason))
	if err != nil {
		return e, err
	}
	for _, other := range standing(entries) {
		if other.Kind == KindAccrual && other.Ref == refOf(e.ID) {
			if _, err := w.post(other.role, reversal(other, reason)); err != nil {
				return e, err
			}
		}
	}
	w.late = w.opened() // what came after it may now pay something else
	if err := w.end(); err != nil {
		return e, err
	}
	return out, w.sound()
}

// sound refuses a position that cannot be: something owed below zero, more
// paid out than was overpaid, a cancelled contract that owes, a claim without
// its principal.
func (w *work) sound() error {
	bad := w.pos.Overpaid.Minor < 0 || (w.c.State == contract.Cancelled && w.pos.Outstanding.Minor > 0) ||
		(!w.opened() && w.pos.Outstanding.Minor > 0)
	for _, n := range w.pos.Instalments {
		b := n.Booked
		bad = bad || b.Principal < 0 || b.Interest < 0 || b.Fee < 0 || b.LateFee < 0
	}
	if bad {
		return fault.Conflict(wordNotReversible)
	}
	return nil
}

// after says whether an entry was made together with or behind another.
func after(entries []Entry, id string) func(Entry) bool {
	place := func(id string) int { return slices.IndexFunc(entries, func(e Entry) bool { return e.ID == id }) }
	at := place(id)
	return func(e Entry) bool { return place(e.ID) >= at }
}
