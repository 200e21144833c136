package sell

import (
	"context"
	"time"

	"fenming/book/channel"
	"fenming/book/order"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/words"
	"fenming/platform"
)

// NoticeArgs are a verified call-back on its way from the door to the work.
// The connector has checked signature, application and seller; whether it fits
// the order is checked when it is worked.
type NoticeArgs struct {
	MessageID   string             `json:"message_id"`
	ChannelID   string             `json:"channel_id"`
	Kind        platform.EventKind `json:"kind"`
	OutNo       string             `json:"out_no"`
	PlatformNo  string             `json:"platform_no"`
	AmountFen   int64              `json:"amount_fen"`
	RefundNo    string             `json:"refund_no,omitempty"`
	RefundFen   int64              `json:"refund_fen,omitempty"`
	Instalments int                `json:"instalments,omitempty"`
	PaidAt      time.Time          `json:"paid_at,omitzero"`
	At          time.Time          `json:"at,omitzero"`
}

// receive stores a call-back raw and leaves the work. It runs before the
// acknowledgement; e is nil when the call-back could not be believed.
func receive(tx *db.Tx, c channel.Channel, body []byte, e *platform.Event) error {
	m := channel.Message{ChannelID: c.ID, Direction: channel.In, Kind: "notify", Ref: "channel:" + c.ID, Body: body}
	if e == nil {
		_, err := channel.Keep(tx, m)
		return err
	}
	m.Verified = true
	o, err := order.ByOutNo(tx, e.OutNo)
	switch {
	case err == nil:
		m.Ref = o.Ref()
	case !fault.Is(err, fault.CodeNotFound):
		return err
	}
	id, err := channel.Keep(tx, m)
	if err != nil {
		return err
	}
	args := NoticeArgs{MessageID: id, ChannelID: c.ID, Kind: e.Kind, OutNo: e.OutNo, PlatformNo: e.PlatformNo,
		AmountFen: e.AmountFen, RefundNo: e.RefundNo, RefundFen: e.RefundFen, Instalments: e.Instalments,
		PaidAt: e.PaidAt, At: e.At}
	_, err = job.Enqueue(tx, jobNotified, args, job.Once(e.ID))
	return err
}

// notified works a verified call-back. An order of another channel, or none, is
// nobody's news here and changes nothing.
func notified(_ context.Context, tx *db.Tx, args NoticeArgs) error {
	o, err := order.ByOutNo(tx, args.OutNo)
	if fault.Is(err, fault.CodeNotFound) {
		return nil // kept as evidence; the statement will show whether money came
	}
	if err != nil {
		return err
	}
	if o, err = order.Lock(tx, o.ID); err != nil {
		return err
	}
	if o.ChannelID != args.ChannelID {
		return alert(tx, o, wordOtherChannel, nil)
	}
	p := payment{fen: args.AmountFen, no: args.PlatformNo, at: args.PaidAt, count: args.Instalments, ref: "message:" + args.MessageID}
	switch args.Kind {
	case platform.EventPaid, platform.EventFinished:
		return pay(tx, o, p)
	case platform.EventRefunded:
		return notifiedRefund(tx, o, p, args)
	case platform.EventClosed:
		if !o.State.Unpaid() {
			return nil // ended here already, or closed by a refund in full
		}
		_, err = end(tx, o, order.OnClose, order.Detail{Ref: p.ref})
	}
	return err
}

// notifiedRefund works the news of a refund. News of a refund before the news of
// the payment also says that it was paid. A refund we know nothing of was made
// by hand at the platform: a person decides, and the statement brings the amount.
func notifiedRefund(tx *db.Tx, o order.Order, p payment, args NoticeArgs) error {
	if o.State.Unpaid() || o.State.Ended() && o.State != order.Refunded {
		if err := pay(tx, o, p); err != nil {
			return err
		}
		var err error
		if o, err = order.Lock(tx, o.ID); err != nil || !o.State.HasMoney() {
			return err
		}
	}
	r, err := order.GetRefund(tx, args.RefundNo)
	if fault.Is(err, fault.CodeNotFound) {
		if args.RefundFen <= o.Refunded.Minor {
			return nil
		}
		return alert(tx, o, wordForeignRefund, words.Args{"total": args.RefundFen})
	}
	if err != nil {
		return err
	}
	if r.OrderID != o.ID || r.State != order.RefundSent && r.State != order.RefundUnknown {
		return nil
	}
	at := args.At
	if at.IsZero() {
		at = tx.Now()
	}
	_, _, err = refundDone(tx, r.ID, 0, at)
	return err
}
