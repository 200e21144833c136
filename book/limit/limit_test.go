package limit

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/tenant"
)

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
}

func cny(n int64) money.Money { return money.New(n, money.CNY) }

func shop(t *testing.T, b dbtest.Bench) {
	t.Helper()
	b.Write(t, func(tx *db.Tx) error {
		_, err := tenant.Create(tx, tenant.New{Name: "Test", Kind: tenant.Demo})
		return err
	})
}

func set(t *testing.T, b dbtest.Bench, in SetIn) {
	t.Helper()
	if in.Reason == "" {
		in.Reason = "test"
	}
	b.Clock.Advance(1_000_000)
	b.Write(t, func(tx *db.Tx) error {
		_, err := Set(tx, in)
		return err
	})
}

func hold(b dbtest.Bench, order string, amount int64) error {
	return b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
		_, err := Hold(tx, HoldIn{CustomerID: "cus_1", PlanCode: "p", OrderID: order, Amount: cny(amount)})
		return err
	})
}

func free(t *testing.T, b dbtest.Bench) int64 {
	t.Helper()
	var v View
	b.Read(t, func(tx *db.Tx) (err error) {
		v, err = OfPlan(tx, "cus_1", "p")
		return err
	})
	if v.Why == "" {
		t.Error("a limit without its reason")
	}
	return v.Free.Minor
}

func TestLifeOfAHold(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		if err := hold(b, "o1", 1); !fault.Is(err, fault.CodeRefused) {
			t.Errorf("credit without a rule: %v", err)
		}
		set(t, b, SetIn{Amount: cny(1000)})
		if err := hold(b, "o1", 600); err != nil {
			t.Fatal(err)
		}
		if err := hold(b, "o1", 600); err != nil {
			t.Errorf("the same hold again: %v", err)
		}
		if err := hold(b, "o1", 700); !fault.Is(err, fault.CodeConflict) {
			t.Errorf("another amount for the same order: %v", err)
		}
		if err := hold(b, "o2", 401); !fault.Is(err, fault.CodeRefused) {
			t.Errorf("more than is free: %v", err)
		}
		if got := free(t, b); got != 400 {
			t.Errorf("free %d, want 400", got)
		}
		b.Write(t, func(tx *db.Tx) error { return Use(tx, "o1") })
		b.Write(t, func(tx *db.Tx) error { return Outstanding(tx, "o1", 250) })
		if got := free(t, b); got != 750 { // 350 came back
			t.Errorf("free %d, want 750", got)
		}
		b.Write(t, func(tx *db.Tx) error { return Outstanding(tx, "o1", 9_999) })
		if got := free(t, b); got != 400 { // never more used than was held
			t.Errorf("free %d, want 400", got)
		}
		set(t, b, SetIn{CustomerID: "cus_1", Amount: cny(700)})
		if got := free(t, b); got != 100 {
			t.Errorf("own rule: free %d, want 100", got)
		}
		set(t, b, SetIn{PlanCode: "p", Amount: cny(650)})
		if got := free(t, b); got != 50 {
			t.Errorf("rule of the plan: free %d, want 50", got)
		}
		b.Write(t, func(tx *db.Tx) error { return Release(tx, "o1") })
		if got := free(t, b); got != 650 {
			t.Errorf("after release: free %d, want 650", got)
		}
		b.Write(t, func(tx *db.Tx) error { return Release(tx, "o1") })
	})
}

