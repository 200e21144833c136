package rates

import (
	"fmt"
	"math/big"

	"fenming/book/plan"
	"fenming/kit/money"
)

// arguments of a call, read in order.
type arguments struct {
	list    []any
	advance bool
	bad     error
}

func (a *arguments) next() any {
	if len(a.list) == 0 {
		return nil
	}
	v := a.list[0]
	a.list = a.list[1:]
	return v
}

// value reads a number, 0 when the call leaves it out.
func (a *arguments) value() *big.Rat {
	v := a.next()
	if v == nil {
		return new(big.Rat)
	}
	n, err := parse(fmt.Sprint(v))
	if err != nil {
		a.bad = err
	}
	return n.value()
}

// rate reads a rate a period; one of −100 % or below discounts nothing.
func (a *arguments) rate() *big.Rat {
	r := a.value()
	if r.Cmp(big.NewRat(-1, 1)) <= 0 {
		a.bad = fmt.Errorf("a rate of %s", r.FloatString(4))
		return new(big.Rat)
	}
	return r
}

func (a *arguments) whole() int {
	v := a.value()
	if !v.IsInt() || !v.Num().IsInt64() || v.Num().Int64() < 0 || v.Num().Int64() > 10_000 {
		a.bad = fmt.Errorf("%s is no count of periods", v)
		return 1
	}
	return int(v.Num().Int64())
}

func (a *arguments) values() []*big.Rat {
	list, ok := a.next().([]any)
	if !ok {
		a.bad = fmt.Errorf("no list of flows")
	}
	sub := arguments{list: list}
	var out []*big.Rat
	for range list {
		out = append(out, sub.value())
	}
	if sub.bad != nil {
		a.bad = sub.bad
	}
	return out
}

// read takes the word for payments in advance off the end.
func read(list []any) *arguments {
	a := &arguments{list: list}
	if n := len(list); n > 0 {
		switch fmt.Sprint(list[n-1]) {
		case "begin":
			a.list, a.advance = list[:n-1], true
		case "end":
			a.list = list[:n-1]
		}
	}
	return a
}

func annuity(c call) verdict {
	a := read(c.Args)
	if c.Expected != nil && c.Expected.unreadable() {
		return failed("expected %s", c.Expected.text)
	}
	switch c.Fn {
	case "irr", "rate":
		return internal(c, a)
	case "pmt", "pv", "fv", "ipmt", "ppmt", "nper", "npv", "mirr":
	default: // also where no value is expected: nothing was computed
		return failed("unknown function %q", c.Fn)
	}
	got, err := a.compute(c.Fn)
	if a.bad != nil {
		err = a.bad
	}
	if c.Expected == nil || c.Expected.none() {
		if err == nil {
			return failed("%s where the source finds none", got.FloatString(8))
		}
		return verdict{}
	}
	if err != nil {
		return verdict{why: err.Error()}
	}
	return same(got, c.Expected.value(), c.tolerance())
}

// tolerance is the relative one of the case; an expected zero has none but its
// own digits.
func (c call) tolerance() *big.Rat {
	t := new(big.Rat).Abs(c.Expected.value())
	if t.Sign() == 0 {
		t.SetInt64(1)
	}
	if c.Tol.none() {
		return t.Mul(t, big.NewRat(1, 1_000_000_000))
	}
	return t.Mul(t, c.Tol.value())
}

// compute is a value by its function, with the arguments in the order of the
// source.
func (a *arguments) compute(fn string) (*big.Rat, error) {
	x := plan.Annuity{Rate: new(big.Rat), Present: new(big.Rat), Payment: new(big.Rat), Future: new(big.Rat), Advance: a.advance}
	if fn == "mirr" {
		flows := a.values()
		r, err := plan.ModifiedRate(flows, a.rate(), a.rate())
		return rational(r), err
	}
	x.Rate = a.rate()
	switch fn {
	case "pmt":
		x.Periods, x.Present, x.Future = a.whole(), a.value(), a.value()
		if x.Periods < 1 {
			return nil, fmt.Errorf("no payment in %d periods", x.Periods)
		}
		return x.PaymentValue(), nil
	case "pv":
		x.Periods, x.Payment, x.Future = a.whole(), a.value(), a.value()
		return x.PresentValue(), nil
	case "fv":
		x.Periods, x.Payment, x.Present = a.whole(), a.value(), a.value()
		return x.FutureValue(), nil
	case "ipmt", "ppmt":
		no := a.whole()
		x.Periods, x.Present, x.Future = a.whole(), a.value(), a.value()
		if no < 1 || no > x.Periods {
			return nil, fmt.Errorf("no period %d of %d", no, x.Periods)
		}
		interest, principal := x.Shares(no)
		if fn == "ipmt" {
			return interest, nil
		}
		return principal, nil
	case "nper":
		x.Payment, x.Present, x.Future = a.value(), a.value(), a.value()
		n, ok := x.Count()
		if !ok {
			return nil, fmt.Errorf("no number of periods balances")
		}
		return n, nil
	case "npv":
		return plan.NetPresent(x.Rate, a.values()), nil
	}
	return nil, fmt.Errorf("unknown function %q", fn)
}

// internal is the rate of equal payments or of a list of flows.
func internal(c call, a *arguments) verdict {
	var amounts []*big.Rat
	if c.Fn == "irr" {
		amounts = a.values()
	} else {
		n, payment, present, future := a.whole(), a.value(), a.value(), a.value()
		for i := range n + 1 {
			amount := new(big.Rat)
			if i < n && a.advance || i > 0 && !a.advance {
				amount.Set(payment)
			}
			amounts = append(amounts, amount)
		}
		amounts[0].Add(amounts[0], present)
		amounts[n].Add(amounts[n], future)
	}
	if a.bad != nil {
		return verdict{why: a.bad.Error()}
	}
	at := make([]plan.Span, len(amounts))
	for i := range at {
		at[i] = plan.Span{Whole: int64(i)}
	}
	list := points(amounts, at)
	got, err := plan.EffectiveRate(list)
	if c.Expected == nil || c.Expected.none() {
		if !refused(err) {
			return failed("%s where the source finds none", got)
		}
		return verdict{}
	}
	tolerance := c.tolerance()
	if step := big.NewRat(1, int64(money.One)); tolerance.Cmp(step) < 0 {
		tolerance = step // a Rate has no finer steps
	}
	return among(plan.Rates(list), c.Expected.value(), tolerance)
}
