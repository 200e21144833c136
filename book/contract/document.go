package contract

import (
	"time"
	"unicode/utf8"

	"fenming/book/contract/clause"
	"fenming/book/contract/template"
	"fenming/book/customer"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// Document is the text of a contract in one language. It holds personal data.
type Document struct {
	Lang    words.Lang       `json:"lang" enum:"zh-CN,en"`
	Binding bool             `json:"binding" doc:"the text that binds; the other is its translation"`
	Hash    string           `json:"hash" doc:"SHA-256 of text"`
	Text    string           `json:"text"`
	Blocks  []template.Block `json:"blocks"`
	Terms   []Term           `json:"terms"`
	MadeAt  time.Time        `json:"made_at"`
}

// Term is one key term of a document.
type Term struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Text        string `json:"text"`
	Hash        string `json:"hash" doc:"SHA-256 of text"`
	LeastMS     int64  `json:"least_ms" doc:"how long it must have been shown before it can be accepted"`
	Explanation string `json:"explanation,omitempty" doc:"what it means in plain words"`
}

// Binding is the language of the text that binds.
const Binding = words.ZH

// Documents returns the texts of a contract, the binding one first; none for a
// contract made without a template. They hold personal data: a view that shows
// them needs PermissionText.
func Documents(tx *db.Tx, contractID string) ([]Document, error) {
	c, err := Get(tx, contractID)
	if err != nil || c.DocumentHash == "" {
		return nil, err
	}
	list, err := documents(tx, contractID)
	if err != nil {
		return nil, err
	}
	pack, err := clause.Version(c.ClausePack)
	if err != nil {
		return nil, err
	}
	for i := range list {
		for j := range list[i].Terms {
			t := &list[i].Terms[j]
			t.Explanation = pack.Explanations[t.ID].In(list[i].Lang)
		}
	}
	return list, nil
}

// DocumentIn returns a contract's text in a language, the binding one where it
// has no other. A contract without a text is not found.
func DocumentIn(tx *db.Tx, contractID string, lang words.Lang) (Document, error) {
	list, err := Documents(tx, contractID)
	if err != nil {
		return Document{}, err
	}
	for _, d := range list {
		if d.Lang == lang {
			return d, nil
		}
	}
	if len(list) == 0 {
		return Document{}, fault.NotFound(wordNoDocument)
	}
	return list[0], nil
}

// compose makes the texts of a contract with the template in force for its plan
// and freezes template and clause pack on it. Without a template in force there
// are none, as in the days before templates. A text that cannot be made any more
// (a clause has run out) is refused: the owner puts a new version forward.
func compose(tx *db.Tx, in OfferIn, c *Contract, lines []Instalment) ([]Document, error) {
	approved, err := approvedVersions(tx)
	if err != nil || len(approved) == 0 {
		return nil, err
	}
	day, err := today(tx)
	if err != nil {
		return nil, err
	}
	v := choose(approved, c.PlanCode, day)
	if v == nil {
		return nil, nil
	}
	f, err := factsOf(tx, in, *c, lines, day)
	if err != nil {
		return nil, err
	}
	pack, err := clause.Version(v.Pack)
	if err != nil {
		return nil, err
	}
	var docs []Document
	for _, side := range []struct {
		lang words.Lang
		text string
	}{{words.ZH, v.ZH}, {words.EN, v.EN}} {
		if side.text == "" {
			continue
		}
		d, err := write(tx, pack, side.lang, side.text, day, f)
		if err != nil {
			return nil, err
		}
		docs = append(docs, d)
	}
	c.TemplateID, c.TemplateNo, c.ClausePack, c.DocumentHash = v.TemplateID, v.No, v.Pack, docs[0].Hash
	c.KeyTerms = c.KeyTerms[:0:0]
	for _, t := range docs[0].Terms {
		c.KeyTerms = append(c.KeyTerms, t.ID)
	}
	return docs, nil
}

func factsOf(tx *db.Tx, in OfferIn, c Contract, lines []Instalment, day calendar.Day) (facts, error) {
	buyer, err := customer.Contact(tx, in.CustomerID)
	if err != nil {
		return facts{}, err
	}
	seller, err := PartyOf(tx)
	return facts{contract: c, lines: lines, quote: in.Quote, orderNo: in.OrderNo, day: day, goods: in.Goods, buyer: buyer, seller: seller}, err
}

// write makes the text in one language.
func write(tx *db.Tx, pack clause.Pack, lang words.Lang, text string, day calendar.Day, f facts) (Document, error) {
	t, issues := template.Compile(text, library(pack, lang, day))
	if len(issues) > 0 {
		return Document{}, fault.Refused(wordTemplateDead, words.Args{"first": said(tx, issues[0].ZH, issues[0].EN)})
	}
	doc, err := t.Render(f.values(lang))
	if err != nil {
		return Document{}, err
	}
	if err := covers(doc, f.quote, tx.Lang()); err != nil {
		return Document{}, err
	}
	return documentOf(doc, pack.Reading, tx.Now()), nil
}

func documentOf(doc template.Doc, reading clause.Reading, at time.Time) Document {
	d := Document{Lang: doc.Lang, Binding: doc.Lang == Binding, Hash: doc.Hash, Text: doc.Text, Blocks: doc.Blocks, Terms: []Term{}, MadeAt: at}
	for _, t := range doc.Terms {
		d.Terms = append(d.Terms, Term{ID: t.ID, Title: t.Title, Text: t.Text, Hash: t.Hash, LeastMS: reading.For(utf8.RuneCountInString(t.Text))})
	}
	return d
}

// term finds a key term of the document.
func (d Document) term(id string) (Term, bool) {
	for _, t := range d.Terms {
		if t.ID == id {
			return t, true
		}
	}
	return Term{}, false
}
