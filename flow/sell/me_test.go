package sell_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"fenming/book/customer"
	"fenming/book/disclosure"
	"fenming/flow/sell"
	"fenming/kit/db/dbtest"
)

// The customer's own page: what is due, then a budget, a pause, a yes and a
// withdrawal by himself; nothing on it names an id or shows the person.
func TestACustomersOwnPage(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		out := w.decide(own("ME-1"))
		ask[sell.ConfirmOut](w, "POST", "/v1/orders/"+out.Order.ID+"/confirm", signature(out.Contract, 25_980))
		link := ask[disclosure.LinkOut](w, "POST", "/v1/customers/"+out.Order.CustomerID+"/links", map[string]any{"days": 30})
		if !strings.HasPrefix(link.Path, "/p/") || link.Token == "" {
			t.Fatalf("%+v", link)
		}
		path := "/v1/portal/" + dbtest.Tenant + "/" + link.Token + "/me"
		me := ask[sell.MeOut](w, "GET", path, nil)
		if strings.Contains(me.Name, "锋") || len(me.Payments) != 6 || me.Payments[0].Amount.Minor == 0 || me.Budget.Set {
			t.Fatalf("%+v", me)
		}
		_, raw := w.call(http.MethodGet, path, "", nil)
		for _, secret := range []string{out.Order.CustomerID, out.Order.ID, out.Contract.ID, "13800138000", "ouyang", "文三路", "大衣"} {
			if strings.Contains(string(raw), secret) {
				t.Errorf("the page holds %s", secret)
			}
		}
		me = ask[sell.MeOut](w, "POST", path+"/budget", map[string]any{"new_monthly": cny(200_000), "on_exceed": "stop"})
		if !me.Budget.Set || me.Budget.NewShare != 52 { // 103,920 of 200,000
			t.Errorf("%+v", me.Budget)
		}
		if me = ask[sell.MeOut](w, "POST", path+"/pause", map[string]any{"until": "2026-03-30"}); me.Budget.Now.PausedTo != "2026-03-30" {
			t.Errorf("%+v", me.Budget)
		}
		hash := ""
		for _, c := range me.Consents {
			if c.Purpose.ID == "marketing" {
				hash = c.Purpose.TextHash
			}
		}
		for i, want := range []string{"given", "withdrawn", "refused", "given"} {
			w.Clock.Advance(time.Minute)
			me = ask[sell.MeOut](w, "POST", path+"/consents", map[string]any{"purpose": "marketing", "text_hash": hash, "yes": i%3 == 0})
			if me.History[0].Act != want || !me.History[0].Own {
				t.Errorf("%d: %+v, want %s", i, me.History[0], want)
			}
		}
		v := ask[sell.BudgetView](w, "GET", "/v1/customers/"+out.Order.CustomerID+"/budget", nil)
		if len(v.History) != 2 || v.History[0].SetBy != "customer:"+out.Order.CustomerID {
			t.Errorf("%+v", v.History)
		}
	})
}

// A wrong token, an ended one and another merchant's get the same answer.
func TestAnOwnPageOpensToItsTokenOnly(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	id := w.buyer()
	link := ask[disclosure.LinkOut](w, "POST", "/v1/customers/"+id+"/links", map[string]any{"days": 1})
	good := "/v1/portal/" + dbtest.Tenant + "/" + link.Token + "/me"
	ask[sell.MeOut](w, "GET", good, nil)
	bad := []string{"/v1/portal/" + dbtest.Tenant + "/" + link.Token[1:] + "X/me", "/v1/portal/t_other/" + link.Token + "/me"}
	reasons := map[string]bool{}
	for _, path := range bad {
		reasons[w.refused(404, "GET", path, nil)] = true
		reasons[w.refused(404, "POST", path+"/budget", map[string]any{"on_exceed": customer.StopOver})] = true
		reasons[w.refused(404, "POST", path+"/pause", map[string]any{})] = true
	}
	w.Clock.Advance(24 * time.Hour)
	reasons[w.refused(404, "GET", good, nil)] = true
	if len(reasons) != 1 {
		t.Errorf("told apart: %v", reasons)
	}
	w.refused(404, "POST", "/v1/customers/cus_none/links", map[string]any{"days": 1})
}
