package reconcile_test

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
	"net/url"
	"slices"
	"sync"
	"testing"
	"time"

	"fenming/book/casefile"
	"fenming/book/channel"
	"fenming/book/ledger"
	"fenming/book/order"
	"fenming/book/plan"
	"fenming/book/statement"
	"fenming/flow/reconcile"
	"fenming/kit/api"
	"fenming/kit/blob"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/job"
	"fenming/kit/money"
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
	today  = "2026-03-02" // dbtest.Start, 10:00 in Beijing
)

// world is a merchant with his program and the platform, on one virtual clock.
type world struct {
	dbtest.Bench
	t       testing.TB
	door    http.Handler
	worker  *job.Worker
	sim     *sim.Simulator
	client  *huabei.Client
	channel channel.Channel
	store   *blob.Store
	n       int
	daily   bool // the daily job runs by itself
}

func newWorld(t testing.TB, b dbtest.Bench) *world { return openWorld(t, b, false) }

func openWorld(t testing.TB, b dbtest.Bench, daily bool) *world {
	t.Helper()
	w := &world{Bench: b, t: t, daily: daily}
	var err error
	app := sim.DefaultApp(appID, seller, &keys()[0].PublicKey)
	if w.sim, err = sim.New(sim.Options{Now: w.Clock.Now, PlatformKey: keys()[1], Apps: []sim.App{app}}); err != nil {
		t.Fatal(err)
	}
	gateway := httptest.NewServer(w.sim)
	t.Cleanup(gateway.Close)
	if w.store, err = blob.Open(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(keys()[0])
	if err != nil {
		t.Fatal(err)
	}
	public, err := x509.MarshalPKIXPublicKey(&keys()[1].PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	k := channel.Keys{PrivateKeyPEM: string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})),
		PlatformKeyPEM: string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public}))}
	b.Write(t, func(tx *db.Tx) error {
		if _, err := tenant.Create(tx, tenant.New{Name: "测试店", Kind: tenant.Demo}); err != nil {
			return err
		}
		if err := plan.SeedExamples(tx, "2026-02-20"); err != nil {
			return err
		}
		w.channel, err = channel.Save(tx, channel.Channel{Platform: huabei.Descriptor().ID, Name: "花呗",
			Creditor: channel.CreditorPlatform, AppID: appID, SellerID: seller, Gateway: gateway.URL + "/gateway.do", Simulator: true,
			// The simulator's terms: 0.6 % for every sale, 1.8 % for three instalments that the seller pays.
			Terms: channel.Terms{Counts: []int{3, 6, 12}, Fees: []channel.Fee{{Rate: 600_000, Payer: "merchant"},
				{Count: 3, Rate: 1_800_000, Payer: "merchant"}, {Count: 3, Rate: 2_300_000, Payer: "customer"}}}}, k)
		return err
	})
	connector, err := w.connect(w.channel, k)
	if err != nil {
		t.Fatal(err)
	}
	w.client = connector.(*huabei.Client)
	w.doors()
	return w
}

func (w *world) connect(c channel.Channel, k channel.Keys) (platform.Connector, error) {
	private, err := channel.PrivateKey(k.PrivateKeyPEM)
	if err != nil {
		return nil, err
	}
	public, err := channel.PublicKey(k.PlatformKeyPEM)
	if err != nil {
		return nil, err
	}
	return huabei.New(huabei.Config{AppID: c.AppID, SellerID: c.SellerID, Gateway: c.Gateway, AppKey: private, PlatformKey: public,
		Contracted: c.Terms.Counts, Simulator: c.Simulator, Now: w.Clock.Now, Timeout: 20 * time.Second})
}

func parser() reconcile.Parser {
	return reconcile.Parser{Platform: huabei.Descriptor().ID, Parse: huabei.ParseBill}
}

