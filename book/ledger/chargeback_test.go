package ledger

import (
	"testing"

	"fenming/book/contract"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
)

// 12,000.00 in twelve with 6 % are 1,060.00 each. Two are paid; the bank takes
// the first back: the money that stayed pays the oldest, the second is open.
func TestChargeBack(t *testing.T) {
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
		back := func(amount int64, reason string) error {
			return inTx(b, func(tx *db.Tx) error {
				_, err := ChargeBack(tx, ChargeBackIn{ContractID: c.ID, EntryID: first.EntryID, Amount: cny(amount), Day: "2026-05-10", Reason: reason})
				return err
			})
		}
		if err := back(106_001, "too much"); !fault.Is(err, fault.CodeRefused) {
			t.Errorf("more than was paid: %v", err)
		}
		if err := back(6_000, ""); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("without a reason: %v", err)
		}
		if err := back(6_000, "disputed at the bank"); err != nil {
			t.Fatal(err)
		}
		if err := back(100_001, "again"); !fault.Is(err, fault.CodeRefused) {
			t.Errorf("more than is left: %v", err)
		}
		if err := back(100_000, "the rest"); err != nil {
			t.Fatal(err)
		}
		err := inTx(b, func(tx *db.Tx) error { _, err := Reverse(tx, first.EntryID, "whole"); return err })
		if !fault.Is(err, fault.CodeConflict) {
			t.Errorf("reversed what was charged back: %v", err)
		}
		b.Read(t, func(tx *db.Tx) error {
			p, err := PositionAt(tx, c.ID, "2026-05-10")
			if err != nil {
				return err
			}
			if p.Instalments[0].Open.Sum() != 0 || p.Instalments[1].Open != (Amounts{Principal: 100_000, Fee: 6_000}) || p.State != contract.Active {
				t.Errorf("%+v", p.Instalments[:2])
			}
			bank, err := Balance(tx, Bank, "")
			if len(bank) != 1 || bank[0].Minor != 106_000 {
				t.Errorf("bank %v", bank)
			}
			return err
		})
		mustCheck(t, b)
	})
}

// A payment that no longer counts as one leaves the contract where its events
// do not lead.
func TestCheckFoldsEveryContract(t *testing.T) {
	b := dbtest.SQLite(t)
	shop(t, b)
	c := opened(t, b, flat())
	b.Write(t, func(tx *db.Tx) error {
		_, err := Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(106_000), Day: "2026-04-02", Ref: "1"})
		return err
	})
	mustCheck(t, b)
	b.Raw(t, "", `UPDATE ledger_entry SET kind = 'journal' WHERE kind = 'repayment'`)
	if err := look(b, Check); !fault.Is(err, fault.CodeConflict) {
		t.Errorf("not found: %v", err)
	}
}
