package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"fenming/kit/vault"
	"fenming/kit/words"
)

// ErrNone says that a query for one row found none. Rooms turn it into their
// own not-found fault.
var ErrNone = errors.New("db: no row")

// Note is one object an operation touched, for its audit entry.
type Note struct {
	Object string `json:"object"`           // "order:ord_…"
	Before any    `json:"before,omitempty"` // masked; never personal data
	After  any    `json:"after,omitempty"`
}

// Tx is the key to every room. It is valid only inside the function it was
// given to and is used by one goroutine.
type Tx struct {
	ctx    context.Context
	db     *DB
	scope  Scope
	now    time.Time
	c      *conn
	writes bool
	global bool
	end    *ending
}

// ending is what waits for the end of the transaction; Global shares it.
type ending struct {
	later []statement
	after []func()
	notes []Note
	woken bool
	ring  *vault.Keys // the tenant's field keys as this transaction sees them
	known map[string]any
}

type statement struct {
	text string
	args []any
}

// Scan reads the columns of the current row.
type Scan func(dest ...any) error

// Context returns the context the transaction runs under.
func (tx *Tx) Context() context.Context { return tx.ctx }

// Tenant returns the tenant all statements are scoped to.
func (tx *Tx) Tenant() string { return tx.scope.Tenant }

// Actor returns who acts.
func (tx *Tx) Actor() Actor { return tx.scope.Actor }

// Scope returns the whole scope.
func (tx *Tx) Scope() Scope { return tx.scope }

// Lang returns the language of the one who asked.
func (tx *Tx) Lang() words.Lang { return tx.scope.Lang }

// Now returns the business time, the same throughout the transaction.
func (tx *Tx) Now() time.Time { return tx.now }

// NowMicro returns the business time in µs UTC, as stored.
func (tx *Tx) NowMicro() int64 { return tx.now.UnixMicro() }

// ID makes a new id such as ord_… that sorts by business time.
func (tx *Tx) ID(prefix string) string { return NewID(prefix, tx.now) }

// Note records an object for the audit entry of this operation.
func (tx *Tx) Note(object string, before, after any) {
	tx.end.notes = append(tx.end.notes, Note{object, before, after})
}

// Notes returns what Note recorded.
func (tx *Tx) Notes() []Note { return tx.end.notes }

// After runs f once the commit is on disk; f must be quick and cannot fail.
func (tx *Tx) After(f func()) { tx.end.after = append(tx.end.after, f) }

// Wake lets the worker know, after the commit, that the tenant has work.
func (tx *Tx) Wake() {
	if tx.end.woken || tx.db.wake == nil {
		return
	}
	tx.end.woken = true
	tx.After(func() { tx.db.wake(tx.scope.Tenant) })
}

// ForUpdate ends a SELECT whose rows this transaction will write.
func (tx *Tx) ForUpdate() string { return tx.db.engine.forUpdate }

// SkipLocked ends a SELECT that claims rows other processes may be claiming.
func (tx *Tx) SkipLocked() string { return tx.db.engine.skipLocked }

// Known returns what read returns, and reads once in a transaction: it is for
// rows that every room asks for and that do not change under way. A fault is not
// remembered.
func Known[T any](tx *Tx, key string, read func() (T, error)) (T, error) {
	if v, ok := tx.end.known[key].(T); ok {
		return v, nil
	}
	v, err := read()
	if err == nil {
		if tx.end.known == nil {
			tx.end.known = map[string]any{}
		}
		tx.end.known[key] = v
	}
	return v, err
}

// Forget drops what Known remembers, for whoever changes it.
func (tx *Tx) Forget(key string) { delete(tx.end.known, key) }

// Exec runs a statement; $1 is the tenant, args are $2 and on. It returns the
// number of rows touched.
func (tx *Tx) Exec(text string, args ...any) (int64, error) {
	if !tx.writes {
		return 0, fmt.Errorf("db: write in a read transaction: %s", firstLine(text))
	}
	if err := tx.db.check(text, tx.global); err != nil {
		return 0, err
	}
	return tx.c.exec(tx.ctx, text, tx.bind(args))
}

