package contact

import (
	"context"

	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/office/tenant"
)

// PermissionRead lets one see the gate's rules and its log.
const PermissionRead api.Permission = "contact.read"

// Operations are the doors of this room. There is none to Gate itself: a flow
// puts the question with the live balance.
func Operations() []api.Operation {
	return []api.Operation{
		api.Read("contact.list", "GET /v1/contacts", PermissionRead, wordChecks, opChecks),
		api.Read("contact.rules", "GET /v1/contacts/rules", PermissionRead, wordRules, opRules),
	}
}

// ChecksIn asks for logged checks.
type ChecksIn struct {
	CustomerID string `query:"customer_id" json:"-" maxLength:"40"`
	ContractID string `query:"contract_id" json:"-" maxLength:"40"`
	Cursor     string `query:"cursor" json:"-" maxLength:"200"`
	Limit      int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

func opChecks(_ context.Context, tx *db.Tx, in ChecksIn) (api.Page[Check], error) {
	page := api.Page[Check]{AsOf: tx.Now()}
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return page, err
	}
	loc, err := tenant.Location(tx)
	if err != nil {
		return page, err
	}
	size := api.PageSize(in.Limit)
	rows, err := checks(tx, in.CustomerID, in.ContractID, at[0], size+1)
	for i := range rows {
		rows[i].Sentence = rows[i].Decision.Sentence(tx.Lang(), loc)
	}
	page.Data, page.Next = api.Cut(rows, size, func(c Check) string { return api.Cursor(c.ID) })
	return page, err
}

// RulesOut is the rule pack in force with the merchant's tighter settings.
type RulesOut struct {
	Version      string       `json:"version"`
	Jurisdiction string       `json:"jurisdiction"`
	From         calendar.Day `json:"from"`
	Open         int          `json:"open" doc:"minute of the day, working days"`
	Close        int          `json:"close"`
	RestOpen     int          `json:"rest_open" doc:"minute of the day, weekends and holidays"`
	RestClose    int          `json:"rest_close"`
	PerDay       int          `json:"per_day"`
	PerWeek      int          `json:"per_week"`
	Rules        []PackRule   `json:"rules"`
}

func opRules(_ context.Context, tx *db.Tx, _ api.None) (RulesOut, error) {
	loc, err := tenant.Location(tx)
	if err != nil {
		return RulesOut{}, err
	}
	pack, err := packOn(calendar.DayOf(tx.Now(), loc))
	if err != nil {
		return RulesOut{}, err
	}
	p, err := shopProfile(tx, pack)
	return RulesOut{pack.Version, pack.Jurisdiction, pack.From, p.Open, p.Close, p.RestOpen, p.RestClose, p.PerDay, p.PerWeek,
		pack.Rules}, err
}
