package report

import (
	"time"

	"fenming/book/statement"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
)

func scanSum(s db.Scan) (Sum, error) {
	var v Sum
	return v, s(&v.Money.Currency, &v.Count, &v.Money.Minor)
}

func sumHeld(tx *db.Tx) ([]Sum, error) {
	return db.All(tx, `SELECT currency, count(*), CAST(coalesce(sum(amount), 0) AS BIGINT) FROM v_order_sale
		WHERE tenant = $1 AND state = 'held' GROUP BY currency ORDER BY 3 DESC, currency`, scanSum)
}

func sumDifferences(tx *db.Tx) ([]Sum, error) {
	return db.All(tx, `SELECT currency, count(*),
			CAST(coalesce(sum(CASE WHEN actual > expected THEN actual - expected ELSE expected - actual END), 0) AS BIGINT)
		FROM v_statement_difference WHERE tenant = $1 AND state = 'open' GROUP BY currency ORDER BY 3 DESC, currency`, scanSum)
}

func sumReceivable(tx *db.Tx) ([]Sum, error) {
	return db.All(tx, `SELECT currency, count(*), CAST(coalesce(sum(outstanding), 0) AS BIGINT) FROM v_ledger_receivable
		WHERE tenant = $1 AND open = 1 GROUP BY currency ORDER BY 3 DESC, currency`, scanSum)
}

// sumOverdue counts the contracts with something unpaid that was due before a
// day, and sums what is booked and unpaid of those instalments.
func sumOverdue(tx *db.Tx, day calendar.Day) ([]Sum, error) {
	return sumOverdueBetween(tx, day, "", "")
}

// sumOverdueBetween is sumOverdue of the contracts whose oldest unpaid
// instalment was due in a range of days; "" is no bound.
func sumOverdueBetween(tx *db.Tx, day, from, to calendar.Day) ([]Sum, error) {
	return db.All(tx, `SELECT r.currency, count(DISTINCT r.contract_id), CAST(coalesce(sum(l.amount), 0) AS BIGINT)
		FROM v_ledger_receivable r
		JOIN v_contract_instalment i ON i.tenant = r.tenant AND i.contract_id = r.contract_id AND i.due_day < $2
		JOIN v_ledger_leg l ON l.tenant = r.tenant AND l.contract_id = r.contract_id
			AND l.subject = 'contract:' || i.contract_id || '/' || i.no
		WHERE r.tenant = $1 AND r.open = 1 AND r.oldest_due < $2 AND ($3 = '' OR r.oldest_due >= $3)
			AND ($4 = '' OR r.oldest_due <= $4) AND l.account <> 'customer.overpaid'
		GROUP BY r.currency ORDER BY 3 DESC, r.currency`, scanSum, day, from, to)
}

// contractsDue lists open contracts with an instalment due in a range of days,
// ordered behind a contract; from "" is no bound, and then leaves out those whose
// oldest unpaid instalment is due later.
func contractsDue(tx *db.Tx, from, to calendar.Day, after string, n int) ([]string, error) {
	return db.All(tx, `SELECT DISTINCT r.contract_id FROM v_ledger_receivable r
		JOIN v_contract_instalment i ON i.tenant = r.tenant AND i.contract_id = r.contract_id
		WHERE r.tenant = $1 AND r.open = 1 AND r.oldest_due <= $3 AND i.due_day >= $2 AND i.due_day <= $3 AND r.contract_id > $4
		ORDER BY r.contract_id LIMIT $5`, db.Value[string], from, to, after, n)
}

// sumCases sums unresolved cases whose deadline lies at or before a moment, µs.
func sumCases(tx *db.Tx, until int64) ([]Sum, error) {
	return db.All(tx, `SELECT currency, count(*), CAST(coalesce(sum(at_risk), 0) AS BIGINT) FROM v_casefile
		WHERE tenant = $1 AND state <> 'resolved' AND due_at <= $2 GROUP BY currency ORDER BY 3 DESC, currency`, scanSum, until)
}

// countDeadJobs counts the owner's open tasks about jobs: every job that fails
// for good leaves one.
func countDeadJobs(tx *db.Tx) (int64, error) {
	return db.One(tx, `SELECT count(*) FROM v_casefile WHERE tenant = $1 AND state <> 'resolved' AND kind = 'owner_task'
		AND object >= $2 AND object < $3`, db.Value[int64], "job:", "job:\U0010FFFF")
}

type dayLine struct {
	day  calendar.Day
	line string
}

