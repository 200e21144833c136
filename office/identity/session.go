package identity

import (
	"errors"
	"slices"
	"time"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/office/tenant"
)

// Why a session ended, beside running out.
const (
	endSignOut  = "sign_out"
	endBound    = "bound"
	endRevoked  = "revoked"
	endPassword = "password"
	endFactor   = "factor"
	endRole     = "role"
	endDisabled = "disabled"
)

// Opened is the answer of every door that gives a session; the token itself
// travels only in the cookie.
type Opened struct {
	UserID        string    `json:"user_id"`
	Role          string    `json:"role"`
	ExpiresAt     time.Time `json:"expires_at"`
	FreshUntil    time.Time `json:"fresh_until" doc:"until when the second factor counts as fresh"`
	RecoveryCodes []string  `json:"recovery_codes,omitempty" doc:"shown once; each signs in once in place of the one-time code"`
	token         string
}

// SessionToken makes the door set the cookie.
func (o Opened) SessionToken() (token string, until time.Time) { return o.token, o.ExpiresAt }

// idleTime is after how long without a request a new session of the tenant
// ends.
func idleTime(tx *db.Tx) (time.Duration, error) {
	t, err := tenant.Get(tx)
	if err != nil {
		return 0, err
	}
	if t.Kind == tenant.Demo {
		return demoIdle, nil
	}
	minutes, err := tenant.Value(tx, KnobIdle)
	return time.Duration(minutes) * time.Minute, err
}

// openSession signs a user in at a real time; the caller has proven him. Of
// more than MaxSessions the oldest end.
func openSession(tx *db.Tx, u User, at time.Time) (Opened, error) {
	idle, err := idleTime(tx)
	if err != nil {
		return Opened{}, err
	}
	if err := boundSessions(tx, u.ID, at); err != nil {
		return Opened{}, err
	}
	s := Session{ID: tx.ID("ses"), UserID: u.ID, IP: tx.Actor().IP, CreatedAt: at, SeenAt: at, Idle: idle,
		ExpiresAt: at.Add(Absolute), FreshUntil: at.Add(Fresh)}
	if idle == demoIdle {
		s.FreshUntil = s.ExpiresAt // a demo has no second factor to ask for again
	}
	token := tx.Tenant() + "." + newToken()
	if err := insertSession(tx, s, digest(token)); err != nil {
		return Opened{}, err
	}
	if err := touchSession(tx, s.ID, u.ID, at); err != nil {
		return Opened{}, err
	}
	tx.Note("session:"+s.ID, nil, map[string]any{"user": u.ID})
	return Opened{UserID: u.ID, Role: u.Role, ExpiresAt: s.ExpiresAt, FreshUntil: s.FreshUntil, token: token}, nil
}

// boundSessions makes room for one more session. The user's row is locked, so
// that parallel sign-ins are counted one after the other.
func boundSessions(tx *db.Tx, user string, at time.Time) error {
	if _, err := lockUser(tx, user); err != nil {
		return err
	}
	open, err := openSessions(tx, user)
	if err != nil {
		return err
	}
	open = slices.DeleteFunc(open, func(s Session) bool { return !s.alive(at) })
	for len(open) >= MaxSessions {
		if _, err := endSession(tx, open[0].ID, endBound, at); err != nil {
			return err
		}
		tx.Note("session:"+open[0].ID, nil, endBound)
		open = open[1:]
	}
	return nil
}

// SignOut ends a session.
func SignOut(tx *db.Tx, session string) error {
	tx.Note("session:"+session, nil, endSignOut)
	_, err := endSession(tx, session, endSignOut, realNow())
	return err
}

// EndSessions ends every session of a user; why is kept with them.
func EndSessions(tx *db.Tx, user, why string) error {
	n, err := endSessions(tx, user, "", why, realNow())
	tx.Note("user:"+user, nil, map[string]any{"sessions_ended": n, "why": why})
	return err
}

// stepUp makes the factor of a session fresh and gives it a new token, so that
// a token seen before the step is worth nothing after it.
func stepUp(tx *db.Tx, caller api.Caller, at time.Time) (Opened, error) {
	s, err := sessionByID(tx, caller.Session)
	if errors.Is(err, db.ErrNone) {
		return Opened{}, fault.Unauthenticated(wordSessionOver)
	}
	if err != nil {
		return Opened{}, err
	}
	token := tx.Tenant() + "." + newToken()
	until := at.Add(Fresh)
	if until.Before(s.FreshUntil) {
		until = s.FreshUntil
	}
	n, err := refreshSession(tx, s.ID, digest(token), until)
	if err == nil && n == 0 {
		err = fault.Unauthenticated(wordSessionOver)
	}
	tx.Note("session:"+s.ID, nil, "step_up")
	return Opened{UserID: s.UserID, Role: caller.Actor.Role, ExpiresAt: s.ExpiresAt, FreshUntil: until, token: token}, err
}
