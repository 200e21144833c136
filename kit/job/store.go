package job

import (
	"cmp"
	"slices"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
)

// Tables lists what this package owns.
var Tables = []string{"job", "job_schedule"}

// row is a job as stored.
type row struct {
	ID        string
	Kind      string
	args      string
	State     string
	RunAt     int64
	attempt   int
	uniqueKey string
	priority  int
	actor     db.Actor
	lang      string
	requestID string
	Done      int64
	Total     int64
	result    string
	LastError string
	CreatedAt int64
	EndedAt   int64
}

const columns = `id, kind, args, state, run_at, attempt, unique_key, priority, actor, actor_kind, lang, request_id,
	done, total, result, last_error, created_at, ended_at`

func scanRow(s db.Scan) (row, error) {
	var r row
	return r, s(&r.ID, &r.Kind, &r.args, &r.State, &r.RunAt, &r.attempt, &r.uniqueKey, &r.priority, &r.actor.ID,
		&r.actor.Kind, &r.lang, &r.requestID, &r.Done, &r.Total, &r.result, &r.LastError, &r.CreatedAt, &r.EndedAt)
}

func insert(tx *db.Tx, r row) error {
	return tx.Later(`INSERT INTO job (tenant, id, kind, args, state, run_at, lease_until, attempt, unique_key, priority,
		actor, actor_kind, lang, request_id, done, total, result, last_error, created_at, ended_at)
		VALUES ($1, $2, $3, $4, 'ready', $5, 0, 0, $6, $7, $8, $9, $10, $11, 0, 0, '', '', $12, 0)
		ON CONFLICT DO NOTHING`,
		r.ID, r.Kind, r.args, r.RunAt, r.uniqueKey, r.priority, r.actor.ID, r.actor.Kind, r.lang, r.requestID, tx.NowMicro())
}

// realNow is for leases, which must not move with a virtual clock.
func realNow() time.Time { return calendar.System{}.Now() }

// claim takes up to n due jobs of the tenant for the length of a lease.
func claim(tx *db.Tx, n int, lease time.Duration) ([]row, error) {
	now := realNow()
	rows, err := db.All(tx, `UPDATE job SET state = 'running', attempt = attempt + 1, lease_until = $2
		WHERE tenant = $1 AND id IN (SELECT id FROM job WHERE tenant = $1 AND state = 'ready' AND run_at <= $3
			ORDER BY priority, run_at, id LIMIT $4`+tx.SkipLocked()+`)
		RETURNING `+columns, scanRow, now.Add(lease).UnixMicro(), tx.NowMicro(), n)
	slices.SortFunc(rows, func(a, b row) int { // RETURNING promises no order
		return cmp.Or(cmp.Compare(a.priority, b.priority), cmp.Compare(a.RunAt, b.RunAt), cmp.Compare(a.ID, b.ID))
	})
	return rows, err
}

// freeLost gives back the jobs whose worker has died.
func freeLost(tx *db.Tx) (int64, error) {
	return tx.Exec(`UPDATE job SET state = 'ready', lease_until = 0
		WHERE tenant = $1 AND state = 'running' AND lease_until < $2`, realNow().UnixMicro())
}

// nextDue returns when the tenant's next job or schedule falls due, in business
// µs; ErrNone when nothing waits.
func nextDue(tx *db.Tx) (int64, error) {
	at, err := db.One(tx, `SELECT CAST(coalesce(min(at), -1) AS BIGINT) FROM (
		SELECT run_at AS at FROM job WHERE tenant = $1 AND state = 'ready'
		UNION ALL SELECT next_at AS at FROM job_schedule WHERE tenant = $1) AS due`, db.Value[int64])
	if err == nil && at < 0 {
		err = db.ErrNone
	}
	return at, err
}

// holds says whether the row is still ours: a lease that ran out may have given
// it to another worker.
func holds(tx *db.Tx, r row) (bool, error) {
	n, err := db.One(tx, `SELECT count(*) FROM job WHERE tenant = $1 AND id = $2 AND state = 'running' AND attempt = $3`,
		db.Value[int64], r.ID, r.attempt)
	return n == 1, err
}

// finish ends a job; it reports false when the row was no longer ours.
func finish(tx *db.Tx, r row, keep bool) (bool, error) {
	var (
		n   int64
		err error
	)
	if keep {
		n, err = tx.Exec(`UPDATE job SET state = 'done', lease_until = 0, ended_at = $3, last_error = ''
			WHERE tenant = $1 AND id = $2 AND state = 'running' AND attempt = $4`, r.ID, tx.NowMicro(), r.attempt)
	} else {
		n, err = tx.Exec(`DELETE FROM job WHERE tenant = $1 AND id = $2 AND state = 'running' AND attempt = $3`,
			r.ID, r.attempt)
	}
	return n == 1, err
}

func retryLater(tx *db.Tx, r row, at int64, reason string) error {
	_, err := tx.Exec(`UPDATE job SET state = 'ready', lease_until = 0, run_at = $3, last_error = $4
		WHERE tenant = $1 AND id = $2 AND state = 'running' AND attempt = $5`, r.ID, at, reason, r.attempt)
	return err
}

