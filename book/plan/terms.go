package plan

import (
	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// Terms are the conditions of a plan: everything besides the amount and the
// start day that a schedule depends on.
type Terms struct {
	Kind    Kind `json:"kind"`
	Periods int  `json:"periods"` // instalments after the down payment
	Every   int  `json:"every"`   // units between due days: 1 month, 2 weeks, 10 days
	Unit    Unit `json:"unit"`

	// MonthEnd keeps due days at the end of the month when the plan starts at
	// the end of one: 02-28, 03-31, 04-30. Without it they follow the day of
	// month of the start, or of FirstDue, as far as the month reaches.
	MonthEnd  bool         `json:"month_end,omitempty"`
	FirstDue  calendar.Day `json:"first_due,omitempty"` // "" = one period after the start
	LastDue   calendar.Day `json:"last_due,omitempty"`  // "" = as the periods lead
	GraceDays int          `json:"grace_days,omitempty"`

	// Grace in periods, counted from the first, within Periods; see grace.go.
	PrincipalGrace int `json:"principal_grace,omitempty"` // periods that pay no principal
	InterestGrace  int `json:"interest_grace,omitempty"`  // periods whose interest is due later
	InterestFree   int `json:"interest_free,omitempty"`   // periods that bear no interest

	Down     Down       `json:"down"`
	Balloon  Balloon    `json:"balloon,omitzero"`
	Rate     money.Rate `json:"rate"` // nominal interest a year
	DayCount DayCount   `json:"day_count,omitempty"`
	Fee      Fee        `json:"fee"`
	// RateDecimals rounds the rate of one period to so many decimals (half
	// even) before it meets the balance, as some contracts and systems do;
	// 0 = the exact fraction.
	RateDecimals int `json:"rate_decimals,omitempty"`

	Rounding money.Rounding `json:"rounding"`
	// Remainder says which instalment carries the rest of an even split of
	// principal and fee. Where interest is charged in equal instalments the
	// last one always closes the balance.
	Remainder money.Remainder `json:"remainder"`
	Adjust    Adjust          `json:"adjust,omitempty"`
	Step      int64           `json:"step,omitempty"` // instalment in multiples of, minor units; 0 = 1
}

// Down is the down payment, due on the start day: an amount in minor units or
// a share of the amount in ppm, which is rounded to a multiple of Step minor
// units (0 = 1) unless nothing would remain of it.
type Down struct {
	Amount int64 `json:"amount,omitempty"`
	Share  int64 `json:"share_ppm,omitempty"`
	Step   int64 `json:"step,omitempty"`
}

// Balloon is principal that falls due with the last instalment on top of what
// that pays like the others (尾款): an amount in minor units or a share of the
// financed amount in ppm. It bears interest until then.
type Balloon struct {
	Amount int64 `json:"amount,omitempty"`
	Share  int64 `json:"share_ppm,omitempty"`
}

// Fee is a charge besides interest: a rate on the financed amount or an
// amount in minor units.
type Fee struct {
	Basis  FeeBasis   `json:"basis,omitempty"`
	Rate   money.Rate `json:"rate,omitempty"`
	Amount int64      `json:"amount,omitempty"`
	When   FeeWhen    `json:"when,omitempty"`  // "" = spread; total only
	Payer  Payer      `json:"payer,omitempty"` // "" = customer
}

// The bounds of the engine. They keep every product within 128 bits and a
// quote fast; lawful limits are dated data elsewhere.
const (
	maxAmount  = 1_000_000_000_000_000 // minor units
	maxPeriods = 600
	maxEvery   = 366
	maxGrace   = 366
	maxRate    = 100 * money.One // a year

	maxDecimals = 18 // of the rate of a period
)

// Check reports every fault of the terms with its pointer.
func (t Terms) Check() error {
	faults := []*fault.Fault{
		oneOf(t.Kind, "/kind", EqualInstalment, EqualPrincipal, FlatInterest, FlatFee, InterestFree, Deferred),
		oneOf(t.Unit, "/unit", Month, Week, Day),
		within(t.Periods, 1, maxPeriods, "/periods"),
		within(t.Every, 1, maxEvery, "/every"),
		within(t.GraceDays, 0, maxGrace, "/grace_days"),
		within(int64(t.Rate), 0, int64(maxRate), "/rate"),
		oneOf(t.DayCount, "/day_count", "", Equal, Thirty360, Act360, Act365, ActAct, ActActClose, ActLeap365),
		within(t.RateDecimals, 0, maxDecimals, "/rate_decimals"),
		oneOf(t.Adjust, "/adjust", "", RestInLast, Level, WholeTerm),
		within(int(t.Rounding), int(money.HalfEven), int(money.Ceil), "/rounding"),
		within(int(t.Remainder), int(money.First), int(money.Spread), "/remainder"),
		t.checkDown(), t.checkKind(),
	}
	faults = append(faults, t.checkGrace()...)
	faults = append(faults, t.checkFee()...)
	faults = append(faults, t.checkDays()...)
	found := faults[:0]
	for _, f := range faults {
		if f != nil {
			found = append(found, f)
		}
	}
	return fault.Many(found)
}

func (t Terms) checkDown() *fault.Fault {
	d := t.Down
	if d.Amount < 0 || d.Amount > maxAmount || d.Share < 0 || d.Share >= 1_000_000 || (d.Amount > 0 && d.Share > 0) {
		return fault.Invalid(wordDown).At("/down")
	}
	if d.Step < 0 || d.Step > maxAmount || (d.Step > 1 && d.Share == 0) {
		return fault.Invalid(wordDownStep).At("/down/step")
	}
	return nil
}

func (t Terms) checkFee() []*fault.Fault {
	f := t.Fee
	var sense *fault.Fault
	if f.Rate < 0 || f.Rate > maxRate || f.Amount < 0 || f.Amount > maxAmount || (f.Rate > 0 && f.Amount > 0) ||
		(f.Basis == NoFee && (f.Rate > 0 || f.Amount > 0)) {
		sense = fault.Invalid(wordFee).At("/fee")
	}
	when := []FeeWhen{"", Spread}
	if f.Basis == Total {
		when = append(when, WithFirst, AtStart)
	}
	return []*fault.Fault{sense,
		oneOf(f.Basis, "/fee/basis", NoFee, PerPeriod, Total),
		oneOf(f.When, "/fee/when", when...),
		oneOf(f.Payer, "/fee/payer", "", Customer, Merchant)}
}

func (t Terms) checkDays() []*fault.Fault {
	var faults []*fault.Fault
	if t.FirstDue != "" && t.FirstDue.Check() != nil {
		faults = append(faults, fault.Invalid(wordDates).At("/first_due"))
	}
	if t.LastDue != "" && t.LastDue.Check() != nil {
		faults = append(faults, fault.Invalid(wordDates).At("/last_due"))
	}
	if t.MonthEnd && t.Unit != Month {
		faults = append(faults, fault.Invalid(wordMonthEnd).At("/month_end"))
	}
	return faults
}

// checkKind refuses what the kind gives no meaning to.
func (t Terms) checkKind() *fault.Fault {
	level := t.Kind == EqualInstalment || t.Kind == FlatInterest
	switch {
	case t.Step < 0 || t.Step > maxAmount || (t.Step > 1 && !level):
		return fault.Invalid(wordStep).At("/step")
	case t.Adjust == Level && t.Kind != EqualInstalment || t.Adjust == WholeTerm && t.Kind != FlatInterest:
		return fault.Invalid(wordLevel).At("/adjust")
	case t.Kind == Deferred && t.Periods != 1:
		return fault.Invalid(wordOne).At("/periods")
	case (t.Kind == FlatFee || t.Kind == InterestFree) && t.Rate != 0:
		return fault.Invalid(wordNoInterest, words.Args{"kind": t.Kind}).At("/rate")
	case t.Kind == InterestFree && t.Fee.Basis != NoFee && t.Fee.Payer != Merchant:
		return fault.Invalid(wordNoFee).At("/fee/payer")
	}
	return nil
}
