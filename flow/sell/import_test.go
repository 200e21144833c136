package sell_test

import (
	"context"
	"testing"
	"time"

	"fenming/book/channel"
	"fenming/book/ledger"
	"fenming/book/order"
	"fenming/book/plan"
	"fenming/flow/sell"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/money"
)

// cardWorld has a channel of the platform card and its plan without cost.
func cardWorld(t *testing.T, b dbtest.Bench) (*world, channel.Channel) {
	w := newWorld(t, b)
	var c channel.Channel
	w.Write(t, func(tx *db.Tx) (err error) {
		c, err = channel.Save(tx, channel.Channel{Platform: channel.Card, Name: "导入", Creditor: channel.CreditorPlatform}, channel.Keys{})
		if err != nil {
			return err
		}
		_, err = plan.Save(tx, plan.Plan{Code: "card", NameZH: "银行卡分期", NameEN: "Card instalments", Platform: channel.Card,
			Creditor: plan.CreditorPlatform, Kind: plan.InterestFree, Payer: plan.Merchant, Currency: money.CNY,
			ValidFrom: "2016-01-01", ValidTo: "2018-12-31", Active: true,
			Body: plan.Body{Counts: []int{1, 2, 3, 10}, MinAmount: 1, MaxAmount: 100_000_000}})
		for _, n := range []int{1, 2, 3, 10} {
			if err == nil {
				_, err = plan.SaveCard(tx, plan.RateCard{Platform: channel.Card, Kind: plan.InterestFree, Count: n, Payer: plan.Merchant,
					Rounding: money.HalfEven, Remainder: money.First, ValidFrom: "2016-01-01", ValidTo: "2018-12-31",
					Source: "the file", VerifiedOn: "2026-03-01", VerifiedBy: "test"})
			}
		}
		return err
	})
	return w, c
}

func history(c channel.Channel, no string, day calendar.Day, fen int64) sell.ImportedOrder {
	return sell.ImportedOrder{OuterNo: no, ChannelID: c.ID, Customer: person("13800138000"), Amount: cny(fen), PlanCode: "card",
		Count: 3, Day: day, Ref: "import:f1", Marks: map[string]string{"line": "7"},
		Items: []sell.ItemIn{{SKU: "toy", Category: "toys", Quantity: 1, Amount: cny(fen)}}}
}

func (w *world) imports(in sell.ImportedOrder) (out sell.Imported, err error) {
	err = w.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
		out, err = sell.Import(tx, in)
		return err
	})
	return out, err
}

// A sale of 2017 comes in: its own day in the ledger, today as recorded, no
// job, no letter; the same line again changes nothing.
func TestImport(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w, c := cardWorld(t, b)
		in := history(c, "old-1", "2017-10-02", 10_000)
		at := time.Date(2017, 10, 10, 8, 0, 0, 0, time.UTC)
		shipped := at.AddDate(0, 0, -5)
		in.Proof = &order.Proof{Kind: "shipment", Carrier: "post", TrackingNo: "BR1", ShippedAt: &shipped, SignedAt: &at}
		got, err := w.imports(in)
		if err != nil || got.Already || got.Order.State != order.Fulfilled || !got.Order.Imported || got.Order.Platform != "card" || got.Outcome == "" {
			t.Fatalf("%+v %v", got, err)
		}
		w.Read(t, func(tx *db.Tx) error {
			list, err := ledger.OfOrder(tx, got.Order.ID, 10)
			if err != nil || len(list) != 1 || list[0].Effective != "2017-10-02" || !list[0].RecordedAt.Equal(b.Clock.Now()) {
				t.Errorf("entries: %+v %v", list, err)
			}
			timeline, err := order.Events(tx, got.Order.ID)
			if len(timeline) < 2 || timeline[1].Detail.Ref != "import:f1" || timeline[1].Detail.Values["line"] != "7" {
				t.Errorf("timeline: %+v", timeline)
			}
			return err
		})
		again, err := w.imports(in)
		if err != nil || !again.Already || again.Order.ID != got.Order.ID || w.balance("platform.receivable") != 10_000 {
			t.Errorf("imported twice: %+v %v", again, err)
		}
		in.Amount, in.Items = cny(10_001), nil
		if _, err := w.imports(in); !fault.Is(err, fault.CodeConflict) {
			t.Errorf("another amount under the number: %v", err)
		}
		refund := sell.ImportedRefund{OuterNo: "old-1", Amount: cny(4_000), Day: "2017-11-01", Ref: "r1"}
		for range 2 {
			w.Write(t, func(tx *db.Tx) error { _, err := sell.ImportRefund(tx, refund); return err })
		}
		if o := w.wantState(got.Order.ID, order.PartRefunded); o.Refunded != cny(4_000) || w.balance("platform.receivable") != 6_000 {
			t.Errorf("refunded %v, booked %d", o.Refunded, w.balance("platform.receivable"))
		}
		if reason := w.refused(409, "POST", "/v1/orders/"+got.Order.ID+"/refunds", map[string]any{"amount": cny(1), "reason": "x"}); reason != "sell.refund_at_platform" {
			t.Errorf("refunded here: %s", reason)
		}
		jobs := w.count(`SELECT count(*) FROM job WHERE tenant = $1`)
		letters := w.count(`SELECT count(*) FROM notice WHERE tenant = $1`)
		if jobs != 0 || letters != 0 {
			t.Errorf("an import left %d jobs and %d letters", jobs, letters)
		}
	})
}

