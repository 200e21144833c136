package intake_test

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fenming/book/ledger"
	"fenming/book/order"
	"fenming/book/plan"
	"fenming/flow/intake"
	"fenming/internal/shared"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/money"
)

// rawTable reads a packed CSV with the standard library alone.
func rawTable(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(z).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := make([]map[string]string, 0, len(all)-1)
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = cells[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// centavos reads "12.34".
func centavos(t *testing.T, text string) int64 {
	t.Helper()
	whole, part, _ := strings.Cut(text, ".")
	n, err := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// figures are what an import of the data set must come to, counted without it.
type figures struct {
	orders, credit, noPayment int64
	kinds                     map[string]int64 // centavos
	rows                      map[string]int64
	paid                      int64 // centavos of orders that brought money and kept it
	counts                    map[int]int64
	odd                       map[string]int64
}

func count(t *testing.T, dir string) figures {
	t.Helper()
	f := figures{kinds: map[string]int64{}, rows: map[string]int64{}, counts: map[int]int64{}, odd: map[string]int64{}}
	table := func(name string) []map[string]string { return rawTable(t, filepath.Join(dir, name+".csv.gz")) }
	payments, items, listed := map[string][]map[string]string{}, map[string]int64{}, map[string]bool{}
	for _, p := range table("order_payments") {
		payments[p["order_id"]] = append(payments[p["order_id"]], p)
	}
	sold := map[string]bool{}
	for _, i := range table("order_items") {
		items[i["order_id"]] += centavos(t, i["price"]) + centavos(t, i["freight_value"])
		listed[i["order_id"]], sold[i["product_id"]] = true, true
	}
	english := map[string]bool{}
	for _, c := range table("category_translation") {
		english[c["product_category_name"]] = true
	}
	untold := map[string]bool{}
	for _, p := range table("products") {
		name := p["product_category_name"]
		switch {
		case !sold[p["product_id"]]:
		case name == "":
			f.odd["intake.category"]++
		case !english[name] && !untold[name]:
			untold[name] = true
			f.odd["intake.translation"]++
		}
	}
	for _, o := range table("orders") {
		f.order(t, o, payments[o["order_id"]], listed[o["order_id"]], items[o["order_id"]])
	}
	return f
}

func (f *figures) order(t *testing.T, o map[string]string, payments []map[string]string, listed bool, goods int64) {
	t.Helper()
	f.orders++
	if len(payments) == 0 {
		f.noPayment++
		f.odd["intake.no_payment"]++
		return
	}
	var sum, largest int64
	count, counts := 0, map[string]bool{}
	for _, p := range payments {
		value := centavos(t, p["payment_value"])
		if value == 0 {
			f.odd["intake.zero_payment"]++
			continue
		}
		sum += value
		f.kinds[p["payment_type"]] += value
		f.rows[p["payment_type"]]++
		if p["payment_type"] == "credit_card" {
			counts[p["payment_installments"]] = true
			if value > largest {
				largest = value
				count, _ = strconv.Atoi(p["payment_installments"]) // a count in every row, or the sum of counts is wrong
			}
		}
	}
	if count > 0 {
		f.credit++
		f.counts[count]++
	}
	if len(counts) > 1 {
		f.odd["intake.counts"]++
	}
	switch {
	case !listed:
		f.odd["intake.no_items"]++
	case goods != sum:
		f.odd["intake.sum"]++
	}
	f.states(o, sum)
}

// states counts what is odd about states and times. Texts of one form compare
// like the times they are.
func (f *figures) states(o map[string]string, sum int64) {
	status, placed, paid := o["order_status"], o["order_purchase_timestamp"], o["order_approved_at"]
	shipped, delivered := o["order_delivered_carrier_date"], o["order_delivered_customer_date"]
	money := true
	switch {
	case status == "created" && paid == "":
		f.odd["intake.unpaid"]++
		money = false
	case status == "canceled" && paid == "":
		money = false
	case status == "canceled":
		f.odd["intake.undone"]++
		money = false
	case status == "unavailable":
		f.odd["intake.unavailable"]++
	}
	if money {
		f.paid += sum
		if paid == "" {
			f.odd["intake.no_paid_day"]++
			paid = placed
		}
	}
	if status == "delivered" && delivered == "" {
		f.odd["intake.no_delivery"]++
	}
	if shipped != "" && (shipped < placed || shipped < paid) {
		f.odd["intake.shipped_early"]++
	}
	if shipped != "" && delivered != "" && delivered < shipped {
		f.odd["intake.delivered_early"]++
	}
}

// The public data set of 26 thousand orders, against figures counted without
// this room.
func TestRealOlist(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: importing 26 thousand orders is left to the run without the race detector")
	}
	folder := shared.Path(t, "data/olist")
	want := count(t, folder)
	w := newWorld(t, dbtest.SQLite(t))
	res := w.run(intake.Olist, folder)
	if res.Orders != want.orders || res.New != want.orders-want.noPayment || res.Refused != want.noPayment || res.Credit != want.credit || res.Already != 0 {
		t.Errorf("%+v, want %+v", res, want)
	}
	var all int64
	for kind, sum := range want.kinds {
		all += sum
		k := slices.IndexFunc(res.Payments, func(k intake.KindSum) bool { return k.Kind == kind })
		if k < 0 || res.Payments[k].Amount != money.New(sum, "BRL") || res.Payments[k].Rows != want.rows[kind] {
			t.Errorf("%s: %+v, want %d in %d rows", kind, res.Payments, sum, want.rows[kind])
		}
	}
	if len(res.Amounts) != 1 || res.Amounts[0] != money.New(all, "BRL") || res.First != "2016-09-04" || res.Last != "2018-04-30" {
		t.Errorf("%+v", res)
	}
	if got := w.reasons(res.Report); !maps.Equal(got, want.odd) {
		t.Errorf("odd rows:\n%v, want\n%v", got, want.odd)
	}
	w.checkOlistBooks(want)
	if jobs, notices := w.count("job"), w.count("notice"); jobs != 1 || notices != 0 {
		t.Errorf("%d jobs and %d notices", jobs, notices)
	}
	entries, orders := w.count("ledger_entry"), w.count("orders")
	again := w.run(intake.Olist, folder)
	if again.New != 0 || again.Already != res.New || again.Refused != res.Refused || again.Odd != res.Odd || w.count("ledger_entry") != entries || w.count("orders") != orders {
		t.Errorf("again: %+v", again)
	}
}

// reasons counts the rows of a report by their reason.
func (w *world) reasons(sha string) map[string]int64 {
	w.t.Helper()
	raw, err := os.ReadFile(filepath.Join(w.folder, dbtest.Tenant, sha[:2], sha))
	if err != nil {
		w.t.Fatal(err)
	}
	found := map[string]int64{}
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n")[1:] {
		var o intake.Odd
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			w.t.Fatal(err)
		}
		found[o.Code]++
	}
	return found
}

