package template

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"fenming/kit/words"
)

// Issue is a fault of a text. Line and column count from 1, the column in
// characters; From and To are bytes of the text.
type Issue struct {
	Line int    `json:"line"`
	Col  int    `json:"col"`
	From int    `json:"from"`
	To   int    `json:"to"`
	Code string `json:"code"`
	ZH   string `json:"zh"`
	EN   string `json:"en"`
}

// span is a stretch of the text in bytes.
type span struct{ from, to int }

func (s span) issue(src string, w words.Word, args words.Args) Issue {
	line, col := Place(src, s.from)
	return Issue{Line: line, Col: col, From: s.from, To: s.to, Code: w.Key, ZH: w.In(words.ZH, args), EN: w.In(words.EN, args)}
}

// Place gives line and column of a byte of the text, both from 1.
func Place(src string, at int) (line, col int) {
	at = min(max(at, 0), len(src))
	line, start := 1, 0
	for i := range at {
		if src[i] == '\n' {
			line, start = line+1, i+1
		}
	}
	return line, utf8.RuneCountInString(src[start:at]) + 1
}

func ordered(list []Issue) []Issue {
	slices.SortStableFunc(list, func(a, b Issue) int { return cmp.Compare(a.From, b.From) })
	return list
}
