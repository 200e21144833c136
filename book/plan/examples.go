package plan

import (
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
)

// The sources of the example data, shown with every figure made from it.
const (
	huabeiSource = "示例数据 · Example: opendocs.alipay.com/open/277/105952 as quoted on 2022-01-07; replace by the rates of your own contract"
	ownSource    = "示例数据 · Example rate of a merchant's own plan; set your own"
	lprSource    = "示例数据 · Example: 3.00 % (published 2025-05-20) repeated monthly; record the published values"
)

// Examples returns dated example data for demos and tests, every item marked
// as such: Huabei's published rates, two plans of the merchant's own, and
// monthly loan prime rates up to a day.
func Examples(until calendar.Day) (plans []Plan, cards []RateCard, primes []SetLPRIn) {
	const from calendar.Day = "2022-01-07"
	huabei := func(code, zh, en string, kind Kind, payer Payer, rates map[int]money.Rate) {
		plans = append(plans, Plan{Code: code, NameZH: zh, NameEN: en, Platform: "huabei", Creditor: CreditorPlatform,
			Kind: kind, Payer: payer, Currency: money.CNY, ValidFrom: from, Active: true,
			Body: Body{Counts: []int{3, 6, 12}, MinAmount: 10_000, MaxAmount: 5_000_000, Unit: Month, Every: 1, CreditorKind: KindConsumerFinance}})
		for _, n := range []int{3, 6, 12} {
			cards = append(cards, RateCard{Platform: "huabei", Kind: kind, Count: n, Payer: payer, Rate: rates[n],
				Rounding: money.HalfEven, Remainder: money.First, ValidFrom: from, Source: huabeiSource, Example: true,
				VerifiedOn: from, VerifiedBy: "example", CardBody: CardBody{SettleDays: 1}})
		}
	}
	huabei("huabei", "花呗分期", "Huabei instalments", FlatFee, Customer, map[int]money.Rate{3: 2_300_000, 6: 4_500_000, 12: 7_500_000})
	huabei("huabei-free", "花呗分期 · 商户贴息", "Huabei instalments, fee paid by the merchant", InterestFree, Merchant,
		map[int]money.Rate{3: 1_800_000, 6: 4_500_000, 12: 7_500_000})
	own := func(code, zh, en string, kind Kind, down int64, rate money.Rate) {
		plans = append(plans, Plan{Code: code, NameZH: zh, NameEN: en, Platform: Own, Creditor: CreditorMerchant, Kind: kind,
			Payer: Customer, Currency: money.CNY, ValidFrom: from, Active: true,
			Body: Body{Counts: []int{3, 6, 12}, MinAmount: 50_000, MaxAmount: 2_000_000, DownShare: down, Unit: Month, Every: 1,
				GraceDays: 3, LateFeeMultiple: DefaultLateFeeMultiple, RulePack: "cn"}})
		for _, n := range []int{3, 6, 12} {
			cards = append(cards, RateCard{Platform: Own, Kind: kind, PlanCode: code, Count: n, Payer: Customer, Rate: rate,
				Rounding: money.HalfEven, Remainder: money.Last, ValidFrom: from, Source: ownSource, Example: true,
				VerifiedOn: from, VerifiedBy: "example"})
		}
	}
	own("shop-instalments", "门店分期 · 等额本息", "Shop instalments, equal", EqualInstalment, 200_000, 9_000_000)
	own("shop-free", "门店分期 · 免息", "Shop instalments, interest-free", InterestFree, 300_000, 0)
	// The interest-free plan's cost is the merchant's own, so nobody charges it.
	for day := calendar.Day("2025-05-20"); day <= until; day = day.AddMonths(1) {
		primes = append(primes, SetLPRIn{PublishedOn: day, Rate: 3_000_000, Source: lprSource, Example: true})
	}
	return plans, cards, primes
}

// SeedExamples stores Examples in a tenant.
func SeedExamples(tx *db.Tx, until calendar.Day) error {
	plans, cards, primes := Examples(until)
	for _, p := range plans {
		if _, err := Save(tx, p); err != nil {
			return err
		}
	}
	for _, c := range cards {
		if _, err := SaveCard(tx, c); err != nil {
			return err
		}
	}
	for _, p := range primes {
		if _, err := SetLPR(tx, p); err != nil {
			return err
		}
	}
	return nil
}
