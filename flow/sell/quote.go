package sell

import (
	"context"

	"fenming/book/customer"
	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// QuoteIn asks what a plan costs for an amount.
type QuoteIn struct {
	Amount     money.Money  `json:"amount"`
	PlanCode   string       `json:"plan_code" minLength:"1" maxLength:"60"`
	Count      int          `json:"count" minimum:"1" maximum:"60"`
	CustomerID string       `json:"customer_id,omitempty" maxLength:"40" doc:"whose own budget is told with it"`
	Day        calendar.Day `json:"day,omitempty" maxLength:"10" doc:"the day it starts, today or later; default today"`
}

// QuoteOut is a quote with what the customer's own budget says to it.
type QuoteOut struct {
	plan.Quote
	Budget *BudgetNote `json:"budget,omitempty" doc:"when a customer is named who set a budget"`
}

// Quote computes and keeps what a plan costs: the schedule to the fen, every
// cost and who bears it. A budget only speaks here; it is held against the
// order. Faults: no valid rate card (refused), a start before today (invalid), an
// unknown customer (not found).
func Quote(_ context.Context, tx *db.Tx, in QuoteIn) (QuoteOut, error) {
	if in.CustomerID != "" {
		if _, err := customer.Get(tx, in.CustomerID); err != nil {
			return QuoteOut{}, err
		}
	}
	day, err := dayOf(tx, tx.Now())
	switch {
	case err != nil:
		return QuoteOut{}, err
	case in.Day == "":
		in.Day = day
	case in.Day < day: // else a card or a loan prime rate that has run out would price a new quote
		return QuoteOut{}, fault.Invalid(wordQuotePast, words.Args{"day": day}).At("/day")
	}
	q, err := plan.QuoteFor(tx, plan.Ask{Amount: in.Amount, PlanCode: in.PlanCode, Count: in.Count, Day: in.Day})
	if err != nil {
		return QuoteOut{}, err
	}
	b, err := budgetFor(tx, in.CustomerID, "")
	if err != nil || !b.state.Set {
		return QuoteOut{Quote: q}, err
	}
	note := b.check(q)
	return QuoteOut{q, &note}, nil
}
