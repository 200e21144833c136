package ledger

import (
	"slices"

	"fenming/book/contract"
	"fenming/book/limit"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// work is one act on a contract: the contract is locked, its position known
// and kept up to date with every entry the act posts.
type work struct {
	tx   *db.Tx
	c    contract.Contract
	list []contract.Instalment
	sums []balance
	day  calendar.Day
	pos  Position

	settling bool // an early settlement is under way
	late     bool // the act counts before one that is booked already
}

// begin locks a contract and reads where it stands on a day.
func begin(tx *db.Tx, contractID string, day calendar.Day) (*work, error) {
	if day.Check() != nil {
		return nil, fault.Invalid(wordDay).At("/day")
	}
	c, err := contract.Lock(tx, contractID)
	if err != nil {
		return nil, err
	}
	w, err := load(tx, c, day)
	if err != nil {
		return nil, err
	}
	latest, err := latestEvent(tx, c.ID)
	if err != nil {
		return nil, err
	}
	if w.late = latest > day; w.late {
		err = w.notReAged(func(e Entry) bool { return e.Effective > day })
	}
	return w, err
}

// notReAged refuses an act that lies before a re-age: the schedule that it
// would have met is gone.
func (w *work) notReAged(behind func(Entry) bool) error {
	if !w.reAgedOnce() {
		return nil
	}
	entries, err := entriesOf(w.tx, w.c.ID)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Kind == KindReAge && behind(e) {
			return fault.Conflict(wordReAgedSince)
		}
	}
	return nil
}

func (w *work) reAgedOnce() bool {
	return slices.ContainsFunc(w.list, func(n contract.Instalment) bool { return n.ReAge > 0 })
}

// reAges are the days of the re-ages of a contract, in their order.
func (w *work) reAges() ([]calendar.Day, error) {
	if !w.reAgedOnce() {
		return nil, nil
	}
	entries, err := entriesOf(w.tx, w.c.ID)
	var days []calendar.Day
	for _, e := range entries {
		if e.Kind == KindReAge {
			days = append(days, e.Effective)
		}
	}
	return days, err
}

func load(tx *db.Tx, c contract.Contract, day calendar.Day) (*work, error) {
	list, err := contract.Instalments(tx, c.ID)
	if err != nil {
		return nil, err
	}
	sums, err := balances(tx, []string{c.ID})
	if err != nil {
		return nil, err
	}
	w := &work{tx: tx, c: c, list: list, sums: sums[c.ID], day: day}
	w.pos = fold(c, list, w.sums, day)
	return w, nil
}

// opened says whether the principal was booked.
func (w *work) opened() bool { return w.pos.opened() }

// must refuses an act on a contract that is not in one of the states, or
// whose principal was never booked.
func (w *work) must(states ...contract.State) error {
	for _, s := range states {
		if w.c.State == s && w.opened() {
			return nil
		}
	}
	return fault.Conflict(wordNotOpen, words.Args{"state": w.c.State})
}

// mustAmount refuses an amount that is not above zero in the contract's currency.
func (w *work) mustAmount(m money.Money) error {
	if m.Minor <= 0 || m.Currency != w.c.Currency {
		return fault.Invalid(wordAmount).At("/amount")
	}
	return nil
}

// find returns an instalment's position.
func (w *work) find(no int) (InstalmentPosition, error) {
	for _, n := range w.pos.Instalments {
		if n.No == no {
			return n, nil
		}
	}
	return InstalmentPosition{}, fault.Invalid(wordNoInstalment, words.Args{"no": no}).At("/instalment_no")
}

// leg is a leg in the contract's currency.
func (w *work) leg(account, subject string, amount int64) Leg {
	return Leg{account, subject, amount, w.c.Currency}
}

// owed is a leg on an instalment.
func (w *work) owed(account string, no int, amount int64) Leg {
	return w.leg(account, instalmentSubject(w.c.ID, no), amount)
}

// post writes an entry of the contract and takes it into the position. Legs of
// nothing are left out; an entry of nothing is not written.
func (w *work) post(role Role, e Entry) (Entry, error) {
	legs := e.Legs[:0]
	for _, l := range e.Legs {
		if l.Amount != 0 {
			legs = append(legs, l)
		}
	}
	if e.Legs = legs; len(legs) == 0 {
		return e, nil
	}
	e.OrderID, e.ContractID, e.CustomerID, e.role = w.c.OrderID, w.c.ID, w.c.CustomerID, role
	if e.Effective == "" {
		e.Effective = w.day
	}
	e, err := post(w.tx, e)
	if err != nil {
		return e, err
	}
	w.take(e)
	return e, nil
}

// take adds a posted entry to the position.
func (w *work) take(e Entry) {
	for _, l := range e.Legs {
		if kept(l.Subject) {
			w.sums = append(w.sums, balance{l.Subject, l.Account, e.role, l.Amount})
		}
	}
	w.pos = fold(w.c, w.list, w.sums, w.day)
}

// end brings everything derived in line with the entries: a contract that owes
// nothing is settled, one that owes again is open, the receivable and the
// customer's used limit follow.
func (w *work) end() error {
	if w.late {
		if err := w.follow(); err != nil {
			return err
		}
	}
	var err error
	switch {
	case w.c.State == contract.Active && w.pos.Remaining.Minor == 0 && w.opened():
		w.c, err = contract.Settle(w.tx, w.c.ID, w.day)
	case (w.c.State == contract.Settled || w.c.State == contract.WrittenOff) && w.pos.Outstanding.Minor > 0:
		w.c, err = contract.Reopen(w.tx, w.c.ID, KindReversal)
	}
	if err != nil {
		return err
	}
	w.pos = fold(w.c, w.list, w.sums, w.day)
	if err := saveReceivable(w.tx, w.c, w.pos); err != nil {
		return err
	}
	var principal int64
	for _, n := range w.pos.Instalments {
		principal += n.Booked.Principal
	}
	return limit.Outstanding(w.tx, w.c.OrderID, principal)
}
