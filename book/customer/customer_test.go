package customer_test

import (
	"bytes"
	"context"
	"os"
	"strings"
	"sync"
	"testing"

	"fenming/book/customer"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/words"
)

func match(t *testing.T, b dbtest.Bench, p customer.Person) customer.Customer {
	t.Helper()
	var c customer.Customer
	b.Write(t, func(tx *db.Tx) (err error) {
		c, err = customer.Match(tx, p)
		return err
	})
	return c
}

func TestMatchRecognises(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		first := match(t, b, customer.Person{Phone: "138 0013 8000", Name: "张三"})
		if first.PhoneMasked != "138****8000" || first.NameMasked != "张**" || !first.Adult {
			t.Fatalf("masks: %+v", first)
		}
		for name, c := range map[string]struct {
			p    customer.Person
			same bool
		}{
			"written otherwise":     {customer.Person{Phone: "+86-13800138000"}, true},
			"gap filled":            {customer.Person{Phone: "13800138000", ExternalNo: "u1", Email: "Z@example.com"}, true},
			"by number alone":       {customer.Person{ExternalNo: "u1"}, true},
			"number, other phone":   {customer.Person{ExternalNo: "u1", Phone: "13900139000"}, true},
			"other number, phone":   {customer.Person{ExternalNo: "u2", Phone: "13800138000"}, false},
			"other phone":           {customer.Person{Phone: "13700137000"}, false},
			"e-mail held by nobody": {customer.Person{Email: "z@example.com"}, false},
		} {
			if name == "by number alone" || name == "number, other phone" || name == "other number, phone" {
				match(t, b, customer.Person{Phone: "13800138000", ExternalNo: "u1"})
			}
			got := match(t, b, c.p)
			if (got.ID == first.ID) != c.same {
				t.Errorf("%s: %s, first %s", name, got.ID, first.ID)
			}
		}
		b.Read(t, func(tx *db.Tx) error {
			p, err := customer.Contact(tx, first.ID)
			if err != nil || p.Phone != "13800138000" || p.ExternalNo != "u1" || p.Name != "张三" {
				t.Errorf("what was known was overwritten: %+v %v", p, err)
			}
			return nil
		})
	})
}

func TestMatchAtOnceMakesOneCustomer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		match(t, b, customer.Person{Phone: "13111111111"}) // the keys exist
		var (
			mu    sync.Mutex
			ids   = map[string]int{}
			group sync.WaitGroup
		)
		for range 24 {
			group.Go(func() {
				var c customer.Customer
				err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) (err error) {
					c, err = customer.Match(tx, customer.Person{Phone: "13800138000", Name: "李四"})
					return err
				})
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					t.Error(err)
				}
				ids[c.ID]++
			})
		}
		group.Wait()
		if len(ids) != 1 {
			t.Errorf("%d customers, want one: %v", len(ids), ids)
		}
	})
}

