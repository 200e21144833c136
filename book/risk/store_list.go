package risk

import (
	"fmt"
	"strings"

	"fenming/kit/calendar"
	"fenming/kit/db"
)

// listHits returns the standing entries that fit an order, in one statement.
func listHits(tx *db.Tx, e event) ([]hit, error) {
	args := []any{tx.NowMicro()}
	var where []string
	for _, k := range []struct{ subject, value string }{{keyCustomer, e.customer}, {keyPhone, e.phone},
		{keyDevice, e.device}, {keyAddress, e.address}, {keyIP, e.ip}} {
		if k.value != "" {
			args = append(args, k.value)
			where = append(where, fmt.Sprintf(`(value = $%d AND subject = '%s')`, len(args)+1, k.subject))
		}
	}
	return db.All(tx, `SELECT kind, subject, id, reason FROM risk_list WHERE tenant = $1 AND removed_at = 0
		AND expires_at > $2 AND (`+strings.Join(where, " OR ")+`) ORDER BY id LIMIT 20`, func(s db.Scan) (hit, error) {
		var h hit
		return h, s(&h.Kind, &h.Subject, &h.ID, &h.Reason)
	}, args...)
}

// insertEntry returns 0 when the same stands already.
func insertEntry(tx *db.Tx, e Entry) (int64, error) {
	return tx.Exec(`INSERT INTO risk_list (tenant, id, kind, subject, value, label, reason, source, evidence, added_by,
		added_at, expires_at, removed_by, removed_at, why_gone)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '', 0, '')
		ON CONFLICT (tenant, kind, subject, value) WHERE removed_at = 0 DO NOTHING`,
		e.ID, e.Kind, e.Subject, e.value, e.Label, e.Reason, e.Source, e.Evidence, e.AddedBy, e.AddedAt.UnixMicro(),
		e.ExpiresAt.UnixMicro())
}

// dropExpired closes an entry that has run out, so that it can be made anew.
func dropExpired(tx *db.Tx, e Entry) error {
	_, err := tx.Exec(`UPDATE risk_list SET removed_at = expires_at, removed_by = 'system', why_gone = 'expired'
		WHERE tenant = $1 AND kind = $2 AND subject = $3 AND value = $4 AND removed_at = 0 AND expires_at <= $5`,
		e.Kind, e.Subject, e.value, tx.NowMicro())
	return err
}

func standing(tx *db.Tx, e Entry) (string, error) {
	return db.One(tx, `SELECT id FROM risk_list WHERE tenant = $1 AND kind = $2 AND subject = $3 AND value = $4
		AND removed_at = 0`, db.Value[string], e.Kind, e.Subject, e.value)
}

func removeEntry(tx *db.Tx, id, why string) (int64, error) {
	return tx.Exec(`UPDATE risk_list SET removed_at = $3, removed_by = $4, why_gone = $5
		WHERE tenant = $1 AND id = $2 AND removed_at = 0`, id, tx.NowMicro(), tx.Actor().ID, why)
}

func entries(tx *db.Tx, kind, subject, before string, n int) ([]Entry, error) {
	return db.All(tx, `SELECT id, kind, subject, label, reason, source, evidence, added_by, added_at, expires_at, removed_at
		FROM risk_list WHERE tenant = $1 AND ($2 = '' OR kind = $2) AND ($3 = '' OR subject = $3) AND ($4 = '' OR id < $4)
		ORDER BY id DESC LIMIT $5`, func(s db.Scan) (Entry, error) {
		var (
			e                       Entry
			added, expires, removed int64
		)
		err := s(&e.ID, &e.Kind, &e.Subject, &e.Label, &e.Reason, &e.Source, &e.Evidence, &e.AddedBy, &added, &expires, &removed)
		e.AddedAt, e.ExpiresAt = calendar.FromMicros(added), calendar.FromMicros(expires)
		if removed > 0 {
			at := calendar.FromMicros(removed)
			e.RemovedAt = &at
		}
		return e, err
	}, kind, subject, before, n)
}
