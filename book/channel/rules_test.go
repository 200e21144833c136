package channel

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"fenming/kit/calendar"
	"fenming/kit/money"
	"fenming/kit/words"
)

func TestStateOn(t *testing.T) {
	const from, to calendar.Day = "2026-01-01", "2026-12-31"
	for day, want := range map[calendar.Day]string{
		"2025-12-31": NotYet, "2026-01-01": Valid, "2026-10-31": Valid, // 61 days left: 30 of November + 31
		"2026-11-01": Expiring, "2026-12-31": Expiring, "2027-01-01": Expired,
	} {
		if got := StateOn(from, to, day); got != want {
			t.Errorf("%s: %s, want %s (%d left)", day, got, want, to.Sub(day))
		}
	}
	if got := StateOn("", "", "2026-11-22"); got != Valid {
		t.Errorf("no end: %s", got)
	}
}

func TestStageOn(t *testing.T) {
	const until calendar.Day = "2026-12-31"
	for left, want := range map[int]int{61: -1, 60: 60, 31: 60, 30: 30, 8: 30, 7: 7, 2: 7, 1: 1, 0: 1, -1: 0, -400: 0} {
		stage, due := StageOn(until, until.AddDays(-left))
		if !due {
			stage = -1
		}
		if stage != want {
			t.Errorf("%d days left: stage %d, want %d", left, stage, want)
		}
	}
	for _, never := range []calendar.Day{"", Forever} {
		if _, due := StageOn(never, "2026-11-22"); due {
			t.Errorf("%q warns", never)
		}
	}
}

// A state never goes back as days pass, and a warning is due exactly when the
// state is expiring or expired.
func TestStatesOnlyMoveOn(t *testing.T) {
	order := []string{NotYet, Valid, Expiring, Expired}
	rapid.Check(t, func(t *rapid.T) {
		from := calendar.Day("2026-01-01").AddDays(rapid.IntRange(0, 400).Draw(t, "from"))
		to := from.AddDays(rapid.IntRange(0, 800).Draw(t, "length"))
		day := from.AddDays(rapid.IntRange(-100, 1000).Draw(t, "day"))
		a, b := StateOn(from, to, day), StateOn(from, to, day.AddDays(1))
		if slices.Index(order, a) > slices.Index(order, b) {
			t.Fatalf("%s then %s", a, b)
		}
		_, due := StageOn(to, day)
		if near := a == Expiring || a == Expired || a == NotYet && to.Sub(day) <= 60; due != near {
			t.Fatalf("%s and due %v", a, due)
		}
	})
}

func TestReaders(t *testing.T) {
	staff := []member{{"u1", "owner"}, {"u2", "risk"}, {"u3", "finance"}, {"u4", "service"}}
	r := Readers{Roles: []string{"risk", "finance"}, Users: []string{"u1", "u2", "u9"}}
	required := r.required(staff)
	if !slices.Equal(required, []string{"u1", "u2", "u3"}) { // u2 once, u9 has left
		t.Errorf("required %v", required)
	}
	if left := outstanding(required, []Receipt{{Reader: "u2"}, {Reader: "u4"}}); !slices.Equal(left, []string{"u1", "u3"}) {
		t.Errorf("outstanding %v", left)
	}
}

func TestFeesInForce(t *testing.T) {
	fee := func(id, kind string, rate money.Rate, from, to calendar.Day) PlatformFee {
		return PlatformFee{ID: id, Kind: kind, Rate: rate, ValidFrom: from, ValidTo: to}
	}
	got := inForce([]PlatformFee{
		fee("1", "technical", 100, "2026-01-01", Forever),
		fee("2", "payment", 600_000, "2026-01-01", Forever),
		fee("3", "payment", 550_000, "2026-06-01", Forever), // recorded later: counts
		fee("4", "payment", 500_000, "2027-01-01", Forever), // not yet
		fee("5", "refund", 1, "2025-01-01", "2025-12-31"),   // past
	}, "2026-11-22")
	var ids []string
	for _, f := range got {
		ids = append(ids, f.ID)
	}
	if !slices.Equal(ids, []string{"3", "1"}) {
		t.Errorf("%v", ids)
	}
}

// Every platform of the table says of every lever how it is pulled, and what is
// pulled by hand says how.
func TestLevers(t *testing.T) {
	table := levers()
	hows := []string{ByAPI, ByContract, ByAcquirer, ByHouse, ByHand, NoWay}
	for platform := range table.Platforms {
		for _, l := range LeversOf(platform) {
			if !slices.Contains(hows, l.How) {
				t.Errorf("%q %s: %q", platform, l.Code, l.How)
			}
			if l.How == ByHand && (l.StepsZH == "" || l.StepsEN == "") {
				t.Errorf("%q %s: by hand without steps", platform, l.Code)
			}
			if l.Code == "dunning" && l.How != NoWay && platform != "own" && platform != "wechat_payscore" {
				t.Errorf("%q: a debt that is the platform's cannot be collected", platform)
			}
		}
	}
	if len(LeversOf("unheard-of")) != len(table.Levers) || table.Version == "" || table.Source == "" {
		t.Error("an unknown platform has no levers")
	}
}

func TestTaskTitles(t *testing.T) {
	for _, what := range []string{TaskPaper, TaskPaper + ".past", TaskTerms, TaskTerms + ".past", TaskCards, TaskCards + ".past", TaskVerify, TaskVerify + ".past", TaskUnread, TaskConfirm, TaskChange} {
		if w := (TaskArgs{What: what}).Title(); w.ZH == w.Key {
			t.Errorf("%s has no title", what)
		}
	}
	for _, kind := range PaperKinds() {
		w := TaskArgs{What: TaskPaper, Args: words.Args{"kind": kind}}.Title()
		if w.ZH == w.Key || pick(paperNames, "paper.kind."+kind).ZH == "paper.kind."+kind {
			t.Errorf("%s has no name: %s", kind, w.ZH)
		}
	}
}

func TestFileNames(t *testing.T) {
	for name, want := range map[string]string{"": "file", " 合同.pdf ": "合同.pdf", "../../etc/passwd": ".._.._etc_passwd", "a\"b\r\n": "a_b"} {
		if got := fileName(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
