package ledger

import (
	"fenming/book/contract"
	"fenming/kit/calendar"
	"fenming/kit/db"
)

// OpenIn puts a contract on the books.
type OpenIn struct {
	Contract contract.Contract // only its ID is read
	Day      calendar.Day
}

// OpenContract books the price as receivable, instalment by instalment, and
// puts a signed contract into force. What falls due on the day itself is
// accrued. Doing it again changes nothing.
func OpenContract(tx *db.Tx, in OpenIn) (Position, error) {
	w, err := begin(tx, in.Contract.ID, in.Day)
	if err != nil {
		return Position{}, err
	}
	if w.opened() {
		return w.pos, nil
	}
	if w.c, err = contract.Activate(tx, w.c.ID, in.Day); err != nil {
		return Position{}, err
	}
	legs := []Leg{w.leg(Sales, Own, -w.c.Principal.Minor)}
	for _, n := range w.list {
		legs = append(legs, w.owed(CustomerPrincipal, n.No, n.Principal))
	}
	if _, err := w.post(Charge, Entry{Kind: KindOpen, Ref: "order:" + w.c.OrderID, Legs: legs}); err != nil {
		return Position{}, err
	}
	if err := w.accrue(in.Day); err != nil {
		return Position{}, err
	}
	return w.pos, w.end()
}

// AccrueIn names a contract and the day up to which things fall due.
type AccrueIn struct {
	ContractID string
	Day        calendar.Day
}

// Accrue books the interest and fees of every instalment that fell due up to a
// day, each effective on its due day. Doing it again changes nothing; a
// contract that is not active accrues nothing.
func Accrue(tx *db.Tx, in AccrueIn) (Position, error) {
	w, err := begin(tx, in.ContractID, in.Day)
	if err != nil {
		return Position{}, err
	}
	if w.c.State != contract.Active || !w.opened() {
		return w.pos, nil
	}
	if err := w.accrue(in.Day); err != nil {
		return Position{}, err
	}
	return w.pos, w.end()
}

// accrue books what fell due up to a day and was not booked.
func (w *work) accrue(upTo calendar.Day) error {
	for _, n := range w.pos.Instalments {
		if n.DueDay > upTo {
			continue
		}
		if err := w.charge(n, n.Agreed.Interest-n.Charged.Interest, n.Agreed.Fee-n.Charged.Fee, n.DueDay, ""); err != nil {
			return err
		}
	}
	return nil
}

// charge books interest and fee of an instalment as receivable.
func (w *work) charge(n InstalmentPosition, interest, fee int64, day calendar.Day, ref string) error {
	interest, fee = max(0, interest), max(0, fee)
	_, err := w.post(Charge, Entry{Kind: KindAccrual, Ref: ref, Effective: day, Legs: []Leg{
		w.owed(CustomerInterest, n.No, interest), w.owed(CustomerFee, n.No, fee),
		w.leg(FinanceIncome, Own, -interest-fee)}})
	return err
}
