package collect

import (
	"fmt"
	"strings"

	"fenming/kit/calendar"
	"fenming/kit/db"
)

type queueRow struct {
	contractID string
	rank       int64
}

// overdueRows reads the ledger's view of open receivables that are overdue,
// ranked by what is booked and unpaid × the class of age; behind a row.
func overdueRows(tx *db.Tx, today calendar.Day, beyond int64, after string, n int) ([]queueRow, error) {
	args := []any{string(today), beyond, after, n}
	var age strings.Builder
	for _, d := range ageDays {
		args = append(args, string(today.AddDays(-d)))
		fmt.Fprintf(&age, " WHEN oldest_due <= $%d THEN %d", len(args)+1, d)
	}
	return db.All(tx, `SELECT contract_id, rnk FROM (
			SELECT contract_id, outstanding * CASE`+age.String()+` ELSE 1 END AS rnk FROM v_ledger_receivable
			WHERE tenant = $1 AND open = 1 AND oldest_due < $2) q
		WHERE ($3 < 0 OR rnk < $3 OR (rnk = $3 AND contract_id > $4)) ORDER BY rnk DESC, contract_id LIMIT $5`,
		func(s db.Scan) (queueRow, error) {
			var r queueRow
			return r, s(&r.contractID, &r.rank)
		}, args...)
}
