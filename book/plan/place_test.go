package plan

import (
	"encoding/json"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"fenming/internal/shared"
	"fenming/kit/calendar"
	"fenming/kit/money"
)

func load(t *testing.T, rel string, into any) {
	t.Helper()
	data, err := os.ReadFile(shared.Path(t, rel))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

func cents(t testing.TB, text string) int64 {
	t.Helper()
	m, err := money.Parse(text, money.EUR)
	if err != nil {
		t.Fatal(text, err)
	}
	return m.Minor
}

func near(t *testing.T, name string, got money.Rate, want, tolerance float64) {
	t.Helper()
	if d := float64(got)/1e8 - want; math.Abs(d) > tolerance {
		t.Errorf("%s: %s, want %v", name, got, want)
	}
}

// A plan with an odd first period falls due on the days of the validated
// cases and is placed in time as Appendix J places those payments.
func TestOddFirstPeriod(t *testing.T) {
	var file struct {
		FFIEC struct {
			Cases []struct {
				Start    calendar.Day `json:"advance_date"`
				Advance  string       `json:"advance"`
				Payments []struct {
					Date calendar.Day `json:"date"`
				} `json:"payments"`
				Unit string `json:"unit_period"`
			} `json:"cases"`
		} `json:"us_ffiec_validated"`
	}
	load(t, "vectors/apr.json", &file)
	for _, c := range file.FFIEC.Cases {
		name, count, _ := strings.Cut(c.Unit, "*")
		unit := Unit(name)
		every, err := strconv.Atoi(count)
		if err != nil {
			t.Fatal(err)
		}
		terms := Terms{Kind: EqualPrincipal, Periods: len(c.Payments), Every: every, Unit: unit, Rate: 10_000_000,
			FirstDue: c.Payments[0].Date, MonthEnd: unit == Month}
		s := schedule(t, cents(t, c.Advance), c.Start, terms)
		for n, i := range s.Instalments {
			at, years := terms.place(s, i)
			want := UnitPeriods(c.Start, c.Payments[n].Date, every, unit)
			if i.DueDay != c.Payments[n].Date || compare(at, want) != 0 {
				t.Errorf("%s from %s: instalment %d on %s at %v, want %s at %v", c.Unit, c.Start, n+1, i.DueDay, at, c.Payments[n].Date, want)
			}
			// Equal periods and actual days never drift apart by more than a few days.
			days := float64(i.DueDay.Sub(s.Start)) / 365
			if y := float64(years.Whole) + float64(years.Part.Num)/float64(years.Part.Den); math.Abs(y-days) > 5.0/365 {
				t.Errorf("%s: %v years, %v by days", i.DueDay, y, days)
			}
		}
		if a, err := terms.Annual(s); err != nil || a.Nominal < 9_900_000 || a.Nominal > 10_100_000 {
			t.Errorf("%s: 10 %% a year came back as %s (%v)", c.Unit, a.Nominal, err)
		}
	}
	last := Terms{Kind: InterestFree, Periods: 3, Every: 15, Unit: Day, LastDue: "2026-02-10"}
	s := schedule(t, 900, "2026-01-01", last)
	if i := s.Instalments[2]; i.DueDay != "2026-02-10" {
		t.Error(i)
	}
	if a, err := last.Annual(s); err != nil || a != (Annual{}) {
		t.Error("an interest-free plan costs", a, err)
	}
}

// The platform's fee table: nominal and effective rates of the buyer's plans,
// as its examiner computed them from 2.3 %, 4.5 % and 7.5 %.
func TestPlatformRates(t *testing.T) {
	for n, want := range map[int][3]string{3: {"0.023", "13.75%", "14.65%"}, 6: {"0.045", "15.27%", "16.38%"}, 12: {"0.075", "13.57%", "14.44%"}} {
		terms := Terms{Kind: FlatFee, Periods: n, Every: 1, Unit: Month, Fee: Fee{Basis: Total, Rate: rate(t, want[0])}}
		got, err := terms.Annual(schedule(t, 1_200_000_00, "2026-01-15", terms))
		if err != nil || got.Nominal.Percent() != want[1] || got.Effective.Percent() != want[2] {
			t.Errorf("%d periods: %s, %s (%v), want %s, %s", n, got.Nominal.Percent(), got.Effective.Percent(), err, want[1], want[2])
		}
	}
}
