package life

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/money"

	"pgregory.net/rapid"
)

var usual = Rule{Order: []string{"past_due.late_fee+fee+interest+principal", "due.late_fee+fee+interest+principal",
	"in_advance.late_fee+fee+interest+principal"}}

// twelve is 1,200.00 in twelve months without interest and with a fee of 1.00
// a month.
func twelve() Agreement {
	return Agreement{Currency: money.CNY, Amount: 120000, Allocation: usual, Refund: RefundReduces, Settle: SettleUsed,
		Terms: plan.Terms{Kind: plan.FlatFee, Periods: 12, Every: 1, Unit: plan.Month, Remainder: money.Last,
			Fee: plan.Fee{Basis: plan.PerPeriod, Amount: 100}}}
}

// maker turns a stream of choices into events, for random and fuzz tests.
type maker struct{ pick func(n int) int }

func (m maker) agreement() Agreement {
	a := twelve()
	a.Terms.Periods = 1 + m.pick(12)
	if m.pick(2) == 0 {
		a.Terms.Kind, a.Terms.Fee, a.Terms.Adjust = plan.EqualInstalment, plan.Fee{}, plan.Level
		a.Terms.Rate = money.Rate(m.pick(36)) * money.One / 100
	}
	if m.pick(3) == 0 {
		a.Terms.Down.Share = 250_000
	}
	a.Interest = []Interest{InterestAgreed, InterestRunning}[m.pick(2)]
	a.Refund = []Refund{RefundPays, RefundReduces}[m.pick(2)]
	a.Settle = []Settle{SettleAll, SettleUsed}[m.pick(2)]
	a.ApplyOverpaid = m.pick(2) == 0
	a.FullTerm = m.pick(4) == 0
	a.WholePeriod, a.Overdue = m.pick(3) == 0, []Overdue{OverdueDaily, OverduePeriod, OverdueFree}[m.pick(3)]
	a.ChargeOff = []Behaviour{GoesOn, ZeroInterest, Accelerate}[m.pick(3)]
	if m.pick(3) == 0 {
		a.RefundInterest = []Kind{MerchantRefund}
	}
	a.Allocation.Early = []Early{EarlyNext, EarlyLast, EarlyReamortise}[m.pick(3)]
	if m.pick(2) == 0 {
		a.Credit = []Part{PartPenalty, PartFee, PartInterest, PartPrincipal}
	}
	return a
}

var made = []Kind{Repayment, Repayment, Repayment, DownPaid, Payoff, EarlySettle, MerchantRefund, PayoutRefund, Goodwill, Charge,
	WaiveCharge, AdjustCharge, ChargeBack, CreditRefund, ApplyOverpaid, Waive, WriteOff, Undo, Tick, Open, ReAge, ReAmortise, NewRate, MoveDue, Extend, InterestPause, ChargeOff, ChargeEach, Terminate}

