package life

import (
	"cmp"
	"slices"

	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// Kind is what an event is.
type Kind string

// The kinds of event.
const (
	Open           Kind = "open"            // Amount is lent
	DownPaid       Kind = "down_payment"    // a payment
	Repayment      Kind = "repayment"       // a payment
	Payoff         Kind = "payoff"          // pays whatever settles the contract that day
	EarlySettle    Kind = "early_settle"    // Amount settles the contract that day, by Agreement.Settle
	MerchantRefund Kind = "merchant_refund" // the merchant gives back part of the price
	PayoutRefund   Kind = "payout_refund"   // like it, by the platform that paid out
	Goodwill       Kind = "goodwill"        // a gift, allocated like a payment
	InterestRefund Kind = "interest_refund" // the rule for interest that a refund gives back; no event
	Charge         Kind = "charge"          // a fee or penalty due on Due
	ChargeEach     Kind = "charge_each"     // a fee in every regular instalment
	WaiveCharge    Kind = "waive_charge"    // lets off what is open of charge Of
	AdjustCharge   Kind = "adjust_charge"   // Amount of charge Of is given back
	Waive          Kind = "waive"           // lets off Amounts of instalment No
	ChargeBack     Kind = "charge_back"     // payment Of is taken back in part
	CreditRefund   Kind = "credit_refund"   // what was overpaid is paid out
	ApplyOverpaid  Kind = "apply_overpaid"  // what was overpaid pays what is open
	ReAge          Kind = "re_age"
	ReAmortise     Kind = "re_amortise"
	Reschedule     Kind = "reschedule"
	InterestPause  Kind = "interest_pause"
	ChargeOff      Kind = "charge_off"
	WriteOff       Kind = "write_off"
	SetRule        Kind = "set_rule" // the rule of allocation for Of changes
	Undo           Kind = "undo"     // event Of never happened
	Tick           Kind = "tick"     // a day was closed; changes nothing but the day
)

// pays says that an event brings money that is allocated.
func (k Kind) pays() bool {
	switch k {
	case DownPaid, Repayment, Payoff, EarlySettle, MerchantRefund, PayoutRefund, Goodwill, AdjustCharge, ApplyOverpaid:
		return true
	}
	return false
}

// charges says that an event only adds or lets off a charge: it does not bring
// the interest on what is overdue up to its day.
func (k Kind) charges() bool {
	return k == Charge || k == ChargeEach || k == WaiveCharge || k == SetRule
}

// Event is one thing that happened to a contract. Seq is the order of entry:
// among events of one business day the lower one counts first.
type Event struct {
	ID     string       `json:"id"`
	Day    calendar.Day `json:"day"`
	Seq    int64        `json:"seq"`
	Kind   Kind         `json:"kind"`
	Amount int64        `json:"amount,omitempty"` // minor units
	Of     string       `json:"of,omitempty"`     // the event it speaks of
	Part   Part         `json:"part,omitempty"`   // charge: fee or late_fee
	Due    calendar.Day `json:"due,omitempty"`    // charge: when it falls due
	No     int          `json:"no,omitempty"`     // waive: the instalment
	Waived Amounts      `json:"waived,omitzero"`  // waive: what is let off
	Rule   Rule         `json:"rule,omitzero"`    // set_rule
	Each   Each         `json:"each,omitzero"`    // charge_each
	Rate   money.Rate   `json:"rate,omitempty"`
}

// order puts events into the order in which they count: by business day, then
// by entry. The id decides only where a caller numbered two events alike.
func order(events []Event) []Event {
	list := slices.Clone(events)
	slices.SortStableFunc(list, func(a, b Event) int {
		return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.ID, b.ID))
	})
	return list
}

// standing leaves out what was undone. The latest entries speak first, so that
// an undo can be undone.
func standing(events []Event) ([]Event, error) {
	at := make(map[string]int, len(events))
	var undos []Event
	for i, e := range events {
		if _, twice := at[e.ID]; twice {
			return nil, fault.Invalid(wordTwice, words.Args{"id": e.ID}).At("/events/" + e.ID)
		}
		at[e.ID] = i
		if e.Kind == Undo {
			undos = append(undos, e)
		}
	}
	if len(undos) == 0 {
		return events, nil
	}
	slices.SortFunc(undos, func(a, b Event) int { return cmp.Or(cmp.Compare(b.Seq, a.Seq), cmp.Compare(b.ID, a.ID)) })
	gone := make([]bool, len(events))
	for _, u := range undos {
		if gone[at[u.ID]] {
			continue
		}
		target, known := at[u.Of]
		if !known || events[target].Seq > u.Seq || u.Of == u.ID {
			return nil, fault.Invalid(wordUnknown, words.Args{"id": u.ID, "of": u.Of}).At("/events/" + u.ID)
		}
		gone[target] = true
	}
	var list []Event
	for i, e := range events {
		if !gone[i] && e.Kind != Undo {
			list = append(list, e)
		}
	}
	return list, nil
}

// check reports what is missing from an event.
func (e *Event) check() error {
	what := ""
	switch {
	case e.ID == "":
		what = "id"
	case e.Day.Check() != nil:
		what = "day"
	}
	switch e.Kind {
	case Open, DownPaid, Repayment, EarlySettle, MerchantRefund, PayoutRefund, Goodwill, AdjustCharge, ChargeBack, CreditRefund:
		if e.Amount <= 0 || e.Amount > maxAmount {
			what = "amount"
		}
	case Charge:
		if e.Amount <= 0 || e.Amount > maxAmount {
			what = "amount"
		}
		if e.Due.Check() != nil {
			what = "due"
		}
	case Waive:
		if e.Waived.negative() || e.Waived.Principal != 0 {
			what = "waived"
		}
	case ChargeEach:
		return e.Each.check("/events/" + e.ID + "/each")
	case SetRule:
		return e.Rule.check("/events/" + e.ID + "/rule")
	case Payoff, ApplyOverpaid, WaiveCharge, ReAge, ReAmortise, Reschedule, InterestPause, ChargeOff, WriteOff, Undo, Tick:
	default:
		what = "kind"
	}
	if e.Kind == Charge && e.Part != PartFee && e.Part != PartPenalty {
		what = "part"
	}
	if what != "" {
		return fault.Invalid(wordEvent, words.Args{"id": e.ID, "what": what}).At("/events/" + e.ID + "/" + what)
	}
	return nil
}

// maxAmount keeps every sum of a contract's life within 64 bits.
const maxAmount = 1_000_000_000_000_000
