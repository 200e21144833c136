package paper

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"strings"
	"testing"

	"rsc.io/qr"

	"fenming/kit/fault"
)

func pngOf(t testing.TB, p *Press, doc Document, width int) ([]byte, image.Image) {
	t.Helper()
	var b bytes.Buffer
	if err := p.PNG(&b, doc, width); err != nil {
		t.Fatal(err)
	}
	raw := bytes.Clone(b.Bytes())
	pic, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	return raw, pic
}

func dark(c image.Image, x, y int) bool { r, _, _, _ := c.At(x, y).RGBA(); return r < 0x8000 }

func TestPNG(t *testing.T) {
	p := press
	raw, pic := pngOf(t, p, sample(), 750)
	size := pic.Bounds()
	if size.Dx() != 750 || size.Dy() < 1500 || size.Dy() > 3000 {
		t.Fatalf("%v", size)
	}
	again, _ := pngOf(t, p, sample(), 750)
	if !bytes.Equal(raw, again) {
		t.Fatal("the same document gave other bytes")
	}
	ink := 0
	for y := range size.Dy() {
		for x := range size.Dx() {
			if dark(pic, x, y) {
				ink++
			}
		}
		if dark(pic, 2, y) || dark(pic, 747, y) {
			t.Fatalf("row %d: ink in the margin", y)
		}
	}
	if share := ink * 1000 / (size.Dx() * size.Dy()); share < 10 || share > 200 {
		t.Fatalf("%d thousandths are dark, which is no page of text", share)
	}
}

// TestPNGCodeCanBeRead looks at the middle of each module.
func TestPNGCodeCanBeRead(t *testing.T) {
	const text = "https://shop.example/q/1"
	doc := Document{Title: "码", Blocks: []Block{QR{Text: text, Caption: ""}}}
	_, pic := pngOf(t, press, doc, 750)
	want, err := qr.Encode(text, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	sheets := testFonts(t).lay(doc, chat(750))
	var first op
	for _, o := range sheets[0].ops {
		if o.ink == blackColor {
			first = o
			break
		}
	}
	scale := func(m mpt) int { return int(m * 750 / chat(750).width) }
	for y := range want.Size {
		for x := range want.Size {
			px, py := scale(first.x+mpt(2*x+1)*first.h/2), scale(first.y+mpt(2*y+1)*first.h/2)
			if dark(pic, px, py) != want.Black(x, y) {
				t.Fatalf("module %d,%d is wrong at %d,%d", x, y, px, py)
			}
		}
	}
}

func TestPNGRefuses(t *testing.T) {
	p := press
	for _, width := range []int{0, 319, 2481} {
		if err := p.PNG(io.Discard, sample(), width); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("width %d: %v", width, err)
		}
	}
	tall := sample()
	tall.Blocks = append(tall.Blocks, Text(strings.Repeat("行\n", 600)))
	if err := p.PNG(io.Discard, tall, 750); !fault.Is(err, fault.CodeLimit) {
		t.Errorf("a picture of 25,000 pixels: %v", err)
	}
	if err := p.PDF(io.Discard, tall); err != nil {
		t.Errorf("the same as a file: %v", err)
	}
	if err := p.PDF(io.Discard, Document{}); !fault.Is(err, fault.CodeInvalid) {
		t.Errorf("an empty document: %v", err)
	}
}

func BenchmarkPNG(b *testing.B) {
	p, doc := press, contract()
	pngOf(b, p, doc, 750)
	b.ReportAllocs()
	for b.Loop() {
		if err := p.PNG(io.Discard, doc, 750); err != nil {
			b.Fatal(err)
		}
	}
}
