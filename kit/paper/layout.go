package paper

import "fenming/kit/words"

// color is 0xRRGGBB.
type color uint32

const (
	inkColor   color = 0x1a1a1a
	softColor  color = 0x595959
	ruleColor  color = 0x8c8c8c
	thinColor  color = 0xe5e5e5
	headColor  color = 0xf0f0f0
	tintColor  color = 0xfff7e6
	frameColor color = 0xad4e00
	blackColor color = 0x000000
)

// Sizes of type.
const (
	titleSize = 17 * point
	bodySize  = 10*point + point/2 // 五号
	cellSize  = 9*point + point/2
	footSize  = 8 * point
	tinySize  = 6*point + point/2
)

// headingSizes are by level.
var headingSizes = [...]mpt{13 * point, 11*point + point/2, bodySize}

// leading is the height of a line of a size: 1.65 of it.
func leading(size mpt) mpt { return size * 165 / 100 }

// baseline is where the letters of a line stand, from its top: the middle of an
// ideograph (0.88 above and 0.12 below the baseline) in the middle of the line.
func baseline(size mpt) mpt { return (leading(size)-size)/2 + size*88/100 }

// geometry is the room there is to draw in.
type geometry struct {
	width, height mpt // of the sheet; no height: one sheet as tall as needed
	side, top     mpt // margins
}

// a4 is ISO 216 A4, 210 by 297 mm.
var a4 = geometry{width: 595276, height: 841890, side: 54 * point, top: 50 * point}

func (g geometry) inner() mpt { return g.width - 2*g.side }

// op is one thing to draw: a text when chars is not nil, else a box.
type op struct {
	x, y   mpt // top left of a box; left end of a text's baseline
	w, h   mpt
	stroke mpt // width of a box's outline; 0: filled
	ink    color
	chars  line
	size   mpt
}

// sheet is a page.
type sheet struct {
	ops    []op
	height mpt
}

// canvas is what a layout is drawn on: a PDF or a picture.
type canvas interface {
	sheet(width, height mpt)
	text(x, y, size mpt, ink color, chars line)
	box(x, y, w, h, stroke mpt, ink color)
}

func render(c canvas, g geometry, sheets []sheet) {
	for _, s := range sheets {
		c.sheet(g.width, s.height)
		for _, o := range s.ops {
			if o.chars != nil {
				c.text(o.x, o.y, o.size, o.ink, o.chars)
				drawUnderlines(c, o)
				continue
			}
			c.box(o.x, o.y, o.w, o.h, o.stroke, o.ink)
		}
	}
}

func drawUnderlines(c canvas, o op) {
	x := o.x
	for from := 0; from < len(o.chars); {
		to := from + 1
		for to < len(o.chars) && o.chars[to].underline == o.chars[from].underline {
			to++
		}
		w := o.chars[from:to].width()
		if o.chars[from].underline {
			c.box(x, o.y+o.size*13/100, w, o.size/16, 0, o.ink)
		}
		x, from = x+w, to
	}
}

// strip is a piece of a sheet that is not divided; its ops count from its top.
type strip struct {
	height mpt
	ops    []op
}

// group is what belongs together.
type group struct {
	before mpt     // room above, but not at the top of a page
	head   []strip // repeated on every page
	strips []strip
	whole  bool // stays on one page if it can
	follow bool // stays with what comes next
	framed bool
}

func height(strips []strip) mpt {
	var h mpt
	for _, s := range strips {
		h += s.height
	}
	return h
}

// flow puts groups under each other.
type flow struct {
	set    *setter
	geo    geometry
	lang   words.Lang
	foot   []strip
	bottom mpt
	sheets []sheet
	y      mpt
}

// lay sets a document. The lines of two geometries of one width are the same.
func (f *fonts) lay(doc Document, geo geometry) []sheet {
	w := &flow{set: f.setter(), geo: geo, lang: lang(doc)}
	w.foot = w.footing(doc)
	w.bottom = geo.height - geo.top/2 - height(w.foot)
	w.newSheet()
	w.heading(doc)
	for _, b := range doc.Blocks {
		w.block(b)
	}
	w.finish()
	return w.sheets
}

// frame is the room between a notice's frame and its text.
const (
	framePad  = 8 * point
	frameLine = point + point/2
)

func (w *flow) newSheet() {
	w.sheets = append(w.sheets, sheet{height: w.geo.height})
	w.y = w.geo.top
}

func (w *flow) endless() bool { return w.geo.height == 0 }

// fits says whether h more is room on this sheet.
func (w *flow) fits(h mpt) bool { return w.endless() || w.y+h <= w.bottom }

