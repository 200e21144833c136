package portal_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"fenming/book/disclosure"
	"fenming/book/plan"
	"fenming/flow/portal"
	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/money"
	"fenming/kit/paper"
	"fenming/kit/words"
	"fenming/office/tenant"
)

func TestWords(t *testing.T) {
	if err := words.Check(portal.Words()...); err != nil {
		t.Fatal(err)
	}
}

const site = "https://shop.example"

// world is a merchant with a quote, a link to it, and the portal's doors.
type world struct {
	dbtest.Bench
	t     *testing.T
	door  http.Handler
	home  string
	quote plan.Quote
	link  disclosure.Link
	token string
}

func newWorld(t *testing.T, b dbtest.Bench) *world { return newWorldWith(t, b, nil) }

func newWorldWith(t *testing.T, b dbtest.Bench, heed disclosure.Heed) *world {
	t.Helper()
	w := &world{Bench: b, t: t, home: dbtest.Scope().Tenant}
	d := api.New(api.Options{DB: b.DB, Log: slog.New(slog.DiscardHandler), Rates: api.Rates{PerIP: 1000},
		Authenticate: func(*http.Request) (api.Caller, error) { return api.Caller{}, nil },
		Origins: func(ctx context.Context, name, origin string) (ok bool, err error) {
			err = b.DB.Read(ctx, db.Scope{Tenant: name, Quiet: true}, func(tx *db.Tx) error {
				ok, err = disclosure.OriginAllowed(tx, origin)
				return err
			})
			return ok, err
		}})
	d.Mount(portal.Operations(portal.Options{DB: b.DB, Press: paper.Open(), Heed: heed})...)
	w.door = d.Handler()
	b.Write(t, func(tx *db.Tx) error {
		if _, err := tenant.Create(tx, tenant.New{Name: "西湖店", Kind: tenant.Demo}); err != nil {
			return err
		}
		if err := plan.SeedExamples(tx, "2026-02-20"); err != nil {
			return err
		}
		if _, err := disclosure.SetOrigins(tx, []string{site}); err != nil {
			return err
		}
		var err error
		if w.quote, err = plan.QuoteFor(tx, plan.Ask{Amount: money.New(129_900, money.CNY), PlanCode: "huabei", Count: 12}); err != nil {
			return err
		}
		w.link, w.token, err = disclosure.NewLink(tx, disclosure.LinkQuote, w.quote.ID, time.Hour)
		return err
	})
	return w
}

// call knocks and decodes the answer into out.
func (w *world) call(method, path, body string, out any, headers ...string) int {
	w.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	a := httptest.NewRecorder()
	w.door.ServeHTTP(a, r)
	if raw, ok := out.(*[]byte); ok {
		*raw = a.Body.Bytes()
	} else if out != nil && a.Code < 300 {
		if err := json.Unmarshal(a.Body.Bytes(), out); err != nil {
			w.t.Fatal(err)
		}
	}
	return a.Code
}

func (w *world) page(rest string) string { return "/v1/portal/" + w.home + "/" + w.token + rest }

func TestAReaderOpensReadsAndAcknowledges(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		var about portal.LookOut
		if code := w.call("GET", w.page(""), "", &about); code != 200 || about.Shop != "西湖店" || about.Amount.Minor != 129_900 || about.AcknowledgedAt != nil {
			t.Fatalf("%d %+v", code, about)
		}
		var open portal.OpenOut
		if code := w.call("POST", w.page("/open"), `{"form":"html","lang":"zh-CN"}`, &open); code != 201 {
			t.Fatalf("open: %d", code)
		}
		if sum := sha256.Sum256([]byte(open.HTML)); hex.EncodeToString(sum[:]) != open.Show.SHA256 || !strings.Contains(open.HTML, open.Table.Statement) {
			t.Error("the page that was given is not the one that was kept")
		}
		report := func(act string, dwell int, end bool) int {
			body := fmt.Sprintf(`{"show_id":%q,"act":%q,"dwell_ms":%d,"scroll_ppm":500000,"reached_end":%v}`, open.Show.ID, act, dwell, end)
			return w.call("POST", w.page("/seen"), body, nil)
		}
		b.Clock.Advance(4 * time.Second)
		if code := report("acknowledge", 8000, true); code != 409 {
			t.Errorf("acknowledged after four seconds: %d", code)
		}
		if code := report("read", 4000, false); code != 200 {
			t.Errorf("read: %d", code)
		}
		b.Clock.Advance(4 * time.Second)
		if code := report("acknowledge", 8000, true); code != 200 {
			t.Errorf("acknowledged after eight seconds: %d", code)
		}
		if w.call("GET", w.page(""), "", &about); about.AcknowledgedAt == nil {
			t.Error("the acknowledgement is not told")
		}
		b.Read(t, func(tx *db.Tx) error {
			v, err := disclosure.Get(tx, open.Show.ID)
			if err != nil {
				return err
			}
			kept, err := disclosure.Page(tx, v)
			if string(kept) != open.HTML || v.LinkID != w.link.ID || v.Viewer != disclosure.ViewerLink {
				t.Errorf("kept %+v", v)
			}
			return err
		})
	})
}

