package dbtest

import (
	"context"
	"database/sql"
	"testing"

	// The driver by its database/sql name, for CREATE DATABASE.
	_ "github.com/jackc/pgx/v5/stdlib"
)

func runSQL(address, text string) error {
	pool, err := sql.Open("pgx", address)
	if err != nil {
		return err
	}
	defer func() { _ = pool.Close() }()
	_, err = pool.ExecContext(context.Background(), text)
	return err
}

// Raw runs text as the owner, outside every wall: for tests that play a thief
// or flip a byte. It takes the plain address of the bench.
func (b Bench) Raw(t testing.TB, owner, text string, args ...any) {
	t.Helper()
	driver, address := "sqlite", b.Address
	if b.DB.Engine() == "postgres" {
		driver = "pgx"
	} else {
		address = "file:" + address[len("sqlite:"):] + "?_pragma=busy_timeout(5000)"
	}
	if owner != "" {
		address = owner
	}
	pool, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pool.Close() }()
	if _, err := pool.ExecContext(context.Background(), text, args...); err != nil {
		t.Fatal(err)
	}
}

// Count runs a query for one number on a plain connection that names no tenant.
func (b Bench) Count(t testing.TB, text string) int64 {
	t.Helper()
	driver, address := "pgx", b.Address
	if b.DB.Engine() == "sqlite" {
		driver, address = "sqlite", "file:"+b.Address[len("sqlite:"):]
	}
	pool, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pool.Close() }()
	var n int64
	if err := pool.QueryRowContext(context.Background(), text).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
