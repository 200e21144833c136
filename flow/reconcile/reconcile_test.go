package reconcile_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"fenming/book/casefile"
	"fenming/book/ledger"
	"fenming/book/order"
	"fenming/book/statement"
	"fenming/flow/reconcile"
	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db/dbtest"
	"fenming/kit/words"
	"fenming/platform/huabei/sim"
)

func TestWords(t *testing.T) {
	if err := words.Check(reconcile.Words()...); err != nil {
		t.Fatal(err)
	}
}

// A day from the platform's file to the ledger, by hand:
//
//	sale     amount   fee                        net
//	A 3×     500000   0.6 % 3000 + 1.8 % 9000    488000
//	B 3×     129900   0.6 % 779.4 → 779          129121   the buyer bears the rest
//	C         1250    0.6 % 7.5 → 8 (a tie)        1242
//	A back  −100000   a fifth of 12000: −2400    −97600
//	                  10387                      520763
func TestADayFromTheFileToTheLedger(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		a, _, c := w.sold(500_000, "huabei-free"), w.sold(129_900, "huabei"), w.sold(1250, "")
		r := w.refundedHere(a, 100_000)
		w.refundedThere(a, r.ID, 100_000)
		w.Clock.Advance(24 * time.Hour)

		out := w.drop("trade.zip", w.bill("trade", today))
		if out.Already || out.File.Kind != "trade" || out.File.From != today || out.File.To != today || out.File.Lines != 4 {
			t.Errorf("file: %+v", out.File)
		}
		w.sound(out.File.ID)
		if d := w.differences("open"); len(d) != 0 {
			t.Errorf("a day that fits has differences: %+v", d)
		}
		check := func() {
			t.Helper()
			for account, want := range map[string]int64{ledger.PlatformReceivable: 0, ledger.Bank: 520_763, ledger.PlatformFeeAccount: 10_387} {
				if got := w.balance(account); got != want {
					t.Errorf("%s: %d, want %d", account, got, want)
				}
			}
		}
		check()
		for _, id := range []string{a.ID, c.ID} {
			if o := w.order(id); o.SettledAt == nil {
				t.Errorf("order %s %s is not settled", id, o.State)
			}
		}
		if o := w.order(a.ID); o.State != order.PartRefunded || len(w.match(a.ID).Entries) == 0 {
			t.Errorf("the refunded order: %s", o.State)
		}

		again := w.drop("again.zip", w.bill("trade", today))
		if !again.Already || again.File.ID != out.File.ID || again.JobID != "" {
			t.Errorf("the same bytes: %+v", again)
		}
		// The fund bill lists the same money once more: sales, fees and refunds
		// are joined to their orders and book nothing.
		fund := w.drop("fund.zip", w.bill("signcustomer", today))
		for _, l := range w.lines(fund.File.ID) {
			if l.State != statement.LineMatched {
				t.Errorf("fund line %d (%s %s) of %s is %s", l.LineNo, l.Kind, l.Charge, l.OuterNo, l.State)
			}
		}
		w.sound(out.File.ID, fund.File.ID)
		check()
	})
}

// The fund bill first: nothing is booked and the trade bill still finds its
// orders without a payment line.
func TestFundBillBeforeTradeBill(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		w.sold(500_000, "huabei-free")
		w.Clock.Advance(24 * time.Hour)
		w.drop("fund.zip", w.bill("signcustomer", today))
		if got := w.balance(ledger.Bank); got != 0 {
			t.Errorf("the fund bill booked %d", got)
		}
		out := w.drop("trade.zip", w.bill("trade", today))
		w.sound(out.File.ID)
		if got := w.balance(ledger.Bank); got != 488_000 || len(w.differences("open")) != 0 {
			t.Errorf("bank %d, differences %v", got, w.codes())
		}
	})
}

