package sheet

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"fenming/kit/fault"
	"fenming/kit/money"
)

// book writes a workbook with the library that shall judge our reader.
func book(t testing.TB, rows [][]any) []byte {
	t.Helper()
	x := excelize.NewFile()
	for i, row := range rows {
		if err := x.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var buf bytes.Buffer
	if _, err := x.WriteTo(&buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// parts packs a workbook from its XML.
func parts(t testing.TB, sheet, shared string) []byte {
	t.Helper()
	return zipped(t,
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"xl/workbook.xml", `<x:workbook xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><x:sheets><x:sheet name="账单" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="/xl/worksheets/Sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml", sheet, "xl/sharedStrings.xml", shared)
}

func TestWorkbook(t *testing.T) {
	f := match(t, open(t, "x.xlsx", book(t, [][]any{
		{"对账单"}, {}, {"订单号", "金额（元）", "日期", "备注", "数量"},
		{"2026010122000000000001", 131.77, 45292, " 手机 ", 2}, {}, {"D2", -0.3, 45292.5, "=SUM(A1)", 45.0}, {"D3", "1,299.00", "2026-01-02", nil, 1},
	})), layout("订单号", "金额(元)", "日期", "备注", "数量"))
	rows := all(t, f)
	if len(rows) != 3 || f.Line != 3 || rows[0].Line != 4 || rows[1].Line != 6 || f.Table.Name != "x.xlsx › Sheet1" {
		t.Fatalf("%d rows, header %d, %q", len(rows), f.Line, f.Table.Name)
	}
	for i, want := range []int64{13177, -30, 129900} {
		if m, err := rows[i].Cell("金额(元)").Money(money.CNY); err != nil || m.Minor != want {
			t.Errorf("row %d: %v %v", i, m, err)
		}
	}
	for i, want := range []string{"2024-01-01", "2024-01-01", "2026-01-02"} {
		if d, err := rows[i].Cell("日期").Day(); err != nil || string(d) != want {
			t.Errorf("row %d: %v %v", i, d, err)
		}
	}
	if id, err := rows[0].Cell("订单号").ID(); err != nil || id != "2026010122000000000001" {
		t.Errorf("%q %v", id, err)
	}
	if rows[0].Cell("备注").Text != "手机" || rows[1].Cell("备注").Text != "=SUM(A1)" {
		t.Errorf("%q %q", rows[0].Cell("备注").Text, rows[1].Cell("备注").Text)
	}
	if rows[2].Check() != nil {
		t.Error("a workbook row may end early")
	}
}

func TestWorkbookCellTypes(t *testing.T) {
	sheet := `<?xml version="1.0" encoding="UTF-8"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:dimension ref="A1"/><x:sheetData>
<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="s"><x:v>1</x:v></x:c><x:c r="C1" t="inlineStr"><x:is><x:t>值</x:t></x:is></x:c></x:row>
<x:row><x:c t="str"><x:f>A1&amp;"x"</x:f><x:v>a_x000D_b</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c><x:c><x:v>4200000263201902167700134212</x:v></x:c></x:row>
<x:row r="9"><x:c r="C9" t="e"><x:v>#N/A</x:v></x:c><x:c r="A9"><x:v>1.5</x:v></x:c><x:c r="B9" t="s"/></x:row>
</x:sheetData><x:pageMargins left="0.7"/></x:worksheet>`
	shared := `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>编</t><phoneticPr fontId="1"/></si><si><r><t>名</t></r><r><rPr><b/></rPr><t>称</t></r><rPh sb="0" eb="1"><t>mingcheng</t></rPh></si></sst>`
	rows := all(t, match(t, open(t, "x.xlsx", parts(t, sheet, shared)), layout("编", "名称", "值")))
	if got := table(rows); got != "a\rb|TRUE|4200000263201902167700134212\n1.5||#N/A\n" {
		t.Fatalf("%q", got)
	}
	if rows[0].Line != 2 || rows[1].Line != 9 {
		t.Errorf("lines %d %d", rows[0].Line, rows[1].Line)
	}
	if _, err := rows[0].Cell("值").ID(); !fault.Is(err, fault.CodeInvalid) {
		t.Errorf("28 digits as a number: %v", err)
	}
}

func TestDamagedWorkbooksAreRefused(t *testing.T) {
	const begin = `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>编号</t></is></c></row>`
	for name, sheet := range map[string]string{
		"cut":               begin + `<row r="2"><c r="A2"><v>1</v></c></row>`,
		"cut in a cell":     begin + `<row r="2"><c r="A2"><v>1`,
		"rows backwards":    begin + `<row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`,
		"no such string":    begin + `<row r="2"><c r="A2" t="s"><v>7</v></c></row></sheetData></worksheet>`,
		"string below zero": begin + `<row r="2"><c r="A2" t="s"><v>-1</v></c></row></sheetData></worksheet>`,
		"row too far":       begin + `<row r="99999999"><c r="A2"><v>1</v></c></row></sheetData></worksheet>`,
		"column too far":    begin + `<row r="2"><c r="ZZZZZZZZZZZZZZ2"><v>1</v></c></row></sheetData></worksheet>`,
		"wrong nesting":     begin + `<row r="2"><c r="A2"><v>1</c></v></row></sheetData></worksheet>`,
		"own entities":      `<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>`,
	} {
		f := open(t, "x.xlsx", parts(t, sheet, `<sst/>`))
		found, err := f.Match(layout("编号"))
		if err == nil {
			for _, rerr := range found[0].Rows() {
				err = rerr
			}
		}
		if !fault.Is(err, fault.CodeInvalid) && !fault.Is(err, fault.CodeLimit) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestWorkbookAgainstLibrary writes random cells with the library and reads
// them with both.
func TestWorkbookAgainstLibrary(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.StringMatching(`[ a-z<>&"'_x0-9张三\n\t]{0,12}`)
		grid := rapid.SliceOfN(rapid.SliceOfN(text, 1, 6), 1, 8).Draw(r, "grid")
		rows := make([][]any, len(grid))
		for i, g := range grid {
			for _, s := range g {
				rows[i] = append(rows[i], s)
			}
		}
		content := book(t, rows)
		x, err := excelize.OpenReader(bytes.NewReader(content))
		if err != nil {
			r.Fatal(err)
		}
		want, err := x.GetRows("Sheet1", excelize.Options{RawCellValue: true})
		if err != nil {
			r.Fatal(err)
		}
		src, err := open(t, "x.xlsx", content).Tables[0].open(0)
		if err != nil {
			r.Fatal(err)
		}
		for line := 1; ; line++ {
			rec, err := src.next()
			if err == io.EOF {
				break
			}
			if err != nil {
				r.Fatal(err)
			}
			for i, cell := range rec.cells {
				expect := ""
				if rec.line <= len(want) && i < len(want[rec.line-1]) {
					expect = want[rec.line-1][i]
				}
				if cell != expect {
					r.Fatalf("line %d cell %d: %q, library %q", rec.line, i, cell, expect)
				}
			}
			if rec.line <= len(want) && len(want[rec.line-1]) > len(rec.cells) {
				r.Fatalf("line %d: %q, library %q", rec.line, rec.cells, want[rec.line-1])
			}
		}
	})
}

func TestWorkbookInArchive(t *testing.T) {
	inner := book(t, [][]any{{"编号", "数"}, {"a", 1}})
	f := match(t, open(t, "x.zip", zipped(t, "账单.xlsx", string(inner), "读我.pdf", "%PDF-1.7")), layout("编号", "数"))
	if got := table(all(t, f)); got != "a|1\n" || f.Table.Name != "x.zip › 账单.xlsx › Sheet1" {
		t.Errorf("%q %q", got, f.Table.Name)
	}
}

func FuzzWorkbookSheet(f *testing.F) {
	f.Add(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c><v>1.5</v></c></row></sheetData></worksheet>`, `<sst><si><t>a</t></si></sst>`)
	f.Add(`<worksheet><row><c t="inlineStr"><is><t>_x000D_</t></is></c></row></worksheet>`, ``)
	f.Fuzz(func(t *testing.T, sheet, shared string) {
		file, err := Open("x.xlsx", bytes.NewReader(parts(t, sheet, shared)), DefaultLimits())
		if err != nil {
			return
		}
		src, err := file.Tables[0].open(0)
		for n := 0; err == nil && n < 1000; n++ {
			var rec record
			if rec, err = src.next(); err == nil && len(rec.cells) != len(rec.numeric) {
				t.Fatal("cells and types differ")
			}
		}
		if err != nil && err != io.EOF && !fault.Is(err, fault.CodeInvalid) && !fault.Is(err, fault.CodeLimit) {
			t.Fatal(err)
		}
	})
}

func TestStackedHeader(t *testing.T) {
	f := match(t, open(t, "x.xlsx", book(t, [][]any{
		{"账单"},
		{"订单号", "结算信息", nil, nil, "状态"},
		{nil, "卖家补贴", nil, "应结金额", nil},
		{nil, "优惠券", "免息", nil, nil},
		{"D1", 1, 2, 3, "已结算"},
	})), []Layout{{Name: "x", HeaderRows: 3, Columns: []Column{col("订单号"), col("结算信息/卖家补贴/免息"), col("应结金额"), col("状态")}}})
	if got := strings.Join(f.Header, " "); got != "订单号 结算信息/卖家补贴/优惠券 结算信息/卖家补贴/免息 结算信息/应结金额 状态" {
		t.Errorf("%q", got)
	}
	rows := all(t, f)
	if len(rows) != 1 || rows[0].Cell("结算信息/卖家补贴/免息").Text != "2" || rows[0].Cell("应结金额").Text != "3" {
		t.Errorf("%+v", rows[0].Cells)
	}
}
