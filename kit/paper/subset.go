package paper

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// subset is the part of a font that a file needs: one glyph for each character,
// numbered from 1 in the order of first use; 0 is the sign for a missing one.
type subset struct {
	font  *outline
	chars []rune
	glyph []glyph
	index map[rune]int
}

func newSubset(font *outline) *subset {
	return &subset{font: font, chars: []rune{0}, glyph: []glyph{{}}, index: map[rune]int{}}
}

// number is the glyph's number in the subset. Characters that share a drawing
// get numbers of their own, so that each can be copied as what it is.
func (s *subset) number(c char) int {
	n, ok := s.index[c.r]
	if !ok {
		n = len(s.chars)
		s.index[c.r] = n
		s.chars, s.glyph = append(s.chars, c.r), append(s.glyph, c.glyph)
	}
	return n
}

// file writes the subset as a TrueType font (OpenType 1.9) with the tables that
// PDF asks for (ISO 32000-1 §9.9).
func (s *subset) file() ([]byte, error) {
	var glyf, loca, hmtx []byte
	for _, g := range s.glyph {
		shape := s.font.shape(g.index)
		if len(shape) > 1 && int16(binary.BigEndian.Uint16(shape)) < 0 {
			return nil, fmt.Errorf("font %s: glyph %d is made of others", s.font.name, g.index)
		}
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		glyf = append(glyf, shape...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		advance, bearing := s.font.metric(g.index)
		hmtx = binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(hmtx, advance), bearing)
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	head, hhea, maxp := slices.Clone(s.font.tables["head"]), slices.Clone(s.font.tables["hhea"]), slices.Clone(s.font.tables["maxp"])
	clear(head[8:12]) // checkSumAdjustment, set below
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(s.glyph)))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(s.glyph)))
	return assemble([]fontTable{{"glyf", glyf}, {"head", head}, {"hhea", hhea}, {"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp}}), nil
}

type fontTable struct {
	tag  string
	data []byte
}

// assemble writes tables, sorted by tag, behind their directory.
func assemble(tables []fontTable) []byte {
	n, power, log := len(tables), 1, 0
	for power*2 <= n {
		power, log = power*2, log+1
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{n, power * 16, log, n*16 - power*16} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	at, headAt := 12+16*n, 0
	var body []byte
	for _, t := range tables {
		if t.tag == "head" {
			headAt = at + len(body)
		}
		out = append(out, t.tag...)
		out = binary.BigEndian.AppendUint32(out, checksum(t.data))
		out = binary.BigEndian.AppendUint32(out, uint32(at+len(body)))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t.data)))
		body = append(body, t.data...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	out = append(out, body...)
	binary.BigEndian.PutUint32(out[headAt+8:], 0xB1B0AFBA-checksum(out))
	return out
}

func checksum(data []byte) uint32 {
	var total uint32
	for ; len(data) >= 4; data = data[4:] {
		total += binary.BigEndian.Uint32(data)
	}
	if len(data) > 0 {
		var last [4]byte
		copy(last[:], data)
		total += binary.BigEndian.Uint32(last[:])
	}
	return total
}
