package plan

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/tenant"
)

func TestStoreWords(t *testing.T) {
	if err := words.Check(StoreWords()...); err != nil {
		t.Fatal(err)
	}
}

// seeded is a demo tenant with the example data up to a day.
func seeded(t *testing.T, b dbtest.Bench, until calendar.Day) {
	t.Helper()
	b.Write(t, func(tx *db.Tx) error {
		if _, err := tenant.Create(tx, tenant.New{Name: "Test", Kind: tenant.Demo}); err != nil {
			return err
		}
		return SeedExamples(tx, until)
	})
}

// The platform's own example: 1,111.11 in 12 at 7.5 % is a fee of 83.33, and
// 99.53 from the second period on (the remainders go into the first).
func TestQuoteIsStoredAsItWasComputed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		seeded(t, b, "2026-02-20")
		var q Quote
		b.Write(t, func(tx *db.Tx) (err error) {
			q, err = QuoteFor(tx, Ask{Amount: money.New(111_111, money.CNY), PlanCode: "huabei", Count: 12})
			return err
		})
		if q.CustomerCost != money.New(8_333, money.CNY) || q.Schedule.Instalments[1].Due() != 9_953 || q.Day != "2026-03-02" {
			t.Errorf("%+v", q)
		}
		if q.LateFeeRate != 0 || q.LPR != 0 || !q.Example || q.RateSource != huabeiSource {
			t.Errorf("a platform's plan with a late fee, or without its source: %+v", q)
		}
		b.Read(t, func(tx *db.Tx) error {
			got, err := GetQuote(tx, q.ID)
			if err != nil {
				return err
			}
			a, _ := json.Marshal(q)
			z, _ := json.Marshal(got)
			if string(a) != string(z) {
				t.Errorf("stored %s\ncomputed %s", z, a)
			}
			return nil
		})
		owner := ""
		if b.DB.Engine() == "sqlite" {
			b.Raw(t, owner, `UPDATE plan_quote SET body = replace(body, '8333', '8334')`)
			b.Read(t, func(tx *db.Tx) error {
				if _, err := GetQuote(tx, q.ID); !fault.Is(err, fault.CodeConflict) {
					t.Errorf("a changed quote was returned: %v", err)
				}
				return nil
			})
		}
	})
}

// Own plan: 5,000.00, 20 % down, 4,000.00 in 12 at 9 % a year; late fee
// 1.5 × 3.00 % = 4.50 %.
func TestMerchantQuote(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		seeded(t, b, "2026-02-20")
		b.Write(t, func(tx *db.Tx) error {
			q, err := QuoteFor(tx, Ask{Amount: money.New(500_000, money.CNY), PlanCode: "shop-instalments", Count: 12})
			if err != nil {
				return err
			}
			if q.DownPayment.Minor != 100_000 || q.LateFeeRate != 4_500_000 || q.LPR != 3_000_000 || q.LateFeeWarn {
				t.Errorf("%+v", q)
			}
			// 4000 at 0.75 % a month: 4000·0.0075·1.0075¹² ÷ (1.0075¹²−1) = 349.81.
			if q.Schedule.Instalments[1].Due() != 34_981 {
				t.Errorf("instalment %d", q.Schedule.Instalments[1].Due())
			}
			// 0.75 % × 12 = 9.00 %, to a hundredth of a percent as it is printed.
			if got := q.NominalRate.Percent(); got != "9.00%" {
				t.Error(got)
			}
			return nil
		})
	})
}

func TestRefusals(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		seeded(t, b, "2026-02-20")
		yuan := func(n int64) money.Money { return money.New(n*100, money.CNY) }
		refused := func(name, key string, in Ask) {
			t.Helper()
			err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
				_, err := QuoteFor(tx, in)
				return err
			})
			if !fault.Is(err, fault.CodeRefused) || fault.As(err).Word.Key != key {
				t.Errorf("%s: %v, want %s", name, err, key)
			}
		}
		refused("no card yet", "plan.not_offered", Ask{Amount: yuan(1000), PlanCode: "huabei", Count: 3, Day: "2021-12-31"})
		refused("no card then", "plan.no_rate_card", Ask{Amount: yuan(1000), PlanCode: "huabei", Count: 3, Day: "2021-12-31", Imported: true})
		refused("count", "plan.count_not_offered", Ask{Amount: yuan(1000), PlanCode: "huabei", Count: 9})
		refused("too small", "plan.amount_too_small", Ask{Amount: yuan(1), PlanCode: "huabei", Count: 3})
		refused("too big", "plan.amount_too_big", Ask{Amount: yuan(90_000), PlanCode: "huabei", Count: 3})
		refused("currency", "plan.other_currency", Ask{Amount: money.New(100_000, money.EUR), PlanCode: "huabei", Count: 3})
		// 2026-02-20 + 45 days = 2026-04-06 is the last day it is fresh.
		b.Write(t, func(tx *db.Tx) error {
			_, err := QuoteFor(tx, Ask{Amount: yuan(5000), PlanCode: "shop-instalments", Count: 6, Day: "2026-04-06"})
			return err
		})
		stale := Ask{Amount: yuan(5000), PlanCode: "shop-instalments", Count: 6, Day: "2026-04-07"}
		refused("old LPR", "plan.lpr_stale", stale)
		stale.Imported = true
		b.Write(t, func(tx *db.Tx) error {
			if _, err := QuoteFor(tx, stale); err != nil {
				t.Errorf("a sale of the past: %v", err)
			}
			_, err := QuoteFor(tx, Ask{Amount: yuan(5000), PlanCode: "huabei", Count: 6, Day: "2026-04-07"})
			if err != nil {
				t.Errorf("a platform's plan needs no LPR: %v", err)
			}
			// 12.5 % a year is above 4 × 3.00 %.
			if _, err := Save(tx, Plan{Code: "dear", NameZH: "贵", NameEN: "Dear", Platform: Own, Creditor: CreditorMerchant,
				Kind: EqualInstalment, Currency: money.CNY, ValidFrom: "2026-01-01", Active: true,
				Body: Body{Counts: []int{12}, MinAmount: 1, MaxAmount: 1_000_000}}); err != nil {
				return err
			}
			_, err = SaveCard(tx, RateCard{Platform: Own, Kind: EqualInstalment, PlanCode: "dear", Count: 12, Rate: 12_500_000,
				ValidFrom: "2026-01-01", Source: "test", VerifiedOn: "2026-01-01", VerifiedBy: "test"})
			return err
		})
		refused("above 4 × LPR", "plan.above_legal_cap", Ask{Amount: yuan(5000), PlanCode: "dear", Count: 12})
	})
}

