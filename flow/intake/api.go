package intake

import (
	"context"
	"errors"
	"io"
	"net/http"

	"fenming/kit/api"
	"fenming/kit/blob"
	"fenming/kit/db"
)

// PermissionImport lets somebody bring orders in and see what was odd.
const PermissionImport api.Permission = "order.import"

// PreviewIn is a file to keep and look at.
type PreviewIn struct {
	Name   string     `query:"name" json:"-" maxLength:"200" required:"true" doc:"name of the file"`
	Upload api.Upload `json:"-"`
	out    Preview
}

// CheckIn is an import to try.
type CheckIn struct {
	Start
	out Check
}

// StartIn is an import to start.
type StartIn struct{ Start }

// StartOut names the job that imports.
type StartOut struct {
	JobID string `json:"job_id"`
}

// ReportIn asks for a report.
type ReportIn struct {
	SHA256 string `path:"sha256" json:"-" minLength:"64" maxLength:"64" doc:"as the job's result names it"`
	Format string `query:"format" json:"-" enum:"csv,xlsx" default:"xlsx"`
}

// Operations are the doors of this room.
func Operations(d *db.DB, store *blob.Store) []api.Operation {
	preview := api.Write("intake.preview", "POST /v1/imports/files", PermissionImport, wordPreview, opPreview).
		WithBody(MaxUpload).Created()
	preview.Accepts = "application/octet-stream"
	preview = api.Prepare(preview, func(ctx context.Context, c api.Caller, in *PreviewIn) error {
		return keepUpload(ctx, d, store, c.Tenant, in)
	})
	check := api.Read("intake.check", "POST /v1/imports/check", PermissionImport, wordCheck, opCheck)
	check = api.Prepare(check, func(ctx context.Context, c api.Caller, in *CheckIn) error {
		s, err := settled(ctx, d, store, c.Tenant)
		if err == nil {
			in.out, err = s.check(ctx, in.Start)
		}
		return err
	})
	start := api.Write("intake.start", "POST /v1/imports", PermissionImport, wordStart, opStart).WithKey().Created()
	start = api.Prepare(start, func(_ context.Context, c api.Caller, in *StartIn) error {
		return source{store: store, tenant: c.Tenant}.probe(in.Start)
	})
	report := api.Read("intake.report", "GET /v1/imports/reports/{sha256}", PermissionImport, wordReport,
		func(_ context.Context, tx *db.Tx, in ReportIn) (api.File, error) { return opReport(tx, store, in) })
	report.Gives = "application/octet-stream"
	return []api.Operation{preview, check, start, report}
}

func keepUpload(ctx context.Context, d *db.DB, store *blob.Store, tenant string, in *PreviewIn) error {
	ref, err := store.Put(ctx, tenant, in.Upload.Reader, MaxUpload)
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return api.BodyFault(err, MaxUpload)
	}
	if err != nil {
		return err
	}
	s, err := settled(ctx, d, store, tenant)
	if err == nil {
		in.out, err = s.inspect(ctx, ref, in.Name)
	}
	return err
}

func opPreview(_ context.Context, tx *db.Tx, in PreviewIn) (Preview, error) {
	tx.Note("file:"+in.out.SHA256, nil, map[string]any{"bytes": in.out.Size, "layout": in.out.Layout, "role": in.out.Role})
	return in.out, nil
}

func opCheck(_ context.Context, _ *db.Tx, in CheckIn) (Check, error) { return in.out, nil }

func opStart(_ context.Context, tx *db.Tx, in StartIn) (StartOut, error) {
	id, err := Begin(tx, in.Start)
	return StartOut{id}, err
}

func opReport(tx *db.Tx, store *blob.Store, in ReportIn) (api.File, error) {
	head, _, f, err := openReport(store, tx.Tenant(), in.SHA256)
	if err != nil {
		return api.File{}, err
	}
	if err := f.Close(); err != nil {
		return api.File{}, err
	}
	tenant, lang := tx.Tenant(), tx.Lang()
	kind := "text/csv; charset=utf-8"
	if in.Format == "xlsx" {
		kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return api.File{Name: "import-" + head.Job + "." + in.Format, Type: kind, Body: func(w io.Writer) error {
		return render(w, store, tenant, in.SHA256, in.Format, lang)
	}}, nil
}
