package life

import (
	"errors"
	"testing"

	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
)

// level is 1,000.00 at 12 % a year in three monthly instalments, 1 % a month.
func level() Agreement {
	return Agreement{Currency: money.CNY, Amount: 200_000, Allocation: usual,
		Terms: plan.Terms{Kind: plan.EqualInstalment, Periods: 3, Every: 1, Unit: plan.Month, Remainder: money.Last, DayCount: plan.Equal,
			Adjust: plan.Level, Rate: 12 * money.One / 100}}
}

func lent(amounts ...int64) []Event {
	days := []calendar.Day{"2026-01-15", "2026-01-29", "2026-02-20"}
	var list []Event
	for i, n := range amounts {
		list = append(list, Event{ID: "open" + string(days[i]), Seq: int64(i), Day: days[i], Kind: Open, Amount: n})
	}
	return list
}

// What is lent in the middle of a period bears interest for all of it where
// that is agreed: 1,200.00 × 1 % = 12.00.
func TestFromPeriod(t *testing.T) {
	a := level()
	a.FromPeriod = true
	if got := folded(t, a, lent(100_000, 20_000)).Instalments[0].Agreed.Interest; got != 1200 {
		t.Errorf("interest %d", got)
	}
}

// Planned as one: 1,000.00 + 500.00 at 1 % flat a month over three months are
// 500.00 + 15.00 each, the one that was paid before the second included.
func TestAnew(t *testing.T) {
	a := level()
	a.Terms.Kind, a.Terms.Adjust, a.Anew = plan.FlatInterest, "", true
	events := append(lent(100_000, 50_000), Event{ID: "pay", Seq: 9, Day: "2026-01-20", Kind: Repayment, Amount: 30_000})
	s := folded(t, a, events)
	for i, n := range s.Instalments {
		if n.Agreed != (Amounts{Principal: 50_000, Interest: 1500}) {
			t.Errorf("%d: %+v", i+1, n.Agreed)
		}
	}
	if s.Outstanding().Sum() != 3*51_500-30_000 || s.Instalments[2].Balance != 0 {
		t.Errorf("%+v", s)
	}
}

// With a fifth paid down, 1,000.00 + 500.00 leave 1,200.00 in three times
// 400.00; the second down payment comes on its day.
func TestAnewPaidDown(t *testing.T) {
	a := level()
	a.Terms.Rate, a.Anew, a.Terms.Down = 0, true, plan.Down{Share: 200_000}
	s := folded(t, a, lent(100_000, 50_000))
	want := []int64{20_000, 10_000, 40_000, 40_000, 40_000}
	for i, n := range s.Instalments {
		if n.Agreed.Principal != want[i] {
			t.Errorf("%d: %+v", i+1, n)
		}
	}
}

// What is expected gives the plan before the opening, and until its day the
// balances after it.
func TestExpected(t *testing.T) {
	a := level()
	a.Terms.Rate = 0
	a.Expected = []Opening{{Day: "2026-01-15", Amount: 90_000}, {Day: "2026-02-20", Amount: 20_000}}
	s := folded(t, a, nil)
	// 300.00 in February; 600.00 + 200.00 in two.
	for i, want := range []int64{30_000, 40_000, 40_000} {
		if n := s.Instalments[i]; n.Agreed.Principal != want || n.MetDay != "" {
			t.Errorf("%d: %+v", i+1, n)
		}
	}
	s = folded(t, a, lent(90_000))
	for i, want := range []int64{60_000, 50_000, 20_000} {
		if n := s.Instalments[i]; n.Balance != want || n.Agreed.Principal != 30_000 {
			t.Errorf("%d: %+v", i+1, n)
		}
	}
	if s = folded(t, a, append(lent(90_000), Event{ID: "late", Day: "2026-02-21", Kind: Tick})); s.Instalments[2].Balance != 0 {
		t.Errorf("%+v", s.Instalments)
	}
	a.Expected[1].Day = "2026-01-01"
	var f *fault.Fault
	if _, err := Fold(a, nil); !errors.As(err, &f) || f.Pointer != "/expected" {
		t.Errorf("days that fall: %v", err)
	}
}

// After the rest was divided evenly, what is lent on top is too: 500.00 over
// the two of three that are still to come.
func TestTrancheAfterEvenReAge(t *testing.T) {
	a := level()
	events := append(lent(90_000, 0, 50_000)[:1], Event{ID: "age", Seq: 2, Day: "2026-01-20", Kind: ReAge, From: "2026-02-15", Count: 3, Every: 1,
		Unit: plan.Month, Spread: SpreadPayable}, lent(90_000, 0, 50_000)[2])
	s := folded(t, a, events)
	n := s.Instalments[len(s.Instalments)-3:]
	for i, more := range []int64{0, 25_000, 25_000} {
		if got := n[i].Agreed.Principal - n[0].Agreed.Principal; got < more-100 || got > more+100 {
			t.Errorf("%d: %+v", i+1, n[i].Agreed)
		}
	}
}

// A later down payment stands from the opening on where all is planned as one:
// 200.00 and 100.00 of the 350.00 paid ahead go to the two of them.
func TestAnewPaidAhead(t *testing.T) {
	a := level()
	a.Terms.Rate, a.Anew, a.Terms.Down = 0, true, plan.Down{Share: 200_000}
	s := folded(t, a, append(lent(100_000, 50_000), Event{ID: "pay", Seq: 9, Day: "2026-01-16", Kind: Repayment, Amount: 35_000}))
	for i, want := range []int64{20_000, 10_000, 5_000, 0, 0} {
		if got := s.Instalments[i].Paid.Sum(); got != want {
			t.Errorf("%d: paid %d, want %d", i+1, got, want)
		}
	}
}

// What comes early pays the next instalment; the rest goes to the last.
func TestNextThenLast(t *testing.T) {
	a := three()
	a.Allocation.Early = EarlyNextLast
	s := folded(t, a, opened(Event{Day: "2026-01-20", Kind: Repayment, Amount: 15_000}))
	for i, want := range []int64{10_300, 0, 4_700} {
		if got := s.Instalments[i].Paid.Sum(); got != want {
			t.Errorf("%d: paid %d, want %d", i+1, got, want)
		}
	}
}
