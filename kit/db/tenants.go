package db

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// TenantInfo is what the kit needs to know of a tenant.
type TenantInfo struct {
	ID   string
	Zone string // IANA zone of the shop's day
}

// everywhere is the scope of the kit's own work on global tables.
func everywhere() Scope { return Scope{Quiet: true} }

// Tenants lists all tenants.
func (d *DB) Tenants(ctx context.Context) ([]TenantInfo, error) {
	var all []TenantInfo
	err := d.Read(ctx, everywhere(), func(tx *Tx) (err error) {
		all, err = All(tx.Global(), `SELECT tenant, zone FROM tenant ORDER BY tenant`, func(s Scan) (TenantInfo, error) {
			var t TenantInfo
			return t, s(&t.ID, &t.Zone)
		})
		return err
	})
	return all, err
}

// Zone returns the time zone of a tenant's day.
func (d *DB) Zone(ctx context.Context, tenant string) (*time.Location, error) {
	var name string
	err := d.Read(ctx, everywhere(), func(tx *Tx) (err error) {
		name, err = One(tx.Global(), `SELECT zone FROM tenant WHERE tenant = $1`, Value[string], tenant)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("zone of the tenant: %w", err)
	}
	return time.LoadLocation(name)
}

// DueTenants lists the tenants whose hint says that work is due.
func (d *DB) DueTenants(ctx context.Context, now time.Time) ([]string, error) {
	var due []string
	err := d.Read(ctx, everywhere(), func(tx *Tx) (err error) {
		due, err = All(tx.Global(), `SELECT tenant FROM due_work WHERE due_at <= $1 ORDER BY due_at LIMIT 1000`,
			Value[string], now.UnixMicro())
		return err
	})
	return due, err
}

// HintDue says when a tenant has work due next; the last hint counts, and the
// sweep finds what a hint missed.
func (d *DB) HintDue(ctx context.Context, tenant string, at time.Time) error {
	return d.Write(ctx, everywhere(), func(tx *Tx) error {
		_, err := tx.Global().Exec(`INSERT INTO due_work (tenant, due_at) VALUES ($1, $2)
			ON CONFLICT (tenant) DO UPDATE SET due_at = excluded.due_at`, tenant, at.UnixMicro())
		return err
	})
}

// ClearDue removes a hint that is not later than now.
func (d *DB) ClearDue(ctx context.Context, tenant string, now time.Time) error {
	return d.Write(ctx, everywhere(), func(tx *Tx) error {
		_, err := tx.Global().Exec(`DELETE FROM due_work WHERE tenant = $1 AND due_at <= $2`, tenant, now.UnixMicro())
		return err
	})
}

// Setting returns a setting of the installation, "" when it was never set.
func (d *DB) Setting(ctx context.Context, name string) (string, error) {
	var value string
	err := d.Read(ctx, everywhere(), func(tx *Tx) (err error) {
		value, err = One(tx.Global(), `SELECT value FROM instance WHERE name = $1`, Value[string], name)
		return err
	})
	if errors.Is(err, ErrNone) {
		return "", nil
	}
	return value, err
}

// Set stores a setting of the installation.
func (d *DB) Set(ctx context.Context, name, value string) error {
	return d.Write(ctx, everywhere(), func(tx *Tx) error {
		_, err := tx.Global().Exec(`INSERT INTO instance (name, value) VALUES ($1, $2)
			ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
		return err
	})
}
