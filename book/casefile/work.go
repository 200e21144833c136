package casefile

import (
	"slices"
	"strings"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// Get returns a case.
func Get(tx *db.Tx, id string) (Casefile, error) { return find(tx, id, "") }

// Notes returns what happened to a case, oldest first.
func Notes(tx *db.Tx, id string) ([]Note, error) { return notes(tx, id) }

// Write adds a note to a case; a resolved one takes notes too.
func Write(tx *db.Tx, id, text string) error {
	if strings.TrimSpace(text) == "" {
		return fault.Invalid(wordText).At("/text")
	}
	c, err := find(tx, id, tx.ForUpdate())
	if err != nil {
		return err
	}
	tx.Note("casefile:"+c.ID, nil, map[string]any{"note": len(text)})
	return addNote(tx, id, "note", text)
}

// Assign gives a case to a member of staff, who works on it from now on.
func Assign(tx *db.Tx, id, user string) (Casefile, error) {
	c, err := lockOpen(tx, id)
	if err != nil || c.Assignee == user && c.State == StateWorking {
		return c, err
	}
	if user == "" {
		return c, fault.Invalid(wordAssignee).At("/assignee")
	}
	before := c.Assignee
	c.Assignee, c.State = user, StateWorking
	if err := update(tx, c); err != nil {
		return c, err
	}
	tx.Note("casefile:"+id, map[string]any{"assignee": before}, map[string]any{"assignee": user})
	return c, addNote(tx, id, "assigned", user)
}

// Recover adds money that came back to a case, at any time, also afterwards.
func Recover(tx *db.Tx, id string, amount money.Money, text string) (Casefile, error) {
	c, err := find(tx, id, tx.ForUpdate())
	if err != nil {
		return c, err
	}
	if amount.Minor <= 0 {
		return c, fault.Invalid(wordAmount).At("/amount")
	}
	sum, err := c.Recovered.Add(amount)
	if err != nil {
		return c, fault.As(err).At("/amount")
	}
	tx.Note("casefile:"+id, map[string]any{"recovered": c.Recovered}, map[string]any{"recovered": sum})
	c.Recovered = sum
	if err := update(tx, c); err != nil {
		return c, err
	}
	return c, addNote(tx, id, "recovered", amount.String()+" "+text)
}

// Resolve ends a case with an outcome and the reason for it.
func Resolve(tx *db.Tx, id, outcome, why string) (Casefile, error) {
	if !slices.Contains(Outcomes(), outcome) {
		return Casefile{}, fault.Invalid(wordOutcome, words.Args{"outcomes": strings.Join(Outcomes(), ", ")}).At("/outcome")
	}
	if len([]rune(strings.TrimSpace(why))) < 4 {
		return Casefile{}, fault.Invalid(wordWhy).At("/reason")
	}
	c, err := lockOpen(tx, id)
	if err != nil {
		return c, err
	}
	if outcome == Recovered && c.Recovered.Minor <= 0 {
		return c, fault.Refused(wordNothingBack).At("/outcome")
	}
	before := c.State
	c.State, c.Outcome, c.ResolvedBy = StateResolved, outcome, tx.Actor().ID
	if c.Assignee == "" {
		c.Assignee = tx.Actor().ID
	}
	now := tx.Now()
	c.ResolvedAt = &now
	if err := update(tx, c); err != nil {
		return c, err
	}
	tx.Note("casefile:"+id, map[string]any{"state": before}, map[string]any{"state": c.State, "outcome": outcome})
	return c, addNote(tx, id, "resolved", outcome+": "+why)
}

// ResolveFor ends the unresolved case of a kind and object, if there is one:
// for flows that see the cause disappear. It says whether there was one.
func ResolveFor(tx *db.Tx, kind, object, outcome, why string) (bool, error) {
	c, err := findOpen(tx, kind, object, "")
	if fault.Is(err, fault.CodeNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	_, err = Resolve(tx, c.ID, outcome, why)
	return err == nil, err
}

func lockOpen(tx *db.Tx, id string) (Casefile, error) {
	c, err := find(tx, id, tx.ForUpdate())
	if err == nil && c.State == StateResolved {
		err = fault.Conflict(wordResolved, words.Args{"outcome": c.Outcome})
	}
	return c, err
}
