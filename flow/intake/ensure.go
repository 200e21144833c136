package intake

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"fenming/book/channel"
	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
)

// rulePack is the set of rules imported credit stands under: the arithmetic
// alone, since another country's past is nobody's offer here.
const rulePack = "BASE"

// span is what the plan of a currency has to cover.
type span struct {
	currency    money.Currency
	first, last calendar.Day
	counts      []int
}

// spansOf lists what the credit orders need, by currency.
func spansOf(orders []Order) []span {
	by := map[money.Currency]*span{}
	counts := map[money.Currency]map[int]bool{}
	for _, o := range orders {
		if o.PlanCode == "" {
			continue
		}
		s := by[o.Amount.Currency]
		if s == nil {
			s = &span{currency: o.Amount.Currency, first: o.Day, last: o.Day}
			by[o.Amount.Currency], counts[o.Amount.Currency] = s, map[int]bool{}
		}
		s.first, s.last = min(s.first, o.Day), max(s.last, o.Day)
		counts[o.Amount.Currency][o.Count] = true
	}
	var all []span
	for c, s := range by {
		s.counts = slices.Sorted(maps.Keys(counts[c]))
		all = append(all, *s)
	}
	slices.SortFunc(all, func(a, b span) int { return cmp.Compare(a.currency, b.currency) })
	return all
}

// ensure sees to it that the channel of imports is there, and for every
// currency a plan with a zero-fee rate card valid on the days of the file. It
// returns the channel. A second time it changes nothing.
func ensure(tx *db.Tx, spans []span) (string, error) {
	id, err := ensureChannel(tx)
	if err != nil {
		return "", err
	}
	for _, s := range spans {
		if err := ensurePlan(tx, s); err != nil {
			return "", err
		}
	}
	return id, nil
}

func ensureChannel(tx *db.Tx) (string, error) {
	had, err := channel.ByPlatform(tx, channel.Card)
	if err == nil {
		return had.ID, nil
	}
	if !fault.Is(err, fault.CodeRefused) {
		return "", err
	}
	all, err := channel.List(tx)
	if err != nil {
		return "", err
	}
	if slices.ContainsFunc(all, func(c channel.Channel) bool { return c.Platform == channel.Card }) {
		return "", fault.Refused(wordPaused)
	}
	c, err := channel.Save(tx, channel.Channel{Platform: channel.Card, Name: "导入 Imported", Creditor: channel.CreditorPlatform,
		State: channel.Active}, channel.Keys{})
	return c.ID, err
}

// ensurePlan widens the plan until it covers the span. The plan is never
// active: no new sale is offered what only a file tells of.
func ensurePlan(tx *db.Tx, s span) error {
	p, err := plan.Get(tx, planCode(s.currency))
	known := err == nil
	if err != nil && !fault.Is(err, fault.CodeNotFound) {
		return err
	}
	if !known {
		p = plan.Plan{Code: planCode(s.currency), NameZH: "导入的卡分期 " + string(s.currency),
			NameEN: "Imported card instalments " + string(s.currency), Platform: channel.Card,
			Creditor: plan.CreditorPlatform, Kind: plan.InterestFree, Payer: plan.Customer, Currency: s.currency,
			ValidFrom: s.first, ValidTo: s.last,
			Body: plan.Body{MinAmount: 1, MaxAmount: 1_000_000_000_000, Unit: plan.Month, Every: 1, RulePack: rulePack}}
	}
	// Cards cover the plan's days and counts, and nothing else makes them; so
	// what the plan covers needs no card.
	wide := p
	wide.ValidFrom, wide.ValidTo = min(p.ValidFrom, s.first), max(p.ValidTo, s.last)
	wide.Counts = slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(p.Counts), s.counts...))))
	if known && wide.ValidFrom == p.ValidFrom && wide.ValidTo == p.ValidTo && slices.Equal(wide.Counts, p.Counts) {
		return nil
	}
	if _, err := plan.Save(tx, wide); err != nil {
		return err
	}
	for _, n := range wide.Counts {
		_, err := plan.SaveCard(tx, plan.RateCard{Platform: channel.Card, Kind: plan.InterestFree, PlanCode: wide.Code, Count: n,
			Payer: plan.Customer, Rounding: money.HalfEven, Remainder: money.First, ValidFrom: wide.ValidFrom,
			ValidTo: wide.ValidTo, Source: "导入文件未载明费用，按零费率计 · The imported file states no fee; taken as none",
			VerifiedOn: calendar.DayOf(tx.Now(), time.UTC), VerifiedBy: tx.Actor().ID})
		if err != nil {
			return err
		}
	}
	return nil
}
