package ledger

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"testing"

	"pgregory.net/rapid"

	"fenming/book/contract"
	"fenming/internal/shared"
	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
)

// lateOn is the fee on 1,000.00 that fell due on 2026-01-31 and is still open.
func lateOn(t *testing.T, rate money.Rate, grace, days int, pauses ...Pause) (int64, bool) {
	t.Helper()
	due := calendar.Day("2026-01-31")
	fee, capped, err := lateFee(contract.LateFeeTerms{Rate: rate, CapShare: 300_000},
		[]change{{"2026-01-01", 100_000}}, due, due.AddDays(grace), due.AddDays(days), pauses)
	if err != nil {
		t.Fatal(err)
	}
	return fee, capped
}

// The vectors LF1 to LF5 of the legal material; LF3 is a rule of plans and
// stands there.
func TestLateFeeVectors(t *testing.T) {
	raw, err := os.ReadFile(shared.Path(t, "field/gate-vectors.json"))
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		LateFee []struct{ ID, Fee string } `json:"late_fee"`
	}
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	want := map[string]int64{}
	for _, v := range doc.LateFee {
		if v.Fee != "" {
			m, err := money.Parse(v.Fee, money.CNY)
			if err != nil {
				t.Fatal(err)
			}
			want[v.ID] = m.Minor
		}
	}
	if len(want) != 3 {
		t.Fatalf("%d vectors with a fee, want 3", len(want))
	}
	if fee, _ := lateOn(t, 4_500_000, 0, 30); fee != want["LF1"] { // 1.5 × 3.00 %
		t.Errorf("LF1: %d", fee)
	}
	if fee, _ := lateOn(t, 12_000_000, 0, 30); fee != want["LF2"] { // 4 × 3.00 %
		t.Errorf("LF2: %d", fee)
	}
	if fee, _ := lateOn(t, 4_500_000, 3, 3); fee != want["LF4"] {
		t.Errorf("LF4: %d", fee)
	}
}

func TestLateFeeByHand(t *testing.T) {
	// The first night behind three grace days: 1000.00 × 4.5 % ÷ 365 = 0.1233.
	if fee, _ := lateOn(t, 4_500_000, 3, 4); fee != 12 {
		t.Errorf("first night: %d", fee)
	}
	// LF5: 30 % of 1,000.00 is 300.00, reached after 2,433.3 nights at 4.5 %.
	if fee, capped := lateOn(t, 4_500_000, 0, 2433); fee != 29_996 || capped {
		t.Errorf("before the cap: %d %v", fee, capped)
	}
	if fee, capped := lateOn(t, 4_500_000, 0, 2500); fee != 30_000 || !capped {
		t.Errorf("at the cap: %d %v", fee, capped)
	}
	// LF5: 30 nights of which 10 lie in a dispute: 20 × 1000.00 × 4.5 % ÷ 365 = 2.4658.
	if fee, _ := lateOn(t, 4_500_000, 0, 30, Pause{"2026-02-05", "2026-02-14", "dispute"}); fee != 247 {
		t.Errorf("with a dispute: %d", fee)
	}
	// A hold that has not ended stops it for good: 4 nights before it, 0.4932.
	if fee, _ := lateOn(t, 4_500_000, 0, 300, Pause{From: "2026-02-05", Kind: "hardship"}); fee != 49 {
		t.Errorf("with hardship: %d", fee)
	}
	// Half is paid on the tenth day: (10 × 1000 + 20 × 500) × 4.5 % ÷ 365 = 2.4658.
	fee, _, err := lateFee(contract.LateFeeTerms{Rate: 4_500_000, CapShare: 300_000},
		[]change{{"2026-01-01", 100_000}, {"2026-02-10", -50_000}}, "2026-01-31", "2026-01-31", "2026-03-02", nil)
	if err != nil || fee != 247 {
		t.Errorf("part payment: %d %v", fee, err)
	}
}

