package db_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"fenming/kit/db"
	"fenming/kit/db/dbtest"
)

const insertJob = `INSERT INTO job_schedule (tenant, kind, next_at) VALUES ($1, $2, $3)`

func countRows(t *testing.T, b dbtest.Bench, tenant string) int64 {
	t.Helper()
	var n int64
	err := b.DB.Read(context.Background(), dbtest.ScopeOf(tenant), func(tx *db.Tx) (err error) {
		n, err = db.One(tx, `SELECT count(*) FROM job_schedule WHERE tenant = $1`, db.Value[int64])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestGroupCommitKeepsTheGoodAndDropsTheBad(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		bad := errors.New("bad")
		var group sync.WaitGroup
		for i := range 200 {
			group.Go(func() {
				err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
					if _, err := tx.Exec(insertJob, fmt.Sprint(i), i); err != nil {
						return err
					}
					switch i % 4 {
					case 1:
						return bad
					case 2:
						panic("a verb broke")
					}
					return nil
				})
				if (err == nil) != (i%4 == 0 || i%4 == 3) {
					t.Errorf("%d: %v", i, err)
				}
			})
		}
		group.Wait()
		if n := countRows(t, b, dbtest.Tenant); n != 100 {
			t.Fatalf("%d rows, want the 100 whose function returned nil", n)
		}
	})
}

func TestTenantsDoNotSeeEachOther(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		b.Write(t, func(tx *db.Tx) error { _, err := tx.Exec(insertJob, "k", 1); return err })
		if n := countRows(t, b, "t_other"); n != 0 {
			t.Fatalf("another tenant sees %d rows", n)
		}
	})
}

func TestStatementsWithoutTenantAreRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		for _, text := range []string{
			`SELECT count(*) FROM job`,
			`SELECT count(*) FROM job WHERE tenant = 'x'`,
			`DELETE FROM job WHERE id = $1`,
			`DELETE FROM job WHERE tenant = $1; DELETE FROM job`,
		} {
			err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error { _, err := tx.Exec(text); return err })
			if err == nil {
				t.Errorf("accepted: %s", text)
			}
		}
		err := b.DB.Read(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
			_, err := db.One(tx.Global(), `SELECT count(*) FROM job`, db.Value[int64])
			return err
		})
		if err == nil {
			t.Error("the global view reached a tenant's table")
		}
	})
}

func TestRowLevelSecurityIsASecondWall(t *testing.T) {
	b := dbtest.Postgres(t)
	b.Write(t, func(tx *db.Tx) error { _, err := tx.Exec(insertJob, "k", 1); return err })
	if n := b.Count(t, `SELECT count(*) FROM job_schedule`); n != 0 {
		t.Fatalf("a connection that names no tenant sees %d rows", n)
	}
	if super, err := b.DB.Superuser(context.Background()); err != nil || super {
		t.Fatalf("the serving role bypasses the wall: %v %v", super, err)
	}
}

func TestReadCannotWrite(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		err := b.DB.Read(context.Background(), dbtest.Scope(), func(tx *db.Tx) error { _, err := tx.Exec(insertJob, "k", 1); return err })
		if err == nil {
			t.Fatal("a read transaction wrote")
		}
	})
}

func TestWriteNeedsAnOperationAndLeavesItsAudit(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		scope := dbtest.Scope()
		scope.Op = ""
		if b.DB.Write(context.Background(), scope, func(*db.Tx) error { return nil }) == nil {
			t.Fatal("a write without an operation was accepted")
		}
		refused := errors.New("audit failed")
		b.DB.OnWrite(func(tx *db.Tx) error {
			if len(tx.Notes()) == 0 {
				return refused
			}
			return nil
		})
		err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error { _, err := tx.Exec(insertJob, "k", 1); return err })
		if !errors.Is(err, refused) || countRows(t, b, dbtest.Tenant) != 0 {
			t.Fatalf("a write survived its failed audit entry: %v", err)
		}
	})
}

func TestSealedFieldsOpenOnlyInTheirPlace(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		var sealed []byte
		var index string
		b.Write(t, func(tx *db.Tx) (err error) {
			if sealed, err = tx.Seal("customer", "phone", "cus_1", "13800138000"); err != nil {
				return err
			}
			index, err = tx.Index("phone", "13800138000")
			return err
		})
		b.Read(t, func(tx *db.Tx) error {
			got, err := tx.Unseal("customer", "phone", "cus_1", sealed)
			if err != nil || got != "13800138000" {
				t.Errorf("own place: %q %v", got, err)
			}
			if _, err := tx.Unseal("customer", "phone", "cus_2", sealed); err == nil {
				t.Error("opened in another row")
			}
			again, err := tx.Index("phone", "13800138000")
			if err != nil || again != index {
				t.Errorf("the index changed: %v", err)
			}
			return nil
		})
	})
}

func TestInsertManyOfOddSizes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		for _, n := range []int{1, 499, 500, 501, 1203} {
			tenant := fmt.Sprintf("t_%d", n)
			rows := make([][]any, n)
			for i := range rows {
				rows[i] = []any{fmt.Sprint(i), i}
			}
			err := b.DB.Write(context.Background(), dbtest.ScopeOf(tenant), func(tx *db.Tx) error {
				return tx.InsertManyLater("job_schedule", []string{"kind", "next_at"}, rows)
			})
			if err != nil || countRows(t, b, tenant) != int64(n) {
				t.Fatalf("%d rows: %v, found %d", n, err, countRows(t, b, tenant))
			}
		}
	})
}

func TestGlobalTablesAndHints(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		ctx := context.Background()
		for _, value := range []string{"one", "two"} {
			if err := b.DB.Set(ctx, "color", value); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := b.DB.Setting(ctx, "color"); err != nil || got != "two" {
			t.Fatalf("setting: %q %v", got, err)
		}
		now := b.Clock.Now()
		for range 2 {
			if err := b.DB.HintDue(ctx, "t_a", now); err != nil {
				t.Fatal(err)
			}
		}
		due, err := b.DB.DueTenants(ctx, now)
		if err != nil || len(due) != 1 {
			t.Fatalf("due: %v %v", due, err)
		}
		if err := b.DB.ClearDue(ctx, "t_a", now); err != nil {
			t.Fatal(err)
		}
		if due, err = b.DB.DueTenants(ctx, now); err != nil || len(due) != 0 {
			t.Fatalf("cleared: %v %v", due, err)
		}
	})
}
