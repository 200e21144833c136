package collect

import (
	"context"

	"fenming/book/contract"
	"fenming/book/ledger"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
	"fenming/office/notice"
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

// ReAgeIn makes what is unpaid due anew, month by month.
type ReAgeIn struct {
	ID       string       `path:"id" json:"-" maxLength:"40"`
	Count    int          `json:"count" minimum:"1" maximum:"60" doc:"how many new instalments"`
	FirstDue calendar.Day `json:"first_due"`
	Agreed   string       `json:"agreed" minLength:"4" maxLength:"400" doc:"how the customer agreed: a signed letter, a recorded call, with its date"`

	WaiveLateFees bool `json:"waive_late_fees,omitempty" doc:"let off the late fees that are unpaid; otherwise they stay due"`
}

// ReAge gives a contract of the shop's own new due days for what is unpaid; the
// customer owes no more than before. Letters about the old days are taken back.
// Faults: another's debt, what ledger.ReAge refuses.
func ReAge(_ context.Context, tx *db.Tx, in ReAgeIn) (ReliefOut, error) {
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
	if _, err := ledger.ReAge(tx, ledger.ReAgeIn{ContractID: c.ID, Count: in.Count, FirstDue: in.FirstDue, Day: today, Agreed: in.Agreed,
		WaiveLateFees: in.WaiveLateFees}); err != nil {
		return ReliefOut{}, err
	}
	if _, err := notice.CancelFor(tx, letterRef(c.ID)); err != nil {
		return ReliefOut{}, err
	}
	pos, err := ledger.PositionOf(tx, c.ID)
	return ReliefOut{money.New(0, c.Currency), pos}, err
}
