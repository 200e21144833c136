package collect

import (
	"fenming/kit/job"
)

// JobNightly is the kind of the nightly job.
const JobNightly = "collect.nightly"

const (
	jobPromises = "collect.promises"
	jobRemind   = "collect.remind"
	jobRecall   = "collect.recall"
)

// Jobs are the jobs of this flow.
func Jobs() []job.Job {
	return []job.Job{
		job.Of(JobNightly, night).EveryDay(2, 0),
		job.Of(jobPromises, decidePromises),
		job.Of(jobRemind, remind),
		job.Of(jobRecall, recall),
	}
}
