package customer

import (
	"context"
	"time"

	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/words"
)

// PurposeView is a purpose as it is shown, in the language asked for.
type PurposeView struct {
	ID             string       `json:"id"`
	Kind           string       `json:"kind" enum:"ordinary,separate,channel" doc:"separate: an act of its own is needed"`
	Version        string       `json:"version"`
	From           calendar.Day `json:"from"`
	Title          string       `json:"title"`
	Text           string       `json:"text"`
	Data           string       `json:"data"`
	Recipient      string       `json:"recipient"`
	Retention      string       `json:"retention"`
	Withdrawal     string       `json:"withdrawal" doc:"what a withdrawal changes, told before the act"`
	ServiceDepends bool         `json:"service_depends" doc:"the service cannot be given without it"`
	Shown          string       `json:"shown" doc:"the whole text that the hash covers"`
	TextHash       string       `json:"text_hash" doc:"SHA-256 of shown, hex"`
	Source         string       `json:"source"`
	Confidence     string       `json:"confidence" enum:"text,secondary,memory,product"`
}

func (p Purpose) view(lang words.Lang) PurposeView {
	return PurposeView{ID: p.ID, Kind: p.Kind, Version: p.Version, From: p.From, Title: p.Title.in(lang), Text: p.Text.in(lang),
		Data: p.Data.in(lang), Recipient: p.recipient(lang), Retention: p.Retention.in(lang), Withdrawal: p.Withdrawal.in(lang),
		ServiceDepends: p.ServiceDepends, Shown: p.Shown(lang), TextHash: p.Hash(lang), Source: p.Source, Confidence: p.Confidence}
}

// Purposes lists the purposes in force, in the language of who asks.
func Purposes(tx *db.Tx) ([]PurposeView, error) {
	c, err := builtIn()
	if err != nil {
		return nil, err
	}
	list := []PurposeView{}
	for _, p := range c.purposesOn(today(tx)) {
		list = append(list, p.view(tx.Lang()))
	}
	return list, nil
}

func opPurposes(_ context.Context, tx *db.Tx, _ api.None) (api.Page[PurposeView], error) {
	list, err := Purposes(tx)
	return api.Page[PurposeView]{Data: list, AsOf: tx.Now()}, err
}

// ConsentState is a purpose with where the customer stands.
type ConsentState struct {
	Purpose  PurposeView `json:"purpose"`
	State    Stand       `json:"state" enum:"none,given,refused,withdrawn"`
	Consent  *Consent    `json:"consent,omitempty"`
	Outdated bool        `json:"outdated" doc:"given to an older text: what the new one adds is not agreed to (PIPL 14)"`
	MayAsk   bool        `json:"may_ask"`
	AskAfter *time.Time  `json:"ask_after,omitempty" doc:"after a no: not before this time"`
}

// ConsentsOut is everything a customer said about consents.
type ConsentsOut struct {
	Purposes []ConsentState `json:"purposes"`
	Other    []Consent      `json:"other" doc:"consents outside the catalogue, such as the signing of a contract"`
	History  []ConsentAct   `json:"history" doc:"newest first"`
	AsOf     time.Time      `json:"as_of"`
}

// ConsentsOf reads where a customer stands with every purpose.
func ConsentsOf(tx *db.Tx, id string) (ConsentsOut, error) {
	out := ConsentsOut{Purposes: []ConsentState{}, Other: []Consent{}, AsOf: tx.Now()}
	if _, err := known(tx, id); err != nil {
		return out, err
	}
	c, err := builtIn()
	if err != nil {
		return out, err
	}
	given, refused, err := spoken(tx, id)
	if err != nil {
		return out, err
	}
	listed := map[string]bool{}
	for _, p := range c.purposesOn(today(tx)) {
		listed[p.ID] = true
		state := ConsentState{Purpose: p.view(tx.Lang()), MayAsk: true}
		var no time.Time
		state.State, state.Consent, no = stand(p.ID, given, refused)
		state.Outdated = state.Consent != nil && state.Consent.TextVersion != p.Version
		if until := askAfter(state.State, no, tx.Now(), c.ReaskDays); !until.IsZero() {
			state.MayAsk, state.AskAfter = false, &until
		}
		out.Purposes = append(out.Purposes, state)
	}
	for _, g := range given {
		if !listed[g.Purpose] {
			out.Other = append(out.Other, g)
		}
	}
	out.History = acts(given, refused)
	return out, nil
}

func opConsents(_ context.Context, tx *db.Tx, in IDIn) (ConsentsOut, error) {
	return ConsentsOf(tx, in.ID)
}

// ConsentIn records a consent.
type ConsentIn struct {
	ID       string `path:"id" json:"-" maxLength:"40"`
	Purpose  string `json:"purpose" minLength:"1" maxLength:"60"`
	TextHash string `json:"text_hash" minLength:"64" maxLength:"64" doc:"of the text shown, as the catalogue gives it"`
	Channel  string `json:"channel" minLength:"1" maxLength:"40" doc:"where it was given: page, store, phone"`
	Evidence string `json:"evidence,omitempty" maxLength:"80" doc:"what proves it: contract:… or disclosure:…"`
	// TextVersion is told by the hash; it is taken so that older callers go on.
	TextVersion string `json:"text_version,omitempty" maxLength:"40" doc:"told by the hash"`
	Unasked     bool   `json:"unasked,omitempty" doc:"the customer brought it up himself; only then within 30 days of a no"`
}

func opConsent(ctx context.Context, tx *db.Tx, in ConsentIn) (Detail, error) {
	err := Give(tx, in.ID, GiveIn{Purpose: in.Purpose, TextHash: in.TextHash, Channel: in.Channel, Evidence: in.Evidence, Asked: !in.Unasked})
	if err != nil {
		return Detail{}, err
	}
	return opGet(ctx, tx, IDIn{in.ID})
}

// RefuseIn records a no.
type RefuseIn struct {
	ID       string `path:"id" json:"-" maxLength:"40"`
	Purpose  string `json:"purpose" minLength:"1" maxLength:"60"`
	TextHash string `json:"text_hash" minLength:"64" maxLength:"64" doc:"of the text shown"`
	Channel  string `json:"channel" minLength:"1" maxLength:"40" doc:"where it was said: page, store, phone"`
}

func opRefuse(ctx context.Context, tx *db.Tx, in RefuseIn) (Detail, error) {
	err := Refuse(tx, in.ID, Refusal{Purpose: in.Purpose, TextHash: in.TextHash, Channel: in.Channel})
	if err != nil {
		return Detail{}, err
	}
	return opGet(ctx, tx, IDIn{in.ID})
}

// WithdrawIn names the purpose whose consent is withdrawn.
type WithdrawIn struct {
	ID      string `path:"id" json:"-" maxLength:"40"`
	Purpose string `json:"purpose" minLength:"1" maxLength:"60"`
	Channel string `json:"channel,omitempty" maxLength:"40" doc:"where it was said: page, store, phone"`
}

func opWithdraw(ctx context.Context, tx *db.Tx, in WithdrawIn) (Detail, error) {
	if err := Withdraw(tx, in.ID, in.Purpose, in.Channel); err != nil {
		return Detail{}, err
	}
	return opGet(ctx, tx, IDIn{in.ID})
}
