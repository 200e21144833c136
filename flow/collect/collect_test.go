package collect_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"fenming/book/contact"
	"fenming/book/contract"
	"fenming/book/ledger"
	"fenming/book/order"
	"fenming/flow/collect"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/job"
	"fenming/kit/words"
)

func TestWords(t *testing.T) {
	if err := words.Check(collect.Words()...); err != nil {
		t.Fatal(err)
	}
}

// The road of somebody who does not pay: 04-02 is a Thursday; 04-04 to 04-06
// are Qingming. Reminders three days and one day before, one, three, seven and
// fifteen days after, each at the first lawful minute: 09:00 on working days,
// 10:00 on days of rest. The third day after would be the fourth contact within
// seven days, so it waits a day.
func TestTheNightRemindsWithinTheLaw(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		_, c := w.sell(sale{no: "A1", shipped: true})
		w.until("2026-04-20 00:00")
		want := []string{"03-30 09:00", "04-01 09:00", "04-03 09:00", "04-06 10:00", "04-09 09:00", "04-17 09:00"}
		if got := w.letters("collect.reminder"); !slices.Equal(got, want) {
			t.Fatalf("letters at %v, want %v", got, want)
		}
		if n := w.mail.Count(); n != len(want) {
			t.Fatalf("the server took %d letters", n)
		}
		last := w.mail.Letters()[0] // newest first
		for _, must := range []string{"A1", "¥400.", "2026-04-02", "如何付款", "不同意", "12315"} {
			if !strings.Contains(last.Body, must) {
				t.Errorf("the letter lacks %q:\n%s", must, last.Body)
			}
		}
		// Late fee: nights from 04-06 (three days of grace to 04-05, moved to
		// the schedule's grace day) to 04-19 on 400.00 at 4.5 % a year.
		p := w.position(c)
		n := p.Instalments[0]
		nights := int64(n.OverdueDays) - int64(n.GraceDay.Sub(n.DueDay)) - 1 // the night of 04-20 has not been
		fee := (40_000*nights*45 + 365*1000/2) / (365 * 1000)
		if n.Charged.LateFee != fee || fee == 0 {
			t.Fatalf("late fee %d, want %d (%d nights)", n.Charged.LateFee, fee, nights)
		}
		b.Read(t, ledger.Check)
	})
}

func TestANightTwiceChangesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		_, c := w.sell(sale{no: "A1", shipped: true})
		w.until("2026-04-03 12:00")
		before, letters, steps := w.position(c), w.letters("collect.reminder"), w.steps(c)
		for range 2 {
			b.Write(t, func(tx *db.Tx) error {
				_, err := job.Enqueue(tx, collect.JobNightly, job.DayArgs{Day: "2026-04-03"})
				return err
			})
			w.drain()
		}
		if after := w.position(c); fmt.Sprint(after) != fmt.Sprint(before) {
			t.Errorf("position %v, was %v", after, before)
		}
		if got := w.letters("collect.reminder"); !slices.Equal(got, letters) {
			t.Errorf("letters %v, were %v", got, letters)
		}
		if got := w.steps(c); fmt.Sprint(got) != fmt.Sprint(steps) {
			t.Errorf("steps %v, were %v", got, steps)
		}
	})
}

// Whoever pays between the night and the morning hears nothing.
func TestWhoPaidInBetweenHearsNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		_, c := w.sell(sale{no: "A1", shipped: true})
		w.until("2026-03-30 08:00")
		if got := w.steps(c)["1 due-3"]; got != "planned " {
			t.Fatalf("the night planned %q", got)
		}
		out := w.call("POST", "/v1/contracts/"+c.ID+"/payments", map[string]any{"amount": cny(40_000), "method": "transfer", "reference": "T1"}, http.StatusCreated)
		if out["contract_state"] != contract.Active {
			t.Fatalf("%v", out)
		}
		w.until("2026-04-02 00:00")
		if w.mail.Count() != 0 {
			t.Fatal("a reminder was sent after the payment")
		}
		if got := w.steps(c); got["1 due-3"] != "skipped PAID" || got["1 due-1"] != "" {
			t.Fatalf("steps %v", got)
		}
	})
}

