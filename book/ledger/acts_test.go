package ledger

import (
	"context"
	"testing"

	"fenming/book/contract"
	"fenming/book/limit"
	"fenming/book/plan"
	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/job"
)

// The first instalment, 1,000.00 and 60.00 fee, due 2026-04-02, is not paid.
// Grace ends 04-05. On 05-02, 30 days late, 27 nights count:
// 1000.00 × 27 × 4.5 % ÷ 365 = 3.3288.
func TestLateFeesInTheBook(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		c := opened(t, b, flat())
		charge := func(day calendar.Day) (total int64, p Position) {
			b.Write(t, func(tx *db.Tx) (err error) {
				total, p, err = LateFees(tx, c.ID, day, nil)
				return err
			})
			return total, p
		}
		if got, _ := charge("2026-04-05"); got != 0 {
			t.Errorf("within grace: %d", got)
		}
		if got, p := charge("2026-05-02"); got != 333 || p.OverdueDays != 30 || p.Instalments[0].State != "overdue" {
			t.Errorf("30 days late: %d %+v", got, p.Instalments[0])
		}
		if got, _ := charge("2026-05-02"); got != 0 {
			t.Errorf("the same night again: %d", got)
		}
		// The money had come on 04-20, and is booked only now: 15 nights count,
		// 1.8493; of 3.33 charged 1.48 is let off.
		b.Write(t, func(tx *db.Tx) error {
			a, err := Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(106_000), Day: "2026-04-20", Ref: "late"})
			if a.Overpaid.Minor != 0 || len(a.Portions) != 2 {
				t.Errorf("%+v", a)
			}
			return err
		})
		if got, p := charge("2026-05-02"); got != -148 || p.Instalments[0].Booked.LateFee != 185 {
			t.Errorf("after the backdated payment: %d %+v", got, p.Instalments[0])
		}
		if got, p := charge("2026-05-02"); got != 0 || p.Instalments[0].Booked.LateFee != 185 {
			t.Errorf("the correction again: %d %+v", got, p.Instalments[0])
		}
		err := inTx(b, func(tx *db.Tx) error {
			_, err := LateFee(tx, LateFeeIn{ContractID: c.ID, InstalmentNo: 2, Amount: 100_000, UpTo: "2026-06-02"})
			return err
		})
		if !fault.Is(err, fault.CodeRefused) {
			t.Errorf("more than the contract allows: %v", err)
		}
		b.Write(t, func(tx *db.Tx) error {
			a, err := Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(185), Day: "2026-05-02", Ref: "fee"})
			// 05-02 is the second due day: its principal comes before the late fee.
			if err == nil && (len(a.Portions) != 1 || a.Portions[0] != (Portion{2, "principal", "due.principal", 185})) {
				t.Errorf("%+v", a.Portions)
			}
			return err
		})
		mustCheck(t, b)
	})
}

func TestOnlyTheMerchantChargesLateFees(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		d := flat()
		d.creditor = plan.CreditorAssigned
		c := opened(t, b, d)
		err := inTx(b, func(tx *db.Tx) error {
			_, err := LateFee(tx, LateFeeIn{ContractID: c.ID, InstalmentNo: 1, UpTo: "2026-06-02"})
			return err
		})
		if !fault.Is(err, fault.CodeRefused) || fault.As(err).Word.Key != wordLateFeeCreditor.Key {
			t.Errorf("a late fee on an assigned claim: %v", err)
		}
	})
}

// An annuity of 12,000.00 at 9 %: interest of the first month 90.00. After 15
// of 30 days 45.00 has run: 12,045.00 settles it.
func TestSettlingEarly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		d := flat()
		d.start = "2026-04-01"
		d.terms = plan.Terms{Kind: plan.EqualInstalment, Periods: 12, Every: 1, Unit: plan.Month, Rate: 9_000_000}
		c := opened(t, b, d)
		pay := func(amount int64) (a Allocation, err error) {
			err = inTx(b, func(tx *db.Tx) (err error) {
				a, err = Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(amount), Day: "2026-04-16", Ref: "all", Early: true})
				return err
			})
			return a, err
		}
		if _, err := pay(1_204_499); !fault.Is(err, fault.CodeRefused) {
			t.Errorf("one fen too little: %v", err)
		}
		a, err := pay(1_204_500)
		if err != nil || a.Overpaid.Minor != 0 || a.Position.Remaining.Minor != 0 || a.Position.State != contract.Settled {
			t.Errorf("%+v %v", a, err)
		}
		mustCheck(t, b)
		// The bank calls the money back: everything is open again.
		b.Write(t, func(tx *db.Tx) error {
			_, err := Reverse(tx, a.EntryID, "returned by the bank")
			return err
		})
		b.Read(t, func(tx *db.Tx) error {
			p, err := PositionAt(tx, c.ID, "2026-04-16")
			if p.State != contract.Active || p.Outstanding.Minor != 1_204_500 {
				t.Errorf("%+v", p)
			}
			return err
		})
		mustCheck(t, b)
	})
}

