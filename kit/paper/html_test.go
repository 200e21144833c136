package paper

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"fenming/kit/words"
)

func TestHTMLGolden(t *testing.T) {
	golden(t, "sample.html", Page(sample(), "r4nd0m"))
}

// tags and attributes that HTML may contain; neither script nor style is there.
var (
	lawfulTags = []string{"article", "header", "footer", "section", "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "dt", "dd", "div",
		"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "strong", "u", "br", "span", "code", "figure", "figcaption", "svg", "rect", "path"}
	lawfulAttrs = []string{"class", "lang", "data-term", "data-label", "role", "tabindex", "aria-label", "scope", "colspan", "viewBox", "shape-rendering",
		"fill", "d", "x", "y", "width", "height"}
)

// textOf reads a fragment strictly and returns its text; the fragment is well
// formed XML as well as HTML, so an open door in the escaping shows as a
// foreign tag, a foreign attribute or another text.
func textOf(t *testing.T, fragment []byte) string {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(string(fragment)))
	var text strings.Builder
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return text.String()
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, fragment)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if !slices.Contains(lawfulTags, token.Name.Local) {
				t.Fatalf("tag %s in\n%s", token.Name.Local, fragment)
			}
			for _, a := range token.Attr {
				if !slices.Contains(lawfulAttrs, a.Name.Local) {
					t.Fatalf("attribute %s in\n%s", a.Name.Local, fragment)
				}
			}
		case xml.CharData:
			text.Write(token)
		case xml.EndElement:
		default:
			t.Fatalf("%T in\n%s", token, fragment)
		}
	}
}

// everywhere puts a text into every place of a document.
func everywhere(s string) Document {
	return Document{Lang: words.ZH, Title: s, Subtitle: s, Footer: s, Meta: []Pair{{s, s}}, Blocks: []Block{
		Heading{1, s}, Paragraph{[]Run{Plain(s), Strong(s), Underlined(s)}}, List{Items: [][]Run{{Plain(s)}}},
		Table{Caption: s, Columns: []Column{{Head: s, Align: Align(s)}}, Rows: [][]Cell{Row(s)}},
		Pairs{s, []Pair{{s, s}}}, Notice{s, s, s, []Run{Plain(s)}}, QR{Text: s, Caption: s},
		Signatures{[]Party{{s, s, []Pair{{s, s}}}}},
	}}
}

func FuzzHTML(f *testing.F) {
	for _, s := range []string{"费用", `"><script>alert(1)</script>`, "'&\"<>`", "\x00\xff\ufffe", "a\r\nb\tc\u2028", "\u202e001", "]]>", "{{.}}", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := textOf(t, HTML(everywhere(s)))
		if want := strings.ReplaceAll(clean(s), "\n", ""); strings.Count(strings.ReplaceAll(text, "\n", ""), want) < 15 {
			t.Fatalf("%q is lost in %q", want, text)
		}
	})
}

func TestCleanDropsWhatDeceives(t *testing.T) {
	// Right-to-left override would show 100 where 001 is stored.
	if got := clean("额\u202e001\u2066元\u200b\ufeff\x07\u00ad"); got != "额001元" {
		t.Fatalf("%q", got)
	}
	if got := clean("a\r\nb\tc\u2009d\u00a0e\u3000f\xff\uffff"); got != "a\nb c d\u00a0e\u3000f\ufffd\ufffd" {
		t.Fatalf("%q", got)
	}
}

func TestWideTableCarriesItsHeads(t *testing.T) {
	heads := []Column{{Head: "项目"}, {Head: "标准"}, {Head: "支付方"}, {Head: `<金额> "元"`}}
	doc := Document{Title: "t", Blocks: []Block{Table{Columns: heads, Rows: [][]Cell{Row("利息", "7.5%", "您", "12.00")}}}}
	got := string(HTML(doc))
	for _, want := range []string{`<table class="fp-wide">`, `<td>利息</td>`, `<td data-label="标准">7.5%</td>`, `<td data-label="&lt;金额&gt; &#34;元&#34;">12.00</td>`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	doc.Blocks = []Block{Table{Columns: heads[:3], Rows: [][]Cell{Row("利息", "7.5%", "您")}}}
	if got := string(HTML(doc)); strings.Contains(got, "fp-wide") || strings.Contains(got, "data-label") {
		t.Errorf("three columns fit a phone:\n%s", got)
	}
}
