package identity

import (
	"sync"
	"sync/atomic"
	"testing"
)

// Five sign-ins with one code at once: one session, whatever the interleaving.
func TestOneCodeOneSessionInParallel(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.setUp()
		code := w.code(p.secret)
		var group sync.WaitGroup
		var opened atomic.Int64
		for range 5 { // as many as the throttle lets through
			group.Go(func() {
				a := w.call("POST /v1/session", "", map[string]any{"email": p.email, "password": goodPassword, "totp": code})
				if a.cookie != nil {
					opened.Add(1)
				}
			})
		}
		group.Wait()
		if opened.Load() != 1 {
			t.Errorf("%d sessions by one code", opened.Load())
		}
	})
}

// Guesses sent at once are counted before they are looked at.
func TestThrottleHoldsInParallel(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.setUp()
		before := w.desk.hasher.done.Load()
		var group sync.WaitGroup
		for range 25 {
			group.Go(func() {
				w.call("POST /v1/session", "", map[string]any{"email": p.email, "password": "wrong wrong wrong", "totp": "000000"})
			})
		}
		group.Wait()
		if n := w.desk.hasher.done.Load() - before; n != maxFailures {
			t.Errorf("%d guesses were looked at, want %d", n, maxFailures)
		}
	})
}

// Sign-ins at once by different codes never leave more than three sessions.
func TestBoundHoldsInParallel(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.setUp()
		codes := w.want(w.call("POST /v1/me/recovery-codes", p.session, nil), 200).body["recovery_codes"].([]any)
		var group sync.WaitGroup
		tokens := make([]string, 5)
		for i := range tokens {
			group.Go(func() {
				a := w.call("POST /v1/session", "", map[string]any{"email": p.email, "password": goodPassword, "totp": codes[i]})
				if a.cookie != nil {
					tokens[i] = a.cookie.Value
				}
			})
		}
		group.Wait()
		alive := 0
		for _, token := range append(tokens, p.session) {
			if token != "" && w.call("GET /v1/me", token, nil).status == 200 {
				alive++
			}
		}
		if alive != MaxSessions {
			t.Errorf("%d sessions, want %d", alive, MaxSessions)
		}
	})
}
