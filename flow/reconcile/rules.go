package reconcile

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"fenming/book/channel"
	"fenming/book/order"
	"fenming/book/statement"
	"fenming/kit/calendar"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/platform"
)

// sale is what the rules know of the order a line speaks of.
type sale struct {
	known  bool // an order of ours, at this channel
	paid   bool
	listed bool // another line is its payment already
	amount money.Money
	count  int  // instalments, 0 without credit
	bears  bool // the merchant bears the instalment fee of this sale's plan
	unsure bool // no quote of ours tells who bears it
}

// giveBack is what the rules know of the refund a line speaks of.
type giveBack struct {
	known  bool // a refund of ours that was not refused
	listed bool // another line is it already
	amount money.Money
	fees   int64 // what the platform said it hands back, minor units; 0 = it said nothing
}

// finding is the judgement on a line: it belongs to the order (join), or the
// code says why not. A line that is joined may still carry FeeDiffers.
type finding struct {
	join             bool
	code             statement.Code
	expected, actual money.Money
}

// judgePayment compares a payment line with its order.
func judgePayment(l statement.Line, s sale, fees []channel.Fee) (finding, error) {
	nothing := money.New(0, l.Amount.Currency)
	switch {
	case !s.known:
		return finding{code: statement.OrderMissing, expected: nothing, actual: l.Amount}, nil
	case !s.paid:
		return finding{code: statement.NotPaid, expected: nothing, actual: l.Amount}, nil
	case s.listed:
		return finding{code: statement.PaidTwice, expected: nothing, actual: l.Amount}, nil
	case l.Amount != s.amount:
		return finding{code: statement.AmountDiffers, expected: s.amount, actual: l.Amount}, nil
	}
	fits, low, err := feeFits(l.Fee.Minor, s, fees)
	if err == nil && fits && l.Count > 0 && max(l.Count, 1) != max(s.count, 1) {
		// The platform says another number of instalments: its fee must fit that.
		s.count = l.Count
		fits, low, err = feeFits(l.Fee.Minor, s, fees)
	}
	if err != nil || fits {
		return finding{join: true}, err
	}
	return finding{join: true, code: statement.FeeDiffers, expected: money.New(low, l.Fee.Currency), actual: l.Fee}, nil
}

// feeFits says whether a fee is what was agreed, and what that is. Where nobody
// knows who bears the instalment fee, either answer fits.
func feeFits(fee int64, s sale, fees []channel.Fee) (fits bool, low int64, err error) {
	low, high, agreed, err := feeOf(s, fees)
	if err != nil || !agreed || fee == low || fee == high {
		return true, low, err
	}
	if !s.unsure || s.bears {
		return false, low, nil
	}
	s.bears = true
	fits, _, err = feeFits(fee, s, fees)
	return fits, low, err
}

// judgeRefund compares a refund line, whose money is below zero, with the
// refund of its number.
func judgeRefund(l statement.Line, s sale, r giveBack) finding {
	nothing := money.New(0, l.Amount.Currency)
	switch {
	case !s.known:
		return finding{code: statement.OrderMissing, expected: nothing, actual: l.Amount}
	case !r.known || r.listed:
		return finding{code: statement.RefundMissing, expected: nothing, actual: l.Amount}
	case l.Amount.Minor != -r.amount.Minor || l.Amount.Currency != r.amount.Currency:
		return finding{code: statement.AmountDiffers, expected: money.New(-r.amount.Minor, r.amount.Currency), actual: l.Amount}
	case r.fees > 0 && l.Fee.Minor != -r.fees:
		return finding{join: true, code: statement.FeeDiffers, expected: money.New(-r.fees, l.Fee.Currency), actual: l.Fee}
	}
	return finding{join: true}
}

// feeOf is what the merchant agreed to pay on a sale, in minor units: the share
// of count 0 and, where the sale's plan lays the instalment fee on him, the share
// of its count, each rounded by itself. low rounds a tie to even, high away from
// zero: contracts leave it open. agreed is false where the terms say nothing
// about the count.
func feeOf(s sale, fees []channel.Fee) (low, high int64, agreed bool, err error) {
	for _, f := range fees {
		if f.Count != 0 && f.Count != s.count {
			continue
		}
		agreed = agreed || f.Count == s.count
		if f.Count != 0 && (f.Payer != "merchant" || !s.bears) {
			continue
		}
		even, err := money.MulRate(s.amount.Minor, f.Rate, money.HalfEven)
		if err != nil {
			return 0, 0, false, err
		}
		up, err := money.MulRate(s.amount.Minor, f.Rate, money.HalfUp)
		if err != nil {
			return 0, 0, false, err
		}
		low, high = low+even, high+up
	}
	return low, high, agreed, nil
}

// atRisk is the money a difference is about: never below zero.
func atRisk(expected, actual money.Money) money.Money {
	n := actual.Minor - expected.Minor
	return money.New(max(n, -n), expected.Currency)
}

// settledBy says which event notes in an order that its money has arrived; false
// where no arrow is drawn or it was noted before.
func settledBy(o order.Order) bool {
	_, drawn := order.Next(o.State, order.OnSettle)
	return drawn && o.SettledAt == nil
}

