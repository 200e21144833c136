package plan

import "fenming/kit/calendar"

// DayCount turns a period into a fraction of a year for interest.
type DayCount string

// The conventions. Equal: every period is the same fraction (months ÷ 12,
// weeks ÷ 52, days ÷ 365). Thirty360: a month is 30 days of 360; a period
// counted in days or weeks keeps its days; an odd period follows 30/360 (ISDA
// 2006 definitions, section 4.16(f)). Act360, Act365: days ÷ 360, ÷ 365.
// ActAct: the days in leap years ÷ 366, the others ÷ 365 (ISDA 4.16(b)).
// ActActClose is ActAct with each night in the year of the day it ends on.
// ActLeap365: days ÷ 366 when the period holds a 29 February after its first
// day, else ÷ 365.
const (
	Equal       DayCount = "equal"
	Thirty360   DayCount = "30/360"
	Act360      DayCount = "act/360"
	Act365      DayCount = "act/365"
	ActAct      DayCount = "act/act"
	ActActClose DayCount = "act/act_close"
	ActLeap365  DayCount = "act/365_leap"
)

// Ratio is an exact fraction with a positive denominator.
type Ratio struct{ Num, Den int64 }

// period is the time from one due day to the next. Every and unit are set
// when it is a regular period of the plan.
type period struct {
	from, to calendar.Day
	every    int
	unit     Unit // "" for an odd period
	free     bool // bears no interest
}

// Years returns the time between two days under the convention, as for an odd
// period of a plan; Equal counts it as Thirty360 does.
func (c DayCount) Years(from, to calendar.Day) Ratio {
	return c.of(period{from: from, to: to})
}

func (c DayCount) of(p period) Ratio {
	switch {
	case c == Equal && p.unit != "":
		return yearShare(p.every, p.unit)
	case (c == Equal || c == Thirty360) && p.unit == Month:
		return Ratio{30 * int64(p.every), 360}
	}
	days := int64(p.to.Sub(p.from))
	switch c {
	case Act360:
		return Ratio{days, 360}
	case Act365:
		return Ratio{days, 365}
	case ActAct:
		return actual(p.from, p.to)
	case ActActClose:
		return actual(p.from.AddDays(1), p.to.AddDays(1))
	case ActLeap365:
		if leapDays(p.from.AddDays(1), p.to.AddDays(1)) > 0 {
			return Ratio{days, 366}
		}
		return Ratio{days, 365}
	case Equal, Thirty360:
		if p.unit == "" {
			return Ratio{thirty(p.from, p.to), 360}
		}
		return Ratio{days, 360}
	}
	years, _ := c.more(p.from, p.to)
	return years
}

// yearShare is the part of a year that a regular period stands for.
func yearShare(every int, unit Unit) Ratio {
	switch unit {
	case Month:
		return Ratio{int64(every), 12}
	case Week:
		return Ratio{int64(every), 52}
	}
	return Ratio{int64(every), 365}
}

// thirty counts days by 30/360 (ISDA).
func thirty(from, to calendar.Day) int64 {
	y1, m1, d1 := from.YMD()
	y2, m2, d2 := to.YMD()
	d1 = min(d1, 30)
	if d1 == 30 {
		d2 = min(d2, 30)
	}
	return int64(360*(y2-y1) + 30*int(m2-m1) + d2 - d1)
}

// actual splits the days [from, to) between leap and ordinary years.
func actual(from, to calendar.Day) Ratio {
	first, _, _ := from.YMD()
	last, _, _ := to.YMD()
	var inLeap, ordinary int64
	for y := first; y <= last; y++ {
		begin, end := max(from, calendar.Date(y, 1, 1)), to
		if y < last {
			end = calendar.Date(y+1, 1, 1)
		}
		if n := int64(end.Sub(begin)); begin.IsLeapYear() {
			inLeap += n
		} else {
			ordinary += n
		}
	}
	return Ratio{inLeap*365 + ordinary*366, 365 * 366}
}

// leapDays counts the 29ths of February in [from, to).
func leapDays(from, to calendar.Day) int {
	first, _, _ := from.YMD()
	last, _, _ := to.YMD()
	n := 0
	for y := first; y <= last; y++ {
		if d := calendar.Date(y, 3, 1).AddDays(-1); d.IsLeapYear() && d >= from && d < to {
			n++
		}
	}
	return n
}
