package disclosure

import (
	"encoding/json"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
)

// Tables lists what this room owns.
var Tables = []string{"disclosure_page", "disclosure_show", "disclosure_seen", "disclosure_link", "disclosure_origin"}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

func moment(micros int64) *time.Time {
	if micros == 0 {
		return nil
	}
	t := calendar.FromMicros(micros)
	return &t
}

// page is what lies stored.
type page struct {
	sealed bool
	body   []byte
}

func insertPage(tx *db.Tx, sha string, sealed bool, size int, body []byte) error {
	_, err := tx.Exec(`INSERT INTO disclosure_page (tenant, sha256, sealed, size, body, created_at)
		VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant, sha256) DO NOTHING`,
		sha, flag(sealed), size, body, tx.NowMicro())
	return err
}

func pageOf(tx *db.Tx, sha string) (page, error) {
	return db.One(tx, `SELECT sealed, body FROM disclosure_page WHERE tenant = $1 AND sha256 = $2`, func(s db.Scan) (page, error) {
		var (
			p      page
			sealed int64
		)
		err := s(&sealed, &p.body)
		p.sealed = sealed == 1
		return p, err
	}, sha)
}

const showColumns = `id, kind, template, lang, viewer, sha256, quote_ids, order_id, customer_id, link_id, shown_at, shown_by`

func scanShow(s db.Scan) (Show, error) {
	var (
		v      Show
		quotes []byte
		at     int64
	)
	err := s(&v.ID, &v.Kind, &v.Template, &v.Lang, &v.Viewer, &v.SHA256, &quotes, &v.OrderID, &v.CustomerID, &v.LinkID, &at, &v.ShownBy)
	if err != nil {
		return v, err
	}
	v.ShownAt = calendar.FromMicros(at)
	return v, json.Unmarshal(quotes, &v.QuoteIDs)
}

