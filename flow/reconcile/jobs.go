package reconcile

import (
	"time"

	"fenming/kit/blob"
	"fenming/kit/job"
)

// The jobs of this room.
const (
	jobLoad  = "reconcile.load"
	jobFetch = "reconcile.fetch"
	jobDaily = "reconcile.daily"
)

// Jobs are the back door of this room. connect makes the connector of a channel;
// one that is no platform.StatementSource is never asked.
func Jobs(store *blob.Store, connect Connect, parsers ...Parser) []job.Job {
	d := desk{store: store, connect: connect, parsers: parsers}
	return []job.Job{
		job.Long(jobLoad, d.load).Kept().Within(30 * time.Minute),
		job.Long(jobFetch, d.fetch).Kept(),
		job.Of(jobDaily, d.daily).EveryDay(10, 30),
	}
}
