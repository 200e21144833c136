package job_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/words"
)

type args struct {
	N int `json:"n"`
}

func tenants(t *testing.T, b dbtest.Bench, names ...string) {
	t.Helper()
	for _, name := range names {
		err := b.DB.Write(context.Background(), dbtest.ScopeOf(name), func(tx *db.Tx) error {
			_, err := tx.Global().Exec(`INSERT INTO tenant (tenant, name, kind, zone, lang, currency, created_at)
				VALUES ($1, 'T', 'live', 'Asia/Shanghai', 'zh-CN', 'CNY', 0)`, name)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func worker(b dbtest.Bench, jobs ...job.Job) *job.Worker {
	return job.New(job.Options{DB: b.DB, Jobs: jobs, Log: slog.New(slog.DiscardHandler), OnDead: func(tx *db.Tx, d job.Dead) error {
		return mark(tx, "dead-"+d.Kind)
	}})
}

func mark(tx *db.Tx, name string) error {
	_, err := tx.Exec(`INSERT INTO vault_key (tenant, id, wrapped, created_at) VALUES ($1, $2, $3, 0)`,
		tx.NowMicro()+rowNumber.Add(1)<<40, []byte(name))
	return err
}

// rowNumber keeps the rows that tests leave apart; only tests need it.
var rowNumber atomic.Int64

func marks(t *testing.T, b dbtest.Bench, tenant, name string) (n int64) {
	t.Helper()
	err := b.DB.Read(context.Background(), dbtest.ScopeOf(tenant), func(tx *db.Tx) (err error) {
		n, err = db.One(tx, `SELECT count(*) FROM vault_key WHERE tenant = $1 AND wrapped = $2`, db.Value[int64], []byte(name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func drain(t *testing.T, w *job.Worker) {
	t.Helper()
	if _, err := w.Drain(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func TestAJobExistsOnlyWithItsTransaction(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		tenants(t, b, dbtest.Tenant)
		w := worker(b, job.Of("t.mark", func(_ context.Context, tx *db.Tx, _ args) error { return mark(tx, "ran") }))
		_ = b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
			if _, err := job.Enqueue(tx, "t.mark", args{}); err != nil {
				return err
			}
			return errors.New("rolled back")
		})
		drain(t, w)
		if n := marks(t, b, dbtest.Tenant, "ran"); n != 0 {
			t.Fatal("a job of a rolled-back transaction ran")
		}
		b.Write(t, func(tx *db.Tx) error {
			for range 3 {
				if _, err := job.Enqueue(tx, "t.mark", args{}, job.Once("same")); err != nil {
					return err
				}
			}
			return nil
		})
		drain(t, w)
		drain(t, w)
		if n := marks(t, b, dbtest.Tenant, "ran"); n != 1 {
			t.Fatalf("ran %d times, want once", n)
		}
	})
}

func TestFailureIsRetriedThenToldToAHuman(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		tenants(t, b, dbtest.Tenant)
		tries := 0
		w := worker(b,
			job.Of("t.flaky", func(_ context.Context, tx *db.Tx, _ args) error {
				if tries++; tries < 3 {
					return errors.New("not yet")
				}
				return mark(tx, "flaky")
			}),
			job.Of("t.broken", func(context.Context, *db.Tx, args) error { return errors.New("never") }).Attempts(2),
			job.Of("t.hopeless", func(context.Context, *db.Tx, args) error {
				return fault.Refused(words.Word{Key: "k", ZH: "不", EN: "no"})
			}),
			job.Long("t.panics", func(context.Context, *job.Run, args) error { panic("oh") }).Attempts(1))
		b.Write(t, func(tx *db.Tx) error {
			for _, kind := range []string{"t.flaky", "t.broken", "t.hopeless", "t.panics", "t.unknown"} {
				if _, err := job.Enqueue(tx, kind, args{}); err != nil {
					return err
				}
			}
			return nil
		})
		for range 6 {
			drain(t, w)
			b.Clock.Advance(time.Hour)
		}
		for _, name := range []string{"flaky", "dead-t.broken", "dead-t.hopeless", "dead-t.panics", "dead-t.unknown"} {
			if n := marks(t, b, dbtest.Tenant, name); n != 1 {
				t.Errorf("%s: %d, want 1", name, n)
			}
		}
		if tries != 3 {
			t.Errorf("%d tries, want 3", tries)
		}
	})
}

func TestTwoWorkersShareTheWork(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		names := []string{"t_a", "t_b", "t_c"}
		tenants(t, b, names...)
		const each = 60
		for _, name := range names {
			err := b.DB.Write(context.Background(), dbtest.ScopeOf(name), func(tx *db.Tx) error {
				for i := range each {
					if _, err := job.Enqueue(tx, "t.mark", args{i}); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		kind := job.Of("t.mark", func(_ context.Context, tx *db.Tx, a args) error { return mark(tx, fmt.Sprint("n", a.N)) })
		var group sync.WaitGroup
		for range 2 {
			w := worker(b, kind)
			group.Go(func() {
				if _, err := w.Drain(context.Background()); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		for _, name := range names {
			for i := range each {
				if n := marks(t, b, name, fmt.Sprint("n", i)); n != 1 {
					t.Fatalf("%s job %d ran %d times", name, i, n)
				}
			}
		}
	})
}

func TestADailyJobRunsOnceForEveryDay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		tenants(t, b, dbtest.Tenant)
		var days []string
		w := worker(b, job.Of("t.night", func(_ context.Context, _ *db.Tx, a job.DayArgs) error {
			days = append(days, a.Day)
			return nil
		}).EveryDay(2, 0))
		drain(t, w) // 10:00 in Shanghai on 2 March: the first night is that of the 3rd
		b.Clock.Advance(3 * 24 * time.Hour)
		drain(t, w)
		drain(t, w)
		if got := fmt.Sprint(days); got != "[2026-03-03 2026-03-04 2026-03-05]" {
			t.Fatalf("days: %s", got)
		}
	})
}

func TestTheWorkerRunsByItselfAndStops(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		tenants(t, b, dbtest.Tenant)
		ran := make(chan struct{})
		w := worker(b, job.Of("t.now", func(context.Context, *db.Tx, args) error { close(ran); return nil }))
		ctx, cancel := context.WithCancel(context.Background())
		ended := make(chan error)
		go func() { ended <- w.Run(ctx) }()
		b.Write(t, func(tx *db.Tx) error { _, err := job.Enqueue(tx, "t.now", args{}); return err })
		select {
		case <-ran:
		case <-time.After(20 * time.Second):
			t.Fatal("the job did not run")
		}
		cancel()
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
	})
}

func TestALostLeaseGoesToAnother(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		tenants(t, b, dbtest.Tenant)
		w := worker(b, job.Of("t.mark", func(_ context.Context, tx *db.Tx, _ args) error { return mark(tx, "ran") }))
		b.Write(t, func(tx *db.Tx) error { _, err := job.Enqueue(tx, "t.mark", args{}); return err })
		// A worker took it and died: running, with a lease that has run out.
		b.Write(t, func(tx *db.Tx) error {
			_, err := tx.Exec(`UPDATE job SET state = 'running', attempt = 1, lease_until = $2 WHERE tenant = $1`,
				calendar.System{}.Now().Add(-time.Second).UnixMicro())
			return err
		})
		drain(t, w)
		if n := marks(t, b, dbtest.Tenant, "ran"); n != 1 {
			t.Fatalf("ran %d times, want 1", n)
		}
	})
}

func TestWords(t *testing.T) {
	if err := words.Check(job.Words()...); err != nil {
		t.Fatal(err)
	}
}
