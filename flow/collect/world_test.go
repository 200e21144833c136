package collect_test

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
	"testing"
	"time"

	"fenming/book/casefile"
	"fenming/book/contact"
	"fenming/book/contract"
	"fenming/book/customer"
	"fenming/book/ledger"
	"fenming/book/order"
	"fenming/book/plan"
	"fenming/flow/collect"
	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/job"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/control"
	"fenming/office/notice"
	"fenming/office/notice/sink"
	"fenming/office/tenant"
)

// world is a merchant with his door, his night and a mail server, on one
// virtual clock.
type world struct {
	dbtest.Bench
	t      *testing.T
	door   http.Handler
	worker *job.Worker
	mail   *sink.Sink
	key    int
}

func newWorld(t *testing.T, b dbtest.Bench) *world {
	t.Helper()
	w := &world{Bench: b, t: t}
	var err error
	if w.mail, err = sink.Start(""); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.mail.Close() })
	log := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	jobs := append(collect.Jobs(), notice.Jobs(notice.SMTP{Host: "127.0.0.1", Port: w.mail.Port(), From: "shop@example.com", Plain: true})...)
	jobs = append(jobs, control.Jobs(collect.Acts()...)...)
	w.worker = job.New(job.Options{DB: b.DB, Jobs: jobs, Log: log, Workers: 1,
		OnDead: func(_ *db.Tx, d job.Dead) error { t.Errorf("job %s died: %s", d.Kind, d.Reason); return nil }})
	d := api.New(api.Options{DB: b.DB, Log: log, Version: "test", Rates: api.Rates{PerPerson: 1e6}, Authenticate: caller})
	d.Mount(collect.Operations()...)
	d.Mount(casefile.Operations()...)
	d.Mount(notice.Operations()...)
	d.Mount(contact.Operations()...)
	w.door = d.Handler()
	b.Write(t, func(tx *db.Tx) error {
		_, err := tenant.Create(tx, tenant.New{Name: "测试店", Kind: tenant.Live})
		return err
	})
	w.drain() // the schedule of the first night is written
	return w
}

// caller may do everything these rooms know.
func caller(*http.Request) (api.Caller, error) {
	c := api.Caller{Tenant: dbtest.Tenant, Actor: db.Actor{ID: "usr_1", Kind: "user", Role: "owner"}, Lang: words.EN,
		Permissions: map[api.Permission]bool{}}
	for _, ops := range [][]api.Operation{collect.Operations(), casefile.Operations(), notice.Operations(), contact.Operations()} {
		for _, o := range ops {
			c.Permissions[o.Permission] = true
		}
	}
	return c, nil
}

func (w *world) drain() {
	w.t.Helper()
	if _, err := w.worker.Drain(context.Background()); err != nil {
		w.t.Fatal(err)
	}
}

// until moves the clock to a local time, stopping at the hours of a day at
// which anything can fall due: the night, the windows' ends, the plain noon.
func (w *world) until(local string) {
	w.t.Helper()
	at := w.at(local)
	for now := w.Clock.Now(); now.Before(at); now = w.Clock.Now() {
		l := now.In(at.Location())
		next := at
		for _, hour := range []int{2, 9, 10, 12, 19, 20, 26} {
			if stop := time.Date(l.Year(), l.Month(), l.Day(), hour, 0, 0, 0, l.Location()); stop.After(now) && stop.Before(next) {
				next = stop
			}
		}
		w.Clock.Set(next)
		w.drain()
	}
}

