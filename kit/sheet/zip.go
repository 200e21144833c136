package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// addZip adds a workbook or the members of an archive.
func (f *File) addZip(src io.ReaderAt, size int64, b *budget) error {
	z, err := readZip(src, size, b)
	if err != nil {
		return err
	}
	if isWorkbook(z) {
		return f.addBook(z, f.Name, b)
	}
	for _, m := range z.File {
		if m.FileInfo().IsDir() || hiddenName(m.Name) {
			continue
		}
		if err := f.addMember(m, b); err != nil {
			return err
		}
	}
	return nil
}

// readZip opens an archive after its directory proved harmless: not too many
// members, no password, no method but the two everybody writes, and sizes
// within the limits. Reading a member checks that its size was no lie.
func readZip(src io.ReaderAt, size int64, b *budget) (*zip.Reader, error) {
	// Counted before the directory is read into memory. Packed bytes may hold
	// the signature by chance, hence the slack.
	n, err := countSignatures(io.NewSectionReader(src, 0, size))
	if err != nil {
		return nil, unreadable(err, b.file)
	}
	tooMany := fault.Limit(wordMembers, words.Args{"file": b.file, "max": b.lim.Members})
	if n > 2*b.lim.Members+64 {
		return nil, tooMany
	}
	z, err := zip.NewReader(src, size)
	if err != nil {
		return nil, unreadable(err, b.file)
	}
	if len(z.File) > b.lim.Members {
		return nil, tooMany
	}
	sum := *b // a rehearsal: each member is booked when it is read
	for _, m := range z.File {
		switch {
		case m.Flags&1 != 0:
			return nil, invalid(wordLocked, b.file)
		case m.Method != zip.Store && m.Method != zip.Deflate:
			return nil, invalid(wordDamaged, b.file)
		}
		if err := sum.take(int64(m.CompressedSize64), int64(m.UncompressedSize64)); err != nil {
			return nil, err
		}
	}
	return z, nil
}

func countSignatures(r io.Reader) (int, error) {
	const signature = "PK\x01\x02"
	buf := make([]byte, 64<<10)
	total, keep := 0, 0
	for {
		n, last, err := fill(r, buf[keep:])
		total += bytes.Count(buf[:keep+n], []byte(signature))
		if err != nil || last {
			return total, err
		}
		// The last bytes again, in case the signature straddles two reads;
		// too few of them to hold a whole one.
		keep = copy(buf, buf[len(buf)-len(signature)+1:])
	}
}

func (f *File) addMember(m *zip.File, b *budget) error {
	name := f.Name + " › " + memberName(m)
	open := func() (io.ReadCloser, error) { return m.Open() }
	head, err := firstBytes(open)
	if err != nil {
		return unreadable(err, name)
	}
	switch kind := sniff(head); kind {
	case kindText:
		if len(head) == 0 || bytes.IndexByte(head, 0) >= 0 && !isUTF16(head) {
			f.Skipped = append(f.Skipped, name)
			return nil
		}
		return f.addText(name, open, int64(m.CompressedSize64), b)
	case kindZip:
		return f.addPackedBook(m, name, b)
	case kindGzip, kindOther:
		return refuseKind(kind, name)
	default:
		f.Skipped = append(f.Skipped, name)
		return nil
	}
}

// addPackedBook adds a workbook that lies in an archive, as some platforms
// deliver it. It is held in memory; any other zip is a nested archive.
func (f *File) addPackedBook(m *zip.File, name string, b *budget) error {
	size := int64(m.UncompressedSize64)
	if size > b.lim.File {
		return b.fault()
	}
	if err := b.take(int64(m.CompressedSize64), size); err != nil {
		return err
	}
	r, err := m.Open()
	if err != nil {
		return unreadable(err, name)
	}
	all, err := io.ReadAll(r)
	if err = errors.Join(err, r.Close()); err != nil {
		return unreadable(err, name)
	}
	z, err := readZip(bytes.NewReader(all), size, b)
	if err != nil {
		return err
	}
	if !isWorkbook(z) {
		return invalid(wordNested, name)
	}
	return f.addBook(z, name, b)
}

func firstBytes(open func() (io.ReadCloser, error)) ([]byte, error) {
	r, err := open()
	if err != nil {
		return nil, err
	}
	head := make([]byte, sniffBytes)
	n, _, err := fill(r, head)
	return head[:n], errors.Join(err, r.Close())
}

// memberName reads a member's name. Platforms write GBK and leave the UTF-8
// flag clear; others write UTF-8 and leave it clear too.
func memberName(m *zip.File) string {
	name := m.Name
	if !utf8.ValidString(name) {
		if text, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
			name = text
		}
	}
	return label(name)
}

// hiddenName tells what desktops leave in archives.
func hiddenName(name string) bool {
	last := name[strings.LastIndexAny(name, `/\`)+1:]
	return strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(last, ".") ||
		strings.EqualFold(last, "thumbs.db") || strings.EqualFold(last, "desktop.ini")
}
