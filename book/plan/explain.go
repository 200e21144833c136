package plan

import (
	"fmt"

	"fenming/kit/calendar"
	"fenming/kit/money"
)

// Explanation is what a quote means beyond its schedule, in worked figures: who
// takes which charge, what lateness costs, what goods sent back and paying
// early do.
type Explanation struct {
	Charges []Charge        `json:"charges"`
	Late    LateExample     `json:"late"`
	Refunds []RefundExample `json:"refunds"`
	Early   *EarlyExample   `json:"early,omitempty" doc:"Missing where there is one payment only"`
}

// Charge is one item of cost: what for, who pays it, who takes it.
type Charge struct {
	Code      string      `json:"code" enum:"interest,fee,merchant_fee"`
	Payer     Payer       `json:"payer"`
	Collector string      `json:"collector" doc:"merchant, or the platform's name"`
	Amount    money.Money `json:"amount"`
}

// LateExample is the worked cost of lateness: an amount overdue for some days.
// Steps is the arithmetic as it is shown.
type LateExample struct {
	Known     bool        `json:"known" doc:"False: the platform's charge is not known to the merchant"`
	Collector string      `json:"collector"`
	Overdue   money.Money `json:"overdue"`
	Days      int         `json:"days"`
	GraceDays int         `json:"grace_days" doc:"Days that are never charged"`
	Rate      money.Rate  `json:"rate" doc:"A year for the merchant's own plan, a day for a platform's"`
	PerDay    bool        `json:"per_day"`
	CapShare  int64       `json:"cap_share_ppm,omitempty" doc:"At most this share of the overdue amount in all"`
	Charge    money.Money `json:"charge"`
	Steps     string      `json:"steps"`
}

// RefundExample is what goods sent back on a day do.
type RefundExample struct {
	Kind      string       `json:"kind" enum:"full,full_later,partial"`
	Day       calendar.Day `json:"day"`
	Amount    money.Money  `json:"amount" doc:"The price that is given back"`
	Back      money.Money  `json:"back" doc:"Goes back to the customer by the original route"`
	Cancelled money.Money  `json:"cancelled" doc:"Was still to be paid and is not any more"`
	Fee       RefundFee    `json:"fee" doc:"What becomes of a platform's fee; empty: not known"`
	Known     bool         `json:"known" doc:"False: the platform decides, by a rule not known to the merchant"`
}

// EarlyExample is paying everything on the due day of an instalment.
type EarlyExample struct {
	No    int          `json:"no"`
	Day   calendar.Day `json:"day"`
	Pay   money.Money  `json:"pay" doc:"In all on that day, the instalment of the day included"`
	Saved money.Money  `json:"saved" doc:"Interest and fees that are not charged any more"`
	Known bool         `json:"known"`
}

// The figures of the examples.
const (
	lateExampleUnits = 500 // of the currency
	lateExampleDays  = 10
	refundAfterDays  = 7       // the statutory period of return, Consumer Law 25
	partialShare     = 200_000 // ppm of the price
	// LateCapShare is where the late fee of a merchant's own plan stops: this
	// share of the overdue principal, ppm (product rule, law.md B2).
	LateCapShare = 300_000
)

// Explain works the examples of a quote out.
func (q Quote) Explain() (Explanation, error) {
	e := Explanation{Charges: q.charges()}
	var err error
	if e.Late, err = q.late(); err != nil {
		return e, err
	}
	if e.Refunds, err = q.refunds(); err != nil {
		return e, err
	}
	e.Early = q.early()
	return e, nil
}

func (q Quote) own() bool { return q.Creditor != CreditorPlatform }

func (q Quote) collector() string {
	if q.own() {
		return CreditorMerchant
	}
	return q.Platform
}

func (q Quote) money(minor int64) money.Money { return money.New(minor, q.Amount.Currency) }

func (q Quote) charges() []Charge {
	list := []Charge{}
	add := func(code string, payer Payer, minor int64) {
		if minor > 0 {
			list = append(list, Charge{code, payer, q.collector(), q.money(minor)})
		}
	}
	add("interest", Customer, q.Schedule.Interest)
	add("fee", Customer, q.Schedule.Fee)
	add("merchant_fee", Merchant, q.Schedule.MerchantFee)
	return list
}

