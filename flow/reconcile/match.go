package reconcile

import (
	"context"
	"strconv"
	"strings"

	"fenming/book/channel"
	"fenming/book/ledger"
	"fenming/book/limit"
	"fenming/book/order"
	"fenming/book/plan"
	"fenming/book/statement"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/money"
)

// matchAll judges every line of a channel that waits, in portions, and looks
// again at the odd ones whose order or refund may have come since.
func (d desk) matchAll(ctx context.Context, run *job.Run, channelID string, total int64) (LoadResult, error) {
	var got LoadResult
	for done := int64(0); ; {
		var (
			part LoadResult
			n    int
		)
		err := run.Write(ctx, func(tx *db.Tx) (err error) {
			part, n, err = matchPortion(tx, channelID)
			return err
		})
		if err != nil {
			return got, err
		}
		if n == 0 {
			break
		}
		got.Matched, got.Odd, got.SetAside = got.Matched+part.Matched, got.Odd+part.Odd, got.SetAside+part.SetAside
		done += int64(n)
		if err := run.Progress(ctx, total+done, max(2*total, total+done)); err != nil {
			return got, err
		}
	}
	return got, lookAgain(ctx, run, channelID)
}

// matchPortion judges the oldest waiting lines of a channel.
func matchPortion(tx *db.Tx, channelID string) (LoadResult, int, error) {
	var got LoadResult
	c, err := channel.Get(tx, channelID)
	if err != nil {
		return got, 0, err
	}
	lines, err := statement.Waiting(tx, channelID, portionMatch)
	if err != nil {
		return got, 0, err
	}
	for _, l := range lines {
		state, err := judge(tx, c, l, false)
		if err != nil {
			return got, 0, fault.Wrap(err, "line "+l.ID)
		}
		switch state {
		case statement.LineMatched:
			got.Matched++
		case statement.LineOdd:
			got.Odd++
		case statement.LineSetAside:
			got.SetAside++
		}
	}
	return got, len(lines), nil
}

// judge compares one line with the books and does what follows: joins and books
// it, or opens a difference. again is a second look at an odd line, which only
// ever joins. It returns the line's state; "" where somebody else judged it
// meanwhile.
func judge(tx *db.Tx, c channel.Channel, l statement.Line, again bool) (string, error) {
	o, r, err := speaksOf(tx, c, l)
	if err != nil {
		return "", err
	}
	if o.ID != "" {
		// The order's lock makes two runs on one channel take turns.
		if o, err = order.Lock(tx, o.ID); err != nil {
			return "", err
		}
		if l, err = statement.GetLine(tx, l.ID); err != nil {
			return "", err
		}
		if l.State != statement.LineNew && !(again && l.State == statement.LineOdd) {
			return "", nil
		}
		if again {
			// What a person has parted stays parted.
			if parted, err := wasParted(tx, l, o); err != nil || parted {
				return statement.LineOdd, err
			}
		}
	}
	if l.Source == fundSource {
		return judgeFund(tx, l, o, again)
	}
	f, err := findingOf(tx, c, l, o, r)
	if err != nil {
		return "", err
	}
	if f.join {
		return statement.LineMatched, join(tx, l, o, r, f)
	}
	if again {
		return statement.LineOdd, nil
	}
	return statement.LineOdd, differ(tx, l, o.ID, f)
}

// wasParted says whether a match of the line with the order was undone.
func wasParted(tx *db.Tx, l statement.Line, o order.Order) (bool, error) {
	list, err := statement.MatchesOf(tx, o.ID)
	for _, m := range list {
		if m.LineID == l.ID && m.UndoneAt != nil {
			return true, err
		}
	}
	return false, err
}

// bearer finds out whether the merchant bears the instalment fee of the order's
// plan: the quote that was shown to the buyer tells.
func (s *sale) bearer(tx *db.Tx, o order.Order) error {
	if s.unsure = o.QuoteID == ""; s.unsure {
		return nil
	}
	q, err := plan.GetQuote(tx, o.QuoteID)
	s.bears = q.MerchantCost.Minor > 0
	return err
}

