package risk

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"fenming/book/customer"
	"fenming/book/limit"
	"fenming/book/plan"
	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/office/tenant"
)

// shop registers a shop with a limit of 5,000 yuan for the plan "p".
func shop(t testing.TB, b dbtest.Bench) {
	t.Helper()
	b.Write(t, func(tx *db.Tx) error {
		if _, err := tenant.Create(tx, tenant.New{Name: "店", Kind: tenant.Live}); err != nil {
			return err
		}
		_, err := limit.Set(tx, limit.SetIn{PlanCode: "p", Amount: cny(500_000), Reason: "start"})
		return err
	})
}

func buyer(t testing.TB, b dbtest.Bench, phone string) (c customer.Customer) {
	t.Helper()
	b.Write(t, func(tx *db.Tx) (err error) {
		c, err = customer.Match(tx, customer.Person{Name: "张三", Phone: phone})
		return err
	})
	return c
}

func facts(id string, who customer.Customer, fen int64, at time.Time) Facts {
	return Facts{OrderID: id, OuterNo: id, Customer: who, Amount: cny(fen), At: at,
		Quote: &plan.Quote{ID: "q", PlanCode: "p", Platform: "own", Creditor: plan.CreditorMerchant, Amount: cny(fen), DownPayment: cny(0)},
		Items: []Item{{SKU: "s", Fulfilment: shipment, Amount: cny(fen), Quantity: 1}}}
}

func judge(t testing.TB, b dbtest.Bench, f Facts) (v Verdict) {
	t.Helper()
	b.Write(t, func(tx *db.Tx) (err error) { v, err = Judge(tx, f); return err })
	return v
}

func codes(v Verdict) []string {
	list := []string{}
	for _, r := range v.Reasons {
		list = append(list, r.Code)
	}
	return list
}

func has(v Verdict, code string) bool { return slices.Contains(codes(v), code) }

func old(who customer.Customer) customer.Customer {
	who.CreatedAt = dbtest.Start.AddDate(-1, 0, 0)
	return who
}

// The third order within an hour is the one that is named, since a verdict
// counts the order it judges; a retried decision counts once.
func TestTheVerdictCountsItsOwnOrderOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		who := old(buyer(t, b, "13800138000"))
		at := dbtest.Start
		for i := range 2 {
			if v := judge(t, b, facts(fmt.Sprint("ord_", i), who, 12_300, at.Add(time.Duration(i)*time.Minute))); v.Outcome != Accept {
				t.Fatalf("order %d: %v", i, codes(v))
			}
		}
		if v := judge(t, b, facts("ord_1", who, 12_300, at.Add(time.Minute))); has(v, "velocity_customer") {
			t.Fatalf("a retry was counted twice: %v", v.Reasons)
		}
		v := judge(t, b, facts("ord_2", who, 12_300, at.Add(59*time.Minute)))
		if !has(v, "velocity_customer") || v.Score != 20 || len(v.Digest) != 64 || v.RuleSet == "" {
			t.Fatalf("third order: %+v", v)
		}
		if n := v.Reasons[0].Values["n"]; n != int64(3) || !strings.Contains(v.Reasons[0].ZH, "3") {
			t.Fatalf("values %v", v.Reasons[0])
		}
		if v := judge(t, b, facts("ord_3", who, 12_300, at.Add(3*time.Hour))); !has(v, "velocity_customer") || v.Reasons[0].Values["window"] != "24 h" {
			t.Fatalf("the fourth within a day: %v", v.Reasons)
		}
		if v := judge(t, b, facts("ord_4", who, 12_300, at.Add(48*time.Hour))); has(v, "velocity_customer") {
			t.Fatalf("two days later: %v", v.Reasons)
		}
	})
}

// The same orders, imported later and in any order of entry after the fact,
// are judged at their own times and get the verdicts they would have got live.
func TestHistoryIsJudgedAtItsOwnTime(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		who := buyer(t, b, "13800138000")
		long := dbtest.Start.AddDate(0, -8, 0)
		got := []string{}
		for i, at := range []time.Duration{0, 10 * time.Minute, 20 * time.Minute, 40 * 24 * time.Hour} {
			f := facts(fmt.Sprint("ord_", i), who, 12_300, long.Add(at))
			f.Imported = true
			got = append(got, fmt.Sprint(codes(judge(t, b, f))))
		}
		if want := "[[] [] [velocity_customer] []]"; fmt.Sprint(got) != want {
			t.Fatalf("%v, want %s", got, want)
		}
		live := facts("ord_live", old(who), 12_300, dbtest.Start)
		if v := judge(t, b, live); v.Outcome != Accept {
			t.Fatalf("old history bears on today: %v", codes(v))
		}
	})
}

