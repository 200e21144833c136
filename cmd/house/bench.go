package house

import (
	"context"
	"errors"
	"log/slog"

	"fenming/book/ledger"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/office/identity"
	"fenming/office/tenant"
)

// PrepareBench makes an installation with one merchant and returns a machine
// key for the workloads of cmd/bench.
func PrepareBench(ctx context.Context, c Config) (string, error) {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	h, err := Open(ctx, c)
	if err != nil {
		return "", err
	}
	var key string
	scope := db.Scope{Tenant: tenant.NewID(calendar.System{}.Now()), Op: "bench.prepare", Actor: db.Actor{ID: "system.bench", Kind: "system"}}
	err = h.DB.Write(ctx, scope, func(tx *db.Tx) error {
		if _, err := tenant.Create(tx, tenant.New{Name: "Bench"}); err != nil {
			return err
		}
		_, key, err = identity.MakeKey(tx, identity.NewKey{Name: "bench", Days: 1,
			Scopes: []string{string(ledger.PermissionPost)}}, calendar.System{}.Now())
		return err
	})
	return key, errors.Join(err, h.Close())
}
