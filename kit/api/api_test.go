package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/words"
)

type makeIn struct {
	Shelf string `path:"shelf" json:"-" maxLength:"20"`
	Kind  string `json:"kind" minLength:"1" maxLength:"20"`
	At    int64  `json:"at" minimum:"0"`
	Deep  struct {
		Name string `json:"name,omitempty" maxLength:"5"`
	} `json:"deep,omitempty"`
}

type makeOut struct {
	Kind  string `json:"kind"`
	Shelf string `json:"shelf"`
	ID    string `json:"id"`
}

type listIn struct {
	State string `query:"state" json:"-" enum:"a,b"`
	Limit int    `query:"limit" json:"-" minimum:"1" maximum:"200" default:"50"`
}

var say = words.Word{Key: "say", ZH: "说", EN: "say"}

func opMake(_ context.Context, tx *db.Tx, in makeIn) (makeOut, error) {
	switch in.Kind {
	case "panic":
		panic("secret 13800138000")
	case "refuse":
		return makeOut{}, fault.Refused(say)
	}
	tx.Note("kind:"+in.Kind, nil, nil)
	_, err := tx.Exec(`INSERT INTO job_schedule (tenant, kind, next_at) VALUES ($1, $2, $3)`, in.Kind, in.At)
	return makeOut{in.Kind, in.Shelf, tx.ID("x")}, err
}

func opExport(_ context.Context, tx *db.Tx, _ api.None) (api.File, error) {
	tx.Note("export:things", nil, nil)
	return api.File{Name: "things.csv", Type: "text/csv", Body: func(w io.Writer) error { _, err := io.WriteString(w, "a,b"); return err }}, nil
}

func opList(_ context.Context, _ *db.Tx, in listIn) (api.Page[int], error) {
	return api.Page[int]{Data: []int{in.Limit}}, nil
}

func operations() []api.Operation {
	return []api.Operation{
		api.Write("thing.make", "POST /v1/shelves/{shelf}/things", "thing.make", say, opMake).WithKey().Created(),
		api.Write("thing.guarded", "POST /v1/guarded/{shelf}", "thing.make", say, opMake).WithFreshFactor(),
		api.Write("thing.export", "POST /v1/exports", "thing.read", say, opExport),
		api.Read("thing.list", "GET /v1/things", "thing.read", say, opList),
	}
}

// caller takes the permissions from a header, so that tests can be anybody.
func caller(r *http.Request) (api.Caller, error) {
	who := r.Header.Get("X-Test")
	if who == "" {
		return api.Caller{}, nil
	}
	c := api.Caller{Tenant: dbtest.Tenant, Actor: db.Actor{ID: "usr_1", Kind: "user"}, Permissions: map[api.Permission]bool{}}
	for p := range strings.SplitSeq(who, ",") {
		if p == "session" {
			c.Session = "ses_1"
		}
		c.Permissions[api.Permission(p)] = true
	}
	return c, nil
}

func door(b dbtest.Bench) http.Handler {
	d := api.New(api.Options{DB: b.DB, Log: slog.New(slog.DiscardHandler), Authenticate: caller, Version: "test",
		Rates: api.Rates{PerPerson: 1e6}})
	d.Mount(operations()...)
	return d.Handler()
}

type reply struct {
	status int
	body   []byte
	header http.Header
}

func (r reply) problem(t *testing.T) api.Problem {
	t.Helper()
	var p api.Problem
	if err := json.Unmarshal(r.body, &p); err != nil {
		t.Fatalf("not a problem document: %s", r.body)
	}
	return p
}

func call(h http.Handler, method, path, body string, header ...string) reply {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	raw, _ := io.ReadAll(w.Result().Body)
	return reply{w.Code, raw, w.Result().Header}
}

const makePath = "/v1/shelves/s1/things"

func TestOneKeyOnePostingForAHundredCallers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		h := door(b)
		replies := make([]reply, 100)
		var group sync.WaitGroup
		for i := range replies {
			group.Go(func() {
				replies[i] = call(h, "POST", makePath, `{"kind":"k","at":1}`, "X-Test", "thing.make", "Idempotency-Key", "one")
			})
		}
		group.Wait()
		fresh := 0
		for _, r := range replies {
			if r.status != http.StatusCreated || !bytes.Equal(r.body, replies[0].body) {
				t.Fatalf("answers differ: %d %s / %s", r.status, r.body, replies[0].body)
			}
			if r.header.Get("Idempotent-Replay") == "" {
				fresh++
			}
		}
		if fresh != 1 {
			t.Fatalf("%d callers were told theirs was the first", fresh)
		}
		other := call(h, "POST", makePath, `{"kind":"k","at":2}`, "X-Test", "thing.make", "Idempotency-Key", "one")
		if other.status != 422 || other.problem(t).Reason != "idempotency_key_reused" {
			t.Fatalf("another body under the key: %d %s", other.status, other.body)
		}
	})
}

