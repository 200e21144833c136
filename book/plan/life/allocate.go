package life

import (
	"slices"
	"strings"

	"fenming/kit/calendar"
	"fenming/kit/money"
)

// bucket is one step of a rule, ready to use.
type bucket struct {
	name   string
	timing timing
	early  Early // where in_advance goes
	parts  []Part
}

type timing int

const (
	pastDue timing = iota
	dueToday
	inAdvance
)

func timingOf(due, day calendar.Day) timing {
	switch {
	case due < day:
		return pastDue
	case due == day:
		return dueToday
	}
	return inAdvance
}

func compile(r Rule) []bucket {
	list := make([]bucket, 0, len(r.Order))
	for _, name := range r.Order {
		when, names, _ := strings.Cut(name, ".")
		b := bucket{name: name, timing: pastDue, early: EarlyNext}
		base, last := strings.CutSuffix(when, "_last")
		switch base {
		case "due":
			b.timing = dueToday
		case "in_advance":
			b.timing = inAdvance
			if r.Early != "" {
				b.early = r.Early
			}
		}
		if last {
			b.early = EarlyLast
		}
		for part := range strings.SplitSeq(names, "+") {
			b.parts = append(b.parts, Part(part))
		}
		list = append(list, b)
	}
	return list
}

// rule is the compiled rule for a kind of payment.
func (f *folding) rule(k Kind) []bucket {
	if _, own := f.a.PerKind[k]; !own && k != "" {
		if list, changed := f.rules[k]; changed {
			return list
		}
		return f.rule("")
	}
	list, ready := f.rules[k]
	if !ready {
		list = compile(f.a.rule(k))
		f.rules[k] = list
	}
	return list
}

// setRule changes a rule from here on; "" is the rule of the payments that
// have none of their own.
func (f *folding) setRule(k Kind, r Rule) { f.rules[k] = compile(r) }

// pay allocates an amount by the rule of a kind; what nothing is left to pay
// is owed to the customer, or recovers what was written off.
func (f *folding) pay(k Kind, amount int64) {
	if f.status == StatusWrittenOff {
		f.recover(amount)
		return
	}
	f.owe(f.allocate(f.rule(k), amount))
}

// owe adds to what is owed to the customer.
func (f *folding) owe(amount int64) {
	f.overpaid += amount
	f.effect().Overpaid += amount
}

func (f *folding) recover(amount int64) {
	var lost int64
	for i := range f.lines {
		lost += f.lines[i].WrittenOff.Sum()
	}
	back := min(amount, max(0, lost-f.recovered))
	f.recovered += back
	f.owe(amount - back)
}

// allocate divides an amount bucket by bucket and returns the rest. It takes
// never more than is open and loses no minor unit.
func (f *folding) allocate(rule []bucket, amount int64) int64 {
	for i := range rule {
		if amount == 0 {
			break
		}
		b := &rule[i]
		if b.timing == inAdvance && b.early == EarlyReamortise {
			amount = f.reamortise(b, amount)
			continue
		}
		if b.early == EarlyNextLast {
			if next := slices.IndexFunc(f.lines, f.waits); next >= 0 {
				amount -= f.take(next, b, amount)
			}
		}
		for n := range f.lines {
			at := n
			if b.early == EarlyLast || b.early == EarlyNextLast {
				at = len(f.lines) - 1 - n
			}
			if timingOf(f.lines[at].DueDay, f.event.Day) == b.timing {
				amount -= f.take(at, b, amount)
			}
		}
	}
	return amount
}

// waits says that an instalment to come has something open, or was paid off by
// the payment itself: it is the next one for all its parts.
func (f *folding) waits(l line) bool {
	return timingOf(l.DueDay, f.event.Day) == inAdvance && (l.Open().Sum() > 0 || l.MetDay == f.event.Day)
}

// take pays the parts of a bucket in one instalment, up to an amount.
func (f *folding) take(at int, b *bucket, amount int64) int64 {
	var taken int64
	for _, p := range b.parts {
		open := f.lines[at].Open()
		n := min(amount-taken, open.Of(p))
		if p == PartPrincipal && f.paying && f.lines[at].runs {
			n = min(n, f.payable(&f.lines[at]))
		}
		if n > 0 {
			f.give(at, p, n, b.name)
			taken += n
		}
	}
	return taken
}

// give pays part of an instalment.
func (f *folding) give(at int, p Part, amount int64, name string) {
	l := &f.lines[at]
	*l.Paid.at(p) += amount
	if p == PartPrincipal && l.runs && f.running() {
		f.course.move(f.bearsFrom(l), -amount)
	}
	switch timingOf(l.DueDay, f.event.Day) {
	case inAdvance:
		l.PaidInAdvance += amount
	case pastDue:
		l.PaidLate += amount
	}
	f.met(at)
	l.closed = l.closed || f.paying && l.runs && l.DueDay > f.event.Day && l.MetDay != ""
	e := f.effect()
	e.Portions = append(e.Portions, Portion{No: f.number(at), Part: p, Bucket: name, Amount: amount})
}

// bearsFrom is the day from which a payment of principal lowers the interest.
func (f *folding) bearsFrom(l *line) calendar.Day {
	if f.a.Overdue == OverdueFree {
		return min(l.DueDay, f.event.Day)
	}
	return f.event.Day
}

// met notes the day on which an instalment was done with.
func (f *folding) met(at int) {
	l := &f.lines[at]
	switch done := l.Open().Sum() == 0; {
	case !done:
		l.MetDay = ""
	case l.MetDay == "":
		l.MetDay = f.event.Day
	}
}

// reamortise gives equal shares to all instalments to come that have something
// of the bucket open, the rest of the division to the last of them; what an
// instalment cannot take goes round again.
func (f *folding) reamortise(b *bucket, amount int64) int64 {
	for amount > 0 {
		var open []int
		for i := range f.lines {
			if timingOf(f.lines[i].DueDay, f.event.Day) == inAdvance && f.lines[i].Open().sumOf(b.parts) > 0 {
				open = append(open, i)
			}
		}
		if len(open) == 0 {
			return amount
		}
		n := int64(len(open))
		share, err := money.MulDiv(amount, 1, n, money.HalfEven)
		if err != nil {
			return amount
		}
		last, before := amount-share*(n-1), amount
		if last < 0 {
			share, last = amount/n, amount-amount/n*(n-1)
		}
		for i, at := range open {
			part := share
			if i == len(open)-1 {
				part = last
			}
			amount -= f.take(at, b, part)
		}
		if amount == before {
			return amount
		}
	}
	return amount
}
