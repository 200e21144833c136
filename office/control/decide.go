package control

import (
	"errors"
	"slices"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/words"
	"fenming/office/identity"
)

// Get returns one approval.
func Get(tx *db.Tx, id string) (Approval, error) {
	a, err := find(tx, id, "")
	if errors.Is(err, db.ErrNone) {
		return Approval{}, fault.NotFound(wordNone)
	}
	return a, err
}

// waiting locks an approval that is in one of the given states.
func waiting(tx *db.Tx, id string, states ...string) (Approval, error) {
	a, err := find(tx, id, tx.ForUpdate())
	if errors.Is(err, db.ErrNone) {
		return a, fault.NotFound(wordNone)
	}
	if err != nil {
		return a, err
	}
	if !slices.Contains(states, a.State) {
		return a, fault.Conflict(wordState, words.Args{"state": a.State})
	}
	if a.State == Asked && !a.Alone && !tx.Now().Before(a.ExpiresAt) {
		return a, fault.Conflict(wordState, words.Args{"state": Expired})
	}
	return a, nil
}

// mayDecide refuses who asked, whom the act is about, machines, and who lacks
// the act's permission.
func mayDecide(tx *db.Tx, a Approval) error {
	actor := tx.Actor()
	switch {
	case actor.Kind != "user":
		return fault.Forbidden(wordPerson)
	case actor.ID == a.Maker:
		return fault.Refused(wordOwn)
	case "user:"+actor.ID == a.Object:
		return fault.Refused(wordAboutYou)
	case !identity.Permits(actor.Role, a.Permission):
		return fault.Forbidden(wordLacks, words.Args{"permission": a.Permission})
	}
	return nil
}

// Approve says yes in the name of the actor. An act that is due runs at once.
func Approve(tx *db.Tx, acts Acts, id string) (Approval, error) {
	a, err := waiting(tx, id, Asked)
	if err != nil {
		return Approval{}, err
	}
	if err := mayDecide(tx, a); err != nil {
		return Approval{}, err
	}
	a.State, a.DecidedBy, a.DecidedAt = Approved, tx.Actor().ID, tx.Now()
	tx.Note("approval:"+id, map[string]any{"state": Asked}, map[string]any{"state": Approved})
	if !tx.Now().Before(a.EffectiveAt) {
		return perform(tx, acts, a)
	}
	if err := save(tx, a); err != nil {
		return Approval{}, err
	}
	// Another key than that of the delay in a shop of one, whose job must not
	// swallow this one.
	_, err = job.Enqueue(tx, jobEffect, ref{id}, job.At(a.EffectiveAt), job.Once(id+"/approved"))
	return a, err
}

// Reject says no in the name of the actor, with a reason.
func Reject(tx *db.Tx, id, reason string) (Approval, error) {
	a, err := waiting(tx, id, Asked)
	if err != nil {
		return Approval{}, err
	}
	if err := mayDecide(tx, a); err != nil {
		return Approval{}, err
	}
	a.State, a.DecidedBy, a.DecidedAt, a.Reason = Rejected, tx.Actor().ID, tx.Now(), reason
	tx.Note("approval:"+id, map[string]any{"state": Asked}, map[string]any{"state": Rejected})
	return a, save(tx, a)
}

// Withdraw takes a request back before its effect; only who asked may.
func Withdraw(tx *db.Tx, id string) (Approval, error) {
	a, err := waiting(tx, id, Asked, Approved)
	if err != nil {
		return Approval{}, err
	}
	who, err := identity.Person(tx, tx.Actor())
	if err != nil {
		return Approval{}, err
	}
	if who == "" || who != a.Maker {
		return Approval{}, fault.Forbidden(wordNotYours)
	}
	before := a.State
	a.State = Withdrawn
	tx.Note("approval:"+id, map[string]any{"state": before}, map[string]any{"state": Withdrawn})
	return a, save(tx, a)
}
