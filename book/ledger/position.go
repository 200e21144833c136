package ledger

import (
	"fenming/book/contract"
	"fenming/kit/calendar"
	"fenming/kit/money"
)

// Amounts are the four parts of what a customer can owe, in minor units.
type Amounts struct {
	Principal int64 `json:"principal"`
	Interest  int64 `json:"interest"`
	Fee       int64 `json:"fee"`
	LateFee   int64 `json:"late_fee"`
}

// Sum is all four parts.
func (a Amounts) Sum() int64 { return a.Principal + a.Interest + a.Fee + a.LateFee }

func (a *Amounts) part(name string) *int64 {
	switch name {
	case "principal", CustomerPrincipal:
		return &a.Principal
	case "interest", CustomerInterest:
		return &a.Interest
	case "fee", CustomerFee:
		return &a.Fee
	}
	return &a.LateFee
}

// InstalmentPosition is where one instalment stands. Agreed is what the
// schedule asks for after refunds, with the late fees charged; Open is what is
// left of it, whether it is already booked as receivable or not.
type InstalmentPosition struct {
	No          int          `json:"no"`
	Kind        string       `json:"kind"`
	DueDay      calendar.Day `json:"due_day"`
	GraceDay    calendar.Day `json:"grace_day"`
	Agreed      Amounts      `json:"agreed"`
	Charged     Amounts      `json:"charged" doc:"Booked as receivable so far"`
	Paid        Amounts      `json:"paid"`
	Refunded    Amounts      `json:"refunded"`
	Waived      Amounts      `json:"waived"`
	WrittenOff  Amounts      `json:"written_off"`
	Booked      Amounts      `json:"booked" doc:"Booked and unpaid"`
	Open        Amounts      `json:"open"`
	OverdueDays int          `json:"overdue_days"`
	State       string       `json:"state" enum:"paid,upcoming,due,grace,overdue"`
}

// Position is where a contract stands on a day: the fold of its entries.
type Position struct {
	ContractID  string               `json:"contract_id"`
	State       string               `json:"state"`
	Day         calendar.Day         `json:"day"`
	Currency    money.Currency       `json:"currency"`
	Instalments []InstalmentPosition `json:"instalments"`
	Outstanding money.Money          `json:"outstanding" doc:"Booked and unpaid"`
	Remaining   money.Money          `json:"remaining" doc:"With interest and fees still to fall due"`
	Overdue     money.Money          `json:"overdue" doc:"Unpaid of what was due before the day"`
	OverdueDays int                  `json:"overdue_days"`
	OldestDue   calendar.Day         `json:"oldest_due,omitempty" doc:"Due day of the oldest unpaid instalment"`
	NextDue     calendar.Day         `json:"next_due,omitempty"`
	NextAmount  money.Money          `json:"next_amount"`
	Overpaid    money.Money          `json:"overpaid" doc:"Owed to the customer"`
}

// balance is one kept sum.
type balance struct {
	subject, account string
	role             Role
	amount           int64
}

// fold computes a position from the agreed instalments and the sums by role.
// It reads neither clock nor database.
func fold(c contract.Contract, list []contract.Instalment, sums []balance, day calendar.Day) Position {
	p := Position{ContractID: c.ID, State: c.State, Day: day, Currency: c.Currency}
	index := map[int]int{}
	for i, n := range list {
		index[n.No] = i
		p.Instalments = append(p.Instalments, InstalmentPosition{No: n.No, Kind: n.Kind, DueDay: n.DueDay, GraceDay: n.GraceDay,
			Agreed: Amounts{n.Principal - n.MovedPrincipal, n.Interest - n.MovedInterest, n.Fee - n.MovedFee, 0}})
	}
	for _, b := range sums {
		i, ok := index[instalmentNo(b.subject)]
		if !ok {
			if b.account == CustomerOverpaid {
				p.Overpaid.Minor -= b.amount
			}
			continue
		}
		p.Instalments[i].add(b)
	}
	reduce(p.Instalments)
	state := c.State
	if state == contract.Active && !p.opened() {
		state = contract.Signed
	}
	for i := range p.Instalments {
		p.Instalments[i].close(state, day)
	}
	p.sum()
	return p
}