func (m maker) events(n int) []Event {
	const start = calendar.Day("2026-01-31")
	list := []Event{{ID: "open", Day: start, Seq: 0, Kind: Open, Amount: int64(1 + m.pick(120000))}}
	var payments, charges, others []string
	for i := 1; i <= n; i++ {
		e := Event{ID: fmt.Sprintf("e%d", i), Day: start.AddDays(m.pick(420)), Seq: int64(i), Kind: made[m.pick(len(made))],
			Amount: int64(1 + m.pick(40000))}
		switch e.Kind {
		case Charge:
			e.Due, e.Part = e.Day.AddDays(m.pick(90)), []Part{PartFee, PartPenalty}[m.pick(2)]
			charges = append(charges, e.ID)
		case WaiveCharge, AdjustCharge:
			if len(charges) == 0 {
				continue
			}
			e.Of = charges[m.pick(len(charges))]
		case Waive:
			e.No, e.Waived = 1+m.pick(12), Amounts{Interest: int64(m.pick(100)), Fee: int64(m.pick(100))}
		case Open:
			e.Amount = 1 + e.Amount%5000
		case ReAge:
			e.From, e.Count, e.Every, e.Unit = e.Day.AddDays(m.pick(60)), 1+m.pick(6), 1+m.pick(2), []plan.Unit{plan.Month, plan.Week, plan.Day}[m.pick(3)]
			e.Spread = []Spread{SpreadNone, SpreadPayable, SpreadFull}[m.pick(3)]
		case ReAmortise:
			e.Spread = []Spread{SpreadNone, SpreadSplit}[m.pick(2)]
		case NewRate:
			e.From, e.Rate = e.Day, money.Rate(m.pick(30))*money.One/100
		case MoveDue, InterestPause:
			e.From, e.To = e.Day, e.Day.AddDays(m.pick(40))
		case Extend:
			e.From, e.Count = e.Day, 1+m.pick(3)
		case ChargeEach:
			e.Each = Each{Part: PartFee, Amount: int64(m.pick(100)), Share: int64(m.pick(20_000)), Of: []Part{PartPrincipal}}
		case Undo:
			if len(others) == 0 {
				continue
			}
			e.Of = others[m.pick(len(others))]
		case Repayment:
			payments = append(payments, e.ID)
		case ChargeBack:
			if len(payments) > 0 {
				e.Of = payments[m.pick(len(payments))]
			}
		}
		if e.Kind != Charge && e.Kind != Repayment {
			others = append(others, e.ID)
		}
		list = append(list, e)
	}
	return list
}

// incoming is the money that came in less what was given back.
func incoming(events []Event) (sum int64) {
	list, _ := standing(order(events))
	for _, e := range list {
		switch e.Kind {
		case Repayment, DownPaid, PayoutRefund, Goodwill, EarlySettle, MerchantRefund, AdjustCharge:
			sum += e.Amount
		}
	}
	return sum
}

// broken tells which invariant a state breaks.
func broken(s State) string {
	var lent, principal int64
	for _, o := range s.Opened {
		lent += o.Amount
	}
	for _, n := range s.Instalments {
		for _, x := range []Amounts{n.Agreed, n.Paid, n.Waived, n.WrittenOff, n.Refunded, n.ChargedBack, n.Open()} {
			if x.negative() {
				return fmt.Sprintf("a part below zero: %+v", n)
			}
		}
		if n.PaidInAdvance < 0 || n.PaidLate < 0 {
			return fmt.Sprintf("paid early or late below zero: %+v", n)
		}
		principal += n.Agreed.Principal + n.Refunded.Principal - n.ChargedBack.Principal
		if (n.MetDay != "") != (n.Open().Sum() == 0) {
			return fmt.Sprintf("the day it was met is wrong: %+v", n)
		}
	}
	if principal != lent {
		return fmt.Sprintf("principal %d, lent %d", principal, lent)
	}
	if s.Overpaid < 0 {
		return fmt.Sprintf("overpaid %d", s.Overpaid)
	}
	return ""
}

// brief writes events short enough to read.
func brief(events []Event) string {
	var b strings.Builder
	for _, e := range events {
		fmt.Fprintf(&b, "\n%s %s %s %d %s", e.ID, e.Day, e.Kind, e.Amount, e.Of)
	}
	return b.String()
}

func TestInvariants(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := maker{func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") }}
		a := m.agreement()
		events := m.events(rapid.IntRange(0, 30).Draw(t, "events"))
		s, err := Fold(a, events)
		if err != nil {
			t.Skip(err.Error())
		}
		if why := broken(s); why != "" {
			t.Fatalf("%s%s", why, brief(events))
		}
		shuffled := slices.Clone(events)
		for i := range shuffled {
			j := rapid.IntRange(0, i).Draw(t, "swap")
			shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
		}
		if other, err := Fold(a, shuffled); err != nil || !reflect.DeepEqual(s, other) {
			t.Fatalf("another order of arrival: %v\n%+v\n%+v", err, s, other)
		}
	})
}

