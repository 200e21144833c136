package ledger

import (
	"fmt"
	"strings"

	"fenming/book/contract"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// PauseInterestIn lets no interest run on a contract from a day to a day, both
// included.
type PauseInterestIn struct {
	ContractID string
	From, To   calendar.Day
	Day        calendar.Day // when it was granted
	Reason     string
}

// PauseInterest lets off the interest of the nights that end on a paused day,
// of every instalment whose interest has not fallen due: its share of the
// instalment's interest by days, rounded up in favour of the customer. Interest
// that fell due already is waived instead. It returns what was let off, in
// minor units. Faults: no reason, days out of order, days that were paused
// before or bear no interest that is still to come (refused), a contract that
// is not active (conflict).
func PauseInterest(tx *db.Tx, in PauseInterestIn) (int64, Position, error) {
	if in.From.Check() != nil || in.To.Check() != nil || in.To < in.From {
		return 0, Position{}, fault.Invalid(wordPauseDays).At("/to")
	}
	w, err := begin(tx, in.ContractID, in.Day)
	if err != nil {
		return 0, Position{}, err
	}
	if err := w.must(contract.Active); err != nil {
		return 0, Position{}, err
	}
	if strings.TrimSpace(in.Reason) == "" {
		return 0, Position{}, fault.Invalid(wordReason).At("/reason")
	}
	if err := w.notPaused(in); err != nil {
		return 0, Position{}, err
	}
	if err := w.accrue(in.Day); err != nil {
		return 0, Position{}, err
	}
	var legs []Leg
	var sum int64
	from := w.c.ActiveDay
	for _, n := range w.pos.Instalments {
		off := pausedShare(n, from, in.From, in.To)
		if n.DueDay > from {
			from = n.DueDay
		}
		if off = min(off, max(0, n.Agreed.Interest-n.Charged.Interest)); off == 0 {
			continue
		}
		if err := w.charge(n, off, 0, in.Day, ""); err != nil {
			return 0, Position{}, err
		}
		sum += off
		legs = append(legs, w.owed(CustomerInterest, n.No, -off))
	}
	if sum == 0 {
		return 0, Position{}, fault.Refused(wordPauseNothing)
	}
	legs = append(legs, w.leg(FinanceIncome, Own, sum))
	if _, err := w.post(LetOff, Entry{Kind: KindInterestPause, Ref: pauseRef(in), Reason: in.Reason, Legs: legs}); err != nil {
		return 0, Position{}, err
	}
	return sum, w.pos, w.end()
}

// pausedShare is the interest of the paused nights of an instalment whose
// period begins on a day: a night counts for the day it ends on.
func pausedShare(n InstalmentPosition, start, from, to calendar.Day) int64 {
	nights := n.DueDay.Sub(start)
	first, last := max(from, start.AddDays(1)), min(to, n.DueDay)
	if nights <= 0 || last < first {
		return 0
	}
	off, err := money.MulDiv(n.Agreed.Interest, int64(last.Sub(first)+1), int64(nights), money.Ceil)
	if err != nil {
		return 0
	}
	return off
}

func pauseRef(in PauseInterestIn) string { return fmt.Sprintf("pause:%s/%s", in.From, in.To) }

// notPaused refuses days that were paused before.
func (w *work) notPaused(in PauseInterestIn) error {
	entries, err := entriesOf(w.tx, w.c.ID)
	if err != nil {
		return err
	}
	for _, e := range standing(entries) {
		days, ok := strings.CutPrefix(e.Ref, "pause:")
		from, to, _ := strings.Cut(days, "/")
		if ok && e.Kind == KindInterestPause && calendar.Day(from) <= in.To && in.From <= calendar.Day(to) {
			return fault.Conflict(wordPausedBefore, words.Args{"from": from, "to": to})
		}
	}
	return nil
}
