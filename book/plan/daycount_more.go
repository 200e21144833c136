package plan

import "fenming/kit/calendar"

// Conventions for reading flows that others date by them; no plan charges
// interest by these. Act364, Act36525: days ÷ 364, ÷ 365.25. NL365, NL360: days
// without the 29ths of February ÷ 365, ÷ 360. The others are 30/360 with the
// end of month as ISDA 2006, section 4.16, words it in (g) for ThirtyE360 and
// (h) for ThirtyE360ISDA; ThirtyEPlus360 lets the 31st of the end become the
// 1st after it; ThirtyUS360 is the American one that treats the end of
// February as a 30th (SIA).
const (
	Act364         DayCount = "act/364"
	Act36525       DayCount = "act/365.25"
	NL365          DayCount = "nl/365"
	NL360          DayCount = "nl/360"
	ThirtyE360     DayCount = "30E/360"
	ThirtyEPlus360 DayCount = "30E+/360"
	ThirtyE360ISDA DayCount = "30E/360 ISDA"
	ThirtyUS360    DayCount = "30U/360"
)

// more is the fraction of a year under these; false for another convention.
func (c DayCount) more(from, to calendar.Day) (Ratio, bool) {
	days := int64(to.Sub(from))
	switch c {
	case Act364:
		return Ratio{days, 364}, true
	case Act36525:
		return Ratio{4 * days, 1461}, true
	case NL365:
		return Ratio{days - int64(leapDays(from.AddDays(1), to.AddDays(1))), 365}, true
	case NL360:
		return Ratio{days - int64(leapDays(from.AddDays(1), to.AddDays(1))), 360}, true
	}
	y1, m1, d1 := from.YMD()
	y2, m2, d2 := to.YMD()
	months := int64(12*(y2-y1)) + int64(m2-m1)
	february := func(d calendar.Day) bool { return d.IsMonthEnd() && d[5:7] == "02" }
	switch c {
	case ThirtyE360:
		d1, d2 = min(d1, 30), min(d2, 30)
	case ThirtyEPlus360:
		d1 = min(d1, 30)
		if d2 == 31 {
			d2, months = 1, months+1
		}
	case ThirtyE360ISDA:
		if from.IsMonthEnd() {
			d1 = 30
		}
		if d2 == 31 || february(to) {
			d2 = 30
		}
	case ThirtyUS360:
		if february(from) {
			if february(to) {
				d2 = 30
			}
			d1 = 30
		}
		if d2 == 31 && d1 >= 30 {
			d2 = 30
		}
		d1 = min(d1, 30)
	default:
		return Ratio{}, false
	}
	return Ratio{30*months + int64(d2-d1), 360}, true
}
