package db

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"regexp"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

func (d *DB) openPostgres(ctx context.Context, address string, o Options) error {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return fmt.Errorf("postgres: the address cannot be read") // it may hold a password
	}
	d.pool = stdlib.OpenDB(*config)
	n := o.Readers
	if n == 0 {
		n = 32
	}
	d.pool.SetMaxOpenConns(n)
	d.pool.SetMaxIdleConns(n)
	return d.pool.PingContext(ctx)
}

var tenantForm = regexp.MustCompile(`^[a-z0-9_]{0,64}$`)

// begin opens a transaction and names its tenant in one round trip; without the
// name, row-level security shows no rows at all.
func begin(ctx context.Context, c *conn, how string, tx *Tx) error {
	if !tenantForm.MatchString(tx.scope.Tenant) {
		return fmt.Errorf("db: malformed tenant")
	}
	_, err := c.c.ExecContext(ctx, "BEGIN "+how+"; SET LOCAL lock_timeout = '10s'; SET LOCAL fenming.tenant = '"+tx.scope.Tenant+"'")
	return err
}

func (d *DB) writePostgres(ctx context.Context, tx *Tx, fn func(*Tx) error) error {
	return d.onConn(ctx, func(c *conn) error {
		tx.c = c
		if err := begin(ctx, c, "", tx); err != nil {
			return err
		}
		err := guarded(tx, fn)
		if err == nil {
			err = guarded(tx, d.finish)
		}
		if err == nil {
			err = flush(ctx, c, tx.end.later)
		}
		if err != nil {
			rollback(ctx, c)
		}
		return err
	})
}

func (d *DB) readPostgres(ctx context.Context, tx *Tx, fn func(*Tx) error) error {
	return d.onConn(ctx, func(c *conn) error {
		tx.c = c
		if err := begin(ctx, c, "ISOLATION LEVEL REPEATABLE READ READ ONLY", tx); err != nil {
			return err
		}
		err := guarded(tx, fn)
		rollback(ctx, c)
		return err
	})
}

func (d *DB) onConn(ctx context.Context, fn func(*conn) error) error {
	c, err := newConn(ctx, d.pool, false)
	if err != nil {
		return err
	}
	defer c.close()
	return fn(c)
}

// rollback ends the transaction even when the caller has gone away; a
// connection that cannot do so is closed rather than given back.
func rollback(ctx context.Context, c *conn) {
	if _, err := c.c.ExecContext(context.WithoutCancel(ctx), "ROLLBACK"); err != nil {
		_ = c.c.Raw(func(any) error { return driver.ErrBadConn })
	}
}

// errAborted says that a statement had failed and the verb went on as if it had
// not: PostgreSQL then answers COMMIT with ROLLBACK and no error.
var errAborted = errors.New("db: nothing was committed, since a failed statement was passed over")

// flush sends the waiting statements and the commit in one round trip.
func flush(ctx context.Context, c *conn, later []statement) error {
	return c.c.Raw(func(dc any) error {
		if len(later) == 0 {
			tag, err := dc.(*stdlib.Conn).Conn().Exec(ctx, "COMMIT")
			if err == nil && tag.String() != "COMMIT" {
				err = errAborted
			}
			return err
		}
		batch := &pgx.Batch{}
		for _, s := range later {
			batch.Queue(s.text, s.args...)
		}
		batch.Queue("COMMIT")
		return dc.(*stdlib.Conn).Conn().SendBatch(ctx, batch).Close()
	})
}
