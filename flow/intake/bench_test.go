package intake_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fenming/flow/intake"
	"fenming/kit/db/dbtest"
)

// synthetic is an olist folder of n delivered orders, two in three on credit.
func synthetic(n int) map[string]string {
	var orders, items, payments, customers strings.Builder
	orders.WriteString("order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at," +
		"order_delivered_carrier_date,order_delivered_customer_date\n")
	items.WriteString("order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value\n")
	payments.WriteString("order_id,payment_sequential,payment_type,payment_installments,payment_value\n")
	customers.WriteString("customer_id,customer_unique_id\n")
	at := time.Date(2017, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		day := func(d int) string {
			return at.AddDate(0, 0, d).Add(time.Duration(i) * 7 * time.Minute).Format(time.DateTime)
		}
		fmt.Fprintf(&orders, "o%032d,c%d,delivered,%s,%s,%s,%s\n", i, i, day(0), day(0), day(2), day(9))
		fmt.Fprintf(&items, "o%032d,1,p%d,s,,%d.90,10.10\n", i, i%5000, 40+i%300)
		kind, count := "boleto", 1
		if i%3 > 0 {
			kind, count = "credit_card", 1+i%10
		}
		fmt.Fprintf(&payments, "o%032d,1,%s,%d,%d.00\n", i, kind, count, 51+i%300)
		fmt.Fprintf(&customers, "c%d,u%d\n", i, i%(n*9/10+1))
	}
	return map[string]string{"orders.csv": orders.String(), "order_items.csv": items.String(),
		"order_payments.csv": payments.String(), "customers.csv": customers.String()}
}

// BenchmarkImport measures orders a second, through the real selling flow.
func BenchmarkImport(b *testing.B) {
	const n = 2000
	folder := files(b, synthetic(n))
	var took time.Duration
	for range b.N {
		w := newWorld(b, dbtest.SQLite(b))
		id := w.begin(intake.Olist, folder)
		start := time.Now()
		w.drain(id, sellOrder)
		took += time.Since(start)
		if res := w.result(id); res.New != n {
			b.Fatalf("%+v", res)
		}
	}
	b.ReportMetric(float64(n*b.N)/took.Seconds(), "orders/s")
}

// BenchmarkAgain measures orders a second of an import that finds everything
// there already.
func BenchmarkAgain(b *testing.B) {
	const n = 2000
	folder := files(b, synthetic(n))
	w := newWorld(b, dbtest.SQLite(b))
	w.run(intake.Olist, folder)
	b.ResetTimer()
	for range b.N {
		if res := w.run(intake.Olist, folder); res.Already != n {
			b.Fatalf("%+v", res)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "orders/s")
}
