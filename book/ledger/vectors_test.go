package ledger

import (
	"slices"
	"testing"

	"fenming/book/plan/life"
	"fenming/kit/calendar"
	"fenming/kit/money"

	"pgregory.net/rapid"
)

// The ledger allocates a payment as the fold of a contract's life does, which
// is held against another system's checkpoints (internal/vectors/lifecycle).
func TestAllocatesAsTheFold(t *testing.T) {
	buckets := []string{"past_due.late_fee", "past_due.fee", "past_due.interest+principal", "due.late_fee+fee+interest+principal",
		"in_advance.fee", "in_advance_last.interest+principal", "in_advance.late_fee"}
	rapid.Check(t, func(t *rapid.T) {
		draw := func(most int) int64 { return int64(rapid.IntRange(0, most).Draw(t, "amount")) }
		const opened = calendar.Day("2026-01-15")
		day := opened.AddDays(rapid.IntRange(0, 150).Draw(t, "day"))
		a := life.Agreement{Currency: money.CNY, Allocation: life.Rule{Order: rapid.Permutation(buckets).Draw(t, "order")}}
		var list []InstalmentPosition
		var principal int64
		for no := 1; no <= 4; no++ {
			open := Amounts{draw(10000), draw(500), draw(500), draw(500)}
			due := opened.AddMonths(no)
			principal += open.Principal
			list = append(list, InstalmentPosition{No: no, DueDay: due, Open: open})
			a.Lines = append(a.Lines, life.Line{No: no, Kind: life.Regular, DueDay: due,
				Agreed: life.Amounts{Principal: open.Principal, Interest: open.Interest, Fee: open.Fee, Penalty: open.LateFee}})
		}
		amount := 1 + draw(50000)
		portions, rest := allocate(list, amount, day, a.Allocation.Order)
		s, err := life.Fold(a, []life.Event{{ID: "open", Day: opened, Kind: life.Open, Amount: 1 + principal},
			{ID: "pay", Day: day, Seq: 1, Kind: life.Repayment, Amount: amount}})
		if err != nil {
			t.Fatal(err)
		}
		var got []Portion
		for _, p := range s.Effects[1].Portions {
			got = append(got, Portion{p.No, string(p.Part), p.Bucket, p.Amount})
		}
		if !slices.Equal(got, portions) || s.Overpaid != rest {
			t.Fatalf("the fold gives %v and %d over, the ledger %v and %d", got, s.Overpaid, portions, rest)
		}
	})
}
