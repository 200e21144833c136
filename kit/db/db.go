package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/vault"
	"fenming/kit/words"
)

// Actor is who performs an operation.
type Actor struct {
	ID   string // usr_…, key_…, or the name of a part of the system
	Kind string // user | key | system | platform
	Role string // the role under which the act was permitted
	IP   string // "" when the act did not come over the network
}

// Scope says for whom and by whom a transaction runs.
type Scope struct {
	Tenant    string
	Actor     Actor
	Op        string // name of the operation, for the audit entry
	Lang      words.Lang
	RequestID string
	Reason    string // why, where the operation asks for one
	Digest    []byte // SHA-256 of what was asked for, for the audit entry
	Quiet     bool   // housekeeping of the kit: no audit entry
}

// Options are what Open needs beside the address.
type Options struct {
	Clock calendar.Clock // business time; the system clock when nil
	KEK   *vault.KEK     // wraps the tenants' keys; nil: encrypted columns are out of reach
	// Readers is the number of reading connections on SQLite and the pool size
	// on PostgreSQL; 0 chooses 4 and 32.
	Readers int
}

// DB is an open database.
type DB struct {
	engine  engine
	clock   calendar.Clock
	kek     *vault.KEK
	keys    sync.Map // tenant -> *vault.Keys
	checked sync.Map // statement text -> error or nil
	audit   func(*Tx) error
	wake    func(tenant string)
	pool    *sql.DB
	writer  *writer    // SQLite only
	readers chan *conn // SQLite only
}

// Open opens a database. Addresses: "sqlite:PATH" or "postgres://…".
func Open(ctx context.Context, address string, o Options) (*DB, error) {
	d := &DB{clock: o.Clock, kek: o.KEK}
	if d.clock == nil {
		d.clock = calendar.System{}
	}
	switch {
	case strings.HasPrefix(address, "sqlite:"):
		d.engine = sqliteEngine
		return d, d.openSQLite(ctx, strings.TrimPrefix(address, "sqlite:"), o)
	case strings.HasPrefix(address, "postgres://"), strings.HasPrefix(address, "postgresql://"):
		d.engine = postgresEngine
		return d, d.openPostgres(ctx, address, o)
	}
	return nil, fmt.Errorf("database address must start with sqlite: or postgres://")
}

// OnWrite sets the function that leaves the audit entry of every Write. It is
// set once, while the program is put together.
func (d *DB) OnWrite(audit func(*Tx) error) { d.audit = audit }

// OnWake sets the function called after a commit that left work for a tenant.
func (d *DB) OnWake(wake func(tenant string)) { d.wake = wake }

// Clock returns the business clock.
func (d *DB) Clock() calendar.Clock { return d.clock }

// Engine returns "sqlite" or "postgres".
func (d *DB) Engine() string { return d.engine.name }

// Close waits for the writer and closes the database.
func (d *DB) Close() error {
	if d.writer != nil {
		d.writer.stop()
	}
	if d.readers != nil {
		for range cap(d.readers) {
			(<-d.readers).close()
		}
		close(d.readers) // who still reads is told so instead of waiting for ever
	}
	return d.pool.Close()
}

// maxAttempts bounds how often a transaction is run again after busy, 40001 or 40P01.
const maxAttempts = 5

// Write runs fn in a transaction and returns after the commit is on disk.
// fn may run several times; it must do nothing but use its Tx.
func (d *DB) Write(ctx context.Context, s Scope, fn func(*Tx) error) error {
	if s.Op == "" && !s.Quiet {
		return errors.New("db: a write without an operation name cannot be audited")
	}
	for attempt := 1; ; attempt++ {
		tx := &Tx{ctx: ctx, db: d, scope: s, now: d.clock.Now(), writes: true, end: &ending{}}
		err := d.write(ctx, tx, fn)
		if err == nil {
			for _, f := range tx.end.after {
				f()
			}
			return nil
		}
		if !d.engine.retryable(err) {
			return err
		}
		if attempt == maxAttempts {
			return fault.Unavailable(Busy).After(1).Because(err)
		}
		pause := time.Duration(attempt*attempt) * time.Millisecond
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause + rand.N(5*pause)):
		}
	}
}

// Read runs fn in a read-only transaction that sees one state of the database.
func (d *DB) Read(ctx context.Context, s Scope, fn func(*Tx) error) error {
	tx := &Tx{ctx: ctx, db: d, scope: s, now: d.clock.Now(), end: &ending{}}
	return d.read(ctx, tx, fn)
}

// finish leaves the audit entry; it runs inside the transaction, last.
func (d *DB) finish(tx *Tx) error {
	if tx.scope.Quiet || d.audit == nil {
		return nil
	}
	return d.audit(tx)
}

// guarded turns a panic in a verb into an error, so that one bad operation
// neither kills the writer nor fails the operations committed beside it.
func guarded(tx *Tx, fn func(*Tx) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fault.Internal(fmt.Errorf("panic in %s: %v\n%s", tx.scope.Op, p, stack()))
		}
	}()
	return fn(tx)
}

// The sentences of this package.
var (
	Busy = words.Word{Key: "database_busy",
		ZH: "数据库正忙，请稍后重试", EN: "The database is busy; try again shortly"}
	CommitFailed = words.Word{Key: "commit_failed",
		ZH: "写入未能落盘，未生效，请重试", EN: "The write did not reach the disk and has no effect; try again"}
)