// LF3 of the gate vectors: a daily 0.05 % is 18.25 % a year, above 4 × 3.00 %;
// as a multiple of the rate that is 6.08, which no plan may have.
func TestLateFeeAboveTheCapIsRefused(t *testing.T) {
	p := Plan{Code: "late", NameZH: "迟", NameEN: "Late", Platform: Own, Creditor: CreditorMerchant, Kind: InterestFree,
		Currency: money.CNY, ValidFrom: "2026-01-01", Active: true, Body: Body{Counts: []int{3}, MinAmount: 1, MaxAmount: 1000}}
	daily := money.Rate(50_000) // 0.0005
	p.LateFeeMultiple = money.Rate(int64(daily) * 365 * int64(money.One) / 3_000_000)
	if err := p.filled().check(); fault.As(err) == nil || fault.As(err).Word.Key != wordLateFeeCap.Key {
		t.Errorf("18.25 %% a year accepted: %v", err)
	}
	p.LateFeeMultiple = 4 * money.One
	if err := p.filled().check(); err != nil {
		t.Errorf("4 × LPR refused: %v", err)
	}
}

func TestCardsAreDated(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		seeded(t, b, "2026-02-20")
		b.Clock.Advance(time.Second) // of two cards the one recorded last counts
		b.Write(t, func(tx *db.Tx) error {
			_, err := SaveCard(tx, RateCard{Platform: "huabei", Kind: FlatFee, Count: 3, Rate: 2_000_000, ValidFrom: "2026-03-10",
				ValidTo: "2026-03-20", Source: "contract 7", VerifiedOn: "2026-03-01", VerifiedBy: "finance", Payer: Customer})
			return err
		})
		for day, want := range map[calendar.Day]int64{"2026-03-09": 2_300, "2026-03-10": 2_000, "2026-03-20": 2_000, "2026-03-21": 2_300} {
			b.Write(t, func(tx *db.Tx) error {
				q, err := QuoteFor(tx, Ask{Amount: money.New(100_000, money.CNY), PlanCode: "huabei", Count: 3, Day: day})
				if q.CustomerCost.Minor != want {
					t.Errorf("%s: %d, want %d", day, q.CustomerCost.Minor, want)
				}
				return err
			})
		}
	})
}

func TestOffersSayWhyNot(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		seeded(t, b, "2026-01-10") // too old on 2026-03-02
		b.Read(t, func(tx *db.Tx) error {
			offers, err := Offers(tx, OffersAsk{Amount: money.New(500_000, money.CNY)})
			if err != nil {
				return err
			}
			if len(offers) != 12 {
				t.Errorf("%d offers", len(offers))
			}
			for _, o := range offers {
				if own := o.Platform == Own; own == o.Available || own && (o.Code != WordLPRStale.Key || o.Why == "") {
					t.Errorf("%+v", o)
				}
			}
			return nil
		})
	})
}

// An old rate leaves one piece of work for the owner, not one a day.
func TestOldRateLeavesWork(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		seeded(t, b, "2026-02-20")
		waiting := func() (n int) {
			b.Read(t, func(tx *db.Tx) error {
				page, err := opJobs(tx)
				n = page
				return err
			})
			return n
		}
		for _, day := range []string{"2026-04-06", "2026-04-07", "2026-04-08"} {
			b.Write(t, func(tx *db.Tx) error { return watchLPR(context.Background(), tx, job.DayArgs{Day: day}) })
		}
		if n := waiting(); n != 1 {
			t.Errorf("%d pieces of work, want 1", n)
		}
	})
}

func opJobs(tx *db.Tx) (int, error) {
	list, err := db.All(tx, `SELECT kind FROM job WHERE tenant = $1`, db.Value[string])
	n := 0
	for _, kind := range list {
		if kind == JobLPRStale {
			n++
		}
	}
	return n, err
}

func TestDoors(t *testing.T) {
	door := api.New(api.Options{})
	door.Mount(Operations()...)
	if len(door.Operations()) != 13 {
		t.Error(len(door.Operations()))
	}
}
