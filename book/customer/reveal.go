package customer

import (
	"errors"
	"strings"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// MaxReveals is how many customers' data one person may see in full in a day (UTC).
const MaxReveals = 50

// Reveal shows a customer's data in full to the actor and records who, whom
// and why. A missing reason is invalid; the 51st of a day is a limit fault.
func Reveal(tx *db.Tx, id, reason string) (Person, error) {
	reason = strings.TrimSpace(reason)
	if len([]rune(reason)) < 4 {
		return Person{}, fault.Invalid(wordReason).At("/reason")
	}
	p, err := Contact(tx, id)
	if err != nil {
		return Person{}, err
	}
	nr, err := revealsToday(tx, today(tx))
	if err != nil {
		return Person{}, err
	}
	if nr >= MaxReveals {
		return Person{}, fault.Limit(wordReveals, words.Args{"max": MaxReveals})
	}
	// The number is unique within the actor's day, so two looks at once cannot
	// both be the fiftieth.
	err = insertReveal(tx, id, reason, today(tx), nr+1)
	if tx.Conflict(err) {
		return Person{}, fault.Unavailable(wordBusy).After(1).Because(err)
	}
	tx.Note("customer:"+id, nil, map[string]any{"revealed": true, "nr_today": nr + 1})
	return p, err
}

func orNotFound(err error) error {
	if errors.Is(err, db.ErrNone) {
		return fault.NotFound(wordNotFound)
	}
	return err
}
