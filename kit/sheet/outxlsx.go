package sheet

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// XLSX writes an export as a workbook of one sheet: money and counts as
// numbers, ids as text, days as dates.
type XLSX struct {
	w       io.Writer
	file    *excelize.File
	stream  *excelize.StreamWriter
	columns int
	row     int
	bold    int
	styles  map[valueKind]int
	limit   int // rows
	failed  error
}

// maxCellUnits is how many UTF-16 units a cell may hold (ECMA-376 limits).
const maxCellUnits = 32767

// NewXLSX writes the head and the header. The caller must Close it, also after
// an error of Write.
func NewXLSX(w io.Writer, lang words.Lang, head Head, columns []string) (*XLSX, error) {
	x := &XLSX{w: w, file: excelize.NewFile(), columns: len(columns), limit: maxSheetRow}
	err := x.begin(lang, head, columns)
	if err != nil {
		return nil, errors.Join(fault.Wrap(err, "export"), x.file.Close())
	}
	return x, nil
}

func (x *XLSX) begin(lang words.Lang, head Head, columns []string) error {
	var err error
	if x.stream, err = x.file.NewStreamWriter("Sheet1"); err != nil {
		return err
	}
	if x.bold, err = x.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}}); err != nil {
		return err
	}
	x.styles = map[valueKind]int{}
	for kind, format := range map[valueKind]string{kindID: "@", kindWords: "@", kindAmount: "#,##0.00##;-#,##0.00##",
		kindCount: "0", kindDay: "yyyy-mm-dd"} {
		if x.styles[kind], err = x.file.NewStyle(&excelize.Style{CustomNumFmt: &format}); err != nil {
			return err
		}
	}
	if err := x.stream.SetColWidth(1, max(1, len(columns)), 18); err != nil {
		return err
	}
	lines := head.lines(lang)
	freeze := len(lines) + 2
	if err := x.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: freeze, ActivePane: "bottomLeft",
		TopLeftCell: "A" + strconv.Itoa(freeze+1)}); err != nil {
		return err
	}
	for _, line := range lines {
		if err := x.put([]any{excelize.Cell{StyleID: x.bold, Value: line[0]}, line[1]}); err != nil {
			return err
		}
	}
	x.row++ // a blank line before the header
	names := make([]any, len(columns))
	for i, n := range columns {
		names[i] = excelize.Cell{StyleID: x.bold, Value: harmless(n)}
	}
	return x.put(names)
}

func (x *XLSX) put(cells []any) error {
	x.row++
	return x.stream.SetRow("A"+strconv.Itoa(x.row), cells)
}

// Write adds a row. More rows than a sheet holds, or a cell longer than one
// holds, are a limit fault: nothing is cut off silently.
func (x *XLSX) Write(values []Value) error {
	if x.failed == nil {
		x.failed = x.write(values)
	}
	return x.failed
}

func (x *XLSX) write(values []Value) error {
	if err := checkWidth(values, x.columns); err != nil {
		return err
	}
	if x.row >= x.limit {
		return fault.Limit(wordOutRows, words.Args{"max": x.limit})
	}
	cells := make([]any, len(values))
	for i, v := range values {
		if len(v.text) > maxCellUnits && len(utf16.Encode([]rune(v.text))) > maxCellUnits {
			return fault.Limit(wordOutLong, words.Args{"max": maxCellUnits})
		}
		if v.text != "" {
			cells[i] = excelize.Cell{StyleID: x.styles[v.kind], Value: v.native()}
		}
	}
	return fault.Wrap(x.put(cells), "export")
}

// native is the value as the format stores it. A number there is a binary
// floating point number, exact to 15 digits; a longer one goes as text rather
// than wrong. The conversion serves the file format alone: no sum is made of
// it.
func (v Value) native() any {
	switch v.kind {
	case kindAmount, kindCount:
		if len(strings.Trim(v.text, "-.")) > significant {
			return v.text
		}
		if n, err := strconv.ParseFloat(v.text, 64); err == nil {
			return n
		}
	case kindDay:
		// Whole days since 1899-12-30, the way serialTime reads them.
		if t, err := time.Parse(time.DateOnly, v.text); err == nil {
			return int64(t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour))
		}
	}
	return v.text
}

// Close writes the workbook and releases it; it does not close the writer
// below. After a failed Write nothing is written, so that half an export is
// never taken for a whole one.
func (x *XLSX) Close() error {
	err := x.failed
	if err == nil {
		err = x.stream.Flush()
	}
	if err == nil {
		_, err = x.file.WriteTo(x.w)
	}
	return fault.Wrap(errors.Join(err, x.file.Close()), "export")
}
