package plan

import (
	"math/big"

	"fenming/kit/calendar"
	"fenming/kit/fault"
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

// EqualAt is the equal instalment that pays off a balance in minor units over
// periods of these rates, rounded and stepped as the terms say; see instalment.
func (t Terms) EqualAt(balance int64, rates []Ratio) (int64, error) {
	growth, payments := new(big.Int).Set(scale), new(big.Int)
	for i, r := range rates {
		factor := onePlus(r)
		growth.Quo(growth.Mul(growth, factor), scale)
		if i > 0 {
			payments.Quo(payments.Mul(payments, factor), scale)
		}
		payments.Add(payments, scale)
	}
	if len(rates) == 0 {
		return balance, nil
	}
	emi, fits := quo(growth.Mul(growth, big.NewInt(balance)), payments, t.Rounding)
	if !fits || emi > maxAmount*1000 {
		return 0, fault.Invalid(wordTooLarge)
	}
	return toStep(emi, t.Step, t.Rounding)
}

// Stepped rounds an instalment to the terms' Step.
func (t Terms) Stepped(emi int64) (int64, error) { return toStep(emi, t.Step, t.Rounding) }

// DownOf is the down payment on an amount in minor units.
func (t Terms) DownOf(amount int64) (int64, error) { return t.down(amount) }

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
