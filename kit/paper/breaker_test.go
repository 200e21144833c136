package paper

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// set breaks a text of 10 points into lines of so many ideographs.
func set(s *setter, text string, ems int) []string {
	var lines []string
	for _, l := range breakLines(s.measure([]Run{Plain(text)}, 10*point, false), mpt(ems)*10*point) {
		lines = append(lines, l.text())
	}
	return lines
}

// press is shared by the tests, since unpacking the fonts takes longer than they.
var press = Open()

func testFonts(t testing.TB) *fonts {
	t.Helper()
	f, err := press.load()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestBreakLines(t *testing.T) {
	s := testFonts(t).setter()
	for _, c := range []struct {
		text string
		ems  int
		want []string
	}{
		{"", 5, []string{""}},
		{"甲乙丙丁戊己", 3, []string{"甲乙丙", "丁戊己"}},
		// A full stop may not begin a line: its character comes down with it.
		{"甲乙丙。丁", 3, []string{"甲乙", "丙。丁"}},
		{"甲乙》，丙丁", 3, []string{"甲", "乙》，", "丙丁"}},
		// An opening bracket, quote or sign of money may not end one.
		{"甲乙（丙丁）", 3, []string{"甲乙", "（丙", "丁）"}},
		{"甲乙“丙”丁", 3, []string{"甲乙", "“丙”", "丁"}},
		{"共付 ¥12", 3, []string{"共付", "¥12"}},
		// Words, numbers and what belongs to them stay whole.
		{"年化5.87%的", 4, []string{"年化", "5.87%的"}},
		{"看 the contract 吧", 5, []string{"看 the", "contract", "吧"}},
		{"编号FM-2026-01。", 6, []string{"编号", "FM-2026-0", "1。"}},
		{"don’t stop", 4, []string{"don’t", "stop"}},
		{`他说"好"了`, 2, []string{"他", `说"`, `好"`, "了"}},
		// What is wider than a line is cut.
		{"abcdefghijklmnop", 3, []string{"abcde", "fghijkl", "mnop"}},
		{"，，，，，", 2, []string{"，，", "，，", "，"}},
		{"甲——乙……丙", 3, []string{"甲——", "乙……", "丙"}},
		{"一\n\n二", 3, []string{"一", "", "二"}},
		{"　　首行缩进", 4, []string{"　　首行", "缩进"}},
		{"甲乙丙 丁", 3, []string{"甲乙丙", "丁"}},
		{"甲\u00a0乙丙", 2, []string{"甲\u00a0", "乙丙"}},
	} {
		if got := set(s, c.text, c.ems); !slices.Equal(got, c.want) {
			t.Errorf("%q in %d: %q, want %q", c.text, c.ems, got, c.want)
		}
	}
}

func TestMissingGlyphIsSeen(t *testing.T) {
	s := testFonts(t).setter()
	// 𫖯 stands in the font, 𠮷 and the smile do not.
	if got := set(s, "𠮷𫖯😀", 40); got[0] != "〔U+20BB7〕𫖯〔U+1F600〕" {
		t.Fatalf("%q", got)
	}
}

// TestBreakProperties: no text is lost, no line is too wide, none begins or
// ends with a forbidden character, words are cut only when wider than a line.
func TestBreakProperties(t *testing.T) {
	s := testFonts(t).setter()
	piece := rapid.SampledFrom([]string{"分", "期", "付", "款", "，", "。", "；", "”", "）", "》", "（", "《", "“", "¥", "%", "：", "a", "bc", "12,345.67", " ", "  ", "—", "-", "/", "\n", "ー", "𠮷"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 60).Draw(t, "text"), "")
		ems := rapid.IntRange(4, 30).Draw(t, "ems")
		paragraphs := s.measure([]Run{Plain(text)}, 10*point, false)
		width := mpt(ems) * 10 * point
		var got, want strings.Builder
		for _, p := range paragraphs {
			lines := breakParagraph(p, width)
			cutAllowed := widest([][]char{p}) > width
			for i, l := range lines {
				got.WriteString(l.text())
				if l.width() > width {
					t.Fatalf("%q is too wide", l.text())
				}
				if len(l) == 0 || cutAllowed {
					continue
				}
				if first := l[0].r; i > 0 && mayNotStart(first) {
					t.Fatalf("%q begins with %q", l.text(), first)
				}
				if last := l[len(l)-1].r; i < len(lines)-1 && mayNotEnd(last) {
					t.Fatalf("%q ends with %q", l.text(), last)
				}
				if i > 0 && wordy(l[0].r) && len(lines[i-1]) > 0 && !strings.HasSuffix(lines[i-1].text(), " ") {
					before := lines[i-1][len(lines[i-1])-1].r
					if wordy(before) && !strings.Contains(text, string(before)+" ") && !strings.Contains(text, string(before)+"\n") {
						t.Fatalf("a word is cut between %q and %q", lines[i-1].text(), l.text())
					}
				}
			}
			want.WriteString(line(p).text())
		}
		if flat(got.String()) != flat(want.String()) {
			t.Fatalf("%q became %q", want.String(), got.String())
		}
	})
}

// flat leaves out spaces, which lines drop at their ends.
func flat(s string) string { return strings.NewReplacer(" ", "", "\u3000", "").Replace(s) }
