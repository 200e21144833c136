package intake

import (
	"context"
	"time"

	"fenming/kit/blob"
	"fenming/kit/job"
)

// Jobs are the jobs of this room. sell takes an order into the books.
func Jobs(store *blob.Store, sell Sell) []job.Job { return jobs(store, sell, mostPerPortion) }

func jobs(store *blob.Store, sell Sell, most int) []job.Job {
	return []job.Job{
		job.Long(Kind, func(ctx context.Context, run *job.Run, in Start) error {
			return work(ctx, run, store, sell, most, in)
		}).Kept().Within(6 * time.Hour).Attempts(5),
	}
}
