package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"

	// The driver by its database/sql name.
	_ "github.com/jackc/pgx/v5/stdlib"
)

// newDatabase makes a database of its own on the server that make started; it
// goes with that server.
func newDatabase(ctx context.Context) (app, owner string, err error) {
	app, owner = os.Getenv("FENMING_TEST_PG"), os.Getenv("FENMING_TEST_PG_OWNER")
	if app == "" || owner == "" {
		return "", "", errors.New("PostgreSQL absent: run through make bench")
	}
	pool, err := sql.Open("pgx", owner)
	if err != nil {
		return "", "", err
	}
	defer func() { _ = pool.Close() }()
	name := fmt.Sprintf("fenming_bench_%d", os.Getpid())
	_, err = pool.ExecContext(ctx, `CREATE DATABASE `+name+` TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C' ENCODING 'UTF8'`)
	return in(app, name), in(owner, name), err
}

func in(address, name string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	u.Path = "/" + name
	return u.String()
}

func portOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Port()
}
