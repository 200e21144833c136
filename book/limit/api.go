package limit

import (
	"context"
	"fenming/book/customer"

	"fenming/kit/api"
	"fenming/kit/db"
)

// Permissions of this room.
const (
	PermissionRead api.Permission = "limit.read"
	PermissionSet  api.Permission = "limit.set"
)

// ListIn asks for rules.
type ListIn struct {
	CustomerID string `query:"customer_id" json:"-" maxLength:"40"`
	Cursor     string `query:"cursor" json:"-" maxLength:"200"`
	Limit      int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

// GetIn names a customer, and a plan if it matters.
type GetIn struct {
	CustomerID string `path:"customer_id" json:"-" maxLength:"40"`
	PlanCode   string `query:"plan_code" json:"-" maxLength:"40"`
}

// Operations are the doors of this room.
func Operations() []api.Operation {
	return []api.Operation{
		api.Read("limit.list", "GET /v1/limits", PermissionRead, wordList, opList),
		api.Read("limit.get", "GET /v1/customers/{customer_id}/limit", PermissionRead, wordGet, opGet),
		api.Write("limit.set", "POST /v1/limits", PermissionSet, wordSet, opSet).WithKey().WithFreshFactor().Created(),
	}
}

func opList(_ context.Context, tx *db.Tx, in ListIn) (api.Page[Rule], error) {
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[Rule]{}, err
	}
	size := api.PageSize(in.Limit)
	rows, err := listRules(tx, in.CustomerID, at[0], size+1)
	if err != nil {
		return api.Page[Rule]{}, err
	}
	rows, next := api.Cut(rows, size, func(r Rule) string { return api.Cursor(r.ID) })
	return api.Page[Rule]{Data: rows, Next: next, AsOf: tx.Now()}, nil
}

func opGet(_ context.Context, tx *db.Tx, in GetIn) (View, error) {
	if _, err := customer.Get(tx, in.CustomerID); err != nil {
		return View{}, err
	}
	return OfPlan(tx, in.CustomerID, in.PlanCode)
}

func opSet(_ context.Context, tx *db.Tx, in SetIn) (Outcome, error) { return Propose(tx, in) }
