package customer

import (
	"time"

	"fenming/kit/calendar"
	"fenming/kit/vault"
)

// Customer is a person as screens and other rooms see him: masked.
type Customer struct {
	ID            string    `json:"id"`
	ExternalNo    string    `json:"external_no,omitempty" doc:"the shop's own customer number"`
	NameMasked    string    `json:"name"`
	PhoneMasked   string    `json:"phone"`
	EmailMasked   string    `json:"email,omitempty"`
	AddressMasked string    `json:"address,omitempty"`
	Adult         bool      `json:"adult" doc:"false only when the birthday is known and lies less than 18 years back"`
	CreatedAt     time.Time `json:"created_at"`

	// Blind indexes for features and lists; they never leave the server.
	PhoneIndex   string `json:"-"`
	AddressIndex string `json:"-"`
	IDIndex      string `json:"-"`
}

// Person is what is known of a customer in the clear. It exists in memory only.
type Person struct {
	ExternalNo string       `json:"external_no,omitempty" maxLength:"64"`
	Name       string       `json:"name,omitempty" maxLength:"100"`
	Phone      string       `json:"phone,omitempty" maxLength:"40"`
	Email      string       `json:"email,omitempty" maxLength:"254"`
	Address    string       `json:"address,omitempty" maxLength:"300"`
	IDNumber   string       `json:"id_number,omitempty" maxLength:"40"`
	BirthDay   calendar.Day `json:"birth_day,omitempty" maxLength:"10"`
}

func (p Person) masked(r row, today calendar.Day) Customer {
	return Customer{ID: r.id, ExternalNo: r.externalNo, NameMasked: vault.MaskName(p.Name),
		PhoneMasked: vault.MaskPhone(p.Phone), EmailMasked: vault.MaskEmail(p.Email),
		AddressMasked: vault.MaskAddress(p.Address), Adult: p.adult(today),
		CreatedAt:  calendar.FromMicros(r.createdAt),
		PhoneIndex: r.phone, AddressIndex: r.address, IDIndex: r.identity}
}

// Consent 授权 is one act of agreeing to one purpose.
type Consent struct {
	ID          string     `json:"id"`
	Purpose     string     `json:"purpose" minLength:"1" maxLength:"60"`
	Recipient   string     `json:"recipient,omitempty" doc:"who gets the data, as it was shown; empty: the shop alone"`
	TextHash    string     `json:"text_hash" minLength:"64" maxLength:"64" doc:"SHA-256 of the text that was shown, hex"`
	TextVersion string     `json:"text_version" minLength:"1" maxLength:"40"`
	Lang        string     `json:"lang,omitempty" doc:"the language in which it was shown"`
	Channel     string     `json:"channel" minLength:"1" maxLength:"40" doc:"where it was given: page, store, phone, import"`
	Evidence    string     `json:"evidence,omitempty" doc:"what proves it: contract:… or disclosure:…"`
	GivenBy     string     `json:"given_by,omitempty" doc:"who recorded it: kind:id; customer: the customer himself by his link"`
	GivenAt     time.Time  `json:"given_at"`
	WithdrawnAt *time.Time `json:"withdrawn_at,omitempty"`

	withdrawnBy, withdrawnVia string
}

// Refusal 拒绝 is the customer's no to a purpose he was asked about.
type Refusal struct {
	ID          string    `json:"id"`
	Purpose     string    `json:"purpose"`
	TextHash    string    `json:"text_hash"`
	TextVersion string    `json:"text_version"`
	Channel     string    `json:"channel"`
	RefusedBy   string    `json:"refused_by"`
	RefusedAt   time.Time `json:"refused_at"`
}

// Stand is where a customer stands with a purpose.
type Stand = string

// The stands; the last word counts.
const (
	NotAsked  Stand = "none"
	Given     Stand = "given"
	Refused   Stand = "refused"
	Withdrawn Stand = "withdrawn"
)

// ConsentAct is one line of the history of consents.
type ConsentAct struct {
	Purpose     string    `json:"purpose"`
	Act         Stand     `json:"act" enum:"given,refused,withdrawn"`
	TextHash    string    `json:"text_hash"`
	TextVersion string    `json:"text_version"`
	Recipient   string    `json:"recipient,omitempty"`
	Channel     string    `json:"channel"`
	Evidence    string    `json:"evidence,omitempty"`
	By          string    `json:"by,omitempty"`
	At          time.Time `json:"at"`
}

// HoldKind says why asking for money has to stop.
type HoldKind = string

// The kinds of hold.
const (
	Dispute   HoldKind = "dispute"
	Hardship  HoldKind = "hardship"
	Complaint HoldKind = "complaint"
	Stop      HoldKind = "stop"
)

// Hold stops the clock for a customer, or for one contract of his.
type Hold struct {
	ID         string     `json:"id"`
	CustomerID string     `json:"customer_id"`
	ContractID string     `json:"contract_id,omitempty" doc:"empty: every contract of the customer"`
	Kind       HoldKind   `json:"kind"`
	Reason     string     `json:"reason"`
	PlacedBy   string     `json:"placed_by"`
	PlacedAt   time.Time  `json:"placed_at"`
	LiftedAt   *time.Time `json:"lifted_at,omitempty"`
}
