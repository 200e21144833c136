package contact

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"fenming/book/contract"
	"fenming/book/customer"
	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/money"
	"fenming/office/tenant"
)

// ready registers a shop and a customer who agreed to be written to.
func ready(t testing.TB, b dbtest.Bench) (id string) {
	t.Helper()
	b.Write(t, func(tx *db.Tx) error {
		if _, err := tenant.Create(tx, tenant.New{Name: "店", Kind: tenant.Live}); err != nil {
			return err
		}
		c, err := customer.Match(tx, customer.Person{Name: "张三", Phone: "13800138000", Email: "zhang@example.com"})
		if err != nil {
			return err
		}
		id = c.ID
		return customer.GiveConsent(tx, id, customer.Consent{Purpose: ConsentContact, TextHash: "00", TextVersion: "1", Channel: "page"})
	})
	return id
}

// ask is at 10:00 Shanghai time on a working Monday.
func ask(id string) Ask {
	return Ask{CustomerID: id, Creditor: "merchant", Channel: Email, Purpose: Reminder, Balance: money.New(530_00, money.CNY),
		Zone: calendar.Shanghai, OverdueDays: 1}
}

func gate(t testing.TB, b dbtest.Bench, a Ask) (d Decision) {
	t.Helper()
	b.Write(t, func(tx *db.Tx) (err error) { d, err = Gate(tx, a); return err })
	return d
}

func TestGateRefusesByCodeAndLogsEveryCheck(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		id := ready(t, b)
		cases := []struct {
			change func(*Ask)
			want   string
		}{
			{func(a *Ask) { a.Creditor = "platform" }, NotCreditor},
			{func(a *Ask) { a.Creditor = "assigned" }, NotCreditor},
			{func(a *Ask) { a.Balance.Minor = 0 }, NoBalance},
			{func(a *Ask) { a.Holds = []string{"refund"} }, OnHold},
			{func(a *Ask) { a.Recipient = "mother" }, NoRecipient},
			{func(a *Ask) { a.Channel = Letter }, NoChannel}, // no address
			{func(a *Ask) { a.Text = []string{"再不还款将上征信"} }, Wording},
			{func(a *Ask) { a.Zone = "" }, UnknownZone},
			{func(a *Ask) { a.Zone = "Mars/Base" }, UnknownZone},
			{func(a *Ask) { a.AlsoZone = "Mars/Base" }, UnknownZone},
			{func(a *Ask) { a.Channel = "fax" }, Unknown},
			{func(a *Ask) { a.At = dbtest.Start.Add(12 * time.Hour) }, Quiet}, // 22:00
			{func(a *Ask) { a.OverdueDays = -9 }, TooEarly},
			{func(*Ask) {}, Allowed},
			{func(*Ask) {}, Cap},
			{func(a *Ask) { a.Channel = SMS }, Cap},                             // across channels
			{func(a *Ask) { a.Purpose, a.Balance.Minor = Receipt, 0 }, Allowed}, // asks for nothing
		}
		for i, c := range cases {
			a := ask(id)
			c.change(&a)
			if d := gate(t, b, a); d.Code != c.want || d.Allowed != (c.want == Allowed) || d.ID == "" || d.PackVersion == "" {
				t.Errorf("case %d: %+v, want %s", i, d, c.want)
			}
		}
		b.Read(t, func(tx *db.Tx) error {
			list, err := checks(tx, id, "", "", 100)
			if len(list) != len(cases) {
				t.Errorf("%d checks logged, %d asked", len(list), len(cases))
			}
			return err
		})
	})
}

func TestWithoutConsentOrOnHoldNobodyIsContacted(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		id := ready(t, b)
		b.Write(t, func(tx *db.Tx) error {
			_, err := customer.PlaceHold(tx, customer.Hold{CustomerID: id, Kind: customer.Dispute, Reason: "货不对板"})
			return err
		})
		if d := gate(t, b, ask(id)); d.Code != OnHold {
			t.Errorf("under dispute: %s", d.Code)
		}
		b.Write(t, func(tx *db.Tx) error {
			holds, err := customer.Holds(tx, id, "")
			if err != nil {
				return err
			}
			return errors.Join(customer.LiftHold(tx, holds[0].ID, "已解决"), customer.Withdraw(tx, id, ConsentContact, "page"))
		})
		if d := gate(t, b, ask(id)); d.Code != NoConsent {
			t.Errorf("without consent: %s", d.Code)
		}
	})
}

