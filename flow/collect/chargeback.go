package collect

import (
	"context"

	"fenming/book/contract"
	"fenming/book/ledger"
	"fenming/book/order"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// ChargeBackIn is a payment that the bank took back.
type ChargeBackIn struct {
	ID      string       `path:"id" json:"-" maxLength:"40"`
	EntryID string       `path:"entry_id" json:"-" maxLength:"40"`
	Amount  *money.Money `json:"amount,omitempty" doc:"what is left of the payment when left out"`
	Day     calendar.Day `json:"day,omitempty" doc:"when the money was taken; today when left out"`
	Reason  string       `json:"reason" minLength:"4" maxLength:"400"`
}

// ChargeBackOut is what it changed.
type ChargeBackOut struct {
	EntryID  string          `json:"entry_id"`
	Position ledger.Position `json:"position"`
}

// ChargeBack books that a payment was taken back: it is owed again, and an
// order that was settled is open again. Faults: a day in the future, what
// ledger.ChargeBack refuses.
func ChargeBack(_ context.Context, tx *db.Tx, in ChargeBackIn) (ChargeBackOut, error) {
	c, err := contract.Lock(tx, in.ID)
	if err != nil {
		return ChargeBackOut{}, err
	}
	today, err := ledger.Today(tx)
	if err != nil {
		return ChargeBackOut{}, err
	}
	if in.Day == "" {
		in.Day = today
	}
	if in.Day.After(today) {
		return ChargeBackOut{}, fault.Invalid(wordPaymentDay, words.Args{"from": c.ActiveDay, "to": today}).At("/day")
	}
	amount := money.Money{}
	if in.Amount != nil {
		amount = *in.Amount
	}
	e, err := ledger.ChargeBack(tx, ledger.ChargeBackIn{ContractID: c.ID, EntryID: in.EntryID, Amount: amount, Day: in.Day, Reason: in.Reason})
	if err != nil {
		return ChargeBackOut{}, err
	}
	out := ChargeBackOut{EntryID: e.ID}
	if out.Position, err = ledger.PositionOf(tx, c.ID); err != nil {
		return out, err
	}
	if out.Position.Outstanding.Minor == 0 {
		return out, nil
	}
	o, err := order.Get(tx, c.OrderID)
	if err != nil {
		return out, err
	}
	if _, drawn := order.Next(o.State, order.OnUnsettle); drawn {
		_, err = order.Move(tx, o.ID, order.OnUnsettle, order.Detail{Ref: refOf(c.ID), At: tx.Now()})
	}
	return out, err
}
