package plan

import "fenming/kit/calendar"

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
