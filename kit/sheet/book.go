package sheet

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"sync"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// workbook is an XLSX file (ECMA-376 part 1, SpreadsheetML). It is read here
// rather than by a library because a reader of money must see three things
// libraries hide: whether a cell is a number or a text, a sheet that ends in
// the middle, and a reference beyond the limits.
type workbook struct {
	name     string
	lim      Limits
	parts    map[string]*zip.File // by lower-case path
	date1904 bool
	strings  func() ([]string, error)
}

const (
	// smallPart bounds the parts that say which sheets there are, in bytes.
	smallPart = 8 << 20
	// sharedBytes bounds the texts a workbook keeps in memory.
	sharedBytes = 512 << 20
)

func isWorkbook(z *zip.Reader) bool {
	types, book := false, false
	for _, m := range z.File {
		name := strings.ToLower(strings.ReplaceAll(m.Name, `\`, "/"))
		types = types || name == "[content_types].xml"
		book = book || strings.HasPrefix(name, "xl/workbook")
	}
	return types && book
}

// addBook adds every sheet of a workbook, in the order of its tabs.
func (f *File) addBook(z *zip.Reader, name string, b *budget) error {
	w := &workbook{name: name, lim: b.lim, parts: map[string]*zip.File{}}
	for _, m := range z.File {
		if err := b.take(int64(m.CompressedSize64), int64(m.UncompressedSize64)); err != nil {
			return err
		}
		w.parts[strings.ToLower(strings.ReplaceAll(m.Name, `\`, "/"))] = m
	}
	w.strings = sync.OnceValues(w.readStrings)
	if w.parts["xl/workbook.bin"] != nil {
		return refuseKind("XLSB", name)
	}
	sheets, err := w.sheets()
	if err != nil {
		return err
	}
	for _, s := range sheets {
		f.Tables = append(f.Tables, &Table{Name: name + " › " + label(s.name), lim: b.lim, book: w, part: s.part})
	}
	return nil
}

type sheetPart struct{ name, part string }

func (w *workbook) sheets() ([]sheetPart, error) {
	const main = "xl/workbook.xml"
	var book struct {
		Pr struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	var rels struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := errors.Join(w.small(main, &book), w.small("xl/_rels/workbook.xml.rels", &rels)); err != nil {
		return nil, unreadable(err, w.name)
	}
	w.date1904 = book.Pr.Date1904 == "1" || book.Pr.Date1904 == "true"
	targets := map[string]string{}
	for _, r := range rels.All {
		if strings.HasSuffix(r.Type, "/worksheet") {
			targets[r.ID] = r.Target
		}
	}
	var out []sheetPart
	for _, s := range book.Sheets {
		for _, a := range s.Attrs {
			target, ok := targets[a.Value]
			if a.Name.Local != "id" || !ok { // a chart sheet has no rows
				continue
			}
			if !strings.HasPrefix(target, "/") {
				target = path.Join("/xl", target)
			}
			part := strings.ToLower(strings.TrimPrefix(path.Clean(target), "/"))
			if w.parts[part] == nil {
				return nil, invalid(wordDamaged, w.name)
			}
			out = append(out, sheetPart{s.Name, part})
		}
	}
	return out, nil
}

// small decodes a part that must be small.
func (w *workbook) small(part string, into any) error {
	m := w.parts[part]
	if m == nil || m.UncompressedSize64 > smallPart {
		return invalid(wordDamaged, w.name)
	}
	r, err := m.Open()
	if err != nil {
		return err
	}
	return errors.Join(xml.NewDecoder(r).Decode(into), r.Close())
}

// readStrings reads the texts that cells refer to by number.
func (w *workbook) readStrings() ([]string, error) {
	m := w.parts["xl/sharedstrings.xml"]
	if m == nil {
		return nil, nil
	}
	r, err := m.Open()
	if err != nil {
		return nil, unreadable(err, w.name)
	}
	var all []string
	size := 0
	d := xml.NewDecoder(r)
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all, unreadableOrNil(r.Close(), w.name)
		}
		if err != nil {
			return nil, errors.Join(unreadable(err, w.name), r.Close())
		}
		start, ok := tok.(xml.StartElement)
		if !ok || start.Name.Local != "si" {
			continue
		}
		text, err := textOf(d)
		size += len(text) + 16
		if err == nil && size > sharedBytes {
			err = fault.Limit(wordTooLarge, words.Args{"file": w.name, "max": sharedBytes})
		}
		if err != nil {
			return nil, errors.Join(unreadable(err, w.name), r.Close())
		}
		all = append(all, text)
	}
}

func unreadableOrNil(err error, name string) error {
	if err == nil {
		return nil
	}
	return unreadable(err, name)
}

// textOf joins the <t> parts up to the end of the element the decoder stands
// in, leaving out the reading aids of <rPh>.
func textOf(d *xml.Decoder) (string, error) {
	var b strings.Builder
	inText, depth := false, 0
	for {
		tok, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if t.Name.Local == "rPh" {
				if err := d.Skip(); err != nil {
					return "", err
				}
				continue
			}
			depth++
			inText = t.Name.Local == "t"
		case xml.EndElement:
			if depth == 0 {
				return unescape(b.String()), nil
			}
			depth--
			inText = false
		case xml.CharData:
			if inText {
				b.Write(t)
			}
		}
	}
}

// unescape reads _x000D_ and its like (ECMA-376 part 1, 22.9.2.19 ST_Xstring).
func unescape(s string) string {
	const size = len("_x0000_")
	var b strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 {
			break
		}
		n, ok := 0, len(s) >= i+size && s[i+size-1] == '_'
		for j := i + 2; ok && j < i+6; j++ {
			digit := strings.IndexByte("0123456789abcdef", s[j]|0x20)
			if s[j] < '0' || digit < 0 {
				ok = false
			}
			n = n<<4 | digit
		}
		if !ok {
			b.WriteString(s[:i+2])
			s = s[i+2:]
			continue
		}
		b.WriteString(s[:i])
		b.WriteRune(rune(n))
		s = s[i+size:]
	}
	if b.Len() == 0 {
		return s
	}
	return b.String() + s
}
