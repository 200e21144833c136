package promotion

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// glyph is one character as it is read, and the characters [from, to) of the
// written text that it stands for.
type glyph struct {
	r        rune
	from, to int
	disguise *evasion
}

// reading is a text as the rules read it: one width, one case, one script, no
// invisible or ornamental characters within words, disguises seen through.
type reading struct {
	src    string
	bytes  []int // byte offset of every written character, and of the end
	glyphs []glyph
	folded string
	starts []int // byte offset in folded of every glyph, and of the end
}

// read normalises a text. The written text stays as it is; every glyph knows
// where it came from.
func (p *pack) read(src string) *reading {
	r := &reading{src: src}
	var gs []glyph
	n := 0
	for i, c := range src {
		r.bytes = append(r.bytes, i)
		if c = p.fold(c); c != 0 {
			gs = append(gs, glyph{r: c, from: n, to: n + 1})
		}
		n++
	}
	r.bytes = append(r.bytes, len(src))
	r.glyphs = p.seeThrough(zeros(closeUp(gs)))
	var b strings.Builder
	for _, g := range r.glyphs {
		r.starts = append(r.starts, b.Len())
		b.WriteRune(g.r)
	}
	r.starts = append(r.starts, b.Len())
	r.folded = b.String()
	return r
}

// fold brings one character into its plain form; 0 drops it.
func (p *pack) fold(c rune) rune {
	switch {
	case c == utf8.RuneError, c == '\r', c == '\u00ad', unicode.Is(unicode.Cf, c), unicode.Is(unicode.Mn, c):
		return 0 // zero width, soft hyphen, variation selectors, combining marks
	case c >= 0xff01 && c <= 0xff5e:
		c -= 0xfee0 // full width
	case c == '\n':
		return c
	case unicode.IsSpace(c):
		return ' '
	}
	c = unicode.ToLower(c)
	if plain, ok := p.simplified[c]; ok {
		return plain
	}
	return c
}

func han(c rune) bool { return unicode.Is(unicode.Han, c) }

// ornament says whether a character may be strewn into a word to break it up.
func ornament(c rune) bool {
	return c >= 0x1f000 || unicode.Is(unicode.So, c) || strings.ContainsRune("*_~^+|`'·•.-=", c)
}

// maxOrnaments is how many strewn characters in a row still count as one word
// broken up; a longer row separates.
const maxOrnaments = 2

// closeUp drops spaces and ornaments within Chinese words: 套 现, 免*息.
func closeUp(gs []glyph) []glyph {
	var out []glyph
	for i := 0; i < len(gs); i++ {
		if !strings.ContainsRune(" ", gs[i].r) && !ornament(gs[i].r) {
			out = append(out, gs[i])
			continue
		}
		end, marks := i, 0
		for end < len(gs) && (gs[end].r == ' ' || ornament(gs[end].r)) {
			if gs[end].r != ' ' {
				marks++
			}
			end++
		}
		before, after := rune(0), rune(0)
		if len(out) > 0 {
			before = out[len(out)-1].r
		}
		if end < len(gs) {
			after = gs[end].r
		}
		if !joins(before, after, marks) {
			out = append(out, gs[i:end]...)
		}
		i = end - 1
	}
	return out
}

// joins says whether what stands around a gap is one word broken up.
func joins(before, after rune, marks int) bool {
	if marks > maxOrnaments {
		return false
	}
	if marks == 0 {
		return (han(before) || unicode.IsDigit(before)) && han(after) || han(before) && unicode.IsDigit(after)
	}
	return han(before) && han(after)
}

// zeros writes 零, 〇 and a lone letter o before a Chinese character as 0.
func zeros(gs []glyph) []glyph {
	for i := range gs {
		switch gs[i].r {
		case '零', '〇', '○', '◯':
			gs[i].r = '0'
		case 'o':
			alone := i == 0 || !unicode.Is(unicode.Latin, gs[i-1].r)
			if alone && i+1 < len(gs) && han(gs[i+1].r) {
				gs[i].r = '0'
			}
		}
	}
	return gs
}

