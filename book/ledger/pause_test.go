package ledger

import (
	"testing"

	"fenming/book/plan"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
)

// 1,000.00 in two equal principals of 500.00 at 12 % a year: 10.00 and 5.00 of
// interest, due 04-02 and 05-02 after 31 and 30 nights. A pause from 04-10 to
// 04-19 is ten of the thirty nights: 5.00 × 10 ÷ 30 = 1.666…, let off as 1.67.
func TestPauseInterest(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		d := flat()
		d.amount = 100_000
		d.terms = plan.Terms{Kind: plan.EqualPrincipal, Periods: 2, Every: 1, Unit: plan.Month, Rate: 12_000_000}
		c := opened(t, b, d)
		pause := func(in PauseInterestIn) (off int64, p Position, err error) {
			in.ContractID, in.Day = c.ID, "2026-04-05"
			err = inTx(b, func(tx *db.Tx) error {
				off, p, err = PauseInterest(tx, in)
				return err
			})
			return off, p, err
		}
		if _, _, err := pause(PauseInterestIn{From: "2026-04-19", To: "2026-04-10", Reason: "flood"}); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("days out of order: %v", err)
		}
		if _, _, err := pause(PauseInterestIn{From: "2026-03-10", To: "2026-03-19", Reason: "flood"}); !fault.Is(err, fault.CodeRefused) {
			t.Errorf("interest that fell due: %v", err)
		}
		off, p, err := pause(PauseInterestIn{From: "2026-04-10", To: "2026-04-19", Reason: "flood"})
		if err != nil || off != 167 || p.Instalments[1].Open.Interest != 333 || p.Instalments[0].Open.Interest != 1_000 {
			t.Errorf("let off %d, %+v, %v", off, p.Instalments, err)
		}
		if _, _, err := pause(PauseInterestIn{From: "2026-04-19", To: "2026-04-20", Reason: "again"}); !fault.Is(err, fault.CodeConflict) {
			t.Errorf("a day twice: %v", err)
		}
		b.Write(t, func(tx *db.Tx) error {
			_, err := Accrue(tx, AccrueIn{c.ID, "2026-05-02"})
			return err
		})
		b.Read(t, func(tx *db.Tx) error {
			p, err := PositionAt(tx, c.ID, "2026-05-02")
			if p.Instalments[1].Open.Interest != 333 {
				t.Errorf("%+v", p.Instalments[1])
			}
			return err
		})
		mustCheck(t, b)
	})
}
