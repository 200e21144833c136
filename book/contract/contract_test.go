package contract

import (
	"context"
	"strings"
	"testing"

	"fenming/book/plan"
	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/paper"
	"fenming/kit/words"
)

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
}

func TestAllocationLists(t *testing.T) {
	if err := CheckAllocation(DefaultAllocation()); err != nil {
		t.Fatal(err)
	}
	list := DefaultAllocation()
	for name, bad := range map[string][]string{
		"unknown part": append([]string{"due.tax"}, list...), "unknown time": append([]string{"soon.fee"}, list...),
		"twice": append([]string{"due.fee"}, list...), "lacks one": list[1:], "empty": {}, "no point": append([]string{"due"}, list...),
	} {
		if err := CheckAllocation(bad); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func quote(t *testing.T, id, creditor string) plan.Quote {
	t.Helper()
	amount := money.New(120_000, money.CNY)
	s, err := plan.For(amount, "2026-03-02", plan.Terms{Kind: plan.FlatFee, Periods: 3, Every: 1, Unit: plan.Month, GraceDays: 3,
		Down: plan.Down{Share: 250_000}, Fee: plan.Fee{Basis: plan.Total, Rate: 3_000_000}})
	if err != nil {
		t.Fatal(err)
	}
	return plan.Quote{ID: id, Hash: strings.Repeat("a", 64), PlanCode: "own", Platform: plan.Own, Creditor: creditor, Amount: amount,
		Count: 3, Schedule: s, LateFeeRate: 4_500_000, GraceDays: 3, LPR: 3_000_000}
}

var hash = strings.Repeat("0", 64)

func do(b dbtest.Bench, fn func(tx *db.Tx) error) error {
	return b.DB.Write(context.Background(), dbtest.Scope(), fn)
}

func TestOfferFreezesTheQuote(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		var c Contract
		b.Write(t, func(tx *db.Tx) (err error) {
			c, err = Offer(tx, OfferIn{OrderID: "ord_1", CustomerID: "cus_1", Quote: quote(t, "q1", plan.CreditorMerchant)})
			return err
		})
		b.Read(t, func(tx *db.Tx) error {
			v, err := opGet(context.Background(), tx, IDIn{c.ID})
			if err != nil {
				return err
			}
			// 1,200.00 less 25 % is 900.00 in three; 3 % of 900.00 is 27.00.
			if len(v.Instalments) != 4 || v.Instalments[0].Principal != 30_000 || v.Instalments[3].Principal != 30_000 ||
				v.Instalments[1].Fee != 900 || v.Instalments[1].GraceDay != "2026-04-05" || v.Fee.Minor != 2_700 {
				t.Errorf("%+v", v)
			}
			if v.LateFee != (LateFeeTerms{4_500_000, 3, 300_000, 3_000_000}) || v.State != Offered || len(v.KeyTerms) != 9 {
				t.Errorf("%+v", v.Contract)
			}
			return nil
		})
		b.Write(t, func(tx *db.Tx) error {
			again, err := Offer(tx, OfferIn{OrderID: "ord_1", CustomerID: "cus_1", Quote: quote(t, "q1", plan.CreditorMerchant)})
			if again.ID != c.ID {
				t.Errorf("the same offer made another contract: %s", again.ID)
			}
			return err
		})
		err := do(b, func(tx *db.Tx) error {
			_, err := Offer(tx, OfferIn{OrderID: "ord_1", CustomerID: "cus_1", Quote: quote(t, "q2", plan.CreditorMerchant)})
			return err
		})
		if !fault.Is(err, fault.CodeConflict) {
			t.Errorf("a second contract for the order: %v", err)
		}
		err = do(b, func(tx *db.Tx) error {
			_, err := Offer(tx, OfferIn{OrderID: "ord_2", CustomerID: "cus_1", Quote: quote(t, "q3", plan.CreditorPlatform)})
			return err
		})
		if !fault.Is(err, fault.CodeRefused) {
			t.Errorf("a platform's plan got a contract of ours: %v", err)
		}
	})
}

