package collect_test

import (
	"context"
	"net/http"
	"sync"
	"testing"
	"time"

	"fenming/book/customer"
	"fenming/flow/collect"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
)

// A hold on the customer takes back a reminder that waits for the mail server.
func TestAHoldOnTheCustomerTakesLettersBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		o, c := w.sell(sale{no: "A1", shipped: true})
		w.until("2026-04-01 12:00")
		sent := w.mail.Count()
		w.until("2026-04-03 08:00")
		w.Clock.Set(w.at("2026-04-03 11:00"))
		b.Write(t, func(tx *db.Tx) error {
			out, err := collect.Contact(context.Background(), tx, collect.ContactIn{ID: o.ID, Purpose: "reminder"})
			if !out.Decision.Allowed {
				t.Errorf("%+v", out.Decision)
			}
			return err
		})
		b.Write(t, func(tx *db.Tx) error {
			_, err := customer.PlaceHold(tx, customer.Hold{CustomerID: c.CustomerID, Kind: customer.Stop, Reason: "不要再联系"})
			return err
		})
		w.drain()
		if got := w.mail.Count(); got != sent {
			t.Fatalf("%d letters after the hold", got-sent)
		}
	})
}

// A hold that is being placed is waited for: whoever asks the gate meanwhile is
// refused, also where the database lets both run at once.
func TestTheGateWaitsForAHold(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		o, c := w.sell(sale{no: "A1", shipped: true})
		w.until("2026-04-04 12:00")
		w.Clock.Set(w.at("2026-04-13 11:00"))
		placed := make(chan struct{})
		var (
			wg   sync.WaitGroup
			once sync.Once
		)
		wg.Go(func() {
			err := b.DB.Write(context.Background(), dbtest.Scope(), func(tx *db.Tx) error {
				_, err := customer.PlaceHold(tx, customer.Hold{CustomerID: c.CustomerID, Kind: customer.Dispute, Reason: "货不对板"})
				once.Do(func() { close(placed) })
				time.Sleep(300 * time.Millisecond) // only gives the other a chance to be wrong
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
		<-placed
		b.Write(t, func(tx *db.Tx) error {
			out, err := collect.Contact(context.Background(), tx, collect.ContactIn{ID: o.ID, Purpose: "reminder"})
			if out.Decision.Code != "HOLD" {
				t.Errorf("%+v", out.Decision)
			}
			return err
		})
		wg.Wait()
	})
}

// A payment counts also when the receipt cannot be written to.
func TestAnAddressThatCannotBeOneDoesNotStopAPayment(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		w := newWorld(t, b)
		_, c := w.sell(sale{no: "A;1", shipped: true})
		out := w.call("POST", "/v1/contracts/"+c.ID+"/payments",
			map[string]any{"amount": cny(40_000), "method": "cash", "reference": "R1", "thank": true}, http.StatusCreated)
		if out["thanked"] != false {
			t.Fatalf("%v", out)
		}
	})
}
