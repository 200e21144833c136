package ledger

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"fenming/book/contract"
	"fenming/book/plan"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
)

// Thirty payments of 500.00 arrive together for a contract of 12,720.00: no
// unit is lost, and exactly what exceeds the debt is overpaid.
func TestOneContractRepaidInParallel(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		c := opened(t, b, flat())
		var wg sync.WaitGroup
		for i := range 30 {
			wg.Go(func() {
				err := inTx(b, func(tx *db.Tx) error {
					_, err := Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(50_000), Day: "2026-03-10", Ref: fmt.Sprint(i)})
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		mustCheck(t, b)
		b.Read(t, func(tx *db.Tx) error {
			p, err := PositionAt(tx, c.ID, "2026-03-10")
			if p.Remaining.Minor != 0 || p.Overpaid.Minor != 30*50_000-1_272_000 || p.State != contract.Settled {
				t.Errorf("%+v", p)
			}
			return err
		})
	})
}

// The same payment arrives eight times at once: it counts once.
func TestTheSamePaymentInParallel(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		c := opened(t, b, flat())
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				if err := inTx(b, func(tx *db.Tx) error {
					_, err := Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(10_000), Day: "2026-03-10", Ref: "bank-77"})
					return err
				}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		b.Read(t, func(tx *db.Tx) error {
			got, err := Balance(tx, CustomerPrincipal, "contract:"+c.ID)
			if len(got) != 1 || got[0] != cny(1_190_000) {
				t.Errorf("%v", got)
			}
			return err
		})
	})
}

// Postings and roll-ups run against each other while readers look: a total
// always balances, and at the end equals what was posted. One posting is held
// back so that it commits after a roll-up that saw later ids.
func TestTotalsUnderConcurrentCommits(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		posted := make(chan struct{})
		var wg sync.WaitGroup
		work := func(f func() error) {
			wg.Go(func() {
				if err := f(); err != nil {
					t.Error(err)
				}
			})
		}
		if b.DB.Engine() == "postgres" { // one writer on the embedded engine: nothing can overtake there
			work(func() error {
				return inTx(b, func(tx *db.Tx) error {
					if _, err := journal(tx, 1); err != nil {
						return err
					}
					<-posted
					return nil
				})
			})
		}
		var inner sync.WaitGroup
		for range 4 {
			inner.Go(func() {
				for range 25 {
					if err := inTx(b, func(tx *db.Tx) error { _, err := journal(tx, 100); return err }); err != nil {
						t.Error(err)
					}
				}
			})
		}
		for range 2 {
			inner.Go(func() {
				for range 15 {
					if err := inTx(b, func(tx *db.Tx) error { _, err := RollUp(tx); return err }); err != nil {
						t.Error(err)
					}
					if err := look(b, balanced); err != nil {
						t.Error(err)
					}
				}
			})
		}
		inner.Wait()
		if err := inTx(b, func(tx *db.Tx) error { _, err := RollUp(tx); return err }); err != nil {
			t.Error(err)
		}
		close(posted)
		wg.Wait()
		want := int64(10_000)
		if b.DB.Engine() == "postgres" {
			want++
		}
		for range 2 {
			b.Read(t, func(tx *db.Tx) error {
				got, err := Balance(tx, Bank, Own)
				if len(got) != 1 || got[0].Minor != want {
					t.Errorf("bank %v, want %d", got, want)
				}
				return err
			})
			b.Write(t, func(tx *db.Tx) error { _, err := RollUp(tx); return err })
		}
		mustCheck(t, b)
	})
}

func journal(tx *db.Tx, amount int64) (Entry, error) {
	return Post(tx, Entry{Effective: "2026-03-02", Legs: []Leg{{Bank, Own, amount, "CNY"}, {Sales, Own, -amount, "CNY"}}})
}

func balanced(tx *db.Tx) error {
	rows, err := TrialBalance(tx, "")
	var sum int64
	for _, r := range rows {
		sum += r.Amount()
	}
	if sum != 0 {
		return fmt.Errorf("debits and credits differ by %d", sum)
	}
	return err
}

// Each kind of damage is found by the check that is meant for it.
func TestCheckFindsDamage(t *testing.T) {
	for name, damage := range map[string]string{
		"entries balance":                      `UPDATE ledger_leg SET amount = amount + 1 WHERE account = 'sales'`,
		"entries have legs":                    `INSERT INTO ledger_entry SELECT tenant, 'ent_x', kind, role, ref, order_id, contract_id, customer_id, effective, recorded_at, recorded_by, reverses, reason, '', 0 FROM ledger_entry LIMIT 1`,
		"kept balances equal their legs":       `UPDATE ledger_balance SET amount = amount + 1 WHERE account = 'customer.principal' AND subject LIKE '%/3'`,
		"the roll-up equals its legs":          `UPDATE ledger_total SET debit = debit + 1, credit = credit + 1, day = '2020-01-01'`,
		"closed contracts owe nothing":         `UPDATE contract SET state = 'settled'`,
		"nothing is owed below zero":           `UPDATE ledger_balance SET amount = -1 WHERE subject LIKE '%/5'`,
		"receivables equal their balances":     `UPDATE ledger_receivable SET outstanding = outstanding - 1`,
		"reversals take back original entries": `UPDATE ledger_entry SET reverses = 'ent_none'`,
	} {
		t.Run(name, func(t *testing.T) {
			b := dbtest.SQLite(t)
			shop(t, b)
			opened(t, b, flat())
			b.Write(t, func(tx *db.Tx) error { _, err := RollUp(tx); return err })
			mustCheck(t, b)
			b.Raw(t, "", damage)
			if err := look(b, Check); !fault.Is(err, fault.CodeConflict) {
				t.Errorf("not found: %v", err)
			}
			err := look(b, func(tx *db.Tx) error {
				found, err := broken(tx, checks()[name])
				if err == nil && found == "" {
					return errors.New("its own check is silent")
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
}

func benchPost(b *testing.B, bench dbtest.Bench, legs []Leg) {
	b.Helper()
	shop(b, bench)
	b.ReportAllocs()
	b.SetParallelism(16)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			err := bench.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
				_, err := Post(tx, Entry{Effective: "2026-03-02", Legs: legs})
				return err
			})
			if err != nil {
				b.Error(err)
			}
		}
	})
}

func twoLegs() []Leg { return []Leg{{Bank, Own, 100, "CNY"}, {Sales, Own, -100, "CNY"}} }

func BenchmarkPostSQLite(b *testing.B)   { benchPost(b, dbtest.SQLite(b), twoLegs()) }
func BenchmarkPostPostgres(b *testing.B) { benchPost(b, dbtest.Postgres(b), twoLegs()) }

// BenchmarkRepaySQLite opens contracts and pays their first instalment.
func BenchmarkRepaySQLite(b *testing.B) {
	bench := dbtest.SQLite(b)
	shop(b, bench)
	d := flat()
	d.creditor = plan.CreditorMerchant
	for i := range b.N {
		d.order = fmt.Sprint("ord_", i)
		err := inTx(bench, func(tx *db.Tx) error {
			c, err := signed(tx, d)
			if err != nil {
				return err
			}
			if _, err := OpenContract(tx, OpenIn{c, d.start}); err != nil {
				return err
			}
			_, err = Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(106_000), Day: "2026-04-02", Ref: "1"})
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
