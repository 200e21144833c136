package sell

import (
	"context"

	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
)

// QuoteIn asks what a plan costs for an amount.
type QuoteIn struct {
	Amount   money.Money  `json:"amount"`
	PlanCode string       `json:"plan_code" minLength:"1" maxLength:"60"`
	Count    int          `json:"count" minimum:"1" maximum:"60"`
	Day      calendar.Day `json:"day,omitempty" maxLength:"10" doc:"the day it starts; default today"`
}

// Quote computes and keeps what a plan costs: the schedule to the fen, every
// cost and who bears it. No valid rate card is a refused fault.
func Quote(_ context.Context, tx *db.Tx, in QuoteIn) (plan.Quote, error) {
	if in.Day == "" {
		day, err := dayOf(tx, tx.Now())
		if err != nil {
			return plan.Quote{}, err
		}
		in.Day = day
	}
	return plan.QuoteFor(tx, plan.Ask{Amount: in.Amount, PlanCode: in.PlanCode, Count: in.Count, Day: in.Day})
}
