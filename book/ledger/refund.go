package ledger

import (
	"slices"

	"fenming/book/contract"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// RefundIn gives back part of the price of a contract's goods.
type RefundIn struct {
	ContractID string
	Amount     money.Money
	Day        calendar.Day
	Ref        string
	Reason     string
}

// Refunded is what a refund did.
type Refunded struct {
	EntryID    string      `json:"entry_id"`
	Reduced    money.Money `json:"reduced" doc:"Taken off instalments still to pay, from the last one backwards"`
	ToCustomer money.Money `json:"to_customer" doc:"Already paid; owed to the customer by the original route"`
	Cancelled  bool        `json:"cancelled" doc:"The whole price was given back: the contract is over"`
	Position   Position    `json:"position"`
}

// RefundContract takes a refund off what is still to be paid, from the last
// instalment backwards; what was paid already becomes owed to the customer.
// When the whole price is back, open interest and fees are let off, late fees
// are given back, and the contract is cancelled (law.md B7). The same Ref
// again returns the entry of the first time. Faults: more than the price not
// yet refunded (refused).
func RefundContract(tx *db.Tx, in RefundIn) (Refunded, error) {
	w, err := begin(tx, in.ContractID, in.Day)
	if err != nil {
		return Refunded{}, err
	}
	if err := w.mustAmount(in.Amount); err != nil {
		return Refunded{}, err
	}
	if err := w.must(contract.Active, contract.Settled, contract.Cancelled); err != nil {
		return Refunded{}, err
	}
	if had, found, err := w.refundedBefore(in.Ref); err != nil || found {
		return had, err
	}
	left := w.c.Principal.Minor - w.refunded()
	if in.Amount.Minor > left {
		return Refunded{}, fault.Refused(wordRefundTooHigh, words.Args{"most": left}).At("/amount")
	}
	if w.c.State == contract.Active { // what fell due before the refund stays due
		if err := w.accrue(in.Day); err != nil {
			return Refunded{}, err
		}
	}
	legs := []Leg{w.leg(SalesRefund, Own, in.Amount.Minor)}
	rest := in.Amount.Minor
	for _, n := range slices.Backward(w.pos.Instalments) {
		take := min(rest, n.Booked.Principal)
		legs = append(legs, w.owed(CustomerPrincipal, n.No, -take))
		rest -= take
	}
	legs = append(legs, w.leg(CustomerOverpaid, subjectOf(w.c.ID), -rest))
	e, err := w.post(Refund, Entry{Kind: KindContractRefund, Ref: in.Ref, Reason: in.Reason, Legs: legs})
	if err != nil {
		return Refunded{}, err
	}
	out := Refunded{EntryID: e.ID, Reduced: money.New(in.Amount.Minor-rest, w.c.Currency), ToCustomer: money.New(rest, w.c.Currency)}
	if in.Amount.Minor == left {
		out.Cancelled = true
		if err := w.unwind(); err != nil {
			return Refunded{}, err
		}
	}
	if err := w.end(); err != nil {
		return Refunded{}, err
	}
	out.Position = w.pos
	return out, nil
}

// refunded is how much of the price was given back so far.
func (w *work) refunded() int64 {
	var sum int64
	for _, b := range w.sums {
		if b.role == Refund {
			sum -= b.amount
		}
	}
	return sum
}

// unwind lets off what is open besides principal, gives late fees back and
// cancels the contract.
func (w *work) unwind() error {
	for _, n := range w.pos.Instalments {
		open := n.Booked
		open.Principal = 0
		if _, err := w.waive(n.No, open, KindContractRefund); err != nil {
			return err
		}
		back := n.Paid.LateFee
		if _, err := w.post(LetOff, Entry{Kind: KindWaiver, Reason: KindContractRefund, Legs: []Leg{
			w.leg(LateFeeIncome, Own, back), w.leg(CustomerOverpaid, subjectOf(w.c.ID), -back)}}); err != nil {
			return err
		}
	}
	var err error
	w.c, err = contract.Cancel(w.tx, w.c.ID, w.day, KindContractRefund)
	return err
}

func (w *work) refundedBefore(ref string) (Refunded, bool, error) {
	if ref == "" {
		return Refunded{}, false, nil
	}
	entries, err := entriesOf(w.tx, w.c.ID)
	if err != nil {
		return Refunded{}, false, err
	}
	for _, e := range standing(entries) {
		if e.Kind != KindContractRefund || e.Ref != ref {
			continue
		}
		out := Refunded{EntryID: e.ID, Reduced: money.New(0, w.c.Currency), ToCustomer: money.New(0, w.c.Currency),
			Cancelled: w.c.State == contract.Cancelled, Position: w.pos}
		for _, l := range e.Legs {
			switch l.Account {
			case CustomerPrincipal:
				out.Reduced.Minor -= l.Amount
			case CustomerOverpaid:
				out.ToCustomer.Minor -= l.Amount
			}
		}
		return out, true, nil
	}
	return Refunded{}, false, nil
}

// WriteOffIn gives a claim up.
type WriteOffIn struct {
	ContractID string
	Day        calendar.Day
	Reason     string
}

// WriteOff gives up everything that is booked and unpaid of an active contract
// and closes it; what still comes in is a recovery. Faults: no reason, a
// contract that is not active, nothing booked and unpaid (refused).
func WriteOff(tx *db.Tx, in WriteOffIn) (Position, error) {
	w, err := begin(tx, in.ContractID, in.Day)
	if err != nil {
		return Position{}, err
	}
	if err := w.must(contract.Active); err != nil {
		return Position{}, err
	}
	if in.Reason == "" {
		return Position{}, fault.Invalid(wordReason).At("/reason")
	}
	if err := w.accrue(in.Day); err != nil {
		return Position{}, err
	}
	if w.pos.Outstanding.Minor == 0 {
		return Position{}, fault.Refused(wordNothingToGiveUp)
	}
	legs := []Leg{w.leg(WriteOffAccount, Own, w.pos.Outstanding.Minor)}
	for _, n := range w.pos.Instalments {
		b := n.Booked
		legs = append(legs, w.owed(CustomerPrincipal, n.No, -b.Principal), w.owed(CustomerInterest, n.No, -b.Interest),
			w.owed(CustomerFee, n.No, -b.Fee), w.owed(CustomerLateFee, n.No, -b.LateFee))
	}
	if _, err := w.post(GiveUp, Entry{Kind: KindWriteOff, Reason: in.Reason, Legs: legs}); err != nil {
		return Position{}, err
	}
	if w.c, err = contract.WriteOff(tx, w.c.ID, in.Day, in.Reason); err != nil {
		return Position{}, err
	}
	return w.pos, w.end()
}

// PayOutIn sends overpaid money back.
type PayOutIn struct {
	ContractID string
	Amount     money.Money
	Day        calendar.Day
	ChannelID  string // "" = from the bank; else the platform keeps it from what it owes us
	Ref        string
}

// PayOut books that money owed to the customer was paid. Faults: more than is
// owed (refused).
func PayOut(tx *db.Tx, in PayOutIn) (Entry, error) {
	w, err := begin(tx, in.ContractID, in.Day)
	if err != nil {
		return Entry{}, err
	}
	if err := w.mustAmount(in.Amount); err != nil {
		return Entry{}, err
	}
	if in.Amount.Minor > w.pos.Overpaid.Minor {
		return Entry{}, fault.Refused(wordOverpaidTooLow, words.Args{"most": w.pos.Overpaid.Minor}).At("/amount")
	}
	from := w.incoming(RepayIn{ChannelID: in.ChannelID, Amount: in.Amount})
	from.Amount = -in.Amount.Minor
	e, err := w.post(Pay, Entry{Kind: KindPayOut, Ref: in.Ref, Legs: []Leg{
		w.leg(CustomerOverpaid, subjectOf(w.c.ID), in.Amount.Minor), from}})
	if err != nil {
		return e, err
	}
	return e, w.end()
}

// ApplyOverpaid uses money owed to the customer to pay what is open on a day,
// in the contract's order; with nothing overpaid or open it does nothing.
func ApplyOverpaid(tx *db.Tx, contractID string, day calendar.Day) (Allocation, error) {
	w, err := begin(tx, contractID, day)
	if err != nil {
		return Allocation{}, err
	}
	if err := w.must(contract.Active); err != nil {
		return Allocation{}, err
	}
	if err := w.accrue(day); err != nil {
		return Allocation{}, err
	}
	portions, rest := allocate(w.pos.Instalments, w.pos.Overpaid.Minor, day, w.c.Allocation)
	early := w.advance(portions)
	legs := []Leg{w.leg(CustomerOverpaid, subjectOf(w.c.ID), w.pos.Overpaid.Minor-rest)}
	for _, p := range portions {
		legs = append(legs, w.owed("customer."+p.Part, p.No, -p.Amount))
	}
	e, err := w.post(Pay, Entry{Kind: KindRepayment, Reason: CustomerOverpaid, Legs: legs})
	if err != nil {
		return Allocation{}, err
	}
	for _, a := range early {
		if err := w.charge(a.n, a.interest, a.fee, day, refOf(e.ID)); err != nil {
			return Allocation{}, err
		}
	}
	if err := w.end(); err != nil {
		return Allocation{}, err
	}
	return w.allocation(e, portions, 0), nil
}
