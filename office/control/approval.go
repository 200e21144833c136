package control

import (
	"encoding/json"
	"time"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/words"
)

// The states of an approval.
const (
	Asked     = "asked"
	Approved  = "approved"
	Done      = "done"
	Rejected  = "rejected"
	Withdrawn = "withdrawn"
	Expired   = "expired"
	Failed    = "failed"
)

const (
	// Life is how long an approval waits for a decision.
	Life = 7 * 24 * time.Hour
	// Delay stands in for the second person in a shop of one.
	Delay = 24 * time.Hour
)

// Act is one kind of deed that waits for approval. Run gets the arguments given
// to Ask as JSON and must check the state it finds, since days may have passed.
type Act struct {
	Kind       string // "user.role": noun.verb
	Permission api.Permission
	Run        func(tx *db.Tx, args []byte) error
}

// Request asks for an act.
type Request struct {
	Kind string
	// Permission is what who decides needs; empty means the permission named as
	// Kind. It is the Act's own.
	Permission  api.Permission
	Object      string // "user:usr_…"
	Args        any    // becomes JSON; no personal data
	Summary     words.Word
	SummaryArgs words.Args
	Effective   time.Time // not before; zero: at once
}

// Approval is an act that waits, or waited, for a second person.
type Approval struct {
	ID          string
	Kind        string
	Permission  api.Permission
	Object      string
	Args        json.RawMessage
	Summary     words.Word // with its values filled in
	State       string
	Alone       bool
	Maker       string // user who asked; "" for a part of the system
	MakerActor  string
	AskedAt     time.Time
	EffectiveAt time.Time
	ExpiresAt   time.Time
	DecidedBy   string
	DecidedAt   time.Time
	DoneAt      time.Time
	Reason      string
	Failure     string // key of the sentence that says why it failed
}
