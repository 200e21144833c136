package plan

import (
	"math"

	"fenming/kit/money"
)

// The present value is a sum of exponentials of y = ln(1 + x). Measured from
// the last flow for y < 0 and from the first for y > 0, with s ≥ 0 the time to
// that edge, it is Σ a·e^(−s·|y|): the part of the receipts and the part of the
// payments each fall in |y|, and so do the two parts of the slope. That bounds
// both over an interval by their values at its ends, without a constant, and
// an interval is done when the value cannot be zero in it, or the slope cannot.

// The search covers every rate that a Rate can tell from −1 up to 1e9.
const (
	leastY = -19.11 // ln 0.5e-8
	mostY  = 20.72  // ln 1e9
	// An interval this narrow holds one rate of 1e-8, whatever is in it.
	leastWidth = 1e-12
	mostCuts   = 1 << 16
)

// bracket holds one root; high is the sign of the value above it.
type bracket struct {
	lo, hi float64 // y
	high   int
}

// ends are the two parts of value and slope at one end of an interval.
type ends struct{ in, out, slopeIn, slopeOut float64 }

// wing is one side of zero.
type wing struct {
	places []place // time = distance from the edge
	err    float64 // relative error of a part
	cuts   int
}

func (w *wing) at(d float64) ends {
	var e ends
	for _, p := range w.places {
		v := math.Exp(-p.time * d)
		if p.amount > 0 {
			e.in += p.amount * v
			e.slopeIn += p.amount * p.time * v
		} else {
			e.out -= p.amount * v
			e.slopeOut -= p.amount * p.time * v
		}
	}
	return e
}

// isolate finds the intervals of y that hold one root each, rising.
func isolate(p problem) []bracket {
	if len(p.places) < 2 {
		return nil
	}
	first, last := p.places[0].time, p.places[len(p.places)-1].time
	var found []bracket
	for _, side := range []float64{-1, 1} {
		w := wing{places: make([]place, len(p.places))}
		far := mostY
		for i, at := range p.places {
			at.time -= first
			if side < 0 {
				at.time, far = last-first-at.time, -leastY
			}
			w.places[i] = at
		}
		w.err = (8*(last-first)*far + float64(len(w.places)) + 64) * roundoff
		w.search(0, far, w.at(0), w.at(far), func(lo, hi float64, high int) {
			if side < 0 {
				found = append([]bracket{{-hi, -lo, -high}}, found...)
				return
			}
			found = append(found, bracket{lo, hi, high})
		})
	}
	return found
}

// search reports the roots between the distances lo and hi from y = 0, rising,
// with the sign behind each.
func (w *wing) search(lo, hi float64, a, b ends, report func(lo, hi float64, high int)) {
	// A zero counts as positive, so that a root on a cut is met once.
	before, behind := a.in >= a.out, b.in >= b.out
	most, least := a.in*(1+w.err)-b.out*(1-w.err), b.in*(1-w.err)-a.out*(1+w.err)
	steepest, flattest := a.slopeIn*(1+w.err)-b.slopeOut*(1-w.err), b.slopeIn*(1-w.err)-a.slopeOut*(1+w.err)
	w.cuts++
	switch {
	case most < 0 || least > 0:
		return
	case steepest < 0 || flattest > 0 || hi-lo < leastWidth || w.cuts > mostCuts:
		if before != behind {
			high := -1
			if behind {
				high = 1
			}
			report(lo, hi, high)
		}
		return
	}
	mid := lo + (hi-lo)/2
	m := w.at(mid)
	w.search(lo, mid, a, m, report)
	w.search(mid, hi, m, b, report)
}

// allRates are the rates of every root, rising; several roots within 1e-8 are
// one rate.
func allRates(points []Point) []money.Rate {
	p := problemOf(points, compound{})
	var found []money.Rate
	for _, b := range isolate(p) {
		x := p.f.annual(p.narrow(b.lo, b.hi, b.high))
		r, ok := p.settle(x, b.high)
		if !ok {
			continue
		}
		if n := len(found); n == 0 || found[n-1] != r {
			found = append(found, r)
		}
	}
	return found
}
