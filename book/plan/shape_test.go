package plan

import (
	"testing"

	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/money"
)

func shaped(s Shape) Plan {
	return Plan{Code: "rest", NameZH: "休整", NameEN: "Rest", Platform: Own, Creditor: CreditorMerchant, Kind: EqualPrincipal, Payer: Customer,
		Currency: money.CNY, ValidFrom: "2026-01-01", Active: true,
		Body: Body{Counts: []int{3, 6}, MinAmount: 100_00, MaxAmount: 10_000_00, Shape: s}}
}

func TestShapeIsStoredAndQuoted(t *testing.T) {
	want := Shape{DownAmount: 50_00, PrincipalGrace: 1, BalloonShare: 400_000}
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		seeded(t, b, "2026-02-20")
		b.Write(t, func(tx *db.Tx) error {
			if _, err := Save(tx, shaped(want)); err != nil {
				return err
			}
			_, err := SaveCard(tx, RateCard{Platform: Own, Kind: EqualPrincipal, PlanCode: "rest", Count: 3, Rate: 6_000_000,
				ValidFrom: "2026-01-01", Source: "board", VerifiedOn: "2026-01-01", VerifiedBy: "owner", Remainder: money.Last})
			return err
		})
		b.Write(t, func(tx *db.Tx) error {
			p, err := Get(tx, "rest")
			if err != nil || p.Shape != want {
				t.Errorf("%+v %v", p.Shape, err)
			}
			q, err := QuoteFor(tx, Ask{Amount: money.New(1050_00, money.CNY), PlanCode: "rest", Count: 3, Day: "2026-03-01"})
			if err != nil {
				return err
			}
			// 50.00 down; 1000.00 rests a month; 300.00, then 300.00 and 400.00.
			var principal []int64
			for _, i := range q.Schedule.Instalments {
				principal = append(principal, i.Principal)
			}
			if len(principal) != 4 || principal[0] != 50_00 || principal[1] != 0 || principal[2] != 300_00 || principal[3] != 700_00 {
				t.Error(principal)
			}
			return nil
		})
	})
}

func TestShapeIsRefusedAtItsField(t *testing.T) {
	for pointer, s := range map[string]Shape{
		"/down_amount":       {DownAmount: 100_00}, // all of the least price
		"/down_step":         {DownStep: 100},
		"/balloon_amount":    {BalloonAmount: 100_00},
		"/balloon_share_ppm": {BalloonShare: 1_000_000},
		"/principal_grace":   {PrincipalGrace: 3}, // of three
		"/interest_grace":    {InterestGrace: 1},
		"/interest_free":     {InterestFree: 3},
		"/adjust":            {Adjust: Level},
		"/instalment_step":   {InstalmentStep: 100},
	} {
		f := fault.As(shaped(s).filled().check())
		if f == nil || f.Code != fault.CodeInvalid || f.Pointer != pointer {
			t.Errorf("%s: %v", pointer, f)
		}
	}
	two := fault.As(shaped(Shape{DownStep: 100, Adjust: Level}).filled().check())
	if two == nil || len(two.Details) != 2 || two.Details[0].Pointer != "/down_step" {
		t.Error(two)
	}
}

// 10 % a year on 1000.00 for a month is 8.33, 12 × 0.833 % = 9.996 % of nominal.
func TestTry(t *testing.T) {
	in := PreviewIn{Kind: EqualPrincipal, Currency: money.CNY, Amount: 1000_00, Count: 1, Rate: 10_000_000, Day: "2026-03-01"}
	got, err := Try(in)
	if err != nil || got.Total != money.New(1008_33, money.CNY) || got.CustomerCost.Minor != 833 || got.Nominal != 9_996_000 {
		t.Errorf("%+v %v", got, err)
	}
	in.BalloonAmount = 1000_00
	if _, err := Try(in); fault.As(err) == nil || fault.As(err).Pointer != "/balloon_amount" {
		t.Error(err)
	}
	// Everything is paid at once: there is no credit to price.
	in.Shape, in.Amount, in.DownShare, in.Rounding = Shape{}, 2, 500_000, money.Floor
	in.Kind, in.Rate, in.Payer = FlatFee, 0, Customer
	if got, err := Try(in); err != nil || got.Nominal != 0 {
		t.Errorf("%+v %v", got, err)
	}
}