func bury(tx *db.Tx, r row, reason string) error {
	_, err := tx.Exec(`UPDATE job SET state = 'dead', lease_until = 0, ended_at = $3, last_error = $4
		WHERE tenant = $1 AND id = $2 AND state = 'running' AND attempt = $5`, r.ID, tx.NowMicro(), reason, r.attempt)
	return err
}

func progress(tx *db.Tx, id string, done, total int64) error {
	_, err := tx.Exec(`UPDATE job SET done = $3, total = $4, lease_until = $5
		WHERE tenant = $1 AND id = $2 AND state = 'running'`, id, done, total, realNow().Add(lease).UnixMicro())
	return err
}

func setResult(tx *db.Tx, id, result string) error {
	_, err := tx.Exec(`UPDATE job SET result = $3 WHERE tenant = $1 AND id = $2`, id, result)
	return err
}

func revive(tx *db.Tx, id string) (int64, error) {
	return tx.Exec(`UPDATE job SET state = 'ready', attempt = 0, run_at = $3, ended_at = 0
		WHERE tenant = $1 AND id = $2 AND state = 'dead'`, id, tx.NowMicro())
}

func cancel(tx *db.Tx, id string) (int64, error) {
	return tx.Exec(`UPDATE job SET state = 'cancelled', ended_at = $3
		WHERE tenant = $1 AND id = $2 AND state IN ('ready', 'dead')`, id, tx.NowMicro())
}

func find(tx *db.Tx, id string) (row, error) {
	return db.One(tx, `SELECT `+columns+` FROM job WHERE tenant = $1 AND id = $2`, scanRow, id)
}

func list(tx *db.Tx, state, beforeID string, n int) ([]row, error) {
	return db.All(tx, `SELECT `+columns+` FROM job WHERE tenant = $1 AND ($2 = '' OR state = $2)
		AND ($3 = '' OR id < $3) ORDER BY id DESC LIMIT $4`, scanRow, state, beforeID, n)
}

func forget(tx *db.Tx, before int64) error {
	_, err := tx.Exec(`DELETE FROM job WHERE tenant = $1 AND state IN ('done', 'cancelled') AND ended_at < $2`, before)
	return err
}

func scheduled(tx *db.Tx, kind string) (int64, error) {
	return db.One(tx, `SELECT next_at FROM job_schedule WHERE tenant = $1 AND kind = $2`+tx.ForUpdate(),
		db.Value[int64], kind)
}

func schedule(tx *db.Tx, kind string, nextAt int64) error {
	_, err := tx.Exec(`INSERT INTO job_schedule (tenant, kind, next_at) VALUES ($1, $2, $3)
		ON CONFLICT (tenant, kind) DO UPDATE SET next_at = excluded.next_at`, kind, nextAt)
	return err
}

// waitingSchedules counts the schedules that exist and are not due yet.
func waitingSchedules(tx *db.Tx) (int64, error) {
	return db.One(tx, `SELECT count(*) FROM job_schedule WHERE tenant = $1 AND next_at > $2`,
		db.Value[int64], tx.NowMicro())
}

func renew(tx *db.Tx, r row) error {
	_, err := tx.Exec(`UPDATE job SET lease_until = $3 WHERE tenant = $1 AND id = $2 AND state = 'running' AND attempt = $4`,
		r.ID, realNow().Add(lease).UnixMicro(), r.attempt)
	return err
}

func freeRunning(tx *db.Tx) error {
	_, err := tx.Exec(`UPDATE job SET state = 'ready', lease_until = 0 WHERE tenant = $1 AND state = 'running'`)
	return err
}

// CountDead returns how many jobs of the tenant failed for good.
func CountDead(tx *db.Tx) (int64, error) {
	return db.One(tx, `SELECT count(*) FROM job WHERE tenant = $1 AND state = 'dead'`, db.Value[int64])
}

// keepDone is how long a finished job stays to be looked at.
const keepDone = 30 * 24 * time.Hour

// Forget deletes finished and cancelled jobs that ended long ago.
func Forget(tx *db.Tx) error { return forget(tx, tx.Now().Add(-keepDone).UnixMicro()) }

// anyDue says, without writing, whether a claim would find something: a due job,
// or one whose worker has died.
func anyDue(tx *db.Tx) (bool, error) {
	n, err := db.One(tx, `SELECT count(*) FROM (SELECT id FROM job WHERE tenant = $1
		AND ((state = 'ready' AND run_at <= $2) OR (state = 'running' AND lease_until < $3)) LIMIT 1) AS due`,
		db.Value[int64], tx.NowMicro(), realNow().UnixMicro())
	return n > 0, err
}

// claimOne takes one job that is ready, whenever it is due.
func claimOne(tx *db.Tx, id string) (row, error) {
	return db.One(tx, `UPDATE job SET state = 'running', attempt = attempt + 1, lease_until = $3
		WHERE tenant = $1 AND id = $2 AND state = 'ready' RETURNING `+columns,
		scanRow, id, realNow().Add(lease).UnixMicro())
}
