package migrations_test

import (
	"bufio"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fenming/kit/db"
	"fenming/migrations"
)

func files(t *testing.T) []string {
	t.Helper()
	names, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil || len(names) == 0 {
		t.Fatalf("no migrations: %v", err)
	}
	return names
}

func TestNumbersAreDense(t *testing.T) {
	for i, name := range files(t) {
		if want := fmt.Sprintf("%04d_", i+1); !strings.HasPrefix(name, want) {
			t.Errorf("%s: the next number is %s", name, want)
		}
	}
}

// TestReleasedStepsAreNotEdited compares each step with its pin. A new step is
// pinned with scripts/pin-migrations.
func TestReleasedStepsAreNotEdited(t *testing.T) {
	pins := readPins(t)
	for _, name := range files(t) {
		raw, err := migrations.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(raw)
		if got := hex.EncodeToString(sum[:]); pins[name] != got {
			t.Errorf("%s: SHA-256 %s is not the pinned %q; write a new step instead of editing a released one, "+
				"and pin a new one with scripts/pin-migrations", name, got, pins[name])
		}
	}
}

func readPins(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open("pins.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	pins := map[string]string{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if sum, name, ok := strings.Cut(lines.Text(), "  "); ok {
			pins[name] = sum
		}
	}
	return pins
}

// TestFreshIsMigrated compares a database made at once with one that took every
// step in a run of its own.
func TestFreshIsMigrated(t *testing.T) {
	fresh := schema(t, func(d *db.DB) error { return d.Migrate(context.Background(), migrations.Files, "") })
	stepwise := schema(t, func(d *db.DB) error {
		for i := range files(t) {
			if err := d.MigrateTo(context.Background(), migrations.Files, "", int64(i+1)); err != nil {
				return err
			}
		}
		return nil
	})
	if fresh != stepwise || fresh == "" {
		t.Fatalf("fresh and migrated differ:\n%s\n---\n%s", fresh, stepwise)
	}
}

func schema(t *testing.T, migrate func(*db.DB) error) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.db")
	d, err := db.Open(context.Background(), "sqlite:"+path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := migrate(d); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	pool, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pool.Close() }()
	rows, err := pool.Query(`SELECT coalesce(sql, name) FROM sqlite_master ORDER BY type, name`)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var b strings.Builder
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		b.WriteString(s + "\n")
	}
	return b.String()
}

func TestANewerDatabaseIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	d, err := db.Open(context.Background(), "sqlite:"+path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	if err := d.Migrate(context.Background(), migrations.Files, ""); err != nil {
		t.Fatal(err)
	}
	if err := d.Migrate(context.Background(), oneStep{migrations.Files}, ""); err == nil || !strings.Contains(err.Error(), "newer program") {
		t.Fatalf("an older program opened a newer database: %v", err)
	}
}

// oneStep shows only the first step, as an old program would have it.
type oneStep struct{ fs.FS }

func (o oneStep) ReadDir(string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(o.FS, ".")
	if len(all) > 1 {
		all = all[:1]
	}
	return all, err
}

func (o oneStep) Glob(pattern string) ([]string, error) {
	all, err := fs.Glob(o.FS, pattern)
	if len(all) > 1 {
		all = all[:1]
	}
	return all, err
}
