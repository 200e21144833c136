package demo

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"fenming/book/ledger"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/job"
	"fenming/office/audit"
)

// play puts up a demo whose shop lives a few days on the given database; an
// empty address means the demo's own embedded one.
func play(t *testing.T, database string, days, orders int) *Stage {
	t.Helper()
	s, err := up(t.Context(), Options{Dir: t.TempDir(), Listen: "127.0.0.1:0", Days: days, Orders: orders, Version: "test", Database: database,
		Log: slog.New(slog.DiscardHandler), Talk: func(string, ...any) {}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := s.live(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// each plays the same days on both databases.
func each(t *testing.T, days, orders int, fn func(t *testing.T, s *Stage)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { fn(t, play(t, "", days, orders)) })
	t.Run("postgres", func(t *testing.T) { fn(t, play(t, dbtest.Postgres(t).Address, days, orders)) })
}

// TestLife is the whole house at once: after some weeks of orders on both
// roads the books balance, the log verifies, nothing is stuck, and every corner
// of the business has been visited.
func TestLife(t *testing.T) {
	each(t, 36, 150, func(t *testing.T, s *Stage) {
		ctx := context.Background()
		if err := audit.SealAll(ctx, s.house.DB, s.tenant); err != nil {
			t.Fatal(err)
		}
		r, err := audit.Verify(ctx, s.house.DB, s.tenant, "")
		if err != nil || !r.OK || r.Entries < 1000 {
			t.Fatalf("audit: %+v %v", r, err)
		}
		err = s.house.DB.Read(ctx, db.Scope{Tenant: s.tenant, Quiet: true}, func(tx *db.Tx) error {
			if err := ledger.Check(tx); err != nil {
				return err
			}
			dead, err := job.CountDead(tx)
			if err == nil && dead > 0 {
				err = fmt.Errorf("%d jobs failed for good", dead)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		s.visited(t)
	})
}

// visited checks that the life met what it was meant to show.
func (s *Stage) visited(t *testing.T) {
	t.Helper()
	var states struct {
		Data []struct {
			State    string `json:"state"`
			Creditor string `json:"creditor"`
		} `json:"data"`
	}
	seen := map[string]int{}
	cursor := ""
	for range 20 {
		var page struct {
			Next string `json:"next"`
		}
		path := "/v1/orders?limit=200&cursor=" + cursor
		if err := s.reader(t).call(t.Context(), "GET", path, nil, &states); err != nil {
			t.Fatal(err)
		}
		if err := s.reader(t).call(t.Context(), "GET", path, nil, &page); err != nil {
			t.Fatal(err)
		}
		for _, o := range states.Data {
			seen[o.Creditor+" "+o.State]++
		}
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	for _, want := range []string{"platform settled", "platform part_refunded", "platform expired", "merchant fulfilled"} {
		if seen[want] == 0 {
			t.Errorf("no order is %s: %v", want, seen)
		}
	}
	if s.mail.Count() == 0 {
		t.Error("no letter was sent")
	}
	for _, l := range s.mail.Letters() {
		if strings.Contains(l.Subject+l.Body, "{") {
			t.Errorf("a placeholder was not filled: %s\n%s", l.Subject, l.Body)
		}
		hour := l.Date.In(shanghai(t)).Hour()
		if strings.HasPrefix(l.Subject, "还款") && (hour < 9 || hour >= 20) {
			t.Errorf("a reminder was sent at %s", l.Date)
		}
	}
}

func (s *Stage) reader(t *testing.T) *client {
	t.Helper()
	if s.looks == nil {
		err := s.write(t.Context(), "test.key", func(tx *db.Tx) (err error) {
			s.looks, err = s.newClient(tx, "http://"+s.listener.Addr().String(), "reader", []string{"order.read"})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return s.looks
}

// TestInterruptedLifeBeginsAgain plays a demo that was stopped half-way.
func TestInterruptedLifeBeginsAgain(t *testing.T) {
	dir := t.TempDir()
	o := Options{Dir: dir, Listen: "127.0.0.1:0", Days: 2, Orders: 6, Version: "test",
		Log: slog.New(slog.DiscardHandler), Talk: func(string, ...any) {}}
	half, err := up(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	l := &life{stage: half}
	if err := half.open(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	if err := half.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	first := whole.tenant
	if err := whole.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = again.Close() }()
	if again.tenant != first {
		t.Fatal("a shop that had lived was lived again")
	}
	if link, err := again.Link(t.Context()); err != nil || !strings.Contains(link, "/enter#") {
		t.Fatalf("link: %s %v", link, err)
	}
	if again.clock.Now().Before(calendar.System{}.Now().AddDate(0, 0, -1)) {
		t.Fatal("the clock did not come back to the present")
	}
}
