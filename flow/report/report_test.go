package report_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"fenming/book/casefile"
	"fenming/book/channel"
	"fenming/book/contract"
	"fenming/book/ledger"
	"fenming/book/order"
	"fenming/book/plan"
	"fenming/book/statement"
	"fenming/flow/report"
	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/audit"
	"fenming/office/tenant"
)

const today calendar.Day = "2026-03-02" // a Monday; dbtest.Start

func cny(fen int64) money.Money { return money.New(fen, money.CNY) }

type world struct {
	dbtest.Bench
	t       *testing.T
	door    http.Handler
	channel channel.Channel
	notes   []db.Note // of the last write
}

func newWorld(t *testing.T, b dbtest.Bench) *world {
	t.Helper()
	w := &world{Bench: b, t: t}
	b.Write(t, func(tx *db.Tx) (err error) {
		if _, err = tenant.Create(tx, tenant.New{Name: "测试店", Kind: tenant.Demo}); err != nil {
			return err
		}
		w.channel, err = channel.Save(tx, channel.Channel{Platform: "huabei", Name: "花呗", Creditor: channel.CreditorPlatform, Simulator: true}, channel.Keys{})
		return err
	})
	permissions := map[api.Permission]bool{}
	ops := report.Operations(report.Options{
		Approvals: func(*db.Tx) (int64, error) { return 3, nil },
		Audit: func(_ *db.Tx, _ report.AuditFilter, before string, _ int) ([]audit.Entry, error) {
			if before != "" {
				return nil, nil
			}
			return []audit.Entry{{ID: "aud_1", At: dbtest.Start, Actor: "usr_1", Op: "order.decide"}}, nil
		}})
	for _, o := range ops {
		permissions[o.Permission] = true
	}
	caller := api.Caller{Tenant: dbtest.Tenant, Actor: db.Actor{ID: "key_office", Kind: "key", Role: "finance"}, Name: "=HYPERLINK", Permissions: permissions, Lang: "en"}
	door := api.New(api.Options{DB: w.DB, Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Rates: api.Rates{PerKey: 1e6},
		Authenticate: func(*http.Request) (api.Caller, error) { return caller, nil }})
	door.Mount(ops...)
	w.door = door.Handler()
	b.DB.OnWrite(func(tx *db.Tx) error { w.notes = tx.Notes(); return nil })
	return w
}

func (w *world) call(method, path string, into any) *httptest.ResponseRecorder {
	w.t.Helper()
	rec := httptest.NewRecorder()
	w.door.ServeHTTP(rec, httptest.NewRequest(method, path, nil))
	if into != nil {
		if rec.Code != http.StatusOK {
			w.t.Fatalf("%s: %d %s", path, rec.Code, rec.Body)
		}
		if err := json.Unmarshal(rec.Body.Bytes(), into); err != nil {
			w.t.Fatal(err)
		}
	}
	return rec
}

func (w *world) sale(outer string, fen int64, day calendar.Day, steps ...order.Step) order.Order {
	w.t.Helper()
	var o order.Order
	w.Write(w.t, func(tx *db.Tx) (err error) {
		o, err = order.Create(tx, order.Order{OuterNo: outer, ChannelID: w.channel.ID, Platform: "huabei", Amount: cny(fen), Day: day,
			Verdict: "accept"}, nil, steps...)
		return err
	})
	return o
}

// lent opens a contract of three equal monthly instalments without interest.
func (w *world) lent(orderID string, fen int64, start calendar.Day) contract.Contract {
	w.t.Helper()
	sum := sha256.Sum256([]byte("text"))
	hash := hex.EncodeToString(sum[:])
	var c contract.Contract
	w.Write(w.t, func(tx *db.Tx) error {
		s, err := plan.For(cny(fen), start, plan.Terms{Kind: plan.InterestFree, Periods: 3, Every: 1, Unit: plan.Month, GraceDays: 3})
		if err != nil {
			return err
		}
		c, err = contract.Offer(tx, contract.OfferIn{OrderID: orderID, CustomerID: "cus_1", Quote: plan.Quote{ID: "quo_" + orderID, Hash: hash,
			PlanCode: "own", Platform: plan.Own, Creditor: plan.CreditorMerchant, Amount: cny(fen), Count: 3, Schedule: s, GraceDays: 3, LPR: 3_000_000}})
		if err != nil {
			return err
		}
		if c, err = contract.Sign(tx, contract.SignIn{ID: c.ID, Accepted: c.KeyTerms, TextHash: hash, TextVersion: "1", Channel: "web"}); err != nil {
			return err
		}
		_, err = ledger.OpenContract(tx, ledger.OpenIn{Contract: c, Day: start})
		return err
	})
	return c
}

