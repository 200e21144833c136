package ledger

import (
	"context"
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

// act is one thing that happens to a contract, at a random size and day.
type act struct {
	kind   string
	amount int64
	days   int // since the act before
	back   int // it is entered for a day that many days before
	pick   int
}

// course is a contract and what happens to it.
type course struct {
	deal deal
	acts []act
}

func drawLife(t *rapid.T) course {
	d := flat()
	d.amount = rapid.Int64Range(10_000, 2_000_000).Draw(t, "price")
	d.terms.Periods = rapid.IntRange(1, 12).Draw(t, "instalments")
	d.terms.Kind = rapid.SampledFrom([]plan.Kind{plan.FlatFee, plan.EqualInstalment, plan.EqualPrincipal, plan.InterestFree}).Draw(t, "kind")
	d.terms.Down.Share = rapid.SampledFrom([]int64{0, 200_000}).Draw(t, "down")
	if d.terms.Kind != plan.FlatFee {
		d.terms.Fee = plan.Fee{}
	}
	if d.terms.Kind == plan.EqualInstalment || d.terms.Kind == plan.EqualPrincipal {
		d.terms.Rate = 11_000_000
	}
	l := course{deal: d}
	kinds := []string{"repay", "repay", "repay", "repay", "early", "late", "accrue", "refund", "refund_all", "reverse", "waive", "charge_back", "pause", "re_age", "payout", "apply", "write_off", "rollup"}
	for range rapid.IntRange(1, 14).Draw(t, "acts") {
		l.acts = append(l.acts, act{rapid.SampledFrom(kinds).Draw(t, "act"), rapid.Int64Range(1, d.amount*3/2).Draw(t, "amount"),
			rapid.IntRange(0, 60).Draw(t, "days"),
			rapid.SampledFrom([]int{0, 0, 0, 1, 20, 45, 100}).Draw(t, "back"), rapid.IntRange(0, 100).Draw(t, "pick")})
	}
	return l
}

// expected are faults that an act may meet in the state it finds.
func expected(err error) bool {
	return err == nil || fault.Is(err, fault.CodeRefused) || fault.Is(err, fault.CodeConflict)
}

// live lets it all happen, each act in its own transaction, and checks after
// every act that no unit was lost.
func live(b dbtest.Bench, l course, no int) error {
	l.deal.order = fmt.Sprintf("ord_%d", no)
	var c contract.Contract
	day := l.deal.start
	err := inTx(b, func(tx *db.Tx) (err error) {
		if c, err = signed(tx, l.deal); err != nil {
			return err
		}
		_, err = OpenContract(tx, OpenIn{Contract: c, Day: day})
		return err
	})
	if err != nil {
		return err
	}
	for i, a := range l.acts {
		day = day.AddDays(a.days)
		of := max(l.deal.start, day.AddDays(-a.back))
		err := inTx(b, func(tx *db.Tx) error { return do(tx, c.ID, a, of, fmt.Sprintf("%d-%d", no, i)) })
		if !expected(err) {
			return fmt.Errorf("%+v: %w", a, err)
		}
		if err := look(b, func(tx *db.Tx) error { return exact(tx, c.ID, day) }); err != nil {
			return fmt.Errorf("after %+v: %w", a, err)
		}
		if err := look(b, func(tx *db.Tx) error { return folded(tx, c.ID, day) }); err != nil {
			return fmt.Errorf("after %+v: %w", a, err)
		}
	}
	return look(b, Check)
}

func inTx(b dbtest.Bench, fn func(tx *db.Tx) error) error {
	return b.DB.Write(context.Background(), dbtest.Scope(), fn)
}

func look(b dbtest.Bench, fn func(tx *db.Tx) error) error {
	return b.DB.Read(context.Background(), dbtest.Scope(), fn)
}

func do(tx *db.Tx, id string, a act, day calendar.Day, ref string) error {
	switch a.kind {
	case "repay", "early":
		out, err := Repay(tx, RepayIn{ContractID: id, Amount: cny(a.amount), Day: day, Ref: ref, Early: a.kind == "early"})
		if err == nil && out.Allocated.Minor+out.Overpaid.Minor != a.amount {
			return fmt.Errorf("%d became %d and %d", a.amount, out.Allocated.Minor, out.Overpaid.Minor)
		}
		return err
	case "late":
		_, _, err := LateFees(tx, id, day, nil)
		return err
	case "accrue":
		_, err := Accrue(tx, AccrueIn{id, day})
		return err
	case "refund", "refund_all":
		amount := a.amount / 4
		if a.kind == "refund_all" {
			c, err := contract.Get(tx, id)
			if err != nil {
				return err
			}
			amount = c.Principal.Minor
		}
		_, err := RefundContract(tx, RefundIn{ContractID: id, Amount: cny(max(1, amount)), Day: day, Ref: ref})
		return err
	case "reverse":
		entries, err := OfContract(tx, id)
		if err != nil {
			return err
		}
		_, err = Reverse(tx, entries[a.pick%len(entries)].ID, "test")
		return err
	case "charge_back":
		entries, err := OfContract(tx, id)
		if err != nil {
			return err
		}
		if len(entries) == 0 {
			return nil
		}
		_, err = ChargeBack(tx, ChargeBackIn{ContractID: id, EntryID: entries[a.pick%len(entries)].ID, Amount: cny(a.amount / 3), Day: day, Reason: "test"})
		if fault.Is(err, fault.CodeInvalid) || fault.Is(err, fault.CodeNotFound) {
			return nil // not a payment, or a third of a few fen
		}
		return err
	case "re_age":
		_, err := ReAge(tx, ReAgeIn{id, a.pick%12 + 1, day.AddDays(a.pick + 1), day, "test", a.pick%2 == 0})
		return err
	case "pause":
		from := day.AddDays(a.pick - 30)
		_, _, err := PauseInterest(tx, PauseInterestIn{id, from, from.AddDays(a.days), day, "test"})
		return err
	case "waive":
		return waiveSome(tx, id, day, a)
	case "payout":
		_, err := PayOut(tx, PayOutIn{ContractID: id, Amount: cny(a.amount / 10), Day: day})
		if fault.Is(err, fault.CodeInvalid) {
			return nil // a tenth of a few fen is nothing
		}
		return err
	case "apply":
		_, err := ApplyOverpaid(tx, id, day)
		return err
	case "write_off":
		_, err := WriteOff(tx, WriteOffIn{id, day, "test"})
		return err
	}
	_, err := RollUp(tx)
	return err
}

func waiveSome(tx *db.Tx, id string, day calendar.Day, a act) error {
	p, err := PositionAt(tx, id, day)
	if err != nil {
		return err
	}
	n := p.Instalments[a.pick%len(p.Instalments)]
	n.Booked.Principal = 0
	if n.Booked.Sum() == 0 {
		return nil
	}
	_, err = Waive(tx, WaiveIn{id, n.No, n.Booked, day, "test"})
	return err
}

// exact says whether every part of every instalment is accounted for, from the
// entries themselves and not from the kept balances.
func exact(tx *db.Tx, id string, day calendar.Day) error {
	p, err := PositionAt(tx, id, day)
	if err != nil {
		return err
	}
	entries, err := OfContract(tx, id)
	if err != nil {
		return err
	}
	sums := map[string]int64{}
	for _, e := range entries {
		for _, l := range e.Legs {
			sums[l.Account+" "+l.Subject] += l.Amount
		}
	}
	var principal, bank int64
	for _, n := range p.Instalments {
		s := instalmentSubject(id, n.No)
		if n.Booked != (Amounts{sums[CustomerPrincipal+" "+s], sums[CustomerInterest+" "+s], sums[CustomerFee+" "+s], sums[CustomerLateFee+" "+s]}) {
			return fmt.Errorf("instalment %d: booked %+v, its legs say otherwise", n.No, n.Booked)
		}
		for _, x := range []int64{n.Booked.Principal, n.Booked.Interest, n.Booked.Fee, n.Booked.LateFee, n.Paid.Principal,
			n.Agreed.Principal, n.Agreed.Interest, n.Agreed.Fee} {
			if x < 0 {
				return fmt.Errorf("instalment %d below zero: %+v", n.No, n)
			}
		}
		if got := n.Booked.Principal + n.Paid.Principal + n.WrittenOff.Principal; got != n.Agreed.Principal && p.opened() {
			return fmt.Errorf("instalment %d: principal %d of %d", n.No, got, n.Agreed.Principal)
		}
		principal += n.Booked.Principal
	}
	bank = sums[Bank+" "+Own]
	if p.Overpaid.Minor != -sums[CustomerOverpaid+" "+subjectOf(id)] || p.Overpaid.Minor < 0 || bank < 0 {
		return fmt.Errorf("overpaid %v, bank %d", p.Overpaid, bank)
	}
	return nil
}

// Random schedules with random payments, refunds, late fees, waivers,
// write-offs and reversals: the book agrees with itself after every act.
func TestBooksAlwaysAgree(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		b := dbtest.SQLite(t)
		shop(t, b)
		no := 0
		rapid.Check(t, func(t *rapid.T) {
			no++
			if err := live(b, drawLife(t), no); err != nil {
				t.Fatal(err)
			}
		})
	})
	t.Run("postgres", func(t *testing.T) {
		b := dbtest.Postgres(t)
		shop(t, b)
		lives := rapid.Custom(drawLife)
		for seed := range 12 {
			if err := live(b, lives.Example(seed), seed); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
		}
	})
}
