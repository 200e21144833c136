package risk

import (
	"time"

	"fenming/book/customer"
	"fenming/book/plan"
	"fenming/kit/money"
	"fenming/kit/words"
)

// The outcomes, from mild to strict.
const (
	Accept  = "accept"
	StepUp  = "step_up"
	Hold    = "hold"
	Decline = "decline"
)

// Facts are what is known of an order when it is decided. Device and IP are
// given in the clear and kept as blind indexes.
type Facts struct {
	OrderID      string
	OuterNo      string
	Customer     customer.Customer
	Amount       money.Money
	Quote        *plan.Quote // nil: sold without credit
	Device       string
	IP           string
	AddressIndex string // empty: the customer's
	PhoneIndex   string // empty: the customer's
	Store        string
	Staff        string // who entered it at the till, "" for an order the customer placed
	Items        []Item
	Budget       money.Money // the ceiling of new credit a month that the customer set himself; zero: none
	Committed    money.Money // new credit of the month, this order included
	At           time.Time   // when the order was placed; zero: now
	Imported     bool        // history: judged at its own time
}

// Item is one line of the order.
type Item struct {
	SKU        string
	Category   string
	Fulfilment string // shipment | service | voucher | digital | pickup
	Resale     bool   // goods that are easily turned into money
	Amount     money.Money
	Quantity   int64
}

// Text is a filled sentence in both languages.
type Text struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// In returns the sentence in a language.
func (t Text) In(lang words.Lang) string {
	if lang == words.EN {
		return t.EN
	}
	return t.ZH
}

func text(w words.Word, args words.Args) Text {
	return Text{w.In(words.ZH, args), w.In(words.EN, args)}
}

// Reason is one rule that hit, in words and numbers.
type Reason struct {
	Code   string     `json:"code"`
	ZH     string     `json:"zh"`
	EN     string     `json:"en"`
	Values words.Args `json:"values"`
	Weight int        `json:"weight" doc:"points added to the score; below 0 for a trusted customer"`
	Force  string     `json:"force,omitempty" doc:"the mildest outcome this reason allows, whatever the score"`
}

// Verdict 结论 is the decision with its reasons.
type Verdict struct {
	ID          string    `json:"id"`
	OrderID     string    `json:"order_id"`
	OuterNo     string    `json:"outer_no"`
	CustomerID  string    `json:"customer_id"`
	Outcome     string    `json:"outcome" enum:"accept,step_up,hold,decline"`
	Score       int       `json:"score"`
	Reasons     []Reason  `json:"reasons"`
	WouldChange Text      `json:"would_change"`
	Levers      []string  `json:"levers" doc:"what can be done on this platform; names in lever_names"`
	RuleSet     string    `json:"rule_set"`
	Digest      string    `json:"digest" doc:"SHA-256 of the facts judged, hex"`
	Imported    bool      `json:"imported"`
	At          time.Time `json:"at"`
	JudgedAt    time.Time `json:"judged_at"`
}

// The kinds of event.
const (
	KindOrder    = "order"
	KindRefund   = "refund"
	KindDelivery = "delivery"
	KindCancel   = "cancel"
)

// Event is something that happened to an order and that later verdicts count.
// Keys left empty are taken from the order's own event.
type Event struct {
	Kind       string
	OrderID    string
	Amount     money.Money
	At         time.Time // zero: now
	PaidAt     time.Time // refund: when it was paid; zero: when it was ordered
	Moved      bool      // delivery: a carrier saw the goods
	Fulfilment string    // delivery: shipment | …; empty: the order's
}

// window sums over the four look-backs.
type window struct {
	H1, D1, D7, D30 int64
}

// feature is what one key (a customer, a device, …) did up to the moment.
type feature struct {
	Orders       window `json:"orders"`
	Sum          window `json:"sum"`       // minor units of orders
	CustomersH1  int64  `json:"people_1h"` // distinct customers
	CustomersD30 int64  `json:"people_30d"`
	Resale       int64  `json:"resale_30d"`
	Refunds      int64  `json:"refunds_30d"`
	QuickRefunds int64  `json:"quick_refunds_30d"`
	Unmoved      int64  `json:"unmoved_30d"`
	Pair         int64  `json:"pair_7d"` // orders with this very customer
}

// The keys of features.
const (
	keyCustomer = "customer"
	keyPhone    = "phone"
	keyDevice   = "device"
	keyAddress  = "address"
	keyIP       = "ip"
	keyStaff    = "staff"
)
