package plan

import (
	"fenming/kit/calendar"
	"fenming/kit/money"
)

// Schedule is what is due when: the outcome of Terms for an amount and a start
// day. All amounts are minor units of Currency.
type Schedule struct {
	Currency    money.Currency `json:"currency"`
	Start       calendar.Day   `json:"start"`
	Amount      int64          `json:"amount"`   // the price
	Financed    int64          `json:"financed"` // the price less the down payment
	Instalments []Instalment   `json:"instalments"`
	Interest    int64          `json:"interest"`     // sum over the instalments
	Fee         int64          `json:"fee"`          // sum over the instalments
	MerchantFee int64          `json:"merchant_fee"` // borne by the merchant, in no instalment
}

// Row is the kind of an instalment.
type Row string

// The rows. For gives the first two; the others come of what happens later:
// Extra is a line put behind the last one (a charge-back after it, a fee on its
// own), ReAged one of the lines that replace those in arrears.
const (
	DownPayment Row = "down_payment"
	Regular     Row = "regular"
	Extra       Row = "extra"
	ReAged      Row = "re_aged"
)

// Instalment is one line of a schedule. Number 0 is due on the start day: the
// down payment, a fee at the start, or both.
type Instalment struct {
	No        int          `json:"no"`
	Kind      Row          `json:"kind"`
	DueDay    calendar.Day `json:"due_day"`
	GraceDay  calendar.Day `json:"grace_day"` // the last day on which paying is not late
	Principal int64        `json:"principal"`
	Interest  int64        `json:"interest"`
	Fee       int64        `json:"fee"`
	Balance   int64        `json:"balance"` // principal that remains after it
}

// Due is what the instalment asks for, in minor units.
func (i Instalment) Due() int64 { return i.Principal + i.Interest + i.Fee }

// Due is what the customer pays in all, in minor units.
func (s Schedule) Due() int64 { return s.Amount + s.Interest + s.Fee }
