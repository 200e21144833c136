package report

import (
	"cmp"
	"slices"
	"time"

	"fenming/book/ledger"
	"fenming/kit/calendar"
)

// never lies behind every deadline, µs.
const never = 1<<62 - 1

// weekEnd is the Sunday on or after a day.
func weekEnd(day calendar.Day) calendar.Day {
	for day.Weekday() != time.Sunday {
		day = day.AddDays(1)
	}
	return day
}

// sums are a tally's lines, the largest money first.
func (t tally) sums() []Sum {
	list := []Sum{}
	for _, s := range t {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b Sum) int {
		return cmp.Or(cmp.Compare(b.Money.Minor, a.Money.Minor), cmp.Compare(a.Money.Currency, b.Money.Currency))
	})
	return list
}

// age is a bucket of overdue days and what people call it.
type age struct {
	code     string
	from, to int // overdue days, both included
}

// ages are the buckets of the ledger.
func ages() []age {
	var list []age
	for _, b := range ledger.Buckets() {
		list = append(list, age{b.Code, b.From, b.To})
	}
	return list
}

// dueBetween is the range of oldest due days that a bucket means on a day; ""
// is no bound.
func dueBetween(code string, day calendar.Day) (from, to calendar.Day, known bool) {
	const far = 3650 // days; an age beyond it is the last bucket's
	for _, a := range ages() {
		if a.code != code {
			continue
		}
		if a.to < far {
			from = day.AddDays(-a.to)
		}
		if a.from > -far {
			to = day.AddDays(-a.from)
		}
		return from, to, true
	}
	return "", "", false
}
