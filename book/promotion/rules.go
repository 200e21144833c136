package promotion

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"fenming/kit/calendar"
	"fenming/kit/fault"
)

// Examine checks a text under the rules in force on the day of the question.
// Invalid when text, jurisdiction, medium or offer cannot be used.
func Examine(in Ask) (Result, error) {
	if err := in.check(); err != nil {
		return Result{}, err
	}
	p, err := packOn(in.Day)
	if err != nil {
		return Result{}, fault.Internal(err)
	}
	f, err := figure(in.Offer)
	if err != nil {
		return Result{}, err
	}
	e := &exam{pack: p, ask: in, reading: p.read(in.Text), figures: f}
	e.look()
	for _, r := range p.Rules {
		if r.inForce(in) {
			e.apply(r)
		}
	}
	return e.result(), nil
}

func (in Ask) check() error {
	switch {
	case strings.TrimSpace(in.Text) == "":
		return fault.Invalid(wordText).At("/text")
	case utf8.RuneCountInString(in.Text) > MaxRunes || !utf8.ValidString(in.Text):
		return fault.Invalid(wordLong, map[string]any{"max": MaxRunes}).At("/text")
	case !slices.Contains(Jurisdictions(), in.Jurisdiction):
		return fault.Invalid(wordJurisdiction).At("/jurisdiction")
	case !slices.Contains(Media(), in.Medium):
		return fault.Invalid(wordMedium).At("/medium")
	case in.Day.Check() != nil:
		return fault.Internal(fmt.Errorf("promotion: day %q", in.Day))
	}
	return in.Offer.check()
}

func (r *rule) inForce(in Ask) bool {
	if len(r.In) > 0 && !slices.Contains(r.In, in.Jurisdiction) {
		return false
	}
	return !r.From.After(in.Day) && (r.To == "" || !in.Day.After(r.To))
}

// severity is that of the jurisdiction.
func (r *rule) severity(jurisdiction string) string {
	if s, ok := r.SeverityIn[jurisdiction]; ok {
		return s
	}
	return r.Severity
}

// exam is one text under one pack.
type exam struct {
	pack     *pack
	ask      Ask
	reading  *reading
	figures  *reckoning
	facts    map[string]bool
	findings []Finding
	more     bool
}

// factTests are what a rule may ask besides words.
var factTests = map[string]func(e *exam) bool{
	"customer_cost":     func(e *exam) bool { return e.figures != nil && e.figures.cost > 0 },
	"uplift":            func(e *exam) bool { return e.figures != nil && e.figures.uplift > 0 },
	"tied":              func(e *exam) bool { return e.figures != nil && e.figures.uplift < 0 },
	"down_payment":      func(e *exam) bool { return e.ask.Offer != nil && e.ask.Offer.DownPayment > 0 },
	"preselected":       func(e *exam) bool { return e.ask.Offer != nil && e.ask.Offer.Preselected },
	"conditions_hidden": func(e *exam) bool { return e.ask.Offer != nil && e.ask.Offer.Shown != nil && !*e.ask.Offer.Shown },
	"says_free":         func(e *exam) bool { return e.says("{free}") },
	"states_fee":        func(e *exam) bool { return e.says("{paidfee}") && !e.says("{borne}") },
	"truly_free": func(e *exam) bool {
		return !e.facts["customer_cost"] && !e.facts["states_fee"] && (e.facts["says_free"] || e.says("{borne}"))
	},
}

// factOrder puts the facts that others rest on first.
var factOrder = []string{"customer_cost", "uplift", "tied", "down_payment", "preselected", "conditions_hidden", "says_free",
	"states_fee", "truly_free"}

func (e *exam) look() {
	e.facts = map[string]bool{}
	for _, name := range factOrder {
		e.facts[name] = factTests[name](e)
	}
}

