package contact

import (
	"slices"
	"strings"
	"time"

	"fenming/kit/calendar"
)

// question is an Ask with everything the gate has read for it.
type question struct {
	creditor, channel, purpose, recipient string

	owed     int64
	holds    []string
	reach    bool // the channel is known and the customer's own
	consent  bool
	text     []string
	overdue  int
	at       time.Time
	zones    []*time.Location // none: unknown
	reserved []reserved       // slots of the last 7 days
}

// reserved is a place already taken.
type reserved struct {
	day calendar.Day
}

// answer is a decision without its bookkeeping.
type answer struct {
	code  string
	rules []string
	next  time.Time
	until time.Time
	today int
	week  int
}

var (
	channels = []string{Email, SMS, Voice, Letter}
	purposes = []string{Reminder, Call, Demand, Plan, Receipt}
)

// decide asks the questions in the order of law.md D. It reads neither clock
// nor database; the reservation of the slot that an allowed answer needs is
// the caller's.
func decide(q question, pack Pack, p profile) answer {
	a := answer{code: Allowed}
	asks := q.purpose != Receipt // a receipt asks for nothing
	switch {
	case !slices.Contains(channels, q.channel) || !slices.Contains(purposes, q.purpose):
		return answer{code: Unknown}
	case asks && q.creditor != "merchant":
		return answer{code: NotCreditor, rules: []string{"CN-CREDITOR"}}
	case asks && q.owed <= 0:
		return answer{code: NoBalance, rules: []string{"CN-BALANCE"}}
	case asks && len(q.holds) > 0:
		return answer{code: OnHold, rules: []string{"CN-HOLD"}}
	case q.recipient != Debtor && q.recipient != Guarantor:
		return answer{code: NoRecipient, rules: []string{"CN-RECIPIENT"}}
	case !q.reach:
		return answer{code: NoChannel, rules: []string{"CN-CHANNEL"}}
	case !q.consent:
		return answer{code: NoConsent, rules: []string{"CN-CONSENT"}}
	case threatens(q.text, pack.Banned):
		return answer{code: Wording, rules: []string{"CN-WORDING"}}
	case len(q.zones) == 0:
		return answer{code: UnknownZone, rules: []string{"CN-ZONE"}}
	}
	return q.timely(p, a, asks)
}

// timely asks what time heals: window, caps, stage. next is the earliest time
// at which all three allow.
func (q question) timely(p profile, a answer, asks bool) answer {
	open, windowRules := p.nextOpen(q.at, q.zones, q.channel)
	a.rules = windowRules
	if p.tightened {
		a.rules = append(a.rules, "SHOP-TIGHTER")
	}
	if asks {
		a.today, a.week = count(q.reserved, calendar.DayOf(q.at, q.zones[0]))
	}
	next := q.ready(p, open, asks)
	switch {
	case open.IsZero():
		a.code = Quiet
		return a
	case open.After(q.at):
		a.code, a.next = Quiet, next
	case asks && a.today >= p.PerDay:
		a.code, a.next, a.rules = Cap, next, []string{"CN-CAP-DAY"}
	case asks && a.week >= p.PerWeek:
		a.code, a.next, a.rules = Cap, next, []string{"CN-CAP-WEEK"}
	case q.early(p) > 0:
		a.code, a.next, a.rules = TooEarly, next, []string{"CN-STAGE"}
	case asks:
		a.rules = append(a.rules, "CN-CAP-DAY", "CN-CAP-WEEK")
	}
	if a.code == Allowed {
		a.until = p.ends(q.at, q.zones, q.channel)
	}
	return a
}

// ends is when the window that holds at closes in the first of the zones.
func (p profile) ends(at time.Time, zones []*time.Location, channel string) time.Time {
	var first time.Time
	for _, z := range zones {
		day := calendar.DayOf(at, z)
		_, closes, _ := p.window(day, channel)
		y, m, d := day.YMD()
		if end := time.Date(y, m, d, 0, closes, 0, 0, z); first.IsZero() || end.Before(first) {
			first = end
		}
	}
	return first
}

