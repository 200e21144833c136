package promotion

import (
	"context"

	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/office/tenant"
)

// Permissions of this room.
const (
	PermissionCheck  api.Permission = "promotion.check"
	PermissionRead   api.Permission = "promotion.read"
	PermissionManage api.Permission = "promotion.manage"
)

// Operations are the doors of this room.
func Operations() []api.Operation {
	return []api.Operation{
		api.Read("promotion.check", "POST /v1/promotions/check", PermissionCheck, wordCheck, opCheck),
		api.Write("promotion.save", "POST /v1/promotions", PermissionManage, wordSave, opSave).WithKey().Created(),
		api.Read("promotion.list", "GET /v1/promotions", PermissionRead, wordList, opList),
		api.Read("promotion.get", "GET /v1/promotions/{id}", PermissionRead, wordGet, opGet),
		api.Write("promotion.publish", "POST /v1/promotions/{id}/publish", PermissionManage, wordPublic, opPublish),
		api.Read("promotion.rules", "GET /v1/promotion-rules", PermissionRead, wordRules, opRules),
	}
}

// CheckIn is a text to check.
type CheckIn struct {
	Text         string `json:"text" minLength:"1" maxLength:"20000"`
	Offer        *Offer `json:"offer,omitempty"`
	Jurisdiction string `json:"jurisdiction,omitempty" enum:"CN,EU,UK,US" doc:"Empty means CN"`
	Medium       string `json:"medium,omitempty" enum:"banner,live_script,product_page,sms" doc:"Empty means banner"`
}

func opCheck(_ context.Context, tx *db.Tx, in CheckIn) (Result, error) { return Run(tx, in) }

func opSave(_ context.Context, tx *db.Tx, in SaveIn) (Check, error) { return Save(tx, in) }

// ListIn asks for saved checks, newest first.
type ListIn struct {
	Verdict string `query:"verdict" json:"-" enum:"pass,fix,block"`
	State   string `query:"state" json:"-" enum:"draft,asked,published"`
	Cursor  string `query:"cursor" json:"-" maxLength:"200"`
	Limit   int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

func opList(_ context.Context, tx *db.Tx, in ListIn) (api.Page[Entry], error) {
	page := api.Page[Entry]{AsOf: tx.Now()}
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return page, err
	}
	size := api.PageSize(in.Limit)
	rows, err := list(tx, in.Verdict, in.State, at[0], size+1)
	page.Data, page.Next = api.Cut(rows, size, func(e Entry) string { return api.Cursor(e.ID) })
	return page, err
}

// IDIn names a saved check.
type IDIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
}

func opGet(_ context.Context, tx *db.Tx, in IDIn) (View, error) { return Look(tx, in.ID) }

// PublishIn names the check to publish.
type PublishIn struct {
	ID     string `path:"id" json:"-" maxLength:"40"`
	Reason string `json:"reason,omitempty" maxLength:"400" doc:"Why, needed where the check asks for a fix"`
}

func opPublish(_ context.Context, tx *db.Tx, in PublishIn) (Check, error) {
	return Publish(tx, in.ID, in.Reason)
}

// RulesOut are the rules, and how well they did on texts with known answers.
type RulesOut struct {
	Pack    string     `json:"pack"`
	Day     string     `json:"day"`
	Data    []RuleView `json:"data"`
	Quality Quality    `json:"quality"`
}

func opRules(_ context.Context, tx *db.Tx, _ api.None) (RulesOut, error) {
	day, err := dayOf(tx)
	if err != nil {
		return RulesOut{}, err
	}
	version, list, err := Rules(day)
	if err != nil {
		return RulesOut{}, err
	}
	q, err := Measured()
	return RulesOut{Pack: version, Day: string(day), Data: list, Quality: q}, err
}

func dayOf(tx *db.Tx) (calendar.Day, error) {
	zone, err := tenant.Location(tx)
	if err != nil {
		return "", err
	}
	return calendar.DayOf(tx.Now(), zone), nil
}
