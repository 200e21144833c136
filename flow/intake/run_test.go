package intake_test

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"fenming/book/channel"
	"fenming/book/ledger"
	"fenming/book/order"
	"fenming/book/plan"
	"fenming/flow/intake"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/money"
	"fenming/kit/words"
)

// state writes down everything an import leaves in the books, ids left out.
func (w *world) state() string {
	w.t.Helper()
	var out strings.Builder
	w.Read(w.t, func(tx *db.Tx) error {
		list, err := order.List(tx, order.Filter{}, "", 100_000)
		if err != nil {
			return err
		}
		slices.SortFunc(list, func(a, b order.Order) int { return cmp.Compare(a.OuterNo, b.OuterNo) })
		for _, o := range list {
			events, err := order.Events(tx, o.ID)
			if err != nil {
				return err
			}
			fmt.Fprintf(&out, "%s %s %s %d %s %s %s refunded %d proof %v:", o.OuterNo, o.Day, o.Amount, o.Count, o.PlanCode, o.State,
				o.Verdict, o.Refunded.Minor, o.FulfilledAt)
			for _, e := range events {
				fmt.Fprintf(&out, " %s", e.Event)
			}
			out.WriteString("\n")
		}
		return ledger.Check(tx)
	})
	for _, table := range []string{"orders", "order_item", "order_proof", "order_refund", "customer", "product", "channel", "plan",
		"plan_card", "plan_quote", "risk_event", "risk_verdict", "ledger_entry", "ledger_leg", "notice"} {
		fmt.Fprintf(&out, "%s %d\n", table, w.count(table))
	}
	return out.String()
}

// sums are the figures of an import that do not depend on when it ran.
func sums(r intake.Result) string {
	r.Report = ""
	raw, err := json.Marshal(r)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

func TestImportsAreBookedOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		first := w.run(intake.Olist, "testdata/olist")
		// By the golden file: 40 numbers, 22 read, 18 refused.
		if first.Orders != 40 || first.New != 22 || first.Refused != 18 || first.Already != 0 || !first.Complete {
			t.Fatalf("first: %+v", first)
		}
		// Of the 22: plain mixed twocards nocount created createdpaid cancelled undone more less noitems nocustomer.
		if first.Credit != 12 {
			t.Errorf("%d on credit, want 12", first.Credit)
		}
		before, jobs := w.state(), w.count("job")
		second := w.run(intake.Olist, "testdata/olist")
		if second.New != 0 || second.Already != 22 || second.Refused != 18 || second.Odd != first.Odd || second.Noted != first.Noted {
			t.Errorf("second: %+v", second)
		}
		if after := w.state(); after != before {
			t.Errorf("the second import changed the books:\n%s\n--- before\n%s", after, before)
		}
		if n := w.count("job"); n != jobs+1 || jobs != 1 {
			t.Errorf("%d jobs, then %d: an import leaves none but its own", jobs, n)
		}
		if n := w.count("notice"); n != 0 {
			t.Errorf("%d notices were sent", n)
		}
	})
}