// 3,000.00 of goods go back while one instalment of twelve is paid: 3 × 1,000.00
// of principal fall off at the end, and their fees with them: 720.00 × 9/12 is
// 540.00, that is 60.00 paid and 8 × 60.00 to come. Then everything goes back.
func TestRefunds(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		c := opened(t, b, flat())
		var out Refunded
		refund := func(amount int64, ref string) error {
			return inTx(b, func(tx *db.Tx) (err error) {
				out, err = RefundContract(tx, RefundIn{ContractID: c.ID, Amount: cny(amount), Day: "2026-04-10", Ref: ref})
				return err
			})
		}
		b.Write(t, func(tx *db.Tx) error {
			_, err := Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(106_000), Day: "2026-04-02", Ref: "1"})
			return err
		})
		if err := refund(300_000, "r1"); err != nil {
			t.Fatal(err)
		}
		p := out.Position
		if out.Reduced.Minor != 300_000 || p.Outstanding.Minor != 800_000 || p.Instalments[11].Open.Sum() != 0 ||
			p.Instalments[1].Open != (Amounts{100_000, 0, 6_000, 0}) || p.Remaining.Minor != 800_000+8*6_000 {
			t.Errorf("%+v", p)
		}
		if err := refund(300_000, "r1"); err != nil || out.Reduced.Minor != 300_000 {
			t.Errorf("the same refund again: %v %+v", err, out)
		}
		if err := refund(900_001, "r2"); !fault.Is(err, fault.CodeRefused) {
			t.Errorf("more than the price: %v", err)
		}
		if err := refund(900_000, "r3"); err != nil {
			t.Fatal(err)
		}
		// 8,000.00 was open; the 1,000.00 already paid is owed to the customer.
		if !out.Cancelled || out.Reduced.Minor != 800_000 || out.ToCustomer.Minor != 100_000 ||
			out.Position.State != contract.Cancelled || out.Position.Remaining.Minor != 0 || out.Position.Overpaid.Minor != 100_000 {
			t.Errorf("%+v", out)
		}
		mustCheck(t, b)
		b.Write(t, func(tx *db.Tx) error {
			a, err := Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(700), Day: "2026-04-11", Ref: "2"})
			if a.Overpaid.Minor != 700 {
				t.Errorf("money for a cancelled contract: %+v", a)
			}
			return err
		})
		mustCheck(t, b)
	})
}

func TestWriteOffAndRecovery(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		c := opened(t, b, flat())
		b.Write(t, func(tx *db.Tx) error {
			p, err := WriteOff(tx, WriteOffIn{c.ID, "2026-12-01", "bankrupt"})
			if p.Outstanding.Minor != 0 || p.State != contract.WrittenOff {
				t.Errorf("%+v", p)
			}
			return err
		})
		b.Write(t, func(tx *db.Tx) error {
			a, err := Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(50_000), Day: "2026-12-05", Ref: "late"})
			if a.Allocated.Minor != 50_000 {
				t.Errorf("%+v", a)
			}
			return err
		})
		b.Read(t, func(tx *db.Tx) error {
			// 12,000.00 and the fees of the eight instalments that were due, 60.00
			// each, are given up; 500.00 came back.
			got, err := Balance(tx, WriteOffAccount, "")
			if len(got) != 1 || got[0].Minor != 1_200_000+8*6_000-50_000 {
				t.Errorf("%v", got)
			}
			return err
		})
		mustCheck(t, b)
	})
}

// The limit of the customer follows the principal.
func TestUsedLimitFollowsTheBook(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		b.Write(t, func(tx *db.Tx) error {
			if _, err := limit.Set(tx, limit.SetIn{Amount: cny(2_000_000), Reason: "test"}); err != nil {
				return err
			}
			if _, err := limit.Hold(tx, limit.HoldIn{CustomerID: "cus_1", PlanCode: "own", OrderID: "ord_1", Amount: cny(1_200_000)}); err != nil {
				return err
			}
			return limit.Use(tx, "ord_1")
		})
		c := opened(t, b, flat())
		used := func() int64 {
			var v limit.View
			b.Read(t, func(tx *db.Tx) (err error) {
				v, err = limit.Of(tx, "cus_1")
				return err
			})
			return v.Used.Minor
		}
		var a Allocation
		b.Write(t, func(tx *db.Tx) (err error) {
			a, err = Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(106_000), Day: "2026-04-02", Ref: "1"})
			return err
		})
		if got := used(); got != 1_100_000 {
			t.Errorf("used %d after 1,000.00 of principal came back", got)
		}
		b.Write(t, func(tx *db.Tx) error { _, err := Reverse(tx, a.EntryID, "bounced"); return err })
		if got := used(); got != 1_200_000 {
			t.Errorf("used %d after the payment was taken back", got)
		}
	})
}

