package template

import (
	"slices"
	"strings"

	"fenming/kit/words"
)

// Library is what a text may name besides itself.
type Library struct {
	Fields  []Field
	Terms   map[string]string // key terms by id, with their titles in the language
	Clauses map[string]string // texts of the clauses in force by id, in the language
	Lang    words.Lang
}

// Template is a text that compiled; it is never changed.
type Template struct {
	src   string
	nodes []node
	lib   Library
	terms []string
}

// Compile reads and checks a text. The issues are in the order of the text;
// with any of them there is no template.
func Compile(src string, lib Library) (*Template, []Issue) {
	nodes, issues := parse(src)
	c := &checker{src: src, lib: lib, issues: issues}
	nodes = c.list(nodes, scope{outer: lib.Fields}, place{})
	if len(c.issues) > 0 {
		return nil, ordered(c.issues)
	}
	return &Template{src: src, nodes: nodes, lib: lib, terms: c.terms}, nil
}

// Terms lists the key terms of a text in their order, those behind a condition
// included.
func (t *Template) Terms() []string { return slices.Clone(t.terms) }

type checker struct {
	src    string
	lib    Library
	issues []Issue
	terms  []string
}

// place is where in the tree a node stands.
type place struct {
	row, term, clause bool
}

func (c *checker) fault(s span, w words.Word, args words.Args) {
	if len(c.issues) < maxIssues {
		c.issues = append(c.issues, s.issue(c.src, w, args))
	}
}

// list checks nodes and puts the texts of clauses in.
func (c *checker) list(nodes []node, in scope, at place) []node {
	out := make([]node, 0, len(nodes))
	for _, n := range nodes {
		switch n.kind {
		case value:
			c.value(&n, in)
		case choice:
			c.field(n, in)
			n.body, n.other = c.list(n.body, in, at), c.list(n.other, in, at)
		case repeat:
			inner := in
			if f, ok := c.field(n, in); ok && f.Type != Rows {
				c.fault(n.at, wordNotRows, words.Args{"name": n.name})
			} else {
				inner.row = f.Of
			}
			if at.row {
				c.fault(n.at, wordEachIn, nil)
			}
			n.body = c.list(n.body, inner, place{row: true, term: at.term, clause: at.clause})
		case term:
			c.term(n, at)
			n.body = c.list(n.body, in, place{row: at.row, term: true, clause: at.clause})
		case clause:
			n.body = c.clause(n, in, at)
		case literal:
		}
		out = append(out, n)
	}
	return out
}

func (c *checker) field(n node, in scope) (Field, bool) {
	f, ok := in.find(n.name)
	if !ok {
		near := in.near(n.name)
		if near != "" {
			near = " (" + near + "?)"
		}
		c.fault(n.at, wordField, words.Args{"name": clip(n.name), "near": near})
	}
	return f, ok
}

func (c *checker) value(n *node, in scope) {
	f, ok := c.field(*n, in)
	if !ok {
		return
	}
	allowed := formats[f.Type]
	switch {
	case f.Type == Rows:
		c.fault(n.at, wordRows, words.Args{"name": n.name})
	case n.filter == "":
		n.filter = allowed[0]
	case !slices.Contains(allowed, n.filter):
		w := wordTypes[f.Type]
		i := n.at.issue(c.src, wordFilter, words.Args{"name": n.name, "filter": n.filter, "list": strings.Join(allowed, ", ")})
		i.ZH, i.EN = strings.ReplaceAll(i.ZH, "{type}", w.ZH), strings.ReplaceAll(i.EN, "{type}", w.EN)
		c.issues = append(c.issues, i)
	}
}

func (c *checker) term(n node, at place) {
	switch _, known := c.lib.Terms[n.name]; {
	case at.clause:
		c.fault(n.at, wordClauseIn, nil)
	case at.row:
		c.fault(n.at, wordEachIn, nil)
	case at.term:
		c.fault(n.at, wordTermIn, nil)
	case !known:
		var names []string
		for id := range c.lib.Terms {
			names = append(names, id)
		}
		slices.Sort(names)
		c.fault(n.at, wordTerm, words.Args{"name": clip(n.name), "list": strings.Join(names, ", ")})
	case slices.Contains(c.terms, n.name):
		c.fault(n.at, wordTermTwice, words.Args{"name": n.name})
	default:
		c.terms = append(c.terms, n.name)
	}
}

// clause compiles the text of a clause; its faults are told at the tag that
// names it.
func (c *checker) clause(n node, in scope, at place) []node {
	text, ok := c.lib.Clauses[n.name]
	switch {
	case at.clause:
		c.fault(n.at, wordClauseIn, nil)
		return nil
	case !ok:
		c.fault(n.at, wordClause, words.Args{"name": n.name})
		return nil
	}
	nodes, issues := parse(text)
	inner := &checker{src: text, lib: c.lib, issues: issues}
	nodes = inner.list(nodes, in, place{row: at.row, term: true, clause: true})
	for _, i := range ordered(inner.issues) {
		found := n.at.issue(c.src, wordClauseBad, words.Args{"name": n.name})
		found.ZH, found.EN = strings.ReplaceAll(found.ZH, "{why}", i.ZH), strings.ReplaceAll(found.EN, "{why}", i.EN)
		c.issues = append(c.issues, found)
	}
	return nodes
}
