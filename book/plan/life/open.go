package life

import (
	"cmp"
	"slices"

	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// open lends money. The first opening gives the instalments, as signed or by
// the terms; a later one raises those that are still to come.
func (f *folding) open(e *Event) error {
	f.opened = append(f.opened, Opening{EventID: e.ID, Day: e.Day, Amount: e.Amount})
	f.lent += e.Amount
	switch {
	case len(f.opened) > 1:
		return f.tranche(e)
	case len(f.a.Lines) > 0:
		f.signedLines(e.Day)
	default:
		if err := f.agreedLines(e); err != nil {
			return err
		}
	}
	f.status = StatusActive
	f.each = append(slices.Clone(f.a.Each), f.each...)
	return f.refreshEach()
}

// agreedLines takes the instalments that the terms give.
func (f *folding) agreedLines(e *Event) error {
	s, err := plan.For(money.New(e.Amount, f.a.Currency), e.Day, f.a.Terms)
	if err != nil {
		return err
	}
	regular, err := f.a.Terms.RegularAt(e.Day)
	if err != nil {
		return err
	}
	if f.a.Anew && f.anew != s.Financed {
		if err := f.planAnew(&s, e.Day); err != nil {
			return err
		}
	}
	f.financed, f.asOf = s.Financed, e.Day
	if k := f.a.Terms.Kind; k == plan.EqualInstalment || k == plan.EqualPrincipal {
		f.course = &course{}
		f.course.move(e.Day, s.Financed)
	}
	from, since, emi := cmp.Or(f.a.CountFrom, e.Day), e.Day, int64(0)
	for _, n := range s.Instalments {
		l := line{Instalment: Instalment{Kind: Regular, From: from, DueDay: n.DueDay, GraceDay: n.GraceDay,
			Agreed: Amounts{Principal: n.Principal, Interest: n.Interest, Fee: n.Fee}}}
		if n.Kind == plan.DownPayment {
			l.Kind, l.From = DownPayment, n.DueDay
			f.addLine(l)
			continue
		}
		l.runs, l.since, l.own, l.every, l.unit = f.course != nil, since, n.Principal, f.a.Terms.Every, f.a.Terms.Unit
		l.whole = plan.Period{From: since, To: n.DueDay, Regular: regular[n.No-1]}
		if f.a.Terms.Kind == plan.EqualInstalment {
			// The last one is as large as the others and takes the rest on top.
			l.emi = cmp.Or(emi, n.Principal+n.Interest)
			emi = l.emi
		}
		f.addLine(l)
		from, since = n.DueDay, n.DueDay
	}
	return f.downAnew(f.events)
}

// signedLines takes the instalments as signed.
func (f *folding) signedLines(day calendar.Day) {
	from := day
	for _, n := range f.a.Lines {
		l := line{Instalment: Instalment{Kind: n.Kind, From: n.From, DueDay: n.DueDay, GraceDay: n.GraceDay, Agreed: n.Agreed}}
		l.From = cmp.Or(l.From, from)
		l.GraceDay = cmp.Or(l.GraceDay, n.DueDay)
		f.addLine(l)
		from = n.DueDay
	}
}

func (f *folding) addLine(l line) {
	l.base = l.Agreed
	if l.Open().Sum() == 0 {
		l.MetDay = f.event.Day
	}
	f.lines = append(f.lines, l)
}

// tranche lends more: with a down payment of its own where there is one, and
// equal amounts anew over the instalments to come.
func (f *folding) tranche(e *Event) error {
	if f.a.Anew && len(f.a.Lines) == 0 && !f.ended() {
		return f.refreshEach()
	}
	if f.course == nil || f.a.Terms.Kind != plan.EqualInstalment || f.ended() {
		return fault.Refused(wordTranche, words.Args{"id": e.ID}).At("/events/" + e.ID)
	}
	down, err := f.a.Terms.DownOf(e.Amount)
	if err != nil {
		return err
	}
	f.financed += e.Amount - down
	f.course.move(f.lentFrom(e.Day), e.Amount-down)
	f.asOf = max(f.asOf, e.Day)
	if down > 0 {
		at := slices.IndexFunc(f.lines, func(l line) bool { return l.DueDay > e.Day })
		if at < 0 {
			at = len(f.lines)
		}
		l := line{Instalment: Instalment{Kind: DownPayment, From: e.Day, DueDay: e.Day, GraceDay: e.Day, Agreed: Amounts{Principal: down}}}
		l.base = l.Agreed
		f.lines = slices.Insert(f.lines, at, l)
	}
	switch to := f.toCome(e.Day); {
	case f.a.FullTerm:
		err = f.onTop(e, e.Amount-down)
	case len(to) > 0 && f.lines[to[0]].fixed:
		err = f.raiseFixed(to, e.Amount-down)
	default:
		err = f.level(e.Day)
	}
	if err != nil {
		return err
	}
	f.status = StatusActive
	if err := f.settle(); err != nil {
		return err
	}
	return f.refreshEach()
}

// lentFrom is the day from which money lent on a day bears interest.
func (f *folding) lentFrom(day calendar.Day) calendar.Day {
	for i := range f.lines {
		if l := &f.lines[i]; f.a.FromPeriod && l.runs && l.since <= day && day < l.DueDay {
			return l.since
		}
	}
	return day
}

// raiseFixed divides what was lent later evenly over instalments of fixed
// amounts; the last one takes the rest of the division by itself.
func (f *folding) raiseFixed(to []int, amount int64) error {
	share, err := money.MulDiv(amount, 1, int64(len(to)), f.a.Terms.Rounding)
	for _, i := range to {
		f.lines[i].base.Principal += share
	}
	return err
}

// onTop adds the equal amount of what was lent later to as many instalments to
// come as the terms have periods, and appends those that are missing.
func (f *folding) onTop(e *Event, amount int64) error {
	to := f.toCome(e.Day)
	if more := f.a.Terms.Periods - len(to); more > 0 {
		f.append(more)
		to = f.toCome(e.Day)
	}
	to = to[:min(len(to), f.a.Terms.Periods)]
	var rates []plan.Ratio
	for _, i := range to {
		l := &f.lines[i]
		rate, err := f.course.rate(f.termsOf(l), l.whole, max(l.since, e.Day), l.DueDay)
		if err != nil {
			return err
		}
		rates = append(rates, rate)
	}
	emi, err := f.a.Terms.EqualAt(amount, rates)
	if err != nil {
		return err
	}
	for _, i := range to {
		f.lines[i].emi += emi
	}
	return nil
}

// level gives the instalments due behind a day a new equal amount.
func (f *folding) level(day calendar.Day) error { return f.levelLines(f.toCome(day), day, 0) }

// levelLines gives instalments a new equal amount: that which pays off what is
// left, with interest carried into them, over their periods, moved towards the
// last one by the rule of the terms. What is overdue counts as paid; its
// interest comes on top.
func (f *folding) levelLines(places []int, day calendar.Day, carried int64) error {
	if err := f.calm(day); err != nil {
		return err
	}
	var rates []plan.Ratio
	left := carried
	for _, i := range places {
		l := &f.lines[i]
		rate, err := f.course.rate(f.termsOf(l), l.whole, l.since, l.DueDay)
		if err != nil {
			return err
		}
		rates, left = append(rates, rate), left+l.own+l.inside
	}
	if len(places) == 0 {
		return nil
	}
	emi, err := f.a.Terms.EqualAt(left, rates)
	if err != nil {
		return err
	}
	gap, err := f.tryEqual(places, emi, day)
	if err != nil || f.a.Terms.Adjust != plan.Level {
		return err
	}
	n := int64(len(places))
	for range 3 {
		if max(gap, -gap) <= n/2 {
			return nil
		}
		shift, err := money.MulDiv(gap, 1, n, f.a.Terms.Rounding)
		if err != nil {
			return err
		}
		next, err := f.a.Terms.Stepped(emi + shift)
		if err != nil {
			return err
		}
		closer, err := f.tryEqual(places, next, day)
		if err != nil {
			return err
		}
		if max(closer, -closer) >= max(gap, -gap) {
			_, err := f.tryEqual(places, emi, day)
			return err
		}
		emi, gap = next, closer
	}
	return nil
}

// termsOf are the terms with the period of a line.
func (f *folding) termsOf(l *line) plan.Terms {
	t := f.a.Terms
	t.Every, t.Unit = l.every, l.unit
	return t
}

// calm computes the instalments as if everything overdue had been paid.
func (f *folding) calm(day calendar.Day) error {
	w := walking{f: f, day: day, calm: true}
	return w.all()
}

// tryEqual sets an equal amount and tells by how much the last instalment
// departs from it.
func (f *folding) tryEqual(places []int, emi int64, day calendar.Day) (int64, error) {
	for _, i := range places {
		f.course.sum.Set(&f.lines[i].spread)
		f.lines[i].emi = emi + f.course.take(f.a.Terms.Rounding)
	}
	if err := f.calm(day); err != nil {
		return 0, err
	}
	last := &f.lines[places[len(places)-1]]
	return last.Agreed.Principal + last.Agreed.Interest - last.ChargedBack.Principal - last.ChargedBack.Interest + last.inside - last.emi, nil
}
