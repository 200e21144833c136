package plan

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/money"
)

// 1,000.00 interest-free in 12 at 7.5 %: the merchant bears 75.00 and gets
// 925.00. At a margin of 30 % a sale leaves 300.00 without and 225.00 with it;
// 75 ÷ 225 = 33.333334 % more has to be sold.
func TestWhatInterestFreeCostsTheMerchant(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		seeded(t, b, "2026-02-20")
		b.Write(t, func(tx *db.Tx) error {
			q, err := QuoteFor(tx, Ask{Amount: money.New(100_000, money.CNY), PlanCode: "huabei-free", Count: 12})
			if err != nil {
				return err
			}
			m, err := q.Merchant(MerchantAsk{Margin: 30_000_000, SettleDays: -1})
			if err != nil {
				return err
			}
			if m.Subsidy.Minor != 7_500 || m.Net.Minor != 92_500 || m.SubsidyPPM != 75_000 || m.NetDay != string(q.Day.AddDays(1)) {
				t.Errorf("%+v", m)
			}
			if m.Uplift == nil || *m.Uplift != 33_333_334 || m.Without.Minor != 30_000 || m.WithPlan.Minor != 22_500 {
				t.Errorf("break-even: %v %v %v", m.Uplift, m.Without, m.WithPlan)
			}
			// The customer pays nothing, so both sides of the money are the merchant's.
			if q.EffectiveRate != 0 || m.AdvanceRate == nil || m.FunderRate == nil || *m.AdvanceRate != *m.FunderRate {
				t.Errorf("rates: %+v", m)
			}
			// The present value of the instalments at the rate is the advance, to a cent.
			if !presentValue(q, *m.AdvanceRate, m.Net.Minor) {
				t.Errorf("the rate %s does not discount the instalments to the advance", m.AdvanceRate)
			}
			if m, err = q.Merchant(MerchantAsk{Margin: 7_500_000, SettleDays: 0}); err != nil || !m.NeverPays || m.Uplift != nil {
				t.Errorf("a subsidy as large as the margin: %+v %v", m, err)
			}
			if _, err := q.Merchant(MerchantAsk{Margin: money.One + 1}); !fault.Is(err, fault.CodeInvalid) {
				t.Errorf("a margin above the price: %v", err)
			}
			return nil
		})
	})
}

// presentValue checks Σ principal × (1+r)^(−days/365) = advance within a cent, on
// 200-bit numbers; days are counted from the day after the start, when the
// money arrives.
func presentValue(q Quote, r money.Rate, advance int64) bool {
	base := new(big.Float).SetPrec(200).Quo(new(big.Float).SetInt64(int64(money.One+r)), new(big.Float).SetInt64(int64(money.One)))
	day := root365(base) // (1+r)^(1/365)
	sum := new(big.Float).SetPrec(200)
	for _, i := range q.Schedule.Instalments {
		factor := new(big.Float).SetPrec(200).SetInt64(1)
		for range i.DueDay.Sub(q.Day.AddDays(1)) {
			factor.Quo(factor, day)
		}
		sum.Add(sum, factor.Mul(factor, new(big.Float).SetInt64(i.Principal)))
	}
	diff := sum.Sub(sum, new(big.Float).SetInt64(advance))
	return diff.Abs(diff).Cmp(big.NewFloat(1)) < 0
}

func root365(x *big.Float) *big.Float {
	low, high := new(big.Float).SetPrec(200).SetInt64(1), new(big.Float).SetPrec(200).Set(x)
	for range 150 {
		mid := new(big.Float).SetPrec(200).Add(low, high)
		mid.Quo(mid, big.NewFloat(2))
		power := new(big.Float).SetPrec(200).SetInt64(1)
		for range 365 {
			power.Mul(power, mid)
		}
		if power.Cmp(x) < 0 {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

func TestOwnPlanWaitsForItsMoney(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		seeded(t, b, "2026-02-20")
		b.Write(t, func(tx *db.Tx) error {
			q, err := QuoteFor(tx, Ask{Amount: money.New(500_000, money.CNY), PlanCode: "shop-free", Count: 3})
			if err != nil {
				return err
			}
			m, err := q.Merchant(MerchantAsk{Margin: 30_000_000})
			if err != nil {
				return err
			}
			// 3,500.00 after 30 % down: 1,166.66 + 1,166.66 + 1,166.68, from 2026-03-02
			// due 04-02, 05-02, 06-02, at 3.00 %:
			// (350000·31 + 233334·30 + 116668·31) × 0.03 ÷ 365 = 1764.14…, that is 17.64.
			if m.Net.Minor != 500_000 || m.ForgoneAtLPR == nil || m.ForgoneAtLPR.Minor != 1_764 || m.ArrivesOn != "schedule" || m.NetDay != "2026-06-02" {
				t.Errorf("%+v forgone %v", m, m.ForgoneAtLPR)
			}
			if m.Uplift == nil || *m.Uplift != 0 {
				t.Errorf("nothing is borne, yet more has to be sold: %v", m.Uplift)
			}
			return nil
		})
	})
}

// Selling the uplift more gives the profit back, and a hair less does not.
func TestBreakEvenIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		price := rapid.Int64Range(1, 1_000_000_000).Draw(t, "price")
		m := MerchantSide{Price: money.New(price, money.CNY), Subsidy: money.New(rapid.Int64Range(0, price).Draw(t, "subsidy"), money.CNY),
			Earned: money.New(0, money.CNY)}
		margin := money.Rate(rapid.Int64Range(1, int64(money.One)).Draw(t, "margin"))
		if err := m.breakEven(margin); err != nil {
			if fault.Is(err, fault.CodeInvalid) {
				return // more than 92 thousand million times as many sales
			}
			t.Fatal(err)
		}
		profit := big.NewRat(price*int64(margin), int64(money.One)) // at most 1e9 × 1e8
		with := new(big.Rat).Sub(profit, big.NewRat(m.Subsidy.Minor, 1))
		if m.Uplift == nil {
			if with.Sign() > 0 {
				t.Fatalf("%s a sale is left, yet no uplift", with)
			}
			return
		}
		sold := func(r money.Rate) *big.Rat {
			return new(big.Rat).Mul(with, new(big.Rat).Add(big.NewRat(1, 1), big.NewRat(int64(r), int64(money.One))))
		}
		if sold(*m.Uplift).Cmp(profit) < 0 || *m.Uplift > 0 && sold(*m.Uplift-1).Cmp(profit) >= 0 {
			t.Fatalf("uplift %s of %+v at margin %s", m.Uplift, m, margin)
		}
	})
}
