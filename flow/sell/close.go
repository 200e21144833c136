package sell

import (
	"context"
	"strconv"
	"time"

	"fenming/book/order"
	"fenming/kit/db"
	"fenming/kit/job"
	"fenming/platform"
)

// closeSale closes an unpaid sale at the platform and then ends the order. Only
// the platform's clear word ends it; if the buyer was faster, the order is paid.
func closeSale(ctx context.Context, run *job.Run, connect Connectors, args CloseArgs) error {
	l, err := lineOf(ctx, run, args.OrderID, closable)
	if err != nil || l.order.ID == "" {
		return err
	}
	err = run.Write(ctx, func(tx *db.Tx) error {
		return promise(tx, l.order, request{Number: l.order.OutNo, Call: "close", Ref: args.Reason})
	})
	if err != nil {
		return err
	}
	closer, err := capable[platform.Closer](ctx, run, connect, l)
	if err != nil {
		return err
	}
	asker, err := capable[platform.Querier](ctx, run, connect, l)
	if err != nil {
		return err
	}
	ref := platform.Ref{OutNo: l.order.OutNo}
	closed, err := closer.Close(ctx, ref)
	if err != nil {
		return err
	}
	trade := platform.Trade{State: platform.StateClosed}
	if closed.Outcome != platform.Done { // "no" has many reasons; asking tells which
		if trade, err = asker.Query(ctx, ref); err != nil {
			return err
		}
	}
	return run.Write(writing(ctx), func(tx *db.Tx) error { return heardClosed(tx, args, closed, trade) })
}

func heardClosed(tx *db.Tx, args CloseArgs, closed platform.Closed, trade platform.Trade) error {
	o, err := order.Lock(tx, args.OrderID)
	if err != nil {
		return err
	}
	if err := keep(tx, o, closed.Answer); err != nil {
		return err
	}
	if trade.Exchange.Method != "" {
		if err := keep(tx, o, trade.Answer); err != nil {
			return err
		}
	}
	if !closable(o.State) {
		return nil
	}
	switch trade.State {
	case platform.StateClosed, platform.StateAbsent:
		if trade.State == platform.StateAbsent {
			if err := lookAgain(tx, o, args); err != nil {
				return err
			}
		}
		if !o.State.Unpaid() { // a stray sale of an order that has ended
			return nil
		}
		_, err := end(tx, o, args.Event, order.Detail{Reason: args.Reason})
		return err
	case platform.StatePaid, platform.StateFinished:
		return pay(tx, o, payment{fen: trade.AmountFen, no: trade.PlatformNo, at: trade.PaidAt, count: trade.Instalments, ref: "close"})
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
	return enqueueAt(tx, jobClose, args, o.ID, args.Attempt)
}

// lookAgain: the platform does not know a sale whose code nobody has scanned, so
// it cannot close it, and a buyer who kept the code may still pay until it runs
// out. It is looked at again after that, and a day later, lest the news was lost.
func lookAgain(tx *db.Tx, o order.Order, args CloseArgs) error {
	if args.Look >= 2 {
		return nil
	}
	at := tx.Now().Add(24 * time.Hour)
	if args.Look == 0 {
		at = tx.Now()
		if o.ExpiresAt != nil && o.ExpiresAt.After(at) {
			at = *o.ExpiresAt
		}
		at = at.Add(5 * time.Minute)
	}
	next := CloseArgs{OrderID: o.ID, Event: args.Event, Reason: args.Reason, Look: args.Look + 1}
	_, err := job.Enqueue(tx, jobClose, next, job.At(at), job.Once(o.ID+"/look"+strconv.Itoa(next.Look)))
	return err
}

// closable: not paid, whether it has ended here or not.
func closable(s order.State) bool { return s.Unpaid() || s.Ended() && s != order.Refunded }
