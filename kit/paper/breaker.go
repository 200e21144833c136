package paper

import (
	"fmt"
	"strings"
	"unicode"
)

// mpt is a thousandth of a point (1/72 inch): whole numbers, so that a layout
// is the same on every machine.
type mpt int

const point mpt = 1000

// char is one character to be drawn.
type char struct {
	r         rune
	glyph     glyph
	width     mpt
	underline bool
}

// line is what stands beside each other; spaces at its end are dropped.
type line []char

func (l line) width() mpt {
	var w mpt
	for _, c := range l {
		w += c.width
	}
	return w
}

func (l line) text() string {
	var b strings.Builder
	for _, c := range l {
		b.WriteRune(c.r)
	}
	return b.String()
}

// Characters that may not begin or end a line 避头尾. Source: W3C Requirements
// for Chinese Text Layout (clreq) §3.1.1, prohibition rules for line start and
// line end, with the signs of money and percent from its §3.1.2, and small kana
// since names on papers may hold them (JLREQ §3.1.7).
const (
	noStart = "，。、；：？！．）】》〉」』〕］｝〗〙〛”’…—–·・‧～〜／％‰℃°′″ー々〻゛゜ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ" +
		",.;:?!)]}%¢"
	noEnd = "（【《〈「『〔［｛〖〘〚“‘￥＄￡¥$€£" + "([{"
)

func mayNotStart(r rune) bool { return strings.ContainsRune(noStart, r) || unicode.Is(unicode.M, r) }
func mayNotEnd(r rune) bool   { return strings.ContainsRune(noEnd, r) }

// wordy says whether r belongs to a word that is kept whole: letters of
// alphabets and digits with ASCII signs between them, not ideographs and kana.
func wordy(r rune) bool {
	switch {
	case r == '\u00A0':
		return true
	case r <= ' ' || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo):
		return false
	case r < 0x80 || r == '’':
		return true
	}
	return r < 0x2000 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// mayBreak says whether a line may end between before and after, two characters
// that are no spaces; spaced when spaces stand between them.
func mayBreak(before, after rune, spaced bool) bool {
	switch {
	case mayNotEnd(before) || mayNotStart(after):
		return false
	case spaced:
		return true
	case before == '\u00A0' || after == '\u00A0' || strings.ContainsRune(`"'`, before) || strings.ContainsRune(`"'`, after):
		return false // a straight quote may open or close, and looks the same
	}
	return !wordy(before) || !wordy(after)
}

// measure turns runs into characters of one size, paragraph by paragraph. A
// character without a glyph becomes its number in brackets: 〔U+20BB7〕.
func (s *setter) measure(list []Run, size mpt, strong bool) [][]char {
	paragraphs := [][]char{nil}
	for _, run := range list {
		want := regular
		if run.Strong || strong {
			want = bold
		}
		for _, r := range clean(run.Text) {
			last := len(paragraphs) - 1
			if r == '\n' {
				paragraphs = append(paragraphs, nil)
				continue
			}
			for _, v := range s.visible(r) {
				g, _ := s.glyph(v, want)
				paragraphs[last] = append(paragraphs[last], char{v, g, g.advance * size / unitsPerEm, run.Underline})
			}
		}
	}
	return paragraphs
}

func (s *setter) visible(r rune) []rune {
	if _, ok := s.glyph(r, regular); ok {
		return []rune{r}
	}
	return []rune(fmt.Sprintf("〔U+%04X〕", r))
}

// breakLines sets text into lines of at most width.
func breakLines(paragraphs [][]char, width mpt) []line {
	var lines []line
	for _, p := range paragraphs {
		lines = append(lines, breakParagraph(p, width)...)
	}
	return lines
}

func breakParagraph(text []char, width mpt) []line {
	var lines []line
	var now line
	for _, unit := range units(text) {
		if len(now) > 0 && now.width()+line(trim(unit)).width() > width {
			lines = append(lines, trim(now))
			now = nil
		}
		for line(trim(unit)).width() > width {
			n := cut(unit, width)
			lines = append(lines, line(unit[:n]))
			unit = unit[n:]
		}
		now = append(now, unit...)
	}
	return append(lines, trim(now))
}

// units cuts a paragraph at every place where a line may end; spaces stay with
// what is before them.
func units(text []char) [][]char {
	var all [][]char
	start, before, spaced := 0, rune(0), false
	for i, c := range text {
		if blank(c.r) {
			spaced = true
			continue
		}
		if before != 0 && mayBreak(before, c.r, spaced) {
			all = append(all, text[start:i])
			start = i
		}
		before, spaced = c.r, false
	}
	if start < len(text) {
		all = append(all, text[start:])
	}
	return all
}

// cut says how much of a unit that is wider than a line goes onto it: as much
// as fits, if possible to a place where neither side is forbidden, at least one
// character.
func cut(unit []char, width mpt) int {
	fits, at := 0, mpt(0)
	for fits < len(unit) && at+unit[fits].width <= width {
		at += unit[fits].width
		fits++
	}
	for n := fits; n > 0; n-- {
		if n < len(unit) && !mayNotEnd(unit[n-1].r) && !mayNotStart(unit[n].r) && !blank(unit[n].r) {
			return n
		}
	}
	return max(fits, 1)
}

// blank is a space after which a line may end and which is dropped there.
func blank(r rune) bool { return r == ' ' || r == '\u3000' }

func trim(text []char) line {
	for len(text) > 0 && blank(text[len(text)-1].r) {
		text = text[:len(text)-1]
	}
	return text
}

// widest is the width of the widest unit: what a column needs to keep words whole.
func widest(paragraphs [][]char) mpt {
	var w mpt
	for _, p := range paragraphs {
		for _, u := range units(p) {
			w = max(w, line(trim(u)).width())
		}
	}
	return w
}

// natural is the width of the widest paragraph on one line.
func natural(paragraphs [][]char) mpt {
	var w mpt
	for _, p := range paragraphs {
		w = max(w, line(trim(p)).width())
	}
	return w
}
