package sell

import (
	"context"
	"time"

	"fenming/book/casefile"
	"fenming/book/order"
	"fenming/book/plan"
	"fenming/book/risk"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/office/tenant"
	"fenming/platform"
)

// ReviewIn is a person's decision on a held order.
type ReviewIn struct {
	ID      string `path:"id" json:"-" maxLength:"40"`
	Outcome string `json:"outcome" enum:"accept,decline"`
	Reason  string `json:"reason" minLength:"4" maxLength:"500"`
	BuyerID string `json:"buyer_id,omitempty" maxLength:"64" doc:"to accept an order of way account: the buyer's account at the platform, which is not kept while an order is held"`
}

// Review ends the hold of an order. Accepting claims the limit and goes on as
// Decide does; when there is no room it is refused and the order stays held.
// The one who placed the order may not accept it. Faults: another state, own
// order, no room, a quote that has run out, a buyer's account that is missing.
func Review(_ context.Context, tx *db.Tx, in ReviewIn) (DecideOut, error) {
	o, err := order.Lock(tx, in.ID)
	if err != nil {
		return DecideOut{}, err
	}
	if o.State != order.Held {
		return DecideOut{}, fault.Conflict(wordNotHeld, words.Args{"state": o.State})
	}
	out := DecideOut{Order: o, Outcome: in.Outcome, Next: nextNone}
	if o.QuoteID != "" {
		q, err := plan.GetQuote(tx, o.QuoteID)
		if err != nil {
			return DecideOut{}, err
		}
		out.Quote = &q
	}
	event, caseOutcome := order.OnDecline, casefile.Confirmed
	if in.Outcome == risk.Accept {
		event, caseOutcome = order.OnAccept, casefile.Unfounded
		if o.Way == string(platform.WayAccount) && in.BuyerID == "" {
			return DecideOut{}, fault.Invalid(wordBuyerAgain).At("/buyer_id")
		}
		if err := mayAccept(tx, o, out.Quote); err != nil {
			return DecideOut{}, err
		}
	}
	if _, err = casefile.ResolveFor(tx, casefile.KindOrder, o.Ref(), caseOutcome, in.Reason); err != nil {
		return DecideOut{}, err
	}
	detail := order.Detail{Reason: in.Reason, Values: map[string]string{"by": "review"}}
	if out.Order, err = order.Move(tx, o.ID, event, detail); err != nil || event == order.OnDecline {
		return out, err
	}
	if out.Order, err = renew(tx, out.Order); err != nil {
		return DecideOut{}, err
	}
	if err := proceed(tx, &out, in.BuyerID); err != nil {
		return DecideOut{}, err
	}
	return out, expireLater(tx, out.Order)
}

// proceed starts what follows the acceptance of an order that was held.
func proceed(tx *db.Tx, out *DecideOut, buyer string) error {
	if out.Order.ChannelID != "" {
		return askPlatform(tx, out, buyer)
	}
	d := draft{order: out.Order}
	err := d.offer(tx, out)
	if err == nil && d.order.ContractID != "" {
		_, err = order.Link(tx, out.Order.ID, order.Links{ContractID: d.order.ContractID})
	}
	if err == nil {
		out.Order, err = order.Move(tx, out.Order.ID, order.OnAwait, order.Detail{})
	}
	return err
}

func mayAccept(tx *db.Tx, o order.Order, q *plan.Quote) error {
	if q != nil && tx.Now().After(q.ValidUntil) {
		return fault.Refused(wordQuoteOver)
	}
	placer, err := order.PlacedBy(tx, o.ID)
	if err != nil {
		return err
	}
	if a := tx.Actor(); a.Kind == "user" && placer == a.ID && a.Role != "owner" {
		return fault.Forbidden(wordOwnOrder)
	}
	if err := mayOwe(tx, o, q); err != nil {
		return err
	}
	why, err := claimLimit(tx, o, q)
	if err == nil && why != nil {
		err = why
	}
	return err
}

// renew gives a reviewed order the time to be paid or signed.
func renew(tx *db.Tx, o order.Order) (order.Order, error) {
	k, unit := knobSignWait, time.Hour
	if o.ChannelID != "" {
		k, unit = knobPayWindow, time.Minute
	}
	n, err := tenant.Value(tx, k)
	if err != nil {
		return order.Order{}, err
	}
	return order.Extend(tx, o.ID, tx.Now().Add(time.Duration(n)*unit))
}
