package sim_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

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

// clock is a virtual clock, safe for the server's goroutines.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// world is merchant and platform on one virtual clock.
type world struct {
	t      *testing.T
	clock  *clock
	sim    *sim.Simulator
	server *httptest.Server
	shop   *httptest.Server
	client *huabei.Client
	app    sim.App

	mu     sync.Mutex
	events []platform.Event
	bad    []error
	answer func(w http.ResponseWriter) // what the shop answers instead of the ack
}

func newWorld(t *testing.T, dir string, change ...func(*sim.Options)) *world {
	t.Helper()
	w := &world{t: t, clock: &clock{at: time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)}} // 10:00 in Beijing
	w.app = sim.DefaultApp(appID, seller, &keys()[0].PublicKey)
	opt := sim.Options{Now: w.clock.Now, Dir: dir, PlatformKey: keys()[1], Apps: []sim.App{w.app}}
	for _, f := range change {
		f(&opt)
	}
	w.app = opt.Apps[0]
	var err error
	if w.sim, err = sim.New(opt); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.sim.Close() })
	w.server = httptest.NewServer(w.sim)
	t.Cleanup(w.server.Close)
	w.shop = httptest.NewServer(http.HandlerFunc(w.notify))
	t.Cleanup(w.shop.Close)
	w.client, err = huabei.New(huabei.Config{AppID: appID, SellerID: seller, Gateway: w.server.URL + "/gateway.do",
		AppKey: keys()[0], PlatformKey: w.sim.PublicKey(), NotifyURL: w.shop.URL + "/notify", Contracted: []int{3, 6, 12},
		Simulator: true, Now: w.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// notify is the merchant's door: verify, match nothing yet, acknowledge.
func (w *world) notify(rw http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.answer != nil {
		w.answer(rw)
		return
	}
	e, err := w.client.ParseNotify(body)
	if err != nil {
		w.bad = append(w.bad, err)
		http.Error(rw, "fail", http.StatusBadRequest)
		return
	}
	w.events = append(w.events, e)
	w.client.Ack().Write(rw)
}

func (w *world) tick() sim.Report {
	w.t.Helper()
	r, err := w.sim.Tick(context.Background())
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// drain runs all call-backs to their end on the virtual clock.
func (w *world) drain() {
	w.t.Helper()
	for range 200 {
		w.tick()
		next, more := w.sim.NextDue()
		if !more || next.Sub(w.clock.Now()) > 40*time.Hour {
			return
		}
		w.clock.add(max(next.Sub(w.clock.Now()), 0))
	}
	w.t.Fatal("the call-backs never end")
}

func (w *world) fault(f sim.Fault) {
	w.t.Helper()
	if _, err := w.sim.SetFault(f); err != nil {
		w.t.Fatal(err)
	}
}

func order(out string, fen int64) platform.Order {
	return platform.Order{OutNo: out, AmountFen: fen, Subject: "测试手机, \"128G\"", Way: platform.WayQR, Instalments: 3,
		Credit: platform.CreditInstalments, Expires: time.Hour}
}

func (w *world) create(o platform.Order) platform.Created {
	w.t.Helper()
	created, err := w.client.CreateOrder(context.Background(), o)
	if err != nil {
		w.t.Fatal(err)
	}
	return created
}

// sold creates a sale and lets the buyer pay it.
func (w *world) sold(out string, fen int64, change ...func(*platform.Order)) {
	w.t.Helper()
	o := order(out, fen)
	for _, f := range change {
		f(&o)
	}
	if c := w.create(o); c.Outcome != platform.Waiting {
		w.t.Fatalf("%s: %+v", out, c.Answer)
	}
	if err := w.sim.BuyerPays(appID, out, "", ""); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) query(out string) platform.Trade {
	w.t.Helper()
	trade, err := w.client.Query(context.Background(), platform.Ref{OutNo: out})
	if err != nil {
		w.t.Fatal(err)
	}
	return trade
}

func (w *world) refund(out, no string, fen int64) platform.Refunded {
	w.t.Helper()
	r, err := w.client.Refund(context.Background(),
		platform.RefundRequest{Ref: platform.Ref{OutNo: out}, RefundNo: no, AmountFen: fen, Reason: "七天无理由"})
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

func (w *world) close(out string) platform.Closed {
	w.t.Helper()
	c, err := w.client.Close(context.Background(), platform.Ref{OutNo: out})
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

// raw sends what our own client would refuse to send, well signed, and returns
// the text fields of the verified answer.
func (w *world) raw(method, biz string) map[string]string {
	w.t.Helper()
	form := url.Values{"app_id": {appID}, "method": {method}, "charset": {"utf-8"}, "sign_type": {"RSA2"}, "version": {"1.0"},
		"timestamp": {"2026-03-03 09:00:00"}, "biz_content": {biz}}
	sign, err := huabei.Sign(keys()[0], []byte(huabei.Canonical(form)))
	if err != nil {
		w.t.Fatal(err)
	}
	form.Set("sign", sign)
	res, err := http.PostForm(w.server.URL+"/gateway.do", form)
	if err != nil {
		w.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	e, err := huabei.Open(body, method)
	if err != nil || !huabei.Verify(w.sim.PublicKey(), e.Body, e.Sign) {
		w.t.Fatalf("%s: %v", body, err)
	}
	var fields map[string]any
	if err := json.Unmarshal(e.Body, &fields); err != nil {
		w.t.Fatal(err)
	}
	out := map[string]string{}
	for name, value := range fields {
		out[name] = fmt.Sprint(value)
	}
	return out
}
