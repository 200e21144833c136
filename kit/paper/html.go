package paper

import (
	_ "embed"
	"fmt"
	"html"
	"strings"

	"rsc.io/qr"

	"fenming/kit/words"
)

//go:embed paper.css
var stylesheet string

// CSS is the style sheet of HTML, for pages that serve it on their own.
func CSS() string { return stylesheet }

// Page writes the document as a whole web page that prints on A4. The nonce is
// the one of the Content-Security-Policy under which the page is served; with
// an empty one the style element has none.
func Page(doc Document, nonce string) []byte {
	var b strings.Builder
	attr := ""
	if nonce != "" {
		attr = ` nonce="` + escape(nonce) + `"`
	}
	fmt.Fprintf(&b, "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"+
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s</title>\n<style%s>\n%s</style>\n</head>\n<body class=\"fp-page\">\n<main>\n",
		lang(doc), escape(doc.Title), attr, stylesheet)
	b.Write(HTML(doc))
	b.WriteString("</main>\n</body>\n</html>\n")
	return []byte(b.String())
}

func lang(doc Document) words.Lang {
	if doc.Lang == words.EN {
		return words.EN
	}
	return words.ZH
}

// HTML writes the document as a fragment: one article, classes beginning with
// fp- (see CSS), no script, no style attribute, every text escaped.
func HTML(doc Document) []byte {
	w := &page{lang: lang(doc)}
	w.f("<article class=\"fp\" lang=\"%s\">\n<header class=\"fp-head\">\n<h1>%s</h1>\n", w.lang, escape(doc.Title))
	if doc.Subtitle != "" {
		w.f("<p class=\"fp-subtitle\">%s</p>\n", escape(doc.Subtitle))
	}
	if len(doc.Meta) > 0 {
		w.pairs("fp-meta", doc.Meta)
	}
	w.f("</header>\n")
	for _, b := range doc.Blocks {
		w.block(b)
	}
	w.f("<footer class=\"fp-foot\">\n")
	if doc.Footer != "" {
		w.f("<p>%s</p>\n", escape(doc.Footer))
	}
	w.f("<p>%s<code>%s</code></p>\n</footer>\n</article>\n", escape(wordSealed.In(w.lang, nil)), Digest(doc))
	return []byte(w.b.String())
}

type page struct {
	b    strings.Builder
	lang words.Lang
}

func (w *page) f(format string, args ...any) { fmt.Fprintf(&w.b, format, args...) }

func (w *page) block(b Block) {
	switch b := b.(type) {
	case Heading:
		level := min(max(b.Level, 1), 3) + 1
		w.f("<h%d>%s</h%d>\n", level, escape(b.Text), level)
	case Paragraph:
		w.f("<p>%s</p>\n", runs(b.Runs))
	case List:
		w.list(b)
	case Table:
		w.table(b)
	case Pairs:
		if b.Title != "" {
			w.f("<p class=\"fp-label\">%s</p>\n", escape(b.Title))
		}
		w.pairs("fp-pairs", b.Items)
	case Notice:
		w.notice(b)
	case Signatures:
		w.signatures(b)
	case QR:
		w.qr(b)
	case PageBreak:
		w.f("<div class=\"fp-break\"></div>\n")
	}
}

func (w *page) list(l List) {
	tag := "ul"
	if l.Ordered {
		tag = "ol"
	}
	w.f("<%s>\n", tag)
	for _, item := range l.Items {
		w.f("<li>%s</li>\n", runs(item))
	}
	w.f("</%s>\n", tag)
}

func (w *page) pairs(class string, pairs []Pair) {
	w.f("<dl class=\"%s\">\n", class)
	for _, p := range pairs {
		w.f("<div><dt>%s</dt><dd>%s</dd></div>\n", escape(p.Label), lines(p.Value))
	}
	w.f("</dl>\n")
}

// notice has its number and title in front of the text, so that a reader who
// hears the page learns that a key term begins.
func (w *page) notice(n Notice) {
	w.f("<section class=\"fp-notice\"")
	if n.ID != "" {
		w.f(" data-term=\"%s\"", escape(n.ID))
	}
	w.f(">\n<p class=\"fp-notice-title\"><strong><span class=\"fp-mark\">%s</span> %s</strong></p>\n<p>%s</p>\n</section>\n",
		escape(mark(n, w.lang)), escape(n.Title), runs(n.Runs))
}

// mark is what stands before a notice's title: "重点条款 3".
func mark(n Notice, lang words.Lang) string {
	return strings.TrimSpace(wordTerm.In(lang, nil) + " " + clean(n.Number))
}