// A contract's accepted clause on service lets the shop write, until the
// customer says no to reminders: then formal documents go, reminders do not.
func TestANoToRemindersOutweighsTheClause(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		id := ready(t, b)
		a := ask(id)
		b.Write(t, func(tx *db.Tx) error {
			if err := customer.Withdraw(tx, id, ConsentContact, "page"); err != nil {
				return err
			}
			s, err := plan.For(money.New(60_000, money.CNY), "2026-03-02", plan.Terms{Kind: plan.InterestFree, Periods: 3, Every: 1, Unit: plan.Month})
			if err != nil {
				return err
			}
			c, err := contract.Offer(tx, contract.OfferIn{OrderID: "ord_1", CustomerID: id, Quote: plan.Quote{ID: "q1", PlanCode: "own",
				Platform: plan.Own, Creditor: plan.CreditorMerchant, Amount: money.New(60_000, money.CNY), Count: 3, Schedule: s}})
			if err != nil {
				return err
			}
			a.ContractID = c.ID
			return contract.Accept(tx, contract.AcceptIn{ID: c.ID, Term: contract.TermServiceAddress, TextHash: strings.Repeat("0", 64), Channel: "page"})
		})
		if d := gate(t, b, a); d.Code != NoConsent {
			t.Errorf("a reminder after the no: %s", d.Code)
		}
		demand := a
		demand.Purpose, demand.OverdueDays = Demand, 30
		if d := gate(t, b, demand); d.Code != Allowed {
			t.Errorf("a formal demand: %s", d.Code)
		}
		b.Write(t, func(tx *db.Tx) error {
			return customer.GiveConsent(tx, id, customer.Consent{Purpose: ConsentContact, TextHash: "00", TextVersion: "1", Channel: "page"})
		})
		b.Clock.Advance(24 * time.Hour)
		if d := gate(t, b, a); d.Code != Allowed {
			t.Errorf("after a new yes: %s", d.Code)
		}
	})
}

// Fifty workers ask at once; one place is left, so exactly one may write.
func TestFiftyAtOnceGetOneSlot(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		id := ready(t, b)
		var (
			wg      sync.WaitGroup
			mu      sync.Mutex
			allowed int
			codes   = map[string]int{}
		)
		for range 50 {
			wg.Go(func() {
				var d Decision
				err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) (err error) {
					d, err = Gate(tx, ask(id))
					return err
				})
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					t.Error(err)
				}
				if codes[d.Code]++; d.Allowed {
					allowed++
				}
			})
		}
		wg.Wait()
		if allowed != 1 || codes[Cap] != 49 {
			t.Fatalf("allowed %d, codes %v", allowed, codes)
		}
		b.Read(t, func(tx *db.Tx) error {
			list, err := checks(tx, id, "", "", 100)
			if len(list) != 50 {
				t.Errorf("%d of 50 checks logged", len(list))
			}
			return err
		})
	})
}

func TestThreeInSevenDaysAndTheNextTimeIsLawful(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		id := ready(t, b)
		for range 3 {
			if d := gate(t, b, ask(id)); !d.Allowed {
				t.Fatalf("%+v", d)
			}
			b.Clock.Advance(24 * time.Hour)
		}
		d := gate(t, b, ask(id)) // Thursday; the week frees a place next Monday
		want := time.Date(2026, 3, 9, 1, 0, 0, 0, time.UTC)
		if d.Code != Cap || d.Rules[0] != "CN-CAP-WEEK" || !d.NextAt.Equal(want) {
			t.Fatalf("%+v, want next %s", d, want)
		}
		b.Clock.Set(d.NextAt)
		if d = gate(t, b, ask(id)); !d.Allowed {
			t.Fatalf("at the promised time: %+v", d)
		}
	})
}

func TestAnErrorAllowsNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		id := ready(t, b)
		// A transaction that cannot write cannot reserve: the database refuses.
		err := b.DB.Read(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
			d, err := Gate(tx, ask(id))
			if d.Allowed || d.Code != GateError || err == nil {
				t.Errorf("with a failing database: %+v, %v", d, err)
			}
			return err
		})
		if err == nil {
			t.Error("the error was swallowed")
		}
		// An unknown customer is an error too, never a contact.
		err = b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
			d, err := Gate(tx, ask("cus_none"))
			if d.Allowed {
				t.Error("an unknown customer was let through")
			}
			return err
		})
		if err == nil {
			t.Error("an unknown customer is an error")
		}
	})
}

func TestMerchantSettingsTighten(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		id := ready(t, b)
		b.Write(t, func(tx *db.Tx) error { return tenant.Set(tx, KnobOpen, 660) }) // 11:00
		d := gate(t, b, ask(id))
		if d.Code != Quiet || !d.NextAt.Equal(dbtest.Start.Add(time.Hour)) {
			t.Fatalf("%+v", d)
		}
		err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error { return tenant.Set(tx, KnobOpen, 480) })
		if err == nil {
			t.Fatal("a wider window was taken")
		}
	})
}
