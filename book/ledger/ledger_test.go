package ledger

import (
	"testing"

	"fenming/book/contract"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/words"
)

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
}

// A contract from the first entry to the last, in plain figures: 12,000.00 in
// 12 instalments of 1,000.00 and a fee of 720.00, that is 60.00 each.
func TestLifeOfAContract(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		c := opened(t, b, flat())
		mustCheck(t, b)
		b.Read(t, func(tx *db.Tx) error {
			p, err := PositionAt(tx, c.ID, "2026-03-02")
			if err != nil {
				return err
			}
			if p.Outstanding != cny(1_200_000) || p.Remaining != cny(1_272_000) || p.NextDue != "2026-04-02" || p.NextAmount != cny(106_000) {
				t.Errorf("after opening: %+v", p)
			}
			return nil
		})
		// The first instalment on its day.
		b.Write(t, func(tx *db.Tx) error {
			a, err := Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(106_000), Day: "2026-04-02", Method: "transfer", Ref: "pay-1"})
			if err != nil {
				return err
			}
			if a.Allocated != cny(106_000) || a.Overpaid != cny(0) || len(a.Portions) != 2 {
				t.Errorf("first payment: %+v", a)
			}
			again, err := Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(106_000), Day: "2026-04-02", Method: "transfer", Ref: "pay-1"})
			if !again.Repeated || again.EntryID != a.EntryID || len(again.Portions) != 2 {
				t.Errorf("the same payment again: %+v", again)
			}
			return err
		})
		mustCheck(t, b)
		// Everything at once: 11 × 1,060.00 and 5.00 too much.
		b.Write(t, func(tx *db.Tx) error {
			a, err := Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(1_166_500), Day: "2026-04-20", Ref: "pay-2"})
			if err != nil {
				return err
			}
			if a.Allocated != cny(1_166_000) || a.Overpaid != cny(500) || a.Position.Remaining != cny(0) {
				t.Errorf("last payment: %+v", a)
			}
			got, err := contract.Get(tx, c.ID)
			if got.State != contract.Settled || got.EndedDay != "2026-04-20" {
				t.Errorf("not settled: %+v", got)
			}
			return err
		})
		mustCheck(t, b)
		b.Write(t, func(tx *db.Tx) error {
			_, err := PayOut(tx, PayOutIn{ContractID: c.ID, Amount: cny(600), Day: "2026-04-21"})
			if !fault.Is(err, fault.CodeRefused) {
				t.Errorf("paid out more than was overpaid: %v", err)
			}
			_, err = PayOut(tx, PayOutIn{ContractID: c.ID, Amount: cny(500), Day: "2026-04-21"})
			return err
		})
		mustCheck(t, b)
		want := map[string]int64{Bank: 1_272_000, Sales: -1_200_000, FinanceIncome: -72_000}
		for range 2 {
			b.Read(t, func(tx *db.Tx) error {
				rows, err := TrialBalance(tx, "")
				for _, r := range rows {
					if r.Amount() != want[r.Account] {
						t.Errorf("%s: %d, want %d", r.Account, r.Amount(), want[r.Account])
					}
				}
				return err
			})
			b.Write(t, func(tx *db.Tx) error {
				_, err := RollUp(tx)
				return err
			})
		}
		mustCheck(t, b)
	})
}
