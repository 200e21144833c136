package order

import "fenming/kit/calendar"

// Filter narrows a list of orders; an empty field does not. A number that ends
// in * is searched by its beginning.
type Filter struct {
	States     []State
	Platform   string
	Creditor   string
	CustomerID string
	ChannelID  string
	PlanCode   string
	Verdict    string       // the outcome of the decision
	From, To   calendar.Day // the shop's day of the purchase, both included
	MinAmount  int64        // minor units
	MaxAmount  int64        // minor units, 0 = none
	OuterNo    string
	PlatformNo string
	TrackingNo string
	Imported   *bool
}
