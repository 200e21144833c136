package collect

import (
	"context"

	"fenming/book/casefile"
	"fenming/book/contract"
	"fenming/book/customer"
	"fenming/book/ledger"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/office/notice"
)

// HoldIn stops the clock for a contract.
type HoldIn struct {
	ID     string `path:"id" json:"-" maxLength:"40"`
	Kind   string `json:"kind" enum:"dispute,hardship,complaint,stop"`
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

// answerIn is how many working days the shop gives itself for a first answer to
// an objection (law.md B7).
const answerIn = 5

// PlaceHold stops reminders and late fees for a contract, takes waiting letters
// back, and opens a case so that the objection is answered.
func PlaceHold(_ context.Context, tx *db.Tx, in HoldIn) (customer.Hold, error) {
	c, err := contract.Get(tx, in.ID)
	if err != nil {
		return customer.Hold{}, err
	}
	h, err := customer.PlaceHold(tx, customer.Hold{CustomerID: c.CustomerID, ContractID: c.ID, Kind: in.Kind, Reason: in.Reason})
	if err != nil {
		return h, err
	}
	if _, err := notice.CancelFor(tx, letterRef(c.ID)); err != nil {
		return h, err
	}
	pos, err := ledger.PositionOf(tx, c.ID)
	if err != nil {
		return h, err
	}
	_, err = casefile.Open(tx, casefile.OpenIn{Kind: in.Kind, Object: refOf(c.ID), Title: wordHoldCase,
		Args: words.Args{"contract": c.ID, "kind": in.Kind}, MoneyAtRisk: pos.Remaining, DueIn: answerIn})
	return h, err
}

// LiftIn ends a hold.
type LiftIn struct {
	ID      string `path:"id" json:"-" maxLength:"40"`
	HoldID  string `path:"hold_id" json:"-" maxLength:"40"`
	Outcome string `json:"outcome" enum:"confirmed,unfounded,recovered,loss,explained,corrected,done,withdrawn"`
	Reason  string `json:"reason" minLength:"4" maxLength:"500"`
}

// LiftHold lets the clock run again; the days under the hold stay free of late
// fees. The case of the hold ends with the outcome.
func LiftHold(_ context.Context, tx *db.Tx, in LiftIn) (customer.Hold, error) {
	c, err := contract.Get(tx, in.ID)
	if err != nil {
		return customer.Hold{}, err
	}
	list, err := customer.HoldHistory(tx, c.CustomerID, c.ID)
	if err != nil {
		return customer.Hold{}, err
	}
	for _, h := range list {
		if h.ID != in.HoldID || h.ContractID != c.ID {
			continue
		}
		if err := customer.LiftHold(tx, h.ID, in.Reason); err != nil {
			return h, err
		}
		now := tx.Now()
		h.LiftedAt = &now
		_, err = casefile.ResolveFor(tx, h.Kind, refOf(c.ID), in.Outcome, in.Reason)
		return h, err
	}
	return customer.Hold{}, fault.NotFound(wordNoHold)
}
