package api

import (
	"bytes"
	"errors"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
)

// Tables lists what this package owns.
var Tables = []string{"idempotency"}

// answer is what was sent for a keyed request.
type answer struct {
	status int
	body   []byte
	replay bool
}

// recall returns the first answer given under a key, ErrNone when there is
// none. A key used with another request is refused, and so is another actor's.
func recall(tx *db.Tx, key string, hash []byte) (answer, error) {
	type row struct {
		actor string
		hash  []byte
		answer
	}
	got, err := db.One(tx, `SELECT actor, hash, status, answer FROM idempotency WHERE tenant = $1 AND key = $2`,
		func(s db.Scan) (row, error) {
			var r row
			return r, s(&r.actor, &r.hash, &r.status, &r.body)
		}, key)
	if err != nil {
		return answer{}, err
	}
	if got.actor != tx.Actor().ID || !bytes.Equal(got.hash, hash) {
		return answer{}, fault.Invalid(wordOtherBody).At("/header/Idempotency-Key")
	}
	got.answer.replay = true
	return got.answer, nil
}

func remember(tx *db.Tx, key string, hash []byte, a answer) error {
	return tx.Later(`INSERT INTO idempotency (tenant, key, op, actor, hash, status, answer, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		key, tx.Scope().Op, tx.Actor().ID, hash, a.status, a.body, calendar.System{}.Now().UnixMicro())
}

// KeepAnswers is how long an answer is kept, in days.
const KeepAnswers = 30

// Forget deletes answers older than KeepAnswers days; it returns how many.
func Forget(tx *db.Tx) (int64, error) {
	before := calendar.System{}.Now().AddDate(0, 0, -KeepAnswers).UnixMicro()
	return tx.Exec(`DELETE FROM idempotency WHERE tenant = $1 AND created_at < $2`, before)
}

func none(err error) bool { return errors.Is(err, db.ErrNone) }
