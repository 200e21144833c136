package intake

import (
	"cmp"
	"maps"
	"slices"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// Odd is one row of the report.
type Odd struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	OuterNo string `json:"outer_no,omitempty"`
	Refused bool   `json:"refused"`
	Code    string `json:"code"`
	ZH      string `json:"zh"`
	EN      string `json:"en"`
	CureZH  string `json:"cure_zh"`
	CureEN  string `json:"cure_en"`
}

// listed bounds the rows of one reason in a report; the rest is counted.
const listed = 20_000

// odds gathers what is odd, in bounded memory.
type odds struct {
	rows    []Odd
	perCode map[string]int64
	refused int64 // rows, not orders
	noted   int64
}

func newOdds() *odds { return &odds{perCode: map[string]int64{}} }

// clone lets a pass add to what reading found without changing it.
func (o *odds) clone() *odds {
	return &odds{rows: slices.Clone(o.rows), perCode: maps.Clone(o.perCode), refused: o.refused, noted: o.noted}
}

func (o *odds) add(r Odd) {
	if r.Refused {
		o.refused++
	} else {
		o.noted++
	}
	if o.perCode[r.Code]++; o.perCode[r.Code] <= listed {
		o.rows = append(o.rows, r)
	}
}

// total is how many rows were odd, listed or not.
func (o *odds) total() int64 { return o.refused + o.noted }

// sorted returns the rows by file and line, and after them what was not listed.
func (o *odds) sorted() []Odd {
	rows := slices.Clone(o.rows)
	slices.SortStableFunc(rows, func(a, b Odd) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.OuterNo, b.OuterNo),
			cmp.Compare(a.Code, b.Code))
	})
	for _, code := range slices.Sorted(maps.Keys(o.perCode)) {
		if n := o.perCode[code] - listed; n > 0 {
			more := flawMore.odd(place{}, "", false, words.Args{"n": n})
			more.Code = code
			rows = append(rows, more)
		}
	}
	return rows
}

// place is where something stands.
type place struct {
	file string // as people know it
	sha  string
	line int
}

func (f flaw) odd(at place, outerNo string, refused bool, args words.Args) Odd {
	return Odd{File: at.file, Line: at.line, OuterNo: outerNo, Refused: refused, Code: f.reason.Key,
		ZH: f.reason.In(words.ZH, args), EN: f.reason.In(words.EN, args), CureZH: f.cure.ZH, CureEN: f.cure.EN}
}

// oddFault makes a row of a fault, which names its reason itself.
func oddFault(f flaw, at place, outerNo string, err error) Odd {
	row := f.odd(at, outerNo, true, nil)
	inner := fault.As(err)
	if len(inner.Details) > 0 {
		inner = inner.Details[0]
	}
	row.Code = inner.Word.Key
	row.ZH, row.EN = inner.Word.In(words.ZH, inner.Args), inner.Word.In(words.EN, inner.Args)
	return row
}
