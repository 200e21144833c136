package contract

import (
	"strings"
	"time"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/office/tenant"
)

// Party is the seller as contracts name him.
type Party struct {
	Name    string    `json:"name" maxLength:"120" doc:"legal name; empty: the merchant's name"`
	Code    string    `json:"code,omitempty" maxLength:"40" doc:"unified social credit code"`
	Address string    `json:"address,omitempty" maxLength:"200"`
	Phone   string    `json:"phone,omitempty" maxLength:"40" doc:"of the business"`
	Court   string    `json:"court,omitempty" maxLength:"80" doc:"court agreed on; empty: near the buyer"`
	SavedAt time.Time `json:"saved_at,omitzero"`
}

// PartyOf returns the seller; what was never saved is the merchant's name alone.
func PartyOf(tx *db.Tx) (Party, error) {
	p, err := party(tx)
	if err != nil {
		return p, err
	}
	if p.Name == "" {
		t, err := tenant.Get(tx)
		if err != nil {
			return p, err
		}
		p.Name = t.Name
	}
	return p, nil
}

// SaveParty keeps how contracts name the seller from now on; contracts made
// before stay as they are. A code of another form is invalid.
func SaveParty(tx *db.Tx, p Party) (Party, error) {
	p.Code = strings.ToUpper(strings.TrimSpace(p.Code))
	if p.Code != "" && !creditCode(p.Code) {
		return p, fault.Invalid(wordCreditCode).At("/code")
	}
	before, err := party(tx)
	if err != nil {
		return p, err
	}
	p.SavedAt = tx.Now()
	tx.Note("contract_party:own", before, p)
	return p, saveParty(tx, p)
}
