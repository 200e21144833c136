package ledger

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
)

// happening is a payment, a refund or a late fee of a day.
type happening struct {
	kind   string
	day    calendar.Day
	amount int64
}

func (h happening) enter(tx *db.Tx, id, ref string) error {
	var err error
	switch h.kind {
	case "repay":
		_, err = Repay(tx, RepayIn{ContractID: id, Amount: cny(h.amount), Day: h.day, Ref: ref})
	case "refund":
		_, err = RefundContract(tx, RefundIn{ContractID: id, Amount: cny(h.amount), Day: h.day, Ref: ref})
	}
	return err
}

// drawHappenings are up to six of different days; together the refunds stay
// below the price of 12,000.00.
func drawHappenings(t *rapid.T) []happening {
	var list []happening
	day := calendar.Day("2026-03-03")
	for range rapid.IntRange(2, 6).Draw(t, "happenings") {
		day = day.AddDays(rapid.IntRange(1, 50).Draw(t, "days"))
		list = append(list, happening{rapid.SampledFrom([]string{"repay", "repay", "refund"}).Draw(t, "kind"), day,
			rapid.Int64Range(1, 190_000).Draw(t, "amount")})
	}
	return list
}

// What a contract owes does not depend on the order in which its payments and
// refunds were entered.
func TestAnyOrderOfEntryGivesTheSamePosition(t *testing.T) {
	b := dbtest.SQLite(t)
	shop(t, b)
	no := 0
	enter := func(list []happening, kind plan.Kind) (Position, error) {
		no++
		d := flat()
		d.order = fmt.Sprintf("ord_%d", no)
		if kind == plan.EqualInstalment {
			d.terms.Kind, d.terms.Fee, d.terms.Rate = kind, plan.Fee{}, 11_000_000
		}
		c := opened(t, b, d)
		for i, h := range list {
			if err := inTx(b, func(tx *db.Tx) error { return h.enter(tx, c.ID, fmt.Sprintf("%d-%d", no, i)) }); err != nil {
				return Position{}, fmt.Errorf("%+v: %w", h, err)
			}
		}
		var p Position
		err := inTx(b, func(tx *db.Tx) (err error) {
			if err := folded(tx, c.ID, "2027-06-01"); err != nil {
				return err
			}
			p, err = PositionAt(tx, c.ID, "2027-06-01")
			return err
		})
		return p, err
	}
	rapid.Check(t, func(t *rapid.T) {
		list := drawHappenings(t)
		kind := rapid.SampledFrom([]plan.Kind{plan.FlatFee, plan.EqualInstalment}).Draw(t, "plan")
		inOrder, err := enter(list, kind)
		if err != nil {
			t.Fatal(err)
		}
		mixed, err := enter(rapid.Permutation(list).Draw(t, "entered"), kind)
		if err != nil {
			t.Fatal(err)
		}
		for i, n := range inOrder.Instalments {
			if got := mixed.Instalments[i]; got.Open != n.Open || got.Paid != n.Paid || got.Refunded != n.Refunded {
				t.Fatalf("instalment %d: in order %+v, entered otherwise %+v", n.No, n, got)
			}
		}
		if inOrder.Overpaid != mixed.Overpaid || inOrder.State != mixed.State {
			t.Fatalf("in order %v %s, entered otherwise %v %s", inOrder.Overpaid, inOrder.State, mixed.Overpaid, mixed.State)
		}
	})
	mustCheck(t, b)
}
