package promotion

import (
	"strings"
	"testing"
	"unicode/utf8"

	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Error(err)
	}
}

func price(minor int64) *money.Money {
	m := money.New(minor, money.CNY)
	return &m
}

func examine(t testing.TB, in Ask) Result {
	t.Helper()
	if in.Jurisdiction == "" {
		in.Jurisdiction = "CN"
	}
	if in.Medium == "" {
		in.Medium = "banner"
	}
	if in.Day == "" {
		in.Day = judged
	}
	got, err := Examine(in)
	if err != nil {
		t.Fatal(err)
	}
	sound(t, in.Text, got)
	return got
}

// sound holds what is true of every result: spans lie within the text, at the
// edges of characters, and bytes and characters agree.
func sound(t testing.TB, text string, got Result) {
	t.Helper()
	span := func(s Span, what string) {
		switch {
		case s.Start < 0 || s.Start > s.End || s.End > len(text):
			t.Errorf("%s: span %+v outside of %d bytes", what, s, len(text))
		case utf8.RuneCountInString(text[:s.Start]) != s.RuneStart || utf8.RuneCountInString(text[:s.End]) != s.RuneEnd:
			t.Errorf("%s: bytes and characters of %+v disagree in %q", what, s, text)
		}
	}
	for _, f := range got.Findings {
		span(f.Span, f.Rule)
		span(f.Mend.Span, f.Rule+" mend")
		if !utf8.ValidString(f.Quote) || f.Quote != text[f.Start:f.End] || f.Source == "" || f.Why.ZH == "" || f.Why.EN == "" || f.Mend.Text == "" {
			t.Errorf("%s: incomplete: %+v", f.Rule, f)
		}
		if strings.Contains(f.Mend.Text, "{") || strings.Contains(f.Mend.Text, "【") == (len(f.Mend.Blanks) == 0) {
			t.Errorf("%s: blanks %q of %q", f.Rule, f.Mend.Blanks, f.Mend.Text)
		}
	}
}

func find(got Result, rule string) (Finding, bool) {
	for _, f := range got.Findings {
		if f.Rule == rule {
			return f, true
		}
	}
	return Finding{}, false
}

func (f Finding) apply(text string) string {
	return text[:f.Mend.Start] + f.Mend.Text + text[f.Mend.End:]
}

// TestMendedWordingHeals puts every mended wording of the labelled texts in
// place: the rule must then be content, unless a figure is still blank.
func TestMendedWordingHeals(t *testing.T) {
	healed := 0
	for _, part := range []string{"dev", "heldout"} {
		for _, x := range corpus(t, part) {
			in := x.ask(t)
			before := examine(t, in)
			for _, f := range before.Findings {
				if len(f.Mend.Blanks) > 0 || f.Quote == "" {
					continue
				}
				again := in
				again.Text = f.apply(in.Text)
				after := examine(t, again)
				if n, m := count(before, f.Rule), count(after, f.Rule); m >= n {
					t.Errorf("%s %s: %q became %q and is still at fault", x.ID, f.Rule, in.Text, again.Text)
				}
				healed++
			}
		}
	}
	if healed < 80 {
		t.Errorf("only %d mended wordings were tried", healed)
	}
}

func count(r Result, rule string) int {
	n := 0
	for _, f := range r.Findings {
		if f.Rule == rule {
			n++
		}
	}
	return n
}

