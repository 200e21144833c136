package risk

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
)

// Permissions of this room. Whoever sees an order sees why it was decided so.
const (
	PermissionVerdict api.Permission = "order.read"
	PermissionRead    api.Permission = "risk.read"
	PermissionLists   api.Permission = "list.read"
	PermissionManage  api.Permission = "list.manage"
)

// Operations are the doors of this room.
func Operations() []api.Operation {
	return []api.Operation{
		api.Read("verdict.list", "GET /v1/verdicts", PermissionVerdict, wordVerdicts, opVerdicts),
		api.Read("verdict.get", "GET /v1/verdicts/{order_id}", PermissionVerdict, wordGet, opVerdict),
		api.Read("risk.rules", "GET /v1/risk/rules", PermissionRead, wordRules, opRules),
		api.Read("list.list", "GET /v1/lists", PermissionLists, wordLists, opEntries),
		api.Write("list.add", "POST /v1/lists", PermissionManage, wordAdd, opAdd).WithKey().Created(),
		api.Write("list.remove", "POST /v1/lists/{id}/remove", PermissionManage, wordRemove, opRemove),
	}
}

// VerdictsIn asks for verdicts.
type VerdictsIn struct {
	Outcome string `query:"outcome" json:"-" enum:"accept,step_up,hold,decline"`
	Cursor  string `query:"cursor" json:"-" maxLength:"200"`
	Limit   int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

func opVerdicts(_ context.Context, tx *db.Tx, in VerdictsIn) (api.Page[Verdict], error) {
	page := api.Page[Verdict]{AsOf: tx.Now()}
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return page, err
	}
	size := api.PageSize(in.Limit)
	rows, err := verdicts(tx, in.Outcome, at[0], size+1)
	page.Data, page.Next = api.Cut(rows, size, func(v Verdict) string { return api.Cursor(v.ID) })
	return page, err
}

// OrderIn names an order.
type OrderIn struct {
	OrderID string `path:"order_id" json:"-" maxLength:"40"`
}

// View is a verdict with its facts and the names of its levers.
type View struct {
	Verdict
	LeverNames map[string]Text `json:"lever_names"`
	Facts      json.RawMessage `json:"facts" doc:"what was judged: ids, blind indexes and numbers"`
}

func opVerdict(_ context.Context, tx *db.Tx, in OrderIn) (View, error) {
	v, err := Of(tx, in.OrderID)
	if err != nil {
		return View{}, err
	}
	facts, err := verdictFacts(tx, v.ID)
	return View{v, leverNames(v.Levers), json.RawMessage(facts)}, err
}

// leverNames gives the sentences of levers.
func leverNames(list []string) map[string]Text {
	names := map[string]Text{}
	for _, l := range list {
		for _, word := range leverWords {
			if strings.HasSuffix(word.Key, "."+l) {
				names[l] = Text{word.ZH, word.EN}
			}
		}
	}
	return names
}

// RuleView is a rule in words with its numbers.
type RuleView struct {
	Code   string           `json:"code"`
	Name   string           `json:"name" doc:"what it looks for"`
	Says   string           `json:"says" doc:"the reason it gives, with its places"`
	Weight int              `json:"weight"`
	Force  string           `json:"force,omitempty" doc:"the mildest outcome it allows"`
	At     map[string]int64 `json:"at" doc:"thresholds: minor units, seconds, ppm, counts"`
}

// RulesOut is the rule set in force.
type RulesOut struct {
	Version string       `json:"version"`
	From    calendar.Day `json:"from"`
	StepUp  int          `json:"step_up" doc:"score from which an order is stepped up"`
	Hold    int          `json:"hold"`
	Decline int          `json:"decline"`
	Rules   []RuleView   `json:"rules"`
}

func opRules(_ context.Context, tx *db.Tx, _ api.None) (RulesOut, error) {
	set, err := ruleSetOn(calendar.DayOf(tx.Now(), time.UTC))
	if err != nil {
		return RulesOut{}, err
	}
	out := RulesOut{Version: set.Version, From: set.From, StepUp: set.Lines.StepUp, Hold: set.Lines.Hold,
		Decline: set.Lines.Decline, Rules: []RuleView{}}
	for _, n := range set.Rules {
		if r, ok := ruleOf(n.Code); ok {
			out.Rules = append(out.Rules, RuleView{r.code, r.what.In(tx.Lang(), nil), r.say.In(tx.Lang(), nil), n.Weight, n.Force, n.At})
		}
	}
	return out, nil
}

// EntriesIn asks for list entries.
type EntriesIn struct {
	Kind    string `query:"kind" json:"-" enum:"block,watch,trust"`
	Subject string `query:"subject" json:"-" enum:"customer,phone,device,address,ip"`
	Cursor  string `query:"cursor" json:"-" maxLength:"200"`
	Limit   int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

func opEntries(_ context.Context, tx *db.Tx, in EntriesIn) (api.Page[Entry], error) {
	page := api.Page[Entry]{AsOf: tx.Now()}
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return page, err
	}
	size := api.PageSize(in.Limit)
	rows, err := entries(tx, in.Kind, in.Subject, at[0], size+1)
	page.Data, page.Next = api.Cut(rows, size, func(e Entry) string { return api.Cursor(e.ID) })
	return page, err
}

// AddIn puts something on a list.
type AddIn struct {
	Kind     string `json:"kind" enum:"block,watch,trust"`
	Subject  string `json:"subject" enum:"customer,phone,device,address,ip"`
	Value    string `json:"value" minLength:"1" maxLength:"300" doc:"id of the customer, else the value itself; only its index is kept"`
	Reason   string `json:"reason" minLength:"4" maxLength:"500" doc:"no personal data"`
	Source   string `json:"source,omitempty" maxLength:"200"`
	Evidence string `json:"evidence,omitempty" maxLength:"100"`
	Days     int    `json:"days,omitempty" minimum:"1" maximum:"1826" doc:"default 730"`
}

func opAdd(_ context.Context, tx *db.Tx, in AddIn) (Entry, error) {
	return Add(tx, Entry{Kind: in.Kind, Subject: in.Subject, Reason: in.Reason, Source: in.Source, Evidence: in.Evidence}, in.Value, in.Days)
}

// RemoveIn takes an entry off its list.
type RemoveIn struct {
	ID     string `path:"id" json:"-" maxLength:"40"`
	Reason string `json:"reason" minLength:"4" maxLength:"500"`
}

// RemovedOut is the entry that no longer counts.
type RemovedOut struct {
	ID        string    `json:"id"`
	RemovedAt time.Time `json:"removed_at"`
}

func opRemove(_ context.Context, tx *db.Tx, in RemoveIn) (RemovedOut, error) {
	return RemovedOut{in.ID, tx.Now()}, Remove(tx, in.ID, in.Reason)
}
