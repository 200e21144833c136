package customer

import (
	"encoding/json"
	"errors"

	"fenming/kit/calendar"
	"fenming/kit/db"
)

const budgetColumns = `nr, now_terms, later_terms, later_at, act, set_by, note, at`

func scanBudget(s db.Scan) (BudgetEntry, error) {
	var (
		e           BudgetEntry
		now, later  string
		laterAt, at int64
	)
	if err := s(&e.Nr, &now, &later, &laterAt, &e.Act, &e.SetBy, &e.Note, &at); err != nil {
		return e, err
	}
	e.At, e.State.Set = calendar.FromMicros(at), true
	err := json.Unmarshal([]byte(now), &e.State.Now)
	if err == nil && later != "" {
		when := calendar.FromMicros(laterAt)
		e.State.Later, e.State.LaterAt = &Budget{}, &when
		err = json.Unmarshal([]byte(later), e.State.Later)
	}
	return e, err
}

func lastBudget(tx *db.Tx, customerID string) (BudgetEntry, error) {
	return db.One(tx, `SELECT `+budgetColumns+` FROM customer_budget WHERE tenant = $1 AND customer = $2
		ORDER BY nr DESC LIMIT 1`, scanBudget, customerID)
}

func lastBudgetNr(tx *db.Tx, customerID string) (int64, error) {
	return db.One(tx, `SELECT coalesce(max(nr), 0) FROM customer_budget WHERE tenant = $1 AND customer = $2`,
		db.Value[int64], customerID)
}

func budgets(tx *db.Tx, customerID string, n int) ([]BudgetEntry, error) {
	return db.All(tx, `SELECT `+budgetColumns+` FROM customer_budget WHERE tenant = $1 AND customer = $2
		ORDER BY nr DESC LIMIT $3`, scanBudget, customerID, n)
}

func insertBudget(tx *db.Tx, customerID string, e BudgetEntry) error {
	now, err1 := json.Marshal(e.State.Now)
	var (
		later   []byte
		err2    error
		laterAt int64
	)
	if e.State.Later != nil {
		later, err2 = json.Marshal(e.State.Later)
		laterAt = e.State.LaterAt.UnixMicro()
	}
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	_, err := tx.Exec(`INSERT INTO customer_budget (tenant, customer, `+budgetColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		customerID, e.Nr, string(now), string(later), laterAt, e.Act, e.SetBy, e.Note, e.At.UnixMicro())
	return err
}
