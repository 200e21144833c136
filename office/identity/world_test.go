package identity

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/words"
	"fenming/office/tenant"
)

const goodPassword = "kites over Lake 9 tonight"

var word = words.Word{Key: "test.word", ZH: "试", EN: "test"}

// world is a whole front door with this room and two doors of a made-up one.
type world struct {
	t     *testing.T
	b     dbtest.Bench
	desk  *Desk
	clock *calendar.Virtual // real time, under control
	door  http.Handler
}

func newWorld(t *testing.T, b dbtest.Bench) *world {
	t.Helper()
	w := &world{t: t, b: b, clock: calendar.NewVirtual(time.Now())}
	quietLog := slog.New(slog.NewTextHandler(io.Discard, nil))
	w.desk = Open(b.DB, Options{Log: quietLog, Clock: w.clock})
	d := api.New(api.Options{DB: b.DB, Log: quietLog, Authenticate: w.desk.Authenticate,
		Rates: api.Rates{PerPerson: 1e6, PerKey: 1e6, PerIP: 1e6}})
	d.Mount(Operations(w.desk)...)
	d.Mount(tenant.Operations(Knobs()...)...)
	d.Mount(
		api.Read("order.list", "GET /v1/orders", "order.read", word, func(context.Context, *db.Tx, api.None) (Done, error) { return Done{true}, nil }),
		api.Write("order.refund", "POST /v1/refunds", "order.refund", word,
			func(context.Context, *db.Tx, api.None) (Done, error) { return Done{true}, nil }).WithFreshFactor())
	w.desk.Grant(Permissions(d.Operations()))
	w.door = d.Handler()
	t.Cleanup(w.desk.Wait)
	return w
}

// answer is what came back.
type answer struct {
	status int
	body   map[string]any
	raw    string
	cookie *http.Cookie
	header http.Header
}

func (a answer) text(key string) string { s, _ := a.body[key].(string); return s }

// call knocks; as is a session token, a machine key or "".
func (w *world) call(route, as string, body any) answer {
	w.t.Helper()
	return w.from("192.0.2.1:1234", route, as, body, nil)
}

func (w *world) from(address, route, as string, body any, header http.Header) answer {
	w.t.Helper()
	method, path, _ := strings.Cut(route, " ")
	var in io.Reader
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			w.t.Fatal(err)
		}
		in = strings.NewReader(string(raw))
	}
	r := httptest.NewRequest(method, path, in)
	r.RemoteAddr = address
	r.Header.Set("Accept-Language", "en")
	for k, v := range header {
		r.Header[k] = v
	}
	if strings.HasPrefix(as, "fmk_") {
		r.Header.Set("Authorization", "Bearer "+as)
	} else if as != "" {
		r.AddCookie(&http.Cookie{Name: api.CookieName(false), Value: as})
	}
	rec := httptest.NewRecorder()
	w.door.ServeHTTP(rec, r)
	a := answer{status: rec.Code, raw: rec.Body.String(), header: rec.Header()}
	_ = json.Unmarshal(rec.Body.Bytes(), &a.body)
	for _, c := range rec.Result().Cookies() {
		a.cookie = c
	}
	return a
}

func (w *world) want(a answer, status int) answer {
	w.t.Helper()
	if a.status != status {
		w.t.Fatalf("status %d, want %d: %s", a.status, status, a.raw)
	}
	return a
}

// code is the app's present code. The clock is moved on first, so that no two
// codes of a test fall into one step.
func (w *world) code(secret string) string {
	w.t.Helper()
	w.clock.Advance(31 * time.Second)
	code, err := totp.GenerateCode(secret, w.clock.Now())
	if err != nil {
		w.t.Fatal(err)
	}
	return code
}

// owner sets the program up and returns the owner's session and secret.
type person struct{ email, secret, session, id string }

func (w *world) setUp() person {
	w.t.Helper()
	code, err := newSetupCode(context.Background(), w.b.DB, w.clock.Now())
	if err != nil {
		w.t.Fatal(err)
	}
	p := person{email: "Owner@Example.com"}
	a := w.want(w.call("POST /v1/setup", "", map[string]any{"code": code, "shop": "青禾茶行", "name": "张伟",
		"email": p.email, "password": goodPassword, "language": "en"}), 200)
	p.secret = a.text("secret")
	a = w.want(w.call("POST /v1/setup/confirm", "", map[string]any{"ticket": a.text("ticket"), "totp": w.code(p.secret)}), 200)
	p.session, p.id = a.cookie.Value, a.text("user_id")
	return p
}

func (w *world) signIn(p person) answer {
	w.t.Helper()
	return w.call("POST /v1/session", "", map[string]any{"email": p.email, "password": goodPassword, "totp": w.code(p.secret)})
}

// hire invites and enrols a colleague; by must have a fresh factor.
func (w *world) hire(by person, email, role string) person {
	w.t.Helper()
	a := w.want(w.call("POST /v1/users", by.session, map[string]any{"email": email, "name": "Li", "role": role, "language": "en"}), 201)
	invitation := a.body["invitation"].(map[string]any)
	return w.join(email, invitation["code"].(string))
}

func (w *world) join(email, code string) person {
	w.t.Helper()
	a := w.want(w.call("POST /v1/invites/accept", "", map[string]any{"code": code, "password": goodPassword}), 200)
	p := person{email: email, secret: a.text("secret")}
	a = w.want(w.call("POST /v1/factors/confirm", "", map[string]any{"ticket": a.text("ticket"), "totp": w.code(p.secret)}), 200)
	p.session, p.id = a.cookie.Value, a.text("user_id")
	return p
}