// Every planted difference is found with its code, and nothing else is.
func TestPlantedDifferences(t *testing.T) {
	cases := map[string]struct {
		want             statement.Code
		expected, actual int64
		plant            func(w *world, o order.Order)
	}{
		"row missing": {statement.LineMissing, 129_900, 0, func(w *world, o order.Order) {
			w.fault(sim.Fault{Kind: sim.BillRowMissing, OutNo: o.OutNo, Day: today})
		}},
		"row of a stranger": {statement.OrderMissing, 0, 777, func(w *world, o order.Order) {
			w.fault(sim.Fault{Kind: sim.BillRowExtra, OutNo: "NOBODY", Day: today, Fen: 777})
		}},
		"a cent off": {statement.AmountDiffers, 129_900, 129_901, func(w *world, o order.Order) {
			w.fault(sim.Fault{Kind: sim.BillRowCentOff, OutNo: o.OutNo, Day: today})
		}},
		"row twice": {statement.PaidTwice, 0, 129_900, func(w *world, o order.Order) {
			w.fault(sim.Fault{Kind: sim.BillRowDuplicate, OutNo: o.OutNo, Day: today})
		}},
		"fee a cent off": {statement.FeeDiffers, 779, 780, func(w *world, o order.Order) {
			w.fault(sim.Fault{Kind: sim.BillFeeDiffers, OutNo: o.OutNo, Day: today})
		}},
		"paid there, not here": {statement.NotPaid, 0, 4200, func(w *world, _ order.Order) {
			w.atPlatform(w.entered(4200, ""))
		}},
		"refund of theirs": {statement.RefundMissing, 0, -5000, func(w *world, o order.Order) {
			w.refundedThere(o, "RX1", 5000)
		}},
		"refund of ours": {statement.RefundUnlisted, -5000, 0, func(w *world, o order.Order) {
			w.refundedHere(o, 5000)
		}},
		"refund of another amount": {statement.AmountDiffers, -5000, -4000, func(w *world, o order.Order) {
			w.refundedThere(o, w.refundedHere(o, 5000).ID, 4000)
		}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
				w := newWorld(t, b)
				w.sold(500_000, "huabei-free")
				o := w.sold(129_900, "huabei")
				c.plant(w, o)
				w.Clock.Advance(24 * time.Hour)
				out := w.drop("trade.zip", w.bill("trade", today))
				w.sound(out.File.ID)
				open := w.differences("open")
				if len(open) != 1 || open[0].Code != c.want || open[0].Expected.Minor != c.expected || open[0].Actual.Minor != c.actual {
					t.Fatalf("found %+v, want %s %d %d", open, c.want, c.expected, c.actual)
				}
			})
		})
	}
}

// An order paid a second before midnight in our books stands in the platform's
// next file: the difference and its case end by themselves.
func TestALaterFileSettlesWhatWasMissing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		w.Clock.Set(time.Date(2026, 3, 2, 15, 59, 59, 0, time.UTC))
		o := w.entered(129_900, "huabei")
		w.paid(o)
		w.Clock.Advance(2 * time.Second)
		w.atPlatform(o)
		w.Clock.Advance(48 * time.Hour)
		first := w.drop("first.zip", w.bill("trade", today))
		open := w.differences("open")
		if len(open) != 1 || open[0].Code != statement.LineMissing || open[0].OrderID != o.ID {
			t.Fatalf("found %+v", open)
		}
		second := w.drop("second.zip", w.bill("trade", "2026-03-03"))
		w.sound(first.File.ID, second.File.ID)
		gone := w.differences("gone")
		if len(w.differences("open")) != 0 || len(gone) != 1 {
			t.Fatalf("open %v, gone %+v", w.codes(), gone)
		}
		if c := w.casefile(gone[0].CasefileID); c.State != casefile.StateResolved || c.Outcome != casefile.Corrected {
			t.Errorf("case %s %s", c.State, c.Outcome)
		}
	})
}

// A payment that we hear of after the file is joined by the next run.
func TestALatePaymentJoinsItsLine(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		o := w.entered(129_900, "huabei")
		w.atPlatform(o)
		w.Clock.Advance(24 * time.Hour)
		out := w.drop("trade.zip", w.bill("trade", today))
		if got := w.codes(); !slices.Equal(got, []statement.Code{statement.NotPaid}) {
			t.Fatalf("found %v", got)
		}
		w.paid(o)
		w.drop("month.zip", w.bill("trade", "2026-03"))
		w.sound(out.File.ID)
		if got := w.codes(); len(got) != 0 || w.order(o.ID).SettledAt == nil {
			t.Errorf("left %v, settled at %v", got, w.order(o.ID).SettledAt)
		}
	})
}

// Three payment lines of one order consume one line only.
func TestThreeLinesOneOrder(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		o := w.sold(100_000, "")
		w.Clock.Advance(24 * time.Hour)
		row := saleRow(o.OutNo, "T1", "2026-03-02 10:00:00", 100_000, 600)
		out := w.drop("three.csv", billFile("2026-03-02", row, row, saleRow(o.OutNo, "T2", "2026-03-02 11:00:00", 100_000, 600)))
		w.sound(out.File.ID)
		if got := w.codes(); !slices.Equal(got, []statement.Code{statement.PaidTwice, statement.PaidTwice}) {
			t.Errorf("found %v", got)
		}
		if bank := w.balance(ledger.Bank); bank != 99_400 {
			t.Errorf("bank %d, want one payment less its fee: 99400", bank)
		}
	})
}

