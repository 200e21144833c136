package customer

import (
	"fenming/kit/db"
	"fenming/kit/fault"
)

// GiveConsent records that the customer agreed to one purpose, and to which
// text. Giving it again records it again: the latest text counts.
func GiveConsent(tx *db.Tx, id string, c Consent) error {
	if c.Purpose == "" || c.TextHash == "" || c.TextVersion == "" || c.Channel == "" {
		return fault.Invalid(wordConsent).At("/consent")
	}
	if _, err := known(tx, id); err != nil {
		return err
	}
	c.ID = tx.ID("con")
	if err := insertConsent(tx, id, c); err != nil {
		return err
	}
	tx.Note("customer:"+id, nil, map[string]any{"consent": c.Purpose, "text_hash": c.TextHash})
	return nil
}

// Withdraw ends every standing consent of the purpose; no standing one is a
// not-found fault.
func Withdraw(tx *db.Tx, id, purpose string) error {
	n, err := withdraw(tx, id, purpose)
	if err == nil && n == 0 {
		return fault.NotFound(wordNoConsent)
	}
	if err == nil {
		tx.Note("customer:"+id, map[string]any{"consent": purpose}, map[string]any{"withdrawn": purpose})
	}
	return err
}

// HasConsent says whether a consent of the purpose stands.
func HasConsent(tx *db.Tx, id, purpose string) (bool, error) {
	list, err := Consents(tx, id)
	for _, c := range list {
		if c.Purpose == purpose && c.WithdrawnAt == nil {
			return true, err
		}
	}
	return false, err
}
