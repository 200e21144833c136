package job

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"fenming/kit/db"
)

// Job is one kind of work, as a value.
type Job struct {
	Kind        string
	MaxAttempts int           // then it is dead; default 10
	Timeout     time.Duration // of one attempt of a long job; default 5 minutes
	Keep        bool          // keep the row when done, with its result, for people to see
	Daily       *Daily        // also run by itself once a day per tenant
	short       func(ctx context.Context, tx *db.Tx, args []byte) error
	long        func(ctx context.Context, run *Run, args []byte) error
}

// Daily says at which local time of the tenant's day a job runs by itself. Its
// arguments are DayArgs; a missed day is made up for, in order.
type Daily struct {
	Hour, Minute int
}

// DayArgs are the arguments of a daily job.
type DayArgs struct {
	Day string `json:"day"` // the local day on which it is run, 2006-01-02
}

// Of makes a short job: its verb and its end are one transaction.
func Of[A any](kind string, f func(ctx context.Context, tx *db.Tx, args A) error) Job {
	return Job{Kind: kind, MaxAttempts: 10, short: func(ctx context.Context, tx *db.Tx, raw []byte) error {
		args, err := parse[A](kind, raw)
		if err != nil {
			return err
		}
		return f(ctx, tx, args)
	}}
}

// Long makes a job that works outside of one transaction.
func Long[A any](kind string, f func(ctx context.Context, run *Run, args A) error) Job {
	return Job{Kind: kind, MaxAttempts: 10, Timeout: 5 * time.Minute,
		long: func(ctx context.Context, run *Run, raw []byte) error {
			args, err := parse[A](kind, raw)
			if err != nil {
				return err
			}
			return f(ctx, run, args)
		}}
}

func parse[A any](kind string, raw []byte) (A, error) {
	var args A
	if err := json.Unmarshal(raw, &args); err != nil {
		return args, fmt.Errorf("job %s: arguments: %w", kind, err)
	}
	return args, nil
}

// Kept keeps the row of a finished job for people to see.
func (j Job) Kept() Job { j.Keep = true; return j }

// Attempts sets after how many failures the job is dead.
func (j Job) Attempts(n int) Job { j.MaxAttempts = n; return j }

// Within sets how long one attempt of a long job may take.
func (j Job) Within(d time.Duration) Job { j.Timeout = d; return j }

// EveryDay runs the job once a day at a local time of each tenant.
func (j Job) EveryDay(hour, minute int) Job { j.Daily = &Daily{hour, minute}; return j }

// Run is what a long job works with.
type Run struct {
	ID     string
	Tenant string
	Start  db.Scope // who caused the job; the scope of its transactions
	db     *db.DB
}

// Write runs fn in a transaction of the job's tenant, in the name of who caused it.
func (r *Run) Write(ctx context.Context, fn func(tx *db.Tx) error) error {
	return r.db.Write(ctx, r.Start, fn)
}

// Read runs fn in a read transaction of the job's tenant.
func (r *Run) Read(ctx context.Context, fn func(tx *db.Tx) error) error {
	return r.db.Read(ctx, r.Start, fn)
}

// Progress records how far the job is and renews its lease.
func (r *Run) Progress(ctx context.Context, done, total int64) error {
	return r.db.Write(ctx, quiet(r.Tenant), func(tx *db.Tx) error { return progress(tx, r.ID, done, total) })
}

// Result stores what the job found, for whoever looks at it; v is marshalled to JSON.
func (r *Run) Result(ctx context.Context, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return r.db.Write(ctx, quiet(r.Tenant), func(tx *db.Tx) error { return setResult(tx, r.ID, string(raw)) })
}

func quiet(tenant string) db.Scope { return db.Scope{Tenant: tenant, Quiet: true} }

// Option changes how a job is enqueued.
type Option func(*row)

// At runs the job not before a business time.
func At(t time.Time) Option { return func(r *row) { r.RunAt = t.UnixMicro() } }

// Once keeps a single ready or running job of the kind with this key.
func Once(key string) Option { return func(r *row) { r.uniqueKey = key } }

// Behind runs the job after others that are due, for bulk work.
func Behind() Option { return func(r *row) { r.priority = 5 } }

// Enqueue leaves work in the caller's transaction. It returns the job's id; for
// a job that Once found waiting already, the id of a row that was not needed.
func Enqueue(tx *db.Tx, kind string, args any, options ...Option) (string, error) {
	raw, err := json.Marshal(args)
	if err != nil {
		return "", fmt.Errorf("job %s: arguments: %w", kind, err)
	}
	s := tx.Scope()
	r := row{ID: tx.ID("job"), Kind: kind, args: string(raw), RunAt: tx.NowMicro(),
		actor: s.Actor, lang: string(s.Lang), requestID: s.RequestID}
	r.uniqueKey = r.ID
	for _, o := range options {
		o(&r)
	}
	tx.Wake()
	return r.ID, insert(tx, r)
}
