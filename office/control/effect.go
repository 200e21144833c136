package control

import (
	"context"
	"errors"
	"slices"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/office/identity"
)

// Acts are the deeds the program knows, by kind.
type Acts map[string]Act

// newActs panics on two acts of one kind, a mistake of putting the program
// together.
func newActs(acts []Act) Acts {
	all := Acts{}
	for _, a := range append(staffActs(), acts...) {
		if _, twice := all[a.Kind]; twice {
			panic("control: two acts of kind " + a.Kind)
		}
		all[a.Kind] = a
	}
	return all
}

// perform runs the act of an approval that is due and has been decided.
func perform(tx *db.Tx, acts Acts, a Approval) (Approval, error) {
	act, ok := acts[a.Kind]
	if !ok || act.Permission != a.Permission {
		return a, fault.Internal(errors.New("control: no act of kind " + a.Kind + " with permission " + string(a.Permission)))
	}
	if err := act.Run(tx, a.Args); err != nil {
		return a, err
	}
	before := a.State
	a.State, a.DoneAt = Done, tx.Now()
	tx.Note("approval:"+a.ID, map[string]any{"state": before}, map[string]any{"state": Done, "alone": a.Alone && a.DecidedBy == ""})
	return a, save(tx, a)
}

const (
	jobEffect = "control.effect"
	jobExpire = "control.expire"
)

type ref struct {
	ID string `json:"id"`
}

// Jobs run what falls due and end what nobody decided. They need the same acts
// as Operations.
func Jobs(acts ...Act) []job.Job {
	known := newActs(acts)
	return []job.Job{
		job.Long(jobEffect, func(ctx context.Context, run *job.Run, r ref) error { return effect(ctx, run, known, r.ID) }),
		job.Of(jobExpire, func(_ context.Context, tx *db.Tx, r ref) error { return expire(tx, r.ID) }),
	}
}

// effect runs a due act. A failure that trying again cannot cure ends the
// approval, in a transaction of its own since the act's is rolled back.
func effect(ctx context.Context, run *job.Run, acts Acts, id string) error {
	err := run.Write(ctx, func(tx *db.Tx) error { return effectIn(tx, acts, id) })
	f := fault.As(err)
	if f == nil || slices.Contains([]fault.Code{fault.CodeInternal, fault.CodeUnavailable, fault.CodeLimit}, f.Code) {
		return err
	}
	return run.Write(ctx, func(tx *db.Tx) error { return fail(tx, id, f.Word.Key) })
}

func effectIn(tx *db.Tx, acts Acts, id string) error {
	a, err := find(tx, id, tx.ForUpdate())
	if err != nil {
		return err
	}
	alone := a.State == Asked && a.Alone
	if !alone && a.State != Approved || tx.Now().Before(a.EffectiveAt) {
		return nil // decided, withdrawn or done meanwhile
	}
	if alone {
		if err := makerStill(tx, a); err != nil {
			return err
		}
	}
	_, err = perform(tx, acts, a)
	return err
}

// makerStill refuses a delayed act whose maker has left or lost the permission
// in the meantime: nobody else ever agreed to it.
func makerStill(tx *db.Tx, a Approval) error {
	if a.Maker == "" {
		return nil // asked by a part of the system
	}
	holders, err := identity.Holders(tx, a.Permission)
	if err == nil && !slices.Contains(holders, a.Maker) {
		err = fault.Forbidden(wordMakerGone)
	}
	return err
}

// fail ends an approval whose act cannot be done.
func fail(tx *db.Tx, id, why string) error {
	a, err := find(tx, id, tx.ForUpdate())
	if err != nil || a.State != Approved && a.State != Asked {
		return err
	}
	before := a.State
	a.State, a.Failure, a.DoneAt = Failed, why, tx.Now()
	tx.Note("approval:"+id, map[string]any{"state": before}, map[string]any{"state": Failed, "why": why})
	return save(tx, a)
}

func expire(tx *db.Tx, id string) error {
	a, err := find(tx, id, tx.ForUpdate())
	if err != nil || a.State != Asked || a.Alone || tx.Now().Before(a.ExpiresAt) {
		return err
	}
	a.State = Expired
	tx.Note("approval:"+id, map[string]any{"state": Asked}, map[string]any{"state": Expired})
	return save(tx, a)
}