func TestPaymentsSettleContractAndOrder(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		o, c := w.sell(sale{no: "A1", shipped: true})
		pay := "/v1/contracts/" + c.ID + "/payments"
		w.call("POST", pay, map[string]any{"amount": cny(40_000), "method": "cash", "reference": "R1", "day": "2026-03-03"}, http.StatusUnprocessableEntity)
		w.call("POST", pay, map[string]any{"amount": cny(0), "method": "cash", "reference": "R1"}, http.StatusUnprocessableEntity)
		w.call("POST", pay, map[string]any{"amount": cny(40_000), "method": "cash", "reference": "R1", "thank": true}, http.StatusCreated)
		again := w.call("POST", pay, map[string]any{"amount": cny(40_000), "method": "cash", "reference": "R1"}, http.StatusCreated)
		if a := again["allocation"].(map[string]any); a["repeated"] != true {
			t.Fatalf("one receipt was booked twice: %v", again)
		}
		out := w.call("POST", pay, map[string]any{"amount": cny(80_000), "method": "transfer", "reference": "R2"}, http.StatusCreated)
		if out["contract_state"] != contract.Settled {
			t.Fatalf("%v", out)
		}
		w.drain()
		if got := w.letters("collect.receipt"); len(got) != 1 {
			t.Fatalf("receipts %v", got)
		}
		b.Read(t, func(tx *db.Tx) error {
			got, err := order.Get(tx, o.ID)
			if got.State != order.Settled {
				t.Errorf("order %s", got.State)
			}
			return err
		})
		w.until("2026-04-20 00:00")
		if w.letters("collect.reminder"); len(w.letters("collect.reminder")) != 0 {
			t.Fatal("a settled contract was reminded of")
		}
		second := out["allocation"].(map[string]any)["entry_id"].(string)
		w.call("POST", pay+"/"+second+"/charge-back", map[string]any{"reason": "no"}, http.StatusUnprocessableEntity)
		w.call("POST", pay+"/"+second+"/charge-back", map[string]any{"reason": "disputed at the bank"}, http.StatusCreated)
		b.Read(t, func(tx *db.Tx) error {
			got, err := order.Get(tx, o.ID)
			c, err2 := contract.Get(tx, c.ID)
			if got.State != order.Fulfilled || c.State != contract.Active {
				t.Errorf("order %s, contract %s after the money was taken back", got.State, c.State)
			}
			return errors.Join(err, err2)
		})
		b.Read(t, ledger.Check)
	})
}

// A dispute from 04-08 to 04-12: no letter on 04-09, and its five days bear no
// late fee, also after it was lifted.
func TestADisputeStopsTheClock(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		_, c := w.sell(sale{no: "A1", shipped: true})
		w.until("2026-04-08 12:00")
		holds := "/v1/contracts/" + c.ID + "/holds"
		h := w.call("POST", holds, map[string]any{"kind": "dispute", "reason": "货不对板"}, http.StatusCreated)
		w.until("2026-04-12 12:00")
		if got := w.steps(c)["1 due+7"]; got != "skipped HOLD" {
			t.Fatalf("due+7 under dispute: %q", got)
		}
		item := w.queue()[0]
		if gate := item["gate"].(map[string]any); gate["allowed"] != false || gate["code"] != contact.OnHold {
			t.Fatalf("the queue offers contact under dispute: %v", gate)
		}
		w.call("POST", holds+"/hld_none/lift", map[string]any{"outcome": "explained", "reason": "无此暂停"}, http.StatusNotFound)
		w.call("POST", holds+"/"+h["id"].(string)+"/lift", map[string]any{"outcome": "explained", "reason": "已换货，顾客认可"}, http.StatusOK)
		w.until("2026-04-20 00:00")
		n := w.position(c).Instalments[0]
		nights := int64(n.OverdueDays) - int64(n.GraceDay.Sub(n.DueDay)) - 1 - 5
		if fee := (40_000*nights*45 + 365*1000/2) / (365 * 1000); n.Charged.LateFee != fee {
			t.Fatalf("late fee %d, want %d", n.Charged.LateFee, fee)
		}
		cases := w.call("GET", "/v1/casefiles?state=resolved", nil, http.StatusOK)["data"].([]any)
		if len(cases) != 1 || cases[0].(map[string]any)["outcome"] != "explained" {
			t.Fatalf("the dispute's case: %v", cases)
		}
	})
}

func (w *world) queue() []map[string]any {
	w.t.Helper()
	list := []map[string]any{}
	for _, row := range w.call("GET", "/v1/collect/queue", nil, http.StatusOK)["data"].([]any) {
		list = append(list, row.(map[string]any))
	}
	return list
}