func (w *world) at(local string) time.Time {
	w.t.Helper()
	loc, err := calendar.Zone(calendar.Shanghai)
	if err != nil {
		w.t.Fatal(err)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", local, loc)
	if err != nil {
		w.t.Fatal(err)
	}
	return at
}

func textHash() string {
	sum := sha256.Sum256([]byte("text"))
	return hex.EncodeToString(sum[:])
}

// sale is what a test sells.
type sale struct {
	no       string
	creditor string
	phone    string
	imported bool
	shipped  bool
}

// sell makes an order of 1,200.00 in three months of 400.00 from 2026-03-02,
// due on 04-02, 05-02 and 06-02, with three days of grace and 4.5 % late fee.
func (w *world) sell(s sale) (o order.Order, c contract.Contract) {
	w.t.Helper()
	if s.creditor == "" {
		s.creditor = plan.CreditorMerchant
	}
	if s.phone == "" {
		s.phone = "13800138000"
	}
	w.Write(w.t, func(tx *db.Tx) error {
		who, err := customer.Match(tx, customer.Person{Name: "张三", Phone: s.phone, Email: s.no + "@example.com", Address: "浙江省杭州市西湖区1号"})
		if err != nil {
			return err
		}
		amount := money.New(120_000, money.CNY)
		schedule, err := plan.For(amount, "2026-03-02", plan.Terms{Kind: plan.InterestFree, Periods: 3, Every: 1, Unit: plan.Month, GraceDays: 3})
		if err != nil {
			return err
		}
		steps := []order.Step{{Event: order.OnAccept}, {Event: order.OnAwait}, {Event: order.OnPay}}
		if s.shipped {
			steps = append(steps, order.Step{Event: order.OnFulfil})
		}
		if o, err = order.Create(tx, order.Order{OuterNo: s.no, CustomerID: who.ID, ShopID: "shp_1", Platform: plan.Own, Creditor: s.creditor,
			PlanCode: "own3", Amount: amount, Count: 3, Day: "2026-03-02", Imported: s.imported}, nil, steps...); err != nil {
			return err
		}
		if s.creditor == plan.CreditorPlatform {
			return nil
		}
		q := plan.Quote{ID: "quo_" + s.no, Hash: textHash(), PlanCode: "own3", Platform: plan.Own, Creditor: s.creditor, Amount: amount,
			Count: 3, Schedule: schedule, LateFeeRate: 4_500_000, GraceDays: 3, LPR: 3_000_000}
		if c, err = contract.Offer(tx, contract.OfferIn{OrderID: o.ID, CustomerID: who.ID, Quote: q}); err != nil {
			return err
		}
		if c, err = contract.Sign(tx, contract.SignIn{ID: c.ID, Accepted: c.KeyTerms, TextHash: textHash(), TextVersion: "1", Channel: "web"}); err != nil {
			return err
		}
		_, err = ledger.OpenContract(tx, ledger.OpenIn{Contract: c, Day: "2026-03-02"})
		return err
	})
	return o, c
}

// call knocks at the door and returns the answer.
func (w *world) call(method, path string, body any, want int) map[string]any {
	w.t.Helper()
	var raw []byte
	if body != nil {
		var err error
		if raw, err = json.Marshal(body); err != nil {
			w.t.Fatal(err)
		}
	}
	r := httptest.NewRequest(method, path, bytes.NewReader(raw))
	w.key++
	r.Header.Set("Idempotency-Key", fmt.Sprint("k", w.key))
	r.Header.Set("Content-Type", "application/json")
	rec := httptest.NewRecorder()
	w.door.ServeHTTP(rec, r)
	if rec.Code != want {
		w.t.Fatalf("%s %s: %d, want %d: %s", method, path, rec.Code, want, rec.Body)
	}
	out := map[string]any{}
	_ = json.Unmarshal(rec.Body.Bytes(), &out)
	return out
}

func (w *world) position(c contract.Contract) (p ledger.Position) {
	w.t.Helper()
	w.Read(w.t, func(tx *db.Tx) (err error) { p, err = ledger.PositionOf(tx, c.ID); return err })
	return p
}

// letters are the times at which letters of a kind were sent, local, oldest first.
func (w *world) letters(kind string) []string {
	w.t.Helper()
	loc, _ := calendar.Zone(calendar.Shanghai)
	list := []string{}
	page := w.call("GET", "/v1/notices?limit=200&kind="+kind, nil, http.StatusOK)
	for _, row := range page["data"].([]any) {
		v := row.(map[string]any)
		if v["state"] != "sent" {
			continue
		}
		at, err := time.Parse(time.RFC3339, v["ended_at"].(string))
		if err != nil {
			w.t.Fatal(err)
		}
		list = append([]string{at.In(loc).Format("01-02 15:04")}, list...)
	}
	return list
}

// steps are the steps of a contract as "step state code".
func (w *world) steps(c contract.Contract) map[string]string {
	w.t.Helper()
	got := map[string]string{}
	w.Read(w.t, func(tx *db.Tx) error {
		list, err := contact.Steps(tx, c.ID)
		for _, s := range list {
			got[fmt.Sprintf("%d %s", s.Instalment, s.Step)] = s.State + " " + s.Code
		}
		return err
	})
	return got
}

func cny(fen int64) map[string]any { return map[string]any{"amount": fen, "currency": "CNY"} }
