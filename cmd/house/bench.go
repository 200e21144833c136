package house

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"fenming/book/ledger"
	"fenming/book/limit"
	"fenming/book/plan"
	"fenming/flow/sell"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
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
			Scopes: []string{string(ledger.PermissionPost), string(sell.PermissionDecide)}}, calendar.System{}.Now())
		if err != nil {
			return err
		}
		if err := plan.SeedExamples(tx, calendar.DayOf(calendar.System{}.Now(), time.UTC)); err != nil {
			return err
		}
		_, err = limit.Set(tx, limit.SetIn{Amount: money.New(1_000_000_000, money.CNY), Reason: "bench"})
		return err
	})
	return key, errors.Join(err, h.Close())
}
