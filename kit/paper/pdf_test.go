package paper

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/image/font/sfnt"
)

// reader is a small reader of the files that PDF writes; it shares no code with
// the writer.
type reader struct {
	t       testing.TB
	raw     []byte
	objects map[int][]byte
}

func readPDF(t testing.TB, raw []byte) *reader {
	t.Helper()
	r := &reader{t: t, raw: raw, objects: map[int][]byte{}}
	start := regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(raw)
	if start == nil {
		t.Fatal("no startxref")
	}
	at, _ := strconv.Atoi(string(start[1]))
	rows := regexp.MustCompile(`(\d{10}) 00000 n \n`).FindAllSubmatch(raw[at:], -1)
	for i, row := range rows {
		offset, _ := strconv.Atoi(string(row[1]))
		begin := fmt.Sprintf("%d 0 obj\n", i+1)
		if !bytes.HasPrefix(raw[offset:], []byte(begin)) {
			t.Fatalf("object %d does not stand at %d", i+1, offset)
		}
		body := raw[offset+len(begin):]
		r.objects[i+1] = body[:bytes.Index(body, []byte("\nendobj\n"))]
	}
	return r
}

func (r *reader) ref(n int, key string) int {
	r.t.Helper()
	m := regexp.MustCompile(key + `[ \[]*(\d+) 0 R`).FindSubmatch(r.objects[n])
	if m == nil {
		r.t.Fatalf("object %d has no %s", n, key)
	}
	to, _ := strconv.Atoi(string(m[1]))
	return to
}

func (r *reader) stream(n int) []byte {
	r.t.Helper()
	_, data, ok := bytes.Cut(r.objects[n], []byte("stream\n"))
	z, err := zlib.NewReader(bytes.NewReader(data))
	if !ok || err != nil {
		r.t.Fatal(n, err)
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		r.t.Fatal(err)
	}
	return plain
}

func utf16Text(t testing.TB, digits string) string {
	t.Helper()
	raw, err := hex.DecodeString(digits)
	if err != nil {
		t.Fatal(err)
	}
	var units []uint16
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}

// pages returns the text of each page, a line for each text operator.
func (r *reader) pages() []string {
	var maps [2]map[string]string
	kids := regexp.MustCompile(`(\d+) 0 R`).FindAllSubmatch(r.objects[r.ref(1, "/Pages")], -1)
	var texts []string
	for _, kid := range kids {
		page, _ := strconv.Atoi(string(kid[1]))
		for f := range maps {
			if maps[f] != nil {
				continue
			}
			maps[f] = map[string]string{}
			unicode := r.stream(r.ref(r.ref(page, fmt.Sprintf("/F%d", f)), "/ToUnicode"))
			for _, m := range regexp.MustCompile(`<(\w{4})><(\w+)>\n`).FindAllSubmatch(unicode, -1) {
				maps[f][string(m[1])] = utf16Text(r.t, string(m[2]))
			}
		}
		var text strings.Builder
		for _, m := range regexp.MustCompile(`/F(\d) [\d.]+ Tf\n[-\d. ]+ Td\n<(\w*)> Tj`).FindAllSubmatch(r.stream(r.ref(page, "/Contents")), -1) {
			for codes := string(m[2]); codes != ""; codes = codes[4:] {
				c, ok := maps[m[1][0]-'0'][codes[:4]]
				if !ok {
					r.t.Fatalf("code %s has no character", codes[:4])
				}
				text.WriteString(c)
			}
			text.WriteByte('\n')
		}
		texts = append(texts, text.String())
	}
	return texts
}

