package reconcile

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"fenming/book/channel"
	"fenming/book/statement"
	"fenming/kit/calendar"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/platform"
)

func cny(fen int64) money.Money { return money.New(fen, money.CNY) }

// terms are 0.6 % for every sale, 1.8 % for three instalments the merchant pays.
var terms = []channel.Fee{{Rate: 600_000, Payer: "merchant"}, {Count: 3, Rate: 1_800_000, Payer: "merchant"},
	{Count: 6, Rate: 4_500_000, Payer: "customer"}}

func TestJudgePayment(t *testing.T) {
	known := sale{known: true, paid: true, amount: cny(500_000), count: 3, bears: true}
	with := func(f func(*sale)) sale { s := known; f(&s); return s }
	for name, c := range map[string]struct {
		s           sale
		amount, fee int64
		want        finding
	}{
		"fits":             {known, 500_000, 12_000, finding{join: true}},
		"unknown order":    {sale{}, 500_000, 12_000, finding{code: statement.OrderMissing, expected: cny(0), actual: cny(500_000)}},
		"not paid":         {with(func(s *sale) { s.paid = false }), 500_000, 12_000, finding{code: statement.NotPaid, expected: cny(0), actual: cny(500_000)}},
		"second line":      {with(func(s *sale) { s.listed = true }), 500_000, 12_000, finding{code: statement.PaidTwice, expected: cny(0), actual: cny(500_000)}},
		"second, other":    {with(func(s *sale) { s.listed = true }), 777, 12, finding{code: statement.PaidTwice, expected: cny(0), actual: cny(777)}},
		"other amount":     {known, 500_001, 12_000, finding{code: statement.AmountDiffers, expected: cny(500_000), actual: cny(500_001)}},
		"fee a fen more":   {known, 500_000, 12_001, finding{join: true, code: statement.FeeDiffers, expected: cny(12_000), actual: cny(12_001)}},
		"buyer bears":      {with(func(s *sale) { s.bears = false }), 500_000, 3_000, finding{join: true}},
		"buyer bears, yet": {with(func(s *sale) { s.bears = false }), 500_000, 12_000, finding{join: true, code: statement.FeeDiffers, expected: cny(3_000), actual: cny(12_000)}},
		"no quote, either": {with(func(s *sale) { s.bears, s.unsure = false, true }), 500_000, 12_000, finding{join: true}},
		"no quote, other":  {with(func(s *sale) { s.bears, s.unsure = false, true }), 500_000, 11_999, finding{join: true, code: statement.FeeDiffers, expected: cny(3_000), actual: cny(11_999)}},
		"platform's count": {with(func(s *sale) { s.count = 0 }), 500_000, 3_000, finding{join: true, code: statement.FeeDiffers, expected: cny(12_000), actual: cny(3_000)}},
		"no such count":    {with(func(s *sale) { s.count = 12 }), 500_000, 1, finding{join: true}},
	} {
		l := statement.Line{Kind: kindPayment, Amount: cny(c.amount), Fee: cny(c.fee)}
		if name == "platform's count" {
			l.Count = 3
		}
		if got, err := judgePayment(l, c.s, terms); err != nil || got != c.want {
			t.Errorf("%s: %+v %v, want %+v", name, got, err, c.want)
		}
	}
}

