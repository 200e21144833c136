package limit

import "fenming/kit/job"

// Jobs are this room's work in the background: none.
func Jobs() []job.Job { return nil }
