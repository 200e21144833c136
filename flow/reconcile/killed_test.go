package reconcile_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"fenming/book/ledger"
	"fenming/book/order"
	"fenming/book/statement"
	"fenming/flow/reconcile"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
)

// A load that dies in any of its transactions and runs again ends where one that
// lived does: every line once, every fen booked once.
func TestKilledInTheMiddle(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		// Two portions of lines: one order of ours and 505 strangers.
		o := w.sold(100_000, "")
		rows := []row{saleRow(o.OutNo, "T0", "2026-03-02 10:00:00", 100_000, 600)}
		for i := range 505 {
			rows = append(rows, saleRow(fmt.Sprintf("N%03d", i), fmt.Sprintf("U%03d", i), "2026-03-02 10:00:00", 100, 1))
		}
		w.sold(4200, "") // no line lists it
		w.Clock.Advance(24 * time.Hour)
		kill, n := 1, 0
		w.DB.OnWrite(func(tx *db.Tx) error {
			if tx.Scope().Op != "job.reconcile.load" {
				return nil
			}
			if n++; n == kill {
				n, kill = 0, kill+1
				return errors.New("killed")
			}
			return nil
		})
		out := w.drop("big.csv", billFile("2026-03-02", rows...))
		for tries := 0; w.file(out.File.ID).State != statement.Matched; tries++ {
			if tries > 40 {
				t.Fatal("the file never ends")
			}
			n = 0
			w.Clock.Advance(2 * time.Hour)
			w.drain()
			if tries == 8 { // the job gives up after ten attempts; a person starts it anew by the same file
				w.drop("big.csv", billFile("2026-03-02", rows...))
			}
		}
		if kill < 4 {
			t.Errorf("only %d deaths; the test proves nothing", kill-1)
		}
		w.sound(out.File.ID)
		if f := w.file(out.File.ID); f.Added != 506 {
			t.Errorf("%d lines of 506", f.Added)
		}
		if bank := w.balance(ledger.Bank); bank != 99_400 {
			t.Errorf("bank %d, want 99400", bank)
		}
		codes := map[statement.Code]int64{}
		for _, c := range []statement.Code{statement.OrderMissing, statement.LineMissing} {
			w.Read(t, func(tx *db.Tx) error {
				v, err := db.One(tx, `SELECT count(*) FROM v_statement_difference WHERE tenant = $1 AND code = $2 AND state = 'open'`,
					db.Value[int64], c)
				codes[c] = v
				return err
			})
		}
		if codes[statement.OrderMissing] != 505 || codes[statement.LineMissing] != 1 {
			t.Errorf("differences %v", codes)
		}
	})
}

// Whatever bill meets whatever orders: every line ends matched, odd or set
// aside, no order gets two payment lines, the bank gains the net of the matched
// lines, and no money is made or lost.
func TestAnyBillAddsUp(t *testing.T) {
	checks := flag.Lookup("rapid.checks") // each check is a whole import; thirty say as much as a hundred
	usual := checks.Value.String()
	if err := checks.Value.Set("30"); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = checks.Value.Set(usual) }()
	w := newWorld(t, dbtest.SQLite(t))
	round := 0
	rapid.Check(t, func(rt *rapid.T) {
		round++
		bank, fee, receivable := w.balance(ledger.Bank), w.balance(ledger.PlatformFeeAccount), w.balance(ledger.PlatformReceivable)
		orders := make([]string, 3)
		for i := range orders {
			o := w.entered(rapid.Int64Range(1, 3).Draw(rt, "amount")*1000, "")
			if rapid.Bool().Draw(rt, "paid") {
				w.paid(o)
				receivable += o.Amount.Minor
			}
			orders[i] = o.OutNo
		}
		out := w.drop("any.csv", billFile(calendar.Day(today), anyRows(rt, orders, round)...))
		w.sound(out.File.ID)
		var net, fees int64
		taken := map[string]int{}
		for _, l := range w.lines(out.File.ID) {
			if l.State != statement.LineMatched {
				continue
			}
			net, fees = net+l.Net.Minor, fees+l.Fee.Minor
			if l.Kind == "payment" {
				taken[l.OrderID]++
			}
		}
		for id, n := range taken {
			if o := w.order(id); n != 1 || o.PaidAt == nil || o.State == order.AwaitingPayment {
				rt.Fatalf("order %s %s has %d payment lines", id, o.State, n)
			}
		}
		gained, kept, left := w.balance(ledger.Bank)-bank, w.balance(ledger.PlatformFeeAccount)-fee, w.balance(ledger.PlatformReceivable)
		if gained != net || kept != fees || left != receivable-net-fees {
			rt.Fatalf("bank %d of %d, fees %d of %d, receivable %d of %d", gained, net, kept, fees, left, receivable-net-fees)
		}
	})
}

// anyRows draws the rows of a bill over orders of ours and a stranger's.
func anyRows(rt *rapid.T, orders []string, round int) []row {
	var rows []row
	for i := range rapid.IntRange(0, 8).Draw(rt, "rows") {
		out := rapid.SampledFrom(append(orders, fmt.Sprintf("STRANGER%d", round))).Draw(rt, "order")
		fen := rapid.Int64Range(1, 3).Draw(rt, "fen") * 1000
		fee := rapid.Int64Range(0, 20).Draw(rt, "fee")
		r := saleRow(out, fmt.Sprintf("T%d-%d", round, rapid.IntRange(0, i).Draw(rt, "no")), "2026-03-02 10:00:00", fen, fee)
		if rapid.IntRange(0, 4).Draw(rt, "refund") == 0 {
			r.fen, r.fee, r.refund = -fen, -fee, fmt.Sprintf("R%d", i)
		}
		rows = append(rows, r)
	}
	return rows
}

// Two files of one channel are loaded and matched side by side: no line is
// judged twice and no money is booked twice.
func TestTwoLoadsAtOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		var rows []row
		for i := range 40 {
			o := w.entered(100_000, "")
			w.paid(o)
			rows = append(rows, saleRow(o.OutNo, fmt.Sprintf("T%02d", i), "2026-03-02 10:00:00", 100_000, 600),
				saleRow(fmt.Sprintf("N%02d", i), fmt.Sprintf("U%02d", i), "2026-03-02 10:00:00", 100, 1))
		}
		w.Clock.Advance(24 * time.Hour)
		hand := func(name string, rows []row) (out reconcile.ImportOut) {
			if code := w.call("POST", "/v1/statements?name="+name, billFile("2026-03-02", rows...), &out); code != 200 {
				t.Fatal(code)
			}
			return out
		}
		first, second := hand("a.csv", rows[:60]), hand("b.csv", rows[20:])
		// Run gives each long job a goroutine of its own.
		ctx, stop := context.WithCancel(context.Background())
		ended := make(chan error)
		go func() { ended <- w.worker.Run(ctx) }()
		for tries := 0; w.file(first.File.ID).State != statement.Matched || w.file(second.File.ID).State != statement.Matched; tries++ {
			if tries > 3000 {
				t.Fatal("the files never end")
			}
			time.Sleep(10 * time.Millisecond)
			if tries%100 == 99 { // a deadlock that outlived its retries runs again later
				w.Clock.Advance(time.Hour)
			}
		}
		stop()
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
		w.sound(first.File.ID, second.File.ID)
		if bank, open := w.balance(ledger.Bank), w.codes(); bank != 40*99_400 || len(open) != 40 || open[0] != statement.OrderMissing {
			t.Errorf("bank %d, want %d; %d differences", bank, 40*99_400, len(open))
		}
	})
}
