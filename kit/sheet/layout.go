package sheet

import (
	"errors"
	"io"
	"slices"
	"strings"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// Column is one column a caller wants.
type Column struct {
	Key      string   // the caller's name for it
	Names    []string // as it stands in the header, the best one first
	Required bool     // the header is none without it
}

// Layout says how to know a table and what to take from it. Names are compared
// without guards, blanks, case and width of brackets. Under stacked header
// rows a name is "group/leaf", or the leaf alone where only one column has it.
type Layout struct {
	Name       string
	HeaderRows int // stacked header rows; 0 counts as 1
	Columns    []Column
	Totals     []Column // of the second header over the control row, if any
}

// Found is a table that fits a layout.
type Found struct {
	Table     *Table
	Layout    Layout
	Delimiter byte
	Header    []string // every column's name, stacked ones joined by "/"
	Line      int      // of the last header row
	Banner    []string // raw lines before the header
	index     map[string]int
	skip      int // records up to and with the header
}

// headerWithin is how many rows may stand before the end of a header.
const headerWithin = 200

// Match finds every table that fits one of the layouts; where several fit,
// the one with the most columns found wins. When none fits, the invalid fault
// names the nearest layout and what it lacks.
func (f *File) Match(layouts []Layout) ([]*Found, error) {
	var all []*Found
	near := nearest{}
	for _, t := range f.Tables {
		for _, delimiter := range t.delimiters() {
			found, ok, err := t.match(delimiter, layouts, &near)
			if err != nil {
				return nil, err
			}
			if ok {
				all = append(all, found)
				break
			}
		}
	}
	if len(all) == 0 {
		return nil, fault.Invalid(wordNoHeader, words.Args{"file": f.Name, "layout": near.layout,
			"missing": strings.Join(near.missing, "、")})
	}
	return all, nil
}

// delimiters to try: the likeliest first. A workbook has none.
func (t *Table) delimiters() []byte {
	if t.book != nil {
		return []byte{0}
	}
	list := []byte{t.Delimiter}
	for i := range len(delimiters) {
		if delimiters[i] != t.Delimiter {
			list = append(list, delimiters[i])
		}
	}
	return list
}

func (t *Table) open(delimiter byte) (source, error) {
	if t.book != nil {
		return t.sheetRows()
	}
	return t.scan(delimiter)
}

// nearest remembers the layout of which the most required columns were seen.
type nearest struct {
	seen    int
	layout  string
	missing []string
}

func (n *nearest) note(l Layout, missing []string) {
	if len(missing) == 0 {
		return
	}
	seen := -len(missing)
	for _, c := range l.Columns {
		if c.Required {
			seen++
		}
	}
	if n.layout == "" || seen > n.seen {
		n.seen, n.layout, n.missing = seen, l.Name, missing
	}
}

// top is the beginning of a table.
type top struct {
	records []record
}

func (t *Table) top(delimiter byte, rows int) (*top, error) {
	src, err := t.open(delimiter)
	if err != nil {
		return nil, err
	}
	var head top
	for len(head.records) < rows {
		rec, err := src.next()
		if errors.Is(err, io.EOF) {
			break
		}
		// A banner no table would have is no reason to give up a workbook's
		// other sheets; a damaged file is.
		if err != nil {
			return nil, errors.Join(err, src.close())
		}
		head.records = append(head.records, rec)
	}
	return &head, unreadableOrNil(src.close(), t.Name)
}

// Head returns the first rows, cleaned, for a person to map columns by.
func (t *Table) Head(rows int) ([][]string, error) {
	head, err := t.top(t.Delimiter, min(rows, headerWithin))
	if err != nil {
		return nil, err
	}
	var out [][]string
	for _, rec := range head.records {
		cells := make([]string, len(rec.cells))
		for i, c := range rec.cells {
			cells[i] = Clean(c)
		}
		out = append(out, cells)
	}
	return out, nil
}

func (t *Table) match(delimiter byte, layouts []Layout, near *nearest) (found *Found, ok bool, err error) {
	head, err := t.top(delimiter, headerWithin)
	if err != nil {
		return nil, false, err
	}
	for end := range head.records {
		var best *Found
		for _, l := range layouts {
			try, missing, twice := t.header(delimiter, l, head.records, end)
			if try == nil {
				near.note(l, missing)
				continue
			}
			if twice != "" {
				return nil, false, fault.Invalid(wordTwice, words.Args{"file": t.Name,
					"line": try.Line, "column": twice})
			}
			if best == nil || len(try.index) > len(best.index) {
				best = try
			}
		}
		if best != nil {
			return t.lowest(best, head.records, end), true, nil
		}
	}
	return nil, false, nil
}

// header tries a layout on the rows that end at end; nil with what is missing
// when it does not fit, and the wanted name that stands twice, if one does.
func (t *Table) header(delimiter byte, l Layout, records []record, end int) (f *Found, missing []string, twice string) {
	from := end + 1 - max(l.HeaderRows, 1)
	if from < 0 {
		return nil, nil, ""
	}
	names := stack(records[from : end+1])
	index, missing, twice := resolve(l.Columns, names)
	if len(missing) > 0 || len(index) == 0 {
		return nil, missing, ""
	}
	return &Found{Table: t, Layout: l, Delimiter: delimiter, Header: names, Line: records[end].line,
		Banner: rawOf(records[:from]), index: index, skip: end + 1}, nil, twice
}

// lowest moves a stacked header down as far as it still fits: a title above
// it, or a cell merged down over its rows, makes it fit too high up.
func (t *Table) lowest(f *Found, records []record, end int) *Found {
	for at := end + 1; at < min(end+f.Layout.HeaderRows, len(records)); at++ {
		lower, _, twice := t.header(f.Delimiter, f.Layout, records, at)
		if lower != nil && twice == "" && len(lower.index) >= len(f.index) {
			f = lower
		}
	}
	return f
}

func rawOf(records []record) []string {
	out := make([]string, len(records))
	for i, r := range records {
		out[i] = r.raw
	}
	return out
}

// stack makes one name of each column of stacked header rows. A blank in an
// upper row belongs to the group on its left (a merged cell), unless a row
// above it already begins a column of its own.
func stack(rows []record) []string {
	width := 0
	for _, r := range rows {
		width = max(width, len(r.cells))
	}
	at := func(row, col int) string {
		if col < len(rows[row].cells) {
			return strings.Trim(Clean(rows[row].cells[col]), "/")
		}
		return ""
	}
	names := make([]string, width)
	groups := make([]string, len(rows))
	for col := range width {
		var parts []string
		own := false // a row so far has a cell of this column itself
		for row := range rows {
			name := at(row, col)
			if name == "" && row < len(rows)-1 && !own {
				name = groups[row]
			} else if name != "" && row < len(rows)-1 {
				groups[row], own = name, true
				clear(groups[row+1:])
			}
			if name != "" && (len(parts) == 0 || parts[len(parts)-1] != name) {
				parts = append(parts, name)
			}
		}
		names[col] = strings.Join(parts, "/")
	}
	return names
}

// resolve finds the columns among the names: which index each key has, which
// required ones are missing, which wanted name stands twice.
func resolve(columns []Column, names []string) (index map[string]int, missing []string, twice string) {
	keys := make([]string, len(names))
	for i, n := range names {
		keys[i] = nameKey(n)
	}
	index = map[string]int{}
	for _, c := range columns {
		at, double := -1, false
		for _, name := range c.Names {
			if at, double = find(keys, nameKey(name)); at >= 0 {
				break
			}
		}
		switch {
		case at >= 0 && double:
			twice = names[at]
			index[c.Key] = at
		case at >= 0:
			index[c.Key] = at
		case c.Required && len(c.Names) > 0:
			missing = append(missing, c.Names[0])
		}
	}
	return index, missing, twice
}

// find looks for the whole name first, then for the end of a stacked one.
func find(keys []string, want string) (at int, twice bool) {
	whole := func(k string) bool { return k == want }
	leaf := func(k string) bool { return strings.HasSuffix(k, "/"+want) }
	for _, fits := range []func(string) bool{whole, leaf} {
		if at = slices.IndexFunc(keys, fits); at >= 0 {
			return at, slices.IndexFunc(keys[at+1:], fits) >= 0
		}
	}
	return -1, false
}
