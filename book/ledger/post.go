package ledger

import (
	"strings"

	"fenming/kit/db"
	"fenming/kit/fault"
)

// Post writes a manual journal entry. It refuses one that does not balance in
// each currency, and one that touches a contract's receivable, which only this
// room's own verbs may change. Id, time and person are filled in.
func Post(tx *db.Tx, e Entry) (Entry, error) {
	for _, l := range e.Legs {
		if strings.HasPrefix(l.Subject, "contract:") || strings.HasPrefix(l.Account, "customer.") {
			return e, fault.Invalid(wordContractSubject).At("/legs")
		}
	}
	e.ContractID, e.Reverses, e.role, e.once = "", "", Journal, ""
	if e.Kind == "" {
		e.Kind = KindJournal
	}
	return post(tx, e)
}

// post fills in, checks and stores an entry.
func post(tx *db.Tx, e Entry) (Entry, error) {
	if err := check(e); err != nil {
		return e, err
	}
	e.ID, e.RecordedAt, e.RecordedBy = tx.ID("ent"), tx.Now(), tx.Actor().ID
	if e.role == "" {
		e.role = Journal
	}
	tx.Note("entry:"+e.ID, nil, noteOf(e))
	return e, write(tx, e)
}

// entryNote is what the audit entry keeps of an entry.
type entryNote struct {
	Kind     string `json:"kind"`
	Ref      string `json:"ref,omitempty"`
	Reverses string `json:"reverses,omitempty"`
	Debit    int64  `json:"debit"` // minor units, over all currencies
	Legs     int    `json:"legs"`
}

func noteOf(e Entry) entryNote {
	n := entryNote{Kind: e.Kind, Ref: e.Ref, Reverses: e.Reverses, Legs: len(e.Legs)}
	for _, l := range e.Legs {
		n.Debit += max(0, l.Amount)
	}
	return n
}

// postOnce posts an event that may happen once; a second call returns the
// entry of the first.
func postOnce(tx *db.Tx, once string, e Entry) (Entry, error) {
	had, found, err := byOnce(tx, once)
	if err != nil || found {
		return had, err
	}
	e.once = once
	return post(tx, e)
}
