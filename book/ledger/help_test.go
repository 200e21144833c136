package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"fenming/book/contract"
	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/money"
	"fenming/office/tenant"
)

// textHash is the hash of some contract text.
func textHash() string {
	sum := sha256.Sum256([]byte("text"))
	return hex.EncodeToString(sum[:])
}

// shop registers the tenant of the test.
func shop(t testing.TB, b dbtest.Bench) {
	t.Helper()
	b.Write(t, func(tx *db.Tx) error {
		_, err := tenant.Create(tx, tenant.New{Name: "Test", Kind: tenant.Demo})
		return err
	})
}

// deal is how a test contract is made.
type deal struct {
	order    string
	amount   int64
	start    calendar.Day
	terms    plan.Terms
	late     money.Rate
	creditor string
	order2   []string
}

// flat is 12,000.00 in 12 months with a fee of 6 % on the total.
func flat() deal {
	return deal{order: "ord_1", amount: 1_200_000, start: "2026-03-02", late: 4_500_000, creditor: plan.CreditorMerchant,
		terms: plan.Terms{Kind: plan.FlatFee, Periods: 12, Every: 1, Unit: plan.Month, GraceDays: 3,
			Fee: plan.Fee{Basis: plan.Total, Rate: 6_000_000}}}
}

// signed offers and signs a contract.
func signed(tx *db.Tx, d deal) (contract.Contract, error) {
	s, err := plan.For(money.New(d.amount, money.CNY), d.start, d.terms)
	if err != nil {
		return contract.Contract{}, err
	}
	q := plan.Quote{ID: "quo_" + d.order, Hash: textHash(), PlanCode: "own", Platform: plan.Own, Creditor: d.creditor,
		Amount: money.New(d.amount, money.CNY), Count: d.terms.Periods, Schedule: s, LateFeeRate: d.late,
		GraceDays: d.terms.GraceDays, LPR: 3_000_000}
	c, err := contract.Offer(tx, contract.OfferIn{OrderID: d.order, CustomerID: "cus_1", Quote: q, Allocation: d.order2})
	if err != nil {
		return c, err
	}
	return contract.Sign(tx, contract.SignIn{ID: c.ID, Accepted: c.KeyTerms, TextHash: textHash(), TextVersion: "1", Channel: "web"})
}

// opened is signed and on the books.
func opened(t testing.TB, b dbtest.Bench, d deal) contract.Contract {
	t.Helper()
	var c contract.Contract
	b.Write(t, func(tx *db.Tx) (err error) {
		if c, err = signed(tx, d); err != nil {
			return err
		}
		_, err = OpenContract(tx, OpenIn{Contract: c, Day: d.start})
		return err
	})
	return c
}

// sound fails the test when the book does not agree with itself.
func mustCheck(t testing.TB, b dbtest.Bench) {
	t.Helper()
	b.Read(t, Check)
}

func cny(n int64) money.Money { return money.New(n, money.CNY) }