// seeThrough puts the plain word in place of its known disguises.
func (p *pack) seeThrough(gs []glyph) []glyph {
	var out []glyph
	for i := 0; i < len(gs); {
		e, n := p.disguised(gs[i:])
		if e == nil {
			out = append(out, gs[i])
			i++
			continue
		}
		for _, c := range e.Read {
			out = append(out, glyph{r: c, from: gs[i].from, to: gs[i+n-1].to, disguise: e})
		}
		i += n
	}
	return out
}

// disguised finds the longest disguise that begins here, and its length.
func (p *pack) disguised(gs []glyph) (*evasion, int) {
	var best *evasion
	length := 0
	for _, e := range p.evasions[gs[0].r] {
		if n := begins(gs, e.runes); n > length {
			best, length = e, n
		}
	}
	return best, length
}

// begins says how many glyphs the word takes at the start, spaces skipped; 0
// when it does not stand there.
func begins(gs []glyph, word []rune) int {
	k := 0
	for i, g := range gs {
		if g.r == ' ' && k > 0 {
			continue
		}
		if g.r != word[k] {
			return 0
		}
		if k++; k == len(word) {
			return i + 1
		}
	}
	return 0
}

// span turns glyphs [from, to) into a part of the written text.
func (r *reading) span(from, to int) Span {
	if from >= to || len(r.glyphs) == 0 {
		n := len(r.bytes) - 1
		return Span{Start: len(r.src), End: len(r.src), RuneStart: n, RuneEnd: n}
	}
	a, b := r.glyphs[from].from, r.glyphs[to-1].to
	return Span{Start: r.bytes[a], End: r.bytes[b], RuneStart: a, RuneEnd: b}
}

// index is the glyph that begins at a byte offset of the folded text.
func (r *reading) index(at int) int {
	low, high := 0, len(r.starts)-1
	for low < high {
		if mid := (low + high) / 2; r.starts[mid] < at {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// ends are the characters after which a sentence is over.
const ends = "。!?！？;；\n"

// reach bounds a sentence on either side, so that a text without a full stop
// costs no more than one with many.
const reach = 200

// sentence returns the glyphs of the sentence around [from, to), its closing
// mark left out.
func (r *reading) sentence(from, to int) (int, int) {
	first, last := max(from-reach, 0), min(to+reach, len(r.glyphs))
	for from > first && !r.stops(from-1) {
		from--
	}
	for from < len(r.glyphs) && from < to-1 && r.glyphs[from].r == ' ' {
		from++
	}
	for to < last && !r.stops(to) {
		to++
	}
	return from, to
}

// stops says whether a sentence ends at a glyph.
func (r *reading) stops(i int) bool {
	c := r.glyphs[i].r
	if strings.ContainsRune(ends, c) {
		return true
	}
	return c == '.' && (i+1 == len(r.glyphs) || r.glyphs[i+1].r == ' ' || r.glyphs[i+1].r == '\n')
}

// clause narrows a sentence to the part between commas that holds [from, to).
func (r *reading) clause(from, to int) (int, int) {
	low, high := r.sentence(from, to)
	for i := from - 1; i >= low; i-- {
		if r.comma(i) {
			low = i + 1
			break
		}
	}
	for i := to; i < high; i++ {
		if r.comma(i) {
			high = i
			break
		}
	}
	return low, high
}

func (r *reading) comma(i int) bool {
	switch r.glyphs[i].r {
	case '，':
		return true
	case ',':
		digits := i > 0 && i+1 < len(r.glyphs) && unicode.IsDigit(r.glyphs[i-1].r) && unicode.IsDigit(r.glyphs[i+1].r)
		return !digits
	}
	return false
}

// part is the folded text of glyphs [from, to).
func (r *reading) part(from, to int) string {
	if from >= to {
		return ""
	}
	return r.folded[r.starts[from]:r.starts[to]]
}

// disguise names how glyphs [from, to) were read, nil when they stand plainly.
func (r *reading) disguise(from, to int) *Text {
	for _, g := range r.glyphs[from:to] {
		if g.disguise != nil {
			why := g.disguise.why
			return &why
		}
	}
	return nil
}
