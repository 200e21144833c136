package plan

import (
	"math/big"

	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
)

// Period is the time from one due day to the next. Regular says that it is one
// of the plan's own periods and not an odd one.
type Period struct {
	From, To calendar.Day
	Regular  bool
}

func (t Terms) period(p Period) period {
	q := period{from: p.From, to: p.To}
	if p.Regular {
		q.every, q.unit = t.Every, t.Unit
	}
	return q
}

// RateOver is the exact share of principal that is interest for a period.
func (t Terms) RateOver(p Period) (Ratio, error) { return t.periodRate(t.period(p)) }

// EqualOver is the equal instalment that pays off a balance in minor units over
// periods, rounded and stepped as the terms say.
func (t Terms) EqualOver(balance int64, over []Period) (int64, error) {
	list := make([]period, len(over))
	for i, p := range over {
		list[i] = t.period(p)
	}
	return t.instalment(balance, 0, list)
}

// RegularAt says for each instalment of a start day whether its period is one
// of the plan's own.
func (t Terms) RegularAt(start calendar.Day) ([]bool, error) {
	list, err := t.periods(start)
	if err != nil {
		return nil, err
	}
	regular := make([]bool, len(list))
	for i, p := range list {
		regular[i] = p.unit != ""
	}
	return regular, nil
}

// flatWhole charges interest on the whole price, down payment included, and
// rounds it once for the whole term; every instalment bears an even part of it
// and the last one the rest, of interest and of principal.
func (t Terms) flatWhole(price, financed int64, periods []period) ([]part, error) {
	whole := new(big.Rat)
	for _, p := range periods {
		rate, err := t.periodRate(p)
		if err != nil {
			return nil, err
		}
		whole.Add(whole, big.NewRat(rate.Num, rate.Den))
	}
	whole.Mul(whole, new(big.Rat).SetInt64(price))
	interest, fits := quo(new(big.Int).Set(whole.Num()), new(big.Int).Set(whole.Denom()), t.Rounding)
	if !fits || interest > maxAmount*1000 {
		return nil, fault.Invalid(wordTooLarge)
	}
	n := int64(len(periods))
	each, err := money.MulDiv(interest, 1, n, t.Rounding)
	if err != nil {
		return nil, err
	}
	emi, err := money.MulDiv(financed+interest, 1, n, t.Rounding)
	if err != nil {
		return nil, err
	}
	if emi, err = toStep(emi, t.Step, t.Rounding); err != nil {
		return nil, err
	}
	list, balance := make([]part, n), financed
	for i := range list {
		list[i] = part{t.principal(i, emi-each, balance, 0), each}
		balance -= list[i].principal
	}
	list[n-1].interest = interest - each*(n-1)
	return list, nil
}
