package api_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/words"
)

type publicIn struct {
	Tenant string `path:"tenant" json:"-"`
	Token  string `path:"token" json:"-"`
}

type publicOut struct {
	Tenant string `json:"tenant"`
	Kind   string `json:"kind"`
}

type publicBody struct {
	publicIn
	Text string `json:"text" maxLength:"10"`
}

var wordNone = words.Word{Key: "test.none", ZH: "没有", EN: "None"}

// publicDoor has one token, "right", in the tenant of the bench.
func publicDoor(b dbtest.Bench, rates api.Rates) http.Handler {
	d := api.New(api.Options{DB: b.DB, Log: slog.New(slog.DiscardHandler), Rates: rates,
		Authenticate: func(*http.Request) (api.Caller, error) {
			return api.Caller{Tenant: "someone_else", Actor: db.Actor{ID: "usr_1", Kind: "user"}}, nil
		},
		Origins: func(_ context.Context, tenant, origin string) (bool, error) {
			return tenant == dbtest.Scope().Tenant && origin == "https://shop.example", nil
		}})
	run := func(tx *db.Tx, token string) (publicOut, error) {
		if tx.Tenant() != dbtest.Scope().Tenant || token != "right" {
			return publicOut{}, fault.NotFound(wordNone)
		}
		return publicOut{tx.Tenant(), tx.Actor().Kind}, nil
	}
	read := func(_ context.Context, tx *db.Tx, in publicIn) (publicOut, error) { return run(tx, in.Token) }
	write := func(_ context.Context, tx *db.Tx, in publicBody) (publicOut, error) { return run(tx, in.Token) }
	d.Mount(
		api.Read("page.get", "GET /v1/page/{tenant}/{token}", api.Public, wordNone, read).InTenant(),
		api.Read("embed.get", "GET /v1/embed/{tenant}/{token}", api.Public, wordNone, read).InTenant().ForOrigins().CachedFor(60),
		api.Write("embed.post", "POST /v1/embed/{tenant}/{token}", api.Public, wordNone, write).InTenant().ForOrigins(),
	)
	return d.Handler()
}

func knock(h http.Handler, method, path, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// shape is an answer without what differs each time.
func shape(w *httptest.ResponseRecorder) string {
	body := w.Body.String()
	for _, field := range []string{`"instance":"`, `"request_id":"`} {
		if at := strings.Index(body, field); at >= 0 {
			rest := body[at+len(field):]
			body = body[:at] + rest[strings.IndexByte(rest, '"'):]
		}
	}
	return http.StatusText(w.Code) + body
}

func TestAPublicPageTakesItsTenantFromThePath(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		h := publicDoor(b, api.Rates{})
		home := dbtest.Scope().Tenant
		w := knock(h, "GET", "/v1/page/"+home+"/right", "")
		// The session of another merchant counts for nothing here.
		if w.Code != http.StatusOK || w.Body.String() != `{"tenant":"`+home+`","kind":"nobody"}` {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		want := shape(knock(h, "GET", "/v1/page/"+home+"/wrong", ""))
		if !strings.HasPrefix(want, "Not Found") {
			t.Fatal(want)
		}
		for _, tenant := range []string{"unknown", "someone_else", "-", "A%20B", "..%2f", strings.Repeat("x", 100)} {
			if got := shape(knock(h, "GET", "/v1/page/"+tenant+"/right", "")); got != want {
				t.Errorf("tenant %s: %s, want %s", tenant, got, want)
			}
		}
	})
}

func TestOnlyAllowedSitesMayCall(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		h := publicDoor(b, api.Rates{})
		path := "/v1/embed/" + dbtest.Scope().Tenant + "/right"
		for name, c := range map[string]struct {
			headers []string
			code    int
			allowed string
		}{
			"an allowed site":   {[]string{"Origin", "https://shop.example"}, 200, "https://shop.example"},
			"another site":      {[]string{"Origin", "https://evil.example"}, 404, ""},
			"no site":           {nil, 404, ""},
			"a sandboxed frame": {[]string{"Origin", "null"}, 404, ""},
			"our own page":      {[]string{"Sec-Fetch-Site", "same-origin"}, 200, ""},
		} {
			w := knock(h, "GET", path, "", c.headers...)
			if w.Code != c.code || w.Header().Get("Access-Control-Allow-Origin") != c.allowed || !strings.Contains(strings.Join(w.Header().Values("Vary"), ","), "Origin") {
				t.Errorf("%s: %d %v", name, w.Code, w.Header())
			}
			if w.Header().Get("Access-Control-Allow-Credentials") != "" {
				t.Errorf("%s: cookies allowed", name)
			}
		}
		w := knock(h, "POST", path, `{"text":"a"}`, "Origin", "https://shop.example", "Sec-Fetch-Site", "cross-site")
		if w.Code != http.StatusOK {
			t.Errorf("a post of an allowed site: %d %s", w.Code, w.Body)
		}
		if w := knock(h, "POST", path, `{"text":"a"}`, "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"); w.Code != http.StatusNotFound {
			t.Errorf("a post of another site: %d", w.Code)
		}
		w = knock(h, "OPTIONS", path, "", "Origin", "https://shop.example", "Access-Control-Request-Method", "POST")
		if w.Code != http.StatusNoContent || w.Header().Get("Access-Control-Allow-Headers") == "" {
			t.Errorf("preflight: %d %v", w.Code, w.Header())
		}
		if w := knock(h, "OPTIONS", path, "", "Origin", "https://evil.example"); w.Code != http.StatusNotFound || w.Header().Get("Access-Control-Allow-Methods") != "" {
			t.Errorf("preflight of another site: %d", w.Code)
		}
	})
}

