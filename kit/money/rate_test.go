package money

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"fenming/kit/fault"
)

func TestRateText(t *testing.T) {
	for text, want := range map[string]Rate{
		"0.0595": 5_950_000, "0": 0, "1": One, "-0.01": -1_000_000, "0.00000001": 1, "12.5": 1_250_000_000, "0.10": 10_000_000,
	} {
		if got, err := ParseRate(text); err != nil || got != want {
			t.Errorf("%q: %d %v, want %d", text, got, err, want)
		}
	}
	for _, bad := range []string{"", "-", "5%", ".5", "5.", "0.000000001", "1e-2", "+1", "--1", "９", "99999999999999"} {
		if _, err := ParseRate(bad); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%q accepted: %v", bad, err)
		}
	}
	var doc struct{ R Rate }
	if err := json.Unmarshal([]byte(`{"R":"0.0595"}`), &doc); err != nil || doc.R != 5_950_000 {
		t.Error(doc, err)
	}
	if err := json.Unmarshal([]byte(`{"R":0.0595}`), &doc); err == nil {
		t.Error("a JSON number, that is a float, was accepted as a rate")
	}
	if got, _ := json.Marshal(doc); string(got) != `{"R":"0.0595"}` {
		t.Error(string(got))
	}
	if got := Rate(10_896_383).Percent(); got != "10.90%" {
		t.Error(got)
	}
	rapid.Check(t, func(t *rapid.T) {
		r := Rate(rapid.Int64Range(-math.MaxInt64, math.MaxInt64).Draw(t, "rate"))
		if got, err := ParseRate(r.String()); err != nil || got != r {
			t.Fatalf("%s → %d %v", r, got, err)
		}
	})
}

func TestNames(t *testing.T) {
	for _, m := range []Rounding{HalfEven, HalfUp, Floor, Ceil} {
		text, _ := m.MarshalText()
		back := Rounding(-1)
		if err := back.UnmarshalText(text); err != nil || back != m {
			t.Errorf("%s → %v %v", text, back, err)
		}
	}
	for _, w := range []Remainder{First, Last, Spread} {
		text, _ := w.MarshalText()
		back := Remainder(-1)
		if err := back.UnmarshalText(text); err != nil || back != w {
			t.Errorf("%s → %v %v", text, back, err)
		}
	}
	var m Rounding
	if err := m.UnmarshalText([]byte("bankers")); !fault.Is(err, fault.CodeInvalid) {
		t.Error(err)
	}
}

func TestMulRateByHand(t *testing.T) {
	for _, c := range []struct {
		minor      int64
		rate       string
		even, half int64
		floor, top int64
	}{
		{250, "0.01", 2, 3, 2, 3},                 // 2.5
		{350, "0.01", 4, 4, 3, 4},                 // 3.5
		{-250, "0.01", -2, -3, -3, -2},            // −2.5
		{545, "0.023", 13, 13, 12, 13},            // 12.535
		{111111, "0.045", 5000, 5000, 4999, 5000}, // 4999.995
		{100, "0.05", 5, 5, 5, 5},                 // exact
	} {
		r, err := ParseRate(c.rate)
		if err != nil {
			t.Fatal(err)
		}
		for mode, want := range map[Rounding]int64{HalfEven: c.even, HalfUp: c.half, Floor: c.floor, Ceil: c.top} {
			if got, err := MulRate(c.minor, r, mode); err != nil || got != want {
				t.Errorf("%d × %s %s: %d %v, want %d", c.minor, c.rate, mode, got, err, want)
			}
		}
	}
}

// exact is the same product by unbounded integers.
func exact(a, b, c int64, mode Rounding) *big.Int {
	num := new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
	den := big.NewInt(c)
	if den.Sign() < 0 {
		num.Neg(num)
		den.Neg(den)
	}
	floor, rest := new(big.Int).DivMod(num, den, new(big.Int)) // Euclidean: floor for den > 0
	next := new(big.Int).Add(floor, big.NewInt(1))
	twice := new(big.Int).Lsh(rest, 1).Cmp(den)
	switch {
	case rest.Sign() == 0 || mode == Floor:
		return floor
	case mode == Ceil || twice > 0:
		return next
	case twice < 0:
		return floor
	case mode == HalfUp:
		if num.Sign() < 0 {
			return floor
		}
		return next
	case floor.Bit(0) == 0:
		return floor
	}
	return next
}