func TestPromisesAreJudgedByTheLedger(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		_, kept := w.sell(sale{no: "A1", phone: "13800138001", shipped: true})
		_, broken := w.sell(sale{no: "A2", phone: "13800138002", shipped: true})
		w.until("2026-04-03 12:00")
		vow := func(c contract.Contract, fen int64, day string, want int) {
			w.call("POST", "/v1/contracts/"+c.ID+"/promises", map[string]any{"amount": cny(fen), "day": day}, want)
		}
		vow(kept, 40_000, "2026-04-02", http.StatusUnprocessableEntity) // over
		vow(kept, 40_000, "2026-07-01", http.StatusUnprocessableEntity) // too far
		vow(kept, 120_001, "2026-04-08", http.StatusUnprocessableEntity)
		vow(kept, 10_000, "2026-04-07", http.StatusCreated)
		b.Clock.Advance(time.Minute)
		vow(kept, 40_000, "2026-04-08", http.StatusCreated) // replaces the first
		vow(broken, 40_000, "2026-04-08", http.StatusCreated)
		w.until("2026-04-07 12:00")
		w.call("POST", "/v1/contracts/"+kept.ID+"/payments", map[string]any{"amount": cny(40_000), "method": "transfer", "reference": "T"}, http.StatusCreated)
		w.call("POST", "/v1/contracts/"+broken.ID+"/payments", map[string]any{"amount": cny(39_000), "method": "transfer", "reference": "U"}, http.StatusCreated)
		w.until("2026-04-08 12:00")
		if got := w.promises(kept); got != "[open replaced]" {
			t.Fatalf("before its day is over: %s", got)
		}
		w.until("2026-04-09 12:00")
		if got := w.promises(kept); got != "[kept replaced]" {
			t.Fatalf("kept: %s", got)
		}
		if got := w.promises(broken); got != "[broken]" {
			t.Fatalf("broken: %s", got)
		}
		if got := w.steps(broken)["1 due+3"]; got != "skipped HOLD" {
			t.Fatalf("reminded under a promise: %q", got)
		}
	})
}

func (w *world) promises(c contract.Contract) string {
	w.t.Helper()
	states := []string{}
	for _, p := range w.call("GET", "/v1/contracts/"+c.ID+"/collection", nil, http.StatusOK)["promises"].([]any) {
		states = append(states, p.(map[string]any)["state"].(string))
	}
	return fmt.Sprint(states)
}

func TestAPlatformsDebtIsNotOursToDemand(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		o, _ := w.sell(sale{no: "P1", creditor: "platform"})
		for _, purpose := range []string{"reminder", "call", "demand"} {
			got := w.call("POST", "/v1/orders/"+o.ID+"/contacts", map[string]any{"purpose": purpose}, http.StatusConflict)
			if got["code"] != "refused" || got["reason"] != "collect.not_creditor" {
				t.Errorf("%s: %v", purpose, got)
			}
		}
		got := w.call("POST", "/v1/orders/"+o.ID+"/late-fees", map[string]any{}, http.StatusConflict)
		if got["reason"] != "collect.not_creditor" {
			t.Errorf("late fee: %v", got)
		}
	})
}

// A debt that was assigned away has a contract here; its night books what falls
// due and asks for nothing.
func TestAnAssignedDebtIsNotReminded(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		_, c := w.sell(sale{no: "S1", creditor: "assigned", shipped: true})
		w.until("2026-04-20 00:00")
		if w.mail.Count() != 0 || w.position(c).Instalments[0].Charged.LateFee != 0 {
			t.Fatal("somebody else's debt was chased")
		}
		for step, got := range w.steps(c) {
			if got != "skipped NOT_CREDITOR" {
				t.Errorf("%s: %s", step, got)
			}
		}
		w.call("POST", "/v1/contracts/"+c.ID+"/promises", map[string]any{"amount": cny(1), "day": "2026-04-21"}, http.StatusConflict)
	})
}

func TestGoodsThatWereNotSentAreNotDemanded(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		_, c := w.sell(sale{no: "A1"})
		w.until("2026-04-10 00:00")
		if w.mail.Count() != 0 {
			t.Fatalf("reminded of goods that never left: %v", w.steps(c))
		}
	})
}

// Two debts of one customer fall due on one day: one letter a day, the second
// waits for the next.
func TestOneLetterADayAcrossDebts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		w.sell(sale{no: "A1", shipped: true})
		w.sell(sale{no: "A2", shipped: true})
		w.until("2026-04-20 00:00")
		days := map[string]int{}
		for _, at := range w.letters("collect.reminder") {
			days[at[:5]]++
		}
		if len(days) < 5 {
			t.Fatalf("letters on %v", days)
		}
		for day, n := range days {
			if n > 1 {
				t.Errorf("%d letters on %s", n, day)
			}
		}
	})
}

