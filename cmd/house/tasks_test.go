package house

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"fenming/book/casefile"
	"fenming/book/channel"
	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/job"
	"fenming/kit/money"
	"fenming/office/identity"
	"fenming/office/notice"
	"fenming/office/tenant"
)

// night plays the nightly watches of a day and everything that they leave.
func night(t *testing.T, b dbtest.Bench, day calendar.Day) {
	t.Helper()
	b.Write(t, func(tx *db.Tx) error {
		for _, kind := range []string{"channel.nightly", "plan.card_watch"} {
			if _, err := job.Enqueue(tx, kind, job.DayArgs{Day: string(day)}); err != nil {
				return err
			}
		}
		return nil
	})
	b.Clock.Advance(time.Hour)
	jobs := slices.Concat(channel.Jobs(), plan.Jobs(), notice.Jobs(notice.SMTP{}), []job.Job{platformTask, platformTaskOver})
	for i := range jobs {
		jobs[i].Daily = nil // only what the test enqueues
	}
	w := job.New(job.Options{DB: b.DB, Jobs: jobs, Log: slog.New(slog.DiscardHandler),
		OnDead: func(_ *db.Tx, d job.Dead) error { t.Errorf("%s: %s", d.Kind, d.Reason); return nil }})
	if _, err := w.Drain(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// tasks lists the open tasks by their English titles, with the number of notes.
func tasks(t *testing.T, b dbtest.Bench) map[string]int {
	t.Helper()
	found := map[string]int{}
	b.Read(t, func(tx *db.Tx) error {
		open, err := db.All(tx, `SELECT id FROM casefile WHERE tenant = $1 AND kind = 'owner_task' AND state <> 'resolved'`, db.Value[string])
		for _, id := range open {
			c, err := casefile.Get(tx, id)
			if err != nil {
				return err
			}
			notes, err := casefile.Notes(tx, id)
			if err != nil {
				return err
			}
			if c.Assignee == "" {
				t.Errorf("%s: nobody has it", c.TitleEN)
			}
			found[c.TitleEN] = len(notes)
		}
		return err
	})
	return found
}

// TestEndsBecomeTasksOnce lets papers, a contract and rate cards run out: each
// makes one task, however often the night is played, which takes a note at the
// next threshold and closes when the paper is replaced.
func TestEndsBecomeTasksOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		const today calendar.Day = "2026-03-02"
		officer, paper := "", channel.Paper{}
		b.Write(t, func(tx *db.Tx) (err error) {
			if _, err = tenant.Create(tx, tenant.New{Name: "shop", Kind: tenant.Demo}); err != nil {
				return err
			}
			owner, err := identity.PrepareDemo(tx)
			if err != nil {
				return err
			}
			officer = owner.ID
			c, err := channel.Save(tx, channel.Channel{Platform: "huabei", Name: "Huabei", Creditor: "platform", Simulator: true,
				Terms: channel.Terms{ContractUntil: today.AddDays(5), Officer: officer}}, channel.Keys{})
			if err != nil {
				return err
			}
			paper, err = channel.AddPaper(tx, channel.Paper{ChannelID: c.ID, Kind: "icp_filing", Number: "1", Holder: "shop", ValidFrom: "2025-01-01", ValidTo: today.AddDays(20)})
			if err != nil {
				return err
			}
			for _, n := range []int{3, 6} {
				if _, err := plan.SaveCard(tx, card(n, today.AddDays(45))); err != nil {
					return err
				}
			}
			_, err = plan.SaveCard(tx, card(12, today.AddDays(45))) // goes on with the next one
			if err == nil {
				next := card(12, "")
				next.ValidFrom = today.AddDays(46)
				_, err = plan.SaveCard(tx, next)
			}
			return err
		})
		night(t, b, today)
		night(t, b, today)
		first := tasks(t, b)
		want := map[string]string{"ICP filing ends on 2026-03-22, 20 days left": "", "contract with the platform ends on 2026-03-07, 5 days left": "",
			"2 rate cards end on 2026-04-16, 45 days left": ""}
		if len(first) != len(want) {
			t.Fatalf("tasks %v", first)
		}
		for part := range want {
			if !slices.ContainsFunc(keysOf(first), func(title string) bool { return strings.Contains(title, part) }) {
				t.Errorf("no task %q in %v", part, first)
			}
		}
		night(t, b, today.AddDays(13)) // 7 days are left of the paper
		for title, notes := range tasks(t, b) {
			if strings.Contains(title, "ICP") && notes != first[title]+1 {
				t.Errorf("%s: %d notes, before %d", title, notes, first[title])
			}
		}
		b.Write(t, func(tx *db.Tx) error {
			_, err := channel.AddPaper(tx, channel.Paper{ChannelID: paper.ChannelID, Kind: "icp_filing", Number: "2", Holder: "shop",
				ValidFrom: today, ValidTo: today.AddDays(800), Replaces: paper.ID})
			return err
		})
		night(t, b, today.AddDays(13))
		for title := range tasks(t, b) {
			if strings.Contains(title, "ICP") {
				t.Errorf("still open: %s", title)
			}
		}
	})
}