func (w *world) doors() {
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	permissions := map[api.Permission]bool{}
	ops := slices.Concat(statement.Operations(), reconcile.Operations(w.store, parser()))
	for _, o := range ops {
		permissions[o.Permission] = true
	}
	caller := api.Caller{Tenant: dbtest.Tenant, Actor: db.Actor{ID: "key_office", Kind: "key", Role: "finance"}, Permissions: permissions, Lang: "en"}
	door := api.New(api.Options{DB: w.DB, Log: log, Rates: api.Rates{PerKey: 1e6},
		Authenticate: func(*http.Request) (api.Caller, error) { return caller, nil }})
	door.Mount(ops...)
	w.door = door.Handler()
	jobs := reconcile.Jobs(w.store, w.connect, parser())
	if !w.daily {
		jobs = slices.DeleteFunc(jobs, func(j job.Job) bool { return j.Daily != nil })
	}
	w.worker = job.New(job.Options{DB: w.DB, Log: log, Jobs: jobs})
}

func cny(fen int64) money.Money { return money.New(fen, money.CNY) }

// call knocks at a door; into may be nil.
func (w *world) call(method, path string, body []byte, into any) int {
	w.t.Helper()
	rec := httptest.NewRecorder()
	w.door.ServeHTTP(rec, httptest.NewRequest(method, path, bytes.NewReader(body)))
	if raw, ok := into.(*[]byte); ok {
		*raw = rec.Body.Bytes()
	} else if into != nil && rec.Body.Len() > 0 {
		if err := json.Unmarshal(rec.Body.Bytes(), into); err != nil {
			w.t.Fatalf("%s %s: %d %s", method, path, rec.Code, rec.Body)
		}
	}
	if rec.Code >= 500 {
		w.t.Fatalf("%s %s: %d %s", method, path, rec.Code, rec.Body)
	}
	return rec.Code
}

// post sends JSON and wants success.
func (w *world) post(path string, body, into any) {
	w.t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		w.t.Fatal(err)
	}
	var answer json.RawMessage
	if code := w.call("POST", path, raw, &answer); code >= 300 {
		w.t.Fatalf("POST %s: %d %s", path, code, answer)
	}
	if into != nil {
		if err := json.Unmarshal(answer, into); err != nil {
			w.t.Fatal(err)
		}
	}
}

// drop hands a file over as the page does and lets the jobs run.
func (w *world) drop(name string, raw []byte) reconcile.ImportOut {
	w.t.Helper()
	var (
		out    reconcile.ImportOut
		answer json.RawMessage
	)
	if code := w.call("POST", "/v1/statements?name="+url.QueryEscape(name), raw, &answer); code != http.StatusOK {
		w.t.Fatalf("%s: %d %s", name, code, answer)
	}
	if err := json.Unmarshal(answer, &out); err != nil {
		w.t.Fatal(err)
	}
	w.drain()
	return out
}

func (w *world) drain() {
	w.t.Helper()
	if _, err := w.worker.Drain(context.Background()); err != nil {
		w.t.Fatal(err)
	}
}

// bill is the platform's file of a day or month.
func (w *world) bill(kind, day string) []byte {
	w.t.Helper()
	raw, err := w.sim.Bill(appID, kind, day)
	if err != nil {
		w.t.Fatal(err)
	}
	return raw
}

func (w *world) fault(f sim.Fault) {
	w.t.Helper()
	if _, err := w.sim.SetFault(f); err != nil {
		w.t.Fatal(err)
	}
}

