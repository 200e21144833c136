package order

import (
	"errors"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// NewID makes the id of an order that Create will write; it is also the number
// of the sale at the platform.
func NewID(tx *db.Tx) string { return tx.ID("ord") }

// Create writes a new order with its items and takes it through the steps, in
// one insert. ID may be empty. Faults: an amount that is not above zero, items
// that do not add up to it, an outer number that is taken, a step that is not
// drawn.
func Create(tx *db.Tx, o Order, items []Item, steps ...Step) (Order, error) {
	if o.ID == "" {
		o.ID = NewID(tx)
	}
	if o.OutNo == "" {
		o.OutNo = o.ID
	}
	o.State, o.Refunded, o.CreatedAt = Quoted, money.New(0, o.Amount.Currency), tx.Now()
	if err := o.check(items); err != nil {
		return Order{}, err
	}
	list := make([]Entry, 0, len(steps)+1)
	entry := func(e Event, to State, d Detail) {
		o.events++
		list = append(list, Entry{Nr: o.events, Event: e, From: o.State, To: to, Detail: d})
		o.State = to
	}
	entry("create", Quoted, Detail{})
	for _, s := range steps {
		to, ok := Next(o.State, s.Event)
		if !ok {
			return Order{}, noArrow(o.State, s.Event)
		}
		entry(s.Event, to, s.Detail)
		o.stamp(tx, s)
	}
	// A declined order does not stand in the unique index, so it is looked for.
	had, err := findOuter(tx, o.OuterNo)
	if err != nil && !errors.Is(err, db.ErrNone) {
		return Order{}, err
	}
	n := int64(0)
	if err != nil || had.State == Declined {
		if n, err = insert(tx, o); err != nil {
			return Order{}, err
		}
	}
	if n == 0 {
		return Order{}, fault.Conflict(wordOuterTaken, words.Args{"no": o.OuterNo}).At("/outer_no")
	}
	if err := insertItems(tx, o.ID, items); err != nil {
		return Order{}, err
	}
	tx.Note("order:"+o.ID, nil, o.brief())
	return o, insertEntries(tx, o.ID, list)
}

func (o Order) check(items []Item) error {
	var faults []*fault.Fault
	if o.OuterNo == "" || len(o.OuterNo) > 64 {
		faults = append(faults, fault.Invalid(wordOuterNo).At("/outer_no"))
	}
	if o.Amount.Minor <= 0 {
		faults = append(faults, fault.Invalid(wordAmount).At("/amount"))
	}
	if o.Day.Check() != nil {
		faults = append(faults, fault.Invalid(wordDay).At("/day"))
	}
	if len(items) > 200 {
		faults = append(faults, fault.Invalid(wordItems).At("/items"))
	}
	parts := make([]int64, len(items))
	for i, it := range items {
		parts[i] = it.Amount.Minor
		if it.SKU == "" || it.Quantity < 1 || it.Amount.Minor < 0 || it.Amount.Currency != o.Amount.Currency {
			faults = append(faults, fault.Invalid(wordItem).At("/items"))
			break
		}
	}
	sum, err := money.Sum(parts...)
	if len(items) > 0 && (err != nil || sum != o.Amount.Minor) {
		faults = append(faults, fault.Invalid(wordItemSum).At("/items"))
	}
	return fault.Many(faults)
}

// stamp notes when the order reached a milestone.
func (o *Order) stamp(tx *db.Tx, s Step) {
	at := tx.Now()
	if !s.Detail.At.IsZero() {
		at = s.Detail.At.UTC()
	}
	switch s.Event {
	case OnPay, OnPayLate, OnImport:
		o.PaidAt = &at
		o.EndedAt = nil
	case OnFulfil:
		o.FulfilledAt = &at
	case OnSettle:
		o.SettledAt = &at
	case OnUnsettle:
		o.SettledAt = nil
	}
	if o.State.Ended() && o.EndedAt == nil {
		o.EndedAt = &at
	}
}

// brief is what the audit log keeps of an order.
func (o Order) brief() map[string]any {
	return map[string]any{"state": o.State, "outer_no": o.OuterNo, "amount": o.Amount, "plan": o.PlanCode,
		"platform": o.Platform, "verdict": o.Verdict}
}

func noArrow(from State, e Event) error {
	return fault.Conflict(wordNoArrow, words.Args{"state": from, "event": e})
}