func TestAFileIsFetchedAsItWasKept(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		for form, magic := range map[string]string{"pdf": "%PDF-", "png": "\x89PNG"} {
			var made portal.FileOut
			if code := w.call("POST", w.page("/files"), `{"form":"`+form+`","lang":"zh-CN"}`, &made); code != 201 {
				t.Fatalf("%s: %d", form, code)
			}
			var raw []byte
			if code := w.call("GET", made.Path, "", &raw); code != 200 || !bytes.HasPrefix(raw, []byte(magic)) {
				t.Errorf("%s: %d %.8q", form, code, raw)
			}
			if sum := sha256.Sum256(raw); hex.EncodeToString(sum[:]) != made.Show.SHA256 {
				t.Errorf("%s: other bytes than were kept", form)
			}
			var again portal.FileOut
			w.call("POST", w.page("/files"), `{"form":"`+form+`","lang":"zh-CN"}`, &again)
			if again.Show.SHA256 != made.Show.SHA256 || again.Show.ID == made.Show.ID {
				t.Errorf("%s: the same table gave other bytes", form)
			}
		}
	})
}

// Whatever is wrong with an address, the answer is the same.
func TestNothingIsToldToAWrongAddress(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		var contract, own string
		b.Write(t, func(tx *db.Tx) (err error) {
			if _, contract, err = disclosure.NewLink(tx, disclosure.LinkContract, "con_1", time.Hour); err != nil {
				return err
			}
			_, own, err = disclosure.NewLink(tx, disclosure.LinkQuote, w.quote.ID, time.Hour)
			return err
		})
		var open portal.OpenOut
		w.call("POST", w.page("/open"), `{"form":"json"}`, &open)
		refused := func(name, home, token string) {
			t.Helper()
			base := "/v1/portal/" + home + "/" + token
			for path, body := range map[string]string{"": "", "/open": `{"form":"html"}`, "/files": `{"form":"pdf"}`, "/files/" + open.Show.ID: "",
				"/seen": fmt.Sprintf(`{"show_id":%q,"act":"read","dwell_ms":1,"scroll_ppm":1}`, open.Show.ID)} {
				method := "GET"
				if body != "" {
					method = "POST"
				}
				var raw []byte
				if code := w.call(method, base+path, body, &raw); code != 404 {
					t.Errorf("%s %s: %d %s", name, path, code, raw)
				}
			}
		}
		refused("another merchant", "t_other", w.token)
		refused("a wrong token", w.home, "wrong")
		refused("a link to a contract", w.home, contract)
		// A showing of one link is no business of another's reader.
		body := fmt.Sprintf(`{"show_id":%q,"act":"read","dwell_ms":1,"scroll_ppm":1}`, open.Show.ID)
		if code := w.call("POST", "/v1/portal/"+w.home+"/"+own+"/seen", body, nil); code != 404 {
			t.Errorf("another link's showing: %d", code)
		}
		b.Write(t, func(tx *db.Tx) error {
			_, err := disclosure.Revoke(tx, w.link.ID)
			return err
		})
		refused("revoked", w.home, w.token)
		b.Clock.Advance(2 * time.Hour)
		refused("ended", w.home, own)
	})
}

func TestTheShopsOwnPage(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		base := "/v1/embed/" + w.home
		from := []string{"Origin", site}
		var out portal.OptionsOut
		if code := w.call("GET", base+"/options?amount=129900&lang=zh-CN", "", &out, from...); code != 200 || out.Count != 12 || out.HTML == "" {
			t.Fatalf("%d %+v", code, out)
		}
		if code := w.call("GET", base+"/options?amount=129900", "", nil, "Origin", "https://evil.example"); code != 404 {
			t.Errorf("another site: %d", code)
		}
		body := fmt.Sprintf(`{"amount":{"amount":129900,"currency":"CNY"},"lang":"zh-CN","day":%q,"sha256":%q}`, out.Day, out.SHA256)
		var shown portal.Shown
		if code := w.call("POST", base+"/shown", body, &shown, from...); code != 201 || shown.SHA256 != out.SHA256 {
			t.Fatalf("shown: %d %+v", code, shown)
		}
		b.Read(t, func(tx *db.Tx) error {
			v, err := disclosure.Get(tx, shown.ID)
			if err != nil {
				return err
			}
			kept, err := disclosure.Page(tx, v)
			if string(kept) != out.HTML || v.Viewer != disclosure.ViewerComponent {
				t.Errorf("kept %+v", v)
			}
			return err
		})
		b.Clock.Advance(9 * time.Second)
		seen := fmt.Sprintf(`{"show_id":%q,"act":"acknowledge","dwell_ms":9000,"scroll_ppm":1000000}`, shown.ID)
		if code := w.call("POST", base+"/seen", seen, nil, from...); code != 200 {
			t.Errorf("seen: %d", code)
		}
		// Prices change: what the page still shows is not kept as ours.
		b.Write(t, func(tx *db.Tx) error {
			_, err := plan.SaveCard(tx, plan.RateCard{Platform: "huabei", Kind: plan.FlatFee, Count: 3, Rate: 2_000_000, ValidFrom: "2026-01-01",
				Source: "contract", VerifiedOn: "2026-01-01", VerifiedBy: "finance"})
			return err
		})
		if code := w.call("POST", base+"/shown", body, nil, from...); code != 409 {
			t.Errorf("an old table was kept: %d", code)
		}
		var none portal.OptionsOut
		if code := w.call("GET", base+"/options?amount=1", "", &none, from...); code != 200 || none.Count != 0 || none.Table != nil {
			t.Errorf("nothing on offer: %d %+v", code, none)
		}
		// A link's showing cannot be reported on from a shop's page.
		var open portal.OpenOut
		w.call("POST", w.page("/open"), `{"form":"json"}`, &open)
		if code := w.call("POST", base+"/seen", strings.ReplaceAll(seen, shown.ID, open.Show.ID), nil, from...); code != 404 {
			t.Errorf("a link's showing: %d", code)
		}
	})
}
