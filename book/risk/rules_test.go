package risk

import (
	"bytes"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"fenming/kit/money"
	"fenming/kit/words"
)

func cny(fen int64) money.Money { return money.New(fen, money.CNY) }

// quiet is an order about which no rule has anything to say.
func quiet() situation {
	return situation{amount: cny(50_000), credit: true, adult: true, known: true, age: 90 * 86400, hour: -1,
		features: map[string]feature{keyCustomer: {Orders: window{1, 1, 1, 1}, Sum: window{50_000, 50_000, 50_000, 50_000}}}}
}

func set(t testing.TB) RuleSet {
	t.Helper()
	s, err := ruleSetOn("2026-11-21")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWordsAndRuleSet(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
	s := set(t)
	if len(s.Rules) < 12 {
		t.Fatalf("only %d rules", len(s.Rules))
	}
	for _, r := range rules {
		if !slices.ContainsFunc(s.Rules, func(n setting) bool { return n.Code == r.code }) {
			t.Errorf("rule %s is in no set", r.code)
		}
	}
	unknown := bytes.Replace(ruleSetData, []byte(`"velocity_ip"`), []byte(`"velocity_moon"`), 1)
	if _, err := readRuleSets(unknown); err == nil {
		t.Error("a rule nobody knows was taken")
	}
}

// Each rule is shown an order that it must name and, one step below its line,
// one that it must not.
func TestEveryRuleHitsAtItsLineAndNotBelow(t *testing.T) {
	key := func(name string, f feature) func(*situation) { return func(s *situation) { s.features[name] = f } }
	orders := func(h1, people int64) feature {
		return feature{Orders: window{h1, h1, h1, h1}, CustomersD30: people, CustomersH1: people}
	}
	for _, c := range []struct {
		code       string
		hit, below func(*situation)
	}{
		{"velocity_customer", key(keyCustomer, orders(3, 1)), key(keyCustomer, orders(2, 1))},
		{"velocity_phone", key(keyPhone, orders(3, 2)), key(keyPhone, orders(3, 1))},
		{"velocity_device", key(keyDevice, orders(4, 2)), key(keyDevice, orders(3, 2))},
		{"velocity_address", key(keyAddress, orders(5, 2)), key(keyAddress, orders(5, 30))}, // a hub
		{"velocity_ip", key(keyIP, orders(0, 5)), key(keyIP, orders(0, 4))},
		{"device_many_people", key(keyDevice, orders(1, 3)), key(keyDevice, orders(1, 2))},
		{"address_many_people", key(keyAddress, orders(1, 4)), key(keyAddress, orders(1, 30))},
		{"new_customer_high", func(s *situation) { s.age, s.amount = 3600, cny(300_000) }, func(s *situation) { s.age, s.amount = 86400, cny(300_000) }},
		{"round_near_limit", func(s *situation) {
			s.amount, s.financed, s.free, s.limited = cny(190_000), cny(190_000), cny(200_000), true
		}, func(s *situation) {
			s.amount, s.financed, s.free, s.limited = cny(190_100), cny(190_100), cny(200_000), true
		}},
		{"resale_share", func(s *situation) { s.resale, s.amount = 500_000, cny(100_000) }, func(s *situation) { s.resale, s.amount = 499_999, cny(100_000) }},
		{"resale_repeat", func(s *situation) { s.resale = 1; s.features[keyCustomer] = feature{Resale: 3} },
			func(s *situation) { s.resale = 0; s.features[keyCustomer] = feature{Resale: 3} }},
		{"instant_refunds", key(keyCustomer, feature{QuickRefunds: 2}), key(keyCustomer, feature{QuickRefunds: 1})},
		{"goods_never_moved", key(keyCustomer, feature{Unmoved: 2}), key(keyCustomer, feature{Unmoved: 1})},
		{"night_till", func(s *situation) { s.staff, s.hour = true, 5 }, func(s *situation) { s.staff, s.hour = true, 6 }},
		{"staff_refunds", func(s *situation) { s.staff = true; s.features[keyStaff] = feature{QuickRefunds: 3} },
			func(s *situation) { s.staff = true; s.features[keyStaff] = feature{QuickRefunds: 2} }},
		{"staff_pair", func(s *situation) { s.staff = true; s.features[keyStaff] = feature{Pair: 3} },
			func(s *situation) { s.staff = true; s.features[keyStaff] = feature{Pair: 2} }},
		{"over_budget", func(s *situation) { s.budget, s.committed = cny(49_999), cny(50_000) },
			func(s *situation) { s.budget, s.committed, s.credit = cny(49_999), cny(50_000), false }},
		{"watch_list", func(s *situation) { s.lists = []hit{{"watch", "address", "l", "r"}} }, func(*situation) {}},
		{"trust_list", func(s *situation) { s.lists = []hit{{"trust", "customer", "l", "r"}} }, func(s *situation) { s.lists = []hit{{"trust", "ip", "l", "r"}} }},
		{"weak_block", func(s *situation) { s.lists = []hit{{"block", "ip", "l", "r"}} }, func(s *situation) { s.lists = []hit{{"block", "phone", "l", "r"}} }},
		{"block_list", func(s *situation) { s.lists = []hit{{"block", "phone", "l", "r"}} }, func(s *situation) { s.lists = []hit{{"block", "address", "l", "r"}} }},
		{"customer_hold", func(s *situation) { s.holds = []string{"dispute"} }, func(s *situation) { s.holds, s.credit = []string{"dispute"}, false }},
		{"under_age", func(s *situation) { s.adult = false }, func(s *situation) { s.adult, s.credit = false, false }},
		{"over_limit", func(s *situation) { s.financed, s.free, s.limited = cny(101), cny(100), true },
			func(s *situation) { s.financed, s.free, s.limited = cny(100), cny(100), true }},
	} {
		for _, side := range []struct {
			change func(*situation)
			want   bool
		}{{c.hit, true}, {c.below, false}} {
			s := quiet()
			side.change(&s)
			got := slices.ContainsFunc(apply(s, set(t)), func(r Reason) bool { return r.Code == c.code })
			if got != side.want {
				t.Errorf("%s: hit %v, want %v", c.code, got, side.want)
			}
		}
	}
	if r := apply(quiet(), set(t)); len(r) != 0 {
		t.Errorf("an ordinary order is suspected: %v", r)
	}
}

func TestReasonsAreFilledInBothLanguages(t *testing.T) {
	s := quiet()
	s.features[keyCustomer] = feature{Orders: window{H1: 5}, QuickRefunds: 3, Unmoved: 2, Resale: 4, Sum: window{D30: 60_000}}
	s.features[keyDevice], s.features[keyAddress] = feature{CustomersD30: 5, Orders: window{H1: 9}}, feature{CustomersD30: 5, Orders: window{H1: 9}}
	s.features[keyPhone], s.features[keyIP] = feature{CustomersD30: 5, Orders: window{H1: 9}}, feature{CustomersH1: 9}
	s.features[keyStaff] = feature{QuickRefunds: 9, Pair: 9}
	s.lists = []hit{{"block", "phone", "l1", "r1"}, {"block", "ip", "l2", "r2"}, {"watch", "phone", "l3", "r3"}, {"trust", "phone", "l4", "r4"}}
	s.staff, s.hour, s.holds, s.adult, s.age = true, 3, []string{"dispute"}, false, 60
	s.amount, s.financed, s.free, s.limited, s.resale, s.budget, s.committed = cny(400_000), cny(400_000), cny(410_000), true, 900_000, cny(1), cny(2)
	got := apply(s, set(t))
	if len(got) < 22 {
		t.Fatalf("only %d reasons", len(got))
	}
	for _, r := range got {
		for _, text := range []string{r.ZH, r.EN} {
			if text == "" || bytes.ContainsAny([]byte(text), "{}") {
				t.Errorf("%s: unfilled: %s", r.Code, text)
			}
		}
	}
}

func drawReasons(r *rapid.T) []Reason {
	all := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) Reason {
		return Reason{Code: "x", ZH: "因", EN: "because", Weight: rapid.IntRange(-30, 100).Draw(r, "weight"),
			Force: rapid.SampledFrom([]string{"", StepUp, Hold, Decline}).Draw(r, "force")}
	}), 0, 8).Draw(r, "reasons")
	return all
}

