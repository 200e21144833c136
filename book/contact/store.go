package contact

import (
	"encoding/json"
	"errors"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
)

// Tables lists what this room owns.
var Tables = []string{"contact_slot", "contact_check", "contact_step", "contact_promise"}

// slots returns the places taken from a day on.
func slots(tx *db.Tx, customerID string, from calendar.Day) ([]reserved, error) {
	return db.All(tx, `SELECT day FROM contact_slot WHERE tenant = $1 AND customer = $2 AND day >= $3 LIMIT 100`,
		func(s db.Scan) (reserved, error) {
			var r reserved
			return r, s(&r.day)
		}, customerID, from)
}

// reserve takes the first free place of the day; false when there is none. The
// primary key decides between two that ask at once.
func reserve(tx *db.Tx, q question, customerID string, day calendar.Day, checkID string, perDay int) (bool, error) {
	for slot := 1; slot <= perDay; slot++ {
		n, err := tx.Exec(`INSERT INTO contact_slot (tenant, customer, day, slot, channel, check_id, at)
			VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant, customer, day, slot) DO NOTHING`,
			customerID, day, slot, q.channel, checkID, q.at.UnixMicro())
		if err != nil || n == 1 {
			return err == nil, err
		}
	}
	return false, nil
}

const checkColumns = `id, customer, contract, creditor, channel, purpose, currency, balance, allowed, code, rules, counters,
	zone, pack, at, next_at, actor, asked_at`

func insertCheck(tx *db.Tx, ask Ask, q question, d Decision) error {
	rules, err1 := json.Marshal(d.Rules)
	counters, err2 := json.Marshal(map[string]any{"today": d.Today, "week": d.Week, "holds": q.holds, "overdue_days": q.overdue})
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	var allowed, next int64
	if d.Allowed {
		allowed = 1
	}
	if !d.NextAt.IsZero() {
		next = d.NextAt.UnixMicro()
	}
	_, err := tx.Exec(`INSERT INTO contact_check (tenant, `+checkColumns+`) VALUES
		($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
		d.ID, ask.CustomerID, ask.ContractID, ask.Creditor, ask.Channel, ask.Purpose, ask.Balance.Currency, ask.Balance.Minor,
		allowed, d.Code, string(rules), string(counters), d.Zone, d.PackVersion, q.at.UnixMicro(), next, tx.Actor().ID,
		tx.NowMicro())
	return err
}

func checks(tx *db.Tx, customerID, contractID, before string, n int) ([]Check, error) {
	return db.All(tx, `SELECT `+checkColumns+` FROM contact_check WHERE tenant = $1 AND ($2 = '' OR customer = $2)
		AND ($3 = '' OR contract = $3) AND ($4 = '' OR id < $4) ORDER BY id DESC LIMIT $5`, scanCheck,
		customerID, contractID, before, n)
}

func scanCheck(s db.Scan) (Check, error) {
	var (
		c                               Check
		currency                        money.Currency
		balance, allowed, at, next, ask int64
		rules, counters                 []byte
	)
	err := s(&c.ID, &c.CustomerID, &c.ContractID, &c.Creditor, &c.Channel, &c.Purpose, &currency, &balance, &allowed, &c.Code,
		&rules, &counters, &c.Zone, &c.PackVersion, &at, &next, &c.Actor, &ask)
	if err != nil {
		return c, err
	}
	c.Balance, c.Allowed = money.New(balance, currency), allowed == 1
	c.At, c.AskedAt = calendar.FromMicros(at), calendar.FromMicros(ask)
	if next > 0 {
		c.NextAt = calendar.FromMicros(next)
	}
	var n struct{ Today, Week int }
	err = errors.Join(json.Unmarshal(rules, &c.Rules), json.Unmarshal(counters, &n))
	c.Today, c.Week = n.Today, n.Week
	return c, err
}
