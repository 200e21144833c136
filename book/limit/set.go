package limit

import (
	"strings"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/tenant"
)

// SetIn is a new rule. An empty ValidTo has no end, an empty ValidFrom is today.
type SetIn struct {
	CustomerID string       `json:"customer_id,omitempty" maxLength:"40" doc:"Empty for every customer"`
	PlanCode   string       `json:"plan_code,omitempty" maxLength:"40" doc:"Empty for all plans together"`
	Amount     money.Money  `json:"amount"`
	ValidFrom  calendar.Day `json:"valid_from,omitempty"`
	ValidTo    calendar.Day `json:"valid_to,omitempty"`
	Reason     string       `json:"reason" minLength:"1" maxLength:"400"`
}

const forever calendar.Day = "9999-12-31"

// Set adds a rule; from its first day it takes the place of an older one for
// the same customer and plan. Credit already given stays as it is.
func Set(tx *db.Tx, in SetIn) (Rule, error) {
	if in.ValidFrom == "" {
		loc, err := tenant.Location(tx)
		if err != nil {
			return Rule{}, err
		}
		in.ValidFrom = calendar.DayOf(tx.Now(), loc)
	}
	if in.ValidTo == "" {
		in.ValidTo = forever
	}
	if err := in.check(); err != nil {
		return Rule{}, err
	}
	r := Rule{ID: tx.ID("lim"), CustomerID: in.CustomerID, PlanCode: in.PlanCode, Amount: in.Amount, ValidFrom: in.ValidFrom,
		ValidTo: in.ValidTo, Reason: strings.TrimSpace(in.Reason), SetBy: tx.Actor().ID, RecordedAt: tx.Now()}
	tx.Note("limit:"+r.ID, nil, map[string]any{"customer_id": r.CustomerID, "plan_code": r.PlanCode, "amount": r.Amount,
		"valid_from": r.ValidFrom, "valid_to": r.ValidTo})
	return r, insertRule(tx, r)
}

func (in SetIn) check() error {
	if in.Amount.Minor < 0 || in.Amount.Currency.Check() != nil {
		return fault.Invalid(wordAmount).At("/amount")
	}
	if in.ValidFrom.Check() != nil || in.ValidTo.Check() != nil || in.ValidFrom > in.ValidTo {
		return fault.Invalid(wordDays).At("/valid_to")
	}
	if strings.TrimSpace(in.Reason) == "" {
		return fault.Invalid(wordReason).At("/reason")
	}
	return nil
}

// Of returns a customer's limit over all plans.
func Of(tx *db.Tx, customerID string) (View, error) { return OfPlan(tx, customerID, "") }

// OfPlan returns a customer's limit for a plan.
func OfPlan(tx *db.Tx, customerID, planCode string) (View, error) {
	currency, err := defaultCurrency(tx)
	if err != nil {
		return View{}, err
	}
	r, holds, err := look(tx, HoldIn{CustomerID: customerID, PlanCode: planCode, Amount: money.New(0, currency)})
	if err != nil {
		return View{}, err
	}
	return view(tx, customerID, planCode, currency, r, holds), nil
}

// Ruled says whether the merchant has set a limit that a customer's order on a
// plan stands against today.
func Ruled(tx *db.Tx, customerID, planCode string, currency money.Currency) (bool, error) {
	loc, err := tenant.Location(tx)
	if err != nil {
		return false, err
	}
	day := calendar.DayOf(tx.Now(), loc)
	rules, err := rulesFor(tx, customerID, day)
	return spaceFor(rules, nil, customerID, planCode, currency, day).found, err
}

func view(tx *db.Tx, customerID, planCode string, currency money.Currency, r room, holds []Held) View {
	m := func(minor int64) money.Money { return money.New(minor, currency) }
	v := View{CustomerID: customerID, PlanCode: planCode, Limit: m(0), Used: m(r.usage.used), Held: m(r.usage.held),
		Free: m(max(0, r.free)), Holds: holds}
	if !r.found {
		u := usageOf(holds, planCode, currency)
		v.Used, v.Held, v.Why = m(u.used), m(u.held), wordNone.In(tx.Lang(), nil)
		return v
	}
	rule := r.rule
	v.Limit, v.Rule = rule.Amount, &rule
	word := wordDefault
	if rule.CustomerID != "" {
		word = wordOwn
	}
	v.Why = word.In(tx.Lang(), words.Args{"reason": rule.Reason})
	if rule.ValidTo != forever {
		v.Until = string(rule.ValidTo)
	}
	return v
}
