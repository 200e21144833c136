package intake

import (
	"io"

	"fenming/kit/blob"
	"fenming/kit/words"
)

// WriteReport writes the odd rows of an import as CSV, for the command line.
func WriteReport(w io.Writer, store *blob.Store, tenant, sha string, lang words.Lang) error {
	return render(w, store, tenant, sha, "csv", lang)
}
