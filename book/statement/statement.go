package statement

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/money"
)

// File 对账单 is a statement as it arrived.
type File struct {
	ID         string          `json:"id"`
	ChannelID  string          `json:"channel_id"`
	Platform   string          `json:"platform"`
	Name       string          `json:"name"`
	Kind       string          `json:"kind" enum:"trade,fund"`
	Variant    string          `json:"variant" doc:"layout"`
	Account    string          `json:"account,omitempty"`
	From       calendar.Day    `json:"from" doc:"first day it covers"`
	To         calendar.Day    `json:"to" doc:"last day it covers"`
	SHA256     string          `json:"sha256"`
	Size       int64           `json:"size" doc:"bytes"`
	State      string          `json:"state" enum:"received,loaded,matched"`
	Lines      int64           `json:"lines"`
	Added      int64           `json:"added" doc:"lines no earlier file held"`
	Controls   json.RawMessage `json:"controls" doc:"totals the file states, and what was counted"`
	Warnings   json.RawMessage `json:"warnings"`
	Source     string          `json:"source" enum:"upload,platform"`
	ReceivedAt time.Time       `json:"received_at"`
	ReceivedBy string          `json:"received_by"`
}

// The states of a file.
const (
	Received = "received"
	Loaded   = "loaded"
	Matched  = "matched"
)

// Line 账单行 is one row of a statement. Money in is above zero; Fee is a cost
// above zero.
type Line struct {
	ID         string       `json:"id"`
	FileID     string       `json:"file_id"`
	ChannelID  string       `json:"channel_id"`
	Source     string       `json:"source" enum:"trade,fund"`
	LineNo     int64        `json:"line_no"`
	Kind       string       `json:"kind" enum:"payment,refund,fee,other"`
	Charge     string       `json:"charge,omitempty"`
	PlatformNo string       `json:"platform_no"`
	OuterNo    string       `json:"outer_no"`
	RefundNo   string       `json:"refund_no,omitempty"`
	FlowNo     string       `json:"-"`
	Amount     money.Money  `json:"amount"`
	Received   money.Money  `json:"received"`
	Fee        money.Money  `json:"fee"`
	Net        money.Money  `json:"net"`
	Count      int          `json:"count,omitempty"`
	At         time.Time    `json:"at"`
	Day        calendar.Day `json:"day"`
	Remark     string       `json:"remark,omitempty"`
	Raw        string       `json:"raw" doc:"the row as it stood in the file"`
	State      string       `json:"state" enum:"new,matched,odd,set_aside"`
	OrderID    string       `json:"order_id,omitempty" doc:"when matched"`
}

// The states of a line.
const (
	LineNew      = "new"
	LineMatched  = "matched"
	LineOdd      = "odd"
	LineSetAside = "set_aside"
)

// Key is the natural key of a line: what makes it the same line in another file
// of the same kind. The flow number, where the platform gives one, is enough.
func (l Line) Key() string {
	if l.FlowNo != "" {
		return l.Source + "|flow|" + l.FlowNo
	}
	return strings.Join([]string{l.Source, l.Kind, l.PlatformNo, l.OuterNo, l.RefundNo,
		strconv.FormatInt(l.Amount.Minor, 10), strconv.FormatInt(l.At.Unix(), 10)}, "|")
}

// Match 勾对 says that a line belongs to an order, or to a refund of it.
type Match struct {
	ID       string     `json:"id"`
	LineID   string     `json:"line_id"`
	OrderID  string     `json:"order_id"`
	RefundID string     `json:"refund_id,omitempty"`
	Entries  []string   `json:"entries" doc:"ledger entries posted for it"`
	By       string     `json:"by"`
	At       time.Time  `json:"at"`
	UndoneAt *time.Time `json:"undone_at,omitempty"`
	Reason   string     `json:"reason,omitempty"`
}

// Code says why something does not fit.
type Code string

// The reason codes.
const (
	OrderMissing   Code = "order_missing"   // a line without an order of ours
	LineMissing    Code = "line_missing"    // a paid order that its day's statement does not list
	AmountDiffers  Code = "amount_differs"  // same order, other amount
	FeeDiffers     Code = "fee_differs"     // the fee is not the contract's
	PaidTwice      Code = "paid_twice"      // a second payment line for one order
	RefundMissing  Code = "refund_missing"  // a refund line without a refund of ours
	RefundUnlisted Code = "refund_unlisted" // a refund of ours that its day's statement does not list
	NotPaid        Code = "not_paid"        // the platform lists a payment, our order is not paid
)

// Codes lists all reason codes.
func Codes() []Code {
	return []Code{OrderMissing, LineMissing, AmountDiffers, FeeDiffers, PaidTwice, RefundMissing, RefundUnlisted, NotPaid}
}

// Difference 差异 is something that does not fit.
type Difference struct {
	ID         string       `json:"id"`
	Code       Code         `json:"code"`
	ChannelID  string       `json:"channel_id"`
	FileID     string       `json:"file_id,omitempty"`
	LineID     string       `json:"line_id,omitempty"`
	OrderID    string       `json:"order_id,omitempty"`
	Day        calendar.Day `json:"day"`
	Expected   money.Money  `json:"expected"`
	Actual     money.Money  `json:"actual"`
	State      string       `json:"state" enum:"open,explained,gone"`
	Note       string       `json:"note,omitempty"`
	CasefileID string       `json:"casefile_id,omitempty"`
	CreatedAt  time.Time    `json:"created_at"`
	EndedAt    *time.Time   `json:"ended_at,omitempty"`
	EndedBy    string       `json:"ended_by,omitempty"`
}

// Ref names a difference in other rooms.
func (d Difference) Ref() string { return "difference:" + d.ID }

// The states of a difference.
const (
	Open      = "open"
	Explained = "explained"
	Gone      = "gone"
)

// DayState says which statements of a day are here.
type DayState struct {
	Day   calendar.Day `json:"day"`
	Kind  string       `json:"kind"`
	Files int64        `json:"files"`
}
