package ledger

import (
	"fenming/book/contract"
	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// LateFeeIn charges the lateness of one instalment up to a day. Pauses are the
// customer's holds: days of a dispute, hardship or refund bear no fee.
type LateFeeIn struct {
	ContractID   string
	InstalmentNo int
	Amount       int64 // minor units; 0 = what the contract allows, a larger amount than that is refused
	UpTo         calendar.Day
	Pauses       []Pause
}

// LateFeeCharge is what lateness cost.
type LateFeeCharge struct {
	EntryID  string `json:"entry_id,omitempty"`
	Amount   int64  `json:"amount"` // charged now, minor units; below zero when too much stood
	Total    int64  `json:"total"`  // charged in all for the instalment
	Capped   bool   `json:"capped"`
	Position Position
}

// LateFee charges what is lawful for the lateness of an instalment and was not
// charged yet; a second call for the same day charges nothing. When a payment
// booked late shows that too much was charged, the excess is let off. Faults:
// a creditor other than the merchant (refused), an amount above the lawful one
// (refused), a contract that is not active (conflict).
func LateFee(tx *db.Tx, in LateFeeIn) (LateFeeCharge, error) {
	w, err := begin(tx, in.ContractID, in.UpTo)
	if err != nil {
		return LateFeeCharge{}, err
	}
	n, err := w.find(in.InstalmentNo)
	if err != nil {
		return LateFeeCharge{}, err
	}
	if err := w.mayCharge(); err != nil {
		return LateFeeCharge{}, err
	}
	changes, err := principalChanges(tx, w.c.ID)
	if err != nil {
		return LateFeeCharge{}, err
	}
	out, err := w.chargeLate(n, changes[n.No], in)
	if err != nil {
		return out, err
	}
	out.Position = w.pos
	return out, w.end()
}

// LateFees is LateFee for every instalment of a contract that is overdue on a
// day; it returns what was charged in all.
func LateFees(tx *db.Tx, contractID string, upTo calendar.Day, pauses []Pause) (int64, Position, error) {
	w, err := begin(tx, contractID, upTo)
	if err != nil {
		return 0, Position{}, err
	}
	if w.c.LateFee.Rate == 0 || w.mayCharge() != nil {
		return 0, w.pos, nil
	}
	if err := w.accrue(upTo); err != nil {
		return 0, Position{}, err
	}
	changes, err := principalChanges(tx, w.c.ID)
	if err != nil {
		return 0, Position{}, err
	}
	var total int64
	for _, n := range w.pos.Instalments {
		if n.GraceDay >= upTo || (n.Open.Principal == 0 && n.Charged.LateFee == 0) {
			continue
		}
		got, err := w.chargeLate(n, changes[n.No], LateFeeIn{UpTo: upTo, Pauses: pauses})
		if err != nil {
			return 0, Position{}, err
		}
		total += got.Amount
	}
	return total, w.pos, w.end()
}

func (w *work) mayCharge() error {
	if w.c.Creditor != plan.CreditorMerchant {
		return fault.Refused(wordLateFeeCreditor)
	}
	return w.must(contract.Active)
}

func (w *work) chargeLate(n InstalmentPosition, changes []change, in LateFeeIn) (LateFeeCharge, error) {
	most, capped, err := lateFee(w.c.LateFee, changes, n.DueDay, n.GraceDay, in.UpTo, in.Pauses)
	if err != nil {
		return LateFeeCharge{}, err
	}
	standing := n.Charged.LateFee - n.Waived.LateFee
	more := most - n.Charged.LateFee
	if in.Amount > 0 {
		if in.Amount > max(0, more) {
			return LateFeeCharge{}, fault.Refused(wordLateFeeTooHigh, words.Args{"most": max(0, more)}).At("/amount")
		}
		more = in.Amount
	}
	reason := ""
	if more < 0 {
		// Only what is still open can be taken back; a paid fee is given back by
		// hand. It lowers what was charged, so that it is not taken back twice.
		more, reason = -min(-more, n.Booked.LateFee), "late_fee.corrected"
	}
	e, err := w.post(Charge, Entry{Kind: KindLateFee, Reason: reason, Legs: []Leg{
		w.owed(CustomerLateFee, n.No, more), w.leg(LateFeeIncome, Own, -more)}})
	return LateFeeCharge{EntryID: e.ID, Amount: more, Total: standing + more, Capped: capped}, err
}

// WaiveIn lets a customer off part of interest, fee or late fee.
type WaiveIn struct {
	ContractID   string
	InstalmentNo int
	Amounts      Amounts // principal is not waived: refund it or write it off
	Day          calendar.Day
	Reason       string
}

// Waive lets off what is booked and unpaid. Faults: no reason, an amount above
// what is open.
func Waive(tx *db.Tx, in WaiveIn) (Position, error) {
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
	n, err := w.find(in.InstalmentNo)
	if err != nil {
		return Position{}, err
	}
	a, b := in.Amounts, n.Booked
	if a.Principal != 0 || a.Interest < 0 || a.Fee < 0 || a.LateFee < 0 || a.Sum() == 0 ||
		a.Interest > b.Interest || a.Fee > b.Fee || a.LateFee > b.LateFee {
		return Position{}, fault.Refused(wordWaiveTooHigh, words.Args{"most": b.Interest + b.Fee + b.LateFee}).At("/amounts")
	}
	if _, err := w.waive(n.No, a, in.Reason); err != nil {
		return Position{}, err
	}
	return w.pos, w.end()
}

func (w *work) waive(no int, a Amounts, reason string) (Entry, error) {
	return w.post(LetOff, Entry{Kind: KindWaiver, Reason: reason, Legs: []Leg{
		w.leg(FinanceIncome, Own, a.Interest+a.Fee), w.leg(LateFeeIncome, Own, a.LateFee),
		w.owed(CustomerInterest, no, -a.Interest), w.owed(CustomerFee, no, -a.Fee), w.owed(CustomerLateFee, no, -a.LateFee)}})
}