func TestReversals(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		var e, r Entry
		b.Write(t, func(tx *db.Tx) (err error) { e, err = journal(tx, 500); return err })
		b.Write(t, func(tx *db.Tx) (err error) { r, err = Reverse(tx, e.ID, "typing error"); return err })
		if r.Reverses != e.ID || r.Legs[0].Amount != -500 || r.Effective != e.Effective {
			t.Errorf("%+v", r)
		}
		for name, id := range map[string]string{"twice": e.ID, "a reversal": r.ID} {
			if err := inTx(b, func(tx *db.Tx) error { _, err := Reverse(tx, id, "x"); return err }); !fault.Is(err, fault.CodeConflict) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := inTx(b, func(tx *db.Tx) error { _, err := Reverse(tx, e.ID, " "); return err }); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("without a reason: %v", err)
		}
		if err := inTx(b, func(tx *db.Tx) error { _, err := Reverse(tx, "ent_none", "x"); return err }); !fault.Is(err, fault.CodeNotFound) {
			t.Errorf("of nothing: %v", err)
		}
		c := opened(t, b, flat())
		b.Write(t, func(tx *db.Tx) error {
			_, err := Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(106_000), Day: "2026-04-02", Ref: "1"})
			return err
		})
		var entries []Entry
		b.Read(t, func(tx *db.Tx) (err error) { entries, err = OfContract(tx, c.ID); return err })
		for _, e := range entries {
			if e.Kind == KindRepayment {
				continue
			}
			if err := inTx(b, func(tx *db.Tx) error { _, err := Reverse(tx, e.ID, "x"); return err }); !fault.Is(err, fault.CodeConflict) {
				t.Errorf("%s on which a payment rests: %v", e.Kind, err)
			}
		}
		mustCheck(t, b)
	})
}

func TestPlatformMoney(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		in := PlatformIn{OrderID: "ord_9", ChannelID: "chn_1", Amount: cny(100_000), Day: "2026-03-02"}
		for range 2 { // each event is told twice
			b.Write(t, func(tx *db.Tx) error { _, err := PaidByPlatform(tx, in); return err })
			fee, back := in, in
			fee.Amount, fee.Ref = cny(600), "fee-1"
			back.Amount, back.Ref = cny(20_000), "refund-1"
			b.Write(t, func(tx *db.Tx) error { _, err := PlatformFee(tx, fee); return err })
			b.Write(t, func(tx *db.Tx) error { _, err := RefundedByPlatform(tx, back); return err })
			b.Write(t, func(tx *db.Tx) error {
				_, err := Settled(tx, SettledIn{ChannelID: "chn_1", Net: cny(79_400), Day: "2026-03-03", Ref: "settle-1"})
				return err
			})
		}
		for range 2 {
			b.Read(t, func(tx *db.Tx) error {
				open, err := Balance(tx, PlatformReceivable, "channel:chn_1") // 1,000.00 − 6.00 − 200.00 − 794.00
				if len(open) != 1 || open[0].Minor != 0 {
					t.Errorf("%v", open)
				}
				early, err2 := BalanceAt(tx, PlatformReceivable, "channel:chn_1", "2026-03-02")
				if len(early) != 1 || early[0].Minor != 79_400 {
					t.Errorf("the day before: %v %v", early, err2)
				}
				return err
			})
			b.Write(t, func(tx *db.Tx) error { _, err := RollUp(tx); return err })
		}
		err := inTx(b, func(tx *db.Tx) error {
			_, err := Post(tx, Entry{Effective: "2026-03-02", Legs: []Leg{{CustomerPrincipal, "contract:x/1", 1, "CNY"}, {Sales, Own, -1, "CNY"}}})
			return err
		})
		if !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("a manual entry on a contract: %v", err)
		}
		mustCheck(t, b)
	})
}

