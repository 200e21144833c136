package ledger

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"fenming/book/contract"
	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
)

// begun is a contract with some acts behind it and the day of the next.
func begun(t *rapid.T, b dbtest.Bench, no int, kinds []string) (contract.Contract, calendar.Day) {
	l := drawLife(t)
	l.deal.order = fmt.Sprintf("ord_%d", no)
	var c contract.Contract
	if err := inTx(b, func(tx *db.Tx) (err error) {
		if c, err = signed(tx, l.deal); err != nil {
			return err
		}
		_, err = OpenContract(tx, OpenIn{Contract: c, Day: l.deal.start})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	day := l.deal.start
	for i, a := range l.acts[:min(5, len(l.acts))] {
		day = day.AddDays(a.days)
		a.kind, a.amount = kinds[a.pick%len(kinds)], max(3, a.amount/6)
		err := inTx(b, func(tx *db.Tx) error { return do(tx, c.ID, a, day, fmt.Sprintf("%d-%d", no, i)) })
		if !expected(err) {
			t.Fatalf("%+v: %v", a, err)
		}
	}
	return c, day
}

func positionOn(t *rapid.T, b dbtest.Bench, id string, day calendar.Day) (p Position) {
	if err := look(b, func(tx *db.Tx) (err error) { p, err = PositionAt(tx, id, day); return err }); err != nil {
		t.Fatal(err)
	}
	return p
}

// Settling early takes at most what the schedule still asks for, on whatever
// day and whatever came before, and leaves nothing owed.
func TestSettlingEarlyNeverCostsMoreThanTheSchedule(t *testing.T) {
	b := dbtest.SQLite(t)
	shop(t, b)
	no := 0
	rapid.Check(t, func(t *rapid.T) {
		no++
		c, day := begun(t, b, no, []string{"repay", "repay", "late", "refund", "pause", "charge_back", "re_age", "waive"})
		day = day.AddDays(rapid.IntRange(0, 60).Draw(t, "later"))
		p := positionOn(t, b, c.ID, day)
		if p.State != contract.Active || p.Remaining.Minor == 0 {
			t.Skip("nothing to settle")
		}
		var got Allocation
		err := inTx(b, func(tx *db.Tx) (err error) {
			got, err = Repay(tx, RepayIn{ContractID: c.ID, Amount: p.Remaining, Day: day, Ref: "last", Early: true})
			return err
		})
		if err != nil {
			t.Fatalf("the whole schedule, %v, does not settle: %v", p.Remaining, err)
		}
		if got.Allocated.Minor > p.Remaining.Minor || got.Position.Remaining.Minor != 0 || got.Position.State != contract.Settled {
			t.Fatalf("took %v of %v, left %v, %s", got.Allocated, p.Remaining, got.Position.Remaining, got.Position.State)
		}
		if err := look(b, func(tx *db.Tx) error { return folded(tx, c.ID, day) }); err != nil {
			t.Fatal(err)
		}
	})
	mustCheck(t, b)
}

// When all that was sold is given back, nothing is owed by the customer, and no
// late fee he paid is kept.
func TestARefundOfEverythingLeavesZero(t *testing.T) {
	b := dbtest.SQLite(t)
	shop(t, b)
	no := 0
	rapid.Check(t, func(t *rapid.T) {
		no++
		c, day := begun(t, b, no, []string{"repay", "repay", "late", "refund", "pause", "charge_back", "re_age", "early", "waive"})
		day = day.AddDays(rapid.IntRange(0, 60).Draw(t, "later"))
		left := c.Principal.Minor
		var got Refunded
		err := inTx(b, func(tx *db.Tx) (err error) {
			entries, err := OfContract(tx, c.ID)
			if err != nil {
				return err
			}
			for _, e := range entries {
				for _, leg := range e.Legs {
					if leg.Account == SalesRefund {
						left -= leg.Amount
					}
				}
			}
			if left == 0 {
				return nil
			}
			got, err = RefundContract(tx, RefundIn{ContractID: c.ID, Amount: cny(left), Day: day, Ref: "all"})
			return err
		})
		if err != nil && !fault.Is(err, fault.CodeConflict) {
			t.Fatal(err)
		}
		if err != nil || left == 0 {
			t.Skip("over already")
		}
		var late int64
		for _, n := range got.Position.Instalments {
			late += n.Paid.LateFee
		}
		if p := got.Position; p.Remaining.Minor != 0 || p.Outstanding.Minor != 0 || p.State != contract.Cancelled || p.Overpaid.Minor < late {
			t.Fatalf("left %v, booked %v, %s, overpaid %v, late fees paid %d", p.Remaining, p.Outstanding, p.State, p.Overpaid, late)
		}
		if err := look(b, func(tx *db.Tx) error { return folded(tx, c.ID, day) }); err != nil {
			t.Fatal(err)
		}
	})
	mustCheck(t, b)
}

// Two re-ages with refunds between: interest of the days really used runs from
// the same day in the book and in the fold, also where an instalment that a
// re-age emptied was paid in part ahead of its day.
func TestSettlingEarlyAfterReAges(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		d := flat()
		d.terms.Kind, d.terms.Fee, d.terms.Rate = plan.EqualPrincipal, plan.Fee{}, 11_000_000
		c := opened(t, b, d)
		repay := func(amount int64, day calendar.Day, ref string, early bool) func(tx *db.Tx) error {
			return func(tx *db.Tx) error {
				_, err := Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(amount), Day: day, Ref: ref, Early: early})
				return err
			}
		}
		reAge := func(count int, first, day calendar.Day) func(tx *db.Tx) error {
			return func(tx *db.Tx) error {
				_, err := ReAge(tx, ReAgeIn{ContractID: c.ID, Count: count, FirstDue: first, Day: day, Agreed: "by letter"})
				return err
			}
		}
		refund := func(amount int64, day calendar.Day, ref string) func(tx *db.Tx) error {
			return func(tx *db.Tx) error {
				_, err := RefundContract(tx, RefundIn{ContractID: c.ID, Amount: cny(amount), Day: day, Ref: ref})
				return err
			}
		}
		for _, act := range []func(tx *db.Tx) error{repay(150_000, "2026-04-10", "1", false), reAge(7, "2026-06-18", "2026-04-17"),
			refund(3_500, "2026-04-20", "2"), reAge(3, "2026-08-11", "2026-07-03"), refund(12_000, "2026-07-19", "3"),
			repay(2_000_000, "2026-08-03", "4", true)} {
			b.Write(t, act)
		}
		b.Read(t, func(tx *db.Tx) error { return folded(tx, c.ID, "2026-08-03") })
		mustCheck(t, b)
	})
}
