package template

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"

	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// The kinds of block.
const (
	BlockTitle     = "title"
	BlockHeading   = "heading"
	BlockParagraph = "paragraph"
	BlockItem      = "item"
	BlockRow       = "row"
	BlockTerm      = "term" // the line that opens a key term
)

// Block is one line of a contract: what screens and prints are made of. Term is
// the key term it belongs to, "" when it belongs to none.
type Block struct {
	Kind  string   `json:"kind" enum:"title,heading,paragraph,item,row,term"`
	Text  string   `json:"text,omitempty"`
	Cells []string `json:"cells,omitempty" doc:"of a row"`
	Head  bool     `json:"head,omitempty" doc:"a row that names the columns"`
	Term  string   `json:"term,omitempty"`
}

// Line is the block as one line of plain text.
func (b Block) Line(lang words.Lang) string {
	switch b.Kind {
	case BlockRow:
		return strings.Join(b.Cells, " | ")
	case BlockItem:
		return "· " + b.Text
	case BlockTerm:
		if lang == words.ZH {
			return "【重要条款】" + b.Text
		}
		return "[Key term] " + b.Text
	}
	return b.Text
}

// TermText is what one key term says. Hash is the SHA-256 of Text.
type TermText struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text"`
	Hash  string `json:"hash"`
}

// Doc is a text with its values in. Text holds every line; Hash is its SHA-256
// in hexadecimal.
type Doc struct {
	Lang   words.Lang `json:"lang"`
	Blocks []Block    `json:"blocks"`
	Terms  []TermText `json:"terms"`
	Text   string     `json:"text"`
	Hash   string     `json:"hash"`
}

// Gather makes a document of blocks: what Render ends with, and the way to check
// a stored one.
func Gather(lang words.Lang, blocks []Block) Doc {
	d := Doc{Lang: lang, Blocks: blocks, Terms: []TermText{}}
	var all strings.Builder
	for _, b := range blocks {
		line := b.Line(lang) + "\n"
		all.WriteString(line)
		if b.Kind == BlockTerm {
			d.Terms = append(d.Terms, TermText{ID: b.Term, Title: b.Text})
		}
		if n := len(d.Terms); n > 0 && b.Term == d.Terms[n-1].ID {
			d.Terms[n-1].Text += line
		}
	}
	d.Text = all.String()
	d.Hash = Sum(d.Text)
	for i := range d.Terms {
		d.Terms[i].Hash = Sum(d.Terms[i].Text)
	}
	return d
}

