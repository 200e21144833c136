package statement

import (
	"encoding/json"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
)

// Tables lists what this room owns.
var Tables = []string{"statement_file", "statement_line", "statement_match", "statement_difference"}

const fileColumns = `id, channel, platform, name, kind, variant, account, day_from, day_to, sha256, size, state, lines,
	added, controls, warnings, source, received_at, received_by`

func scanFile(s db.Scan) (File, error) {
	var (
		f                  File
		controls, warnings string
		at                 int64
	)
	err := s(&f.ID, &f.ChannelID, &f.Platform, &f.Name, &f.Kind, &f.Variant, &f.Account, &f.From, &f.To, &f.SHA256, &f.Size,
		&f.State, &f.Lines, &f.Added, &controls, &warnings, &f.Source, &at, &f.ReceivedBy)
	f.Controls, f.Warnings, f.ReceivedAt = json.RawMessage(controls), json.RawMessage(warnings), time.UnixMicro(at).UTC()
	return f, err
}

func insertFile(tx *db.Tx, f File) (int64, error) {
	return tx.Exec(`INSERT INTO statement_file (tenant, `+fileColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
		ON CONFLICT DO NOTHING`,
		f.ID, f.ChannelID, f.Platform, f.Name, f.Kind, f.Variant, f.Account, f.From, f.To, f.SHA256, f.Size, f.State, f.Lines,
		f.Added, string(f.Controls), string(f.Warnings), f.Source, f.ReceivedAt.UnixMicro(), f.ReceivedBy)
}

func findFile(tx *db.Tx, id string) (File, error) {
	return db.One(tx, `SELECT `+fileColumns+` FROM statement_file WHERE tenant = $1 AND id = $2`, scanFile, id)
}

func fileByHash(tx *db.Tx, channel, sha string) (File, error) {
	return db.One(tx, `SELECT `+fileColumns+` FROM statement_file WHERE tenant = $1 AND channel = $2 AND sha256 = $3`,
		scanFile, channel, sha)
}

func listFiles(tx *db.Tx, channel, before string, n int) ([]File, error) {
	return db.All(tx, `SELECT `+fileColumns+` FROM statement_file WHERE tenant = $1 AND ($2 = '' OR channel = $2)
		AND ($3 = '' OR id < $3) ORDER BY id DESC LIMIT $4`, scanFile, channel, before, n)
}

func setFile(tx *db.Tx, id, state string) error {
	_, err := tx.Exec(`UPDATE statement_file SET state = $3,
		added = (SELECT count(*) FROM statement_line WHERE tenant = $1 AND file = $2) WHERE tenant = $1 AND id = $2`, id, state)
	return err
}

func days(tx *db.Tx, channel string, from, to calendar.Day) ([]DayState, error) {
	return db.All(tx, `SELECT day_from, kind, count(*) FROM statement_file WHERE tenant = $1 AND channel = $2
		AND day_from >= $3 AND day_from <= $4 GROUP BY day_from, kind ORDER BY day_from, kind`,
		func(s db.Scan) (DayState, error) {
			var d DayState
			return d, s(&d.Day, &d.Kind, &d.Files)
		}, channel, from, to)
}

var lineFields = []string{"id", "file", "channel", "source", "natural_key", "line_no", "kind", "charge", "platform_no",
	"outer_no", "refund_no", "currency", "amount", "received", "fee", "net", "counts", "at", "day", "remark", "raw", "state"}

func insertLines(tx *db.Tx, lines []Line) error {
	rows := make([][]any, len(lines))
	for i, l := range lines {
		rows[i] = []any{l.ID, l.FileID, l.ChannelID, l.Source, l.Key(), l.LineNo, l.Kind, l.Charge, l.PlatformNo, l.OuterNo,
			l.RefundNo, string(l.Amount.Currency), l.Amount.Minor, l.Received.Minor, l.Fee.Minor, l.Net.Minor, l.Count,
			l.At.UnixMicro(), l.Day, l.Remark, l.Raw, l.State}
	}
	return tx.UpsertMany("statement_line", lineFields, rows, `ON CONFLICT DO NOTHING`)
}

const lineColumns = `l.id, l.file, l.channel, l.source, l.line_no, l.kind, l.charge, l.platform_no, l.outer_no, l.refund_no,
	l.currency, l.amount, l.received, l.fee, l.net, l.counts, l.at, l.day, l.remark, l.raw, l.state,
	coalesce((SELECT m.order_id FROM statement_match m WHERE m.tenant = l.tenant AND m.line = l.id AND m.undone_at = 0), '')`

func scanLine(s db.Scan) (Line, error) {
	var (
		l        Line
		currency money.Currency
		at       int64
	)
	err := s(&l.ID, &l.FileID, &l.ChannelID, &l.Source, &l.LineNo, &l.Kind, &l.Charge, &l.PlatformNo, &l.OuterNo, &l.RefundNo,
		&currency, &l.Amount.Minor, &l.Received.Minor, &l.Fee.Minor, &l.Net.Minor, &l.Count, &at, &l.Day, &l.Remark, &l.Raw,
		&l.State, &l.OrderID)
	l.Amount.Currency, l.Received.Currency, l.Fee.Currency, l.Net.Currency = currency, currency, currency, currency
	l.At = time.UnixMicro(at).UTC()
	return l, err
}

func findLine(tx *db.Tx, id, lock string) (Line, error) {
	return db.One(tx, `SELECT `+lineColumns+` FROM statement_line l WHERE l.tenant = $1 AND l.id = $2`+lock, scanLine, id)
}

func listLines(tx *db.Tx, file, state string, after int64, n int) ([]Line, error) {
	return db.All(tx, `SELECT `+lineColumns+` FROM statement_line l WHERE l.tenant = $1 AND l.file = $2
		AND ($3 = '' OR l.state = $3) AND l.line_no > $4 ORDER BY l.line_no LIMIT $5`, scanLine, file, state, after, n)
}

// Waiting returns the oldest lines of a channel that nobody has looked at yet.
func Waiting(tx *db.Tx, channel string, n int) ([]Line, error) {
	return db.All(tx, `SELECT `+lineColumns+` FROM statement_line l WHERE l.tenant = $1 AND l.channel = $2
		AND l.state = 'new' ORDER BY l.id LIMIT $3`, scanLine, channel, n)
}

func setLine(tx *db.Tx, id, state string) error {
	_, err := tx.Exec(`UPDATE statement_line SET state = $3 WHERE tenant = $1 AND id = $2`, id, state)
	return err
}

const matchColumns = `id, line, order_id, refund_id, entries, by_whom, at, undone_at, reason`

func scanMatch(s db.Scan) (Match, error) {
	var (
		m        Match
		entries  string
		at, gone int64
	)
	if err := s(&m.ID, &m.LineID, &m.OrderID, &m.RefundID, &entries, &m.By, &at, &gone, &m.Reason); err != nil {
		return m, err
	}
	m.At = time.UnixMicro(at).UTC()
	if gone > 0 {
		t := time.UnixMicro(gone).UTC()
		m.UndoneAt = &t
	}
	return m, json.Unmarshal([]byte(entries), &m.Entries)
}

func insertMatch(tx *db.Tx, m Match) error {
	entries, err := json.Marshal(m.Entries)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO statement_match (tenant, id, line, order_id, refund_id, entries, by_whom, at, undone_at,
		undone_by, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, '', '')`,
		m.ID, m.LineID, m.OrderID, m.RefundID, string(entries), m.By, m.At.UnixMicro())
	return err
}

