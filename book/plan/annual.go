package plan

import (
	"cmp"
	"slices"

	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// Annual is what a year of the credit costs the customer, by three readings of
// the same payments. The credit is the price less what is paid on the start
// day; everything the customer pays later, fees included, is its price.
type Annual struct {
	Nominal   money.Rate `json:"nominal"`   // internal rate of a period × periods a year (单利口径 IRR 年化)
	Effective money.Rate `json:"effective"` // the same compounded over a year of equal periods (复利口径)
	Dated     money.Rate `json:"dated"`     // compounded over actual days ÷ 365
}

// Flow is money that changes hands on a day, in minor units: above zero when
// the customer receives it (or is spared it), below when the customer pays.
type Flow struct {
	Day    calendar.Day
	Amount int64
}

// Point is a flow placed in time.
type Point struct {
	Amount int64
	At     Span
}

// Annual returns the annual rates of a schedule made under the terms. A
// schedule without credit (everything due at once) or without a unique rate
// is refused.
func (t Terms) Annual(s Schedule) (Annual, error) {
	n := len(s.Instalments) + 1
	list := make([]Point, 2*n)
	periods, years := append(list[:0:n], Point{s.Amount, whole(0)}), append(list[n:n], Point{s.Amount, whole(0)})
	for _, i := range s.Instalments {
		p, y := t.place(s, i)
		periods = append(periods, Point{-i.Due(), p})
		years = append(years, Point{-i.Due(), y})
	}
	var a Annual
	var err error
	if a.Nominal, err = NominalRate(periods, t.PerYear()); err != nil {
		return Annual{}, err
	}
	if a.Effective, err = EffectiveRate(years); err != nil {
		return Annual{}, err
	}
	a.Dated, err = DatedRate(s.Flows(), Act365)
	return a, err
}

// PerYear is the number of periods in a year.
func (t Terms) PerYear() Ratio {
	share := yearShare(t.Every, t.Unit)
	return Ratio{share.Den, share.Num}
}

// place tells when an instalment is due in periods and in years. Regular due
// days are whole periods apart whatever the months' lengths; odd ones are
// measured by Regulation Z and by the EU guidelines.
func (t Terms) place(s Schedule, i Instalment) (periods, years Span) {
	if i.No == 0 {
		return whole(0), whole(0)
	}
	n := int64(i.No)
	share := yearShare(t.Every, t.Unit)
	regular := SpanOf(n*share.Num, share.Den)
	if i.No == t.Periods && t.LastDue != "" {
		return UnitPeriods(s.Start, i.DueDay, t.Every, t.Unit), YearsEU(s.Start, i.DueDay, t.Unit)
	}
	if t.FirstDue == "" || t.FirstDue == t.DayAfter(s.Start, 1) {
		return whole(n), regular
	}
	periods = UnitPeriods(s.Start, t.FirstDue, t.Every, t.Unit)
	periods.Whole += n - 1
	first, later := YearsEU(s.Start, t.FirstDue, t.Unit), Ratio{(n - 1) * share.Num, share.Den}
	num := first.Part.Num*later.Den + later.Num*first.Part.Den
	years = SpanOf(num, first.Part.Den*later.Den)
	years.Whole += first.Whole
	return periods, years
}

// Flows are the customer's side of the schedule by day: the price received at
// the start, every instalment paid on its due day.
func (s Schedule) Flows() []Flow {
	flows := append(make([]Flow, 0, len(s.Instalments)+1), Flow{s.Start, s.Amount})
	for _, i := range s.Instalments {
		flows = append(flows, Flow{i.DueDay, -i.Due()})
	}
	return flows
}

// EffectiveRate returns the annual rate x with Σ amount × (1+x)^−t = 0, t in
// years. Flows without a provably unique rate are refused.
func EffectiveRate(points []Point) (money.Rate, error) {
	return solve(points, compound{})
}

// NominalRate returns the annual rate x with Σ amount ÷ ((1+f·i)(1+i)^k) = 0,
// where t is k whole unit-periods and the fraction f, and i is x ÷ perYear:
// the actuarial method of Regulation Z, Appendix J, and with f = 0 the internal
// rate of a period × periods a year. Flows without a provably unique rate are
// refused.
func NominalRate(points []Point, perYear Ratio) (money.Rate, error) {
	return solve(points, actuarial{perYear})
}

// DatedRate is EffectiveRate with the years between the days counted by the
// convention from the earliest day.
func DatedRate(flows []Flow, count DayCount) (money.Rate, error) {
	return EffectiveRate(dated(flows, count))
}

// Rates returns every rate x above −1 and below 1e9 with
// Σ amount × (1+x)^−t = 0, t in years, rising. It is for the analysis of
// irregular flows; a quote needs EffectiveRate.
func Rates(points []Point) []money.Rate { return allRates(merge(points)) }

// DatedRates is Rates with the years between the days counted by the
// convention from the earliest day.
func DatedRates(flows []Flow, count DayCount) []money.Rate { return Rates(dated(flows, count)) }

func dated(flows []Flow, count DayCount) []Point {
	if len(flows) == 0 {
		return nil
	}
	first := slices.MinFunc(flows, func(a, b Flow) int { return cmp.Compare(a.Day, b.Day) }).Day
	points := make([]Point, len(flows))
	for i, f := range flows {
		years := count.Years(first, f.Day)
		points[i] = Point{f.Amount, SpanOf(years.Num, years.Den)}
	}
	return points
}

// merge orders the points by time, adds those at the same time and drops what
// cancels out.
func merge(points []Point) []Point {
	if merged(points) {
		return points
	}
	sorted := slices.Clone(points)
	slices.SortStableFunc(sorted, func(a, b Point) int { return compare(a.At, b.At) })
	var out []Point
	for _, p := range sorted {
		if p.At.Part.Den == 0 {
			p.At.Part = Ratio{0, 1}
		}
		if n := len(out); n > 0 && compare(out[n-1].At, p.At) == 0 {
			out[n-1].Amount += p.Amount
		} else {
			out = append(out, p)
		}
	}
	return slices.DeleteFunc(out, func(p Point) bool { return p.Amount == 0 })
}

// merged says whether there is nothing to merge, as for a schedule as a rule.
func merged(points []Point) bool {
	for i, p := range points {
		if p.Amount == 0 || p.At.Part.Den == 0 || i > 0 && compare(points[i-1].At, p.At) >= 0 {
			return false
		}
	}
	return true
}

func compare(a, b Span) int {
	if c := cmp.Compare(a.Whole, b.Whole); c != 0 {
		return c
	}
	// A zero Part has no denominator; it stands for no fraction.
	return cmp.Compare(a.Part.Num*max(b.Part.Den, 1), b.Part.Num*max(a.Part.Den, 1))
}

// changes counts how often the sign changes in time. With exactly one change
// the rate is unique above −100 %: divided by the discount factor at the
// change, the present value is strictly monotone, under either formula.
func changes(points []Point) int {
	n := 0
	for i := 1; i < len(points); i++ {
		if (points[i].Amount > 0) != (points[i-1].Amount > 0) {
			n++
		}
	}
	return n
}

func noRate() error { return fault.Refused(wordNoRate) }

func manyRates(changes, count int) error {
	return fault.Refused(wordManyRates, words.Args{"changes": changes, "count": count})
}
