package customer

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"fenming/kit/calendar"
	"fenming/kit/money"
)

func cny(minor int64) *money.Money { m := money.New(minor, money.CNY); return &m }

func purchase(financed int64, due map[string]int64) Purchase {
	return Purchase{Day: "2026-11-22", Currency: money.CNY, Financed: financed, Due: due}
}

// 1,640.00 of 2,000.00 is 82 %; 2,000.01 is above.
func TestCheckSays(t *testing.T) {
	b := Budget{NewMonthly: cny(200_000), OnExceed: StopOver}
	for _, c := range []struct {
		name     string
		b        Budget
		had      Committed
		p        Purchase
		allowed  bool
		kind     string
		share    int64
		code, at string
	}{
		{"82 %", b, Committed{New: 64_000}, purchase(100_000, nil), true, BudgetNear, 82, "", "2026-11"},
		{"little", b, Committed{}, purchase(10_001, nil), true, BudgetUses, 6, "", "2026-11"},
		{"all of it", b, Committed{New: 100_000}, purchase(100_000, nil), true, BudgetNear, 100, "", "2026-11"},
		{"a fen above", b, Committed{New: 100_000}, purchase(100_001, nil), false, BudgetOver, 101, CodeBudget, "2026-11"},
		{"only warn", Budget{NewMonthly: cny(200_000), OnExceed: WarnOver}, Committed{New: 200_000}, purchase(1, nil), true, BudgetOver, 101, "", "2026-11"},
		{"nothing allowed", Budget{NewMonthly: cny(0), OnExceed: StopOver}, Committed{}, purchase(1, nil), false, BudgetOver, 1000, CodeBudget, "2026-11"},
		{"heaviest month", Budget{DueMonthly: cny(50_000), OnExceed: StopOver}, Committed{Due: map[string]int64{"2027-01": 30_000, "2027-06": 900_000}},
			purchase(60_000, map[string]int64{"2026-12": 20_000, "2027-01": 20_000, "2027-02": 20_000}), true, BudgetNear, 100, "", "2027-01"},
		{"due above", Budget{DueMonthly: cny(50_000), OnExceed: StopOver}, Committed{Due: map[string]int64{"2026-12": 40_000}},
			purchase(30_000, map[string]int64{"2026-12": 10_001, "2027-01": 10_000}), false, BudgetOver, 101, CodeBudget, "2026-12"},
		{"paused", Budget{PausedTo: "2026-11-23", OnExceed: WarnOver}, Committed{}, purchase(1, nil), false, BudgetPaused, 0, CodePause, ""},
		{"pause over", Budget{NewMonthly: cny(100), PausedTo: "2026-11-22", OnExceed: WarnOver}, Committed{}, purchase(1, nil), true, BudgetUses, 1, "", "2026-11"},
	} {
		got := c.b.Check(c.had, c.p, 80)
		if got.Allowed != c.allowed || got.Code != c.code || len(got.Hits) != 1 || got.Hits[0].Kind != c.kind ||
			got.Hits[0].Share != c.share || got.Hits[0].Month != c.at {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
	other := Budget{NewMonthly: &money.Money{Minor: 1, Currency: money.USD}, OnExceed: StopOver}
	if got := other.Check(Committed{}, purchase(100, nil), 80); !got.Allowed || len(got.Hits) != 0 {
		t.Errorf("another currency: %+v", got)
	}
}

func drawDue(t *rapid.T, name string) map[string]int64 {
	return rapid.MapOfN(rapid.SampledFrom([]string{"2026-11", "2026-12", "2027-01", "2027-02"}), rapid.Int64Range(0, 1_000_000), 0, 4).Draw(t, name)
}

func drawCeiling(t *rapid.T, name string) *money.Money {
	if rapid.Bool().Draw(t, name+" none") {
		return nil
	}
	return cny(rapid.Int64Range(0, 2_000_000).Draw(t, name))
}

func drawBudget(t *rapid.T) Budget {
	return Budget{NewMonthly: drawCeiling(t, "new"), DueMonthly: drawCeiling(t, "due"),
		OnExceed: rapid.SampledFrom([]string{StopOver, WarnOver}).Draw(t, "mode"),
		PausedTo: rapid.SampledFrom([]calendar.Day{"", "2026-11-01", "2026-12-01"}).Draw(t, "pause")}
}

// A higher ceiling never turns a yes into a no, and a pause never blocks paying.
func TestBudgetIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBudget(t)
		had := Committed{New: rapid.Int64Range(0, 2_000_000).Draw(t, "had"), Due: drawDue(t, "had due")}
		p := purchase(rapid.Int64Range(0, 2_000_000).Draw(t, "financed"), drawDue(t, "due"))
		before := b.Check(had, p, 80)
		more := b
		for _, m := range []**money.Money{&more.NewMonthly, &more.DueMonthly} {
			if *m != nil {
				*m = cny((*m).Minor + rapid.Int64Range(0, 1_000_000).Draw(t, "raise"))
			}
		}
		if before.Allowed && !more.Check(had, p, 80).Allowed {
			t.Fatalf("%+v says yes, %+v no", b, more)
		}
		p.Financed = 0
		if !b.Check(had, p, 80).Allowed {
			t.Fatalf("paying in full is refused by %+v", b)
		}
	})
}

// What counts at once never allows what the budget before refused; after the
// wait exactly the wish counts.
func TestAChangeIsNeverLooserAtOnce(t *testing.T) {
	start := time.Date(2026, 11, 22, 4, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		s := BudgetState{}.change(drawBudget(t), start, "2026-11-22", 24*time.Hour)
		wish := drawBudget(t)
		next := s.change(wish, start, "2026-11-22", 24*time.Hour)
		had := Committed{New: rapid.Int64Range(0, 2_000_000).Draw(t, "had"), Due: drawDue(t, "had due")}
		p := purchase(rapid.Int64Range(0, 2_000_000).Draw(t, "financed"), drawDue(t, "due"))
		if !s.Now.Check(had, p, 80).Allowed && next.Now.Check(had, p, 80).Allowed {
			t.Fatalf("%+v refuses, %+v allows at once", s.Now, next.Now)
		}
		got := next.at(start.Add(24*time.Hour), "2026-11-22").Now
		want := BudgetState{Now: wish}.at(start, "2026-11-22").Now
		if !got.same(want) {
			t.Fatalf("after the wait %+v, wished %+v", got, want)
		}
	})
}
