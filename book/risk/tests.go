package risk

import (
	"fmt"

	"fenming/kit/money"
	"fenming/kit/words"
)

// rules are all tests the program knows; which are in force, with which
// numbers, is the rule set's. Sources: the signal list of the field study
// (numbers in brackets).
var rules = []rule{
	{"velocity_customer", whatVelocityCustomer, sayVelocity, velocity(keyCustomer)}, // (25)
	{"velocity_phone", whatVelocityPhone, sayVelocityPhone, shared(keyPhone)},       // (28)
	{"velocity_device", whatVelocityDevice, sayVelocityDevice, shared(keyDevice)},   // (26)
	{"velocity_address", whatVelocityAddress, sayVelocityAddress, shared(keyAddress)},
	{"velocity_ip", whatVelocityIP, sayVelocityIP, func(s situation, at map[string]int64) (words.Args, bool) { // (29)
		n := s.features[keyIP].CustomersH1
		return words.Args{"n": n, "at": at["people_1h"]}, n >= at["people_1h"]
	}},
	{"device_many_people", whatDevicePeople, sayDevicePeople, people(keyDevice)},     // (26)
	{"address_many_people", whatAddressPeople, sayAddressPeople, people(keyAddress)}, // (27)
	{"new_customer_high", whatNewHigh, sayNewHigh, func(s situation, at map[string]int64) (words.Args, bool) { // (34)
		return words.Args{"amount": s.amount.String(), "hours": s.age / 3600},
			s.known && s.age < at["age"] && s.amount.Minor >= at["amount"]
	}},
	{"round_near_limit", whatRound, sayRound, roundNearLimit}, // (20, 22)
	{"resale_share", whatResale, sayResale, func(s situation, at map[string]int64) (words.Args, bool) { // (15)
		return words.Args{"share": percent(s.resale)}, s.credit && s.resale >= at["share"] && s.amount.Minor >= at["amount"]
	}},
	{"resale_repeat", whatResaleAgain, sayResaleAgain, func(s situation, at map[string]int64) (words.Args, bool) { // (16)
		n := s.features[keyCustomer].Resale
		return words.Args{"n": n, "at": at["orders"]}, s.resale > 0 && n >= at["orders"]
	}},
	{"instant_refunds", whatRefunds, sayRefunds, func(s situation, at map[string]int64) (words.Args, bool) { // (1)
		n := max(s.features[keyCustomer].QuickRefunds, s.features[keyDevice].QuickRefunds)
		return words.Args{"n": n, "hours": at["gap"] / 3600}, n >= at["refunds"]
	}},
	{"goods_never_moved", whatUnmoved, sayUnmoved, func(s situation, at map[string]int64) (words.Args, bool) { // (2, 9)
		n := s.features[keyCustomer].Unmoved
		return words.Args{"n": n}, n >= at["deliveries"]
	}},
	{"night_till", whatNight, sayNight, func(s situation, at map[string]int64) (words.Args, bool) { // (30)
		h := int64(s.hour)
		return words.Args{"hour": h}, s.staff && h >= at["from"] && h < at["until"]
	}},
	{"staff_refunds", whatStaffRefunds, sayStaffRefunds, func(s situation, at map[string]int64) (words.Args, bool) { // (43)
		n := s.features[keyStaff].QuickRefunds
		return words.Args{"n": n}, s.staff && n >= at["refunds"]
	}},
	{"staff_pair", whatPair, sayPair, func(s situation, at map[string]int64) (words.Args, bool) { // (43)
		n := s.features[keyStaff].Pair
		return words.Args{"n": n}, s.staff && n >= at["orders"]
	}},
	{"over_budget", whatBudget, sayBudget, overBudget},
	{"watch_list", whatWatch, sayWatch, listed("watch", true, true)},
	{"trust_list", whatTrust, sayTrust, listed("trust", true, false)},
	{"weak_block", whatWeakBlock, sayWeakBlock, listed("block", false, true)},
	{"customer_hold", whatHold, sayHold, func(s situation, _ map[string]int64) (words.Args, bool) {
		if len(s.holds) == 0 || !s.credit {
			return nil, false
		}
		return words.Args{"kinds": s.holds[0], "n": len(s.holds)}, true
	}},
	{"block_list", whatBlock, sayBlock, listed("block", true, false)},
	{"under_age", whatAge, sayAge, func(s situation, _ map[string]int64) (words.Args, bool) {
		return words.Args{"age": 18}, s.credit && !s.adult
	}},
	{"over_limit", whatLimit, sayLimit, func(s situation, _ map[string]int64) (words.Args, bool) {
		return words.Args{"amount": s.financed.String(), "free": s.free.String()},
			s.credit && s.limited && s.financed.Currency == s.free.Currency && s.financed.Minor > s.free.Minor
	}},
}

