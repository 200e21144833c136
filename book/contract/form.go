package contract

import (
	"strings"
	"time"

	"fenming/book/contract/clause"
	"fenming/book/contract/lint"
	"fenming/book/contract/template"
	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/tenant"
)

// The states of a version of a template.
const (
	Draft    = "draft"
	Proposed = "proposed"
	Approved = "approved"
	Refused  = "refused"
	Retired  = "retired"
)

// Template 合同模板 is a text of a contract through its versions.
type Template struct {
	ID           string    `json:"id"`
	Code         string    `json:"code"`
	NameZH       string    `json:"name_zh"`
	NameEN       string    `json:"name_en"`
	Jurisdiction string    `json:"jurisdiction"`
	CreatedAt    time.Time `json:"created_at"`
	Versions     []Version `json:"versions,omitempty" doc:"newest first"`
}

// Version is one version. The Chinese text binds, the English one is its
// translation.
type Version struct {
	TemplateID string       `json:"template_id"`
	No         int          `json:"no"`
	State      string       `json:"state" enum:"draft,proposed,approved,refused,retired"`
	InForce    bool         `json:"in_force" doc:"new contracts are made with it today"`
	ZH         string       `json:"zh,omitempty"`
	EN         string       `json:"en,omitempty"`
	ZHHash     string       `json:"zh_hash"`
	ENHash     string       `json:"en_hash"`
	Pack       string       `json:"pack" doc:"version of the clause pack"`
	Plans      []string     `json:"plans" doc:"codes of the plans it is for; empty: every plan of the merchant's own"`
	Note       string       `json:"note"`
	Review     string       `json:"review" doc:"the lawyer who read it; empty: nobody has"`
	BasedOn    int          `json:"based_on,omitempty"`
	ApprovalID string       `json:"approval_id,omitempty"`
	FromDay    calendar.Day `json:"from_day,omitempty"`
	SavedAt    time.Time    `json:"saved_at"`
	SavedBy    string       `json:"saved_by"`
	ProposedAt time.Time    `json:"proposed_at,omitzero"`
	ProposedBy string       `json:"proposed_by,omitempty"`
	ApprovedAt time.Time    `json:"approved_at,omitzero"`
	ApprovedBy string       `json:"approved_by,omitempty"`
	Names      *Names       `json:"names,omitempty" doc:"of those who saved, proposed and approved it"`
	RetiredAt  time.Time    `json:"retired_at,omitzero"`
	RetiredBy  string       `json:"retired_by,omitempty"`
}

// Names are the people behind a version; a part of the system has none.
type Names struct {
	Saved    string `json:"saved,omitempty"`
	Proposed string `json:"proposed,omitempty"`
	Approved string `json:"approved,omitempty"`
	Retired  string `json:"retired,omitempty"`
}

// applies says whether the version may be used for a plan on a day.
func (v Version) applies(planCode string, day calendar.Day) bool {
	if v.State != Approved || v.FromDay > day {
		return false
	}
	for _, p := range v.Plans {
		if p == planCode {
			return true
		}
	}
	return len(v.Plans) == 0
}

// better says whether v takes precedence over w: one made for its plans before
// one for all, then the later day, then the later version.
func (v Version) better(w Version) bool {
	if a, b := len(v.Plans) > 0, len(w.Plans) > 0; a != b {
		return a
	}
	if v.FromDay != w.FromDay {
		return v.FromDay > w.FromDay
	}
	if v.No != w.No {
		return v.No > w.No
	}
	return v.TemplateID > w.TemplateID
}

// choose picks the version for a plan on a day; nil when none applies.
func choose(list []Version, planCode string, day calendar.Day) *Version {
	var in *Version
	for i := range list {
		if list[i].applies(planCode, day) && (in == nil || list[i].better(*in)) {
			in = &list[i]
		}
	}
	return in
}

// Report is what is to be said about a text.
type Report struct {
	IssuesZH []template.Issue `json:"issues_zh" doc:"faults of the Chinese text; with any of them it does not compile"`
	IssuesEN []template.Issue `json:"issues_en"`
	Findings []lint.Finding   `json:"findings" doc:"what the rules say about the wording"`
	Terms    []string         `json:"terms" doc:"key terms of the Chinese text"`
	Blocked  bool             `json:"blocked" doc:"it cannot be put forward as it is"`
	Rules    string           `json:"rules" doc:"version of the rules"`
}

// inspect compiles both texts and reads their wording.
func inspect(pack clause.Pack, day calendar.Day, lpr money.Rate, zh, en string) (Report, map[words.Lang]*template.Template, error) {
	rules, err := lint.On(pack.Jurisdiction, day)
	if err != nil {
		return Report{}, nil, err
	}
	r := Report{IssuesZH: []template.Issue{}, IssuesEN: []template.Issue{}, Findings: []lint.Finding{}, Terms: []string{}, Rules: rules.Version}
	ask := lint.Ask{Whole: true, Template: true, LPR: lpr, Titles: titles(words.ZH)}
	for id, title := range titles(words.EN) {
		ask.Titles[id] += " / " + title
	}
	compiled := map[words.Lang]*template.Template{}
	var raw lint.Ask // the wording of a text that does not compile is read all the same
	for _, side := range []struct {
		lang   words.Lang
		text   string
		issues *[]template.Issue
	}{{words.ZH, zh, &r.IssuesZH}, {words.EN, en, &r.IssuesEN}} {
		if side.lang == words.EN && strings.TrimSpace(side.text) == "" {
			continue // a translation may be missing
		}
		t, issues := template.Compile(side.text, library(pack, side.lang, day))
		*side.issues = append(*side.issues, issues...)
		if t == nil {
			raw.Texts = append(raw.Texts, template.AsPlain(side.text, side.lang))
			continue
		}
		compiled[side.lang] = t
		ask.Texts = append(ask.Texts, t.Plain())
	}
	raw.LPR = lpr
	r.Findings = rules.Check(ask)
	for _, f := range rules.Check(raw) {
		if f.Severity != lint.Style { // tags would make every sentence long
			r.Findings = append(r.Findings, f)
		}
	}
	if t := compiled[words.ZH]; t != nil {
		r.Terms = t.Terms()
	}
	r.Blocked = len(r.IssuesZH)+len(r.IssuesEN) > 0 || lint.Blocks(r.Findings)
	return r, compiled, nil
}

// today is the shop's day.
func today(tx *db.Tx) (calendar.Day, error) {
	zone, err := tenant.Location(tx)
	if err != nil {
		return "", err
	}
	return calendar.DayOf(tx.Now(), zone), nil
}

// packFor returns the clause pack of a jurisdiction on a day and the day's loan
// prime rate, 0 when none is recorded.
func packFor(tx *db.Tx, jurisdiction string) (clause.Pack, calendar.Day, money.Rate, error) {
	day, err := today(tx)
	if err != nil {
		return clause.Pack{}, "", 0, err
	}
	pack, err := clause.On(jurisdiction, day)
	if err != nil {
		return clause.Pack{}, "", 0, fault.Refused(wordNoPack, words.Args{"place": jurisdiction}).Because(err)
	}
	lpr, err := plan.LPR(tx, day)
	if fault.Is(err, fault.CodeRefused) || fault.Is(err, fault.CodeNotFound) {
		lpr, err = 0, nil // the rules then assume one
	}
	return pack, day, lpr, err
}
