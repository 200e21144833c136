package sheet

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"sync"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// File is an opened file and the tables in it.
type File struct {
	Name    string
	Tables  []*Table
	Skipped []string // members that are neither table nor archive
}

// Table is a CSV text or one sheet of a workbook.
type Table struct {
	Name      string  // file, member and sheet, for people
	Charset   Charset // "" for a sheet
	Delimiter byte    // of a CSV text, as sniffed
	lim       Limits
	carriage  bool // lines end in CR alone
	text      func() (io.ReadCloser, error)
	book      *workbook
	part      string // of the workbook
}

// Open looks into a file. The reader stays in use as long as the File. A file
// that is too large is a limit fault; one that is no table, damaged, locked or
// a nested archive is an invalid fault.
func Open(name string, r io.ReadSeeker, lim Limits) (*File, error) {
	name = label(name)
	size, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, fault.Wrap(err, "sheet size")
	}
	switch {
	case size == 0:
		return nil, invalid(wordEmpty, name)
	case size > lim.File:
		return nil, fault.Limit(wordTooLarge, words.Args{"file": name, "max": lim.File})
	}
	src := randomAccess(r)
	head := make([]byte, min(size, sniffBytes))
	if _, err := src.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, fault.Wrap(err, "sheet")
	}
	f := &File{Name: name}
	b := &budget{lim: lim, file: name, left: lim.Expanded}
	whole := func() (io.ReadCloser, error) { return io.NopCloser(io.NewSectionReader(src, 0, size)), nil }
	switch kind := sniff(head); kind {
	case kindZip:
		err = f.addZip(src, size, b)
	case kindGzip:
		err = f.addText(name, gunzipped(whole), size, b)
	case kindText:
		err = f.addText(name, whole, size, b)
	default:
		err = refuseKind(kind, name)
	}
	if err == nil && len(f.Tables) == 0 {
		err = invalid(wordNoTable, name)
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

// addText adds a CSV text after one pass over all of it, which proves that it
// is text, within the limits and in which charset.
func (f *File) addText(name string, open func() (io.ReadCloser, error), packed int64, b *budget) error {
	r, err := open()
	if err != nil {
		return unreadable(err, name)
	}
	found, err := survey(&metered{r: r, b: b, packed: packed})
	err = errors.Join(err, r.Close())
	if err == nil {
		err = b.take(packed, found.size)
	}
	if err != nil {
		return unreadable(err, name)
	}
	switch kind := sniff(found.sample[:min(len(found.sample), sniffBytes)]); {
	case kind != kindText:
		return refuseKind(kind, name)
	case found.binary:
		return refuseKind(kindBinary, name)
	case found.size == 0:
		return invalid(wordEmpty, name)
	}
	f.Tables = append(f.Tables, &Table{Name: name, Charset: found.charset, carriage: found.carriage, lim: b.lim,
		Delimiter: guessDelimiter(found.charset.decode(found.sample)), text: open})
	return nil
}

// unreadable keeps a fault and turns every other error of unpacking into one.
func unreadable(err error, name string) error {
	var f *fault.Fault
	if errors.As(err, &f) {
		return f
	}
	return invalid(wordDamaged, name).Because(err)
}

func gunzipped(packed func() (io.ReadCloser, error)) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) {
		r, err := packed()
		if err != nil {
			return nil, err
		}
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, errors.Join(err, r.Close())
		}
		return z, nil
	}
}

type kind string

const (
	kindText   kind = "text"
	kindZip    kind = "ZIP"
	kindGzip   kind = "gzip"
	kindOther  kind = "RAR/7z/tar"
	kindOLE    kind = "XLS 97-2003 / XLSX + password"
	kindPDF    kind = "PDF"
	kindImage  kind = "JPG/PNG/GIF"
	kindWeb    kind = "HTML/XML"
	kindBinary kind = "binary"

	sniffBytes = 1024
)

var magics = []struct {
	at    int
	bytes string
	kind  kind
}{
	{0, "PK\x03\x04", kindZip}, {0, "PK\x05\x06", kindZip}, {0, "\x1f\x8b", kindGzip},
	{0, "Rar!\x1a\x07", kindOther}, {0, "7z\xbc\xaf\x27\x1c", kindOther}, {0, "\xfd7zXZ", kindOther},
	{0, "BZh", kindOther}, {0, "\x28\xb5\x2f\xfd", kindOther}, {257, "ustar", kindOther},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", kindOLE}, {0, "%PDF-", kindPDF},
	{0, "\x89PNG", kindImage}, {0, "\xff\xd8\xff", kindImage}, {0, "GIF8", kindImage},
	{0, "MZ\x90", kindBinary}, {0, "\x7fELF", kindBinary},
}

// sniff tells a file by its first bytes, never by its name.
func sniff(head []byte) kind {
	for _, m := range magics {
		if len(head) > m.at && bytes.HasPrefix(head[m.at:], []byte(m.bytes)) {
			return m.kind
		}
	}
	start := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte(utf8Mark)), " \t\r\n"))
	for _, tag := range []string{"<html", "<!doctype", "<table", "<?xml", "<meta", "<head"} {
		if bytes.HasPrefix(start, []byte(tag)) {
			return kindWeb
		}
	}
	return kindText
}

func refuseKind(k kind, name string) error {
	switch k {
	case kindZip, kindGzip, kindOther:
		return invalid(wordNested, name)
	}
	return fault.Invalid(wordKind, words.Args{"file": name, "kind": string(k)})
}

// label makes a name fit for a sentence: no folder, no control characters, no
// endless length.
func label(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || (r >= 0x202a && r <= 0x202e) || (r >= 0x2066 && r <= 0x2069) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, "?"))
	if r := []rune(name); len(r) > 120 {
		name = string(r[:120]) + "…"
	}
	if name == "" {
		return "?"
	}
	return name
}

// randomAccess uses the file's own ReadAt when it has one.
func randomAccess(r io.ReadSeeker) io.ReaderAt {
	if at, ok := r.(io.ReaderAt); ok {
		return at
	}
	return &seeking{r: r}
}

type seeking struct {
	lock sync.Mutex
	r    io.ReadSeeker
}

func (s *seeking) ReadAt(p []byte, off int64) (int, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if _, err := s.r.Seek(off, io.SeekStart); err != nil {
		return 0, err
	}
	n, err := io.ReadFull(s.r, p)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}
