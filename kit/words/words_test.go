package words

import "testing"

func TestInFillsPlaceholders(t *testing.T) {
	w := Word{"order.late", "订单 {no} 已逾期 {days} 天", "Order {no} is {days} days late"}
	if got := w.In(ZH, Args{"no": "A1", "days": 3}); got != "订单 A1 已逾期 3 天" {
		t.Fatalf("zh: %q", got)
	}
	if got := w.In(EN, Args{"no": "A1"}); got != "Order A1 is {days} days late" {
		t.Fatalf("a placeholder without a value must stay visible: %q", got)
	}
}

func TestCheck(t *testing.T) {
	good := Word{"a", "甲 {x}", "A {x}"}
	if err := Check(good); err != nil {
		t.Fatal(err)
	}
	for name, list := range map[string][]Word{
		"missing text":      {{"a", "", "A"}},
		"twice":             {good, good},
		"placeholders vary": {{"a", "甲 {x}", "A {y}"}},
	} {
		if Check(list...) == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestParse(t *testing.T) {
	for header, want := range map[string]Lang{"": ZH, "zh-CN,zh;q=0.9": ZH, "en-GB,en": EN, "fr": ZH, "EN": EN} {
		if got := Parse(header); got != want {
			t.Errorf("%q: %s, want %s", header, got, want)
		}
	}
}
