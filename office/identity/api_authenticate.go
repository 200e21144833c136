package identity

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/office/tenant"
)

// Authenticate finds who knocks. A key that is not valid is refused; a session
// that is not valid is nobody, so that a stale cookie does not shut anybody out
// of the public doors.
func (k *Desk) Authenticate(r *http.Request) (api.Caller, error) {
	keepNoSecret(r)
	now := k.now()
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return k.byKey(r, bearer, now)
	}
	if c, err := r.Cookie(api.CookieName(k.secure)); err == nil && c.Value != "" {
		caller, err := k.bySession(r, c.Value, now)
		if err != nil {
			return api.Caller{}, err
		}
		asked := r.URL.Query().Get("tenant")
		if caller.Known() && (asked == "" || asked == caller.Tenant) {
			return caller, nil
		}
	}
	return k.nobody(r, now)
}

// keepNoSecret drops the idempotency key where an answer holds a secret that is
// shown once: an answer kept for replay would keep the secret readable for as
// long. Repeating such an act draws a new secret, which harms nobody.
func keepNoSecret(r *http.Request) {
	for _, prefix := range []string{"/v1/setup", "/v1/session", "/v1/invites", "/v1/factors", "/v1/me", "/v1/users", "/v1/keys", "/v1/demo"} {
		if r.URL.Path == prefix || strings.HasPrefix(r.URL.Path, prefix+"/") {
			r.Header.Del("Idempotency-Key")
		}
	}
}

// nobody is a caller without an identity, in the tenant whose public doors he
// stands at.
func (k *Desk) nobody(r *http.Request, now time.Time) (api.Caller, error) {
	c := api.Caller{Actor: db.Actor{Kind: "nobody", IP: api.RemoteIP(r)}}
	if strings.HasPrefix(r.URL.Path, "/v1/setup") {
		s, err := readSetup(r.Context(), k.db)
		c.Tenant = s.Tenant
		return c, err
	}
	all, err := k.homes.all(r.Context(), k.db, now)
	c.Tenant = chooseTenant(all, r.URL.Query().Get("tenant"))
	return c, err
}

// chooseTenant takes the tenant asked for, else the only live one, else the
// only one; "" when that leaves none.
func chooseTenant(all []tenant.Tenant, asked string) string {
	var live []string
	for _, t := range all {
		if asked != "" && t.ID == asked {
			return t.ID
		}
		if t.Kind == tenant.Live {
			live = append(live, t.ID)
		}
	}
	switch {
	case asked != "":
		return ""
	case len(live) == 1:
		return live[0]
	case len(all) == 1:
		return all[0].ID
	}
	return ""
}

// homes remembers the registry of tenants for a moment.
type homes struct {
	mu    sync.Mutex
	list  []tenant.Tenant
	until time.Time
}

func (h *homes) all(ctx context.Context, d *db.DB, now time.Time) ([]tenant.Tenant, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if now.Before(h.until) {
		return h.list, nil
	}
	err := d.Read(ctx, db.Scope{Quiet: true}, func(tx *db.Tx) (err error) {
		h.list, err = tenant.All(tx)
		return err
	})
	if err == nil && len(h.list) > 0 {
		h.until = now.Add(memory)
	}
	return h.list, err
}

func (k *Desk) bySession(r *http.Request, token string, now time.Time) (api.Caller, error) {
	home, ok := tokenTenant(token)
	if !ok || !tenantForm(home) {
		return api.Caller{}, nil
	}
	hash := [32]byte(digest(token))
	v, found := k.known.recall(hash, now)
	if !found {
		var err error
		if v, err = k.readSession(r.Context(), home, hash[:], now); err != nil {
			return api.Caller{}, err
		}
		if !v.caller.Known() {
			return api.Caller{}, nil
		}
		k.known.remember(hash, v)
	}
	v.caller.Actor.IP = api.RemoteIP(r)
	return v.caller, nil
}

