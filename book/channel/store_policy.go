package channel

import (
	"encoding/json"

	"fenming/kit/calendar"
	"fenming/kit/db"
)

// wording is the part of a policy update that no query looks into.
type wording struct {
	Text     string   `json:"text,omitempty"`
	Summary  string   `json:"summary"`
	Channels []string `json:"channels"`
	Readers  Readers  `json:"readers"`
}

const policyRead = `SELECT p.id, p.title, p.source, p.body, p.published_on, p.effective_on, p.supersedes, p.hash, p.example,
	p.recorded_by, p.recorded_at, COALESCE(n.id, '') FROM channel_policy p
	LEFT JOIN channel_policy n ON n.tenant = p.tenant AND n.supersedes = p.id WHERE p.tenant = $1`

func scanPolicy(s db.Scan) (Policy, error) {
	var (
		p                 Policy
		body              string
		example, recorded int64
	)
	err := s(&p.ID, &p.Title, &p.Source, &body, &p.PublishedOn, &p.EffectiveOn, &p.Supersedes, &p.Hash, &example,
		&p.RecordedBy, &recorded, &p.SupersededBy)
	if err != nil {
		return p, err
	}
	var w wording
	err = json.Unmarshal([]byte(body), &w)
	p.Text, p.Summary, p.Channels, p.Readers = w.Text, w.Summary, w.Channels, w.Readers
	p.Example, p.RecordedAt = example == 1, calendar.FromMicros(recorded)
	return p, err
}

func insertPolicy(tx *db.Tx, p Policy) error {
	body, err := json.Marshal(wording{p.Text, p.Summary, p.Channels, p.Readers})
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO channel_policy (tenant, id, title, source, body, published_on, effective_on, supersedes, hash,
		example, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		p.ID, p.Title, p.Source, string(body), p.PublishedOn, p.EffectiveOn, p.Supersedes, p.Hash, flag(p.Example),
		p.RecordedBy, p.RecordedAt.UnixMicro())
	return err
}

func findPolicy(tx *db.Tx, id string) (Policy, error) {
	return db.One(tx, policyRead+` AND p.id = $2`, scanPolicy, id)
}

func listPolicies(tx *db.Tx, before string, n int) ([]Policy, error) {
	return db.All(tx, policyRead+` AND ($2 = '' OR p.id < $2) ORDER BY p.id DESC LIMIT $3`, scanPolicy, before, n)
}

// insertReceipt keeps a receipt; 0 rows when the reader has one.
func insertReceipt(tx *db.Tx, policy string, r Receipt) (int64, error) {
	return tx.Exec(`INSERT INTO channel_receipt (tenant, policy, reader, hash, dwell, read_at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (tenant, policy, reader) DO NOTHING`, policy, r.Reader, r.Hash, r.Dwell, r.ReadAt.UnixMicro())
}

func receiptsOf(tx *db.Tx, policy string) ([]Receipt, error) {
	list, err := db.All(tx, `SELECT reader, hash, dwell, read_at FROM channel_receipt WHERE tenant = $1 AND policy = $2
		ORDER BY read_at, reader`, func(s db.Scan) (Receipt, error) {
		var (
			r  Receipt
			at int64
		)
		err := s(&r.Reader, &r.Hash, &r.Dwell, &at)
		r.ReadAt = calendar.FromMicros(at)
		return r, err
	}, policy)
	if list == nil {
		list = []Receipt{}
	}
	return list, err
}

// insertVerdict keeps the officer's word; 0 rows when there is one.
func insertVerdict(tx *db.Tx, policy string, v Verdict) (int64, error) {
	note, err := tx.Seal("channel_verdict", "note", policy, v.Note)
	if err != nil {
		return 0, err
	}
	return tx.Exec(`INSERT INTO channel_verdict (tenant, policy, changes, note, task, said_by, said_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant, policy) DO NOTHING`,
		policy, flag(v.Changes), note, flag(v.Task), v.SaidBy, v.SaidAt.UnixMicro())
}

func verdictOf(tx *db.Tx, policy string) (Verdict, error) {
	return db.One(tx, `SELECT changes, note, task, said_by, said_at FROM channel_verdict WHERE tenant = $1 AND policy = $2`,
		func(s db.Scan) (Verdict, error) {
			var (
				v                 Verdict
				note              []byte
				changes, task, at int64
			)
			if err := s(&changes, &note, &task, &v.SaidBy, &at); err != nil {
				return v, err
			}
			v.Changes, v.Task, v.SaidAt = changes == 1, task == 1, calendar.FromMicros(at)
			var err error
			v.Note, err = tx.Unseal("channel_verdict", "note", policy, note)
			return v, err
		}, policy)
}
