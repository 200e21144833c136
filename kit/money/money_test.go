package money

import (
	"encoding/json"
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fenming/kit/fault"
	"fenming/kit/words"
)

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
}

func TestCurrencyDigits(t *testing.T) {
	for c, want := range map[Currency]int{"CNY": 2, "JPY": 0, "KWD": 3, "USD": 2, "VND": 0} {
		if _, err := ParseCurrency(string(c)); err != nil || c.Digits() != want {
			t.Errorf("%s: %d decimals (%v), want %d", c, c.Digits(), err, want)
		}
	}
	for _, bad := range []string{"", "cny", "RMB", "CN", "CNYX", "Y U", " CN", "AED AFN"} {
		if _, err := ParseCurrency(bad); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%q accepted: %v", bad, err)
		}
	}
}

func TestArithmetic(t *testing.T) {
	a, b := New(150, CNY), New(-200, CNY)
	if s, err := a.Add(b); err != nil || s != New(-50, CNY) {
		t.Error(s, err)
	}
	if s, err := a.Sub(b); err != nil || s != New(350, CNY) {
		t.Error(s, err)
	}
	if c, err := a.Cmp(b); err != nil || c != 1 {
		t.Error(c, err)
	}
	if _, err := a.Add(New(1, USD)); !fault.Is(err, fault.CodeInvalid) {
		t.Error("currencies mixed:", err)
	}
	if _, err := a.Cmp(New(150, USD)); err == nil {
		t.Error("currencies compared")
	}
	if _, err := New(math.MaxInt64, CNY).Add(New(1, CNY)); err == nil {
		t.Error("overflow passed")
	}
	if _, err := New(math.MinInt64, CNY).Neg(); err == nil {
		t.Error("opposite of the smallest passed")
	}
	got, err := json.Marshal(New(129900, CNY))
	if err != nil || string(got) != `{"amount":129900,"currency":"CNY"}` {
		t.Error(string(got), err)
	}
}

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		m    Money
		want string
	}{
		{New(129900, CNY), "1,299.00"}, {New(5, CNY), "0.05"}, {New(-5, CNY), "-0.05"},
		{New(-123456789, CNY), "-1,234,567.89"}, {New(1234567, JPY), "1,234,567"},
		{New(1234567, "KWD"), "1,234.567"}, {New(0, JPY), "0"}, {New(10000, CNY), "100.00"},
		{New(math.MinInt64, CNY), "-92,233,720,368,547,758.08"},
	} {
		if got := c.m.Format(); got != c.want {
			t.Errorf("%d %s: %q, want %q", c.m.Minor, c.m.Currency, got, c.want)
		}
	}
}

func TestParse(t *testing.T) {
	good := map[string]int64{
		"1299": 129900, "1299.0": 129900, "1,299.00": 129900, "¥1,299.00": 129900, "￥-12.50": -1250,
		"-¥12.5": -1250, " 1２９９．００ 元 ": 129900, "１，２９９": 129900, "+3": 300, "－0.01": -1,
		"0": 0, "-0": 0, "007": 700, "92233720368547758.07": math.MaxInt64, "¥ 1": 100,
	}
	for text, want := range good {
		if got, err := Parse(text, CNY); err != nil || got != New(want, CNY) {
			t.Errorf("%q: %v %v, want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "-", "¥", "元", ".5", "5.", "1.005", "1.000", "12,99", "1,2990", ",100", "1,,000",
		"1,299,00", "1299,000", "1e3", "0x10", "1 299", "--1", "¥¥1", "1-", "(1)", "$1", "1.2.3", "壹", "NaN",
		"92233720368547758.08", "1.0,0", strings.Repeat("9", 40)} {
		if got, err := Parse(text, CNY); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%q accepted as %v (%v)", text, got, err)
		}
	}
	if got, err := Parse("¥100", JPY); err != nil || got.Minor != 100 {
		t.Error(got, err)
	}
	if _, err := Parse("¥100", USD); err == nil {
		t.Error("a yen sign on dollars passed")
	}
	if _, err := Parse("100.0", JPY); err == nil {
		t.Error("decimals of yen passed")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"1,299.00", "¥-12.50", "１２．５０元", "12,99", "", "-", "1.000", "99999999999999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, c := range []Currency{CNY, JPY, "KWD"} {
			m, err := Parse(text, c)
			if err != nil {
				if !fault.Is(err, fault.CodeInvalid) {
					t.Fatal(err)
				}
				continue
			}
			for _, again := range []string{m.Format(), m.Decimal()} {
				if n, err := Parse(again, c); err != nil || n != m {
					t.Fatalf("%q → %v → %q → %v %v", text, m, again, n, err)
				}
			}
			// The digits of the input, read as one number, are the amount.
			want := digitsOf(text)
			_, frac, _ := strings.Cut(narrow.Replace(text), ".")
			for range c.Digits() - len(digitsOf(frac)) {
				want += "0"
			}
			n, _ := new(big.Int).SetString("0"+want, 10)
			if n.Cmp(new(big.Int).Abs(big.NewInt(m.Minor))) != 0 {
				t.Fatalf("%q → %v", text, m)
			}
		}
	})
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, narrow.Replace(s))
}

func TestFormatRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom([]Currency{CNY, JPY, "KWD"}).Draw(t, "currency")
		m := New(rapid.Int64Range(-math.MaxInt64, math.MaxInt64).Draw(t, "minor"), c)
		if got, err := Parse(m.Format(), c); err != nil || got != m {
			t.Fatalf("%q → %v %v", m.Format(), got, err)
		}
	})
}

// The examples of 支付结算办法 (银发〔1997〕393号) annex 1, of the two permitted
// forms the one without an optional 零; then places the annex only describes.
func TestChineseCapital(t *testing.T) {
	for text, want := range map[string]string{
		"1409.50": "壹仟肆佰零玖元伍角", "6007.14": "陆仟零柒元壹角肆分", "1680.32": "壹仟陆佰捌拾元叁角贰分",
		"107000.53": "壹拾万柒仟元伍角叁分", "16409.02": "壹万陆仟肆佰零玖元零贰分", "325.04": "叁佰贰拾伍元零肆分",
		"0": "零元整", "0.05": "伍分", "0.50": "伍角", "10": "壹拾元整", "100000000": "壹亿元整",
		"100010000": "壹亿零壹万元整", "1000100.10": "壹佰万零壹佰元壹角", "-12.30": "负壹拾贰元叁角",
		"1000000000000": "壹万亿元整", "10203": "壹万零贰佰零叁元整", "1001": "壹仟零壹元整", "100000001": "壹亿零壹元整",
		"9999999999999999.99": "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
	} {
		m, err := Parse(text, CNY)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := m.ChineseCapital(); err != nil || got != want {
			t.Errorf("%s: %s (%v), want %s", text, got, err, want)
		}
	}
	for _, m := range []Money{New(1, USD), New(math.MaxInt64, CNY)} {
		if _, err := m.ChineseCapital(); err == nil {
			t.Errorf("%v accepted", m)
		}
	}
}
