package order_test

import (
	"context"
	"os"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fenming/book/order"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

var allEvents = []order.Event{order.OnAccept, order.OnHold, order.OnDecline, order.OnImport, order.OnAwait, order.OnLose,
	order.OnPay, order.OnPayLate, order.OnClose, order.OnCancel, order.OnExpire, order.OnShip, order.OnFulfil,
	order.OnSettle, order.OnUnsettle, order.OnRefundPart, order.OnRefundAll}

func sale(outer string) order.Order {
	return order.Order{OuterNo: outer, CustomerID: "cus_1", ShopID: "shp_1", Platform: "huabei",
		Creditor: "platform", PlanCode: "hb6", Amount: money.New(129900, money.CNY), Count: 6, Day: "2026-03-02"}
}

func create(t *testing.T, b dbtest.Bench, outer string, steps ...order.Step) order.Order {
	t.Helper()
	var o order.Order
	b.Write(t, func(tx *db.Tx) (err error) {
		o, err = order.Create(tx, sale(outer), nil, steps...)
		return err
	})
	return o
}

func step(e order.Event) order.Step { return order.Step{Event: e} }

func paid(t *testing.T, b dbtest.Bench, outer string) order.Order {
	return create(t, b, outer, step(order.OnAccept), step(order.OnAwait), step(order.OnPay))
}

// What must hold of the drawing itself, said without looking at the table: a
// paid state is entered by a payment only, an end without money is left by late
// money only, nothing leaves a declined order, and every state can be reached.
func TestTheDrawing(t *testing.T) {
	byPayment := map[order.Event]bool{order.OnPay: true, order.OnPayLate: true, order.OnImport: true}
	withMoney := func(s order.State) bool { return s.HasMoney() || s == order.Refunded }
	reached := map[order.State]bool{order.Quoted: true}
	for range order.States() {
		for from := range reached {
			for _, e := range allEvents {
				if to, ok := order.Next(from, e); ok {
					reached[to] = true
				}
			}
		}
	}
	for _, from := range order.States() {
		if !reached[from] {
			t.Errorf("%s cannot be reached", from)
		}
		for _, e := range allEvents {
			to, ok := order.Next(from, e)
			switch {
			case !ok:
			case from == order.Declined:
				t.Errorf("a declined order goes on by %s", e)
			case !withMoney(from) && withMoney(to) && !byPayment[e]:
				t.Errorf("%s gets money by %s", from, e)
			case withMoney(from) && !withMoney(to):
				t.Errorf("money is forgotten: %s by %s to %s", from, e, to)
			case (from == order.Cancelled || from == order.Expired || from == order.Closed) && e != order.OnPayLate:
				t.Errorf("%s goes on by %s", from, e)
			case e == order.OnPayLate && !from.Ended():
				t.Errorf("late money for a living order: %s", from)
			}
		}
	}
}

// The drawing in doc.go and the table are one.
func TestTheDrawingIsTheTable(t *testing.T) {
	text, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[[2]string]order.State{}
	for _, m := range regexp.MustCompile(`(?m)^//\t([a-z_, ]+) --> ([a-z_]+) : ([a-z_, ]+)$`).FindAllStringSubmatch(string(text), -1) {
		for _, from := range strings.Split(m[1], ", ") {
			for _, e := range strings.Split(m[3], ", ") {
				if _, twice := drawn[[2]string{from, e}]; twice {
					t.Errorf("%s by %s is drawn twice", from, e)
				}
				drawn[[2]string{from, e}] = order.State(m[2])
			}
		}
	}
	n := 0
	for _, from := range order.States() {
		for _, e := range allEvents {
			to, ok := order.Next(from, e)
			if was, yes := drawn[[2]string{string(from), string(e)}]; yes != ok || was != to {
				t.Errorf("%s by %s: the table says %q, the drawing %q", from, e, to, was)
			}
			if ok {
				n++
			}
		}
	}
	if n != len(drawn) {
		t.Errorf("%d arrows in the table, %d drawn", n, len(drawn))
	}
}

// A random walk: an arrow that is not drawn is refused and leaves no trace, and
// folding the timeline gives the state.
func TestNoUndrawnArrowIsPossible(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		rapid.Check(t, func(r *rapid.T) {
			events := rapid.SliceOfN(rapid.SampledFrom(allEvents), 1, 25).Draw(r, "events")
			var last order.Order
			err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
				o, err := order.Create(tx, sale(tx.ID("walk")), nil)
				if err != nil {
					return err
				}
				for _, e := range events {
					to, drawn := order.Next(o.State, e)
					moved, err := order.Move(tx, o.ID, e, order.Detail{})
					switch {
					case drawn && (err != nil || moved.State != to):
						r.Fatalf("%s by %s: %v, %s", o.State, e, err, moved.State)
					case !drawn && !fault.Is(err, fault.CodeConflict):
						r.Fatalf("%s by %s was not refused: %v", o.State, e, err)
					case drawn:
						o = moved
					}
				}
				last = o
				return nil
			})
			if err != nil {
				r.Fatal(err)
			}
			checkTimeline(r, b, last)
		})
	})
}

