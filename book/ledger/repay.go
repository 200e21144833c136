package ledger

import (
	"fenming/book/contract"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// RepayIn is money that came from a customer for a contract. Ref is the number
// of the payment; the same Ref again returns what it did the first time.
type RepayIn struct {
	ContractID string
	Amount     money.Money
	Day        calendar.Day
	Method     string // transfer, cash, platform …
	ChannelID  string // "" = to the bank; else the platform owes it us
	Ref        string
	Early      bool // the customer settles early: interest and fees still to come fall away
}

// Allocation is what a payment did.
type Allocation struct {
	EntryID   string      `json:"entry_id"`
	Portions  []Portion   `json:"portions"`
	Allocated money.Money `json:"allocated"`
	Overpaid  money.Money `json:"overpaid" doc:"Nothing was left to pay; owed to the customer"`
	Repeated  bool        `json:"repeated,omitempty" doc:"This payment was booked before"`
	Position  Position    `json:"position"`
}

// Repay books a payment and allocates it by the contract's own order: what
// fell due is accrued first, then bucket after bucket takes what is open, and
// the rest is owed to the customer. Of a contract written off it is a
// recovery, of one that is settled or cancelled it is overpaid. Faults: an
// amount not above zero, another currency, an early settlement that is too
// low, a contract that is not open.
func Repay(tx *db.Tx, in RepayIn) (Allocation, error) {
	w, err := begin(tx, in.ContractID, in.Day)
	if err != nil {
		return Allocation{}, err
	}
	if err := w.mustAmount(in.Amount); err != nil {
		return Allocation{}, err
	}
	if err := w.must(contract.Active, contract.Settled, contract.Cancelled, contract.WrittenOff); err != nil {
		return Allocation{}, err
	}
	if had, found, err := w.repaidBefore(in.Ref); err != nil || found {
		return had, err
	}
	if w.c.State == contract.WrittenOff {
		return w.recover(in)
	}
	if w.c.State == contract.Active {
		if err := w.accrue(in.Day); err != nil {
			return Allocation{}, err
		}
	}
	order, err := w.order(in)
	if err != nil {
		return Allocation{}, err
	}
	portions, rest := allocate(w.pos.Instalments, in.Amount.Minor, in.Day, order)
	return w.repay(in, portions, rest)
}

// order is the list of buckets for a payment. An early settlement first books
// the interest that has run since the last due day, then takes only what is
// booked: what is still to come falls away with the contract.
func (w *work) order(in RepayIn) ([]string, error) {
	if !in.Early || w.c.State != contract.Active {
		return w.c.Allocation, nil
	}
	n, interest, err := w.running(in.Day)
	if err != nil {
		return nil, err
	}
	need := w.pos.Outstanding.Minor + interest
	if in.Amount.Minor < need {
		return nil, fault.Refused(wordPayoffTooLow, words.Args{"need": need})
	}
	if interest > 0 {
		if err := w.charge(n, interest, 0, in.Day, ""); err != nil {
			return nil, err
		}
	}
	w.c.State, w.settling = contract.Settled, true // from here on nothing more falls due; end() writes it
	w.pos = fold(w.c, w.list, w.sums, w.day)
	order := append([]string(nil), w.c.Allocation...)
	return append(order, "in_advance.principal", "in_advance.interest", "in_advance.fee", "in_advance.late_fee"), nil
}

// running is the interest of the current period up to a day, by days, rounded
// down in favour of the customer (Civil Code 677: an early settlement bears
// interest for the time really used).
func (w *work) running(day calendar.Day) (InstalmentPosition, int64, error) {
	days, err := w.reAges()
	if err != nil {
		return InstalmentPosition{}, 0, err
	}
	from := w.c.ActiveDay
	for i, n := range w.pos.Instalments {
		// The next re-age after an instalment was made leaves those to come
		// without a period.
		if next := w.list[i].ReAge; n.emptied() || next < len(days) && n.DueDay > days[next] {
			continue
		}
		if n.DueDay <= day {
			from = max(from, n.DueDay)
			continue
		}
		all, used := int64(n.DueDay.Sub(from)), int64(day.Sub(from))
		due := share(n.Agreed.Interest, max(0, used), all)
		return n, max(0, due-n.Charged.Interest), nil
	}
	return InstalmentPosition{}, 0, nil
}

// repay posts the portions.
func (w *work) repay(in RepayIn, portions []Portion, rest int64) (Allocation, error) {
	early := w.advance(portions)
	legs := []Leg{w.incoming(in)}
	for _, p := range portions {
		legs = append(legs, w.owed("customer."+p.Part, p.No, -p.Amount))
	}
	legs = append(legs, w.leg(CustomerOverpaid, subjectOf(w.c.ID), -rest))
	kind := KindRepayment
	if w.settling {
		kind = KindEarly
	}
	e, err := w.post(Pay, Entry{Kind: kind, Ref: in.Ref, Reason: in.Method, Legs: legs})
	if err != nil {
		return Allocation{}, err
	}
	for _, a := range early {
		if err := w.charge(a.n, a.interest, a.fee, in.Day, refOf(e.ID)); err != nil {
			return Allocation{}, err
		}
	}
	if in.Early && w.c.State == contract.Settled && w.pos.Outstanding.Minor == 0 {
		if w.c, err = contract.Settle(w.tx, w.c.ID, in.Day); err != nil {
			return Allocation{}, err
		}
	}
	if err := w.end(); err != nil {
		return Allocation{}, err
	}
	return w.allocation(e, portions, rest), nil
}

// advanced is interest and fee that a payment covers before they fall due.
type advanced struct {
	n             InstalmentPosition
	interest, fee int64
}

// advance lists what portions take of interest and fees that are not booked
// yet. It is booked under the payment's id, so that taking the payment back
// takes it back too.
func (w *work) advance(portions []Portion) []advanced {
	need := map[int]Amounts{}
	for _, p := range portions {
		a := need[p.No]
		*a.part(p.Part) += p.Amount
		need[p.No] = a
	}
	var list []advanced
	for _, n := range w.pos.Instalments {
		a := need[n.No]
		interest, fee := max(0, a.Interest-n.Booked.Interest), max(0, a.Fee-n.Booked.Fee)
		if interest > 0 || fee > 0 {
			list = append(list, advanced{n, interest, fee})
		}
	}
	return list
}

func refOf(entryID string) string { return "entry:" + entryID }

func (w *work) incoming(in RepayIn) Leg {
	if in.ChannelID != "" {
		return w.leg(PlatformReceivable, "channel:"+in.ChannelID, in.Amount.Minor)
	}
	return w.leg(Bank, Own, in.Amount.Minor)
}

func (w *work) allocation(e Entry, portions []Portion, rest int64) Allocation {
	a := Allocation{EntryID: e.ID, Portions: portions, Overpaid: money.New(rest, w.c.Currency),
		Allocated: money.New(0, w.c.Currency), Position: w.pos}
	for _, p := range portions {
		a.Allocated.Minor += p.Amount
	}
	return a
}

// recover books money for a contract that was given up: it makes the loss
// smaller up to what was written off, the rest is owed to the customer.
func (w *work) recover(in RepayIn) (Allocation, error) {
	var lost int64
	for _, n := range w.pos.Instalments {
		lost += n.WrittenOff.Sum()
	}
	entries, err := entriesOf(w.tx, w.c.ID)
	if err != nil {
		return Allocation{}, err
	}
	for _, e := range entries {
		for _, l := range e.Legs {
			if l.Account == WriteOffAccount && e.role == Pay {
				lost += l.Amount
			}
		}
	}
	back := min(in.Amount.Minor, max(0, lost))
	e, err := w.post(Pay, Entry{Kind: KindRecovery, Ref: in.Ref, Reason: in.Method, Legs: []Leg{w.incoming(in),
		w.leg(WriteOffAccount, Own, -back), w.leg(CustomerOverpaid, subjectOf(w.c.ID), back-in.Amount.Minor)}})
	if err != nil {
		return Allocation{}, err
	}
	a := w.allocation(e, nil, in.Amount.Minor-back)
	a.Allocated.Minor = back
	return a, w.end()
}

// repaidBefore finds a payment of this number that was not taken back.
func (w *work) repaidBefore(ref string) (Allocation, bool, error) {
	if ref == "" {
		return Allocation{}, false, nil
	}
	entries, err := entriesOf(w.tx, w.c.ID)
	if err != nil {
		return Allocation{}, false, err
	}
	for _, e := range standing(entries) {
		if e.Ref != ref || (e.Kind != KindRepayment && e.Kind != KindEarly && e.Kind != KindRecovery) {
			continue
		}
		var (
			portions []Portion
			rest     int64
		)
		for _, l := range e.Legs {
			switch {
			case l.Account == CustomerOverpaid:
				rest -= l.Amount
			case kept(l.Subject):
				portions = append(portions, Portion{No: instalmentNo(l.Subject), Part: l.Account[len("customer."):], Amount: -l.Amount})
			}
		}
		a := w.allocation(e, portions, rest)
		a.Repeated = true
		return a, true, nil
	}
	return Allocation{}, false, nil
}

// standing leaves out reversals and what they took back.
func standing(entries []Entry) []Entry {
	gone := map[string]bool{}
	for _, e := range entries {
		if e.Reverses != "" {
			gone[e.ID], gone[e.Reverses] = true, true
		}
	}
	var list []Entry
	for _, e := range entries {
		if !gone[e.ID] {
			list = append(list, e)
		}
	}
	return list
}
