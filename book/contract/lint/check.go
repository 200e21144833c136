package lint

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"fenming/book/contract/template"
	"fenming/kit/money"
	"fenming/kit/words"
)

// Ask is what is to be read. A text that is "" is left out.
type Ask struct {
	Texts []template.Plain
	// Whole says that these are whole contracts, so that what is missing counts.
	Whole bool
	// Template says that the texts name their key terms.
	Template bool
	LPR      money.Rate        // 0 = the pack's assumption
	Titles   map[string]string // of the key terms
}

// Check reads the texts against the rules, in the order of the texts.
func (p *Pack) Check(in Ask) []Finding {
	list := []Finding{}
	if in.LPR <= 0 {
		in.LPR = p.LateFee.Assume
	}
	for _, text := range in.Texts {
		found := p.wording(text, in)
		if in.Whole {
			found = append(found, p.absent(text, in)...)
		}
		if in.Template {
			found = append(found, p.plain(text, in)...)
		}
		slices.SortStableFunc(found, func(a, b Finding) int { return cmp.Compare(a.from, b.from) })
		list = append(list, found...)
	}
	if in.Template && len(in.Texts) == 2 {
		list = append(list, p.differ(in)...)
	}
	return list
}

// stretch is a sentence of the plain text in bytes.
type stretch struct{ from, to int }

// sentences cuts a text; a full stop ends a sentence only before white space, so
// that 4.5 stays whole.
func sentences(text string) []stretch {
	var list []stretch
	from := 0
	for i, r := range text {
		end := false
		switch r {
		case '。', '；', ';', '！', '!', '？', '?', '\n':
			end = true
		case '.':
			next, _ := utf8.DecodeRuneInString(text[i+1:])
			end = i+1 >= len(text) || next == ' ' || next == '\n'
		}
		if end {
			to := i + utf8.RuneLen(r)
			if strings.TrimSpace(text[from:i]) != "" {
				list = append(list, stretch{from, to})
			}
			from = to
		}
	}
	if strings.TrimSpace(text[from:]) != "" {
		list = append(list, stretch{from, len(text)})
	}
	return list
}

// wording tries every rule on every sentence; a rule finds a sentence once.
func (p *Pack) wording(text template.Plain, in Ask) []Finding {
	var list []Finding
	for _, s := range sentences(text.Text) {
		body := text.Text[s.from:s.to]
		for _, r := range p.Rules {
			from, to, ok := p.try(r, body, text.Lang, in.LPR)
			if ok {
				list = append(list, finding(r.Rule, text, s.from+from, s.from+to))
			}
		}
	}
	return list
}

// try gives the part of the sentence that breaks the rule.
func (p *Pack) try(r ruleData, body string, lang words.Lang, lpr money.Rate) (from, to int, ok bool) {
	switch r.Check {
	case "late_fee":
		return p.lateFee(body, lang, lpr, p.LateFee.Void, 0)
	case "late_fee_high":
		return p.lateFee(body, lang, lpr, p.LateFee.Warn, p.LateFee.Void)
	case "acceleration":
		return p.acceleration(body, lang)
	case "long_sentence":
		most := p.LongSentence.EN
		if lang == words.ZH {
			most = p.LongSentence.ZH
		}
		trimmed := strings.TrimRight(body, " \n")
		return 0, len(trimmed), utf8.RuneCountInString(trimmed) > most && !strings.Contains(body, "|")
	}
	patterns, unless := r.EN, r.UnlessEN
	if lang == words.ZH {
		patterns, unless = r.ZH, r.UnlessZH
	}
	for _, text := range unless {
		if p.compiled[text].MatchString(body) {
			return 0, 0, false
		}
	}
	for _, text := range patterns {
		for _, at := range p.compiled[text].FindAllStringIndex(body, -1) {
			if !p.denied(body, at[0], at[1], lang) {
				return at[0], at[1], true
			}
		}
	}
	return 0, 0, false
}

