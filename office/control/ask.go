package control

import (
	"encoding/json"
	"errors"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/words"
	"fenming/office/identity"
)

// Ask leaves an act for a second person. Conflict when one of the kind waits
// for the object already.
func Ask(tx *db.Tx, r Request) (Approval, error) {
	a, err := draft(tx, r)
	if err != nil {
		return Approval{}, err
	}
	others, err := deciders(tx, a)
	if err != nil {
		return Approval{}, err
	}
	if len(others) == 0 {
		a.Alone = true
		if earliest := a.AskedAt.Add(Delay); a.EffectiveAt.Before(earliest) {
			a.EffectiveAt = earliest
		}
	}
	n, err := insert(tx, a)
	if err != nil {
		return Approval{}, err
	}
	if n == 0 {
		return Approval{}, fault.Conflict(wordWaiting)
	}
	tx.Note("approval:"+a.ID, nil, map[string]any{"kind": a.Kind, "object": a.Object, "state": a.State, "alone": a.Alone})
	if a.Alone {
		_, err = job.Enqueue(tx, jobEffect, ref{a.ID}, job.At(a.EffectiveAt), job.Once(a.ID))
	} else {
		_, err = job.Enqueue(tx, jobExpire, ref{a.ID}, job.At(a.ExpiresAt), job.Once(a.ID))
	}
	return a, err
}

func draft(tx *db.Tx, r Request) (Approval, error) {
	if r.Kind == "" || r.Object == "" || r.Summary.Key == "" {
		return Approval{}, fault.Internal(errors.New("control: a request needs kind, object and summary"))
	}
	args, err := json.Marshal(r.Args)
	if err != nil {
		return Approval{}, err
	}
	maker, err := identity.Person(tx, tx.Actor())
	if err != nil {
		return Approval{}, err
	}
	now := tx.Now()
	a := Approval{ID: tx.ID("apr"), Kind: r.Kind, Permission: r.Permission, Object: r.Object, Args: args, State: Asked,
		Summary: words.Word{Key: r.Summary.Key, ZH: r.Summary.In(words.ZH, r.SummaryArgs), EN: r.Summary.In(words.EN, r.SummaryArgs)},
		Maker:   maker, MakerActor: tx.Actor().ID, AskedAt: now, EffectiveAt: r.Effective, ExpiresAt: now.Add(Life)}
	if a.Permission == "" {
		a.Permission = api.Permission(r.Kind)
	}
	if a.EffectiveAt.Before(now) {
		a.EffectiveAt = now
	}
	return a, nil
}

// deciders lists who may decide: everybody who holds the act's permission, but
// not who asked and not whom it is about.
func deciders(tx *db.Tx, a Approval) ([]string, error) {
	holders, err := identity.Holders(tx, a.Permission)
	if err != nil {
		return nil, err
	}
	others := []string{}
	for _, id := range holders {
		if id != a.Maker && "user:"+id != a.Object {
			others = append(others, id)
		}
	}
	return others, nil
}