func TestTheDoorRefuses(t *testing.T) {
	b := dbtest.SQLite(t)
	h := door(b)
	key := []string{"X-Test", "thing.make", "Idempotency-Key", "k1"}
	for name, c := range map[string]struct {
		reply   reply
		status  int
		pointer string
	}{
		"nobody":          {call(h, "POST", makePath, `{}`), 401, ""},
		"no permission":   {call(h, "POST", makePath, `{}`, "X-Test", "other"), 403, ""},
		"no key":          {call(h, "POST", makePath, `{"kind":"k","at":1}`, "X-Test", "thing.make"), 422, "/header/Idempotency-Key"},
		"not json":        {call(h, "POST", makePath, `{`, key...), 400, ""},
		"missing":         {call(h, "POST", makePath, `{"kind":"k"}`, key...), 422, "/at"},
		"too small":       {call(h, "POST", makePath, `{"kind":"k","at":-1}`, key...), 422, "/at"},
		"wrong type":      {call(h, "POST", makePath, `{"kind":"k","at":"x"}`, key...), 422, "/at"},
		"unknown field":   {call(h, "POST", makePath, `{"kind":"k","at":1,"nope":1}`, key...), 422, "/nope"},
		"deep":            {call(h, "POST", makePath, `{"kind":"k","at":1,"deep":{"name":"123456"}}`, key...), 422, "/deep/name"},
		"path too long":   {call(h, "POST", "/v1/shelves/123456789012345678901/things", `{"kind":"k","at":1}`, key...), 422, "/path/shelf"},
		"oversize":        {call(h, "POST", makePath, `{"kind":"`+strings.Repeat("x", 2<<20)+`"}`, key...), 413, ""},
		"refused":         {call(h, "POST", makePath, `{"kind":"refuse","at":1}`, key...), 409, ""},
		"enum":            {call(h, "GET", "/v1/things?state=c", "", "X-Test", "thing.read"), 422, "/query/state"},
		"limit":           {call(h, "GET", "/v1/things?limit=900", "", "X-Test", "thing.read"), 422, "/query/limit"},
		"no route":        {call(h, "GET", "/v1/nowhere", "", "X-Test", "thing.read"), 404, ""},
		"wrong method":    {call(h, "DELETE", "/v1/things", "", "X-Test", "thing.read"), 405, ""},
		"stale factor":    {call(h, "POST", "/v1/guarded/s", `{"kind":"k","at":1}`, "X-Test", "thing.make,session"), 403, ""},
		"another site":    {call(h, "POST", makePath, `{}`, "X-Test", "thing.make", "Sec-Fetch-Site", "cross-site"), 403, ""},
		"panic in a verb": {call(h, "POST", makePath, `{"kind":"panic","at":1}`, key...), 500, ""},
	} {
		if c.reply.status != c.status {
			t.Errorf("%s: status %d, want %d: %s", name, c.reply.status, c.status, c.reply.body)
			continue
		}
		p := c.reply.problem(t)
		if c.reply.header.Get("Content-Type") != "application/problem+json" || p.RequestID == "" || p.Detail == "" {
			t.Errorf("%s: incomplete problem: %s", name, c.reply.body)
		}
		if c.pointer != "" && (len(p.Errors) == 0 || p.Errors[0].Pointer != c.pointer) {
			t.Errorf("%s: pointer %v, want %s", name, p.Errors, c.pointer)
		}
		if strings.Contains(string(c.reply.body), "13800138000") {
			t.Errorf("%s: the answer echoes a value: %s", name, c.reply.body)
		}
	}
}

func TestLanguageAndHeaders(t *testing.T) {
	h := door(dbtest.SQLite(t))
	zh := call(h, "GET", "/v1/things", "", "Accept-Language", "zh-CN")
	en := call(h, "GET", "/v1/things", "", "Accept-Language", "en")
	if zh.problem(t).Detail == en.problem(t).Detail || zh.header.Get("Content-Language") != "zh-CN" {
		t.Fatal("the two languages do not differ")
	}
	for _, name := range []string{"X-Content-Type-Options", "Content-Security-Policy", "Referrer-Policy", "X-Request-Id", "Cache-Control"} {
		if zh.header.Get(name) == "" {
			t.Errorf("header %s is missing", name)
		}
	}
	ok := call(h, "GET", "/v1/things", "", "X-Test", "thing.read")
	if ok.status != 200 || string(ok.body) != `{"data":[50],"as_of":"0001-01-01T00:00:00Z"}` {
		t.Fatalf("default of a parameter: %s", ok.body)
	}
}

