package paper

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/binary"
	"fmt"
	"io"
	"sync"

	"golang.org/x/image/font/sfnt"
)

// The fonts are Noto Sans SC (SIL Open Font License, fonts/LICENSE), made by
// scripts/make-fonts.
//
//go:embed fonts/*.gz
var fontFiles embed.FS

// Press draws documents. It holds the fonts, which are unpacked when the first
// document is drawn, and may be used by several goroutines.
type Press struct{ load func() (*fonts, error) }

// Open makes a press.
func Open() *Press { return &Press{load: sync.OnceValues(loadFonts)} }

// face is one of the two weights.
type face uint8

const (
	regular face = iota
	bold
	faces = 2
)

var faceNames = [faces]string{"NotoSansSC-Regular", "NotoSansSC-Bold"}

// fonts are the weights by face; Regular has every character that Bold has.
type fonts [faces]*outline

// outline is a TrueType font, read as far as setting and subsetting need it.
type outline struct {
	name    string
	raw     []byte
	parsed  *sfnt.Font
	tables  map[string][]byte
	glyphs  int
	metrics int // entries in hmtx with a width of their own
}

// unitsPerEm is the grid of both fonts; advances are thousandths of the size.
const unitsPerEm = 1000

func loadFonts() (*fonts, error) {
	var all fonts
	for f, name := range faceNames {
		o, err := loadOutline(name)
		if err != nil {
			return nil, fmt.Errorf("font %s: %w", name, err)
		}
		all[f] = o
	}
	return &all, nil
}

func loadOutline(name string) (*outline, error) {
	packed, err := fontFiles.Open("fonts/" + name + ".ttf.gz")
	if err != nil {
		return nil, err
	}
	defer func() { _ = packed.Close() }()
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		return nil, err
	}
	var raw bytes.Buffer
	if _, err := io.Copy(&raw, unpacked); err != nil {
		return nil, err
	}
	return parseOutline(name, raw.Bytes())
}

// parseOutline reads the table directory (OpenType 1.9, "otff").
func parseOutline(name string, raw []byte) (*outline, error) {
	parsed, err := sfnt.Parse(raw) // checks the directory and the tables it names
	if err != nil {
		return nil, err
	}
	o := &outline{name: name, raw: raw, parsed: parsed, tables: map[string][]byte{}, glyphs: parsed.NumGlyphs()}
	for i := range int(binary.BigEndian.Uint16(raw[4:])) {
		entry := raw[12+16*i:]
		at, size := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		o.tables[string(entry[:4])] = raw[at : at+size]
	}
	for _, need := range []string{"head", "hhea", "hmtx", "maxp", "loca", "glyf"} {
		if o.tables[need] == nil {
			return nil, fmt.Errorf("table %s is missing", need)
		}
	}
	o.metrics = int(binary.BigEndian.Uint16(o.tables["hhea"][34:]))
	longLoca := binary.BigEndian.Uint16(o.tables["head"][50:]) == 1
	if int(parsed.UnitsPerEm()) != unitsPerEm || !longLoca || o.metrics == 0 {
		return nil, fmt.Errorf("not the form that scripts/make-fonts gives")
	}
	return o, nil
}

// metric is the entry of hmtx: advance and left side bearing, in units.
func (o *outline) metric(g sfnt.GlyphIndex) (advance, bearing uint16) {
	hmtx, i := o.tables["hmtx"], int(g)
	if i < o.metrics {
		return binary.BigEndian.Uint16(hmtx[4*i:]), binary.BigEndian.Uint16(hmtx[4*i+2:])
	}
	rest := 4*o.metrics + 2*(i-o.metrics)
	return binary.BigEndian.Uint16(hmtx[4*(o.metrics-1):]), binary.BigEndian.Uint16(hmtx[rest:])
}

// shape is the drawing of a glyph as it stands in glyf; empty for a space.
func (o *outline) shape(g sfnt.GlyphIndex) []byte {
	loca := o.tables["loca"]
	from, to := binary.BigEndian.Uint32(loca[4*int(g):]), binary.BigEndian.Uint32(loca[4*int(g)+4:])
	return o.tables["glyf"][from:to]
}

// glyph is a character as it will be drawn.
type glyph struct {
	face    face
	index   sfnt.GlyphIndex
	advance mpt // in units, thousandths of the size
}

// setter finds glyphs for one rendering and remembers them.
type setter struct {
	fonts *fonts
	buf   sfnt.Buffer
	known [faces]map[rune]glyph
}

func (f *fonts) setter() *setter {
	return &setter{fonts: f, known: [faces]map[rune]glyph{{}, {}}}
}

// glyph finds the drawing of r in the wanted weight, else in Regular; not ok
// when neither has it.
func (s *setter) glyph(r rune, want face) (glyph, bool) {
	if g, ok := s.known[want][r]; ok {
		return g, g.index != 0
	}
	g := glyph{face: want}
	g.index = s.index(r, want)
	if g.index == 0 && want != regular {
		g.face, g.index = regular, s.index(r, regular)
	}
	advance, _ := s.fonts[g.face].metric(g.index)
	g.advance = mpt(advance)
	s.known[want][r] = g
	return g, g.index != 0
}

// index is the number of a glyph; 0 stands for a missing one, and a table that
// cannot be read has none.
func (s *setter) index(r rune, f face) sfnt.GlyphIndex {
	i, err := s.fonts[f].parsed.GlyphIndex(&s.buf, r)
	if err != nil {
		return 0
	}
	return i
}
