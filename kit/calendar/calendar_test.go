package calendar

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"fenming/kit/fault"
	"fenming/kit/words"
)

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
}

func TestParseDay(t *testing.T) {
	for _, good := range []string{"2026-11-21", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"} {
		if d, err := ParseDay(good); err != nil || string(d) != good {
			t.Errorf("%s: %v %v", good, d, err)
		}
	}
	for _, bad := range []string{"", "2026-1-1", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31",
		"0000-01-01", "2026/01/01", "20260101", "2026-01-01T00:00:00Z", "２０２６-01-01", "-026-01-01", "2026-01-00"} {
		if d, err := ParseDay(bad); !fault.Is(err, fault.CodeInvalid) || d != "" {
			t.Errorf("%q accepted: %v", bad, d)
		}
	}
	var doc struct{ D Day }
	if err := json.Unmarshal([]byte(`{"D":"2026-02-30"}`), &doc); err == nil {
		t.Error("JSON took 30 February")
	}
	if err := json.Unmarshal([]byte(`{"D":"2026-02-28"}`), &doc); err != nil || doc.D != "2026-02-28" {
		t.Error(doc, err)
	}
}

func FuzzParseDay(f *testing.F) {
	for _, s := range []string{"2026-11-21", "2024-02-29", "2023-02-29", "", "9999-12-31", "0000-00-00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		_, ours := ParseDay(s)
		std, theirs := time.Parse(time.DateOnly, s)
		if want := theirs == nil && std.Year() > 0; (ours == nil) != want {
			t.Fatalf("%q: %v, the standard library says %v", s, ours, theirs)
		}
	})
}

func TestMonths(t *testing.T) {
	for _, c := range []struct {
		from      Day
		n         int
		want, end Day
	}{
		{"2026-01-31", 1, "2026-02-28", "2026-02-28"}, {"2024-01-31", 1, "2024-02-29", "2024-02-29"},
		{"2026-02-28", 1, "2026-03-28", "2026-03-31"}, {"2026-01-30", 1, "2026-02-28", "2026-02-28"},
		{"2026-11-21", 14, "2028-01-21", "2028-01-21"}, {"2026-03-31", -1, "2026-02-28", "2026-02-28"},
		{"2026-01-15", -13, "2024-12-15", "2024-12-15"}, {"2024-02-28", 12, "2025-02-28", "2025-02-28"},
		{"", 1, "", ""}, {"9999-12-01", 1, "", ""},
	} {
		if got := c.from.AddMonths(c.n); got != c.want {
			t.Errorf("%s + %d months: %s, want %s", c.from, c.n, got, c.want)
		}
		if got := c.from.AddMonthsEnd(c.n); got != c.end {
			t.Errorf("%s + %d months by the end rule: %s, want %s", c.from, c.n, got, c.end)
		}
	}
}

func TestDayArithmetic(t *testing.T) {
	if n := Day("2024-03-01").Sub("2024-02-01"); n != 29 {
		t.Error(n)
	}
	if w := Day("2026-11-21").Weekday(); w != time.Saturday {
		t.Error(w)
	}
	if s := Day("2026-01-05").Long(); s != "2026年1月5日" {
		t.Error(s)
	}
	rapid.Check(t, func(t *rapid.T) {
		d := Date(2000, 1, 1).AddDays(rapid.IntRange(-700_000, 2_900_000).Draw(t, "d"))
		n := rapid.IntRange(-30_000, 30_000).Draw(t, "n")
		e := d.AddDays(n)
		if e != "" && (e.Sub(d) != n || e.AddDays(-n) != d || (e > d) != (n > 0)) {
			t.Fatalf("%s + %d = %s", d, n, e)
		}
		if err := d.Check(); err != nil {
			t.Fatal(d, err)
		}
	})
}

// The clock changes are those of the tz database: New York 2026-03-08 and
// 2026-11-01; São Paulo 2018-11-04 has no midnight; Havana 2026-11-01 has two
// (01:00 back to 00:00); Apia had no 2011-12-30.
func TestDayIn(t *testing.T) {
	for _, c := range []struct {
		zone  string
		day   Day
		start string
		hours int64
	}{
		{Shanghai, "2026-11-21", "2026-11-20T16:00:00Z", 24},
		{"America/New_York", "2026-03-08", "2026-03-08T05:00:00Z", 23},
		{"America/New_York", "2026-11-01", "2026-11-01T04:00:00Z", 25},
		{"America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", 23},
		{"America/Havana", "2026-11-01", "2026-11-01T04:00:00Z", 25},
		{"Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", 0},
		{"UTC", "1970-01-01", "1970-01-01T00:00:00Z", 24},
	} {
		loc, err := Zone(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		start, end := c.day.In(loc)
		if got := FromMicros(start).Format(time.RFC3339); got != c.start || end-start != c.hours*3600*1e6 {
			t.Errorf("%s %s: starts %s, lasts %d h; want %s, %d h", c.zone, c.day, got, (end-start)/3600/1e6, c.start, c.hours)
		}
	}
	for _, bad := range []string{"", "Local", "Mars/Olympus", "../etc/passwd"} {
		if _, err := Zone(bad); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("zone %q: %v", bad, err)
		}
	}
}

