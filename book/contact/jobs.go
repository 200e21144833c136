package contact

import "fenming/kit/job"

// Jobs are the jobs of this room: it has none.
func Jobs() []job.Job { return nil }
