package api

import (
	"bytes"
	"crypto/sha256"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// binding decodes and validates the input of one operation. It is made once.
type binding struct {
	typ      reflect.Type
	params   []param
	body     *huma.Schema // nil when the operation takes no body
	upload   int          // index of the Upload field, -1 without
	registry huma.Registry
	max      int64
}

type param struct {
	name     string
	in       string // path | query
	index    []int
	schema   *huma.Schema
	required bool
	def      string
}

// defaultMaxBody bounds a JSON body, in bytes.
const defaultMaxBody = 1 << 20

func newBinding(o Operation, registry huma.Registry) (*binding, error) {
	b := &binding{typ: o.In, upload: -1, registry: registry, max: o.MaxBody}
	if b.max == 0 {
		b.max = defaultMaxBody
	}
	hasBody := false
	for _, f := range reflect.VisibleFields(o.In) {
		if f.Anonymous || !f.IsExported() {
			continue
		}
		p, isParam := paramOf(f, registry)
		switch {
		case f.Type == reflect.TypeFor[Upload]():
			b.upload = f.Index[0]
		case isParam && f.Tag.Get("json") != "-":
			return nil, fmt.Errorf("%s: field %s comes from the address and needs json:\"-\"", o.Name, f.Name)
		case isParam:
			b.params = append(b.params, p)
		case f.Tag.Get("json") != "-":
			hasBody = true
		}
	}
	if hasBody && o.Method != http.MethodGet {
		b.body = registry.Schema(o.In, true, strings.ReplaceAll(o.Name, ".", "_")+"_in")
	}
	return b, nil
}

func paramOf(f reflect.StructField, registry huma.Registry) (param, bool) {
	for _, in := range []string{"path", "query"} {
		if name := f.Tag.Get(in); name != "" {
			s := huma.SchemaFromField(registry, f, "")
			return param{name: name, in: in, index: f.Index, schema: s,
				required: in == "path" || f.Tag.Get("required") == "true", def: f.Tag.Get("default")}, true
		}
	}
	return param{}, false
}

// read fills a new input from the request. raw is the body as it came, for the
// idempotency hash; it is nil for an upload.
func (b *binding) read(r *http.Request) (in any, raw []byte, err error) {
	v := reflect.New(b.typ)
	var faults []*fault.Fault
	for i := range b.params {
		if f := b.setParam(v.Elem(), &b.params[i], r); f != nil {
			faults = append(faults, f)
		}
	}
	switch {
	case b.upload >= 0:
		v.Elem().Field(b.upload).Set(reflect.ValueOf(Upload{
			Name: r.URL.Query().Get("name"), Reader: &hashed{http.MaxBytesReader(nil, r.Body, b.max), sha256.New()}}))
	case b.body != nil:
		raw, err = readAll(r, b.max)
		if err != nil {
			return nil, nil, err
		}
		if f := b.setBody(v, raw); f != nil {
			faults = append(faults, f...)
		}
	}
	return v.Interface(), raw, fault.Many(faults)
}

// hashed remembers what was read of an upload, which is too large to be kept
// for the idempotency hash.
type hashed struct {
	from io.Reader
	sum  hash.Hash
}

// Read implements io.Reader.
func (h *hashed) Read(p []byte) (int, error) {
	n, err := h.from.Read(p)
	_, _ = h.sum.Write(p[:n]) // a hash never fails to write
	return n, err
}

// uploaded returns the hash of an upload that the prepare step has read, nil
// for an operation without one.
func (b *binding) uploaded(in any) ([]byte, error) {
	if b.upload < 0 {
		return nil, nil
	}
	h := reflect.ValueOf(in).Elem().Field(b.upload).Interface().(Upload).Reader.(*hashed)
	if _, err := io.Copy(io.Discard, h); err != nil {
		return nil, BodyFault(err, b.max)
	}
	return h.sum.Sum(nil), nil
}

func readAll(r *http.Request, limit int64) ([]byte, error) {
	if r.ContentLength > limit {
		return nil, tooLarge(limit)
	}
	raw, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, limit))
	if err != nil {
		return nil, BodyFault(err, limit)
	}
	return raw, nil
}