// entered is an order of ours that waits for payment at the platform.
func (w *world) entered(fen int64, planCode string) order.Order {
	w.t.Helper()
	w.n++
	var o order.Order
	w.Write(w.t, func(tx *db.Tx) error {
		o = order.Order{OuterNo: fmt.Sprintf("S%04d", w.n), ChannelID: w.channel.ID, Platform: w.channel.Platform,
			Creditor: "platform", Amount: cny(fen), Day: today, Subject: "茶叶"}
		if planCode != "" {
			q, err := plan.QuoteFor(tx, plan.Ask{Amount: cny(fen), PlanCode: planCode, Count: 3})
			if err != nil {
				return err
			}
			o.PlanCode, o.Count, o.QuoteID = planCode, 3, q.ID
		}
		var err error
		o, err = order.Create(tx, o, nil, order.Step{Event: order.OnAccept}, order.Step{Event: order.OnAwait})
		return err
	})
	return o
}

// atPlatform makes the sale there and lets the buyer pay.
func (w *world) atPlatform(o order.Order) {
	w.t.Helper()
	sale := platform.Order{OutNo: o.OutNo, AmountFen: o.Amount.Minor, Subject: o.Subject, Way: platform.WayQR, Instalments: o.Count,
		SellerPaysFee: o.PlanCode == "huabei-free", Credit: platform.CreditAllowed, Expires: time.Hour}
	if o.Count > 0 {
		sale.Credit = platform.CreditInstalments
	}
	if c, err := w.client.CreateOrder(context.Background(), sale); err != nil || c.Outcome != platform.Waiting {
		w.t.Fatalf("%s: %+v %v", o.OutNo, c.Answer, err)
	}
	if err := w.sim.BuyerPays(appID, o.OutNo, "", ""); err != nil {
		w.t.Fatal(err)
	}
}

// paid enters the payment into our books.
func (w *world) paid(o order.Order) order.Order {
	w.t.Helper()
	w.Write(w.t, func(tx *db.Tx) error {
		var err error
		if o, err = order.Move(tx, o.ID, order.OnPay, order.Detail{}); err != nil {
			return err
		}
		day := calendar.DayOf(tx.Now(), time.FixedZone("CST", 8*3600))
		_, err = ledger.PaidByPlatform(tx, ledger.PlatformIn{OrderID: o.ID, ChannelID: o.ChannelID, Amount: o.Amount, Day: day, Ref: o.Ref()})
		return err
	})
	return o
}

// sold is a sale that both sides agree on. planCode "huabei-free" lays the
// instalment fee on the merchant, "huabei" on the buyer, "" has none.
func (w *world) sold(fen int64, planCode string) order.Order {
	w.t.Helper()
	o := w.entered(fen, planCode)
	w.atPlatform(o)
	return w.paid(o)
}

// refundedHere enters a refund that is done in our books.
func (w *world) refundedHere(o order.Order, fen int64) order.Refund {
	w.t.Helper()
	var r order.Refund
	w.Write(w.t, func(tx *db.Tx) error {
		var err error
		if r, _, err = order.AskRefund(tx, o.ID, cny(fen), "七天无理由"); err != nil {
			return err
		}
		day := calendar.DayOf(tx.Now(), time.FixedZone("CST", 8*3600))
		for _, to := range []order.RefundState{order.RefundApproved, order.RefundSent, order.RefundDone} {
			if r, _, err = order.MoveRefund(tx, order.RefundIn{ID: r.ID, To: to, Day: day}); err != nil {
				return err
			}
		}
		_, err = ledger.RefundedByPlatform(tx, ledger.PlatformIn{OrderID: o.ID, ChannelID: o.ChannelID, Amount: cny(fen), Day: day, Ref: "refund:" + r.ID})
		return err
	})
	return r
}

func (w *world) refundedThere(o order.Order, no string, fen int64) {
	w.t.Helper()
	r, err := w.client.Refund(context.Background(), platform.RefundRequest{Ref: platform.Ref{OutNo: o.OutNo}, RefundNo: no, AmountFen: fen, Reason: "七天无理由"})
	if err != nil || r.Outcome != platform.Done {
		w.t.Fatalf("%+v %v", r.Answer, err)
	}
}

