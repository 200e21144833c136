package ledger

import (
	"testing"

	"fenming/book/plan"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
)

// A refund of a day before the last accrual leaves less to bear interest in the
// instalments that were accrued since: 2,000.00 of 12,000.00 given back on the
// day of the sale leave five sixths of the first month's interest of 110.00,
// rounded down.
func TestARefundFromBeforeAnAccrualLowersWhatWasAccrued(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		d := flat()
		d.terms.Kind, d.terms.Fee, d.terms.Rate = plan.EqualPrincipal, plan.Fee{}, 11_000_000
		c := opened(t, b, d)
		b.Write(t, func(tx *db.Tx) error {
			if _, err := Accrue(tx, AccrueIn{c.ID, "2026-04-10"}); err != nil {
				return err
			}
			_, err := RefundContract(tx, RefundIn{ContractID: c.ID, Amount: cny(200_000), Day: d.start, Ref: "1"})
			return err
		})
		b.Read(t, func(tx *db.Tx) error {
			p, err := PositionAt(tx, c.ID, "2026-04-10")
			if n := p.Instalments[0]; n.Open.Interest != 9_166 {
				t.Errorf("interest %d, want 9166 = 11,000 × 5 ÷ 6", n.Open.Interest)
			}
			return err
		})
		mustCheck(t, b)
	})
}