func TestEveryTermNeedsItsOwnAct(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		var c Contract
		b.Write(t, func(tx *db.Tx) (err error) {
			c, err = Offer(tx, OfferIn{OrderID: "ord_1", CustomerID: "cus_1", Quote: quote(t, "q1", plan.CreditorMerchant)})
			return err
		})
		sign := func(in SignIn) error {
			return do(b, func(tx *db.Tx) error {
				in.ID = c.ID
				_, err := Sign(tx, in)
				return err
			})
		}
		if err := sign(SignIn{Accepted: c.KeyTerms[1:], TextHash: hash}); !fault.Is(err, fault.CodeInvalid) || !strings.Contains(err.Error(), c.KeyTerms[0]) {
			t.Errorf("signed without a term: %v", err)
		}
		if err := sign(SignIn{Accepted: append([]string{"other"}, c.KeyTerms...), TextHash: hash}); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("an unknown term: %v", err)
		}
		if err := sign(SignIn{Accepted: c.KeyTerms, TextHash: "xyz"}); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("without a hash: %v", err)
		}
		var shown string
		b.Write(t, func(tx *db.Tx) (err error) {
			shown, err = Show(tx, ShowIn{ID: c.ID, Text: "the contract of 张三", TextVersion: "2", Lang: "zh-CN", DwellMS: 9_000})
			return err
		})
		if err := sign(SignIn{Accepted: c.KeyTerms, TextHash: hash}); !fault.Is(err, fault.CodeConflict) {
			t.Errorf("signed a text that was not shown: %v", err)
		}
		b.Write(t, func(tx *db.Tx) error {
			return Accept(tx, AcceptIn{ID: c.ID, Term: c.KeyTerms[0], TextHash: shown, IP: "203.0.113.7", Channel: "web"})
		})
		if err := sign(SignIn{Accepted: c.KeyTerms[1:], TextHash: shown, TextVersion: "2", IP: "203.0.113.7", Channel: "web"}); err != nil {
			t.Fatal(err)
		}
		if err := sign(SignIn{Accepted: c.KeyTerms, TextHash: shown}); err != nil {
			t.Errorf("signing again: %v", err)
		}
		b.Read(t, func(tx *db.Tx) error {
			v, err := opGet(context.Background(), tx, IDIn{c.ID})
			if err != nil {
				return err
			}
			if v.State != Signed || len(v.Acceptances) != 9 || v.TextHash != shown || !v.SignedAt.Equal(dbtest.Start) {
				t.Errorf("%+v", v)
			}
			if len(v.Events) != 12 || v.Events[11].Kind != Signed { // offered, shown, 9 accepted, signed
				t.Errorf("%+v", v.Events)
			}
			last, err := LastShown(tx, c.ID)
			if last.Text != "the contract of 张三" || last.DwellMS != 9_000 {
				t.Errorf("%+v", last)
			}
			return err
		})
		if b.DB.Engine() == "sqlite" && b.Count(t, `SELECT count(*) FROM contract_text WHERE instr(CAST(body AS TEXT), '张三') > 0`) != 0 {
			t.Error("the text lies open in the database")
		}
	})
}

// Every arrow that is drawn can be walked and no other.
func TestOnlyDrawnArrows(t *testing.T) {
	states := []State{Offered, Signed, Active, Settled, Cancelled, WrittenOff}
	drawn := map[[2]State]bool{{Offered, Signed}: true, {Offered, Cancelled}: true, {Signed, Active}: true, {Signed, Cancelled}: true,
		{Active, Settled}: true, {Active, Cancelled}: true, {Active, WrittenOff}: true, {Settled, Active}: true,
		{Settled, Cancelled}: true, {WrittenOff, Active}: true}
	for _, from := range states {
		for _, to := range states {
			if err := mayMove(from, to); (err == nil) != drawn[[2]State{from, to}] {
				t.Errorf("%s → %s: %v", from, to, err)
			}
		}
	}
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		b.Write(t, func(tx *db.Tx) error {
			c, err := Offer(tx, OfferIn{OrderID: "ord_1", CustomerID: "cus_1", Quote: quote(t, "q1", plan.CreditorMerchant)})
			if err != nil {
				return err
			}
			if _, err := Activate(tx, c.ID, "2026-03-02"); !fault.Is(err, fault.CodeConflict) {
				t.Errorf("active without a signature: %v", err)
			}
			if _, err := Sign(tx, SignIn{ID: c.ID, Accepted: c.KeyTerms, TextHash: hash}); err != nil {
				return err
			}
			for _, step := range []func() (Contract, error){
				func() (Contract, error) { return Activate(tx, c.ID, "2026-03-02") },
				func() (Contract, error) { return Settle(tx, c.ID, "2026-04-02") },
				func() (Contract, error) { return Reopen(tx, c.ID, "bounced") },
				func() (Contract, error) { return WriteOff(tx, c.ID, "2026-05-02", "lost") },
			} {
				if _, err := step(); err != nil {
					return err
				}
			}
			got, err := Get(tx, c.ID)
			if got.State != WrittenOff || got.ActiveDay != "2026-03-02" || got.EndedDay != "2026-05-02" {
				t.Errorf("%+v", got)
			}
			_, err2 := Get(tx, "ctr_none")
			if !fault.Is(err2, fault.CodeNotFound) {
				t.Error(err2)
			}
			return err
		})
	})
}

func TestListAndDoors(t *testing.T) {
	door := api.New(api.Options{})
	door.Mount(Operations(paper.Open())...)
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		for _, id := range []string{"a", "b", "c"} {
			b.Clock.Advance(5_000_000)
			b.Write(t, func(tx *db.Tx) error {
				_, err := Offer(tx, OfferIn{OrderID: id, CustomerID: "cus_" + id, Quote: quote(t, id, plan.CreditorMerchant)})
				return err
			})
		}
		b.Read(t, func(tx *db.Tx) error {
			first, err := opList(context.Background(), tx, ListIn{Limit: 2})
			if err != nil {
				return err
			}
			second, err := opList(context.Background(), tx, ListIn{Limit: 2, Cursor: first.Next})
			if len(first.Data) != 2 || first.Data[0].OrderID != "c" || len(second.Data) != 1 || second.Next != "" {
				t.Errorf("%+v %+v", first, second)
			}
			one, err2 := opList(context.Background(), tx, ListIn{CustomerID: "cus_b", State: Offered})
			if len(one.Data) != 1 || err2 != nil {
				t.Errorf("%+v %v", one, err2)
			}
			return err
		})
	})
}
