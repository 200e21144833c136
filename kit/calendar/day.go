package calendar

import (
	"cmp"
	"fmt"
	"time"

	"fenming/kit/fault"
)

// Day is a date of the Gregorian calendar between 0001-01-01 and 9999-12-31 as
// ISO text "2006-01-02", so that it is stored, compared and sent as it stands.
// The zero Day "" is no day. Arithmetic on what is no day, or that leaves the
// range, gives the zero Day.
type Day string

// ParseDay reads "2006-01-02"; anything else is an invalid fault.
func ParseDay(text string) (Day, error) {
	if _, _, _, ok := civil(text); !ok {
		return "", fault.Invalid(wordDay)
	}
	return Day(text), nil
}

// Date returns the day of a year, month and day of month; like time.Date it
// carries over, so that day 0 is the last of the month before.
func Date(year int, month time.Month, day int) Day {
	return fromTime(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// DayOf returns the day that a time falls on in a zone.
func DayOf(t time.Time, loc *time.Location) Day { return fromTime(t.In(loc)) }

func fromTime(t time.Time) Day {
	y, m, d := t.Date()
	if y < 1 || y > 9999 {
		return ""
	}
	b := [10]byte{4: '-', 7: '-'}
	put := func(at, width, n int) {
		for i := width - 1; i >= 0; i, n = i-1, n/10 {
			b[at+i] = byte('0' + n%10)
		}
	}
	put(0, 4, y)
	put(5, 2, int(m))
	put(8, 2, d)
	return Day(b[:])
}

// civil takes ISO text apart; false when it is not an existing day.
func civil(s string) (y int, m time.Month, d int, ok bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return 0, 0, 0, false
	}
	var n int
	for i := range len(s) {
		if i == 4 || i == 7 {
			continue
		}
		if s[i] < '0' || s[i] > '9' {
			return 0, 0, 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	y, m, d = n/10000, time.Month(n/100%100), n%100
	ok = y > 0 && m >= 1 && m <= 12 && d >= 1 && d <= monthLength(y, m)
	return y, m, d, ok
}

func leap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

func monthLength(y int, m time.Month) int {
	switch m {
	case time.February:
		if leap(y) {
			return 29
		}
		return 28
	case time.April, time.June, time.September, time.November:
		return 30
	}
	return 31
}

// Check refuses a Day that is not an existing date, also the zero Day.
func (d Day) Check() error {
	_, err := ParseDay(string(d))
	return err
}

// IsZero says whether d is no day at all ("").
func (d Day) IsZero() bool { return d == "" }

// String is the ISO text.
func (d Day) String() string { return string(d) }

// MarshalText writes the ISO text.
func (d Day) MarshalText() ([]byte, error) { return []byte(d), nil }

// UnmarshalText reads ISO text or "" for no day; anything else is an invalid
// fault.
func (d *Day) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = ""
		return nil
	}
	got, err := ParseDay(string(text))
	if err == nil {
		*d = got
	}
	return err
}

// utc is midnight UTC of the day, on which day arithmetic is free of zones.
func (d Day) utc() (time.Time, bool) {
	y, m, n, ok := civil(string(d))
	return time.Date(y, m, n, 0, 0, 0, 0, time.UTC), ok
}

// YMD returns year, month and day of month; zeros for no day.
func (d Day) YMD() (int, time.Month, int) {
	y, m, n, ok := civil(string(d))
	if !ok {
		return 0, 0, 0
	}
	return y, m, n
}

// AddDays returns the day n days later (earlier for n < 0).
func (d Day) AddDays(n int) Day {
	t, ok := d.utc()
	if !ok {
		return ""
	}
	return fromTime(t.AddDate(0, 0, n))
}

// AddMonths returns the same day of month n months later, or the last day of a
// month that is too short: 01-31 plus one month is 02-28 or 02-29.
func (d Day) AddMonths(n int) Day {
	y, m, day, ok := civil(string(d))
	if !ok {
		return ""
	}
	first := time.Date(y, m+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	return Date(first.Year(), first.Month(), min(day, monthLength(first.Year(), first.Month())))
}

// AddMonthsEnd is AddMonths under the month-end rule: from the last day of a
// month it leads to the last day of a month, 02-28 plus one month is 03-31.
func (d Day) AddMonthsEnd(n int) Day {
	to := d.AddMonths(n)
	if d.IsMonthEnd() {
		return to.MonthEnd()
	}
	return to
}

// MonthEnd returns the last day of d's month.
func (d Day) MonthEnd() Day {
	y, m, _, ok := civil(string(d))
	if !ok {
		return ""
	}
	return Date(y, m, monthLength(y, m))
}

// IsMonthEnd says whether d is the last day of its month.
func (d Day) IsMonthEnd() bool { return d != "" && d == d.MonthEnd() }

// IsLeapYear says whether d's year has 366 days.
func (d Day) IsLeapYear() bool {
	y, _, _ := d.YMD()
	return y > 0 && leap(y)
}

// Sub returns the days from o to d; 0 when either is no day.
func (d Day) Sub(o Day) int {
	a, okA := d.utc()
	b, okB := o.utc()
	if !okA || !okB {
		return 0
	}
	return int((a.Unix() - b.Unix()) / 86400)
}

// Weekday returns the day of the week; Sunday for no day.
func (d Day) Weekday() time.Weekday {
	t, ok := d.utc()
	if !ok {
		return time.Sunday
	}
	return t.Weekday()
}

// Compare returns −1, 0 or 1; no day comes before every day.
func (d Day) Compare(o Day) int { return cmp.Compare(d, o) }

// Before says whether d comes before o.
func (d Day) Before(o Day) bool { return d < o }

// After says whether d comes after o.
func (d Day) After(o Day) bool { return d > o }

// In returns the day in a zone as a half-open interval [start, end) in µs UTC.
// A day with a clock change has 23 or 25 hours; a day that the zone skipped
// (Samoa's 2011-12-30) is empty. No day gives 0, 0.
func (d Day) In(loc *time.Location) (start, end int64) {
	t, ok := d.utc()
	if !ok {
		return 0, 0
	}
	return firstInstant(t, loc).UnixMicro(), firstInstant(t.AddDate(0, 0, 1), loc).UnixMicro()
}

// firstInstant is the first instant whose wall clock in loc shows the date of
// midnight or a later one. time.Date alone may land on either side of a clock
// change at midnight.
func firstInstant(midnight time.Time, loc *time.Location) time.Time {
	want := fromTime(midnight)
	y, m, n := midnight.Date()
	t := time.Date(y, m, n, 0, 0, 0, 0, loc)
	begin, end := t.ZoneBounds()
	switch {
	case DayOf(t, loc) < want:
		return end
	case DayOf(t, loc) > want:
		return begin
	}
	if begin.IsZero() {
		return t
	}
	// The clock may have gone back over midnight: then the date began before.
	if before := begin.Add(-time.Nanosecond); DayOf(before, loc) == want {
		_, offset := before.In(loc).Zone()
		return time.Unix(midnight.Unix()-int64(offset), 0)
	}
	return t
}

// Long writes the day for people in Chinese: "2026年11月21日".
func (d Day) Long() string {
	y, m, n := d.YMD()
	if y == 0 {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", y, int(m), n)
}
