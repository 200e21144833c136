package huabei

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"fenming/kit/fault"
	"fenming/kit/words"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Bounds of one statement file. A month of 1,000,000 rows is about 300 MiB; such
// a merchant imports by day.
const (
	maxMembers  = 8
	maxExpanded = 256 << 20
	maxRatio    = 200 // text like this packs about 10:1
	ratioFrom   = 4 << 20
	maxLine     = 64 << 10
)

// member is one text inside a statement file.
type member struct {
	text string
	utf8 bool
}

// openBill unpacks a zip or takes a bare text, and decodes it.
func openBill(raw []byte) ([]member, error) {
	if !bytes.HasPrefix(raw, []byte("PK")) {
		if len(raw) > maxExpanded {
			return nil, fault.Limit(wordBomb)
		}
		m, err := decode(raw)
		if err != nil {
			return nil, err
		}
		return []member{m}, nil
	}
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, fault.Invalid(wordArchive).Because(err)
	}
	if len(archive.File) > maxMembers {
		return nil, fault.Limit(wordBomb)
	}
	var list []member
	var left int64 = maxExpanded
	for _, file := range archive.File {
		if file.FileInfo().IsDir() {
			continue
		}
		content, err := unpack(file, left)
		if err != nil {
			return nil, err
		}
		left -= int64(len(content))
		m, err := decode(content)
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}

// unpack reads one member within bounds; the sizes in the archive's own
// directory are not believed.
func unpack(file *zip.File, left int64) ([]byte, error) {
	const encrypted = 0x1
	if file.Flags&encrypted != 0 {
		return nil, fault.Invalid(wordArchive)
	}
	r, err := file.Open()
	if err != nil {
		return nil, fault.Invalid(wordArchive).Because(err)
	}
	defer r.Close()
	packed := int64(file.CompressedSize64)
	limit := min(left, max(packed*maxRatio, ratioFrom))
	content, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fault.Invalid(wordArchive).Because(err)
	}
	if int64(len(content)) > limit {
		return nil, fault.Limit(wordBomb)
	}
	return content, nil
}

// decode turns the bytes into text: BOM, then valid UTF-8, then GB18030 (of
// which GBK is a part). A byte that fits nowhere is a fault, not a blank.
func decode(raw []byte) (member, error) {
	if bytes.HasPrefix(raw, []byte{0xFF, 0xFE}) || bytes.HasPrefix(raw, []byte{0xFE, 0xFF}) || bytes.IndexByte(raw, 0) >= 0 {
		return member{}, fault.Invalid(wordEncoding, words.Args{"line": 1})
	}
	if rest, ok := bytes.CutPrefix(raw, []byte("\ufeff")); ok || utf8.Valid(raw) {
		if !utf8.Valid(rest) {
			return member{}, fault.Invalid(wordEncoding, words.Args{"line": 1})
		}
		return member{text: string(rest), utf8: true}, nil
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	if err != nil {
		return member{}, fault.Invalid(wordEncoding, words.Args{"line": 1}).Because(err)
	}
	text := string(out)
	if at := strings.IndexRune(text, utf8.RuneError); at >= 0 {
		if at > strings.LastIndexByte(text, '\n') {
			return member{}, fault.Invalid(wordCut, words.Args{"what": "列表结束"})
		}
		return member{}, fault.Invalid(wordEncoding, words.Args{"line": 1 + strings.Count(text[:at], "\n")})
	}
	return member{text: text}, nil
}

// split cuts a line into cells: commas, quotes doubled inside quotes. ok is
// false when a quote stays open.
func split(line string) (cells []string, ok bool) {
	if !strings.Contains(line, `"`) {
		return strings.Split(line, ","), true
	}
	var cell strings.Builder
	quoted, start := false, true
	for i := 0; i < len(line); i++ {
		ch := line[i]
		switch {
		case quoted && ch == '"' && i+1 < len(line) && line[i+1] == '"':
			cell.WriteByte('"')
			i++
		case quoted && ch == '"':
			quoted = false
		case quoted:
			cell.WriteByte(ch)
		case ch == '"' && start:
			quoted, start = true, false
		case ch == ',':
			cells = append(cells, cell.String())
			cell.Reset()
			start = true
		default:
			cell.WriteByte(ch)
			start = false
		}
	}
	return append(cells, cell.String()), !quoted
}

// clean takes off the blanks and TABs the platform pads cells with.
func clean(cell string) string { return strings.Trim(cell, " \t\r\u3000") }