// Sum is the SHA-256 of a text in hexadecimal.
func Sum(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Render puts the values in. It fails only when a value has no form that the
// text asks for (an amount in 大写 of a foreign currency) or the outcome is out
// of bounds; both are invalid faults.
func (t *Template) Render(v Values) (Doc, error) {
	w := &writer{lib: t.lib}
	if err := w.list(t.nodes, []Values{v}, t.lib.Fields, nil); err != nil {
		return Doc{}, err
	}
	w.flush()
	return Gather(t.lib.Lang, w.blocks), nil
}

type writer struct {
	lib    Library
	line   strings.Builder
	blocks []Block
	term   string
	size   int
}

// list writes nodes; stack holds the values, the row's last.
func (w *writer) list(nodes []node, stack []Values, outer, row []Field) error {
	for _, n := range nodes {
		f, _ := scope{outer: outer, row: row}.find(n.name)
		v := look(stack, n.name, row)
		switch n.kind {
		case literal:
			if err := w.put(n.text); err != nil {
				return err
			}
		case value:
			text, err := write(v, f, n.filter, w.lib.Lang)
			if err != nil {
				return err
			}
			if err := w.put(text); err != nil {
				return err
			}
		case choice:
			body := n.body
			if v.set(f.Type) == n.not {
				body = n.other
			}
			if err := w.list(body, stack, outer, row); err != nil {
				return err
			}
		case repeat:
			for _, r := range v.Rows[:min(len(v.Rows), maxRows)] {
				if err := w.list(n.body, append(stack[:1:1], r), outer, f.Of); err != nil {
					return err
				}
			}
		case term:
			w.open(n.name)
			if err := w.list(n.body, stack, outer, row); err != nil {
				return err
			}
			w.open("")
		case clause:
			if err := w.list(n.body, stack, outer, row); err != nil {
				return err
			}
		}
	}
	return nil
}

// look finds a value: in the row when the name is one of its fields.
func look(stack []Values, name string, row []Field) Value {
	if len(stack) > 1 {
		if _, ok := (scope{row: row}).find(name); ok {
			return stack[len(stack)-1][name]
		}
	}
	return stack[0][name]
}

func (w *writer) put(text string) error {
	if w.size += len(text); w.size > maxOutput {
		return fault.Invalid(wordTooMuch, words.Args{"max": maxOutput})
	}
	w.line.WriteString(text)
	return nil
}

// open ends what was written and begins or ends a key term.
func (w *writer) open(term string) {
	w.flush()
	w.term = term
	if term != "" {
		w.blocks = append(w.blocks, Block{Kind: BlockTerm, Text: w.lib.Terms[term], Term: term})
	}
}

// flush makes blocks of the lines written so far.
func (w *writer) flush() {
	for line := range strings.SplitSeq(w.line.String(), "\n") {
		w.block(strings.TrimSpace(line))
	}
	w.line.Reset()
}

func (w *writer) block(line string) {
	b := Block{Kind: BlockParagraph, Text: line, Term: w.term}
	switch {
	case line == "":
		return
	case len(line) > 1 && line[0] == '|' && line[len(line)-1] == '|':
		b.Kind, b.Text = BlockRow, ""
		rule := true
		for cell := range strings.SplitSeq(line[1:len(line)-1], "|") {
			cell = strings.TrimSpace(cell)
			rule = rule && strings.Trim(cell, "-") == ""
			b.Cells = append(b.Cells, cell)
		}
		if rule {
			if n := len(w.blocks); n > 0 && w.blocks[n-1].Kind == BlockRow {
				w.blocks[n-1].Head = true
			}
			return
		}
	case strings.HasPrefix(line, "## "):
		b.Kind, b.Text = BlockHeading, strings.TrimSpace(line[3:])
	case strings.HasPrefix(line, "# "):
		b.Kind, b.Text = BlockTitle, strings.TrimSpace(line[2:])
	case strings.HasPrefix(line, "- "):
		b.Kind, b.Text = BlockItem, strings.TrimSpace(line[2:])
	}
	w.blocks = append(w.blocks, b)
}

// write gives a value in a format of its type.
func write(v Value, f Field, filter string, lang words.Lang) (string, error) {
	switch filter {
	case "amount":
		if lang == words.ZH && v.Money.Currency == money.CNY {
			return v.Money.Format() + "元", nil
		}
		return v.Money.String(), nil
	case "capital":
		text, err := v.Money.ChineseCapital()
		if err != nil {
			return "", fault.Invalid(wordNoForm, words.Args{"name": f.Name, "filter": filter}).Because(err)
		}
		return text, nil
	case "percent":
		return v.Rate.Percent(), nil
	case "iso":
		return string(v.Day), nil
	case "day":
		return dayText(string(v.Day), lang), nil
	case "number":
		return strconv.FormatInt(v.Number, 10), nil
	}
	return harmless(v.Text), nil
}

var months = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
	"November", "December"}

// dayText writes an ISO day as contracts do.
func dayText(day string, lang words.Lang) string {
	parts := strings.Split(day, "-")
	if len(parts) != 3 {
		return day
	}
	y, m, d := parts[0], strings.TrimPrefix(parts[1], "0"), strings.TrimPrefix(parts[2], "0")
	if lang == words.ZH {
		return y + "年" + m + "月" + d + "日"
	}
	n, err := strconv.Atoi(m)
	if err != nil || n < 1 || n > 12 {
		return day
	}
	return d + " " + months[n-1] + " " + y
}

// harmless keeps a text that somebody typed from becoming structure.
func harmless(text string) string {
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == '|':
			r = '｜'
		case i == 0 && r == '#':
			r = '＃'
		case i == 0 && r == '-':
			r = '－'
		case unicode.In(r, unicode.Bidi_Control):
			continue
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			r = ' '
		}
		b.WriteRune(r)
	}
	return strings.TrimSpace(b.String())
}
