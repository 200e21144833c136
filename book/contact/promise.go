package contact

import (
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// The states of a promise.
const (
	PromiseOpen      = "open"
	PromiseKept      = "kept"
	PromiseBroken    = "broken"
	PromiseReplaced  = "replaced"
	PromiseCancelled = "cancelled"
)

// farthest is how many days ahead a promise may lie; a longer one is a new
// plan, which needs more than a word.
const farthest = 60

// Promise 还款承诺 is what a customer said he would pay, and by when.
type Promise struct {
	ID         string       `json:"id"`
	ContractID string       `json:"contract_id"`
	CustomerID string       `json:"customer_id"`
	Amount     money.Money  `json:"amount"`
	Day        calendar.Day `json:"day" doc:"until the end of which it is to be kept"`
	State      string       `json:"state" enum:"open,kept,broken,replaced,cancelled"`
	Note       string       `json:"note,omitempty"`
	MadeBy     string       `json:"made_by"`
	MadeAt     time.Time    `json:"made_at"`
	DecidedAt  *time.Time   `json:"decided_at,omitempty"`

	PaidThen int64 `json:"-"` // paid on the contract when it was made, minor units
}

// Promised writes a promise down; an open one of the contract is replaced. The
// caller holds the contract's lock. today is the shop's day.
func Promised(tx *db.Tx, p Promise, today calendar.Day) (Promise, error) {
	switch {
	case p.Amount.Minor <= 0:
		return p, fault.Invalid(wordPromiseAmount).At("/amount")
	case p.Day.Before(today) || p.Day.After(today.AddDays(farthest)):
		return p, fault.Invalid(wordPromiseDay, words.Args{"from": today, "to": today.AddDays(farthest)}).At("/day")
	}
	old, found, err := OpenPromise(tx, p.ContractID)
	if err != nil {
		return p, err
	}
	if found {
		if err := DecidePromise(tx, old, PromiseReplaced); err != nil {
			return p, err
		}
	}
	p.ID, p.State, p.MadeBy, p.MadeAt = tx.ID("prm"), PromiseOpen, tx.Actor().ID, tx.Now()
	if err := insertPromise(tx, p); err != nil {
		return p, err
	}
	tx.Note("promise:"+p.ID, nil, map[string]any{"contract": p.ContractID, "amount": p.Amount, "day": p.Day})
	return p, nil
}

// OpenPromise returns the open promise of a contract and whether there is one.
func OpenPromise(tx *db.Tx, contractID string) (Promise, bool, error) {
	list, err := promises(tx, contractID, PromiseOpen, 1)
	if err != nil || len(list) == 0 {
		return Promise{}, false, err
	}
	return list[0], true, nil
}

// Promises lists the promises of a contract, newest first.
func Promises(tx *db.Tx, contractID string) ([]Promise, error) {
	return promises(tx, contractID, "", 100)
}

// PromisesUpTo lists open promises whose day lies before a day, by id behind
// after: the night decides them in portions.
func PromisesUpTo(tx *db.Tx, day calendar.Day, after string, limit int) ([]Promise, error) {
	return promisesDue(tx, day, after, limit)
}

// DecidePromise ends an open promise.
func DecidePromise(tx *db.Tx, p Promise, state string) error {
	n, err := endPromise(tx, p.ID, state)
	if err == nil && n == 0 {
		return fault.Conflict(wordPromiseOver)
	}
	if err == nil {
		tx.Note("promise:"+p.ID, map[string]any{"state": p.State}, map[string]any{"state": state})
	}
	return err
}
