package lint

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"sync"

	"fenming/book/contract/template"
	"fenming/kit/calendar"
	"fenming/kit/money"
	"fenming/kit/words"
)

//go:embed rules_cn.json
var packData []byte

// Severity says what a finding means.
type Severity string

// The severities.
const (
	Void    Severity = "void"
	Missing Severity = "missing"
	Unfair  Severity = "unfair"
	Style   Severity = "style"
)

// Text is a text in both languages.
type Text struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

func (t Text) in(lang words.Lang) string {
	if lang == words.ZH {
		return t.ZH
	}
	return t.EN
}

// Rule is one rule in words.
type Rule struct {
	ID         string   `json:"id"`
	Severity   Severity `json:"severity" enum:"void,missing,unfair,style"`
	Title      Text     `json:"title"`
	Cure       Text     `json:"cure"`
	Source     string   `json:"source"`
	Confidence string   `json:"confidence" enum:"text,secondary,memory,product"`
	Check      string   `json:"check,omitempty" doc:"the counting check it uses; empty: patterns"`

	ZH       []string `json:"-"`
	EN       []string `json:"-"`
	UnlessZH []string `json:"-"`
	UnlessEN []string `json:"-"`
}

// ruleData is a rule as it lies in the file.
type ruleData struct {
	Rule
	ZH       []string `json:"zh"`
	EN       []string `json:"en"`
	UnlessZH []string `json:"unless_zh"`
	UnlessEN []string `json:"unless_en"`
}

// termRule wants a key term, with one field of each group, and words in it.
type termRule struct {
	ID     string     `json:"id"`
	Term   string     `json:"term"`
	Fields [][]string `json:"fields"`
	ZH     string     `json:"zh"`
	EN     string     `json:"en"`
	WhenZH string     `json:"when_zh"`
	WhenEN string     `json:"when_en"`
}

// Pack is one dated version of the rules of a jurisdiction.
type Pack struct {
	Version      string       `json:"version"`
	Jurisdiction string       `json:"jurisdiction"`
	From         calendar.Day `json:"from"`
	LateFee      struct {
		Void   money.Rate `json:"void_above"` // multiples of the loan prime rate
		Warn   money.Rate `json:"warn_above"`
		Assume money.Rate `json:"assume_lpr"` // where none is recorded
	} `json:"late_fee"`
	LongSentence struct{ ZH, EN int } `json:"long_sentence"` // characters
	NotBefore    Text                 `json:"not_before"`
	NotAfter     Text                 `json:"not_after"`
	Condition    Text                 `json:"condition"`
	Rules        []ruleData           `json:"rules"`
	Terms        []termRule           `json:"terms"`
	Emphasis     []termRule           `json:"emphasis"`
	Missing      struct {
		Title         Text   `json:"title"`
		Cure          Text   `json:"cure"`
		EmphasisTitle Text   `json:"emphasis_title"`
		EmphasisCure  Text   `json:"emphasis_cure"`
		OtherTitle    Text   `json:"other_title"`
		OtherCure     Text   `json:"other_cure"`
		Source        string `json:"source"`
		Confidence    string `json:"confidence"`
	} `json:"missing"`

	compiled map[string]*regexp.Regexp
}

// check compiles the patterns and refuses a rule that is not whole.
func (p *Pack) check() error {
	p.compiled = map[string]*regexp.Regexp{}
	var all []string
	for _, r := range p.Rules {
		if r.Title.ZH == "" || r.Title.EN == "" || r.Cure.ZH == "" || r.Cure.EN == "" || r.Source == "" || r.Confidence == "" {
			return fmt.Errorf("rule %s lacks title, cure, source or confidence", r.ID)
		}
		if r.Check == "" && (len(r.ZH) == 0 || len(r.EN) == 0) {
			return fmt.Errorf("rule %s has neither a check nor patterns in both languages", r.ID)
		}
		all = slices.Concat(all, r.ZH, r.EN, r.UnlessZH, r.UnlessEN)
	}
	for _, t := range slices.Concat(p.Terms, p.Emphasis) {
		all = append(all, t.ZH, t.EN, t.WhenZH, t.WhenEN)
	}
	all = append(all, p.NotBefore.ZH, p.NotBefore.EN, p.NotAfter.ZH, p.NotAfter.EN, p.Condition.ZH, p.Condition.EN)
	for _, text := range all {
		re, err := regexp.Compile("(?i)" + text)
		if err != nil {
			return err
		}
		p.compiled[text] = re
	}
	return nil
}

