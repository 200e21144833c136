package contact

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"fenming/internal/shared"
	"fenming/kit/calendar"
	"fenming/kit/words"
)

func pack(t testing.TB) Pack {
	t.Helper()
	p, err := packOn("2026-11-21")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := calendar.Zone(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// good is a question that only time can refuse.
func good(at time.Time, zones ...*time.Location) question {
	return question{creditor: "merchant", channel: Email, purpose: Reminder, recipient: Debtor, owed: 100, reach: true,
		consent: true, at: at, zones: zones}
}

func TestWordsAndPack(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
	p := pack(t)
	known := map[string]bool{}
	for _, r := range p.Rules {
		if r.ZH == "" || r.EN == "" || r.Source == "" || known[r.ID] {
			t.Errorf("rule %s is incomplete or doubled", r.ID)
		}
		known[r.ID] = true
	}
	for _, id := range []string{"CN-CREDITOR", "CN-HOURS", "CN-HOURS-REST", "CN-HOURS-UNKNOWN", "CN-CAP-DAY", "SHOP-TIGHTER"} {
		if !known[id] {
			t.Errorf("rule %s is used and not explained", id)
		}
	}
}

func TestAPackLooserThanTheLawIsRefused(t *testing.T) {
	loose := strings.Replace(string(packData), `"open": 540`, `"open": 420`, 1)
	if _, err := readPacks([]byte(loose)); err == nil {
		t.Fatal("a window that opens before 08:00 was taken")
	}
}

// vector is a gate case of the shared vectors.
type vector struct {
	ID        string   `json:"id"`
	Jur       string   `json:"jur"`
	Profile   string   `json:"profile"`
	Channel   string   `json:"channel"`
	Local     string   `json:"local"`
	Connected int      `json:"connected_today"`
	Recipient string   `json:"recipient"`
	Creditor  string   `json:"creditor"`
	Payment   string   `json:"payment"`
	Expect    string   `json:"expect"`
	Zones     []string `json:"zones"`
}

// later says why a case does not apply to this first form.
var later = map[string]string{
	"G7":  "attempts per number are counted once calls are dialled or recorded; until then the cap of one contact a day is far below six",
	"G11": "no pack of the United States yet", "G12": "no pack of the United States yet",
	"G13": "no pack of the United States yet", "G14": "no pack of the United States yet",
	"G15": "no pack of India yet", "G16": "no pack of Australia yet",
	"G18": "see TestFiftyAtOnceGetOneSlot (database)", "G19": "see TestAnErrorAllowsNothing (database)",
	"G21": "see TestClockChangeGivesNoSecondDay: zone arithmetic, without a pack of the United States",
}

func TestGateVectors(t *testing.T) {
	raw, err := os.ReadFile(shared.Path(t, "field/gate-vectors.json"))
	if err != nil {
		t.Fatal(err)
	}
	var doc struct{ Gate []vector }
	if err := json.Unmarshal(raw, &doc); err != nil || len(doc.Gate) < 20 {
		t.Fatalf("vectors: %d cases, %v", len(doc.Gate), err)
	}
	ran := 0
	for _, v := range doc.Gate {
		if why := later[v.ID]; why != "" {
			t.Logf("%s does not apply yet: %s", v.ID, why)
			continue
		}
		ran++
		t.Run(v.ID, func(t *testing.T) { v.run(t) })
	}
	if ran < 11 {
		t.Fatalf("only %d cases ran", ran)
	}
}

// run puts one vector on Wednesday 2026-06-03, a working day.
func (v vector) run(t *testing.T) {
	p := pack(t)
	sh := zone(t, calendar.Shanghai)
	local := v.Local
	if local == "" {
		local = "10:30:00"
	}
	at, err := time.ParseInLocation("2006-01-02 15:04:05", "2026-06-03 "+local, sh)
	if err != nil {
		t.Fatal(err)
	}
	q := good(at, sh)
	if v.Channel != "" {
		q.channel = v.Channel
	}
	use := p.Profiles[legalFloor]
	if v.Profile == productDefault || v.Profile == "" {
		use = p.Profiles[productDefault]
	}
	want, next := "", ""
	switch v.ID {
	case "G1":
		want = Allowed
	case "G2":
		want, next = Quiet, "2026-06-04 08:00"
	case "G3":
		want, next = Quiet, "2026-06-03 08:00"
		use = p.Profiles[legalFloor]
	case "G4":
		want, next = Quiet, "2026-06-03 09:00"
	case "G5": // 09:30 in Shanghai is 07:30 in Urumqi; both allow from 11:00 Shanghai
		q.at = time.Date(2026, 6, 3, 9, 30, 0, 0, sh)
		q.zones = append(q.zones, zone(t, "Asia/Urumqi"))
		want, next = Quiet, "2026-06-03 11:00"
	case "G6":
		for range v.Connected {
			q.reserved = append(q.reserved, reserved{"2026-06-03"})
		}
		want, next = Cap, "2026-06-04 08:00"
	case "G8":
		q.recipient = v.Recipient
		want = NoRecipient
	case "G9":
		q.creditor = v.Creditor
		want = NotCreditor
	case "G10":
		q.holds = []string{"payment_in_flight"}
		want = OnHold
	case "G17":
		q.zones = nil
		want = UnknownZone
	case "G20": // the night wraps midnight
		want, next = Quiet, "2026-06-03 08:00"
		use = p.Profiles[legalFloor]
	default:
		t.Fatalf("no reading of %s", v.ID)
	}
	a := decide(q, p, use)
	if a.code != want {
		t.Fatalf("%s: %s, want %s (%s)", v.ID, a.code, want, v.Expect)
	}
	if next != "" && a.next.In(sh).Format("2006-01-02 15:04") != next {
		t.Fatalf("%s: next %s, want %s", v.ID, a.next.In(sh), next)
	}
}

func TestWeekendsHolidaysAndUnknownYears(t *testing.T) {
	p, sh := pack(t), zone(t, calendar.Shanghai)
	for _, c := range []struct{ at, channel, want, next string }{
		{"2026-11-20 09:00", Email, Allowed, ""},               // Friday
		{"2026-11-20 19:59", Email, Allowed, ""},               // the last minute
		{"2026-11-20 20:00", Email, Quiet, "2026-11-21 10:00"}, // Saturday comes
		{"2026-11-21 09:30", Email, Quiet, "2026-11-21 10:00"}, // Saturday
		{"2026-11-21 19:00", Email, Quiet, "2026-11-22 10:00"}, // closed
		{"2026-10-01 12:00", Email, Allowed, ""},               // National Day, inside 10-19
		{"2026-10-01 12:00", Voice, Quiet, "2026-10-08 09:00"}, // no calls on holidays
		{"2027-06-02 09:30", Email, Quiet, "2027-06-02 10:00"}, // Wednesday of an unpublished year
		{"2027-06-02 10:00", Email, Allowed, ""},               //
		{"2027-06-02 12:00", Voice, Quiet, ""},                 // no published day within a month
		{"2026-12-31 20:30", Email, Quiet, "2027-01-01 10:00"}, // into the unpublished year
		{"2026-02-16 12:00", SMS, Allowed, ""},                 // Spring Festival
		{"2026-02-14 09:30", SMS, Quiet, "2026-02-14 10:00"},   // a working Saturday keeps the narrow window
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", c.at, sh)
		if err != nil {
			t.Fatal(err)
		}
		q := good(at, sh)
		if q.channel = c.channel; c.channel == Voice {
			q.purpose, q.overdue = Call, 10
		}
		a := decide(q, p, p.Profiles[productDefault])
		got := ""
		if !a.next.IsZero() {
			got = a.next.In(sh).Format("2006-01-02 15:04")
		}
		if a.code != c.want || got != c.next {
			t.Errorf("%s %s: %s next %q, want %s next %q (rules %v)", c.at, c.channel, a.code, got, c.want, c.next, a.rules)
		}
	}
}

func TestStagesWaitForTheirDay(t *testing.T) {
	p, sh := pack(t), zone(t, calendar.Shanghai)
	at := time.Date(2026, 6, 3, 10, 30, 0, 0, sh) // Wednesday
	for _, c := range []struct {
		purpose string
		overdue int
		want    string
		next    string
	}{
		{Reminder, -4, TooEarly, "2026-06-04"}, {Reminder, -3, Allowed, ""},
		{Call, 3, TooEarly, "2026-06-04"}, {Call, 4, Allowed, ""},
		{Demand, 13, TooEarly, "2026-06-05"}, {Demand, 15, Allowed, ""},
		{Plan, -30, Allowed, ""},
	} {
		q := good(at, sh)
		q.purpose, q.overdue = c.purpose, c.overdue
		a := decide(q, p, p.Profiles[productDefault])
		if a.code != c.want || (c.next != "" && a.next.In(sh).Format(time.DateOnly) != c.next) {
			t.Errorf("%s at %d days: %s next %s", c.purpose, c.overdue, a.code, a.next)
		}
	}
}

func TestClockChangeGivesNoSecondDay(t *testing.T) {
	p, ny := pack(t), zone(t, "America/New_York")
	// 01:30 comes twice on 2026-11-01: 05:30 and 06:30 UTC. A Sunday opens at
	// 10:00 Eastern Standard Time, 15:00 UTC.
	for _, utc := range []int{5, 6} {
		a := decide(good(time.Date(2026, 11, 1, utc, 30, 0, 0, time.UTC), ny), p, p.Profiles[productDefault])
		if want := time.Date(2026, 11, 1, 15, 0, 0, 0, time.UTC); a.code != Quiet || !a.next.Equal(want) {
			t.Errorf("%d:30 UTC: %s next %s, want %s", utc, a.code, a.next.UTC(), want)
		}
	}
	q := good(time.Date(2026, 11, 1, 17, 0, 0, 0, time.UTC), ny)
	q.reserved = []reserved{{"2026-11-01"}}
	if a := decide(q, p, p.Profiles[productDefault]); a.code != Cap {
		t.Errorf("a second contact on the long day: %s", a.code)
	}
}

func drawQuestion(r *rapid.T, zones []*time.Location) question {
	at := time.Unix(rapid.Int64Range(1_760_000_000, 1_830_000_000).Draw(r, "at"), 0)
	q := good(at, zones...)
	q.creditor = rapid.SampledFrom([]string{"merchant", "platform", "assigned", ""}).Draw(r, "creditor")
	q.channel = rapid.SampledFrom([]string{Email, SMS, Voice, Letter, "fax"}).Draw(r, "channel")
	q.purpose = rapid.SampledFrom([]string{Reminder, Call, Demand, Plan, "threat"}).Draw(r, "purpose")
	q.owed = rapid.Int64Range(-10, 10).Draw(r, "owed")
	q.overdue = rapid.IntRange(-10, 40).Draw(r, "overdue")
	for range rapid.IntRange(0, 4).Draw(r, "slots") {
		day := calendar.DayOf(at, zones[0]).AddDays(-rapid.IntRange(0, 9).Draw(r, "back"))
		q.reserved = append(q.reserved, reserved{day})
	}
	if rapid.Bool().Draw(r, "held") {
		q.holds = []string{"dispute"}
	}
	return q
}

// Whatever is asked, an allowed contact lies inside the law's and the product's
// hours, is made by the creditor who is owed something, and is the only one of
// its day; and whatever time is promised is itself allowed.
func TestNeverOutsideTheRules(t *testing.T) {
	p, sh := pack(t), zone(t, calendar.Shanghai)
	use := p.Profiles[productDefault]
	rapid.Check(t, func(r *rapid.T) {
		zones := []*time.Location{sh}
		if rapid.Bool().Draw(r, "xinjiang") {
			zones = append(zones, zone(t, "Asia/Urumqi"))
		}
		q := drawQuestion(r, zones)
		a := decide(q, p, use)
		if a.code == Allowed {
			check(r, q, zones)
		}
		if !a.next.IsZero() {
			if !a.next.After(q.at) {
				r.Fatalf("next %s is not later than %s", a.next, q.at)
			}
			q.overdue += calendar.DayOf(a.next, sh).Sub(calendar.DayOf(q.at, sh))
			q.at = a.next
			if again := decide(q, p, use); again.code != Allowed {
				r.Fatalf("promised %s, then %s", a.next.In(sh), again.code)
			}
		}
	})
}

func check(r *rapid.T, q question, zones []*time.Location) {
	if q.creditor != "merchant" || q.owed <= 0 || len(q.holds) > 0 {
		r.Fatalf("allowed for creditor %q, owed %d, holds %v", q.creditor, q.owed, q.holds)
	}
	for _, z := range zones {
		l := q.at.In(z)
		minute := l.Hour()*60 + l.Minute()
		rest := l.Weekday() == time.Saturday || l.Weekday() == time.Sunday
		if minute < 540 || minute >= 1200 || rest && (minute < 600 || minute >= 1140) {
			r.Fatalf("allowed at %s", l)
		}
	}
	for _, s := range q.reserved {
		if s.day == calendar.DayOf(q.at, zones[0]) {
			r.Fatal("two contacts on one day")
		}
	}
}

func TestSettingsOnlyTighten(t *testing.T) {
	base := pack(t).Profiles[productDefault]
	rapid.Check(t, func(r *rapid.T) {
		p := base.tighten(rapid.IntRange(0, 1440).Draw(r, "open"), rapid.IntRange(0, 1440).Draw(r, "close"), rapid.IntRange(0, 50).Draw(r, "week"))
		if p.looserThan(base) {
			r.Fatalf("looser: %+v", p)
		}
	})
	if p := base.tighten(600, 1200, 3); !p.tightened || p.Open != 600 || p.RestOpen != 600 {
		t.Fatal(fmt.Sprint(p))
	}
}
