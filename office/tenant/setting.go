package tenant

import (
	"errors"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// Knob declares a setting: a whole number in Unit with its default and bounds.
// A switch is a Knob from 0 to 1. Rooms declare theirs as values and hand them
// to Operations when the program is put together.
type Knob struct {
	Name     string     // "sell.refund_approval": room.what
	Word     words.Word // what it does
	Unit     string     // "fen", "days", "minutes", "switch", …
	Default  int64
	Min, Max int64
}

// Value returns what the tenant chose, else the default.
func Value(tx *db.Tx, k Knob) (int64, error) {
	v, err := setting(tx, k.Name)
	if errors.Is(err, db.ErrNone) {
		return k.Default, nil
	}
	return v, err
}

// Set stores the tenant's choice; outside the bounds it is an invalid fault.
func Set(tx *db.Tx, k Knob, value int64) error {
	if value < k.Min || value > k.Max {
		return fault.Invalid(wordBounds, words.Args{"min": k.Min, "max": k.Max, "unit": k.Unit}).At("/value")
	}
	before, err := Value(tx, k)
	if err != nil {
		return err
	}
	tx.Note("setting:"+k.Name, before, value)
	return saveSetting(tx, k.Name, value)
}
