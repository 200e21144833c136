package sell

import (
	"context"

	"fenming/book/order"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/words"
	"fenming/platform"
)

// sendRefund makes an approved refund at the platform. A refund whose outcome is
// not known is asked for first: sending is repeated only when the platform says
// that it has not made it.
func sendRefund(ctx context.Context, run *job.Run, connect Connectors, args RefundArgs) error {
	l, r, err := refundLine(ctx, run, args.RefundID)
	if err != nil || l.order.ID == "" {
		return err
	}
	refunder, err := capable[platform.Refunder](ctx, run, connect, l)
	if err != nil {
		return refundNeverSent(ctx, run, r, err)
	}
	ref := platform.Ref{OutNo: l.order.OutNo}
	ask := r.State != order.RefundApproved // it may have been sent before
	var heard platform.Refunded
	if ask {
		if heard, err = refunder.QueryRefund(ctx, ref, r.ID); err != nil {
			return err
		}
		absent := heard.Outcome == platform.Refused && heard.Code == "REFUND_ABSENT"
		if !absent {
			if heard.Outcome == platform.Refused { // the question was refused, not the refund
				heard.Outcome = platform.Unknown
			}
			return run.Write(writing(ctx), func(tx *db.Tx) error { return heardRefund(tx, args, heard) })
		}
	}
	err = run.Write(ctx, func(tx *db.Tx) error {
		if ask {
			if err := keep(tx, l.order, heard.Answer); err != nil {
				return err
			}
		}
		if _, _, err := order.MoveRefund(tx, order.RefundIn{ID: r.ID, To: order.RefundSent}); err != nil {
			return err
		}
		return promise(tx, l.order, request{Number: r.ID, Call: "refund", Amount: r.Amount.Minor})
	})
	if err != nil {
		return err
	}
	heard, err = refunder.Refund(ctx, platform.RefundRequest{Ref: ref, RefundNo: r.ID, AmountFen: r.Amount.Minor, Reason: r.Reason})
	if err != nil {
		return refundNeverSent(ctx, run, r, err)
	}
	return run.Write(writing(ctx), func(tx *db.Tx) error { return heardRefund(tx, args, heard) })
}

// refundLine opens the line for a refund that is neither done nor refused.
func refundLine(ctx context.Context, run *job.Run, id string) (line, order.Refund, error) {
	var (
		l line
		r order.Refund
	)
	err := run.Read(ctx, func(tx *db.Tx) (err error) {
		if r, err = order.GetRefund(tx, id); err != nil {
			return err
		}
		if r.State != order.RefundApproved && r.State != order.RefundSent && r.State != order.RefundUnknown {
			return nil
		}
		o, err := order.Get(tx, r.OrderID)
		if err == nil {
			l, err = dialUp(tx, o)
		}
		return err
	})
	return l, r, err
}

// refundNeverSent: what cannot be sent at all is refused and told to a person.
func refundNeverSent(ctx context.Context, run *job.Run, r order.Refund, cause error) error {
	if !fault.Is(cause, fault.CodeInvalid) && !fault.Is(cause, fault.CodeRefused) {
		return cause
	}
	return run.Write(writing(ctx), func(tx *db.Tx) error { return refuseRefund(tx, r.ID, fault.As(cause).Word.Key) })
}

func refuseRefund(tx *db.Tx, id, why string) error {
	_, o, err := order.MoveRefund(tx, order.RefundIn{ID: id, To: order.RefundRefused, Reason: why})
	if err != nil {
		return err
	}
	return alert(tx, o, wordRefundRefused, words.Args{"reason": why})
}

// heardRefund writes down what the platform said of a refund.
func heardRefund(tx *db.Tx, args RefundArgs, heard platform.Refunded) error {
	r, err := order.GetRefund(tx, args.RefundID)
	if err != nil {
		return err
	}
	o, err := order.Lock(tx, r.OrderID)
	if err != nil {
		return err
	}
	if err := keep(tx, o, heard.Answer); err != nil {
		return err
	}
	if r, err = order.GetRefund(tx, r.ID); err != nil || r.State == order.RefundDone || r.State == order.RefundRefused {
		return err
	}
	switch {
	case heard.Outcome == platform.Done && heard.AmountFen != 0 && heard.AmountFen != r.Amount.Minor:
		return alert(tx, o, wordRefundDiffers, words.Args{"want": r.Amount.Decimal()})
	case heard.Outcome == platform.Done:
		at := heard.At
		if at.IsZero() {
			at = tx.Now()
		}
		var charges int64
		for _, c := range heard.Charges {
			charges -= c.Fen
		}
		_, _, err := refundDone(tx, r.ID, charges, at)
		return err
	case heard.Outcome == platform.Refused:
		return refuseRefund(tx, r.ID, heard.Code+" "+heard.SubCode)
	}
	if _, o, err = order.MoveRefund(tx, order.RefundIn{ID: r.ID, To: order.RefundUnknown, Reason: heard.Code}); err != nil {
		return err
	}
	args.Attempt++
	if args.Attempt == alarm {
		if err := alert(tx, o, wordLongUnknown, nil); err != nil {
			return err
		}
	}
	if args.Attempt > lastAsk {
		return nil
	}
	return enqueueAt(tx, jobRefund, args, r.ID, args.Attempt)
}
