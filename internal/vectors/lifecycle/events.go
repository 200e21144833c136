package lifecycle

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"fenming/book/plan/life"
	"fenming/kit/calendar"
	"fenming/kit/money"
)

// translation turns the events of a loan into ours, one by one.
type translation struct {
	c      *loanCase
	p      product
	a      *life.Agreement
	day    calendar.Day // the business day
	events []life.Event
	seq    int64
	down   int64 // share in ppm that is paid at once out of what is lent
}

// payments are the transactions that come as an amount on a day.
var payments = map[string]life.Kind{"repayment": life.Repayment, "merchant_issued_refund": life.MerchantRefund,
	"payout_refund": life.PayoutRefund, "goodwill_credit": life.Goodwill, "credit_balance_refund": life.CreditRefund}

// add translates one event; an error names a kind that is not spoken for.
func (t *translation) add(e *event) error {
	day := calendar.Day(e.Date)
	if day == "" {
		day = t.day
	}
	amount, err := int64(0), error(nil)
	if e.Amount != "" {
		if amount, err = cents(e.Amount); err != nil {
			return err
		}
	}
	switch e.Type {
	case "business_date":
		t.day = day
	case "approve":
		t.a.Amount, t.a.Start = amount, calendar.Day(cmp.Or(e.Expected, e.Date))
	case "global_config":
	case "cob":
		t.put(life.Event{Day: t.day, Kind: life.Tick})
	case "set_future_allocation":
		t.setRule(e)
	case "disburse":
		t.put(life.Event{Day: day, Kind: life.Open, Amount: amount})
		down, err := money.MulDiv(amount, t.down, 1_000_000, money.HalfEven)
		if err != nil {
			return err
		}
		if down > 0 {
			t.put(life.Event{Day: day, Kind: life.DownPaid, Amount: down})
		}
	case "repayment", "merchant_issued_refund", "payout_refund", "goodwill_credit", "credit_balance_refund":
		t.put(life.Event{Day: day, Kind: payments[e.Type], Amount: amount})
	case "payoff":
		t.put(life.Event{Day: day, Kind: life.Payoff})
	case "charge", "nsf_fee":
		return t.charge(e, amount)
	case "installment_charge":
		fee, known := eachFees[strings.TrimPrefix(e.Charge, "LOAN_INSTALLMENT_FEE_")]
		if !known {
			return fmt.Errorf("no rule for %s", e.Charge)
		}
		if fee.Amount > 0 {
			fee.Amount = amount
		} else {
			fee.Share = amount * 100
		}
		t.put(life.Event{Day: day, Kind: life.ChargeEach, Each: fee})
	case "reage", "reamortize", "reschedule", "interest_pause", "charge_off", "contract_termination":
		return t.replan(e, day)
	case "capitalized_income":
		t.put(life.Event{Day: day, Kind: life.Open, Amount: amount})
	case "buy_down_fee":
		// It changes nothing that the customer owes.
		t.put(life.Event{Day: day, Kind: life.Tick})
	case "charge_adjustment":
		t.put(life.Event{Day: t.day, Kind: life.AdjustCharge, Amount: amount, Of: t.chargeOf(e)})
	case "reage_undo", "reamortize_undo", "charge_off_undo", "undo_last_disbursal", "undo_disbursal", "waive_undo":
		t.takeBack(e)
	case "waive_charge":
		t.put(life.Event{Day: t.day, Kind: life.WaiveCharge, Of: t.latest(life.Charge)})
	case "chargeback":
		nr, err := strconv.Atoi(e.PaymentNr)
		if err != nil {
			nr = -1 // the latest
		}
		t.put(life.Event{Day: t.day, Kind: life.ChargeBack, Amount: amount, Of: t.payment(nr)})
	case "write_off":
		t.put(life.Event{Day: day, Kind: life.WriteOff})
	case "undo_repayment", "undo_txn", "undo_any":
		return t.undo(e, day)
	default:
		return fmt.Errorf("no rule for %s", e.Type)
	}
	return nil
}

// put adds an event. One that is entered late is followed by the day of its
// entry: that system computes overdue interest up to it.
func (t *translation) put(v life.Event) {
	t.seq++
	v.ID, v.Seq = "e"+strconv.FormatInt(t.seq, 10), t.seq
	t.events = append(t.events, v)
	if v.Kind != life.Tick && v.Day < t.day {
		t.put(life.Event{Day: t.day, Kind: life.Tick})
	}
}

