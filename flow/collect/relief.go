package collect

import (
	"context"

	"fenming/book/contract"
	"fenming/book/ledger"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
)

// PauseInterestIn lets no interest run from a day to a day.
type PauseInterestIn struct {
	ID     string       `path:"id" json:"-" maxLength:"40"`
	From   calendar.Day `json:"from" doc:"first day without interest"`
	To     calendar.Day `json:"to" doc:"last day without interest"`
	Reason string       `json:"reason" minLength:"4" maxLength:"400"`
}

// ReliefOut is what a relief changed.
type ReliefOut struct {
	LetOff   money.Money     `json:"let_off" doc:"interest that falls away"`
	Position ledger.Position `json:"position"`
}

// PauseInterest lets no interest run on a contract of the shop's own for some
// days; late fees are paused by a hold. Faults: another's debt, what
// ledger.PauseInterest refuses.
func PauseInterest(_ context.Context, tx *db.Tx, in PauseInterestIn) (ReliefOut, error) {
	c, err := contract.Lock(tx, in.ID)
	if err != nil {
		return ReliefOut{}, err
	}
	if err := mustBeCreditor(c.Creditor); err != nil {
		return ReliefOut{}, err
	}
	today, err := ledger.Today(tx)
	if err != nil {
		return ReliefOut{}, err
	}
	off, pos, err := ledger.PauseInterest(tx, ledger.PauseInterestIn{ContractID: c.ID, From: in.From, To: in.To, Day: today, Reason: in.Reason})
	return ReliefOut{money.New(off, c.Currency), pos}, err
}
