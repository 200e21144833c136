package statement

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

func fen(n int64) money.Money { return money.New(n, money.CNY) }

func receive(t *testing.T, b dbtest.Bench, sha string) (f File, fresh bool) {
	t.Helper()
	b.Write(t, func(tx *db.Tx) (err error) {
		f, fresh, err = Receive(tx, File{ChannelID: "chn_1", Platform: "huabei", Name: "a.zip", Kind: "trade", From: "2026-03-01",
			To: "2026-03-01", SHA256: sha, Size: 10, Lines: 2, Controls: json.RawMessage("[]"), Warnings: json.RawMessage("[]"), Source: "upload"})
		return err
	})
	return f, fresh
}

func line(file string, no int64, outer string, amount int64) Line {
	return Line{FileID: file, ChannelID: "chn_1", Source: "trade", LineNo: no, Kind: "payment", PlatformNo: "p" + outer, OuterNo: outer,
		Amount: fen(amount), Received: fen(amount), Fee: fen(10), Net: fen(amount - 10), At: time.Date(2026, 3, 1, 4, 0, 0, 0, time.UTC),
		Day: "2026-03-01", Raw: outer}
}

func TestTheSameLineInTwoFilesIsStoredOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		first, fresh := receive(t, b, "aa")
		if again, twice := receive(t, b, "aa"); !fresh || twice || again.ID != first.ID {
			t.Fatal("the same bytes made a second file")
		}
		second, _ := receive(t, b, "bb")
		b.Write(t, func(tx *db.Tx) error {
			return AddLines(tx, []Line{line(first.ID, 1, "o1", 100), line(first.ID, 2, "o2", 200)})
		})
		b.Write(t, func(tx *db.Tx) error {
			return AddLines(tx, []Line{line(second.ID, 1, "o2", 200), line(second.ID, 2, "o3", 300)})
		})
		b.Write(t, func(tx *db.Tx) error { return SetState(tx, second.ID, Loaded) })
		b.Read(t, func(tx *db.Tx) error {
			lines, err := Waiting(tx, "chn_1", 10)
			if err != nil || len(lines) != 3 {
				t.Fatalf("%d lines, want o1, o2, o3 once each: %v", len(lines), err)
			}
			f, err := GetFile(tx, second.ID)
			if err != nil || f.Added != 1 || f.State != Loaded {
				t.Fatalf("second file: %+v %v", f, err)
			}
			days, err := Days(tx, "chn_1", "2026-02-01", "2026-03-31")
			if err != nil || len(days) != 1 || days[0].Files != 2 {
				t.Fatalf("days: %+v %v", days, err)
			}
			return nil
		})
	})
}

func TestALineIsUsedOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		f, _ := receive(t, b, "aa")
		b.Write(t, func(tx *db.Tx) error { return AddLines(tx, []Line{line(f.ID, 1, "o1", 100)}) })
		var l Line
		b.Read(t, func(tx *db.Tx) error { all, err := Waiting(tx, "chn_1", 1); l = all[0]; return err })
		var m Match
		b.Write(t, func(tx *db.Tx) (err error) { m, err = Join(tx, Match{LineID: l.ID, OrderID: "ord_1"}); return err })
		err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error { _, err := Join(tx, Match{LineID: l.ID, OrderID: "ord_2"}); return err })
		if !fault.Is(err, fault.CodeConflict) {
			t.Fatalf("a line was matched to a second order: %v", err)
		}
		b.Write(t, func(tx *db.Tx) error { _, err := Part(tx, m.ID, "wrong order"); return err })
		b.Write(t, func(tx *db.Tx) error { _, err := Join(tx, Match{LineID: l.ID, OrderID: "ord_2"}); return err })
		b.Read(t, func(tx *db.Tx) error {
			old, err := MatchesOf(tx, "ord_1")
			if err != nil || len(old) != 1 || old[0].UndoneAt == nil {
				t.Fatalf("the undone match must stay on record: %+v %v", old, err)
			}
			got, err := GetLine(tx, l.ID)
			if err != nil || got.State != LineMatched || got.OrderID != "ord_2" {
				t.Fatalf("line: %+v %v", got, err)
			}
			return nil
		})
	})
}

func TestDifferencesOpenOnceAndEndOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		f, _ := receive(t, b, "aa")
		b.Write(t, func(tx *db.Tx) error { return AddLines(tx, []Line{line(f.ID, 1, "o1", 100)}) })
		var l Line
		b.Read(t, func(tx *db.Tx) error { all, err := Waiting(tx, "chn_1", 1); l = all[0]; return err })
		differ := func() (d Difference, fresh bool) {
			b.Write(t, func(tx *db.Tx) (err error) {
				d, fresh, err = Differ(tx, Difference{Code: OrderMissing, ChannelID: "chn_1", FileID: f.ID, LineID: l.ID,
					Day: calendar.Day("2026-03-01"), Expected: fen(0), Actual: fen(100)})
				return err
			})
			return d, fresh
		}
		d, fresh := differ()
		if _, again := differ(); !fresh || again {
			t.Fatal("one difference was opened twice")
		}
		b.Write(t, func(tx *db.Tx) error { _, err := Explain(tx, d.ID, "test payment of the owner"); return err })
		err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error { _, err := Explain(tx, d.ID, "again"); return err })
		if !fault.Is(err, fault.CodeConflict) {
			t.Fatalf("explained twice: %v", err)
		}
		b.Read(t, func(tx *db.Tx) error {
			got, err := GetLine(tx, l.ID)
			if err != nil || got.State != LineSetAside {
				t.Fatalf("line: %s %v", got.State, err)
			}
			return nil
		})
	})
}

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
}
