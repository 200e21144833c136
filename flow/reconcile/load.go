package reconcile

import (
	"context"

	"fenming/book/statement"
	"fenming/kit/db"
	"fenming/kit/job"
	"fenming/kit/money"
	"fenming/office/tenant"
	"fenming/platform"
)

// LoadArgs names the file to load.
type LoadArgs struct {
	FileID string `json:"file_id"`
}

// LoadResult is what a file came to. Matched, odd and set aside are the lines of
// its channel that this run judged; unlisted what the covered days lack.
type LoadResult struct {
	Lines    int64 `json:"lines"`
	Added    int64 `json:"added"`
	Matched  int64 `json:"matched"`
	Odd      int64 `json:"odd"`
	SetAside int64 `json:"set_aside"`
	Unlisted int64 `json:"unlisted"`
}

// portion is how many lines one transaction takes.
const (
	portionLoad  = 500
	portionMatch = 100
)

// load brings a file from received to matched. It may be killed at any instant
// and run again: lines are stored once, a judged line is not judged again.
func (d desk) load(ctx context.Context, run *job.Run, args LoadArgs) error {
	var (
		f    statement.File
		home tenant.Tenant
	)
	err := run.Read(ctx, func(tx *db.Tx) (err error) {
		if f, err = statement.GetFile(tx, args.FileID); err != nil {
			return err
		}
		home, err = tenant.Get(tx)
		return err
	})
	if err != nil || f.State == statement.Matched {
		return err
	}
	raw, err := d.read(run.Tenant, f.SHA256)
	if err != nil {
		return err
	}
	a, err := d.open(platform.RawFile{Name: f.Name, Bytes: raw, SHA256: f.SHA256}, f.Platform)
	if err != nil {
		return err
	}
	if f.State == statement.Received {
		if err := store(ctx, run, f, a.st, home.Currency); err != nil {
			return err
		}
	}
	got, err := d.matchAll(ctx, run, f.ChannelID, f.Lines)
	if err != nil {
		return err
	}
	if got.Unlisted, err = complete(ctx, run, f, a.st); err != nil {
		return err
	}
	err = run.Write(ctx, func(tx *db.Tx) error {
		if err := statement.SetState(tx, f.ID, statement.Matched); err != nil {
			return err
		}
		f, err = statement.GetFile(tx, f.ID)
		return err
	})
	if err != nil {
		return err
	}
	got.Lines, got.Added = f.Lines, f.Added
	return run.Result(ctx, got)
}

// store writes the lines of a file in portions.
func store(ctx context.Context, run *job.Run, f statement.File, st platform.Statement, currency money.Currency) error {
	var lines []statement.Line
	err := run.Read(ctx, func(tx *db.Tx) error {
		zone, err := tenant.Location(tx)
		lines = linesOf(f, st, currency, zone)
		return err
	})
	if err != nil {
		return err
	}
	for start := 0; start < len(lines); start += portionLoad {
		part := lines[start:min(start+portionLoad, len(lines))]
		if err := run.Write(ctx, func(tx *db.Tx) error { return statement.AddLines(tx, part) }); err != nil {
			return err
		}
		if err := run.Progress(ctx, int64(start+len(part)), 2*int64(len(lines))); err != nil {
			return err
		}
	}
	return run.Write(ctx, func(tx *db.Tx) error { return statement.SetState(tx, f.ID, statement.Loaded) })
}
