package life

import "fenming/kit/calendar"

// Part is one of the four parts of a debt, by the names the rules of a
// contract use.
type Part string

// The parts. A penalty is a late fee in the words of a contract.
const (
	PartPrincipal Part = "principal"
	PartInterest  Part = "interest"
	PartFee       Part = "fee"
	PartPenalty   Part = "late_fee"
)

// parts in the order of Amounts.
var parts = [...]Part{PartPrincipal, PartInterest, PartFee, PartPenalty}

func (p Part) index() int {
	for i, q := range parts {
		if p == q {
			return i
		}
	}
	return -1
}

// Amounts are the four parts in minor units.
type Amounts struct {
	Principal int64 `json:"principal"`
	Interest  int64 `json:"interest"`
	Fee       int64 `json:"fee"`
	Penalty   int64 `json:"late_fee"`
}

// Sum is all four parts.
func (a Amounts) Sum() int64 { return a.Principal + a.Interest + a.Fee + a.Penalty }

// Of is one part.
func (a Amounts) Of(p Part) int64 { return *a.at(p) }

func (a *Amounts) at(p Part) *int64 {
	switch p {
	case PartPrincipal:
		return &a.Principal
	case PartInterest:
		return &a.Interest
	case PartFee:
		return &a.Fee
	}
	return &a.Penalty
}

// sumOf is some of the parts.
func (a Amounts) sumOf(list []Part) int64 {
	var sum int64
	for _, p := range list {
		sum += a.Of(p)
	}
	return sum
}

func (a Amounts) plus(b Amounts) Amounts {
	return Amounts{a.Principal + b.Principal, a.Interest + b.Interest, a.Fee + b.Fee, a.Penalty + b.Penalty}
}

func (a Amounts) minus(b Amounts) Amounts {
	return Amounts{a.Principal - b.Principal, a.Interest - b.Interest, a.Fee - b.Fee, a.Penalty - b.Penalty}
}

func (a Amounts) negative() bool {
	return a.Principal < 0 || a.Interest < 0 || a.Fee < 0 || a.Penalty < 0
}

// InstalmentKind says where an instalment comes from.
type InstalmentKind string

// The kinds.
const (
	DownPayment InstalmentKind = "down_payment"
	Regular     InstalmentKind = "regular"
	Extra       InstalmentKind = "extra"
	ReAged      InstalmentKind = "re_aged"
)

// Instalment is where one instalment stands. Agreed is what it asks for after
// refunds, with the charges and charge-backs it carries.
type Instalment struct {
	No       int            `json:"no"`
	Kind     InstalmentKind `json:"kind"`
	From     calendar.Day   `json:"from"`
	DueDay   calendar.Day   `json:"due_day"`
	GraceDay calendar.Day   `json:"grace_day"`

	Agreed      Amounts `json:"agreed"`
	Paid        Amounts `json:"paid"`
	Waived      Amounts `json:"waived"`
	WrittenOff  Amounts `json:"written_off"`
	Refunded    Amounts `json:"refunded"`     // taken off Agreed by refunds that reduce
	ChargedBack Amounts `json:"charged_back"` // within Agreed

	PaidInAdvance int64        `json:"paid_in_advance"` // paid before the due day
	PaidLate      int64        `json:"paid_late"`       // paid after the due day
	MetDay        calendar.Day `json:"met_day,omitempty"`
	Balance       int64        `json:"balance"` // principal that the schedule leaves after it
}

// Open is what is left of it to pay.
func (n *Instalment) Open() Amounts {
	return n.Agreed.minus(n.Paid).minus(n.Waived).minus(n.WrittenOff)
}

// Status is where a contract stands.
type Status string

// The states of a contract.
const (
	StatusAgreed     Status = "agreed" // nothing was lent yet
	StatusActive     Status = "active"
	StatusSettled    Status = "settled"
	StatusOverpaid   Status = "overpaid"
	StatusChargedOff Status = "charged_off" // given up in the books, still owed
	StatusWrittenOff Status = "written_off"
	StatusCancelled  Status = "cancelled" // the whole price was refunded
)

// State is the fold of a contract's events.
type State struct {
	Status      Status       `json:"status"`
	Opened      []Opening    `json:"opened"`
	Instalments []Instalment `json:"instalments"`
	Overpaid    int64        `json:"overpaid"`  // owed to the customer
	Recovered   int64        `json:"recovered"` // paid after the claim was written off
	Effects     []Effect     `json:"effects"`   // what each event did, in the order of the fold
}

// Opening is money lent on a day.
type Opening struct {
	EventID string       `json:"event_id"`
	Day     calendar.Day `json:"day"`
	Amount  int64        `json:"amount"`
}

// Effect is what one event did.
type Effect struct {
	EventID  string    `json:"event_id"`
	Portions []Portion `json:"portions,omitempty"`
	Overpaid int64     `json:"overpaid,omitempty"` // change of what is owed to the customer
}

// Portion is what one event gave to, or took from, one part of one instalment.
type Portion struct {
	No     int    `json:"no"`
	Part   Part   `json:"part"`
	Bucket string `json:"bucket,omitempty"` // the bucket of the rule that took it
	Amount int64  `json:"amount"`
}

// Outstanding is what is left to pay of all instalments.
func (s *State) Outstanding() Amounts {
	var sum Amounts
	for i := range s.Instalments {
		sum = sum.plus(s.Instalments[i].Open())
	}
	return sum
}

// Paid is what was paid on all instalments.
func (s *State) Paid() Amounts {
	var sum Amounts
	for i := range s.Instalments {
		sum = sum.plus(s.Instalments[i].Paid)
	}
	return sum
}
