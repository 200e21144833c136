package paper

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
)

// PDF writes the document as a PDF 1.7 file (ISO 32000-1) of A4 pages with the
// used part of the fonts inside. Its text can be searched and copied. Equal
// documents give equal bytes from one build of the program; the file is made of
// the document alone. Faults: those of Check.
func (p *Press) PDF(w io.Writer, doc Document) error {
	if err := Check(doc); err != nil {
		return err
	}
	fonts, err := p.load()
	if err != nil {
		return err
	}
	file := newPDF(fonts)
	render(file, a4, fonts.lay(doc, a4))
	return file.write(w, doc)
}

// pdf is a canvas that gathers the pages of a file.
type pdf struct {
	fonts   *fonts
	subsets [faces]*subset
	pages   []*pdfPage
}

type pdfPage struct {
	width, height mpt
	content       bytes.Buffer
}

func newPDF(f *fonts) *pdf {
	p := &pdf{fonts: f}
	for i := range p.subsets {
		p.subsets[i] = newSubset(f[i])
	}
	return p
}

func (p *pdf) sheet(width, height mpt) {
	p.pages = append(p.pages, &pdfPage{width: width, height: height})
}

func (p *pdf) page() *pdfPage { return p.pages[len(p.pages)-1] }

// num writes a length in points.
func num(m mpt) string {
	sign := ""
	if m < 0 {
		sign, m = "-", -m
	}
	text := strconv.Itoa(int(m / point))
	if rest := int(m % point); rest > 0 {
		text += strings.TrimRight(fmt.Sprintf(".%03d", rest), "0")
	}
	return sign + text
}

// fill is the operator that sets a colour, rg or RG.
func fill(c color, operator string) string {
	part := func(shift uint) string { return num(mpt(c>>shift&0xff) * point / 255) }
	return part(16) + " " + part(8) + " " + part(0) + " " + operator + "\n"
}

// text shows each stretch of one face; PDF counts upwards from the foot.
func (p *pdf) text(x, y, size mpt, ink color, chars line) {
	page := p.page()
	for from := 0; from < len(chars); {
		to, face := from, chars[from].glyph.face
		var codes strings.Builder
		for to < len(chars) && chars[to].glyph.face == face {
			fmt.Fprintf(&codes, "%04X", p.subsets[face].number(chars[to]))
			to++
		}
		fmt.Fprintf(&page.content, "BT\n%s/F%d %s Tf\n%s %s Td\n<%s> Tj\nET\n", fill(ink, "rg"), face, num(size),
			num(x), num(page.height-y), codes.String())
		x += chars[from:to].width()
		from = to
	}
}

func (p *pdf) box(x, y, w, h, stroke mpt, ink color) {
	page := p.page()
	if stroke > 0 {
		fmt.Fprintf(&page.content, "%s%s w\n%s %s %s %s re S\n", fill(ink, "RG"), num(stroke), num(x), num(page.height-y-h), num(w), num(h))
		return
	}
	fmt.Fprintf(&page.content, "%s%s %s %s %s re f\n", fill(ink, "rg"), num(x), num(page.height-y-h), num(w), num(h))
}

// objects of every file, before those of the fonts and pages.
const (
	catalogObject = 1 + iota
	pagesObject
	infoObject
	firstFont
	fontObjects = 5 // each font: Type0, CIDFont, descriptor, file, ToUnicode
	firstPage   = firstFont + faces*fontObjects
)

func (p *pdf) write(w io.Writer, doc Document) error {
	f := &pdfFile{}
	f.b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	f.object(catalogObject, fmt.Sprintf("<</Type/Catalog/Pages %d 0 R/Lang(%s)/ViewerPreferences<</DisplayDocTitle true>>>>", pagesObject, lang(doc)))
	var kids strings.Builder
	for i := range p.pages {
		fmt.Fprintf(&kids, "%d 0 R ", firstPage+2*i)
	}
	f.object(pagesObject, fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(p.pages), kids.String()))
	f.object(infoObject, info(doc))
	for i, s := range p.subsets {
		if err := f.font(firstFont+i*fontObjects, s); err != nil {
			return err
		}
	}
	for i, page := range p.pages {
		at := firstPage + 2*i
		f.object(at, fmt.Sprintf("<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Resources<</Font<</F0 %d 0 R/F1 %d 0 R>>>>/Contents %d 0 R>>",
			pagesObject, num(page.width), num(page.height), firstFont, firstFont+fontObjects, at+1))
		if err := f.stream(at+1, "", page.content.Bytes()); err != nil {
			return err
		}
	}
	f.end(Digest(doc))
	_, err := w.Write(f.b.Bytes())
	return err
}

