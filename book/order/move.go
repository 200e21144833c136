package order

import (
	"errors"
	"time"

	"fenming/kit/db"
	"fenming/kit/fault"
)

// Move takes an order through an event and writes it into the timeline. It is
// the only way to change a state; an arrow that is not drawn is a conflict.
func Move(tx *db.Tx, id string, e Event, d Detail) (Order, error) {
	o, err := Lock(tx, id)
	if err != nil {
		return Order{}, err
	}
	return o.move(tx, e, d)
}

// move is Move for an order this transaction has locked.
func (o Order) move(tx *db.Tx, e Event, d Detail) (Order, error) {
	to, ok := Next(o.State, e)
	if !ok {
		return Order{}, noArrow(o.State, e)
	}
	from := o.State
	o.State = to
	o.stamp(tx, Step{e, d})
	return o, o.write(tx, Entry{Event: e, From: from, To: to, Detail: d})
}

// Record writes something into the timeline that changes no state.
func Record(tx *db.Tx, id string, e Event, d Detail) (Order, error) {
	o, err := Lock(tx, id)
	if err != nil {
		return Order{}, err
	}
	if isArrow(e) {
		return Order{}, noArrow(o.State, e)
	}
	return o.record(tx, e, d)
}

func (o Order) record(tx *db.Tx, e Event, d Detail) (Order, error) {
	return o, (&o).write(tx, Entry{Event: e, From: o.State, To: o.State, Detail: d})
}

func isArrow(e Event) bool {
	for _, to := range arrows {
		if _, ok := to[e]; ok {
			return true
		}
	}
	return false
}

// write stores the order and appends to its timeline.
func (o *Order) write(tx *db.Tx, e Entry) error {
	o.events++
	e.Nr = o.events
	if err := update(tx, *o); err != nil {
		return err
	}
	tx.Note("order:"+o.ID, map[string]any{"state": e.From}, map[string]any{"state": e.To, "event": e.Event})
	return insertEntries(tx, o.ID, []Entry{e})
}

// Links are facts of an order that are learnt later; empty ones stay as they are.
type Links struct {
	QuoteID, ContractID, PlatformNo, PayKind, PayData string
}

// Link adds what was learnt of an order.
func Link(tx *db.Tx, id string, l Links) (Order, error) {
	o, err := Lock(tx, id)
	if err != nil {
		return Order{}, err
	}
	was := o
	for _, f := range []struct {
		to   *string
		from string
	}{{&o.QuoteID, l.QuoteID}, {&o.ContractID, l.ContractID}, {&o.PlatformNo, l.PlatformNo},
		{&o.PayKind, l.PayKind}, {&o.PayData, l.PayData}} {
		if f.from != "" {
			*f.to = f.from
		}
	}
	if o == was {
		return o, nil
	}
	tx.Note("order:"+id, nil, map[string]any{"contract": o.ContractID, "platform_no": o.PlatformNo})
	return o, update(tx, o)
}

// Get returns an order; not found is a fault.
func Get(tx *db.Tx, id string) (Order, error) { return orNotFound(find(tx, "id", id, "")) }

// Lock returns an order that this transaction will write.
func Lock(tx *db.Tx, id string) (Order, error) { return orNotFound(find(tx, "id", id, tx.ForUpdate())) }

// ByOuterNo returns the order of a shop's number, a declined one only where
// there is no other; not found is a fault.
func ByOuterNo(tx *db.Tx, outerNo string) (Order, error) {
	return orNotFound(findOuter(tx, outerNo))
}

// ByOutNo returns the order of our number at the platform; not found is a fault.
func ByOutNo(tx *db.Tx, outNo string) (Order, error) {
	return orNotFound(find(tx, "out_no", outNo, ""))
}

func orNotFound(o Order, err error) (Order, error) {
	if errors.Is(err, db.ErrNone) {
		return Order{}, fault.NotFound(wordNotFound)
	}
	return o, err
}

// Extend gives an order until a time to be paid; its end is the caller's to
// arrange.
func Extend(tx *db.Tx, id string, until time.Time) (Order, error) {
	o, err := Lock(tx, id)
	if err != nil {
		return Order{}, err
	}
	until = until.UTC()
	o.ExpiresAt = &until
	tx.Note("order:"+id, nil, map[string]any{"expires_at": until})
	return o, update(tx, o)
}

// PlacedBy returns the actor who placed an order; not found is a fault.
func PlacedBy(tx *db.Tx, id string) (string, error) {
	actor, err := firstActor(tx, id)
	if errors.Is(err, db.ErrNone) {
		err = fault.NotFound(wordNotFound)
	}
	return actor, err
}