func checkTimeline(r *rapid.T, b dbtest.Bench, want order.Order) {
	err := b.DB.Read(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
		o, err := order.Get(tx, want.ID)
		if err != nil || o.State != want.State {
			r.Fatalf("stored %s, want %s: %v", o.State, want.State, err)
		}
		list, err := order.Events(tx, want.ID)
		if err != nil {
			return err
		}
		state := order.Quoted
		for i, e := range list {
			if e.Nr != int64(i+1) || e.From != state {
				r.Fatalf("entry %d: nr %d from %s, want from %s", i, e.Nr, e.From, state)
			}
			state = e.To
		}
		if state != o.State {
			r.Fatalf("the timeline leads to %s, the order is %s", state, o.State)
		}
		return nil
	})
	if err != nil {
		r.Fatal(err)
	}
}

// Append-only is a property of the code: nothing in the store changes or
// removes a line of the timeline.
func TestTimelineIsAppendOnly(t *testing.T) {
	text, err := os.ReadFile("store.go")
	if err != nil {
		t.Fatal(err)
	}
	if regexp.MustCompile(`(?i)(update|delete\s+from)\s+order_(event|item)`).Match(text) {
		t.Error("store.go changes the timeline")
	}
}

func TestCreateRefuses(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		create(t, b, "A-1")
		cny := func(n int64) money.Money { return money.New(n, money.CNY) }
		item := order.Item{SKU: "s", Name: "s", Fulfilment: "shipment", Quantity: 1, Amount: cny(129900)}
		for name, c := range map[string]struct {
			change func(*order.Order)
			items  []order.Item
			steps  []order.Step
			code   fault.Code
		}{
			"taken":     {func(o *order.Order) { o.OuterNo = "A-1" }, nil, nil, fault.CodeConflict},
			"no number": {func(o *order.Order) { o.OuterNo = "" }, nil, nil, fault.CodeInvalid},
			"nothing":   {func(o *order.Order) { o.Amount.Minor = 0 }, nil, nil, fault.CodeInvalid},
			"no day":    {func(o *order.Order) { o.Day = "" }, nil, nil, fault.CodeInvalid},
			"sum":       {nil, []order.Item{item, item}, nil, fault.CodeInvalid},
			"undrawn":   {nil, nil, []order.Step{step(order.OnPay)}, fault.CodeConflict},
		} {
			o := sale("B-" + name)
			if c.change != nil {
				c.change(&o)
			}
			err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
				_, err := order.Create(tx, o, c.items, c.steps...)
				return err
			})
			if !fault.Is(err, c.code) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// "Decline credit, still sell": the number of a declined order serves again.
func TestDeclinedFreesItsNumber(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		create(t, b, "C-1", step(order.OnDecline))
		create(t, b, "C-1", step(order.OnDecline))
		sold := create(t, b, "C-1", step(order.OnAccept))
		for _, e := range []order.Event{order.OnAccept, order.OnDecline} {
			err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
				_, err := order.Create(tx, sale("C-1"), nil, step(e))
				return err
			})
			if !fault.Is(err, fault.CodeConflict) {
				t.Errorf("a second order of the number, %s: %v", e, err)
			}
		}
		b.Read(t, func(tx *db.Tx) error {
			got, err := order.ByOuterNo(tx, "C-1")
			if err != nil || got.ID != sold.ID {
				t.Errorf("found %s, want %s: %v", got.ID, sold.ID, err)
			}
			return nil
		})
	})
}

func TestFulfilment(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		unpaid := create(t, b, "u", step(order.OnAccept))
		shipped := paid(t, b, "s")
		early := paid(t, b, "e")
		at := dbtest.Start.AddDate(0, 0, 2)
		fulfil := func(p order.Proof) (o order.Order, err error) {
			err = b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
				_, o, err = order.Fulfil(tx, p)
				return err
			})
			return o, err
		}
		if _, err := fulfil(order.Proof{OrderID: unpaid.ID, Kind: "service"}); !fault.Is(err, fault.CodeConflict) {
			t.Errorf("an unpaid order was fulfilled: %v", err)
		}
		if _, err := fulfil(order.Proof{OrderID: shipped.ID, Kind: "shipment"}); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("a shipment without number: %v", err)
		}
		parcel := order.Proof{OrderID: shipped.ID, Kind: "shipment", Carrier: "SF", TrackingNo: "SF123456789"}
		if o, err := fulfil(parcel); err != nil || o.State != order.Fulfilling {
			t.Fatalf("shipped: %v %s", err, o.State)
		}
		parcel.SignedAt = &at
		if o, err := fulfil(parcel); err != nil || o.State != order.Fulfilled || !o.FulfilledAt.Equal(at) {
			t.Fatalf("signed for: %v %s %v", err, o.State, o.FulfilledAt)
		}
		b.Read(t, func(tx *db.Tx) error {
			list, err := order.Proofs(tx, shipped.ID)
			if len(list) != 1 || list[0].SignedAt == nil {
				t.Errorf("the parcel was counted twice or not completed: %+v", list)
			}
			return err
		})
		// The platform may settle before the service is performed.
		b.Write(t, func(tx *db.Tx) error { _, err := order.Move(tx, early.ID, order.OnSettle, order.Detail{}); return err })
		if o, err := fulfil(order.Proof{OrderID: early.ID, Kind: "service"}); err != nil || o.State != order.Settled {
			t.Fatalf("settled, then performed: %v %s", err, o.State)
		}
	})
}