func TestRingsRefundsAndGoodsThatNeverMoved(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		at := dbtest.Start
		var last Verdict
		for i := range 3 {
			f := facts(fmt.Sprint("dev_", i), old(buyer(t, b, fmt.Sprint("1380013800", i))), 12_300, at.Add(time.Duration(i)*time.Minute))
			f.Device, f.IP = "device-1", "10.0.0.1"
			last = judge(t, b, f)
		}
		if !has(last, "device_many_people") || last.Outcome != StepUp {
			t.Fatalf("three people on one device: %s %v", last.Outcome, codes(last))
		}
		who := old(buyer(t, b, "13900139000"))
		saw := func(e Event) {
			t.Helper()
			b.Write(t, func(tx *db.Tx) error { return Saw(tx, e) })
		}
		for i := range 3 {
			id := fmt.Sprint("ref_", i)
			judge(t, b, facts(id, who, 12_300, at.Add(time.Duration(i)*2*time.Hour)))
			if i == 2 { // this one was sent first, so its refund is ordinary
				saw(Event{Kind: KindDelivery, OrderID: id, Moved: true, At: at.Add(5 * time.Hour)})
			}
			saw(Event{Kind: KindRefund, OrderID: id, Amount: cny(12_300), At: at.Add(time.Duration(i)*2*time.Hour + 90*time.Minute)})
		}
		v := judge(t, b, facts("ref_9", who, 12_300, at.Add(26*time.Hour)))
		if !has(v, "instant_refunds") || fmt.Sprint(v.Reasons[len(v.Reasons)-1].Values["n"]) != "2" {
			t.Fatalf("two instant refunds: %v", v.Reasons)
		}
		mover := old(buyer(t, b, "13700137000"))
		for i, kind := range []string{shipment, shipment, "service"} {
			id := fmt.Sprint("mov_", i)
			f := facts(id, mover, 12_300, at.Add(time.Duration(i)*30*time.Hour))
			f.Items[0].Fulfilment = kind
			judge(t, b, f)
			saw(Event{Kind: KindDelivery, OrderID: id, At: at.Add(time.Duration(i)*30*time.Hour + time.Hour)})
			v = judge(t, b, facts(id+"b", mover, 100, at.Add(time.Duration(i)*30*time.Hour+2*time.Hour)))
			if want := i >= 1; has(v, "goods_never_moved") != want {
				t.Fatalf("after %d deliveries: %v", i+1, v.Reasons)
			}
			if has(v, "goods_never_moved") && fmt.Sprint(v.Reasons[0].Values["n"]) != "2" {
				t.Fatalf("a service was counted as goods: %v", v.Reasons)
			}
		}
	})
}

func TestLimitAgeHoldAndNight(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		who := old(buyer(t, b, "13800138000"))
		if v := judge(t, b, facts("over", who, 500_001, dbtest.Start)); v.Outcome != Decline || !has(v, "over_limit") {
			t.Fatalf("over the limit: %s %v", v.Outcome, codes(v))
		}
		if v := judge(t, b, facts("near", who, 490_000, dbtest.Start)); !has(v, "round_near_limit") {
			t.Fatalf("4,900.00 of 5,000.00: %v", codes(v))
		}
		minor := who
		minor.Adult = false
		if v := judge(t, b, facts("minor", minor, 100, dbtest.Start)); v.Outcome != Decline || v.WouldChange.EN == "" {
			t.Fatalf("a minor: %+v", v)
		}
		cash := facts("cash", minor, 100, dbtest.Start)
		if cash.Quote = nil; judge(t, b, cash).Outcome == Decline {
			t.Fatal("a minor may pay at once")
		}
		night := facts("night", who, 100, time.Date(2026, 3, 5, 18, 30, 0, 0, time.UTC)) // 02:30 in Shanghai
		night.Staff = "staff-7"
		if v := judge(t, b, night); !has(v, "night_till") {
			t.Fatalf("entered at 02:30: %v", codes(v))
		}
		b.Write(t, func(tx *db.Tx) error {
			_, err := customer.PlaceHold(tx, customer.Hold{CustomerID: who.ID, Kind: customer.Dispute, Reason: "争议"})
			return err
		})
		if v := judge(t, b, facts("held", who, 100, dbtest.Start.AddDate(0, 0, 9))); v.Outcome != Hold {
			t.Fatalf("under dispute: %s %v", v.Outcome, codes(v))
		}
	})
}

