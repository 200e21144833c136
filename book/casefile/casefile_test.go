package casefile_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"fenming/book/casefile"
	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/tenant"
)

var title = words.Word{Key: "test.title", ZH: "订单 {no} 待审", EN: "Order {no} is held"}

func shop(t testing.TB, b dbtest.Bench) {
	t.Helper()
	b.Write(t, func(tx *db.Tx) error {
		_, err := tenant.Create(tx, tenant.New{Name: "店", Kind: tenant.Live})
		return err
	})
}

func open(t testing.TB, b dbtest.Bench, object string, fen int64, due int) (c casefile.Casefile) {
	t.Helper()
	b.Write(t, func(tx *db.Tx) (err error) {
		c, err = casefile.Open(tx, casefile.OpenIn{Kind: casefile.KindOrder, Object: object, Title: title,
			Args: words.Args{"no": object}, MoneyAtRisk: money.New(fen, money.CNY), DueIn: due})
		return err
	})
	return c
}

func TestWords(t *testing.T) {
	if err := words.Check(casefile.Words()...); err != nil {
		t.Fatal(err)
	}
}

func TestOneOpenCasePerMatter(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		first := open(t, b, "order:ord_1", 100_00, 2)
		again := open(t, b, "order:ord_1", 300_00, 5)
		if again.ID != first.ID || again.AtRisk.Minor != 300_00 || again.DueDay != first.DueDay {
			t.Fatalf("again: %+v, first %+v", again, first)
		}
		// Monday 2026-03-02 and two working days.
		if first.DueDay != "2026-03-04" || first.DueBasis != casefile.WorkingDays {
			t.Fatalf("due %s on %s", first.DueDay, first.DueBasis)
		}
		b.Write(t, func(tx *db.Tx) error {
			_, err := casefile.Resolve(tx, first.ID, casefile.Unfounded, "核对物流，正常")
			return err
		})
		if third := open(t, b, "order:ord_1", 1, 1); third.ID == first.ID {
			t.Fatal("a resolved case must not take new matters")
		}
	})
}

func TestParallelOpeningMakesOneCase(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		ids := make([]string, 20)
		var wg sync.WaitGroup
		for i := range ids {
			wg.Go(func() {
				err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
					c, err := casefile.Task(tx, "lpr", title, words.Args{"no": 1}, 1)
					ids[i] = c.ID
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for _, id := range ids {
			if id != ids[0] || id == "" {
				t.Fatalf("several cases: %v", ids)
			}
		}
	})
}

func TestDeadlineInAYearWithoutHolidaysSaysSo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		b.Clock.Set(time.Date(2026, 12, 30, 2, 0, 0, 0, time.UTC))
		c := open(t, b, "order:ord_1", 1, 5)
		// 2026-12-30 and five calendar days; working days would pass into 2027.
		if c.DueDay != "2027-01-04" || c.DueBasis != casefile.CalendarDays {
			t.Fatalf("due %s on %s", c.DueDay, c.DueBasis)
		}
		got := call(t, b, "GET", "/v1/casefiles/"+c.ID, "", http.StatusOK)
		if note, _ := got["due_note"].(string); note == "" {
			t.Fatal("the case must say that its deadline counts calendar days")
		}
	})
}

