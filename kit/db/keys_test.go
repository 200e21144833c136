package db_test

import (
	"context"
	"errors"
	"testing"

	"fenming/kit/db"
	"fenming/kit/db/dbtest"
)

// Keys made in a transaction that was rolled back must not be used afterwards:
// what they seal could not be opened after the next start.
func TestKeysOfARolledBackTransactionAreForgotten(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		bad := errors.New("bad")
		err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
			for range 2 {
				if _, err := tx.Seal("customer", "name", "1", "李雷"); err != nil {
					return err
				}
			}
			return bad
		})
		if !errors.Is(err, bad) {
			t.Fatal(err)
		}
		b.Write(t, func(tx *db.Tx) error { _, err := tx.Seal("customer", "name", "1", "李雷"); return err })
		b.Read(t, func(tx *db.Tx) error {
			n, err := db.One(tx, `SELECT count(*) FROM vault_key WHERE tenant = $1`, db.Value[int64])
			if err == nil && n != 1 {
				t.Errorf("%d stored keys, want 1: fields are sealed under a key that is nowhere", n)
			}
			return err
		})
	})
}
