package limit

import (
	"encoding/json"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/words"
	"fenming/office/control"
	"fenming/office/tenant"
)

// KindSet is the act of raising a limit, which waits for a second person.
const KindSet = "limit.set"

// Acts are what office/control runs for this room.
func Acts() []control.Act {
	return []control.Act{{Kind: KindSet, Permission: PermissionSet, Run: func(tx *db.Tx, raw []byte) error {
		var in SetIn
		if err := json.Unmarshal(raw, &in); err != nil {
			return err
		}
		_, err := Set(tx, in)
		return err
	}}}
}

// Outcome says whether a limit was set, or waits for a second person.
type Outcome struct {
	Applied     bool      `json:"applied"`
	Rule        *Rule     `json:"rule,omitempty"`
	ApprovalID  string    `json:"approval_id,omitempty"`
	EffectiveAt time.Time `json:"effective_at"`
}

// Propose sets a limit at once when it lowers what is in force or is the first
// of the shop, and leaves it for a second person when it raises it.
func Propose(tx *db.Tx, in SetIn) (Outcome, error) {
	if in.ValidFrom == "" {
		loc, err := tenant.Location(tx)
		if err != nil {
			return Outcome{}, err
		}
		in.ValidFrom = calendar.DayOf(tx.Now(), loc)
	}
	checked := in
	if checked.ValidTo == "" {
		checked.ValidTo = forever
	}
	if err := checked.check(); err != nil {
		return Outcome{}, err
	}
	rules, err := rulesFor(tx, in.CustomerID, in.ValidFrom)
	if err != nil {
		return Outcome{}, err
	}
	first, err := listRules(tx, "", "", 1)
	if err != nil {
		return Outcome{}, err
	}
	if len(first) == 0 || !raises(rules, in) {
		r, err := Set(tx, in)
		return Outcome{Applied: true, Rule: &r, EffectiveAt: tx.Now()}, err
	}
	object := "limit:" + in.CustomerID + "/" + in.PlanCode
	a, err := control.Ask(tx, control.Request{Kind: KindSet, Permission: PermissionSet, Object: object, Args: in,
		Summary: wordRaise, SummaryArgs: words.Args{"amount": in.Amount.String(), "reason": in.Reason}})
	return Outcome{ApprovalID: a.ID, EffectiveAt: a.EffectiveAt}, err
}