// Later runs a statement not before the end of the transaction, in order; on
// PostgreSQL all of them travel in one round trip. It is for rows that this
// transaction does not read again.
func (tx *Tx) Later(text string, args ...any) error {
	if tx.db.engine.name == sqliteEngine.name {
		_, err := tx.Exec(text, args...)
		return err
	}
	if err := tx.db.check(text, tx.global); err != nil {
		return err
	}
	tx.end.later = append(tx.end.later, statement{text, tx.bind(args)})
	return nil
}

// InsertMany inserts rows (without the tenant, which is added) in multi-row
// statements of bounded size.
func (tx *Tx) InsertMany(table string, columns []string, rows [][]any) error {
	return tx.insertMany(table, columns, rows, "", func(text string, args []any) error {
		_, err := tx.Exec(text, args...)
		return err
	})
}

// InsertManyLater is InsertMany at the end of the transaction, as Later is Exec.
func (tx *Tx) InsertManyLater(table string, columns []string, rows [][]any) error {
	return tx.insertMany(table, columns, rows, "", func(text string, args []any) error {
		return tx.Later(text, args...)
	})
}

// UpsertMany inserts rows and applies the given ON CONFLICT clause.
func (tx *Tx) UpsertMany(table string, columns []string, rows [][]any, onConflict string) error {
	return tx.insertMany(table, columns, rows, " "+onConflict, func(text string, args []any) error {
		_, err := tx.Exec(text, args...)
		return err
	})
}

// maxParameters keeps a statement below SQLite's bound of 32,766.
const maxParameters = 8000

func (tx *Tx) insertMany(table string, columns []string, rows [][]any, tail string, run func(string, []any) error) error {
	per := min(max(1, maxParameters/(len(columns)+1)), 500)
	for start := 0; start < len(rows); start += per {
		chunk := rows[start:min(start+per, len(rows))]
		var b strings.Builder
		fmt.Fprintf(&b, "INSERT INTO %s (tenant, %s) VALUES ", table, strings.Join(columns, ", "))
		args := make([]any, 0, len(chunk)*len(columns))
		for i, row := range chunk {
			if len(row) != len(columns) {
				return fmt.Errorf("db: %s: row of %d values for %d columns", table, len(row), len(columns))
			}
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString("($1")
			for range row {
				fmt.Fprintf(&b, ", $%d", len(args)+2)
				args = append(args, row[len(args)%len(columns)])
			}
			b.WriteString(")")
		}
		b.WriteString(tail)
		if err := run(b.String(), args); err != nil {
			return err
		}
	}
	return nil
}

// Each runs a query and calls fn for every row.
func (tx *Tx) Each(text string, fn func(Scan) error, args ...any) error {
	if err := tx.db.check(text, tx.global); err != nil {
		return err
	}
	return tx.c.query(tx.ctx, text, tx.bind(args), func(rows *sql.Rows) error {
		for rows.Next() {
			if err := fn(rows.Scan); err != nil {
				return err
			}
		}
		return rows.Err()
	})
}

// All returns every row of a query.
func All[T any](tx *Tx, text string, scan func(Scan) (T, error), args ...any) ([]T, error) {
	all := []T{}
	err := tx.Each(text, func(s Scan) error {
		one, err := scan(s)
		all = append(all, one)
		return err
	}, args...)
	return all, err
}

// One returns the first row of a query, or ErrNone.
func One[T any](tx *Tx, text string, scan func(Scan) (T, error), args ...any) (T, error) {
	var (
		one   T
		found bool
	)
	err := tx.Each(text, func(s Scan) error {
		if found {
			return nil
		}
		var err error
		one, err = scan(s)
		found = true
		return err
	}, args...)
	if err == nil && !found {
		err = ErrNone
	}
	return one, err
}

// Value scans a row of one column; use it with One and All.
func Value[T any](s Scan) (T, error) {
	var v T
	err := s(&v)
	return v, err
}

// Global returns a view of the transaction for the few tables that belong to no
// tenant (the registry of tenants, due work, the instance); its statements bind
// $1 and on from args.
func (tx *Tx) Global() *Tx {
	g := *tx
	g.global = true
	return &g
}

func (tx *Tx) bind(args []any) []any {
	if tx.global {
		return args
	}
	return append([]any{tx.scope.Tenant}, args...)
}

// Conflict says whether err is a violation of a unique index or primary key.
func (tx *Tx) Conflict(err error) bool { return tx.db.engine.unique(err) }

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}

func stack() []byte { return debug.Stack() }
