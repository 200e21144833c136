package customer

import (
	"slices"
	"strings"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/office/notice"
)

// PlaceHold stops asking the customer for money, for one contract or for all,
// and takes back the letters that wait. A standing hold of the same kind for the
// same contract is returned as it is.
func PlaceHold(tx *db.Tx, h Hold) (Hold, error) {
	kinds := []HoldKind{Dispute, Hardship, Complaint, Stop}
	if !slices.Contains(kinds, h.Kind) {
		return Hold{}, fault.Invalid(wordHoldKind).At("/kind")
	}
	if strings.TrimSpace(h.Reason) == "" {
		return Hold{}, fault.Invalid(wordReason).At("/reason")
	}
	if _, err := find(tx, h.CustomerID, tx.ForUpdate()); err != nil {
		return Hold{}, orNotFound(err)
	}
	standing, err := Holds(tx, h.CustomerID, h.ContractID)
	if err != nil {
		return Hold{}, err
	}
	for _, other := range standing {
		if other.Kind == h.Kind && other.ContractID == h.ContractID {
			return other, nil
		}
	}
	h.ID, h.PlacedBy, h.PlacedAt = tx.ID("hld"), tx.Actor().ID, tx.Now()
	if err := insertHold(tx, h); err != nil {
		return Hold{}, err
	}
	tx.Note("customer:"+h.CustomerID, nil, map[string]any{"hold": h.ID, "kind": h.Kind, "contract": h.ContractID})
	// Reminders of his other contracts go too: a letter less does no harm.
	_, err = notice.CancelReminders(tx, h.CustomerID)
	return h, err
}

// Lock makes holds placed at the same time wait, or waits for them: who asks for
// money after it sees every hold there is.
func Lock(tx *db.Tx, id string) error {
	_, err := find(tx, id, tx.ForUpdate())
	return orNotFound(err)
}

// LiftHold ends a hold, with a reason; a hold that does not stand is a
// not-found fault.
func LiftHold(tx *db.Tx, id, reason string) error {
	if strings.TrimSpace(reason) == "" {
		return fault.Invalid(wordReason).At("/reason")
	}
	n, err := liftHold(tx, id, reason)
	if err == nil && n == 0 {
		return fault.NotFound(wordNoHold)
	}
	if err == nil {
		tx.Note("hold:"+id, map[string]any{"state": "placed"}, map[string]any{"state": "lifted"})
	}
	return err
}

// Holds lists the standing holds of a customer that bear on a contract: those
// on that contract and those on all of his. An empty contract lists every
// standing hold of the customer.
func Holds(tx *db.Tx, customerID, contractID string) ([]Hold, error) {
	all, err := standingHolds(tx, customerID)
	if contractID == "" {
		return all, err
	}
	return slices.DeleteFunc(all, func(h Hold) bool { return h.ContractID != "" && h.ContractID != contractID }), err
}
