package sim_test

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fenming/platform"
	"fenming/platform/huabei"
	"fenming/platform/huabei/sim"
)

// A restart folds the journal to the same state, bill for bill.
func TestRestart(t *testing.T) {
	dir := t.TempDir()
	w := newWorld(t, dir)
	w.fault(sim.Fault{Kind: sim.NotifyLate, OutNo: "K2", Delay: 7200})
	w.fault(sim.Fault{Kind: sim.BillRowCentOff, OutNo: "K1", Day: day})
	w.answer = func(rw http.ResponseWriter) { rw.WriteHeader(500) }
	trading(w)
	w.create(order("K9", 100))
	w.tick()
	look := func(s *sim.Simulator) string {
		bill, err := s.Bill(appID, "trade", day)
		if err != nil {
			t.Fatal(err)
		}
		fund, err := s.Bill(appID, "signcustomer", day)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(s.Trades(), s.Notices(), s.Faults(), bill, fund)
	}
	before := look(w.sim)
	if err := w.sim.Close(); err != nil {
		t.Fatal(err)
	}
	if err := w.sim.BuyerPays(appID, "K9", "", ""); err == nil {
		t.Fatal("a closed simulator forgot to write and went on")
	}
	// A crash in the middle of a write leaves half a line.
	path := filepath.Join(dir, "journal.jsonl")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(bytes.Clone(whole), `{"k":"pay","at":1,"app":"2021`...), 0o600); err != nil {
		t.Fatal(err)
	}
	opt := sim.Options{Now: w.clock.Now, Dir: dir, PlatformKey: keys()[1], Apps: []sim.App{w.app}}
	again, err := sim.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	if after := look(again); after != before {
		t.Fatalf("after the restart\n%.300s\nbefore\n%.300s", after, before)
	}
	if err := again.BuyerPays(appID, "K9", "", ""); err != nil {
		t.Fatal(err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	third, err := sim.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	defer third.Close()
	if list := third.Trades(); list[len(list)-1].Status != "TRADE_SUCCESS" {
		t.Fatalf("%+v", list[len(list)-1])
	}
	// A line in the middle that cannot be read is no crash but damage.
	if err := os.WriteFile(path, append([]byte("{broken}\n"), whole...), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := sim.New(opt); err == nil {
		t.Fatal("a damaged journal was accepted")
	}
}

func TestKeySurvivesRestart(t *testing.T) {
	dir := t.TempDir()
	opt := sim.Options{Now: time.Now, Dir: dir}
	first, err := sim.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	first.Close()
	second, err := sim.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if !first.PublicKey().Equal(second.PublicKey()) {
		t.Fatal("another key after the restart")
	}
	info, err := os.Stat(filepath.Join(dir, "platform_key.pem"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v %v", info.Mode(), err)
	}
}

func TestControlFace(t *testing.T) {
	w := newWorld(t, "")
	w.create(order("X1", 100))
	post := func(path, kind, body string) int {
		res, err := http.Post(w.server.URL+path, kind, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		return res.StatusCode
	}
	sale := `{"app_id":"` + appID + `","out_trade_no":"X1"}`
	for _, c := range []struct {
		path, kind, body string
		want             int
	}{
		{"/sim/pay", "text/plain", sale, 415}, {"/sim/pay", "application/json", `{"foo":1}`, 400},
		{"/sim/faults", "application/json", `{"kind":"no_such"}`, 409}, {"/sim/faults", "application/json", `{"kind":"notify_duplicate"}`, 200},
		{"/sim/scan", "application/json", sale, 200}, {"/sim/pay", "application/json; charset=utf-8", sale, 200},
		{"/sim/pay", "application/json", sale, 409}, {"/sim/close", "application/json", sale, 409},
		{"/sim/tick", "application/json", `{}`, 200},
	} {
		if got := post(c.path, c.kind, c.body); got != c.want {
			t.Errorf("%s %s: %d, want %d", c.path, c.body, got, c.want)
		}
	}
	if len(w.events) != 2 {
		t.Errorf("%d call-backs, want the payment twice", len(w.events))
	}
	for _, path := range []string{"/sim/trades", "/sim/notices", "/sim/faults", "/sim/fault-kinds"} {
		res, err := http.Get(w.server.URL + path)
		if err != nil || res.StatusCode != 200 {
			t.Errorf("%s: %v %v", path, res.StatusCode, err)
		}
		res.Body.Close()
	}
}

// A hundred and twenty virtual days, 2,000 sales, faults among them, through
// client and HTTP: the merchant's view, the call-backs and the bills end equal.
func TestVolume(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: 2,000 sales are left to the run without the race detector")
	}
	w := newWorld(t, t.TempDir())
	const days, perDay = 120, 17
	n := 0
	var balance int64
	for range days {
		for range perDay {
			if n++; n <= 2000 {
				balance += w.volumeSale(n)
			}
			w.clock.add(5 * time.Minute)
		}
		w.tick()
		w.clock.add(24*time.Hour - perDay*5*time.Minute)
	}
	w.drain()
	told := map[string]bool{}
	for _, e := range w.events {
		if e.Kind == platform.EventPaid {
			told[e.OutNo] = true
		}
	}
	var inPlatform int64
	for _, tr := range w.sim.Trades() {
		if tr.Channel == "" {
			continue
		}
		inPlatform += tr.Fen - tr.RefundedFen
		if !told[tr.OutNo] {
			t.Errorf("%s was paid and nobody was told", tr.OutNo)
		}
	}
	if inBills := w.allBills(); inPlatform != inBills || inBills != balance {
		t.Errorf("merchant %d, platform %d, bills %d fen", balance, inPlatform, inBills)
	}
}

// volumeSale makes the n-th sale: every tenth with a fault, every twentieth
// never paid, every fifteenth refunded by a third. It returns the fen that stay
// with the merchant.
func (w *world) volumeSale(n int) int64 {
	w.t.Helper()
	faults := []sim.FaultKind{sim.NotifyDuplicate, sim.NotifyLate, sim.NotifyOutOfOrder, sim.NotifyBadSign, sim.NotifyReplay,
		sim.TimeoutCommitted, sim.UnknownCommitted, sim.HTTP500}
	out, fen := fmt.Sprintf("V%06d", n), int64(10000+n*137%500000)
	if n%10 == 0 {
		w.fault(sim.Fault{Kind: faults[n/10%len(faults)], OutNo: out})
	}
	o := order(out, fen)
	o.Instalments, o.SellerPaysFee = []int{3, 6, 12}[n%3], n%2 == 0
	c := w.create(o)
	if c.Outcome == platform.Unknown {
		c = w.create(o) // the same number again is harmless
	}
	if c.Outcome != platform.Waiting {
		w.t.Fatalf("%s: %+v", out, c.Answer)
	}
	if n%20 == 7 {
		return 0
	}
	w.clock.add(time.Second)
	if err := w.sim.BuyerPays(appID, out, "", ""); err != nil {
		w.t.Fatal(err)
	}
	if n%15 != 4 {
		return fen
	}
	if r := w.refund(out, "R"+out, fen/3); r.Outcome != platform.Done && r.Outcome != platform.Unknown {
		w.t.Fatalf("%s: %+v", out, r.Answer)
	}
	return fen - fen/3
}

// allBills adds up every day's trade bill, fen.
func (w *world) allBills() int64 {
	w.t.Helper()
	var sum int64
	for day := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC); day.Before(w.clock.Now()); day = day.AddDate(0, 0, 1) {
		raw, err := w.sim.Bill(appID, "trade", day.Format(time.DateOnly))
		if err != nil {
			w.t.Fatal(err)
		}
		s, err := huabei.ParseBill(platform.RawFile{Bytes: raw})
		if err != nil {
			w.t.Fatalf("%s: %v", day, err)
		}
		for _, l := range s.Lines {
			sum += l.AmountFen
		}
	}
	return sum
}
