package api_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"testing"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
)

type fileIn struct {
	File api.Upload `json:"-"`
	size int64
}

type fileOut struct {
	Size int64 `json:"size"`
}

func mounted(b dbtest.Bench, ops ...api.Operation) http.Handler {
	d := api.New(api.Options{DB: b.DB, Log: slog.New(slog.DiscardHandler), Authenticate: caller, Version: "test",
		Rates: api.Rates{PerPerson: 1e6}})
	d.Mount(ops...)
	return d.Handler()
}

// The content of a file is part of the request, as any other body is.
func TestAKeyWithAnotherFileIsRefused(t *testing.T) {
	b := dbtest.SQLite(t)
	keep := func(_ context.Context, _ api.Caller, in *fileIn) (err error) {
		in.size, err = io.Copy(io.Discard, in.File.Reader)
		return err
	}
	put := func(_ context.Context, _ *db.Tx, in fileIn) (fileOut, error) { return fileOut{in.size}, nil }
	h := mounted(b, api.Prepare(api.Write("file.put", "POST /v1/files", "thing.make", say, put), keep))
	send := func(body string) reply {
		return call(h, "POST", "/v1/files", body, "X-Test", "thing.make", "Idempotency-Key", "one")
	}
	if r := send("first"); r.status != 200 {
		t.Fatalf("%d %s", r.status, r.body)
	}
	if r := send("first"); r.status != 200 || r.header.Get("Idempotent-Replay") == "" {
		t.Fatalf("the same file again: %d %s", r.status, r.body)
	}
	if r := send("another"); r.status != http.StatusUnprocessableEntity {
		t.Fatalf("another file under the same key: %d %s", r.status, r.body)
	}
}

// A duplicate that comes while the first is at work finds the state changed by
// it; whatever rule then refuses it, the answer of its key is the first one.
func TestADuplicateGetsTheFirstAnswerWhateverRefusesIt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		b.Write(t, func(tx *db.Tx) error {
			_, err := tx.Exec(`INSERT INTO job_schedule (tenant, kind, next_at) VALUES ($1, 'left', 1)`)
			return err
		})
		var both sync.WaitGroup
		both.Add(2)
		spend := func(_ context.Context, tx *db.Tx, _ api.None) (fileOut, error) {
			if b.DB.Engine() == "postgres" { // the two run side by side
				both.Done()
				both.Wait()
			}
			n, err := tx.Exec(`UPDATE job_schedule SET next_at = next_at - 1 WHERE tenant = $1 AND kind = 'left' AND next_at > 0`)
			if err == nil && n == 0 {
				err = fault.Refused(say)
			}
			return fileOut{n}, err
		}
		h := mounted(b, api.Write("thing.spend", "POST /v1/spend", "thing.make", say, spend).WithKey())
		replies := make([]reply, 2)
		var group sync.WaitGroup
		for i := range replies {
			group.Go(func() {
				replies[i] = call(h, "POST", "/v1/spend", "", "X-Test", "thing.make", "Idempotency-Key", "one")
			})
		}
		group.Wait()
		for _, r := range replies {
			if r.status != http.StatusOK {
				t.Errorf("%d %s", r.status, r.body)
			}
		}
	})
}
