package plan

import "fenming/kit/calendar"

// Span is a time from the start: whole units and a fraction of one, which is
// at least 0 and below 1 where a formula treats it differently.
type Span struct {
	Whole int64
	Part  Ratio
}

// SpanOf returns num ÷ den > 0 as a span with a proper fraction.
func SpanOf(num, den int64) Span {
	return Span{num / den, Ratio{num % den, den}}
}

func whole(n int64) Span { return Span{n, Ratio{0, 1}} }

// UnitPeriods counts the unit-periods of every units between two days as
// Regulation Z, Appendix J (b)(5) does (12 CFR 1026): whole ones backwards
// from the payment, then odd months and days at 30 days a month, or odd days
// of a unit-period in weeks or days.
func UnitPeriods(from, to calendar.Day, every int, unit Unit) Span {
	switch unit {
	case Week:
		return SpanOf(int64(to.Sub(from)), int64(7*every))
	case Day:
		return SpanOf(int64(to.Sub(from)), int64(every))
	}
	months := monthsBack(from, to)
	odd := to.AddMonths(-months).Sub(from)
	whole, rest := months/every, months%every
	part := SpanOf(int64(30*rest+odd), int64(30*every))
	return Span{int64(whole) + part.Whole, part.Part}
}

// monthsBack counts whole months backwards from to without passing from.
func monthsBack(from, to calendar.Day) int {
	y1, m1, _ := from.YMD()
	y2, m2, _ := to.YMD()
	n := max(12*(y2-y1)+int(m2-m1), 0)
	for n > 0 && to.AddMonths(-n) < from {
		n--
	}
	return n
}

// YearsEU is the time between two days in years by the guidelines for the
// annual percentage rate of charge (SWD(2012) 128, section 4.1.1, remark c):
// whole months ÷ 12 or weeks ÷ 52 backwards from the payment, the remaining
// days ÷ the days of the year that ends with them. For days as the unit whole
// years are counted.
func YearsEU(from, to calendar.Day, unit Unit) Span {
	var units, perYear int64
	edge := to
	switch unit {
	case Week:
		units, perYear = int64(to.Sub(from)/7), 52
		edge = to.AddDays(-7 * int(units))
	case Month:
		months := monthsBack(from, to)
		units, perYear, edge = int64(months), 12, to.AddMonths(-months)
	default:
		years := monthsBack(from, to) / 12
		units, perYear, edge = int64(years), 1, to.AddMonths(-12*years)
	}
	days, year := int64(edge.Sub(from)), int64(edge.Sub(edge.AddMonths(-12)))
	return SpanOf(units*year+days*perYear, perYear*year)
}

// YearsUK is the time between two days in years by the rules of CONC App 1.2:
// whole months ÷ 12 or weeks ÷ 52 forwards from the advance, the remaining
// days ÷ 365, or ÷ 366 where they fall into a leap year.
func YearsUK(from, to calendar.Day, unit Unit) Span {
	var units, perYear int64
	edge := from
	if unit == Week {
		units, perYear = int64(to.Sub(from)/7), 52
		edge = from.AddDays(7 * int(units))
	} else {
		months := 0
		for from.AddMonths(months+1) <= to && from.AddMonths(months+1) != "" {
			months++
		}
		units, perYear, edge = int64(months), 12, from.AddMonths(months)
	}
	days := actual(edge, to)
	return SpanOf(units*days.Den+days.Num*perYear, perYear*days.Den)
}