// says tells whether words stand anywhere without being denied.
func (e *exam) says(expression string) bool {
	for _, m := range e.pack.re(expression).FindAllStringIndex(e.reading.folded, maxFindings) {
		if !e.denied(e.reading.index(m[0]), e.reading.index(m[1]), "") {
			return true
		}
	}
	return false
}

func (e *exam) apply(r *rule) {
	var taken []Span
	for _, v := range r.Variants {
		if !e.may(v) {
			continue
		}
		switch {
		case v.Structural:
			e.add(r, 0, 0, "")
		case v.Figures:
			for _, d := range e.differences() {
				e.add(r, d.from, d.to, d.right)
			}
		default:
			taken = e.search(r, v, taken)
		}
	}
}

// may asks what does not depend on the place.
func (e *exam) may(v *variant) bool {
	if len(v.Media) > 0 && !slices.Contains(v.Media, e.ask.Medium) {
		return false
	}
	for _, fact := range v.When {
		if !e.facts[fact] {
			return false
		}
	}
	for _, fact := range v.UnlessWhen {
		if e.facts[fact] {
			return false
		}
	}
	text := e.reading.folded
	if v.Text != "" && !e.pack.stands(v.Text, text) || e.pack.stands(v.Unless, text) {
		return false
	}
	return len(v.UnlessAll) == 0 || slices.ContainsFunc(v.UnlessAll, func(x string) bool { return !e.pack.stands(x, text) })
}

// search adds a finding for each place where the words stand in their context,
// overlapping ones of the same rule once.
func (e *exam) search(r *rule, v *variant, taken []Span) []Span {
	for _, m := range e.pack.re(v.Match).FindAllStringIndex(e.reading.folded, -1) {
		from, to := e.reading.index(m[0]), e.reading.index(m[1])
		if from >= to || !e.here(v, from, to) {
			continue
		}
		if v.Quote != "" {
			from, to = e.narrow(v.Quote, from, to)
		}
		s := e.reading.span(from, to)
		if slices.ContainsFunc(taken, func(t Span) bool { return s.Start < t.End && t.Start < s.End }) {
			continue
		}
		taken = append(taken, s)
		if e.add(r, from, to, ""); v.Once || e.more {
			break
		}
	}
	return taken
}

func (e *exam) narrow(expression string, from, to int) (int, int) {
	base := e.reading.starts[from]
	if m := e.pack.re(expression).FindStringIndex(e.reading.part(from, to)); m != nil {
		return e.reading.index(base + m[0]), e.reading.index(base + m[1])
	}
	return from, to
}

// here asks what stands around the words.
func (e *exam) here(v *variant, from, to int) bool {
	if v.Sentence != "" || v.UnlessSentence != "" {
		sentence := e.reading.part(e.reading.sentence(from, to))
		if v.Sentence != "" && !e.pack.stands(v.Sentence, sentence) || e.pack.stands(v.UnlessSentence, sentence) {
			return false
		}
	}
	if v.UnlessClause != "" && e.pack.stands(v.UnlessClause, e.reading.part(e.reading.clause(from, to))) {
		return false
	}
	if v.Negation == "retold" {
		return !e.retold(from, to)
	}
	return v.Negation == "none" || !e.denied(from, to, v.NegateAlso)
}

// denied says whether the words are negated: shortly before them in their
// clause, right after them, by what else denies them there, or because the
// sentence warns of them.
func (e *exam) denied(from, to int, also string) bool {
	r, n := e.reading, e.pack.Negation
	low, high := r.clause(from, to)
	if also != "" && e.pack.stands(also, r.part(low, high)) {
		return true
	}
	window := n.Window
	if latin(r.glyphs[from].r) {
		window *= 3
	}
	if begin, _ := r.sentence(from, to); low > begin && n.carry.MatchString(strings.TrimSpace(r.part(low, high))) {
		low, _ = r.clause(low-1, low)
		window *= 2
	}
	before := r.part(max(low, from-window), from)
	if at := strings.LastIndex(before, " and "); at >= 0 && latin(r.glyphs[from].r) && !strings.Contains(before, "no ") {
		before = before[at:] // "it never mattered and approval is sure" denies no approval
	}
	if n.before.MatchString(before) {
		return true
	}
	_, end := r.sentence(from, to)
	return n.after.MatchString(r.part(to, end)) || e.retold(from, to)
}

