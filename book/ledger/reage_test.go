package ledger

import (
	"testing"

	"fenming/book/plan"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
)

// Of 12,000.00 in twelve with 6 % two instalments of 1,060.00 are paid, the
// third is late. Five new ones from 07-01 on divide what is left: 10,000.00 of
// principal and 600.00 of fees are 2,000.00 and 120.00 each.
func TestReAge(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		c := opened(t, b, flat())
		var first Allocation
		b.Write(t, func(tx *db.Tx) (err error) {
			if first, err = Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(106_000), Day: "2026-04-02", Ref: "1"}); err != nil {
				return err
			}
			_, err = Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(106_000), Day: "2026-05-02", Ref: "2"})
			return err
		})
		reAge := func(in ReAgeIn) error {
			in.ContractID, in.Day = c.ID, "2026-06-10"
			return inTx(b, func(tx *db.Tx) error { _, err := ReAge(tx, in); return err })
		}
		for name, in := range map[string]ReAgeIn{"none": {Count: 0, FirstDue: "2026-07-01", Agreed: "by letter"},
			"too many": {Count: 61, FirstDue: "2026-07-01", Agreed: "by letter"}, "today": {Count: 5, FirstDue: "2026-06-10", Agreed: "by letter"},
			"no word of the customer": {Count: 5, FirstDue: "2026-07-01"}} {
			if err := reAge(in); !fault.Is(err, fault.CodeInvalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := reAge(ReAgeIn{Count: 5, FirstDue: "2026-07-01", Agreed: "signed letter of 06-09"}); err != nil {
			t.Fatal(err)
		}
		b.Read(t, func(tx *db.Tx) error {
			p, err := PositionAt(tx, c.ID, "2026-06-10")
			if err != nil {
				return err
			}
			made := p.Instalments[12:]
			if len(made) != 5 || made[0].DueDay != "2026-07-01" || made[4].DueDay != "2026-11-01" || made[0].Kind != "re_aged" ||
				made[0].GraceDay != "2026-07-04" {
				t.Errorf("%+v", made)
			}
			for _, n := range made {
				if n.Open != (Amounts{Principal: 200_000, Fee: 12_000}) {
					t.Errorf("%+v", n)
				}
			}
			if p.OverdueDays != 0 || p.Remaining.Minor != 1_060_000 || p.Outstanding.Minor != 1_000_000 {
				t.Errorf("overdue %d days, remaining %v, booked %v", p.OverdueDays, p.Remaining, p.Outstanding)
			}
			return nil
		})
		for name, act := range map[string]func(tx *db.Tx) error{
			"a payment for a day before it": func(tx *db.Tx) error {
				_, err := Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(1_000), Day: "2026-06-01", Ref: "3"})
				return err
			},
			"a reversal of what came before": func(tx *db.Tx) error { _, err := Reverse(tx, first.EntryID, "bounced"); return err },
			"a charge-back of what came before": func(tx *db.Tx) error {
				_, err := ChargeBack(tx, ChargeBackIn{ContractID: c.ID, EntryID: first.EntryID, Day: "2026-06-11", Reason: "bank"})
				return err
			},
		} {
			if err := inTx(b, act); !fault.Is(err, fault.CodeConflict) {
				t.Errorf("%s: %v", name, err)
			}
		}
		b.Write(t, func(tx *db.Tx) error { // 1,060.00 × 10 is what it takes, not a unit more
			a, err := Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(1_060_000), Day: "2026-07-01", Ref: "4"})
			if a.Overpaid.Minor != 0 || a.Position.Remaining.Minor != 0 {
				t.Errorf("%+v", a)
			}
			return err
		})
		mustCheck(t, b)
	})
}

// 100.03 with a fifth down and three equal instalments at 11 %: 0.73 of
// interest is charged on 04-02, one fen of the price is refunded on 04-27, so
// that the shares of interest are rounded down anew, and everything is made due
// anew on 07-15. The first instalment asked for 0.73 and asks for nothing now,
// not for less than nothing.
func TestReAgeAfterARefund(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		d := flat()
		d.amount = 10_003
		d.terms = plan.Terms{Kind: plan.EqualInstalment, Periods: 3, Every: 1, Unit: plan.Month, GraceDays: 3, Rate: 11_000_000,
			Down: plan.Down{Share: 200_000}}
		c := opened(t, b, d)
		b.Write(t, func(tx *db.Tx) error {
			if _, err := RefundContract(tx, RefundIn{ContractID: c.ID, Amount: cny(1), Day: "2026-04-27", Ref: "r"}); err != nil {
				return err
			}
			_, err := ReAge(tx, ReAgeIn{ContractID: c.ID, Count: 3, FirstDue: "2026-07-30", Day: "2026-07-15", Agreed: "by letter"})
			return err
		})
		b.Read(t, func(tx *db.Tx) error {
			p, err := PositionAt(tx, c.ID, "2026-07-17")
			for _, n := range p.Instalments[:4] {
				if n.Agreed != (Amounts{}) {
					t.Errorf("instalment %d asks for %+v", n.No, n.Agreed)
				}
			}
			return err
		})
		mustCheck(t, b)
	})
}
