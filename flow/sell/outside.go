package sell

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"fenming/book/channel"
	"fenming/book/order"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/platform"
)

// Connectors makes the connector of a channel; the program gives it, since only
// it knows every platform. tenant goes into the address of the call-backs.
type Connectors func(ctx context.Context, tenant string, c channel.Channel, k channel.Keys) (platform.Connector, error)

// OrderArgs name the order a job is about.
type OrderArgs struct {
	OrderID string `json:"order_id"`
}

// PayArgs ask the platform for payment, or what became of it. Buyer is sealed;
// Attempt counts the asking.
type PayArgs struct {
	OrderID string `json:"order_id"`
	Buyer   string `json:"buyer,omitempty"`
	Attempt int    `json:"attempt"`
}

// CloseArgs close a sale at the platform, after which Event ends the order.
type CloseArgs struct {
	OrderID string      `json:"order_id"`
	Event   order.Event `json:"event"`
	Reason  string      `json:"reason,omitempty"`
	Attempt int         `json:"attempt"`
	Look    int         `json:"look,omitempty"` // how often a sale unknown to the platform was looked at again
}

// RefundArgs send or ask for a refund.
type RefundArgs struct {
	RefundID string `json:"refund_id"`
	Attempt  int    `json:"attempt"`
}

// request is what goes out, as it is kept before it is sent.
type request struct {
	Number string `json:"number"` // idempotency number
	Call   string `json:"call"`
	Amount int64  `json:"amount,omitempty"` // minor units
	Count  int    `json:"count,omitempty"`
	Ref    string `json:"ref,omitempty"`
}

// promise keeps a request before it is sent, so that a crash between sending
// and hearing back leaves its number behind.
func promise(tx *db.Tx, o order.Order, r request) error {
	body, err := json.Marshal(r)
	if err != nil {
		return err
	}
	_, err = channel.Keep(tx, channel.Message{ChannelID: o.ChannelID, Direction: channel.Out, Kind: "intent." + r.Call,
		Ref: o.Ref(), Body: body})
	return err
}

// keep stores what was said, both ways, byte for byte. An answer counts as
// verified when the connector could trust it.
func keep(tx *db.Tx, o order.Order, a platform.Answer) error {
	x := a.Exchange
	if len(x.Request) > 0 {
		_, err := channel.Keep(tx, channel.Message{ChannelID: o.ChannelID, Direction: channel.Out, Kind: "request." + x.Method,
			Ref: o.Ref(), Body: x.Request})
		if err != nil {
			return err
		}
	}
	body := x.Response
	if len(body) == 0 {
		body = []byte(a.Code + " " + x.Failure)
	}
	_, err := channel.Keep(tx, channel.Message{ChannelID: o.ChannelID, Direction: channel.In, Kind: "answer." + x.Method,
		Ref: o.Ref(), Body: body, Verified: len(x.Response) > 0 && a.Outcome != platform.Unknown})
	return err
}

// line is an open line to the platform of an order.
type line struct {
	order   order.Order
	channel channel.Channel
	keys    channel.Keys
}

// dialUp reads what is needed to reach the platform of an order.
func dialUp(tx *db.Tx, o order.Order) (line, error) {
	c, err := channel.Get(tx, o.ChannelID)
	if err != nil {
		return line{}, err
	}
	k, err := channel.Secrets(tx, o.ChannelID)
	return line{o, c, k}, err
}

// capable returns the connector as one that can do a thing; a platform that
// cannot is a refused fault.
func capable[T any](ctx context.Context, run *job.Run, connect Connectors, l line) (T, error) {
	var none T
	conn, err := connect(ctx, run.Tenant, l.channel, l.keys)
	if err != nil {
		return none, err
	}
	able, ok := conn.(T)
	if !ok {
		return none, fault.Refused(wordCannot)
	}
	return able, nil
}

// writing is the context of what is written after the platform has spoken: a
// timeout of the job must not lose the answer.
func writing(ctx context.Context) context.Context { return context.WithoutCancel(ctx) }

// The bounds of asking.
const (
	firstPause = 5 * time.Second
	maxPause   = 6 * time.Hour
	// alarm is the attempt (after about half an hour) at which a person is told.
	alarm = 9
	// lastAsk is the attempt, ten days on, after which only the person goes on.
	lastAsk = 50
)

// pauseBefore doubles from 5 s up to 6 h.
func pauseBefore(attempt int) time.Duration {
	if attempt >= 13 {
		return maxPause
	}
	return min(firstPause<<max(attempt, 0), maxPause)
}

// askLater asks once more after a pause that grows. A person is told when it
// takes long.
func askLater(tx *db.Tx, o order.Order, args PayArgs) error {
	if args.Attempt == alarm {
		if err := alert(tx, o, wordLongUnknown, nil); err != nil {
			return err
		}
	}
	if args.Attempt > lastAsk {
		return nil
	}
	return enqueueAt(tx, jobQuery, args, o.ID, args.Attempt)
}

// enqueueAt leaves a job behind the pause of its attempt.
func enqueueAt(tx *db.Tx, kind string, args any, id string, attempt int) error {
	_, err := job.Enqueue(tx, kind, args, job.At(tx.Now().Add(pauseBefore(attempt))), job.Once(id+"#"+strconv.Itoa(attempt)))
	return err
}
