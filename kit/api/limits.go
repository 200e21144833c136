package api

import (
	"net"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"fenming/kit/calendar"
)

// Rates bound requests per second. A zero field takes the default.
type Rates struct {
	PerPerson float64 // a signed-in person; default 50
	PerKey    float64 // a machine key; default 500
	PerIP     float64 // anybody not signed in, by address; default 10
}

type limits struct {
	rates Rates
	mu    sync.Mutex
	seen  map[string]*bucket
	swept time.Time
}

type bucket struct {
	*rate.Limiter
	used time.Time
}

func newLimits(r Rates) *limits {
	if r.PerPerson == 0 {
		r.PerPerson = 50
	}
	if r.PerKey == 0 {
		r.PerKey = 500
	}
	if r.PerIP == 0 {
		r.PerIP = 10
	}
	return &limits{rates: r, seen: map[string]*bucket{}}
}

// allow takes one token from the caller's bucket. Reading and writing have
// buckets of their own, so that a busy list cannot starve a payment.
func (l *limits) allow(c Caller, r *http.Request, o Operation) bool {
	class, perSecond := "p", l.rates.PerPerson
	name := c.Tenant + "/" + c.Actor.ID
	switch {
	case !c.Known():
		class, perSecond, name = "i", l.rates.PerIP, RemoteIP(r)
	case c.Actor.Kind == "key":
		class, perSecond = "k", l.rates.PerKey
	}
	if o.Writes {
		class += "w"
	}
	now := calendar.System{}.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sweep(now)
	b, ok := l.seen[class+name]
	if !ok {
		b = &bucket{Limiter: rate.NewLimiter(rate.Limit(perSecond), int(4*perSecond))}
		l.seen[class+name] = b
	}
	b.used = now
	return b.AllowN(now, 1)
}

// sweep forgets buckets that have been full again for a while.
func (l *limits) sweep(now time.Time) {
	if now.Sub(l.swept) < time.Minute {
		return
	}
	l.swept = now
	for name, b := range l.seen {
		if now.Sub(b.used) > time.Minute {
			delete(l.seen, name)
		}
	}
}

// RemoteIP returns the address of the caller without its port.
func RemoteIP(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
