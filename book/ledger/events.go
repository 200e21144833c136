package ledger

import (
	"strconv"
	"strings"

	"fenming/book/contract"
	"fenming/book/plan"
	"fenming/book/plan/life"
)

// agreementOf is what a contract's events act on, in the words of the fold. A
// down payment is an instalment like the others here: it can be late too.
func agreementOf(c contract.Contract, list []contract.Instalment) life.Agreement {
	a := life.Agreement{Currency: c.Currency, Amount: c.Principal.Minor, Allocation: life.Rule{Order: c.Allocation},
		Interest: life.InterestAgreed, Refund: life.RefundReduces, Settle: life.SettleUsed}
	for i, n := range list {
		if n.ReAge > 0 { // made by an event
			continue
		}
		a.Lines = append(a.Lines, life.Line{No: i + 1, Kind: life.Regular, DueDay: n.DueDay, GraceDay: n.GraceDay,
			Agreed: life.Amounts{Principal: n.Principal, Interest: n.Interest, Fee: n.Fee}})
	}
	return a
}

// eventsOf reads the events of a contract off its entries: one for each entry
// that stands and says that something happened. Accruals and what a late event
// moved are consequences, not events. A charge-back makes its payment smaller:
// the money never stayed.
func eventsOf(entries []Entry, list []contract.Instalment) []life.Event {
	var events []life.Event
	entries = standing(entries)
	back := chargedBack(entries)
	for i, e := range entries {
		for _, v := range e.events(list) {
			if v.Amount -= back[e.ID]; back[e.ID] > 0 && v.Amount == 0 {
				continue
			}
			if v.ID == "" {
				v.ID = e.ID
			}
			v.Day, v.Seq = e.Effective, int64(i)
			events = append(events, v)
		}
	}
	return events
}

// events is what an entry says happened.
func (e Entry) events(list []contract.Instalment) []life.Event {
	switch e.Kind {
	case KindOpen:
		return one(life.Open, -e.sum(Sales))
	case KindRepayment:
		if e.Reason == CustomerOverpaid {
			return one(life.ApplyOverpaid, 0)
		}
		return one(life.Repayment, e.received())
	case KindEarly:
		return one(life.EarlySettle, e.received())
	case KindRecovery:
		return one(life.Repayment, e.received())
	case KindContractRefund:
		return one(life.MerchantRefund, e.sum(SalesRefund))
	case KindPayOut:
		return one(life.CreditRefund, -e.received())
	case KindWriteOff:
		return one(life.WriteOff, 0)
	case KindLateFee:
		return e.lateFees(list)
	case KindWaiver:
		if e.Reason != KindContractRefund { // what a full refund lets off is its own consequence
			return e.waivers(list)
		}
	case KindReAge:
		return e.reAge(list)
	case KindInterestPause:
		return e.waivers(list)
	}
	return nil
}

func one(kind life.Kind, amount int64) []life.Event {
	return []life.Event{{Kind: kind, Amount: amount}}
}

// sum is what an entry put into an account, debit above zero.
func (e Entry) sum(account string) int64 {
	var sum int64
	for _, l := range e.Legs {
		if l.Account == account {
			sum += l.Amount
		}
	}
	return sum
}

// received is the money that an entry says came in.
func (e Entry) received() int64 { return e.sum(Bank) + e.sum(PlatformReceivable) }

// lateFees are the charges of a late fee; one that was taken back is a waiver.
func (e Entry) lateFees(list []contract.Instalment) []life.Event {
	var events []life.Event
	for _, l := range e.Legs {
		i := placeOf(l.Subject, list)
		switch {
		case l.Account != CustomerLateFee || i < 0:
		case l.Amount > 0:
			events = append(events, life.Event{Kind: life.Charge, Part: life.PartPenalty, Amount: l.Amount, Due: list[i].DueDay})
		default:
			events = append(events, life.Event{Kind: life.Waive, No: i + 1, Waived: life.Amounts{Penalty: -l.Amount}})
		}
	}
	return events
}

// waivers are what an entry let off, by instalment.
func (e Entry) waivers(list []contract.Instalment) []life.Event {
	var events []life.Event
	for i := range list {
		var a Amounts
		for _, l := range e.Legs {
			if placeOf(l.Subject, list) == i {
				*a.part(l.Account) -= l.Amount
			}
		}
		if a.Sum() != 0 {
			events = append(events, life.Event{ID: e.ID + "/" + list[i].DueDay.String(), Kind: life.Waive, No: i + 1,
				Waived: life.Amounts{Interest: a.Interest, Fee: a.Fee, Penalty: a.LateFee}})
		}
	}
	return events
}

// placeOf is where the instalment of a subject stands in a list, −1 when it is
// none.
func placeOf(subject string, list []contract.Instalment) int {
	if !kept(subject) || !strings.Contains(subject, "/") {
		return -1
	}
	no := instalmentNo(subject)
	for i, n := range list {
		if n.No == no {
			return i
		}
	}
	return -1
}

// reAge is the re-age that an entry tells of, as its instalments show it.
func (e Entry) reAge(list []contract.Instalment) []life.Event {
	v := life.Event{Kind: life.ReAge, Every: 1, Unit: plan.Month}
	for _, n := range list {
		if n.ReAge > 0 && reAgeRef(n.ReAge) == e.Ref {
			if v.Count++; v.Count == 1 {
				v.From = n.DueDay
			}
		}
	}
	return []life.Event{v}
}

func reAgeRef(number int) string { return "re_age:" + strconv.Itoa(number) }
