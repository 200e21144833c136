package customer_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"fenming/book/customer"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/office/tenant"
)

func yuan(n int64) *money.Money { m := money.New(n*100, money.CNY); return &m }

// shopped makes the shop, whose zone says what day it is, and one customer.
func shopped(t *testing.T, b dbtest.Bench) string {
	t.Helper()
	b.Write(t, func(tx *db.Tx) error {
		_, err := tenant.Create(tx, tenant.New{Name: "店", Kind: tenant.Live})
		return err
	})
	return match(t, b, customer.Person{Phone: "13800138000", Name: "张三"}).ID
}

func budgetOf(t *testing.T, b dbtest.Bench, id string) (s customer.BudgetState) {
	t.Helper()
	b.Read(t, func(tx *db.Tx) (err error) { s, err = customer.BudgetOf(tx, id); return err })
	return s
}

// Lower counts at once, higher after 24 hours; a stricter wish drops what waits.
func TestLooserTermsWait(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		id := shopped(t, b)
		set := func(w customer.Budget) {
			t.Helper()
			b.Write(t, func(tx *db.Tx) error {
				_, err := customer.SetBudget(tx, id, w, "顾客来电要求")
				return err
			})
		}
		if s := budgetOf(t, b, id); s.Set || s.Now.NewMonthly != nil {
			t.Fatalf("a budget nobody set: %+v", s)
		}
		set(customer.Budget{NewMonthly: yuan(3000), OnExceed: "stop"})
		if s := budgetOf(t, b, id); *s.Now.NewMonthly != *yuan(3000) || s.Later != nil {
			t.Fatalf("the first budget counts at once: %+v", s)
		}
		set(customer.Budget{NewMonthly: yuan(5000), OnExceed: "stop"})
		b.Clock.Advance(24*time.Hour - time.Second)
		if s := budgetOf(t, b, id); *s.Now.NewMonthly != *yuan(3000) || s.Later == nil {
			t.Fatalf("raised before its time: %+v", s)
		}
		b.Clock.Advance(time.Second)
		if s := budgetOf(t, b, id); *s.Now.NewMonthly != *yuan(5000) || s.Later != nil {
			t.Fatalf("not raised after the wait: %+v", s)
		}
		set(customer.Budget{OnExceed: "warn"}) // no ceiling and only warnings: all of it waits
		set(customer.Budget{NewMonthly: yuan(2000), OnExceed: "stop"})
		b.Clock.Advance(48 * time.Hour)
		if s := budgetOf(t, b, id); *s.Now.NewMonthly != *yuan(2000) || s.Now.OnExceed != "stop" || s.Later != nil {
			t.Fatalf("lowered: %+v", s)
		}
		b.Read(t, func(tx *db.Tx) error {
			list, err := customer.BudgetHistory(tx, id)
			if len(list) != 4 || list[0].Nr != 4 || list[3].Note != "顾客来电要求" {
				t.Errorf("history: %+v", list)
			}
			return err
		})
	})
}

// Ending a pause early takes effect after the wait; one that ran out is over.
func TestPause(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		id := shopped(t, b)
		pause := func(until calendar.Day) error {
			return b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
				_, err := customer.PauseCredit(tx, id, until, "顾客来电要求")
				return err
			})
		}
		if err := errors.Join(pause("2026-03-20")); err != nil { // the bench begins on 2026-03-02
			t.Fatal(err)
		}
		if s := budgetOf(t, b, id); s.Now.PausedTo != "2026-03-20" {
			t.Fatalf("%+v", s)
		}
		if err := pause(""); err != nil {
			t.Fatal(err)
		}
		if s := budgetOf(t, b, id); s.Now.PausedTo != "2026-03-20" || s.Later == nil || s.Later.PausedTo != "" {
			t.Fatalf("ended at once: %+v", s)
		}
		b.Clock.Advance(24 * time.Hour)
		if s := budgetOf(t, b, id); s.Now.PausedTo != "" {
			t.Fatalf("not ended after the wait: %+v", s)
		}
		if err := pause("2026-03-10"); err != nil {
			t.Fatal(err)
		}
		b.Clock.Advance(7 * 24 * time.Hour)
		if s := budgetOf(t, b, id); s.Now.PausedTo != "" {
			t.Fatalf("the day came: %+v", s)
		}
		for _, day := range []calendar.Day{"2026-03-10", "2026-02-30", "soon"} {
			if err := pause(day); !fault.Is(err, fault.CodeInvalid) {
				t.Errorf("%s: %v", day, err)
			}
		}
	})
}

func TestBudgetRefusesNonsense(t *testing.T) {
	b := dbtest.SQLite(t)
	id := shopped(t, b)
	for name, c := range map[string]struct {
		id, note string
		wish     customer.Budget
		code     fault.Code
	}{
		"below zero":   {id, "顾客要求", customer.Budget{NewMonthly: yuan(-1), OnExceed: "stop"}, fault.CodeInvalid},
		"due below":    {id, "顾客要求", customer.Budget{DueMonthly: yuan(-1), OnExceed: "stop"}, fault.CodeInvalid},
		"no mode":      {id, "顾客要求", customer.Budget{}, fault.CodeInvalid},
		"without note": {id, " ", customer.Budget{OnExceed: "stop"}, fault.CodeInvalid},
		"nobody's":     {"cus_none", "顾客要求", customer.Budget{OnExceed: "stop"}, fault.CodeNotFound},
	} {
		err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
			_, err := customer.SetBudget(tx, c.id, c.wish, c.note)
			return err
		})
		if !fault.Is(err, c.code) {
			t.Errorf("%s: %v", name, err)
		}
	}
	scope := dbtest.Scope()
	scope.Actor.Kind = customer.Visitor
	if err := b.DB.Write(context.Background(), scope, func(tx *db.Tx) error {
		_, err := customer.SetBudget(tx, id, customer.Budget{OnExceed: "stop"}, "")
		return err
	}); err != nil {
		t.Errorf("the customer owes nobody a note: %v", err)
	}
}
