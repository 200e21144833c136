package contract

import (
	"encoding/json"
	"errors"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
)

func party(tx *db.Tx) (Party, error) {
	var p Party
	body, err := db.One(tx, `SELECT body FROM contract_party WHERE tenant = $1`, db.Value[[]byte])
	if errors.Is(err, db.ErrNone) {
		return p, nil
	}
	if err != nil {
		return p, err
	}
	return p, json.Unmarshal(body, &p)
}

func saveParty(tx *db.Tx, p Party) error {
	body, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return tx.UpsertMany("contract_party", []string{"body", "saved_at", "saved_by"}, [][]any{{string(body), tx.NowMicro(), tx.Actor().ID}},
		`ON CONFLICT (tenant) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at, saved_by = excluded.saved_by`)
}

const templateColumns = `id, code, name_zh, name_en, jurisdiction, created_at`

func scanTemplate(s db.Scan) (Template, error) {
	var (
		t  Template
		at int64
	)
	err := s(&t.ID, &t.Code, &t.NameZH, &t.NameEN, &t.Jurisdiction, &at)
	t.CreatedAt = calendar.FromMicros(at)
	return t, err
}

// insertTemplate returns 0 when the code is in use.
func insertTemplate(tx *db.Tx, t Template) (int64, error) {
	return tx.Exec(`INSERT INTO contract_template (tenant, `+templateColumns+`, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (tenant, code) DO NOTHING`, t.ID, t.Code, t.NameZH, t.NameEN, t.Jurisdiction, t.CreatedAt.UnixMicro(), tx.Actor().ID)
}

// templateByID returns a template with its versions, newest first.
func templateByID(tx *db.Tx, id, tail string) (Template, error) {
	t, err := db.One(tx, `SELECT `+templateColumns+` FROM contract_template WHERE tenant = $1 AND id = $2`+tail, scanTemplate, id)
	if errors.Is(err, db.ErrNone) {
		return t, fault.NotFound(wordNoTemplate)
	}
	if err != nil {
		return t, err
	}
	t.Versions, err = db.All(tx, `SELECT `+versionColumns+` FROM contract_template_version WHERE tenant = $1 AND template_id = $2
		ORDER BY no DESC`, scanVersion, id)
	return t, err
}

func listTemplates(tx *db.Tx, before string, limit int) ([]Template, error) {
	if before == "" {
		before = "~" // sorts behind every id
	}
	return db.All(tx, `SELECT `+templateColumns+` FROM contract_template WHERE tenant = $1 AND id < $2 ORDER BY id DESC LIMIT $3`,
		scanTemplate, before, limit)
}

const versionColumns = `template_id, no, state, zh, en, zh_hash, en_hash, pack, plans, note, review, based_on, approval_id, from_day,
	saved_at, saved_by, proposed_at, proposed_by, approved_at, approved_by, retired_at, retired_by`

func scanVersion(s db.Scan) (Version, error) {
	var (
		v                                  Version
		plans                              []byte
		saved, proposed, approved, retired int64
	)
	err := s(&v.TemplateID, &v.No, &v.State, &v.ZH, &v.EN, &v.ZHHash, &v.ENHash, &v.Pack, &plans, &v.Note, &v.Review, &v.BasedOn,
		&v.ApprovalID, &v.FromDay, &saved, &v.SavedBy, &proposed, &v.ProposedBy, &approved, &v.ApprovedBy, &retired, &v.RetiredBy)
	if err != nil {
		return v, err
	}
	v.SavedAt = calendar.FromMicros(saved)
	if proposed > 0 {
		v.ProposedAt = calendar.FromMicros(proposed)
	}
	if approved > 0 {
		v.ApprovedAt = calendar.FromMicros(approved)
	}
	if retired > 0 {
		v.RetiredAt = calendar.FromMicros(retired)
	}
	return v, json.Unmarshal(plans, &v.Plans)
}

func insertVersion(tx *db.Tx, v Version) error {
	plans, err := json.Marshal(v.Plans)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO contract_template_version (tenant, `+versionColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
		$11, $12, $13, '', '', $14, $15, 0, '', 0, '', 0, '')`, v.TemplateID, v.No, v.State, v.ZH, v.EN, v.ZHHash, v.ENHash, v.Pack,
		string(plans), v.Note, v.Review, v.BasedOn, v.SavedAt.UnixMicro(), v.SavedBy)
	return err
}

// updateVersion writes a version that still is in the state it was read in. Its
// texts are written while it is a draft only.
func updateVersion(tx *db.Tx, v Version, was string) error {
	plans, err := json.Marshal(v.Plans)
	if err != nil {
		return err
	}
	micros := func(t time.Time) int64 {
		if t.IsZero() {
			return 0
		}
		return t.UnixMicro()
	}
	n, err := tx.Exec(`UPDATE contract_template_version SET state = $4, approval_id = $5, from_day = $6, proposed_at = $7,
		proposed_by = $8, approved_at = $9, approved_by = $10, retired_at = $11, retired_by = $12
		WHERE tenant = $1 AND template_id = $2 AND no = $3 AND state = $13`, v.TemplateID, v.No, v.State, v.ApprovalID, v.FromDay,
		micros(v.ProposedAt), v.ProposedBy, micros(v.ApprovedAt), v.ApprovedBy, micros(v.RetiredAt), v.RetiredBy, was)
	if err == nil && n == 0 {
		return fault.Conflict(wordOtherVersion)
	}
	if err != nil || v.State != Draft {
		return err
	}
	_, err = tx.Exec(`UPDATE contract_template_version SET zh = $4, en = $5, zh_hash = $6, en_hash = $7, pack = $8, plans = $9,
		note = $10, review = $11, saved_at = $12, saved_by = $13 WHERE tenant = $1 AND template_id = $2 AND no = $3 AND state = 'draft'`,
		v.TemplateID, v.No, v.ZH, v.EN, v.ZHHash, v.ENHash, v.Pack, string(plans), v.Note, v.Review, v.SavedAt.UnixMicro(), v.SavedBy)
	return err
}

func approvedVersions(tx *db.Tx) ([]Version, error) {
	return db.All(tx, `SELECT `+versionColumns+` FROM contract_template_version WHERE tenant = $1 AND state = 'approved'`, scanVersion)
}
