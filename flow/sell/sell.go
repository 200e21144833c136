package sell

import (
	"time"

	"fenming/book/channel"
	"fenming/book/contract"
	"fenming/book/customer"
	"fenming/book/goods"
	"fenming/book/order"
	"fenming/book/plan"
	"fenming/book/risk"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/office/tenant"
)

// ItemIn is one line of an order as the shop sends it.
type ItemIn struct {
	SKU        string      `json:"sku" minLength:"1" maxLength:"100"`
	Name       string      `json:"name,omitempty" maxLength:"120"`
	Category   string      `json:"category,omitempty" maxLength:"60"`
	Fulfilment string      `json:"fulfilment,omitempty" enum:"shipment,service,voucher,digital,pickup"`
	Resale     bool        `json:"resale,omitempty"`
	Quantity   int64       `json:"quantity" minimum:"1" maximum:"1000000"`
	Amount     money.Money `json:"amount" doc:"of the line"`
}

// DecideIn is an order as the shop sends it.
type DecideIn struct {
	OuterNo   string          `json:"outer_no" minLength:"1" maxLength:"64"`
	Customer  customer.Person `json:"customer"`
	Amount    money.Money     `json:"amount"`
	Items     []ItemIn        `json:"items,omitempty" maxItems:"200"`
	PlanCode  string          `json:"plan_code,omitempty" maxLength:"60" doc:"empty: sold without credit"`
	Count     int             `json:"count,omitempty" minimum:"0" maximum:"60"`
	ChannelID string          `json:"channel_id,omitempty" maxLength:"40" doc:"empty: the platform's active channel"`
	ShopID    string          `json:"shop_id,omitempty" maxLength:"40" doc:"empty: the default shop"`
	Subject   string          `json:"subject,omitempty" maxLength:"120" doc:"what the buyer reads at the platform"`
	Store     string          `json:"store,omitempty" maxLength:"60"`
	Staff     string          `json:"staff,omitempty" maxLength:"60"`
	Way       string          `json:"way,omitempty" enum:"qr,account" doc:"how the buyer meets the sale; default qr"`
	BuyerID   string          `json:"buyer_id,omitempty" maxLength:"64" doc:"the buyer's account at the platform, for way account"`
	Device    string          `json:"device,omitempty" maxLength:"128" doc:"the shop's mark of the buyer's device"`
	BuyerIP   string          `json:"buyer_ip,omitempty" maxLength:"45"`
}

// DecideOut is the verdict with everything the shop needs to act on it.
type DecideOut struct {
	Order    order.Order        `json:"order"`
	Outcome  string             `json:"outcome" enum:"accept,step_up,hold,decline"`
	Verdict  *risk.Verdict      `json:"verdict,omitempty"`
	Reason   string             `json:"reason,omitempty" doc:"why it was not accepted, when not the verdict's own reasons say it"`
	Code     string             `json:"code,omitempty" doc:"the reason as a stable code: budget, budget_pause, under_age, limit"`
	Budget   *BudgetNote        `json:"budget,omitempty" doc:"what the customer's own budget says, when he set one"`
	Quote    *plan.Quote        `json:"quote,omitempty"`
	Contract *contract.Contract `json:"contract,omitempty"`
	Next     string             `json:"next" enum:"pay,sign,review,none" doc:"what has to happen now"`
}

// What has to happen next.
const (
	nextPay    = "pay"
	nextSign   = "sign"
	nextReview = "review"
	nextNone   = "none"
)

// The settings of this room.
var (
	knobPayWindow = tenant.Knob{Name: "sell.payment_minutes", Word: wordPayWindow, Unit: "minutes", Default: 30, Min: 5, Max: 1440}
	knobSignWait  = tenant.Knob{Name: "sell.sign_hours", Word: wordSignWait, Unit: "hours", Default: 24, Min: 1, Max: 24}
	knobRefund    = tenant.Knob{Name: "sell.refund_approval", Word: wordRefundKnob, Unit: "minor units", Default: 200_000, Min: 0, Max: 100_000_000}
)

// Knobs lists the settings of this room.
func Knobs() []tenant.Knob { return []tenant.Knob{knobPayWindow, knobSignWait, knobRefund} }

// dayOf is the shop's day at a time.
func dayOf(tx *db.Tx, at time.Time) (calendar.Day, error) {
	zone, err := tenant.Location(tx)
	if err != nil {
		return "", err
	}
	return calendar.DayOf(at, zone), nil
}

// shopOf returns the shop an order belongs to.
func shopOf(tx *db.Tx, id string) (tenant.Shop, error) {
	if id == "" {
		return tenant.DefaultShop(tx)
	}
	return tenant.GetShop(tx, id)
}

// itemsOf finds or makes the products and returns the lines of the order, with
// what the catalogue says of them.
func itemsOf(tx *db.Tx, list []ItemIn) ([]order.Item, error) {
	items := make([]order.Item, len(list))
	for i, in := range list {
		p, err := goods.Ensure(tx, goods.Product{SKU: in.SKU, Name: in.Name, Category: in.Category,
			Fulfilment: in.Fulfilment, Resale: in.Resale})
		if err != nil {
			return nil, err
		}
		items[i] = order.Item{Nr: i + 1, ProductID: p.ID, SKU: p.SKU, Name: p.Name, Category: p.Category,
			Fulfilment: p.Fulfilment, Resale: p.Resale, Quantity: in.Quantity, Amount: in.Amount}
	}
	return items, nil
}

// channelFor returns the channel through which an order is sold: none for the
// merchant's own plans and for a sale without credit that names none.
func channelFor(tx *db.Tx, id string, quote *plan.Quote) (channel.Channel, error) {
	if quote != nil && quote.Platform == plan.Own || quote == nil && id == "" {
		return channel.Channel{}, nil
	}
	if id == "" {
		return channel.ByPlatform(tx, quote.Platform)
	}
	c, err := channel.Get(tx, id)
	if err != nil {
		return channel.Channel{}, err
	}
	if c.State != channel.Active {
		return channel.Channel{}, fault.Refused(wordPaused).At("/channel_id")
	}
	if quote != nil && c.Platform != quote.Platform {
		return channel.Channel{}, fault.Invalid(wordOtherPlatform).At("/channel_id")
	}
	return c, nil
}
