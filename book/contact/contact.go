package contact

import (
	"time"

	"fenming/kit/money"
)

// The channels.
const (
	Email  = "email"
	SMS    = "sms"
	Voice  = "voice"
	Letter = "letter"
)

// The purposes. A receipt tells of a payment and asks for nothing: it needs no
// balance, creditor, hold or slot, but keeps the window.
const (
	Reminder = "reminder"
	Call     = "call"
	Demand   = "demand"
	Plan     = "plan"
	Receipt  = "receipt"
)

// The recipients.
const (
	Debtor    = "debtor"
	Guarantor = "guarantor"
)

// The codes of a decision.
const (
	Allowed     = "ALLOWED"
	NotCreditor = "NOT_CREDITOR"
	NoBalance   = "NO_BALANCE"
	OnHold      = "HOLD"
	NoRecipient = "RECIPIENT"
	NoChannel   = "NO_CHANNEL"
	NoConsent   = "NO_CONSENT"
	Wording     = "WORDING"
	UnknownZone = "UNKNOWN_ZONE"
	Quiet       = "QUIET"
	Cap         = "CAP"
	TooEarly    = "STAGE"
	Unknown     = "UNKNOWN_REQUEST"
	GateError   = "GATE_ERROR"
)

// Ask is one question: may this customer be contacted now, so, about this?
type Ask struct {
	CustomerID  string
	ContractID  string
	Creditor    string      // merchant, or else refused
	Channel     string      // email | sms | voice | letter
	Purpose     string      // reminder | call | demand | plan | receipt
	Recipient   string      // debtor (default) | guarantor
	Balance     money.Money // live: read from the ledger in this transaction
	Holds       []string    // kinds the caller knows of beside those the gate reads itself
	OverdueDays int         // below 0: days still to go
	At          time.Time   // when contact would be made; zero: now
	Zone        string      // IANA zone of the customer, else of the shop; "" is refused
	AlsoZone    string      // a second zone that must allow too (Xinjiang)
	Text        []string    // what would be said, for the check of its wording
}

// Decision is the gate's answer.
type Decision struct {
	ID          string    `json:"id"`
	Allowed     bool      `json:"allowed"`
	Code        string    `json:"code"`
	Rules       []string  `json:"rules" doc:"the rules that decided; for an allowed contact those it passed on time and number"`
	NextAt      time.Time `json:"next_at,omitzero" doc:"earliest lawful time; absent when time alone does not heal it"`
	Until       time.Time `json:"until,omitzero" doc:"end of the window, for an allowed contact"`
	PackVersion string    `json:"pack_version"`
	Zone        string    `json:"zone,omitempty"`
	Today       int       `json:"today" doc:"contacts already made or reserved on the customer's day"`
	Week        int       `json:"week" doc:"the same within 7 days"`
}

// Check is a logged decision.
type Check struct {
	Decision
	CustomerID string      `json:"customer_id"`
	ContractID string      `json:"contract_id,omitempty"`
	Creditor   string      `json:"creditor"`
	Channel    string      `json:"channel"`
	Purpose    string      `json:"purpose"`
	Balance    money.Money `json:"balance"`
	At         time.Time   `json:"at"`
	Actor      string      `json:"actor"`
	AskedAt    time.Time   `json:"asked_at"`
	Sentence   string      `json:"sentence" doc:"the decision in words"`
}
