package reconcile

import (
	"fenming/kit/calendar"
	"fenming/kit/db"
)

// refundMatched says whether a standing match gives a refund its line.
func refundMatched(tx *db.Tx, refundID string) (bool, error) {
	n, err := db.One(tx, `SELECT count(*) FROM v_statement_match WHERE tenant = $1 AND refund_id = $2`, db.Value[int64], refundID)
	return n > 0, err
}

// openRefunds lists the refunds of an order that were not refused and that no
// line speaks of: of one amount, or with 0 every one that is done.
func openRefunds(tx *db.Tx, orderID string, amount int64) ([]string, error) {
	return db.All(tx, `SELECT r.id FROM v_order_refund r WHERE r.tenant = $1 AND r.order_id = $2
		AND ((r.amount = $3 AND r.state <> 'refused') OR ($3 = 0 AND r.state = 'done'))
		AND NOT EXISTS (SELECT 1 FROM v_statement_match m WHERE m.tenant = $1 AND m.refund_id = r.id) ORDER BY r.id`,
		db.Value[string], orderID, amount)
}

// openOn lists the open differences of a line.
func openOn(tx *db.Tx, lineID string) ([]string, error) {
	return db.All(tx, `SELECT id FROM v_statement_difference WHERE tenant = $1 AND line = $2 AND state = 'open' ORDER BY id`,
		db.Value[string], lineID)
}

// otherAmount says whether a line that names the order stands with another
// amount: the statement does list it then. refund chooses the direction.
func otherAmount(tx *db.Tx, orderID string, refund bool) (bool, error) {
	n, err := db.One(tx, `SELECT count(*) FROM v_statement_difference WHERE tenant = $1 AND order_id = $2 AND line <> ''
		AND code = 'amount_differs' AND state <> 'gone' AND (CASE WHEN actual < 0 THEN 1 ELSE 0 END) = $3`,
		db.Value[int64], orderID, flag(refund))
	return n > 0, err
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// oddLine is an open difference and its line.
type oddLine struct{ id, line string }

// waitingForOurs lists odd lines of a channel that something of ours would
// explain: an order entered late, a payment heard of late, a refund.
func waitingForOurs(tx *db.Tx, channel, after string, n int) ([]oddLine, error) {
	return db.All(tx, `SELECT id, line FROM v_statement_difference WHERE tenant = $1 AND channel = $2 AND state = 'open'
		AND line <> '' AND code IN ('order_missing', 'not_paid', 'refund_missing') AND id > $3 ORDER BY id LIMIT $4`,
		func(s db.Scan) (oddLine, error) {
			var o oddLine
			return o, s(&o.id, &o.line)
		}, channel, after, n)
}

// dayLine is a line of a day.
type dayLine struct {
	day  calendar.Day
	line string
}

// lineOfDays names, for each day of a channel, one line that was judged.
func lineOfDays(tx *db.Tx, channel string, from, to calendar.Day) ([]dayLine, error) {
	return db.All(tx, `SELECT day, min(line) FROM (
			SELECT day, line FROM v_statement_match WHERE tenant = $1 AND channel = $2 AND day >= $3 AND day <= $4
			UNION ALL
			SELECT day, line FROM v_statement_difference WHERE tenant = $1 AND channel = $2 AND day >= $3 AND day <= $4
				AND line <> '') AS judged
		GROUP BY day ORDER BY day`, func(s db.Scan) (dayLine, error) {
		var d dayLine
		return d, s(&d.day, &d.line)
	}, channel, from, to)
}
