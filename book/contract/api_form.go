package contract

import (
	"bytes"
	"context"
	"encoding/json"
	"io"

	"fenming/book/contract/clause"
	"fenming/book/contract/lint"
	"fenming/book/contract/template"
	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/paper"
	"fenming/kit/words"
	"fenming/office/identity"
	"fenming/office/tenant"
)

// templateOperations are the doors of templates and clauses.
func templateOperations() []api.Operation {
	return []api.Operation{
		api.Read("template.list", "GET /v1/contract-templates", PermissionTemplates, wordListTemplates, opTemplates),
		api.Read("template.get", "GET /v1/contract-templates/{id}", PermissionTemplates, wordGetTemplate, opTemplate),
		api.Read("template.help", "GET /v1/contract-templates/help", PermissionTemplates, wordHelp, opHelp),
		api.Read("template.check", "POST /v1/contract-templates/check", PermissionTemplates, wordCheck, opCheck),
		api.Read("template.version", "GET /v1/contract-templates/{id}/version", PermissionTemplates, wordGetVersion, opVersion),
		api.Read("template.diff", "GET /v1/contract-templates/{id}/diff", PermissionTemplates, wordDiff, opDiff),
		api.Write("template.create", "POST /v1/contract-templates", PermissionManage, wordCreate,
			func(_ context.Context, tx *db.Tx, in CreateIn) (Template, error) { return Create(tx, in) }).WithKey().Created(),
		api.Write("template.built_in", "POST /v1/contract-templates/built-in", PermissionManage, wordBuiltIn,
			func(_ context.Context, tx *db.Tx, _ api.None) (Template, error) { return CreateBuiltIn(tx) }).WithKey().Created(),
		api.Write("template.save", "PUT /v1/contract-templates/{id}/draft", PermissionManage, wordSave,
			func(_ context.Context, tx *db.Tx, in SaveIn) (Version, error) {
				return SaveDraft(tx, in.ID, in.DraftIn)
			}),
		api.Write("template.revise", "POST /v1/contract-templates/{id}/revise", PermissionManage, wordRevise,
			func(_ context.Context, tx *db.Tx, in VersionIn) (Version, error) { return Revise(tx, in.ID, in.No) }).WithKey(),
		api.Write("template.propose", "POST /v1/contract-templates/{id}/propose", PermissionManage, wordPropose,
			func(_ context.Context, tx *db.Tx, in ProposeIn) (Version, error) { return Propose(tx, in) }).WithKey(),
		api.Write("template.retire", "POST /v1/contract-templates/{id}/retire", PermissionApprove, wordRetire,
			func(_ context.Context, tx *db.Tx, in VersionIn) (Version, error) { return Retire(tx, in.ID, in.No) }).WithKey(),
		api.Read("contract_party.get", "GET /v1/contract-party", PermissionTemplates, wordParty,
			func(_ context.Context, tx *db.Tx, _ api.None) (Party, error) { return PartyOf(tx) }),
		api.Write("contract_party.save", "PUT /v1/contract-party", PermissionManage, wordSaveParty,
			func(_ context.Context, tx *db.Tx, in Party) (Party, error) { return SaveParty(tx, in) }),
	}
}

// SaveIn is the text of a draft of a template.
type SaveIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
	DraftIn
}

// VersionIn names a version of a template.
type VersionIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
	No int    `json:"no" minimum:"1" maximum:"1000000"`
}

// TemplatesIn asks for templates.
type TemplatesIn struct {
	Cursor string `query:"cursor" json:"-" maxLength:"200"`
	Limit  int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

func opTemplates(_ context.Context, tx *db.Tx, in TemplatesIn) (api.Page[Template], error) {
	page := api.Page[Template]{Data: []Template{}, AsOf: tx.Now()}
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return page, err
	}
	size := api.PageSize(in.Limit)
	rows, err := listTemplates(tx, at[0], size+1)
	if err != nil {
		return page, err
	}
	rows, page.Next = api.Cut(rows, size, func(t Template) string { return api.Cursor(t.ID) })
	for _, r := range rows {
		t, err := outline(tx, r.ID)
		if err != nil {
			return page, err
		}
		page.Data = append(page.Data, t)
	}
	return page, nil
}

