package plan

import (
	"testing"

	"pgregory.net/rapid"

	"fenming/kit/fault"
	"fenming/kit/money"
)

// monthly is an advance and n equal payments a period apart, the first after
// first periods.
func monthly(advance int64, n int, payment int64, first Span) []Point {
	points := []Point{{Amount: advance}}
	for i := range n {
		at := first
		at.Whole += int64(i)
		points = append(points, Point{-payment, at})
	}
	return points
}

func TestGateRates(t *testing.T) {
	var file struct {
		APR []struct {
			ID          string   `json:"id"`
			Nominal     *float64 `json:"nominal"`
			Effective   *float64 `json:"effective"`
			Nominal26   *float64 `json:"nominal_26"`
			Effective26 *float64 `json:"effective_26"`
			RegZ        *float64 `json:"regz_nominal"`
		} `json:"apr"`
	}
	load(t, "field/gate-vectors.json", &file)
	one := Span{Whole: 1}
	// The payments as the file words them, in 1/10000 of a currency unit.
	cases := map[string][]Point{
		"APR1": monthly(6000_0000, 12, 530_0000, one), "APR2": monthly(5000_0000, 12, 446_6667, one),
		"APR3": monthly(3000_0000, 3, 1000_0000, one), "APR4": monthly(1140_0000, 6, 200_0000, one),
		"APR5": monthly(737_5000, 3, 262_5000, one), "APR6": monthly(10000_0000, 24, 491_6700, one),
		"APR7": monthly(5000_0000, 36, 166_0700, one), "APR8": monthly(5000_0000, 36, 170_0000, Span{1, Ratio{1, 2}}), // half a period before the first whole one
	}
	for _, c := range file.APR {
		points := cases[c.ID]
		perYear := Ratio{12, 1}
		if c.Nominal26 != nil {
			c.Nominal, c.Effective, perYear = c.Nominal26, c.Effective26, Ratio{26, 1}
		}
		if c.RegZ != nil {
			c.Nominal = c.RegZ
		}
		got, err := NominalRate(points, perYear)
		if err != nil {
			t.Fatal(c.ID, err)
		}
		near(t, c.ID+" nominal", got, *c.Nominal, 0.51e-6)
		if c.Effective == nil {
			continue
		}
		years := make([]Point, len(points))
		for i, p := range points {
			years[i] = Point{p.Amount, SpanOf(p.At.Whole, perYear.Num)}
		}
		if got, err = EffectiveRate(years); err != nil {
			t.Fatal(c.ID, err)
		}
		near(t, c.ID+" effective", got, *c.Effective, 0.51e-6)
	}
	if len(file.APR) != len(cases) {
		t.Errorf("%d cases, %d known", len(file.APR), len(cases))
	}
}

func TestNoUniqueRate(t *testing.T) {
	whole := func(n int64) Span { return Span{Whole: n} }
	for name, points := range map[string][]Point{
		"nothing":       nil,
		"only advances": {{100, whole(0)}, {100, whole(1)}},
		"two roots":     {{-1000, whole(0)}, {2300, whole(1)}, {-1320, whole(2)}}, // 10 % and 20 %
		"paid at once":  {{100, whole(0)}, {-100, whole(0)}},
	} {
		if got, err := EffectiveRate(points); !fault.Is(err, fault.CodeRefused) {
			t.Errorf("%s: %s %v", name, got, err)
		}
	}
	// 100 now for 110 in a year is exactly 10 %; a rate of exactly half a step
	// rounds up: 2e8 for 2e8+1 is 0.5e-8.
	if got, err := EffectiveRate([]Point{{100, whole(0)}, {-110, whole(1)}}); err != nil || got != 10_000_000 {
		t.Error(got, err)
	}
	if got, err := EffectiveRate([]Point{{200_000_000, whole(0)}, {-200_000_001, whole(1)}}); err != nil || got != 1 {
		t.Error(got, err)
	}
	if got, err := EffectiveRate([]Point{{200_000_000, whole(0)}, {-200_000_001, whole(1)}, {5, whole(1)}, {-5, whole(1)}}); err != nil || got != 1 {
		t.Error(got, err)
	}
}

// A schedule at nominal rate r with enough minor units has r as its internal
// rate × 12, whatever the kind that charges interest on the balance.
func TestRateRecovered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := money.Rate(rapid.Int64Range(0, 60_000_000).Draw(t, "rate"))
		terms := Terms{Kind: rapid.SampledFrom([]Kind{EqualInstalment, EqualPrincipal}).Draw(t, "kind"),
			Periods: rapid.IntRange(1, 36).Draw(t, "n"), Every: 1, Unit: Month, Rate: r,
			MonthEnd: rapid.Bool().Draw(t, "end"), Down: Down{Share: rapid.Int64Range(0, 500_000).Draw(t, "down")}}
		s, err := For(money.New(10_000_000_000_000, money.CNY), "2026-01-31", terms)
		if err != nil {
			t.Fatal(err)
		}
		got, err := terms.Annual(s)
		if err != nil {
			t.Fatal(err)
		}
		if d := got.Nominal - r; d < -1 || d > 1 {
			t.Fatalf("%s came back as %s", r, got.Nominal)
		}
		if got.Effective < got.Nominal {
			t.Fatalf("compounding lowered %s to %s", got.Nominal, got.Effective)
		}
	})
}

// BenchmarkQuote is one quote of twelve instalments: the schedule and its three
// annual rates. A million a minute on one core are 60 µs each.
func BenchmarkQuote(b *testing.B) {
	for name, terms := range map[string]Terms{
		"equal_instalment": {Kind: EqualInstalment, Periods: 12, Every: 1, Unit: Month, Rate: 12_000_000, Adjust: Level},
		"equal_principal":  {Kind: EqualPrincipal, Periods: 12, Every: 1, Unit: Month, Rate: 12_000_000},
		"flat_fee":         {Kind: FlatFee, Periods: 12, Every: 1, Unit: Month, Fee: Fee{Basis: Total, Rate: 7_500_000}},
		"interest_free":    {Kind: InterestFree, Periods: 12, Every: 1, Unit: Month, Fee: Fee{Basis: Total, Rate: 7_500_000, Payer: Merchant}},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				s, err := For(money.New(600000, money.CNY), "2026-11-21", terms)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := terms.Annual(s); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)*60/b.Elapsed().Seconds(), "quotes/min")
		})
	}
}