func TestListsThroughTheDoor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		who := old(buyer(t, b, "13800138000"))
		add := func(kind, subject, value string, want int) map[string]any {
			return call(t, b, "POST", "/v1/lists", map[string]any{"kind": kind, "subject": subject, "value": value, "reason": "确认套现一次", "source": "casefile:cas_1"}, want)
		}
		entry := add("block", "phone", "138 0013 8000", http.StatusCreated)
		if raw, _ := json.Marshal(entry); bytes.Contains(raw, []byte("13800138000")) {
			t.Fatalf("the number is in the answer: %s", raw)
		}
		add("block", "phone", "13800138000", http.StatusConflict)
		add("block", "phone", "not a phone", http.StatusUnprocessableEntity)
		add("block", "customer", "cus_none", http.StatusNotFound)
		v := judge(t, b, facts("o1", who, 100, dbtest.Start))
		if v.Outcome != Decline || !has(v, "block_list") {
			t.Fatalf("blocked: %s %v", v.Outcome, codes(v))
		}
		call(t, b, "POST", "/v1/lists/"+entry["id"].(string)+"/remove", map[string]any{"reason": "申诉成立，误列"}, http.StatusOK)
		if v := judge(t, b, facts("o2", who, 100, dbtest.Start.AddDate(0, 0, 3))); v.Outcome != Accept {
			t.Fatalf("after the appeal: %v", codes(v))
		}
		add("block", "ip", "203.0.113.9", http.StatusCreated)
		f := facts("o3", who, 100, dbtest.Start.AddDate(0, 0, 6))
		f.IP = "203.0.113.9"
		if v := judge(t, b, f); v.Outcome != Hold || !has(v, "weak_block") {
			t.Fatalf("an internet address alone: %s %v", v.Outcome, codes(v))
		}
		b.Clock.Set(dbtest.Start.AddDate(0, 0, 731)) // two years are over
		f = facts("o4", who, 100, b.Clock.Now())
		f.IP = "203.0.113.9"
		if v := judge(t, b, f); v.Outcome != Accept {
			t.Fatalf("an entry that ran out: %v", codes(v))
		}
		add("block", "ip", "203.0.113.9", http.StatusCreated)
		view := call(t, b, "GET", "/v1/verdicts/o1", nil, http.StatusOK)
		if view["outcome"] != Decline || view["facts"] == nil || len(view["lever_names"].(map[string]any)) == 0 {
			t.Fatalf("verdict %v", view)
		}
		if raw, _ := json.Marshal(view); bytes.Contains(raw, []byte("203.0.113")) || bytes.Contains(raw, []byte("1380013")) {
			t.Fatalf("personal data in a verdict: %s", raw)
		}
		call(t, b, "GET", "/v1/verdicts/none", nil, http.StatusNotFound)
		out := call(t, b, "GET", "/v1/risk/rules", nil, http.StatusOK)
		if len(out["rules"].([]any)) < 20 || out["version"] == "" {
			t.Fatalf("rules %v", out)
		}
		if list := call(t, b, "GET", "/v1/verdicts?outcome=decline", nil, http.StatusOK); len(list["data"].([]any)) != 1 {
			t.Fatalf("declined: %v", list)
		}
	})
}

func TestBadFactsAreRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		who := buyer(t, b, "13800138000")
		for _, f := range []Facts{facts("", who, 1, dbtest.Start), facts("o", who, 0, dbtest.Start), facts("o", customer.Customer{}, 1, dbtest.Start)} {
			err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error { _, err := Judge(tx, f); return err })
			if !fault.Is(err, fault.CodeInvalid) {
				t.Errorf("%+v: %v", f, err)
			}
		}
		b.Write(t, func(tx *db.Tx) error { return Saw(tx, Event{Kind: KindRefund, OrderID: "never_judged"}) })
	})
}

func call(t testing.TB, b dbtest.Bench, method, path string, body any, want int) map[string]any {
	t.Helper()
	d := api.New(api.Options{DB: b.DB, Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Version: "test", Rates: api.Rates{PerPerson: 1e6},
		Authenticate: func(*http.Request) (api.Caller, error) {
			return api.Caller{Tenant: dbtest.Tenant, Actor: db.Actor{ID: "usr_1", Kind: "user"}, Lang: "en",
				Permissions: map[api.Permission]bool{PermissionVerdict: true, PermissionRead: true, PermissionLists: true, PermissionManage: true}}, nil
		}})
	d.Mount(Operations()...)
	raw, _ := json.Marshal(body)
	if body == nil {
		raw = nil
	}
	r := httptest.NewRequest(method, path, bytes.NewReader(raw))
	r.Header.Set("Idempotency-Key", fmt.Sprint(method, path, string(raw), b.Clock.Now().UnixNano()))
	r.Header.Set("Content-Type", "application/json")
	rec := httptest.NewRecorder()
	d.Handler().ServeHTTP(rec, r)
	if rec.Code != want && !(want == http.StatusOK && rec.Code == http.StatusNoContent) {
		t.Fatalf("%s %s: %d, want %d: %s", method, path, rec.Code, want, rec.Body)
	}
	out := map[string]any{}
	_ = json.Unmarshal(rec.Body.Bytes(), &out)
	return out
}