// What is paid is paid, overpaid or recovered: no minor unit is lost.
func TestNothingIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := maker{func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") }}
		a := m.agreement()
		a.Refund = RefundPays
		events := m.events(rapid.IntRange(0, 30).Draw(t, "events"))
		a.RefundInterest = nil
		events = slices.DeleteFunc(events, func(e Event) bool {
			return e.Kind == Payoff || e.Kind == ChargeBack || e.Kind == CreditRefund || e.Kind == Undo || e.Kind == EarlySettle
		})
		s, err := Fold(a, events)
		if err != nil {
			t.Skip(err.Error())
		}
		if got, want := s.Paid().Sum()+s.Overpaid+s.Recovered, incoming(events); got != want {
			t.Fatalf("%d came in, %d stand in the state", want, got)
		}
	})
}

func TestRefundOfEverythingLeavesZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := maker{func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") }}
		a := m.agreement()
		a.Refund = RefundReduces
		events := m.events(rapid.IntRange(0, 12).Draw(t, "events"))
		events = slices.DeleteFunc(events, func(e Event) bool { return e.Kind == ChargeBack || e.Kind == CreditRefund || e.Kind == Undo })
		var lent int64
		for _, e := range events {
			if e.Kind == Open {
				lent += e.Amount
			}
		}
		events = append(events, Event{ID: "back", Day: "2028-01-01", Seq: 1000, Kind: MerchantRefund, Amount: lent})
		s, err := Fold(a, events)
		if err != nil {
			t.Skip(err.Error())
		}
		if open := s.Outstanding(); open != (Amounts{}) {
			t.Fatalf("%+v is open", open)
		}
	})
}

func TestEarlySettlementNeverCostsMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := maker{func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") }}
		a := m.agreement()
		a.Interest = InterestAgreed
		amount := int64(100 + m.pick(1_000_000))
		events := []Event{{ID: "open", Day: "2026-01-31", Kind: Open, Amount: amount}}
		whole, err := Fold(a, events)
		if err != nil {
			t.Skip(err.Error())
		}
		most := whole.Outstanding().Sum()
		day := calendar.Day("2026-01-31").AddDays(m.pick(370))
		events = append(events, Event{ID: "settle", Day: day, Seq: 1, Kind: EarlySettle, Amount: most})
		s, err := Fold(a, events)
		if err != nil {
			t.Fatal(err)
		}
		if s.Outstanding().Sum() != 0 || s.Paid().Sum()+s.Overpaid != most || s.Paid().Principal != amount {
			t.Fatalf("settled on %s: %+v", day, s)
		}
	})
}

func FuzzFold(f *testing.F) {
	f.Add([]byte("open and repay"))
	f.Add([]byte{0, 1, 2, 3, 200, 100, 50, 25, 12, 6, 3, 1, 0, 255, 254, 253})
	f.Fuzz(func(t *testing.T, data []byte) {
		at := 0
		m := maker{func(n int) int {
			if at+1 >= len(data) {
				return 0
			}
			at += 2
			return (int(data[at-2])<<8 | int(data[at-1])) % n
		}}
		a := m.agreement()
		events := m.events(len(data) / 8 % 40)
		s, err := Fold(a, events)
		if err != nil {
			return
		}
		if why := broken(s); why != "" {
			t.Fatalf("%s%s", why, brief(events))
		}
	})
}

func BenchmarkFold(b *testing.B) {
	a := twelve()
	events := []Event{{ID: "open", Day: "2026-01-31", Kind: Open, Amount: 120000}}
	for i := range 29 {
		e := Event{ID: fmt.Sprintf("e%d", i), Day: calendar.Day("2026-01-31").AddDays(12 * (i + 1)), Seq: int64(i + 1), Kind: Repayment, Amount: 3000}
		switch i % 7 {
		case 3:
			e.Kind, e.Due, e.Part, e.Amount = Charge, e.Day, PartPenalty, 500
		case 5:
			e.Kind, e.Amount = Goodwill, 100
		}
		events = append(events, e)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Fold(a, events); err != nil {
			b.Fatal(err)
		}
	}
}