func (w *flow) emit(s strip) {
	last := &w.sheets[len(w.sheets)-1]
	for _, o := range s.ops {
		o.y += w.y
		last.ops = append(last.ops, o)
	}
	w.y += s.height
}

// place puts a group where it fits, divided over sheets when it must be.
func (w *flow) place(g group) {
	if len(g.strips) == 0 {
		return
	}
	pad := mpt(0)
	if g.framed {
		pad = framePad
	}
	if w.y > w.geo.top {
		w.y += g.before
	}
	need := height(g.head) + g.strips[0].height + 2*pad
	if whole := height(g.head) + height(g.strips) + 2*pad; g.whole && w.geo.top+whole <= w.bottom {
		need = whole
	}
	if g.follow {
		need += 2 * leading(bodySize)
	}
	if !w.fits(need) && w.y > w.geo.top {
		w.newSheet()
	}
	for rest := g.strips; len(rest) > 0; {
		rest = w.portion(g.head, rest, g.framed, pad)
		if len(rest) > 0 {
			w.newSheet()
		}
	}
}

// portion puts as many strips on this sheet as fit, at least one, and returns
// the others.
func (w *flow) portion(head, strips []strip, framed bool, pad mpt) []strip {
	page := len(w.sheets) - 1
	at, top := len(w.sheets[page].ops), w.y
	w.y += pad
	for _, s := range head {
		w.emit(s)
	}
	n := 0
	for n < len(strips) && (n == 0 || w.fits(strips[n].height+pad)) {
		w.emit(strips[n])
		n++
	}
	w.y += pad
	if framed {
		box := op{x: w.geo.side, y: top, w: w.geo.inner(), h: w.y - top}
		tint, edge := box, box
		tint.ink, edge.ink, edge.stroke = tintColor, frameColor, frameLine
		ops := w.sheets[page].ops
		w.sheets[page].ops = append(append(append([]op{}, ops[:at]...), tint, edge), ops[at:]...)
	}
	return strips[n:]
}

// finish puts the foot under every page; a single tall sheet gets it once.
func (w *flow) finish() {
	if w.endless() {
		w.y += 16 * point
		for _, s := range w.foot {
			w.emit(s)
		}
		w.sheets[0].height = w.y + w.geo.top
		return
	}
	for i := range w.sheets {
		y := w.bottom
		for _, s := range w.foot {
			for _, o := range s.ops {
				o.y += y
				w.sheets[i].ops = append(w.sheets[i].ops, o)
			}
			y += s.height
		}
		label := wordPage.In(w.lang, words.Args{"page": i + 1, "pages": len(w.sheets)})
		chars := w.line(label, footSize)
		w.sheets[i].ops = append(w.sheets[i].ops, op{x: w.geo.width - w.geo.side - chars.width(),
			y: y - leading(tinySize) + baseline(tinySize), chars: chars, size: footSize, ink: softColor})
	}
}

// footing is a rule, the foot's text and the digest.
func (w *flow) footing(doc Document) []strip {
	strips := []strip{{height: 5 * point, ops: []op{{x: w.geo.side, w: w.geo.inner(), h: point / 2, ink: ruleColor}}}}
	if doc.Footer != "" {
		strips = append(strips, w.lines(w.split([]Run{Plain(doc.Footer)}, footSize, false, w.geo.inner()), w.geo.side, footSize, softColor)...)
	}
	size := tinySize
	if w.endless() {
		size = footSize
	}
	// The page number stands beside the digest on the same line.
	digest := []Run{Plain(wordSealed.In(w.lang, nil) + Digest(doc))}
	return append(strips, w.lines(w.split(digest, size, false, w.geo.inner()), w.geo.side, size, softColor)...)
}

// line sets a text on one line.
func (w *flow) line(text string, size mpt) line {
	var all line
	for _, p := range w.set.measure([]Run{Plain(text)}, size, false) {
		all = append(all, p...)
	}
	return all
}

// split sets runs into lines.
func (w *flow) split(runs []Run, size mpt, strong bool, width mpt) []line {
	return breakLines(w.set.measure(runs, size, strong), width)
}

// lines makes a strip of each line.
func (w *flow) lines(list []line, x, size mpt, ink color) []strip {
	strips := make([]strip, len(list))
	for i, l := range list {
		strips[i] = strip{height: leading(size)}
		if len(l) > 0 {
			strips[i].ops = []op{{x: x, y: baseline(size), chars: l, size: size, ink: ink}}
		}
	}
	return strips
}
