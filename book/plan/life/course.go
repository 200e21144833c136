package life

import (
	"math/big"

	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/money"
)

// course is how principal and interest run under the terms: what is lent when,
// what was paid when, at which rate. From it the instalments are computed anew
// after every event, as they stand on a day.
//
// An instalment asks for an equal amount, interest first. Interest of a period
// is Σ balance × rate × time, rounded once; what exceeds the instalment is
// carried to the next. The balance is what is really outstanding up to the day
// of the computation; from that day on it falls as the schedule says, with
// everything overdue taken as paid. The last instalment that is not closed
// takes the rest of the principal.
type course struct {
	moves  []move // principal that bears interest, in the order of days
	rates  []rateFrom
	pauses []span
	end    calendar.Day // no interest from here on; "" = never
	sum    big.Int      // scratch
	term   big.Int
}

// move is principal lent (above zero) or paid (below) on a day.
type move struct {
	day    calendar.Day
	amount int64
}

type rateFrom struct {
	day  calendar.Day
	rate money.Rate
}

// span is days, both included.
type span struct{ from, to calendar.Day }

// balanceAt is the principal that bears interest in the night after a day.
func (c *course) balanceAt(day calendar.Day) int64 {
	var sum int64
	for _, m := range c.moves {
		if m.day > day {
			break
		}
		sum += m.amount
	}
	return sum
}

func (c *course) move(day calendar.Day, amount int64) {
	if amount == 0 {
		return
	}
	at := len(c.moves)
	for at > 0 && c.moves[at-1].day > day {
		at--
	}
	c.moves = append(c.moves, move{})
	copy(c.moves[at+1:], c.moves[at:])
	c.moves[at] = move{day, amount}
}

// rateOn is the annual rate of the night after a day.
func (c *course) rateOn(day calendar.Day, agreed money.Rate) money.Rate {
	for _, p := range c.pauses {
		if day >= p.from && day <= p.to {
			return 0
		}
	}
	if c.end != "" && day >= c.end {
		return 0
	}
	for i := len(c.rates) - 1; i >= 0; i-- {
		if day >= c.rates[i].day {
			return c.rates[i].rate
		}
	}
	return agreed
}

// cut is the next day behind from, before to, on which balance or rate change.
func (c *course) cut(from, to calendar.Day) calendar.Day {
	next := to
	try := func(d calendar.Day) {
		if d > from && d < next {
			next = d
		}
	}
	for _, m := range c.moves {
		try(m.day)
	}
	for _, r := range c.rates {
		try(r.day)
	}
	for _, p := range c.pauses {
		try(p.from)
		try(p.to.AddDays(1))
	}
	if c.end != "" {
		try(c.end)
	}
	return next
}

// interest sums what runs in a period between two of its days on the balance
// less an amount.
func (c *course) interest(t plan.Terms, p plan.Period, from, to calendar.Day, less int64) error {
	agreed := t.Rate
	for at := from; at < to; {
		next := c.cut(at, to)
		balance := c.balanceAt(at) - less
		t.Rate = c.rateOn(at, agreed)
		if balance > 0 && t.Rate > 0 {
			if err := c.add(&t, p, at, next, balance); err != nil {
				return err
			}
		}
		at = next
	}
	return nil
}

// rate is the share of a principal that is interest between two days of a
// period, whatever the principal.
func (c *course) rate(t plan.Terms, p plan.Period, from, to calendar.Day) (plan.Ratio, error) {
	unit := &course{rates: c.rates, pauses: c.pauses, end: c.end, moves: []move{{from, 1_000_000}}}
	if err := unit.interest(t, p, from, to, 0); err != nil {
		return plan.Ratio{}, err
	}
	return plan.Ratio{Num: unit.sum.Int64(), Den: 1_000_000 * fine.Int64()}, nil
}

// add adds the interest of some nights of a period, at a fine scale. Where a
// period is a fixed share of a year whatever its days, they bear their part of
// it.
func (c *course) add(t *plan.Terms, p plan.Period, from, to calendar.Day, balance int64) error {
	num, den := int64(1), int64(1)
	over := plan.Period{From: from, To: to}
	if from == p.From && to == p.To {
		over = p
	} else if t.DayCount == "" || t.DayCount == plan.Equal || t.DayCount == plan.Thirty360 {
		over, num, den = p, int64(to.Sub(from)), int64(max(1, p.To.Sub(p.From)))
	}
	rate, err := t.RateOver(over)
	if err != nil {
		return err
	}
	c.term.Mul(big.NewInt(balance), big.NewInt(rate.Num))
	c.term.Mul(&c.term, big.NewInt(num))
	c.term.Mul(&c.term, fine)
	c.term.Quo(&c.term, big.NewInt(rate.Den))
	c.term.Quo(&c.term, big.NewInt(den))
	c.sum.Add(&c.sum, &c.term)
	return nil
}

// fine is the scale on which the interest of a period is summed.
var fine = big.NewInt(1_000_000_000_000)

// take rounds the interest summed so far and begins anew.
func (c *course) take(mode money.Rounding) int64 {
	q, rest := new(big.Int).QuoRem(&c.sum, fine, &c.term)
	n, err := money.MulDiv(rest.Int64(), 1, fine.Int64(), mode)
	c.sum.SetInt64(0)
	if err != nil {
		return q.Int64()
	}
	if half := fine.Int64() / 2; mode == money.HalfEven && rest.Int64() == half {
		return q.Int64() + int64(q.Bit(0))
	}
	return q.Int64() + n
}
