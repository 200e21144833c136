package huabei

import (
	"regexp"
	"strings"
	"time"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// layout is one known table, found by the names it must have.
type layout int

const (
	layoutNone layout = iota
	layoutTrade
	layoutFund
	layoutSummary
)

// must lists the names that make a header row; the order of columns is free.
var must = map[layout][]string{
	layoutTrade: {"商户订单号", "业务类型", "创建时间", "完成时间", "订单金额（元）", "商家实收（元）", "服务费（元）"},
	layoutFund:  {"账务流水号", "业务流水号", "商户订单号", "发生时间", "收入金额（+元）", "支出金额（-元）", "业务类型", "备注"},
	layoutSummary: {"交易订单总笔数", "退款订单总笔数", "订单金额（元）", "商家实收（元）", "服务费（元）",
		"实收净额（元）"},
}

// row is one data line with its number in the file.
type row struct {
	no    int
	cells []string
	raw   string
}

// note is one line that starts with #.
type note struct {
	no   int
	text string
}

// table is a text taken apart.
type table struct {
	layout layout
	cols   map[string]int
	width  int
	rows   []row
	notes  []note
	ended  bool // the end-of-list marker was there
}

// readTable finds the header by its names and collects rows and notes.
func readTable(text string) (table, error) {
	t := table{}
	no := 0
	for line := range strings.SplitSeq(text, "\n") {
		no++
		line = strings.TrimSuffix(line, "\r")
		if len(line) > maxLine {
			return t, rowFault(no, "长度")
		}
		if clean(line) == "" {
			continue
		}
		if strings.HasPrefix(line, "#") {
			t.notes = append(t.notes, note{no, line})
			if t.layout != layoutNone && strings.Contains(line, "列表结束") {
				t.ended = true
			}
			continue
		}
		cells, ok := split(line)
		switch {
		case !ok:
			return t, rowFault(no, "引号")
		case t.layout == layoutNone:
			if err := t.header(cells); err != nil {
				return t, err
			}
		case t.ended:
			return t, rowFault(no, "列表结束之后")
		case len(cells) != t.width:
			if !strings.Contains(text, "列表结束") {
				return t, fault.Invalid(wordCut, words.Args{"what": "列表结束"})
			}
			return t, fault.Invalid(wordFields, words.Args{"line": no, "got": len(cells), "want": t.width})
		default:
			for i := range cells {
				cells[i] = clean(cells[i])
			}
			t.rows = append(t.rows, row{no, cells, line})
		}
	}
	if t.layout == layoutNone {
		return t, fault.Invalid(wordLayout)
	}
	if !t.ended {
		return t, fault.Invalid(wordCut, words.Args{"what": "列表结束"})
	}
	return t, nil
}

// header accepts a row that holds all names of a layout. A name given twice
// would leave open which column counts, so the row is refused.
func (t *table) header(cells []string) error {
	cols := map[string]int{}
	twice := false
	for i, cell := range cells {
		name := wide.Replace(clean(cell))
		if _, seen := cols[name]; seen && name != "" {
			twice = true
		}
		cols[name] = i
	}
	for _, l := range []layout{layoutTrade, layoutFund, layoutSummary} {
		if all(cols, must[l]) {
			if twice {
				return fault.Invalid(wordLayout)
			}
			t.layout, t.cols, t.width = l, cols, len(cells)
			return nil
		}
	}
	return nil
}

// wide maps brackets to the full-width form the platform prints.
var wide = strings.NewReplacer("(", "（", ")", "）")

func all(cols map[string]int, names []string) bool {
	for _, name := range names {
		if _, ok := cols[name]; !ok {
			return false
		}
	}
	return true
}

// cell returns a named cell, "" when the layout lacks the column.
func (t *table) cell(r row, name string) string {
	if i, ok := t.cols[name]; ok {
		return r.cells[i]
	}
	return ""
}

// fen reads a money cell; an absent column or an empty cell is 0.
func (t *table) fen(r row, name string) (int64, error) {
	text := t.cell(r, name)
	if text == "" {
		return 0, nil
	}
	fen, err := parseYuan(text)
	if err != nil {
		return 0, rowFault(r.no, name)
	}
	return fen, nil
}

// at reads a time cell, which must be there.
func (t *table) at(r row, name string) (time.Time, error) {
	at, err := parseTime(t.cell(r, name))
	if err != nil || at.IsZero() {
		return time.Time{}, rowFault(r.no, name)
	}
	return at, nil
}

func rowFault(line int, column string) error {
	return fault.Invalid(wordRow, words.Args{"line": line, "column": column})
}

var (
	accountNote = regexp.MustCompile(`^#账号：\[(.*)\]`)
	periodNote  = regexp.MustCompile(`^#起始日期：\[(.+?)\]\s*终止日期：\[(.+?)\]`)
)

const bannerTime = "2006年01月02日 15:04:05"

// banner reads account and period from the notes; zero values when absent.
func (t *table) banner() (account string, from, to time.Time) {
	for _, n := range t.notes {
		if m := accountNote.FindStringSubmatch(n.text); m != nil {
			account = m[1]
		}
		if m := periodNote.FindStringSubmatch(n.text); m != nil {
			a, errA := time.ParseInLocation(bannerTime, m[1], beijing)
			b, errB := time.ParseInLocation(bannerTime, m[2], beijing)
			if errA == nil && errB == nil {
				from, to = a.UTC(), b.UTC()
			}
		}
	}
	return account, from, to
}
