package casefile

import (
	"fenming/kit/calendar"
	"fenming/kit/fault"
)

// deadline is the day by which a matter opened on day must end: count working
// days later. Where the holidays of a year are unknown it is the same number of
// calendar days, which is never later, and basis says so.
func deadline(day calendar.Day, count int) (due calendar.Day, basis string, err error) {
	due, err = calendar.AddWorkingDays(day, count)
	if fault.Is(err, fault.CodeUnavailable) {
		return day.AddDays(count), CalendarDays, nil
	}
	return due, WorkingDays, err
}

// The queue's rank: money at risk times urgency. base keeps a case without
// money from sinking for ever; the bounds keep the product inside 64 bits.
const (
	rankBase     = 10_000            // minor units
	rankMost     = 1_000_000_000_000 // minor units
	rankHorizon  = 30                // days beyond which urgency does not fall further
	microsPerDay = 86_400_000_000
)

// rank orders the queue: (money + base) × 30 ÷ (days left + 1) while there is
// time, × 30 × (days late + 1), at most 31 times, when there is none. store.go
// computes the same in SQL and a test compares the two.
func rank(atRisk, dueAt, now int64) int64 {
	weight := (min(atRisk, rankMost) + rankBase) * rankHorizon
	if dueAt > now {
		return weight / (min((dueAt-now)/microsPerDay, rankHorizon) + 1)
	}
	return weight * (min((now-dueAt)/microsPerDay, rankHorizon) + 1)
}