func TestRulesAreDated(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		set(t, b, SetIn{Amount: cny(1000), ValidFrom: "2026-01-01"})
		set(t, b, SetIn{Amount: cny(300), ValidFrom: "2026-03-03", ValidTo: "2026-03-04"})
		for _, day := range []struct {
			advance int
			want    int64
		}{{0, 1000}, {1, 300}, {1, 300}, {1, 1000}} {
			b.Clock.Set(b.Clock.Now().AddDate(0, 0, day.advance))
			if got := free(t, b); got != day.want {
				t.Errorf("%s: free %d, want %d", b.Clock.Now(), got, day.want)
			}
		}
		for name, in := range map[string]SetIn{
			"below zero": {Amount: cny(-1), Reason: "x"}, "no reason": {Amount: cny(1), Reason: " "},
			"days": {Amount: cny(1), Reason: "x", ValidFrom: "2026-03-02", ValidTo: "2026-03-01"}, "currency": {Amount: money.New(1, "RMB"), Reason: "x"},
		} {
			err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
				_, err := Set(tx, in)
				return err
			})
			if !fault.Is(err, fault.CodeInvalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// Twenty orders of one customer at the same moment, each wanting 100 of a
// limit of 1,000: exactly ten succeed.
func TestParallelHoldsNeverExceedTheLimit(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		set(t, b, SetIn{Amount: cny(1000)})
		var (
			wg      sync.WaitGroup
			mu      sync.Mutex
			granted int
		)
		for i := range 20 {
			wg.Go(func() {
				err := hold(b, fmt.Sprintf("o%d", i), 100)
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					granted++
				} else if !fault.Is(err, fault.CodeRefused) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if granted != 10 || free(t, b) != 0 {
			t.Errorf("%d holds of 100 granted on 1,000; free %d", granted, free(t, b))
		}
	})
}

// Free is never more than any rule in force leaves.
func TestNarrowestRuleCounts(t *testing.T) {
	day := calendar.Day("2026-03-02")
	rapid.Check(t, func(t *rapid.T) {
		var rules []Rule
		for range rapid.IntRange(0, 6).Draw(t, "rules") {
			rules = append(rules, Rule{CustomerID: rapid.SampledFrom([]string{"", "c"}).Draw(t, "customer"),
				PlanCode: rapid.SampledFrom([]string{"", "p", "q"}).Draw(t, "plan"), Amount: cny(rapid.Int64Range(0, 1000).Draw(t, "amount")),
				ValidFrom: "2026-01-01", ValidTo: forever})
		}
		var holds []Held
		for range rapid.IntRange(0, 5).Draw(t, "holds") {
			holds = append(holds, Held{PlanCode: rapid.SampledFrom([]string{"p", "q"}).Draw(t, "hold plan"), Amount: cny(rapid.Int64Range(0, 300).Draw(t, "hold")),
				State: rapid.SampledFrom([]string{StateHeld, StateUsed, StateReleased}).Draw(t, "state")})
		}
		r := spaceFor(rules, holds, "c", "p", money.CNY, day)
		for _, code := range []string{"", "p"} {
			var (
				limit int64
				found bool
			)
			for _, owner := range []string{"", "c"} { // the customer's own, recorded last, wins
				for _, x := range rules {
					if x.PlanCode == code && x.CustomerID == owner {
						limit, found = x.Amount.Minor, true
					}
				}
			}
			for _, h := range holds {
				if h.State != StateReleased && (code == "" || h.PlanCode == code) {
					limit -= h.Amount.Minor
				}
			}
			if found && (!r.found || r.free > limit) {
				t.Fatalf("%q leaves %d, free is %d", code, limit, r.free)
			}
		}
		if len(rules) == 0 && r.found {
			t.Fatal("room without a rule")
		}
	})
}

// Lowering is done at once, raising waits for a second person.
func TestRaisingWaits(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		propose := func(in SetIn) (o Outcome) {
			t.Helper()
			in.Reason = "test"
			b.Clock.Advance(1_000_000)
			b.Write(t, func(tx *db.Tx) (err error) { o, err = Propose(tx, in); return err })
			return o
		}
		if o := propose(SetIn{Amount: cny(1000)}); !o.Applied || o.Rule == nil {
			t.Errorf("the first rule of the shop: %+v", o)
		}
		if o := propose(SetIn{Amount: cny(800)}); !o.Applied {
			t.Errorf("lower: %+v", o)
		}
		if o := propose(SetIn{PlanCode: "p", Amount: cny(5000)}); !o.Applied {
			t.Errorf("a plan's rule narrows what is over all: %+v", o)
		}
		if o := propose(SetIn{CustomerID: "cus_1", Amount: cny(900)}); o.Applied || o.ApprovalID == "" || free(t, b) != 800 {
			t.Errorf("more for one customer than for all: %+v", o)
		}
		if o := propose(SetIn{CustomerID: "cus_2", Amount: cny(100)}); !o.Applied {
			t.Errorf("less for one customer: %+v", o)
		}
		b.Write(t, func(tx *db.Tx) error {
			return Acts()[0].Run(tx, []byte(`{"customer_id":"cus_1","amount":{"amount":900,"currency":"CNY"},"valid_from":"2026-03-02","reason":"test"}`))
		})
		if got := free(t, b); got != 900 {
			t.Errorf("after the approval: free %d", got)
		}
	})
}

func TestDoors(t *testing.T) {
	door := api.New(api.Options{})
	door.Mount(Operations()...)
	if len(door.Operations()) != 3 {
		t.Error(len(door.Operations()))
	}
}
