package sell

import (
	"context"
	"fmt"
	"time"

	"fenming/book/casefile"
	"fenming/book/ledger"
	"fenming/book/limit"
	"fenming/book/order"
	"fenming/book/plan"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/platform"
)

// createPayment asks the platform for payment. It may run again after a crash:
// the number is the order's, so the platform sees one sale.
func createPayment(ctx context.Context, run *job.Run, connect Connectors, args PayArgs) error {
	var (
		l    line
		ask  platform.Order
		skip bool
	)
	err := run.Write(ctx, func(tx *db.Tx) error {
		o, err := order.Lock(tx, args.OrderID)
		if err != nil {
			return err
		}
		if skip = !o.State.Unpaid() || o.State == order.AwaitingPayment && o.PayData != ""; skip {
			return nil
		}
		if ask, err = paymentOf(tx, o, args); err != nil {
			return err
		}
		if l, err = dialUp(tx, o); err != nil {
			return err
		}
		if err := promise(tx, o, request{Number: ask.OutNo, Call: "create", Amount: ask.AmountFen, Count: ask.Instalments}); err != nil {
			return err
		}
		_, err = order.Record(tx, o.ID, order.NotePayment, order.Detail{Values: map[string]string{"number": ask.OutNo}})
		return err
	})
	if err != nil || skip {
		return err
	}
	creator, err := capable[platform.OrderCreator](ctx, run, connect, l)
	var created platform.Created
	if err == nil {
		created, err = creator.CreateOrder(ctx, ask)
	}
	if err != nil { // nothing was sent
		return neverSent(ctx, run, l.order, err)
	}
	return run.Write(writing(ctx), func(tx *db.Tx) error { return heardCreated(tx, args, created) })
}

// paymentOf writes the payment call: the quoted count and who bears its fee, or
// no platform credit at all for a sale without it.
func paymentOf(tx *db.Tx, o order.Order, args PayArgs) (platform.Order, error) {
	buyer, err := openBuyer(tx, args)
	if err != nil {
		return platform.Order{}, err
	}
	p := platform.Order{OutNo: o.OutNo, AmountFen: o.Amount.Minor, Subject: o.Subject, Way: platform.Way(o.Way),
		Credit: platform.CreditForbidden, BuyerID: buyer}
	if o.ExpiresAt != nil {
		p.Expires = max(time.Minute, o.ExpiresAt.Sub(tx.Now()).Truncate(time.Minute))
	}
	if o.QuoteID == "" {
		return p, nil
	}
	q, err := plan.GetQuote(tx, o.QuoteID)
	if err != nil {
		return platform.Order{}, err
	}
	p.Credit, p.Instalments, p.SellerPaysFee = platform.CreditAllowed, o.Count, q.Schedule.MerchantFee > 0
	if o.Count < 2 { // one later payment is no instalment plan at the platform
		p.Instalments = 0
	}
	return p, nil
}

// neverSent: a call that cannot be made ends the order, since asking again would
// not help; anything else is tried again by the queue.
func neverSent(ctx context.Context, run *job.Run, o order.Order, cause error) error {
	if !fault.Is(cause, fault.CodeInvalid) && !fault.Is(cause, fault.CodeRefused) {
		return cause
	}
	return run.Write(writing(ctx), func(tx *db.Tx) error {
		o, err := order.Lock(tx, o.ID)
		if err != nil || !o.State.Unpaid() {
			return err
		}
		why := fault.As(cause).Word
		if err := alert(tx, o, wordNotSent, words.Args{"reason": why.Key}); err != nil {
			return err
		}
		_, err = end(tx, o, order.OnClose, order.Detail{Reason: why.Key})
		return err
	})
}

