package intake

import (
	"fenming/kit/db"
	"fenming/kit/job"
)

// Kind is the kind of the job that imports.
const Kind = "intake.run"

// Begin enqueues an import and returns the id of its job, whose progress and
// Result the job's own door shows. Faults: no or too many files, an unknown
// layout, currency or field.
func Begin(tx *db.Tx, in Start) (string, error) {
	if err := in.check(); err != nil {
		return "", err
	}
	id, err := job.Enqueue(tx, Kind, in, job.Behind())
	if err != nil {
		return "", err
	}
	files := make([]string, len(in.Files))
	for i, f := range in.Files {
		files[i] = f.SHA256
	}
	tx.Note("import:"+id, nil, map[string]any{"files": files, "layout": in.Layout, "mapping": in.Mapping})
	return id, nil
}