// TestMendUsesTheRealFigures: 5,000 at 0.6 % a month flat for 12 months is
// 360.00, 446.67 each, 13.03 % nominal (gate vector of the rules: 13.03/13.84).
func TestMendUsesTheRealFigures(t *testing.T) {
	offer := &Offer{Price: price(500000), Count: 12, Rate: 7_200_000, Payer: "customer"}
	got := examine(t, Ask{Text: "零利息，分12期轻松购！快来", Offer: offer})
	f, ok := find(got, "free_with_fee")
	if !ok || got.Verdict != VerdictBlock {
		t.Fatalf("%+v", got)
	}
	want := "分12期，每期约446.66元，费用共360.00元由顾客支付，年化利率13.03%，一共付5360.00元，逾期费用见合同！快来"
	if after := f.apply("零利息，分12期轻松购！快来"); after != want {
		t.Errorf("mended %q, want %q", after, want)
	}
	if got.Figures.Nominal.Percent() != "13.03%" || got.Figures.Effective.Percent() != "13.84%" || got.Figures.Total.Minor != 536000 {
		t.Errorf("figures %+v", got.Figures)
	}
	eu := examine(t, Ask{Text: "Interest free", Offer: offer, Jurisdiction: "EU"})
	if f, _ := find(eu, "free_with_fee"); !strings.Contains(f.Mend.Text, "13.84%") || !strings.Contains(f.Mend.Text, "CNY 360.00") {
		t.Errorf("the European rate is the effective one: %q", f.Mend.Text)
	}
	none := examine(t, Ask{Text: "低至每天1元"})
	if f, _ := find(none, "no_annual_rate"); len(f.Mend.Blanks) != 5 || f.Mend.Blanks[3] != "annual_rate" {
		t.Errorf("no offer, named blanks: %+v", f.Mend)
	}
}

// TestDisguises reads each disguise of the pack inside a text that breaks a
// rule, and quotes it as it was written.
func TestDisguises(t *testing.T) {
	for _, c := range []struct{ text, rule, quote string }{
		{"本店可 套 xian", "cash_out", "套 xian"},
		{"花呗ＴＸ联系我", "cash_out", "花呗ＴＸ"},
		{"花 唄 套 現", "cash_out", "花 唄 套 現"},
		{"花呗套\u200b现", "cash_out", "花呗套\u200b现"},
		{"花呗套*现", "cash_out", "花呗套*现"},
		{"花呗套💵现", "cash_out", "花呗套💵现"},
		{"不查征xin", "no_credit_check", "不查征xin"},
		{"人人可批", "sure_approval", "人人可批"},
	} {
		f, ok := find(examine(t, Ask{Text: c.text}), c.rule)
		if !ok || f.Quote != c.quote {
			t.Errorf("%q: found %v, quoted %q, want %q", c.text, ok, f.Quote, c.quote)
		}
		if strings.Contains(c.text, "xian") && (f.Disguise == nil || !strings.Contains(f.Disguise.ZH, "套现")) {
			t.Errorf("%q: no reason for the reading: %+v", c.text, f.Disguise)
		}
	}
	p, err := packOn(judged)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range p.Evasions {
		if got := p.read("甲" + e.Written + "乙").folded; !strings.Contains(got, e.Read) {
			t.Errorf("%q is read %q, want %q in it", e.Written, got, e.Read)
		}
	}
}

func TestVerdicts(t *testing.T) {
	for _, c := range []struct{ text, medium, want string }{
		{"花呗套现", "banner", VerdictBlock},
		{"提前消费", "banner", VerdictFix},
		{"每期500元，6期免息，共3000元", "product_page", VerdictPass}, // advice only
		{"欢迎光临", "banner", VerdictPass},
	} {
		if got := examine(t, Ask{Text: c.text, Medium: c.medium}); got.Verdict != c.want {
			t.Errorf("%q: %s, want %s: %+v", c.text, got.Verdict, c.want, got.Findings)
		}
	}
	if got := examine(t, Ask{Text: strings.Repeat("花呗套现。", 500)}); !got.More || len(got.Findings) != maxFindings {
		t.Errorf("a long list ends: %d %v", len(got.Findings), got.More)
	}
}

// TestRulesAreDated: the warning of the European Union binds from 2026-11-20.
func TestRulesAreDated(t *testing.T) {
	for day, want := range map[calendar.Day]bool{"2026-11-19": false, "2026-11-20": true} {
		_, ok := find(examine(t, Ask{Text: "Pay later with us", Jurisdiction: "EU", Day: day}), "credit_warning")
		if ok != want {
			t.Errorf("%s: found %v", day, ok)
		}
	}
	if _, ok := find(examine(t, Ask{Text: "Pay later with us", Jurisdiction: "US"}), "credit_warning"); ok {
		t.Error("the European warning in the United States")
	}
	if got := examine(t, Ask{Text: "The lowest rates", Jurisdiction: "UK"}); got.Verdict != VerdictFix {
		t.Errorf("the Chinese ban of superlatives elsewhere: %+v", got)
	}
}