// book makes four contracts, by hand:
//
//	c1 900.00 from 10 Dec: 10 Jan, 10 Feb late (600.00), 10 Mar    51 days: 31–60
//	c2 600.00 from  5 Feb:  5 Mar (200.00, this week) …            not due
//	c3 300.00 from  2 Feb:  2 Mar (100.00, today) …                not due
//	c4 300.00 from 20 Jan: 20 Feb late (100.00), 20 Mar …          10 days: 1–30
func (w *world) book() (c1 contract.Contract) {
	c1 = w.lent("ord_1", 90_000, "2025-12-10")
	w.lent("ord_2", 60_000, "2026-02-05")
	w.lent("ord_3", 30_000, "2026-02-02")
	w.lent("ord_4", 30_000, "2026-01-20")
	return c1
}

func TestWords(t *testing.T) {
	if err := words.Check(report.Words()...); err != nil {
		t.Fatal(err)
	}
}

func TestHome(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		w.book()
		w.sale("A", 5000, today, order.Step{Event: order.OnHold})
		w.sale("B", 7000, today, order.Step{Event: order.OnHold})
		w.sale("C", 9000, today, order.Step{Event: order.OnAccept})
		w.Write(t, func(tx *db.Tx) error {
			for i, n := range []int64{300, -200} {
				_, _, err := statement.Differ(tx, statement.Difference{Code: statement.FeeDiffers, ChannelID: w.channel.ID, OrderID: fmt.Sprint(i),
					Day: today, Expected: cny(1000), Actual: cny(1000 + n)})
				if err != nil {
					return err
				}
			}
			if _, err := ledger.PaidByPlatform(tx, ledger.PlatformIn{OrderID: "x", ChannelID: w.channel.ID, Amount: cny(129_900), Day: today}); err != nil {
				return err
			}
			for _, c := range []casefile.OpenIn{{Kind: "order", Object: "order:1", MoneyAtRisk: cny(500), DueIn: 5},
				{Kind: casefile.KindOwnerTask, Object: "job:job_1", DueIn: 1}} {
				c.Title = words.Word{Key: "x", ZH: "一", EN: "one"}
				if _, err := casefile.Open(tx, c); err != nil {
					return err
				}
			}
			return nil
		})
		var h report.Home
		w.call("GET", "/v1/reports/home", &h)
		if len(h.Figures) > 7 || h.Day != today || h.DeadJobs != 1 || len(h.Missing) != 0 {
			t.Errorf("%d figures, day %s, %d dead jobs, missing %v", len(h.Figures), h.Day, h.DeadJobs, h.Missing)
		}
		type numbers struct{ count, fen, ofCount, ofFen int64 }
		want := map[string]numbers{"review": {2, 12_000, 0, 0}, "differences": {2, 500, 0, 0}, "platform_receivable": {0, 129_900, 0, 0},
			"customer_receivable": {4, 210_000, 2, 70_000}, "due": {2, 30_000, 1, 10_000}, "cases": {2, 500, 0, 0}, "approvals": {3, 0, 0, 0}}
		for _, f := range h.Figures {
			got := numbers{count: f.Count}
			if len(f.Sums) > 0 {
				got.fen = f.Sums[0].Money.Minor
			}
			if f.Of != nil {
				got.ofCount = f.Of.Count
				if len(f.Of.Sums) > 0 {
					got.ofFen = f.Of.Sums[0].Money.Minor
				}
			}
			if got != want[f.Code] || f.Label == "" || !strings.HasPrefix(f.Link, "/") {
				t.Errorf("%s: %+v, want %+v (%s)", f.Code, got, want[f.Code], f.Link)
			}
			delete(want, f.Code)
		}
		if len(want) > 0 {
			t.Errorf("figures not shown: %v", want)
		}
		w.Clock.Advance(48 * time.Hour) // one case's deadline is a working day away
		w.call("GET", "/v1/reports/home", &h)
		for _, f := range h.Figures {
			if f.Code == "cases" && f.Of.Count != 1 {
				t.Errorf("%d cases press, want the one whose deadline has passed", f.Of.Count)
			}
		}
	})
}