// The books after the olist fixture, by hand: order, state, refund and the sum
// of what platforms owe.
func TestBooksOfTheFixture(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	w.run(intake.Olist, "testdata/olist")
	want := map[string]order.State{"plain": order.Fulfilled, "boleto": order.Fulfilled, "mixed": order.Fulfilling,
		"twocards": order.Paid, "created": order.Expired, "createdpaid": order.Paid, "cancelled": order.Cancelled,
		"undone": order.Refunded, "nostock": order.Paid, "nodelivery": order.Fulfilling, "early": order.Fulfilled}
	w.Read(t, func(tx *db.Tx) error {
		for no, state := range want {
			o, err := order.ByOuterNo(tx, no)
			if err != nil || o.State != state || !o.Imported {
				t.Errorf("%s is %s, want %s: %v", no, o.State, state, err)
			}
		}
		o, err := order.ByOuterNo(tx, "mixed")
		if err != nil {
			return err
		}
		q, err := plan.GetQuote(tx, o.QuoteID)
		if err != nil {
			return err
		}
		// 80.00 of the 100.00 were on the card, in three instalments without a fee.
		if o.Amount.Minor != 10000 || q.Amount.Minor != 8000 || q.Count != 3 || q.CustomerCost.Minor != 0 || q.Day != "2017-03-02" || q.RulePack != "BASE" {
			t.Errorf("mixed: %v, quote %+v", o.Amount, q)
		}
		c, err := channel.ByPlatform(tx, channel.Card)
		if err != nil || c.Creditor != channel.CreditorPlatform {
			t.Errorf("channel: %+v %v", c, err)
		}
		owed, err := ledger.BalanceAt(tx, ledger.PlatformReceivable, "channel:"+c.ID, plan.Forever)
		if err != nil {
			return err
		}
		// 216.87 51.00 100.00 122.27 60(nocount) 60(createdpaid) 60(nostock) 70(more) 30(less) 60(notpaidday)
		// 60(nodelivery) 60(noshipping) 60(early) 60(again) 60(noitems) 60(nocustomer) 60(undefined) 60(spare)
		// 60(payagain); created and cancelled brought no money, undone (60) went back.
		const sum = 21687 + 5100 + 10000 + 12227 + 7000 + 3000 + 13*6000
		if !slices.Equal(owed, []money.Money{money.New(sum, "BRL")}) {
			t.Errorf("owed %v, want %d", owed, sum)
		}
		p, err := plan.Get(tx, "card-brl")
		if err != nil || p.Active || p.ValidFrom != "2017-03-01" || p.ValidTo != "2017-03-08" || !slices.Equal(p.Counts, []int{1, 2, 3, 4, 5, 10}) {
			t.Errorf("plan %+v %v", p, err)
		}
		return nil
	})
}

// A later file widens plan and cards; a file within them changes neither.
func TestPlanGrowsWithTheFiles(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	text := func(no, day string, count int) string {
		return fmt.Sprintf("order_no,order_date,amount,customer_id,payment_method,installments\n%s,%s,10.00,c,credit card,%d\n", no, day, count)
	}
	folder := files(t, map[string]string{"a.csv": text("A", "2026-02-01", 3), "b.csv": text("B", "2026-02-03", 3),
		"c.csv": text("C", "2026-01-05", 6), "d.csv": text("D", "2026-02-02", 6)})
	for _, c := range []struct {
		file string
		card int64
	}{{"a.csv", 1}, {"b.csv", 2}, {"c.csv", 4}, {"d.csv", 4}} {
		if res := w.run(intake.Generic, folder+"/"+c.file); res.New != 1 || res.Credit != 1 || res.Odd != 0 || res.Report != "" {
			t.Errorf("%s: %+v", c.file, res)
		}
		if n := w.count("plan_card"); n != c.card {
			t.Errorf("after %s: %d cards, want %d", c.file, n, c.card)
		}
	}
}

