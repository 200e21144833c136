package ledger

import (
	"fmt"
	"strings"

	"fenming/book/contract"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
)

// never sorts behind every day: nothing is open.
const never = "9999-12-31"

func saveReceivable(tx *db.Tx, c contract.Contract, p Position) error {
	open, oldest := 0, never
	if p.Remaining.Minor > 0 {
		open, oldest = 1, string(p.OldestDue)
	}
	return tx.UpsertMany("ledger_receivable", []string{"contract_id", "order_id", "customer_id", "plan_code", "creditor",
		"currency", "outstanding", "remaining", "oldest_due", "open"},
		[][]any{{c.ID, c.OrderID, c.CustomerID, c.PlanCode, c.Creditor, string(c.Currency), p.Outstanding.Minor,
			p.Remaining.Minor, oldest, open}},
		`ON CONFLICT (tenant, contract_id) DO UPDATE SET outstanding = excluded.outstanding, remaining = excluded.remaining,
		oldest_due = excluded.oldest_due, open = excluded.open`)
}

// receivableRow is one line of the list.
type receivableRow struct {
	ContractID, OrderID, CustomerID, PlanCode, Creditor string
	OldestDue                                           calendar.Day
}

type receivableFilter struct {
	from, to   calendar.Day // oldest due day within, both included; "" = open
	customerID string
	day, id    string // behind this row
	limit      int
}

func listReceivables(tx *db.Tx, f receivableFilter) ([]receivableRow, error) {
	text := `SELECT contract_id, order_id, customer_id, plan_code, creditor, oldest_due FROM ledger_receivable
		WHERE tenant = $1 AND open = 1 AND oldest_due >= $2 AND (oldest_due > $2 OR (oldest_due = $2 AND contract_id > $3))`
	args := []any{f.day, f.id, f.limit}
	and := func(condition string, value any) {
		args = append(args, value)
		text += fmt.Sprintf(" AND "+condition, len(args)+1)
	}
	if f.from != "" {
		and("oldest_due >= $%d", string(f.from))
	}
	if f.to != "" {
		and("oldest_due <= $%d", string(f.to))
	}
	if f.customerID != "" {
		and("customer_id = $%d", f.customerID)
	}
	return db.All(tx, text+` ORDER BY oldest_due, contract_id LIMIT $4`, func(s db.Scan) (receivableRow, error) {
		var r receivableRow
		return r, s(&r.ContractID, &r.OrderID, &r.CustomerID, &r.PlanCode, &r.Creditor, &r.OldestDue)
	}, args...)
}

// openDue lists open contracts with an unpaid instalment due on or before a
// day, in order, behind a contract.
func openDue(tx *db.Tx, upTo calendar.Day, after string, limit int) ([]string, error) {
	return db.All(tx, `SELECT contract_id FROM ledger_receivable
		WHERE tenant = $1 AND open = 1 AND oldest_due <= $2 AND contract_id > $3 ORDER BY contract_id LIMIT $4`,
		db.Value[string], string(upTo), after, limit)
}

// AgeSum is one line of the ageing.
type ageSum struct {
	currency               money.Currency
	contracts, outstanding int64
}

func sumReceivables(tx *db.Tx, from, to calendar.Day) ([]ageSum, error) {
	return db.All(tx, `SELECT currency, count(*), CAST(coalesce(sum(outstanding), 0) AS BIGINT) FROM ledger_receivable
		WHERE tenant = $1 AND open = 1 AND oldest_due >= $2 AND oldest_due <= $3 GROUP BY currency ORDER BY currency`,
		func(s db.Scan) (ageSum, error) {
			var a ageSum
			return a, s(&a.currency, &a.contracts, &a.outstanding)
		}, string(from), string(to))
}

// The checks: each lists what breaks an invariant, at most 20 lines.

const (
	sqlUnbalanced = `SELECT entry_id || ' ' || currency FROM ledger_leg WHERE tenant = $1
		GROUP BY entry_id, currency HAVING sum(amount) <> 0 ORDER BY 1 LIMIT 20`
	sqlNoLegs = `SELECT e.id FROM ledger_entry e WHERE e.tenant = $1 AND NOT EXISTS
		(SELECT 1 FROM ledger_leg l WHERE l.tenant = e.tenant AND l.entry_id = e.id) ORDER BY e.id LIMIT 20`
	sqlBalances = `SELECT subject || ' ' || account || ' ' || role FROM (
			SELECT l.subject, l.account, l.currency, e.role, l.amount
			FROM ledger_entry e JOIN ledger_leg l ON l.tenant = e.tenant AND l.entry_id = e.id
			WHERE e.tenant = $1 AND l.subject >= 'contract:' AND l.subject < 'contract:~'
			UNION ALL
			SELECT subject, account, currency, role, -amount FROM ledger_balance WHERE tenant = $1) x
		GROUP BY subject, account, currency, role HAVING sum(amount) <> 0 ORDER BY 1 LIMIT 20`
	sqlTotals = `SELECT account || ' ' || subject || ' ' || day FROM (
			SELECT l.account, CASE WHEN l.subject >= 'contract:' AND l.subject < 'contract:~' THEN '' ELSE l.subject END AS subject,
				l.currency, e.effective AS day, l.amount
			FROM ledger_entry e JOIN ledger_leg l ON l.tenant = e.tenant AND l.entry_id = e.id
			WHERE e.tenant = $1 AND NOT EXISTS
				(SELECT 1 FROM ledger_tail t WHERE t.tenant = e.tenant AND t.entry_id = e.id)
			UNION ALL
			SELECT account, subject, currency, day, credit - debit FROM ledger_total WHERE tenant = $1) x
		GROUP BY account, subject, currency, day HAVING sum(amount) <> 0 ORDER BY 1 LIMIT 20`
	sqlSettledOwes = `SELECT c.id || ' ' || b.subject FROM v_contract c JOIN ledger_balance b ON b.tenant = c.tenant
			AND b.subject > 'contract:' || c.id AND b.subject < 'contract:' || c.id || '0'
		WHERE c.tenant = $1 AND c.state IN ('settled', 'cancelled', 'written_off')
		GROUP BY c.id, b.subject, b.account HAVING sum(b.amount) <> 0 ORDER BY 1 LIMIT 20`
	sqlNegative = `SELECT subject || ' ' || account FROM ledger_balance WHERE tenant = $1 AND account <> 'customer.overpaid'
		GROUP BY subject, account, currency HAVING sum(amount) < 0 ORDER BY 1 LIMIT 20`
	sqlReceivable = `SELECT r.contract_id FROM ledger_receivable r WHERE r.tenant = $1 AND r.outstanding <>
		(SELECT coalesce(sum(b.amount), 0) FROM ledger_balance b WHERE b.tenant = r.tenant
			AND b.subject > 'contract:' || r.contract_id || '/' AND b.subject < 'contract:' || r.contract_id || '0')
		ORDER BY 1 LIMIT 20`
	sqlReversed = `SELECT r.id FROM ledger_entry r WHERE r.tenant = $1 AND r.reverses <> '' AND NOT EXISTS
		(SELECT 1 FROM ledger_entry e WHERE e.tenant = r.tenant AND e.id = r.reverses AND e.reverses = '')
		ORDER BY 1 LIMIT 20`
)

// broken runs one check and names what it found.
func broken(tx *db.Tx, text string) (string, error) {
	found, err := db.All(tx, text, db.Value[string])
	return strings.Join(found, ", "), err
}
