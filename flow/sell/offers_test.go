package sell_test

import (
	"testing"
	"time"

	"fenming/book/customer"
	"fenming/book/goods"
	"fenming/book/limit"
	"fenming/book/plan"
	"fenming/flow/sell"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/office/tenant"
)

// shopFor opens a merchant with the example plans and 5,000.00 of limit on one
// of his own.
func shopFor(t *testing.T, b dbtest.Bench) {
	t.Helper()
	b.Write(t, func(tx *db.Tx) error {
		if _, err := tenant.Create(tx, tenant.New{Name: "店", Kind: tenant.Demo}); err != nil {
			return err
		}
		if err := plan.SeedExamples(tx, "2026-02-20"); err != nil {
			return err
		}
		_, err := limit.Set(tx, limit.SetIn{PlanCode: "shop-instalments", Amount: cny(300_000), Reason: "start"})
		return err
	})
}

func customerBorn(t *testing.T, b dbtest.Bench, no string, born calendar.Day) (id string) {
	t.Helper()
	b.Write(t, func(tx *db.Tx) error {
		who, err := customer.Match(tx, customer.Person{ExternalNo: no, BirthDay: born})
		id = who.ID
		return err
	})
	return id
}

func offersFor(t *testing.T, b dbtest.Bench, in sell.OffersIn) (out sell.OffersOut) {
	t.Helper()
	b.Read(t, func(tx *db.Tx) (err error) {
		out, err = sell.Offers(t.Context(), tx, in)
		return err
	})
	return out
}

func TestOffersForABasketAndACustomer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shopFor(t, b)
		adult, minor := customerBorn(t, b, "a", "1990-01-01"), customerBorn(t, b, "m", "2010-01-01")
		price := cny(500_000)

		out := offersFor(t, b, sell.OffersIn{Amount: &price})
		if out.Available != 12 || len(out.Notes) != 1 {
			t.Errorf("nobody in particular: %d of %d, notes %v", out.Available, len(out.Offers), out.Notes)
		}
		for i := 1; i < out.Available; i++ {
			if out.Offers[i-1].CustomerCost.Minor > out.Offers[i].CustomerCost.Minor {
				t.Errorf("a dearer offer stands before a cheaper one: %+v, %+v", out.Offers[i-1], out.Offers[i])
			}
		}
		// 5,000.00 less 20 % is 4,000.00, 1,000.00 more than the limit of 3,000.00;
		// nobody set a limit for the shop's other plan, so nothing is free on it.
		for _, o := range offersFor(t, b, sell.OffersIn{Amount: &price, CustomerID: adult}).Offers {
			switch o.PlanCode {
			case "shop-instalments":
				if o.Available || o.Code != "limit.too_low" || o.Reasons[0].Needs == nil || o.Reasons[0].Needs.Minor != -100_000 || o.Reasons[0].Change == "" {
					t.Errorf("%s %d: %+v", o.PlanCode, o.Count, o.Reasons)
				}
			case "shop-free":
				if o.Available {
					t.Errorf("a plan without a limit was offered: %+v", o)
				}
			default:
				if !o.Available {
					t.Errorf("a platform's plan stands against the shop's limit: %+v", o)
				}
			}
		}
		young := offersFor(t, b, sell.OffersIn{Amount: &price, CustomerID: minor})
		if young.Available != 0 || young.Offers[0].Code != "sell.under_age" {
			t.Errorf("under age: %+v", young.Offers[0])
		}
		small := cny(9_999)
		for _, o := range offersFor(t, b, sell.OffersIn{Amount: &small}).Offers {
			if o.PlanCode == "huabei" && (o.Available || o.Reasons[0].Needs.Minor != 1) {
				t.Errorf("one fen short: %+v", o.Reasons)
			}
		}
	})
}

