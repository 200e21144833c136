package ledger

import (
	"fmt"

	"fenming/book/contract"
	"fenming/book/plan/life"
	"fenming/kit/calendar"
	"fenming/kit/db"
)

// folded says whether the position that the entries give is the fold of the
// contract's events.
func folded(tx *db.Tx, id string, day calendar.Day) error {
	c, err := contract.Get(tx, id)
	if err != nil {
		return err
	}
	w, err := load(tx, c, day)
	if err != nil {
		return err
	}
	if !w.opened() {
		return nil
	}
	entries, err := OfContract(tx, id)
	if err != nil {
		return err
	}
	events := eventsOf(entries, w.list)
	s, err := life.Fold(agreementOf(c, w.list), events)
	if err != nil {
		return err
	}
	for i, n := range w.pos.Instalments {
		open := s.Instalments[i].Open()
		if got := (life.Amounts{Principal: n.Open.Principal, Interest: n.Open.Interest, Fee: n.Open.Fee, Penalty: n.Open.LateFee}); got != open {
			return fmt.Errorf("instalment %d: open %+v, the fold says %+v (%s, %s)\n%+v", n.No, got, open, c.State, s.Status, events)
		}
	}
	if w.pos.Overpaid.Minor != s.Overpaid {
		return fmt.Errorf("overpaid %d, the fold says %d (%s)\n%+v", w.pos.Overpaid.Minor, s.Overpaid, c.State, events)
	}
	return nil
}
