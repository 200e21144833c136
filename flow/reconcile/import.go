package reconcile

import (
	"context"
	"io"

	"fenming/book/channel"
	"fenming/book/statement"
	"fenming/kit/api"
	"fenming/kit/blob"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/office/tenant"
	"fenming/platform"
)

// ImportIn is a statement file as somebody hands it over.
type ImportIn struct {
	ChannelID string     `query:"channel_id" json:"-" maxLength:"40" doc:"needed only where the file does not tell"`
	Name      string     `query:"name" json:"-" maxLength:"200" doc:"file name"`
	File      api.Upload `json:"-"`

	got arrival
}

// ImportOut is the file; Already says that it had come before.
type ImportOut struct {
	File    statement.File `json:"file"`
	Already bool           `json:"already"`
	JobID   string         `json:"job_id,omitempty" doc:"the job that loads and matches the lines"`
}

// arrival is a file that was kept and read in full.
type arrival struct {
	ref      blob.Ref
	name     string
	platform string
	source   string // upload | platform
	st       platform.Statement
}

// keep stores the original, whatever it is, and then reads all of it, outside of
// any transaction: a file that is cut off, does not add up or expands too far is
// told at once.
func (d desk) keep(ctx context.Context, c api.Caller, in *ImportIn) error {
	ref, err := d.store.Put(ctx, c.Tenant, in.File.Reader, MaxFile)
	if err != nil {
		return uploadFault(err)
	}
	if ref.Size == 0 {
		return fault.Invalid(wordEmpty)
	}
	raw, err := d.read(c.Tenant, ref.SHA256)
	if err != nil {
		return err
	}
	in.got, err = d.open(platform.RawFile{Name: in.Name, Bytes: raw, SHA256: ref.SHA256}, "")
	in.got.source = "upload"
	return err
}

// uploadFault keeps our own faults and explains a body that broke off or is too
// large.
func uploadFault(err error) error {
	if f := fault.As(err); f.Code != fault.CodeInternal {
		return f
	}
	return api.BodyFault(err, MaxFile)
}

// open reads a file that is kept already.
func (d desk) open(file platform.RawFile, only string) (arrival, error) {
	which, st, err := d.parse(file, only)
	if err != nil {
		return arrival{}, err
	}
	return arrival{ref: blob.Ref{SHA256: file.SHA256, Size: int64(len(file.Bytes))}, name: file.Name, platform: which, st: st}, nil
}

// importFile registers a file that keep has read and leaves the job that loads it.
func (d desk) importFile(_ context.Context, tx *db.Tx, in ImportIn) (ImportOut, error) {
	all, err := channel.List(tx)
	if err != nil {
		return ImportOut{}, err
	}
	if in.ChannelID != "" {
		if _, err := channel.Get(tx, in.ChannelID); err != nil {
			return ImportOut{}, err
		}
	}
	c, why := channelFor(all, in.got.platform, in.got.st.Account, in.ChannelID)
	if why.Key != "" {
		return ImportOut{}, fault.Invalid(why).At("/query/channel_id")
	}
	return receive(tx, c, in.got)
}

// receive enters a file and leaves the job that loads it, also for one that came
// before and was not worked to the end.
func receive(tx *db.Tx, c channel.Channel, a arrival) (ImportOut, error) {
	zone, err := tenant.Location(tx)
	if err != nil {
		return ImportOut{}, err
	}
	f := statement.File{ChannelID: c.ID, Platform: c.Platform, Name: a.name, Kind: string(a.st.Kind), Variant: a.st.Variant,
		Account: a.st.Account, SHA256: a.ref.SHA256, Size: a.ref.Size, Lines: int64(len(a.st.Lines)), Source: a.source}
	f.From, f.To = span(a.st, zone)
	if f.Controls, err = controlsOf(a.st); err != nil {
		return ImportOut{}, err
	}
	if f.Warnings, err = warningsOf(a.st); err != nil {
		return ImportOut{}, err
	}
	kept, fresh, err := statement.Receive(tx, f)
	if err != nil {
		return ImportOut{}, err
	}
	out := ImportOut{File: kept, Already: !fresh}
	if kept.State != statement.Matched {
		out.JobID, err = job.Enqueue(tx, jobLoad, LoadArgs{FileID: kept.ID}, job.Once(kept.ID))
	}
	return out, err
}

// original hands out the bytes as they arrived, after they were hashed again.
func (d desk) original(_ context.Context, tx *db.Tx, in IDIn) (api.File, error) {
	f, err := statement.GetFile(tx, in.ID)
	if err != nil {
		return api.File{}, err
	}
	raw, err := d.read(tx.Tenant(), f.SHA256)
	if err != nil {
		return api.File{}, err
	}
	name := f.Name
	if name == "" {
		name = f.SHA256[:16]
	}
	return api.File{Name: name, Type: "application/octet-stream", Body: func(w io.Writer) error {
		_, err := w.Write(raw)
		return err
	}}, nil
}
