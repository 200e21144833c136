package api

import (
	"encoding/json"
	"net/http"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"fenming/kit/words"
)

var (
	packagePath = regexp.MustCompile(`[\w./-]*/(\w+)\.`)
	notName     = regexp.MustCompile(`[^A-Za-z0-9]+`)
)

// schemaName names a type after its room and itself: order.View → OrderView.
func schemaName(t reflect.Type, hint string) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	name := t.Name()
	if name == "" {
		name = hint
	}
	full := t.PkgPath()
	room := full[strings.LastIndex(full, "/")+1:]
	name = packagePath.ReplaceAllString(name, "$1 ")
	var b strings.Builder
	for _, part := range strings.Fields(notName.ReplaceAllString(room+" "+name, " ")) {
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return b.String()
}

func newDocument(registry huma.Registry, version string) *huma.OpenAPI {
	// Arrays that are never null make better types for every client.
	huma.DefaultArrayNullable = false
	return &huma.OpenAPI{
		OpenAPI: "3.1.0",
		Info:    &huma.Info{Title: "Fenming 分明", Version: version},
		Components: &huma.Components{Schemas: registry, SecuritySchemes: map[string]*huma.SecurityScheme{
			"key":     {Type: "http", Scheme: "bearer", Description: "a machine key"},
			"session": {Type: "apiKey", In: "cookie", Name: CookieName(true)},
		}},
		Paths: map[string]*huma.PathItem{},
	}
}

func (d *Door) describe(o Operation, b *binding) {
	op := &huma.Operation{OperationID: o.Name, Method: o.Method, Path: o.Path,
		Summary: o.Summary.In(words.EN, nil), Description: o.Summary.In(words.ZH, nil),
		Tags: []string{strings.SplitN(o.Name, ".", 2)[0]}, Responses: map[string]*huma.Response{},
		Extensions: map[string]any{"x-permission": o.Permission, "x-writes": o.Writes, "x-step-up": o.NeedsFresh}}
	if o.Permission != Public {
		op.Security = []map[string][]string{{"session": {}}, {"key": {}}}
	}
	for _, p := range b.params {
		op.Parameters = append(op.Parameters, &huma.Param{Name: p.name, In: p.in, Required: p.required, Schema: p.schema})
	}
	if o.Writes {
		op.Parameters = append(op.Parameters, &huma.Param{Name: "Idempotency-Key", In: "header", Required: o.Keyed,
			Schema: &huma.Schema{Type: huma.TypeString, MaxLength: ptr(255)}})
	}
	switch {
	case b.upload >= 0:
		op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
			"application/octet-stream": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}
	case b.body != nil:
		op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
			"application/json": {Schema: b.body}}}
	}
	d.describeAnswer(o, op)
	d.openapi.AddOperation(op)
}

func (d *Door) describeAnswer(o Operation, op *huma.Operation) {
	ok := &huma.Response{Description: http.StatusText(o.Success)}
	status := o.Success
	switch o.Out {
	case reflect.TypeFor[File]():
		ok.Content = map[string]*huma.MediaType{"application/octet-stream": {
			Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}
	case reflect.TypeFor[None]():
		status, ok.Description = http.StatusNoContent, http.StatusText(http.StatusNoContent)
	default:
		ok.Content = map[string]*huma.MediaType{"application/json": {
			Schema: d.registry.Schema(o.Out, true, strings.ReplaceAll(o.Name, ".", "_")+"_out")}}
	}
	op.Responses[strconv.Itoa(status)] = ok
	op.Responses["default"] = &huma.Response{Description: "Problem", Content: map[string]*huma.MediaType{
		"application/problem+json": {Schema: d.registry.Schema(reflect.TypeFor[Problem](), true, "Problem")}}}
}

func ptr[T any](v T) *T { return &v }

// OpenAPI returns the OpenAPI 3.1 document of everything mounted.
func (d *Door) OpenAPI() ([]byte, error) { return json.MarshalIndent(d.openapi, "", "  ") }