// A night made up for late books what fell due and sends nothing stale.
func TestAMissedWeekIsBookedAndNotShouted(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		_, c := w.sell(sale{no: "A1", shipped: true})
		w.until("2026-04-01 12:00")
		before := w.mail.Count()
		b.Clock.Set(w.at("2026-04-14 12:00")) // the program was off
		w.drain()
		if got := w.mail.Count(); got != before {
			t.Fatalf("%d letters were sent for days gone by", got-before)
		}
		if w.position(c).Instalments[0].Charged.LateFee == 0 {
			t.Fatal("the late fee of the missed nights is missing")
		}
	})
}

func TestTheQueueSaysWhatIsLawfulNow(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		_, small := w.sell(sale{no: "A1", phone: "13800138001", shipped: true})
		_, big := w.sell(sale{no: "A2", phone: "13800138002", shipped: true})
		w.until("2026-04-18 08:00") // Saturday
		w.call("POST", "/v1/contracts/"+small.ID+"/payments", map[string]any{"amount": cny(30_000), "method": "cash", "reference": "x"}, http.StatusCreated)
		q := w.queue()
		if len(q) != 2 || q[0]["contract_id"] != big.ID || q[1]["contract_id"] != small.ID {
			t.Fatalf("queue %v", q)
		}
		gate := q[0]["gate"].(map[string]any)
		if q[0]["next_step"] != "demand" || gate["code"] != contact.Quiet || gate["next_at"] != "2026-04-18T02:00:00Z" {
			t.Fatalf("next %v: %v", q[0]["next_step"], gate)
		}
		w.until("2026-04-18 11:00")
		orderID := q[0]["order_id"].(string)
		out := w.call("POST", "/v1/orders/"+orderID+"/contacts", map[string]any{"purpose": "demand"}, http.StatusOK)
		if d := out["decision"].(map[string]any); d["allowed"] != true {
			t.Fatalf("%v", out)
		}
		out = w.call("POST", "/v1/orders/"+orderID+"/contacts", map[string]any{"purpose": "reminder"}, http.StatusOK)
		if d := out["decision"].(map[string]any); d["code"] != contact.Cap || out["sentence"] == "" {
			t.Fatalf("a second contact on one day: %v", out)
		}
	})
}

func TestAWriteOffNeedsApproval(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		_, c := w.sell(sale{no: "A1", shipped: true})
		w.until("2026-04-10 12:00")
		a := w.call("POST", "/v1/contracts/"+c.ID+"/write-off", map[string]any{"reason": "顾客去世，家属困难"}, http.StatusOK)
		if a["state"] != "asked" || w.position(c).State != contract.Active {
			t.Fatalf("%v", a)
		}
		b.Write(t, func(tx *db.Tx) error {
			return collect.Acts()[0].Run(tx, []byte(`{"contract_id":"`+c.ID+`","reason":"approved"}`))
		})
		if p := w.position(c); p.State != contract.WrittenOff || p.Outstanding.Minor != 0 {
			t.Fatalf("%+v", p)
		}
		b.Read(t, ledger.Check)
		if err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
			return collect.Acts()[0].Run(tx, []byte(`{"contract_id":"`+c.ID+`","reason":"approved"}`))
		}); err == nil {
			t.Fatal("written off twice")
		}
	})
}

// Relief on a contract of the shop's own, through the doors.
func TestReliefThroughTheDoors(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		_, c := w.sell(sale{no: "A1", shipped: true})
		w.until("2026-04-09 12:00")
		at := "/v1/contracts/" + c.ID
		w.call("POST", at+"/interest-pauses", map[string]any{"from": "2026-05-01", "to": "2026-04-20", "reason": "flood at home"}, http.StatusUnprocessableEntity)
		w.call("POST", at+"/re-age", map[string]any{"count": 4, "first_due": "2026-04-09", "agreed": "recorded call"}, http.StatusUnprocessableEntity)
		out := w.call("POST", at+"/re-age", map[string]any{"count": 4, "first_due": "2026-05-10", "agreed": "recorded call of 04-09", "waive_late_fees": true}, http.StatusCreated)
		if p := out["position"].(map[string]any); p["overdue_days"] != float64(0) || p["next_due"] != "2026-05-10" {
			t.Errorf("%v", p)
		}
		if len(w.queue()) != 0 {
			t.Error("a contract with new due days is still in the queue")
		}
		b.Read(t, ledger.Check)
	})
}
