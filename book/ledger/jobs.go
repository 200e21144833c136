package ledger

import (
	"context"
	"slices"
	"strings"
	"time"

	"fenming/kit/db"
	"fenming/kit/job"
)

// JobRollUp is the kind of the job that moves entries from the tail into the
// totals; whoever posted many may enqueue it.
const JobRollUp = "ledger.rollup"

// rollUpPortion is how many entries one transaction rolls up.
const rollUpPortion = 1000

// Jobs are this room's work in the background.
func Jobs() []job.Job {
	return []job.Job{
		job.Long(JobRollUp, func(ctx context.Context, run *job.Run, _ struct{}) error {
			for moved := 0; ; {
				var n int
				err := run.Write(ctx, func(tx *db.Tx) (err error) {
					if n, err = RollUp(tx); err != nil {
						return err
					}
					moved += n
					return again(tx, n, moved)
				})
				if err != nil || n < rollUpPortion {
					return err
				}
			}
		}),
		job.Of("ledger.nightly", func(_ context.Context, tx *db.Tx, _ job.DayArgs) error {
			_, err := job.Enqueue(tx, JobRollUp, struct{}{}, job.Once("rollup"), job.Behind())
			return err
		}).EveryDay(1, 10),
		job.Of("ledger.check", func(_ context.Context, tx *db.Tx, _ job.DayArgs) error { return Check(tx) }).EveryDay(2, 30).Kept(),
	}
}

// busy is how many entries since the last roll-up make it run again soon
// instead of the next night, so that totals stay quick to read.
const busy = 5000

func again(tx *db.Tx, n, moved int) error {
	if n == rollUpPortion || moved < busy {
		return nil
	}
	at := tx.Now().Add(10 * time.Minute)
	_, err := job.Enqueue(tx, JobRollUp, struct{}{}, job.At(at), job.Once(at.Format(time.RFC3339)), job.Behind())
	return err
}

// RollUp moves a portion of the tail into the totals and returns how many
// entries it took. Totals read the same before and after.
func RollUp(tx *db.Tx) (int, error) {
	ids, err := takeTail(tx, rollUpPortion)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	sums := map[totalKey]Total{}
	err = tailLegs(tx, ids, func(account, subject, currency, day string, amount int64) {
		k := totalKey{account, rolled(subject), currency, day}
		t := sums[k]
		t.Debit += max(0, amount)
		t.Credit += max(0, -amount)
		sums[k] = t
	})
	if err != nil {
		return 0, err
	}
	keys := make([]totalKey, 0, len(sums))
	for k := range sums {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b totalKey) int {
		return strings.Compare(a.account+"|"+a.subject+"|"+a.currency+"|"+a.day, b.account+"|"+b.subject+"|"+b.currency+"|"+b.day)
	})
	return len(ids), addTotals(tx, keys, sums)
}
