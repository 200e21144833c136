package order

import (
	"errors"
	"slices"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// AskRefund enters a refund of an order that has money, asked but not approved.
// Faults: an order without money, an amount that is not above zero or that with
// the other refunds exceeds the order, another currency, no reason.
func AskRefund(tx *db.Tx, orderID string, amount money.Money, reason string) (Refund, Order, error) {
	o, err := Lock(tx, orderID)
	if err != nil {
		return Refund{}, Order{}, err
	}
	if !o.State.HasMoney() {
		return Refund{}, Order{}, fault.Conflict(wordNotPaid, words.Args{"state": o.State})
	}
	if reason == "" {
		return Refund{}, Order{}, fault.Invalid(wordRefundReason).At("/reason")
	}
	if amount.Currency != o.Amount.Currency || amount.Minor <= 0 {
		return Refund{}, Order{}, fault.Invalid(wordAmount).At("/amount")
	}
	under, err := Refunds(tx, orderID)
	if err != nil {
		return Refund{}, Order{}, err
	}
	left := o.Amount.Minor
	for _, r := range under {
		if r.State.Live() {
			left -= r.Amount.Minor
		}
	}
	if amount.Minor > left {
		return Refund{}, Order{}, fault.Invalid(wordTooMuch,
			words.Args{"left": money.New(left, o.Amount.Currency).Format()}).At("/amount")
	}
	r := Refund{ID: tx.ID("rfd"), OrderID: o.ID, Amount: amount, Reason: reason, State: RefundAsked,
		Charges: money.New(0, amount.Currency), Actor: tx.Actor().ID, CreatedAt: tx.Now()}
	if err := insertRefund(tx, r); err != nil {
		return Refund{}, Order{}, err
	}
	o, err = o.record(tx, NoteRefund, Detail{Reason: reason, Ref: "refund:" + r.ID,
		Values: map[string]string{"amount": amount.Decimal()}})
	return r, o, err
}

// AwaitApproval notes which approval an asked refund waits for.
func AwaitApproval(tx *db.Tx, id, approval string) error {
	r, err := findRefund(tx, id, tx.ForUpdate())
	if errors.Is(err, db.ErrNone) {
		return fault.NotFound(wordNoRefund)
	}
	if err != nil {
		return err
	}
	r.ApprovalID = approval
	return updateRefund(tx, r)
}

// RefundIn says what became of a refund.
type RefundIn struct {
	ID       string
	To       RefundState
	Approval string       // with approved, where one was needed
	Charges  int64        // with done: fees handed back, minor units, positive
	Day      calendar.Day // with done: the shop's day
	Reason   string       // with refused or unknown: the platform's code
}

// MoveRefund takes a refund to another state; done moves the order too. An
// arrow that is not drawn is a conflict; the state it already has changes
// nothing, so that an answer heard twice counts once.
func MoveRefund(tx *db.Tx, in RefundIn) (Refund, Order, error) {
	r, err := findRefund(tx, in.ID, "")
	if errors.Is(err, db.ErrNone) {
		return Refund{}, Order{}, fault.NotFound(wordNoRefund)
	}
	if err != nil {
		return Refund{}, Order{}, err
	}
	o, err := Lock(tx, r.OrderID) // always before the refund, so that no two wait for each other
	if err != nil {
		return Refund{}, Order{}, err
	}
	if r, err = findRefund(tx, in.ID, tx.ForUpdate()); err != nil {
		return Refund{}, Order{}, err
	}
	if r.State == in.To {
		return r, o, nil
	}
	if !slices.Contains(refundArrows[r.State], in.To) {
		return Refund{}, Order{}, fault.Conflict(wordNoRefundArrow, words.Args{"from": r.State, "to": in.To})
	}
	was := r.State
	r.State = in.To
	if in.Approval != "" {
		r.ApprovalID = in.Approval
	}
	if in.To == RefundDone {
		now := tx.Now()
		r.DoneAt, r.Day, r.Charges.Minor = &now, in.Day, in.Charges
	}
	if err := updateRefund(tx, r); err != nil {
		return Refund{}, Order{}, err
	}
	tx.Note("refund:"+r.ID, map[string]any{"state": was}, map[string]any{"state": r.State, "amount": r.Amount})
	return o.afterRefund(tx, r, in.Reason)
}

func (o Order) afterRefund(tx *db.Tx, r Refund, reason string) (Refund, Order, error) {
	d := Detail{Reason: reason, Ref: "refund:" + r.ID,
		Values: map[string]string{"amount": r.Amount.Decimal(), "refund_state": string(r.State)}}
	var err error
	switch r.State {
	case RefundDone:
		o.Refunded.Minor += r.Amount.Minor
		e := OnRefundPart
		if o.Refunded.Minor >= o.Amount.Minor {
			e = OnRefundAll
		}
		o, err = o.move(tx, e, d)
	case RefundRefused, RefundUnknown:
		o, err = o.record(tx, NoteRefused, d)
	}
	return r, o, err
}

// GetRefund returns a refund; not found is a fault.
func GetRefund(tx *db.Tx, id string) (Refund, error) {
	r, err := findRefund(tx, id, "")
	if errors.Is(err, db.ErrNone) {
		return Refund{}, fault.NotFound(wordNoRefund)
	}
	return r, err
}
