package casefile

import (
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/tenant"
)

// OpenIn says what a case is about. Title and Args hold no personal data.
type OpenIn struct {
	Kind        string
	Object      string // "order:ord_…"
	Title       words.Word
	Args        words.Args
	MoneyAtRisk money.Money
	DueIn       int // working days; 0 means 3
}

const defaultDue = 3 // working days

// Open opens a case, or returns the unresolved one of the same kind and object,
// whose money at risk grows to the new amount when that is larger.
func Open(tx *db.Tx, in OpenIn) (Casefile, error) {
	if in.Kind == "" || in.Object == "" || in.Title.ZH == "" || in.Title.EN == "" {
		return Casefile{}, fault.Invalid(wordIncomplete).At("/kind")
	}
	if in.DueIn <= 0 {
		in.DueIn = defaultDue
	}
	shop, err := tenant.Get(tx)
	if err != nil {
		return Casefile{}, err
	}
	loc, err := calendar.Zone(shop.Zone)
	if err != nil {
		return Casefile{}, err
	}
	c := Casefile{ID: tx.ID("cas"), Kind: in.Kind, Object: in.Object, TitleKey: in.Title.Key,
		TitleZH: in.Title.In(words.ZH, in.Args), TitleEN: in.Title.In(words.EN, in.Args), State: StateOpen,
		AtRisk: in.MoneyAtRisk, DueCount: int64(in.DueIn), OpenedBy: tx.Actor().ID, OpenedAt: tx.Now()}
	if c.AtRisk.Currency == "" {
		c.AtRisk.Currency = shop.Currency
	}
	c.Recovered.Currency = c.AtRisk.Currency
	if c.DueDay, c.DueBasis, err = deadline(calendar.DayOf(tx.Now(), loc), in.DueIn); err != nil {
		return Casefile{}, err
	}
	_, c.dueAt = c.DueDay.In(loc)
	n, err := insert(tx, c)
	if err != nil {
		return Casefile{}, err
	}
	if n == 0 {
		return again(tx, c)
	}
	tx.Note("casefile:"+c.ID, nil, map[string]any{"kind": c.Kind, "object": c.Object, "due": c.DueDay, "basis": c.DueBasis})
	return c, addNote(tx, c.ID, "opened", c.Title(tx.Lang()))
}

// again returns the case that stands already.
func again(tx *db.Tx, c Casefile) (Casefile, error) {
	old, err := findOpen(tx, c.Kind, c.Object, tx.ForUpdate())
	if err != nil {
		return Casefile{}, err
	}
	if old.AtRisk.Currency != c.AtRisk.Currency || c.AtRisk.Minor <= old.AtRisk.Minor {
		return old, nil
	}
	before := old.AtRisk
	old.AtRisk = c.AtRisk
	tx.Note("casefile:"+old.ID, map[string]any{"at_risk": before}, map[string]any{"at_risk": c.AtRisk})
	if err := setRisk(tx, old.ID, c.AtRisk.Minor); err != nil {
		return Casefile{}, err
	}
	return old, addNote(tx, old.ID, "again", c.Title(tx.Lang()))
}

// Task gives the owner something to do: a case of kind owner_task.
func Task(tx *db.Tx, object string, title words.Word, args words.Args, dueIn int) (Casefile, error) {
	return Open(tx, OpenIn{Kind: KindOwnerTask, Object: object, Title: title, Args: args, DueIn: dueIn})
}
