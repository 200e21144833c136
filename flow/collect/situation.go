package collect

import (
	"slices"
	"time"

	"fenming/book/contact"
	"fenming/book/contract"
	"fenming/book/customer"
	"fenming/book/ledger"
	"fenming/book/order"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/office/tenant"
)

// situation is all that bears on the next step for a contract.
type situation struct {
	shop    tenant.Tenant
	loc     *time.Location
	today   calendar.Day
	c       contract.Contract
	order   order.Order
	holds   []string // kinds beside those customer.Holds gives
	refunds []order.Refund
	promise contact.Promise
	vowed   bool // the promise stands
}

// look reads a contract's situation.
func look(tx *db.Tx, contractID string) (situation, error) {
	c, err := contract.Get(tx, contractID)
	if err != nil {
		return situation{}, err
	}
	s := situation{c: c}
	if s.shop, err = tenant.Get(tx); err != nil {
		return s, err
	}
	if s.loc, err = calendar.Zone(s.shop.Zone); err != nil {
		return s, err
	}
	s.today = calendar.DayOf(tx.Now(), s.loc)
	if s.order, err = order.Get(tx, c.OrderID); err != nil {
		return s, err
	}
	if s.refunds, err = order.Refunds(tx, c.OrderID); err != nil {
		return s, err
	}
	if s.promise, s.vowed, err = contact.OpenPromise(tx, c.ID); err != nil {
		return s, err
	}
	s.holds = s.ownHolds()
	return s, nil
}

// The holds that follow from the facts.
const (
	holdRefund      = "refund"
	holdUndelivered = "not_delivered"
	holdPromise     = "promise"
)

// ownHolds are the reasons to wait that stand in the order and the promise:
// a refund under way, goods of which nothing was sent, a promise whose day is
// not over. Imported history says nothing of delivery.
func (s situation) ownHolds() []string {
	var kinds []string
	if slices.ContainsFunc(s.refunds, func(r order.Refund) bool { return r.DoneAt == nil && r.State.Live() }) {
		kinds = append(kinds, holdRefund)
	}
	if s.order.State == order.Paid && !s.order.Imported {
		kinds = append(kinds, holdUndelivered)
	}
	if s.vowed && !s.today.After(s.promise.Day) {
		kinds = append(kinds, holdPromise)
	}
	return kinds
}

// pauses are the days that bear no late fee: those under a hold, also a lifted
// one, and those of a refund.
func (s situation) pauses(tx *db.Tx) ([]ledger.Pause, error) {
	list, err := customer.HoldHistory(tx, s.c.CustomerID, s.c.ID)
	if err != nil {
		return nil, err
	}
	var pauses []ledger.Pause
	add := func(kind string, from time.Time, to *time.Time) {
		p := ledger.Pause{Kind: kind, From: calendar.DayOf(from, s.loc)}
		if to != nil {
			p.To = calendar.DayOf(*to, s.loc)
		}
		pauses = append(pauses, p)
	}
	for _, h := range list {
		add(h.Kind, h.PlacedAt, h.LiftedAt)
	}
	for _, r := range s.refunds {
		if r.State.Live() {
			add(holdRefund, r.CreatedAt, r.DoneAt)
		}
	}
	return pauses, nil
}

// ask is the question to the gate, apart from what is said. owed is what is
// asked for: the instalment of a reminder, everything overdue of a demand.
func (s situation) ask(owed money.Money, channel, purpose string, overdue int, address string) contact.Ask {
	return contact.Ask{CustomerID: s.c.CustomerID, ContractID: s.c.ID, Creditor: s.c.Creditor, Channel: channel,
		Purpose: purpose, Balance: owed, Holds: s.holds, OverdueDays: overdue, Zone: s.shop.Zone,
		AlsoZone: alsoZone(address)}
}

// mustBeCreditor refuses to ask for money that is owed to somebody else.
func mustBeCreditor(creditor string) error {
	if creditor != "merchant" {
		return fault.Refused(wordNotCreditor)
	}
	return nil
}

// open is what an instalment still asks for.
func (s situation) open(n ledger.InstalmentPosition) money.Money {
	return money.New(n.Open.Sum(), s.c.Currency)
}

// written is an amount as letters write it.
func written(m money.Money) string {
	if m.Currency == money.CNY {
		return "¥" + m.Format()
	}
	return m.String()
}