// The same number with another content changes nothing and is told.
func TestAnotherContentUnderTheSameNumber(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		head := "order_no,order_date,amount,customer_id,payment_method,installments,status\n"
		row := func(no, day, amount, count, status string) string {
			return strings.Join([]string{no, day, amount, "c", "credit card", count, status}, ",") + "\n"
		}
		texts := map[string]string{
			"first.csv": head + row("A", "2026-01-05", "10.00", "3", "paid") + row("B", "2026-01-05", "10.00", "3", "paid") +
				row("C", "2026-01-05", "10.00", "3", "paid") + row("D", "2026-01-05", "10.00", "3", "paid") + row("E", "2026-01-05", "10.00", "3", "paid"),
			"second.csv": head + row("A", "2026-01-05", "10.01", "3", "paid") + row("B", "2026-01-06", "10.00", "3", "paid") +
				row("C", "2026-01-05", "10.00", "6", "paid") + row("D", "2026-01-05", "10.00", "3", "unavailable") + row("E", "2026-01-05", "10.00", "3", "paid"),
			"third.csv": head + row("A", "2026-01-05", "10.00", "3", "refunded"),
		}
		folder := files(t, texts)
		if res := w.run(intake.Generic, folder+"/first.csv"); res.New != 5 {
			t.Fatalf("%+v", res)
		}
		before := w.state()
		id := w.begin(intake.Generic, folder+"/second.csv")
		w.drain(id, sellOrder)
		res := w.result(id)
		if res.New != 0 || res.Refused != 3 || res.Already != 2 {
			t.Errorf("second: %+v", res)
		}
		report := w.report(res.Report, "csv", words.EN)
		for _, what := range []string{"another amount", "another day of purchase", "another number of instalments"} {
			if !strings.Contains(report, what) {
				t.Errorf("the report does not say %q:\n%s", what, report)
			}
		}
		id = w.begin(intake.Generic, folder+"/third.csv")
		w.drain(id, sellOrder)
		if res = w.result(id); res.Refused != 1 || !strings.Contains(w.report(res.Report, "csv", words.EN), "another state, dates, payments or items") {
			t.Errorf("third: %+v", res)
		}
		// A plan that grew (six instalments were in the second file) is no change of an order.
		after := w.state()
		if cut := func(s string) string { return s[:strings.Index(s, "orders ")] }; cut(after) != cut(before) {
			t.Errorf("the books changed:\n%s\n--- before\n%s", after, before)
		}
	})
}

// An order that cannot be sold leaves no trace and takes no other with it.
func TestAnOrderThatCannotBeSoldStaysAlone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		folder := files(t, synthetic(60))
		bad := func(no string) bool { return strings.HasSuffix(no, "7") }
		f := func(tx *db.Tx, o intake.Order) (intake.Sold, error) {
			s, err := sellOrder(tx, o) // the trace that must go
			if err == nil && bad(o.OuterNo) {
				err = fault.Refused(words.Word{Key: "test.no", ZH: "不行", EN: "No"})
			}
			return s, err
		}
		id := w.begin(intake.Olist, folder)
		w.drain(id, f)
		res := w.result(id)
		if res.New != 54 || res.Refused != 6 || w.count("orders") != 54 || w.count("risk_verdict") != 54 {
			t.Errorf("%+v", res)
		}
		if n := strings.Count(w.report(res.Report, "csv", words.ZH), "不行"); n != 6 {
			t.Errorf("%d rows in the report", n)
		}
	})
}

// When nothing can be sold it is not the orders: the import stops and says why.
func TestHopelessImportStops(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	id := w.begin(intake.Olist, files(t, synthetic(80)))
	calls := 0
	v := w.drain(id, func(*db.Tx, intake.Order) (intake.Sold, error) {
		calls++
		return intake.Sold{}, fault.Refused(words.Word{Key: "test.closed", ZH: "关门", EN: "Closed"})
	})
	if v.State != "dead" || !strings.Contains(v.LastError, "Closed") || calls != 50 {
		t.Errorf("%s after %d: %s", v.State, calls, v.LastError)
	}
}

func TestPausedChannelIsLeftAlone(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	w.Write(t, func(tx *db.Tx) error {
		_, err := channel.Save(tx, channel.Channel{Platform: channel.Card, Name: "Card", Creditor: channel.CreditorPlatform,
			State: channel.Paused}, channel.Keys{})
		return err
	})
	id := w.begin(intake.Olist, files(t, synthetic(3)))
	if v := w.drain(id, sellOrder); v.State != "dead" || !strings.Contains(v.LastError, "paused") || w.count("orders") != 0 {
		t.Errorf("%s: %s", v.State, v.LastError)
	}
}

