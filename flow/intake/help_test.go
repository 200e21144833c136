package intake_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fenming/book/order"
	"fenming/flow/intake"
	"fenming/flow/sell"
	"fenming/kit/api"
	"fenming/kit/blob"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/job"
	"fenming/office/audit"
	"fenming/office/tenant"
)

// sellOrder hands an order to the selling flow, as the program does.
func sellOrder(tx *db.Tx, o intake.Order) (intake.Sold, error) {
	in := sell.ImportedOrder{OuterNo: o.OuterNo, ChannelID: o.ChannelID, Customer: o.Customer, Amount: o.Amount,
		Credit: o.Credit, PlanCode: o.PlanCode, Count: o.Count, Day: o.Day, At: o.PlacedAt, PaidAt: o.PaidAt,
		EndedAt: o.EndedAt, Store: o.Store, Staff: o.Staff, Ref: o.Ref, Marks: o.Marks}
	if o.PlanCode != "" {
		in.PaidAt = o.PlacedAt // credit is granted at the till
	}
	for _, it := range o.Items {
		in.Items = append(in.Items, sell.ItemIn{SKU: it.SKU, Name: it.Name, Category: it.Category,
			Fulfilment: it.Fulfilment, Quantity: it.Quantity, Amount: it.Amount})
	}
	switch o.State {
	case intake.Unpaid:
		in.Ended = order.OnExpire
	case intake.Cancelled:
		in.Ended = order.OnCancel
	case intake.Shipped, intake.Delivered, intake.Refunded:
		in.Proof = proofOf(o)
	}
	got, err := sell.Import(tx, in)
	if err == nil && o.State == intake.Refunded {
		_, err = sell.ImportRefund(tx, sell.ImportedRefund{OuterNo: o.OuterNo, Amount: o.Amount, Day: o.EndedDay, Ref: o.OuterNo})
	}
	return intake.Sold{OrderID: got.Order.ID, Verdict: got.Outcome}, err
}

// proofOf is the delivery by the file, which is itself the evidence.
func proofOf(o intake.Order) *order.Proof {
	if o.ShippedAt.IsZero() && o.DeliveredAt.IsZero() {
		return nil
	}
	p := order.Proof{Kind: "shipment", Carrier: o.Carrier, TrackingNo: o.TrackingNo, EvidenceSHA: o.Evidence,
		ShippedAt: when(o.ShippedAt), SignedAt: when(o.DeliveredAt)}
	if p.Carrier == "" {
		p.Carrier = "import"
	}
	if p.TrackingNo == "" {
		p.TrackingNo = "import:" + o.OuterNo
	}
	return &p
}

func when(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// world is a shop with a folder of files.
type world struct {
	dbtest.Bench
	t      testing.TB
	store  *blob.Store
	folder string // of the store
}

func newWorld(t testing.TB, b dbtest.Bench) *world {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "evidence")
	store, err := blob.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	b.DB.OnWrite(audit.Hook(audit.NewSealer(slog.New(slog.DiscardHandler))))
	w := &world{Bench: b, t: t, store: store, folder: folder}
	b.Write(t, func(tx *db.Tx) error {
		_, err := tenant.Create(tx, tenant.New{Name: "Shop"})
		return err
	})
	return w
}

// files writes texts into a folder and returns its path.
func files(t testing.TB, texts map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range texts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// begin keeps the files and enqueues the import.
func (w *world) begin(layout string, paths ...string) string {
	w.t.Helper()
	list, err := intake.Load(context.Background(), w.store, dbtest.Tenant, paths, layout)
	if err != nil {
		w.t.Fatal(err)
	}
	return w.start(intake.Start{Files: list, Layout: layout})
}

func (w *world) start(in intake.Start) string {
	w.t.Helper()
	var id string
	w.Write(w.t, func(tx *db.Tx) (err error) {
		id, err = intake.Begin(tx, in)
		return err
	})
	return id
}

// drain works off what is due and returns the job as it then stands.
func (w *world) drain(id string, f intake.Sell) job.View {
	w.t.Helper()
	worker := job.New(job.Options{DB: w.DB, Jobs: intake.Jobs(w.store, f), Log: slog.New(slog.DiscardHandler)})
	if _, err := worker.Drain(context.Background()); err != nil {
		w.t.Fatal(err)
	}
	return w.job(id)
}

// job reads a job through its door.
func (w *world) job(id string) job.View {
	w.t.Helper()
	var v job.View
	w.call(job.Operations(), "GET", "/v1/jobs/"+id, nil, &v)
	return v
}

func (w *world) result(id string) intake.Result {
	w.t.Helper()
	v := w.job(id)
	if v.State != "done" {
		w.t.Fatalf("the job is %s: %s", v.State, v.LastError)
	}
	var r intake.Result
	if err := json.Unmarshal(v.Result, &r); err != nil {
		w.t.Fatal(err)
	}
	return r
}

// run imports and returns what came of it.
func (w *world) run(layout string, paths ...string) intake.Result {
	w.t.Helper()
	id := w.begin(layout, paths...)
	w.drain(id, sellOrder)
	return w.result(id)
}

// count counts the shop's rows of a table.
func (w *world) count(table string) (n int64) {
	w.t.Helper()
	w.Read(w.t, func(tx *db.Tx) (err error) {
		n, err = db.One(tx, "SELECT count(*) FROM "+table+" WHERE tenant = $1", db.Value[int64])
		return err
	})
	return n
}

// caller is the person the tests act as.
func caller(permissions ...api.Permission) api.Caller {
	c := api.Caller{Tenant: dbtest.Tenant, Actor: dbtest.Scope().Actor, Permissions: map[api.Permission]bool{}, Lang: "en"}
	for _, p := range permissions {
		c.Permissions[p] = true
	}
	return c
}