// findingOf asks the rules.
func findingOf(tx *db.Tx, c channel.Channel, l statement.Line, o order.Order, r order.Refund) (finding, error) {
	s := sale{known: o.ID != "", paid: o.PaidAt != nil, amount: o.Amount, count: o.Count}
	var err error
	switch l.Kind {
	case kindPayment:
		if s.known {
			if err := s.bearer(tx, o); err != nil {
				return finding{}, err
			}
			if s.listed, err = statement.PaymentMatched(tx, o.ID); err != nil {
				return finding{}, err
			}
		}
		return judgePayment(l, s, c.Terms.Fees)
	case kindRefund:
		back := giveBack{known: r.ID != "" && r.State.Live(), amount: r.Amount, fees: r.Charges.Minor}
		if back.known {
			if back.listed, err = refundMatched(tx, r.ID); err != nil {
				return finding{}, err
			}
		}
		return judgeRefund(l, s, back), nil
	}
	// A business type nobody knows: a person has to look.
	return finding{code: statement.OrderMissing, expected: money.New(0, l.Amount.Currency), actual: l.Amount}, nil
}

// speaksOf finds the order, and the refund, that a line speaks of; both are
// empty when there is none of ours at this channel.
func speaksOf(tx *db.Tx, c channel.Channel, l statement.Line) (order.Order, order.Refund, error) {
	var r order.Refund
	if l.Kind == kindRefund && l.RefundNo != "" {
		found, err := order.GetRefund(tx, l.RefundNo)
		switch {
		case err == nil:
			o, err := order.Get(tx, found.OrderID)
			if err != nil || at(o, c) {
				return o, found, err
			}
		case !fault.Is(err, fault.CodeNotFound):
			return order.Order{}, r, err
		}
	}
	o, err := orderOf(tx, c, l)
	if err != nil || o.ID == "" || l.Kind != kindRefund || l.RefundNo != "" {
		return o, r, err
	}
	// Old files leave the refund number out: the only refund of that amount.
	list, err := openRefunds(tx, o.ID, -l.Amount.Minor)
	if err != nil || len(list) != 1 {
		return o, r, err
	}
	r, err = order.GetRefund(tx, list[0])
	return o, r, err
}

// orderOf finds the order by our number at the platform, the platform's own, or,
// for a sale that was imported, the shop's.
func orderOf(tx *db.Tx, c channel.Channel, l statement.Line) (order.Order, error) {
	for _, look := range []func() (order.Order, error){
		func() (order.Order, error) { return order.ByOutNo(tx, l.OuterNo) },
		func() (order.Order, error) { return byPlatformNo(tx, l.PlatformNo) },
		func() (order.Order, error) {
			o, err := order.ByOuterNo(tx, l.OuterNo)
			if err == nil && !o.Imported {
				return order.Order{}, nil
			}
			return o, err
		},
	} {
		o, err := look()
		if err != nil && !fault.Is(err, fault.CodeNotFound) {
			return order.Order{}, err
		}
		if err == nil && o.ID != "" && at(o, c) {
			return o, nil
		}
	}
	return order.Order{}, nil
}

// byPlatformNo finds the order of a platform's number.
func byPlatformNo(tx *db.Tx, no string) (order.Order, error) {
	if no == "" || strings.HasSuffix(no, "*") { // a star would search by beginning
		return order.Order{}, nil
	}
	list, err := order.List(tx, order.Filter{PlatformNo: no}, "", 1)
	if err != nil || len(list) == 0 {
		return order.Order{}, err
	}
	return list[0], nil
}

// at says whether an order was sold through a channel; an imported one may not
// know its channel.
func at(o order.Order, c channel.Channel) bool {
	return o.ChannelID == c.ID || o.ChannelID == "" || o.Imported
}

const (
	kindPayment = "payment"
	kindRefund  = "refund"
	fundSource  = "fund"
)

// join joins a line that fits, ends the differences that this clears up and
// opens the one that a wrong fee is.
func join(tx *db.Tx, l statement.Line, o order.Order, r order.Refund, f finding) error {
	refundID := ""
	if l.Kind == kindRefund {
		refundID = r.ID
	}
	if err := joinBooked(tx, l, o, refundID); err != nil {
		return err
	}
	if err := clearUp(tx, l, o, refundID); err != nil || f.code == "" {
		return err
	}
	return differ(tx, l, o.ID, f)
}

// joinBooked records that a line belongs to an order, books it and settles the
// order.
func joinBooked(tx *db.Tx, l statement.Line, o order.Order, refundID string) error {
	entries, err := book(tx, l, o)
	if err != nil {
		return err
	}
	if _, err := statement.Join(tx, statement.Match{LineID: l.ID, OrderID: o.ID, RefundID: refundID, Entries: entries}); err != nil {
		return err
	}
	if l.Kind != kindPayment || !settledBy(o) {
		return nil
	}
	if _, err := order.Move(tx, o.ID, order.OnSettle, order.Detail{Ref: "line:" + l.ID, At: l.At}); err != nil {
		return err
	}
	// The platform has paid: nothing of the sale is out any more.
	return limit.Outstanding(tx, o.ID, 0)
}

