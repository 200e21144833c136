package life

import (
	"cmp"
	"slices"

	"fenming/book/plan"
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
	ReAge          Kind = "re_age"          // what is owed is due anew in Count instalments from From on
	ReAmortise     Kind = "re_amortise"     // what is overdue is spread over the instalments to come
	NewRate        Kind = "new_rate"        // from From on interest runs at Rate
	MoveDue        Kind = "move_due"        // the instalment due on From falls due on To, the later ones as much later
	Extend         Kind = "extend"          // Count more instalments; those from From on become smaller
	InterestPause  Kind = "interest_pause"  // no interest from From to To, both included
	ChargeOff      Kind = "charge_off"      // given up in the books, by Agreement.ChargeOff, and still owed
	Terminate      Kind = "terminate"       // everything falls due on the day
	WriteOff       Kind = "write_off"       // given up
	SetRule        Kind = "set_rule"        // the rule of allocation for Of changes
	Undo           Kind = "undo"            // event Of never happened
	Tick           Kind = "tick"            // a day was closed; changes nothing but the day
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
	From   calendar.Day `json:"from,omitempty"`
	To     calendar.Day `json:"to,omitempty"`
	Count  int          `json:"count,omitempty"`
	Every  int          `json:"every,omitempty"`
	Unit   plan.Unit    `json:"unit,omitempty"`
	Spread Spread       `json:"spread,omitempty"` // re_age, re_amortise
}

// Spread says what becomes of interest when instalments are made anew.
type Spread string

// SpreadNone makes the unpaid interest due first and lets interest run on.
// SpreadPayable divides the interest run so far evenly, and none runs on;
// SpreadFull does it with all the interest of the schedule. SpreadSplit divides
// the unpaid interest evenly and lets interest run on.
const (
	SpreadNone    Spread = ""
	SpreadPayable Spread = "payable"
	SpreadFull    Spread = "full"
	SpreadSplit   Spread = "split"
)

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
	for i := range events {
		e := &events[i]
		if _, known := at[e.Of]; !known && e.Of != "" && e.Kind != SetRule {
			return nil, fault.Invalid(wordUnknown, words.Args{"id": e.ID, "of": e.Of}).At("/events/" + e.ID + "/of")
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
	case ReAge, NewRate, MoveDue, Extend, InterestPause:
		what = e.checkPlan()
	case Payoff, ApplyOverpaid, WaiveCharge, ReAmortise, ChargeOff, Terminate, WriteOff, Undo, Tick:
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

// checkPlan reports what is missing from an event that changes the schedule.
func (e *Event) checkPlan() string {
	switch {
	case e.From.Check() != nil:
		return "from"
	case (e.Kind == MoveDue || e.Kind == InterestPause) && (e.To.Check() != nil || e.To < e.From):
		return "to"
	case (e.Kind == ReAge || e.Kind == Extend) && (e.Count < 1 || e.Count > maxCount):
		return "count"
	case e.Kind == ReAge && (e.Every < 1 || e.Every > maxCount):
		return "every"
	case e.Kind == ReAge && e.Unit != plan.Month && e.Unit != plan.Week && e.Unit != plan.Day:
		return "unit"
	case e.Kind == NewRate && (e.Rate < 0 || e.Rate > 100*money.One):
		return "rate"
	}
	return ""
}

// maxCount bounds what one event may make.
const maxCount = 600

// maxAmount keeps every sum of a contract's life within 64 bits.
const maxAmount = 1_000_000_000_000_000
