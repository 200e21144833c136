package job_test

import (
	"context"
	"runtime"
	"sync/atomic"
	"testing"

	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/job"
)

// Whoever closes the database after Run must not cut a long job in two.
func TestRunWaitsForLongJobs(t *testing.T) {
	b := dbtest.SQLite(t)
	tenants(t, b, dbtest.Tenant)
	began, release := make(chan struct{}), make(chan struct{})
	var ended atomic.Bool
	w := worker(b, job.Long("t.long", func(context.Context, *job.Run, args) error {
		close(began)
		<-release
		ended.Store(true)
		return nil
	}))
	b.Write(t, func(tx *db.Tx) error { _, err := job.Enqueue(tx, "t.long", args{}); return err })
	ctx, cancel := context.WithCancel(context.Background())
	returned := make(chan struct{})
	go func() {
		_ = w.Run(ctx)
		if !ended.Load() {
			t.Error("Run returned while a long job was running")
		}
		close(returned)
	}()
	<-began
	cancel()
	// Run has nothing else to wait for: given a chance, it would return here.
	for range 20_000 {
		runtime.Gosched()
		b.Read(t, func(*db.Tx) error { return nil })
	}
	close(release)
	<-returned
}

// A night of reminders must not open a connection for each at once.
func TestLongJobsAreBounded(t *testing.T) {
	b := dbtest.SQLite(t)
	tenants(t, b, dbtest.Tenant)
	const jobs = 100
	var now, most, done atomic.Int64
	release, full := make(chan struct{}), make(chan struct{})
	w := worker(b, job.Long("t.long", func(context.Context, *job.Run, args) error {
		n := now.Add(1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		if n == 32 {
			close(full)
		}
		<-release
		now.Add(-1)
		done.Add(1)
		return nil
	}))
	b.Write(t, func(tx *db.Tx) error {
		for range jobs {
			if _, err := job.Enqueue(tx, "t.long", args{}); err != nil {
				return err
			}
		}
		return nil
	})
	ctx, cancel := context.WithCancel(context.Background())
	returned := make(chan struct{})
	go func() { _ = w.Run(ctx); close(returned) }()
	<-full
	// Given a chance, an unbounded worker would start the others here.
	for i := 0; i < 20_000 && now.Load() <= 32; i++ {
		b.Read(t, func(*db.Tx) error { return nil })
	}
	if n := now.Load(); n > 32 {
		t.Errorf("%d long jobs at once, want at most 32", n)
	}
	cancel()
	close(release)
	<-returned
	if most.Load() > 32 {
		t.Errorf("%d long jobs at once, want at most 32", most.Load())
	}
}