// differences lists all differences of a state, oldest first.
func (w *world) differences(state string) []statement.Difference {
	w.t.Helper()
	all := []statement.Difference{}
	for cursor := ""; ; {
		var page api.Page[statement.Difference]
		w.call("GET", "/v1/differences?limit=200&state="+state+"&cursor="+cursor, nil, &page)
		all = append(all, page.Data...)
		if cursor = page.Next; cursor == "" {
			slices.Reverse(all)
			return all
		}
	}
}

// codes of the open differences, sorted.
func (w *world) codes() []statement.Code {
	w.t.Helper()
	list := []statement.Code{}
	for _, d := range w.differences("open") {
		list = append(list, d.Code)
	}
	slices.Sort(list)
	return list
}

func (w *world) lines(file string) []statement.Line {
	w.t.Helper()
	var all []statement.Line
	for cursor := ""; ; {
		var page api.Page[statement.Line]
		w.call("GET", "/v1/statements/"+file+"/lines?limit=200&cursor="+cursor, nil, &page)
		all = append(all, page.Data...)
		if cursor = page.Next; cursor == "" {
			return all
		}
	}
}

func (w *world) file(id string) statement.File {
	w.t.Helper()
	var f statement.File
	w.call("GET", "/v1/statements/"+id, nil, &f)
	return f
}

func (w *world) order(id string) order.Order {
	w.t.Helper()
	var o order.Order
	w.Read(w.t, func(tx *db.Tx) (err error) { o, err = order.Get(tx, id); return err })
	return o
}

func (w *world) match(orderID string) statement.Match {
	w.t.Helper()
	var list []statement.Match
	w.Read(w.t, func(tx *db.Tx) (err error) { list, err = statement.MatchesOf(tx, orderID); return err })
	if len(list) == 0 {
		w.t.Fatal("the order has no match")
	}
	return list[len(list)-1]
}

func (w *world) casefile(id string) casefile.Casefile {
	w.t.Helper()
	var c casefile.Casefile
	w.Read(w.t, func(tx *db.Tx) (err error) { c, err = casefile.Get(tx, id); return err })
	return c
}

// balance of an account over all subjects, fen.
func (w *world) balance(account string) int64 {
	w.t.Helper()
	var n int64
	w.Read(w.t, func(tx *db.Tx) error {
		list, err := ledger.Balance(tx, account, "")
		for _, m := range list {
			n += m.Minor
		}
		return err
	})
	return n
}

// sound checks what must hold after any import: each line in one state, none
// waiting, odd lines explained by an open difference, the ledger in order.
func (w *world) sound(files ...string) {
	w.t.Helper()
	open := map[string]bool{}
	for _, d := range w.differences("open") {
		open[d.LineID] = true
		if !slices.Contains(files, d.FileID) {
			continue
		}
		if d.CasefileID == "" {
			w.t.Errorf("difference %s %s has no case", d.ID, d.Code)
			continue
		}
		c := w.casefile(d.CasefileID)
		risk := d.Actual.Minor - d.Expected.Minor
		if c.State != casefile.StateOpen || c.Kind != casefile.KindDifference || c.AtRisk.Minor != max(risk, -risk) {
			w.t.Errorf("difference %s: case %s %s, money at risk %d", d.Code, c.Kind, c.State, c.AtRisk.Minor)
		}
	}
	for _, id := range files {
		f, counts := w.file(id), map[string]int64{}
		for _, l := range w.lines(id) {
			counts[l.State]++
			if l.State == statement.LineOdd && !open[l.ID] {
				w.t.Errorf("line %d is odd and no difference says why", l.LineNo)
			}
		}
		sum := counts[statement.LineMatched] + counts[statement.LineOdd] + counts[statement.LineSetAside]
		if f.State != statement.Matched || sum != f.Added || counts[statement.LineNew] != 0 {
			w.t.Errorf("file %s %s: %d lines added, %v", f.ID, f.State, f.Added, counts)
		}
	}
	w.Read(w.t, ledger.Check)
}
