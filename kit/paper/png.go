package paper

import (
	"fmt"
	"image"
	imagecolor "image/color"
	"image/draw"
	"image/png"
	"io"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// The bounds of a picture, in pixels. A chat shows no taller one.
const (
	minPixels  = 320
	maxPixels  = 2480
	tallPixels = 20_000
)

// The width of the sheet behind a picture. On a phone 750 pixels show 320
// points, so that type of 10.5 points is as large as a chat's own; with more
// pixels more stands on a line, up to that of the A4 file.
const (
	phoneWidth  = 320 * point
	phonePixels = 750
)

// PNG writes the document as one picture, width pixels wide, without pages.
// From 1,396 pixels on its lines are those of the PDF. Faults: those of Check,
// invalid for a width out of bounds, limit for a picture that would be too tall.
func (p *Press) PNG(w io.Writer, doc Document, width int) error {
	if err := Check(doc); err != nil {
		return err
	}
	if width < minPixels || width > maxPixels {
		return fault.Invalid(wordWidth, words.Args{"min": minPixels, "max": maxPixels})
	}
	fonts, err := p.load()
	if err != nil {
		return err
	}
	geo := chat(width)
	sheets := fonts.lay(doc, geo)
	pic := &picture{fonts: fonts, pixels: width, width: geo.width, drawn: map[drawnKey]font.Face{}}
	if pic.px(sheets[0].height) > tallPixels {
		return fault.Limit(wordTall, words.Args{"max": tallPixels})
	}
	render(pic, geo, sheets)
	if pic.err != nil {
		return pic.err
	}
	return png.Encode(w, pic.reduced())
}

// chat is the sheet of a picture.
func chat(width int) geometry {
	points := min(max(phoneWidth*mpt(width)/phonePixels, phoneWidth), a4.width)
	if points == a4.width {
		return geometry{width: points, side: a4.side, top: a4.top}
	}
	return geometry{width: points, side: 16 * point, top: 20 * point}
}

// picture is a canvas of pixels.
type picture struct {
	fonts  *fonts
	pixels int
	width  mpt
	image  *image.RGBA
	drawn  map[drawnKey]font.Face
	err    error // the first; drawing goes on without the glyph and PNG fails
}

type drawnKey struct {
	face face
	size mpt
}

// px is a length in whole pixels, to the nearest.
func (p *picture) px(m mpt) int { return int((m*mpt(p.pixels) + p.width/2) / p.width) }

// fine is a length in 64ths of a pixel.
func (p *picture) fine(m mpt) fixed.Int26_6 {
	return fixed.Int26_6((m*64*mpt(p.pixels) + p.width/2) / p.width)
}

func (p *picture) sheet(_, height mpt) {
	p.image = image.NewRGBA(image.Rect(0, 0, p.pixels, p.px(height)))
	draw.Draw(p.image, p.image.Bounds(), image.White, image.Point{}, draw.Src)
}

func paint(c color) *image.Uniform {
	return image.NewUniform(imagecolor.RGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), 0xff})
}

func (p *picture) text(x, y, size mpt, ink color, chars line) {
	source := paint(ink)
	for _, c := range chars {
		face := p.face(c.glyph.face, size)
		if face == nil {
			return
		}
		spot, mask, at, _, ok := face.Glyph(fixed.Point26_6{X: p.fine(x), Y: p.fine(y)}, c.r)
		if !ok {
			p.err = fmt.Errorf("font %s: the glyph of %U cannot be drawn", p.fonts[c.glyph.face].name, c.r)
			return
		}
		draw.DrawMask(p.image, spot, source, image.Point{}, coarse{mask}, at, draw.Over)
		x += c.width
	}
}

func (p *picture) face(f face, size mpt) font.Face {
	key := drawnKey{f, size}
	if p.drawn[key] == nil && p.err == nil {
		dots := float64(size) * float64(p.pixels) / float64(p.width)
		face, err := opentype.NewFace(p.fonts[f].parsed, &opentype.FaceOptions{Size: dots, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			p.err = err
			return nil
		}
		p.drawn[key] = face
	}
	return p.drawn[key]
}

// box draws an outline as four bars; nothing is thinner than a pixel.
func (p *picture) box(x, y, w, h, stroke mpt, ink color) {
	left, top := p.px(x), p.px(y)
	right, bottom := max(p.px(x+w), left+1), max(p.px(y+h), top+1)
	bars := []image.Rectangle{image.Rect(left, top, right, bottom)}
	if stroke > 0 {
		n := max(p.px(stroke), 1)
		bars = []image.Rectangle{image.Rect(left, top, right+n, top+n), image.Rect(left, bottom, right+n, bottom+n),
			image.Rect(left, top, left+n, bottom), image.Rect(right, top, right+n, bottom)}
	}
	for _, bar := range bars {
		draw.Draw(p.image, bar, paint(ink), image.Point{}, draw.Src)
	}
}

// coarse rounds a glyph's edge to 16 shades: no eye sees it, and the picture
// has few enough colours for a palette, a third of the bytes.
type coarse struct{ image.Image }

func (c coarse) At(x, y int) imagecolor.Color {
	_, _, _, a := c.Image.At(x, y).RGBA()
	return imagecolor.Alpha{uint8((a>>8 + 8) / 17 * 17)}
}

// reduced is the picture with a palette, or as it is should it have more than
// 256 colours.
func (p *picture) reduced() image.Image {
	small := image.NewPaletted(p.image.Bounds(), nil)
	index := map[imagecolor.RGBA]uint8{}
	var last imagecolor.RGBA // neighbours are mostly equal; no colour of ours is transparent
	var at uint8
	for n := range small.Pix {
		part := p.image.Pix[4*n : 4*n+4 : 4*n+4]
		c := imagecolor.RGBA{part[0], part[1], part[2], part[3]}
		if c != last {
			i, ok := index[c]
			if !ok && len(index) == 256 {
				return p.image
			}
			if !ok {
				i = uint8(len(index))
				index[c] = i
				small.Palette = append(small.Palette, c)
			}
			last, at = c, i
		}
		small.Pix[n] = at
	}
	return small
}
