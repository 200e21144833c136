package channel_test

import (
	"bytes"
	"context"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"fenming/book/channel"
	"fenming/kit/blob"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/office/identity"
	"fenming/office/tenant"
)

// today is dbtest.Start in Beijing.
const today calendar.Day = "2026-03-02"

// shop is a demo shop with one member of staff per role and one channel.
type shop struct {
	dbtest.Bench
	channel string
	staff   map[string]string
}

func open(t *testing.T, b dbtest.Bench) shop {
	t.Helper()
	s := shop{Bench: b, staff: map[string]string{}}
	b.Write(t, func(tx *db.Tx) error {
		if _, err := tenant.Create(tx, tenant.New{Name: "shop", Kind: tenant.Demo}); err != nil {
			return err
		}
		if _, err := identity.PrepareDemo(tx); err != nil {
			return err
		}
		users, err := identity.Users(tx)
		for _, u := range users {
			s.staff[u.Role] = u.ID
		}
		return err
	})
	toy := huabei()
	toy.Simulator, toy.Terms.ContractUntil = true, "2027-12-31"
	c, err := save(b, toy, channel.Keys{})
	if err != nil {
		t.Fatal(err)
	}
	s.channel = c.ID
	return s
}

// as runs fn as the member of staff with a role.
func (s shop) as(role string, fn func(tx *db.Tx) error) error {
	scope := dbtest.Scope()
	scope.Actor = db.Actor{ID: s.staff[role], Kind: "user", Role: role}
	return s.DB.Write(context.Background(), scope, fn)
}

func (s shop) paper(kind string, until calendar.Day) channel.Paper {
	return channel.Paper{ChannelID: s.channel, Kind: kind, Number: "91330100-EXAMPLE", Holder: "走查科技张三", Note: "王五保管",
		ValidFrom: "2025-01-01", ValidTo: until}
}

