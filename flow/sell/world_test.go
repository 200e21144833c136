package sell_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"fenming/book/channel"
	"fenming/book/customer"
	"fenming/book/disclosure"
	"fenming/book/ledger"
	"fenming/book/limit"
	"fenming/book/order"
	"fenming/book/plan"
	"fenming/flow/sell"
	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/job"
	"fenming/kit/money"
	"fenming/office/control"
	"fenming/office/tenant"
	"fenming/platform"
	"fenming/platform/huabei"
	"fenming/platform/huabei/sim"
)

// keys are made once: RSA keys cost a second on a busy machine.
var keys = sync.OnceValue(func() [2]*rsa.PrivateKey {
	var pair [2]*rsa.PrivateKey
	for i := range pair {
		key, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			panic(err)
		}
		pair[i] = key
	}
	return pair
})

const (
	appID  = "2021000000000001"
	seller = "2088000000000001"
)

// world is a merchant with his program and the platform, on one virtual clock.
type world struct {
	dbtest.Bench
	t       *testing.T
	door    http.Handler
	worker  *job.Worker
	sim     *sim.Simulator
	gateway *httptest.Server
	bell    *httptest.Server
	channel channel.Channel
	caller  api.Caller
}

func newWorld(t *testing.T, b dbtest.Bench) *world {
	t.Helper()
	w := &world{Bench: b, t: t}
	w.platform()
	b.Write(t, func(tx *db.Tx) error {
		if _, err := tenant.Create(tx, tenant.New{Name: "测试店", Kind: tenant.Demo}); err != nil {
			return err
		}
		if err := plan.SeedExamples(tx, "2026-02-20"); err != nil {
			return err
		}
		_, err := limit.Set(tx, limit.SetIn{PlanCode: "shop-instalments", Amount: cny(500_000), Reason: "start"})
		return err
	})
	w.connectChannel()
	w.doors()
	return w
}

func cny(fen int64) money.Money { return money.New(fen, money.CNY) }

func (w *world) platform() {
	app := sim.DefaultApp(appID, seller, &keys()[0].PublicKey)
	app.ShowInstalments = true
	var err error
	w.sim, err = sim.New(sim.Options{Now: w.Clock.Now, PlatformKey: keys()[1], Apps: []sim.App{app}})
	if err != nil {
		w.t.Fatal(err)
	}
	w.gateway = httptest.NewServer(w.sim)
	mux := http.NewServeMux()
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	mux.Handle("/notify/{tenant}/{channel}", sell.NotifyHandler(w.DB, w.connect, log))
	w.bell = httptest.NewServer(mux)
	w.t.Cleanup(func() {
		w.gateway.Close()
		w.bell.Close()
		if err := w.sim.Close(); err != nil {
			w.t.Error(err)
		}
	})
}

func (w *world) connect(_ context.Context, name string, c channel.Channel, k channel.Keys) (platform.Connector, error) {
	private, err := channel.PrivateKey(k.PrivateKeyPEM)
	if err != nil {
		return nil, err
	}
	public, err := channel.PublicKey(k.PlatformKeyPEM)
	if err != nil {
		return nil, err
	}
	return huabei.New(huabei.Config{AppID: c.AppID, SellerID: c.SellerID, Gateway: c.Gateway, AppKey: private,
		PlatformKey: public, NotifyURL: fmt.Sprintf("%s/notify/%s/%s", w.bell.URL, name, c.ID),
		Contracted: c.Terms.Counts, Simulator: c.Simulator, Now: w.Clock.Now, Timeout: 5 * time.Second})
}

func (w *world) connectChannel() {
	private, err := x509.MarshalPKCS8PrivateKey(keys()[0])
	if err != nil {
		w.t.Fatal(err)
	}
	public, err := x509.MarshalPKIXPublicKey(&keys()[1].PublicKey)
	if err != nil {
		w.t.Fatal(err)
	}
	k := channel.Keys{PrivateKeyPEM: string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})),
		PlatformKeyPEM: string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public}))}
	w.Write(w.t, func(tx *db.Tx) error {
		w.channel, err = channel.Save(tx, channel.Channel{Platform: "huabei", Name: "花呗", Creditor: channel.CreditorPlatform,
			AppID: appID, SellerID: seller, Gateway: w.gateway.URL + "/gateway.do", Simulator: true,
			Terms: channel.Terms{Counts: []int{3, 6, 12}}}, k)
		return err
	})
}

func (w *world) doors() {
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	permissions := map[api.Permission]bool{}
	ops := append(append(sell.Operations(), sell.PublicOperations()...), control.Operations(sell.Acts()...)...)
	ops = append(ops, disclosure.Operations(disclosure.Options{DB: w.DB, Heed: sell.Heed})...)
	for _, o := range ops {
		permissions[o.Permission] = true
	}
	w.caller = api.Caller{Tenant: dbtest.Tenant, Actor: db.Actor{ID: "key_shop", Kind: "key", Role: "service"},
		Permissions: permissions, Lang: "en"}
	door := api.New(api.Options{DB: w.DB, Log: log, Rates: api.Rates{PerKey: 1e6},
		Authenticate: func(*http.Request) (api.Caller, error) { return w.caller, nil }})
	door.Mount(ops...)
	w.door = door.Handler()
	w.worker = job.New(job.Options{DB: w.DB, Log: log, Jobs: append(sell.Jobs(w.connect), control.Jobs(sell.Acts()...)...)})
}

