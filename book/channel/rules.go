package channel

import (
	"slices"

	"fenming/kit/calendar"
)

// Forever is the valid_to of what has no end.
const Forever calendar.Day = "9999-12-31"

// What a dated thing is on a day.
const (
	NotYet   = "not_yet"
	Valid    = "valid"
	Expiring = "expiring" // at most 60 days are left
	Expired  = "expired"
)

// Stages are the days before an end at which somebody is warned, each once. 0
// is the time after the end.
func Stages() []int { return []int{60, 30, 7, 1, 0} }

// StateOn says what a thing valid from one day to another, both included, is on
// a day. An empty from has always begun, an empty to never ends.
func StateOn(from, to, day calendar.Day) string {
	if to == "" {
		to = Forever
	}
	switch {
	case day > to:
		return Expired
	case day < from:
		return NotYet
	case to.Sub(day) <= Stages()[0]:
		return Expiring
	}
	return Valid
}

// StageOn says which warning is due on a day for something that ends on
// another: the smallest threshold that is reached. due is false while more than
// 60 days are left.
func StageOn(until, day calendar.Day) (stage int, due bool) {
	if until == "" || until == Forever {
		return 0, false
	}
	if day > until {
		return 0, true
	}
	left := until.Sub(day)
	stage, due = 0, false
	for _, s := range Stages() {
		if s > 0 && left <= s {
			stage, due = s, true
		}
	}
	return stage, due
}

// workingDays is the time a task gives for a warning of a stage.
func workingDays(stage int) int {
	switch stage {
	case 60:
		return 20
	case 30:
		return 10
	case 7:
		return 3
	}
	return 1
}

// member is what the rules need of a member of staff.
type member struct {
	id, role string
}

// required lists who of the staff has to read an update.
func (r Readers) required(staff []member) []string {
	ids := []string{}
	for _, m := range staff {
		if slices.Contains(r.Roles, m.role) || slices.Contains(r.Users, m.id) {
			ids = append(ids, m.id)
		}
	}
	return ids
}

// outstanding is required less those who have read.
func outstanding(required []string, receipts []Receipt) []string {
	left := []string{}
	for _, id := range required {
		if !slices.ContainsFunc(receipts, func(r Receipt) bool { return r.Reader == id }) {
			left = append(left, id)
		}
	}
	return left
}

// inForce keeps the fees that count on a day: of each kind the one recorded
// last among those valid on it. fees are in the order of recording.
func inForce(fees []PlatformFee, day calendar.Day) []PlatformFee {
	last := map[string]PlatformFee{}
	for _, f := range fees {
		if f.ValidFrom <= day && day <= f.ValidTo {
			last[f.Kind] = f
		}
	}
	out := []PlatformFee{}
	for _, kind := range FeeKinds() {
		if f, ok := last[kind]; ok {
			out = append(out, f)
		}
	}
	return out
}
