package promotion

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"fenming/kit/calendar"
)

//go:embed pack.json
var packData []byte

// pack is one dated version of the rules, ready to use.
type pack struct {
	Version    string            `json:"version"`
	From       calendar.Day      `json:"from"`
	Macros     map[string]string `json:"macros"`
	Negation   negation          `json:"negation"`
	Simplified string            `json:"simplified"` // pairs: traditional, simplified
	Evasions   []*evasion        `json:"evasions"`
	Rules      []*rule           `json:"rules"`

	simplified map[rune]rune
	evasions   map[rune][]*evasion // by first character
	known      map[string]*regexp.Regexp
}

// negation tells when words are denied: "严禁套现" urges nobody.
type negation struct {
	Before string `json:"before"` // somewhere in the window before the words
	After  string `json:"after"`  // right after the words
	Window int    `json:"window"` // characters; three times as many for Latin script
	Carry  string `json:"carry"`  // a clause that begins so belongs to the one before it
	Retold string `json:"retold"` // in the same sentence: others' words, told to warn of them
	Own    string `json:"own"`    // in the same sentence: the advertiser offers it, whatever it warns of

	before, after, carry, retold, own *regexp.Regexp
}

// evasion is a known disguise of a word.
type evasion struct {
	Written string `json:"written"`
	Read    string `json:"read"`
	Why     Text   `json:"why"`

	runes []rune
	why   Text
}

// rule is one thing an advert may not do, with its source.
type rule struct {
	ID         string            `json:"id"`
	Name       Text              `json:"name"`
	Severity   string            `json:"severity"`
	SeverityIn map[string]string `json:"severity_in,omitempty"` // by jurisdiction
	In         []string          `json:"in,omitempty"`          // jurisdictions; empty: all
	Variants   []*variant        `json:"variants"`
	Why        Text              `json:"why"`
	How        string            `json:"how"` // what the mended wording replaces: sentence | words | append | end
	Mend       Text              `json:"mend"`
	Source     string            `json:"source"`
	SourceDate calendar.Day      `json:"source_date"`
	Confidence string            `json:"confidence"`
	From       calendar.Day      `json:"from"`
	To         calendar.Day      `json:"to,omitempty"`
}

// variant is one way to break a rule: words, and the context in which they do.
type variant struct {
	Match          string   `json:"match,omitempty"`
	Quote          string   `json:"quote,omitempty"`           // narrows what is quoted of the match
	Media          []string `json:"media,omitempty"`           // empty: all
	When           []string `json:"when,omitempty"`            // facts that must hold
	UnlessWhen     []string `json:"unless_when,omitempty"`     // facts of which none may hold
	Text           string   `json:"text,omitempty"`            // must stand somewhere
	Sentence       string   `json:"sentence,omitempty"`        // must stand in the sentence
	Unless         string   `json:"unless,omitempty"`          // may stand nowhere
	UnlessAll      []string `json:"unless_all,omitempty"`      // not all of them may stand somewhere
	UnlessSentence string   `json:"unless_sentence,omitempty"` // may not stand in the sentence
	UnlessClause   string   `json:"unless_clause,omitempty"`   // may not stand between the commas around
	NegateAlso     string   `json:"negate_also,omitempty"`     // denies as well, between the commas
	Negation       string   `json:"negation,omitempty"`        // none: a denial changes nothing; retold: only a warning of them does
	Once           bool     `json:"once,omitempty"`            // the first place stands for all
	Structural     bool     `json:"structural,omitempty"`      // the offer alone breaks the rule
	Figures        bool     `json:"figures,omitempty"`         // the stated figures are compared with the offer's
}

var builtIn = sync.OnceValues(func() ([]*pack, error) { return readPacks(packData) })

// readPacks reads the dated versions, oldest first, and refuses what cannot be
// used: an expression, a fact or a word that the program does not know.
func readPacks(data []byte) ([]*pack, error) {
	var doc struct {
		Packs []*pack `json:"packs"`
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("promotion packs: %w", err)
	}
	for _, p := range doc.Packs {
		if err := p.prepare(); err != nil {
			return nil, fmt.Errorf("promotion pack %s: %w", p.Version, err)
		}
	}
	slices.SortFunc(doc.Packs, func(a, b *pack) int { return a.From.Compare(b.From) })
	return doc.Packs, nil
}

