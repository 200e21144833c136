package paper

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fenming/kit/words"
)

// contract is a document of three pages, like a sale by instalments.
func contract() Document {
	doc := Document{Lang: words.ZH, Title: "分期付款买卖合同", Subtitle: "（商户自营分期）", Footer: "分明示例商店 · 合同编号 HT-2026-000123",
		Made: time.Date(2026, 11, 22, 2, 30, 0, 0, time.UTC),
		Meta: []Pair{{"合同编号", "HT-2026-000123"}, {"出卖人（甲方）", "分明示例商店"}, {"买受人（乙方）", "张三"}, {"签订日期", "2026-11-22"}}}
	clause := "买受人应当按照本合同附表约定的日期和金额支付价款；买受人可以在任何时候提前支付全部剩余价款，出卖人不因此收取违约金，" +
		"尚未发生的费用（如“分期手续费”）不再收取。Late payment is charged at the agreed rate only, never on fees."
	for i := range 9 {
		doc.Blocks = append(doc.Blocks, Heading{2, fmt.Sprintf("第%d条", i+1)}, Text(strings.Repeat(clause, 1+i%2)))
		if i%3 == 0 {
			doc.Blocks = append(doc.Blocks, Notice{ID: fmt.Sprint("t", i), Number: fmt.Sprint(i/3 + 1), Title: "逾期责任", Runs: []Run{Plain(clause)}})
		}
	}
	plan := Table{Caption: "付款计划", Columns: []Column{{Head: "期数", Align: Center}, {Head: "到期日"}, {Head: "本金", Align: Right}, {Head: "手续费", Align: Right}, {Head: "应付金额", Align: Right}}}
	for i := range 24 {
		plan.Rows = append(plan.Rows, Row(fmt.Sprint(i+1), fmt.Sprintf("2027-%02d-22", i%12+1), "¥1,000.00", "¥6.00", "¥1,006.00"))
	}
	plan.Footer = [][]Cell{{{Text: "合计", Span: 2, Strong: true}, {Text: "¥24,000.00", Strong: true}, {Text: "¥144.00", Strong: true}, {Text: "¥24,144.00", Strong: true}}}
	doc.Blocks = append(doc.Blocks, plan, QR{Text: "https://shop.example/c/HT-2026-000123", Caption: "扫码核对合同"},
		Signatures{[]Party{{Role: "甲方", Name: "分明示例商店"}, {Role: "乙方", Name: "张三"}}})
	return doc
}

// textLines are the lines of sheets without their feet, in order of drawing.
func textLines(sheets ...sheet) []string {
	var lines []string
	for _, s := range sheets {
		for _, o := range s.ops {
			if o.chars != nil && o.size != tinySize && o.size != footSize {
				lines = append(lines, o.chars.text())
			}
		}
	}
	return lines
}

func TestFileAndWidePictureShowTheSameLines(t *testing.T) {
	f := testFonts(t)
	doc := contract()
	doc.Blocks = doc.Blocks[:len(doc.Blocks)-3] // a table repeats its head on each page
	file, picture := f.lay(doc, a4), f.lay(doc, chat(1396))
	if len(file) < 2 || len(picture) != 1 {
		t.Fatalf("%d pages and %d pictures", len(file), len(picture))
	}
	if got, want := textLines(picture...), textLines(file...); !slices.Equal(got, want) {
		t.Fatalf("the picture shows\n%q\nthe file\n%q", got, want)
	}
	if narrow := textLines(f.lay(doc, chat(750))...); strings.Join(narrow, "") == "" || len(narrow) <= len(textLines(file...)) {
		t.Fatalf("on a phone: %q", narrow)
	}
}

func TestTableRepeatsItsHead(t *testing.T) {
	table := Table{Columns: []Column{{Head: "期数"}}}
	for i := range 100 {
		table.Rows = append(table.Rows, Row(fmt.Sprintf("第%d期", i+1)))
	}
	sheets := testFonts(t).lay(Document{Title: "t", Blocks: []Block{table}}, a4)
	if len(sheets) < 3 {
		t.Fatalf("%d pages", len(sheets))
	}
	seen := 0
	for n, s := range sheets {
		lines := textLines(s)
		head := slices.Index(lines, "期数")
		if head < 0 || len(lines) < head+2 {
			t.Fatalf("page %d: %q", n+1, lines)
		}
		seen += len(lines) - head - 1
	}
	if seen != 100 {
		t.Fatalf("%d rows, want 100", seen)
	}
}

// TestNoticeIsNotTornApart: a key term that fits one page stands on one.
func TestNoticeIsNotTornApart(t *testing.T) {
	f := testFonts(t)
	for n := range 40 {
		doc := Document{Title: "t", Blocks: []Block{Text(strings.Repeat("行\n", n)), Notice{Number: "1", Title: "始", Runs: []Run{Plain("甲\n乙\n丙\n终")}}}}
		for _, s := range f.lay(doc, a4) {
			lines := textLines(s)
			if slices.Contains(lines, "重点条款 1 始") != slices.Contains(lines, "终") {
				t.Fatalf("torn apart behind %d lines", n)
			}
		}
	}
}

// inside fails when something is drawn outside of its sheet, or two lines of
// text lie on each other.
func inside(t *testing.T, geo geometry, sheets []sheet) {
	t.Helper()
	for n, s := range sheets {
		for _, o := range s.ops {
			right := o.x + o.w
			if o.chars != nil {
				// A character wider than the narrowest column may reach over it.
				right = o.x + o.chars.width()
			}
			if o.x < 0 || right > geo.width || o.y < 0 || o.y+o.h > s.height {
				t.Fatalf("sheet %d of %d by %d: %q at %d,%d (%d wide, %d high) is outside", n+1, geo.width, s.height, o.chars.text(), o.x, o.y, right-o.x, o.h)
			}
		}
	}
}

// FuzzLayout puts a text n times over everywhere: nothing leaves its sheet and no character
// is lost.
func FuzzLayout(f *testing.F) {
	fonts := testFonts(f)
	for s, n := range map[string]byte{"费用": 1, "a": 100, "\n": 60, "（": 40, "长": 200, "wide ": 50, "𠮷\u0301é\u202e": 2, "¥1,234.56\tمرحبا": 3, "行\n": 120} {
		f.Add(s, n)
	}
	f.Fuzz(func(t *testing.T, s string, n byte) {
		s = strings.Repeat(s, int(n))
		if len(s) > 1500 {
			return
		}
		doc := everywhere(s)
		doc.Footer = ""
		doc.Blocks = slices.DeleteFunc(doc.Blocks, func(b Block) bool { return b.kind() == "qr" && Check(Document{Title: "t", Blocks: []Block{b}}) != nil })
		set := fonts.setter()
		var want strings.Builder
		for _, p := range set.measure([]Run{Plain(s)}, bodySize, false) {
			want.WriteString(flat(line(p).text()))
		}
		for _, geo := range []geometry{a4, chat(750)} {
			sheets := fonts.lay(doc, geo)
			inside(t, geo, sheets)
			got := map[rune]int{}
			for _, l := range textLines(sheets...) {
				for _, r := range l {
					got[r]++
				}
			}
			need := map[rune]int{}
			for _, r := range want.String() {
				need[r]++
			}
			for r, n := range need {
				if got[r] < 15*n {
					t.Fatalf("%q stands %d times, want %d at least", r, got[r], 15*n)
				}
			}
		}
	})
}
