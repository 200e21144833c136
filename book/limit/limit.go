package limit

import (
	"time"

	"fenming/kit/calendar"
	"fenming/kit/money"
)

// Rule is one limit with its reason and its time.
type Rule struct {
	ID         string       `json:"id"`
	CustomerID string       `json:"customer_id,omitempty" doc:"Empty for every customer"`
	PlanCode   string       `json:"plan_code,omitempty" doc:"Empty for all plans together"`
	Amount     money.Money  `json:"amount"`
	ValidFrom  calendar.Day `json:"valid_from"`
	ValidTo    calendar.Day `json:"valid_to"`
	Reason     string       `json:"reason"`
	SetBy      string       `json:"set_by"`
	RecordedAt time.Time    `json:"recorded_at"`
}

// The states of a hold.
const (
	StateHeld     = "held"
	StateUsed     = "used"
	StateReleased = "released"
)

// Held is the claim of an order on a customer's limit.
type Held struct {
	ID         string      `json:"id"`
	CustomerID string      `json:"customer_id"`
	PlanCode   string      `json:"plan_code"`
	OrderID    string      `json:"order_id"`
	Amount     money.Money `json:"amount"`
	Repaid     money.Money `json:"repaid"`
	State      string      `json:"state" enum:"held,used,released"`
	HeldAt     time.Time   `json:"held_at"`
}

// View is what a customer's limit looks like. Why names the rule that sets it.
type View struct {
	CustomerID string      `json:"customer_id"`
	PlanCode   string      `json:"plan_code,omitempty"`
	Limit      money.Money `json:"limit"`
	Used       money.Money `json:"used"`
	Held       money.Money `json:"held"`
	Free       money.Money `json:"free"`
	Why        string      `json:"why"`
	Rule       *Rule       `json:"rule,omitempty"`
	Until      string      `json:"until,omitempty" doc:"The day the rule ends, if it ends"`
	Holds      []Held      `json:"holds"`
}
