package promotion

import (
	"strings"
	"testing"

	"fenming/kit/money"
)

// TestUnderstated: 5,000.00 in 12 with a fee of 360.00 is 5,360.00 a year, so
// 14.64 a day of 366, 101.13 a week of 53, and 446.66 a month.
func TestUnderstated(t *testing.T) {
	cn := &Offer{Price: price(500_000), Count: 12, Fee: 36_000, Payer: "customer"}
	us := *cn
	us.Price = &money.Money{Minor: 500_000, Currency: "USD"}
	for text, want := range map[string]string{
		"分12期，每天只要1.2元":             "14.65",
		"分12期，每天不到14元":              "14.65",
		"分12期，算下来一天才三块五":            "14.65",
		"分12期，每天一毛五":                "14.65",
		"分12期，10块钱一天":               "14.65",
		"分12期，一周一百块":                "101.14",
		"分12期，每个月还三百八":              "446.67",
		"分12期，400元/月":               "446.67",
		"分12期，每个月还四百多":              "",
		"分12期，每个月还三百多":              "446.67",
		"分12期，每天约15元":               "",
		"分12期，每天14.6元":              "", // rounded down from 14.64
		"分12期，每天二十元":                "",
		"分12期，每个月还四百五":              "",
		"分12期；新能效，电费每天才2元":          "",
		"一天一台，分12期":                 "",
		"12 instalments, $3 a day":  "14.65",
		"12 instalments, $15 a day": "",
		"12 payments, $80 per week": "101.14",
	} {
		offer := cn
		if text[0] == '1' {
			offer = &us
		}
		got, right := examine(t, Ask{Text: text, Offer: offer}), ""
		for _, f := range got.Findings {
			if f.Rule == "wrong_figure" {
				right = f.Mend.Text
			}
		}
		if (want == "") != (right == "") || want != "" && !strings.Contains(right, want) {
			t.Errorf("%s: mended %q, want %q", text, right, want)
		}
	}
}

func TestHanNumber(t *testing.T) {
	for text, want := range map[string]string{"三": "3", "十五": "15", "二十": "20", "两百": "200", "三百五": "350", "一千八": "1800",
		"一千0五": "1005", "一万二": "12000", "九千九百九十九": "9999"} {
		if got, ok := hanNumber(text); !ok || got != want {
			t.Errorf("%s is %s %v, want %s", text, got, ok, want)
		}
	}
	if _, ok := hanNumber("12"); ok {
		t.Error("12 is written as such")
	}
	if _, ok := hanNumber("万万万"); !ok {
		t.Error("nothing times ten thousand")
	}
}

// TestWarned: a sentence that warns of what others promise is no promise; one
// that warns of swindlers and offers the same is.
func TestWarned(t *testing.T) {
	for text, rule := range map[string]string{
		"警惕“不看征信、人人秒批”的小广告":      "",
		"凡是说秒批的，都是骗子":            "",
		"谨防骗子，认准我们这里，征信花了也能办，秒批": "sure_approval",
		"我们不是骗子，申请就过":            "sure_approval",
	} {
		got := examine(t, Ask{Text: text}).Findings
		found := false
		for _, f := range got {
			found = found || f.Rule == rule
		}
		if rule == "" && len(got) > 0 || rule != "" && !found {
			t.Errorf("%s: %+v", text, got)
		}
	}
}
