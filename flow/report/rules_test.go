package report

import (
	"testing"

	"pgregory.net/rapid"

	"fenming/book/ledger"
	"fenming/kit/calendar"
)

func TestWeekEnd(t *testing.T) {
	for day, want := range map[calendar.Day]calendar.Day{"2026-03-02": "2026-03-08", "2026-03-08": "2026-03-08", "2026-12-31": "2027-01-03"} {
		if got := weekEnd(day); got != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
	}
}

// Every oldest due day lies in exactly one bucket, the one of its age.
func TestBucketsCoverEveryDay(t *testing.T) {
	const today calendar.Day = "2026-03-02"
	rapid.Check(t, func(t *rapid.T) {
		due := today.AddDays(-rapid.IntRange(-800, 5000).Draw(t, "days late"))
		in := []string{}
		for _, b := range ledger.Buckets() {
			from, to, known := dueBetween(b.Code, today)
			if known && due >= from && (to == "" || due <= to) {
				in = append(in, b.Code)
			}
		}
		if want := ledger.BucketOf(today.Sub(due)); len(in) != 1 || in[0] != want {
			t.Fatalf("due %s lies in %v, want %s", due, in, want)
		}
	})
	if _, _, known := dueBetween("d5", today); known {
		t.Error("a bucket nobody knows")
	}
}
