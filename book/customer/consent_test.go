package customer_test

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"

	"fenming/book/customer"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
)

// hashes are the texts in force by purpose.
func hashes(t *testing.T, b dbtest.Bench) map[string]string {
	t.Helper()
	found := map[string]string{}
	b.Read(t, func(tx *db.Tx) error {
		list, err := customer.Purposes(tx)
		for _, p := range list {
			found[p.ID] = p.TextHash
		}
		return err
	})
	return found
}

func stateOf(t *testing.T, b dbtest.Bench, id, purpose string) (s customer.ConsentState) {
	t.Helper()
	b.Read(t, func(tx *db.Tx) error {
		out, err := customer.ConsentsOf(tx, id)
		for _, p := range out.Purposes {
			if p.Purpose.ID == purpose {
				s = p
			}
		}
		return err
	})
	return s
}

func write(b dbtest.Bench, fn func(tx *db.Tx) error) error {
	return b.DB.Write(context.Background(), dbtest.Scope(), fn)
}

// After a no nobody asks again for thirty days; the customer may come himself.
func TestANoIsNotAskedAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		id, hash := shopped(t, b), hashes(t, b)["marketing"]
		give := func(asked bool) error {
			return write(b, func(tx *db.Tx) error {
				return customer.Give(tx, id, customer.GiveIn{Purpose: "marketing", TextHash: hash, Channel: "store", Evidence: "disclosure:d1", Asked: asked})
			})
		}
		refuse := func(tx *db.Tx) error {
			return customer.Refuse(tx, id, customer.Refusal{Purpose: "marketing", TextHash: hash, Channel: "phone"})
		}
		b.Write(t, refuse)
		if s := stateOf(t, b, id, "marketing"); s.State != customer.Refused || s.MayAsk || s.AskAfter == nil {
			t.Fatalf("%+v", s)
		}
		b.Clock.Advance(30*24*time.Hour - time.Second)
		if err := give(true); !fault.Is(err, fault.CodeRefused) {
			t.Errorf("asked again on day 30: %v", err)
		}
		if err := give(false); err != nil {
			t.Errorf("the customer came himself: %v", err)
		}
		s := stateOf(t, b, id, "marketing")
		if s.State != customer.Given || s.Consent.Recipient == "" || s.Consent.Evidence != "disclosure:d1" || s.Consent.Lang == "" || s.Outdated {
			t.Fatalf("%+v %+v", s, s.Consent)
		}
		b.Write(t, refuse) // a no ends what stands
		if s := stateOf(t, b, id, "marketing"); s.State == customer.Given || s.MayAsk {
			t.Fatalf("%+v", s)
		}
		b.Clock.Advance(30 * 24 * time.Hour)
		if s := stateOf(t, b, id, "marketing"); !s.MayAsk {
			t.Fatalf("after thirty days: %+v", s)
		}
		if err := give(true); err != nil {
			t.Error(err)
		}
		b.Read(t, func(tx *db.Tx) error {
			out, err := customer.ConsentsOf(tx, id)
			if len(out.History) != 5 { // no, yes, ended, no, yes
				t.Errorf("%d lines of history: %+v", len(out.History), out.History)
			}
			return err
		})
	})
}

func TestOnlyTheTextInForceIsAgreedTo(t *testing.T) {
	b := dbtest.SQLite(t)
	id := shopped(t, b)
	give := func(who, purpose, hash string) error {
		return write(b, func(tx *db.Tx) error {
			return customer.Give(tx, who, customer.GiveIn{Purpose: purpose, TextHash: hash, Channel: "page"})
		})
	}
	list := hashes(t, b)
	if err := give(id, "contact", list["marketing"]); !fault.Is(err, fault.CodeInvalid) {
		t.Errorf("the text of another purpose: %v", err)
	}
	if err := give(id, "share_blacklist", list["contact"]); !fault.Is(err, fault.CodeNotFound) {
		t.Errorf("a purpose nobody wrote down: %v", err)
	}
	if err := give("cus_none", "contact", list["contact"]); !fault.Is(err, fault.CodeNotFound) {
		t.Errorf("nobody agreed: %v", err)
	}
}

// Whatever is said in whatever order: after a withdrawal or a no there is no
// consent, after a yes there is.
func TestTheLastWordCounts(t *testing.T) {
	b := dbtest.SQLite(t)
	shopped(t, b)
	list := hashes(t, b)
	purposes := []string{"contact", "marketing", "share_platform"}
	n := 0
	rapid.Check(t, func(r *rapid.T) {
		n++
		id := match(t, b, customer.Person{ExternalNo: "u" + time.Duration(n).String()}).ID
		want := map[string]bool{}
		for range rapid.IntRange(1, 12).Draw(r, "steps") {
			purpose, act := rapid.SampledFrom(purposes).Draw(r, "purpose"), rapid.SampledFrom([]string{"give", "refuse", "withdraw"}).Draw(r, "act")
			if rapid.Bool().Draw(r, "later") {
				b.Clock.Advance(time.Hour)
			}
			err := write(b, func(tx *db.Tx) error {
				switch act {
				case "give":
					return customer.Give(tx, id, customer.GiveIn{Purpose: purpose, TextHash: list[purpose], Channel: "page"})
				case "refuse":
					return customer.Refuse(tx, id, customer.Refusal{Purpose: purpose, TextHash: list[purpose], Channel: "page"})
				}
				return customer.Withdraw(tx, id, purpose, "page")
			})
			if err != nil && !(act == "withdraw" && !want[purpose] && fault.Is(err, fault.CodeNotFound)) {
				r.Fatal(err)
			}
			want[purpose] = act == "give"
			b.Read(t, func(tx *db.Tx) error {
				for _, p := range purposes {
					if has, err := customer.HasConsent(tx, id, p); err != nil || has != want[p] {
						r.Fatalf("%s after %s of %s: %v, want %v", p, act, purpose, has, want[p])
					}
				}
				return nil
			})
		}
	})
}
