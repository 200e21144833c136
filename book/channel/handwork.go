package channel

import (
	"errors"
	"slices"
	"strings"
	"time"

	"fenming/kit/blob"
	"fenming/kit/db"
	"fenming/kit/fault"
)

// The states of work by hand.
const (
	HandOpen = "open"
	HandDone = "done"
)

// Handwork is a step in the platform's own back office that no interface can
// do: somebody does it and keeps the proof.
type Handwork struct {
	ID        string     `json:"id"`
	ChannelID string     `json:"channel_id"`
	Lever     string     `json:"lever" doc:"which lever is pulled"`
	What      string     `json:"what" doc:"what is to be done, with the value wanted"`
	State     string     `json:"state" enum:"open,done"`
	Proof     *File      `json:"proof,omitempty"`
	OpenedBy  string     `json:"opened_by"`
	OpenedAt  time.Time  `json:"opened_at"`
	DoneBy    string     `json:"done_by,omitempty"`
	DoneAt    *time.Time `json:"done_at,omitempty"`
}

// OpenHandwork records that a lever of a channel has to be pulled by hand. A
// lever that is not pulled by hand there is refused.
func OpenHandwork(tx *db.Tx, channelID, lever, what string) (Handwork, error) {
	c, err := known(tx, channelID, "")
	if err != nil {
		return Handwork{}, err
	}
	if !slices.ContainsFunc(LeversOf(c.Platform), func(l Lever) bool { return l.Code == lever && l.How == ByHand }) {
		return Handwork{}, fault.Refused(wordNoHandwork).At("/lever")
	}
	if strings.TrimSpace(what) == "" {
		return Handwork{}, fault.Invalid(wordWhat).At("/what")
	}
	h := Handwork{ID: tx.ID("hnd"), ChannelID: channelID, Lever: lever, What: strings.TrimSpace(what), State: HandOpen,
		OpenedBy: tx.Actor().ID, OpenedAt: tx.Now()}
	tx.Note("handwork:"+h.ID, nil, map[string]any{"channel": channelID, "lever": lever})
	return h, insertHandwork(tx, h)
}

// ProveHandwork ends work by hand with its proof, a file; without one it stays
// open.
func ProveHandwork(tx *db.Tx, id, name string, ref blob.Ref) (Handwork, error) {
	h, err := handworkBy(tx, id, tx.ForUpdate())
	if err != nil {
		return h, err
	}
	if h.State == HandDone {
		return h, fault.Conflict(wordHandDone)
	}
	if ref.Size == 0 {
		return h, fault.Invalid(wordEmptyFile)
	}
	at := tx.Now()
	h.State, h.Proof, h.DoneBy, h.DoneAt = HandDone, &File{Name: fileName(name), SHA256: ref.SHA256, Size: ref.Size}, tx.Actor().ID, &at
	tx.Note("handwork:"+id, map[string]any{"state": HandOpen}, map[string]any{"state": HandDone, "proof": ref.SHA256})
	return h, setHandworkDone(tx, h)
}

// GetHandwork returns one piece of work; not found is a fault.
func GetHandwork(tx *db.Tx, id string) (Handwork, error) { return handworkBy(tx, id, "") }

func handworkBy(tx *db.Tx, id, lock string) (Handwork, error) {
	h, err := findHandwork(tx, id, lock)
	if errors.Is(err, db.ErrNone) {
		return h, fault.NotFound(wordNoHand)
	}
	return h, err
}
