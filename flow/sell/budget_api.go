package sell

import (
	"context"
	"time"

	"fenming/book/customer"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
	"fenming/office/tenant"
)

// BudgetMonth is one month of what a customer has taken on.
type BudgetMonth struct {
	Month string      `json:"month"`
	Due   money.Money `json:"due" doc:"instalments falling due"`
	Share int64       `json:"share_percent" doc:"of the ceiling of instalments due, rounded up; 0 without one"`
}

// BudgetView is a customer's budget with what is used of it.
type BudgetView struct {
	CustomerID string `json:"customer_id"`
	customer.BudgetState
	NewUsed   money.Money            `json:"new_used" doc:"new credit of this month"`
	NewShare  int64                  `json:"new_share_percent" doc:"of the ceiling of new credit, rounded up; 0 without one"`
	Months    []BudgetMonth          `json:"months" doc:"this month and the next twelve"`
	WarnAt    int64                  `json:"warn_at_percent"`
	WaitHours int64                  `json:"wait_hours" doc:"before looser terms and the early end of a pause take effect"`
	History   []customer.BudgetEntry `json:"history" doc:"newest first"`
	AsOf      time.Time              `json:"as_of"`
}

// budgetMonths is this month and the next twelve.
const budgetMonths = 13

// BudgetIn names a customer.
type BudgetIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
}

// Budget reads what a customer allows himself and what is used of it.
func Budget(_ context.Context, tx *db.Tx, in BudgetIn) (BudgetView, error) {
	v := BudgetView{CustomerID: in.ID, AsOf: tx.Now()}
	if _, err := customer.Get(tx, in.ID); err != nil {
		return v, err
	}
	var (
		b   customerBudget
		err error
	)
	if b.state, err = customer.BudgetOf(tx, in.ID); err != nil {
		return v, err
	}
	if err := b.read(tx, in.ID, ""); err != nil {
		return v, err
	}
	v.BudgetState, v.WarnAt = b.state, b.warnAt
	v.NewUsed = money.New(b.committed.New, b.currency)
	v.NewShare = customer.Share(b.committed.New, b.state.Now.NewMonthly)
	first := calendar.Day(customer.Month(b.today) + "-01")
	for i := range budgetMonths {
		m := customer.Month(first.AddMonths(i))
		v.Months = append(v.Months, BudgetMonth{Month: m, Due: money.New(b.committed.Due[m], b.currency),
			Share: customer.Share(b.committed.Due[m], b.state.Now.DueMonthly)})
	}
	if v.WaitHours, err = tenant.Value(tx, customer.KnobBudgetWait); err != nil {
		return v, err
	}
	v.History, err = customer.BudgetHistory(tx, in.ID)
	return v, err
}

// SetBudgetIn is what a customer wishes; a ceiling left out sets none.
type SetBudgetIn struct {
	ID         string       `path:"id" json:"-" maxLength:"40"`
	NewMonthly *money.Money `json:"new_monthly,omitempty" doc:"ceiling of new credit in one month, without down payments"`
	DueMonthly *money.Money `json:"due_monthly,omitempty" doc:"ceiling of all instalments falling due in one month"`
	OnExceed   string       `json:"on_exceed" enum:"stop,warn"`
	Note       string       `json:"note,omitempty" maxLength:"200" doc:"staff: how the customer asked for it"`
}

// SetBudget records the customer's wish: stricter terms count at once, looser
// ones after the wait.
func SetBudget(ctx context.Context, tx *db.Tx, in SetBudgetIn) (BudgetView, error) {
	_, err := customer.SetBudget(tx, in.ID, customer.Budget{NewMonthly: in.NewMonthly, DueMonthly: in.DueMonthly, OnExceed: in.OnExceed}, in.Note)
	if err != nil {
		return BudgetView{}, err
	}
	return Budget(ctx, tx, BudgetIn{in.ID})
}

// PauseIn asks for no new credit until a day.
type PauseIn struct {
	ID    string       `path:"id" json:"-" maxLength:"40"`
	Until calendar.Day `json:"until,omitempty" maxLength:"10" doc:"the first day on which credit is possible again; empty: end the pause, which takes effect after the wait"`
	Note  string       `json:"note,omitempty" maxLength:"200" doc:"staff: how the customer asked for it"`
}

// PauseCredit begins, lengthens or ends a pause.
func PauseCredit(ctx context.Context, tx *db.Tx, in PauseIn) (BudgetView, error) {
	if _, err := customer.PauseCredit(tx, in.ID, in.Until, in.Note); err != nil {
		return BudgetView{}, err
	}
	return Budget(ctx, tx, BudgetIn{in.ID})
}
