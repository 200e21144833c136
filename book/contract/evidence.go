package contract

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"fenming/book/contract/template"
	"fenming/book/plan"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/office/audit"
)

// evidenceForm is the version of the record's form.
const evidenceForm = "1"

// Evidence 证据 is everything that shows what a customer was told and did before
// a contract bound him: the texts, the acts in their chain, the quote, and where
// each stands in the audit log. It holds personal data.
type Evidence struct {
	Form       string          `json:"form"`
	Contract   Contract        `json:"contract"`
	Quote      json.RawMessage `json:"quote,omitempty" doc:"the quote as it was shown"`
	Documents  []Document      `json:"documents"`
	Genesis    string          `json:"genesis" doc:"what the first act's hash builds on"`
	Acts       []Act           `json:"acts"`
	Notes      []ActNote       `json:"notes" doc:"explanations and addresses of devices, whose hashes stand in the acts"`
	Accepted   []Acceptance    `json:"accepted"`
	Events     []Event         `json:"events"`
	Signatures []Signature     `json:"signatures" doc:"files to verify the signed contract with"`
	Audit      []AuditRef      `json:"audit" doc:"entries of the audit log that touched this contract"`
	MadeAt     time.Time       `json:"made_at"`
}

// ActNote is what of an act lies sealed.
type ActNote struct {
	No   int64  `json:"no"`
	Note string `json:"note,omitempty"`
	IP   string `json:"ip,omitempty"`
}

// AuditRef is an entry of the audit log; its proof is at /v1/audit/{id}/proof.
type AuditRef struct {
	ID        string    `json:"id"`
	At        time.Time `json:"at"`
	Op        string    `json:"op"`
	Actor     string    `json:"actor"`
	LeafIndex *int64    `json:"leaf_index,omitempty" doc:"place in the sealed log"`
}

// Check is one thing that was recomputed.
type Check struct {
	Name string `json:"name" enum:"file,document,terms,chain,order,accepted,signed"`
	OK   bool   `json:"ok"`
	Text string `json:"text"`
}

// EvidenceOf gathers the record of a contract.
func EvidenceOf(tx *db.Tx, id string) (Evidence, error) {
	c, err := Get(tx, id)
	if err != nil {
		return Evidence{}, err
	}
	e := Evidence{Form: evidenceForm, Contract: c, Genesis: genesis(c.ID, c.QuoteHash, c.DocumentHash), MadeAt: tx.Now(),
		Documents: []Document{}, Audit: []AuditRef{}}
	for _, read := range []func() error{
		func() (err error) { e.Acts, err = actsOf(tx, id); return err },
		func() (err error) { e.Notes, err = actNotes(tx, id); return err },
		func() (err error) { e.Accepted, err = acceptances(tx, id); return err },
		func() (err error) { e.Events, err = events(tx, id); return err },
		func() (err error) { e.Signatures, err = signatures(tx, id); return err },
		func() (err error) { e.Audit, err = auditRefs(tx, c, e.Acts); return err },
		func() (err error) { e.Quote, err = quoteOf(tx, c); return err },
	} {
		if err := read(); err != nil {
			return Evidence{}, err
		}
	}
	docs, err := Documents(tx, id)
	e.Documents = append(e.Documents, docs...)
	return e, err
}

