package order

import "fenming/kit/words"

// State says how far an order has come.
type State string

// The states.
const (
	Quoted          State = "quoted"
	Held            State = "held"
	Decided         State = "decided"
	AwaitingPayment State = "awaiting_payment"
	PaymentUnknown  State = "payment_unknown"
	Paid            State = "paid"
	Fulfilling      State = "fulfilling"
	Fulfilled       State = "fulfilled"
	Settled         State = "settled"
	PartRefunded    State = "part_refunded"
	Refunded        State = "refunded"
	Declined        State = "declined"
	Expired         State = "expired"
	Cancelled       State = "cancelled"
	Closed          State = "closed"
)

// Event is what happens to an order.
type Event string

// The events that can change a state.
const (
	OnAccept     Event = "accept"      // genuine, and there is room
	OnHold       Event = "hold"        // a person has to look, or a check is missing
	OnDecline    Event = "decline"     // not on credit
	OnImport     Event = "import"      // it happened elsewhere, a file tells of it
	OnAwait      Event = "await"       // the buyer has to pay or sign
	OnLose       Event = "lose"        // the outcome at the platform is not known
	OnPay        Event = "pay"         // paid, or the contract is active
	OnPayLate    Event = "pay_late"    // paid after we had ended it
	OnClose      Event = "close"       // the platform ended it unpaid, or refused it
	OnCancel     Event = "cancel"      // buyer or shop changed his mind before payment
	OnExpire     Event = "expire"      // nobody paid in time
	OnShip       Event = "ship"        // on its way, or a part of it delivered
	OnFulfil     Event = "fulfil"      // delivered, performed or redeemed
	OnSettle     Event = "settle"      // the money has arrived in full
	OnUnsettle   Event = "unsettle"    // a settlement was undone
	OnRefundPart Event = "refund_part" // a part of the money went back
	OnRefundAll  Event = "refund_all"  // all of it
)

// The events that only stand in the timeline.
const (
	NotePayment  Event = "payment_asked"
	NoteProof    Event = "proof"
	NoteRefund   Event = "refund_asked"
	NoteRefused  Event = "refund_refused"
	NoteApproval Event = "approval"
	NoteReview   Event = "review"
	NoteAlert    Event = "alert"
	NoteNotify   Event = "notify"
)

// arrows is the whole state machine: every pair that is not here is refused.
var arrows = map[State]map[Event]State{
	Quoted:          {OnAccept: Decided, OnHold: Held, OnDecline: Declined, OnImport: Paid, OnCancel: Cancelled, OnExpire: Expired},
	Held:            {OnAccept: Decided, OnDecline: Declined, OnCancel: Cancelled, OnExpire: Expired},
	Decided:         {OnAwait: AwaitingPayment, OnLose: PaymentUnknown, OnPay: Paid, OnClose: Closed, OnCancel: Cancelled, OnExpire: Expired},
	AwaitingPayment: {OnLose: PaymentUnknown, OnPay: Paid, OnClose: Closed, OnCancel: Cancelled, OnExpire: Expired},
	PaymentUnknown:  {OnAwait: AwaitingPayment, OnPay: Paid, OnClose: Closed, OnCancel: Cancelled, OnExpire: Expired},
	Cancelled:       {OnPayLate: Paid},
	Expired:         {OnPayLate: Paid},
	Closed:          {OnPayLate: Paid},
	Declined:        {},
	Paid: {OnShip: Fulfilling, OnFulfil: Fulfilled, OnSettle: Paid, OnUnsettle: Paid,
		OnRefundPart: PartRefunded, OnRefundAll: Refunded},
	Fulfilling: {OnShip: Fulfilling, OnFulfil: Fulfilled, OnSettle: Fulfilling, OnUnsettle: Fulfilling,
		OnRefundPart: PartRefunded, OnRefundAll: Refunded},
	Fulfilled: {OnSettle: Settled, OnRefundPart: PartRefunded, OnRefundAll: Refunded},
	Settled:   {OnUnsettle: Fulfilled, OnRefundPart: PartRefunded, OnRefundAll: Refunded},
	PartRefunded: {OnShip: PartRefunded, OnFulfil: PartRefunded, OnSettle: PartRefunded, OnUnsettle: PartRefunded,
		OnRefundPart: PartRefunded, OnRefundAll: Refunded},
	Refunded: {OnSettle: Refunded, OnUnsettle: Refunded},
}

// States lists every state, in the order of the road.
func States() []State {
	return []State{Quoted, Held, Decided, AwaitingPayment, PaymentUnknown, Paid, Fulfilling, Fulfilled, Settled,
		PartRefunded, Refunded, Declined, Expired, Cancelled, Closed}
}

// Next returns where an event leads from a state; false when no arrow is drawn.
func Next(from State, e Event) (State, bool) {
	to, ok := arrows[from][e]
	return to, ok
}

// Ended says that nobody can pay the order any more.
func (s State) Ended() bool {
	return s == Declined || s == Expired || s == Cancelled || s == Closed || s == Refunded
}

// HasMoney says that the order has been paid and not fully refunded.
func (s State) HasMoney() bool {
	return s == Paid || s == Fulfilling || s == Fulfilled || s == Settled || s == PartRefunded
}

// Unpaid says that the order has been accepted and payment is still possible.
func (s State) Unpaid() bool { return s == Decided || s == AwaitingPayment || s == PaymentUnknown }

// Word names a state for people.
func (s State) Word() words.Word { return stateWords[s] }

var stateWords = map[State]words.Word{
	Quoted:          {Key: "order.state.quoted", ZH: "已报价", EN: "Quoted"},
	Held:            {Key: "order.state.held", ZH: "待审", EN: "Held"},
	Decided:         {Key: "order.state.decided", ZH: "已通过", EN: "Accepted"},
	AwaitingPayment: {Key: "order.state.awaiting_payment", ZH: "待支付", EN: "Awaiting payment"},
	PaymentUnknown:  {Key: "order.state.payment_unknown", ZH: "支付结果待确认", EN: "Payment not yet known"},
	Paid:            {Key: "order.state.paid", ZH: "已支付", EN: "Paid"},
	Fulfilling:      {Key: "order.state.fulfilling", ZH: "履约中", EN: "Being fulfilled"},
	Fulfilled:       {Key: "order.state.fulfilled", ZH: "已履约", EN: "Fulfilled"},
	Settled:         {Key: "order.state.settled", ZH: "已结清", EN: "Settled"},
	PartRefunded:    {Key: "order.state.part_refunded", ZH: "部分退款", EN: "Refunded in part"},
	Refunded:        {Key: "order.state.refunded", ZH: "已退款", EN: "Refunded"},
	Declined:        {Key: "order.state.declined", ZH: "已拒绝", EN: "Declined"},
	Expired:         {Key: "order.state.expired", ZH: "已过期", EN: "Expired"},
	Cancelled:       {Key: "order.state.cancelled", ZH: "已取消", EN: "Cancelled"},
	Closed:          {Key: "order.state.closed", ZH: "平台已关闭", EN: "Closed by the platform"},
}