// reached returns the shortest look-back whose bound is reached.
func reached(w window, at map[string]int64) (words.Args, bool) {
	for _, l := range []struct {
		name, key string
		n         int64
	}{{"1 h", "h1", w.H1}, {"24 h", "d1", w.D1}, {"7 d", "d7", w.D7}, {"30 d", "d30", w.D30}} {
		if bound := at[l.key]; bound > 0 && l.n >= bound {
			return words.Args{"n": l.n, "window": l.name, "at": bound}, true
		}
	}
	return nil, false
}

func velocity(key string) func(situation, map[string]int64) (words.Args, bool) {
	return func(s situation, at map[string]int64) (words.Args, bool) { return reached(s.features[key].Orders, at) }
}

// shared is velocity of a key that more than one customer uses; with one
// customer it would only say again what the customer's own velocity says. A hub
// (a pickup station) is no evidence against anybody.
func shared(key string) func(situation, map[string]int64) (words.Args, bool) {
	return func(s situation, at map[string]int64) (words.Args, bool) {
		f := s.features[key]
		if f.CustomersD30 < 2 || at["hub"] > 0 && f.CustomersD30 >= at["hub"] {
			return nil, false
		}
		return reached(f.Orders, at)
	}
}

func people(key string) func(situation, map[string]int64) (words.Args, bool) {
	return func(s situation, at map[string]int64) (words.Args, bool) {
		n := s.features[key].CustomersD30
		return words.Args{"n": n, "at": at["people"]}, n >= at["people"] && (at["hub"] == 0 || n < at["hub"])
	}
}

// listed says whether a list holds the customer, his phone or his device
// (strong) or only his address or internet address (weak).
func listed(kind string, strong, weak bool) func(situation, map[string]int64) (words.Args, bool) {
	return func(s situation, _ map[string]int64) (words.Args, bool) {
		for _, h := range s.lists {
			isWeak := h.Subject == keyAddress || h.Subject == keyIP
			if h.Kind == kind && (isWeak && weak || !isWeak && strong) {
				return words.Args{"subject": h.Subject, "reason": h.Reason, "entry": h.ID}, true
			}
		}
		return nil, false
	}
}

func roundNearLimit(s situation, at map[string]int64) (words.Args, bool) {
	if !s.credit || !s.limited || s.free.Minor <= 0 || s.free.Currency != s.amount.Currency || at["step"] <= 0 {
		return nil, false
	}
	share, err := money.MulDiv(s.financed.Minor, 1_000_000, s.free.Minor, money.Floor)
	return words.Args{"amount": s.amount.String(), "free": s.free.String(), "share": percent(share)},
		err == nil && s.amount.Minor >= at["amount"] && s.amount.Minor%at["step"] == 0 && share >= at["share"]
}

// overBudget looks at credit only: a budget never stands against paying in full.
func overBudget(s situation, _ map[string]int64) (words.Args, bool) {
	return words.Args{"sum": s.committed.String(), "budget": s.budget.String()},
		s.credit && s.budget.Minor > 0 && s.budget.Currency == s.committed.Currency && s.committed.Minor > s.budget.Minor
}

// percent writes ppm as whole percent, cut off.
func percent(ppm int64) string { return fmt.Sprintf("%d%%", ppm/10_000) }
