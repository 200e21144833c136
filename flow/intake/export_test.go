package intake

import (
	"fenming/kit/blob"
	"fenming/kit/job"
)

// JobsBy are Jobs with a largest portion, so that a small import has many.
func JobsBy(store *blob.Store, sell Sell, most int) []job.Job { return jobs(store, sell, most) }
