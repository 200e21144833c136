package life

import (
	"slices"

	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/money"
)

// sumAnew is what all openings finance after their down payments.
func (f *folding) sumAnew(events []Event) error {
	f.anew, f.events = 0, events
	for i := range events {
		if events[i].Kind != Open {
			continue
		}
		down, err := f.a.Terms.DownOf(events[i].Amount)
		if err != nil {
			return err
		}
		f.anew += events[i].Amount - down
	}
	return nil
}

// planAnew gives the regular instalments of a schedule the amounts of one that
// finances all openings from the first day on.
func (f *folding) planAnew(s *plan.Schedule, day calendar.Day) error {
	t := f.a.Terms
	t.Down = plan.Down{}
	all, err := plan.For(money.New(f.anew, f.a.Currency), day, t)
	if err != nil {
		return err
	}
	s.Financed = all.Financed
	next := 0
	for i := range s.Instalments {
		if n := &s.Instalments[i]; n.Kind != plan.DownPayment {
			n.Principal, n.Interest, n.Fee = all.Instalments[next].Principal, all.Instalments[next].Interest, all.Instalments[next].Fee
			next++
		}
	}
	return nil
}

// downAnew puts the down payments of later openings where they fall due, before
// what is due on the day; money that comes earlier may pay them.
func (f *folding) downAnew(events []Event) error {
	for i := range events {
		e := &events[i]
		if e.Kind != Open || e.ID == f.event.ID {
			continue
		}
		down, err := f.a.Terms.DownOf(e.Amount)
		if err != nil || down == 0 {
			return err
		}
		at := slices.IndexFunc(f.lines, func(l line) bool { return l.DueDay > e.Day || l.DueDay == e.Day && l.Kind != DownPayment })
		if at < 0 {
			at = len(f.lines)
		}
		l := line{Instalment: Instalment{Kind: DownPayment, From: e.Day, DueDay: e.Day, GraceDay: e.Day, Agreed: Amounts{Principal: down}}}
		l.base = l.Agreed
		f.lines = slices.Insert(f.lines, at, l)
	}
	return nil
}