func info(doc Document) string {
	made := doc.Made.UTC().Format("D:20060102150405Z")
	return fmt.Sprintf("<</Title %s/Subject %s/Author %s/Producer(Fenming)/CreationDate(%s)/ModDate(%s)>>",
		textString(doc.Title), textString(doc.Subtitle), textString(doc.Author), made, made)
}

// textString is UTF-16 with its mark, in hexadecimal (ISO 32000-1 §7.9.2.2).
func textString(s string) string { return "<FEFF" + utf16Hex(clean(s)) + ">" }

func utf16Hex(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// pdfFile is a file being written; offsets are those of its objects, by number.
type pdfFile struct {
	b       bytes.Buffer
	offsets []int
}

func (f *pdfFile) begin(n int) {
	for len(f.offsets) <= n {
		f.offsets = append(f.offsets, 0)
	}
	f.offsets[n] = f.b.Len()
	fmt.Fprintf(&f.b, "%d 0 obj\n", n)
}

func (f *pdfFile) object(n int, body string) {
	f.begin(n)
	f.b.WriteString(body + "\nendobj\n")
}

func (f *pdfFile) stream(n int, entries string, data []byte) error {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	if _, err := z.Write(data); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	f.begin(n)
	fmt.Fprintf(&f.b, "<</Filter/FlateDecode/Length %d%s>>\nstream\n", packed.Len(), entries)
	f.b.Write(packed.Bytes())
	f.b.WriteString("\nendstream\nendobj\n")
	return nil
}

// end writes the table of offsets and the trailer. The identifier is the
// document's digest, so that it is the same each time.
func (f *pdfFile) end(digest string) {
	at := f.b.Len()
	fmt.Fprintf(&f.b, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets))
	for _, o := range f.offsets[1:] {
		fmt.Fprintf(&f.b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&f.b, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.offsets), catalogObject, infoObject, digest[:32], digest[:32], at)
}

// font writes a composite font (ISO 32000-1 §9.7): codes are the numbers of the
// subset's glyphs.
func (f *pdfFile) font(at int, s *subset) error {
	data, err := s.file()
	if err != nil {
		return err
	}
	// A tag of six letters tells subsets apart (§9.6.4).
	sum := sha256.Sum256([]byte(string(s.chars)))
	name := make([]byte, 6)
	for i := range name {
		name[i] = 'A' + sum[i]%26
	}
	full := string(name) + "+" + s.font.name
	f.object(at, fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", full, at+1, at+4))
	var widths strings.Builder
	for _, g := range s.glyph {
		advance, _ := s.font.metric(g.index)
		fmt.Fprintf(&widths, "%d ", advance)
	}
	f.object(at+1, fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/FontDescriptor %d 0 R/CIDToGIDMap/Identity/DW 1000/W[0[%s]]>>", full, at+2, widths.String()))
	stem := 80
	if s.font.name == faceNames[bold] {
		stem = 140
	}
	f.object(at+2, fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[-1000 -400 3000 1200]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 733/StemV %d/FontFile2 %d 0 R>>",
		full, stem, at+3))
	if err := f.stream(at+3, "/Length1 "+strconv.Itoa(len(data)), data); err != nil {
		return err
	}
	return f.stream(at+4, "", toUnicode(s.chars))
}

// toUnicode says which character each code stands for (§9.10.3), at most 100 to
// a block as CMaps ask.
func toUnicode(chars []rune) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	for from := 1; from < len(chars); from += 100 {
		to := min(from+100, len(chars))
		fmt.Fprintf(&b, "%d beginbfchar\n", to-from)
		for n := from; n < to; n++ {
			fmt.Fprintf(&b, "<%04X><%s>\n", n, utf16Hex(string(chars[n])))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}