func TestImportOfWhatEndedUnpaid(t *testing.T) {
	w, c := cardWorld(t, dbtest.SQLite(t))
	for event, want := range map[order.Event]order.State{order.OnCancel: order.Cancelled, order.OnExpire: order.Expired} {
		in := history(c, "gone-"+string(event), "2017-10-02", 500)
		in.Ended, in.PlanCode, in.Count = event, "", 0
		if got, err := w.imports(in); err != nil || got.Order.State != want || got.Order.PaidAt != nil {
			t.Errorf("%s: %+v %v", event, got, err)
		}
	}
	if w.balance("platform.receivable") != 0 {
		t.Error("money was booked for unpaid orders")
	}
}

// Only a part was on credit: the quote is of that part.
func TestImportOfAPartOnCredit(t *testing.T) {
	w, c := cardWorld(t, dbtest.SQLite(t))
	in := history(c, "part-1", "2017-10-02", 10_000)
	in.Credit = cny(7_000)
	got, err := w.imports(in)
	if err != nil {
		t.Fatal(err)
	}
	w.Read(t, func(tx *db.Tx) error {
		q, err := plan.GetQuote(tx, got.Order.QuoteID)
		if q.Amount != cny(7_000) || q.Count != 3 || got.Order.Amount != cny(10_000) {
			t.Errorf("quote of %v, order of %v", q.Amount, got.Order.Amount)
		}
		return err
	})
}

func TestImportRefuses(t *testing.T) {
	w, c := cardWorld(t, dbtest.SQLite(t))
	for name, x := range map[string]struct {
		change func(*sell.ImportedOrder)
		code   fault.Code
	}{
		"no card on the day": {func(in *sell.ImportedOrder) { in.Day = "2019-01-01" }, fault.CodeRefused},
		"tomorrow":           {func(in *sell.ImportedOrder) { in.Day = "2026-03-03" }, fault.CodeInvalid},
		"no day":             {func(in *sell.ImportedOrder) { in.Day = "" }, fault.CodeInvalid},
		"no channel":         {func(in *sell.ImportedOrder) { in.ChannelID = "chn_none" }, fault.CodeNotFound},
		"an odd end":         {func(in *sell.ImportedOrder) { in.Ended = order.OnClose }, fault.CodeInvalid},
	} {
		in := history(c, "bad-1", "2017-10-02", 500)
		x.change(&in)
		if _, err := w.imports(in); !fault.Is(err, x.code) {
			t.Errorf("%s: %v", name, err)
		}
	}
	own := channel.Channel{Platform: channel.Card, Name: "own", Creditor: channel.CreditorMerchant}
	w.Write(t, func(tx *db.Tx) (err error) { own, err = channel.Save(tx, own, channel.Keys{}); return err })
	if _, err := w.imports(history(own, "bad-2", "2017-10-02", 500)); !fault.Is(err, fault.CodeRefused) {
		t.Errorf("a debt to the merchant without a signature: %v", err)
	}
	// The import channel takes no new sales.
	in := buy("new-1")
	in.PlanCode, in.Count, in.ChannelID = "", 0, c.ID
	if reason := w.refused(409, "POST", "/v1/orders", in); reason != "sell.card_is_import_only" {
		t.Errorf("sold through the import channel: %s", reason)
	}
}