func TestDaysTileTime(t *testing.T) {
	for _, name := range []string{Shanghai, "America/New_York", "America/Havana", "America/Sao_Paulo", "Pacific/Apia", "Africa/Cairo"} {
		loc, err := Zone(name)
		if err != nil {
			t.Fatal(err)
		}
		_, last := Day("2009-12-31").In(loc)
		for d := Day("2010-01-01"); d < "2020-01-01"; d = d.AddDays(1) {
			start, end := d.In(loc)
			if start != last || end < start {
				t.Fatalf("%s %s: [%d, %d) after %d", name, d, start, end, last)
			}
			if end > start && (DayOf(FromMicros(start), loc) != d || DayOf(FromMicros(end-1), loc) != d) {
				t.Fatalf("%s %s: its first or last instant is of another day", name, d)
			}
			last = end
		}
	}
}

// The State Council notice of November 2025 on the holidays of 2026: Spring Festival off
// 02-15…02-23, working on 02-14 and 02-28; National Day off 10-01…10-07,
// working on 09-20 and 10-10.
func TestWorkingDays(t *testing.T) {
	for day, want := range map[Day]bool{
		"2026-02-13": true, "2026-02-14": true, "2026-02-15": false, "2026-02-23": false, "2026-02-24": true,
		"2026-02-28": true, "2026-09-20": true, "2026-10-07": false, "2026-10-10": true, "2026-11-21": false,
		"2026-11-20": true,
	} {
		if got, err := WorkingDay(day); err != nil || got != want {
			t.Errorf("%s: working %v %v, want %v", day, got, err, want)
		}
	}
	for _, c := range []struct {
		from Day
		n    int
		want Day
	}{
		{"2026-02-13", 1, "2026-02-14"}, {"2026-02-14", 1, "2026-02-24"}, {"2026-02-24", -1, "2026-02-14"},
		{"2026-10-01", 0, "2026-10-08"}, {"2026-10-08", 0, "2026-10-08"}, {"2026-09-30", 3, "2026-10-10"},
	} {
		if got, err := AddWorkingDays(c.from, c.n); err != nil || got != c.want {
			t.Errorf("%s + %d: %s %v, want %s", c.from, c.n, got, err, c.want)
		}
	}
	h, err := China()
	if err != nil {
		t.Fatal(err)
	}
	if name, err := h.Holiday("2026-02-17"); err != nil || name != "春节" {
		t.Error(name, err)
	}
}

func TestUnknownYear(t *testing.T) {
	for _, c := range []struct{ day, year string }{{"2003-12-31", "2003"}, {"2098-01-01", "2098"}} {
		_, err := WorkingDay(Day(c.day))
		if !fault.Is(err, fault.CodeUnavailable) || !strings.Contains(err.Error(), c.year) {
			t.Errorf("%s: %v", c.day, err)
		}
	}
	if _, err := AddWorkingDays("2004-01-02", -3); !fault.Is(err, fault.CodeUnavailable) {
		t.Error("counted back into an unknown year:", err)
	}
	if _, err := WorkingDay(""); !fault.Is(err, fault.CodeInvalid) {
		t.Error(err)
	}
	for _, bad := range []string{`{"years":{"2026":{"off":{"2025-01-01":"x"}}}}`, `[]`,
		`{"years":{"2026":{"off":{"2026-01-01":"x"},"on":{"2026-01-01":"x"}}}}`} {
		if _, err := ReadHolidays([]byte(bad)); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func TestVirtual(t *testing.T) {
	start := time.Date(2026, 7, 24, 8, 0, 0, 0, time.UTC)
	v := NewVirtual(start)
	if v.Now() != start || v.Advance(time.Hour) != start.Add(time.Hour) || v.Now() != start.Add(time.Hour) {
		t.Error("a standing clock moved by itself or not as told:", v.Now())
	}
	v.Set(start)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 100 {
				v.Advance(time.Second)
				v.Now()
			}
		})
	}
	wg.Wait()
	if got := v.Now().Sub(start); got != 800*time.Second {
		t.Errorf("800 concurrent seconds gave %s", got)
	}
	v.Set(start)
	v.Tick()
	for v.Now() == start { // ends as soon as the real clock moves
	}
	v.Stop()
	if a, b := v.Now(), v.Now(); a != b || !a.After(start) {
		t.Error("stopped clock:", a, b)
	}
	var _ Clock = System{}
	if w := StartStopwatch(); w.Elapsed() < 0 {
		t.Error("time ran backwards")
	}
}