// denied says whether the sentence denies what stands at a place: a negation in
// front of it that is not part of a condition, or a word behind it that takes
// the force away.
func (p *Pack) denied(body string, from, to int, lang words.Lang) bool {
	if p.compiled[p.NotAfter.in(lang)].MatchString(body[to:]) {
		return true
	}
	before := body[:from]
	if i := strings.LastIndexAny(before, "，,"); i >= 0 {
		before = before[i:]
	}
	at := p.compiled[p.NotBefore.in(lang)].FindStringIndex(before)
	return at != nil && !p.compiled[p.Condition.in(lang)].MatchString(before[:at[0]])
}

func (p *Pack) missing(id, term, title, needs string) Rule {
	fill := func(t Text) Text {
		pairs := strings.NewReplacer("{term}", title, "{id}", term, "{needs}", needs)
		return Text{pairs.Replace(t.ZH), pairs.Replace(t.EN)}
	}
	return Rule{ID: id, Severity: Missing, Title: fill(p.Missing.Title), Cure: fill(p.Missing.Cure), Source: p.Missing.Source,
		Confidence: p.Missing.Confidence, Check: "term"}
}

// needs lists what a term must hold.
func (t termRule) needs() string {
	var list []string
	for _, group := range t.Fields {
		list = append(list, "{{"+strings.Join(group, "}} / {{")+"}}")
	}
	if len(list) == 0 {
		return t.ZH + " / " + t.EN
	}
	return strings.Join(list, ", ")
}

// absent finds key terms that a whole contract lacks or leaves incomplete.
func (p *Pack) absent(text template.Plain, in Ask) []Finding {
	var list []Finding
	for _, t := range p.Terms {
		when, holds := t.WhenEN, t.EN
		if text.Lang == words.ZH {
			when, holds = t.WhenZH, t.ZH
		}
		if when != "" && !p.compiled[when].MatchString(text.Text) {
			continue
		}
		r := p.missing(t.ID, t.Term, in.Titles[t.Term], t.needs())
		if !in.Template {
			if !p.compiled[holds].MatchString(text.Text) {
				list = append(list, finding(r, text, -1, -1))
			}
			continue
		}
		body, fields, ok := text.InTerm(t.Term)
		whole := ok && p.compiled[holds].MatchString(body)
		for _, group := range t.Fields {
			whole = whole && slices.ContainsFunc(group, func(f string) bool { return slices.Contains(fields, f) })
		}
		if !whole {
			list = append(list, finding(r, text, -1, -1))
		}
	}
	return list
}

// plain finds what must stand inside its key term and stands outside.
func (p *Pack) plain(text template.Plain, in Ask) []Finding {
	var list []Finding
	for _, t := range p.Emphasis {
		re := p.compiled[t.EN]
		if text.Lang == words.ZH {
			re = p.compiled[t.ZH]
		}
		r := p.missing(t.ID, t.Term, in.Titles[t.Term], "")
		fill := strings.NewReplacer("{term}", in.Titles[t.Term], "{id}", t.Term)
		r.Title = Text{fill.Replace(p.Missing.EmphasisTitle.ZH), fill.Replace(p.Missing.EmphasisTitle.EN)}
		r.Cure = Text{fill.Replace(p.Missing.EmphasisCure.ZH), fill.Replace(p.Missing.EmphasisCure.EN)}
		for _, at := range re.FindAllStringIndex(text.Text, -1) {
			if text.TermAt(at[0]) != t.Term {
				list = append(list, finding(r, text, at[0], at[1]))
			}
		}
	}
	return list
}

// differ finds key terms that stand in one language only.
func (p *Pack) differ(in Ask) []Finding {
	var list []Finding
	seen := map[string]bool{}
	for i, text := range in.Texts {
		other := in.Texts[1-i]
		for _, piece := range text.Pieces {
			if piece.Term == "" || seen[piece.Term] {
				continue
			}
			if _, _, ok := other.InTerm(piece.Term); ok {
				continue
			}
			seen[piece.Term] = true
			r := p.missing("CN-LANGUAGES", piece.Term, in.Titles[piece.Term], "")
			fill := strings.NewReplacer("{term}", in.Titles[piece.Term])
			r.Title = Text{fill.Replace(p.Missing.OtherTitle.ZH), fill.Replace(p.Missing.OtherTitle.EN)}
			r.Cure = p.Missing.OtherCure
			list = append(list, finding(r, other, -1, -1))
		}
	}
	return list
}
