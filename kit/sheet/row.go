package sheet

import (
	"errors"
	"io"
	"iter"
	"strings"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// Part says what a row after the header is.
type Part int8

// A data row; a note such as "#交易合计：…" or a line of dashes; the control
// row under a second header.
const (
	Data Part = iota
	Note
	Total
)

// Row is one row of a table.
type Row struct {
	Line  int // of its beginning in the file, counted from 1
	Part  Part
	Raw   string   // as it stood in the file, decoded
	Cells []string // cleaned
	found *Found
	index map[string]int
	rec   record
}

// Rows streams what stands after the header, blank rows left out. A fault
// ends the stream. Each range over it reads the file again.
func (f *Found) Rows() iter.Seq2[*Row, error] {
	return func(yield func(*Row, error) bool) {
		src, err := f.Table.open(f.Delimiter)
		if err != nil {
			yield(nil, err)
			return
		}
		err = f.stream(src, yield)
		if cerr := src.close(); err == nil && cerr != nil {
			err = unreadable(cerr, f.Table.Name)
		}
		if err != nil && !errors.Is(err, errStopped) {
			yield(nil, err)
		}
	}
}

var errStopped = errors.New("stopped")

func (f *Found) stream(src source, yield func(*Row, error) bool) error {
	for range f.skip {
		if _, err := src.next(); err != nil {
			return err
		}
	}
	src.fit(len(f.Header))
	var totals map[string]int
	ends := f.totalNames()
	for n := 0; ; {
		rec, err := src.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		row := f.row(rec, totals)
		if row == nil {
			continue
		}
		if totals == nil && ends[nameKey(row.first())] {
			index, missing, _ := resolve(f.Layout.Totals, row.Cells)
			if len(missing) == 0 && len(index) > 0 {
				totals = index
				continue
			}
		}
		if n++; n > f.Table.lim.Rows {
			return fault.Limit(wordRows, words.Args{"file": f.Table.Name, "max": f.Table.lim.Rows})
		}
		if !yield(row, nil) {
			return errStopped
		}
	}
}

// totalNames are the names a second header may begin with.
func (f *Found) totalNames() map[string]bool {
	names := map[string]bool{}
	for _, c := range f.Layout.Totals {
		for _, n := range c.Names {
			names[nameKey(n)] = true
		}
	}
	return names
}

// first is the first filled cell.
func (r *Row) first() string {
	for _, c := range r.Cells {
		if c != "" {
			return c
		}
	}
	return ""
}

// row judges a record; nil for a blank one.
func (f *Found) row(rec record, totals map[string]int) *Row {
	row := &Row{Line: rec.line, Raw: rec.raw, Cells: make([]string, len(rec.cells)), found: f, index: f.index, rec: rec}
	filled, drawn := 0, true
	for i, c := range rec.cells {
		row.Cells[i] = Clean(c)
		if row.Cells[i] == "" {
			continue
		}
		filled++
		drawn = drawn && len(row.Cells[i]) >= 3 && strings.Trim(row.Cells[i], "-=*_—－") == ""
	}
	switch {
	case filled == 0:
		return nil
	case strings.HasPrefix(row.first(), "#"), drawn, filled == 1 && len(f.Layout.Columns) > 1 && len(f.Header) > 2:
		row.Part = Note
	case totals != nil:
		row.Part, row.index = Total, totals
	}
	return row
}

// Check refuses a data row that does not fit its header: more filled cells
// than columns, or fewer cells than the last required column needs. Such a
// row's values may stand under the wrong names.
func (r *Row) Check() error {
	if r.Part != Data {
		return nil
	}
	width := len(r.Cells)
	for width > 0 && r.Cells[width-1] == "" {
		width--
	}
	need := 0
	// A workbook leaves blank cells at the end out, so only a text can be cut.
	if r.found.Table.book == nil {
		for _, c := range r.found.Layout.Columns {
			if i, ok := r.index[c.Key]; ok && c.Required {
				need = max(need, i+1)
			}
		}
	}
	if width <= len(r.found.Header) && len(r.Cells) >= need {
		return nil
	}
	return fault.Invalid(wordRagged, words.Args{"file": r.found.Table.Name, "line": r.Line,
		"cells": len(r.Cells), "columns": len(r.found.Header)})
}

// Has says whether the file has the column.
func (r *Row) Has(key string) bool {
	_, ok := r.index[key]
	return ok
}

// Cell returns the cell of a column; an empty one when the file lacks the
// column or the row ends before it.
func (r *Row) Cell(key string) Cell {
	c := Cell{row: r, Column: key}
	i, ok := r.index[key]
	if !ok {
		return c
	}
	if r.Part != Total && i < len(r.found.Header) {
		c.Column = r.found.Header[i]
	}
	if i < len(r.Cells) {
		c.Text = r.Cells[i]
		c.number = i < len(r.rec.numeric) && r.rec.numeric[i]
	}
	return c
}
