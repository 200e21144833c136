package plan

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"fenming/kit/calendar"
	"fenming/kit/money"
)

// Each schedule is worked out beside it.
func TestGraceByHand(t *testing.T) {
	month := func(x Terms) Terms { x.Every, x.Unit = 1, Month; return x }
	for name, c := range map[string]struct {
		amount int64
		terms  Terms
		want   [][3]int64 // principal, interest, balance
	}{
		// 1 % a month of 1200.00 while principal rests, then 600.00 twice.
		"principal rests": {120000, month(Terms{Kind: EqualPrincipal, Periods: 4, Rate: 12_000_000, PrincipalGrace: 2}),
			[][3]int64{{0, 1200, 120000}, {0, 1200, 120000}, {60000, 1200, 60000}, {60000, 600, 0}}},
		// The same with the first month's interest put off into the second.
		"interest put off": {120000, month(Terms{Kind: EqualPrincipal, Periods: 4, Rate: 12_000_000, PrincipalGrace: 2, InterestGrace: 1}),
			[][3]int64{{0, 0, 120000}, {0, 2400, 120000}, {60000, 1200, 60000}, {60000, 600, 0}}},
		// Nothing is due for two months; the third pays the interest of three.
		"payment holiday": {120000, month(Terms{Kind: EqualPrincipal, Periods: 4, Rate: 12_000_000, PrincipalGrace: 2, InterestGrace: 2}),
			[][3]int64{{0, 0, 120000}, {0, 0, 120000}, {60000, 3600, 60000}, {60000, 600, 0}}},
		// The first month bears none: 400.00 each, 1 % of 800.00 and 400.00.
		"interest free": {120000, month(Terms{Kind: EqualPrincipal, Periods: 3, Rate: 12_000_000, InterestFree: 1}),
			[][3]int64{{40000, 0, 80000}, {40000, 800, 40000}, {40000, 400, 0}}},
		// 1000.00 less 400.00 in three of 200.00; the last with the 400.00.
		"balloon": {100000, month(Terms{Kind: EqualPrincipal, Periods: 3, Rate: 12_000_000, Balloon: Balloon{Amount: 40000}}),
			[][3]int64{{20000, 1000, 80000}, {20000, 800, 60000}, {60000, 600, 0}}},
		// 1 % of 1000.00; (1000.00·1.01² − 500.00) ÷ 2.01 = 520.10 ÷ 2.01 = 258.76:
		// 248.76 + 10.00, then 751.24 + 7.51 = 258.75 + 500.00.
		"equal with balloon": {100000, month(Terms{Kind: EqualInstalment, Periods: 2, Rate: 12_000_000, Balloon: Balloon{Share: 500_000}}),
			[][3]int64{{24876, 1000, 75124}, {75124, 751, 0}}},
		// A month of rest at 10.00, then 1000.00·0.01·1.01² ÷ (1.01² − 1) = 507.51.
		"equal after rest": {100000, month(Terms{Kind: EqualInstalment, Periods: 3, Rate: 12_000_000, PrincipalGrace: 1}),
			[][3]int64{{0, 1000, 100000}, {49751, 1000, 50249}, {50249, 502, 0}}},
		// Flat 1 % of 900.00 each month; 600.00 + 18.00 in two of 309.00 after the rest, 300.00 on top.
		"flat with both": {90000, month(Terms{Kind: FlatInterest, Periods: 3, Rate: 12_000_000, PrincipalGrace: 1, Balloon: Balloon{Amount: 30000}}),
			[][3]int64{{0, 900, 90000}, {30000, 900, 60000}, {60000, 900, 0}}},
		// 15 % of 1250.00 for four months is 62.50: 15.62 thrice and 15.64; in
		// whole units of 328.00, the last with the rest.
		"flat, whole term": {125000, month(Terms{Kind: FlatInterest, Periods: 4, Rate: 15_000_000, Adjust: WholeTerm, Step: 100}),
			[][3]int64{{31238, 1562, 93762}, {31238, 1562, 62524}, {31238, 1562, 31286}, {31286, 1564, 0}}},
		// 100.00 without interest: nothing, then 30.00, then 30.00 and 40.00.
		"free with both": {10000, month(Terms{Kind: InterestFree, Periods: 3, PrincipalGrace: 1, Balloon: Balloon{Share: 400_000}}),
			[][3]int64{{0, 0, 10000}, {3000, 0, 7000}, {7000, 0, 0}}},
	} {
		s := schedule(t, c.amount, "2026-01-15", c.terms)
		for i, w := range c.want {
			x := s.Instalments[i]
			if got := [3]int64{x.Principal, x.Interest, x.Balance}; got != w {
				t.Errorf("%s, instalment %d: %v, want %v", name, x.No, got, w)
			}
		}
	}
}

