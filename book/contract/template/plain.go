package template

import (
	"strings"

	"fenming/kit/words"
)

// Plain is a text as it will read, with stand-ins for its fields and both sides
// of every condition: what a check of the wording looks at.
type Plain struct {
	Lang   words.Lang
	Text   string
	Source string
	Pieces []Piece // in order, without gaps
}

// Piece is a stretch of a Plain and where it comes from. From and To are bytes
// of the Plain; Src is where it stands in the source, or the tag of the field or
// clause it came in by.
type Piece struct {
	From, To       int
	SrcFrom, SrcTo int
	Exact          bool // byte for byte the source
	Term           string
	Field          string
	Rows           string // the rows field whose row it is
	Clause         string
}

// AsPlain wraps a text that is no template.
func AsPlain(text string, lang words.Lang) Plain {
	return Plain{Lang: lang, Text: text, Source: text, Pieces: []Piece{{To: len(text), SrcTo: len(text), Exact: true}}}
}

// Plain gives the text with stand-ins.
func (t *Template) Plain() Plain {
	f := &flat{p: Plain{Lang: t.lib.Lang, Source: t.src}, lib: t.lib}
	f.list(t.nodes, Piece{}, scope{outer: t.lib.Fields})
	f.p.Text = f.b.String()
	return f.p
}

type flat struct {
	p   Plain
	b   strings.Builder
	lib Library
}

func (f *flat) add(text string, at Piece) {
	at.From = f.b.Len()
	f.b.WriteString(text)
	at.To = f.b.Len()
	f.p.Pieces = append(f.p.Pieces, at)
}

func (f *flat) list(nodes []node, at Piece, in scope) {
	for _, n := range nodes {
		here := at
		if at.Clause == "" {
			here.SrcFrom, here.SrcTo = n.at.from, n.at.to
		}
		switch n.kind {
		case literal:
			here.Exact = at.Clause == ""
			f.add(n.text, here)
		case value:
			here.Field = n.name
			field, _ := in.find(n.name)
			f.add(standIn(field.Type, n.filter, f.p.Lang), here)
		case choice:
			f.list(n.body, at, in)
			f.list(n.other, at, in)
		case repeat:
			inner := at
			inner.Rows = n.name
			field, _ := in.find(n.name)
			f.list(n.body, inner, scope{outer: in.outer, row: field.Of})
		case term:
			inner := at
			inner.Term = n.name
			here.Term = n.name
			f.add("\n", here)
			f.list(n.body, inner, in)
			f.add("\n", here)
		case clause:
			here.Clause = n.name
			f.list(n.body, here, in)
		}
	}
}

// standIn is a value of the type that offends no rule.
func standIn(t Type, filter string, lang words.Lang) string {
	zh := lang == words.ZH
	switch {
	case filter == "capital":
		return "壹仟元整"
	case t == Money && zh:
		return "1,000.00元"
	case t == Money:
		return "CNY 1,000.00"
	case t == Rate:
		return "4.50%"
	case filter == "iso":
		return "2030-12-01"
	case t == Day && zh:
		return "2030年12月1日"
	case t == Day:
		return "1 December 2030"
	case t == Number:
		return "3"
	case zh:
		return "某某"
	}
	return "N.N."
}

// SourceOf leads a stretch of the plain text back to the source: the exact bytes
// where it is literal, else the tags it came in by.
func (p Plain) SourceOf(from, to int) (srcFrom, srcTo int) {
	srcFrom, srcTo = -1, 0
	for _, x := range p.Pieces {
		if x.To <= from || x.From >= to {
			continue
		}
		a, b := x.SrcFrom, x.SrcTo
		if x.Exact {
			a, b = x.SrcFrom+max(0, from-x.From), x.SrcTo-max(0, x.To-to)
		}
		if srcFrom < 0 || a < srcFrom {
			srcFrom = a
		}
		srcTo = max(srcTo, b)
	}
	return max(srcFrom, 0), srcTo
}

// TermAt says which key term a byte of the plain text belongs to.
func (p Plain) TermAt(at int) string { return p.pieceAt(at).Term }

// ClauseAt says which clause of the pack a byte of the plain text comes from.
func (p Plain) ClauseAt(at int) string { return p.pieceAt(at).Clause }

func (p Plain) pieceAt(at int) Piece {
	for _, x := range p.Pieces {
		if at >= x.From && at < x.To {
			return x
		}
	}
	return Piece{}
}

// InTerm gives the plain text of one key term, and the fields it names; a field
// of a row as "rows.field". ok is false when there is no such term.
func (p Plain) InTerm(id string) (text string, fields []string, ok bool) {
	var b strings.Builder
	for _, x := range p.Pieces {
		if x.Term != id {
			continue
		}
		ok = true
		b.WriteString(p.Text[x.From:x.To])
		switch {
		case x.Field != "" && x.Rows != "":
			fields = append(fields, x.Rows+"."+x.Field)
		case x.Field != "":
			fields = append(fields, x.Field)
		}
	}
	return b.String(), fields, ok
}