func TestMatchRefuses(t *testing.T) {
	b := dbtest.SQLite(t)
	for name, p := range map[string]customer.Person{
		"nobody": {Name: "张三"}, "masked phone": {Phone: "138****8000"},
		"bad e-mail": {Email: "x"}, "bad day": {Phone: "13800138000", BirthDay: "2000-13-01"},
	} {
		err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
			_, err := customer.Match(tx, p)
			return err
		})
		if !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Of age: 18 years to the day (the bench's day is 2026-03-02); the 18-digit
// number below carries 2008-03-03 in its digits 7 to 14.
func TestAdult(t *testing.T) {
	b := dbtest.SQLite(t)
	for i, c := range []struct {
		born calendar.Day
		id   string
		want bool
	}{{"2008-03-02", "", true}, {"2008-03-03", "", false}, {"", "", true}, {"", "11010120080303001X", false}, {"", "110101200802290010", true}} {
		got := match(t, b, customer.Person{ExternalNo: string(rune('a' + i)), BirthDay: c.born, IDNumber: c.id})
		if got.Adult != c.want {
			t.Errorf("%+v: adult %v", c, got.Adult)
		}
	}
}

// Nothing personal stands in the database file in the clear.
func TestNothingPersonalInTheClear(t *testing.T) {
	b := dbtest.SQLite(t)
	c := match(t, b, customer.Person{Phone: "13812345678", Name: "欧阳锋锋", Email: "ouyang@example.com",
		Address: "浙江省杭州市西湖区文三路99号", IDNumber: "11010119900307001X"})
	b.Write(t, func(tx *db.Tx) error {
		tx.Note("probe", nil, nil)
		for _, n := range tx.Notes() {
			if strings.Contains(strings.ToLower(n.Object), "欧阳") {
				t.Error("a note names the customer")
			}
		}
		return nil
	})
	path := strings.TrimPrefix(b.Address, "sqlite:")
	for _, name := range []string{path, path + "-wal"} {
		raw, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		for _, secret := range []string{"13812345678", "欧阳", "ouyang", "文三路", "19900307"} {
			if bytes.Contains(raw, []byte(secret)) {
				t.Errorf("%s stands in %s", secret, name)
			}
		}
		if name == path+"-wal" && !bytes.Contains(raw, []byte(c.ID)) {
			t.Error("the probe cannot see the row at all")
		}
	}
}

func TestConsentAndWithdrawal(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		c := match(t, b, customer.Person{Phone: "13800138000"})
		has := func() (ok bool) {
			b.Read(t, func(tx *db.Tx) (err error) {
				ok, err = customer.HasConsent(tx, c.ID, "marketing")
				return err
			})
			return ok
		}
		given := customer.Consent{Purpose: "marketing", TextHash: strings.Repeat("a", 64), TextVersion: "1", Channel: "page"}
		if has() {
			t.Error("consent before it was given")
		}
		b.Write(t, func(tx *db.Tx) error { return customer.GiveConsent(tx, c.ID, given) })
		if !has() {
			t.Error("no consent after it was given")
		}
		b.Write(t, func(tx *db.Tx) error { return customer.Withdraw(tx, c.ID, "marketing", "page") })
		if has() {
			t.Error("consent after withdrawal")
		}
		err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error { return customer.Withdraw(tx, c.ID, "marketing", "page") })
		if !fault.Is(err, fault.CodeNotFound) {
			t.Errorf("withdrawn twice: %v", err)
		}
		b.Read(t, func(tx *db.Tx) error {
			list, err := customer.Consents(tx, c.ID)
			if len(list) != 1 || list[0].WithdrawnAt == nil {
				t.Errorf("the consent was deleted: %+v", list)
			}
			return err
		})
	})
}

func TestHolds(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		c := match(t, b, customer.Person{Phone: "13800138000"})
		place := func(kind, contract string) (h customer.Hold, err error) {
			err = b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
				h, err = customer.PlaceHold(tx, customer.Hold{CustomerID: c.ID, ContractID: contract, Kind: kind, Reason: "goods broken"})
				return err
			})
			return h, err
		}
		one, err := place(customer.Dispute, "ctr_1")
		if err != nil {
			t.Fatal(err)
		}
		if again, err := place(customer.Dispute, "ctr_1"); err != nil || again.ID != one.ID {
			t.Errorf("placed twice: %v %s", err, again.ID)
		}
		if _, err := place(customer.Hardship, ""); err != nil {
			t.Fatal(err)
		}
		if _, err := place("angry", ""); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("a kind of its own: %v", err)
		}
		for contract, want := range map[string]int{"ctr_1": 2, "ctr_2": 1, "": 2} {
			b.Read(t, func(tx *db.Tx) error {
				list, err := customer.Holds(tx, c.ID, contract)
				if len(list) != want {
					t.Errorf("contract %q: %d holds, want %d", contract, len(list), want)
				}
				return err
			})
		}
		b.Write(t, func(tx *db.Tx) error { return customer.LiftHold(tx, one.ID, "solved") })
		b.Read(t, func(tx *db.Tx) error {
			list, err := customer.Holds(tx, c.ID, "ctr_1")
			if len(list) != 1 {
				t.Errorf("after lifting: %+v", list)
			}
			return err
		})
	})
}

func TestRevealIsCapped(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		c := match(t, b, customer.Person{Phone: "13800138000", Name: "张三"})
		look := func(reason string) error {
			return b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
				p, err := customer.Reveal(tx, c.ID, reason)
				if err == nil && p.Name != "张三" {
					t.Errorf("revealed %+v", p)
				}
				if err == nil && len(tx.Notes()) != 1 {
					t.Error("nothing for the audit log")
				}
				return err
			})
		}
		if err := look(" "); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("without reason: %v", err)
		}
		for i := range customer.MaxReveals {
			if err := look("parcel returned"); err != nil {
				t.Fatal(i, err)
			}
		}
		if err := look("parcel returned"); !fault.Is(err, fault.CodeLimit) {
			t.Errorf("one over the cap: %v", err)
		}
		b.Clock.Set(dbtest.Start.AddDate(0, 0, 1))
		if err := look("parcel returned"); err != nil {
			t.Errorf("the next day: %v", err)
		}
	})
}

func TestWords(t *testing.T) {
	if err := words.Check(customer.Words()...); err != nil {
		t.Error(err)
	}
}
