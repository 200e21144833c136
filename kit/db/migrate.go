package db

import (
	"context"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// Step is one migration and whether it has been applied.
type Step struct {
	Version int64  `json:"version"`
	Name    string `json:"name"`
	Applied bool   `json:"applied"`
}

func (d *DB) provider(files fs.FS) (*goose.Provider, error) {
	dialect := goose.DialectSQLite3
	if d.engine.name == postgresEngine.name {
		dialect = goose.DialectPostgres
	}
	return goose.NewProvider(dialect, d.pool, files, goose.WithDisableGlobalRegistry(true))
}

// Migrate brings the schema up to the newest step of files. On PostgreSQL run
// it as the owner; role, when not empty, is the plain role that serves. A
// database newer than files is refused.
func (d *DB) Migrate(ctx context.Context, files fs.FS, role string) error {
	return d.MigrateTo(ctx, files, role, 0)
}

// MigrateTo stops after the given step; 0 means all of them.
func (d *DB) MigrateTo(ctx context.Context, files fs.FS, role string, version int64) error {
	p, err := d.provider(files)
	if err != nil {
		return err
	}
	sources := p.ListSources()
	newest := sources[len(sources)-1].Version
	have, err := p.GetDBVersion(ctx)
	if err != nil {
		return err
	}
	if have > newest {
		return fmt.Errorf("the database has schema %d, this program knows %d: use the newer program", have, newest)
	}
	if version == 0 {
		version = newest
	}
	if _, err := p.UpTo(ctx, version); err != nil {
		return err
	}
	return d.secure(ctx, role)
}

// Plan lists all steps and which of them are applied; it changes nothing.
func (d *DB) Plan(ctx context.Context, files fs.FS) ([]Step, error) {
	p, err := d.provider(files)
	if err != nil {
		return nil, err
	}
	status, err := p.Status(ctx)
	if err != nil {
		return nil, err
	}
	steps := make([]Step, len(status))
	for i, s := range status {
		steps[i] = Step{s.Source.Version, s.Source.Path, s.State == goose.StateApplied}
	}
	return steps, nil
}
