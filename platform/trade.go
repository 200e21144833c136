package platform

import (
	"net/http"
	"time"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// Outcome is what is known after a call. There is no "failed": either the
// platform said no (Refused), or we do not know (Unknown).
type Outcome string

// The outcomes.
const (
	Done    Outcome = "done"    // it happened
	Waiting Outcome = "waiting" // accepted; the buyer has to act
	Refused Outcome = "refused" // the platform says clearly that it did not happen
	Unknown Outcome = "unknown" // may have happened; ask with Query
)

// Exchange is the evidence of one call: what was sent and what came back, with
// secrets replaced by "***". Times are UTC by the injected clock.
type Exchange struct {
	Number   string // our idempotency number
	Method   string // the platform's name of the call
	URL      string // without query
	SentAt   time.Time
	GotAt    time.Time
	Status   int // HTTP status, 0 when no answer came
	Request  []byte
	Response []byte
	Failure  string // transport failure in words, "" when an answer came
}

// Answer heads the result of every call.
type Answer struct {
	Outcome  Outcome
	Code     string // the platform's code, or our own: TIMEOUT, BAD_SIGNATURE, BAD_ANSWER, HTTP_…
	SubCode  string
	Message  string // the platform's words, for people; never parsed
	Exchange Exchange
}

// Credit is the lever on the payment call: what credit the buyer may use.
type Credit string

// The levers.
const (
	CreditAllowed     Credit = "allowed"     // the buyer chooses
	CreditInstalments Credit = "instalments" // instalments only
	CreditForbidden   Credit = "forbidden"   // no platform credit: decline credit, still sell
)

// Way says how the buyer meets the sale.
type Way string

// The ways.
const (
	WayQR      Way = "qr"      // we show a code, the buyer scans it
	WayBarcode Way = "barcode" // we scan the buyer's code
	WayAccount Way = "account" // a sale for a known buyer account, paid inside the platform's app
)

// Order is a sale to be started. Instalments 0 = not preset. SellerPaysFee says
// who bears the instalment fee.
type Order struct {
	OutNo         string // our order number there; another number of instalments needs another OutNo
	AmountFen     int64
	Subject       string
	Way           Way
	Instalments   int
	SellerPaysFee bool
	Credit        Credit
	Expires       time.Duration // unpaid sales close after this; whole minutes; 0 = the platform's default
	BuyerID       string        // WayAccount
	AuthCode      string        // WayBarcode; a secret for a minute
	NotifyURL     string        // "" = the channel's
}

// PayAction is what to show to the buyer next.
type PayAction struct {
	Kind string // "qr" | "account" | "none"
	Data string // the code's content, or the platform's trade number
}

// Created answers CreateOrder.
type Created struct {
	Answer
	PlatformNo string
	Action     PayAction
	Funds      []Fund // what paid it, when it is already paid
}

// Ref names a sale; OutNo is enough, PlatformNo is used when OutNo is empty.
type Ref struct {
	OutNo      string
	PlatformNo string
}

// State of a sale at the platform.
type State string

// The states.
const (
	StateAbsent   State = "absent"   // the platform does not know it (yet)
	StateWaiting  State = "waiting"  // waiting for the buyer
	StatePaid     State = "paid"     // paid, refunds possible
	StateFinished State = "finished" // paid, refunds no longer possible
	StateClosed   State = "closed"   // ended unpaid, or refunded in full
	StateUnknown  State = "unknown"
)

// Fund is one source of the buyer's payment; Credit marks platform credit.
type Fund struct {
	Channel string
	Fen     int64
	Credit  bool
}

// Charge is a fee the platform took (positive) or handed back (negative), fen.
type Charge struct {
	Kind ChargeKind
	Fen  int64
}

// ChargeKind sorts fees.
type ChargeKind string

// The kinds of fee.
const (
	ChargeService    ChargeKind = "service"    // payment service fee
	ChargeInstalment ChargeKind = "instalment" // seller-paid instalment fee
	ChargeOther      ChargeKind = "other"
)

// Trade answers Query. Instalments is 0 when the platform does not tell.
type Trade struct {
	Answer
	OutNo       string
	PlatformNo  string
	State       State
	AmountFen   int64
	ReceivedFen int64
	Funds       []Fund
	Instalments int
	Charges     []Charge
	PaidAt      time.Time // zero when unpaid
}

// RefundRequest asks for money back. RefundNo is unique per refund.
type RefundRequest struct {
	Ref       Ref
	RefundNo  string
	AmountFen int64
	Reason    string
}

// Refunded answers Refund and QueryRefund. AmountFen is this refund's amount
// when the platform states it, else 0; TotalFen all refunds of the sale so far.
// Charges are fees handed back, negative.
type Refunded struct {
	Answer
	RefundNo  string
	AmountFen int64
	TotalFen  int64
	Charges   []Charge
	At        time.Time
}

// Closed answers Close.
type Closed struct {
	Answer
	PlatformNo string
}

// EventKind sorts call-backs.
type EventKind string

// The kinds of call-back.
const (
	EventPaid     EventKind = "paid"
	EventRefunded EventKind = "refunded"
	EventClosed   EventKind = "closed"
	EventFinished EventKind = "finished"
	EventWaiting  EventKind = "waiting"
	EventOther    EventKind = "other"
)

// Event is a verified call-back. ID serves to drop duplicates of one sending;
// Key (sale, state, refund) is what decides whether it is news.
type Event struct {
	ID          string
	Key         string
	Kind        EventKind
	OutNo       string
	PlatformNo  string
	AmountFen   int64 // of the whole sale
	ReceivedFen int64
	RefundNo    string
	RefundFen   int64 // all refunds of the sale so far
	Funds       []Fund
	Instalments int
	PaidAt      time.Time
	At          time.Time // when the platform sent it
	Raw         []byte    // as received; holds no secret
}

// Ack is the answer that ends the platform's retries.
type Ack struct {
	Status      int
	ContentType string
	Body        []byte
}

// Write sends the acknowledgement.
func (a Ack) Write(w http.ResponseWriter) error {
	w.Header().Set("Content-Type", a.ContentType)
	w.WriteHeader(a.Status)
	_, err := w.Write(a.Body)
	return err
}

var (
	wordForeign = words.Word{Key: "platform.notify_foreign",
		ZH: "通知的商户订单号与本订单不符，未被采信",
		EN: "The notification names another order number, so it was not believed"}
	wordDiffers = words.Word{Key: "platform.notify_amount_differs",
		ZH: "通知的金额与订单金额不符，未入账；请人工核对",
		EN: "The notification's amount differs from the order's, so nothing was booked; check by hand"}
)

// Matches checks a verified call-back against our own order; a difference is a
// refused fault. The signature only proves who spoke, not that it fits.
func (e Event) Matches(outNo string, amountFen int64) error {
	if e.OutNo != outNo {
		return fault.Refused(wordForeign)
	}
	if e.AmountFen != amountFen {
		return fault.Refused(wordDiffers)
	}
	return nil
}
