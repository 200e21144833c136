package contact

import (
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
)

// The states of a step.
const (
	Planned = "planned"
	Sent    = "sent"
	Skipped = "skipped"
)

// Step is what was planned for an instalment.
type Step struct {
	ContractID string       `json:"contract_id"`
	Instalment int          `json:"instalment"`
	Step       string       `json:"step"`
	CustomerID string       `json:"customer_id"`
	Day        calendar.Day `json:"day"`
	State      string       `json:"state" enum:"planned,sent,skipped"`
	Code       string       `json:"code,omitempty"`
	Tries      int          `json:"tries"`
	At         time.Time    `json:"at"`
	CheckID    string       `json:"check_id,omitempty"`
	NoticeID   string       `json:"notice_id,omitempty"`
}

// PlanStep writes a step down; false when it was planned before.
func PlanStep(tx *db.Tx, s Step) (bool, error) {
	n, err := insertStep(tx, s)
	if n == 1 && err == nil {
		tx.Note("step:"+s.ContractID, nil, map[string]any{"instalment": s.Instalment, "step": s.Step, "state": s.State, "code": s.Code})
	}
	return n == 1, err
}

// LockStep returns a step whose row stays ours until the end of the
// transaction; a step that was never planned is db.ErrNone.
func LockStep(tx *db.Tx, contractID string, instalment int, step string) (Step, error) {
	return findStep(tx, contractID, instalment, step, tx.ForUpdate())
}

// SaveStep writes what became of a step.
func SaveStep(tx *db.Tx, s Step) error {
	tx.Note("step:"+s.ContractID, nil, map[string]any{"instalment": s.Instalment, "step": s.Step, "state": s.State, "code": s.Code})
	return updateStep(tx, s)
}

// Steps lists the newest steps of a contract.
func Steps(tx *db.Tx, contractID string) ([]Step, error) { return steps(tx, contractID) }