// The day's file and the month's overlap: each line is stored and judged once,
// also a row that stands twice in both.
func TestOverlap(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		w.sold(500_000, "huabei-free")
		double := w.sold(129_900, "huabei")
		w.fault(sim.Fault{Kind: sim.BillRowDuplicate, OutNo: double.OutNo})
		day := w.drop("day.zip", w.bill("trade", today))
		w.Clock.Advance(24 * time.Hour)
		w.sold(30_000, "")
		w.Clock.Set(time.Date(2026, 4, 4, 2, 0, 0, 0, time.UTC))
		month := w.drop("month.zip", w.bill("trade", "2026-03"))
		w.sound(day.File.ID, month.File.ID)
		if f := w.file(month.File.ID); f.Lines != 4 || f.Added != 1 {
			t.Errorf("month: %d lines, %d new; want 4 and 1", f.Lines, f.Added)
		}
		if got := w.codes(); !slices.Equal(got, []statement.Code{statement.PaidTwice}) {
			t.Errorf("found %v", got)
		}
		var page api.Page[reconcile.DayView]
		if code := w.call("GET", "/v1/statements/days?from=2026-03-01&to=2026-04-04", nil, &page); code != http.StatusOK {
			t.Fatal(code)
		}
		missing := []calendar.Day{}
		for _, d := range page.Data {
			if len(d.Missing) > 0 {
				missing = append(missing, d.Day)
			}
		}
		if !slices.Equal(missing, []calendar.Day{"2026-04-01", "2026-04-02", "2026-04-03"}) || page.Data[0].Day != today {
			t.Errorf("missing %v, first day %v; want the days of April up to yesterday, from the channel's first", missing, page.Data[0])
		}
	})
}

func TestUndoAndMatchByHand(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		o := w.sold(129_900, "huabei")
		w.fault(sim.Fault{Kind: sim.BillFeeDiffers, OutNo: o.OutNo, Day: today})
		w.Clock.Advance(24 * time.Hour)
		out := w.drop("trade.zip", w.bill("trade", today))
		m := w.match(o.ID)
		if code := w.call("POST", "/v1/matches/"+m.ID+"/undo", []byte(`{"reason":""}`), nil); code != http.StatusUnprocessableEntity {
			t.Errorf("undo without a reason: %d", code)
		}
		w.post("/v1/matches/"+m.ID+"/undo", reconcile.UndoIn{Reason: "wrong order"}, nil)
		w.sound(out.File.ID)
		if bank, back := w.balance(ledger.Bank), w.balance(ledger.PlatformReceivable); bank != 0 || back != 129_900 {
			t.Errorf("after undo: bank %d, receivable %d", bank, back)
		}
		if o := w.order(o.ID); o.SettledAt != nil {
			t.Error("the order is settled still")
		}
		if got := w.codes(); !slices.Equal(got, []statement.Code{statement.OrderMissing}) {
			t.Errorf("after undo: %v", got)
		}
		w.drop("month.zip", w.bill("trade", "2026-03"))
		// What a person parted stays parted; the order now lacks its line.
		if got := w.codes(); !slices.Equal(got, []statement.Code{statement.LineMissing, statement.OrderMissing}) {
			t.Errorf("after the next file: %v", got)
		}
		var l statement.Line
		w.post("/v1/lines/"+m.LineID+"/match", reconcile.MatchIn{OrderID: o.ID, Reason: "it was right"}, &l)
		if l.State != statement.LineMatched || w.balance(ledger.Bank) != 129_900-780 || w.order(o.ID).SettledAt == nil {
			t.Errorf("by hand: %s, bank %d", l.State, w.balance(ledger.Bank))
		}
		if got := w.codes(); len(got) != 0 {
			t.Errorf("by hand: %v", got)
		}
		if code := w.call("POST", "/v1/lines/"+m.LineID+"/match", []byte(`{"order_id":"`+o.ID+`","reason":"again"}`), nil); code != http.StatusConflict {
			t.Errorf("a matched line was matched again: %d", code)
		}
		w.sound(out.File.ID)
	})
}

func TestExplain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		w.fault(sim.Fault{Kind: sim.BillRowExtra, OutNo: "NOBODY", Day: today, Fen: 777})
		w.Clock.Advance(24 * time.Hour)
		out := w.drop("trade.zip", w.bill("trade", today))
		d := w.differences("open")[0]
		var ended statement.Difference
		w.post("/v1/differences/"+d.ID+"/explain", reconcile.ExplainIn{Note: "a test payment of the owner"}, &ended)
		if ended.State != statement.Explained || w.lines(out.File.ID)[0].State != statement.LineSetAside {
			t.Errorf("difference %s", ended.State)
		}
		if c := w.casefile(d.CasefileID); c.State != casefile.StateResolved || c.Outcome != casefile.Explained {
			t.Errorf("case %s %s", c.State, c.Outcome)
		}
		w.sound(out.File.ID)
	})
}
