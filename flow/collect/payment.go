package collect

import (
	"context"

	"fenming/book/casefile"
	"fenming/book/contact"
	"fenming/book/contract"
	"fenming/book/customer"
	"fenming/book/ledger"
	"fenming/book/order"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/notice"
)

// PaymentIn is money that reached the shop for a contract.
type PaymentIn struct {
	ID        string       `path:"id" json:"-" maxLength:"40"`
	Amount    money.Money  `json:"amount"`
	Day       calendar.Day `json:"day,omitempty" doc:"when it arrived; today when left out"`
	Method    string       `json:"method" enum:"transfer,cash,card,other"`
	Reference string       `json:"reference" minLength:"1" maxLength:"64" doc:"number of the transfer or receipt; the same one is booked once"`
	Early     bool         `json:"early,omitempty" doc:"the customer settles early: interest and fees still to come fall away"`
	Thank     bool         `json:"thank,omitempty" doc:"write a receipt to the customer, if he can be written to now"`
}

// PaymentOut is what the payment did.
type PaymentOut struct {
	Allocation ledger.Allocation `json:"allocation"`
	State      contract.State    `json:"contract_state"`
	Stopped    int64             `json:"letters_stopped" doc:"letters that waited and were taken back"`
	Thanked    bool              `json:"thanked"`
}

// RecordPayment books a payment, takes waiting letters about the contract back,
// and closes contract and order when nothing is owed. Faults: a day in the
// future or before the contract, what ledger.Repay refuses.
func RecordPayment(_ context.Context, tx *db.Tx, in PaymentIn) (PaymentOut, error) {
	c, err := contract.Lock(tx, in.ID)
	if err != nil {
		return PaymentOut{}, err
	}
	today, err := ledger.Today(tx)
	if err != nil {
		return PaymentOut{}, err
	}
	if in.Day == "" {
		in.Day = today
	}
	if in.Day.After(today) || in.Day.Before(c.ActiveDay) {
		return PaymentOut{}, fault.Invalid(wordPaymentDay, words.Args{"from": c.ActiveDay, "to": today}).At("/day")
	}
	a, err := ledger.Repay(tx, ledger.RepayIn{ContractID: c.ID, Amount: in.Amount, Day: in.Day, Method: in.Method,
		Ref: in.Reference, Early: in.Early})
	if err != nil {
		return PaymentOut{}, err
	}
	out := PaymentOut{Allocation: a}
	if out.Stopped, err = notice.CancelFor(tx, letterRef(c.ID)); err != nil {
		return out, err
	}
	if c, err = contract.Get(tx, c.ID); err != nil {
		return out, err
	}
	if out.State = c.State; c.State == contract.Settled && !a.Repeated {
		if err := settleOrder(tx, c); err != nil {
			return out, err
		}
	}
	if in.Thank && !a.Repeated {
		out.Thanked, err = thank(tx, c, in)
	}
	return out, err
}

// settleOrder closes what hangs on a contract that is paid.
func settleOrder(tx *db.Tx, c contract.Contract) error {
	o, err := order.Get(tx, c.OrderID)
	if err != nil {
		return err
	}
	if _, drawn := order.Next(o.State, order.OnSettle); drawn {
		if _, err := order.Move(tx, o.ID, order.OnSettle, order.Detail{Ref: refOf(c.ID), At: tx.Now()}); err != nil {
			return err
		}
	}
	_, err = casefile.ResolveFor(tx, casefile.KindOwnerTask, refOf(c.ID), casefile.Done, "the contract was paid in full")
	return err
}

// thank writes a receipt when the gate lets it pass; a refusal is no fault.
func thank(tx *db.Tx, c contract.Contract, in PaymentIn) (bool, error) {
	s, err := look(tx, c.ID)
	if err != nil {
		return false, err
	}
	who, err := customer.Contact(tx, c.CustomerID)
	if err != nil {
		return false, err
	}
	pos, err := ledger.PositionOf(tx, c.ID)
	if err != nil {
		return false, err
	}
	d, err := contact.Gate(tx, s.ask(pos.Remaining, contact.Email, contact.Receipt, 0, who.Address))
	if err != nil || !d.Allowed {
		return false, err
	}
	id, err := notice.Send(tx, notice.Letter{Kind: "collect.receipt", Subject: letterThanksSubject, Body: letterThanks,
		Args: words.Args{"name": who.Name, "shop": s.shop.Name, "order": s.order.OuterNo, "day": in.Day,
			"amount": written(in.Amount), "left": written(pos.Remaining)},
		To:  notice.To{CustomerID: c.CustomerID, Email: who.Email, Name: who.Name, Lang: s.shop.Lang},
		Ref: refOf(c.ID) + "/receipt", NotAfter: d.Until})
	if fault.Is(err, fault.CodeInvalid) { // an address that cannot be one does not undo a payment
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, recallAt(tx, id, d.Until)
}
