package customer

import (
	"errors"
	"strings"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/tenant"
)

// Visitor is the kind of actor of somebody without an account. Here that is the
// customer himself: the door of his page has resolved his link.
const Visitor = "nobody"

// The settings of this room.
var (
	KnobBudgetWait = tenant.Knob{Name: "customer.budget_wait", Word: wordKnobWait, Unit: "hours", Default: 24, Min: 24, Max: 168}
	KnobBudgetWarn = tenant.Knob{Name: "customer.budget_warn", Word: wordKnobWarn, Unit: "percent", Default: 80, Min: 50, Max: 100}
)

// Knobs lists the settings of this room.
func Knobs() []tenant.Knob { return []tenant.Knob{KnobBudgetWait, KnobBudgetWarn} }

// BudgetEntry is one change of a budget.
type BudgetEntry struct {
	Nr    int64       `json:"nr"`
	Act   string      `json:"act" enum:"set,pause,resume"`
	State BudgetState `json:"state" doc:"what it made"`
	SetBy string      `json:"set_by" doc:"kind:id; kind customer: the customer by his link"`
	Note  string      `json:"note,omitempty"`
	At    time.Time   `json:"at"`
}

// BudgetOf returns the budget in force; one that was never set allows everything.
func BudgetOf(tx *db.Tx, id string) (BudgetState, error) {
	day, err := shopDay(tx)
	if err != nil {
		return BudgetState{}, err
	}
	last, err := lastBudget(tx, id)
	if errors.Is(err, db.ErrNone) {
		return BudgetState{Now: Budget{OnExceed: StopOver}}, nil
	}
	return last.State.at(tx.Now(), day), err
}

func shopDay(tx *db.Tx) (calendar.Day, error) {
	zone, err := tenant.Location(tx)
	return calendar.DayOf(tx.Now(), zone), err
}

// SetBudget sets ceilings and what happens above them; a pause that runs stays.
// Stricter terms count at once, looser ones after the wait. Staff say in a note
// that the customer asked for it.
func SetBudget(tx *db.Tx, id string, wish Budget, note string) (BudgetState, error) {
	if err := Lock(tx, id); err != nil {
		return BudgetState{}, err
	}
	switch {
	case wish.OnExceed != StopOver && wish.OnExceed != WarnOver:
		return BudgetState{}, fault.Invalid(wordOnExceed).At("/on_exceed")
	case wish.NewMonthly != nil && wish.NewMonthly.Minor < 0:
		return BudgetState{}, fault.Invalid(wordCeiling).At("/new_monthly")
	case wish.DueMonthly != nil && wish.DueMonthly.Minor < 0:
		return BudgetState{}, fault.Invalid(wordCeiling).At("/due_monthly")
	}
	t, err := tenant.Get(tx)
	if err != nil {
		return BudgetState{}, err
	}
	for pointer, m := range map[string]*money.Money{"/new_monthly": wish.NewMonthly, "/due_monthly": wish.DueMonthly} {
		if m != nil && m.Currency != t.Currency {
			return BudgetState{}, fault.Invalid(wordCeilingCurrency, words.Args{"currency": t.Currency}).At(pointer)
		}
	}
	return changeBudget(tx, id, "set", note, func(had Budget) Budget {
		wish.PausedTo = had.PausedTo
		return wish
	})
}

// PauseCredit refuses new credit until a day; the empty day asks to end a pause,
// which takes effect after the wait. Paying in full is never paused.
func PauseCredit(tx *db.Tx, id string, until calendar.Day, note string) (BudgetState, error) {
	if err := Lock(tx, id); err != nil {
		return BudgetState{}, err
	}
	day, err := shopDay(tx)
	if err != nil {
		return BudgetState{}, err
	}
	act := "pause"
	switch {
	case until == "":
		act = "resume"
	case until.Check() != nil || until <= day:
		return BudgetState{}, fault.Invalid(wordPauseDay).At("/until")
	}
	return changeBudget(tx, id, act, note, func(had Budget) Budget {
		had.PausedTo = until
		return had
	})
}

// changeBudget writes the next row; the customer is locked.
func changeBudget(tx *db.Tx, id, act, note string, wish func(Budget) Budget) (BudgetState, error) {
	note = strings.TrimSpace(note)
	if tx.Actor().Kind != Visitor && len([]rune(note)) < minNote {
		return BudgetState{}, fault.Invalid(wordBudgetNote).At("/note")
	}
	had, err := BudgetOf(tx, id)
	if err != nil {
		return had, err
	}
	day, err1 := shopDay(tx)
	hours, err2 := tenant.Value(tx, KnobBudgetWait)
	nr, err3 := lastBudgetNr(tx, id)
	if err := errors.Join(err1, err2, err3); err != nil {
		return had, err
	}
	next := had.change(wish(had.wish()), tx.Now(), day, time.Duration(hours)*time.Hour)
	e := BudgetEntry{Nr: nr + 1, Act: act, State: next, SetBy: by(tx, id), Note: note, At: tx.Now()}
	if err := insertBudget(tx, id, e); err != nil {
		return had, err
	}
	tx.Note("customer:"+id, map[string]any{"budget": had}, map[string]any{"budget": next})
	return next, nil
}

// minNote is the shortest note, in characters.
const minNote = 4

// BudgetHistory lists the changes of a budget, newest first, at most 200.
func BudgetHistory(tx *db.Tx, id string) ([]BudgetEntry, error) { return budgets(tx, id, 200) }