var builtIn = sync.OnceValues(func() ([]*Pack, error) { return readPacks(packData) })

func readPacks(data []byte) ([]*Pack, error) {
	var doc struct {
		Packs []*Pack `json:"packs"`
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("rules of contract wording: %w", err)
	}
	for _, p := range doc.Packs {
		if err := p.check(); err != nil {
			return nil, fmt.Errorf("rules of contract wording %s: %w", p.Version, err)
		}
	}
	slices.SortFunc(doc.Packs, func(a, b *Pack) int { return a.From.Compare(b.From) })
	return doc.Packs, nil
}

// On returns the rules of a jurisdiction in force on a day; before the first
// version, the first. A jurisdiction without rules is an error.
func On(jurisdiction string, day calendar.Day) (*Pack, error) {
	packs, err := builtIn()
	if err != nil {
		return nil, err
	}
	var in *Pack
	for _, p := range packs {
		if p.Jurisdiction == jurisdiction && (in == nil || !p.From.After(day)) {
			in = p
		}
	}
	if in == nil {
		return nil, fmt.Errorf("rules of contract wording: none for %s", jurisdiction)
	}
	return in, nil
}

// All lists the rules in words, the required terms as rules of their own.
func (p *Pack) All(titles map[string]string) []Rule {
	var list []Rule
	for _, r := range p.Rules {
		list = append(list, r.Rule)
	}
	for _, t := range p.Terms {
		list = append(list, p.missing(t.ID, t.Term, titles[t.Term], t.needs()))
	}
	return list
}

// Finding is one thing found. Lines and columns count from 1 in the source, the
// columns in characters.
type Finding struct {
	Rule       string     `json:"rule"`
	Severity   Severity   `json:"severity" enum:"void,missing,unfair,style"`
	Lang       words.Lang `json:"lang" enum:"zh-CN,en"`
	Line       int        `json:"line" doc:"0: it is about the whole text"`
	Col        int        `json:"col"`
	EndLine    int        `json:"end_line"`
	EndCol     int        `json:"end_col"`
	Quote      string     `json:"quote,omitempty"`
	Clause     string     `json:"clause,omitempty" doc:"the clause of the pack it stands in"`
	Title      Text       `json:"title"`
	Cure       Text       `json:"cure"`
	Source     string     `json:"source"`
	Confidence string     `json:"confidence"`

	from int
}

// Blocks says whether a text with these findings may not be put forward.
func Blocks(list []Finding) bool {
	return slices.ContainsFunc(list, func(f Finding) bool { return f.Severity == Void || f.Severity == Missing })
}

// finding places a rule on a stretch of the plain text; from < 0 is the whole.
func finding(r Rule, p template.Plain, from, to int) Finding {
	f := Finding{Rule: r.ID, Severity: r.Severity, Lang: p.Lang, Title: r.Title, Cure: r.Cure, Source: r.Source,
		Confidence: r.Confidence, from: from}
	if from < 0 {
		return f
	}
	a, b := p.SourceOf(from, to)
	f.Line, f.Col = template.Place(p.Source, a)
	f.EndLine, f.EndCol = template.Place(p.Source, b)
	f.Quote, f.Clause = p.Text[from:to], p.ClauseAt(from)
	return f
}