// covered are the days of a zone that a period holds in full. A period that ends
// a second before midnight, as some platforms write it, holds that day.
func covered(from, to time.Time, zone *time.Location) (first, last calendar.Day, ok bool) {
	if from.IsZero() || !to.After(from) {
		return "", "", false
	}
	first = calendar.DayOf(from, zone)
	if start, _ := first.In(zone); start < from.UnixMicro() {
		first = first.AddDays(1)
	}
	last = calendar.DayOf(to.Add(time.Second), zone).AddDays(-1)
	return first, last, first <= last
}

// span is the days a file speaks of, for its row: what its banner says, else
// the days of its lines.
func span(st platform.Statement, zone *time.Location) (from, to calendar.Day) {
	if first, last, ok := covered(st.From, st.To, zone); ok {
		return first, last
	}
	for _, l := range st.Lines {
		day := calendar.DayOf(l.At, zone)
		if from == "" || day < from {
			from = day
		}
		to = max(to, day)
	}
	return from, to
}

// linesOf turns the lines of a statement into ours. A row that stands in the
// file twice keeps both places by its number in order, so that a platform's
// double payment is not taken for an overlap of two files.
func linesOf(f statement.File, st platform.Statement, currency money.Currency, zone *time.Location) []statement.Line {
	list := make([]statement.Line, len(st.Lines))
	seen := map[string]int{}
	fen := func(n int64) money.Money { return money.New(n, currency) }
	for i, p := range st.Lines {
		l := statement.Line{FileID: f.ID, ChannelID: f.ChannelID, Source: string(st.Kind), LineNo: int64(p.LineNo),
			Kind: string(p.Kind), Charge: string(p.Charge), PlatformNo: p.PlatformNo, OuterNo: p.OuterNo, RefundNo: p.RefundNo,
			FlowNo: p.FlowNo, Amount: fen(p.AmountFen), Received: fen(p.ReceivedFen), Fee: fen(p.FeeFen), Net: fen(p.NetFen),
			Count: p.Instalments, At: p.At, Day: calendar.DayOf(p.At, zone), Remark: p.Remark, Raw: p.Raw}
		if st.Kind == platform.StatementFund && (p.Kind == platform.LinePayment || p.Kind == platform.LineRefund) {
			l.Kind, l.Charge = string(platform.LineOther), string(p.Kind)
		}
		key := l.Key()
		if seen[key]++; seen[key] > 1 {
			l.FlowNo = key + "#" + strconv.Itoa(seen[key])
		}
		list[i] = l
	}
	return list
}

// warningView is a warning of the parser as the file's row keeps it.
type warningView struct {
	Line int    `json:"line"`
	Key  string `json:"key"`
	ZH   string `json:"zh"`
	EN   string `json:"en"`
}

func warningsOf(st platform.Statement) (json.RawMessage, error) {
	list := make([]warningView, len(st.Warnings))
	for i, w := range st.Warnings {
		list[i] = warningView{w.LineNo, w.Word.Key, w.Word.In(words.ZH, w.Args), w.Word.In(words.EN, w.Args)}
	}
	return json.Marshal(list)
}

// controlView is a total that a file states, with what was counted, minor units
// or rows.
type controlView struct {
	Name     string `json:"name"`
	Declared int64  `json:"declared"`
	Counted  int64  `json:"counted"`
	Line     int    `json:"line"`
}

func controlsOf(st platform.Statement) (json.RawMessage, error) {
	list := make([]controlView, len(st.Controls))
	for i, c := range st.Controls {
		list[i] = controlView{c.Name, c.Declared, c.Counted, c.DeclaredLine}
	}
	return json.Marshal(list)
}

// channelFor chooses the channel of a statement: the one asked for, else the one
// whose account at the platform the file names, else the only one there.
func channelFor(all []channel.Channel, platformID, account, asked string) (channel.Channel, words.Word) {
	var fits []channel.Channel
	for _, c := range all {
		if asked != "" && c.ID != asked {
			continue
		}
		switch {
		case c.Platform != platformID && asked != "":
			return channel.Channel{}, wordOtherPlatform
		case c.Platform != platformID:
		case !sameAccount(c.SellerID, account) && asked != "":
			return channel.Channel{}, wordOtherAccount
		case sameAccount(c.SellerID, account):
			fits = append(fits, c)
		}
	}
	exact := slices.DeleteFunc(slices.Clone(fits), func(c channel.Channel) bool { return c.SellerID == "" || account == "" })
	switch {
	case len(fits) == 1:
		return fits[0], words.Word{}
	case len(exact) == 1:
		return exact[0], words.Word{}
	case len(fits) == 0:
		return channel.Channel{}, wordNoChannel
	}
	return channel.Channel{}, wordWhichChannel
}

// sameAccount compares our seller number with the account in a file, which may
// carry a suffix. Either may be unknown.
func sameAccount(seller, account string) bool {
	return seller == "" || account == "" || len(account) >= len(seller) && account[:len(seller)] == seller
}
