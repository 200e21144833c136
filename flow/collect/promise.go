package collect

import (
	"context"

	"fenming/book/contact"
	"fenming/book/contract"
	"fenming/book/ledger"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/notice"
)

// PromiseIn is what a customer says he will pay.
type PromiseIn struct {
	ID     string       `path:"id" json:"-" maxLength:"40"`
	Amount money.Money  `json:"amount"`
	Day    calendar.Day `json:"day" doc:"until the end of which it is to be paid"`
	Note   string       `json:"note,omitempty" maxLength:"500"`
}

// Promise writes a promise to pay down. Until its day is over the customer is
// not reminded. Faults: a debt of somebody else's (refused), a contract that is
// not active (conflict), more than is owed, a day that is over or too far.
func Promise(_ context.Context, tx *db.Tx, in PromiseIn) (contact.Promise, error) {
	c, err := contract.Lock(tx, in.ID)
	if err != nil {
		return contact.Promise{}, err
	}
	if err := mustBeCreditor(c.Creditor); err != nil {
		return contact.Promise{}, err
	}
	if c.State != contract.Active {
		return contact.Promise{}, fault.Conflict(wordNotActive, words.Args{"state": c.State})
	}
	pos, err := ledger.PositionOf(tx, c.ID)
	if err != nil {
		return contact.Promise{}, err
	}
	if in.Amount.Currency != c.Currency || in.Amount.Minor > pos.Remaining.Minor {
		return contact.Promise{}, fault.Invalid(wordPromiseMost, words.Args{"most": written(pos.Remaining)}).At("/amount")
	}
	p, err := contact.Promised(tx, contact.Promise{ContractID: c.ID, CustomerID: c.CustomerID, Amount: in.Amount, Day: in.Day,
		Note: in.Note, PaidThen: paid(pos)}, pos.Day)
	if err != nil {
		return p, err
	}
	_, err = notice.CancelFor(tx, letterRef(c.ID))
	return p, err
}