func TestHomeSaysWhichStatementsAreMissing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		w.Clock.Advance(72 * time.Hour)
		receive := func(sha, kind string, from, to calendar.Day) {
			w.Write(t, func(tx *db.Tx) error {
				_, _, err := statement.Receive(tx, statement.File{ChannelID: w.channel.ID, Platform: "huabei", Kind: kind, From: from, To: to, SHA256: sha,
					Controls: json.RawMessage("[]"), Warnings: json.RawMessage("[]")})
				return err
			})
		}
		receive("aa", "trade", "2026-03-03", "2026-03-03")
		receive("bb", "fund", "2026-03-02", "2026-03-02")
		var h report.Home
		w.call("GET", "/v1/reports/home", &h)
		days := []calendar.Day{}
		for _, m := range h.Missing {
			days = append(days, m.Day)
		}
		if !slices.Equal(days, []calendar.Day{"2026-03-04", "2026-03-02"}) || h.FreshThru != "2026-03-01" {
			t.Errorf("missing %v, fresh through %s", days, h.FreshThru)
		}
		receive("cc", "trade", "2026-03-02", "2026-03-02")
		receive("dd", "trade", "2026-03-04", "2026-03-04")
		if w.call("GET", "/v1/reports/home", &h); len(h.Missing) != 0 || h.FreshThru != "2026-03-04" {
			t.Errorf("missing %v, fresh through %s", h.Missing, h.FreshThru)
		}
	})
}

func TestAgeing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		c1 := w.book()
		check := func(want map[string][3]int64) {
			t.Helper()
			var a report.AgeingOut
			w.call("GET", "/v1/reports/ageing", &a)
			for _, l := range a.Lines {
				if got := [3]int64{l.Contracts, l.Outstanding.Minor, l.Overdue.Minor}; got != want[l.Bucket] {
					t.Errorf("%s: %v, want %v", l.Bucket, got, want[l.Bucket])
				}
				delete(want, l.Bucket)
			}
			if len(want) > 0 {
				t.Errorf("not shown: %v", want)
			}
		}
		check(map[string][3]int64{"current": {2, 90_000, 0}, "d1_30": {1, 30_000, 10_000}, "d31_60": {1, 90_000, 60_000}})
		w.Write(t, func(tx *db.Tx) error {
			_, err := ledger.Repay(tx, ledger.RepayIn{ContractID: c1.ID, Amount: cny(30_000), Day: today, Ref: "p1"})
			return err
		})
		// The January instalment is paid; February's is 20 days late.
		check(map[string][3]int64{"current": {2, 90_000, 0}, "d1_30": {2, 90_000, 40_000}})
	})
}

func TestSales(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		paid := []order.Step{{Event: order.OnAccept}, {Event: order.OnPay}}
		a := w.sale("A", 5000, today, paid...)
		w.sale("B", 7000, today, order.Step{Event: order.OnAccept})
		w.sale("C", 9000, "2026-03-01", paid...)
		w.sale("D", 9000, "2026-01-01", paid...)
		w.Write(t, func(tx *db.Tx) error {
			r, _, err := order.AskRefund(tx, a.ID, cny(1000), "x")
			for _, to := range []order.RefundState{order.RefundApproved, order.RefundDone} {
				if err == nil {
					_, _, err = order.MoveRefund(tx, order.RefundIn{ID: r.ID, To: to, Day: today})
				}
			}
			return err
		})
		var s report.SalesOut
		w.call("GET", "/v1/reports/sales", &s)
		if len(s.Lines) != 2 || s.From != "2026-02-01" || s.To != today {
			t.Fatalf("%+v", s)
		}
		l := s.Lines[1]
		if l.Day != today || l.Orders != 2 || l.Paid != 1 || l.Amount.Minor != 12_000 || l.Net.Minor != 4000 {
			t.Errorf("today: %+v", l)
		}
		if rec := w.call("GET", "/v1/reports/sales?from=2026-03-02&to=2026-03-01", nil); rec.Code != http.StatusUnprocessableEntity {
			t.Errorf("a range that runs backwards: %d", rec.Code)
		}
	})
}

// records reads the table of a CSV export behind its head.
func records(t *testing.T, body []byte) (head string, rows [][]string) {
	t.Helper()
	text, marked := strings.CutPrefix(string(body), "\ufeff")
	head, table, ok := strings.Cut(text, "\r\n\r\n")
	if !marked || !ok {
		t.Fatalf("not an export: %q", body)
	}
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return head, rows
}

