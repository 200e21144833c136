package limit

import (
	"errors"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
)

// Tables lists what this room owns.
var Tables = []string{"limit_rule", "limit_customer", "limit_hold"}

const ruleColumns = `id, customer_id, plan_code, amount, currency, valid_from, valid_to, reason, set_by, recorded_at`

func scanRule(s db.Scan) (Rule, error) {
	var (
		r        Rule
		recorded int64
	)
	err := s(&r.ID, &r.CustomerID, &r.PlanCode, &r.Amount.Minor, &r.Amount.Currency, &r.ValidFrom, &r.ValidTo,
		&r.Reason, &r.SetBy, &recorded)
	r.RecordedAt = calendar.FromMicros(recorded)
	return r, err
}

func insertRule(tx *db.Tx, r Rule) error {
	_, err := tx.Exec(`INSERT INTO limit_rule (tenant, `+ruleColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		r.ID, r.CustomerID, r.PlanCode, r.Amount.Minor, r.Amount.Currency, r.ValidFrom, r.ValidTo, r.Reason, r.SetBy,
		r.RecordedAt.UnixMicro())
	return err
}

// rulesFor returns the rules of a customer and of everybody in force on a day,
// in the order in which they were recorded.
func rulesFor(tx *db.Tx, customerID string, day calendar.Day) ([]Rule, error) {
	return db.All(tx, `SELECT `+ruleColumns+` FROM limit_rule
		WHERE tenant = $1 AND customer_id IN ('', $2) AND valid_from <= $3 AND valid_to >= $3
		ORDER BY recorded_at, id`, scanRule, customerID, string(day))
}

func listRules(tx *db.Tx, customerID, before string, limit int) ([]Rule, error) {
	return db.All(tx, `SELECT `+ruleColumns+` FROM limit_rule
		WHERE tenant = $1 AND ($2 = '' OR customer_id = $2) AND ($3 = '' OR id < $3) ORDER BY id DESC LIMIT $4`,
		scanRule, customerID, before, limit)
}

// queue makes every later hold of the customer wait until this transaction ends.
func queue(tx *db.Tx, customerID string) error {
	_, err := tx.Exec(`INSERT INTO limit_customer (tenant, customer_id, holds) VALUES ($1, $2, 1)
		ON CONFLICT (tenant, customer_id) DO UPDATE SET holds = limit_customer.holds + 1`, customerID)
	return err
}

const holdColumns = `id, customer_id, plan_code, order_id, amount, repaid, currency, state, held_at`

func scanHold(s db.Scan) (Held, error) {
	var (
		h  Held
		at int64
	)
	err := s(&h.ID, &h.CustomerID, &h.PlanCode, &h.OrderID, &h.Amount.Minor, &h.Repaid.Minor, &h.Amount.Currency, &h.State, &at)
	h.Repaid.Currency, h.HeldAt = h.Amount.Currency, calendar.FromMicros(at)
	return h, err
}

func insertHold(tx *db.Tx, h Held) error {
	_, err := tx.Exec(`INSERT INTO limit_hold (tenant, `+holdColumns+`, used_at, released_at)
		VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9, 0, 0)`,
		h.ID, h.CustomerID, h.PlanCode, h.OrderID, h.Amount.Minor, h.Amount.Currency, h.State, h.HeldAt.UnixMicro())
	return err
}

func holdOf(tx *db.Tx, orderID string) (Held, bool, error) {
	h, err := db.One(tx, `SELECT `+holdColumns+` FROM limit_hold WHERE tenant = $1 AND order_id = $2 AND state <> 'released'`,
		scanHold, orderID)
	if errors.Is(err, db.ErrNone) {
		return h, false, nil
	}
	return h, err == nil, err
}

func holdsOf(tx *db.Tx, customerID string) ([]Held, error) {
	return db.All(tx, `SELECT `+holdColumns+` FROM limit_hold WHERE tenant = $1 AND customer_id = $2 AND state <> 'released'
		ORDER BY held_at, id`, scanHold, customerID)
}

func markUsed(tx *db.Tx, orderID string) (int64, error) {
	return tx.Exec(`UPDATE limit_hold SET state = 'used', used_at = $3 WHERE tenant = $1 AND order_id = $2 AND state = 'held'`,
		orderID, tx.NowMicro())
}

func markReleased(tx *db.Tx, orderID string) (int64, error) {
	return tx.Exec(`UPDATE limit_hold SET state = 'released', released_at = $3
		WHERE tenant = $1 AND order_id = $2 AND state <> 'released'`, orderID, tx.NowMicro())
}

// setOpen keeps how much of a used hold has come back.
func setOpen(tx *db.Tx, orderID string, open int64) error {
	_, err := tx.Exec(`UPDATE limit_hold SET repaid = CASE WHEN amount > $3 THEN amount - $3 ELSE 0 END
		WHERE tenant = $1 AND order_id = $2 AND state = 'used'`, orderID, open)
	return err
}

// defaultCurrency is that of the rule recorded last, for a view of a customer
// without holds.
func defaultCurrency(tx *db.Tx) (money.Currency, error) {
	c, err := db.One(tx, `SELECT currency FROM limit_rule WHERE tenant = $1 ORDER BY recorded_at DESC, id DESC LIMIT 1`,
		db.Value[money.Currency])
	if errors.Is(err, db.ErrNone) {
		return money.CNY, nil
	}
	return c, err
}
