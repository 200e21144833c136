package life

import (
	"math/big"
	"slices"

	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/fault"
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
	if a.Anew {
		if err := f.sumAnew(list); err != nil {
			return State{}, err
		}
	}
	for i := range list {
		if err := f.step(&list[i]); err != nil {
			return State{}, err
		}
	}
	if len(f.opened) == 0 {
		return f.planned()
	}
	if f.running() {
		f.event = &list[len(list)-1]
		if err := f.settle(); err != nil {
			return State{}, err
		}
	}
	return f.state(), nil
}

// step applies one event. Where interest runs, it first brings the instalments
// to what paying them on the day costs, and afterwards to what the schedule
// then asks for.
func (f *folding) step(e *Event) error {
	f.event = e
	f.effectOf[e.ID] = len(f.effects)
	f.effects = append(f.effects, Effect{EventID: e.ID})
	if e.Kind == Tick {
		f.asOf = e.Day
		return nil
	}
	if f.running() {
		f.paying = e.Kind.pays()
		if !e.Kind.charges() {
			f.asOf = e.Day
		}
		if err := f.walk(f.asOf, f.paying); err != nil {
			return err
		}
	}
	err := f.apply(e)
	f.paying = false
	if err != nil || !f.running() {
		return err
	}
	return f.settle()
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
	events    []Event // with the openings that are planned as one
	anew      int64   // what all openings finance, where they are planned as one
	effects   []Effect
	effectOf  map[string]int // by event id
	charges   map[string]*charge
	rules     map[Kind][]bucket // compiled
	each      []Each
	event     *Event       // the one being applied
	course    *course      // nil where the instalments are given
	financed  int64        // principal that the instalments of the course carry
	asOf      calendar.Day // up to it what is overdue bears interest
	paying    bool         // they stand at what paying them costs
}

// line is an instalment with what the fold needs to remember of it.
type line struct {
	Instalment
	each Amounts // the fees of each instalment within Agreed
	base Amounts // as signed, before refunds, charges and charge-backs

	// Where the terms give the instalments:
	runs    bool         // it follows the course
	since   calendar.Day // interest runs from here to the due day
	whole   plan.Period  // the period of which that is all or part
	every   int          // of the period
	unit    plan.Unit
	fixed   bool    // principal and interest are as they are
	inside  int64   // principal charged back that the equal amount pays
	exact   big.Int // its interest before it was rounded, at the fine scale
	dropped bool    // what interest it left unpaid was divided otherwise
	spread  big.Int // interest of earlier instalments that it bears on top, at the fine scale
	emi     int64   // the equal amount it asks for
	own     int64   // its principal without what was charged back
	closed  bool    // paid off before its due day

	moved bool // a re-age moved what it asked for; nothing falls into its period any more
}

// effect is what the event being applied has done so far.
func (f *folding) effect() *Effect { return &f.effects[len(f.effects)-1] }

func (f *folding) apply(e *Event) error {
	switch {
	case e.Kind == Open:
		return f.open(e)
	case e.Kind == SetRule:
		f.setRule(Kind(e.Of), e.Rule)
		return nil
	}
	if len(f.opened) == 0 {
		if e.Kind == ChargeEach {
			return f.chargeEach(e)
		}
		return fault.Refused(wordNotOpen, words.Args{"id": e.ID, "day": e.Day}).At("/events/" + e.ID)
	}
	switch e.Kind {
	case DownPaid, Repayment, Goodwill:
		f.pay(e.Kind, e.Amount)
	case PayoutRefund:
		return f.refundPays(e.Kind)
	case Payoff:
		f.payoff()
	case EarlySettle:
		f.earlySettle()
	case MerchantRefund:
		return f.merchantRefund()
	case Charge:
		f.charge(e)
	case ChargeEach:
		return f.chargeEach(e)
	case WaiveCharge:
		f.waiveCharge(e)
	case AdjustCharge:
		f.adjustCharge(e)
	case Waive:
		f.waive(e)
	case ChargeBack:
		f.chargeBack(e)
	case CreditRefund:
		f.creditRefund(e.Amount)
	case ApplyOverpaid:
		f.applyOverpaid()
	case WriteOff:
		f.writeOff()
	default:
		return f.replan(e)
	}
	return nil
}

// state closes the fold: numbers, balances and the status.
func (f *folding) state() State {
	s := State{Status: f.status, Opened: f.opened, Overpaid: f.overpaid, Recovered: f.recovered, Effects: f.effects,
		Instalments: make([]Instalment, len(f.lines))}
	balance, lent, opened := -f.refunded, 0, append(slices.Clone(f.opened), f.stillExpected()...)
	for i := range f.lines {
		n := f.lines[i].Instalment
		n.No = f.number(i)
		for ; lent < len(opened) && opened[lent].before(n); lent++ {
			balance += opened[lent].Amount
		}
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

// stillExpected is what is agreed to be lent after the last opening and not
// before the day of the state.
func (f *folding) stillExpected() []Opening {
	var list []Opening
	for i := len(f.opened); i > 0 && i < len(f.a.Expected); i++ {
		if o := f.a.Expected[i]; o.Day >= f.event.Day && o.Day > f.opened[len(f.opened)-1].Day {
			list = append(list, o)
		}
	}
	return list
}

// before says whether money was lent before an instalment fell due; a down
// payment is due out of what is lent on its day.
func (o Opening) before(n Instalment) bool {
	return o.Day < n.DueDay || o.Day == n.DueDay && n.Kind == DownPayment
}

// planned is the state of an agreement before anything is lent: the
// instalments as they will be when it is opened as agreed.
func (f *folding) planned() (State, error) {
	s := State{Status: StatusAgreed, Effects: f.effects}
	list := f.a.Expected
	if len(list) == 0 {
		if f.a.Start == "" || f.a.Amount <= 0 {
			return s, nil
		}
		list = []Opening{{Day: f.a.Start, Amount: f.a.Amount}}
	}
	if f.a.Anew {
		events := make([]Event, len(list))
		for i, o := range list {
			events[i] = Event{ID: "planned" + string(o.Day), Day: o.Day, Kind: Open, Amount: o.Amount}
		}
		if err := f.sumAnew(events); err != nil {
			return s, err
		}
	}
	for _, o := range list {
		f.event = &Event{ID: "planned" + string(o.Day), Day: o.Day, Kind: Open, Amount: o.Amount}
		if err := f.open(f.event); err != nil {
			return s, err
		}
	}
	s.Instalments = f.state().Instalments
	for i := range s.Instalments {
		s.Instalments[i].MetDay = "" // what asks for nothing yet is not met yet
	}
	return s, nil
}

// number counts from 1; a down payment in front has the number 0, as in a
// schedule.
func (f *folding) number(i int) int {
	if len(f.lines) > 0 && f.lines[0].Kind == DownPayment {
		return i
	}
	return i + 1
}