func TestTheCaseIsWorkedAndEndsWithAnOutcome(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		c := open(t, b, "order:ord_1", 1200_00, 1)
		base := "/v1/casefiles/" + c.ID
		if got := call(t, b, "POST", base+"/assign", `{}`, http.StatusOK); got["state"] != "working" || got["assignee"] != "usr_1" {
			t.Fatalf("assigned: %v", got)
		}
		call(t, b, "POST", base+"/notes", `{"text":"电话核实：张三本人下单"}`, http.StatusOK)
		call(t, b, "POST", base+"/resolve", `{"outcome":"gone","reason":"四个字呢"}`, http.StatusUnprocessableEntity)
		call(t, b, "POST", base+"/resolve", `{"outcome":"recovered","reason":"钱款已经退回"}`, http.StatusConflict)
		call(t, b, "POST", base+"/recoveries", `{"amount":{"amount":50000,"currency":"CNY"}}`, http.StatusOK)
		got := call(t, b, "POST", base+"/resolve", `{"outcome":"recovered","reason":"部分退回，其余放弃"}`, http.StatusOK)
		if got["state"] != "resolved" || got["outcome"] != "recovered" || got["resolved_by"] != "usr_1" {
			t.Fatalf("resolved: %v", got)
		}
		call(t, b, "POST", base+"/assign", `{"assignee":"usr_2"}`, http.StatusConflict)
		view := call(t, b, "GET", base, "", http.StatusOK)
		notes := view["notes"].([]any)
		kinds := []string{}
		for _, n := range notes {
			kinds = append(kinds, n.(map[string]any)["kind"].(string))
		}
		if fmt.Sprint(kinds) != "[opened assigned note recovered resolved]" {
			t.Fatalf("notes: %v", kinds)
		}
		call(t, b, "GET", "/v1/casefiles/cas_none", "", http.StatusNotFound)
		err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
			_, err := casefile.Resolve(tx, c.ID, casefile.Loss, "again and again")
			return err
		})
		if !fault.Is(err, fault.CodeConflict) {
			t.Fatalf("resolved twice: %v", err)
		}
	})
}

// The queue is urgency times money: with base 100 yuan (rules.go), 1,000 yuan
// due in 1 day (110000×30/2 = 1,650,000) comes before 3,000 yuan due in 9 days
// (310000×30/10 = 930,000), and 10 yuan one day late (11000×30×2 = 660,000)
// before 100 yuan due in 4 days (20000×30/5 = 120,000).
func TestQueueOrder(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		late := open(t, b, "order:late", 10_00, 1) // due 03-03
		b.Clock.Set(dbtest.Start.AddDate(0, 0, 2)) // now 03-04 10:00
		soon := open(t, b, "order:soon", 1000_00, 1)
		big := open(t, b, "order:big", 3000_00, 7) // 03-13
		small := open(t, b, "order:small", 100_00, 2)
		want := []string{soon.ID, big.ID, late.ID, small.ID}
		var got []string
		next := ""
		for range 5 {
			page := call(t, b, "GET", "/v1/casefiles?limit=1&cursor="+next, "", http.StatusOK)
			for _, row := range page["data"].([]any) {
				got = append(got, row.(map[string]any)["id"].(string))
			}
			var more bool
			if next, more = page["next"].(string); !more {
				break
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("queue %v, want %v", got, want)
		}
	})
}

func call(t testing.TB, b dbtest.Bench, method, path, body string, want int) map[string]any {
	t.Helper()
	d := api.New(api.Options{DB: b.DB, Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Version: "test", Rates: api.Rates{PerPerson: 1e6},
		Authenticate: func(*http.Request) (api.Caller, error) {
			return api.Caller{Tenant: dbtest.Tenant, Actor: db.Actor{ID: "usr_1", Kind: "user"}, Lang: words.EN,
				Permissions: map[api.Permission]bool{casefile.PermissionRead: true, casefile.PermissionWork: true}}, nil
		}})
	d.Mount(casefile.Operations()...)
	r := httptest.NewRequest(method, path, bytes.NewReader([]byte(body)))
	r.Header.Set("Idempotency-Key", fmt.Sprint(method, path, body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	d.Handler().ServeHTTP(w, r)
	if w.Code != want {
		t.Fatalf("%s %s: %d, want %d: %s", method, path, w.Code, want, w.Body)
	}
	out := map[string]any{}
	if w.Body.Len() > 0 {
		_ = json.Unmarshal(w.Body.Bytes(), &out)
	}
	return out
}
