package limit

import (
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/tenant"
)

// HoldIn claims part of a customer's limit for an order.
type HoldIn struct {
	CustomerID string
	PlanCode   string
	OrderID    string
	Amount     money.Money
}

// Hold claims an amount, or refuses when less is free. The same order holding
// the same amount again gets the hold it has.
func Hold(tx *db.Tx, in HoldIn) (Held, error) {
	if in.Amount.Minor <= 0 {
		return Held{}, fault.Invalid(wordHoldAmount).At("/amount")
	}
	if err := queue(tx, in.CustomerID); err != nil {
		return Held{}, err
	}
	if had, ok, err := holdOf(tx, in.OrderID); err != nil || ok {
		if ok && (had.Amount != in.Amount || had.CustomerID != in.CustomerID || had.PlanCode != in.PlanCode) {
			return had, fault.Conflict(wordOther)
		}
		return had, err
	}
	r, _, err := look(tx, in)
	if err != nil {
		return Held{}, err
	}
	if err := refuse(r, in); err != nil {
		return Held{}, err
	}
	h := Held{ID: tx.ID("hld"), CustomerID: in.CustomerID, PlanCode: in.PlanCode, OrderID: in.OrderID, Amount: in.Amount,
		Repaid: money.New(0, in.Amount.Currency), State: StateHeld, HeldAt: tx.Now()}
	tx.Note("limit_hold:"+h.ID, nil, map[string]any{"order_id": h.OrderID, "amount": h.Amount, "state": h.State})
	return h, insertHold(tx, h)
}

// Check says whether Hold would succeed now, and changes nothing.
func Check(tx *db.Tx, in HoldIn) (View, error) {
	r, holds, err := look(tx, in)
	if err != nil {
		return View{}, err
	}
	return view(tx, in.CustomerID, in.PlanCode, in.Amount.Currency, r, holds), refuse(r, in)
}

func refuse(r room, in HoldIn) error {
	if !r.found {
		return fault.Refused(wordNone)
	}
	if r.free < in.Amount.Minor {
		return fault.Refused(wordTooLow, words.Args{
			"free": money.New(max(0, r.free), in.Amount.Currency).String(), "amount": in.Amount.String()})
	}
	return nil
}

func look(tx *db.Tx, in HoldIn) (room, []Held, error) {
	loc, err := tenant.Location(tx)
	if err != nil {
		return room{}, nil, err
	}
	day := calendar.DayOf(tx.Now(), loc)
	rules, err := rulesFor(tx, in.CustomerID, day)
	if err != nil {
		return room{}, nil, err
	}
	holds, err := holdsOf(tx, in.CustomerID)
	return spaceFor(rules, holds, in.CustomerID, in.PlanCode, in.Amount.Currency, day), holds, err
}

// Use turns the hold of an order into used limit: the credit was given.
// An order without a hold, or one used before, changes nothing.
func Use(tx *db.Tx, orderID string) error {
	n, err := markUsed(tx, orderID)
	if n > 0 {
		tx.Note("limit_hold:"+orderID, StateHeld, StateUsed)
	}
	return err
}

// Release gives back what an order holds or uses; without a hold it does nothing.
func Release(tx *db.Tx, orderID string) error {
	n, err := markReleased(tx, orderID)
	if n > 0 {
		tx.Note("limit_hold:"+orderID, nil, StateReleased)
	}
	return err
}

// Outstanding says how much principal of an order is still out, in minor
// units; the ledger calls it after everything that moves it. What came back is
// free again.
func Outstanding(tx *db.Tx, orderID string, open int64) error {
	return setOpen(tx, orderID, max(0, open))
}

// HoldOf returns the hold of an order that is not released.
func HoldOf(tx *db.Tx, orderID string) (Held, error) {
	h, ok, err := holdOf(tx, orderID)
	if err == nil && !ok {
		return h, fault.NotFound(wordNoHold)
	}
	return h, err
}
