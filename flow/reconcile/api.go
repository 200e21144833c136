package reconcile

import (
	"fenming/book/statement"
	"fenming/kit/api"
	"fenming/kit/blob"
)

// Operations are the doors of this room; lists and single files, lines and
// differences are read through book/statement's.
func Operations(store *blob.Store, parsers ...Parser) []api.Operation {
	d := desk{store: store, parsers: parsers}
	return []api.Operation{
		api.Prepare(api.Write("statement.import", "POST /v1/statements", statement.PermissionImport, wordImport, d.importFile).
			WithBody(MaxFile), d.keep),
		api.Read("statement.original", "GET /v1/statements/{id}/original", statement.PermissionRead, wordOriginal, d.original),
		api.Read("statement.days", "GET /v1/statements/days", statement.PermissionRead, wordDays, days),
		api.Write("statement.fetch", "POST /v1/statements/fetch", statement.PermissionImport, wordFetch, fetch),
		api.Write("line.match", "POST /v1/lines/{id}/match", statement.PermissionMatch, wordMatch, matchByHand),
		api.Write("match.undo", "POST /v1/matches/{id}/undo", statement.PermissionMatch, wordUndo, undo),
		api.Write("difference.explain", "POST /v1/differences/{id}/explain", statement.PermissionMatch, wordExplain, explainByHand),
	}
}
