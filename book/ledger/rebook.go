package ledger

import (
	"fenming/book/contract"
	"fenming/book/plan/life"
	"fenming/kit/fault"
)

// follow brings the position to the fold of the contract's events, where an
// event was entered late or taken back: what came after it may now pay other
// instalments. The difference is booked as entries of their own, so that
// nothing written before is changed. Faults: a change that entries cannot
// follow, such as money that was paid out since (conflict).
func (w *work) follow() error {
	entries, err := entriesOf(w.tx, w.c.ID)
	if err != nil {
		return err
	}
	s, err := life.Fold(agreementOf(w.c, w.list), eventsOf(entries, w.list))
	if err != nil {
		return fault.Conflict(wordNotReversible).Because(err)
	}
	if w.agrees(s) {
		return nil
	}
	if err := w.restate(s); err != nil {
		return err
	}
	for _, part := range [...]string{CustomerInterest, CustomerFee} {
		if err := w.advanceTo(s, part); err != nil {
			return err
		}
	}
	moved := w.moved(s)
	for _, role := range [...]Role{Pay, Refund, LetOff} {
		if _, err := w.post(role, Entry{Kind: KindRebook, Legs: moved[role]}); err != nil {
			return err
		}
	}
	if !w.agrees(s) {
		return fault.Conflict(wordNotReversible)
	}
	return nil
}

// agrees says whether the position is the state of the fold.
func (w *work) agrees(s life.State) bool {
	for i, n := range w.pos.Instalments {
		if n.Open != amountsOf(s.Instalments[i].Open()) {
			return false
		}
	}
	return w.pos.Overpaid.Minor == s.Overpaid
}

func amountsOf(a life.Amounts) Amounts {
	return Amounts{Principal: a.Principal, Interest: a.Interest, Fee: a.Fee, LateFee: a.Penalty}
}

// restate opens or settles the contract as the fold says. A contract that was
// given up or cancelled stays what it is.
func (w *work) restate(s life.State) error {
	var err error
	switch {
	case w.c.State == contract.Settled && s.Status == life.StatusActive:
		w.c, err = contract.Reopen(w.tx, w.c.ID, KindRebook)
	case w.c.State == contract.Active && (s.Status == life.StatusSettled || s.Status == life.StatusOverpaid):
		w.c, err = contract.Settle(w.tx, w.c.ID, w.day)
	case w.c.State != contract.Settled && w.c.State != contract.Active:
		return fault.Conflict(wordNotReversible)
	}
	w.pos = fold(w.c, w.list, w.sums, w.day)
	return err
}

// advanceTo books interest or fees ahead of their day where the fold has more
// of them paid than is booked.
func (w *work) advanceTo(s life.State, account string) error {
	for i, n := range w.pos.Instalments {
		open := amountsOf(s.Instalments[i].Open())
		lack := -(*n.Booked.part(account) + *open.part(account) - *n.Open.part(account))
		if lack <= 0 {
			continue
		}
		var a Amounts
		*a.part(account) = lack
		if err := w.charge(n, a.Interest, a.Fee, w.day, ""); err != nil {
			return err
		}
	}
	return nil
}

// moved are the legs by role that lead from the position to the fold.
func (w *work) moved(s life.State) map[Role][]Leg {
	legs := map[Role][]Leg{}
	var paid, refunded int64
	for i, n := range w.pos.Instalments {
		to := &s.Instalments[i]
		target, nowPaid := amountsOf(to.Open()), amountsOf(to.Paid)
		for _, account := range [...]string{CustomerPrincipal, CustomerInterest, CustomerFee, CustomerLateFee} {
			less := *n.Open.part(account) - *target.part(account)
			pay := *nowPaid.part(account) - *n.Paid.part(account)
			back := int64(0)
			if account == CustomerPrincipal {
				back = to.Refunded.Principal - n.Refunded.Principal
			}
			let := less - pay - back
			paid, refunded = paid+pay, refunded+back
			legs[Pay] = append(legs[Pay], w.owed(account, n.No, -pay))
			legs[Refund] = append(legs[Refund], w.owed(account, n.No, -back))
			legs[LetOff] = append(legs[LetOff], w.owed(account, n.No, -let), w.leg(incomeOf(account), Own, let))
		}
	}
	legs[Pay] = append(legs[Pay], w.leg(CustomerOverpaid, subjectOf(w.c.ID), paid))
	legs[Refund] = append(legs[Refund], w.leg(CustomerOverpaid, subjectOf(w.c.ID), refunded))
	return legs
}

// incomeOf is the account that bears what is let off of a part.
func incomeOf(account string) string {
	if account == CustomerLateFee {
		return LateFeeIncome
	}
	return FinanceIncome
}