func findMatch(tx *db.Tx, id, lock string) (Match, error) {
	return db.One(tx, `SELECT `+matchColumns+` FROM statement_match WHERE tenant = $1 AND id = $2`+lock, scanMatch, id)
}

// MatchesOf returns every match of an order, undone ones too, oldest first.
func MatchesOf(tx *db.Tx, orderID string) ([]Match, error) {
	return db.All(tx, `SELECT `+matchColumns+` FROM statement_match WHERE tenant = $1 AND order_id = $2 ORDER BY id`,
		scanMatch, orderID)
}

// PaymentMatched says whether a standing match gives the order its payment line.
func PaymentMatched(tx *db.Tx, orderID string) (bool, error) {
	n, err := db.One(tx, `SELECT count(*) FROM v_statement_match WHERE tenant = $1 AND order_id = $2 AND kind = 'payment'`,
		db.Value[int64], orderID)
	return n > 0, err
}

func undoMatch(tx *db.Tx, id, reason string) error {
	_, err := tx.Exec(`UPDATE statement_match SET undone_at = $3, undone_by = $4, reason = $5
		WHERE tenant = $1 AND id = $2 AND undone_at = 0`, id, tx.NowMicro(), tx.Actor().ID, reason)
	return err
}

const differenceColumns = `id, code, channel, file, line, order_id, day, currency, expected, actual, state, note, casefile,
	created_at, ended_at, ended_by`

