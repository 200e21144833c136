package lifecycle

import (
	"fmt"
	"strconv"

	"fenming/book/plan"
	"fenming/book/plan/life"
	"fenming/kit/calendar"
	"fenming/kit/money"
)

var units = map[string]plan.Unit{"DAYS": plan.Day, "WEEKS": plan.Week, "MONTHS": plan.Month, "YEARS": plan.Month}

var spreads = map[string]life.Spread{"": life.SpreadNone, "DEFAULT": life.SpreadNone, "EQUAL_AMORTIZATION_PAYABLE_INTEREST": life.SpreadPayable,
	"EQUAL_AMORTIZATION_FULL_INTEREST": life.SpreadFull, "EQUAL_AMORTIZATION_INTEREST_SPLIT": life.SpreadSplit}

// replan translates an event that changes the schedule.
func (t *translation) replan(e *event, day calendar.Day) error {
	switch e.Type {
	case "reage":
		return t.reAge(e)
	case "reamortize":
		t.put(life.Event{Day: day, Kind: life.ReAmortise, Spread: spreads[e.ReAmortise]})
	case "interest_pause":
		t.put(life.Event{Day: day, Kind: life.InterestPause, From: calendar.Day(e.PauseFrom), To: calendar.Day(e.PauseTo)})
	case "charge_off":
		t.put(life.Event{Day: day, Kind: life.ChargeOff})
	case "contract_termination":
		t.put(life.Event{Day: day, Kind: life.Terminate})
	case "reschedule":
		return t.reschedule(e)
	}
	return nil
}

func (t *translation) reAge(e *event) error {
	every, err := strconv.Atoi(e.Frequency)
	if err != nil {
		return err
	}
	count, err := strconv.Atoi(e.Instalments)
	if err != nil {
		return err
	}
	if e.Unit == "YEARS" {
		every *= 12
	}
	start := calendar.Day(e.Start)
	t.put(life.Event{Day: min(t.day, start), Kind: life.ReAge, From: start, Count: count, Every: every, Unit: units[e.Unit],
		Spread: spreads[e.ReAge]})
	return nil
}

// reschedule may change the rate, a due day and the number of instalments.
func (t *translation) reschedule(e *event) error {
	from := calendar.Day(e.From)
	if e.NewRate != "" {
		percent, err := money.ParseRate(e.NewRate)
		if err != nil {
			return err
		}
		t.put(life.Event{Day: min(from, t.day), Kind: life.NewRate, From: from, Rate: percent / 100})
	}
	if e.Adjusted != "" {
		t.put(life.Event{Day: min(from, t.day), Kind: life.MoveDue, From: from, To: calendar.Day(e.Adjusted)})
	}
	if e.ExtraTerms != "" {
		n, err := strconv.Atoi(e.ExtraTerms)
		if err != nil {
			return fmt.Errorf("extra terms: %w", err)
		}
		t.put(life.Event{Day: min(from, t.day), Kind: life.Extend, From: from, Count: n})
	}
	return nil
}