// checkOlistBooks asks the books themselves.
func (w *world) checkOlistBooks(want figures) {
	w.t.Helper()
	counts := map[int]int64{}
	var credit, verdicts int64
	w.Read(w.t, func(tx *db.Tx) error {
		for after := ""; ; {
			page, err := order.List(tx, order.Filter{}, after, 5000)
			if err != nil {
				return err
			}
			if len(page) == 0 {
				break
			}
			for _, o := range page {
				if o.PlanCode != "" {
					credit++
					counts[o.Count]++
				}
				if o.Verdict != "" {
					verdicts++
				}
			}
			after = page[len(page)-1].ID
		}
		owed, err := ledger.BalanceAt(tx, ledger.PlatformReceivable, "", plan.Forever)
		if err != nil || !slices.Equal(owed, []money.Money{money.New(want.paid, "BRL")}) {
			w.t.Errorf("platforms owe %v, want %d: %v", owed, want.paid, err)
		}
		return ledger.Check(tx)
	})
	if credit != want.credit || !maps.Equal(counts, want.counts) || verdicts < credit {
		w.t.Errorf("%d on credit with %v, %d verdicts; want %d with %v", credit, counts, verdicts, want.credit, want.counts)
	}
	if n := w.count("plan_quote"); n != want.credit {
		w.t.Errorf("%d quotes, want %d", n, want.credit)
	}
}
