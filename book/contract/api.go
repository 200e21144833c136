package contract

import (
	"context"
	"slices"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/paper"
)

// PermissionRead lets a person see contracts.
const PermissionRead api.Permission = "contract.read"

// ListIn asks for contracts.
type ListIn struct {
	State      string `query:"state" json:"-" enum:"offered,signed,active,settled,cancelled,written_off"`
	CustomerID string `query:"customer_id" json:"-" maxLength:"40"`
	Cursor     string `query:"cursor" json:"-" maxLength:"200"`
	Limit      int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

// IDIn names one contract.
type IDIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
}

// View is a contract with all that belongs to it.
type View struct {
	Contract
	Instalments []Instalment `json:"instalments"`
	Acceptances []Acceptance `json:"acceptances"`
	Events      []Event      `json:"events"`
}

// Operations are the doors of this room; press draws its papers.
func Operations(press *paper.Press) []api.Operation {
	return slices.Concat([]api.Operation{
		api.Read("contract.list", "GET /v1/contracts", PermissionRead, wordList, opList),
		api.Read("contract.get", "GET /v1/contracts/{id}", PermissionRead, wordGet, opGet),
	}, textOperations(press), templateOperations())
}

func opList(_ context.Context, tx *db.Tx, in ListIn) (api.Page[Contract], error) {
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[Contract]{}, err
	}
	size := api.PageSize(in.Limit)
	rows, err := list(tx, filter{in.State, in.CustomerID, at[0], size + 1})
	if err != nil {
		return api.Page[Contract]{}, err
	}
	rows, next := api.Cut(rows, size, func(c Contract) string { return api.Cursor(c.ID) })
	return api.Page[Contract]{Data: rows, Next: next, AsOf: tx.Now()}, nil
}

func opGet(_ context.Context, tx *db.Tx, in IDIn) (View, error) {
	c, err := Get(tx, in.ID)
	if err != nil {
		return View{}, err
	}
	v := View{Contract: c}
	if v.Instalments, err = instalments(tx, c.ID); err != nil {
		return v, err
	}
	if v.Acceptances, err = acceptances(tx, c.ID); err != nil {
		return v, err
	}
	v.Events, err = events(tx, c.ID)
	return v, err
}
