package life

import (
	"strings"

	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// Agreement is what was signed and no event changes: the schedule and the
// rules by which money and time act on it.
type Agreement struct {
	Currency money.Currency `json:"currency"`
	// Amount is the most that is lent, in minor units. Lines are the schedule
	// as signed; without lines the Terms give one for what is really lent,
	// counted from the opening day.
	Amount int64      `json:"amount"`
	Lines  []Line     `json:"lines,omitempty"`
	Terms  plan.Terms `json:"terms"`
	// Start is the day on which it is to be opened; it only serves the state
	// before that.
	Start calendar.Day `json:"start,omitempty"`
	// CountFrom is the day from which the first period is counted; "" = the
	// opening day.
	CountFrom calendar.Day `json:"count_from,omitempty"`

	// Allocation is the rule for every payment that has no rule of its own in
	// PerKind.
	Allocation Rule          `json:"allocation"`
	PerKind    map[Kind]Rule `json:"per_kind,omitempty"`
	// Credit is the order of parts in which a charge-back makes due again what
	// its payment had paid; empty = everything as principal.
	Credit []Part `json:"credit,omitempty"`

	// FullTerm lets money that is lent later run over its own full number of
	// periods; without it all is paid off with the first.
	FullTerm bool `json:"full_term,omitempty"`
	// Anew plans money that is lent later as if it had been lent at the
	// opening, what was due already included; payments are allocated anew.
	Anew bool `json:"anew,omitempty"`
	// FromPeriod lets money that is lent later bear interest from the first
	// day of the period in which it is lent.
	FromPeriod bool `json:"from_period,omitempty"`
	// Expected is what is agreed to be lent when. It gives the state before
	// the opening; afterwards what is still to come stands in the balances.
	Expected []Opening `json:"expected,omitempty"`
	// Each are fees that every regular instalment carries.
	Each []Each `json:"each,omitempty"`

	Interest Interest `json:"interest,omitempty"`
	Overdue  Overdue  `json:"overdue,omitempty"`
	// WholePeriod asks for the interest of the whole period, even when an
	// instalment is paid before its end.
	WholePeriod bool `json:"whole_period,omitempty"`
	// RefundInterest lets a refund give back the interest that had run on its
	// amount since the opening.
	RefundInterest []Kind `json:"refund_interest,omitempty"`
	// ChargeOff says what a charge-off does to the schedule.
	ChargeOff Behaviour `json:"charge_off,omitempty"`
	Refund    Refund    `json:"refund,omitempty"`
	// ApplyOverpaid uses what is owed to the customer for what becomes due
	// later, instead of keeping it until it is paid out or applied by an event.
	ApplyOverpaid bool   `json:"apply_overpaid,omitempty"`
	Settle        Settle `json:"settle,omitempty"`
}

// Line is an instalment as signed, in minor units.
type Line struct {
	No       int            `json:"no"`
	Kind     InstalmentKind `json:"kind"`
	From     calendar.Day   `json:"from,omitempty"` // "" = the due day before
	DueDay   calendar.Day   `json:"due_day"`
	GraceDay calendar.Day   `json:"grace_day,omitempty"` // "" = the due day
	Agreed   Amounts        `json:"agreed"`
}

// Each is a fee in every regular instalment: an amount in minor units, a share
// in ppm of parts of the instalment, or both.
type Each struct {
	Part   Part   `json:"part"` // fee or late_fee
	Amount int64  `json:"amount,omitempty"`
	Share  int64  `json:"share_ppm,omitempty"`
	Of     []Part `json:"of,omitempty"`
}

func (e Each) check(pointer string) error {
	sense := (e.Part == PartFee || e.Part == PartPenalty) && e.Amount >= 0 && e.Amount <= maxAmount &&
		e.Share >= 0 && e.Share <= 1_000_000
	for _, p := range e.Of {
		sense = sense && (p == PartPrincipal || p == PartInterest)
	}
	if !sense {
		return fault.Invalid(wordEach).At(pointer)
	}
	return nil
}

// Rule says where a payment goes. Order is the contract's list of buckets:
// a timing and its parts, "past_due.fee", "due.interest+principal" (the parts
// of one instalment before the next), "in_advance_last.principal" (from the
// farthest instalment backwards).
type Rule struct {
	Order []string `json:"order"`
	Early Early    `json:"early,omitempty"`
}

// Early says where money goes that nothing due waits for.
type Early string

// The choices: the next instalment, the last one, the next and what is left
// then from the last backwards, or all that are to come in equal shares.
const (
	EarlyNext       Early = "next"
	EarlyLast       Early = "last"
	EarlyNextLast   Early = "next_last"
	EarlyReamortise Early = "reamortise"
)

// Interest says what interest runs on.
type Interest string

// InterestAgreed stays as the schedule says; InterestRunning runs on what is
// really outstanding, day by day.
const (
	InterestAgreed  Interest = "agreed"
	InterestRunning Interest = "running"
)

// Behaviour says what becomes of a schedule that ends before its time.
type Behaviour string

// The choices: it goes on; no more interest runs; everything falls due.
const (
	GoesOn       Behaviour = ""
	ZeroInterest Behaviour = "zero_interest"
	Accelerate   Behaviour = "accelerate"
)

// Overdue says how running interest treats principal that is overdue: it bears
// interest to the day, to the end of the period, or none.
type Overdue string

// The choices; OverdueDaily is the usual one.
const (
	OverdueDaily  Overdue = "daily"
	OverduePeriod Overdue = "period"
	OverdueFree   Overdue = "free"
)

// Refund says what a merchant's refund does.
type Refund string

// RefundPays allocates it like a payment, by its rule. RefundReduces takes it
// off the principal from the last instalment backwards, and with the principal
// its interest and fee.
const (
	RefundPays    Refund = "pays"
	RefundReduces Refund = "reduces"
)

// Settle says what an early settlement costs.
type Settle string

// SettleAll asks for everything agreed. SettleUsed asks for the interest of
// the days really used, rounded down, and no fee that was not due yet (Civil
// Code 677).
const (
	SettleAll  Settle = "all"
	SettleUsed Settle = "used"
)

// rule is the allocation rule for a kind of payment.
func (a *Agreement) rule(k Kind) Rule {
	if r, ok := a.PerKind[k]; ok {
		return r
	}
	return a.Allocation
}

// Check reports the first thing in an agreement that makes no sense.
func (a *Agreement) Check() error {
	if err := a.Currency.Check(); err != nil {
		return err
	}
	if len(a.Lines) == 0 {
		if err := a.Terms.Check(); err != nil {
			return err
		}
	}
	last := calendar.Day("")
	for _, l := range a.Lines {
		if l.DueDay.Check() != nil || l.DueDay < last || l.Agreed.negative() {
			return fault.Invalid(wordLine).At("/lines")
		}
		last = l.DueDay
	}
	before := calendar.Day("")
	for _, o := range a.Expected {
		if o.Day.Check() != nil || o.Day < before || o.Amount <= 0 || o.Amount > maxAmount {
			return fault.Invalid(wordLine).At("/expected")
		}
		before = o.Day
	}
	if err := a.Allocation.check("/allocation"); err != nil {
		return err
	}
	for k, r := range a.PerKind {
		if err := r.check("/per_kind/" + string(k)); err != nil {
			return err
		}
	}
	for _, e := range a.Each {
		if err := e.check("/each"); err != nil {
			return err
		}
	}
	for _, p := range a.Credit {
		if p.index() < 0 {
			return fault.Invalid(wordBucket, words.Args{"bucket": p}).At("/credit")
		}
	}
	return nil
}

var timings = []string{"past_due", "due", "in_advance", "past_due_last", "in_advance_last"}

func (r Rule) check(pointer string) error {
	for _, bucket := range r.Order {
		timing, parts, _ := strings.Cut(bucket, ".")
		known := false
		for _, t := range timings {
			known = known || t == timing
		}
		for name := range strings.SplitSeq(parts, "+") {
			known = known && Part(name).index() >= 0
		}
		if !known {
			return fault.Invalid(wordBucket, words.Args{"bucket": bucket}).At(pointer)
		}
	}
	switch r.Early {
	case "", EarlyNext, EarlyLast, EarlyNextLast, EarlyReamortise:
		return nil
	}
	return fault.Invalid(wordBucket, words.Args{"bucket": r.Early}).At(pointer)
}
