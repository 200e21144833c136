package sell

import (
	"context"

	"fenming/kit/job"
)

// The kinds of job of this room.
const (
	jobCreate   = "sell.create_payment"
	jobQuery    = "sell.query_payment"
	jobClose    = "sell.close"
	jobRefund   = "sell.refund"
	jobNotified = "sell.notified"
	jobExpire   = "sell.expire"
)

// Jobs are the work of this room; only these speak to a platform.
func Jobs(connect Connectors) []job.Job {
	return []job.Job{
		job.Long(jobCreate, func(ctx context.Context, run *job.Run, args PayArgs) error {
			return createPayment(ctx, run, connect, args)
		}),
		job.Long(jobQuery, func(ctx context.Context, run *job.Run, args PayArgs) error {
			return queryPayment(ctx, run, connect, args)
		}),
		job.Long(jobClose, func(ctx context.Context, run *job.Run, args CloseArgs) error {
			return closeSale(ctx, run, connect, args)
		}),
		job.Long(jobRefund, func(ctx context.Context, run *job.Run, args RefundArgs) error {
			return sendRefund(ctx, run, connect, args)
		}),
		job.Of(jobNotified, notified),
		job.Of(jobExpire, expire),
	}
}
