package sheet

import (
	"io"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// Limits bound what a file may make the reader do.
type Limits struct {
	File     int64 // bytes as the file arrived
	Expanded int64 // bytes of all members together, expanded
	Ratio    int64 // expanded bytes per packed byte, looked at beyond 8 MiB
	Members  int   // files in an archive, parts in a workbook
	Rows     int   // rows of one table
	Columns  int   // cells of one row
	Cell     int   // bytes of one cell
	Row      int   // bytes of one row
}

// DefaultLimits suit a year's statement of a middling shop.
func DefaultLimits() Limits {
	return Limits{File: 256 << 20, Expanded: 2 << 30, Ratio: 200, Members: 200,
		Rows: 5_000_000, Columns: 1024, Cell: 64 << 10, Row: 1 << 20}
}

// ratioFloor is how far a small file may expand whatever its ratio: a page of
// blanks packs a thousandfold and harms nobody.
const ratioFloor = 8 << 20

// budget is what may still be expanded of one file.
type budget struct {
	lim  Limits
	file string
	left int64
}

func (b *budget) fault() *fault.Fault {
	return fault.Limit(wordExpands, words.Args{"file": b.file, "max": b.lim.Expanded, "ratio": b.lim.Ratio})
}

// take books the expansion of one member, in bytes.
func (b *budget) take(packed, expanded int64) error {
	b.left -= expanded
	if expanded < 0 || b.left < 0 || (expanded > ratioFloor && expanded/b.lim.Ratio > packed) {
		return b.fault()
	}
	return nil
}

// metered stops a reader that expands beyond the budget before the end of it.
type metered struct {
	r      io.Reader
	b      *budget
	packed int64
	read   int64
}

func (m *metered) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.read += int64(n)
	if m.read > m.b.left || (m.read > ratioFloor && m.read/m.b.lim.Ratio > m.packed) {
		return 0, m.b.fault()
	}
	return n, err
}
