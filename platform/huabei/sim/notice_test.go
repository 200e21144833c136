package sim_test

import (
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"

	"fenming/platform"
	"fenming/platform/huabei/sim"
)

// The rungs: 4 m, 10 m, 10 m, 1 h, 2 h, 6 h, 15 h after one another, eight
// attempts in all.
func TestLadder(t *testing.T) {
	w := newWorld(t, "")
	w.answer = func(rw http.ResponseWriter) { io.WriteString(rw, "success\n") } // eight bytes, so no
	w.sold("L1", 100)
	start := w.clock.Now()
	var at []string
	for {
		r := w.tick()
		if r.Sent == 1 {
			at = append(at, w.clock.Now().Sub(start).String())
		}
		if r.GivenUp == 1 {
			break
		}
		next, ok := w.sim.NextDue()
		if !ok || next.Before(w.clock.Now()) {
			t.Fatalf("nothing due after %v", at)
		}
		w.clock.add(next.Sub(w.clock.Now()))
	}
	if got, want := fmt.Sprint(at), "[0s 4m0s 14m0s 24m0s 1h24m0s 3h24m0s 9h24m0s 24h24m0s]"; got != want {
		t.Fatalf("attempts at %s, want %s", got, want)
	}
	w.clock.add(100 * time.Hour)
	if r := w.tick(); r.Sent != 0 {
		t.Fatal("sent after the last rung")
	}
	if q := w.query("L1"); q.State != platform.StatePaid {
		t.Fatal("a lost call-back is made good by asking")
	}
}

func TestLadderEndsAtSuccess(t *testing.T) {
	w := newWorld(t, "")
	fails := 3
	answers := []func(http.ResponseWriter){
		func(rw http.ResponseWriter) { rw.WriteHeader(500) },
		func(rw http.ResponseWriter) { io.WriteString(rw, "fail") },
		func(rw http.ResponseWriter) { rw.WriteHeader(201); io.WriteString(rw, "success") },
	}
	w.answer = func(rw http.ResponseWriter) { fails--; answers[fails](rw) }
	w.sold("L2", 100)
	for fails > 0 {
		w.tick()
		w.clock.add(10 * time.Minute)
	}
	w.answer = nil
	w.drain()
	if len(w.events) != 1 {
		t.Fatalf("%d events", len(w.events))
	}
	if n := w.sim.Notices()[0]; n.Tries != 4 || !n.Acked {
		t.Fatalf("%+v", n)
	}
}

func TestNoticeFaults(t *testing.T) {
	for _, c := range []struct {
		kind   sim.FaultKind
		events int // believed by the merchant
		bad    int // turned away
		same   bool
	}{
		{sim.NotifyDuplicate, 2, 0, true},
		{sim.NotifyReplay, 2, 0, true},
		{sim.NotifyLost, 0, 0, false},
		{sim.NotifyLate, 1, 0, false},
		{sim.NotifyBadSign, 1, 1, false},
		{sim.NotifyOtherApp, 1, 1, false},
	} {
		t.Run(string(c.kind), func(t *testing.T) {
			w := newWorld(t, "")
			w.fault(sim.Fault{Kind: c.kind, OutNo: "N1"})
			w.sold("N1", 100)
			w.drain()
			if len(w.events) != c.events || len(w.bad) != c.bad {
				t.Fatalf("%d believed, %d turned away: %v", len(w.events), len(w.bad), w.bad)
			}
			if c.same && (w.events[0].ID != w.events[1].ID || w.events[0].Key != w.events[1].Key) {
				t.Fatalf("not the same notice: %+v", w.events)
			}
			if q := w.query("N1"); q.State != platform.StatePaid {
				t.Fatalf("asking: %+v", q)
			}
		})
	}
}

func TestNoticeLateIsLate(t *testing.T) {
	w := newWorld(t, "")
	w.fault(sim.Fault{Kind: sim.NotifyLate, Delay: 7200})
	w.sold("N2", 100)
	if r := w.tick(); r.Sent != 0 {
		t.Fatal("sent at once")
	}
	w.clock.add(2 * time.Hour)
	if r := w.tick(); r.Acked != 1 {
		t.Fatal("not sent in time")
	}
}

func TestNoticeWrongAmountIsSeenByMatching(t *testing.T) {
	w := newWorld(t, "")
	w.fault(sim.Fault{Kind: sim.NotifyWrongAmount, OutNo: "N3"})
	w.sold("N3", 100)
	w.tick()
	if len(w.events) != 1 || w.events[0].Matches("N3", 100) == nil {
		t.Fatalf("well signed, but one fen more: %+v", w.events)
	}
}

func TestNoticesOutOfOrder(t *testing.T) {
	w := newWorld(t, "")
	w.fault(sim.Fault{Kind: sim.NotifyOutOfOrder, OutNo: "N4"})
	w.sold("N4", 100)
	w.tick()
	w.clock.add(10 * time.Minute)
	w.refund("N4", "R1", 40)
	w.drain()
	if len(w.events) != 2 || w.events[0].Kind != platform.EventRefunded || w.events[1].Kind != platform.EventPaid {
		t.Fatalf("%+v", w.events)
	}
}

// A retry tells the state of its own moment, not of the moment of sending.
func TestNoticeIsASnapshot(t *testing.T) {
	w := newWorld(t, "")
	w.answer = func(rw http.ResponseWriter) { rw.WriteHeader(500) }
	w.sold("N5", 100)
	w.tick()
	w.answer = nil
	w.refund("N5", "R1", 100)
	w.drain()
	if len(w.events) != 2 {
		t.Fatalf("%+v", w.events)
	}
	for _, e := range w.events {
		if e.Kind == platform.EventPaid && (e.RefundFen != 0 || e.RefundNo != "") {
			t.Fatalf("the payment's call-back shows a later refund: %+v", e)
		}
	}
}