// packOn returns the version in force on a day, the first one before all.
func packOn(day calendar.Day) (*pack, error) {
	packs, err := builtIn()
	if err != nil || len(packs) == 0 {
		return nil, fmt.Errorf("promotion packs: none is in force: %w", err)
	}
	in := packs[0]
	for _, p := range packs {
		if !p.From.After(day) {
			in = p
		}
	}
	return in, nil
}

func (p *pack) prepare() error {
	p.simplified, p.evasions, p.known = map[rune]rune{}, map[rune][]*evasion{}, map[string]*regexp.Regexp{}
	pairs := []rune(p.Simplified)
	for i := 0; i+1 < len(pairs); i += 2 {
		p.simplified[pairs[i]] = pairs[i+1]
	}
	for _, e := range p.Evasions {
		if e.runes, e.why = []rune(e.Written), e.Why; len(e.runes) == 0 || e.Read == "" {
			return fmt.Errorf("evasion %q reads %q", e.Written, e.Read)
		}
		p.evasions[e.runes[0]] = append(p.evasions[e.runes[0]], e)
	}
	for _, text := range []string{"{plan}", "{free}", "{paidfee}", "{borne}", "{otherbill}"} {
		if err := p.compile(text); err != nil {
			return err
		}
	}
	if err := p.compile(p.Negation.Before, p.Negation.After, p.Negation.Carry, p.Negation.Retold, p.Negation.Own); err != nil {
		return err
	}
	n := &p.Negation
	n.before, n.after, n.carry, n.retold, n.own = p.re(n.Before), p.re(n.After), p.re(n.Carry), p.re(n.Retold), p.re(n.Own)
	for _, r := range p.Rules {
		if err := p.check(r); err != nil {
			return fmt.Errorf("rule %s: %w", r.ID, err)
		}
	}
	return nil
}

func (p *pack) check(r *rule) error {
	if !slices.Contains([]string{Block, Warn, Advise}, r.Severity) || r.From.Check() != nil || r.Source == "" || r.SourceDate.Check() != nil {
		return fmt.Errorf("severity %q, from %q, source %q of %q", r.Severity, r.From, r.Source, r.SourceDate)
	}
	if !slices.Contains([]string{"sentence", "words", "append", "end"}, r.How) {
		return fmt.Errorf("no way %q to mend", r.How)
	}
	for _, v := range r.Variants {
		for _, fact := range append(slices.Clone(v.When), v.UnlessWhen...) {
			if _, ok := factTests[fact]; !ok {
				return fmt.Errorf("no fact %q", fact)
			}
		}
		list := append([]string{v.Match, v.Quote, v.Text, v.Sentence, v.Unless, v.UnlessSentence, v.UnlessClause, v.NegateAlso}, v.UnlessAll...)
		if err := p.compile(list...); err != nil {
			return err
		}
		if (v.Match == "") == !(v.Structural || v.Figures) {
			return fmt.Errorf("a variant has words, or is structural, or compares figures")
		}
	}
	return nil
}

// compile keeps expressions with their macros filled in. RE2 runs in time
// linear in the text, whatever the text is.
func (p *pack) compile(list ...string) error {
	for _, text := range list {
		if text == "" || p.known[text] != nil {
			continue
		}
		full := text
		for name, macro := range p.Macros {
			full = strings.ReplaceAll(full, "{"+name+"}", macro)
		}
		re, err := regexp.Compile(full)
		if err != nil {
			return err
		}
		if re.MatchString("") && !strings.HasPrefix(text, "^") {
			return fmt.Errorf("%q matches nothing at all", text)
		}
		p.known[text] = re
	}
	return nil
}

// re is a compiled expression of the pack.
func (p *pack) re(text string) *regexp.Regexp { return p.known[text] }

// stands says whether an expression stands in a text; an empty one never does.
func (p *pack) stands(expression, in string) bool {
	return expression != "" && p.known[expression].MatchString(in)
}

func latin(c rune) bool { return c < unicode.MaxLatin1 && unicode.IsLetter(c) }
