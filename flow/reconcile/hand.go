package reconcile

import (
	"context"

	"fenming/book/casefile"
	"fenming/book/ledger"
	"fenming/book/limit"
	"fenming/book/order"
	"fenming/book/statement"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
)

// IDIn names a file.
type IDIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
}

// MatchIn says by hand to which order, or refund of it, a line belongs.
type MatchIn struct {
	ID       string `path:"id" json:"-" maxLength:"40"`
	OrderID  string `json:"order_id" minLength:"1" maxLength:"40"`
	RefundID string `json:"refund_id,omitempty" maxLength:"40" doc:"for a refund line"`
	Reason   string `json:"reason" minLength:"4" maxLength:"500"`
}

// matchByHand joins a line to an order on a person's word, whatever the amounts,
// books it as taken and ends the line's differences with the reason. Faults: a
// line that is matched, an order of the merchant's own contract, one that is not
// paid or has its payment line, a refund line without a standing refund of the
// order.
func matchByHand(_ context.Context, tx *db.Tx, in MatchIn) (statement.Line, error) {
	o, err := order.Lock(tx, in.OrderID)
	if err != nil {
		return statement.Line{}, err
	}
	l, err := statement.GetLine(tx, in.ID)
	if err != nil {
		return l, err
	}
	if l.State == statement.LineMatched {
		return l, fault.Conflict(wordLineTaken)
	}
	r, err := fitsByHand(tx, l, o, in.RefundID)
	if err != nil {
		return l, err
	}
	own, err := openOn(tx, l.ID)
	if err != nil {
		return l, err
	}
	if l.Source == fundSource {
		_, err = statement.Join(tx, statement.Match{LineID: l.ID, OrderID: o.ID})
	} else {
		err = joinBooked(tx, l, o, r.ID)
	}
	if err != nil {
		return l, err
	}
	for _, id := range own {
		if err := explain(tx, id, in.Reason, casefile.Explained); err != nil {
			return l, err
		}
	}
	if err := clearUp(tx, l, o, r.ID); err != nil {
		return l, err
	}
	return statement.GetLine(tx, l.ID)
}

// fitsByHand checks what no person may overrule, and finds the refund.
func fitsByHand(tx *db.Tx, l statement.Line, o order.Order, refundID string) (order.Refund, error) {
	switch {
	case o.ContractID != "":
		return order.Refund{}, fault.Conflict(wordOwnContract)
	case l.Source == fundSource:
	case l.Kind == kindRefund:
		r, err := order.GetRefund(tx, refundID)
		if err != nil {
			return r, fault.Invalid(wordRefundOf).At("/refund_id").Because(err)
		}
		taken, err := refundMatched(tx, r.ID)
		if err == nil && (taken || r.OrderID != o.ID || !r.State.Live()) {
			err = fault.Invalid(wordRefundOf).At("/refund_id")
		}
		return r, err
	case o.PaidAt == nil:
		return order.Refund{}, fault.Conflict(wordOrderNotPaid)
	case l.Kind == kindPayment:
		taken, err := statement.PaymentMatched(tx, o.ID)
		if err == nil && taken {
			err = fault.Conflict(wordHasPayment)
		}
		return order.Refund{}, err
	}
	return order.Refund{}, nil
}

// UndoIn takes a match back.
type UndoIn struct {
	ID     string `path:"id" json:"-" maxLength:"40"`
	Reason string `json:"reason" minLength:"4" maxLength:"500"`
}

// undo takes a match back: its entries are reversed, the order is no longer
// settled, the line is odd and waits for a person.
func undo(_ context.Context, tx *db.Tx, in UndoIn) (statement.Match, error) {
	m, err := statement.Part(tx, in.ID, in.Reason)
	if err != nil {
		return m, err
	}
	for _, id := range m.Entries {
		if _, err := ledger.Reverse(tx, id, in.Reason); err != nil {
			return m, err
		}
	}
	l, err := statement.GetLine(tx, m.LineID)
	if err != nil {
		return m, err
	}
	if l.Kind == kindPayment {
		if err := unsettle(tx, m.OrderID, l.ID, in.Reason); err != nil {
			return m, err
		}
	}
	return m, differ(tx, l, "", finding{code: statement.OrderMissing, expected: money.New(0, l.Amount.Currency), actual: l.Amount})
}

func unsettle(tx *db.Tx, orderID, lineID, reason string) error {
	o, err := order.Lock(tx, orderID)
	if err != nil {
		return err
	}
	if err := vanish(tx, o.ID, noteUndone, statement.FeeDiffers); err != nil {
		return err
	}
	if _, drawn := order.Next(o.State, order.OnUnsettle); !drawn || o.SettledAt == nil {
		return nil
	}
	if _, err = order.Move(tx, o.ID, order.OnUnsettle, order.Detail{Reason: reason, Ref: "line:" + lineID}); err != nil {
		return err
	}
	return limit.Outstanding(tx, o.ID, o.Amount.Minor)
}

// ExplainIn ends a difference with a person's words.
type ExplainIn struct {
	ID   string `path:"id" json:"-" maxLength:"40"`
	Note string `json:"note" minLength:"4" maxLength:"500"`
}

func explainByHand(_ context.Context, tx *db.Tx, in ExplainIn) (statement.Difference, error) {
	if err := explain(tx, in.ID, in.Note, casefile.Explained); err != nil {
		return statement.Difference{}, err
	}
	return statement.GetDifference(tx, in.ID)
}
