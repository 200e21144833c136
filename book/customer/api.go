package customer

import (
	"context"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/vault"
)

// Permissions of this room.
const (
	PermissionRead   api.Permission = "customer.read"
	PermissionReveal api.Permission = "customer.reveal"
	PermissionManage api.Permission = "customer.manage"
)

// Operations are the doors of this room.
func Operations() []api.Operation {
	return []api.Operation{
		api.Read("customer.list", "GET /v1/customers", PermissionRead, wordList, opList),
		api.Read("customer.get", "GET /v1/customers/{id}", PermissionRead, wordGet, opGet),
		api.Write("customer.reveal", "POST /v1/customers/{id}/reveal", PermissionReveal, wordReveal, opReveal).WithFreshFactor().WithSecret(),
		api.Write("customer.consent", "POST /v1/customers/{id}/consents", PermissionManage, wordGive, opConsent).WithKey(),
		api.Write("customer.refuse", "POST /v1/customers/{id}/refusals", PermissionManage, wordRefuse, opRefuse).WithKey(),
		api.Read("customer.consents", "GET /v1/customers/{id}/consents", PermissionRead, wordConsentList, opConsents),
		api.Read("customer.purposes", "GET /v1/consent-purposes", PermissionRead, wordPurposes, opPurposes),
		api.Write("customer.withdraw", "POST /v1/customers/{id}/withdraw", PermissionManage, wordWithdraw, opWithdraw),
		api.Write("customer.hold", "POST /v1/customers/{id}/holds", PermissionManage, wordHold, opHold),
		api.Write("customer.lift_hold", "POST /v1/holds/{id}/lift", PermissionManage, wordLift, opLift),
	}
}

// ListIn asks for customers; at most one of the three narrows, exactly. The
// values are compared as blind indexes and are kept nowhere.
type ListIn struct {
	Phone      string `query:"phone" json:"-" maxLength:"40"`
	Email      string `query:"email" json:"-" maxLength:"254"`
	ExternalNo string `query:"external_no" json:"-" maxLength:"64"`
	Cursor     string `query:"cursor" json:"-" maxLength:"200"`
	Limit      int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

func (in ListIn) filter(tx *db.Tx) (filter, error) {
	var found []filter
	if in.Phone != "" {
		ix, err := PhoneIndex(tx, in.Phone)
		if err != nil {
			return filter{}, fault.As(err).At("/query/phone")
		}
		found = append(found, filter{"phone_index", ix})
	}
	if in.Email != "" {
		n, err := vault.NormalEmail(in.Email)
		if err != nil {
			return filter{}, fault.As(err).At("/query/email")
		}
		ix, err := tx.Index("email", n)
		if err != nil {
			return filter{}, err
		}
		found = append(found, filter{"email_index", ix})
	}
	if in.ExternalNo != "" {
		found = append(found, filter{"external_no", in.ExternalNo})
	}
	switch len(found) {
	case 0:
		return filter{}, nil
	case 1:
		return found[0], nil
	}
	return filter{}, fault.Invalid(wordSearch).At("/query")
}

func opList(_ context.Context, tx *db.Tx, in ListIn) (api.Page[Customer], error) {
	page := api.Page[Customer]{Data: []Customer{}, AsOf: tx.Now()}
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return page, err
	}
	where, err := in.filter(tx)
	if err != nil {
		return page, err
	}
	size := api.PageSize(in.Limit)
	rows, err := list(tx, where, at[0], size+1)
	if err != nil {
		return page, err
	}
	rows, page.Next = api.Cut(rows, size, func(r row) string { return api.Cursor(r.id) })
	for _, r := range rows {
		p, err := unseal(tx, r)
		if err != nil {
			return page, err
		}
		page.Data = append(page.Data, p.masked(r, today(tx)))
	}
	return page, nil
}

// IDIn names one customer.
type IDIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
}

// Detail is a customer with consents and standing holds.
type Detail struct {
	Customer
	Consents []Consent `json:"consents"`
	Holds    []Hold    `json:"holds"`
}

func opGet(_ context.Context, tx *db.Tx, in IDIn) (Detail, error) {
	c, err := Get(tx, in.ID)
	if err != nil {
		return Detail{}, err
	}
	d := Detail{Customer: c}
	if d.Consents, err = Consents(tx, in.ID); err != nil {
		return Detail{}, err
	}
	d.Holds, err = Holds(tx, in.ID, "")
	return d, err
}

// RevealIn asks for the full data, with a reason.
type RevealIn struct {
	ID     string `path:"id" json:"-" maxLength:"40"`
	Reason string `json:"reason" minLength:"4" maxLength:"200"`
}

func opReveal(_ context.Context, tx *db.Tx, in RevealIn) (Person, error) {
	return Reveal(tx, in.ID, in.Reason)
}

// HoldIn places a hold.
type HoldIn struct {
	ID         string `path:"id" json:"-" maxLength:"40"`
	ContractID string `json:"contract_id,omitempty" maxLength:"40"`
	Kind       string `json:"kind" enum:"dispute,hardship,complaint,stop"`
	Reason     string `json:"reason" minLength:"1" maxLength:"500"`
}

func opHold(_ context.Context, tx *db.Tx, in HoldIn) (Hold, error) {
	return PlaceHold(tx, Hold{CustomerID: in.ID, ContractID: in.ContractID, Kind: in.Kind, Reason: in.Reason})
}

// LiftIn lifts a hold.
type LiftIn struct {
	ID     string `path:"id" json:"-" maxLength:"40"`
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

func opLift(_ context.Context, tx *db.Tx, in LiftIn) (api.None, error) {
	return api.None{}, LiftHold(tx, in.ID, in.Reason)
}
