package limit

import (
	"fenming/kit/calendar"
	"fenming/kit/money"
)

// pick chooses the rule in force for a customer and a plan ("" = over all
// plans): the customer's own before everybody's, then the one recorded last.
// Rules come in the order in which they were recorded.
func pick(rules []Rule, customerID, planCode string, currency money.Currency, day calendar.Day) (Rule, bool) {
	var (
		best  Rule
		found bool
	)
	for _, r := range rules {
		if r.PlanCode != planCode || r.Amount.Currency != currency || r.ValidFrom > day || r.ValidTo < day ||
			(r.CustomerID != "" && r.CustomerID != customerID) {
			continue
		}
		if found && best.CustomerID != "" && r.CustomerID == "" {
			continue
		}
		best, found = r, true
	}
	return best, found
}

// usage is what holds take of a limit, in minor units.
type usage struct{ used, held int64 }

// usageOf sums the holds of a plan, or of all plans when planCode is "".
func usageOf(holds []Held, planCode string, currency money.Currency) usage {
	var u usage
	for _, h := range holds {
		if h.Amount.Currency != currency || (planCode != "" && h.PlanCode != planCode) {
			continue
		}
		switch h.State {
		case StateHeld:
			u.held += h.Amount.Minor
		case StateUsed:
			u.used += h.Amount.Minor - h.Repaid.Minor
		}
	}
	return u
}

// room is what is left of a customer's limit for a plan.
type room struct {
	rule  Rule
	found bool
	usage usage
	free  int64
}

// spaceFor applies both rules and returns the narrower one. Without any rule
// nothing is free: an amount nobody decided on is not lent.
func spaceFor(rules []Rule, holds []Held, customerID, planCode string, currency money.Currency, day calendar.Day) room {
	var best room
	for _, code := range []string{"", planCode} {
		r, ok := pick(rules, customerID, code, currency, day)
		if !ok || (code == "" && best.found) {
			continue
		}
		u := usageOf(holds, code, currency)
		free := r.Amount.Minor - u.used - u.held
		if !best.found || free < best.free {
			best = room{r, true, u, free}
		}
	}
	return best
}

// raises says whether a new rule would give more room than the rules in force
// on its first day. A first rule for a plan narrows the one over all plans, if
// there is one.
func raises(rules []Rule, in SetIn) bool {
	now, found := pick(rules, in.CustomerID, in.PlanCode, in.Amount.Currency, in.ValidFrom)
	if !found && in.PlanCode != "" {
		_, over := pick(rules, in.CustomerID, "", in.Amount.Currency, in.ValidFrom)
		return !over
	}
	return !found || in.Amount.Minor > now.Amount.Minor
}
