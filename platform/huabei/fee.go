package huabei

import (
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// Plan is the fee and the schedule of one instalment sale, in fen. It is the
// input of the statement's fee check, in plain numbers.
type Plan struct {
	FeeFen   int64 // whole fee
	FirstFen int64 // first period when the buyer pays the fee
	EachFen  int64 // periods 2…n
}

var wordPlan = words.Word{Key: "huabei.plan_invalid",
	ZH: "分期金额须大于 0、期数须在 1 至 60 之间、费率不可为负且不超过 100%",
	EN: "The amount must be above 0, the instalments between 1 and 60, the rate between 0 and 100 %"}

// PlanOf computes Huabei's fee: fee = amount × rate, half to even; principal
// and fee are divided by n, rounded down, and the whole remainder goes into the
// first period. rate is for all n periods together.
// Source: platform page opendocs.alipay.com/open/277/105952 as quoted with
// examples on 2022-01-07.
func PlanOf(amountFen int64, n int, rate money.Rate) (Plan, error) {
	if amountFen <= 0 || n < 1 || n > 60 || rate < 0 || rate > money.One {
		return Plan{}, fault.Invalid(wordPlan)
	}
	fee, err := money.MulRate(amountFen, rate, money.HalfEven)
	if err != nil {
		return Plan{}, err
	}
	k := int64(n)
	each := amountFen/k + fee/k
	return Plan{FeeFen: fee, EachFen: each, FirstFen: each + amountFen%k + fee%k}, nil
}
