package plan

import (
	"testing"

	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/money"
)

// 500.00 overdue 10 days at 4.50 % a year with 3 days of grace:
// 500 × 0.045 ÷ 365 × 7 = 0.43150…, that is 0.43. At a platform's 0.05 % a
// day: 500 × 0.0005 × 10 = 2.50.
func TestCostOfLatenessIsWorked(t *testing.T) {
	own := Quote{Creditor: CreditorMerchant, Amount: money.New(100_000, money.CNY), LateFeeRate: 4_500_000, GraceDays: 3}
	got, err := own.late()
	if err != nil || got.Charge.Minor != 43 || got.Steps != "500.00 × 4.5% ÷ 365 × (10 − 3) = 0.43" {
		t.Errorf("%+v %v", got, err)
	}
	own.GraceDays = 30
	if got, err = own.late(); err != nil || got.Charge.Minor != 0 {
		t.Errorf("within the days of grace: %+v %v", got, err)
	}
	theirs := Quote{Creditor: CreditorPlatform, Platform: "huabei", Amount: money.New(1, money.CNY), Card: CardFacts{CardBody: CardBody{LateDaily: 50_000}}}
	if got, err = theirs.late(); err != nil || got.Charge.Minor != 250 || got.Steps != "500.00 × 0.05% × 10 = 2.50" {
		t.Errorf("%+v %v", got, err)
	}
	theirs.Card.LateDaily = 0
	if got, err = theirs.late(); err != nil || got.Known {
		t.Errorf("an unknown charge was made up: %+v %v", got, err)
	}
	yen := Quote{Creditor: CreditorMerchant, Amount: money.New(1, "JPY"), LateFeeRate: 36_500_000}
	// 500 × 0.365 ÷ 365 × 10 = 5.
	if got, err = yen.late(); err != nil || got.Overdue.Minor != 500 || got.Charge.Minor != 5 {
		t.Errorf("a currency without decimals: %+v %v", got, err)
	}
}

// 5,000.00 with 20 % down, 4,000.00 in 12 at 9 % a year. Everything back after
// 7 days: the down payment returns and nothing is owed. After the first
// instalment: also its principal, not the interest of the month that passed.
func TestRefundAndEarlyPaymentAreWorked(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		seeded(t, b, "2026-02-20")
		b.Write(t, func(tx *db.Tx) error {
			q, err := QuoteFor(tx, Ask{Amount: money.New(500_000, money.CNY), PlanCode: "shop-instalments", Count: 12})
			if err != nil {
				return err
			}
			e, err := q.Explain()
			if err != nil {
				return err
			}
			first := q.Schedule.Instalments[1]
			full, later, part := e.Refunds[0], e.Refunds[1], e.Refunds[2]
			if full.Back.Minor != 100_000 || full.Cancelled.Minor != q.Total.Minor-100_000 {
				t.Errorf("at once: %+v of %d", full, q.Total.Minor)
			}
			if later.Back.Minor != 100_000+first.Principal || later.Back.Minor+later.Cancelled.Minor != q.Total.Minor-first.Interest {
				t.Errorf("after one instalment: %+v", later)
			}
			if part.Amount.Minor != 100_000 || part.Back.Minor != 0 || part.Cancelled.Minor != 100_000 {
				t.Errorf("a fifth: %+v", part)
			}
			// On the sixth due day its instalment and the balance, nothing for later months.
			sixth := q.Schedule.Instalments[6]
			if e.Early == nil || e.Early.No != 6 || e.Early.Pay.Minor != sixth.Due()+sixth.Balance || e.Early.Saved.Minor <= 0 {
				t.Errorf("early: %+v", e.Early)
			}
			var paid int64
			for _, i := range q.Schedule.Instalments[:6] {
				paid += i.Due()
			}
			if paid+e.Early.Pay.Minor+e.Early.Saved.Minor != q.Total.Minor {
				t.Errorf("early payment does not add up: %d + %d + %d, want %d", paid, e.Early.Pay.Minor, e.Early.Saved.Minor, q.Total.Minor)
			}
			if len(e.Charges) != 1 || e.Charges[0].Code != "interest" || e.Charges[0].Collector != CreditorMerchant {
				t.Errorf("charges: %+v", e.Charges)
			}
			return nil
		})
	})
}

// 1,000.00 in 4 with a fee of 40.00, 260.00 each; on the second due day 500.00
// is still out and 20.00 of fees are to come. They are owed only where the
// platform keeps them.
func TestEarlyPaymentAtAPlatform(t *testing.T) {
	q := Quote{Creditor: CreditorPlatform, Platform: "huabei", Amount: money.New(100_000, money.CNY), Count: 4}
	for no := range 4 {
		q.Schedule.Instalments = append(q.Schedule.Instalments, Instalment{No: no + 1, Principal: 25_000, Fee: 1_000, Balance: int64(75_000 - 25_000*no)})
	}
	for fate, want := range map[RefundFee][2]int64{FeeReturned: {76_000, 2_000}, FeeProRata: {76_000, 2_000}, FeeKept: {78_000, 0}} {
		q.Card.EarlyFee = fate
		if x := q.early(); !x.Known || x.Pay.Minor != want[0] || x.Saved.Minor != want[1] {
			t.Errorf("%s: %+v", fate, x)
		}
	}
	q.Card.EarlyFee = ""
	if x := q.early(); x.Known {
		t.Errorf("an unknown rule was made up: %+v", x)
	}
}