// early is how many days too early a stage is, 0 when its time has come.
func (q question) early(p profile) int {
	if earliest, ok := p.Stages[q.purpose]; ok {
		return max(0, earliest-q.overdue)
	}
	return 0
}

// ready is the earliest time from open on at which window, caps and stage all
// allow; zero when none comes within a month.
func (q question) ready(p profile, open time.Time, asks bool) time.Time {
	first := calendar.DayOf(q.at, q.zones[0]).AddDays(q.early(p))
	for range 31 {
		if open.IsZero() {
			return open
		}
		day := calendar.DayOf(open, q.zones[0])
		today, week := count(q.reserved, day)
		if !day.Before(first) && (!asks || today < p.PerDay && week < p.PerWeek) {
			return open
		}
		start, _ := day.AddDays(1).In(q.zones[0])
		open, _ = p.nextOpen(calendar.FromMicros(start), q.zones, q.channel)
	}
	return time.Time{}
}

// count returns the contacts of a day and of the 7 days that end with it.
func count(list []reserved, day calendar.Day) (today, week int) {
	from := day.AddDays(-6)
	for _, r := range list {
		if r.day == day {
			today++
		}
		if !r.day.Before(from) && !r.day.After(day) {
			week++
		}
	}
	return today, week
}

// window returns the first and the first forbidden minute of a local day for a
// channel, and the rules it follows; equal minutes mean not at all. A working
// Saturday keeps the narrower window: it is a weekend to whoever is called.
func (p profile) window(day calendar.Day, channel string) (open, closes int, rules []string) {
	working, err := calendar.WorkingDay(day)
	weekend := day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
	switch {
	case err != nil && channel == Voice && !p.VoiceOnHolidays:
		return 0, 0, []string{"CN-HOURS-UNKNOWN", "CN-HOLIDAY-VOICE"}
	case err != nil:
		return p.RestOpen, p.RestClose, []string{"CN-HOURS-UNKNOWN"}
	case !working && !weekend && channel == Voice && !p.VoiceOnHolidays:
		return 0, 0, []string{"CN-HOLIDAY-VOICE"}
	case !working && weekend && channel == Voice && !p.VoiceOnHolidays && holiday(day):
		return 0, 0, []string{"CN-HOLIDAY-VOICE"}
	case !working || weekend:
		return p.RestOpen, p.RestClose, []string{"CN-HOURS-REST"}
	}
	return p.Open, p.Close, []string{"CN-HOURS"}
}

func holiday(day calendar.Day) bool {
	h, err := calendar.China()
	if err != nil {
		return true
	}
	name, err := h.Holiday(day)
	return err != nil || name != ""
}

// nextOpen returns the earliest time from at on that lies inside the window of
// every zone, at itself when it does, and the rules that decided about at; zero
// when none comes within a month.
func (p profile) nextOpen(at time.Time, zones []*time.Location, channel string) (time.Time, []string) {
	var rules []string
	t := at
	for range 62 * max(1, len(zones)) {
		moved := false
		for _, z := range zones {
			day := calendar.DayOf(t, z)
			open, closes, why := p.window(day, channel)
			for _, r := range why {
				if t.Equal(at) && !slices.Contains(rules, r) {
					rules = append(rules, r)
				}
			}
			y, m, d := day.YMD()
			from, to := time.Date(y, m, d, 0, open, 0, 0, z), time.Date(y, m, d, 0, closes, 0, 0, z)
			switch {
			case open < closes && t.Before(from):
				t, moved = from, true
			case open >= closes || !t.Before(to):
				start, _ := day.AddDays(1).In(z)
				t, moved = calendar.FromMicros(start), true
			}
		}
		if !moved {
			return t, rules
		}
	}
	return time.Time{}, rules
}

// threatens says whether a text holds a forbidden phrase.
func threatens(text, banned []string) bool {
	for _, t := range text {
		for _, b := range banned {
			if strings.Contains(t, b) {
				return true
			}
		}
	}
	return false
}