// The score is the sum, never below 0; one more reason of weight never makes
// the outcome milder; a forced outcome always stands.
func TestWeighing(t *testing.T) {
	l := set(t).Lines
	at := func(o string) int { return slices.Index(strictness, o) }
	rapid.Check(t, func(r *rapid.T) {
		reasons := drawReasons(r)
		score, outcome := weigh(reasons, l)
		sum := 0
		for _, x := range reasons {
			sum += x.Weight
			if at(outcome) < at(x.Force) {
				r.Fatalf("%s is milder than the forced %s", outcome, x.Force)
			}
		}
		if score != max(sum, 0) {
			r.Fatalf("score %d, sum %d", score, sum)
		}
		more := append(slices.Clone(reasons), Reason{Weight: rapid.IntRange(0, 100).Draw(r, "more")})
		if _, harder := weigh(more, l); at(harder) < at(outcome) {
			r.Fatalf("one more reason turned %s into %s", outcome, harder)
		}
		change := wouldChange(reasons, l)
		if change.ZH == "" || change.EN == "" {
			r.Fatal("nothing is said about what would change the verdict")
		}
	})
}

func TestLeversFitThePlatform(t *testing.T) {
	for _, c := range []struct {
		outcome, platform, creditor string
		credit                      bool
		want                        []string
	}{
		{Accept, "huabei", "platform", true, []string{}},
		{Decline, "huabei", "platform", true, []string{leverNoInstalments, leverOtherPayment}},
		{Decline, "own", "merchant", true, []string{leverNoPlan, leverOtherPayment}},
		{Decline, "baitiao", "platform", true, []string{leverOtherCashier, leverOtherPayment}},
		{StepUp, "huabei", "platform", true, []string{leverFewer, leverTwoOrders, leverProof}},
		{StepUp, "own", "merchant", true, []string{leverProof, leverGuarantor, leverDownPayment, leverFewer}},
		{Hold, "huabei", "platform", true, []string{leverHoldShipment, leverRefund}},
		{Hold, "", "", false, []string{leverHoldShipment, leverRefund}},
	} {
		got := levers(c.outcome, c.platform, c.creditor, c.credit)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s at %s: %v, want %v", c.outcome, c.platform, got, c.want)
		}
		if names := leverNames(got); len(names) != len(got) {
			t.Errorf("a lever of %v has no name", got)
		}
		if c.creditor == "platform" && slices.Contains(got, leverGuarantor) {
			t.Error("a platform's credit has no hook for a guarantor")
		}
	}
}