// late works the example of lateness. Merchant: overdue principal × rate ÷ 365
// for each day behind the days of grace, rounded half up, as the ledger charges
// it. Platform: overdue amount × daily rate × days, by its rate card.
func (q Quote) late() (LateExample, error) {
	unit := int64(1)
	for range q.Amount.Currency.Digits() {
		unit *= 10
	}
	x := LateExample{Collector: q.collector(), Overdue: q.money(lateExampleUnits * unit), Days: lateExampleDays, Charge: q.money(0)}
	if !q.own() {
		if x.Rate = q.Card.LateDaily; x.Rate == 0 {
			return x, nil
		}
		n, err := money.MulDiv(x.Overdue.Minor, int64(x.Rate)*lateExampleDays, int64(money.One), money.HalfUp)
		x.Known, x.PerDay, x.Charge = true, true, q.money(n)
		x.Steps = fmt.Sprintf("%s × %s × %d = %s", x.Overdue.Format(), exactPercent(x.Rate), x.Days, x.Charge.Format())
		return x, err
	}
	x.Known, x.Rate, x.GraceDays, x.CapShare = true, q.LateFeeRate, q.GraceDays, LateCapShare
	days := int64(max(0, lateExampleDays-q.GraceDays))
	n, err := money.MulDiv(x.Overdue.Minor*days, int64(x.Rate), 365*int64(money.One), money.HalfUp)
	x.Charge = q.money(n)
	x.Steps = fmt.Sprintf("%s × %s ÷ 365 × (%d − %d) = %s", x.Overdue.Format(), exactPercent(x.Rate), x.Days,
		min(x.Days, x.GraceDays), x.Charge.Format())
	return x, err
}

// exactPercent writes a rate in per cent with all its decimals.
func exactPercent(r money.Rate) string { return (100 * r).String() + "%" }

// refunds works goods sent back: all of them within the days of return, all
// after the first instalment was paid, a fifth of them. Merchant's own plan:
// the price goes off what is still to pay, from the last instalment backwards;
// what was paid of it goes back, and when everything is back nothing more is
// charged. Interest and fees of time that has passed are not given back.
func (q Quote) refunds() ([]RefundExample, error) {
	early := q.Day.AddDays(refundAfterDays)
	fifth, err := money.MulDiv(q.Amount.Minor, partialShare, 1_000_000, money.Floor)
	if err != nil {
		return nil, err
	}
	list := []RefundExample{q.refund("full", early, q.Amount.Minor)}
	for _, i := range q.Schedule.Instalments {
		if i.No == 1 && len(q.Schedule.Instalments) > 2 {
			list = append(list, q.refund("full_later", i.DueDay.AddDays(1), q.Amount.Minor))
		}
	}
	return append(list, q.refund("partial", early, fifth)), nil
}

func (q Quote) refund(kind string, day calendar.Day, amount int64) RefundExample {
	x := RefundExample{Kind: kind, Day: day, Amount: q.money(amount), Fee: q.Card.RefundFee, Known: q.own() || q.Card.RefundFee != ""}
	var open, costs int64
	for _, i := range q.Schedule.Instalments {
		if i.DueDay >= day {
			open, costs = open+i.Principal, costs+i.Interest+i.Fee
		}
	}
	off := min(open, amount)
	x.Back, x.Cancelled = q.money(amount-off), q.money(off)
	if amount == q.Amount.Minor && (q.own() || x.Fee == FeeReturned) {
		x.Cancelled = q.money(off + costs)
	}
	if q.own() {
		x.Fee = ""
	}
	return x
}

// early pays everything half-way through. Interest runs for the real time only
// (private-lending interpretation 30); what a platform does with its fees is
// its rate card's to say.
func (q Quote) early() *EarlyExample {
	half := q.Count / 2
	if half == 0 {
		return nil
	}
	var x EarlyExample
	var saved int64
	for _, i := range q.Schedule.Instalments {
		switch {
		case i.No == half:
			x = EarlyExample{No: i.No, Day: i.DueDay, Pay: q.money(i.Due() + i.Balance)}
		case i.No > half:
			saved += i.Interest + i.Fee
		}
	}
	x.Saved, x.Known = q.money(saved), q.own() || q.Card.EarlyFee != ""
	// In proportion is the same here: on a due day no period is broken.
	if !q.own() && q.Card.EarlyFee != FeeReturned && q.Card.EarlyFee != FeeProRata {
		x.Saved, x.Pay = q.money(0), q.money(x.Pay.Minor+saved)
	}
	return &x
}