// outline is a template with its versions, their texts left out and the ones in
// force marked.
func outline(tx *db.Tx, id string) (Template, error) {
	t, err := templateByID(tx, id, "")
	if err != nil {
		return t, err
	}
	day, err := today(tx)
	if err != nil {
		return t, err
	}
	best := -1
	for i, v := range t.Versions {
		t.Versions[i].ZH, t.Versions[i].EN = "", ""
		if v.State == Approved && v.FromDay <= day && (best < 0 || v.better(t.Versions[best])) {
			best = i
		}
	}
	if best >= 0 {
		t.Versions[best].InForce = true
	}
	return t, named(tx, t.Versions)
}

// named adds the names of the people behind versions.
func named(tx *db.Tx, list []Version) error {
	var ids []string
	for _, v := range list {
		ids = append(ids, v.SavedBy, v.ProposedBy, v.ApprovedBy, v.RetiredBy)
	}
	of, err := identity.Names(tx, ids...)
	for i, v := range list {
		list[i].Names = &Names{of[v.SavedBy], of[v.ProposedBy], of[v.ApprovedBy], of[v.RetiredBy]}
	}
	return err
}

func opTemplate(_ context.Context, tx *db.Tx, in IDIn) (Template, error) { return outline(tx, in.ID) }

// VersionQuery names a version in the address.
type VersionQuery struct {
	ID string `path:"id" json:"-" maxLength:"40"`
	No int    `query:"no" json:"-" minimum:"0" doc:"default: the newest"`
}

// VersionView is a version with what is to be said about it today.
type VersionView struct {
	Version
	Report Report `json:"report"`
}

func opVersion(_ context.Context, tx *db.Tx, in VersionQuery) (VersionView, error) {
	t, err := templateByID(tx, in.ID, "")
	if err != nil {
		return VersionView{}, err
	}
	for _, v := range t.Versions {
		if in.No == 0 || v.No == in.No {
			pack, day, lpr, err := packFor(tx, t.Jurisdiction)
			if err != nil {
				return VersionView{}, err
			}
			r, _, err := inspect(pack, day, lpr, v.ZH, v.EN)
			return VersionView{v, r}, err
		}
	}
	return VersionView{}, fault.NotFound(wordNoVersion)
}

// DiffIn names two versions.
type DiffIn struct {
	ID   string     `path:"id" json:"-" maxLength:"40"`
	From int        `query:"from" json:"-" minimum:"0" doc:"default: the one before to"`
	To   int        `query:"to" json:"-" minimum:"0" doc:"default: the newest"`
	Lang words.Lang `query:"lang" json:"-" enum:"zh-CN,en" doc:"default zh-CN"`
}

// DiffOut is the comparison.
type DiffOut struct {
	From    int               `json:"from"`
	To      int               `json:"to"`
	Changes []template.Change `json:"changes"`
}

func opDiff(_ context.Context, tx *db.Tx, in DiffIn) (DiffOut, error) {
	t, err := templateByID(tx, in.ID, "")
	if err != nil {
		return DiffOut{}, err
	}
	if in.To == 0 {
		in.To = t.Versions[0].No
	}
	if in.From == 0 {
		in.From = max(1, in.To-1)
	}
	text := map[int]string{}
	for _, v := range t.Versions {
		text[v.No] = v.ZH
		if in.Lang == words.EN {
			text[v.No] = v.EN
		}
	}
	before, ok1 := text[in.From]
	after, ok2 := text[in.To]
	if !ok1 || !ok2 {
		return DiffOut{}, fault.NotFound(wordNoVersion)
	}
	return DiffOut{in.From, in.To, template.Diff(before, after)}, nil
}

// CheckIn is a text to read.
type CheckIn struct {
	Jurisdiction string `json:"jurisdiction,omitempty" enum:"CN" doc:"default CN"`
	ZH           string `json:"zh" maxLength:"65536"`
	EN           string `json:"en,omitempty" maxLength:"65536"`
	Sample       string `json:"sample,omitempty" enum:"fee,free,deferred" doc:"the made-up sale of the preview; default fee"`
}

// CheckOut is what is to be said about a text, and how it reads.
type CheckOut struct {
	Report
	Preview map[words.Lang]template.Doc `json:"preview" doc:"by language; empty while it does not compile"`
	Lacking string                      `json:"lacking,omitempty" doc:"why the sample cannot be written"`
}