// 30 % of 1299.00 is 389.70; in whole hundreds 400.00 half-up, 300.00 floored.
// A share too small for the step is left as it is.
func TestDownStep(t *testing.T) {
	for _, c := range []struct {
		share int64
		mode  money.Rounding
		want  int64
	}{{300_000, money.HalfUp, 40000}, {300_000, money.Floor, 30000}, {300_000, money.Ceil, 40000}, {1_000, money.HalfUp, 130}} {
		s := schedule(t, 129900, "2026-01-15", Terms{Kind: InterestFree, Periods: 3, Every: 1, Unit: Month, Rounding: c.mode,
			Down: Down{Share: c.share, Step: 10000}})
		if got := s.Amount - s.Financed; got != c.want {
			t.Errorf("%d ppm by %s: %d, want %d", c.share, c.mode, got, c.want)
		}
	}
}

// Equal terms give equal schedules, also through their JSON form.
func TestTermsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms := anyTerms(t)
		raw, err := json.Marshal(terms)
		if err != nil {
			t.Fatal(err)
		}
		var back Terms
		if err := json.Unmarshal(raw, &back); err != nil || back != terms {
			t.Fatalf("%s became %+v (%v)", raw, back, err)
		}
		amount := money.New(rapid.Int64Range(1, 1_000_000_00).Draw(t, "amount"), money.CNY)
		a, errA := For(amount, "2026-01-31", terms)
		b, errB := For(amount, "2026-01-31", back)
		one, errOne := json.Marshal(a)
		two, errTwo := json.Marshal(b)
		if (errA == nil) != (errB == nil) || errOne != nil || errTwo != nil || string(one) != string(two) {
			t.Fatalf("%s and %s", one, two)
		}
	})
}

// A higher rate never makes the customer pay less. Levelling and steps round
// the instalment, so only a minor unit per period can hide the difference.
func TestTotalRisesWithRate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms := anyTerms(t)
		if terms.Kind == FlatFee || terms.Kind == InterestFree {
			return
		}
		terms.Step, terms.Adjust = 0, ""
		amount := money.New(rapid.Int64Range(1_000_00, 1_000_000_00).Draw(t, "amount"), money.CNY)
		low, err := For(amount, "2026-01-31", terms)
		if err != nil {
			t.Fatal(err)
		}
		terms.Rate += money.Rate(rapid.Int64Range(1, int64(money.One)).Draw(t, "more"))
		high, err := For(amount, "2026-01-31", terms)
		if err != nil {
			t.Fatal(err)
		}
		if high.Due() < low.Due()-int64(2*terms.Periods) {
			t.Fatalf("at %s the customer pays %d, below that %d", terms.Rate, high.Due(), low.Due())
		}
	})
}

// A higher fee never gives a lower annual rate.
func TestRateRisesWithFee(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms := anyTerms(t)
		if terms.Kind == InterestFree {
			return
		}
		terms.Fee = Fee{Basis: rapid.SampledFrom([]FeeBasis{PerPeriod, Total}).Draw(t, "fee basis"), Amount: rapid.Int64Range(0, 100_00).Draw(t, "fen")}
		amount := money.New(rapid.Int64Range(10_000_00, 1_000_000_00).Draw(t, "amount"), money.CNY)
		var last Annual
		for range 3 {
			s, err := For(amount, "2026-01-31", terms)
			if err != nil {
				t.Fatal(err)
			}
			a, err := terms.Annual(s)
			if err != nil {
				t.Fatal(err)
			}
			if a.Nominal < last.Nominal || a.Effective < last.Effective || a.Dated < last.Dated {
				t.Fatalf("%+v, with less fee %+v", a, last)
			}
			last = a
			terms.Fee.Amount += rapid.Int64Range(0, 100_00).Draw(t, "more")
		}
	})
}

func FuzzTerms(f *testing.F) {
	for _, x := range []Terms{
		{Kind: EqualInstalment, Periods: 12, Every: 1, Unit: Month, Rate: 12_000_000, Adjust: Level, Balloon: Balloon{Share: 300_000}},
		{Kind: FlatInterest, Periods: 600, Every: 366, Unit: Month, Rate: 100 * money.One, PrincipalGrace: 599, DayCount: ActAct},
		{Kind: FlatFee, Periods: 3, Every: 1, Unit: Week, Fee: Fee{Basis: PerPeriod, Amount: maxAmount}, Down: Down{Share: 999_999, Step: 7}},
	} {
		raw, err := json.Marshal(x)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw, int64(1_000_00), "2026-01-31")
	}
	f.Fuzz(func(t *testing.T, raw []byte, minor int64, day string) {
		var terms Terms
		if json.Unmarshal(raw, &terms) != nil {
			return
		}
		s, err := For(money.New(minor, money.CNY), calendar.Day(day), terms)
		if err != nil {
			return
		}
		balance := s.Amount
		for _, x := range s.Instalments {
			if balance -= x.Principal; x.Principal < 0 || x.Interest < 0 || x.Fee < 0 || x.Balance != balance {
				t.Fatalf("%s of %d: %+v", raw, minor, x)
			}
		}
		if balance != 0 {
			t.Fatalf("%s of %d leaves %d", raw, minor, balance)
		}
		if _, err := terms.Annual(s); err != nil {
			return
		}
	})
}
