package sheet

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// maxSheetRow is the last row a sheet can have (ECMA-376: 2^20).
const maxSheetRow = 1 << 20

// sheetReader streams the rows of one sheet.
type sheetReader struct {
	name    string
	lim     Limits
	closer  io.Closer
	d       *xml.Decoder
	strings []string
	line    int
}

func (t *Table) sheetRows() (*sheetReader, error) {
	texts, err := t.book.strings()
	if err != nil {
		return nil, err
	}
	r, err := t.book.parts[t.part].Open()
	if err != nil {
		return nil, unreadable(err, t.Name)
	}
	return &sheetReader{name: t.Name, lim: t.lim, closer: r, d: xml.NewDecoder(r), strings: texts}, nil
}

func (s *sheetReader) fit(int) {}

func (s *sheetReader) close() error { return s.closer.Close() }

// next returns the next row. The end is believed only when the document ends
// well, for a sheet cut in the middle would otherwise look like a short one.
func (s *sheetReader) next() (record, error) {
	for {
		tok, err := s.d.Token()
		if errors.Is(err, io.EOF) {
			return record{}, io.EOF
		}
		if err != nil {
			return record{}, unreadable(err, s.name)
		}
		start, ok := tok.(xml.StartElement)
		if !ok || start.Name.Local != "row" {
			continue
		}
		line := s.line + 1
		if r := attr(start, "r"); r != "" {
			if line, err = strconv.Atoi(r); err != nil || line <= s.line || line > maxSheetRow {
				return record{}, invalid(wordDamaged, s.name)
			}
		}
		s.line = line
		rec, err := s.row()
		if err != nil {
			return record{}, unreadable(err, s.name)
		}
		return rec, nil
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (s *sheetReader) row() (record, error) {
	rec := record{line: s.line}
	size := 0
	for {
		tok, err := s.d.Token()
		if err != nil {
			return rec, err
		}
		switch t := tok.(type) {
		case xml.EndElement: // of the row, for cells are read whole
			rec.raw = strings.Join(rec.cells, "\t")
			return rec, nil
		case xml.StartElement:
			if t.Name.Local != "c" {
				if err := s.d.Skip(); err != nil {
					return rec, err
				}
				continue
			}
			at := len(rec.cells)
			if ref := attr(t, "r"); ref != "" {
				at = column(ref)
			}
			if at < 0 || at >= s.lim.Columns {
				return rec, s.long(s.lim.Columns)
			}
			text, numeric, err := s.cell(attr(t, "t"))
			if err != nil {
				return rec, err
			}
			if size += len(text); len(text) > s.lim.Cell || size > s.lim.Row {
				return rec, s.long(s.lim.Cell)
			}
			for len(rec.cells) <= at {
				rec.cells, rec.numeric = append(rec.cells, ""), append(rec.numeric, false)
			}
			rec.cells[at], rec.numeric[at] = text, numeric
		}
	}
}

func (s *sheetReader) long(max int) error {
	return fault.Limit(wordLong, words.Args{"file": s.name, "line": s.line, "max": max})
}

// column reads the letters of a reference: A1 is 0, AA7 is 26; -1 for none.
func column(ref string) int {
	n := 0
	for i := range len(ref) {
		c := ref[i] | 0x20
		if c < 'a' || c > 'z' {
			break
		}
		if n = n*26 + int(c-'a') + 1; n > 1<<14 {
			return 1 << 14
		}
	}
	return n - 1
}

// cell reads one cell to its end. The type says what the value is
// (ECMA-376 part 1, 18.18.11 ST_CellType); the value a formula had when the
// file was saved is taken, the formula is not looked at.
func (s *sheetReader) cell(kind string) (text string, numeric bool, err error) {
	value, inline := "", ""
	for {
		tok, err := s.d.Token()
		if err != nil {
			return "", false, err
		}
		switch t := tok.(type) {
		case xml.EndElement:
			return s.value(kind, value, inline)
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				value, err = s.chars()
			case "is":
				inline, err = textOf(s.d)
			default:
				err = s.d.Skip()
			}
			if err != nil {
				return "", false, err
			}
		}
	}
}

// chars joins the text up to the end of the element.
func (s *sheetReader) chars() (string, error) {
	var b strings.Builder
	for {
		tok, err := s.d.Token()
		if err != nil {
			return "", err
		}
		switch t := tok.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.EndElement:
			return b.String(), nil
		case xml.StartElement:
			if err := s.d.Skip(); err != nil {
				return "", err
			}
		}
	}
}

func (s *sheetReader) value(kind, value, inline string) (string, bool, error) {
	switch kind {
	case "s":
		if value == "" {
			return "", false, nil
		}
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(s.strings) {
			return "", false, invalid(wordDamaged, s.name)
		}
		return s.strings[i], false, nil
	case "inlineStr":
		return inline, false, nil
	case "str":
		return unescape(value), false, nil
	case "b":
		if value == "1" || value == "true" {
			return "TRUE", false, nil
		}
		return "FALSE", false, nil
	case "", "n":
		if value == "" {
			return inline, false, nil
		}
		text, _ := plainNumber(strings.TrimSpace(value))
		return text, true, nil
	}
	return value, false, nil // an error value such as #N/A, or an ISO date
}
