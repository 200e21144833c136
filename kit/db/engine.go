package db

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// engine is what differs between the two databases, apart from how a
// transaction is run (sqlite.go, postgres.go).
type engine struct {
	name       string
	forUpdate  string
	skipLocked string
	unique     func(error) bool
	retryable  func(error) bool
}

var sqliteEngine = engine{
	name: "sqlite",
	unique: func(err error) bool {
		return sqliteCode(err, sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
	},
	retryable: func(err error) bool { return sqliteCode(err, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) },
}

var postgresEngine = engine{
	name:       "postgres",
	forUpdate:  " FOR UPDATE",
	skipLocked: " FOR UPDATE SKIP LOCKED",
	unique:     func(err error) bool { return postgresCode(err, "23505") },
	retryable:  func(err error) bool { return postgresCode(err, "40001", "40P01") },
}

func sqliteCode(err error, codes ...int) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	for _, code := range codes {
		if e.Code() == code || e.Code()&0xff == code {
			return true
		}
	}
	return false
}

func postgresCode(err error, codes ...string) bool {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return false
	}
	for _, code := range codes {
		if e.Code == code {
			return true
		}
	}
	return false
}

// secure puts the second wall around the tenants on PostgreSQL: row-level
// security on every table with a tenant, forced on the owner too, and views
// that run with the rights of whoever asks. role, when not empty, is granted
// what serving needs. It is run after every migration and changes nothing the
// second time.
func (d *DB) secure(ctx context.Context, role string) error {
	if d.engine.name != postgresEngine.name {
		return nil
	}
	tables, err := d.names(ctx, `SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
		WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
		AND a.attname = 'tenant' AND NOT a.attisdropped ORDER BY 1`)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, t := range tables {
		if globalTables[t] {
			continue
		}
		fmt.Fprintf(&b, `ALTER TABLE %[1]s ENABLE ROW LEVEL SECURITY; ALTER TABLE %[1]s FORCE ROW LEVEL SECURITY;
			DROP POLICY IF EXISTS tenant_wall ON %[1]s;
			CREATE POLICY tenant_wall ON %[1]s USING (tenant = current_setting('fenming.tenant', true))
			WITH CHECK (tenant = current_setting('fenming.tenant', true));`, t)
	}
	views, err := d.names(ctx, `SELECT relname FROM pg_class
		WHERE relkind = 'v' AND relnamespace = current_schema()::regnamespace ORDER BY 1`)
	if err != nil {
		return err
	}
	for _, v := range views {
		fmt.Fprintf(&b, `ALTER VIEW %s SET (security_invoker = true);`, v)
	}
	if role != "" {
		quoted := `"` + strings.ReplaceAll(role, `"`, `""`) + `"`
		fmt.Fprintf(&b, `GRANT USAGE ON SCHEMA public TO %[1]s;
			GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %[1]s;`, quoted)
	}
	_, err = d.pool.ExecContext(ctx, b.String())
	return err
}

func (d *DB) names(ctx context.Context, query string) ([]string, error) {
	rows, err := d.pool.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var names []string
	for rows.Next() {
		var n string
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		names = append(names, n)
	}
	return names, rows.Err()
}

// Collation reports the collation of the database, which must be C on
// PostgreSQL so that text sorts as it does on SQLite.
func (d *DB) Collation(ctx context.Context) (string, error) {
	if d.engine.name == sqliteEngine.name {
		return "C", nil
	}
	var c string
	err := d.pool.QueryRowContext(ctx,
		`SELECT datcollate FROM pg_database WHERE datname = current_database()`).Scan(&c)
	return c, err
}

// Superuser says whether the PostgreSQL role bypasses row-level security, in
// which case the second wall does not stand.
func (d *DB) Superuser(ctx context.Context) (bool, error) {
	if d.engine.name == sqliteEngine.name {
		return false, nil
	}
	var bypass bool
	err := d.pool.QueryRowContext(ctx,
		`SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user`).Scan(&bypass)
	return bypass, err
}

// Integrity runs the engine's own check of the files; "ok" is good.
func (d *DB) Integrity(ctx context.Context) (string, error) {
	if d.engine.name != sqliteEngine.name {
		return "ok", d.pool.PingContext(ctx)
	}
	var s string
	err := d.pool.QueryRowContext(ctx, `PRAGMA quick_check`).Scan(&s)
	return s, err
}

// Snapshot writes a consistent copy of an embedded database to path while it is
// in use. PostgreSQL has its own tools for that.
func (d *DB) Snapshot(ctx context.Context, path string) error {
	if d.engine.name != sqliteEngine.name {
		return errors.New("snapshot: only for the embedded database; use pg_dump")
	}
	_, err := d.pool.ExecContext(ctx, `VACUUM INTO $1`, path)
	return err
}

// LockTimeout says whether err came of waiting too long for another transaction.
func (d *DB) LockTimeout(err error) bool {
	return d.engine.name == postgresEngine.name && postgresCode(err, "55P03")
}

// Optimize gathers the statistics from which SQLite plans its joins. Without
// them it takes "tenant = ?" for a narrow condition, although one merchant may
// own every row. PostgreSQL gathers its own.
func (d *DB) Optimize(ctx context.Context) error {
	if d.engine.name != sqliteEngine.name {
		return nil
	}
	return d.Write(ctx, everywhere(), func(tx *Tx) error {
		for _, text := range []string{"PRAGMA analysis_limit = 2000", "ANALYZE"} {
			if _, err := tx.c.c.ExecContext(tx.ctx, text); err != nil {
				return err
			}
		}
		return nil
	})
}
