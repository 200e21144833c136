package contract

import (
	"fenming/kit/calendar"
	"fenming/kit/db"
)

// ReAged is the kind of an instalment that a re-age made.
const ReAged = "re_aged"

// Moved is what a re-age takes off one instalment, in minor units.
type Moved struct {
	No        int   `json:"no"`
	Principal int64 `json:"principal"`
	Interest  int64 `json:"interest"`
	Fee       int64 `json:"fee"`
}

// ReAgeIn makes what is unpaid due anew. How the customer agreed is kept with
// the event.
type ReAgeIn struct {
	ID     string
	Day    calendar.Day
	Moved  []Moved
	New    []Instalment // No, Kind and ReAge are filled in
	Agreed string
}

// ReAge writes a re-age to a contract that is in force and returns all its
// instalments. The amounts as signed stay; what was moved stands beside them.
// Who calls it sees to it that the sums agree: the ledger does.
func ReAge(tx *db.Tx, in ReAgeIn) ([]Instalment, error) {
	list, err := instalments(tx, in.ID)
	if err != nil {
		return nil, err
	}
	last, number := 0, 1
	for _, n := range list {
		last, number = max(last, n.No), max(number, n.ReAge+1)
	}
	for i := range in.New {
		in.New[i].No, in.New[i].Kind, in.New[i].ReAge = last+1+i, ReAged, number
	}
	for _, m := range in.Moved {
		if err := addMoved(tx, in.ID, m); err != nil {
			return nil, err
		}
	}
	if err := insertInstalments(tx, in.ID, in.New); err != nil {
		return nil, err
	}
	tx.Note("contract:"+in.ID, nil, map[string]any{"re_age": number, "instalments": len(in.New)})
	err = addEvent(tx, in.ID, ReAged, map[string]any{"day": in.Day, "number": number, "moved": in.Moved, "new": in.New, "agreed": in.Agreed})
	if err != nil {
		return nil, err
	}
	return instalments(tx, in.ID)
}