// retold says whether the sentence warns of the words as others' words. Who
// warns of swindlers and then offers the same himself is not excused.
func (e *exam) retold(from, to int) bool {
	sentence := e.reading.part(e.reading.sentence(from, to))
	return e.pack.Negation.retold.MatchString(sentence) && !e.pack.Negation.own.MatchString(sentence)
}

func (e *exam) add(r *rule, from, to int, right string) {
	if len(e.findings) >= maxFindings {
		e.more = true
		return
	}
	f := Finding{Rule: r.ID, Name: r.Name, Severity: r.severity(e.ask.Jurisdiction), Span: e.reading.span(from, to), Why: r.Why,
		Source: r.Source, SourceDate: r.SourceDate, Confidence: r.Confidence}
	f.Quote = e.ask.Text[f.Start:f.End]
	if from < to {
		f.Disguise = e.reading.disguise(from, to)
	}
	f.Mend = e.mend(r, from, to, right)
	e.findings = append(e.findings, f)
}

func (e *exam) result() Result {
	sum := sha256.Sum256([]byte(e.ask.Text))
	out := Result{Verdict: VerdictPass, Findings: e.findings, More: e.more, Pack: e.pack.Version, CheckedOn: e.ask.Day,
		TextHash: hex.EncodeToString(sum[:]), Figures: e.figures.shown()}
	if out.Findings == nil {
		out.Findings = []Finding{}
	}
	slices.SortStableFunc(out.Findings, func(a, b Finding) int { return a.Start - b.Start })
	for _, f := range out.Findings {
		switch {
		case f.Severity == Block:
			out.Verdict = VerdictBlock
		case f.Severity == Warn && out.Verdict == VerdictPass:
			out.Verdict = VerdictFix
		}
	}
	return out
}

// RuleView is a rule as people read it.
type RuleView struct {
	ID            string            `json:"id"`
	Name          Text              `json:"name"`
	Severity      string            `json:"severity" enum:"block,warn,advise"`
	SeverityIn    map[string]string `json:"severity_in" doc:"Where a jurisdiction differs"`
	Jurisdictions []string          `json:"jurisdictions" doc:"Empty for all"`
	Why           Text              `json:"why"`
	Mend          Text              `json:"mend"`
	Source        string            `json:"source"`
	SourceDate    calendar.Day      `json:"source_date"`
	Confidence    string            `json:"confidence" enum:"found,summary,memory,derived"`
	From          calendar.Day      `json:"from"`
	To            calendar.Day      `json:"to,omitempty"`
	InForce       bool              `json:"in_force"`
}

// Rules lists the rules of the pack of a day and the pack's version.
func Rules(day calendar.Day) (string, []RuleView, error) {
	p, err := packOn(day)
	if err != nil {
		return "", nil, fault.Internal(err)
	}
	out := make([]RuleView, 0, len(p.Rules))
	for _, r := range p.Rules {
		v := RuleView{ID: r.ID, Name: r.Name, Severity: r.Severity, SeverityIn: r.SeverityIn, Jurisdictions: r.In, Why: r.Why, Mend: r.Mend,
			Source: r.Source, SourceDate: r.SourceDate, Confidence: r.Confidence, From: r.From, To: r.To,
			InForce: !r.From.After(day) && (r.To == "" || !day.After(r.To))}
		if v.SeverityIn == nil {
			v.SeverityIn = map[string]string{}
		}
		if v.Jurisdictions == nil {
			v.Jurisdictions = []string{}
		}
		out = append(out, v)
	}
	return p.Version, out, nil
}
