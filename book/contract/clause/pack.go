package clause

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"fenming/kit/calendar"
	"fenming/kit/words"
)

//go:embed cn.json skeletons.json instalment_sale.zh.txt instalment_sale.en.txt
var files embed.FS

// Text is a text in both languages.
type Text struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// In gives the text in a language.
func (t Text) In(lang words.Lang) string {
	if lang == words.ZH {
		return t.ZH
	}
	return t.EN
}

// Clause 条款 is one ready text.
type Clause struct {
	ID         string       `json:"id"`
	Version    int          `json:"version"`
	Title      Text         `json:"title"`
	Text       Text         `json:"text"`
	Purpose    Text         `json:"purpose"`
	Source     string       `json:"source"`
	Confidence string       `json:"confidence" enum:"text,secondary,memory,product"`
	From       calendar.Day `json:"from"`
	To         calendar.Day `json:"to,omitempty" doc:"empty: no end"`
}

// on says whether the clause may be used on a day.
func (c Clause) on(day calendar.Day) bool { return c.From <= day && (c.To == "" || day <= c.To) }

// Reading says how long a key term must have been before the customer before he
// can accept it, in milliseconds: PerHundred for each hundred characters,
// between Least and Most.
type Reading struct {
	Least      int64  `json:"least_ms"`
	PerHundred int64  `json:"per_hundred_ms"`
	Most       int64  `json:"most_ms"`
	Source     string `json:"source"`
	Confidence string `json:"confidence" enum:"text,secondary,memory,product"`
}

// For gives the least time for a text of so many characters.
func (r Reading) For(characters int) int64 {
	return min(r.Most, max(r.Least, int64(characters)*r.PerHundred/100))
}

// Pack 条款包 is one version of the clauses of a jurisdiction.
type Pack struct {
	Version      string          `json:"version"`
	Jurisdiction string          `json:"jurisdiction"`
	Name         Text            `json:"name"`
	Enabled      bool            `json:"enabled"`
	Reviewed     string          `json:"reviewed" doc:"the lawyer who read it and the day; empty: nobody has"`
	Note         Text            `json:"note"`
	From         calendar.Day    `json:"from"`
	Clauses      []Clause        `json:"clauses"`
	Explanations map[string]Text `json:"explanations" doc:"what a key term means in plain words, by term"`
	Reading      Reading         `json:"reading"`
}

var builtIn = sync.OnceValues(func() ([]Pack, error) {
	var all []Pack
	for _, name := range []string{"cn.json", "skeletons.json"} {
		raw, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		list, err := read(raw)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, list...)
	}
	return all, nil
})

// read checks that every enabled pack is whole.
func read(raw []byte) ([]Pack, error) {
	var doc struct {
		Packs []Pack `json:"packs"`
	}
	if err := json.Unmarshal(raw, &doc); err != nil {
		return nil, err
	}
	for _, p := range doc.Packs {
		seen := map[string]bool{}
		for _, c := range p.Clauses {
			empty := c.Text.ZH == "" || c.Text.EN == "" || c.Title.ZH == "" || c.Title.EN == "" || c.Purpose.ZH == "" || c.Purpose.EN == ""
			if c.ID == "" || seen[c.ID] || c.Version < 1 || c.Source == "" || c.Confidence == "" || p.Enabled && (empty || c.From == "") {
				return nil, fmt.Errorf("pack %s: clause %q is twice there or not whole", p.Version, c.ID)
			}
			seen[c.ID] = true
		}
		if p.Enabled && (p.Reading.Most == 0 || p.Reading.Source == "") {
			return nil, fmt.Errorf("pack %s has no reading time with its source", p.Version)
		}
	}
	return doc.Packs, nil
}

// Packs lists the packs, skeletons included.
func Packs() ([]Pack, error) {
	all, err := builtIn()
	return slices.Clone(all), err
}

// On returns the pack of a jurisdiction in force on a day. One that has none, or
// only a skeleton, is an error.
func On(jurisdiction string, day calendar.Day) (Pack, error) {
	all, err := builtIn()
	if err != nil {
		return Pack{}, err
	}
	var in *Pack
	for i, p := range all {
		if p.Jurisdiction == jurisdiction && p.Enabled && (in == nil || p.From <= day && p.From >= in.From) {
			in = &all[i]
		}
	}
	if in == nil {
		return Pack{}, fmt.Errorf("clause packs: none is enabled for %s", jurisdiction)
	}
	return *in, nil
}

// Version returns a pack by its version, for texts made under it.
func Version(version string) (Pack, error) {
	all, err := builtIn()
	if err != nil {
		return Pack{}, err
	}
	if i := slices.IndexFunc(all, func(p Pack) bool { return p.Version == version }); i >= 0 {
		return all[i], nil
	}
	return Pack{}, fmt.Errorf("clause packs: no version %s", version)
}

// Texts gives the texts of the clauses that may be used on a day, by id.
func (p Pack) Texts(lang words.Lang, day calendar.Day) map[string]string {
	list := map[string]string{}
	for _, c := range p.Clauses {
		if p.Enabled && c.on(day) {
			list[c.ID] = c.Text.In(lang)
		}
	}
	return list
}

// BuiltIn is a template that comes with the product.
type BuiltIn struct {
	Code         string
	Jurisdiction string
	Name         Text
	Source       Text
}

// InstalmentSale is the instalment sale contract of China. It needs a lawyer's
// review before it is used.
func InstalmentSale() (BuiltIn, error) {
	zh, err1 := files.ReadFile("instalment_sale.zh.txt")
	en, err2 := files.ReadFile("instalment_sale.en.txt")
	if err1 != nil || err2 != nil {
		return BuiltIn{}, fmt.Errorf("built-in template: %w, %w", err1, err2)
	}
	return BuiltIn{Code: "cn-instalment-sale", Jurisdiction: "CN", Name: Text{"分期付款买卖合同", "Instalment sale contract"},
		Source: Text{string(zh), string(en)}}, nil
}
