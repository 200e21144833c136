package plan

import (
	"fenming/kit/calendar"
	"fenming/kit/fault"
)

// periods returns the time between the due days, in order. Each due day is
// counted from the anchor and not from the one before, so that 01-31 leads
// over 02-28 to 03-31.
func (t Terms) periods(start calendar.Day) ([]period, error) {
	anchor, offset := start, 1
	if t.FirstDue != "" {
		anchor, offset = t.FirstDue, 0
	}
	list := make([]period, t.Periods)
	from := start
	for i := range list {
		p := period{from: from, to: t.DayAfter(anchor, i+offset), every: t.Every, unit: t.Unit, free: i < t.InterestFree}
		if i == 0 && t.FirstDue != "" && p.to != t.DayAfter(start, 1) {
			p.unit = ""
		}
		if i == t.Periods-1 && t.LastDue != "" && p.to != t.LastDue {
			p.to, p.unit = t.LastDue, ""
		}
		if p.to <= from {
			return nil, fault.Invalid(wordDates)
		}
		list[i], from = p, p.to
	}
	return list, nil
}

// DayAfter returns the day n periods after the anchor.
func (t Terms) DayAfter(anchor calendar.Day, n int) calendar.Day {
	switch {
	case t.Unit == Month && t.MonthEnd:
		return anchor.AddMonthsEnd(n * t.Every)
	case t.Unit == Month:
		return anchor.AddMonths(n * t.Every)
	case t.Unit == Week:
		return anchor.AddDays(7 * n * t.Every)
	}
	return anchor.AddDays(n * t.Every)
}
