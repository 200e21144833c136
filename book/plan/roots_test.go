package plan

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fenming/kit/fault"
	"fenming/kit/money"
)

// The flows of Π (1 + x − gᵢ) in powers of 1 + x have the rates gᵢ − 1 and no
// others; in hundredths they are whole.
func withRates(hundredths []int64) []Point {
	flows := []int64{1}
	for _, g := range hundredths {
		next := make([]int64, len(flows)+1)
		for i, c := range flows {
			next[i] += 100 * c
			next[i+1] -= g * c
		}
		flows = next
	}
	points := make([]Point, len(flows))
	for i, c := range flows {
		points[i] = Point{c, whole(int64(i))}
	}
	return points
}

func TestEveryRateIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// Whole per cents apart, from −95 % to 900 %; at most four keep the
		// flows within an int64.
		set := rapid.SliceOfNDistinct(rapid.Int64Range(5, 1000), 1, 4, rapid.ID[int64]).Draw(t, "growth")
		slices.Sort(set)
		var want []money.Rate
		for _, g := range set {
			want = append(want, money.Rate(g-100)*money.One/100)
		}
		points := withRates(set)
		if got := Rates(points); !slices.Equal(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
		got, err := EffectiveRate(points)
		if len(set) == 1 {
			if err != nil || got != want[0] {
				t.Fatal(got, err)
			}
			return
		}
		if f := fault.As(err); f == nil || f.Word.Key != wordManyRates.Key || f.Args["count"] != len(set) {
			t.Fatalf("quoted %s: %v", got, err)
		}
	})
}

func TestRatesAtTheEdges(t *testing.T) {
	for name, c := range map[string]struct {
		points []Point
		want   string
	}{
		"no flow":             {nil, "[]"},
		"both ways at zero":   {withRates([]int64{100}), "[0]"},
		"no sign changes":     {[]Point{{1, whole(0)}, {1, whole(1)}}, "[]"},
		"two signs, no rate":  {[]Point{{1, whole(0)}, {-1, whole(1)}, {1, whole(2)}}, "[]"},
		"a thousand fold":     {[]Point{{1, whole(0)}, {-1001, whole(1)}}, "[1000]"},
		"all but a millionth": {[]Point{{1_000_000, whole(0)}, {-1, whole(1)}}, "[-0.999999]"},
		"within a day":        {[]Point{{100, whole(0)}, {-101, SpanOf(1, 365)}}, "[36.78343433]"}, // 1.01^365 − 1
	} {
		texts := []string{}
		for _, r := range Rates(c.points) {
			texts = append(texts, r.String())
		}
		if got := "[" + strings.Join(texts, " ") + "]"; got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	reason, err := EffectiveRate(withRates([]int64{110, 120}))
	if f := fault.As(err); f == nil || !strings.Contains(f.Word.In("en", f.Args), "have 2 annual rates") {
		t.Error(reason, err)
	}
}

// Where float64 decides a sign, big arithmetic says the same.
func TestSignIsProven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 20).Draw(t, "n")
		parts := rapid.SampledFrom([]int64{1, 12, 52, 365}).Draw(t, "parts")
		var points []Point
		at := int64(0)
		for range n {
			points = append(points, Point{rapid.Int64Range(-1_000_000, 1_000_000).Draw(t, "amount") | 1, SpanOf(at, parts)})
			at += rapid.Int64Range(1, 3*parts).Draw(t, "gap")
		}
		points = merge(points)
		var f formula = compound{}
		if rapid.Bool().Draw(t, "actuarial") {
			f = actuarial{Ratio{rapid.SampledFrom([]int64{1, 12, 52}).Draw(t, "per year"), 1}}
		}
		const den = 2 * int64(money.One)
		num := rapid.Int64Range(-den+1, 3*den).Draw(t, "rate")
		if _, is := f.(actuarial); is {
			num = max(num, -den/2)
		}
		p := problemOf(points, f)
		if got, want := p.sign(num, den), f.exact(points, num, den); got != want {
			t.Fatalf("%d, exactly %d", got, want)
		}
		// At a root the float value is noise; its neighbours decide it.
		for _, r := range Rates(points) {
			at := 2*int64(r) + rapid.Int64Range(-1, 1).Draw(t, "step")
			if c := problemOf(points, compound{}); at > -den && c.sign(at, den) != (compound{}).exact(points, at, den) {
				t.Fatalf("near %s", r)
			}
		}
	})
}

// So close to a rate that float64 sees noise only: 1e-17 beside a whole per
// cent, where the value changes its sign.
func TestNoiseDecidesNothing(t *testing.T) {
	const den = 100_000_000_000_000_000
	for g := int64(101); g < 200; g++ {
		p := problemOf(withRates([]int64{g}), compound{})
		for _, beside := range []int64{-1, 1} {
			// 100 now against g in a year: above the rate g weighs less.
			if got := p.sign(den/100*(g-100)+beside, den); int64(got) != beside {
				t.Errorf("%d beside %d %%: %d", beside, g-100, got)
			}
		}
	}
}