// call knocks at the door and returns status and body.
func (w *world) call(method, path, key string, in any) (int, []byte) {
	raw, err := json.Marshal(in)
	if err != nil {
		w.t.Fatal(err)
	}
	r := httptest.NewRequest(method, path, bytes.NewReader(raw))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Language", "en")
	if key != "" {
		r.Header.Set("Idempotency-Key", key)
	}
	rec := httptest.NewRecorder()
	w.door.ServeHTTP(rec, r)
	return rec.Code, rec.Body.Bytes()
}

// ask is call with success expected, decoded into T.
func ask[T any](w *world, method, path string, in any) T {
	w.t.Helper()
	status, body := w.call(method, path, db.NewID("idem", time.Now()), in)
	var out T
	if status/100 != 2 {
		w.t.Fatalf("%s %s: %d %s", method, path, status, body)
	}
	if err := json.Unmarshal(body, &out); err != nil {
		w.t.Fatal(err)
	}
	return out
}

// refused is call with a problem expected; it returns its reason.
func (w *world) refused(status int, method, path string, in any) string {
	w.t.Helper()
	got, body := w.call(method, path, db.NewID("idem", time.Now()), in)
	var p api.Problem
	if err := json.Unmarshal(body, &p); err != nil || got != status {
		w.t.Fatalf("%s %s: %d %s, want %d", method, path, got, body, status)
	}
	return p.Reason
}

// settle performs what is due and delivers call-backs until nothing moves,
// without moving the clock.
func (w *world) settle() {
	w.t.Helper()
	for range 20 {
		n, err := w.worker.Drain(context.Background())
		if err != nil {
			w.t.Fatal(err)
		}
		report, err := w.sim.Tick(context.Background())
		if err != nil {
			w.t.Fatal(err)
		}
		if n == 0 && report.Sent == 0 {
			return
		}
	}
	w.t.Fatal("the world does not come to rest")
}

// pass lets time go by in steps.
func (w *world) pass(d time.Duration) {
	w.t.Helper()
	for range 10 {
		w.Clock.Advance(d / 10)
		w.settle()
	}
}

func (w *world) fault(f sim.Fault) {
	w.t.Helper()
	if _, err := w.sim.SetFault(f); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) order(id string) order.Order {
	w.t.Helper()
	var o order.Order
	w.Read(w.t, func(tx *db.Tx) (err error) {
		o, err = order.Get(tx, id)
		return err
	})
	return o
}

func (w *world) wantState(id string, want order.State) order.Order {
	w.t.Helper()
	o := w.order(id)
	if o.State != want {
		w.Read(w.t, func(tx *db.Tx) error {
			list, err := order.Events(tx, id)
			for _, e := range list {
				w.t.Logf("%d %s: %s → %s %+v", e.Nr, e.Event, e.From, e.To, e.Detail)
			}
			return err
		})
		w.t.Fatalf("the order is %s, want %s", o.State, want)
	}
	return o
}

// balance is what stands in an account, fen; the books must agree with
// themselves whenever somebody looks.
func (w *world) balance(account string) int64 {
	w.t.Helper()
	var total int64
	w.Read(w.t, func(tx *db.Tx) error {
		list, err := ledger.Balance(tx, account, "")
		if err != nil {
			return err
		}
		for _, m := range list {
			total += m.Minor
		}
		return ledger.Check(tx)
	})
	return total
}

// cases counts the open cases of a kind.
func (w *world) cases(kind string) int64 {
	return w.count(`SELECT count(*) FROM casefile WHERE tenant = $1 AND kind = $2 AND state <> 'resolved'`, kind)
}

func (w *world) count(text string, args ...any) int64 {
	w.t.Helper()
	var n int64
	w.Read(w.t, func(tx *db.Tx) (err error) {
		n, err = db.One(tx, text, db.Value[int64], args...)
		return err
	})
	return n
}

// buy is an ordinary order on Huabei: 1,299.00 in 6.
func buy(no string) sell.DecideIn {
	return sell.DecideIn{OuterNo: no, Amount: cny(129_900), PlanCode: "huabei", Count: 6,
		Customer: person("13800138000"), Items: []sell.ItemIn{{SKU: "coat", Name: "大衣", Category: "服装", Quantity: 1, Amount: cny(129_900)}}}
}

func person(phone string) customer.Person {
	return customer.Person{Phone: phone, Name: "欧阳锋锋", Email: "ouyang@example.com", Address: "浙江省杭州市西湖区文三路99号"}
}
