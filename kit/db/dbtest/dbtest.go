// Package dbtest gives tests a migrated database on each engine.
package dbtest

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/vault"
	"fenming/migrations"
)

// Tenant is the tenant of tests that need only one.
const Tenant = "t_test"

// Start is the business time at which the test clock begins: a Monday that is
// a working day in China.
var Start = time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)

// Bench is what a test gets.
type Bench struct {
	DB      *db.DB
	Clock   *calendar.Virtual
	Address string // of the database, for tests that open it again
	KEK     *vault.KEK
}

// Each runs fn as a subtest on SQLite and on PostgreSQL. PostgreSQL is skipped,
// with a message, when FENMING_TEST_PG is not set; `make test` sets it.
func Each(t *testing.T, fn func(t *testing.T, b Bench)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { fn(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { fn(t, Postgres(t)) })
}

// Scope is a scope of the test tenant for an operation named test.
func Scope() db.Scope { return ScopeOf(Tenant) }

// ScopeOf is Scope for another tenant.
func ScopeOf(tenant string) db.Scope {
	return db.Scope{Tenant: tenant, Op: "test", Lang: "en", RequestID: "req_test",
		Actor: db.Actor{ID: "usr_test", Kind: "user", Role: "owner"}}
}

// Write runs fn in a transaction of the test tenant and fails the test on error.
func (b Bench) Write(t testing.TB, fn func(tx *db.Tx) error) {
	t.Helper()
	if err := b.DB.Write(context.Background(), Scope(), fn); err != nil {
		t.Fatal(err)
	}
}

// Read runs fn in a read transaction of the test tenant and fails the test on error.
func (b Bench) Read(t testing.TB, fn func(tx *db.Tx) error) {
	t.Helper()
	if err := b.DB.Read(context.Background(), Scope(), fn); err != nil {
		t.Fatal(err)
	}
}

var template struct {
	sync.Once
	bytes []byte
	err   error
}

// SQLite returns a fresh embedded database in the test's folder.
func SQLite(t testing.TB) Bench {
	t.Helper()
	template.Do(func() { template.bytes, template.err = sqliteTemplate() })
	if template.err != nil {
		t.Fatal(template.err)
	}
	path := filepath.Join(t.TempDir(), "test.db")
	if err := os.WriteFile(path, template.bytes, 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, "sqlite:"+path)
}

func sqliteTemplate() ([]byte, error) {
	dir, err := os.MkdirTemp("", "fenming-template")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, "template.db")
	d, err := db.Open(context.Background(), "sqlite:"+path, db.Options{})
	if err != nil {
		return nil, err
	}
	if err := d.Migrate(context.Background(), migrations.Files, ""); err != nil {
		return nil, err
	}
	if err := d.Close(); err != nil { // the last connection folds the log into the file
		return nil, err
	}
	return os.ReadFile(path)
}

func open(t testing.TB, address string) Bench {
	t.Helper()
	clock := calendar.NewVirtual(Start)
	kek, err := vault.NewKEK(filepath.Join(t.TempDir(), "kek"))
	if err != nil {
		t.Fatal(err)
	}
	d, err := db.Open(context.Background(), address, db.Options{Clock: clock, KEK: kek})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return Bench{DB: d, Clock: clock, Address: address, KEK: kek}
}

var pgTemplate struct {
	sync.Once
	name string
	err  error
}

// Postgres returns a fresh database of its own, served as a plain role that
// row-level security binds. It is dropped when the test ends.
func Postgres(t testing.TB) Bench {
	t.Helper()
	owner, app := os.Getenv("FENMING_TEST_PG_OWNER"), os.Getenv("FENMING_TEST_PG")
	if owner == "" || app == "" {
		t.Skip("PostgreSQL absent: FENMING_TEST_PG is not set; run the tests through make test")
	}
	pgTemplate.Do(func() { pgTemplate.name, pgTemplate.err = migratedTemplate(owner, app) })
	if pgTemplate.err != nil {
		t.Fatal(pgTemplate.err)
	}
	name := randomName()
	admin(t, owner, `CREATE DATABASE `+name+` TEMPLATE `+pgTemplate.name)
	t.Cleanup(func() { admin(t, owner, `DROP DATABASE `+name+` WITH (FORCE)`) })
	return open(t, inDatabase(app, name))
}

func migratedTemplate(owner, app string) (string, error) {
	name := randomName()
	if err := runSQL(owner, `CREATE DATABASE `+name+` TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C' ENCODING 'UTF8'`); err != nil {
		return "", err
	}
	d, err := db.Open(context.Background(), inDatabase(owner, name), db.Options{})
	if err != nil {
		return "", err
	}
	role, err := url.Parse(app)
	if err != nil {
		return "", err
	}
	if err := d.Migrate(context.Background(), migrations.Files, role.User.Username()); err != nil {
		return "", err
	}
	return name, d.Close()
}

func admin(t testing.TB, owner, text string) {
	t.Helper()
	if err := runSQL(owner, text); err != nil {
		t.Error(err)
	}
}

func randomName() string {
	var b [8]byte
	_, _ = rand.Read(b[:])
	return "fenming_test_" + hex.EncodeToString(b[:])
}

func inDatabase(address, name string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	u.Path = "/" + name
	return u.String()
}
