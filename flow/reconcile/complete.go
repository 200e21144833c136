package reconcile

import (
	"context"

	"fenming/book/channel"
	"fenming/book/order"
	"fenming/book/statement"
	"fenming/kit/db"
	"fenming/kit/job"
	"fenming/kit/money"
	"fenming/office/tenant"
	"fenming/platform"
)

// mostUnlisted bounds what one file may be found to lack; beyond it the file is
// hardly the right one, and the rest is found by the next.
const mostUnlisted = 20_000

// complete finds the orders paid, and the refunds done, on days that a trade
// bill covers in full and that no line lists. It returns how many it found.
func complete(ctx context.Context, run *job.Run, f statement.File, st platform.Statement) (int64, error) {
	if st.Kind != platform.StatementTrade {
		return 0, nil
	}
	var orders, refunds []statement.Unlisted
	err := run.Read(ctx, func(tx *db.Tx) error {
		zone, err := tenant.Location(tx)
		if err != nil {
			return err
		}
		first, last, ok := covered(st.From, st.To, zone)
		if !ok {
			return nil
		}
		from, _ := first.In(zone)
		_, to := last.In(zone)
		if orders, err = statement.OrdersUnlisted(tx, f.ChannelID, from, to, mostUnlisted); err != nil {
			return err
		}
		refunds, err = statement.RefundsUnlisted(tx, f.ChannelID, from, to, mostUnlisted)
		return err
	})
	if err != nil {
		return 0, err
	}
	n, err := lacking(ctx, run, f, orders, statement.LineMissing)
	if err != nil {
		return n, err
	}
	more, err := lacking(ctx, run, f, refunds, statement.RefundUnlisted)
	return n + more, err
}

// lacking opens a difference for each, in portions.
func lacking(ctx context.Context, run *job.Run, f statement.File, list []statement.Unlisted, code statement.Code) (int64, error) {
	var found int64
	for start := 0; start < len(list); start += portionMatch {
		part := list[start:min(start+portionMatch, len(list))]
		var n int64
		err := run.Write(ctx, func(tx *db.Tx) error {
			n = 0 // a transaction may be run again
			for _, u := range part {
				opened, err := lack(tx, f, u, code)
				if err != nil {
					return err
				}
				if opened {
					n++
				}
			}
			return nil
		})
		if err != nil {
			return found, err
		}
		found += n
	}
	return found, nil
}

// lack opens the difference of an order or refund that no line lists, unless it
// was joined meanwhile or a line with another amount speaks of it.
func lack(tx *db.Tx, f statement.File, u statement.Unlisted, code statement.Code) (bool, error) {
	o, err := order.Lock(tx, u.OrderID)
	if err != nil {
		return false, err
	}
	var listed bool
	if code == statement.LineMissing {
		listed, err = statement.PaymentMatched(tx, o.ID)
	} else {
		listed, err = refundMatched(tx, u.RefundID)
	}
	if err != nil || listed {
		return false, err
	}
	if other, err := otherAmount(tx, o.ID, u.Amount.Minor < 0); err != nil || other {
		return false, err
	}
	nothing := money.New(0, u.Amount.Currency)
	return true, openDifference(tx, statement.Difference{Code: code, ChannelID: f.ChannelID, FileID: f.ID, OrderID: o.ID, Day: u.Day,
		Expected: u.Amount, Actual: nothing})
}

// lookAgain takes the odd lines of a channel whose order, payment or refund was
// missing and joins those that fit now.
func lookAgain(ctx context.Context, run *job.Run, channelID string) error {
	for after := ""; ; {
		var list []oddLine
		err := run.Write(ctx, func(tx *db.Tx) error {
			c, err := channel.Get(tx, channelID)
			if err != nil {
				return err
			}
			if list, err = waitingForOurs(tx, channelID, after, portionMatch); err != nil {
				return err
			}
			for _, w := range list {
				l, err := statement.GetLine(tx, w.line)
				if err != nil {
					return err
				}
				if _, err := judge(tx, c, l, true); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || len(list) < portionMatch {
			return err
		}
		after = list[len(list)-1].id
	}
}
