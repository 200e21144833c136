package identity

import (
	"context"
	"time"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/office/tenant"
)

// keepEnded is how long ended sessions and spent tickets are kept for people
// to look at.
const keepEnded = 30 * 24 * time.Hour

// Jobs are the nightly chores of this room.
func Jobs(k *Desk) []job.Job {
	return []job.Job{
		job.Of("identity.sweep", func(_ context.Context, tx *db.Tx, _ job.DayArgs) error {
			return sweep(tx, k.now())
		}).EveryDay(3, 10),
	}
}

// sweep forgets what no longer serves and disables accounts nobody used for 60
// days (SEC-15), the last owner excepted. A demo's staff comes and goes by links
// and stays.
func sweep(tx *db.Tx, at time.Time) error {
	if err := purge(tx, at.Add(-keepEnded)); err != nil {
		return err
	}
	t, err := tenant.Get(tx)
	if err != nil || t.Kind == tenant.Demo {
		return err
	}
	days, err := tenant.Value(tx, KnobIdleDays)
	if err != nil {
		return err
	}
	idle, err := idleUsers(tx, at.AddDate(0, 0, -int(days)))
	if err != nil {
		return err
	}
	for _, u := range idle {
		if _, err := Disable(tx, u.ID); err != nil && !fault.Is(err, fault.CodeRefused) {
			return err
		}
	}
	return nil
}
