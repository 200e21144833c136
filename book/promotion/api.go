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
		api.Read("promotion.rules", "GET /v1/promotions/rules", PermissionRead, wordRules, opRules),
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
