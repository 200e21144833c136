package contract

import (
	"time"

	"fenming/kit/calendar"
	"fenming/kit/money"
)

// State is where a contract stands; see the drawing in doc.go.
type State = string

// The states.
const (
	Offered    State = "offered"
	Signed     State = "signed"
	Active     State = "active"
	Settled    State = "settled"
	Cancelled  State = "cancelled"
	WrittenOff State = "written_off"
)

// Contract is one agreement. Principal is the price, down payment included.
type Contract struct {
	ID          string         `json:"id"`
	OrderID     string         `json:"order_id"`
	CustomerID  string         `json:"customer_id"`
	QuoteID     string         `json:"quote_id"`
	QuoteHash   string         `json:"quote_hash" doc:"SHA-256 of the quote that was shown"`
	PlanCode    string         `json:"plan_code"`
	Platform    string         `json:"platform"`
	Creditor    string         `json:"creditor" enum:"merchant,assigned"`
	State       State          `json:"state" enum:"offered,signed,active,settled,cancelled,written_off"`
	Currency    money.Currency `json:"currency"`
	Principal   money.Money    `json:"principal"`
	Interest    money.Money    `json:"interest"`
	Fee         money.Money    `json:"fee"`
	LateFee     LateFeeTerms   `json:"late_fee"`
	Allocation  []string       `json:"allocation" doc:"The order in which a payment is allocated, frozen at signing"`
	KeyTerms    []string       `json:"key_terms" doc:"Terms that need an act of acceptance each"`
	TextHash    string         `json:"text_hash,omitempty"`
	TextVersion string         `json:"text_version,omitempty"`
	// The template the text was made with; empty for contracts made before there
	// were any.
	TemplateID   string       `json:"template_id,omitempty"`
	TemplateNo   int          `json:"template_no,omitempty" doc:"its version"`
	ClausePack   string       `json:"clause_pack,omitempty" doc:"version of the clause pack"`
	DocumentHash string       `json:"document_hash,omitempty" doc:"SHA-256 of the text that was made for this contract, the Chinese one"`
	OfferedAt    time.Time    `json:"offered_at"`
	SignedAt     time.Time    `json:"signed_at,omitzero"`
	ActiveDay    calendar.Day `json:"active_day,omitempty"`
	EndedDay     calendar.Day `json:"ended_day,omitempty"`
}

// LateFeeTerms say what lateness costs. Rate is a year on the overdue
// principal (actual days ÷ 365), 0 when the contract charges nothing; CapShare
// is the most it may reach, in ppm of the overdue principal.
type LateFeeTerms struct {
	Rate      money.Rate `json:"rate"`
	GraceDays int        `json:"grace_days"`
	CapShare  int64      `json:"cap_share_ppm"`
	LPR       money.Rate `json:"lpr" doc:"The loan prime rate of the day it was offered"`
}

// Instalment is one line of the agreed schedule, in minor units. What was paid
// of it stands in the ledger.
type Instalment struct {
	No        int          `json:"no"`
	Kind      string       `json:"kind" enum:"down_payment,regular,re_aged"`
	DueDay    calendar.Day `json:"due_day"`
	GraceDay  calendar.Day `json:"grace_day"`
	Principal int64        `json:"principal"` // as signed, or as the re-age made it
	Interest  int64        `json:"interest"`
	Fee       int64        `json:"fee"`

	MovedPrincipal int64 `json:"moved_principal,omitempty" doc:"Moved into later instalments by a re-age"`
	MovedInterest  int64 `json:"moved_interest,omitempty"`
	MovedFee       int64 `json:"moved_fee,omitempty"`
	ReAge          int   `json:"re_age,omitempty" doc:"Number of the re-age that made it; 0 = as signed"`
}

// Event is one thing that happened to a contract.
type Event struct {
	No     int64     `json:"no"`
	Kind   string    `json:"kind"`
	Detail string    `json:"detail"`
	Actor  string    `json:"actor"`
	At     time.Time `json:"at"`
}

// Acceptance is the act by which a customer accepted one key term.
type Acceptance struct {
	Term     string    `json:"term"`
	TextHash string    `json:"text_hash"`
	Channel  string    `json:"channel"`
	At       time.Time `json:"at"`
}

// The key terms (Civil Code 496, Consumer Law 26).
const (
	TermPriceAndCost   = "price_and_cost"
	TermSchedule       = "schedule"
	TermAnnualRate     = "annual_rate"
	TermLateFee        = "late_fee"
	TermAcceleration   = "acceleration"
	TermDataSharing    = "data_sharing"
	TermServiceAddress = "service_address"
	TermJurisdiction   = "jurisdiction"
	TermReturns        = "returns"
	TermTitle          = "title_retention"
	TermGuarantor      = "guarantor"
)

// KeyTermNames gives the names for screens, by id.
func KeyTermNames() map[string][2]string {
	return map[string][2]string{
		TermPriceAndCost:   {"价款与全部费用", "Price and every cost"},
		TermSchedule:       {"各期金额与到期日", "Amount and date of each instalment"},
		TermAnnualRate:     {"年化利率", "Annual rate"},
		TermLateFee:        {"逾期违约金", "Late fee"},
		TermAcceleration:   {"提前到期条件", "When everything falls due at once"},
		TermDataSharing:    {"个人信息的使用与提供", "Use and sharing of personal data"},
		TermServiceAddress: {"送达地址与电子送达", "Address for service, electronic service"},
		TermJurisdiction:   {"管辖法院", "Court"},
		TermReturns:        {"退货退款时的处理", "What a return or refund does"},
		TermTitle:          {"商品所有权", "Who owns the goods"},
		TermGuarantor:      {"保证人", "Guarantor"},
	}
}