func TestOffersByCategory(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shopFor(t, b)
		b.Write(t, func(tx *db.Tx) error {
			p, err := plan.Get(tx, "huabei")
			if err != nil {
				return err
			}
			p.Never = []string{"礼品卡"}
			if _, err := plan.Save(tx, p); err != nil {
				return err
			}
			_, err = goods.Save(tx, goods.Product{SKU: "card", Name: "卡", Category: "礼品卡", Fulfilment: goods.Digital})
			return err
		})
		// The catalogue counts more than what the shop's page says.
		items := []sell.ItemIn{{SKU: "card", Category: "图书", Quantity: 1, Amount: cny(60_000)}}
		out := offersFor(t, b, sell.OffersIn{Items: items})
		for _, o := range out.Offers {
			if refused := o.Code == "plan.category"; refused != (o.PlanCode == "huabei") {
				t.Errorf("%s: %+v", o.PlanCode, o)
			}
		}
		b.Read(t, func(tx *db.Tx) error {
			other := money.New(1, money.CNY)
			for name, in := range map[string]sell.OffersIn{"nothing": {}, "another sum": {Items: items, Amount: &other}} {
				if _, err := sell.Offers(t.Context(), tx, in); !fault.Is(err, fault.CodeInvalid) {
					t.Errorf("%s: %v", name, err)
				}
			}
			return nil
		})
		// A decision refuses what no offer shows.
		err := b.DB.Write(t.Context(), dbtest.Scope(), func(tx *db.Tx) error {
			_, err := sell.Decide(t.Context(), tx, sell.DecideIn{OuterNo: "1", Customer: customer.Person{ExternalNo: "a"},
				Amount: cny(60_000), Items: items, PlanCode: "huabei", Count: 3})
			return err
		})
		if fault.As(err) == nil || fault.As(err).Word.Key != "plan.category" {
			t.Errorf("decided: %v", err)
		}
	})
}

// An expired card quotes nothing.
func TestNoOfferWithoutACard(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shopFor(t, b)
		b.Clock.Advance(time.Second)
		b.Write(t, func(tx *db.Tx) error {
			_, err := plan.Save(tx, plan.Plan{Code: "jd", NameZH: "白条", NameEN: "Baitiao", Platform: "jd", Creditor: plan.CreditorPlatform,
				Kind: plan.FlatFee, Currency: money.CNY, ValidFrom: "2026-01-01", Active: true,
				Body: plan.Body{Counts: []int{3}, MinAmount: 1, MaxAmount: 1_000_000}})
			if err != nil {
				return err
			}
			_, err = plan.SaveCard(tx, plan.RateCard{Platform: "jd", Kind: plan.FlatFee, Count: 3, Rate: 1_000_000, ValidFrom: "2026-01-01",
				ValidTo: "2026-03-01", Source: "contract", VerifiedOn: "2026-01-01", VerifiedBy: "finance"})
			return err
		})
		price := cny(50_000)
		for day, has := range map[calendar.Day]bool{"2026-03-01": true, "2026-03-02": false} {
			for _, o := range offersFor(t, b, sell.OffersIn{Amount: &price, Day: day}).Offers {
				if o.PlanCode == "jd" && (o.Available != has || !has && o.Code != "plan.no_rate_card") {
					t.Errorf("%s: %+v", day, o)
				}
			}
		}
	})
}

// A card that has run out prices nothing, even when the day asked for lies in
// its time.
func TestNoQuoteStartsInThePast(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shopFor(t, b)
		today := calendar.DayOf(b.Clock.Now(), time.UTC)
		for day, ok := range map[calendar.Day]bool{today.AddDays(-1): false, today: true, today.AddDays(1): true} {
			err := b.DB.Write(t.Context(), dbtest.Scope(), func(tx *db.Tx) error {
				_, err := sell.Quote(t.Context(), tx, sell.QuoteIn{Amount: cny(129_900), PlanCode: "huabei", Count: 6, Day: day})
				return err
			})
			if ok && err != nil || !ok && !fault.Is(err, fault.CodeInvalid) {
				t.Errorf("%s: %v", day, err)
			}
		}
	})
}