// A fee grows with time and never beyond the cap; a pause never makes it dearer.
func TestLateFeeProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		principal := rapid.Int64Range(1, 10_000_000).Draw(t, "principal")
		terms := contract.LateFeeTerms{Rate: money.Rate(rapid.Int64Range(1, 16_000_000).Draw(t, "rate")), CapShare: 300_000}
		due := calendar.Day("2026-01-31")
		grace := due.AddDays(rapid.IntRange(0, 10).Draw(t, "grace"))
		days := rapid.IntRange(0, 2000).Draw(t, "days")
		changes := []change{{"2026-01-01", principal}}
		fee, _, err := lateFee(terms, changes, due, grace, due.AddDays(days), nil)
		if err != nil {
			t.Fatal(err)
		}
		next, _, _ := lateFee(terms, changes, due, grace, due.AddDays(days+1), nil)
		if fee < 0 || next < fee || next > principal*3/10 {
			t.Fatalf("fee %d, next day %d, principal %d", fee, next, principal)
		}
		from := due.AddDays(rapid.IntRange(0, 100).Draw(t, "from"))
		less, _, _ := lateFee(terms, changes, due, grace, due.AddDays(days), []Pause{{From: from, To: from.AddDays(20)}})
		if less > fee {
			t.Fatalf("with a pause %d, without %d", less, fee)
		}
	})
}

func drawLegs(t *rapid.T) []Leg {
	n := rapid.IntRange(1, 8).Draw(t, "legs")
	legs := make([]Leg, 0, n+2)
	sums := map[money.Currency]int64{}
	for range n {
		c := rapid.SampledFrom([]money.Currency{money.CNY, money.EUR, money.JPY}).Draw(t, "currency")
		a := rapid.Int64Range(-1_000_000, 1_000_000).Filter(func(n int64) bool { return n != 0 }).Draw(t, "amount")
		legs = append(legs, Leg{rapid.SampledFrom(Chart()).Draw(t, "account").Code, Own, a, c})
		sums[c] += a
	}
	for _, c := range []money.Currency{money.CNY, money.EUR, money.JPY} {
		if sums[c] != 0 {
			legs = append(legs, Leg{Suspense, Own, -sums[c], c})
		}
	}
	return legs
}

// Legs that balance in each currency pass; one minor unit more does not.
func TestOnlyBalancedEntriesPass(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		legs := drawLegs(t)
		if len(legs) < 2 {
			t.Skip("one leg")
		}
		e := Entry{Effective: "2026-03-02", Legs: legs}
		if err := check(e); err != nil {
			t.Fatalf("%v: %v", legs, err)
		}
		at := rapid.IntRange(0, len(legs)-1).Draw(t, "at")
		legs[at].Amount++
		if err := check(e); !fault.Is(err, fault.CodeInvalid) {
			t.Fatalf("%v: %v", legs, err)
		}
	})
}

