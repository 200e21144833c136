package collect

import (
	"context"
	"time"

	"fenming/book/casefile"
	"fenming/book/contact"
	"fenming/book/contract"
	"fenming/book/customer"
	"fenming/book/ledger"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/words"
)

// portion is how many contracts one transaction of the night takes: each
// writes about ten rows at most, so a portion stays below a thousand.
const portion = 80

// nightArgs are job.DayArgs and the contract behind which a portion begins.
type nightArgs struct {
	Day   string `json:"day"`
	After string `json:"after,omitempty"`
}

// night works on a portion of the contracts with something due within three
// days and leaves a job for the next, in the same transaction: a night that is
// cut off goes on where it stopped.
func night(_ context.Context, tx *db.Tx, in nightArgs) error {
	day, err := calendar.ParseDay(in.Day)
	if err != nil {
		return err
	}
	ids, err := ledger.OpenDue(tx, day.AddDays(-offsets[len(offsets)-1]), in.After, portion)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := nightOf(tx, id, day); err != nil {
			return fault.Wrap(err, "night of contract "+id)
		}
	}
	tx.Note("night:"+in.Day, nil, map[string]any{"contracts": len(ids), "after": in.After})
	if len(ids) == portion {
		last := ids[len(ids)-1]
		_, err = job.Enqueue(tx, JobNightly, nightArgs{in.Day, last}, job.Once(in.Day+"/"+last))
		return err
	}
	_, err = job.Enqueue(tx, jobPromises, nightArgs{Day: in.Day}, job.Once(in.Day))
	return err
}

// nightOf is the night of one contract. What a rule refuses becomes a task for
// a person and does not stop the night of the others.
func nightOf(tx *db.Tx, id string, day calendar.Day) error {
	err := oneNight(tx, id, day)
	f := fault.As(err)
	if f == nil || f.Code != fault.CodeRefused && f.Code != fault.CodeConflict && f.Code != fault.CodeInvalid {
		return err
	}
	_, err = casefile.Task(tx, "contract:"+id, wordNightStuck, words.Args{"contract": id, "day": day, "why": f.Word.Key}, 2)
	return err
}

func oneNight(tx *db.Tx, id string, day calendar.Day) error {
	pos, err := ledger.Accrue(tx, ledger.AccrueIn{ContractID: id, Day: day})
	if err != nil || pos.State != contract.Active {
		return err
	}
	s, err := look(tx, id)
	if err != nil {
		return err
	}
	if s.c.Creditor == "merchant" && s.c.LateFee.Rate > 0 && pos.OverdueDays > 0 {
		pauses, err := s.pauses(tx)
		if err != nil {
			return err
		}
		if _, pos, err = ledger.LateFees(tx, id, day, pauses); err != nil {
			return err
		}
	}
	if day != s.today {
		return nil // made up for late: its reminders are stale
	}
	return s.planStep(tx, pos, day)
}

// planStep leaves the day's reminder for the first lawful moment, or writes
// down why there is none.
func (s situation) planStep(tx *db.Tx, pos ledger.Position, day calendar.Day) error {
	n, name, ok := plan(pos, day)
	if !ok {
		return nil
	}
	step := contact.Step{ContractID: s.c.ID, Instalment: n.No, Step: name, CustomerID: s.c.CustomerID, Day: day,
		State: contact.Planned, At: tx.Now()}
	who, err := customer.Contact(tx, s.c.CustomerID)
	if err != nil {
		return err
	}
	d, err := contact.Preview(tx, s.ask(s.open(n), contact.Email, contact.Reminder, day.Sub(n.DueDay), who.Address))
	if err != nil {
		return err
	}
	switch {
	case d.Allowed:
	case d.NextAt.IsZero() || d.NextAt.Sub(tx.Now()) > patience:
		step.State, step.Code = contact.Skipped, d.Code
	default:
		step.At = d.NextAt
	}
	fresh, err := contact.PlanStep(tx, step)
	if err != nil || !fresh || step.State == contact.Skipped {
		return err
	}
	return enqueueRemind(tx, step)
}

// patience is how long a reminder waits for its lawful moment before it is
// dropped as stale, and tries how often it is put off.
const (
	patience = 48 * time.Hour
	tries    = 3
)

// decidePromises ends the promises whose day is over: kept when what came in
// since reaches the amount or nothing is owed, else broken.
func decidePromises(_ context.Context, tx *db.Tx, in nightArgs) error {
	day, err := calendar.ParseDay(in.Day)
	if err != nil {
		return err
	}
	list, err := contact.PromisesUpTo(tx, day, in.After, portion)
	if err != nil {
		return err
	}
	for _, p := range list {
		if _, err := contract.Lock(tx, p.ContractID); err != nil {
			return err
		}
		pos, err := ledger.PositionAt(tx, p.ContractID, day)
		if err != nil {
			return err
		}
		if err := contact.DecidePromise(tx, p, verdictOn(p, pos)); err != nil && !fault.Is(err, fault.CodeConflict) {
			return err
		}
	}
	if len(list) < portion {
		return nil
	}
	last := list[len(list)-1].ID
	_, err = job.Enqueue(tx, jobPromises, nightArgs{in.Day, last}, job.Once(in.Day+"/"+last))
	return err
}

// verdictOn says what the ledger makes of a promise.
func verdictOn(p contact.Promise, pos ledger.Position) string {
	switch {
	case pos.State == contract.Cancelled || pos.State == contract.WrittenOff:
		return contact.PromiseCancelled
	case pos.Remaining.Minor == 0 || paid(pos)-p.PaidThen >= p.Amount.Minor:
		return contact.PromiseKept
	}
	return contact.PromiseBroken
}
