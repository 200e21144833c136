package tenant

import (
	"errors"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
)

// Get returns the tenant of the transaction.
func Get(tx *db.Tx) (Tenant, error) {
	t, err := find(tx)
	if errors.Is(err, db.ErrNone) {
		return Tenant{}, fault.NotFound(wordNoTenant)
	}
	return t, err
}

// Location returns the time zone of the tenant's day.
func Location(tx *db.Tx) (*time.Location, error) {
	t, err := Get(tx)
	if err != nil {
		return nil, err
	}
	return calendar.Zone(t.Zone)
}

// Shops lists the tenant's shops, the default first, then by name.
func Shops(tx *db.Tx) ([]Shop, error) { return shops(tx) }

// DefaultShop returns the shop that takes what names none.
func DefaultShop(tx *db.Tx) (Shop, error) {
	all, err := shops(tx)
	if err != nil {
		return Shop{}, err
	}
	if len(all) == 0 || !all[0].Default {
		return Shop{}, fault.NotFound(wordNoShop)
	}
	return all[0], nil
}

// GetShop returns one shop.
func GetShop(tx *db.Tx, id string) (Shop, error) {
	s, err := shopByID(tx, id)
	if errors.Is(err, db.ErrNone) {
		return Shop{}, fault.NotFound(wordNoShop)
	}
	return s, err
}

// All lists every tenant of the installation, for parts that choose one before
// a transaction is scoped.
func All(tx *db.Tx) ([]Tenant, error) { return all(tx) }
