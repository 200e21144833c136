package paper

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"reflect"
	"time"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// form is the version of the stored form. A change of the model that gives old
// documents other bytes needs another number.
const form = 1

// maxEncoded bounds a stored document, in bytes.
const maxEncoded = 4 << 20

type stored struct {
	Form int `json:"form"`
	Document
	Blocks []json.RawMessage `json:"blocks"`
}

type tagged struct {
	Kind string          `json:"kind"`
	Body json.RawMessage `json:"body"`
}

// blockTypes make an empty block of each kind.
var blockTypes = map[string]reflect.Type{
	"heading": reflect.TypeFor[Heading](), "paragraph": reflect.TypeFor[Paragraph](), "list": reflect.TypeFor[List](),
	"table": reflect.TypeFor[Table](), "pairs": reflect.TypeFor[Pairs](), "notice": reflect.TypeFor[Notice](),
	"signatures": reflect.TypeFor[Signatures](), "qr": reflect.TypeFor[QR](), "page_break": reflect.TypeFor[PageBreak](),
}

// Encode writes the document as canonical JSON, for storing: equal documents
// give equal bytes. Decode reads it back.
func Encode(doc Document) []byte {
	doc.Made = doc.Made.UTC().Truncate(time.Second)
	s := stored{Form: form, Document: doc, Blocks: make([]json.RawMessage, 0, len(doc.Blocks))}
	for _, b := range doc.Blocks {
		s.Blocks = append(s.Blocks, marshal(tagged{Kind: b.kind(), Body: marshal(b)}))
	}
	return marshal(s)
}

// marshal writes plain values; they hold nothing that JSON cannot.
func marshal(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// Decode reads what Encode wrote. Anything else is an invalid fault.
func Decode(raw []byte) (Document, error) {
	var s stored
	if len(raw) > maxEncoded || strict(raw, &s) != nil || s.Form != form {
		return Document{}, fault.Invalid(wordStored)
	}
	doc := s.Document
	for _, b := range s.Blocks {
		var t tagged
		if strict(b, &t) != nil || blockTypes[t.Kind] == nil {
			return Document{}, fault.Invalid(wordStored)
		}
		v := reflect.New(blockTypes[t.Kind])
		if strict(t.Body, v.Interface()) != nil {
			return Document{}, fault.Invalid(wordStored)
		}
		doc.Blocks = append(doc.Blocks, v.Elem().Interface().(Block))
	}
	if doc.Lang != words.ZH && doc.Lang != words.EN {
		return Document{}, fault.Invalid(wordStored)
	}
	return doc, nil
}

func strict(raw []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return fault.Invalid(wordStored)
	}
	return nil
}

// Digest is the SHA-256 of Encode, in hexadecimal.
func Digest(doc Document) string {
	sum := sha256.Sum256(Encode(doc))
	return hex.EncodeToString(sum[:])
}
