package contract

import (
	"strconv"
	"strings"
	"time"

	"fenming/book/contract/template"
	"fenming/book/customer"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/paper"
	"fenming/kit/words"
	"fenming/office/tenant"
)

// Paper sets a contract's text as a paper: key terms framed, the schedule as a
// table, the parties with how and when it was signed, and the hash of the text
// as a code. It holds personal data. A contract without a text is not found.
func Paper(tx *db.Tx, id string, lang words.Lang) (paper.Document, error) {
	d, err := DocumentIn(tx, id, lang)
	if err != nil {
		return paper.Document{}, err
	}
	c, err := Get(tx, id)
	if err != nil {
		return paper.Document{}, err
	}
	seller, err := PartyOf(tx)
	if err != nil {
		return paper.Document{}, err
	}
	buyer, err := customer.Contact(tx, c.CustomerID)
	if err != nil {
		return paper.Document{}, err
	}
	acts, err := actsOf(tx, id)
	if err != nil {
		return paper.Document{}, err
	}
	zone, err := tenant.Location(tx)
	if err != nil {
		return paper.Document{}, err
	}
	w := paperWriter{d: d, c: c, acts: acts, zone: zone, doc: paper.Document{Lang: d.Lang, Author: seller.Name, Made: d.MadeAt,
		Footer: wordPaperFooter.In(d.Lang, words.Args{"no": c.ID, "hash": d.Hash[:16]})}}
	w.blocks()
	w.end(seller.Name, buyer.Name)
	return w.doc, nil
}

type paperWriter struct {
	d     Document
	c     Contract
	acts  []Act
	zone  *time.Location
	doc   paper.Document
	terms int
}

func (w *paperWriter) say(x words.Word, args words.Args) string { return x.In(w.d.Lang, args) }

func (w *paperWriter) add(b paper.Block) { w.doc.Blocks = append(w.doc.Blocks, b) }

// blocks turns the lines into blocks of a paper, rows gathered into tables and
// the lines of a key term into its frame.
func (w *paperWriter) blocks() {
	list := w.d.Blocks
	for i := 0; i < len(list); {
		switch b := list[i]; b.Kind {
		case template.BlockTitle:
			if w.doc.Title == "" {
				w.doc.Title = b.Text
			} else {
				w.add(paper.Heading{Level: 1, Text: b.Text})
			}
			i++
		case template.BlockHeading:
			w.add(paper.Heading{Level: 2, Text: b.Text})
			i++
		case template.BlockTerm:
			i = w.term(list, i)
		case template.BlockRow:
			i = w.table(list, i, "")
		case template.BlockItem:
			w.add(paper.List{Items: [][]paper.Run{{paper.Plain(b.Text)}}})
			i++
		default:
			w.add(paper.Text(b.Text))
			i++
		}
	}
	if w.doc.Title == "" {
		w.doc.Title = w.say(wordPaperTitle, nil)
	}
}

// term frames the lines of a key term in bold; a table inside it follows the
// frame under the term's name.
func (w *paperWriter) term(list []template.Block, i int) int {
	head := list[i]
	w.terms++
	var lines []string
	tables := []int{}
	for i++; i < len(list) && list[i].Term == head.Term && list[i].Kind != template.BlockTerm; {
		if list[i].Kind != template.BlockRow {
			lines = append(lines, list[i].Line(w.d.Lang))
			i++
			continue
		}
		tables = append(tables, i)
		for i < len(list) && list[i].Kind == template.BlockRow && list[i].Term == head.Term {
			i++
		}
	}
	w.add(paper.Notice{ID: head.Term, Number: strconv.Itoa(w.terms), Title: head.Text, Runs: []paper.Run{paper.Strong(strings.Join(lines, "\n"))}})
	for _, at := range tables {
		w.table(list, at, head.Text)
	}
	return i
}

func (w *paperWriter) table(list []template.Block, i int, caption string) int {
	t := paper.Table{Caption: caption}
	from := i
	for i < len(list) && list[i].Kind == template.BlockRow && list[i].Term == list[from].Term && len(list[i].Cells) == len(list[from].Cells) {
		row := list[i]
		if i == from {
			for n, cell := range row.Cells {
				c := paper.Column{Align: paper.Right}
				if n == 0 {
					c.Align = paper.Left
				}
				if row.Head {
					c.Head = cell
				}
				t.Columns = append(t.Columns, c)
			}
		}
		if !row.Head {
			t.Rows = append(t.Rows, paper.Row(row.Cells...))
		}
		i++
	}
	w.add(t)
	return i
}

// end adds who signed and how, and the code.
func (w *paperWriter) end(seller, buyer string) {
	day := string(calendar.DayOf(w.d.MadeAt, w.zone))
	sellerLines := []paper.Pair{{Label: w.say(wordPaperDay, nil), Value: day}}
	var buyerLines []paper.Pair
	if !w.c.SignedAt.IsZero() {
		at := w.c.SignedAt.In(w.zone).Format("2006-01-02 15:04:05 -07:00")
		accepted := 0
		for _, a := range w.acts {
			if a.Kind == ActAccepted {
				accepted++
			}
		}
		buyerLines = append(buyerLines, paper.Pair{Label: w.say(wordPaperSigned, nil), Value: at},
			paper.Pair{Label: w.say(wordPaperHow, nil), Value: w.say(wordPaperActs, words.Args{"n": accepted})})
		if n := len(w.acts); n > 0 {
			buyerLines = append(buyerLines, paper.Pair{Label: w.say(wordPaperRecord, nil), Value: w.acts[n-1].Hash})
		}
		w.doc.Made = w.c.SignedAt
	}
	w.add(paper.Signatures{Parties: []paper.Party{{Role: w.say(wordPaperSeller, nil), Name: seller, Lines: sellerLines},
		{Role: w.say(wordPaperBuyer, nil), Name: buyer, Lines: buyerLines}}})
	w.add(paper.QR{Text: "contract:" + w.c.ID + "\nsha256:" + w.d.Hash, Caption: w.say(wordPaperCode, words.Args{"hash": w.d.Hash})})
}
