package job

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime/debug"
	"sync"
	"time"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// Options put a worker together.
type Options struct {
	DB   *db.DB
	Jobs []Job
	Log  *slog.Logger
	// OnDead tells a human of a job that failed for good; it runs in the
	// transaction that buries the job.
	OnDead func(tx *db.Tx, d Dead) error
	// Workers is how many jobs run side by side; 0 means 4.
	Workers int
}

// Dead is a job that failed too often or cannot succeed.
type Dead struct {
	ID, Kind, Reason string
}

// Worker runs the jobs of all tenants. Several processes may each run one.
type Worker struct {
	db     *db.DB
	log    *slog.Logger
	jobs   map[string]Job
	onDead func(*db.Tx, Dead) error
	n      int
	wake   chan string
	slots  chan struct{}  // one per running long job
	longs  sync.WaitGroup // long jobs that Run has started
	mu     sync.Mutex
	hinted map[string]time.Time
}

const (
	// lease is how long a claim holds without a sign of life, real time.
	lease = time.Minute
	// batch is how many jobs of one tenant are taken before the next has its turn.
	batch = 16
	// sweep is how often all tenants are looked at, hint or not.
	sweep = 30 * time.Second
	// maxLong is how many long jobs run side by side: each may hold a connection
	// to the outside, and a night of reminders must not open thousands.
	maxLong = 32
	// grace is how long running long jobs may come to their end by themselves
	// when the program stops; then they are told to.
	grace = 10 * time.Second
)

// New returns a worker. It panics when two jobs have one kind.
func New(o Options) *Worker {
	w := &Worker{db: o.DB, log: o.Log, jobs: map[string]Job{}, onDead: o.OnDead, n: o.Workers,
		wake: make(chan string, 1024), slots: make(chan struct{}, maxLong), hinted: map[string]time.Time{}}
	if w.n == 0 {
		w.n = 4
	}
	for _, j := range o.Jobs {
		if _, twice := w.jobs[j.Kind]; twice {
			panic("job: two jobs of kind " + j.Kind)
		}
		w.jobs[j.Kind] = j
	}
	w.db.OnWake(w.woken)
	return w
}

// Run works until ctx ends, then waits for what is running: nothing of it
// touches the database after Run has returned.
func (w *Worker) Run(ctx context.Context) error {
	var group sync.WaitGroup
	turns := make(chan string)
	long, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	for range w.n {
		group.Go(func() {
			for tenant := range turns {
				w.turn(ctx, long, tenant)
			}
		})
	}
	err := w.dispatch(ctx, turns)
	close(turns)
	group.Wait()
	timer := time.AfterFunc(grace, stop)
	defer timer.Stop()
	w.longs.Wait()
	return err
}

// dispatch gives tenants with due work their turns.
func (w *Worker) dispatch(ctx context.Context, turns chan<- string) error {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	var swept time.Time
	for {
		var due []string
		select {
		case <-ctx.Done():
			return nil
		case tenant := <-w.wake:
			due = []string{tenant}
		case <-tick.C:
			full := realNow().Sub(swept) >= sweep
			if full {
				swept = realNow()
			}
			var err error
			if due, err = w.dueTenants(ctx, full); err != nil && ctx.Err() == nil {
				w.log.Error("looking for due work", "error", err.Error())
			}
		}
		for _, tenant := range due {
			select {
			case turns <- tenant:
			case <-ctx.Done():
				return nil
			}
		}
	}
}

// woken is called after a commit that left work: it wakes this process at once
// and tells the others through a hint, at most once a second per tenant.
func (w *Worker) woken(tenant string) {
	select {
	case w.wake <- tenant:
	default: // the queue of hints is full; the next tick finds the tenant
	}
	w.mu.Lock()
	recent := realNow().Sub(w.hinted[tenant]) < time.Second
	if !recent {
		w.hinted[tenant] = realNow()
	}
	w.mu.Unlock()
	if recent {
		return
	}
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := w.db.HintDue(ctx, tenant, w.db.Clock().Now()); err != nil {
			w.log.Warn("hint of due work not written; the sweep will find it", "error", err.Error())
		}
	}()
}

func (w *Worker) dueTenants(ctx context.Context, all bool) ([]string, error) {
	if !all {
		return w.db.DueTenants(ctx, w.db.Clock().Now())
	}
	tenants, err := w.db.Tenants(ctx)
	names := make([]string, len(tenants))
	for i, t := range tenants {
		names[i] = t.ID
	}
	return names, err
}