// lineOfDays names, for each day of a channel, one line that was judged.
func lineOfDays(tx *db.Tx, channel string, from, to calendar.Day) ([]dayLine, error) {
	return db.All(tx, `SELECT day, min(line) FROM (
			SELECT day, line FROM v_statement_match WHERE tenant = $1 AND channel = $2 AND day >= $3 AND day <= $4
				AND kind IN ('payment', 'refund')
			UNION ALL
			SELECT day, line FROM v_statement_difference WHERE tenant = $1 AND channel = $2 AND day >= $3 AND day <= $4
				AND line <> '') AS judged
		GROUP BY day ORDER BY day`, func(s db.Scan) (dayLine, error) {
		var d dayLine
		return d, s(&d.day, &d.line)
	}, channel, from, to)
}

func salesLines(tx *db.Tx, from, to calendar.Day, platform string) ([]SalesLine, error) {
	return db.All(tx, `SELECT day, platform, verdict, currency, count(*),
			CAST(coalesce(sum(CASE WHEN paid_at > 0 THEN 1 ELSE 0 END), 0) AS BIGINT), CAST(coalesce(sum(amount), 0) AS BIGINT),
			CAST(coalesce(sum(CASE WHEN paid_at > 0 THEN amount - refunded ELSE 0 END), 0) AS BIGINT)
		FROM v_order_sale WHERE tenant = $1 AND day >= $2 AND day <= $3 AND ($4 = '' OR platform = $4)
		GROUP BY day, platform, verdict, currency ORDER BY day, platform, verdict, currency LIMIT 5001`,
		func(s db.Scan) (SalesLine, error) {
			var l SalesLine
			err := s(&l.Day, &l.Platform, &l.Outcome, &l.Amount.Currency, &l.Orders, &l.Paid, &l.Amount.Minor, &l.Net.Minor)
			l.Net.Currency = l.Amount.Currency
			return l, err
		}, from, to, platform)
}

type receivableRow struct {
	contract, order, customer, plan, creditor string
	outstanding, remaining                    money.Money
	oldestDue                                 calendar.Day
}

// receivables lists open receivables, the longest overdue first.
func receivables(tx *db.Tx, from, to calendar.Day, n int) ([]receivableRow, error) {
	return db.All(tx, `SELECT contract_id, order_id, customer_id, plan_code, creditor, currency, outstanding, remaining, oldest_due
		FROM v_ledger_receivable WHERE tenant = $1 AND open = 1 AND ($2 = '' OR oldest_due >= $2) AND ($3 = '' OR oldest_due <= $3)
		ORDER BY oldest_due, contract_id LIMIT $4`, func(s db.Scan) (receivableRow, error) {
		var r receivableRow
		err := s(&r.contract, &r.order, &r.customer, &r.plan, &r.creditor, &r.outstanding.Currency, &r.outstanding.Minor,
			&r.remaining.Minor, &r.oldestDue)
		r.remaining.Currency = r.outstanding.Currency
		return r, err
	}, from, to, n)
}

// differenceRows lists differences, newest first.
func differenceRows(tx *db.Tx, in ListIn, n int) ([]statement.Difference, error) {
	return db.All(tx, `SELECT id, code, channel, line, order_id, day, currency, expected, actual, state FROM v_statement_difference
		WHERE tenant = $1 AND ($2 = '' OR state = $2) AND ($3 = '' OR code = $3) AND ($4 = '' OR order_id = $4)
		AND ($5 = '' OR day >= $5) AND ($6 = '' OR day <= $6) ORDER BY id DESC LIMIT $7`,
		func(s db.Scan) (statement.Difference, error) {
			var d statement.Difference
			err := s(&d.ID, &d.Code, &d.ChannelID, &d.LineID, &d.OrderID, &d.Day, &d.Expected.Currency, &d.Expected.Minor,
				&d.Actual.Minor, &d.State)
			d.Actual.Currency = d.Expected.Currency
			return d, err
		}, in.State, in.Code, in.OrderID, in.From, in.To, n)
}

type legRow struct {
	entry, kind, ref, order, contract, account, subject, reverses string
	day                                                           calendar.Day
	at                                                            time.Time
	amount                                                        money.Money
}

// legRows lists legs of entries, newest entry first.
func legRows(tx *db.Tx, in ListIn, n int) ([]legRow, error) {
	return db.All(tx, `SELECT entry_id, kind, ref, order_id, contract_id, effective, recorded_at, account, subject, currency, amount, reverses
		FROM v_ledger_leg WHERE tenant = $1 AND ($2 = '' OR order_id = $2) AND ($3 = '' OR effective >= $3)
		AND ($4 = '' OR effective <= $4) ORDER BY entry_id DESC, no LIMIT $5`, func(s db.Scan) (legRow, error) {
		var (
			l  legRow
			at int64
		)
		err := s(&l.entry, &l.kind, &l.ref, &l.order, &l.contract, &l.day, &at, &l.account, &l.subject, &l.amount.Currency,
			&l.amount.Minor, &l.reverses)
		l.at = calendar.FromMicros(at)
		return l, err
	}, in.OrderID, in.From, in.To, n)
}