// Three contracts, 0, 30 and 61 days late.
func TestReceivables(t *testing.T) {
	door := api.New(api.Options{})
	door.Mount(Operations()...)
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		for order, start := range map[string]calendar.Day{"a": "2026-03-02", "b": "2026-03-02", "c": "2026-03-02"} {
			d := flat()
			d.order, d.start = order, start
			c := opened(t, b, d)
			paid := map[string]int64{"a": 3, "b": 1, "c": 0}[order]
			if paid > 0 {
				b.Write(t, func(tx *db.Tx) error {
					_, err := Repay(tx, RepayIn{ContractID: c.ID, Amount: cny(106_000 * paid), Day: "2026-03-05", Ref: "1"})
					return err
				})
			}
		}
		b.Clock.Set(b.Clock.Now().AddDate(0, 3, 0)) // 2026-06-02; due days are the 2nd
		ctx := context.Background()
		b.Read(t, func(tx *db.Tx) error {
			first, err := opReceivables(ctx, tx, ReceivableListIn{Limit: 2})
			if err != nil {
				return err
			}
			second, err := opReceivables(ctx, tx, ReceivableListIn{Limit: 2, Cursor: first.Next})
			if err != nil {
				return err
			}
			rows := append(first.Data, second.Data...)
			want := []struct {
				order, bucket string
				days          int
				overdue       int64
				next          calendar.Day
			}{{"c", "d61_90", 61, 212_000, "2026-06-02"}, {"b", "d31_60", 31, 106_000, "2026-06-02"}, {"a", "current", 0, 0, "2026-07-02"}}
			if len(rows) != 3 || second.Next != "" {
				t.Fatalf("%+v", rows)
			}
			for i, w := range want {
				r := rows[i]
				if r.OrderID != w.order || r.Bucket != w.bucket || r.OverdueDays != w.days || r.Overdue.Minor != w.overdue || r.NextDue != w.next {
					t.Errorf("%+v, want %+v", r, w)
				}
			}
			for bucket, n := range map[string]int{"current": 1, "d1_30": 0, "d31_60": 1, "d61_90": 1, "d91": 0} {
				page, err := opReceivables(ctx, tx, ReceivableListIn{Bucket: bucket})
				if err != nil || len(page.Data) != n {
					t.Errorf("%s: %d %v", bucket, len(page.Data), err)
				}
			}
			v, err := opReceivable(ctx, tx, IDIn{rows[0].ContractID})
			if err != nil || len(v.Entries) != 1 || v.OverdueDays != 61 {
				t.Errorf("%+v %v", v, err)
			}
			age, err := opAgeing(ctx, tx, api.None{})
			if len(age.Lines) != 3 || age.Day != "2026-06-02" {
				t.Errorf("%+v", age)
			}
			due, err2 := OpenDue(tx, "2026-05-02", "", 10)
			if len(due) != 2 || err2 != nil {
				t.Errorf("%v %v", due, err2)
			}
			return err
		})
	})
}

func TestDoorReads(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		shop(t, b)
		ctx := context.Background()
		for i := range 3 {
			b.Clock.Advance(5_000_000)
			b.Write(t, func(tx *db.Tx) error {
				_, err := opPost(ctx, tx, PostIn{Effective: "2026-03-02", OrderID: "ord_1", Legs: []Leg{
					{Bank, Own, int64(100 + i), "CNY"}, {Sales, Own, int64(-100 - i), "CNY"}}})
				return err
			})
		}
		b.Read(t, func(tx *db.Tx) error {
			first, err := opEntryList(ctx, tx, EntryListIn{OrderID: "ord_1", Limit: 2})
			if err != nil {
				return err
			}
			second, err := opEntryList(ctx, tx, EntryListIn{Limit: 2, Cursor: first.Next})
			if len(first.Data) != 2 || first.Data[0].Legs[0].Amount != 102 || len(second.Data) != 1 || second.Next != "" {
				t.Errorf("%+v %+v", first, second)
			}
			one, err2 := opEntryGet(ctx, tx, IDIn{first.Data[0].ID})
			if len(one.Legs) != 2 || one.RecordedBy != "usr_test" || err2 != nil {
				t.Errorf("%+v %v", one, err2)
			}
			trial, err3 := opTrial(ctx, tx, TrialIn{})
			if !trial.Balanced || len(trial.Lines) != 2 || trial.Lines[0].Debit.Minor != 303 || trial.Lines[0].Name != "Bank" || err3 != nil {
				t.Errorf("%+v %v", trial, err3)
			}
			bal, err4 := opBalance(ctx, tx, BalanceIn{Account: Sales})
			if len(bal.Balances) != 1 || bal.Balances[0].Minor != -303 || err4 != nil {
				t.Errorf("%+v %v", bal, err4)
			}
			ok, err5 := opCheck(ctx, tx, api.None{})
			if !ok.OK || err5 != nil {
				t.Error(err5)
			}
			return err
		})
		b.Write(t, func(tx *db.Tx) error { return again(tx, 1, busy) })
		if len(Jobs()) != 3 || Jobs()[0].Kind != JobRollUp || (job.DayArgs{}).Day != "" {
			t.Error("jobs")
		}
	})
}
