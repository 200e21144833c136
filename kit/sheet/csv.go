package sheet

import (
	"bufio"
	"errors"
	"io"
	"strings"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// record is a row before anything is known about it.
type record struct {
	line    int // of its first character, counted from 1
	raw     string
	cells   []string
	numeric []bool // which cells a workbook holds as numbers; nil for a text
}

// source yields records, io.EOF at the end.
type source interface {
	next() (record, error)
	// fit tells how wide the header is, once it is known.
	fit(width int)
	close() error
}

// quotedLines is how many lines a quoted cell may span. A quote that has not
// closed by then was no quote.
const quotedLines = 64

// scanner reads CSV as platforms write it: with stray quotes, quotes that are
// followed by a TAB, ="…" guards, rows of any width. It holds one row.
type scanner struct {
	in     *bufio.Reader
	closer io.Closer
	file   string
	lim    Limits
	end    byte // of a line
	line   int  // lines handed out
	queue  []string
	single int // lines to come in which a quote may not span lines
	width  int
	p      parser
}

func (t *Table) scan(delimiter byte) (*scanner, error) {
	r, err := t.text()
	if err != nil {
		return nil, unreadable(err, t.Name)
	}
	s := &scanner{in: bufio.NewReaderSize(t.Charset.reader(r), 64<<10), closer: r, file: t.Name, lim: t.lim, end: '\n'}
	if t.carriage {
		s.end = '\r'
	}
	s.p.delimiter = delimiter
	return s, nil
}

func (s *scanner) fit(width int) { s.width = width }

func (s *scanner) close() error { return s.closer.Close() }

func (s *scanner) long(max int) error {
	return fault.Limit(wordLong, words.Args{"file": s.file, "line": s.line, "max": max})
}

// readLine returns the next line without its end.
func (s *scanner) readLine() (string, error) {
	s.line++
	if len(s.queue) > 0 {
		line := s.queue[0]
		s.queue = s.queue[1:]
		return line, nil
	}
	var long []byte
	for {
		part, err := s.in.ReadSlice(s.end)
		if len(long)+len(part) > s.lim.Row {
			return "", s.long(s.lim.Row)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			long = append(long, part...)
			continue
		case errors.Is(err, io.EOF) && len(long)+len(part) == 0:
			s.line--
			return "", io.EOF
		case err != nil && !errors.Is(err, io.EOF):
			return "", unreadable(err, s.file)
		}
		text := string(part)
		if long != nil {
			text = string(append(long, part...))
		}
		return strings.TrimSuffix(strings.TrimSuffix(text, string(s.end)), "\r"), nil
	}
}

func (s *scanner) next() (record, error) {
	first, err := s.readLine()
	if err != nil {
		return record{}, err
	}
	rec := record{line: s.line, raw: first}
	if s.single > 0 {
		s.single--
		return s.checked(rec, s.p.lazy(first))
	}
	s.p.reset()
	open := s.p.feed(first)
	if !open {
		return s.checked(rec, s.p.cells)
	}
	var more []string
	size := len(first)
	for open && len(more) < quotedLines && size <= s.lim.Row {
		line, err := s.readLine()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return record{}, err
		}
		more, size = append(more, line), size+len(line)+1
		open = s.p.feed(line)
	}
	cells := s.p.cells
	stray := s.p.stray
	alone := s.p.lazy(first)
	if !open && s.spans(len(cells), len(alone), stray) {
		rec.raw = first + "\n" + strings.Join(more, "\n")
		return s.checked(rec, cells)
	}
	// The quote belongs to the text. The lines it swallowed are given back;
	// they may not open quotes over lines themselves, or a file of nothing but
	// quotes would be read again and again.
	s.queue = append(more, s.queue...)
	s.line -= len(more)
	s.single = len(more)
	return s.checked(rec, alone)
}

// spans judges whether a quoted cell really goes on over lines: both readings
// are weighed by the width of the header, and a stray quote inside the cell
// speaks against it (it is the next row's opening quote).
func (s *scanner) spans(joined, alone int, stray bool) bool {
	if stray && (s.width == 0 || alone == s.width) {
		return false
	}
	return s.width == 0 || joined == s.width || alone != s.width
}

func (s *scanner) checked(rec record, cells []string) (record, error) {
	if len(cells) > s.lim.Columns {
		return record{}, s.long(s.lim.Columns)
	}
	for i, c := range cells {
		if len(c) > s.lim.Cell {
			return record{}, s.long(s.lim.Cell)
		}
		// A cut character stays visible and never breaks the database.
		cells[i] = strings.ToValidUTF8(c, "\ufffd")
	}
	rec.raw, rec.cells = strings.ToValidUTF8(rec.raw, "\ufffd"), cells
	return rec, nil
}