// TestPolicyUpdatesReachTheirReaders lets an update come in: its readers get a
// letter, the officer a task when some have not read it in time, and another
// until he has said what changes.
func TestPolicyUpdatesReachTheirReaders(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		const today calendar.Day = "2026-03-02"
		var (
			officer identity.User
			p       channel.Policy
		)
		b.Write(t, func(tx *db.Tx) (err error) {
			if _, err = tenant.Create(tx, tenant.New{Name: "shop", Kind: tenant.Demo}); err != nil {
				return err
			}
			if officer, err = identity.PrepareDemo(tx); err != nil {
				return err
			}
			c, err := channel.Save(tx, channel.Channel{Platform: "huabei", Name: "Huabei", Creditor: "platform", Simulator: true,
				Terms: channel.Terms{Officer: officer.ID}}, channel.Keys{})
			if err != nil {
				return err
			}
			p, err = channel.RecordPolicy(tx, channel.Policy{Title: "New rules", Source: "notice 1", Summary: "larger rates", Channels: []string{c.ID},
				Readers: channel.Readers{Roles: []string{"owner", "finance"}}, PublishedOn: today, EffectiveOn: today.AddDays(10)})
			return err
		})
		night(t, b, today)
		if n := letters(t, b); n != 2 {
			t.Errorf("%d letters, want one for each reader", n)
		}
		if open := tasks(t, b); len(open) != 0 {
			t.Errorf("tasks 10 days ahead: %v", open)
		}
		night(t, b, today.AddDays(4))
		night(t, b, today.AddDays(4))
		if open := keysOf(tasks(t, b)); len(open) != 1 || !strings.Contains(open[0], "2 have yet to read") || letters(t, b) != 4 {
			t.Errorf("6 days ahead: %v, %d letters", open, letters(t, b))
		}
		night(t, b, today.AddDays(11))
		if open := tasks(t, b); len(open) != 1 {
			t.Errorf("in effect: %v", open)
		}
		scope := dbtest.Scope()
		scope.Actor = db.Actor{ID: officer.ID, Kind: "user", Role: "owner"}
		err := b.DB.Write(context.Background(), scope, func(tx *db.Tx) error {
			if _, err := channel.ReadPolicy(tx, p.ID, 30); err != nil {
				return err
			}
			_, err := channel.ConfirmPolicy(tx, p.ID, channel.Verdict{Changes: true, Note: "move the rate", Task: true})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		night(t, b, today.AddDays(12))
		if open := keysOf(tasks(t, b)); len(open) != 1 || !strings.Contains(open[0], "Make the changes") {
			t.Errorf("confirmed: %v", open)
		}
	})
}

func letters(t *testing.T, b dbtest.Bench) (n int) {
	t.Helper()
	b.Read(t, func(tx *db.Tx) error {
		list, err := db.All(tx, `SELECT id FROM notice WHERE tenant = $1 AND kind = 'policy.update'`, db.Value[string])
		n = len(list)
		return err
	})
	return n
}

func card(count int, until calendar.Day) plan.RateCard {
	return plan.RateCard{Platform: "huabei", Kind: plan.FlatFee, Count: count, Payer: plan.Customer, Rate: 2_300_000, Rounding: money.HalfEven,
		ValidFrom: "2026-01-01", ValidTo: until, Source: "contract", VerifiedOn: "2026-01-01", VerifiedBy: "somebody"}
}

func keysOf(m map[string]int) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	return keys
}
