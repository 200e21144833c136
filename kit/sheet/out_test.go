package sheet

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

var (
	outHead    = Head{Title: "应收明细", Filter: "=cmd|' /C calc'!A0", AsOf: "2026-01-31", Who: "张三"}
	outColumns = []string{"订单号", "买家", "金额（元）", "期数", "日期", "备注"}
)

func outRows() [][]Value {
	at := time.Date(2026, 1, 2, 10, 0, 5, 0, time.FixedZone("CST", 8*3600))
	return [][]Value{
		{ID("2026010122000000000001"), Text("张**"), Amount(money.New(129900, money.CNY)), Int(12), Day("2026-01-02"), At(at)},
		{ID("00042"), Text("=1+1"), Amount(money.New(-5, money.CNY)), Int(-3), Day(""), Text("a;=1+1,\"x\"\ny")},
		{ID("D-1"), Text("@SUM(A1)"), Amount(money.New(0, money.CNY)), Int(0), Day("2024-02-29"), Text("-1+2")},
		{ID("+1"), Text("\t=1"), Amount(money.New(9_007_199_254_740_993, money.CNY)), Int(1), Day("2026-12-31"), Text("\x00=1")},
		{ID(""), Text("　＝1"), Amount(money.New(100, money.CNY)), Int(1), Day("2026-01-01"), Text("\r\n+1")},
	}
}

func writeCSV(t *testing.T, lang words.Lang) []byte {
	t.Helper()
	var buf bytes.Buffer
	w, err := NewCSV(&buf, lang, outHead, outColumns)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range outRows() {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// TestCSVGolden compares with a file written by hand: money and counts bare,
// every dangerous text behind an apostrophe.
func TestCSVGolden(t *testing.T) {
	want, err := os.ReadFile(filepath.Join("testdata", "export.csv"))
	if err != nil {
		t.Fatal(err)
	}
	// The file is kept with plain line ends; a quoted \r\n stands as <CRLF>.
	text := strings.ReplaceAll(strings.ReplaceAll(string(want), "\n", "\r\n"), "<LF>", "\n")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "<CRLF>", "\r\n"), "<TAB>", "\t")
	if got := string(writeCSV(t, words.ZH)); got != utf8Mark+text {
		t.Errorf("got:\n%q\nwant:\n%q", got, utf8Mark+text)
	}
	if got := string(writeCSV(t, words.EN)); !strings.Contains(got, `"Exported by","张三"`) {
		t.Error("no English head")
	}
}

func TestCSVReadsBack(t *testing.T) {
	f := match(t, open(t, "x.csv", writeCSV(t, words.ZH)), layout("订单号", "金额(元)", "期数", "日期"))
	checkBack(t, all(t, f), true)
}

func checkBack(t *testing.T, rows []*Row, csv bool) {
	t.Helper()
	if len(rows) != 5 {
		t.Fatalf("%d rows", len(rows))
	}
	for i, want := range []int64{129900, -5, 0, 9_007_199_254_740_993, 100} {
		if m, err := rows[i].Cell("金额(元)").Money(money.CNY); err != nil || m.Minor != want {
			t.Errorf("row %d: %v %v", i, m, err)
		}
	}
	if id, err := rows[0].Cell("订单号").ID(); err != nil || id != "2026010122000000000001" {
		t.Errorf("%q %v", id, err)
	}
	if id := rows[1].Cell("订单号").Text; id != "00042" {
		t.Errorf("%q", id)
	}
	if d, err := rows[2].Cell("日期").Day(); err != nil || d != "2024-02-29" {
		t.Errorf("%v %v", d, err)
	}
	if n, err := rows[1].Cell("期数").Int(); err != nil || n != -3 {
		t.Errorf("%d %v", n, err)
	}
}

func TestXLSX(t *testing.T) {
	var buf bytes.Buffer
	w, err := NewXLSX(&buf, words.ZH, outHead, outColumns)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range outRows() {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	checkBack(t, all(t, match(t, open(t, "x.xlsx", buf.Bytes()), layout("订单号", "金额(元)", "期数", "日期"))), false)

	x, err := excelize.OpenReader(bytes.NewReader(buf.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]string{
		"A1": "应收明细", "A2": "筛选条件", "B2": "'=cmd|' /C calc'!A0", "B4": "张三", "A6": "订单号",
		"A7": "2026010122000000000001", "B8": "'=1+1", "B9": "'@SUM(A1)", "B10": "'\t=1", "F10": "'=1", "B11": "'　＝1",
		"C7": "1,299.00", "C8": "-0.05", "E9": "2024-02-29", "F7": "2026-01-02 10:00:05", "A10": "'+1", "E8": "",
	} {
		got, err := x.GetCellValue("Sheet1", cell)
		if err != nil || got != want {
			t.Errorf("%s: %q %v, want %q", cell, got, err, want)
		}
		if formula, err := x.GetCellFormula("Sheet1", cell); err != nil || formula != "" {
			t.Errorf("%s is the formula %q %v", cell, formula, err)
		}
	}
	for cell, text := range map[string]bool{"A7": true, "C7": false, "D7": false, "E7": false, "F7": true, "C10": true} {
		kind, err := x.GetCellType("Sheet1", cell)
		if err != nil || (kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString) != text {
			t.Errorf("%s has type %v %v", cell, kind, err)
		}
	}
}

func TestExportFaults(t *testing.T) {
	var buf bytes.Buffer
	c, err := NewCSV(&buf, words.EN, Head{}, []string{"a", "b"})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Write([]Value{Int(1)}); !fault.Is(err, fault.CodeInternal) {
		t.Errorf("a short row: %v", err)
	}
	buf.Reset()
	for name, bad := range map[string][]Value{"long": {Text(strings.Repeat("长", 32768)), Int(1)}, "rows": nil} {
		x, err := NewXLSX(&buf, words.EN, Head{}, []string{"a", "b"})
		if err != nil {
			t.Fatal(err)
		}
		if name == "rows" {
			x.limit = x.row
			bad = []Value{Int(1), Int(2)}
		}
		if err := x.Write(bad); !fault.Is(err, fault.CodeLimit) {
			t.Errorf("%s: %v", name, err)
		}
		if err := x.Close(); !fault.Is(err, fault.CodeLimit) || buf.Len() != 0 {
			t.Errorf("%s: half an export was written: %v, %d bytes", name, err, buf.Len())
		}
	}
}

func FuzzHarmless(f *testing.F) {
	for _, s := range []string{"=1", " =1", "\x00=1", "\t1", "-", "＝1", "a\xff", "\u200b@x", "'=1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		h := harmless(s)
		if strings.ContainsRune(h, 0) {
			t.Fatal("a NUL leaves")
		}
		for _, seen := range []string{h, strings.TrimSpace(h), strings.TrimFunc(h, blank)} {
			if strings.IndexAny(seen, starts) == 0 {
				t.Fatalf("%q leaves as %q", s, h)
			}
		}
		if harmless(h) != h {
			t.Fatalf("%q changes twice: %q %q", s, h, harmless(h))
		}
		var buf bytes.Buffer
		w, err := NewCSV(&buf, words.EN, Head{}, []string{"a", "b"})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Write([]Value{Text(s), Int(7)}); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if !bytes.HasSuffix(buf.Bytes(), []byte("\",7\r\n")) {
			t.Fatalf("%q breaks the row", s)
		}
	})
}