func opCheck(_ context.Context, tx *db.Tx, in CheckIn) (CheckOut, error) {
	if in.Jurisdiction == "" {
		in.Jurisdiction = "CN"
	}
	if in.Sample == "" {
		in.Sample = SampleFee
	}
	pack, day, lpr, err := packFor(tx, in.Jurisdiction)
	if err != nil {
		return CheckOut{}, err
	}
	r, compiled, err := inspect(pack, day, lpr, in.ZH, in.EN)
	if err != nil {
		return CheckOut{}, err
	}
	out := CheckOut{Report: r, Preview: map[words.Lang]template.Doc{}}
	docs, err := preview(tx, compiled, in.Sample)
	if f := fault.As(err); f != nil && f.Code != fault.CodeInternal {
		out.Lacking = f.Word.In(tx.Lang(), f.Args)
		return out, nil
	}
	if err == nil {
		out.Preview = docs
	}
	return out, err
}

// HelpOut is what the editor offers.
type HelpOut struct {
	Fields  []template.Field    `json:"fields"`
	Formats map[string][]string `json:"formats" doc:"how a type can be written, the default first"`
	Terms   []NamedTerm         `json:"terms"`
	Packs   []clause.Pack       `json:"packs"`
	Rules   []lint.Rule         `json:"rules"`
}

// NamedTerm is a key term with its names.
type NamedTerm struct {
	ID string `json:"id"`
	ZH string `json:"zh"`
	EN string `json:"en"`
}

func opHelp(_ context.Context, tx *db.Tx, _ api.None) (HelpOut, error) {
	packs, err := clause.Packs()
	if err != nil {
		return HelpOut{}, err
	}
	day, err := today(tx)
	if err != nil {
		return HelpOut{}, err
	}
	rules, err := lint.On("CN", day)
	if err != nil {
		return HelpOut{}, err
	}
	out := HelpOut{Fields: Fields(), Formats: map[string][]string{}, Packs: packs, Rules: rules.All(titles(tx.Lang()))}
	for _, t := range template.Types() {
		out.Formats[string(t)] = template.Formats(t)
	}
	names := KeyTermNames()
	for _, id := range termOrder {
		out.Terms = append(out.Terms, NamedTerm{id, names[id][0], names[id][1]})
	}
	return out, nil
}

// termOrder is the order in which people see the key terms.
var termOrder = []string{TermPriceAndCost, TermSchedule, TermAnnualRate, TermLateFee, TermAcceleration, TermTitle, TermReturns,
	TermGuarantor, TermDataSharing, TermServiceAddress, TermJurisdiction}

// textOperations are the doors of a contract's text, its acts and its evidence.
func textOperations(press *paper.Press) []api.Operation {
	return []api.Operation{
		api.Read("contract.text", "GET /v1/contracts/{id}/text", PermissionText, wordGetText, opText).WithSecret(),
		api.Write("contract.act", "POST /v1/contracts/{id}/acts", PermissionAct, wordAct,
			func(_ context.Context, tx *db.Tx, in ActIn) (ActOut, error) { return Record(tx, in) }).WithKey(),
		api.Read("contract.evidence", "GET /v1/contracts/{id}/evidence", PermissionText, wordEvidence, opEvidence).WithSecret(),
		api.Read("contract.evidence_file", "GET /v1/contracts/{id}/evidence/file", PermissionText, wordEvidenceFile, opEvidenceFile).WithSecret(),
		api.Read("contract.annex", "GET /v1/contracts/{id}/evidence/pdf", PermissionText, wordAnnex,
			func(_ context.Context, tx *db.Tx, in IDIn) (api.File, error) { return opAnnex(tx, press, in) }).WithSecret(),
		api.Read("contract.verify", "POST /v1/contracts/evidence/verify", PermissionRead, wordVerify, opVerify).WithBody(4 << 20),
		api.Read("contract.pdf", "GET /v1/contracts/{id}/pdf", PermissionText, wordPDF,
			func(_ context.Context, tx *db.Tx, in TextIn) (api.File, error) { return opPDF(tx, press, in) }).WithSecret(),
	}
}

// Permissions of the texts.
const (
	PermissionText api.Permission = "contract.text"
	PermissionAct  api.Permission = "contract.manage"
)

// TextIn names a contract and a language.
type TextIn struct {
	ID   string     `path:"id" json:"-" maxLength:"40"`
	Lang words.Lang `query:"lang" json:"-" enum:"zh-CN,en" doc:"default: the caller's"`
}

// TextView is a text with what was done with it.
type TextView struct {
	Document
	Others   []words.Lang `json:"others" doc:"other languages it is there in"`
	Accepted []string     `json:"accepted" doc:"key terms accepted so far"`
	Shown    bool         `json:"shown" doc:"the whole text was shown"`
	Binds    string       `json:"binds" doc:"hash of the text that binds, which is what is signed"`
}