func TestExports(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		w.book()
		w.sale("=1+1", 5000, today, order.Step{Event: order.OnHold})
		w.sale("B", 7000, today, order.Step{Event: order.OnAccept})
		for path, rows := range map[string]int{"lists/orders": 2, "lists/orders?state=held": 1, "lists/orders?from=2026-03-03": 0,
			"lists/receivables": 4, "lists/receivables?bucket=d1_30": 1, "lists/receivables?bucket=current": 2, "lists/receivables?bucket=d91": 0,
			"lists/differences": 0, "lists/entries": 16, "lists/entries?from=2026-02-01": 8, "ageing": 3, "sales": 1, "audit": 1} {
			mark := "?"
			if strings.Contains(path, "?") {
				mark = "&"
			}
			rec := w.call("POST", "/v1/exports/"+path+mark+"format=csv", nil)
			if rec.Code != http.StatusOK {
				t.Errorf("%s: %d %s", path, rec.Code, rec.Body)
				continue
			}
			head, got := records(t, rec.Body.Bytes())
			if len(got) != rows+1 {
				t.Errorf("%s: %d rows, want %d: %v", path, len(got)-1, rows, got)
			}
			if !strings.Contains(head, "测试店") || !strings.Contains(head, "2026-03-02 10:00:00 Asia/Shanghai") || !strings.Contains(head, "'=HYPERLINK (key_office)") {
				t.Errorf("%s: head %q", path, head)
			}
			if len(w.notes) != 1 || !strings.HasPrefix(w.notes[0].Object, "export:") {
				t.Errorf("%s: the audit entry holds %v", path, w.notes)
			}
			if strings.HasPrefix(path, "lists/orders?state") && (got[1][1] != "'=1+1" || !strings.Contains(head, "state=held")) {
				t.Errorf("a formula left the house, or the filter is not told: %q %q", got[1], head)
			}
			rec = w.call("POST", "/v1/exports/"+path+mark+"format=xlsx", nil)
			f, err := excelize.OpenReader(bytes.NewReader(rec.Body.Bytes()))
			if err != nil {
				t.Errorf("%s: %v", path, err)
				continue
			}
			sheet, err := f.GetRows("Sheet1")
			if err != nil || len(sheet) != rows+6 {
				t.Errorf("%s: %d rows in the workbook: %v", path, len(sheet), err)
			}
			if err := f.Close(); err != nil {
				t.Error(err)
			}
		}
	})
}

// More than a file holds is refused and not cut off.
func TestExportIsBounded(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	w.Write(t, func(tx *db.Tx) error {
		for i := range 5001 {
			_, _, err := statement.Differ(tx, statement.Difference{Code: statement.LineMissing, ChannelID: w.channel.ID, OrderID: fmt.Sprint(i),
				Day: today, Expected: cny(1), Actual: cny(0)})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if rec := w.call("POST", "/v1/exports/lists/differences?format=csv", nil); rec.Code != http.StatusTooManyRequests || !strings.Contains(rec.Body.String(), "report.too_many") {
		t.Errorf("%d %.200s", rec.Code, rec.Body)
	}
	if rec := w.call("POST", "/v1/exports/lists/differences?format=csv&order_id=17", nil); rec.Code != http.StatusOK {
		t.Errorf("narrowed: %d %.200s", rec.Code, rec.Body)
	}
}

// The rows behind the figures "due" and "overdue" add up to them.
func TestTheRowsAddUpToTheFigure(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		c1 := w.book()
		w.Write(t, func(tx *db.Tx) error {
			_, err := ledger.Repay(tx, ledger.RepayIn{ContractID: c1.ID, Amount: cny(12_345), Day: today, Ref: "p1"})
			return err
		})
		sum := func(link string) (count, fen int64) {
			_, query, _ := strings.Cut(link, "?")
			for cursor := ""; ; {
				var page api.Page[report.DueRow]
				w.call("GET", "/v1/reports/due?limit=1&cursor="+cursor+"&"+query, &page)
				for _, r := range page.Data {
					count, fen = count+1, fen+r.Open.Minor
				}
				if cursor = page.Next; cursor == "" {
					return count, fen
				}
			}
		}
		var h report.Home
		w.call("GET", "/v1/reports/home", &h)
		for _, f := range h.Figures {
			switch f.Code {
			case "due":
				for _, p := range []report.Part{{Count: f.Count, Sums: f.Sums, Link: f.Link}, *f.Of} {
					if n, fen := sum(p.Link); n != p.Count || fen != p.Sums[0].Money.Minor {
						t.Errorf("due: %d rows of %d, %d fen of %d", n, p.Count, fen, p.Sums[0].Money.Minor)
					}
				}
			case "customer_receivable":
				if _, fen := sum(f.Of.Link); fen != f.Of.Sums[0].Money.Minor || fen != 70_000-12_345 {
					t.Errorf("overdue: rows %d fen, figure %d", fen, f.Of.Sums[0].Money.Minor)
				}
			}
		}
	})
}
