package life

import (
	"errors"
	"reflect"
	"testing"

	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// three is 300.00 in three months at 12 % a year, 1 % a month, in equal
// principal: 103.00, 102.00, 101.00 due on 02-15, 03-15, 04-15.
func three() Agreement {
	return Agreement{Currency: money.CNY, Amount: 30000, Allocation: usual, Refund: RefundReduces, Settle: SettleUsed,
		Terms: plan.Terms{Kind: plan.EqualPrincipal, Periods: 3, Every: 1, Unit: plan.Month, Remainder: money.Last, Rate: 12 * money.One / 100}}
}

func opened(more ...Event) []Event {
	list := []Event{{ID: "open", Day: "2026-01-15", Kind: Open, Amount: 30000}}
	for i, e := range more {
		e.Seq = int64(i + 1)
		if e.ID == "" {
			e.ID = "e" + string(rune('1'+i))
		}
		list = append(list, e)
	}
	return list
}

func folded(t *testing.T, a Agreement, events []Event) State {
	t.Helper()
	s, err := Fold(a, events)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// opens are what is left of each instalment.
func opens(s State) []Amounts {
	list := make([]Amounts, len(s.Instalments))
	for i := range s.Instalments {
		list[i] = s.Instalments[i].Open()
	}
	return list
}

func TestActs(t *testing.T) {
	pi := func(principal, interest int64) Amounts { return Amounts{Principal: principal, Interest: interest} }
	for name, c := range map[string]struct {
		change   func(*Agreement)
		events   []Event
		want     []Amounts
		overpaid int64
		status   Status
	}{
		"opened": {want: []Amounts{pi(10000, 300), pi(10000, 200), pi(10000, 100)}, status: StatusActive},
		// 150.00 pays 103.00 due and then, early, 2.00 interest and 45.00 of the next.
		"the next": {events: []Event{{Day: "2026-02-15", Kind: Repayment, Amount: 15000}},
			want: []Amounts{{}, pi(5500, 0), pi(10000, 100)}, status: StatusActive},
		// The 47.00 too much go to the last: 1.00 interest, 46.00 principal.
		"the last": {change: func(a *Agreement) { a.Allocation.Early = EarlyLast }, events: []Event{{Day: "2026-02-15", Kind: Repayment, Amount: 15000}},
			want: []Amounts{{}, pi(10000, 200), pi(5400, 0)}, status: StatusActive},
		// 23.50 to each of the two that are to come.
		"all to come": {change: func(a *Agreement) { a.Allocation.Early = EarlyReamortise }, events: []Event{{Day: "2026-02-15", Kind: Repayment, Amount: 15000}},
			want: []Amounts{{}, pi(7850, 0), pi(7750, 0)}, status: StatusActive},
		"overpaid": {events: []Event{{Day: "2026-02-15", Kind: Repayment, Amount: 31000}},
			want: []Amounts{{}, {}, {}}, overpaid: 400, status: StatusOverpaid},
		// 60.00 back leaves 240.00: the last owes 40.00. Interest of the first is not
		// due yet: 3.00 × 240 ÷ 300 = 2.40; 2.00 × 140 ÷ 200 = 1.40; 1.00 × 40 ÷ 100 = 0.40.
		"refund reduces": {events: []Event{{Day: "2026-01-20", Kind: MerchantRefund, Amount: 6000}},
			want: []Amounts{pi(10000, 240), pi(10000, 140), pi(4000, 40)}, status: StatusActive},
		"all refunded": {events: []Event{{Day: "2026-02-15", Kind: Repayment, Amount: 10300}, {Day: "2026-02-20", Kind: MerchantRefund, Amount: 30000}},
			want: []Amounts{{}, {}, {}}, overpaid: 10000, status: StatusCancelled},
		// On 03-01 the second period has run 14 of 28 days: 2.00 × 14 ÷ 28 = 1.00. With
		// 200.00 principal 201.00 settle it; the last interest falls away.
		"early settlement": {events: []Event{{Day: "2026-02-15", Kind: Repayment, Amount: 10300}, {Day: "2026-03-01", Kind: EarlySettle, Amount: 20100}},
			want: []Amounts{{}, {}, {}}, status: StatusSettled},
		"too little to settle is a payment": {events: []Event{{Day: "2026-02-15", Kind: EarlySettle, Amount: 10300}},
			want: []Amounts{{}, pi(10000, 200), pi(10000, 100)}, status: StatusActive},
		"a penalty joins its period, one behind the last makes its own": {events: []Event{
			{Day: "2026-02-20", Kind: Charge, Amount: 500, Part: PartPenalty, Due: "2026-02-20"},
			{Day: "2026-02-20", Kind: Charge, Amount: 700, Part: PartFee, Due: "2026-04-20"}},
			want: []Amounts{pi(10000, 300), {10000, 200, 0, 500}, pi(10000, 100), {0, 0, 700, 0}}, status: StatusActive},
		"a waived charge": {events: []Event{{ID: "fee", Day: "2026-02-20", Kind: Charge, Amount: 500, Part: PartFee, Due: "2026-02-20"},
			{Day: "2026-02-21", Kind: WaiveCharge, Of: "fee"}},
			want: []Amounts{pi(10000, 300), pi(10000, 200), pi(10000, 100)}, status: StatusActive},
		// The payment had paid 3.00 interest and 100.00 principal: 5.00 back are interest
		// first, as far as it was paid.
		"charged back by parts": {change: func(a *Agreement) { a.Credit = []Part{PartInterest, PartPrincipal} },
			events: []Event{{ID: "pay", Day: "2026-02-15", Kind: Repayment, Amount: 10300}, {Day: "2026-02-20", Kind: ChargeBack, Of: "pay", Amount: 500}},
			want:   []Amounts{{}, pi(10200, 500), pi(10000, 100)}, status: StatusActive},
		"written off, then recovered": {events: []Event{{Day: "2026-05-01", Kind: WriteOff}, {Day: "2026-06-01", Kind: Repayment, Amount: 31000}},
			want: []Amounts{{}, {}, {}}, overpaid: 400, status: StatusWrittenOff},
		"an undone undo": {events: []Event{{ID: "pay", Day: "2026-02-15", Kind: Repayment, Amount: 10300}, {ID: "no", Day: "2026-02-16", Kind: Undo, Of: "pay"},
			{Day: "2026-02-17", Kind: Undo, Of: "no"}},
			want: []Amounts{{}, pi(10000, 200), pi(10000, 100)}, status: StatusActive},
		// 1 % a month on 300.00 until the payment on 03-01, half of the 28 days of the
		// second period: 14 ÷ 28 × 3.00 on 300.00, then 14 ÷ 28 × 2.00 on what the
		// payment of 103.00 leaves, 200.00 principal.
		"running interest on what is late": {change: func(a *Agreement) { a.Interest = InterestRunning },
			events: []Event{{Day: "2026-03-01", Kind: Repayment, Amount: 10300}},
			want:   []Amounts{{}, pi(10000, 250), pi(10000, 100)}, status: StatusActive},
		// No interest in the 28 nights that end from 02-16 to 03-15.
		"a pause": {change: func(a *Agreement) { a.Interest = InterestRunning },
			events: []Event{{Day: "2026-01-20", Kind: InterestPause, From: "2026-02-16", To: "2026-03-15"}},
			want:   []Amounts{pi(10000, 300), pi(10000, 0), pi(10000, 100)}, status: StatusActive},
	} {
		t.Run(name, func(t *testing.T) {
			a := three()
			if c.change != nil {
				c.change(&a)
			}
			s := folded(t, a, opened(c.events...))
			if got := opens(s); !reflect.DeepEqual(got, c.want) || s.Overpaid != c.overpaid || s.Status != c.status {
				t.Errorf("%+v overpaid %d %s, want %+v %d %s", got, s.Overpaid, s.Status, c.want, c.overpaid, c.status)
			}
		})
	}
}

// What is entered late for an earlier day counts as if it had come in time.
func TestLateEntry(t *testing.T) {
	a := three()
	a.Interest = InterestRunning
	first := Event{ID: "first", Day: "2026-02-15", Kind: Repayment, Amount: 10300}
	second := Event{ID: "second", Day: "2026-03-01", Kind: Repayment, Amount: 5000}
	inTime, late := folded(t, a, opened(first, second)), folded(t, a, opened(second, first))
	if !reflect.DeepEqual(inTime, late) {
		t.Errorf("%+v\n%+v", inTime, late)
	}
}

func TestBeforeOpening(t *testing.T) {
	a := three()
	a.Start = "2026-01-15"
	s := folded(t, a, nil)
	if s.Status != StatusAgreed || len(s.Instalments) != 3 || s.Instalments[0].DueDay != "2026-02-15" || len(s.Opened) != 0 {
		t.Errorf("%+v", s)
	}
}

// What stands in a contract as signed needs no terms.
func TestSignedLines(t *testing.T) {
	a := three()
	a.Terms = plan.Terms{}
	a.Lines = []Line{{No: 0, Kind: DownPayment, DueDay: "2026-01-15", Agreed: Amounts{Principal: 10000}},
		{No: 1, Kind: Regular, DueDay: "2026-02-15", GraceDay: "2026-02-18", Agreed: Amounts{Principal: 20000, Fee: 200}}}
	s := folded(t, a, opened(Event{Day: "2026-01-15", Kind: DownPaid, Amount: 10000}))
	if n := s.Instalments; n[0].MetDay != "2026-01-15" || n[0].No != 0 || n[1].No != 1 || n[1].GraceDay != "2026-02-18" || n[1].Open() != (Amounts{20000, 0, 200, 0}) {
		t.Errorf("%+v", s)
	}
}

// 300.00 with three months' interest of 3.00 over four months at 1 % are
// 309.00 × 0.01 ÷ (1 − 1.01⁻⁴) = 79.19 a month.
func TestReAge(t *testing.T) {
	a := three()
	a.Terms.Kind, a.Terms.Adjust = plan.EqualInstalment, plan.RestInLast
	a.Interest = InterestRunning
	s := folded(t, a, opened(Event{Day: "2026-04-15", Kind: ReAge, From: "2026-05-15", Count: 4, Every: 1, Unit: plan.Month}))
	var aged []Instalment
	for _, n := range s.Instalments {
		if n.Kind == ReAged {
			aged = append(aged, n)
		} else if n.Open().Sum() != 0 || n.MetDay == "" {
			t.Errorf("an old instalment still asks: %+v", n)
		}
	}
	if len(aged) != 4 || aged[0].Agreed.Sum() != 7919 || aged[0].Agreed.Interest != 1200 || aged[3].Balance != 0 {
		t.Errorf("%+v", aged)
	}
	var principal int64
	for _, n := range aged {
		principal += n.Agreed.Principal
	}
	if principal != 30000 {
		t.Errorf("principal %d", principal)
	}
}

func TestFaults(t *testing.T) {
	good := Event{ID: "x", Day: "2026-02-15", Kind: Repayment, Amount: 1}
	change := func(f func(*Event)) Event { e := good; f(&e); return e }
	for name, c := range map[string]struct {
		events []Event
		at     string
	}{
		"no id":              {opened(change(func(e *Event) { e.ID, e.Day = "y", "" })), "/events/y/day"},
		"no amount":          {opened(change(func(e *Event) { e.Amount = 0 })), "/events/x/amount"},
		"no kind":            {opened(change(func(e *Event) { e.Kind = "" })), "/events/x/kind"},
		"twice":              {append(opened(good), good), "/events/x"},
		"undo of nothing":    {opened(Event{ID: "u", Day: "2026-02-15", Kind: Undo, Of: "none"}), "/events/u/of"},
		"undo of the future": {opened(Event{ID: "u", Day: "2026-02-15", Kind: Undo, Of: "x"}, good), "/events/u"},
		"before the opening": {[]Event{good}, "/events/x"},
		"charge of interest": {opened(change(func(e *Event) { e.Kind, e.Due, e.Part = Charge, e.Day, PartInterest })), "/events/x/part"},
		"re-age in no units": {opened(change(func(e *Event) { e.Kind, e.From, e.Count, e.Every = ReAge, e.Day, 1, 1 })), "/events/x/unit"},
		"rule of no bucket":  {opened(Event{ID: "r", Day: "2026-02-15", Kind: SetRule, Rule: Rule{Order: []string{"later.fee"}}}), "/events/r/rule"},
	} {
		_, err := Fold(three(), c.events)
		var f *fault.Fault
		if !errors.As(err, &f) || f.Pointer != c.at {
			t.Errorf("%s: %v, want a fault at %s", name, err, c.at)
		}
	}
	bad := three()
	bad.Lines = []Line{{DueDay: calendar.Day("tomorrow")}}
	if _, err := Fold(bad, nil); err == nil {
		t.Error("a line without a day was taken")
	}
}

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Error(err)
	}
}
