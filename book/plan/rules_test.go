package plan

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
}

func rate(t testing.TB, text string) money.Rate {
	t.Helper()
	r, err := money.ParseRate(text)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func schedule(t testing.TB, minor int64, start calendar.Day, terms Terms) Schedule {
	t.Helper()
	s, err := For(money.New(minor, money.CNY), start, terms)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The fee examples for consumer instalments published by a platform: the fee
// is half-even of the amount, principal and fee are floored per period and the
// rest is in the first.
func TestPlatformFeeExamples(t *testing.T) {
	rates := map[int]string{3: "0.023", 6: "0.045", 12: "0.075"}
	for _, c := range []struct {
		cents int64
		n     int
		fee   int64
		later int64 // each period from the second on
	}{
		{545, 3, 13, 185}, {345, 3, 8, 117}, {345, 6, 16, 59}, {345, 12, 26, 30},
		{111111, 3, 2556, 37889}, {111111, 6, 5000, 19351}, {111111, 12, 8333, 9953},
		{12367, 3, 284, 4216}, {12367, 6, 557, 2153}, {12367, 12, 928, 1107},
	} {
		s := schedule(t, c.cents, "2026-01-31", Terms{Kind: FlatFee, Periods: c.n, Every: 1, Unit: Month,
			Fee: Fee{Basis: Total, Rate: rate(t, rates[c.n])}, Rounding: money.HalfEven, Remainder: money.First})
		if s.Fee != c.fee {
			t.Errorf("%d over %d: fee %d, want %d", c.cents, c.n, s.Fee, c.fee)
		}
		for _, i := range s.Instalments[1:] {
			if i.Due() != c.later {
				t.Errorf("%d over %d: instalment %d is %d, want %d", c.cents, c.n, i.No, i.Due(), c.later)
			}
		}
		if first := s.Instalments[0].Due(); first != c.cents+c.fee-int64(c.n-1)*c.later {
			t.Errorf("%d over %d: first instalment %d", c.cents, c.n, first)
		}
	}
}

// line is due day, principal, interest, fee, balance.
type line struct {
	day                            calendar.Day
	principal, interest, fee, left int64
}

func TestByHand(t *testing.T) {
	for name, c := range map[string]struct {
		amount int64
		start  calendar.Day
		terms  Terms
		want   []line
	}{
		// 1200.00 at 12 %: 1 % a month of 1200, 800, 400 is 12, 8, 4.
		"equal principal": {120000, "2026-01-31", Terms{Kind: EqualPrincipal, Periods: 3, Every: 1, Unit: Month, Rate: 12_000_000},
			[]line{{"2026-02-28", 40000, 1200, 0, 80000}, {"2026-03-31", 40000, 800, 0, 40000}, {"2026-04-30", 40000, 400, 0, 0}}},
		// 20 % of 100.01 is 20.002, so 20.00 down; 80.01 in three with 1 cent over last.
		"interest free": {10001, "2026-11-21", Terms{Kind: InterestFree, Periods: 3, Every: 2, Unit: Week, Down: Down{Share: 200_000}, Remainder: money.Last, GraceDays: 3,
			Fee: Fee{Basis: Total, Rate: 6_000_000, Payer: Merchant}}, // 6 % of 80.01 = 4.8006
			[]line{{"2026-11-21", 2000, 0, 0, 8001}, {"2026-12-05", 2667, 0, 0, 5334}, {"2026-12-19", 2667, 0, 0, 2667}, {"2027-01-02", 2667, 0, 0, 0}}},
		// 0.6 % of 5000.00 is 30.00 in each period.
		"fee per period": {500000, "2026-02-28", Terms{Kind: FlatFee, Periods: 2, Every: 1, Unit: Month, MonthEnd: true, Fee: Fee{Basis: PerPeriod, Rate: 600_000}},
			[]line{{"2026-03-31", 250000, 0, 3000, 250000}, {"2026-04-30", 250000, 0, 3000, 0}}},
		"fee first": {100, "2026-01-01", Terms{Kind: FlatFee, Periods: 3, Every: 10, Unit: Day, Fee: Fee{Basis: Total, Amount: 7, When: WithFirst}, Remainder: money.Last},
			[]line{{"2026-01-11", 33, 0, 7, 67}, {"2026-01-21", 33, 0, 0, 34}, {"2026-01-31", 34, 0, 0, 0}}},
		"fee at start": {100, "2026-01-01", Terms{Kind: FlatFee, Periods: 2, Every: 1, Unit: Month, Fee: Fee{Basis: Total, Amount: 7, When: AtStart}},
			[]line{{"2026-01-01", 0, 0, 7, 100}, {"2026-02-01", 50, 0, 0, 50}, {"2026-03-01", 50, 0, 0, 0}}},
		// 73 days of 365 at 10 % on 1000.00 is 20.00.
		"deferred": {100000, "2026-01-01", Terms{Kind: Deferred, Periods: 1, Every: 73, Unit: Day, Rate: 10_000_000, DayCount: Act365},
			[]line{{"2026-03-15", 100000, 2000, 0, 0}}},
		// Flat 1 % a month of 900.00 in each of three: 9.00, 309.00.
		"flat interest": {90000, "2026-01-15", Terms{Kind: FlatInterest, Periods: 3, Every: 1, Unit: Month, Rate: 12_000_000},
			[]line{{"2026-02-15", 30000, 900, 0, 60000}, {"2026-03-15", 30000, 900, 0, 30000}, {"2026-04-15", 30000, 900, 0, 0}}},
		// 13.333333 % on 750.00 for 3 of 12 months is 25.00, 8.33 a month and 8.34 in the last; (750.00 + 25.00) ÷ 3 is 258.33,
		// in whole units 258.00, of which 249.67 principal.
		"flat, once for the term": {100000, "2026-01-15", Terms{Kind: FlatInterest, Adjust: WholeTerm, Periods: 3, Every: 1, Unit: Month, Rate: 13_333_333,
			Step: 100, Down: Down{Share: 250_000}},
			[]line{{"2026-01-15", 25000, 0, 0, 75000}, {"2026-02-15", 24967, 833, 0, 50033}, {"2026-03-15", 24967, 833, 0, 25066},
				{"2026-04-15", 25066, 834, 0, 0}}},
		// An odd first period by 30/360 has 43 days: 1000.00 × 12 % × 43 ÷ 360 is 14.33; then 1 % of 500.00.
		"first due": {100000, "2026-01-15", Terms{Kind: EqualPrincipal, Periods: 2, Every: 1, Unit: Month, Rate: 12_000_000, FirstDue: "2026-02-28", MonthEnd: true},
			[]line{{"2026-02-28", 50000, 1433, 0, 50000}, {"2026-03-31", 50000, 500, 0, 0}}},
	} {
		s := schedule(t, c.amount, c.start, c.terms)
		if len(s.Instalments) != len(c.want) {
			t.Errorf("%s: %d lines, want %d", name, len(s.Instalments), len(c.want))
			continue
		}
		for i, w := range c.want {
			g := s.Instalments[i]
			if got := (line{g.DueDay, g.Principal, g.Interest, g.Fee, g.Balance}); got != w {
				t.Errorf("%s line %d: %v, want %v", name, i+1, got, w)
			}
		}
	}
	free := schedule(t, 10001, "2026-11-21", Terms{Kind: InterestFree, Periods: 3, Every: 2, Unit: Week, Down: Down{Share: 200_000},
		GraceDays: 3, Fee: Fee{Basis: Total, Rate: 6_000_000, Payer: Merchant}})
	if free.MerchantFee != 480 || free.Fee != 0 || free.Due() != 10001 {
		t.Errorf("the merchant bears %d, the customer %d", free.MerchantFee, free.Fee)
	}
	if i := free.Instalments[1]; i.GraceDay != "2026-12-08" || free.Instalments[0].GraceDay != "2026-11-21" {
		t.Error("grace days:", i)
	}
}

func TestDayCounts(t *testing.T) {
	for _, c := range []struct {
		count    DayCount
		from, to calendar.Day
		want     Ratio
	}{
		{Act365, "2024-01-01", "2025-01-01", Ratio{366, 365}},
		{Act360, "2024-01-01", "2024-02-01", Ratio{31, 360}},
		{Thirty360, "2026-01-31", "2026-03-31", Ratio{60, 360}},
		{Thirty360, "2026-02-28", "2026-03-31", Ratio{33, 360}},
		// 20 nights of 2023 (12 to 31 December), 11 of 2024.
		{ActAct, "2023-12-12", "2024-01-12", Ratio{20*366 + 11*365, 365 * 366}},
		{ActActClose, "2023-12-12", "2024-01-12", Ratio{19*366 + 12*365, 365 * 366}},
		{ActLeap365, "2024-02-12", "2024-03-12", Ratio{29, 366}},
		{ActLeap365, "2024-02-29", "2024-03-12", Ratio{12, 365}},
		{ActLeap365, "2024-01-12", "2024-02-29", Ratio{48, 366}},
	} {
		if got := c.count.Years(c.from, c.to); got != c.want {
			t.Errorf("%s %s to %s: %v, want %v", c.count, c.from, c.to, got, c.want)
		}
	}
}

func TestRefusedTerms(t *testing.T) {
	good := Terms{Kind: EqualInstalment, Periods: 3, Every: 1, Unit: Month, Rate: 12_000_000}
	for pointer, spoil := range map[string]func(*Terms){
		"/kind":            func(x *Terms) { x.Kind = "balloon" },
		"/unit":            func(x *Terms) { x.Unit = "" },
		"/periods":         func(x *Terms) { x.Periods = 0 },
		"/every":           func(x *Terms) { x.Every = -1 },
		"/grace_days":      func(x *Terms) { x.GraceDays = -1 },
		"/rate":            func(x *Terms) { x.Rate = -1 },
		"/rate_decimals":   func(x *Terms) { x.RateDecimals = 19 },
		"/day_count":       func(x *Terms) { x.DayCount = "act/364" },
		"/adjust":          func(x *Terms) { x.Adjust = "first" },
		"/rounding":        func(x *Terms) { x.Rounding = 9 },
		"/remainder":       func(x *Terms) { x.Remainder = 9 },
		"/down":            func(x *Terms) { x.Down = Down{Amount: 1, Share: 1} },
		"/step":            func(x *Terms) { x.Kind, x.Step = EqualPrincipal, 100 },
		"/down/step":       func(x *Terms) { x.Down = Down{Amount: 1, Step: 100} },
		"/month_end":       func(x *Terms) { x.Unit, x.MonthEnd = Week, true },
		"/balloon":         func(x *Terms) { x.Balloon = Balloon{Amount: 1, Share: 1} },
		"/principal_grace": func(x *Terms) { x.PrincipalGrace = 3 },
		"/interest_grace":  func(x *Terms) { x.PrincipalGrace, x.InterestGrace = 1, 2 },
		"/interest_free":   func(x *Terms) { x.InterestFree = 3 },
		"/fee":             func(x *Terms) { x.Fee = Fee{Basis: Total, Rate: 1, Amount: 1} },
		"/fee/basis":       func(x *Terms) { x.Fee.Basis = "weekly" },
		"/fee/when":        func(x *Terms) { x.Fee = Fee{Basis: PerPeriod, Amount: 1, When: AtStart} },
		"/fee/payer":       func(x *Terms) { x.Kind, x.Rate, x.Fee = InterestFree, 0, Fee{Basis: Total, Amount: 1} },
		"/first_due":       func(x *Terms) { x.FirstDue = "2026-02-30" },
		"/last_due":        func(x *Terms) { x.LastDue = "soon" },
	} {
		terms := good
		spoil(&terms)
		f := fault.As(terms.Check())
		if f == nil || f.Code != fault.CodeInvalid || f.Pointer != pointer {
			t.Errorf("%s: %v", pointer, f)
		}
	}
	for pointer, terms := range map[string]Terms{
		"/adjust":         {Kind: EqualPrincipal, Periods: 3, Every: 1, Unit: Month, Adjust: Level},
		"/balloon":        {Kind: Deferred, Periods: 1, Every: 1, Unit: Month, Balloon: Balloon{Share: 1}},
		"/interest_grace": {Kind: FlatFee, Periods: 3, Every: 1, Unit: Month, PrincipalGrace: 1, InterestGrace: 1},
		"/interest_free":  {Kind: InterestFree, Periods: 3, Every: 1, Unit: Month, InterestFree: 1},
	} {
		if f := fault.As(terms.Check()); f == nil || f.Pointer != pointer {
			t.Errorf("%+v: %v, want a fault at %s", terms, f, pointer)
		}
	}
	two := good
	two.Periods, two.Every = 0, 0
	if f := fault.As(two.Check()); len(f.Details) != 2 {
		t.Error("two faults told as", f)
	}
	for name, refused := range map[string]func() error{
		"amount zero": func() error { _, err := For(money.New(0, money.CNY), "2026-01-01", good); return err },
		"amount huge": func() error { _, err := For(money.New(maxAmount+1, money.CNY), "2026-01-01", good); return err },
		"currency":    func() error { _, err := For(money.New(1, "RMB"), "2026-01-01", good); return err },
		"start":       func() error { _, err := For(money.New(1, money.CNY), "", good); return err },
		"all down": func() error {
			x := good
			x.Down.Amount = 100
			_, err := For(money.New(100, money.CNY), "2026-01-01", x)
			return err
		},
		"due too soon": func() error {
			x := good
			x.FirstDue = "2026-01-01"
			_, err := For(money.New(100, money.CNY), "2026-01-01", x)
			return err
		},
		"last too soon": func() error {
			x := good
			x.LastDue = "2026-03-01"
			_, err := For(money.New(100, money.CNY), "2026-01-01", x)
			return err
		},
		"all balloon": func() error {
			x := good
			x.Balloon.Amount = 100
			_, err := For(money.New(100, money.CNY), "2026-01-01", x)
			return err
		},
		"end of time": func() error { x := good; _, err := For(money.New(100, money.CNY), "9999-12-01", x); return err },
	} {
		if err := refused(); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// anyTerms draws terms of every kind that Check accepts.
func anyTerms(t *rapid.T) Terms {
	x := Terms{
		Kind:      rapid.SampledFrom([]Kind{EqualInstalment, EqualPrincipal, FlatInterest, FlatFee, InterestFree, Deferred}).Draw(t, "kind"),
		Periods:   rapid.IntRange(1, 48).Draw(t, "periods"),
		Every:     rapid.IntRange(1, 3).Draw(t, "every"),
		Unit:      rapid.SampledFrom([]Unit{Month, Week, Day}).Draw(t, "unit"),
		GraceDays: rapid.IntRange(0, 5).Draw(t, "grace"),
		DayCount:  rapid.SampledFrom([]DayCount{"", Equal, Thirty360, Act360, Act365, ActAct, ActActClose, ActLeap365}).Draw(t, "count"),
		Rounding:  money.Rounding(rapid.IntRange(0, 3).Draw(t, "rounding")),
		Remainder: money.Remainder(rapid.IntRange(0, 2).Draw(t, "remainder")),
	}
	x.MonthEnd = x.Unit == Month && rapid.Bool().Draw(t, "month end")
	x.RateDecimals = rapid.SampledFrom([]int{0, 0, 10, 18}).Draw(t, "decimals")
	if rapid.Bool().Draw(t, "down") {
		x.Down.Share = rapid.Int64Range(0, 900_000).Draw(t, "share")
	}
	if x.Kind != FlatFee && x.Kind != InterestFree {
		x.Rate = money.Rate(rapid.Int64Range(0, int64(3*money.One)).Draw(t, "rate"))
	}
	x.Fee.Basis = rapid.SampledFrom([]FeeBasis{NoFee, PerPeriod, Total}).Draw(t, "basis")
	if x.Fee.Basis != NoFee {
		x.Fee.Rate = money.Rate(rapid.Int64Range(0, int64(money.One/4)).Draw(t, "fee"))
		x.Fee.Payer = rapid.SampledFrom([]Payer{"", Customer, Merchant}).Draw(t, "payer")
	}
	if x.Fee.Basis == Total {
		x.Fee.When = rapid.SampledFrom([]FeeWhen{"", Spread, WithFirst, AtStart}).Draw(t, "when")
	}
	switch x.Kind {
	case Deferred:
		x.Periods = 1
	case InterestFree:
		x.Fee.Payer = Merchant
	case EqualInstalment, FlatInterest:
		x.Step = rapid.SampledFrom([]int64{0, 1, 10, 100}).Draw(t, "step")
	}
	if x.Kind == FlatInterest {
		x.Adjust = rapid.SampledFrom([]Adjust{"", RestInLast, WholeTerm}).Draw(t, "adjust")
	}
	if x.Kind == EqualInstalment {
		x.Adjust = rapid.SampledFrom([]Adjust{"", RestInLast, Level}).Draw(t, "adjust")
	}
	anyGrace(t, &x)
	return x
}

// anyGrace draws grace in periods, a balloon and the step of a down payment.
func anyGrace(t *rapid.T, x *Terms) {
	bears := x.Kind != FlatFee && x.Kind != InterestFree
	if rapid.IntRange(0, 2).Draw(t, "relief") > 0 {
		x.PrincipalGrace = rapid.IntRange(0, x.Periods-1).Draw(t, "principal grace")
		if bears {
			x.InterestGrace = rapid.IntRange(0, x.PrincipalGrace).Draw(t, "interest grace")
			x.InterestFree = rapid.IntRange(0, x.Periods-1).Draw(t, "interest free")
		}
	}
	if x.Kind != Deferred && rapid.Bool().Draw(t, "balloon") {
		x.Balloon.Share = rapid.Int64Range(0, 900_000).Draw(t, "balloon share")
	}
	if x.Down.Share > 0 {
		x.Down.Step = rapid.SampledFrom([]int64{0, 1, 100, 10_000}).Draw(t, "down step")
	}
}

func TestSchedulesSumExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms := anyTerms(t)
		amount := rapid.Int64Range(1, 100_000_000_00).Draw(t, "amount")
		start := calendar.Date(2024, 1, 1).AddDays(rapid.IntRange(0, 1500).Draw(t, "start"))
		s, err := For(money.New(amount, money.CNY), start, terms)
		if err != nil {
			few := amount <= 100 || amount <= 10*terms.Down.Step
			if few && (strings.Contains(err.Error(), "down payment") || strings.Contains(err.Error(), "balloon")) {
				return // rounding up took the whole of a few fen
			}
			t.Fatal(err)
		}
		var principal, interest, fee int64
		balance, day := s.Amount, s.Start
		for i, x := range s.Instalments {
			principal, interest, fee = principal+x.Principal, interest+x.Interest, fee+x.Fee
			balance -= x.Principal
			if x.Principal < 0 || x.Interest < 0 || x.Fee < 0 || x.Balance != balance {
				t.Fatalf("line %d %+v: balance should be %d", i, x, balance)
			}
			if x.No > 0 && x.DueDay <= day || x.GraceDay < x.DueDay {
				t.Fatalf("line %d: due %s after %s, grace %s", i, x.DueDay, day, x.GraceDay)
			}
			day = x.DueDay
		}
		if principal != amount || balance != 0 || interest != s.Interest || fee != s.Fee || s.Due() != principal+interest+fee {
			t.Fatalf("principal %d of %d, balance %d, interest %d of %d, fee %d of %d",
				principal, amount, balance, interest, s.Interest, fee, s.Fee)
		}
		if terms.Kind == InterestFree && s.Due() != amount {
			t.Fatalf("an interest-free customer pays %d for %d", s.Due(), amount)
		}
	})
}

// An equal instalment is equal: with a step of 1 all but the last are the same
// whenever interest leaves room for principal.
func TestEqualInstalmentsAreEqual(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms := Terms{Kind: EqualInstalment, Periods: rapid.IntRange(2, 60).Draw(t, "n"), Every: 1, Unit: Month,
			Rate: money.Rate(rapid.Int64Range(0, int64(money.One)).Draw(t, "rate")), Adjust: Level}
		s, err := For(money.New(rapid.Int64Range(100_00, 1_000_000_00).Draw(t, "amount"), money.CNY), "2026-01-31", terms)
		if err != nil {
			t.Fatal(err)
		}
		n := len(s.Instalments)
		for _, x := range s.Instalments[:n-1] {
			if x.Due() != s.Instalments[0].Due() {
				t.Fatalf("instalment %d is %d, the first %d", x.No, x.Due(), s.Instalments[0].Due())
			}
		}
	})
}
