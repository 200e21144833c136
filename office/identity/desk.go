package identity

import (
	"log/slog"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
)

// Options put a Desk together.
type Options struct {
	Log    *slog.Logger   // the default logger when nil
	Clock  calendar.Clock // real time; the system clock when nil
	Secure bool           // the program is reached over TLS: which cookie is read
}

// Desk is what outlives a request: the database, the hashing slots and the
// short memory of verified callers. It is safe for concurrent use.
type Desk struct {
	db     *db.DB
	log    *slog.Logger
	clock  calendar.Clock
	secure bool
	hasher *hasher
	matrix atomic.Pointer[Matrix]
	known  callers
	homes  homes
	busy   sync.WaitGroup
}

// Open sets up a desk. Until Grant is called nobody holds any permission.
func Open(d *db.DB, o Options) *Desk {
	k := &Desk{db: d, log: o.Log, clock: o.Clock, secure: o.Secure, hasher: newHasher()}
	if k.log == nil {
		k.log = slog.Default()
	}
	if k.clock == nil {
		k.clock = calendar.System{}
	}
	k.known.seen = map[[32]byte]verified{}
	k.known.touched = map[string]time.Time{}
	k.matrix.Store(&Matrix{})
	return k
}

// Grant tells the desk which permissions the program has; it is called once
// every operation is mounted.
func (k *Desk) Grant(all []api.Permission) {
	m := Expand(all)
	k.matrix.Store(&m)
	k.known.forget()
}

// Permissions lists what the mounted operations need, for Grant.
func Permissions(ops []api.Operation) []api.Permission {
	seen := map[api.Permission]bool{api.Public: true, api.SignedIn: true}
	var all []api.Permission
	for _, o := range ops {
		if !seen[o.Permission] {
			seen[o.Permission] = true
			all = append(all, o.Permission)
		}
	}
	return all
}

// Wait returns once everything written in the background is on disk.
func (k *Desk) Wait() { k.busy.Wait() }

func (k *Desk) now() time.Time { return k.clock.Now() }

// verified is a caller that was looked up a moment ago.
type verified struct {
	caller api.Caller
	nets   []netip.Prefix // from where a key may be used; none: from anywhere
	until  time.Time
}

// callers remembers verified callers by the digest of what they showed.
type callers struct {
	mu      sync.RWMutex
	seen    map[[32]byte]verified
	touched map[string]time.Time
}

// maxCallers bounds the memory; beyond it everything is forgotten at once,
// which costs each caller one look-up.
const maxCallers = 4096

func (c *callers) recall(hash [32]byte, now time.Time) (verified, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	v, ok := c.seen[hash]
	return v, ok && now.Before(v.until)
}

func (c *callers) remember(hash [32]byte, v verified) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.seen) >= maxCallers {
		clear(c.seen)
	}
	c.seen[hash] = v
}

// forget makes every caller be looked up again.
func (c *callers) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.seen)
}

// dueTouch says whether a key's last use should be written now, and takes note
// that it is.
func (c *callers) dueTouch(key string, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now.Sub(c.touched[key]) < keyTouch {
		return false
	}
	if len(c.touched) >= maxCallers {
		clear(c.touched)
	}
	c.touched[key] = now
	return true
}
