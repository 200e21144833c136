package risk

import (
	"slices"

	"fenming/kit/money"
	"fenming/kit/words"
)

// situation is all a rule may look at: facts already read, no tx, no clock.
type situation struct {
	amount   money.Money
	credit   bool // pay-later, not paid at once
	age      int64
	known    bool // age is known
	adult    bool
	staff    bool
	hour     int // of the shop's day, -1 when it does not matter
	resale   int64
	features map[string]feature
	lists    []hit
	holds    []string
	budget   money.Money

	committed money.Money
	financed  money.Money // the part on credit: without the down payment
	free      money.Money
	limited   bool // free is known
}

// hit is one standing entry of a list that fits the order.
type hit struct {
	Kind, Subject, ID, Reason string
}

// rule is one test in words; its numbers come from the rule set.
type rule struct {
	code string
	what words.Word // what it looks for, for people who tune it
	say  words.Word // the reason, filled with the values
	test func(s situation, at map[string]int64) (words.Args, bool)
}

func ruleOf(code string) (rule, bool) {
	i := slices.IndexFunc(rules, func(r rule) bool { return r.code == code })
	if i < 0 {
		return rule{}, false
	}
	return rules[i], true
}

// apply runs every rule of a set and returns the reasons in the set's order.
func apply(s situation, set RuleSet) []Reason {
	reasons := []Reason{}
	for _, n := range set.Rules {
		r, ok := ruleOf(n.Code)
		if !ok {
			continue
		}
		if values, hit := r.test(s, n.At); hit {
			t := text(r.say, values)
			reasons = append(reasons, Reason{Code: r.code, ZH: t.ZH, EN: t.EN, Values: values, Weight: n.Weight, Force: n.Force})
		}
	}
	return reasons
}

var strictness = []string{Accept, StepUp, Hold, Decline}

// stricter returns the stricter of two outcomes.
func stricter(a, b string) string {
	return strictness[max(slices.Index(strictness, a), slices.Index(strictness, b), 0)]
}

// weigh returns the score (the sum of weights, not below 0) and the outcome.
func weigh(reasons []Reason, l lines) (int, string) {
	score, forced := 0, Accept
	for _, r := range reasons {
		score += r.Weight
		forced = stricter(forced, r.Force)
	}
	score = max(score, 0)
	outcome := Accept
	switch {
	case score >= l.Decline:
		outcome = Decline
	case score >= l.Hold:
		outcome = Hold
	case score >= l.StepUp:
		outcome = StepUp
	}
	return score, stricter(outcome, forced)
}

// wouldChange says which reasons would have to be absent for a milder outcome:
// those that force it and then the heaviest, as few as possible.
func wouldChange(reasons []Reason, l lines) Text {
	_, outcome := weigh(reasons, l)
	if outcome == Accept {
		return text(wordNothing, nil)
	}
	left := slices.Clone(reasons)
	slices.SortStableFunc(left, func(a, b Reason) int {
		fa, fb := slices.Index(strictness, a.Force), slices.Index(strictness, b.Force)
		if max(fa, 0) != max(fb, 0) {
			return max(fb, 0) - max(fa, 0)
		}
		return b.Weight - a.Weight
	})
	var gone []Reason
	for len(left) > 0 {
		gone, left = append(gone, left[0]), left[1:]
		if _, milder := weigh(left, l); milder != outcome {
			zh, en := "", ""
			for i, r := range gone {
				if i > 0 {
					zh, en = zh+"；", en+"; "
				}
				zh, en = zh+r.ZH, en+r.EN
			}
			z := wordWithout.In(words.ZH, words.Args{"reasons": zh, "outcome": outcomeWord(milder).ZH})
			e := wordWithout.In(words.EN, words.Args{"reasons": en, "outcome": outcomeWord(milder).EN})
			return Text{z, e}
		}
	}
	return text(wordNothing, nil)
}

// levers are what a merchant can do about this outcome at this platform; the
// names stand in words.go. A platform's own credit has no hook for guarantor
// or further proof, so these are left to merchants' plans.
func levers(outcome, platform, creditor string, credit bool) []string {
	ours := creditor == "merchant" || creditor == "assigned"
	switch {
	case outcome == Accept:
		return []string{}
	case !credit:
		return []string{leverHoldShipment, leverRefund}
	case outcome == Decline:
		return []string{withhold(platform, ours), leverOtherPayment}
	case outcome == Hold:
		list := []string{leverHoldShipment, leverRefund}
		if ours {
			list = append(list, leverGuarantor)
		}
		return list
	case ours:
		return []string{leverProof, leverGuarantor, leverDownPayment, leverFewer}
	case platform == "huabei":
		return []string{leverFewer, leverTwoOrders, leverProof}
	}
	return []string{leverTwoOrders, leverProof}
}

// withhold is how credit is left out while the sale goes on.
func withhold(platform string, ours bool) string {
	switch {
	case ours:
		return leverNoPlan
	case platform == "huabei":
		return leverNoInstalments
	}
	return leverOtherCashier
}

// resaleShare is the part of the order in easily resold goods, in ppm.
func resaleShare(items []Item, amount int64) int64 {
	var sum int64
	for _, i := range items {
		if i.Resale {
			sum += i.Amount.Minor
		}
	}
	if amount <= 0 || sum <= 0 {
		return 0
	}
	share, err := money.MulDiv(min(sum, amount), 1_000_000, amount, money.Floor)
	if err != nil {
		return 0
	}
	return share
}
