package paper

import (
	"time"

	"fenming/kit/words"
)

// Document is one paper. Blocks follow each other in reading order.
type Document struct {
	Lang     words.Lang `json:"lang"`
	Title    string     `json:"title"`
	Subtitle string     `json:"subtitle,omitempty"`
	Meta     []Pair     `json:"meta,omitempty"` // facts under the title: number, parties, day
	Blocks   []Block    `json:"-"`
	Footer   string     `json:"footer,omitempty"` // at the foot of each page, before the page number
	Author   string     `json:"author,omitempty"` // who issues it; goes into the file's properties
	Made     time.Time  `json:"made"`             // the business moment of issue; the file's creation date
}

// Block is a part of a document: Heading, Paragraph, List, Table, Pairs,
// Notice, Signatures, QR or PageBreak.
type Block interface{ kind() string }

// Run is a piece of text in one style. A line feed in the text breaks the line.
type Run struct {
	Text      string `json:"text"`
	Strong    bool   `json:"strong,omitempty"`    // emphasised 加粗
	Underline bool   `json:"underline,omitempty"` // 下划线
}

// Pair is a label and its value.
type Pair struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Heading is a title inside the document. Level 1 is the highest, 3 the lowest.
type Heading struct {
	Level int    `json:"level"`
	Text  string `json:"text"`
}

// Paragraph is running text.
type Paragraph struct {
	Runs []Run `json:"runs"`
}

// List is a list of items, with numbers when Ordered.
type List struct {
	Ordered bool    `json:"ordered,omitempty"`
	Items   [][]Run `json:"items"`
}

// Align says where the text of a column stands.
type Align string

// The alignments; the empty one is Left.
const (
	Left   Align = "left"
	Right  Align = "right"
	Center Align = "center"
)

// Column is one column of a table.
type Column struct {
	Head   string `json:"head"`
	Align  Align  `json:"align,omitempty"`
	Weight int    `json:"weight,omitempty"` // share of the width; 0: by what the cells need
}

// Cell is a cell of a table. Amounts come as text, already formatted.
type Cell struct {
	Text   string `json:"text"`
	Strong bool   `json:"strong,omitempty"`
	Span   int    `json:"span,omitempty"` // columns it covers; 0 is 1
}

// Table is a table; its header is repeated on every page it reaches.
type Table struct {
	Caption string   `json:"caption,omitempty"`
	Columns []Column `json:"columns"`
	Rows    [][]Cell `json:"rows"`
	Footer  [][]Cell `json:"footer,omitempty"` // sums
}

// Pairs is a list of labels and values.
type Pairs struct {
	Title string `json:"title,omitempty"`
	Items []Pair `json:"items"`
}

// Notice is a key term that the law wants emphasised (加粗加框): framed, tinted
// and under its own number.
type Notice struct {
	ID     string `json:"id,omitempty"` // the term's key; data-term in HTML
	Number string `json:"number,omitempty"`
	Title  string `json:"title"`
	Runs   []Run  `json:"runs"`
}

// Signatures is the block where the parties sign.
type Signatures struct {
	Parties []Party `json:"parties"`
}

// Party is who signs. Lines say how and when it was signed; while there are
// none, empty lines to sign by hand are drawn.
type Party struct {
	Role  string `json:"role"`
	Name  string `json:"name"`
	Lines []Pair `json:"lines,omitempty"`
}

// QR is a QR code with what it says beside it.
type QR struct {
	Text    string `json:"text"`
	Caption string `json:"caption"`
}

// PageBreak begins a new page where there are pages.
type PageBreak struct{}

func (Heading) kind() string    { return "heading" }
func (Paragraph) kind() string  { return "paragraph" }
func (List) kind() string       { return "list" }
func (Table) kind() string      { return "table" }
func (Pairs) kind() string      { return "pairs" }
func (Notice) kind() string     { return "notice" }
func (Signatures) kind() string { return "signatures" }
func (QR) kind() string         { return "qr" }
func (PageBreak) kind() string  { return "page_break" }

// Plain is text without emphasis.
func Plain(text string) Run { return Run{Text: text} }

// Strong is emphasised text.
func Strong(text string) Run { return Run{Text: text, Strong: true} }

// Underlined is underlined text.
func Underlined(text string) Run { return Run{Text: text, Underline: true} }

// Text is a paragraph of plain text.
func Text(text string) Paragraph { return Paragraph{Runs: []Run{Plain(text)}} }

// Row makes cells of texts.
func Row(texts ...string) []Cell {
	cells := make([]Cell, len(texts))
	for i, t := range texts {
		cells[i].Text = t
	}
	return cells
}

// StrongRow makes emphasised cells of texts, for sums.
func StrongRow(texts ...string) []Cell {
	cells := Row(texts...)
	for i := range cells {
		cells[i].Strong = true
	}
	return cells
}

// span is the number of columns the cell covers.
func (c Cell) span() int { return max(c.Span, 1) }