// setRule changes where money goes that comes early, for a kind of payment.
func (t *translation) setRule(e *event) {
	k, known := kinds[e.Txn]
	if !known {
		return
	}
	rule, own := t.a.PerKind[k]
	if !own {
		rule = t.a.Allocation
	}
	rule.Early = futures[e.Rule]
	t.put(life.Event{Day: t.day, Kind: life.SetRule, Of: string(k), Rule: rule})
}

// undone are the kinds that an undo without a date speaks of.
var undone = map[string]life.Kind{"reage_undo": life.ReAge, "reamortize_undo": life.ReAmortise, "charge_off_undo": life.ChargeOff,
	"undo_last_disbursal": life.Open, "undo_disbursal": life.Open, "waive_undo": life.WaiveCharge}

// takeBack undoes the last event of a kind, or every payout with what came of
// it.
func (t *translation) takeBack(e *event) {
	gone := t.gone()
	events := t.events
	for i := len(events) - 1; i >= 0; i-- {
		if events[i].Kind != undone[e.Type] || gone[events[i].ID] {
			continue
		}
		t.put(life.Event{Day: t.day, Kind: life.Undo, Of: events[i].ID})
		if i+1 < len(events) && events[i+1].Kind == life.DownPaid && events[i].Kind == life.Open {
			t.put(life.Event{Day: t.day, Kind: life.Undo, Of: events[i+1].ID})
		}
		if e.Type != "undo_disbursal" {
			return
		}
	}
}

// gone are the events that were undone.
func (t *translation) gone() map[string]bool {
	gone := map[string]bool{}
	for _, v := range t.events {
		if v.Kind == life.Undo {
			gone[v.Of] = true
		}
	}
	return gone
}

// chargeOf is the charge of a name and due day.
func (t *translation) chargeOf(e *event) string {
	for _, v := range t.events {
		if v.Kind == life.Charge && v.Due == calendar.Day(e.Due) {
			return v.ID
		}
	}
	return t.latest(life.Charge)
}

func (t *translation) charge(e *event, amount int64) error {
	due := calendar.Day(e.Due)
	if due == "" {
		due = calendar.Day(e.Date)
	}
	if e.Type == "nsf_fee" && amount == 0 {
		amount = 1000
	}
	part := life.PartFee
	if e.Type == "nsf_fee" || strings.Contains(e.Charge, "NSF") {
		part = life.PartPenalty
	}
	// That system lets a charge entered late count from its due day.
	t.put(life.Event{Day: min(t.day, due), Kind: life.Charge, Amount: amount, Due: due, Part: part})
	return nil
}

// latest is the last event of a kind.
func (t *translation) latest(k life.Kind) string {
	for i := len(t.events) - 1; i >= 0; i-- {
		if t.events[i].Kind == k {
			return t.events[i].ID
		}
	}
	return ""
}

// payment is the nth repayment entered.
func (t *translation) payment(nth int) string {
	last := ""
	for _, e := range t.events {
		switch e.Kind {
		case life.Repayment, life.MerchantRefund, life.Payoff, life.PayoutRefund, life.Goodwill:
			last = e.ID
			if nth--; nth == 0 {
				return last
			}
		}
	}
	return last
}

// txns are the names by which undo_txn speaks of transactions.
var txns = map[string][]life.Kind{"Repayment": {life.Repayment, life.Payoff}, "Merchant Issued Refund": {life.MerchantRefund},
	"Payout Refund": {life.PayoutRefund}, "Goodwill Credit": {life.Goodwill}, "Chargeback": {life.ChargeBack},
	"Credit Balance Refund": {life.CreditRefund}, "Down Payment": {life.DownPaid}}

// undo finds the nth transaction of a kind on a day.
func (t *translation) undo(e *event, day calendar.Day) error {
	nth, err := strconv.Atoi(e.Nth)
	if err != nil {
		nth = 1
	}
	list := txns[e.Txn]
	if e.Type == "undo_repayment" {
		list = txns["Repayment"]
	}
	gone := t.gone()
	var all, thatDay []string
	for _, v := range t.events {
		if !has(list, v.Kind, e.Type == "undo_any") {
			continue
		}
		all = append(all, v.ID)
		if v.Day == day && !gone[v.ID] {
			thatDay = append(thatDay, v.ID)
		}
	}
	switch {
	case nth <= len(thatDay):
		all = thatDay
	case nth > len(all):
		return fmt.Errorf("nothing to undo on %s: %s", day, e.Txn)
	}
	t.put(life.Event{Day: t.day, Kind: life.Undo, Of: all[nth-1]})
	return nil
}

func has(list []life.Kind, k life.Kind, anything bool) bool {
	if anything {
		return k != life.Tick && k != life.Undo && k != life.Charge
	}
	for _, x := range list {
		if x == k {
			return true
		}
	}
	return false
}