// quoteOf is the quote as JSON; a contract of imported data may have none.
func quoteOf(tx *db.Tx, c Contract) (json.RawMessage, error) {
	q, err := plan.GetQuote(tx, c.QuoteID)
	if fault.Is(err, fault.CodeNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return json.Marshal(q)
}

// auditRefs finds the audit entries of the acts and of the contract's own steps:
// those written in the same transaction have the same time.
func auditRefs(tx *db.Tx, c Contract, acts []Act) ([]AuditRef, error) {
	times := []int64{c.OfferedAt.UnixMicro()}
	for _, a := range acts {
		times = append(times, a.At.UnixMicro())
	}
	if !c.SignedAt.IsZero() {
		times = append(times, c.SignedAt.UnixMicro())
	}
	slices.Sort(times)
	refs := []AuditRef{}
	for _, at := range slices.Compact(times) {
		list, err := audit.Between(tx, at, at+1, "", maxAudit)
		if err != nil {
			return nil, err
		}
		for _, e := range list {
			if bytes.Contains(e.Objects, []byte(`"contract:`+c.ID+`"`)) {
				refs = append(refs, AuditRef{e.ID, e.At, e.Op, e.Actor, e.LeafIndex})
			}
		}
	}
	return refs, nil
}

// maxAudit bounds the entries of one moment that are looked through.
const maxAudit = 200

// EvidenceFile is the record as it is handed out: Record byte for byte, and its
// SHA-256.
type EvidenceFile struct {
	Record json.RawMessage `json:"record"`
	SHA256 string          `json:"sha256"`
}

// file seals the record.
func (e Evidence) file() (EvidenceFile, error) {
	raw, err := json.Marshal(e)
	return EvidenceFile{raw, template.Sum(string(raw))}, err
}

// VerifyFile recomputes a record that was handed out, without the database. The
// faults of its form are invalid.
func VerifyFile(raw []byte, lang words.Lang) ([]Check, error) {
	var f EvidenceFile
	var e Evidence
	err := json.Unmarshal(raw, &f)
	if err == nil {
		err = json.Unmarshal(f.Record, &e)
	}
	if err == nil && e.Form != evidenceForm {
		err = errors.New("form " + e.Form)
	}
	if err != nil {
		return nil, fault.Invalid(wordEvidenceForm).At("/file").Because(err)
	}
	list := []Check{{"file", template.Sum(string(f.Record)) == f.SHA256, wordCheckFile.In(lang, nil)}}
	return append(list, e.verify(lang)...), nil
}

// verify recomputes every hash of a record.
func (e Evidence) verify(lang words.Lang) []Check {
	var list []Check
	add := func(name string, ok bool, w words.Word) { list = append(list, Check{name, ok, w.In(lang, nil)}) }
	if e.Contract.DocumentHash == "" {
		return list // a contract of the days before templates
	}
	whole, terms, bound := len(e.Documents) > 0, true, false
	for _, d := range e.Documents {
		again := template.Gather(d.Lang, d.Blocks)
		whole = whole && again.Hash == d.Hash && again.Text == d.Text
		bound = bound || d.Lang == Binding && d.Hash == e.Contract.DocumentHash
		terms = terms && len(again.Terms) == len(d.Terms)
		for i := range min(len(again.Terms), len(d.Terms)) {
			terms = terms && again.Terms[i].Hash == d.Terms[i].Hash && again.Terms[i].Text == d.Terms[i].Text
		}
	}
	add("document", whole && bound, wordCheckDocument)
	add("terms", terms, wordCheckTerms)
	add("chain", e.chained(), wordCheckChain)
	add("order", slices.IsSortedFunc(e.Acts, func(a, b Act) int { return a.At.Compare(b.At) }), wordCheckOrder)
	if e.Contract.SignedAt.IsZero() {
		return list
	}
	add("accepted", e.everyTerm(), wordCheckAccepted)
	last := e.Acts[max(0, len(e.Acts)-1):]
	add("signed", len(last) == 1 && last[0].Kind == ActSigned && last[0].TextHash == e.Contract.DocumentHash, wordCheckSigned)
	return list
}

// chained recomputes the acts.
func (e Evidence) chained() bool {
	prev := genesis(e.Contract.ID, e.Contract.QuoteHash, e.Contract.DocumentHash)
	if e.Genesis != prev {
		return false
	}
	notes := map[int64]ActNote{}
	for _, n := range e.Notes {
		notes[n.No] = n
	}
	for i, a := range e.Acts {
		n := notes[a.No]
		if a.No != int64(i)+1 || a.Prev != prev || a.sum(e.Contract.ID) != a.Hash || a.NoteHash != "" && template.Sum(n.Note) != a.NoteHash {
			return false
		}
		prev = a.Hash
	}
	return true
}

// everyTerm says whether each key term was shown emphasised, and accepted by an
// act of its own on exactly its text, before the signature.
func (e Evidence) everyTerm() bool {
	hashes := map[string][]string{}
	for _, d := range e.Documents {
		for _, t := range d.Terms {
			hashes[t.ID] = append(hashes[t.ID], t.Hash)
		}
	}
	for _, term := range e.Contract.KeyTerms {
		shown, accepted := false, false
		for _, a := range e.Acts {
			if a.Term != term || !slices.Contains(hashes[term], a.TextHash) {
				continue
			}
			shown = shown || a.Kind == ActTermShown && strings.TrimSpace(a.Emphasis) != ""
			accepted = accepted || a.Kind == ActAccepted && shown
		}
		if !accepted {
			return false
		}
	}
	return true
}