func scanDifference(s db.Scan) (Difference, error) {
	var (
		d        Difference
		currency money.Currency
		at, gone int64
	)
	err := s(&d.ID, &d.Code, &d.ChannelID, &d.FileID, &d.LineID, &d.OrderID, &d.Day, &currency, &d.Expected.Minor,
		&d.Actual.Minor, &d.State, &d.Note, &d.CasefileID, &at, &gone, &d.EndedBy)
	d.Expected.Currency, d.Actual.Currency = currency, currency
	d.CreatedAt = time.UnixMicro(at).UTC()
	if gone > 0 {
		t := time.UnixMicro(gone).UTC()
		d.EndedAt = &t
	}
	return d, err
}

func insertDifference(tx *db.Tx, d Difference) (int64, error) {
	return tx.Exec(`INSERT INTO statement_difference (tenant, `+differenceColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open', '', '', $12, 0, '') ON CONFLICT DO NOTHING`,
		d.ID, d.Code, d.ChannelID, d.FileID, d.LineID, d.OrderID, d.Day, string(d.Expected.Currency), d.Expected.Minor,
		d.Actual.Minor, tx.NowMicro())
}

func findDifference(tx *db.Tx, id, lock string) (Difference, error) {
	return db.One(tx, `SELECT `+differenceColumns+` FROM statement_difference WHERE tenant = $1 AND id = $2`+lock,
		scanDifference, id)
}

func listDifferences(tx *db.Tx, in DifferencesIn, before string, n int) ([]Difference, error) {
	return db.All(tx, `SELECT `+differenceColumns+` FROM statement_difference WHERE tenant = $1 AND ($2 = '' OR state = $2)
		AND ($3 = '' OR code = $3) AND ($4 = '' OR order_id = $4) AND ($5 = '' OR file = $5) AND ($6 = '' OR id < $6)
		ORDER BY id DESC LIMIT $7`, scanDifference, in.State, in.Code, in.OrderID, in.FileID, before, n)
}

func openOf(tx *db.Tx, orderID string) ([]Difference, error) {
	return db.All(tx, `SELECT `+differenceColumns+` FROM statement_difference WHERE tenant = $1 AND order_id = $2
		AND state = 'open' ORDER BY id`, scanDifference, orderID)
}

func endDifference(tx *db.Tx, id, state, note string) error {
	_, err := tx.Exec(`UPDATE statement_difference SET state = $3, note = $4, ended_at = $5, ended_by = $6
		WHERE tenant = $1 AND id = $2 AND state = 'open'`, id, state, note, tx.NowMicro(), tx.Actor().ID)
	return err
}

func setCase(tx *db.Tx, id, casefile string) error {
	_, err := tx.Exec(`UPDATE statement_difference SET casefile = $3 WHERE tenant = $1 AND id = $2`, id, casefile)
	return err
}

// Unlisted is an order or refund of ours that no statement line speaks of.
type Unlisted struct {
	OrderID  string
	RefundID string
	Amount   money.Money
	Day      calendar.Day
}

func scanUnlisted(s db.Scan) (Unlisted, error) {
	var u Unlisted
	return u, s(&u.OrderID, &u.RefundID, &u.Amount.Currency, &u.Amount.Minor, &u.Day)
}

// OrdersUnlisted returns the channel's orders paid in [from, to) (µs) that no
// standing match gives a payment line.
func OrdersUnlisted(tx *db.Tx, channel string, from, to int64, n int) ([]Unlisted, error) {
	return db.All(tx, `SELECT o.id, '', o.currency, o.amount, o.day FROM v_order_sale o
		WHERE o.tenant = $1 AND o.channel = $2 AND o.paid_at >= $3 AND o.paid_at < $4 AND o.imported = 0
		AND NOT EXISTS (SELECT 1 FROM v_statement_match m WHERE m.tenant = $1 AND m.order_id = o.id AND m.kind = 'payment')
		ORDER BY o.id LIMIT $5`, scanUnlisted, channel, from, to, n)
}

// RefundsUnlisted is OrdersUnlisted for refunds done in the time.
func RefundsUnlisted(tx *db.Tx, channel string, from, to int64, n int) ([]Unlisted, error) {
	return db.All(tx, `SELECT r.order_id, r.id, r.currency, -r.amount, r.day FROM v_order_refund r
		JOIN v_order_sale o ON o.tenant = r.tenant AND o.id = r.order_id
		WHERE r.tenant = $1 AND o.channel = $2 AND r.done_at >= $3 AND r.done_at < $4 AND r.state = 'done'
		AND NOT EXISTS (SELECT 1 FROM v_statement_match m WHERE m.tenant = $1 AND m.refund_id = r.id)
		ORDER BY r.id LIMIT $5`, scanUnlisted, channel, from, to, n)
}