func pdfOf(t testing.TB, p *Press, doc Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := p.PDF(&b, doc); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPDF(t *testing.T) {
	doc := sample()
	raw := pdfOf(t, press, doc)
	r := readPDF(t, raw)
	pages := r.pages()
	if len(pages) != 2 {
		t.Fatalf("%d pages, want 2: the sample has one page break", len(pages))
	}
	text := strings.ReplaceAll(strings.Join(pages, ""), "\n", "")
	for _, want := range []string{"分期付款费用明示表", "商品总价¥1,299.00，分 3 期，每期“手续费”由客户承担；提前结清不另收费。", "2027-02-22", "¥1,311.70",
		"重点条款 1 年化综合成本", "<script>alert(1)</script>", "第 1 页，共 2 页", "第 2 页，共 2 页", Digest(doc),
		"张〔U+20BB7〕（𫖯）"} { // a character beyond the basic plane is copied as itself
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the text", want)
		}
	}
	if title := regexp.MustCompile(`/Title <FEFF(\w+)>`).FindSubmatch(raw); title == nil || utf16Text(t, string(title[1])) != doc.Title {
		t.Errorf("the title is %q", title)
	}
	if !bytes.Contains(raw, []byte("/CreationDate(D:20261122023000Z)")) {
		t.Error("the creation date is not the document's")
	}
	for font := range faces {
		descriptor := r.ref(r.ref(firstFont+font*fontObjects, "/DescendantFonts"), "/FontDescriptor")
		embedded, err := sfnt.Parse(withCmap(r.stream(r.ref(descriptor, "/FontFile2"))))
		if err != nil {
			t.Fatal(err)
		}
		if n := embedded.NumGlyphs(); n < 20 || n > 300 {
			t.Errorf("font %d has %d glyphs, want those used", font, n)
		}
	}
	if len(raw) > 100_000 {
		t.Errorf("%d bytes", len(raw))
	}
}

// withCmap adds the tables that sfnt.Parse insists on and PDF has no use for.
func withCmap(raw []byte) []byte {
	var tables []fontTable
	n := int(raw[4])<<8 | int(raw[5])
	for i := range n {
		e := raw[12+16*i:]
		at := int(e[8])<<24 | int(e[9])<<16 | int(e[10])<<8 | int(e[11])
		size := int(e[12])<<24 | int(e[13])<<16 | int(e[14])<<8 | int(e[15])
		tables = append(tables, fontTable{string(e[:4]), raw[at : at+size]})
	}
	cmap := []byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0}
	post := make([]byte, 32)
	post[1] = 3
	return assemble(append(append([]fontTable{{"cmap", cmap}}, tables...), fontTable{"post", post}))
}

func TestPDFIsTheSameEachTime(t *testing.T) {
	p := press
	first := pdfOf(t, p, contract())
	if !bytes.Equal(first, pdfOf(t, p, contract())) || !bytes.Equal(first, pdfOf(t, Open(), contract())) {
		t.Fatal("the same document gave other bytes")
	}
	back, err := Decode(Encode(contract()))
	if err != nil || !bytes.Equal(first, pdfOf(t, p, back)) {
		t.Fatal("a stored document gave other bytes", err)
	}
	if n := len(readPDF(t, first).pages()); n != 3 {
		t.Errorf("the contract has %d pages, want 3", n)
	}
}

// TestPDFForOtherReaders asks programs of other people, where they are installed.
func TestPDFForOtherReaders(t *testing.T) {
	file := filepath.Join(t.TempDir(), "contract.pdf")
	if err := os.WriteFile(file, pdfOf(t, press, sample()), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(name string, args ...string) (string, bool) {
		if _, err := exec.LookPath(name); err != nil {
			t.Logf("%s is not installed; this reader is not asked", name)
			return "", false
		}
		out, err := exec.Command(name, args...).CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
		return string(out), err == nil
	}
	if out, ok := run("pdftotext", "-raw", file, "-"); ok {
		for _, want := range []string{"每期“手续费”由客户承担；提前结清不另收费。", "𫖯", "3 2027-02-22 ¥437.24"} {
			if !strings.Contains(out, want) {
				t.Errorf("pdftotext does not see %q:\n%s", want, out)
			}
		}
	}
	run("qpdf", "--check", file)
	if out, ok := run("pdffonts", file); ok && strings.Count(out, "yes yes yes") != 2 {
		t.Errorf("pdffonts: want two fonts that are embedded, subset, with unicode:\n%s", out)
	}
}

func BenchmarkPDF(b *testing.B) {
	p, doc := press, contract()
	pdfOf(b, p, doc)
	b.ReportAllocs()
	for b.Loop() {
		if err := p.PDF(io.Discard, doc); err != nil {
			b.Fatal(err)
		}
	}
}
