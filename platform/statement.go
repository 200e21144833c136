package platform

import (
	"time"

	"fenming/kit/words"
)

// StatementKind names what a statement lists.
type StatementKind string

// The kinds of statement.
const (
	StatementTrade StatementKind = "trade" // sales and refunds
	StatementFund  StatementKind = "fund"  // every movement of the merchant's balance
)

// RawFile is a statement as it arrived. Kind and Day may be empty when a person
// dropped the file in; SHA256 is hex over Bytes.
type RawFile struct {
	Name     string
	Kind     StatementKind
	Day      string
	Bytes    []byte
	SHA256   string
	Exchange Exchange // how it was fetched, zero when uploaded
}

// LineKind sorts statement lines.
type LineKind string

// The kinds of line.
const (
	LinePayment LineKind = "payment"
	LineRefund  LineKind = "refund"
	LineFee     LineKind = "fee"
	LineOther   LineKind = "other"
)

// Line is one row of a statement, in the merchant's view: money in is positive,
// money out negative. AmountFen is the order's amount, ReceivedFen what the
// merchant gets of it after discounts he bears, NetFen = ReceivedFen − FeeFen −
// shares; FeeFen is the cost, positive when taken, negative when handed back.
// In a fund statement the first three are the movement itself. Instalments is 0
// when the statement does not tell.
type Line struct {
	LineNo      int // in the member file, from 1
	FlowNo      string
	PlatformNo  string
	OuterNo     string
	Kind        LineKind
	Charge      ChargeKind // of a fee line, else ""
	AmountFen   int64
	ReceivedFen int64
	NetFen      int64
	FeeFen      int64
	Instalments int
	RefundNo    string
	At          time.Time // UTC
	Remark      string
	Raw         string
}

// Control is one total that the statement states and we counted. Money in fen.
type Control struct {
	Name         string // for example "trade_count", "refund_received", "summary_net"
	Declared     int64
	Counted      int64
	DeclaredLine int // line of the statement that states it
}

// Warning is something odd that does not make the statement wrong.
type Warning struct {
	LineNo int
	Word   words.Word
	Args   words.Args
}

// Statement is a file read and proven against its own totals.
type Statement struct {
	Kind     StatementKind
	Variant  string // layout, for example "trade25", "acquirer29", "fund"
	Account  string
	From, To time.Time // UTC, To exclusive
	Lines    []Line
	Controls []Control
	Warnings []Warning
}
