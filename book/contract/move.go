package contract

import (
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// Get returns a contract.
func Get(tx *db.Tx, id string) (Contract, error) { return find(tx, id, "") }

// Lock returns a contract whose row stays ours until the end of the
// transaction; whoever writes to a contract's ledger takes it first.
func Lock(tx *db.Tx, id string) (Contract, error) { return find(tx, id, tx.ForUpdate()) }

// ByOrder returns the contract of an order that is not cancelled.
func ByOrder(tx *db.Tx, orderID string) (Contract, error) { return ofOrder(tx, orderID) }

// Instalments returns the agreed schedule in order.
func Instalments(tx *db.Tx, id string) ([]Instalment, error) { return instalments(tx, id) }

// Many returns contracts and their schedules by id, for lists of at most a few
// hundred; ids that do not exist are absent.
func Many(tx *db.Tx, ids []string) (map[string]Contract, map[string][]Instalment, error) {
	if len(ids) == 0 {
		return nil, nil, nil
	}
	rows, err := many(tx, ids)
	if err != nil {
		return nil, nil, err
	}
	found := make(map[string]Contract, len(rows))
	for _, c := range rows {
		found[c.ID] = c
	}
	lines, err := instalmentsOf(tx, ids)
	return found, lines, err
}

// Events returns what happened to a contract, oldest first.
func Events(tx *db.Tx, id string) ([]Event, error) { return events(tx, id) }

// Acceptances returns the key terms accepted, in order.
func Acceptances(tx *db.Tx, id string) ([]Acceptance, error) { return acceptances(tx, id) }

// Activate puts a signed contract into force: the goods are on their way or
// the service has begun. An active contract stays as it is.
func Activate(tx *db.Tx, id string, day calendar.Day) (Contract, error) {
	c, err := Lock(tx, id)
	if err != nil || c.State == Active {
		return c, err
	}
	c.ActiveDay = day
	return change(tx, c, Active, map[string]any{"day": day})
}

// Settle closes a contract that is paid; the ledger calls it.
func Settle(tx *db.Tx, id string, day calendar.Day) (Contract, error) {
	return end(tx, id, Settled, day, "")
}

// Reopen puts a settled or written-off contract back into force, when a
// payment was taken back.
func Reopen(tx *db.Tx, id, reason string) (Contract, error) {
	c, err := Lock(tx, id)
	if err != nil || c.State == Active {
		return c, err
	}
	if c.State != Settled && c.State != WrittenOff {
		return c, fault.Conflict(wordWrongState, words.Args{"state": c.State, "to": Active})
	}
	c.EndedDay = ""
	return change(tx, c, Active, map[string]string{"reason": reason})
}

// Cancel ends a contract that was not signed, or was rescinded.
func Cancel(tx *db.Tx, id string, day calendar.Day, reason string) (Contract, error) {
	return end(tx, id, Cancelled, day, reason)
}

// WriteOff marks a contract whose claim was given up; the ledger calls it.
func WriteOff(tx *db.Tx, id string, day calendar.Day, reason string) (Contract, error) {
	return end(tx, id, WrittenOff, day, reason)
}

func end(tx *db.Tx, id string, to State, day calendar.Day, reason string) (Contract, error) {
	c, err := Lock(tx, id)
	if err != nil || c.State == to {
		return c, err
	}
	c.EndedDay = day
	return change(tx, c, to, map[string]any{"day": day, "reason": reason})
}

// change moves a locked contract along a drawn arrow.
func change(tx *db.Tx, c Contract, to State, detail any) (Contract, error) {
	from := c.State
	if err := mayMove(from, to); err != nil {
		return c, err
	}
	c.State = to
	n, err := move(tx, c, from)
	if err != nil {
		return c, err
	}
	if n == 0 {
		return c, fault.Conflict(wordWrongState, words.Args{"state": from, "to": to})
	}
	tx.Note("contract:"+c.ID, map[string]any{"state": from}, noteOf(c))
	return c, addEvent(tx, c.ID, to, detail)
}
