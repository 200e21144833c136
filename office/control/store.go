package control

import (
	"encoding/json"
	"time"

	"fenming/kit/db"
)

// Tables lists what this room owns.
var Tables = []string{"approval"}

const columns = `id, kind, permission, object, args, summary_key, summary_zh, summary_en, state, alone, maker, maker_actor,
	asked_at, effective_at, expires_at, decided_by, decided_at, done_at, reason, failure`

func scan(s db.Scan) (Approval, error) {
	var (
		a                                            Approval
		args                                         string
		alone                                        int64
		asked, effective, expires, decided, finished int64
	)
	err := s(&a.ID, &a.Kind, &a.Permission, &a.Object, &args, &a.Summary.Key, &a.Summary.ZH, &a.Summary.EN, &a.State,
		&alone, &a.Maker, &a.MakerActor, &asked, &effective, &expires, &a.DecidedBy, &decided, &finished, &a.Reason, &a.Failure)
	a.Args, a.Alone = json.RawMessage(args), alone == 1
	a.AskedAt, a.EffectiveAt, a.ExpiresAt = moment(asked), moment(effective), moment(expires)
	a.DecidedAt, a.DoneAt = moment(decided), moment(finished)
	return a, err
}

// moment reads stored µs; 0 is no time.
func moment(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}

func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// find returns one approval; lock is tx.ForUpdate() when it will be written.
func find(tx *db.Tx, id, lock string) (Approval, error) {
	return db.One(tx, `SELECT `+columns+` FROM approval WHERE tenant = $1 AND id = $2`+lock, scan, id)
}

// list returns at most n approvals with ids below before (any when ""), newest
// first.
func list(tx *db.Tx, state, before string, n int) ([]Approval, error) {
	return db.All(tx, `SELECT `+columns+` FROM approval WHERE tenant = $1 AND ($2 = '' OR state = $2)
		AND ($3 = '' OR id < $3) ORDER BY id DESC LIMIT $4`, scan, state, before, n)
}

// insert returns 0 when an approval of the kind waits for the object already.
func insert(tx *db.Tx, a Approval) (int64, error) {
	return tx.Exec(`INSERT INTO approval (tenant, id, kind, permission, object, args, summary_key, summary_zh, summary_en,
		state, alone, maker, maker_actor, asked_at, effective_at, expires_at, decided_by, decided_at, done_at, reason, failure)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, '', 0, 0, '', '')
		ON CONFLICT DO NOTHING`,
		a.ID, a.Kind, string(a.Permission), a.Object, string(a.Args), a.Summary.Key, a.Summary.ZH, a.Summary.EN, a.State,
		flag(a.Alone), a.Maker, a.MakerActor, micros(a.AskedAt), micros(a.EffectiveAt), micros(a.ExpiresAt))
}

func save(tx *db.Tx, a Approval) error {
	_, err := tx.Exec(`UPDATE approval SET state = $3, decided_by = $4, decided_at = $5, done_at = $6, reason = $7, failure = $8
		WHERE tenant = $1 AND id = $2`, a.ID, a.State, a.DecidedBy, micros(a.DecidedAt), micros(a.DoneAt), a.Reason, a.Failure)
	return err
}

// Waiting returns how many approvals wait for somebody to decide.
func Waiting(tx *db.Tx) (int64, error) {
	return db.One(tx, `SELECT count(*) FROM approval WHERE tenant = $1 AND state = 'asked'`, db.Value[int64])
}