func TestPapers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		s := open(t, b)
		var p, next channel.Paper
		ref := blob.Ref{SHA256: strings.Repeat("ab", 32), Size: 5}
		err := s.as("finance", func(tx *db.Tx) (err error) {
			if p, err = channel.AddPaper(tx, s.paper("business_licence", today.AddDays(20))); err != nil {
				return err
			}
			if _, err := channel.VerifyPaper(tx, p.ID); !fault.Is(err, fault.CodeRefused) {
				t.Errorf("checked without a file: %v", err)
			}
			if _, err := channel.AttachFile(tx, p.ID, "执照.pdf", ref); err != nil {
				return err
			}
			if _, err := channel.AttachFile(tx, p.ID, "other.pdf", ref); !fault.Is(err, fault.CodeConflict) {
				t.Errorf("a file was exchanged: %v", err)
			}
			p, err = channel.VerifyPaper(tx, p.ID)
			return err
		})
		if err != nil || p.Validity != channel.Expiring || p.VerifiedOn != today || p.VerifiedBy != s.staff["finance"] || p.Holder != "走查科技张三" {
			t.Fatalf("%+v %v", p, err)
		}
		err = s.as("risk", func(tx *db.Tx) (err error) {
			in := s.paper("business_licence", "")
			in.Replaces = p.ID
			next, err = channel.AddPaper(tx, in)
			return err
		})
		if err != nil || next.ValidTo != channel.Forever || next.Validity != channel.Valid {
			t.Fatalf("%+v %v", next, err)
		}
		b.Read(t, func(tx *db.Tx) error {
			old, err := channel.GetPaper(tx, p.ID)
			if old.State != channel.PaperRetired || old.RetiredWhy == "" || old.File == nil || old.File.SHA256 != ref.SHA256 {
				t.Errorf("replaced: %+v", old)
			}
			active, err2 := channel.Papers(tx, channel.PaperFilter{ChannelID: s.channel, State: channel.PaperActive}, "", 10)
			if len(active) != 1 || active[0].ID != next.ID {
				t.Errorf("in use: %+v", active)
			}
			if err == nil {
				err = err2
			}
			return err
		})
		for name, in := range map[string]channel.Paper{"kind": {Kind: "diploma"}, "number": {Number: " "}, "holder": {Holder: " "},
			"valid_to": {ValidTo: "2024-01-01"}, "replaces": {Replaces: p.ID}} {
			bad := s.paper("authorisation", "")
			bad.Kind, bad.Number, bad.Holder = or(in.Kind, bad.Kind), or(in.Number, bad.Number), or(in.Holder, bad.Holder)
			bad.ValidTo, bad.Replaces = in.ValidTo, in.Replaces
			err := s.as("owner", func(tx *db.Tx) error { _, err := channel.AddPaper(tx, bad); return err })
			if !fault.Is(err, fault.CodeInvalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func or(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

func TestWhatPeopleWriteIsSealed(t *testing.T) {
	b := dbtest.SQLite(t)
	s := open(t, b)
	if err := s.as("owner", func(tx *db.Tx) error {
		_, err := channel.AddPaper(tx, s.paper("contract", ""))
		return err
	}); err != nil {
		t.Fatal(err)
	}
	path := strings.TrimPrefix(b.Address, "sqlite:")
	for _, name := range []string{path, path + "-wal"} {
		raw, err := os.ReadFile(name)
		if err == nil && (bytes.Contains(raw, []byte("张三")) || bytes.Contains(raw, []byte("王五"))) {
			t.Errorf("a name stands in %s", name)
		}
	}
}

func TestProfile(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		s := open(t, b)
		full := channel.Details{CreditorName: "示例消费金融有限公司", CreditorKind: "consumer_finance",
			Settlement:  channel.Settlement{Days: 1, Basis: channel.Natural, StatementTime: "10:00", RefundFee: "partly", Source: "合同 §4", VerifiedOn: today},
			Instalments: channel.Instalment{MinAmount: 10_000, MaxAmount: 5_000_000, Excluded: []string{"礼品卡"}, Source: "合同 附件2"},
			Duties:      []channel.Duty{{Text: "展示每期手续费与年化利率", Source: "中国人民银行公告〔2021〕第3号"}}}
		err := s.as("finance", func(tx *db.Tx) error {
			if _, err := channel.Describe(tx, s.channel, full); err != nil {
				return err
			}
			if _, err := channel.SetOfficer(tx, s.channel, s.staff["risk"]); err != nil {
				return err
			}
			for _, bad := range []string{s.staff["service"], "usr_nobody"} {
				if _, err := channel.SetOfficer(tx, s.channel, bad); !fault.Is(err, fault.CodeInvalid) {
					t.Errorf("officer %q: %v", bad, err)
				}
			}
			_, err := channel.AddFee(tx, channel.PlatformFee{ChannelID: s.channel, Kind: "payment", Rate: 600_000, ValidFrom: "2026-01-01",
				Source: "合同 §3", VerifiedOn: today, VerifiedBy: "李四"})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		b.Read(t, func(tx *db.Tx) error {
			p, err := channel.GetProfile(tx, s.channel)
			if p.Details.CreditorName != full.CreditorName || p.Details.Settlement != full.Settlement || p.Channel.Terms.Officer != s.staff["risk"] ||
				len(p.Fees) != 1 || p.Fees[0].Amount.Currency != money.CNY || len(p.Levers) == 0 || p.Health.State != channel.Good {
				t.Errorf("%+v", p)
			}
			return err
		})
		for name, change := range map[string]func(*channel.Details){
			"kind": func(d *channel.Details) { d.CreditorKind = "friend" }, "time": func(d *channel.Details) { d.Settlement.StatementTime = "25:00" },
			"source": func(d *channel.Details) { d.Settlement.Source = "" }, "bounds": func(d *channel.Details) { d.Instalments.MinAmount = 6_000_000 },
			"duty": func(d *channel.Details) { d.Duties = []channel.Duty{{Text: "x"}} },
		} {
			d := full
			change(&d)
			err := s.as("finance", func(tx *db.Tx) error { _, err := channel.Describe(tx, s.channel, d); return err })
			if !fault.Is(err, fault.CodeInvalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func (s shop) policy() channel.Policy {
	return channel.Policy{Title: "分期手续费调整", Source: "https://example.com/notice/1", Text: "自 3 月 20 日起……", Summary: "6 期手续费上调",
		Channels: []string{s.channel}, Readers: channel.Readers{Roles: []string{"risk", "finance"}}, PublishedOn: "2026-02-27", EffectiveOn: "2026-03-20"}
}

func TestPolicyUpdates(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		s := open(t, b)
		var p channel.Policy
		must := func(role string, fn func(tx *db.Tx) error) {
			t.Helper()
			if err := s.as(role, fn); err != nil {
				t.Fatal(err)
			}
		}
		confirm := func(role string, want fault.Code) {
			t.Helper()
			err := s.as(role, func(tx *db.Tx) error {
				_, err := channel.ConfirmPolicy(tx, p.ID, channel.Verdict{Changes: true, Note: "6 期费率卡要换", Task: true})
				return err
			})
			if want == "" && err != nil || want != "" && !fault.Is(err, want) {
				t.Errorf("%s confirms: %v, want %q", role, err, want)
			}
		}
		must("owner", func(tx *db.Tx) (err error) {
			if _, err = channel.SetOfficer(tx, s.channel, s.staff["risk"]); err != nil {
				return err
			}
			p, err = channel.RecordPolicy(tx, s.policy())
			return err
		})
		view := func() (v channel.PolicyView) {
			must("finance", func(tx *db.Tx) (err error) { v, err = channel.GetPolicy(tx, p.ID); return err })
			return v
		}
		if v := view(); len(v.Outstanding) != 2 || v.Mine != "outstanding" || len(v.Hash) != 64 {
			t.Fatalf("%+v", v)
		}
		confirm("owner", fault.CodeForbidden) // an officer is named
		confirm("risk", fault.CodeRefused)    // he has not read it
		for range 2 {                         // the second time changes nothing
			must("risk", func(tx *db.Tx) error { _, err := channel.ReadPolicy(tx, p.ID, 42); return err })
		}
		v := view()
		if !slices.Equal(v.Outstanding, []string{s.staff["finance"]}) || len(v.Receipts) != 1 || v.Receipts[0].Dwell != 42 || v.Receipts[0].Hash != p.Hash {
			t.Fatalf("%+v", v)
		}
		confirm("risk", "")
		confirm("risk", fault.CodeConflict) // once
		if v := view(); v.Verdict == nil || v.Verdict.Note != "6 期费率卡要换" || v.Verdict.SaidBy != s.staff["risk"] {
			t.Errorf("%+v", v.Verdict)
		}
		s.superseded(t, p)
	})
}

// superseded checks that a later update ends an earlier one, once.
func (s shop) superseded(t *testing.T, p channel.Policy) {
	t.Helper()
	s.Clock.Set(s.Clock.Now().Add(time.Minute)) // ids of one moment have no order
	later := s.policy()
	later.Title, later.Supersedes = "更正", p.ID
	record := func() error {
		return s.as("owner", func(tx *db.Tx) error { _, err := channel.RecordPolicy(tx, later); return err })
	}
	if err := record(); err != nil {
		t.Fatal(err)
	}
	if err := record(); !fault.Is(err, fault.CodeConflict) {
		t.Errorf("superseded twice: %v", err)
	}
	s.Read(t, func(tx *db.Tx) error {
		old, err := channel.GetPolicy(tx, p.ID)
		if old.SupersededBy == "" || len(old.Outstanding) != 0 {
			t.Errorf("%+v", old)
		}
		list, err2 := channel.Policies(tx, s.channel, "", 10)
		if len(list) != 2 || list[0].Title != "更正" || len(list[0].Outstanding) != 2 {
			t.Errorf("%+v", list)
		}
		if err == nil {
			err = err2
		}
		return err
	})
	key := dbtest.Scope()
	key.Actor = db.Actor{ID: "key_1", Kind: "key", Role: "owner"}
	err := s.DB.Write(context.Background(), key, func(tx *db.Tx) error { _, err := channel.ReadPolicy(tx, p.ID, 1); return err })
	if !fault.Is(err, fault.CodeForbidden) {
		t.Errorf("a machine key read it: %v", err)
	}
}

func TestReminderOnceADay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		s := open(t, b)
		var p channel.Policy
		remind := func() (n int, err error) {
			err = s.as("owner", func(tx *db.Tx) (err error) { n, err = channel.Remind(tx, p.ID); return err })
			return n, err
		}
		if err := s.as("owner", func(tx *db.Tx) (err error) { p, err = channel.RecordPolicy(tx, s.policy()); return err }); err != nil {
			t.Fatal(err)
		}
		if n, err := remind(); n != 2 || err != nil {
			t.Errorf("%d %v", n, err)
		}
		if _, err := remind(); !fault.Is(err, fault.CodeRefused) {
			t.Errorf("twice a day: %v", err)
		}
	})
}

func TestWorkByHandNeedsProof(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		s := open(t, b)
		ref := blob.Ref{SHA256: strings.Repeat("cd", 32), Size: 9}
		err := s.as("finance", func(tx *db.Tx) error {
			if _, err := channel.OpenHandwork(tx, s.channel, "cap_count", "只留 3 期"); !fault.Is(err, fault.CodeRefused) {
				t.Errorf("what an interface does: %v", err)
			}
			h, err := channel.OpenHandwork(tx, s.channel, "limit", "单笔限额 5000 → 3000")
			if err != nil {
				return err
			}
			if h, err = channel.ProveHandwork(tx, h.ID, "截图.png", ref); err != nil || h.State != channel.HandDone {
				t.Errorf("%+v %v", h, err)
			}
			if _, err := channel.ProveHandwork(tx, h.ID, "b.png", ref); !fault.Is(err, fault.CodeConflict) {
				t.Errorf("proof exchanged: %v", err)
			}
			back, err := channel.GetHandwork(tx, h.ID)
			if back.What != "单笔限额 5000 → 3000" || back.Proof == nil || back.Proof.SHA256 != ref.SHA256 || back.DoneBy != s.staff["finance"] {
				t.Errorf("%+v", back)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