func insertShow(tx *db.Tx, v Show) error {
	quotes, err := json.Marshal(v.QuoteIDs)
	if err != nil {
		return err
	}
	first := ""
	if len(v.QuoteIDs) > 0 {
		first = v.QuoteIDs[0]
	}
	_, err = tx.Exec(`INSERT INTO disclosure_show (tenant, id, kind, template, lang, viewer, sha256, quote_id, quote_ids, order_id,
		customer_id, link_id, shown_at, shown_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
		v.ID, v.Kind, v.Template, string(v.Lang), v.Viewer, v.SHA256, first, string(quotes), v.OrderID, v.CustomerID, v.LinkID,
		v.ShownAt.UnixMicro(), v.ShownBy)
	return err
}

func showByID(tx *db.Tx, id, lock string) (Show, error) {
	return db.One(tx, `SELECT `+showColumns+` FROM disclosure_show WHERE tenant = $1 AND id = $2`+lock, scanShow, id)
}

// countShows counts shows since an id, up to a bound.
func countShows(tx *db.Tx, since string, most int) (int, error) {
	list, err := db.All(tx, `SELECT id FROM disclosure_show WHERE tenant = $1 AND id > $2 ORDER BY id LIMIT $3`, db.Value[string], since, most)
	return len(list), err
}

func listShows(tx *db.Tx, quoteID, orderID, linkID, before string, limit int) ([]Show, error) {
	return db.All(tx, `SELECT `+showColumns+` FROM disclosure_show WHERE tenant = $1 AND ($2 = '' OR quote_id = $2)
		AND ($3 = '' OR order_id = $3) AND ($4 = '' OR link_id = $4) AND ($5 = '' OR id < $5) ORDER BY id DESC LIMIT $6`,
		scanShow, quoteID, orderID, linkID, before, limit)
}

func insertSeen(tx *db.Tx, v Seen) error {
	_, err := tx.Exec(`INSERT INTO disclosure_seen (tenant, id, show_id, act, dwell_ms, scroll_ppm, reached_end, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		v.ID, v.ShowID, v.Act, v.DwellMS, v.ScrollPPM, flag(v.ReachedEnd), v.At.UnixMicro())
	return err
}

func seenOf(tx *db.Tx, showID string, limit int) ([]Seen, error) {
	return db.All(tx, `SELECT id, show_id, act, dwell_ms, scroll_ppm, reached_end, at FROM disclosure_seen
		WHERE tenant = $1 AND show_id = $2 ORDER BY id LIMIT $3`, func(s db.Scan) (Seen, error) {
		var (
			v       Seen
			end, at int64
		)
		err := s(&v.ID, &v.ShowID, &v.Act, &v.DwellMS, &v.ScrollPPM, &end, &at)
		v.ReachedEnd, v.At = end == 1, calendar.FromMicros(at)
		return v, err
	}, showID, limit)
}

// acknowledgedAt is when one of a link's shows was acknowledged first, µs.
func acknowledgedAt(tx *db.Tx, linkID string) (int64, error) {
	return db.One(tx, `SELECT s.at FROM disclosure_show v JOIN disclosure_seen s ON s.tenant = v.tenant AND s.show_id = v.id
		WHERE v.tenant = $1 AND v.link_id = $2 AND s.act = 'acknowledge' ORDER BY s.at LIMIT 1`, db.Value[int64], linkID)
}

const linkColumns = `id, kind, ref, customer_id, expires_at, revoked_at, opened, opened_at, created_at, created_by`

func scanLink(s db.Scan) (Link, error) {
	var (
		l                                 Link
		expires, revoked, opened, created int64
	)
	err := s(&l.ID, &l.Kind, &l.Ref, &l.CustomerID, &expires, &revoked, &l.Opened, &opened, &created, &l.CreatedBy)
	l.ExpiresAt, l.CreatedAt = calendar.FromMicros(expires), calendar.FromMicros(created)
	l.RevokedAt, l.OpenedAt = moment(revoked), moment(opened)
	return l, err
}

func insertLink(tx *db.Tx, l Link, hash []byte) error {
	_, err := tx.Exec(`INSERT INTO disclosure_link (tenant, id, token_hash, kind, ref, expires_at, revoked_at, opened, opened_at,
		created_at, created_by, customer_id) VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, $7, $8, $9)`,
		l.ID, hash, l.Kind, l.Ref, l.ExpiresAt.UnixMicro(), l.CreatedAt.UnixMicro(), l.CreatedBy, l.CustomerID)
	return err
}

func linkByHash(tx *db.Tx, hash []byte) (Link, error) {
	return db.One(tx, `SELECT `+linkColumns+` FROM disclosure_link WHERE tenant = $1 AND token_hash = $2`, scanLink, hash)
}

func linkByID(tx *db.Tx, id, lock string) (Link, error) {
	return db.One(tx, `SELECT `+linkColumns+` FROM disclosure_link WHERE tenant = $1 AND id = $2`+lock, scanLink, id)
}

func listLinks(tx *db.Tx, kind, ref, before string, limit int) ([]Link, error) {
	return db.All(tx, `SELECT `+linkColumns+` FROM disclosure_link WHERE tenant = $1 AND ($2 = '' OR kind = $2)
		AND ($3 = '' OR ref = $3) AND ($4 = '' OR id < $4) ORDER BY id DESC LIMIT $5`, scanLink, kind, ref, before, limit)
}

func revokeLink(tx *db.Tx, id string) error {
	_, err := tx.Exec(`UPDATE disclosure_link SET revoked_at = $3 WHERE tenant = $1 AND id = $2 AND revoked_at = 0`, id, tx.NowMicro())
	return err
}

func countOpening(tx *db.Tx, id string) error {
	_, err := tx.Exec(`UPDATE disclosure_link SET opened = opened + 1, opened_at = $3 WHERE tenant = $1 AND id = $2`, id, tx.NowMicro())
	return err
}

func origins(tx *db.Tx) ([]string, error) {
	return db.All(tx, `SELECT origin FROM disclosure_origin WHERE tenant = $1 ORDER BY origin LIMIT 100`, db.Value[string])
}

func replaceOrigins(tx *db.Tx, list []string) error {
	if _, err := tx.Exec(`DELETE FROM disclosure_origin WHERE tenant = $1`); err != nil {
		return err
	}
	rows := make([][]any, len(list))
	for i, o := range list {
		rows[i] = []any{o, tx.NowMicro(), tx.Actor().ID}
	}
	return tx.InsertMany("disclosure_origin", []string{"origin", "saved_at", "saved_by"}, rows)
}

func hasOrigin(tx *db.Tx, origin string) (bool, error) {
	n, err := db.One(tx, `SELECT count(*) FROM disclosure_origin WHERE tenant = $1 AND origin = $2`, db.Value[int64], origin)
	return n > 0, err
}
