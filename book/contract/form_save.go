package contract

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"fenming/book/contract/clause"
	"fenming/book/contract/template"
	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/office/control"
)

// KindTemplate is the act of approving a version, which waits for a second
// person.
const KindTemplate = "template.approve"

// Acts are what office/control runs for this room.
func Acts() []control.Act {
	return []control.Act{{Kind: KindTemplate, Permission: PermissionApprove, Run: func(tx *db.Tx, raw []byte) error {
		var in approveArgs
		if err := json.Unmarshal(raw, &in); err != nil {
			return err
		}
		return approve(tx, in)
	}}}
}

// approveArgs name what the second person has read.
type approveArgs struct {
	TemplateID string `json:"template_id"`
	No         int    `json:"no"`
	ZHHash     string `json:"zh_hash"`
	ENHash     string `json:"en_hash"`
}

// DraftIn is the text of a draft.
type DraftIn struct {
	ZH     string   `json:"zh" maxLength:"65536" doc:"the text that binds"`
	EN     string   `json:"en,omitempty" maxLength:"65536" doc:"its translation"`
	Plans  []string `json:"plans,omitempty" maxItems:"50" doc:"codes of the plans it is for; empty: every plan of the merchant's own"`
	Note   string   `json:"note,omitempty" maxLength:"400" doc:"what changed and why"`
	Review string   `json:"review,omitempty" maxLength:"200" doc:"the lawyer who read it and the day"`
}

// CreateIn is a new template with its first draft.
type CreateIn struct {
	Code         string `json:"code" minLength:"2" maxLength:"40"`
	NameZH       string `json:"name_zh" minLength:"1" maxLength:"80"`
	NameEN       string `json:"name_en" minLength:"1" maxLength:"80"`
	Jurisdiction string `json:"jurisdiction" enum:"CN"`
	DraftIn
}

var codeForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{1,39}$`)

// Create makes a template with version 1 as a draft. Faults: a code of another
// form (invalid) or in use (conflict), no clause pack for the place (refused).
func Create(tx *db.Tx, in CreateIn) (Template, error) {
	if !codeForm.MatchString(in.Code) {
		return Template{}, fault.Invalid(wordCode).At("/code")
	}
	pack, _, _, err := packFor(tx, in.Jurisdiction)
	if err != nil {
		return Template{}, err
	}
	t := Template{ID: tx.ID("tpl"), Code: in.Code, NameZH: in.NameZH, NameEN: in.NameEN, Jurisdiction: in.Jurisdiction, CreatedAt: tx.Now()}
	n, err := insertTemplate(tx, t)
	if err != nil {
		return Template{}, err
	}
	if n == 0 {
		return Template{}, fault.Conflict(wordCodeTaken, words.Args{"code": in.Code}).At("/code")
	}
	v := draftOf(tx, t.ID, 1, pack, in.DraftIn)
	tx.Note("contract_template:"+t.ID, nil, map[string]any{"code": t.Code, "zh_hash": v.ZHHash})
	if err := insertVersion(tx, v); err != nil {
		return Template{}, err
	}
	t.Versions = []Version{v}
	return t, nil
}

// CreateBuiltIn makes the instalment sale that comes with the product.
func CreateBuiltIn(tx *db.Tx) (Template, error) {
	b, err := clause.InstalmentSale()
	if err != nil {
		return Template{}, err
	}
	return Create(tx, CreateIn{Code: b.Code, NameZH: b.Name.ZH, NameEN: b.Name.EN, Jurisdiction: b.Jurisdiction,
		DraftIn: DraftIn{ZH: b.Source.ZH, EN: b.Source.EN, Note: wordBuiltInNote.In(tx.Lang(), nil)}})
}

func draftOf(tx *db.Tx, id string, no int, pack clause.Pack, in DraftIn) Version {
	v := Version{TemplateID: id, No: no, State: Draft, Pack: pack.Version, SavedAt: tx.Now(), SavedBy: tx.Actor().ID}
	v.put(in)
	return v
}

// put takes over what was typed.
func (v *Version) put(in DraftIn) {
	v.ZH, v.EN = strings.ReplaceAll(in.ZH, "\r\n", "\n"), strings.ReplaceAll(in.EN, "\r\n", "\n")
	v.ZHHash, v.ENHash = template.Sum(v.ZH), template.Sum(v.EN)
	v.Note, v.Review = strings.TrimSpace(in.Note), strings.TrimSpace(in.Review)
	v.Plans = []string{}
	for _, p := range in.Plans {
		if p = strings.TrimSpace(p); p != "" && !slices.Contains(v.Plans, p) {
			v.Plans = append(v.Plans, p)
		}
	}
}

// SaveDraft changes the draft of a template; a draft may have faults. No draft is
// a conflict: revise a version first.
func SaveDraft(tx *db.Tx, id string, in DraftIn) (Version, error) {
	t, v, err := draftFor(tx, id)
	if err != nil {
		return Version{}, err
	}
	pack, _, _, err := packFor(tx, t.Jurisdiction)
	if err != nil {
		return Version{}, err
	}
	before := v.ZHHash
	v.put(in)
	v.Pack, v.SavedAt, v.SavedBy = pack.Version, tx.Now(), tx.Actor().ID
	tx.Note("contract_template:"+id, map[string]any{"no": v.No, "zh_hash": before}, map[string]any{"no": v.No, "zh_hash": v.ZHHash, "en_hash": v.ENHash})
	return v, updateVersion(tx, v, Draft)
}

func draftFor(tx *db.Tx, id string) (Template, Version, error) {
	t, err := templateByID(tx, id, tx.ForUpdate())
	if err != nil {
		return Template{}, Version{}, err
	}
	for _, v := range t.Versions {
		if v.State == Draft {
			return t, v, nil
		}
	}
	return t, Version{}, fault.Conflict(wordNoDraft)
}

// Revise makes a new draft of a version. A version whose approval came to
// nothing is marked refused. One draft at a time; another is a conflict.
func Revise(tx *db.Tx, id string, no int) (Version, error) {
	t, err := templateByID(tx, id, tx.ForUpdate())
	if err != nil {
		return Version{}, err
	}
	at := slices.IndexFunc(t.Versions, func(v Version) bool { return v.No == no })
	switch {
	case at < 0:
		return Version{}, fault.NotFound(wordNoVersion)
	case slices.ContainsFunc(t.Versions, func(v Version) bool { return v.State == Draft }):
		return Version{}, fault.Conflict(wordDraftOpen)
	}
	for _, v := range t.Versions {
		if err := bury(tx, v); err != nil {
			return Version{}, err
		}
	}
	pack, _, _, err := packFor(tx, t.Jurisdiction)
	if err != nil {
		return Version{}, err
	}
	from := t.Versions[at]
	v := draftOf(tx, id, t.Versions[0].No+1, pack, DraftIn{ZH: from.ZH, EN: from.EN, Plans: from.Plans})
	v.BasedOn = no
	tx.Note("contract_template:"+id, nil, map[string]any{"no": v.No, "based_on": no})
	return v, insertVersion(tx, v)
}

// bury marks a proposed version whose approval was rejected, withdrawn, expired
// or failed.
func bury(tx *db.Tx, v Version) error {
	if v.State != Proposed {
		return nil
	}
	a, err := control.Get(tx, v.ApprovalID)
	if err != nil {
		return err
	}
	if !slices.Contains([]string{control.Rejected, control.Withdrawn, control.Expired, control.Failed}, a.State) {
		return nil
	}
	v.State = Refused
	return updateVersion(tx, v, Proposed)
}

// ProposeIn puts a draft forward.
type ProposeIn struct {
	ID      string       `path:"id" json:"-" maxLength:"40"`
	FromDay calendar.Day `json:"from_day,omitempty" maxLength:"10" doc:"the day from which contracts are made with it; empty: once it is approved"`
}

// Propose puts the draft before a second person; from then on its texts never
// change. A text that does not compile, or with a void or missing finding, or
// that cannot be written for a sample of each kind of plan, is refused.
func Propose(tx *db.Tx, in ProposeIn) (Version, error) {
	t, v, err := draftFor(tx, in.ID)
	if err != nil {
		return Version{}, err
	}
	if in.FromDay != "" && in.FromDay.Check() != nil {
		return Version{}, fault.Invalid(wordFromDay).At("/from_day")
	}
	if err := fit(tx, t, v); err != nil {
		return Version{}, err
	}
	v.State, v.FromDay, v.ProposedAt, v.ProposedBy = Proposed, in.FromDay, tx.Now(), tx.Actor().ID
	a, err := control.Ask(tx, control.Request{Kind: KindTemplate, Permission: PermissionApprove, Object: "contract_template:" + t.ID,
		Args: approveArgs{t.ID, v.No, v.ZHHash, v.ENHash}, Summary: wordAsk, SummaryArgs: words.Args{"name": t.name(tx.Lang()), "no": v.No}})
	if err != nil {
		return Version{}, err
	}
	v.ApprovalID = a.ID
	tx.Note("contract_template:"+t.ID, map[string]any{"no": v.No, "state": Draft}, map[string]any{"no": v.No, "state": Proposed, "zh_hash": v.ZHHash})
	return v, updateVersion(tx, v, Draft)
}

func (t Template) name(lang words.Lang) string {
	if lang == words.ZH {
		return t.NameZH
	}
	return t.NameEN
}

// fit refuses a text that may not be used.
func fit(tx *db.Tx, t Template, v Version) error {
	pack, day, lpr, err := packFor(tx, t.Jurisdiction)
	if err != nil {
		return err
	}
	r, compiled, err := inspect(pack, day, lpr, v.ZH, v.EN)
	if err != nil {
		return err
	}
	if r.Blocked {
		first := ""
		switch {
		case len(r.IssuesZH) > 0:
			first = said(tx, r.IssuesZH[0].ZH, r.IssuesZH[0].EN)
		case len(r.IssuesEN) > 0:
			first = said(tx, r.IssuesEN[0].ZH, r.IssuesEN[0].EN)
		default:
			for _, f := range r.Findings {
				if first == "" && (f.Severity == "void" || f.Severity == "missing") {
					first = said(tx, f.Title.ZH, f.Title.EN)
				}
			}
		}
		return fault.Refused(wordBlocked, words.Args{"first": first})
	}
	for _, name := range SampleNames() {
		if _, err := preview(tx, compiled, name); err != nil {
			return err
		}
	}
	return nil
}

func said(tx *db.Tx, zh, en string) string {
	if tx.Lang() == words.ZH {
		return zh
	}
	return en
}

// approve is run for the second person. Law may have changed since the text was
// proposed, so it is read again.
func approve(tx *db.Tx, in approveArgs) error {
	t, err := templateByID(tx, in.TemplateID, tx.ForUpdate())
	if err != nil {
		return err
	}
	at := slices.IndexFunc(t.Versions, func(v Version) bool { return v.No == in.No })
	if at < 0 || t.Versions[at].State != Proposed || t.Versions[at].ZHHash != in.ZHHash || t.Versions[at].ENHash != in.ENHash {
		return fault.Conflict(wordOtherVersion)
	}
	v := t.Versions[at]
	if err := fit(tx, t, v); err != nil {
		return err
	}
	day, err := today(tx)
	if err != nil {
		return err
	}
	v.State, v.ApprovedAt, v.ApprovedBy = Approved, tx.Now(), tx.Actor().ID
	v.FromDay = max(v.FromDay, day)
	tx.Note("contract_template:"+t.ID, map[string]any{"no": v.No, "state": Proposed}, map[string]any{"no": v.No, "state": Approved, "from_day": v.FromDay})
	return updateVersion(tx, v, Proposed)
}

// Retire takes an approved version out of use; contracts made with it stay.
func Retire(tx *db.Tx, id string, no int) (Version, error) {
	t, err := templateByID(tx, id, tx.ForUpdate())
	if err != nil {
		return Version{}, err
	}
	at := slices.IndexFunc(t.Versions, func(v Version) bool { return v.No == no })
	if at < 0 {
		return Version{}, fault.NotFound(wordNoVersion)
	}
	v := t.Versions[at]
	if v.State != Approved {
		return Version{}, fault.Conflict(wordNotApproved)
	}
	v.State, v.RetiredAt, v.RetiredBy, v.InForce = Retired, tx.Now(), tx.Actor().ID, false
	tx.Note("contract_template:"+id, map[string]any{"no": no, "state": Approved}, map[string]any{"no": no, "state": Retired})
	return v, updateVersion(tx, v, Approved)
}

// Permissions of the templates.
const (
	PermissionTemplates api.Permission = "template.read"
	PermissionManage    api.Permission = "template.manage"
	PermissionApprove   api.Permission = "template.approve"
)
