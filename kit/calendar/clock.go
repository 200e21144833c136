package calendar

import (
	"sync"
	"time"
)

// Clock tells the present time. Production runs on System, the demo and the
// tests on Virtual.
type Clock interface{ Now() time.Time }

// System is the machine's clock, in UTC. Differences of its times are taken on
// the monotonic clock, so they survive a change of the wall clock.
type System struct{}

// Now is the only call of time.Now in the project.
func (System) Now() time.Time { return time.Now().UTC() }

// Stopwatch measures real, monotonic time: how long something took. Business
// time never comes from it.
type Stopwatch struct{ start time.Time }

// StartStopwatch starts measuring now.
func StartStopwatch() Stopwatch { return Stopwatch{System{}.Now()} }

// Elapsed is the real time since the start; it never runs backwards.
func (s Stopwatch) Elapsed() time.Duration { return System{}.Now().Sub(s.start) }

// Virtual is a clock under control: it stands still until it is set or
// advanced, or ticks with real time from where it stands. It is safe for
// concurrent use.
type Virtual struct {
	mu      sync.Mutex
	at      time.Time
	ticking bool
	since   time.Time // real time at which at was true; used while ticking
}

// NewVirtual returns a clock that stands at t.
func NewVirtual(t time.Time) *Virtual { return &Virtual{at: wall(t)} }

// wall drops the monotonic reading, which would make two equal virtual times
// differ.
func wall(t time.Time) time.Time { return t.UTC().Round(0) }

// Now returns the clock's time in UTC.
func (v *Virtual) Now() time.Time {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.now()
}

func (v *Virtual) now() time.Time {
	if !v.ticking {
		return v.at
	}
	return v.at.Add(System{}.Now().Sub(v.since))
}

// Set moves the clock to t, also backwards.
func (v *Virtual) Set(t time.Time) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.at, v.since = wall(t), System{}.Now()
}

// Advance moves the clock by d and returns the new time.
func (v *Virtual) Advance(d time.Duration) time.Time {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.at, v.since = v.now().Add(d), System{}.Now()
	return v.at
}

// Tick lets the clock run with real time from where it stands; Stop freezes it.
func (v *Virtual) Tick() { v.run(true) }

// Stop freezes the clock where it stands.
func (v *Virtual) Stop() { v.run(false) }

func (v *Virtual) run(on bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.at, v.since, v.ticking = v.now(), System{}.Now(), on
}

// Micros is the stored form of a time: µs since 1970-01-01 UTC.
func Micros(t time.Time) int64 { return t.UnixMicro() }

// FromMicros is the time of a stored form, in UTC.
func FromMicros(us int64) time.Time { return time.UnixMicro(us).UTC() }
