package identity

import (
	"time"

	"fenming/kit/words"
)

// The states of a user.
const (
	Invited  = "invited"
	Active   = "active"
	Disabled = "disabled"
)

// User is a member of staff, opened from its seals. Password and factor stay
// in the store.
type User struct {
	ID        string
	Email     string
	Name      string
	Role      string
	State     string
	Lang      words.Lang
	SeenAt    time.Time // real time of the last sign-in or request; zero: never
	CreatedAt time.Time
}

// Session is one open sign-in.
type Session struct {
	ID         string
	UserID     string
	IP         string
	CreatedAt  time.Time
	SeenAt     time.Time
	Idle       time.Duration
	ExpiresAt  time.Time
	FreshUntil time.Time
}

// alive says whether the session still counts at a real time.
func (s Session) alive(at time.Time) bool {
	return at.Before(s.ExpiresAt) && at.Before(s.SeenAt.Add(s.Idle))
}

// Key is a machine key without its secret.
type Key struct {
	ID        string
	Name      string
	Hint      string // last 4 characters
	Scopes    []string
	IPs       []string // CIDR prefixes; none: from anywhere
	CreatedBy string
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    time.Time // zero: never
	RevokedAt time.Time // zero: live
}
