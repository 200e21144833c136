package channel

import (
	"context"

	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
)

// policyOperations are the doors of policy updates.
func policyOperations() []api.Operation {
	return []api.Operation{
		api.Read("policy.list", "GET /v1/policies", PermissionPolicyRead, wordPolicyList, opPolicies),
		api.Write("policy.record", "POST /v1/policies", PermissionPolicy, wordPolicyRecord, opRecord).WithKey().Created(),
		api.Read("policy.get", "GET /v1/policies/{id}", PermissionPolicyRead, wordPolicyGet, opPolicy),
		api.Write("policy.acknowledge", "POST /v1/policies/{id}/read", PermissionPolicyRead, wordPolicyRead, opRead),
		api.Write("policy.confirm", "POST /v1/policies/{id}/confirm", PermissionPolicy, wordPolicyConfirm, opConfirm),
		api.Write("policy.remind", "POST /v1/policies/{id}/remind", PermissionPolicy, wordPolicyRemind, opRemind),
	}
}

// PolicyListIn narrows the list of policy updates.
type PolicyListIn struct {
	ChannelID string `query:"channel_id" json:"-" maxLength:"40"`
	Cursor    string `query:"cursor" json:"-" maxLength:"200"`
	Limit     int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

func opPolicies(_ context.Context, tx *db.Tx, in PolicyListIn) (api.Page[PolicyView], error) {
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[PolicyView]{}, err
	}
	size := api.PageSize(in.Limit)
	rows, err := Policies(tx, in.ChannelID, at[0], size+1)
	if err != nil {
		return api.Page[PolicyView]{}, err
	}
	rows, next := api.Cut(rows, size, func(p PolicyView) string { return api.Cursor(p.ID) })
	return api.Page[PolicyView]{Data: rows, Next: next, AsOf: tx.Now()}, nil
}

// PolicyIn is a policy update to record.
type PolicyIn struct {
	Title       string       `json:"title" minLength:"1" maxLength:"200"`
	Source      string       `json:"source" minLength:"1" maxLength:"500"`
	Text        string       `json:"text,omitempty" maxLength:"20000"`
	Summary     string       `json:"summary" minLength:"1" maxLength:"2000"`
	Channels    []string     `json:"channels" minItems:"1" maxItems:"100"`
	Readers     Readers      `json:"readers"`
	PublishedOn calendar.Day `json:"published_on"`
	EffectiveOn calendar.Day `json:"effective_on"`
	Supersedes  string       `json:"supersedes,omitempty" maxLength:"40"`
}

func opRecord(_ context.Context, tx *db.Tx, in PolicyIn) (Policy, error) {
	return RecordPolicy(tx, Policy{Title: in.Title, Source: in.Source, Text: in.Text, Summary: in.Summary, Channels: in.Channels,
		Readers: in.Readers, PublishedOn: in.PublishedOn, EffectiveOn: in.EffectiveOn, Supersedes: in.Supersedes})
}

func opPolicy(_ context.Context, tx *db.Tx, in IDIn) (PolicyView, error) { return GetPolicy(tx, in.ID) }

// ReadIn says how long the reader had the update open.
type ReadIn struct {
	ID    string `path:"id" json:"-" maxLength:"40"`
	Dwell int64  `json:"dwell,omitempty" minimum:"0" maximum:"86400" doc:"seconds"`
}

func opRead(_ context.Context, tx *db.Tx, in ReadIn) (PolicyView, error) {
	return ReadPolicy(tx, in.ID, in.Dwell)
}

// ConfirmIn is the compliance officer's word on an update.
type ConfirmIn struct {
	ID      string `path:"id" json:"-" maxLength:"40"`
	Changes bool   `json:"changes" doc:"whether anything has to change in the shop"`
	Note    string `json:"note" minLength:"1" maxLength:"2000" doc:"what changes, or why nothing does"`
	Task    bool   `json:"task,omitempty" doc:"open a task for the changes"`
}

func opConfirm(_ context.Context, tx *db.Tx, in ConfirmIn) (PolicyView, error) {
	return ConfirmPolicy(tx, in.ID, Verdict{Changes: in.Changes, Note: in.Note, Task: in.Task})
}

// RemindOut says how many were reminded.
type RemindOut struct {
	Reminded int `json:"reminded"`
}

func opRemind(_ context.Context, tx *db.Tx, in IDIn) (RemindOut, error) {
	n, err := Remind(tx, in.ID)
	return RemindOut{n}, err
}