func TestACachedAnswerHasATag(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		h := publicDoor(b, api.Rates{})
		path := "/v1/embed/" + dbtest.Scope().Tenant + "/right"
		w := knock(h, "GET", path, "", "Origin", "https://shop.example")
		tag := w.Header().Get("ETag")
		if tag == "" || w.Header().Get("Cache-Control") != "public, max-age=60" {
			t.Fatalf("%v", w.Header())
		}
		w = knock(h, "GET", path, "", "Origin", "https://shop.example", "If-None-Match", tag)
		if w.Code != http.StatusNotModified || w.Body.Len() != 0 {
			t.Errorf("%d %s", w.Code, w.Body)
		}
		if w := knock(h, "GET", "/v1/page/"+dbtest.Scope().Tenant+"/right", ""); w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("a page behind a token may be kept: %v", w.Header())
		}
	})
}

func TestVisitorsAreLimitedByAddress(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		h := publicDoor(b, api.Rates{PerIP: 1}) // a burst of four
		last := 0
		for range 6 {
			last = knock(h, "GET", "/v1/page/x/wrong", "").Code
		}
		if last != http.StatusTooManyRequests {
			t.Errorf("the sixth guess: %d", last)
		}
	})
}

// Nobody may make the database work for each of his guesses: a caller who is
// too fast is refused before his site is looked up.
func TestASiteIsLookedUpBehindTheLimit(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		asked := 0
		d := api.New(api.Options{DB: b.DB, Log: slog.New(slog.DiscardHandler), Rates: api.Rates{PerIP: 1}, // a burst of four
			Origins: func(context.Context, string, string) (bool, error) { asked++; return false, nil }})
		d.Mount(api.Read("embed.get", "GET /v1/embed/{tenant}/{token}", api.Public, wordNone,
			func(context.Context, *db.Tx, publicIn) (publicOut, error) { return publicOut{}, nil }).InTenant().ForOrigins())
		h := d.Handler()
		for range 20 {
			knock(h, "GET", "/v1/embed/x/y", "", "Origin", "https://evil.example")
		}
		if asked > 5 {
			t.Errorf("the site was looked up %d times for 20 calls", asked)
		}
	})
}

// A visitor's idempotency key is none of the merchant's: who knew how a shop
// numbers its orders could else take the keys of orders to come.
func TestAVisitorCannotTakeTheMerchantsKey(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		d := api.New(api.Options{DB: b.DB, Log: slog.New(slog.DiscardHandler), Authenticate: func(*http.Request) (api.Caller, error) {
			return api.Caller{Tenant: dbtest.Scope().Tenant, Actor: db.Actor{ID: "key_1", Kind: "key"}, Permissions: map[api.Permission]bool{"order.decide": true}}, nil
		}})
		d.Mount(
			api.Write("page.post", "POST /v1/page/{tenant}/{token}", api.Public, wordNone,
				func(_ context.Context, tx *db.Tx, _ publicBody) (publicOut, error) {
					tx.Note("x:1", nil, nil)
					return publicOut{}, nil
				}).InTenant(),
			api.Write("order.decide", "POST /v1/orders", "order.decide", wordNone,
				func(_ context.Context, tx *db.Tx, _ api.None) (publicOut, error) {
					tx.Note("x:2", nil, nil)
					return publicOut{Tenant: "ours"}, nil
				}).WithKey())
		h := d.Handler()
		if w := knock(h, "POST", "/v1/page/"+dbtest.Scope().Tenant+"/right", `{"text":"a"}`, "Idempotency-Key", "order-1001"); w.Code != 200 {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		if w := knock(h, "POST", "/v1/orders", "", "Idempotency-Key", "order-1001"); w.Code != 200 {
			t.Errorf("the merchant's own call: %d %s", w.Code, w.Body)
		}
	})
}
