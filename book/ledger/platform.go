package ledger

import (
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
)

// PlatformIn is an event between the merchant and a platform. Ref tells two
// events of an order apart (the platform's refund or fee number); the same
// event posted again returns the entry of the first time.
type PlatformIn struct {
	OrderID   string
	ChannelID string
	Amount    money.Money
	Day       calendar.Day
	Ref       string
}

// PaidByPlatform books a sale that the platform owes us: the customer paid there.
func PaidByPlatform(tx *db.Tx, in PlatformIn) (Entry, error) {
	return in.post(tx, KindPlatformPaid, PlatformReceivable, Sales)
}

// RefundedByPlatform books what the platform gave back to the customer and
// will not pay us.
func RefundedByPlatform(tx *db.Tx, in PlatformIn) (Entry, error) {
	return in.post(tx, KindPlatformRefund, SalesRefund, PlatformReceivable)
}

// PlatformFee books what the platform keeps for its service.
func PlatformFee(tx *db.Tx, in PlatformIn) (Entry, error) {
	return in.post(tx, KindPlatformFee, PlatformFeeAccount, PlatformReceivable)
}

// PlatformFeeRefunded books a fee the platform gave back.
func PlatformFeeRefunded(tx *db.Tx, in PlatformIn) (Entry, error) {
	return in.post(tx, KindPlatformFee+".refund", PlatformReceivable, PlatformFeeAccount)
}

// SettledIn is a transfer of a platform to the bank.
type SettledIn struct {
	OrderID   string // "" for a transfer that covers many orders
	ChannelID string
	Net       money.Money
	Day       calendar.Day
	Ref       string // the platform's settlement number
}

// Settled books the money of a platform that reached the bank.
func Settled(tx *db.Tx, in SettledIn) (Entry, error) {
	return PlatformIn{in.OrderID, in.ChannelID, in.Net, in.Day, in.Ref}.post(tx, KindSettlement, Bank, PlatformReceivable)
}

func (in PlatformIn) post(tx *db.Tx, kind, debit, credit string) (Entry, error) {
	if in.Amount.Minor <= 0 {
		return Entry{}, fault.Invalid(wordAmount).At("/amount")
	}
	subject := "channel:" + in.ChannelID
	e := Entry{Kind: kind, Ref: in.Ref, OrderID: in.OrderID, Effective: in.Day, role: Journal,
		Legs: []Leg{{debit, subject, in.Amount.Minor, in.Amount.Currency}, {credit, subject, -in.Amount.Minor, in.Amount.Currency}}}
	return postOnce(tx, kind+":"+in.ChannelID+":"+in.OrderID+":"+in.Ref, e)
}