func TestRefusals(t *testing.T) {
	for name, in := range map[string]Ask{
		"/text":                  {Text: " \n", Jurisdiction: "CN", Medium: "sms", Day: judged},
		"/jurisdiction":          {Text: "a", Jurisdiction: "XX", Medium: "sms", Day: judged},
		"/medium":                {Text: "a", Jurisdiction: "CN", Medium: "tv", Day: judged},
		"/offer/price":           {Text: "a", Jurisdiction: "CN", Medium: "sms", Day: judged, Offer: &Offer{Price: price(0)}},
		"/offer/down_payment":    {Text: "a", Jurisdiction: "CN", Medium: "sms", Day: judged, Offer: &Offer{Price: price(5), DownPayment: 5}},
		"/offer/rate":            {Text: "a", Jurisdiction: "CN", Medium: "sms", Day: judged, Offer: &Offer{Rate: -1}},
		"/offer/price_with_plan": {Text: "a", Jurisdiction: "CN", Medium: "sms", Day: judged, Offer: &Offer{With: 1}},
	} {
		if _, err := Examine(in); !fault.Is(err, fault.CodeInvalid) || fault.As(err).Pointer != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Examine(Ask{Text: strings.Repeat("息", MaxRunes+1), Jurisdiction: "CN", Medium: "sms", Day: judged}); !fault.Is(err, fault.CodeInvalid) {
		t.Errorf("a text too long: %v", err)
	}
	if _, err := Examine(Ask{Text: strings.Repeat("0息", MaxRunes/2), Jurisdiction: "CN", Medium: "sms", Day: judged}); err != nil {
		t.Errorf("the longest text: %v", err)
	}
}

func TestPacksThatCannotBeUsed(t *testing.T) {
	whole := func(rule string) string {
		return `{"packs":[{"version":"1","from":"2026-01-01","macros":{"plan":"a","free":"b","paidfee":"c","borne":"d"},"negation":{"before":"x","after":"^y","window":9,"carry":"^z"},"rules":[` + rule + `]}]}`
	}
	good := `{"id":"a","severity":"warn","how":"words","source":"s","source_date":"2026-01-01","from":"2026-01-01","variants":[{"match":"a"}]}`
	if _, err := readPacks([]byte(whole(good))); err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{{`"warn"`, `"mild"`}, {`"words"`, `"somehow"`}, {`"s"`, `""`}, {`[{"match":"a"}]`, `[{"match":"("}]`},
		{`[{"match":"a"}]`, `[{"match":"a*"}]`}, {`[{"match":"a"}]`, `[{}]`}, {`[{"match":"a"}]`, `[{"match":"a","when":["rain"]}]`}} {
		if _, err := readPacks([]byte(whole(strings.Replace(good, c[0], c[1], 1)))); err == nil {
			t.Errorf("%s was taken", c[1])
		}
	}
}

// FuzzExamine: whatever the text, the check ends, and points into the text.
func FuzzExamine(f *testing.F) {
	for _, part := range []string{"dev", "heldout"} {
		for _, x := range corpus(f, part) {
			f.Add(x.Text, int64(500000), 12, int64(36000))
		}
	}
	f.Add("套\u200b\u200d\ufe0f现〇〇ｏ首付🉑🉑\xff", int64(1), 1, int64(0))
	f.Fuzz(func(t *testing.T, text string, amount int64, n int, fee int64) {
		in := Ask{Text: text, Jurisdiction: "CN", Medium: "product_page", Day: judged}
		if amount > 0 && amount < 1_000_000_000_000 && n > 0 && n <= 120 && fee >= 0 && fee < 1_000_000_000_000 {
			in.Offer = &Offer{Price: price(amount), Count: n, Fee: fee}
		}
		got, err := Examine(in)
		if err == nil {
			sound(t, text, got)
		} else if !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%q: %v", text, err)
		}
	})
}
