package collect

import (
	"context"

	"fenming/book/contact"
	"fenming/book/contract"
	"fenming/book/customer"
	"fenming/book/ledger"
	"fenming/book/order"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// ContactIn asks to contact the customer of an order by hand: a reminder goes
// out at once, a call or a demand gets its place reserved and is then made.
type ContactIn struct {
	ID      string `path:"id" json:"-" maxLength:"40"`
	Purpose string `json:"purpose" enum:"reminder,call,demand"`
}

// ContactOut is the gate's answer and what was done.
type ContactOut struct {
	Decision contact.Decision `json:"decision"`
	Sentence string           `json:"sentence"`
	NoticeID string           `json:"notice_id,omitempty"`
}

// Contact asks the gate for a person. The gate's refusal is an answer that is
// logged; that the debt is somebody else's is a refused fault.
func Contact(_ context.Context, tx *db.Tx, in ContactIn) (ContactOut, error) {
	s, err := lookAtOrder(tx, in.ID)
	if err != nil {
		return ContactOut{}, err
	}
	pos, err := ledger.PositionOf(tx, s.c.ID)
	if err != nil {
		return ContactOut{}, err
	}
	var d contact.Decision
	out := ContactOut{}
	if in.Purpose == contact.Reminder {
		n, ok := oldest(pos)
		if !ok {
			return ContactOut{}, fault.Conflict(wordNothingOwed)
		}
		d, out.NoticeID, err = s.write(tx, n)
	} else {
		who, werr := customer.Contact(tx, s.c.CustomerID)
		if werr != nil {
			return ContactOut{}, werr
		}
		channel := map[string]string{contact.Call: contact.Voice, contact.Demand: contact.Letter}[in.Purpose]
		d, err = contact.Gate(tx, s.ask(pos.Overdue, channel, in.Purpose, pos.OverdueDays, who.Address))
	}
	out.Decision, out.Sentence = d, d.Sentence(tx.Lang(), s.loc)
	return out, err
}

// LateFeeIn charges the late fees of an order up to a day.
type LateFeeIn struct {
	ID   string       `path:"id" json:"-" maxLength:"40"`
	UpTo calendar.Day `json:"up_to,omitempty" doc:"today when left out; never later"`
}

// LateFeeOut is what was charged.
type LateFeeOut struct {
	Charged  int64           `json:"charged" doc:"minor units, charged now"`
	Position ledger.Position `json:"position"`
}

// LateFee charges what lateness costs, within law and contract; the night does
// the same by itself.
func LateFee(_ context.Context, tx *db.Tx, in LateFeeIn) (LateFeeOut, error) {
	s, err := lookAtOrder(tx, in.ID)
	if err != nil {
		return LateFeeOut{}, err
	}
	if in.UpTo == "" {
		in.UpTo = s.today
	}
	if in.UpTo.After(s.today) {
		return LateFeeOut{}, fault.Invalid(wordPaymentDay, words.Args{"from": s.c.ActiveDay, "to": s.today}).At("/up_to")
	}
	pauses, err := s.pauses(tx)
	if err != nil {
		return LateFeeOut{}, err
	}
	n, pos, err := ledger.LateFees(tx, s.c.ID, in.UpTo, pauses)
	return LateFeeOut{n, pos}, err
}

// lookAtOrder finds the contract of an order; a debt to the platform or to an
// assignee is refused before anything else is looked at.
func lookAtOrder(tx *db.Tx, orderID string) (situation, error) {
	o, err := order.Get(tx, orderID)
	if err != nil {
		return situation{}, err
	}
	if err := mustBeCreditor(o.Creditor); err != nil {
		return situation{}, err
	}
	c, err := contract.ByOrder(tx, o.ID)
	if err != nil {
		return situation{}, err
	}
	if c, err = contract.Lock(tx, c.ID); err != nil {
		return situation{}, err
	}
	return look(tx, c.ID)
}

// oldest is the first instalment with anything open.
func oldest(p ledger.Position) (ledger.InstalmentPosition, bool) {
	for _, n := range p.Instalments {
		if n.Open.Sum() > 0 {
			return n, true
		}
	}
	return ledger.InstalmentPosition{}, false
}
