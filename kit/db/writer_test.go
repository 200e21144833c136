package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
)

// On a full disk SQLite ends the whole transaction by itself. Nobody of the
// group may then be told anything but the truth.
func TestAnEndedGroupCommitsNothingOfIt(t *testing.T) {
	ctx := context.Background()
	d, err := Open(ctx, "sqlite:"+filepath.Join(t.TempDir(), "x.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	scope := Scope{Quiet: true, Tenant: "t_one"}
	run := func(text string) error {
		return d.Write(ctx, scope, func(tx *Tx) error { _, err := tx.c.exec(tx.ctx, text, nil); return err })
	}
	if err := run(`CREATE TABLE mark (n BIGINT)`); err != nil {
		t.Fatal(err)
	}
	// The first operation holds the writer until the others wait behind it.
	began, release := make(chan struct{}), make(chan struct{})
	told := make([]error, 6)
	var group sync.WaitGroup
	start := func(i int) {
		group.Go(func() {
			told[i] = d.Write(ctx, scope, func(tx *Tx) error {
				if i == 0 {
					close(began)
					<-release
				}
				if i == 2 {
					_, _ = tx.c.exec(tx.ctx, "ROLLBACK", nil) // as SQLite does on a full disk
					return errors.New("disk full")
				}
				_, err := tx.c.exec(tx.ctx, fmt.Sprintf(`INSERT INTO mark (n) VALUES (%d)`, i), nil)
				return err
			})
		})
	}
	start(0)
	<-began
	for i := 1; i < len(told); i++ {
		start(i)
		for len(d.writer.queue) < i {
		}
	}
	close(release)
	group.Wait()
	for i, err := range told {
		var there int64
		if e := d.Read(ctx, scope, func(tx *Tx) error {
			return tx.c.query(ctx, fmt.Sprintf(`SELECT count(*) FROM mark WHERE n = %d`, i), nil, first(&there))
		}); e != nil {
			t.Fatal(e)
		}
		if (err == nil) != (there == 1) {
			t.Errorf("operation %d was told %v, but %d rows of it are there", i, err, there)
		}
	}
}

func first(into *int64) func(*sql.Rows) error {
	return func(rows *sql.Rows) error {
		for rows.Next() {
			if err := rows.Scan(into); err != nil {
				return err
			}
		}
		return rows.Err()
	}
}

func TestReadingAfterTheEndIsAnError(t *testing.T) {
	d, err := Open(context.Background(), "sqlite:"+filepath.Join(t.TempDir(), "x.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := d.Read(context.Background(), everywhere(), func(*Tx) error { return nil }); !errors.Is(err, errClosed) {
		t.Fatalf("read after the end: %v", err)
	}
}
