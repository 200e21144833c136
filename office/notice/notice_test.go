package notice

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/words"
	"fenming/office/notice/sink"
)

var hello = Letter{Kind: "test.hello", Ref: "contract:con_1", To: To{CustomerID: "cus_1", Email: "li@example.com", Name: "李雷", Lang: words.ZH},
	Subject: words.Word{Key: "s", ZH: "还款提醒：{no}", EN: "Reminder: {no}"},
	Body:    words.Word{Key: "b", ZH: "您好，{amount} 元将于明日到期。", EN: "{amount} is due tomorrow."},
	Args:    words.Args{"no": "A-1\r\nBcc: all@example.com", "amount": "12.00"}}

func bench(t *testing.T, b dbtest.Bench, server SMTP) *job.Worker {
	t.Helper()
	if err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
		_, err := tx.Global().Exec(`INSERT INTO tenant (tenant, name, kind, zone, lang, currency, created_at)
			VALUES ($1, 'T', 'live', 'Asia/Shanghai', 'zh-CN', 'CNY', 0)`, dbtest.Tenant)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return job.New(job.Options{DB: b.DB, Jobs: Jobs(server), Log: slog.New(slog.DiscardHandler)})
}

func drain(t *testing.T, w *job.Worker) {
	t.Helper()
	if _, err := w.Drain(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func stateOf(t *testing.T, b dbtest.Bench, id string) (v View) {
	t.Helper()
	b.Read(t, func(tx *db.Tx) (err error) { v, err = opGet(tx.Context(), tx, IDIn{id}); return err })
	return v
}

func TestALetterIsSentOnceThroughARealServer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		s, err := sink.Start("")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = s.Close() }()
		w := bench(t, b, SMTP{Host: "127.0.0.1", Port: s.Port(), From: "shop@example.com", Plain: true})
		var id string
		l := hello
		l.NotBefore = b.Clock.Now().Add(time.Hour)
		b.Write(t, func(tx *db.Tx) (err error) { id, err = Send(tx, l); return err })
		drain(t, w)
		if s.Count() != 0 {
			t.Fatal("sent before its time")
		}
		b.Clock.Advance(2 * time.Hour)
		drain(t, w)
		drain(t, w)
		if s.Count() != 1 {
			t.Fatalf("%d letters arrived, want 1", s.Count())
		}
		got := s.Letters()[0]
		if !strings.Contains(got.Body, "12.00 元将于明日到期") || strings.Contains(got.Subject, "\n") || !strings.Contains(got.To, "李雷") {
			t.Fatalf("letter: %+v", got)
		}
		v := stateOf(t, b, id)
		if v.State != "sent" || v.Receipt == "" || v.Address == "li@example.com" {
			t.Fatalf("notice: %+v", v)
		}
	})
}

func TestAServerOutOfReachIsTriedAgain(t *testing.T) {
	b := dbtest.SQLite(t)
	w := bench(t, b, SMTP{Host: "127.0.0.1", Port: 1, From: "shop@example.com", Plain: true})
	var id string
	b.Write(t, func(tx *db.Tx) (err error) { id, err = Send(tx, hello); return err })
	drain(t, w)
	if v := stateOf(t, b, id); v.State != "queued" {
		t.Fatalf("state %s, want queued for the next attempt", v.State)
	}
}

func TestALetterInDoubtIsNotSentAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		s, err := sink.Start("")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = s.Close() }()
		w := bench(t, b, SMTP{Host: "127.0.0.1", Port: s.Port(), From: "shop@example.com", Plain: true})
		var id string
		b.Write(t, func(tx *db.Tx) (err error) { id, err = Send(tx, hello); return err })
		// The program died while sending: the row says so and the job is due again.
		b.Write(t, func(tx *db.Tx) error { return setState(tx, id, "sending") })
		drain(t, w)
		if v := stateOf(t, b, id); v.State != "unknown" || s.Count() != 0 {
			t.Fatalf("state %s, %d letters", v.State, s.Count())
		}
	})
}

func TestCancelAndRefuse(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		var id string
		b.Write(t, func(tx *db.Tx) (err error) { id, err = Send(tx, hello); return err })
		b.Write(t, func(tx *db.Tx) error { return Cancel(tx, id) })
		err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error { return Cancel(tx, id) })
		if !fault.Is(err, fault.CodeConflict) {
			t.Fatalf("cancelled twice: %v", err)
		}
		for _, address := range []string{"", "x", "a@b\nBcc: c@d", "a@b,c@d", "@b"} {
			l := hello
			l.To.Email = address
			err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error { _, err := Send(tx, l); return err })
			if !fault.Is(err, fault.CodeInvalid) {
				t.Errorf("address %q: %v", address, err)
			}
		}
	})
}

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
}

// A program that stood still beyond the hour of a letter does not send it late.
func TestALetterWhoseHourIsOverIsTakenBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		s, err := sink.Start("")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = s.Close() }()
		w := bench(t, b, SMTP{Host: "127.0.0.1", Port: s.Port(), From: "shop@example.com", Plain: true})
		var id string
		l := hello
		l.NotAfter = b.Clock.Now().Add(time.Hour)
		b.Write(t, func(tx *db.Tx) (err error) { id, err = Send(tx, l); return err })
		b.Clock.Advance(2 * time.Hour)
		drain(t, w)
		if v := stateOf(t, b, id); v.State != "cancelled" || s.Count() != 0 {
			t.Fatalf("%s, %d letters", v.State, s.Count())
		}
	})
}
