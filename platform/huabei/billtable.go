package huabei

import (
	"bytes"
	"regexp"
	"strings"
	"time"

	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/sheet"
	"fenming/kit/words"
	"fenming/platform"
)

// The tables of this platform.
const (
	layoutTrade   = "支付宝业务明细"
	layoutFund    = "支付宝账务明细"
	layoutSummary = "支付宝业务汇总"
)

// columns makes the columns of a layout; a name is its own key, the best
// spelling first, alternatives behind "|".
func columns(required, optional []string) []sheet.Column {
	var list []sheet.Column
	for i, group := range [][]string{required, optional} {
		for _, spec := range group {
			names := strings.Split(spec, "|")
			list = append(list, sheet.Column{Key: names[0], Names: names, Required: i == 0})
		}
	}
	return list
}

// layouts are known by their names alone; the order of columns is free.
func layouts() []sheet.Layout {
	return []sheet.Layout{
		{Name: layoutTrade, Columns: columns(
			[]string{"支付宝交易号|银联交易号", "商户订单号", "业务类型", "完成时间", "订单金额（元）", "商家实收（元）", "服务费（元）"},
			[]string{"退款批次号/请求号|退款批次号", "分润（元）", "备注", "花呗分期手续费", "花呗分期数", "实收净额"})},
		{Name: layoutFund, Columns: columns(
			[]string{"账务流水号", "业务流水号", "商户订单号", "发生时间", "收入金额（+元）", "支出金额（-元）", "业务类型", "备注"},
			[]string{"账户余额（元）", "业务描述"})},
		{Name: layoutSummary, Columns: columns(
			[]string{"交易订单总笔数", "退款订单总笔数", "订单金额（元）", "商家实收（元）", "服务费（元）"},
			[]string{"门店编号", "分润（元）", "实收净额（元）"})},
	}
}

// bounds of one statement file; a month of a million rows is about 300 MiB.
func bounds() sheet.Limits {
	lim := sheet.DefaultLimits()
	lim.File, lim.Expanded, lim.Members = maxBillBytes, 512<<20, 8
	return lim
}

// openBill finds the tables of a file.
func openBill(file platform.RawFile) ([]*sheet.Found, error) {
	name := file.Name
	if name == "" {
		name = "支付宝账单"
	}
	f, err := sheet.Open(name, bytes.NewReader(file.Bytes), bounds())
	if err != nil {
		return nil, err
	}
	return f.Match(layouts())
}

// note is one line that is no row.
type note struct {
	no   int
	text string
}

// each hands every data row of a table to do and returns the notes behind the
// header. A row that does not fit, a broken character, a row behind the end
// marker and a missing marker are faults; a file without the marker is called
// cut off whatever its last row looks like.
func each(found *sheet.Found, do func(*sheet.Row) error) ([]note, error) {
	var notes []note
	var first error
	ended := false
	for row, err := range found.Rows() {
		switch {
		case err != nil:
			return nil, err
		case strings.ContainsRune(row.Raw, '\ufffd'):
			err = fault.Invalid(wordEncoding, words.Args{"line": row.Line})
		case row.Part == sheet.Note:
			notes = append(notes, note{row.Line, row.Raw})
			ended = ended || strings.Contains(row.Raw, "列表结束")
			continue
		case ended:
			err = rowFault(row.Line, "列表结束之后")
		default:
			if err = row.Check(); err == nil && first == nil {
				err = do(row)
			}
		}
		if first == nil {
			first = err
		}
	}
	if !ended {
		return nil, fault.Invalid(wordCut, words.Args{"what": "列表结束"}).Because(first)
	}
	return notes, first
}

// fen reads a money cell; an absent column or an empty cell is 0.
func fen(row *sheet.Row, column string) (int64, error) {
	m, err := row.Cell(column).MoneyOrZero(money.CNY)
	return m.Minor, err
}

func rowFault(line int, column string) error {
	return fault.Invalid(wordRow, words.Args{"line": line, "column": column})
}

var (
	accountNote = regexp.MustCompile(`^#账号：\[(.*)\]`)
	periodNote  = regexp.MustCompile(`^#起始日期：\[(.+?)\]\s*终止日期：\[(.+?)\]`)
)

const bannerTime = "2006年01月02日 15:04:05"

// banner reads account and period from the lines before the header; zero
// values when absent.
func banner(lines []string) (account string, from, to time.Time) {
	for _, line := range lines {
		if m := accountNote.FindStringSubmatch(line); m != nil {
			account = m[1]
		}
		if m := periodNote.FindStringSubmatch(line); m != nil {
			a, errA := time.ParseInLocation(bannerTime, m[1], beijing)
			b, errB := time.ParseInLocation(bannerTime, m[2], beijing)
			if errA == nil && errB == nil {
				from, to = a.UTC(), b.UTC()
			}
		}
	}
	return account, from, to
}
