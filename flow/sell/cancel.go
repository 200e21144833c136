package sell

import (
	"context"

	"fenming/book/casefile"
	"fenming/book/contract"
	"fenming/book/limit"
	"fenming/book/order"
	"fenming/book/risk"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/words"
)

// CancelIn ends an order that is not paid.
type CancelIn struct {
	ID     string `path:"id" json:"-" maxLength:"40"`
	Reason string `json:"reason" minLength:"1" maxLength:"200"`
}

// CancelOut is the order; Closing says that the platform is being asked to
// close the sale, after which the order ends.
type CancelOut struct {
	Order   order.Order `json:"order"`
	Closing bool        `json:"closing"`
}

// Cancel ends an unpaid order. Where the platform was asked for payment it
// closes the sale first; if it was paid meanwhile, the order is paid. An order
// that has ended already is returned as it is; a paid one is refunded, not
// cancelled (conflict).
func Cancel(_ context.Context, tx *db.Tx, in CancelIn) (CancelOut, error) {
	o, err := order.Lock(tx, in.ID)
	if err != nil {
		return CancelOut{}, err
	}
	switch {
	case o.State == order.Cancelled || o.State == order.Expired || o.State == order.Closed:
		return CancelOut{Order: o}, nil
	case !o.State.Unpaid() && o.State != order.Held:
		return CancelOut{}, fault.Conflict(wordNotUnpaid, words.Args{"state": o.State})
	case o.ChannelID != "" && o.State.Unpaid():
		_, err = job.Enqueue(tx, jobClose, CloseArgs{OrderID: o.ID, Event: order.OnCancel, Reason: in.Reason}, job.Once(o.ID))
		return CancelOut{Order: o, Closing: true}, err
	}
	o, err = end(tx, o, order.OnCancel, order.Detail{Reason: in.Reason})
	return CancelOut{Order: o}, err
}

// end closes an unpaid order and gives back what it claimed.
func end(tx *db.Tx, o order.Order, e order.Event, d order.Detail) (order.Order, error) {
	wasHeld := o.State == order.Held
	o, err := order.Move(tx, o.ID, e, d)
	if err != nil {
		return order.Order{}, err
	}
	if err := limit.Release(tx, o.ID); err != nil {
		return order.Order{}, err
	}
	if e == order.OnCancel {
		if err := risk.Saw(tx, risk.Event{Kind: risk.KindCancel, OrderID: o.ID, Amount: o.Amount}); err != nil {
			return order.Order{}, err
		}
	}
	if wasHeld {
		if _, err := casefile.ResolveFor(tx, casefile.KindOrder, o.Ref(), casefile.Withdrawn, string(e)); err != nil {
			return order.Order{}, err
		}
	}
	if o.ContractID == "" {
		return o, nil
	}
	day, err := dayOf(tx, tx.Now())
	if err != nil {
		return order.Order{}, err
	}
	_, err = contract.Cancel(tx, o.ContractID, day, string(e))
	return o, err
}

// expire ends an order that nobody paid, signed or reviewed in time.
func expire(_ context.Context, tx *db.Tx, args OrderArgs) error {
	o, err := order.Lock(tx, args.OrderID)
	if err != nil {
		return err
	}
	if !o.State.Unpaid() && o.State != order.Held {
		return nil
	}
	if o.ExpiresAt != nil && o.ExpiresAt.After(tx.Now()) { // extended by a review; its own job follows
		return nil
	}
	if o.ChannelID != "" && o.State.Unpaid() {
		_, err = job.Enqueue(tx, jobClose, CloseArgs{OrderID: o.ID, Event: order.OnExpire}, job.Once(o.ID))
		return err
	}
	_, err = end(tx, o, order.OnExpire, order.Detail{})
	return err
}