// opPDF hands out the file that was signed; before there is one, and for a
// translation, it draws the contract, after the transaction is over.
func opPDF(tx *db.Tx, press *paper.Press, in TextIn) (api.File, error) {
	if in.Lang == "" {
		in.Lang = Binding
	}
	if in.Lang == Binding {
		if _, file, err := Sealed(tx, in.ID); err == nil {
			return api.File{Name: in.ID + ".pdf", Type: "application/pdf", Body: func(w io.Writer) error {
				_, err := w.Write(file)
				return err
			}}, nil
		} else if !fault.Is(err, fault.CodeNotFound) {
			return api.File{}, err
		}
	}
	doc, err := Paper(tx, in.ID, in.Lang)
	if err == nil {
		err = paper.Check(doc)
	}
	return api.File{Name: in.ID + ".pdf", Type: "application/pdf", Body: func(w io.Writer) error { return press.PDF(w, doc) }}, err
}

func opAnnex(tx *db.Tx, press *paper.Press, in IDIn) (api.File, error) {
	e, err := EvidenceOf(tx, in.ID)
	if err != nil {
		return api.File{}, err
	}
	zone, err := tenant.Location(tx)
	if err != nil {
		return api.File{}, err
	}
	doc := e.annex(zone, tx.Lang())
	return api.File{Name: "evidence-" + in.ID + ".pdf", Type: "application/pdf", Body: func(w io.Writer) error { return press.PDF(w, doc) }}, paper.Check(doc)
}

func opText(_ context.Context, tx *db.Tx, in TextIn) (TextView, error) {
	if in.Lang == "" {
		in.Lang = tx.Lang()
	}
	return TextOf(tx, in.ID, in.Lang)
}

// TextOf is a contract's text with what was done with it; it holds personal data.
func TextOf(tx *db.Tx, id string, lang words.Lang) (TextView, error) {
	d, err := DocumentIn(tx, id, lang)
	if err != nil {
		return TextView{}, err
	}
	c, err := Get(tx, id)
	if err != nil {
		return TextView{}, err
	}
	v := TextView{Document: d, Others: []words.Lang{}, Accepted: []string{}, Binds: c.DocumentHash}
	all, err := documents(tx, id)
	if err != nil {
		return v, err
	}
	for _, o := range all {
		if o.Lang != d.Lang {
			v.Others = append(v.Others, o.Lang)
		}
	}
	acts, err := actsOf(tx, id)
	for _, a := range acts {
		v.Shown = v.Shown || a.Kind == ActShown
		if a.Kind == ActAccepted {
			v.Accepted = append(v.Accepted, a.Term)
		}
	}
	return v, err
}

// EvidenceOut is the record with what recomputing it gave.
type EvidenceOut struct {
	Evidence
	Checks []Check `json:"checks"`
	Sound  bool    `json:"sound" doc:"every check holds"`
}

func opEvidence(_ context.Context, tx *db.Tx, in IDIn) (EvidenceOut, error) {
	e, err := EvidenceOf(tx, in.ID)
	if err != nil {
		return EvidenceOut{}, err
	}
	out := EvidenceOut{Evidence: e, Checks: e.verify(tx.Lang())}
	out.Sound = sound(out.Checks)
	return out, nil
}

func sound(list []Check) bool {
	for _, c := range list {
		if !c.OK {
			return false
		}
	}
	return true
}

func opEvidenceFile(_ context.Context, tx *db.Tx, in IDIn) (api.File, error) {
	e, err := EvidenceOf(tx, in.ID)
	if err != nil {
		return api.File{}, err
	}
	f, err := e.file()
	if err != nil {
		return api.File{}, err
	}
	raw, err := json.Marshal(f)
	return api.File{Name: "evidence-" + in.ID + ".json", Type: "application/json", Body: func(w io.Writer) error {
		_, err := io.Copy(w, bytes.NewReader(raw))
		return err
	}}, err
}

// VerifyIn is a record that was handed out.
type VerifyIn struct {
	File string `json:"file" minLength:"2" maxLength:"4000000" doc:"the file as it was downloaded"`
}

// VerifyOut is what recomputing gave.
type VerifyOut struct {
	Checks []Check `json:"checks"`
	Sound  bool    `json:"sound"`
}

func opVerify(_ context.Context, tx *db.Tx, in VerifyIn) (VerifyOut, error) {
	checks, err := VerifyFile([]byte(in.File), tx.Lang())
	return VerifyOut{Checks: checks, Sound: sound(checks)}, err
}