// Orders reach the judge in the order of their time, whatever the file's.
func TestSoldInTimeOrder(t *testing.T) {
	w := newWorld(t, dbtest.SQLite(t))
	var b strings.Builder
	b.WriteString("order_no,order_date,amount,customer_id\n")
	for i := range 50 {
		fmt.Fprintf(&b, "N%02d,2026-01-%02d,10.00,c\n", i, 1+(i*11)%28)
	}
	id := w.begin(intake.Generic, files(t, map[string]string{"x.csv": b.String()}))
	var last time.Time
	w.drain(id, func(tx *db.Tx, o intake.Order) (intake.Sold, error) {
		if o.PlacedAt.Before(last) {
			t.Errorf("%s comes after %v", o.OuterNo, last)
		}
		last = o.PlacedAt
		return sellOrder(tx, o)
	})
	if res := w.result(id); res.New != 50 || res.First != "2026-01-01" || res.Last != "2026-01-28" {
		t.Errorf("%+v", res)
	}
}

// errCut is no fault of an order: the attempt ends and another follows.
var errCut = errors.New("cut off")

// An import that breaks off anywhere, any number of times, and goes on ends
// with the books and the figures of one that did not.
func TestInterruptedImportEndsTheSame(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		folder := files(t, oddSynthetic(45))
		whole := newWorld(t, dbtest.SQLite(t))
		want := whole.run(intake.Olist, folder)
		books := whole.state()
		n := 0
		rapid.Check(t, func(r *rapid.T) {
			if n++; n > 8 { // each try lives through an import of its own
				return
			}
			cuts := rapid.SliceOfN(rapid.IntRange(1, 50), 0, 4).Draw(r, "cuts")
			most := rapid.IntRange(1, 20).Draw(r, "portion")
			w := newWorld(t, fresh(t, b))
			id := w.begin(intake.Olist, folder)
			w.cut(id, cuts, most)
			if got := w.result(id); sums(got) != sums(want) {
				r.Fatalf("figures differ:\n%s\n%s", sums(got), sums(want))
			}
			if got := w.state(); got != books {
				r.Fatalf("books differ:\n%s\n--- want\n%s", got, books)
			}
		})
	})
}

// fresh is another empty database on the same engine.
func fresh(t *testing.T, b dbtest.Bench) dbtest.Bench {
	if b.DB.Engine() == "postgres" {
		return dbtest.Postgres(t)
	}
	return dbtest.SQLite(t)
}

// cut runs an import whose n-th sale breaks, once for each n of cuts.
func (w *world) cut(id string, cuts []int, most int) {
	w.t.Helper()
	calls := 0
	f := func(tx *db.Tx, o intake.Order) (intake.Sold, error) {
		if calls++; len(cuts) > 0 && calls >= cuts[0] {
			calls, cuts = 0, cuts[1:]
			return intake.Sold{}, errCut
		}
		return sellOrder(tx, o)
	}
	worker := job.New(job.Options{DB: w.DB, Jobs: intake.JobsBy(w.store, f, most), Log: slog.New(slog.DiscardHandler)})
	for range 6 {
		if _, err := worker.Drain(context.Background()); err != nil {
			w.t.Fatal(err)
		}
		w.Clock.Advance(2 * time.Hour) // the pause before the next attempt
	}
}

// oddSynthetic is synthetic with states, odd rows and repeated customers.
func oddSynthetic(n int) map[string]string {
	texts := maps.Clone(synthetic(n))
	lines := strings.Split(texts["orders.csv"], "\n")
	for i, l := range lines {
		switch {
		case i == 0 || l == "":
		case i%9 == 0:
			lines[i] = strings.Replace(l, "delivered", "canceled", 1)
		case i%7 == 0:
			lines[i] = strings.Replace(l, "delivered", "nonsense", 1)
		case i%5 == 0:
			lines[i] = strings.Replace(l, "delivered", "unavailable", 1)
		}
	}
	texts["orders.csv"] = strings.Join(lines, "\n")
	return texts
}
