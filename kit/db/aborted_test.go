package db_test

import (
	"context"
	"testing"

	"fenming/kit/db"
	"fenming/kit/db/dbtest"
)

// A verb that passes over a failed statement must not hear that its other
// statements were stored when the database dropped them.
func TestNoWriteIsAcknowledgedThatWasDropped(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		scope := dbtest.Scope()
		scope.Quiet = true
		err := b.DB.Write(context.Background(), scope, func(tx *db.Tx) error {
			if _, err := tx.Exec(insertJob, "k", 1); err != nil {
				return err
			}
			_, _ = tx.Exec(insertJob, "k", 2) // breaks the primary key
			return nil
		})
		if n := countRows(t, b, dbtest.Tenant); (err == nil) != (n == 1) {
			t.Fatalf("told %v, %d rows are there", err, n)
		}
	})
}
