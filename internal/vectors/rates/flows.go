package rates

import (
	"fmt"
	"maps"
	"math/big"
	"slices"

	"fenming/book/plan"
	"fenming/kit/money"
)

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func flowsOf(list []flow) ([]plan.Flow, error) {
	amounts := make([]*big.Rat, len(list))
	for i, f := range list {
		if f.amount.rat == nil || f.day.Check() != nil {
			return nil, fmt.Errorf("flow %d is none", i+1)
		}
		amounts[i] = f.amount.value()
	}
	flows := make([]plan.Flow, len(list))
	for i, a := range plan.Scaled(amounts) {
		flows[i] = plan.Flow{Day: list[i].day, Amount: a}
	}
	return flows, nil
}

// nearly allows one step of a Rate, and beyond 100 % as much of the value.
func nearly(want *big.Rat) *big.Rat {
	size := new(big.Rat).Abs(want)
	if size.Cmp(big.NewRat(1, 1)) < 0 {
		size.SetInt64(1)
	}
	return size.Mul(size, big.NewRat(1, int64(money.One)))
}

func among(found []money.Rate, want, tolerance *big.Rat) verdict {
	for _, r := range found {
		if same(rational(r), want, tolerance).why == "" {
			return verdict{}
		}
	}
	return failed("%s is not among %v", want.FloatString(10), found)
}

// xirr passes when the expected rate is among those found, and where the
// source finds none when a quote is refused. A unique rate must be the expected
// one.
func xirr(c irregular) verdict {
	flows, err := flowsOf(c.Flows)
	if err != nil {
		return verdict{why: err.Error()}
	}
	got, err := plan.DatedRate(flows, plan.Act365)
	if c.XIRR == nil || c.XIRR.none() {
		if !refused(err) {
			return failed("%s quoted where the source finds no rate", got)
		}
		return verdict{}
	}
	if err == nil {
		return same(rational(got), c.XIRR.value(), nearly(c.XIRR.value()))
	}
	return among(plan.DatedRates(flows, plan.Act365), c.XIRR.value(), nearly(c.XIRR.value()))
}

func dayCount(list []flow, name string, want number) string {
	count, known := map[string]plan.DayCount{"act/365F": plan.Act365, "act/360": plan.Act360, "act/act ISDA": plan.ActAct,
		"act/364": plan.Act364, "act/365.25": plan.Act36525, "nl/365": plan.NL365, "NL/365": plan.NL365, "nl/360": plan.NL360,
		"NL/360": plan.NL360, "30/360 ISDA": plan.Thirty360, "30/360 SIA": plan.ThirtyUS360, "30U/360": plan.ThirtyUS360,
		"30E/360": plan.ThirtyE360, "30E+/360": plan.ThirtyEPlus360, "30E/360 ISDA": plan.ThirtyE360ISDA}[name]
	if !known {
		return "unknown convention"
	}
	flows, err := flowsOf(list)
	if err != nil {
		return err.Error()
	}
	got, err := plan.DatedRate(flows, count)
	if err != nil {
		return err.Error()
	}
	return same(rational(got), want.value(), nearly(want.value())).why
}

// chinese is a fee without interest; the source keeps instalments unrounded,
// and so do we by counting in small parts of a fen.
func chinese(c instalments) verdict {
	terms := plan.Terms{Kind: plan.FlatFee, Periods: c.Periods, Every: 1, Unit: plan.Month, Rounding: money.HalfEven,
		Fee: plan.Fee{Basis: plan.Total, When: plan.Spread}}
	switch c.Taken {
	case "upfront":
		terms.Fee.When = plan.AtStart
	case "first", "with_first":
		terms.Fee.When = plan.WithFirst
	}
	var err error
	if terms.Fee.Rate, err = money.ParseRate(c.Rate); err != nil {
		return verdict{why: err.Error()}
	}
	amount := plan.Scaled([]*big.Rat{c.Principal.value()})[0]
	s, err := plan.For(money.New(amount, money.CNY), "2026-01-15", terms)
	if err != nil {
		return verdict{why: err.Error()}
	}
	if c.Each != nil && terms.Fee.When == plan.Spread {
		part := new(big.Rat).Quo(big.NewRat(s.Instalments[0].Due(), amount), big.NewRat(1, 1))
		if v := same(part.Mul(part, c.Principal.value()), c.Each.value(), big.NewRat(1, 1_000_000)); v.why != "" {
			return v
		}
	}
	got, err := terms.Annual(s)
	if err != nil {
		return verdict{why: err.Error()}
	}
	// Printed with six decimals of a percent: half a step of both roundings.
	step := big.NewRat(1, 1_000_000)
	if v := same(new(big.Rat).Mul(rational(got.Nominal), big.NewRat(100, 1)), c.Nominal.value(), step); v.why != "" {
		return v
	}
	return same(new(big.Rat).Mul(rational(got.Effective), big.NewRat(100, 1)), c.Compound.value(), step)
}