// turn works off one batch of a tenant and leaves a hint when more waits. Long
// jobs run beside it under long.
func (w *Worker) turn(ctx, long context.Context, tenant string) {
	n, err := w.once(ctx, tenant, func(r row) {
		select {
		case w.slots <- struct{}{}:
		case <-ctx.Done():
			return // its lease runs out and somebody takes it
		}
		w.longs.Go(func() {
			defer func() { <-w.slots }()
			w.perform(long, tenant, r)
		})
	})
	if err != nil && ctx.Err() == nil {
		w.log.Error("working off jobs", "tenant", tenant, "error", err.Error())
		return
	}
	if n == batch {
		w.woken(tenant)
		return
	}
	if err := w.rest(ctx, tenant); err != nil && ctx.Err() == nil {
		w.log.Warn("due hint not renewed; the sweep will find it", "error", err.Error())
	}
}

// rest tells when the tenant's next work falls due.
func (w *Worker) rest(ctx context.Context, tenant string) error {
	var at int64
	err := w.db.Read(ctx, quiet(tenant), func(tx *db.Tx) (err error) {
		at, err = nextDue(tx)
		return err
	})
	if errors.Is(err, db.ErrNone) {
		return w.db.ClearDue(ctx, tenant, w.db.Clock().Now())
	}
	if err != nil {
		return err
	}
	return w.db.HintDue(ctx, tenant, time.UnixMicro(at))
}

// once claims a batch and performs it: short jobs here, long ones through long.
func (w *Worker) once(ctx context.Context, tenant string, long func(row)) (int, error) {
	if err := w.plan(ctx, tenant); err != nil {
		return 0, err
	}
	// Looking costs a read; a claim that finds nothing would cost a commit.
	due := false
	err := w.db.Read(ctx, quiet(tenant), func(tx *db.Tx) (err error) {
		due, err = anyDue(tx)
		return err
	})
	if err != nil || !due {
		return 0, err
	}
	var rows []row
	err = w.db.Write(ctx, quiet(tenant), func(tx *db.Tx) (err error) {
		if _, err = freeLost(tx); err != nil {
			return err
		}
		rows, err = claim(tx, batch, lease)
		return err
	})
	if err != nil {
		return 0, err
	}
	for _, r := range rows {
		if j := w.jobs[r.Kind]; j.long != nil {
			long(r)
			continue
		}
		w.perform(ctx, tenant, r)
	}
	return len(rows), nil
}

// Drain performs everything that is due now, in order, and returns when nothing
// is. It is for tests and for a virtual clock.
func (w *Worker) Drain(ctx context.Context) (int, error) {
	total := 0
	for {
		tenants, err := w.db.Tenants(ctx)
		if err != nil {
			return total, err
		}
		round := 0
		for _, t := range tenants {
			n, err := w.once(ctx, t.ID, func(r row) { w.perform(ctx, t.ID, r) })
			if err != nil {
				return total, err
			}
			round += n
		}
		total += round
		if round == 0 {
			return total, nil
		}
	}
}