// table lies in a region that can be scrolled with the keyboard, since a wide
// one does not fit a phone.
func (w *page) table(t Table) {
	label := t.Caption
	if label == "" && len(t.Columns) > 0 {
		label = t.Columns[0].Head
	}
	wide := ""
	if t.wide() {
		wide = ` class="fp-wide"`
	}
	w.f("<div class=\"fp-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">\n<table%s>\n", escape(label), wide)
	if t.Caption != "" {
		w.f("<caption>%s</caption>\n", escape(t.Caption))
	}
	w.f("<thead>\n<tr>")
	for _, c := range t.Columns {
		w.f("<th scope=\"col\"%s>%s</th>", class(c.Align), escape(c.Head))
	}
	w.f("</tr>\n</thead>\n<tbody>\n")
	w.rows(t, t.Rows)
	w.f("</tbody>\n")
	if len(t.Footer) > 0 {
		w.f("<tfoot>\n")
		w.rows(t, t.Footer)
		w.f("</tfoot>\n")
	}
	w.f("</table>\n</div>\n")
}

// wide says that a table has too many columns for a phone, where CSS makes a
// small card of each row; its cells then carry the heads of their columns.
func (t Table) wide() bool { return len(t.Columns) > 3 }

func (w *page) rows(t Table, rows [][]Cell) {
	for _, row := range rows {
		w.f("<tr>")
		at := 0
		for _, c := range row {
			align, label := Left, ""
			if t.wide() && at > 0 && at < len(t.Columns) {
				label = ` data-label="` + escape(t.Columns[at].Head) + `"`
			}
			if last := at + c.span() - 1; last < len(t.Columns) {
				align = t.Columns[last].Align
			}
			at += c.span()
			span := ""
			if c.Span > 1 {
				span = fmt.Sprintf(" colspan=\"%d\"", c.Span)
			}
			text := lines(c.Text)
			if c.Strong {
				text = "<strong>" + text + "</strong>"
			}
			w.f("<td%s%s%s>%s</td>", span, class(align), label, text)
		}
		w.f("</tr>\n")
	}
}

func class(a Align) string {
	if a == Right || a == Center {
		return ` class="fp-` + string(a) + `"`
	}
	return ""
}

func (w *page) signatures(s Signatures) {
	w.f("<div class=\"fp-signatures\">\n")
	for _, p := range s.Parties {
		w.f("<section class=\"fp-party\">\n<p><strong>%s</strong></p>\n<p>%s</p>\n", escape(p.Role), escape(p.Name))
		if len(p.Lines) > 0 {
			w.pairs("fp-pairs", p.Lines)
		} else {
			w.f("<p class=\"fp-line\">%s</p>\n<p class=\"fp-line\">%s</p>\n", escape(wordSign.In(w.lang, nil)), escape(wordDate.In(w.lang, nil)))
		}
		w.f("</section>\n")
	}
	w.f("</div>\n")
}

// qr draws the code as one path, a text for those who cannot see it beside.
func (w *page) qr(q QR) {
	c, err := code(q)
	if err != nil {
		// What cannot be drawn is still said.
		w.f("<p>%s</p>\n", escape(strings.TrimSpace(q.Caption+" "+q.Text)))
		return
	}
	label := q.Caption
	if label == "" {
		label = wordCode.In(w.lang, nil)
	}
	w.f("<figure class=\"fp-qr\">\n<svg viewBox=\"-4 -4 %d %d\" role=\"img\" aria-label=\"%s\" shape-rendering=\"crispEdges\">"+
		"<rect x=\"-4\" y=\"-4\" width=\"%d\" height=\"%d\" fill=\"#fff\"/><path fill=\"#000\" d=\"", c.Size+8, c.Size+8, escape(label), c.Size+8, c.Size+8)
	eachBar(c, func(x, y, n int) { w.f("M%d %dh%dv1h-%dz", x, y, n, n) })
	w.f("\"/></svg>\n<figcaption>%s</figcaption>\n</figure>\n", lines(q.Caption))
}

// eachBar walks the black bars of a code row by row.
func eachBar(c *qr.Code, bar func(x, y, n int)) {
	for y := range c.Size {
		for x := 0; x < c.Size; x++ {
			n := 0
			for x+n < c.Size && c.Black(x+n, y) {
				n++
			}
			if n > 0 {
				bar(x, y, n)
				x += n
			}
		}
	}
}

func runs(list []Run) string {
	var b strings.Builder
	for _, r := range list {
		text := lines(r.Text)
		if r.Underline {
			text = "<u>" + text + "</u>"
		}
		if r.Strong {
			text = "<strong>" + text + "</strong>"
		}
		b.WriteString(text)
	}
	return b.String()
}

func escape(s string) string { return html.EscapeString(clean(s)) }

// lines escapes a text and keeps its line feeds.
func lines(s string) string { return strings.ReplaceAll(escape(s), "\n", "<br/>") }
