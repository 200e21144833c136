package collect

import (
	"strconv"
	"strings"

	"fenming/book/contact"
	"fenming/book/ledger"
	"fenming/kit/calendar"
)

// offsets are the days relative to the due day on which a reminder is planned
// (law.md B6, stages S0 and S1).
var offsets = []int{15, 7, 3, 1, -1, -3}

// stepName names a step: "due-3", "due+7".
func stepName(offset int) string {
	if offset > 0 {
		return "due+" + strconv.Itoa(offset)
	}
	return "due" + strconv.Itoa(offset)
}

// plan chooses the reminder of a business day: the instalment whose lateness or
// nearness is exactly one of the offsets, the latest first; at most one per
// contract and day.
func plan(p ledger.Position, day calendar.Day) (ledger.InstalmentPosition, string, bool) {
	for _, offset := range offsets {
		for _, n := range p.Instalments {
			if n.Open.Sum() > 0 && day.Sub(n.DueDay) == offset {
				return n, stepName(offset), true
			}
		}
	}
	return ledger.InstalmentPosition{}, "", false
}

// What comes next for an overdue contract, by its age in days.
const (
	stepReminder = "reminder"
	stepCall     = "call"
	stepDemand   = "demand"
)

// nextStep is the strongest step whose day has come (law.md B6: reminder, call
// from day 4, formal demand from day 15) and the channel and purpose to ask the
// gate about.
func nextStep(overdue int) (step, channel, purpose string) {
	switch {
	case overdue >= 15:
		return stepDemand, contact.Letter, contact.Demand
	case overdue >= 4:
		return stepCall, contact.Voice, contact.Call
	}
	return stepReminder, contact.Email, contact.Reminder
}

// paid is everything that came in on a contract: on instalments, and beyond.
func paid(p ledger.Position) int64 {
	sum := p.Overpaid.Minor
	for _, n := range p.Instalments {
		sum += n.Paid.Sum()
	}
	return sum
}

// alsoZone is the second zone that must allow contact too: people in Xinjiang
// live by Urumqi time as well as by the official one.
func alsoZone(address string) string {
	if strings.HasPrefix(strings.TrimSpace(address), "新疆") {
		return "Asia/Urumqi"
	}
	return ""
}

// ageDays are the lower ends of the classes of age by which the queue weighs
// money, oldest first.
var ageDays = []int{365, 180, 90, 60, 30, 15, 7, 3, 1}