// BodyFault turns the error of reading a request's body into a fault.
func BodyFault(err error, limit int64) error {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return tooLarge(limit)
	}
	return fault.Invalid(wordBodyCut).Because(err)
}

func tooLarge(limit int64) error {
	return &fault.Fault{Code: codeTooLarge, Word: wordTooLarge, Args: words.Args{"bytes": limit}}
}

func (b *binding) setBody(v reflect.Value, raw []byte) []*fault.Fault {
	var loose any
	if err := json.Unmarshal(raw, &loose); err != nil {
		return []*fault.Fault{{Code: codeMalformed, Word: wordNotJSON}}
	}
	if bytes.Contains(raw, []byte(`\u0000`)) && hasZero(loose) {
		return []*fault.Fault{fault.Invalid(wordWrongForm)}
	}
	res := huma.ValidateResult{}
	path := huma.NewPathBuffer(make([]byte, 0, 64), 0)
	huma.Validate(b.registry, b.body, path, huma.ModeWriteToServer, loose, &res)
	if len(res.Errors) > 0 {
		return validationFaults(res.Errors)
	}
	if err := json.Unmarshal(raw, v.Interface()); err != nil {
		return []*fault.Fault{decodeFault(err)}
	}
	return nil
}

// storable says whether every database takes the text: PostgreSQL refuses zero
// bytes and broken UTF-8.
func storable(text string) bool { return utf8.ValidString(text) && !strings.Contains(text, "\x00") }

// hasZero looks for zero bytes in the texts of a decoded body; broken UTF-8
// has been replaced by then.
func hasZero(loose any) bool {
	switch v := loose.(type) {
	case string:
		return !storable(v)
	case []any:
		return slices.ContainsFunc(v, hasZero)
	case map[string]any:
		for name, one := range v {
			if !storable(name) || hasZero(one) {
				return true
			}
		}
	}
	return false
}

// decodeFault keeps a fault that an UnmarshalJSON of ours returned and hides
// everything else behind a general sentence.
func decodeFault(err error) *fault.Fault {
	var f *fault.Fault
	if errors.As(err, &f) {
		return f
	}
	var t *json.UnmarshalTypeError
	if errors.As(err, &t) {
		return fault.Invalid(wordWrongType).At("/" + strings.ReplaceAll(t.Field, ".", "/"))
	}
	return fault.Invalid(wordNotJSON)
}

func (b *binding) setParam(v reflect.Value, p *param, r *http.Request) *fault.Fault {
	text := r.PathValue(p.name)
	if p.in == "query" {
		text = r.URL.Query().Get(p.name)
	}
	if text == "" {
		text = p.def
	}
	pointer := "/" + p.in + "/" + p.name
	if text == "" {
		if p.required {
			return fault.Invalid(wordRequired).At(pointer)
		}
		return nil
	}
	if !storable(text) {
		return fault.Invalid(wordWrongForm).At(pointer)
	}
	field := v.FieldByIndex(p.index)
	loose, err := assign(field, text)
	var said *fault.Fault
	switch {
	case errors.As(err, &said):
		return said.At(pointer)
	case err != nil:
		return fault.Invalid(wordWrongType).At(pointer)
	}
	res := huma.ValidateResult{}
	huma.Validate(b.registry, p.schema, huma.NewPathBuffer(nil, 0), huma.ModeWriteToServer, loose, &res)
	if len(res.Errors) == 0 {
		return nil
	}
	return validationFaults(res.Errors)[0].At(pointer)
}

// assign sets a field from text and returns the value as validation wants it. A
// type that reads text does so itself, whatever it is made of: a day refuses
// what is none, a rate is a decimal and not its count of units.
func assign(field reflect.Value, text string) (any, error) {
	if u, ok := field.Addr().Interface().(encoding.TextUnmarshaler); ok {
		return text, u.UnmarshalText([]byte(text))
	}
	switch field.Kind() {
	case reflect.String:
		field.SetString(text)
		return text, nil
	case reflect.Bool:
		b, err := strconv.ParseBool(text)
		field.SetBool(b)
		return b, err
	case reflect.Int, reflect.Int32, reflect.Int64:
		n, err := strconv.ParseInt(text, 10, 64)
		field.SetInt(n)
		return float64(n), err
	}
	return nil, fmt.Errorf("a parameter cannot be a %s", field.Type())
}