func TestImproperEntriesAreRefused(t *testing.T) {
	good := []Leg{{Bank, Own, 100, "CNY"}, {Sales, Own, -100, "CNY"}}
	for name, e := range map[string]Entry{
		"no day":       {Legs: good},
		"bad day":      {Effective: "2026-02-30", Legs: good},
		"one leg":      {Effective: "2026-03-02", Legs: good[:1]},
		"account":      {Effective: "2026-03-02", Legs: []Leg{{"cash", Own, 100, "CNY"}, good[1]}},
		"currency":     {Effective: "2026-03-02", Legs: []Leg{{Bank, Own, 100, "RMB"}, {Sales, Own, -100, "RMB"}}},
		"nothing":      {Effective: "2026-03-02", Legs: []Leg{good[0], good[1], {Bank, Own, 0, "CNY"}}},
		"overflow":     {Effective: "2026-03-02", Legs: []Leg{{Bank, Own, 1<<63 - 1, "CNY"}, {Bank, Own, 1<<63 - 1, "CNY"}, {Bank, Own, 2, "CNY"}}},
		"cross":        {Effective: "2026-03-02", Legs: []Leg{{Bank, Own, 100, "CNY"}, {Sales, Own, -100, "EUR"}}},
		"small number": {Effective: "2026-03-02", Legs: []Leg{{Bank, Own, -1 << 63, "CNY"}, {Sales, Own, -1 << 63, "CNY"}}},
	} {
		if err := check(e); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := check(Entry{Effective: "2026-03-02", Legs: good}); err != nil {
		t.Error(err)
	}
}

// drawPositions are instalments around a day with random open amounts.
func drawPositions(t *rapid.T, day calendar.Day) []InstalmentPosition {
	amount := rapid.Int64Range(0, 500)
	var list []InstalmentPosition
	for i := range rapid.IntRange(1, 6).Draw(t, "instalments") {
		list = append(list, InstalmentPosition{No: i, DueDay: day.AddMonths(i - 2), Open: Amounts{
			amount.Draw(t, "principal"), amount.Draw(t, "interest"), amount.Draw(t, "fee"), amount.Draw(t, "late fee")}})
	}
	return list
}

// Whatever the order of the buckets: nothing is lost, no part gets more than
// is open, and a bucket gets something only when those before it are empty.
func TestAllocationIsExact(t *testing.T) {
	day := calendar.Day("2026-03-02")
	rapid.Check(t, func(t *rapid.T) {
		list := drawPositions(t, day)
		order := contract.DefaultAllocation()
		seed := rapid.Uint64().Draw(t, "seed")
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		amount := rapid.Int64Range(0, 10_000).Draw(t, "amount")
		portions, rest := allocate(list, amount, day, order)
		taken := map[string]int64{}
		byNo := map[int]*Amounts{}
		sum := rest
		for _, p := range portions {
			if p.Amount <= 0 {
				t.Fatalf("a portion of nothing: %+v", p)
			}
			if byNo[p.No] == nil {
				byNo[p.No] = &Amounts{}
			}
			*byNo[p.No].part(p.Part) += p.Amount
			taken[p.Bucket] += p.Amount
			sum += p.Amount
		}
		if sum != amount {
			t.Fatalf("%d became %d", amount, sum)
		}
		var open int64
		for _, n := range list {
			if got := byNo[n.No]; got != nil && (got.Principal > n.Open.Principal || got.Interest > n.Open.Interest ||
				got.Fee > n.Open.Fee || got.LateFee > n.Open.LateFee) {
				t.Fatalf("instalment %d: took %+v of %+v", n.No, *got, n.Open)
			}
			open += n.Open.Sum()
			if n.DueDay > day {
				open -= n.Open.LateFee // nothing is late in advance, and the default has no bucket for it
			}
		}
		if want := max(0, amount-open); rest != want {
			t.Fatalf("rest %d, want %d", rest, want)
		}
		empty := true
		for _, bucket := range order {
			left := bucketOpen(list, byNo, bucket, day)
			if taken[bucket] > 0 && !empty {
				t.Fatalf("%s got %d before an earlier bucket was full", bucket, taken[bucket])
			}
			empty = empty && left == 0
		}
	})
}

// bucketOpen is what is left in a bucket after the portions, computed by rows.
func bucketOpen(list []InstalmentPosition, got map[int]*Amounts, bucket string, day calendar.Day) int64 {
	var left int64
	for _, n := range list {
		a := n.Open
		if g := got[n.No]; g != nil {
			a = Amounts{a.Principal - g.Principal, a.Interest - g.Interest, a.Fee - g.Fee, a.LateFee - g.LateFee}
		}
		when := map[bool]string{true: "past_due", false: "in_advance"}[n.DueDay < day]
		if n.DueDay == day {
			when = "due"
		}
		switch bucket {
		case when + ".principal":
			left += a.Principal
		case when + ".interest":
			left += a.Interest
		case when + ".fee":
			left += a.Fee
		case when + ".late_fee":
			left += a.LateFee
		case when + ".principal+interest+fee":
			left += a.Principal + a.Interest + a.Fee
		}
	}
	return left
}

// Principal first, by hand: 100.00 on an instalment of 80.00 principal, 30.00
// interest and 5.00 late fee pays the principal and 20.00 of the interest;
// the order of Civil Code 561 pays late fee, interest and 65.00 of principal.
func TestAllocationOrderIsData(t *testing.T) {
	list := []InstalmentPosition{{No: 1, DueDay: "2026-03-01", Open: Amounts{8_000, 3_000, 0, 500}}}
	portions, _ := allocate(list, 10_000, "2026-03-02", contract.DefaultAllocation())
	if len(portions) != 2 || portions[0].Amount != 8_000 || portions[1] != (Portion{1, "interest", "past_due.interest", 2_000}) {
		t.Errorf("%+v", portions)
	}
	portions, _ = allocate(list, 10_000, "2026-03-02", []string{"past_due.late_fee", "past_due.fee", "past_due.interest", "past_due.principal"})
	if len(portions) != 3 || portions[2] != (Portion{1, "principal", "past_due.principal", 6_500}) {
		t.Errorf("%+v", portions)
	}
}