func TestJudgeRefund(t *testing.T) {
	s, r := sale{known: true, paid: true, amount: cny(500_000)}, giveBack{known: true, amount: cny(100_000)}
	for name, c := range map[string]struct {
		s      sale
		r      giveBack
		amount int64
		want   finding
	}{
		"fits":           {s, r, -100_000, finding{join: true}},
		"fees as said":   {s, giveBack{known: true, amount: cny(100_000), fees: 2400}, -100_000, finding{join: true}},
		"fees differ":    {s, giveBack{known: true, amount: cny(100_000), fees: 2300}, -100_000, finding{join: true, code: statement.FeeDiffers, expected: cny(-2300), actual: cny(-2400)}},
		"unknown order":  {sale{}, giveBack{}, -100_000, finding{code: statement.OrderMissing, expected: cny(0), actual: cny(-100_000)}},
		"unknown refund": {s, giveBack{}, -100_000, finding{code: statement.RefundMissing, expected: cny(0), actual: cny(-100_000)}},
		"second line":    {s, giveBack{known: true, listed: true, amount: cny(100_000)}, -100_000, finding{code: statement.RefundMissing, expected: cny(0), actual: cny(-100_000)}},
		"other amount":   {s, r, -99_999, finding{code: statement.AmountDiffers, expected: cny(-100_000), actual: cny(-99_999)}},
	} {
		if got := judgeRefund(statement.Line{Kind: kindRefund, Amount: cny(c.amount), Fee: cny(-2400)}, c.s, c.r); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// 0.6 % of 7.50 is 4.5 fen: both 4 and 5 are right; 0.6 % of 1,299.00 is 779.4.
func TestFeeOf(t *testing.T) {
	for _, c := range []struct {
		amount, low, high int64
	}{{750, 4, 5}, {129_900, 779, 779}, {250, 2, 2}} {
		low, high, agreed, err := feeOf(sale{amount: cny(c.amount)}, terms)
		if err != nil || !agreed || low != c.low || high != c.high {
			t.Errorf("%d: %d to %d, %v %v", c.amount, low, high, agreed, err)
		}
	}
	if _, _, agreed, _ := feeOf(sale{amount: cny(100)}, nil); agreed {
		t.Error("a channel without terms has agreed on a fee")
	}
}

func TestCovered(t *testing.T) {
	zone := time.FixedZone("CST", 8*3600)
	at := func(text string) time.Time {
		v, err := time.ParseInLocation("2006-01-02 15:04:05", text, zone)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, c := range []struct {
		from, to    string
		first, last calendar.Day
		ok          bool
	}{
		{"2026-03-02 00:00:00", "2026-03-03 00:00:00", "2026-03-02", "2026-03-02", true},
		{"2026-03-02 00:00:00", "2026-03-02 23:59:59", "2026-03-02", "2026-03-02", true},
		{"2026-03-01 00:00:00", "2026-04-01 00:00:00", "2026-03-01", "2026-03-31", true},
		{"2026-03-02 08:00:00", "2026-03-04 12:00:00", "2026-03-03", "2026-03-03", true},
		{"2026-03-02 08:00:00", "2026-03-03 12:00:00", "", "", false},
	} {
		first, last, ok := covered(at(c.from), at(c.to), zone)
		if ok != c.ok || ok && (first != c.first || last != c.last) {
			t.Errorf("%s to %s: %s to %s, %v", c.from, c.to, first, last, ok)
		}
	}
	if _, _, ok := covered(time.Time{}, at("2026-03-03 00:00:00"), zone); ok {
		t.Error("a file without a period covers days")
	}
}

func TestChannelFor(t *testing.T) {
	a := channel.Channel{ID: "a", Platform: "huabei", SellerID: "2088000000000001"}
	b := channel.Channel{ID: "b", Platform: "huabei", SellerID: "2088000000000002"}
	open := channel.Channel{ID: "o", Platform: "huabei"}
	other := channel.Channel{ID: "x", Platform: "wechat"}
	for name, c := range map[string]struct {
		all            []channel.Channel
		account, asked string
		want           string
		why            words.Word
	}{
		"by account":        {[]channel.Channel{a, b, other}, "20880000000000020156", "", "b", words.Word{}},
		"the only one":      {[]channel.Channel{a, other}, "", "", "a", words.Word{}},
		"two, no account":   {[]channel.Channel{a, b}, "", "", "", wordWhichChannel},
		"account over open": {[]channel.Channel{open, b}, "20880000000000020156", "", "b", words.Word{}},
		"open":              {[]channel.Channel{open, b}, "20889999999999990156", "", "o", words.Word{}},
		"none":              {[]channel.Channel{a, other}, "20889999999999990156", "", "", wordNoChannel},
		"asked":             {[]channel.Channel{a, b}, "", "a", "a", words.Word{}},
		"asked, wrong acc":  {[]channel.Channel{a, b}, "20880000000000020156", "a", "", wordOtherAccount},
		"asked, platform":   {[]channel.Channel{a, other}, "", "x", "", wordOtherPlatform},
	} {
		got, why := channelFor(c.all, "huabei", c.account, c.asked)
		if got.ID != c.want || why != c.why {
			t.Errorf("%s: %q %q", name, got.ID, why.Key)
		}
	}
}

// The same rows twice in one file are two lines, in two files they are the same.
func TestLinesOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		count := rapid.SliceOfN(rapid.IntRange(1, 3), 1, 5).Draw(t, "times each row stands in the file")
		var st platform.Statement
		st.Kind = platform.StatementTrade
		for i, n := range count {
			for range n {
				st.Lines = append(st.Lines, platform.Line{PlatformNo: string(rune('a' + i)), Kind: platform.LinePayment, AmountFen: 5})
			}
		}
		keys := func(f statement.File) map[string]bool {
			all := map[string]bool{}
			for _, l := range linesOf(f, st, money.CNY, time.UTC) {
				all[l.Key()] = true
			}
			return all
		}
		first, second := keys(statement.File{ID: "1"}), keys(statement.File{ID: "2"})
		if len(first) != len(st.Lines) {
			t.Fatalf("%d keys for %d rows", len(first), len(st.Lines))
		}
		for k := range second {
			if !first[k] {
				t.Fatal("an overlapping file brings the row anew")
			}
		}
	})
}

// Whatever lines come in whatever order: each gets exactly one judgement, and an
// order gives at most one line its money.
func TestEveryLineIsJudgedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sales := make([]sale, rapid.IntRange(1, 4).Draw(t, "sales"))
		for i := range sales {
			sales[i] = sale{known: true, paid: rapid.Bool().Draw(t, "paid"), amount: cny(rapid.Int64Range(1, 3).Draw(t, "amount"))}
		}
		joined := make([]int, len(sales))
		for range rapid.IntRange(0, 20).Draw(t, "lines") {
			i := rapid.IntRange(0, len(sales)).Draw(t, "order, the last is a stranger")
			s := sale{}
			if i < len(sales) {
				s = sales[i]
			}
			l := statement.Line{Kind: kindPayment, Amount: cny(rapid.Int64Range(1, 3).Draw(t, "line")), Fee: cny(0)}
			f, err := judgePayment(l, s, nil)
			if err != nil || f.join == (f.code != "") {
				t.Fatalf("%+v %v", f, err)
			}
			if f.join {
				joined[i]++
				sales[i].listed = true
			}
			if f.join && (joined[i] > 1 || !s.paid || l.Amount != s.amount) {
				t.Fatalf("joined %+v to %+v", l, s)
			}
		}
	})
}