// readSession looks a session up and notes that it was used. A session that is
// over gives a caller nobody knows.
func (k *Desk) readSession(ctx context.Context, home string, hash []byte, now time.Time) (verified, error) {
	scope := db.Scope{Tenant: home, Quiet: true}
	var (
		s Session
		u User
	)
	err := k.db.Read(ctx, scope, func(tx *db.Tx) (err error) {
		if s, err = sessionByHash(tx, hash); err != nil {
			return err
		}
		u, err = findUser(tx, s.UserID)
		return err
	})
	if errors.Is(err, db.ErrNone) || err == nil && (!s.alive(now) || u.State != Active) {
		return verified{}, nil
	}
	if err != nil {
		return verified{}, err
	}
	if now.Sub(s.SeenAt) >= touchEvery {
		if err := k.db.Write(ctx, scope, func(tx *db.Tx) error { return touchSession(tx, s.ID, u.ID, now) }); err != nil {
			return verified{}, err
		}
		s.SeenAt = now
	}
	until := now.Add(memory)
	for _, end := range []time.Time{s.ExpiresAt, s.SeenAt.Add(s.Idle)} {
		if end.Before(until) {
			until = end
		}
	}
	return verified{until: until, caller: api.Caller{Tenant: home, Name: u.Name, Lang: u.Lang, Session: s.ID,
		Actor:       db.Actor{ID: u.ID, Kind: "user", Role: u.Role},
		Permissions: (*k.matrix.Load())[u.Role], StepUpUntil: s.FreshUntil}}, nil
}

func (k *Desk) byKey(r *http.Request, text string, now time.Time) (api.Caller, error) {
	refused := fault.Unauthenticated(wordBadKey)
	home, ok := keyTenant(text)
	if !ok || !tenantForm(home) {
		return api.Caller{}, refused
	}
	hash := [32]byte(digest(text))
	v, found := k.known.recall(hash, now)
	if !found {
		var err error
		if v, err = k.readKey(r.Context(), home, hash[:], now); errors.Is(err, db.ErrNone) {
			return api.Caller{}, refused
		} else if err != nil {
			return api.Caller{}, err
		}
		k.known.remember(hash, v)
	}
	ip := api.RemoteIP(r)
	if !allowed(v.nets, ip) {
		return api.Caller{}, fault.Forbidden(wordKeyAddress)
	}
	k.touchKey(home, v.caller.Actor.ID, now)
	v.caller.Actor.IP = ip
	return v.caller, nil
}

// readKey looks a key up; a key that is expired or revoked is none.
func (k *Desk) readKey(ctx context.Context, home string, hash []byte, now time.Time) (verified, error) {
	var key Key
	err := k.db.Read(ctx, db.Scope{Tenant: home, Quiet: true}, func(tx *db.Tx) (err error) {
		key, err = keyByHash(tx, hash)
		return err
	})
	if err == nil && (!key.RevokedAt.IsZero() || !now.Before(key.ExpiresAt)) {
		err = db.ErrNone
	}
	if err != nil {
		return verified{}, err
	}
	v := verified{until: now.Add(memory), caller: api.Caller{Tenant: home, Name: key.Name,
		Actor: db.Actor{ID: key.ID, Kind: "key", Role: "key"}, Permissions: map[api.Permission]bool{}}}
	if key.ExpiresAt.Before(v.until) {
		v.until = key.ExpiresAt
	}
	for _, scope := range key.Scopes {
		v.caller.Permissions[api.Permission(scope)] = true
	}
	for _, text := range key.IPs {
		net, err := netip.ParsePrefix(text)
		if err != nil {
			return verified{}, fault.Internal(err) // checked when it was stored
		}
		v.nets = append(v.nets, net)
	}
	return v, nil
}

// touchKey writes a key's last use, at most once a minute and not while the
// caller waits.
func (k *Desk) touchKey(home, id string, now time.Time) {
	if !k.known.dueTouch(id, now) {
		return
	}
	k.busy.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		err := k.db.Write(ctx, db.Scope{Tenant: home, Quiet: true}, func(tx *db.Tx) error { return touchKey(tx, id, now) })
		if err != nil {
			k.log.Warn("last use of a key not written", "key", id, "error", err.Error())
		}
	})
}

func allowed(nets []netip.Prefix, ip string) bool {
	if len(nets) == 0 {
		return true
	}
	at, err := netip.ParseAddr(ip)
	if err != nil {
		return false
	}
	at = at.Unmap().WithZone("")
	for _, net := range nets {
		if net.Contains(at) {
			return true
		}
	}
	return false
}

// forget makes the registry be read again, after a tenant was added.
func (h *homes) forget() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.until = time.Time{}
}