// opened says whether the principal was booked.
func (p *Position) opened() bool {
	for _, n := range p.Instalments {
		if n.Charged.Principal > 0 {
			return true
		}
	}
	return false
}

func (n *InstalmentPosition) add(b balance) {
	*n.Booked.part(b.account) += b.amount
	switch b.role {
	case Charge:
		*n.Charged.part(b.account) += b.amount
	case Pay:
		*n.Paid.part(b.account) -= b.amount
	case Refund:
		*n.Refunded.part(b.account) -= b.amount
	case LetOff:
		*n.Waived.part(b.account) -= b.amount
	case GiveUp:
		*n.WrittenOff.part(b.account) -= b.amount
	}
}

// reduce takes off what refunds made undue: the fee of an instalment falls with
// its own principal, interest with all the principal from it on, since it runs
// on what is really outstanding. The rest below a minor unit favours the
// customer.
func reduce(list []InstalmentPosition) {
	var agreed, left int64
	for _, n := range list {
		agreed += n.Agreed.Principal
		left += n.Agreed.Principal - n.Refunded.Principal
	}
	if agreed == left {
		return
	}
	for i := range list {
		n := &list[i]
		principal, remains := n.Agreed.Principal, n.Agreed.Principal-n.Refunded.Principal
		n.Agreed.Interest = share(n.Agreed.Interest, left, agreed)
		if principal > 0 {
			n.Agreed.Fee = share(n.Agreed.Fee, remains, principal)
		}
		n.Agreed.Principal = remains
		agreed -= principal
		left -= remains
	}
}

// share is amount × part ÷ whole, rounded down.
func share(amount, part, whole int64) int64 {
	if whole <= 0 || part <= 0 {
		return 0
	}
	n, err := money.MulDiv(amount, part, whole, money.Floor)
	if err != nil {
		return amount
	}
	return n
}

// close computes what is open of an instalment.
func (n *InstalmentPosition) close(state contract.State, day calendar.Day) {
	n.Open = n.Booked
	switch state {
	case contract.Active:
		n.Open.Interest += max(0, n.Agreed.Interest-n.Charged.Interest)
		n.Open.Fee += max(0, n.Agreed.Fee-n.Charged.Fee)
	case contract.Offered, contract.Signed: // nothing is booked before it is in force
		n.Open = n.Agreed
	}
	n.Agreed.LateFee = n.Charged.LateFee
	if n.Open.Sum() > 0 && n.DueDay < day {
		n.OverdueDays = day.Sub(n.DueDay)
	}
	switch {
	case n.Open.Sum() == 0:
		n.State = "paid"
	case n.DueDay > day:
		n.State = "upcoming"
	case n.DueDay == day:
		n.State = "due"
	case n.GraceDay >= day:
		n.State = "grace"
	default:
		n.State = "overdue"
	}
}

func (p *Position) sum() {
	for _, n := range p.Instalments {
		p.Outstanding.Minor += n.Booked.Sum()
		p.Remaining.Minor += n.Open.Sum()
		if n.Open.Sum() == 0 {
			continue
		}
		if p.OldestDue == "" || n.DueDay < p.OldestDue {
			p.OldestDue = n.DueDay
		}
		if n.DueDay < p.Day {
			p.Overdue.Minor += n.Open.Sum()
			p.OverdueDays = max(p.OverdueDays, n.OverdueDays)
		} else if p.NextDue == "" {
			p.NextDue, p.NextAmount.Minor = n.DueDay, n.Open.Sum()
		}
	}
	for _, m := range []*money.Money{&p.Outstanding, &p.Remaining, &p.Overdue, &p.NextAmount, &p.Overpaid} {
		m.Currency = p.Currency
	}
}