// 129900 paid; 29900 and 100000 may go back, one fen more may not, and a refused
// refund frees its amount.
func TestRefundsNeverExceedTheAmount(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		o := paid(t, b, "r")
		ask := func(fen int64) (r order.Refund, err error) {
			err = b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
				r, _, err = order.AskRefund(tx, o.ID, money.New(fen, money.CNY), "changed mind")
				return err
			})
			return r, err
		}
		move := func(id string, to order.RefundState) (after order.Order, err error) {
			err = b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
				_, after, err = order.MoveRefund(tx, order.RefundIn{ID: id, To: to, Day: "2026-03-03"})
				return err
			})
			return after, err
		}
		first, err := ask(100000)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ask(29901); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("one fen too much: %v", err)
		}
		if _, err := move(first.ID, order.RefundDone); !fault.Is(err, fault.CodeConflict) {
			t.Errorf("done without approval: %v", err)
		}
		if _, err := move(first.ID, order.RefundRefused); err != nil {
			t.Fatal(err)
		}
		for i, c := range []struct {
			fen  int64
			want order.State
		}{{29900, order.PartRefunded}, {100000, order.Refunded}} {
			r, err := ask(c.fen)
			if err != nil {
				t.Fatal(i, err)
			}
			for _, to := range []order.RefundState{order.RefundApproved, order.RefundSent, order.RefundUnknown, order.RefundSent} {
				if after, err := move(r.ID, to); err != nil || after.Refunded.Minor != int64(i*29900) {
					t.Fatalf("%s: %v %v", to, err, after.Refunded)
				}
			}
			after, err := move(r.ID, order.RefundDone)
			if err != nil || after.State != c.want {
				t.Fatalf("%d: %v %s", i, err, after.State)
			}
			if again, err := move(r.ID, order.RefundDone); err != nil || again.Refunded != after.Refunded {
				t.Fatalf("heard twice: %v %v", err, again.Refunded)
			}
		}
		if _, err := ask(1); !fault.Is(err, fault.CodeConflict) {
			t.Errorf("a refund of nothing left: %v", err)
		}
	})
}

func TestListFilters(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		one := paid(t, b, "2026-0001")
		two := create(t, b, "2026-0002", step(order.OnAccept))
		three := create(t, b, "2027-0001", step(order.OnDecline))
		b.Write(t, func(tx *db.Tx) error {
			if _, err := order.Link(tx, one.ID, order.Links{PlatformNo: "20260302220014"}); err != nil {
				return err
			}
			_, _, err := order.Fulfil(tx, order.Proof{OrderID: one.ID, Kind: "shipment", Carrier: "SF", TrackingNo: "SF1024"})
			return err
		})
		yes := true
		for _, c := range []struct {
			f    order.Filter
			want int
		}{
			{order.Filter{}, 3},
			{order.Filter{States: []order.State{order.Decided, order.Declined}}, 2},
			{order.Filter{OuterNo: "2026-*"}, 2},
			{order.Filter{OuterNo: "2026-000"}, 0},
			{order.Filter{OuterNo: two.OuterNo}, 1},
			{order.Filter{PlatformNo: "2026030222*"}, 1},
			{order.Filter{TrackingNo: "SF10*", States: []order.State{order.Fulfilling}}, 1},
			{order.Filter{TrackingNo: "SF2*"}, 0},
			{order.Filter{From: "2026-03-02", To: "2026-03-02", MinAmount: 129900, MaxAmount: 129900}, 3},
			{order.Filter{MinAmount: 129901}, 0},
			{order.Filter{Platform: "huabei", Creditor: "platform", CustomerID: "cus_1", PlanCode: "hb6"}, 3},
			{order.Filter{Imported: &yes}, 0},
		} {
			b.Read(t, func(tx *db.Tx) error {
				list, err := order.List(tx, c.f, "", 10)
				if err != nil || len(list) != c.want {
					t.Errorf("%+v: %d orders, want %d: %v", c.f, len(list), c.want, err)
				}
				return nil
			})
		}
		b.Read(t, func(tx *db.Tx) error {
			ids := []string{one.ID, two.ID, three.ID}
			seen, after := 0, ""
			for {
				page, err := order.List(tx, order.Filter{}, after, 1)
				if err != nil {
					return err
				}
				if len(page) == 0 {
					break
				}
				seen, after = seen+1, page[0].ID
			}
			if seen != len(ids) {
				t.Errorf("paging one by one saw %d of %d", seen, len(ids))
			}
			return nil
		})
	})
}

func TestWords(t *testing.T) {
	if err := words.Check(order.Words()...); err != nil {
		t.Error(err)
	}
}
