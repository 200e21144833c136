package demo

import (
	"container/heap"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"fenming/kit/calendar"
)

// act is something that happens at a business time.
type act struct {
	at time.Time
	n  int // acts of one moment keep their order
	do func(ctx context.Context) error
}

type agenda []act

func (a agenda) Len() int { return len(a) }
func (a agenda) Less(i, j int) bool {
	return a[i].at.Before(a[j].at) || a[i].at.Equal(a[j].at) && a[i].n < a[j].n
}
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)   { *a = append(*a, x.(act)) }
func (a *agenda) Pop() any     { old := *a; x := old[len(old)-1]; *a = old[:len(old)-1]; return x }

// life is the shop's past being lived.
type life struct {
	stage *Stage
	shop  *client // the shop's own system
	desk  *client // the people in the back office
	// approver is the second person, signed in by a session.
	approver *client
	rand     *rand.Rand
	zone     *time.Location
	acts     agenda
	n        int
	end      time.Time
	people   []person
	ring     []person
	orders   int
	wishes   map[string]bool // customers who said what they want of the shop
	skips    map[string]int  // refused requests by reason, to tell what a life met
}

// in puts something on the agenda.
func (l *life) in(d time.Duration, do func(ctx context.Context) error) {
	l.at(l.now().Add(d), do)
}

func (l *life) at(t time.Time, do func(ctx context.Context) error) {
	l.n++
	heap.Push(&l.acts, act{t, l.n, do})
}

func (l *life) now() time.Time { return l.stage.clock.Now() }

// openHours are the local hours in which something may happen; the nights hold
// the nightly jobs only.
var openHours = []int{3, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22}

// live plays the days from start to end; tell is told about progress.
func (l *life) live(ctx context.Context, start, end time.Time, orders int, tell func(done, total int)) error {
	l.end = end
	if err := l.paperwork(ctx); err != nil {
		return err
	}
	l.planPolicy()
	days := int(end.Sub(start).Hours() / 24)
	for day := range days {
		morning := start.In(l.zone).AddDate(0, 0, day)
		l.planDay(morning, day, orders*(day+1)/days-orders*day/days)
		l.planApprovals(morning, day >= days-6)
		if day == days-2 {
			l.planAdverts(morning)
			l.planRelief(morning)
		}
		for _, hour := range openHours {
			at := time.Date(morning.Year(), morning.Month(), morning.Day(), hour, 40, 0, 0, l.zone)
			if at.After(end) {
				break
			}
			if err := l.until(ctx, at); err != nil {
				return fmt.Errorf("day %d, %02d:00: %w", day+1, hour, err)
			}
		}
		tell(day+1, days)
	}
	return l.until(ctx, end)
}

// until does what stands on the agenda up to a time, each at its own minute,
// and lets the jobs and the platform do theirs.
func (l *life) until(ctx context.Context, t time.Time) error {
	for len(l.acts) > 0 && !l.acts[0].at.After(t) {
		a := heap.Pop(&l.acts).(act)
		if a.at.After(l.now()) {
			l.stage.clock.Set(a.at)
		}
		if err := a.do(ctx); err != nil && !l.forgiven(err) {
			return err
		}
	}
	if t.After(l.now()) {
		l.stage.clock.Set(t)
	}
	return l.settle(ctx)
}

// forgiven says that the shop was turned away as a real one would be; it is
// counted and life goes on. Anything else stops the demo.
func (l *life) forgiven(err error) bool {
	var p *problem
	if !errors.As(err, &p) || p.Status < 400 || p.Status >= 500 {
		return false
	}
	l.skips[fmt.Sprintf("%d %s", p.Status, p.Reason)]++
	return true
}

// settle lets jobs and platform work until neither has anything due.
func (l *life) settle(ctx context.Context) error {
	for range 4 {
		n, err := l.stage.house.Worker.Drain(ctx)
		if err != nil {
			return err
		}
		sent, err := l.stage.platform.Tick(ctx)
		if err != nil {
			return err
		}
		if n == 0 && sent.Sent == 0 {
			return nil
		}
	}
	return nil
}

// planDay puts a day's orders on the agenda, more of them on weekends and on
// the shopping days of the year.
func (l *life) planDay(morning time.Time, day, n int) {
	switch morning.Weekday() {
	case time.Saturday, time.Sunday:
		n += n / 4
	case time.Tuesday:
		n -= n / 4
	}
	if morning.Month() == time.November && morning.Day() == 11 || morning.Month() == time.June && morning.Day() == 18 {
		n *= 3
	}
	for range n {
		at := time.Date(morning.Year(), morning.Month(), morning.Day(), 9+l.rand.IntN(13), l.rand.IntN(60), l.rand.IntN(60), 0, l.zone)
		l.at(at, l.buy)
	}
	if day > 60 && day%9 == 1 {
		l.planRing(morning)
	}
	l.planBills(morning, day)
	l.planReading(morning, day)
}

// planRing lets the ring buy in one evening, minutes apart.
func (l *life) planRing(morning time.Time) {
	for i, p := range l.ring {
		at := time.Date(morning.Year(), morning.Month(), morning.Day(), 21, 5+4*i, 0, 0, l.zone)
		l.at(at, func(ctx context.Context) error { return l.cashOut(ctx, p) })
	}
}

func (l *life) dayOf(t time.Time) calendar.Day { return calendar.DayOf(t, l.zone) }