// book posts what the line says of the money: what the platform kept, what
// reached the account and, if parts are left, discounts and shares the merchant
// bears. A line that was booked before and undone is booked under a new number.
func book(tx *db.Tx, l statement.Line, o order.Order) ([]string, error) {
	ref, err := numberOf(tx, l, o)
	if err != nil {
		return nil, err
	}
	// The claim stands against the order's channel, which for an imported sale
	// may be another than the file's.
	in := ledger.PlatformIn{OrderID: o.ID, ChannelID: o.ChannelID, Day: l.Day, Ref: ref}
	if in.ChannelID == "" {
		in.ChannelID = l.ChannelID
	}
	rest, err := money.Sum(l.Amount.Minor, -l.Fee.Minor, -l.Net.Minor)
	if err != nil {
		return nil, err
	}
	ids := []string{}
	post := func(e ledger.Entry, err error) error {
		ids = append(ids, e.ID)
		return err
	}
	fee := func(amount int64, suffix string) error {
		in := in
		in.Ref += suffix
		switch {
		case amount > 0:
			in.Amount = money.New(amount, l.Amount.Currency)
			return post(ledger.PlatformFee(tx, in))
		case amount < 0:
			in.Amount = money.New(-amount, l.Amount.Currency)
			return post(ledger.PlatformFeeRefunded(tx, in))
		}
		return nil
	}
	if err := fee(l.Fee.Minor, ""); err != nil {
		return nil, err
	}
	if err := fee(rest, "/rest"); err != nil {
		return nil, err
	}
	switch {
	case l.Net.Minor > 0:
		err = post(ledger.Settled(tx, ledger.SettledIn{OrderID: o.ID, ChannelID: in.ChannelID, Net: l.Net, Day: l.Day, Ref: ref}))
	case l.Net.Minor < 0:
		err = post(ledger.Post(tx, takenBack(in, l.Net)))
	}
	return ids, err
}

// numberOf is the number under which a line is booked for an order.
func numberOf(tx *db.Tx, l statement.Line, o order.Order) (string, error) {
	ref, times := "line:"+l.ID, 1
	if l.State == statement.LineNew { // never matched, so never booked
		return ref, nil
	}
	old, err := statement.MatchesOf(tx, o.ID)
	for _, m := range old {
		if m.LineID == l.ID {
			times++
		}
	}
	if times > 1 {
		ref += "/" + strconv.Itoa(times)
	}
	return ref, err
}

// takenBack is the entry of money that a platform took out of the account again.
func takenBack(in ledger.PlatformIn, net money.Money) ledger.Entry {
	subject := "channel:" + in.ChannelID
	return ledger.Entry{Kind: ledger.KindSettlement + ".refund", Ref: in.Ref, OrderID: in.OrderID, Effective: in.Day,
		Legs: []ledger.Leg{{Account: ledger.PlatformReceivable, Subject: subject, Amount: -net.Minor, Currency: net.Currency},
			{Account: ledger.Bank, Subject: subject, Amount: net.Minor, Currency: net.Currency}}}
}

// judgeFund joins a movement of funds to its order and books nothing. One that
// belongs to no order is set aside when it needs none, or when the day's trade
// bill answers for it.
func judgeFund(tx *db.Tx, l statement.Line, o order.Order, again bool) (string, error) {
	if o.ID != "" {
		if _, err := statement.Join(tx, statement.Match{LineID: l.ID, OrderID: o.ID}); err != nil {
			return "", err
		}
		return statement.LineMatched, clearUp(tx, l, o, "")
	}
	if again {
		return statement.LineOdd, nil
	}
	f := finding{code: statement.OrderMissing, expected: money.New(0, l.Amount.Currency), actual: l.Amount}
	if l.Charge == kindPayment || l.Charge == kindRefund {
		days, err := statement.Days(tx, l.ChannelID, l.Day, l.Day)
		if err != nil {
			return "", err
		}
		answered := false
		for _, d := range days {
			answered = answered || d.Kind != fundSource
		}
		if !answered {
			return statement.LineOdd, differ(tx, l, "", f)
		}
	}
	d, fresh, err := statement.Differ(tx, differenceOf(l, "", f))
	if err != nil || !fresh {
		return statement.LineOdd, err
	}
	_, err = statement.Explain(tx, d.ID, noteFund.In(tx.Lang(), nil))
	return statement.LineSetAside, err
}
