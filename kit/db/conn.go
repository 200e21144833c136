package db

import (
	"context"
	"database/sql"
)

// conn is one connection with its prepared statements. SQLite has no statement
// cache of its own; on PostgreSQL the driver keeps one and stmts stays empty.
type conn struct {
	c     *sql.Conn
	cache bool
	stmts map[string]*sql.Stmt
}

// maxStatements bounds the prepared statements of a connection; a text beyond
// it (a multi-row insert of unusual length) is prepared for one use.
const maxStatements = 400

func newConn(ctx context.Context, pool *sql.DB, cache bool) (*conn, error) {
	c, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return &conn{c: c, cache: cache, stmts: map[string]*sql.Stmt{}}, nil
}

func (c *conn) prepare(ctx context.Context, text string) (*sql.Stmt, error) {
	if s, ok := c.stmts[text]; ok {
		return s, nil
	}
	if len(c.stmts) >= maxStatements || len(text) > 4096 {
		return nil, nil
	}
	s, err := c.c.PrepareContext(context.WithoutCancel(ctx), text)
	if err != nil {
		return nil, err
	}
	c.stmts[text] = s
	return s, nil
}

func (c *conn) exec(ctx context.Context, text string, args []any) (int64, error) {
	var (
		res sql.Result
		err error
		s   *sql.Stmt
	)
	if c.cache {
		if s, err = c.prepare(ctx, text); err != nil {
			return 0, err
		}
	}
	if s != nil {
		res, err = s.ExecContext(ctx, args...)
	} else {
		res, err = c.c.ExecContext(ctx, text, args...)
	}
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

func (c *conn) query(ctx context.Context, text string, args []any, fn func(*sql.Rows) error) error {
	var (
		rows *sql.Rows
		err  error
		s    *sql.Stmt
	)
	if c.cache {
		if s, err = c.prepare(ctx, text); err != nil {
			return err
		}
	}
	if s != nil {
		rows, err = s.QueryContext(ctx, args...)
	} else {
		rows, err = c.c.QueryContext(ctx, text, args...)
	}
	if err != nil {
		return err
	}
	if err := fn(rows); err != nil {
		_ = rows.Close() // the first error is the one to tell
		return err
	}
	return rows.Close()
}

func (c *conn) close() {
	for _, s := range c.stmts {
		_ = s.Close()
	}
	_ = c.c.Close()
}
