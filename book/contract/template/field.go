package template

import (
	"slices"
	"strings"

	"fenming/kit/calendar"
	"fenming/kit/money"
)

// Type is what a field holds.
type Type string

// The types.
const (
	Text   Type = "text"
	Money  Type = "money"
	Rate   Type = "rate"
	Day    Type = "day"
	Number Type = "number"
	Rows   Type = "rows"
)

// Types lists the types.
func Types() []Type { return []Type{Text, Money, Rate, Day, Number, Rows} }

// formats are the ways a type can be written; the first is the default.
var formats = map[Type][]string{
	Text:   {"text"},
	Money:  {"amount", "capital"},
	Rate:   {"percent"},
	Day:    {"day", "iso"},
	Number: {"number"},
}

// Formats lists how a type can be written, the default first; rows have none.
func Formats(t Type) []string { return slices.Clone(formats[t]) }

// Field is one thing a text may name.
type Field struct {
	Name string  `json:"name"`
	Type Type    `json:"type" enum:"text,money,rate,day,number,rows"`
	ZH   string  `json:"zh" doc:"what it is, in Chinese"`
	EN   string  `json:"en"`
	Of   []Field `json:"of,omitempty" doc:"the fields of each row"`
}

// Value is what a field holds; the one part that belongs to its type counts.
type Value struct {
	Text   string
	Money  money.Money
	Rate   money.Rate
	Day    calendar.Day
	Number int64
	Rows   []Values
}

// Values are the values of fields by name. One that is absent is empty.
type Values map[string]Value

// set says whether a value is anything: a text or day that is not empty, a
// number that is not 0, rows that are there.
func (v Value) set(t Type) bool {
	switch t {
	case Text:
		return v.Text != ""
	case Money:
		return v.Money.Minor != 0
	case Rate:
		return v.Rate != 0
	case Day:
		return v.Day != ""
	case Number:
		return v.Number != 0
	case Rows:
		return len(v.Rows) > 0
	}
	return false
}

// scope looks names up: the row's fields before the text's.
type scope struct {
	outer, row []Field
}

func (s scope) find(name string) (Field, bool) {
	for _, list := range [][]Field{s.row, s.outer} {
		if i := slices.IndexFunc(list, func(f Field) bool { return f.Name == name }); i >= 0 {
			return list[i], true
		}
	}
	return Field{}, false
}

// near suggests a field whose name holds or is held by what was written.
func (s scope) near(name string) string {
	last := name[strings.LastIndexByte(name, '.')+1:]
	for _, list := range [][]Field{s.row, s.outer} {
		for _, f := range list {
			if last != "" && (strings.Contains(f.Name, last) || strings.Contains(name, f.Name)) {
				return f.Name
			}
		}
	}
	return ""
}