// heardCreated writes down what the platform said to the payment call.
func heardCreated(tx *db.Tx, args PayArgs, c platform.Created) error {
	o, err := order.Lock(tx, args.OrderID)
	if err != nil {
		return err
	}
	if err := keep(tx, o, c.Answer); err != nil {
		return err
	}
	if !o.State.Unpaid() { // paid by a call-back that was faster, or ended meanwhile
		return closeStray(tx, o, c)
	}
	code := order.Detail{Values: map[string]string{"code": c.Code, "sub_code": c.SubCode}}
	switch c.Outcome {
	case platform.Done:
		return pay(tx, o, payment{fen: o.Amount.Minor, no: c.PlatformNo, at: tx.Now(), ref: "answer"})
	case platform.Waiting:
		o, err = order.Link(tx, o.ID, order.Links{PlatformNo: c.PlatformNo, PayKind: c.Action.Kind, PayData: c.Action.Data})
		if err == nil && o.State != order.AwaitingPayment {
			_, err = order.Move(tx, o.ID, order.OnAwait, code)
		}
		if err != nil {
			return err
		}
		return watchOn(tx, o, args) // a call-back may get lost
	case platform.Refused:
		code.Reason = c.Code + " " + c.SubCode
		_, err = end(tx, o, order.OnClose, code)
		return err
	}
	return unknown(tx, o, code, args)
}

// watchFrom is the attempt at which watching a sale that waits for its buyer
// begins: after 5 × 2^6 s, a little more than five minutes.
const watchFrom = 6

// closeStray closes a sale that the platform opened for an order that has ended
// meanwhile.
func closeStray(tx *db.Tx, o order.Order, c platform.Created) error {
	if c.Outcome == platform.Refused || !o.State.Ended() {
		return nil
	}
	return enqueueAt(tx, jobClose, CloseArgs{OrderID: o.ID, Reason: "opened_after_end"}, o.ID+"/stray", 0)
}

// unknown: the outcome will be asked for until it is known.
func unknown(tx *db.Tx, o order.Order, d order.Detail, args PayArgs) error {
	var err error
	if o.State != order.PaymentUnknown {
		if o, err = order.Move(tx, o.ID, order.OnLose, d); err != nil {
			return err
		}
	}
	return askLater(tx, o, args)
}

// queryPayment asks the platform what became of a sale.
func queryPayment(ctx context.Context, run *job.Run, connect Connectors, args PayArgs) error {
	l, err := lineOf(ctx, run, args.OrderID, order.State.Unpaid)
	if err != nil || l.order.ID == "" {
		return err
	}
	asker, err := capable[platform.Querier](ctx, run, connect, l)
	if err != nil {
		return err
	}
	trade, err := asker.Query(ctx, platform.Ref{OutNo: l.order.OutNo})
	if err != nil {
		return err
	}
	return run.Write(writing(ctx), func(tx *db.Tx) error {
		o, err := order.Lock(tx, args.OrderID)
		if err != nil {
			return err
		}
		if err := keep(tx, o, trade.Answer); err != nil || !o.State.Unpaid() {
			return err
		}
		return heardTrade(tx, o, trade, args)
	})
}

// lineOf opens the line to the platform of an order in one of the wanted
// states; an empty line when there is nothing left to do.
func lineOf(ctx context.Context, run *job.Run, id string, wanted func(order.State) bool) (line, error) {
	var l line
	err := run.Read(ctx, func(tx *db.Tx) error {
		o, err := order.Get(tx, id)
		if err != nil || !wanted(o.State) || o.ChannelID == "" {
			return err
		}
		l, err = dialUp(tx, o)
		return err
	})
	return l, err
}

// heardTrade acts on what the platform says of an unpaid order's sale.
func heardTrade(tx *db.Tx, o order.Order, t platform.Trade, args PayArgs) error {
	switch t.State {
	case platform.StatePaid, platform.StateFinished:
		return pay(tx, o, payment{fen: t.AmountFen, no: t.PlatformNo, at: t.PaidAt, count: t.Instalments, ref: "query"})
	case platform.StateClosed:
		_, err := end(tx, o, order.OnClose, order.Detail{Values: map[string]string{"state": string(t.State)}})
		return err
	case platform.StateWaiting, platform.StateAbsent:
		return heardOpen(tx, o, t, args)
	}
	args.Attempt++
	return askLater(tx, o, args)
}

