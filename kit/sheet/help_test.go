package sheet

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"fenming/kit/words"
)

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
}

func gbk(t testing.TB, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// zipped packs name, content, name, content … with the UTF-8 flag clear, as
// platforms do.
func zipped(t testing.TB, pairs ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for i := 0; i < len(pairs); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: pairs[i], Method: zip.Deflate, NonUTF8: true})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(pairs[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func gzipped(t testing.TB, s string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := gzip.NewWriter(&buf)
	if _, err := z.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func open(t testing.TB, name string, content []byte) *File {
	t.Helper()
	f, err := Open(name, bytes.NewReader(content), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// col is a required column whose key is its first name.
func col(names ...string) Column { return Column{Key: names[0], Names: names, Required: true} }

func layout(names ...string) []Layout {
	l := Layout{Name: "test"}
	for _, n := range names {
		l.Columns = append(l.Columns, col(n))
	}
	return []Layout{l}
}

func match(t testing.TB, f *File, layouts []Layout) *Found {
	t.Helper()
	found, err := f.Match(layouts)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 1 {
		t.Fatalf("%d tables", len(found))
	}
	return found[0]
}

func all(t testing.TB, f *Found) []*Row {
	t.Helper()
	var out []*Row
	for row, err := range f.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, row)
	}
	return out
}

// table joins the data rows' cells, for comparing with a golden text.
func table(rows []*Row) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(strings.Join(r.Cells, "|"))
		b.WriteByte('\n')
	}
	return b.String()
}
