package ledger

import (
	"strings"

	"fenming/book/contract"
	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// maxReAge bounds how many instalments a re-age makes.
const maxReAge = 60

// ReAgeIn makes what is unpaid due anew, month by month.
type ReAgeIn struct {
	ContractID string
	Count      int
	FirstDue   calendar.Day
	Day        calendar.Day
	Agreed     string // how the customer agreed

	WaiveLateFees bool // lets off the late fees that are unpaid
}

// ReAge divides everything unpaid besides late fees evenly over new monthly
// instalments: principal, interest and fees each by themselves, the rest in the
// last. The customer owes not a unit more than before; late fees that stand
// stay where they are or are let off, and none runs on what is due anew before its day. A new
// schedule is a change of the contract, so it needs the customer's agreement.
// Faults: a count or first day out of bounds, no word on how the customer
// agreed, nothing unpaid (refused), a contract that is not active, an act for
// an earlier day than one that is booked (conflict).
func ReAge(tx *db.Tx, in ReAgeIn) (Position, error) {
	if in.Count < 1 || in.Count > maxReAge {
		return Position{}, fault.Invalid(wordReAgeCount, words.Args{"most": maxReAge}).At("/count")
	}
	if in.FirstDue.Check() != nil || in.FirstDue <= in.Day {
		return Position{}, fault.Invalid(wordReAgeFirst, words.Args{"day": in.Day}).At("/first_due")
	}
	if strings.TrimSpace(in.Agreed) == "" {
		return Position{}, fault.Invalid(wordReason).At("/agreed")
	}
	w, err := begin(tx, in.ContractID, in.Day)
	if err != nil {
		return Position{}, err
	}
	if err := w.must(contract.Active); err != nil {
		return Position{}, err
	}
	if w.late {
		return Position{}, fault.Conflict(wordReAgedSince)
	}
	if err := w.accrue(in.Day); err != nil {
		return Position{}, err
	}
	for _, n := range w.pos.Instalments {
		if in.WaiveLateFees && n.Booked.LateFee > 0 {
			if _, err := w.waive(n.No, Amounts{LateFee: n.Booked.LateFee}, in.Agreed); err != nil {
				return Position{}, err
			}
		}
	}
	err = w.reAge(in)
	return w.pos, err
}

func (w *work) reAge(in ReAgeIn) error {
	var sum Amounts
	var moved []contract.Moved
	var legs []Leg
	var income int64 // booked and unpaid: it is earned when it is due anew
	for i, n := range w.pos.Instalments {
		open := n.Open
		open.LateFee = 0
		sum.Principal, sum.Interest, sum.Fee = sum.Principal+open.Principal, sum.Interest+open.Interest, sum.Fee+open.Fee
		income += n.Booked.Interest + n.Booked.Fee
		legs = append(legs, w.owed(CustomerPrincipal, n.No, -open.Principal), w.owed(CustomerInterest, n.No, -n.Booked.Interest),
			w.owed(CustomerFee, n.No, -n.Booked.Fee))
		// What refunds took off interest and fees goes with it: they were shares
		// of a schedule that is no more. What was charged before a refund stayed.
		was := w.list[i]
		m := contract.Moved{No: n.No, Principal: open.Principal,
			Interest: was.Interest - was.MovedInterest - max(n.Agreed.Interest, n.Charged.Interest) + open.Interest,
			Fee:      was.Fee - was.MovedFee - max(n.Agreed.Fee, n.Charged.Fee) + open.Fee}
		if m.Principal != 0 || m.Interest != 0 || m.Fee != 0 {
			moved = append(moved, m)
		}
	}
	if sum.Sum() == 0 {
		return fault.Refused(wordReAgeNothing)
	}
	made := w.reAged(in, sum)
	list, err := contract.ReAge(w.tx, contract.ReAgeIn{ID: w.c.ID, Day: in.Day, Moved: moved, New: made, Agreed: in.Agreed})
	if err != nil {
		return err
	}
	w.list = list
	first := list[len(list)-in.Count]
	for _, n := range list[len(list)-in.Count:] {
		legs = append(legs, w.owed(CustomerPrincipal, n.No, n.Principal))
	}
	legs = append(legs, w.leg(FinanceIncome, Own, income))
	if _, err := w.post(Charge, Entry{Kind: KindReAge, Ref: reAgeRef(first.ReAge), Reason: in.Agreed, Legs: legs}); err != nil {
		return err
	}
	return w.end()
}

// reAged are the new instalments.
func (w *work) reAged(in ReAgeIn, sum Amounts) []contract.Instalment {
	principal, interest, fee := money.Split(sum.Principal, in.Count, money.Last), money.Split(sum.Interest, in.Count, money.Last),
		money.Split(sum.Fee, in.Count, money.Last)
	grace := 0
	for _, n := range w.list {
		grace = max(grace, n.GraceDay.Sub(n.DueDay))
	}
	t := plan.Terms{Every: 1, Unit: plan.Month}
	list := make([]contract.Instalment, in.Count)
	for i := range list {
		due := t.DayAfter(in.FirstDue, i)
		list[i] = contract.Instalment{DueDay: due, GraceDay: due.AddDays(grace), Principal: principal[i], Interest: interest[i], Fee: fee[i]}
	}
	return list
}

// emptied says that re-ages moved everything that an instalment asked for.
func (n *InstalmentPosition) emptied() bool {
	return n.Agreed.Principal+n.Agreed.Interest+n.Agreed.Fee == 0
}