// heardOpen: the sale can still be paid. Without the code to show the buyer
// cannot do it; asking for it again under the same number opens no second sale.
func heardOpen(tx *db.Tx, o order.Order, t platform.Trade, args PayArgs) error {
	var err error
	if o.PayData == "" && o.Way == string(platform.WayAccount) && t.State == platform.StateWaiting {
		o, err = order.Link(tx, o.ID, order.Links{PlatformNo: t.PlatformNo, PayKind: "account", PayData: t.PlatformNo})
		if err != nil {
			return err
		}
	}
	if o.PayData == "" {
		args.Attempt++
		if args.Attempt > lastAsk {
			return nil
		}
		return enqueueAt(tx, jobCreate, args, o.ID, args.Attempt)
	}
	if o.State != order.AwaitingPayment {
		if o, err = order.Move(tx, o.ID, order.OnAwait, order.Detail{}); err != nil {
			return err
		}
	}
	return watchOn(tx, o, args)
}

// watchOn asks now and then while the sale can still be paid; the end of the
// order asks for the last time.
func watchOn(tx *db.Tx, o order.Order, args PayArgs) error {
	args.Attempt = max(args.Attempt+1, watchFrom)
	if o.ExpiresAt != nil && tx.Now().Add(pauseBefore(args.Attempt)).After(*o.ExpiresAt) {
		return nil
	}
	return askLater(tx, o, args)
}

// payment is what is known of money that arrived.
type payment struct {
	fen   int64
	no    string // the platform's number
	at    time.Time
	count int // instalments the platform tells of, 0 when it does not
	ref   string
}

// pay books a payment that the platform reports, whoever brought the news. The
// state of the order decides what it means: news, a repetition, or something
// that a person has to look at.
func pay(tx *db.Tx, o order.Order, p payment) error {
	switch {
	case p.fen != o.Amount.Minor || o.Amount.Currency != money.CNY:
		return alert(tx, o, wordWrongAmount, words.Args{"want": o.Amount.Decimal(), "got": money.New(p.fen, o.Amount.Currency).Decimal()})
	case o.State.HasMoney() || o.State == order.Refunded:
		if p.no != "" && o.PlatformNo != "" && p.no != o.PlatformNo {
			return alert(tx, o, wordPaidTwice, nil)
		}
		return nil
	case o.State == order.Declined || o.State == order.Held || o.State == order.Quoted:
		return alert(tx, o, wordUnasked, words.Args{"state": o.State})
	}
	if p.at.IsZero() {
		p.at = tx.Now()
	}
	late := o.State.Ended()
	event := order.OnPay
	if late {
		event = order.OnPayLate
	}
	if _, err := order.Link(tx, o.ID, order.Links{PlatformNo: p.no}); err != nil {
		return err
	}
	o, err := order.Move(tx, o.ID, event, order.Detail{At: p.at, Ref: p.ref, Values: map[string]string{"platform_no": p.no}})
	if err != nil {
		return err
	}
	day, err := dayOf(tx, p.at)
	if err != nil {
		return err
	}
	if _, err := ledger.PaidByPlatform(tx, ledger.PlatformIn{OrderID: o.ID, ChannelID: o.ChannelID, Amount: o.Amount,
		Day: day, Ref: o.Ref()}); err != nil {
		return err
	}
	if err := limit.Use(tx, o.ID); err != nil {
		return err
	}
	if late {
		return alert(tx, o, wordPaidLate, nil)
	}
	if p.count != 0 && o.Count != 0 && p.count != o.Count {
		return alert(tx, o, wordOtherCount, words.Args{"want": o.Count, "got": p.count})
	}
	return nil
}

// alert writes into the timeline and opens a case: a person has to look.
func alert(tx *db.Tx, o order.Order, title words.Word, args words.Args) error {
	all := words.Args{"no": o.OuterNo}
	values := map[string]string{}
	for k, v := range args {
		all[k] = v
		values[k] = fmt.Sprint(v)
	}
	if _, err := order.Record(tx, o.ID, order.NoteAlert, order.Detail{Reason: title.Key, Values: values}); err != nil {
		return err
	}
	_, err := casefile.Open(tx, casefile.OpenIn{Kind: title.Key, Object: o.Ref(), Title: title, Args: all,
		MoneyAtRisk: o.Amount, DueIn: 1})
	return err
}
