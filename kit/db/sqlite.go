package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"fenming/kit/fault"

	// The driver; it binds $1…$n by number as PostgreSQL does.
	_ "modernc.org/sqlite"
)

// pragmas of every connection: durable commits, readers beside the writer.
const pragmas = "?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
	"&_pragma=foreign_keys(1)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-16000)" +
	"&_pragma=journal_size_limit(67108864)"

func (d *DB) openSQLite(ctx context.Context, path string, o Options) error {
	if path == "" {
		return fmt.Errorf("sqlite: the address names no file")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	pool, err := sql.Open("sqlite", "file:"+path+pragmas)
	if err != nil {
		return err
	}
	d.pool = pool
	first, err := newConn(ctx, pool, true)
	if err != nil {
		_ = pool.Close()
		return err
	}
	d.writer = startWriter(first)
	n := o.Readers
	if n == 0 {
		n = 4
	}
	d.readers = make(chan *conn, n)
	for range n {
		c, err := newConn(ctx, pool, true)
		if err != nil {
			return err
		}
		if _, err := c.exec(ctx, "PRAGMA query_only = 1", nil); err != nil {
			return err
		}
		d.readers <- c
	}
	return nil
}

// writer is the one goroutine that writes. It runs what is queued, each in a
// savepoint, commits all of it at once and only then answers the callers.
type writer struct {
	c      *conn
	queue  chan *task
	done   chan struct{}
	mu     sync.RWMutex // held for reading while a task is handed over
	closed bool
}

// errClosed answers whoever reads or writes after Close.
var errClosed = errors.New("db: closed")

// add hands a task over; a full queue makes the caller wait.
func (w *writer) add(ctx context.Context, t *task) error {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.closed {
		return errClosed
	}
	select {
	case w.queue <- t:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

type task struct {
	ctx  context.Context
	run  func(*conn) error
	err  error
	wait chan struct{}
}

// maxGroup bounds how many operations share one commit.
const maxGroup = 256

func startWriter(c *conn) *writer {
	w := &writer{c: c, queue: make(chan *task, 4*maxGroup), done: make(chan struct{})}
	go w.loop()
	return w
}

func (w *writer) stop() {
	w.mu.Lock()
	w.closed = true
	close(w.queue)
	w.mu.Unlock()
	<-w.done
}

func (w *writer) loop() {
	defer close(w.done)
	defer w.c.close()
	group := make([]*task, 0, maxGroup)
	for first := range w.queue {
		group = w.commit(append(group[:0], first))
	}
}

// commit runs first and whatever is waiting in one transaction. A failed commit
// fails every caller of the group.
func (w *writer) commit(group []*task) []*task {
	ctx := context.Background()
	_, err := w.c.exec(ctx, "BEGIN IMMEDIATE", nil)
	if err == nil {
		stands := w.run(ctx, group[0])
		for stands && len(group) < maxGroup {
			t, waits := w.next()
			if !waits {
				break
			}
			group = append(group, t)
			stands = w.run(ctx, t)
		}
		if err = errEnded; stands {
			_, err = w.c.exec(ctx, "COMMIT", nil)
		}
		if err != nil {
			_, _ = w.c.exec(ctx, "ROLLBACK", nil) // the first error is the one to tell
		}
	}
	for _, t := range group {
		if err != nil && t.err == nil {
			t.err = commitFailed(err)
		}
		close(t.wait)
	}
	return group
}

// next takes what is waiting, without waiting for it.
func (w *writer) next() (*task, bool) {
	select {
	case t, open := <-w.queue:
		return t, open
	default:
		return nil, false
	}
}

// errEnded says that SQLite ended the transaction of a group by itself, as it
// does on a full disk: whatever ran afterwards would be committed on its own.
var errEnded = errors.New("db: the transaction was ended by an error of the disk")

func commitFailed(err error) error {
	if sqliteEngine.retryable(err) {
		return err
	}
	return fault.Unavailable(CommitFailed).After(1).Because(err)
}

// run performs one operation in its savepoint and says whether the transaction
// around it still stands. A caller who has gone away is turned away before the
// savepoint, never inside.
func (w *writer) run(ctx context.Context, t *task) (stands bool) {
	if t.err = t.ctx.Err(); t.err != nil {
		return true
	}
	if _, t.err = w.c.exec(ctx, "SAVEPOINT op", nil); t.err != nil {
		return false
	}
	t.err = t.run(w.c)
	if t.err != nil {
		if _, err := w.c.exec(ctx, "ROLLBACK TO op", nil); err != nil {
			t.err = fmt.Errorf("%w (and rolling back: %w)", t.err, err)
			return false
		}
	}
	if _, err := w.c.exec(ctx, "RELEASE op", nil); err != nil {
		if t.err == nil {
			t.err = err
		}
		return false
	}
	return true
}

func (d *DB) write(ctx context.Context, tx *Tx, fn func(*Tx) error) error {
	if d.writer == nil {
		return d.writePostgres(ctx, tx, fn)
	}
	t := &task{ctx: ctx, wait: make(chan struct{}), run: func(c *conn) error {
		tx.c = c
		// Verbs run under the writer's context: a caller who leaves must not
		// interrupt a statement that shares its transaction with others.
		tx.ctx = context.WithoutCancel(ctx)
		if err := guarded(tx, fn); err != nil {
			return err
		}
		return guarded(tx, d.finish)
	}}
	if err := d.writer.add(ctx, t); err != nil {
		return err
	}
	<-t.wait
	return t.err
}

func (d *DB) read(ctx context.Context, tx *Tx, fn func(*Tx) error) error {
	if d.readers == nil {
		return d.readPostgres(ctx, tx, fn)
	}
	var (
		c    *conn
		open bool
	)
	select {
	case c, open = <-d.readers:
	case <-ctx.Done():
		return ctx.Err()
	}
	if !open {
		return errClosed
	}
	defer func() { d.readers <- c }()
	// A statement must not be interrupted half-way on a connection others use.
	tx.c, tx.ctx = c, context.WithoutCancel(ctx)
	if _, err := c.exec(tx.ctx, "BEGIN", nil); err != nil {
		return err
	}
	err := guarded(tx, fn)
	if _, end := c.exec(tx.ctx, "ROLLBACK", nil); err == nil {
		err = end
	}
	return err
}
