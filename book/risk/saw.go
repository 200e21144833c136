package risk

import (
	"fenming/book/order"
	"fenming/kit/db"
	"fenming/kit/fault"
)

// Saw remembers what happened to an order after its verdict. It takes customer,
// phone, device and the rest from the order's own event; an order that was
// never judged is not remembered, since there is nothing to tie it to.
func Saw(tx *db.Tx, in Event) error {
	if in.Kind == "" || in.Kind == KindOrder || in.OrderID == "" {
		return fault.Invalid(wordEvent).At("/event")
	}
	if in.At.IsZero() {
		in.At = tx.Now()
	}
	seen, err := eventsOf(tx, in.OrderID)
	if err != nil || len(seen) == 0 {
		return err
	}
	e := seen[0]
	e.id, e.kind, e.at, e.gap, e.moved = tx.ID("rev"), in.Kind, in.At.UnixMicro(), -1, in.Moved
	e.amount, e.currency = in.Amount.Minor, string(in.Amount.Currency)
	if in.Fulfilment != "" {
		e.fulfilment = in.Fulfilment
	}
	if in.Kind == KindDelivery && !in.Moved {
		if err := e.proven(tx, in); err != nil {
			return err
		}
	}
	if in.Kind == KindRefund {
		paid := seen[0].at
		if !in.PaidAt.IsZero() {
			paid = in.PaidAt.UnixMicro()
		}
		e.gap, e.moved = max(e.at-paid, 0), false
		for _, other := range seen {
			e.moved = e.moved || other.kind == KindDelivery && other.moved
		}
	}
	return insertEvent(tx, e)
}

// proven looks at the proofs of fulfilment: goods moved when a shipment has a
// carrier's number. What is not a shipment cannot have failed to move.
func (e *event) proven(tx *db.Tx, in Event) error {
	proofs, err := order.Proofs(tx, in.OrderID)
	for _, p := range proofs {
		if in.Fulfilment == "" {
			e.fulfilment = p.Kind
		}
		e.moved = e.moved || p.Kind == shipment && p.TrackingNo != ""
	}
	return err
}
