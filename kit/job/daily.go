package job

import (
	"context"
	"errors"
	"time"

	"fenming/kit/db"
)

// maxMadeUp bounds how many missed days one look makes up for.
const maxMadeUp = 40

// plan enqueues the daily jobs of a tenant that have fallen due, one per local
// day, in order. A job new to the tenant begins with its next hour of the day.
func (w *Worker) plan(ctx context.Context, tenant string) error {
	daily := []Job{}
	for _, j := range w.jobs {
		if j.Daily != nil {
			daily = append(daily, j)
		}
	}
	if len(daily) == 0 || !w.planDue(ctx, tenant, len(daily)) {
		return nil
	}
	zone, err := w.db.Zone(ctx, tenant)
	if err != nil {
		return err
	}
	scope := quiet(tenant)
	scope.Actor = db.Actor{ID: "system.schedule", Kind: "system"}
	return w.db.Write(ctx, scope, func(tx *db.Tx) error {
		for _, j := range daily {
			if err := planOne(tx, j, zone); err != nil {
				return err
			}
		}
		return nil
	})
}

// planDue says whether any schedule is due or missing, without writing.
func (w *Worker) planDue(ctx context.Context, tenant string, want int) bool {
	due := true
	err := w.db.Read(ctx, quiet(tenant), func(tx *db.Tx) error {
		waiting, err := waitingSchedules(tx)
		due = waiting < int64(want)
		return err
	})
	return err != nil || due
}

func planOne(tx *db.Tx, j Job, zone *time.Location) error {
	next, err := scheduled(tx, j.Kind)
	if errors.Is(err, db.ErrNone) {
		return schedule(tx, j.Kind, following(tx.Now().In(zone), j.Daily).UnixMicro())
	}
	if err != nil || next > tx.NowMicro() {
		return err
	}
	at := time.UnixMicro(next).In(zone)
	for range maxMadeUp {
		if at.After(tx.Now()) {
			break
		}
		day := at.Format(time.DateOnly)
		if _, err := Enqueue(tx, j.Kind, DayArgs{Day: day}, At(at), Once(day)); err != nil {
			return err
		}
		at = following(at, j.Daily)
	}
	return schedule(tx, j.Kind, at.UnixMicro())
}

// following is the first time after t at which the day's hour strikes.
func following(t time.Time, d *Daily) time.Time {
	at := time.Date(t.Year(), t.Month(), t.Day(), d.Hour, d.Minute, 0, 0, t.Location())
	if !at.After(t) {
		at = time.Date(t.Year(), t.Month(), t.Day()+1, d.Hour, d.Minute, 0, 0, t.Location())
	}
	return at
}
