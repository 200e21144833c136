package sheet

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"fenming/kit/fault"
	"fenming/kit/words"
)

func formatInt(n int64) string { return strconv.FormatInt(n, 10) }

// CSV writes an export as CSV (RFC 4180) with a byte order mark, which Excel
// needs to see that it is UTF-8. Every text is quoted, so that no separator a
// program prefers can cut it in two.
type CSV struct {
	out     *bufio.Writer
	columns int
}

// NewCSV writes the head and the header.
func NewCSV(w io.Writer, lang words.Lang, head Head, columns []string) (*CSV, error) {
	c := &CSV{out: bufio.NewWriterSize(w, 64<<10), columns: len(columns)}
	c.out.WriteString(utf8Mark)
	for _, line := range head.lines(lang) {
		cells := []Value{{kindWords, line[0]}}
		if line[1] != "" {
			cells = append(cells, Value{kindWords, line[1]})
		}
		c.line(cells)
	}
	c.out.WriteString("\r\n")
	names := make([]Value, len(columns))
	for i, n := range columns {
		names[i] = Text(n)
	}
	c.line(names)
	return c, fault.Wrap(c.out.Flush(), "export")
}

// Write adds a row.
func (c *CSV) Write(values []Value) error {
	if err := checkWidth(values, c.columns); err != nil {
		return err
	}
	return fault.Wrap(c.line(values), "export")
}

// Close writes what is still held; it does not close the writer below.
func (c *CSV) Close() error { return fault.Wrap(c.out.Flush(), "export") }

// line writes a row. The buffered writer keeps the first error and returns it
// from then on.
func (c *CSV) line(values []Value) error {
	for i, v := range values {
		if i > 0 {
			c.out.WriteByte(',')
		}
		switch v.kind {
		case kindAmount, kindCount, kindDay:
			c.out.WriteString(v.text)
		default:
			c.out.WriteByte('"')
			c.out.WriteString(strings.ReplaceAll(v.text, `"`, `""`))
			if v.kind == kindID && endangered(v.text) {
				c.out.WriteByte('\t')
			}
			c.out.WriteByte('"')
		}
	}
	_, err := c.out.WriteString("\r\n")
	return err
}

// endangered tells an id that Excel would show as 4.2E+27, or without its
// leading zero. A TAB behind it makes it text; Clean takes the TAB off again.
func endangered(id string) bool {
	return id != "" && strings.Trim(id, "0123456789") == "" && (len(id) >= 12 || id[0] == '0')
}
