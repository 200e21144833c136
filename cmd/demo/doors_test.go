package demo

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/office/tenant"
)

func shanghai(t *testing.T) *time.Location {
	t.Helper()
	zone, err := calendar.Zone(calendar.Shanghai)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// doors is the demo's list of operations behind a door at which tests may be
// anybody.
type doors struct {
	handler http.Handler
	ops     []api.Operation
	schemas map[string]schema
	bodies  map[string]schema
}

// schema is the part of JSON schema that inputs use.
type schema struct {
	Ref        string            `json:"$ref"`
	Type       string            `json:"type"`
	Enum       []any             `json:"enum"`
	Format     string            `json:"format"`
	Pattern    string            `json:"pattern"`
	MinLength  int               `json:"minLength"`
	MaxLength  int               `json:"maxLength"`
	Minimum    float64           `json:"minimum"`
	MinItems   int               `json:"minItems"`
	Items      *schema           `json:"items"`
	Properties map[string]schema `json:"properties"`
	Required   []string          `json:"required"`
}

const everything = "everything"

func open(t *testing.T, s *Stage) *doors {
	t.Helper()
	d := api.New(api.Options{DB: s.house.DB, Log: slog.New(slog.DiscardHandler), Version: "test", Rates: api.Rates{PerPerson: 1e6, PerIP: 1e6},
		Authenticate: func(r *http.Request) (api.Caller, error) {
			who := r.Header.Get("X-Test-Tenant")
			if who == "" {
				return api.Caller{}, nil
			}
			c := api.Caller{Tenant: who, Actor: db.Actor{ID: "usr_test", Kind: "user", Role: "owner"}, Permissions: map[api.Permission]bool{}}
			if r.Header.Get("X-Test-May") == everything {
				for _, o := range s.house.Door.Operations() {
					c.Permissions[o.Permission] = true
				}
			}
			return c, nil
		}})
	d.Mount(s.house.Door.Operations()...)
	raw, err := d.OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	return &doors{handler: d.Handler(), ops: d.Operations(), schemas: schemasOf(t, raw), bodies: bodiesOf(t, raw)}
}

func schemasOf(t *testing.T, raw []byte) map[string]schema {
	t.Helper()
	var doc struct {
		Components struct {
			Schemas map[string]schema `json:"schemas"`
		} `json:"components"`
	}
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Components.Schemas
}

func bodiesOf(t *testing.T, raw []byte) map[string]schema {
	t.Helper()
	var doc struct {
		Paths map[string]map[string]struct {
			OperationID string `json:"operationId"`
			RequestBody struct {
				Content map[string]struct {
					Schema schema `json:"schema"`
				} `json:"content"`
			} `json:"requestBody"`
		} `json:"paths"`
	}
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	bodies := map[string]schema{}
	for _, methods := range doc.Paths {
		for _, o := range methods {
			bodies[o.OperationID] = o.RequestBody.Content["application/json"].Schema
		}
	}
	return bodies
}

// sample makes the least value that a schema accepts.
func (d *doors) sample(s schema) any {
	if s.Ref != "" {
		return d.sample(d.schemas[s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]])
	}
	if len(s.Enum) > 0 {
		return s.Enum[0]
	}
	switch s.Type {
	case "integer", "number":
		return max(s.Minimum, 1)
	case "boolean":
		return true
	case "array":
		list := []any{}
		for range s.MinItems {
			list = append(list, d.sample(*s.Items))
		}
		return list
	case "object":
		object := map[string]any{}
		for _, name := range s.Required {
			object[name] = d.sample(s.Properties[name])
			if name == "currency" {
				object[name] = "CNY"
			}
		}
		return object
	case "string":
		return sampleText(s)
	}
	return nil
}

func sampleText(s schema) string {
	switch {
	case s.Format == "date-time":
		return "2026-11-20T00:00:00Z"
	case s.Pattern != "" && regexp.MustCompile(s.Pattern).MatchString("journal"):
		return "journal"
	}
	text := strings.Repeat("2026-11-20", 1+s.MinLength/10)
	if s.MaxLength > 0 {
		text = text[:min(len(text), s.MaxLength)]
	}
	return text
}

type knock struct {
	tenant, may, path, body string
}