func anyInt(t *rapid.T, label string) int64 {
	return rapid.OneOf(rapid.Int64(), rapid.Int64Range(-1000, 1000),
		rapid.SampledFrom([]int64{math.MinInt64, math.MaxInt64, 1 << 32, int64(One)})).Draw(t, label)
}

func TestMulDivAgainstBig(t *testing.T) {
	limit := big.NewInt(math.MaxInt64)
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anyInt(t, "a"), anyInt(t, "b"), anyInt(t, "c")
		mode := rapid.SampledFrom([]Rounding{HalfEven, HalfUp, Floor, Ceil}).Draw(t, "mode")
		got, err := MulDiv(a, b, c, mode)
		if c == 0 {
			if !fault.Is(err, fault.CodeInvalid) {
				t.Fatal("division by zero passed")
			}
			return
		}
		want := exact(a, b, c, mode)
		fits := new(big.Int).Abs(want).Cmp(limit) <= 0
		if fits != (err == nil) || fits && got != want.Int64() {
			t.Fatalf("%d×%d÷%d %s: %d %v, want %s", a, b, c, mode, got, err, want)
		}
	})
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		total int64
		n     int
		where Remainder
		want  []int64
	}{
		{100, 3, First, []int64{34, 33, 33}}, {100, 3, Last, []int64{33, 33, 34}}, {101, 3, Spread, []int64{34, 34, 33}},
		{-101, 3, Spread, []int64{-34, -34, -33}}, {-100, 3, Last, []int64{-33, -33, -34}}, {2, 3, First, []int64{2, 0, 0}}, {5, 0, First, nil},
	} {
		got := Split(c.total, c.n, c.where)
		if len(got) != len(c.want) {
			t.Fatalf("%v: %v", c, got)
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%v: %v", c, got)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Int64().Draw(t, "total")
		n := rapid.IntRange(1, 400).Draw(t, "n")
		where := rapid.SampledFrom([]Remainder{First, Last, Spread}).Draw(t, "where")
		if sum, err := Sum(Split(total, n, where)...); err != nil || sum != total {
			t.Fatalf("parts sum to %d (%v), want %d", sum, err, total)
		}
	})
}

func TestAllocate(t *testing.T) {
	got, err := Allocate(1000, []int64{1, 1, 1})
	if err != nil || got[0] != 334 || got[1] != 333 || got[2] != 333 {
		t.Error(got, err)
	}
	for _, bad := range [][]int64{nil, {0, 0}, {1, -1}, {math.MaxInt64, 1}} {
		if _, err := Allocate(10, bad); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%v accepted: %v", bad, err)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Int64().Draw(t, "total")
		weights := rapid.SliceOfN(rapid.Int64Range(0, math.MaxInt64/64), 1, 50).Draw(t, "weights")
		parts, err := Allocate(total, weights)
		sum, _ := Sum(weights...)
		if sum == 0 {
			if err == nil {
				t.Fatal("no weight accepted")
			}
			return
		}
		if back, err2 := Sum(parts...); err != nil || err2 != nil || back != total {
			t.Fatalf("%v %v: parts sum to %d, want %d", err, err2, back, total)
		}
		// Quota rule: every part is its exact share rounded down or up.
		for i, w := range weights {
			low, high := exact(total, w, sum, Floor), exact(total, w, sum, Ceil)
			if p := big.NewInt(parts[i]); p.Cmp(low) < 0 || p.Cmp(high) > 0 {
				t.Fatalf("part %d = %d outside [%s, %s]", i, parts[i], low, high)
			}
		}
	})
}

func BenchmarkMulRate(b *testing.B) {
	b.ReportAllocs()
	var sink int64
	for i := range b.N {
		n, err := MulRate(int64(i)+123_456_789, 5_950_000, HalfEven)
		if err != nil {
			b.Fatal(err)
		}
		sink += n
	}
	_ = sink
}
