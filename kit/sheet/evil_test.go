package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"testing"

	"fenming/kit/fault"
	"fenming/kit/money"
)

// stored packs one member with header fields of our choice.
func stored(t testing.TB, name string, content []byte, change func(*zip.FileHeader)) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	h := &zip.FileHeader{Name: name, Method: zip.Store, CompressedSize64: uint64(len(content)), UncompressedSize64: uint64(len(content))}
	change(h)
	w, err := z.CreateRaw(h)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func many(n int) []string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf("%d.csv", i), "a,b\n1,2\n")
	}
	return out
}

// TestMaliciousCorpus: every file is refused with the fault of its kind, and
// none of them is read beyond the limits.
func TestMaliciousCorpus(t *testing.T) {
	zeros := strings.Repeat("0,0,0,0\n", 4<<20) // 32 MiB, packs about a thousandfold
	good := zipped(t, "a.csv", "a,b\n1,2\n")
	bombBook := zipped(t, "[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<workbook/>",
		"xl/_rels/workbook.xml.rels", "<Relationships/>", "xl/worksheets/sheet1.xml", zeros)
	limit, bad := fault.CodeLimit, fault.CodeInvalid
	for _, c := range []struct {
		name    string
		content []byte
		code    fault.Code
		says    string
	}{
		{"bomb.zip", zipped(t, "a.csv", zeros), limit, "expands too far"},
		{"bomb.gz", gzipped(t, zeros), limit, "expands too far"},
		{"bomb.xlsx", bombBook, limit, "expands too far"},
		{"bomb in zip", zipped(t, "x.xlsx", string(bombBook)), limit, "expands too far"},
		{"many.zip", zipped(t, many(201)...), limit, "more than 200 files"},
		{"very many.zip", zipped(t, many(3000)...), limit, "more than 200 files"},
		{"nested.zip", zipped(t, "inner.zip", string(good)), bad, "another archive"},
		{"nested.gz", gzipped(t, string(good)), bad, "another archive"},
		{"gz in gz", gzipped(t, string(gzipped(t, "a,b"))), bad, "another archive"},
		{"gz in zip", zipped(t, "a.csv.gz", string(gzipped(t, "a,b"))), bad, "another archive"},
		{"rar in zip", zipped(t, "a.rar", "Rar!\x1a\x07\x01\x00"), bad, "another archive"},
		{"a.7z", []byte("7z\xbc\xaf\x27\x1c0000"), bad, "another archive"},
		{"locked.zip", stored(t, "a.csv", []byte("a,b\n"), func(h *zip.FileHeader) { h.Flags |= 1 }), bad, "password"},
		{"odd method.zip", stored(t, "a.csv", []byte("a,b\n"), func(h *zip.FileHeader) { h.Method = 99 }), bad, "damaged"},
		{"wrong sum.zip", stored(t, "a.csv", []byte("a,b\n"), func(h *zip.FileHeader) { h.CRC32 = 1 }), bad, "damaged"},
		{"size lie.zip", stored(t, "a.csv", []byte("a,b\n"), func(h *zip.FileHeader) { h.UncompressedSize64 = 2 }), bad, "damaged"},
		{"huge claim.zip", stored(t, "a.csv", []byte("a,b\n"), func(h *zip.FileHeader) { h.UncompressedSize64 = 1 << 62 }), limit, "expands"},
		{"negative claim.zip", stored(t, "a.csv", []byte("a,b\n"), func(h *zip.FileHeader) { h.UncompressedSize64 = 1 << 63 }), limit, "expands"},
		{"cut.zip", good[:len(good)-9], bad, "damaged"},
		{"cut.gz", gzipped(t, statement)[:40], bad, "damaged"},
		{"cut late.gz", gzipped(t, statement)[:len(gzipped(t, statement))-6], bad, "damaged"},
		{"tail.gz", append(gzipped(t, "a,b\n"), "junk"...), bad, "damaged"},
		{"empty.zip", zipped(t), bad, "no table"},
		{"pictures.zip", zipped(t, "a.png", "\x89PNG\r\n", "b", ""), bad, "no table"},
		{"old.xls", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xxxx"), bad, "97-2003"},
		{"really.xls", []byte("\r\n<HTML><table><tr><td>1"), bad, "HTML"},
		{"page.csv", []byte(utf8Mark + "<?xml version='1.0'?><a/>"), bad, "HTML"},
		{"scan.pdf", []byte("%PDF-1.7\n"), bad, "PDF"},
		{"photo.csv", []byte("\xff\xd8\xff\xe0"), bad, "JPG"},
		{"program.csv", []byte("\x7fELF\x02\x01"), bad, "binary"},
		{"nul.csv", []byte("a,b\n1,\x002\n"), bad, "binary"},
		{"empty.csv", nil, bad, "empty"},
		{"empty.gz", gzipped(t, ""), bad, "empty"},
	} {
		_, err := Open(c.name, bytes.NewReader(c.content), DefaultLimits())
		if !fault.Is(err, c.code) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestLimitsOfRows(t *testing.T) {
	lim := Limits{File: 1 << 20, Expanded: 1 << 20, Ratio: 10, Members: 5, Rows: 10, Columns: 20, Cell: 100, Row: 500}
	for name, c := range map[string]struct{ text, says string }{
		"rows":    {"a,b\n" + strings.Repeat("1,2\n", 11), "more than 10 rows"},
		"columns": {"a,b\n" + strings.Repeat("1,", 20) + "\n", "limit 20"},
		"cell":    {"a,b\n1," + strings.Repeat("x", 101) + "\n", "limit 100"},
		"row":     {"a,b\n" + strings.Repeat(strings.Repeat("x", 40)+",", 15) + "\n", "limit 500"},
		"no ends": {"a,b\n" + strings.Repeat("x", 100_000), "limit 500"},
		"file":    {strings.Repeat("a,b\n", 1<<18+1), "larger than"},
	} {
		f, err := Open("x.csv", strings.NewReader(c.text), lim)
		var found []*Found
		if err == nil {
			found, err = f.Match(layout("a", "b"))
		}
		if err == nil {
			for _, rerr := range found[0].Rows() {
				err = rerr
			}
		}
		if !fault.Is(err, fault.CodeLimit) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	f, err := Open("x.csv", strings.NewReader("a,b\n"+strings.Repeat("1,2\n", 10)), lim)
	if err != nil {
		t.Fatal(err)
	}
	if rows := all(t, match(t, f, layout("a", "b"))); len(rows) != 10 {
		t.Errorf("%d rows at the limit", len(rows))
	}
}

// TestQuoteFloodIsReadInTime: a file of nothing but opening quotes costs work
// in proportion to its size. Were it square, this would take hours.
func TestQuoteFloodIsReadInTime(t *testing.T) {
	text := "a,b\n" + strings.Repeat("\"x\n", 400_000)
	n := 0
	for _, err := range match(t, open(t, "x.csv", []byte(text)), layout("a", "b")).Rows() {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != 400_000 {
		t.Errorf("%d rows", n)
	}
}

func TestNamesAreHarmless(t *testing.T) {
	for in, want := range map[string]string{
		"../../etc/passwd": "passwd", `C:\Users\张三\账单.csv`: "账单.csv", "a\x00b\nc": "abc", "\u202egpj.exe": "gpj.exe", "": "?", "x/": "?",
		"\xff.csv": "?.csv",
	} {
		if got := label(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	if n := len([]rune(label(strings.Repeat("长", 500)))); n != 121 {
		t.Errorf("%d characters", n)
	}
	f := open(t, "x.zip", zipped(t, "../../a.csv", "a,b\n1,2\n"))
	if f.Tables[0].Name != "x.zip › a.csv" {
		t.Errorf("%q", f.Tables[0].Name)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte(statement), "交易号")
	f.Add([]byte(gbk(f, statement)), "交易号")
	f.Add(gzipped(f, statement), "交易号")
	f.Add(zipped(f, "a.csv", statement), "交易号")
	f.Add(book(f, [][]any{{"a", "b"}, {"1", 2.5}}), "a")
	f.Add([]byte("a;b\r\"x\r;y\"\r"), "a")
	f.Add([]byte("\xff\xfea\x00,\x00b\x00\n\x00"), "a")
	lim := Limits{File: 1 << 20, Expanded: 4 << 20, Ratio: 100, Members: 20, Rows: 2000, Columns: 100, Cell: 1000, Row: 10000}
	f.Fuzz(func(t *testing.T, content []byte, name string) {
		file, err := Open("x", bytes.NewReader(content), lim)
		if err != nil {
			known(t, err)
			return
		}
		found, err := file.Match(layout(name))
		if err != nil {
			known(t, err)
			return
		}
		for _, f := range found {
			last := f.Line
			for row, err := range f.Rows() {
				if err != nil {
					known(t, err)
					break
				}
				if row.Line <= last {
					t.Fatalf("line %d after %d", row.Line, last)
				}
				last = row.Line
				c := row.Cell(name)
				_, _ = c.Money(money.CNY)
				_, _ = c.Day()
				_ = row.Check()
			}
		}
	})
}

// known lets no error through that a person could not act on.
func known(t *testing.T, err error) {
	t.Helper()
	if !fault.Is(err, fault.CodeInvalid) && !fault.Is(err, fault.CodeLimit) {
		t.Fatal(err)
	}
}

// FuzzCSV: no line is lost or read twice, whatever the quotes.
func FuzzCSV(f *testing.F) {
	f.Add("a,b\n\"x\ny\",1\n", byte(','), 0)
	f.Add("\"\"\"\n\"\n,\"=\"\n", byte(';'), 3)
	f.Fuzz(func(t *testing.T, text string, delimiter byte, width int) {
		if !strings.ContainsRune(delimiters, rune(delimiter)) || strings.Contains(text, "\r") {
			return
		}
		table := &Table{Name: "x", Charset: UTF8, lim: DefaultLimits(), text: func() (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader(text)), nil
		}}
		s, err := table.scan(delimiter)
		if err != nil {
			t.Fatal(err)
		}
		s.fit(width)
		var raw []string
		for {
			rec, err := s.next()
			if err == io.EOF {
				break
			}
			if err != nil {
				known(t, err)
				return
			}
			if rec.line != len(raw)+1 || len(rec.cells) == 0 {
				t.Fatalf("line %d after %d, %d cells", rec.line, len(raw), len(rec.cells))
			}
			raw = append(raw, strings.Split(rec.raw, "\n")...)
		}
		want := strings.TrimSuffix(strings.ToValidUTF8(strings.TrimPrefix(text, utf8Mark), "\ufffd"), "\n")
		got := strings.ToValidUTF8(strings.Join(raw, "\n"), "\ufffd")
		// A run of bad bytes may be one replacement or several.
		squeeze := func(s string) string { return strings.ReplaceAll(s, "\ufffd", "") }
		if squeeze(strings.TrimSuffix(got, "\n")) != squeeze(strings.TrimSuffix(want, "\n")) {
			t.Fatalf("read %q of %q", got, want)
		}
	})
}

func FuzzCell(f *testing.F) {
	for _, s := range []string{"1,234.50", "¥5", "(3)", "2026-01-02 10:00", "45292.5", "1E-2", "`=\"x\"\t", "45.0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := cellOf(s, false)
		if m, err := c.Money(money.CNY); err == nil {
			if again, err := cellOf(m.Decimal(), false).Money(money.CNY); err != nil || again != m {
				t.Fatalf("%q: %v then %v %v", s, m, again, err)
			}
		} else {
			known(t, err)
		}
		if d, err := c.Day(); err == nil {
			if d.Check() != nil {
				t.Fatalf("%q is the day %q", s, d)
			}
		}
		_, _ = c.Int()
		_, _ = c.ID()
		if clean := Clean(s); len(clean) > len(s) {
			t.Fatalf("%q grew to %q", s, clean)
		}
		unescape(s)
		nameKey(s)
		label(s)
	})
}

func FuzzZipDirectory(f *testing.F) {
	f.Add(zipped(f, "a.csv", "a,b\n"), uint16(0), uint32(0))
	f.Fuzz(func(t *testing.T, content []byte, at uint16, value uint32) {
		if int(at)+4 <= len(content) {
			content = bytes.Clone(content)
			binary.LittleEndian.PutUint32(content[at:], value)
		}
		if _, err := Open("x.zip", bytes.NewReader(content), DefaultLimits()); err != nil {
			known(t, err)
		}
	})
}
