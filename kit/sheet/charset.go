package sheet

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// Charset is how a text is encoded.
type Charset string

// The charsets that are read. GB18030 holds GBK and GB2312.
const (
	UTF8    Charset = "UTF-8"
	UTF16   Charset = "UTF-16"
	GB18030 Charset = "GB18030"

	utf8Mark = "\xef\xbb\xbf"
)

func (c Charset) encoding() encoding.Encoding {
	switch c {
	case GB18030:
		return simplifiedchinese.GB18030
	case UTF16:
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	}
	return unicode.UTF8BOM
}

// reader decodes a stream; bytes that mean nothing become U+FFFD.
func (c Charset) reader(r io.Reader) io.Reader { return c.encoding().NewDecoder().Reader(r) }

// decode decodes the beginning of a text.
func (c Charset) decode(sample []byte) string {
	out, err := c.encoding().NewDecoder().Bytes(sample)
	if err != nil && len(out) == 0 {
		return strings.ToValidUTF8(string(sample), "\ufffd")
	}
	return string(out)
}

func isUTF16(head []byte) bool {
	return bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff"))
}

// surveyed is what one pass over a text found.
type surveyed struct {
	size     int64
	charset  Charset
	binary   bool
	carriage bool
	sample   []byte // the first bytes
}

const sampleBytes = 64 << 10

// fill reads until p is full or the stream ends. It is not io.ReadFull, which
// tells a stream that ends from one that was cut by nothing.
func fill(r io.Reader, p []byte) (n int, last bool, err error) {
	for n < len(p) {
		k, err := r.Read(p[n:])
		n += k
		if err == io.EOF {
			return n, true, nil
		}
		if err != nil {
			return n, false, err
		}
	}
	return n, false, nil
}

// survey reads a text to its end in constant memory.
func survey(r io.Reader) (surveyed, error) {
	var s surveyed
	var marks tally
	buf := make([]byte, sampleBytes)
	keep := 0
	for {
		n, last, err := fill(r, buf[keep:])
		if err != nil {
			return s, err
		}
		chunk := buf[:keep+n]
		if s.sample == nil {
			s.sample = bytes.Clone(chunk)
		}
		s.size += int64(n)
		rest := marks.count(chunk, last)
		if last {
			break
		}
		keep = copy(buf, chunk[len(chunk)-rest:])
	}
	switch {
	case isUTF16(s.sample):
		s.charset = UTF16
		return s, nil
	case bytes.HasPrefix(s.sample, []byte(utf8Mark)), marks.looksUTF8():
		s.charset = UTF8
	default:
		s.charset = GB18030
	}
	s.binary = marks.nul > 0
	s.carriage = marks.feed == 0 && marks.carriage > 0
	return s, nil
}

// tally counts what tells texts apart.
type tally struct{ good, bad, nul, feed, carriage int64 }

// count counts a chunk and returns how many bytes at its end may be the
// beginning of a character and must be seen again.
func (t *tally) count(chunk []byte, last bool) (rest int) {
	for len(chunk) > 0 {
		c := chunk[0]
		if c < utf8.RuneSelf {
			switch c {
			case 0:
				t.nul++
			case '\n':
				t.feed++
			case '\r':
				t.carriage++
			}
			chunk = chunk[1:]
			continue
		}
		if !last && !utf8.FullRune(chunk) {
			return len(chunk)
		}
		r, size := utf8.DecodeRune(chunk)
		if r == utf8.RuneError && size == 1 {
			t.bad++
		} else {
			t.good++
		}
		chunk = chunk[size:]
	}
	return 0
}

// looksUTF8 allows a cut character here and there, since platforms cut texts
// by bytes: Chinese in GBK read as UTF-8 fails on nearly every character, so
// one fault in fifty cannot be GBK.
func (t *tally) looksUTF8() bool { return t.bad == 0 || t.bad*50 <= t.good }
