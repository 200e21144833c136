package huabei

import (
	"testing"

	"fenming/kit/money"

	"pgregory.net/rapid"
)

// The examples published with the formula (quoted 2022-01-07): buyer-paid rates
// 2.3 % / 4.5 % / 7.5 % for 3 / 6 / 12.
func TestPlanPublishedExamples(t *testing.T) {
	rates := map[int]money.Rate{3: 2_300_000, 6: 4_500_000, 12: 7_500_000}
	for _, c := range []struct {
		fen  int64
		n    int
		fee  int64
		each int64
	}{
		{545, 3, 13, 185},
		{345, 3, 8, 117}, {345, 6, 16, 59}, {345, 12, 26, 30},
		{111111, 3, 2556, 37889}, {111111, 6, 5000, 19351}, {111111, 12, 8333, 9953},
		{12367, 3, 284, 4216}, {12367, 6, 557, 2153}, {12367, 12, 928, 1107},
	} {
		p, err := PlanOf(c.fen, c.n, rates[c.n])
		if err != nil {
			t.Fatal(err)
		}
		if p.FeeFen != c.fee || p.EachFen != c.each {
			t.Errorf("%d fen in %d: fee %d each %d, want %d and %d", c.fen, c.n, p.FeeFen, p.EachFen, c.fee, c.each)
		}
	}
}

func TestPlanAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fen := rapid.Int64Range(1, 10_000_000_000).Draw(t, "fen")
		n := rapid.IntRange(1, 60).Draw(t, "n")
		rate := money.Rate(rapid.Int64Range(0, int64(money.One)).Draw(t, "rate"))
		p, err := PlanOf(fen, n, rate)
		if err != nil {
			t.Fatal(err)
		}
		if p.FirstFen+int64(n-1)*p.EachFen != fen+p.FeeFen || p.FirstFen < p.EachFen {
			t.Fatalf("%+v does not add up to %d", p, fen)
		}
	})
}

func TestPlanRefuses(t *testing.T) {
	for _, c := range []struct {
		fen  int64
		n    int
		rate money.Rate
	}{{0, 3, 1}, {-1, 3, 1}, {1, 0, 1}, {1, 61, 1}, {1, 3, -1}, {1, 3, money.One + 1}} {
		if _, err := PlanOf(c.fen, c.n, c.rate); err == nil {
			t.Errorf("%+v accepted", c)
		}
	}
}
