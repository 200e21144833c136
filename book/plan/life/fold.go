package life

import (
	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// Fold is the state of a contract after its events. Faults: see the package.
func Fold(a Agreement, events []Event) (State, error) {
	if err := a.Check(); err != nil {
		return State{}, err
	}
	for i := range events {
		if err := events[i].check(); err != nil {
			return State{}, err
		}
	}
	list, err := standing(order(events))
	if err != nil {
		return State{}, err
	}
	f := folding{a: &a, status: StatusAgreed, rules: map[Kind][]bucket{}, effects: make([]Effect, 0, len(list)),
		effectOf: make(map[string]int, len(list)), charges: map[string]*charge{}}
	for i := range list {
		if err := f.apply(&list[i]); err != nil {
			return State{}, err
		}
	}
	return f.state(), nil
}

// folding is a fold under way.
type folding struct {
	a         *Agreement
	lines     []line
	opened    []Opening
	status    Status
	overpaid  int64
	recovered int64
	refunded  int64 // principal taken off instalments by refunds
	givenBack int64 // of the price, by refunds that reduce
	lent      int64
	effects   []Effect
	effectOf  map[string]int // by event id
	charges   map[string]*charge
	rules     map[Kind][]bucket // compiled
	each      []Each
	event     *Event // the one being applied
}

// line is an instalment with what the fold needs to remember of it.
type line struct {
	Instalment
	each Amounts // the fees of each instalment within Agreed
	base Amounts // as signed, before refunds, charges and charge-backs
}

// effect is what the event being applied has done so far.
func (f *folding) effect() *Effect { return &f.effects[len(f.effects)-1] }

func (f *folding) apply(e *Event) error {
	f.event = e
	f.effectOf[e.ID] = len(f.effects)
	f.effects = append(f.effects, Effect{EventID: e.ID})
	if e.Kind == Open {
		return f.open(e)
	}
	if e.Kind == Tick || e.Kind == SetRule {
		if e.Kind == SetRule {
			f.setRule(Kind(e.Of), e.Rule)
		}
		return nil
	}
	if len(f.opened) == 0 {
		return fault.Refused(wordNotOpen, words.Args{"id": e.ID, "day": e.Day}).At("/events/" + e.ID)
	}
	switch e.Kind {
	case DownPaid, Repayment, Goodwill, PayoutRefund:
		f.pay(e.Kind, e.Amount)
	case Payoff:
		f.payoff()
	case EarlySettle:
		f.earlySettle()
	case MerchantRefund:
		f.merchantRefund()
	case Charge:
		f.charge(e)
	case ChargeEach:
		return f.chargeEach(e)
	case WaiveCharge:
		return f.waiveCharge(e)
	case AdjustCharge:
		return f.adjustCharge(e)
	case Waive:
		f.waive(e)
	case ChargeBack:
		return f.chargeBack(e)
	case CreditRefund:
		f.creditRefund(e.Amount)
	case ApplyOverpaid:
		f.applyOverpaid()
	case WriteOff:
		f.writeOff()
	}
	return nil
}

// open lends money: the first opening gives the instalments.
func (f *folding) open(e *Event) error {
	f.opened = append(f.opened, Opening{EventID: e.ID, Day: e.Day, Amount: e.Amount})
	f.lent += e.Amount
	if f.status == StatusAgreed {
		f.status = StatusActive
	}
	if len(f.opened) > 1 {
		return fault.Refused(wordTooMuch, words.Args{"id": e.ID, "most": 0})
	}
	f.each = f.a.Each
	if len(f.a.Lines) > 0 {
		f.signedLines(e.Day)
		return f.refreshEach()
	}
	s, err := plan.For(money.New(e.Amount, f.a.Currency), e.Day, f.a.Terms)
	if err != nil {
		return err
	}
	from := e.Day
	if f.a.CountFrom != "" {
		from = f.a.CountFrom
	}
	for _, n := range s.Instalments {
		l := line{Instalment: Instalment{Kind: Regular, From: from, DueDay: n.DueDay, GraceDay: n.GraceDay,
			Agreed: Amounts{Principal: n.Principal, Interest: n.Interest, Fee: n.Fee}}}
		if n.Kind == plan.DownPayment {
			l.Kind, l.From = DownPayment, n.DueDay
			f.addLine(l)
			continue
		}
		f.addLine(l)
		from = n.DueDay
	}
	return f.refreshEach()
}

// signedLines takes the instalments as signed.
func (f *folding) signedLines(day calendar.Day) {
	from := day
	for _, n := range f.a.Lines {
		l := line{Instalment: Instalment{Kind: n.Kind, From: n.From, DueDay: n.DueDay, GraceDay: n.GraceDay, Agreed: n.Agreed}}
		if l.From == "" {
			l.From = from
		}
		if l.GraceDay == "" {
			l.GraceDay = n.DueDay
		}
		f.addLine(l)
		from = n.DueDay
	}
}

func (f *folding) addLine(l line) {
	l.base = l.Agreed
	if l.Open().Sum() == 0 {
		l.MetDay = f.event.Day
	}
	f.lines = append(f.lines, l)
}

// state closes the fold: numbers, balances and the status.
func (f *folding) state() State {
	s := State{Status: f.status, Opened: f.opened, Overpaid: f.overpaid, Recovered: f.recovered, Effects: f.effects,
		Instalments: make([]Instalment, len(f.lines))}
	balance := f.lent - f.refunded
	for i := range f.lines {
		n := f.lines[i].Instalment
		n.No = f.number(i)
		balance -= n.Agreed.Principal - n.ChargedBack.Principal
		n.Balance = balance
		s.Instalments[i] = n
	}
	if f.status == StatusActive && s.Outstanding().Sum() == 0 {
		s.Status = StatusSettled
		if f.overpaid > 0 {
			s.Status = StatusOverpaid
		}
	}
	return s
}

// number counts from 1; a down payment in front has the number 0, as in a
// schedule.
func (f *folding) number(i int) int {
	if len(f.lines) > 0 && f.lines[0].Kind == DownPayment {
		return i
	}
	return i + 1
}