// parser splits lines into cells. A quoted cell may go on over lines.
type parser struct {
	delimiter byte
	cells     []string
	cell      strings.Builder // of the quoted cell that is open
	stray     bool            // a quote stood inside a quoted cell
}

func (p *parser) reset() {
	p.cells = make([]string, 0, max(8, len(p.cells)))
	p.cell.Reset()
	p.stray = false
}

// feed adds a line and says whether a quoted cell is open at its end.
func (p *parser) feed(line string) (open bool) {
	at := 0
	if p.cell.Len() > 0 {
		p.cell.WriteByte('\n')
		if at = p.quoted(line, 0); at < 0 {
			return true
		}
		if at == len(line) {
			return false
		}
		at++
	}
	for {
		if q := p.opening(line, at); q >= 0 {
			p.cell.WriteByte(openMark)
			if at = p.quoted(line, q); at < 0 {
				return true
			}
		} else {
			at = p.plain(line, at)
		}
		if at == len(line) {
			return false
		}
		at++
	}
}

// lazy splits one line; a quote that does not close in it is text.
func (p *parser) lazy(line string) []string {
	p.reset()
	for at := 0; ; at++ {
		start := at
		if q := p.opening(line, at); q >= 0 {
			p.cell.WriteByte(openMark)
			at = p.quoted(line, q)
			if at < 0 {
				p.cell.Reset()
				at = p.plain(line, start)
			}
		} else {
			at = p.plain(line, at)
		}
		if at == len(line) {
			return p.cells
		}
	}
}

// openMark stands first in an open cell, so that an open empty cell is told
// from none; it never leaves the parser.
const openMark = '"'

// opening returns where the text of a quoted cell begins, -1 for a plain one.
// The guard =" opens like a quote.
func (p *parser) opening(line string, at int) int {
	i := p.blanks(line, at)
	if i < len(line) && line[i] == '=' {
		i++
	}
	if i < len(line) && line[i] == '"' {
		return i + 1
	}
	return -1
}

func (p *parser) blanks(line string, at int) int {
	for at < len(line) && (line[at] == ' ' || line[at] == '\t') && line[at] != p.delimiter {
		at++
	}
	return at
}

// plain takes a cell up to the delimiter and returns where it ended.
func (p *parser) plain(line string, at int) int {
	end := strings.IndexByte(line[at:], p.delimiter)
	if end < 0 {
		end = len(line) - at
	}
	p.cells = append(p.cells, line[at:at+end])
	return at + end
}

// quoted takes a cell up to its closing quote and returns where the cell
// ended, -1 when the line ended first. A quote closes only before a delimiter
// or the end of the line, blanks between them allowed.
func (p *parser) quoted(line string, at int) int {
	for {
		n := strings.IndexByte(line[at:], '"')
		if n < 0 {
			p.cell.WriteString(line[at:])
			return -1
		}
		p.cell.WriteString(line[at : at+n])
		at += n + 1
		if at < len(line) && line[at] == '"' {
			p.cell.WriteByte('"')
			at++
			continue
		}
		if end := p.blanks(line, at); end == len(line) || line[end] == p.delimiter {
			p.cells = append(p.cells, p.cell.String()[1:])
			p.cell.Reset()
			return end
		}
		p.cell.WriteByte('"')
		p.stray = true
	}
}

// delimiters in the order of preference when equally likely.
const delimiters = ",\t;|"

// guessDelimiter takes the character that splits the most lines into the same
// number of cells, since a table repeats its width and a text does not.
func guessDelimiter(sample string) byte {
	lines := strings.FieldsFunc(sample, func(r rune) bool { return r == '\n' || r == '\r' })
	if len(lines) > 1 {
		lines = lines[:len(lines)-1] // the last one may be cut
	}
	best, bestScore := delimiters[0], 0
	for i := range len(delimiters) {
		p := parser{delimiter: delimiters[i]}
		widths := map[int]int{}
		for _, line := range lines[:min(len(lines), 300)] {
			widths[len(p.lazy(line))]++
		}
		score := 0
		for width, n := range widths {
			score = max(score, (width-1)*n)
		}
		if score > bestScore {
			best, bestScore = delimiters[i], score
		}
	}
	return best
}
