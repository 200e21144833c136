package casefile

import (
	"time"

	"fenming/kit/calendar"
	"fenming/kit/money"
	"fenming/kit/words"
)

// The kinds the product opens itself; a flow may use others.
const (
	KindOrder      = "order"
	KindDifference = "difference"
	KindInquiry    = "inquiry"
	KindOwnerTask  = "owner_task"
)

// The states.
const (
	StateOpen     = "open"
	StateWorking  = "working"
	StateResolved = "resolved"
)

// The outcomes: every resolved case has one.
const (
	Confirmed = "confirmed" // the suspicion or difference was right
	Unfounded = "unfounded" // it was not; the customer did nothing wrong
	Recovered = "recovered" // money or goods came back
	Loss      = "loss"      // given up, booked as a loss
	Explained = "explained" // cause found, nothing to do
	Corrected = "corrected" // a mistake, put right
	Done      = "done"      // a task was carried out
	Withdrawn = "withdrawn" // opened in error, or a duplicate
)

// On what a deadline counts.
const (
	WorkingDays  = "working_days"
	CalendarDays = "calendar_days"
)

// Casefile is one matter.
type Casefile struct {
	ID         string       `json:"id"`
	Kind       string       `json:"kind"`
	Object     string       `json:"object" doc:"what it is about, for example order:ord_…"`
	TitleKey   string       `json:"title_key"`
	TitleZH    string       `json:"title_zh"`
	TitleEN    string       `json:"title_en"`
	State      string       `json:"state" enum:"open,working,resolved"`
	Outcome    string       `json:"outcome,omitempty" enum:"confirmed,unfounded,recovered,loss,explained,corrected,done,withdrawn"`
	Assignee   string       `json:"assignee,omitempty"`
	AtRisk     money.Money  `json:"money_at_risk"`
	Recovered  money.Money  `json:"recovered"`
	DueDay     calendar.Day `json:"due_day"`
	DueBasis   string       `json:"due_basis" enum:"working_days,calendar_days"`
	DueCount   int64        `json:"due_count" doc:"days given, on the basis named"`
	DueNote    string       `json:"due_note,omitempty" doc:"why the deadline does not count working days"`
	OpenedBy   string       `json:"opened_by"`
	OpenedAt   time.Time    `json:"opened_at"`
	ResolvedBy string       `json:"resolved_by,omitempty"`
	ResolvedAt *time.Time   `json:"resolved_at,omitempty"`

	dueAt int64
	rank  int64
}

// Title is the title in a language.
func (c Casefile) Title(lang words.Lang) string {
	if lang == words.EN {
		return c.TitleEN
	}
	return c.TitleZH
}

// Note is one thing that happened to a case.
type Note struct {
	ID    string    `json:"id"`
	Kind  string    `json:"kind" enum:"opened,again,note,assigned,recovered,resolved"`
	Text  string    `json:"text"`
	Actor string    `json:"actor"`
	At    time.Time `json:"at"`
}

// Outcomes lists all outcomes in the order people see them.
func Outcomes() []string {
	return []string{Confirmed, Unfounded, Recovered, Loss, Explained, Corrected, Done, Withdrawn}
}

// explain says why a deadline does not count working days.
func (c *Casefile) explain(lang words.Lang) {
	if c.DueBasis == CalendarDays {
		c.DueNote = wordCalendar.In(lang, words.Args{"day": c.DueDay, "n": c.DueCount})
	}
}