func (d *doors) call(o api.Operation, k knock) (int, string) {
	r := httptest.NewRequest(o.Method, k.path, strings.NewReader(k.body))
	if k.tenant != "" {
		r.Header.Set("X-Test-Tenant", k.tenant)
		r.Header.Set("X-Test-May", k.may)
	}
	if o.Writes {
		r.Header.Set("Idempotency-Key", fmt.Sprintf("%s-%d-%s", o.Name, len(k.body), k.may))
	}
	w := httptest.NewRecorder()
	d.handler.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

func (d *doors) bodyOf(t *testing.T, o api.Operation) string {
	t.Helper()
	s, ok := d.bodies[o.Name]
	if !ok || s.Ref == "" && s.Type == "" {
		return ""
	}
	raw, err := json.Marshal(d.sample(s))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

var parameter = regexp.MustCompile(`\{(\w+)\}`)

// things collects an id of each kind that the first merchant has, from every
// list of the product: "/v1/orders" → "ord_…".
func (d *doors) things(t *testing.T, tenant string) map[string]string {
	t.Helper()
	ids := map[string]string{}
	for _, o := range d.ops {
		if o.Method != http.MethodGet || parameter.MatchString(o.Path) {
			continue
		}
		code, body := d.call(o, knock{tenant, everything, o.Path + "?limit=1", ""})
		if code != http.StatusOK {
			code, body = d.call(o, knock{tenant, everything, o.Path, ""})
		}
		var page struct {
			Data []map[string]any `json:"data"`
		}
		if code != http.StatusOK || json.Unmarshal([]byte(body), &page) != nil || len(page.Data) == 0 {
			continue
		}
		for _, name := range []string{"id", "order_id", "contract_id"} {
			if id, ok := page.Data[0][name].(string); ok {
				ids[o.Path] = id
				break
			}
		}
	}
	return ids
}

// named are the parameters that name something every merchant may have, so that
// another merchant's is no secret.
var named = []string{"code", "name", "list", "sha256"}

// TestEveryDoor knocks at every operation of the product as nobody, as somebody
// without the permission, as another merchant, and with bad bodies.
func TestEveryDoor(t *testing.T) {
	each(t, 5, 40, func(t *testing.T, s *Stage) {
		d := open(t, s)
		ids := d.things(t, s.tenant)
		if len(ids) < 12 {
			t.Fatalf("the demo has too little to be stolen: %v", ids)
		}
		other := tenant.NewID(time.Now())
		err := s.house.DB.Write(t.Context(), db.Scope{Tenant: other, Op: "test.open"}, func(tx *db.Tx) error {
			_, err := tenant.Create(tx, tenant.New{Name: "Other", Kind: tenant.Demo})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		oversize := strings.Repeat(" ", 70<<20) // more than any door takes
		real := 0
		for _, o := range d.ops {
			path, isReal := d.address(o, ids)
			if isReal {
				real++
			}
			body := d.bodyOf(t, o)
			if o.Permission != api.Public {
				d.expect(t, o, knock{"", "", path, body}, http.StatusUnauthorized)
			}
			if o.Permission != api.Public && o.Permission != api.SignedIn {
				d.expect(t, o, knock{s.tenant, "nothing", path, body}, http.StatusForbidden)
			}
			if m := parameter.FindStringSubmatch(o.Path); m != nil && !slices.Contains(named, m[1]) && o.Accepts == "" {
				d.expect(t, o, knock{other, everything, path, body}, http.StatusNotFound)
			}
			if body != "" {
				d.expect(t, o, knock{other, everything, path, `{"cut`}, http.StatusBadRequest)
				d.expect(t, o, knock{other, everything, path, `{"no_such_field":1}`}, http.StatusUnprocessableEntity)
				d.expect(t, o, knock{other, everything, path, oversize}, http.StatusRequestEntityTooLarge)
			}
		}
		t.Logf("%d operations; %d asked for with an id that is really another merchant's", len(d.ops), real)
	})
}

// address fills a path with an id of the first merchant, an invented one where
// no list tells any.
func (d *doors) address(o api.Operation, ids map[string]string) (path string, isReal bool) {
	path = parameter.ReplaceAllStringFunc(o.Path, func(string) string {
		collection := o.Path[:strings.IndexByte(o.Path, '{')-1]
		if id, ok := ids[collection]; ok {
			isReal = true
			return id
		}
		return "xxx_00000000000000000000000000"
	})
	return path, isReal
}

func (d *doors) expect(t *testing.T, o api.Operation, k knock, want int) {
	t.Helper()
	code, body := d.call(o, k)
	if code != want {
		t.Errorf("%s %s as %q may %q: %d, want %d: %.200s", o.Method, k.path, k.tenant, k.may, code, want, body)
	}
}
