package tenant

import (
	"time"

	"fenming/kit/db"
	"fenming/kit/money"
	"fenming/kit/words"
)

// The kinds of a tenant.
const (
	Live = "live"
	Demo = "demo"
)

// Tenant is one merchant.
type Tenant struct {
	ID       string
	Name     string
	Kind     string // live | demo
	Zone     string // IANA name of the zone of the shop's day
	Lang     words.Lang
	Currency money.Currency
}

// Shop is one shop of a merchant.
type Shop struct {
	ID      string
	Name    string
	Default bool
}

// NewID makes the id of a tenant that is about to be created. at is the time
// the id sorts by.
func NewID(at time.Time) string { return db.NewID("t", at) }