// FreeAll gives back every running job of every tenant. Only a process that
// knows itself alone (embedded database, just started) may call it.
func (w *Worker) FreeAll(ctx context.Context) error {
	tenants, err := w.db.Tenants(ctx)
	if err != nil {
		return err
	}
	for _, t := range tenants {
		err := w.db.Write(ctx, quiet(t.ID), func(tx *db.Tx) error { return freeRunning(tx) })
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *Worker) perform(ctx context.Context, tenant string, r row) {
	j, known := w.jobs[r.Kind]
	err := fmt.Errorf("no job of kind %s in this program", r.Kind)
	switch {
	case !known:
	case j.long != nil:
		err = w.performLong(ctx, tenant, j, r)
	default:
		err = w.performShort(ctx, tenant, j, r)
	}
	if err == nil || errors.Is(err, errLost) {
		return
	}
	if err := w.failed(context.WithoutCancel(ctx), tenant, j, r, err); err != nil {
		w.log.Error("failure of a job not recorded; its lease will run out", "job", r.ID, "error", err.Error())
	}
}

// errLost says that the lease ran out and somebody else has the job.
var errLost = errors.New("job: lease lost")

func (r row) scope(tenant string) db.Scope {
	return db.Scope{Tenant: tenant, Actor: r.actor, Op: "job." + r.Kind, Lang: words.Lang(r.lang), RequestID: r.requestID}
}

func (w *Worker) performShort(ctx context.Context, tenant string, j Job, r row) error {
	return w.db.Write(ctx, r.scope(tenant), func(tx *db.Tx) error {
		ours, err := finish(tx, r, j.Keep)
		if err != nil {
			return err
		}
		if !ours {
			return errLost
		}
		return j.short(ctx, tx, []byte(r.args))
	})
}

func (w *Worker) performLong(ctx context.Context, tenant string, j Job, r row) (err error) {
	ctx, cancel := context.WithTimeout(ctx, j.Timeout)
	defer cancel()
	beat := make(chan struct{})
	defer close(beat)
	go w.heartbeat(ctx, tenant, r, beat)
	defer func() {
		if p := recover(); p != nil {
			err = fault.Internal(fmt.Errorf("panic in job %s: %v\n%s", r.Kind, p, debug.Stack()))
		}
	}()
	// The claim may have waited for its turn longer than its lease.
	if err := w.confirm(ctx, tenant, r); err != nil {
		return err
	}
	run := &Run{ID: r.ID, Tenant: tenant, Start: r.scope(tenant), db: w.db}
	if err := j.long(ctx, run, []byte(r.args)); err != nil {
		return err
	}
	return w.db.Write(context.WithoutCancel(ctx), quiet(tenant), func(tx *db.Tx) error {
		_, err := finish(tx, r, j.Keep)
		return err
	})
}

// confirm makes sure, before anything leaves this machine, that the job is
// still ours.
func (w *Worker) confirm(ctx context.Context, tenant string, r row) error {
	ours := false
	err := w.db.Read(ctx, quiet(tenant), func(tx *db.Tx) (err error) {
		ours, err = holds(tx, r)
		return err
	})
	if err == nil && !ours {
		err = errLost
	}
	return err
}

func (w *Worker) heartbeat(ctx context.Context, tenant string, r row, stop <-chan struct{}) {
	tick := time.NewTicker(lease / 3)
	defer tick.Stop()
	for {
		select {
		case <-stop:
			return
		case <-tick.C:
			err := w.db.Write(ctx, quiet(tenant), func(tx *db.Tx) error { return renew(tx, r) })
			if err != nil && ctx.Err() == nil {
				w.log.Warn("lease not renewed", "job", r.ID, "error", err.Error())
			}
		}
	}
}

// failed puts a job back for later, or buries it when it failed too often or
// cannot succeed.
func (w *Worker) failed(ctx context.Context, tenant string, j Job, r row, cause error) error {
	reason := shorten(cause.Error())
	hopeless := fault.Is(cause, fault.CodeInvalid) || fault.Is(cause, fault.CodeRefused) || fault.Is(cause, fault.CodeNotFound)
	if !hopeless && r.attempt < max(j.MaxAttempts, 1) {
		w.log.Warn("job failed; it will be tried again", "job", r.ID, "kind", r.Kind, "attempt", r.attempt, "error", reason)
		return w.db.Write(ctx, quiet(tenant), func(tx *db.Tx) error {
			return retryLater(tx, r, tx.Now().Add(pause(r.attempt)).UnixMicro(), reason)
		})
	}
	w.log.Error("job is dead and waits for a human", "job", r.ID, "kind", r.Kind, "error", reason)
	return w.db.Write(ctx, r.scope(tenant), func(tx *db.Tx) error {
		if err := bury(tx, r, reason); err != nil || w.onDead == nil {
			return err
		}
		return w.onDead(tx, Dead{r.ID, r.Kind, reason})
	})
}

// pause grows from 5 s to an hour, with jitter of a quarter.
func pause(attempt int) time.Duration {
	d := min(5*time.Second<<min(attempt-1, 12), time.Hour)
	return d + rand.N(d/4)
}

func shorten(s string) string {
	if len(s) > 1000 {
		s = s[:1000]
	}
	return s
}

// RunOne performs one job of a tenant here and now, and no other. It reports
// false when somebody else has it.
func (w *Worker) RunOne(ctx context.Context, tenant, id string) (bool, error) {
	var r row
	err := w.db.Write(ctx, quiet(tenant), func(tx *db.Tx) (err error) {
		r, err = claimOne(tx, id)
		return err
	})
	if errors.Is(err, db.ErrNone) {
		return false, nil
	}
	if err == nil {
		w.perform(ctx, tenant, r)
	}
	return err == nil, err
}

// See returns a job as people see it, for a command that waits for one.
func See(ctx context.Context, d *db.DB, tenant, id string) (View, error) {
	var v View
	err := d.Read(ctx, quiet(tenant), func(tx *db.Tx) (err error) {
		v, err = opGet(ctx, tx, IDIn{id})
		return err
	})
	return v, err
}
