package order

import (
	"time"

	"fenming/kit/calendar"
	"fenming/kit/money"
)

// Order is a sale.
type Order struct {
	ID          string       `json:"id"`
	OuterNo     string       `json:"outer_no" doc:"the shop's order number"`
	OutNo       string       `json:"out_no" doc:"our number at the platform"`
	PlatformNo  string       `json:"platform_no,omitempty" doc:"the platform's number"`
	CustomerID  string       `json:"customer_id"`
	ShopID      string       `json:"shop_id"`
	ChannelID   string       `json:"channel_id,omitempty"`
	Platform    string       `json:"platform,omitempty"`
	Creditor    string       `json:"creditor,omitempty"`
	PlanCode    string       `json:"plan_code,omitempty" doc:"empty: sold without credit"`
	QuoteID     string       `json:"quote_id,omitempty"`
	ContractID  string       `json:"contract_id,omitempty"`
	Amount      money.Money  `json:"amount"`
	Refunded    money.Money  `json:"refunded"`
	Count       int          `json:"count" doc:"number of instalments, 0 without credit"`
	State       State        `json:"state"`
	Verdict     string       `json:"verdict,omitempty"`
	Subject     string       `json:"subject"`
	Store       string       `json:"store,omitempty"`
	Staff       string       `json:"staff,omitempty"`
	Way         string       `json:"way,omitempty"`
	PayKind     string       `json:"pay_kind,omitempty" doc:"what to show the buyer: qr, account, none"`
	PayData     string       `json:"pay_data,omitempty"`
	Day         calendar.Day `json:"day" doc:"the shop's day of the purchase"`
	Imported    bool         `json:"imported"`
	CreatedAt   time.Time    `json:"created_at"`
	ExpiresAt   *time.Time   `json:"expires_at,omitempty"`
	PaidAt      *time.Time   `json:"paid_at,omitempty"`
	FulfilledAt *time.Time   `json:"fulfilled_at,omitempty"`
	SettledAt   *time.Time   `json:"settled_at,omitempty"`
	EndedAt     *time.Time   `json:"ended_at,omitempty"`

	events int64 // length of the timeline
}

// Remaining is what may still be refunded, by the money that has gone back.
func (o Order) Remaining() money.Money {
	return money.New(o.Amount.Minor-o.Refunded.Minor, o.Amount.Currency)
}

// Ref names the order in other rooms: "order:ord_…".
func (o Order) Ref() string { return Ref(o.ID) }

// Ref names an order in other rooms.
func Ref(id string) string { return "order:" + id }

// Item is one line of an order.
type Item struct {
	Nr         int         `json:"nr"`
	ProductID  string      `json:"product_id,omitempty"`
	SKU        string      `json:"sku"`
	Name       string      `json:"name"`
	Category   string      `json:"category,omitempty"`
	Fulfilment string      `json:"fulfilment"`
	Resale     bool        `json:"resale"`
	Quantity   int64       `json:"quantity"`
	Amount     money.Money `json:"amount" doc:"of the line"`
}

// Detail says more about an event. It holds no personal data.
type Detail struct {
	Reason string            `json:"reason,omitempty"`
	Ref    string            `json:"ref,omitempty"`    // what caused it: message:…, refund:…, verdict:…
	At     time.Time         `json:"at,omitzero"`      // when it really happened, if not now
	Values map[string]string `json:"values,omitempty"` // codes and numbers
}

// Step is an event with its detail.
type Step struct {
	Event  Event
	Detail Detail
}

// Entry is one line of the timeline.
type Entry struct {
	Nr        int64     `json:"nr"`
	Event     Event     `json:"event"`
	From      State     `json:"from"`
	To        State     `json:"to"`
	Actor     string    `json:"actor"`
	ActorKind string    `json:"actor_kind"`
	At        time.Time `json:"at"`
	Detail    Detail    `json:"detail"`
}

// Proof says that goods moved or a service was performed.
type Proof struct {
	ID          string     `json:"id"`
	OrderID     string     `json:"order_id"`
	Kind        string     `json:"kind" enum:"shipment,service,voucher,digital,pickup"`
	Carrier     string     `json:"carrier,omitempty"`
	TrackingNo  string     `json:"tracking_no,omitempty" doc:"of the shipment, or the voucher's number"`
	EvidenceSHA string     `json:"evidence_sha256,omitempty"`
	ShippedAt   *time.Time `json:"shipped_at,omitempty"`
	SignedAt    *time.Time `json:"signed_at,omitempty" doc:"signed for, performed or redeemed"`
	Partial     bool       `json:"-"` // more is to come
	Actor       string     `json:"actor"`
	CreatedAt   time.Time  `json:"created_at"`
}

// Refund is money that goes back by the way it came.
type Refund struct {
	ID         string       `json:"id" doc:"also our number at the platform"`
	OrderID    string       `json:"order_id"`
	Amount     money.Money  `json:"amount"`
	Reason     string       `json:"reason"`
	State      RefundState  `json:"state"`
	ApprovalID string       `json:"approval_id,omitempty"`
	Charges    money.Money  `json:"charges" doc:"fees that the platform handed back"`
	Actor      string       `json:"actor"`
	Day        calendar.Day `json:"day,omitempty" doc:"the shop's day on which the money went back"`
	CreatedAt  time.Time    `json:"created_at"`
	DoneAt     *time.Time   `json:"done_at,omitempty"`
}

// RefundState says how far a refund has come.
type RefundState string

// The states of a refund.
const (
	RefundAsked    RefundState = "asked"
	RefundApproved RefundState = "approved"
	RefundSent     RefundState = "sent"
	RefundUnknown  RefundState = "unknown"
	RefundDone     RefundState = "done"
	RefundRefused  RefundState = "refused"
)

// refundArrows is the state machine of a refund.
var refundArrows = map[RefundState][]RefundState{
	RefundAsked:    {RefundApproved, RefundRefused},
	RefundApproved: {RefundSent, RefundDone, RefundRefused},
	RefundSent:     {RefundDone, RefundRefused, RefundUnknown},
	RefundUnknown:  {RefundDone, RefundRefused, RefundSent},
	RefundDone:     {},
	RefundRefused:  {},
}

// Live says that the refund counts against the amount.
func (s RefundState) Live() bool { return s != RefundRefused }
