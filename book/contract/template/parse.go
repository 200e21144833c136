package template

import (
	"regexp"
	"strings"

	"fenming/kit/words"
)

// The bounds of a text.
const (
	MaxSource = 64 << 10 // bytes
	maxDepth  = 8
	maxOutput = 512 << 10 // bytes
	maxRows   = 1000
	maxIssues = 100 // told at once; who mends those sees the rest
)

type kind int

const (
	literal kind = iota
	value
	choice // #if
	repeat // #each
	term
	clause
)

// node is one part of a text. at is its tag, or the literal.
type node struct {
	kind   kind
	at     span
	text   string // literal
	name   string // field, term or clause
	filter string
	not    bool
	body   []node
	other  []node // else
}

var (
	fieldTag  = regexp.MustCompile(`^([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)\s*(?:\|\s*([a-z]+))?$`)
	ifTag     = regexp.MustCompile(`^#if\s+(not\s+)?([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)$`)
	eachTag   = regexp.MustCompile(`^#each\s+([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)$`)
	termTag   = regexp.MustCompile(`^#term\s+([a-z][a-z0-9_]*)$`)
	clauseTag = regexp.MustCompile(`^clause\s+"([a-z0-9_.-]{1,80})"$`)
)

// tag is what stands between braces.
type tag struct {
	at   span
	text string
}

// block says whether a tag steers and so may take its whole line.
func (t tag) block() bool {
	return strings.HasPrefix(t.text, "#") || strings.HasPrefix(t.text, "/") || t.text == "else"
}

// parser builds the tree; frames are the blocks that are open.
type parser struct {
	src    string
	issues []Issue
	frames []frame
}

type frame struct {
	node  node
	inAlt bool // behind else
}

func (p *parser) fault(s span, w words.Word, args words.Args) {
	if len(p.issues) < maxIssues {
		p.issues = append(p.issues, s.issue(p.src, w, args))
	}
}

// parse reads a text; the tree is whole also when there are issues.
func parse(src string) ([]node, []Issue) {
	p := &parser{src: src, frames: []frame{{}}}
	if len(src) > MaxSource {
		p.fault(span{0, 0}, wordTooLong, words.Args{"max": MaxSource})
		return nil, p.issues
	}
	at := 0
	for at < len(src) {
		open := strings.Index(src[at:], "{{")
		if open < 0 {
			p.text(span{at, len(src)})
			break
		}
		open += at
		line := len(src)
		if i := strings.IndexByte(src[open:], '\n'); i >= 0 {
			line = open + i
		}
		end := strings.Index(src[open:line], "}}")
		if end < 0 {
			p.text(span{at, open})
			p.fault(span{open, line}, wordUnclosed, nil)
			at = line
			continue
		}
		t := tag{span{open, open + end + 2}, strings.TrimSpace(src[open+2 : open+end])}
		before, after := open, t.at.to
		if t.block() {
			before, after = p.alone(at, t.at)
		}
		p.text(span{at, before})
		p.take(t)
		at = after
	}
	for len(p.frames) > 1 {
		f := p.frames[len(p.frames)-1]
		p.fault(f.node.at, wordOpen, words.Args{"tag": src[f.node.at.from:f.node.at.to], "kind": closing[f.node.kind]})
		p.pop()
	}
	return p.frames[0].node.body, p.issues
}

// alone widens a tag that is by itself on its line to the whole line; from is
// where the text that has not been taken begins.
func (p *parser) alone(from int, s span) (before, after int) {
	before, after = s.from, s.to
	for before > from && (p.src[before-1] == ' ' || p.src[before-1] == '\t') {
		before--
	}
	if before > 0 && p.src[before-1] != '\n' {
		return s.from, s.to
	}
	for after < len(p.src) && (p.src[after] == ' ' || p.src[after] == '\t' || p.src[after] == '\r') {
		after++
	}
	switch {
	case after == len(p.src):
		return before, after
	case p.src[after] == '\n':
		return before, after + 1
	}
	return s.from, s.to
}

var closing = map[kind]string{choice: "if", repeat: "each", term: "term"}

func (p *parser) text(s span) {
	if s.from >= s.to {
		return
	}
	if i := strings.Index(p.src[s.from:s.to], "}}"); i >= 0 {
		p.fault(span{s.from + i, s.from + i + 2}, wordStray, nil)
	}
	p.add(node{kind: literal, at: s, text: p.src[s.from:s.to]})
}

func (p *parser) add(n node) {
	f := &p.frames[len(p.frames)-1]
	if f.inAlt {
		f.node.other = append(f.node.other, n)
	} else {
		f.node.body = append(f.node.body, n)
	}
}

func (p *parser) push(n node) {
	if len(p.frames) > maxDepth {
		p.fault(n.at, wordDepth, words.Args{"max": maxDepth})
	}
	p.frames = append(p.frames, frame{node: n})
}

func (p *parser) pop() {
	f := p.frames[len(p.frames)-1]
	p.frames = p.frames[:len(p.frames)-1]
	p.add(f.node)
}

func (p *parser) take(t tag) {
	if name, ok := strings.CutPrefix(t.text, "/"); ok {
		p.shut(t, strings.TrimSpace(name))
		return
	}
	top := &p.frames[len(p.frames)-1]
	switch m := []string(nil); {
	case t.text == "else":
		switch {
		case top.node.kind != choice || len(p.frames) == 1:
			p.fault(t.at, wordUnopened, words.Args{"tag": "else"})
		case top.inAlt:
			p.fault(t.at, wordElse, nil)
		default:
			top.inAlt = true
		}
	case match(ifTag, t.text, &m):
		p.push(node{kind: choice, at: t.at, not: m[1] != "", name: m[2]})
	case match(eachTag, t.text, &m):
		p.push(node{kind: repeat, at: t.at, name: m[1]})
	case match(termTag, t.text, &m):
		p.push(node{kind: term, at: t.at, name: m[1]})
	case match(clauseTag, t.text, &m):
		p.add(node{kind: clause, at: t.at, name: m[1]})
	case match(fieldTag, t.text, &m):
		p.add(node{kind: value, at: t.at, name: m[1], filter: m[2]})
	default:
		p.fault(t.at, wordTag, words.Args{"tag": clip(t.text)})
	}
}

func match(re *regexp.Regexp, text string, m *[]string) bool {
	*m = re.FindStringSubmatch(text)
	return *m != nil
}

// shut ends the innermost block of its kind; blocks left open inside it are
// faults at their own places.
func (p *parser) shut(t tag, name string) {
	for i := len(p.frames) - 1; i > 0; i-- {
		if closing[p.frames[i].node.kind] != name {
			continue
		}
		for len(p.frames)-1 > i {
			f := p.frames[len(p.frames)-1].node
			p.fault(f.at, wordOpen, words.Args{"tag": p.src[f.at.from:f.at.to], "kind": closing[f.kind]})
			p.pop()
		}
		p.pop()
		return
	}
	p.fault(t.at, wordUnopened, words.Args{"tag": clip(t.text)})
}

// clip keeps what is quoted back short.
func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
