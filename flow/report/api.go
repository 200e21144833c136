package report

import (
	"context"

	"fenming/kit/api"
)

// Permissions of this room.
const (
	PermissionHome        api.Permission = "home.read"
	PermissionRead        api.Permission = "report.read"
	PermissionExport      api.Permission = "export.list"
	PermissionExportAudit api.Permission = "audit.export"
)

// Operations are the doors of this room. An export writes nothing but its audit
// entry: what left the house is on record.
func Operations(o Options) []api.Operation {
	ops := []api.Operation{
		api.Read("report.home", "GET /v1/reports/home", PermissionHome, wordHome, o.home),
		api.Read("report.ageing", "GET /v1/reports/ageing", PermissionRead, wordAgeing, ageing),
		api.Read("report.sales", "GET /v1/reports/sales", PermissionRead, wordSales, sales),
		api.Read("report.due", "GET /v1/reports/due", PermissionRead, wordDueRows, dueRows),
		api.Prepare(api.Write("report.export_ageing", "POST /v1/exports/ageing", PermissionExport, wordExportAgeing, ageingFile),
			func(_ context.Context, c api.Caller, in *ExportIn) error { in.who = person(c); return nil }),
		api.Prepare(api.Write("report.export_sales", "POST /v1/exports/sales", PermissionExport, wordExportSales, salesFile),
			func(_ context.Context, c api.Caller, in *SalesFileIn) error { in.who = person(c); return nil }),
		api.Prepare(api.Write("report.export", "POST /v1/exports/lists/{list}", PermissionExport, wordExport, listFile),
			func(_ context.Context, c api.Caller, in *ListIn) error { in.who = person(c); return nil }),
	}
	if o.Audit != nil {
		ops = append(ops, api.Prepare(api.Write("report.export_audit", "POST /v1/exports/audit", PermissionExportAudit, wordExportAudit,
			o.auditFile), func(_ context.Context, c api.Caller, in *AuditIn) error { in.who = person(c); return nil }))
	}
	return ops
}

// person is how an export names who asked for it.
func person(c api.Caller) string {
	if c.Name == "" {
		return c.Actor.ID
	}
	return c.Name + " (" + c.Actor.ID + ")"
}
