package plan

import (
	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
)

// For returns the schedule of an amount that starts on a day under the terms.
// Faults: terms that Check refuses, an amount that is not above zero or too
// large, a start that is no day, a down payment not below the amount, due days
// that do not rise.
func For(amount money.Money, start calendar.Day, t Terms) (Schedule, error) {
	if err := t.Check(); err != nil {
		return Schedule{}, err
	}
	if err := amount.Currency.Check(); err != nil {
		return Schedule{}, err
	}
	if amount.Minor <= 0 || amount.Minor > maxAmount {
		return Schedule{}, fault.Invalid(wordAmount).At("/amount")
	}
	if start.Check() != nil {
		return Schedule{}, fault.Invalid(wordStart).At("/start")
	}
	down, err := t.down(amount.Minor)
	if err != nil {
		return Schedule{}, err
	}
	periods, err := t.periods(start)
	if err != nil {
		return Schedule{}, err
	}
	s := Schedule{Currency: amount.Currency, Start: start, Amount: amount.Minor, Financed: amount.Minor - down}
	parts, err := t.parts(s.Financed, periods)
	if err != nil {
		return Schedule{}, err
	}
	fees, err := t.fees(s.Financed)
	if err != nil {
		return Schedule{}, err
	}
	return t.assemble(s, periods, parts, fees), nil
}

// part is the principal and the interest of one regular instalment.
type part struct{ principal, interest int64 }

// down is the down payment on the amount.
func (t Terms) down(amount int64) (int64, error) {
	d := t.Down.Amount
	if t.Down.Share > 0 {
		var err error
		if d, err = money.MulDiv(amount, t.Down.Share, 1_000_000, t.Rounding); err != nil {
			return 0, err
		}
		if d, err = toStep(d, t.Down.Step, t.Rounding); err != nil {
			return 0, err
		}
	}
	if d >= amount {
		return 0, fault.Invalid(wordDown).At("/down")
	}
	return d, nil
}

// parts divides the financed amount into instalments by the kind.
func (t Terms) parts(financed int64, periods []period) ([]part, error) {
	balloon, err := t.balloon(financed)
	if err != nil {
		return nil, err
	}
	list := make([]part, len(periods))
	switch t.Kind {
	case EqualInstalment:
		list, err = t.annuity(list, financed, balloon, periods)
	case FlatInterest:
		err = t.flat(list, financed, balloon, periods)
	default:
		err = t.even(list, financed, balloon, periods)
	}
	if err != nil {
		return nil, err
	}
	return t.postpone(list), nil
}

// even splits the principal without the balloon over the periods that pay it.
func (t Terms) even(list []part, financed, balloon int64, periods []period) error {
	paying := list[t.PrincipalGrace:]
	for i, principal := range money.Split(financed-balloon, len(paying), t.Remainder) {
		paying[i].principal = principal
	}
	list[len(list)-1].principal += balloon
	balance := financed
	for i, p := range periods {
		var err error
		if list[i].interest, err = t.interest(balance, p); err != nil {
			return err
		}
		balance -= list[i].principal
	}
	return nil
}

// interest is balance × the period's rate, rounded once.
func (t Terms) interest(balance int64, p period) (int64, error) {
	if t.Rate == 0 || balance == 0 {
		return 0, nil
	}
	r, err := t.periodRate(p)
	if err != nil {
		return 0, err
	}
	n, err := money.MulDiv(balance, r.Num, r.Den, t.Rounding)
	if err != nil {
		return 0, fault.Invalid(wordTooLarge).Because(err)
	}
	return n, nil
}

// periodRate is the annual rate × the period's share of a year, to
// RateDecimals.
func (t Terms) periodRate(p period) (Ratio, error) {
	if p.free {
		return Ratio{0, 1}, nil
	}
	share := t.dayCount().of(p)
	exact := Ratio{int64(t.Rate) * share.Num, int64(money.One) * share.Den}
	if t.RateDecimals == 0 {
		return exact, nil
	}
	den := int64(1)
	for range t.RateDecimals {
		den *= 10
	}
	num, err := money.MulDiv(exact.Num, den, exact.Den, money.HalfEven)
	if err != nil {
		return Ratio{}, fault.Invalid(wordTooLarge).Because(err)
	}
	return Ratio{num, den}, nil
}

func (t Terms) dayCount() DayCount {
	if t.DayCount == "" {
		return Equal
	}
	return t.DayCount
}

// charges are the fees of a plan by who pays and when.
type charges struct {
	start    int64   // due on the start day
	regular  []int64 // one per period
	merchant int64
}

// fees charges the plan's fee on the financed amount. The arithmetic of a
// total, round(amount × rate) and then an even split whose rest goes where
// Remainder says, is that of the consumer platforms.
func (t Terms) fees(financed int64) (charges, error) {
	c := charges{regular: make([]int64, t.Periods)}
	if t.Fee.Basis == NoFee {
		return c, nil
	}
	fee := t.Fee.Amount
	if t.Fee.Rate > 0 {
		var err error
		if fee, err = money.MulRate(financed, t.Fee.Rate, t.Rounding); err != nil {
			return c, fault.Invalid(wordTooLarge).At("/fee/rate").Because(err)
		}
	}
	if fee > maxAmount {
		return c, fault.Invalid(wordTooLarge).At("/fee")
	}
	switch {
	case t.Fee.Basis == PerPeriod:
		for i := range c.regular {
			c.regular[i] = fee
		}
	case t.Fee.When == WithFirst:
		c.regular[0] = fee
	case t.Fee.When == AtStart:
		c.start = fee
	default:
		c.regular = money.Split(fee, t.Periods, t.Remainder)
	}
	if t.Fee.Payer == Merchant {
		c = charges{regular: make([]int64, t.Periods), merchant: fee}
		if t.Fee.Basis == PerPeriod {
			c.merchant = fee * int64(t.Periods)
		}
	}
	return c, nil
}

// assemble writes the lines and the sums.
func (t Terms) assemble(s Schedule, periods []period, parts []part, fees charges) Schedule {
	balance := s.Financed
	s.Instalments = make([]Instalment, 0, len(parts)+1)
	if down := s.Amount - s.Financed; down > 0 || fees.start > 0 || t.Down != (Down{}) {
		s.Instalments = append(s.Instalments, Instalment{Kind: DownPayment, DueDay: s.Start,
			GraceDay: s.Start, Principal: down, Fee: fees.start, Balance: balance})
	}
	for i, p := range parts {
		balance -= p.principal
		grace := periods[i].to
		if t.GraceDays > 0 {
			grace = grace.AddDays(t.GraceDays)
		}
		s.Instalments = append(s.Instalments, Instalment{No: i + 1, Kind: Regular, DueDay: periods[i].to, GraceDay: grace,
			Principal: p.principal, Interest: p.interest, Fee: fees.regular[i], Balance: balance})
		s.Interest += p.interest
		s.Fee += fees.regular[i]
	}
	s.Fee += fees.start
	s.MerchantFee = fees.merchant
	return s
}