func TestRateLimit(t *testing.T) {
	b := dbtest.SQLite(t)
	d := api.New(api.Options{DB: b.DB, Log: slog.New(slog.DiscardHandler), Authenticate: caller, Rates: api.Rates{PerIP: 1}})
	d.Mount(operations()...)
	h := d.Handler()
	last := 0
	for range 10 {
		last = call(h, "GET", "/v1/things", "").status
	}
	if last != http.StatusTooManyRequests {
		t.Fatalf("ten knocks at one a second: %d", last)
	}
}

func TestOpenAPIDescribesEveryOperation(t *testing.T) {
	d := api.New(api.Options{DB: dbtest.SQLite(t).DB, Log: slog.Default(), Authenticate: caller, Version: "9"})
	d.Mount(operations()...)
	raw, err := d.OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		OpenAPI string `json:"openapi"`
		Paths   map[string]map[string]struct {
			OperationID string `json:"operationId"`
			Parameters  []struct {
				Name     string `json:"name"`
				Required bool   `json:"required"`
			} `json:"parameters"`
		} `json:"paths"`
	}
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	op := doc.Paths["/v1/shelves/{shelf}/things"]["post"]
	if doc.OpenAPI != "3.1.0" || op.OperationID != "thing.make" || len(op.Parameters) != 2 || !op.Parameters[1].Required {
		t.Fatalf("document: %s", raw)
	}
	if bytes.Contains(raw, []byte(`"null"`)) {
		t.Error("arrays must not be nullable")
	}
}

func TestCursor(t *testing.T) {
	parts, err := api.ParseCursor(api.Cursor("a", "b|\"c"), 2)
	if err != nil || parts[1] != "b|\"c" {
		t.Fatal(parts, err)
	}
	for _, bad := range []string{"x", "W10", api.Cursor("one")} {
		if _, err := api.ParseCursor(bad, 2); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%q accepted", bad)
		}
	}
	page, next := api.Cut([]int{1, 2, 3}, 2, func(i int) string { return fmt.Sprint(i) })
	if len(page) != 2 || next != "2" {
		t.Fatal(page, next)
	}
}

func TestWordsAndCookie(t *testing.T) {
	if err := words.Check(append(api.Words(), fault.Several, fault.Unexpected)...); err != nil {
		t.Fatal(err)
	}
	c := api.SessionCookie("x", time.Now(), true)
	if c.Name != "__Host-fenming" || !c.HttpOnly || !c.Secure || c.SameSite != http.SameSiteStrictMode || c.Path != "/" {
		t.Fatalf("cookie: %+v", c)
	}
}

func FuzzBody(f *testing.F) {
	b := dbtest.SQLite(f)
	h := door(b)
	f.Add(`{"kind":"k","at":1}`)
	f.Add(`{"kind":"\u0000","at":1e9,"deep":{"name":"x"}}`)
	f.Add(`[[[[`)
	f.Fuzz(func(t *testing.T, body string) {
		if strings.Contains(body, "panic") {
			t.Skip("the verb under test panics on purpose")
		}
		if r := call(h, "POST", makePath, body, "X-Test", "thing.make", "Idempotency-Key", body[:min(len(body), 20)]+"k"); r.status == 500 {
			// A NUL reaches SQLite as text; anything else must be told as bad input.
			t.Fatalf("%q: %s", body, r.body)
		}
	})
}

// TestTheProxyTellsTheCallersAddress: the bucket of one caller behind the proxy
// is not that of another, and what the caller himself wrote does not count.
func TestTheProxyTellsTheCallersAddress(t *testing.T) {
	b := dbtest.SQLite(t)
	d := api.New(api.Options{DB: b.DB, Log: slog.New(slog.DiscardHandler), Authenticate: caller, Rates: api.Rates{PerIP: 1}, Proxied: true})
	d.Mount(operations()...)
	h := d.Handler()
	last := 0
	for range 10 {
		last = call(h, "GET", "/v1/things", "", "X-Forwarded-For", "198.51.100.9, 203.0.113.1").status
	}
	if last != http.StatusTooManyRequests {
		t.Fatalf("one caller ten times: %d", last)
	}
	if got := call(h, "GET", "/v1/things", "", "X-Forwarded-For", "198.51.100.9, 203.0.113.2").status; got != http.StatusUnauthorized {
		t.Fatalf("another caller pays for the first: %d", got)
	}
}

// TestADownloadIsMadeAnew: files are not kept for a repeated key.
func TestADownloadIsMadeAnew(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		h := door(b)
		for range 2 {
			r := call(h, "POST", "/v1/exports", "", "X-Test", "thing.read", "Idempotency-Key", "e1")
			if r.status != http.StatusOK || string(r.body) != "a,b" || r.header.Get("Idempotent-Replay") != "" {
				t.Fatalf("%d %s", r.status, r.body)
			}
		}
	})
}
