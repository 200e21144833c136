package paper

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rsc.io/qr"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// The bounds of a document; a contract has about 6,000 characters.
const (
	maxChars   = 400_000
	maxColumns = 16
	maxWeight  = 100
	maxFooter  = 300  // characters; the foot stands on every page
	maxCode    = 1000 // bytes in a QR code, readable on paper at 30 mm
)

// Check reports what would keep a document from being rendered: no title, a
// table row that does not fill its columns, too much text.
func Check(doc Document) error {
	if strings.TrimSpace(doc.Title) == "" || len(doc.Blocks) == 0 {
		return fault.Invalid(wordEmpty)
	}
	if utf8.RuneCountInString(doc.Footer) > maxFooter {
		return fault.Limit(wordFooter, words.Args{"max": maxFooter})
	}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case Table:
			if !square(b) {
				return fault.Invalid(wordTable, words.Args{"caption": b.Caption})
			}
		case QR:
			if _, err := code(b); err != nil {
				return err
			}
		}
	}
	if raw := Encode(doc); len(raw) > maxEncoded || utf8.RuneCount(raw) > maxChars {
		return fault.Limit(wordLarge, words.Args{"max": maxChars})
	}
	return nil
}

func square(t Table) bool {
	if len(t.Columns) == 0 || len(t.Columns) > maxColumns {
		return false
	}
	for _, c := range t.Columns {
		if c.Weight < 0 || c.Weight > maxWeight {
			return false
		}
	}
	for _, rows := range [][][]Cell{t.Rows, t.Footer} {
		for _, row := range rows {
			n := 0
			for _, c := range row {
				n += min(c.span(), maxColumns+1)
			}
			if n != len(t.Columns) {
				return false
			}
		}
	}
	return true
}

func code(q QR) (*qr.Code, error) {
	if q.Text == "" || len(q.Text) > maxCode {
		return nil, fault.Invalid(wordQR)
	}
	c, err := qr.Encode(q.Text, qr.M)
	if err != nil {
		return nil, fault.Invalid(wordQR).Because(err)
	}
	return c, nil
}

// clean drops what cannot be seen but would change what is seen: controls, byte
// order marks and the marks that reverse the direction of text (Unicode UAX #9
// §2), by which a figure could be read in another order than it is stored. Line
// ends become line feeds; tabs and spaces of odd widths become spaces.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			return '\n'
		case r == '\t' || unicode.Is(unicode.Zs, r) && r != '\u00A0' && r != '\u3000':
			return ' '
		case r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF: // no characters, by Unicode §23.7
			return '\uFFFD'
		case unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r):
			return -1
		}
		return r
	}, s)
}
