package casefile

import (
	"errors"
	"fmt"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
)

// Tables lists what this room owns.
var Tables = []string{"casefile", "casefile_note"}

const columns = `id, kind, object, title_key, title_zh, title_en, state, outcome, assignee, currency, at_risk, recovered,
	due_day, due_at, due_basis, due_count, opened_by, opened_at, resolved_by, resolved_at`

func scanInto(c *Casefile, s db.Scan, more ...any) error {
	var (
		currency             money.Currency
		atRisk, back         int64
		openedAt, resolvedAt int64
	)
	err := s(append([]any{&c.ID, &c.Kind, &c.Object, &c.TitleKey, &c.TitleZH, &c.TitleEN, &c.State, &c.Outcome, &c.Assignee,
		&currency, &atRisk, &back, &c.DueDay, &c.dueAt, &c.DueBasis, &c.DueCount, &c.OpenedBy, &openedAt, &c.ResolvedBy,
		&resolvedAt}, more...)...)
	c.AtRisk, c.Recovered = money.New(atRisk, currency), money.New(back, currency)
	c.OpenedAt = calendar.FromMicros(openedAt)
	if resolvedAt > 0 {
		at := calendar.FromMicros(resolvedAt)
		c.ResolvedAt = &at
	}
	return err
}

func scan(s db.Scan) (Casefile, error) {
	var c Casefile
	return c, scanInto(&c, s)
}

func scanRanked(s db.Scan) (Casefile, error) {
	var c Casefile
	return c, scanInto(&c, s, &c.rank)
}

// insert returns 0 when an unresolved case of the kind and object stands.
func insert(tx *db.Tx, c Casefile) (int64, error) {
	return tx.Exec(`INSERT INTO casefile (tenant, `+columns+`) VALUES
		($1, $2, $3, $4, $5, $6, $7, $8, '', '', $9, $10, 0, $11, $12, $13, $14, $15, $16, '', 0)
		ON CONFLICT (tenant, kind, object) WHERE state <> 'resolved' DO NOTHING`,
		c.ID, c.Kind, c.Object, c.TitleKey, c.TitleZH, c.TitleEN, c.State, c.AtRisk.Currency, c.AtRisk.Minor,
		c.DueDay, c.dueAt, c.DueBasis, c.DueCount, c.OpenedBy, c.OpenedAt.UnixMicro())
}

func orNotFound(c Casefile, err error) (Casefile, error) {
	if errors.Is(err, db.ErrNone) {
		err = fault.NotFound(wordNone)
	}
	return c, err
}

func find(tx *db.Tx, id, tail string) (Casefile, error) {
	return orNotFound(db.One(tx, `SELECT `+columns+` FROM casefile WHERE tenant = $1 AND id = $2`+tail, scan, id))
}

func findOpen(tx *db.Tx, kind, object, tail string) (Casefile, error) {
	return orNotFound(db.One(tx, `SELECT `+columns+` FROM casefile WHERE tenant = $1 AND kind = $2 AND object = $3
		AND state <> 'resolved'`+tail, scan, kind, object))
}

func setRisk(tx *db.Tx, id string, minor int64) error {
	_, err := tx.Exec(`UPDATE casefile SET at_risk = $3 WHERE tenant = $1 AND id = $2`, id, minor)
	return err
}

func update(tx *db.Tx, c Casefile) error {
	var resolvedAt int64
	if c.ResolvedAt != nil {
		resolvedAt = c.ResolvedAt.UnixMicro()
	}
	_, err := tx.Exec(`UPDATE casefile SET state = $3, outcome = $4, assignee = $5, recovered = $6, resolved_by = $7,
		resolved_at = $8 WHERE tenant = $1 AND id = $2`,
		c.ID, c.State, c.Outcome, c.Assignee, c.Recovered.Minor, c.ResolvedBy, resolvedAt)
	return err
}

// addNote adds a numbered row; the caller holds the lock of the case.
func addNote(tx *db.Tx, id, kind, text string) error {
	nid := tx.ID("cno")
	sealed, err := tx.Seal("casefile_note", "body", nid, text)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO casefile_note (tenant, id, casefile, nr, kind, body, actor, at)
		SELECT $1, $2, $3, coalesce(max(nr), 0) + 1, $4, $5, $6, $7 FROM casefile_note WHERE tenant = $1 AND casefile = $3`,
		nid, id, kind, sealed, tx.Actor().ID, tx.NowMicro())
	return err
}

func notes(tx *db.Tx, id string) ([]Note, error) {
	return db.All(tx, `SELECT id, kind, body, actor, at FROM casefile_note
		WHERE tenant = $1 AND casefile = $2 ORDER BY nr LIMIT 1000`, func(s db.Scan) (Note, error) {
		var (
			n      Note
			sealed []byte
			at     int64
		)
		if err := s(&n.ID, &n.Kind, &sealed, &n.Actor, &at); err != nil {
			return n, err
		}
		n.At = calendar.FromMicros(at)
		var err error
		n.Text, err = tx.Unseal("casefile_note", "body", n.ID, sealed)
		return n, err
	}, id)
}

type filter struct {
	state, kind, object, assignee, before string
	limit                                 int
}

const narrowed = ` FROM casefile WHERE tenant = $1 AND ($2 = '' OR kind = $2) AND ($3 = '' OR object = $3)
	AND ($4 = '' OR assignee = $4)`

// list returns cases of one state, newest first.
func list(tx *db.Tx, f filter) ([]Casefile, error) {
	return db.All(tx, `SELECT `+columns+narrowed+` AND ($5 = '' OR id < $5) AND state = $6 ORDER BY id DESC LIMIT $7`,
		scan, f.kind, f.object, f.assignee, f.before, f.state, f.limit)
}

// rankText is rules.go's rank in SQL; $5 is now in µs.
var rankText = fmt.Sprintf(`(CASE WHEN at_risk > %[2]d THEN %[2]d ELSE at_risk END + %[1]d) * %[3]d
	/ CASE WHEN due_at <= $5 THEN 1 WHEN (due_at - $5) / %[4]d > %[3]d THEN %[3]d + 1 ELSE (due_at - $5) / %[4]d + 1 END
	* CASE WHEN due_at > $5 THEN 1 WHEN ($5 - due_at) / %[4]d > %[3]d THEN %[3]d + 1 ELSE ($5 - due_at) / %[4]d + 1 END`,
	rankBase, int64(rankMost), rankHorizon, int64(microsPerDay))

// queue returns unresolved cases, the most urgent money first, as ranked at now;
// beyond is the rank of the last row seen, below 0 on the first page.
func queue(tx *db.Tx, f filter, now, beyond int64) ([]Casefile, error) {
	return db.All(tx, `SELECT `+columns+`, rnk FROM (SELECT `+columns+`, `+rankText+` AS rnk`+narrowed+`
		AND state IN ('open', 'working')) q
		WHERE ($6 < 0 OR rnk < $6 OR (rnk = $6 AND id > $7)) ORDER BY rnk DESC, id LIMIT $8`,
		scanRanked, f.kind, f.object, f.assignee, now, beyond, f.before, f.limit)
}
