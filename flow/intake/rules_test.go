package intake

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/sheet"
	"fenming/kit/words"
)

func TestGuess(t *testing.T) {
	for _, c := range []struct {
		header string
		want   map[string]string
	}{
		{"订单编号|下单时间|实付金额（元）|手机号|分期期数", map[string]string{"outer_no": "订单编号", "placed_at": "下单时间",
			"amount": "实付金额（元）", "phone": "手机号", "count": "分期期数"}},
		{"Order ID|Order Date|Order Total|Customer Name|E-Mail|Qty", map[string]string{"outer_no": "Order ID",
			"placed_at": "Order Date", "amount": "Order Total", "customer_name": "Customer Name", "email": "E-Mail", "quantity": "Qty"}},
		// Of two candidates the surer one is taken, and a column serves once.
		{"金额|实付款|订单号", map[string]string{"amount": "实付款", "outer_no": "订单号"}},
		{"颜色|尺寸", map[string]string{}},
	} {
		got := guess(strings.Split(c.header, "|"))
		for k, v := range c.want {
			if got[k] != v {
				t.Errorf("%s: %s is %q, want %q", c.header, k, got[k], v)
			}
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: %v", c.header, got)
		}
	}
	if headerHash([]string{"订单号 ", "金额(元)"}) != headerHash([]string{"订单号", "金额"}) || headerHash([]string{"a"}) == headerHash([]string{"b"}) {
		t.Error("the header's hash must not change with blanks, and must with names")
	}
}

func TestStatesAndPayments(t *testing.T) {
	for text, want := range map[string]State{"delivered": Delivered, "Canceled": Cancelled, " 交易成功 ": Delivered, "待付款": Unpaid,
		"invoiced": Paid, "shipped": Shipped, "退款成功": Refunded, "approved": Paid} {
		if got, noStock, ok := stateOf(text); !ok || got != want || noStock {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
	if s, noStock, ok := stateOf("unavailable"); !ok || !noStock || s != Paid {
		t.Error("unavailable is paid and not to be had")
	}
	if _, _, ok := stateOf("teleported"); ok {
		t.Error("an unknown state was taken for a known one")
	}
	for text, want := range map[string]string{"credit_card": kindCard, "花呗分期": kindCard, "京东白条": kindCard, "信用卡": kindCard,
		"debit_card": "debit_card", "boleto": "boleto", "voucher": "voucher", "支付宝": "wallet", "现金": "cash",
		"not_defined": kindUnknown, "": "", "Credit Card (Visa)": kindCard} {
		if got := payKind(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// Whatever the lines and whatever was paid: they add up to it, none is below
// zero, and lines that fit stay as they are.
func TestFitAddsUp(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		amounts := rapid.SliceOfN(rapid.Int64Range(0, 1_000_000), 1, 30).Draw(r, "lines")
		paid := rapid.Int64Range(1, 3_000_000).Draw(r, "paid")
		items := make([]Item, len(amounts))
		var sum int64
		for i, a := range amounts {
			items[i] = Item{SKU: "s", Quantity: 1, Amount: money.New(a, money.CNY)}
			sum += a
		}
		got, diff, err := fit(items, money.New(paid, money.CNY))
		if err != nil {
			r.Fatal(err)
		}
		var total int64
		for _, it := range got {
			total += it.Amount.Minor
			if it.Amount.Minor < 0 {
				r.Fatalf("a line below zero: %v", got)
			}
		}
		if total != paid || diff != paid-sum {
			r.Fatalf("%d of %d, diff %d", total, paid, diff)
		}
		for i := range items {
			if sum <= paid && got[i].Amount != items[i].Amount {
				r.Fatalf("line %d changed though nothing was missing", i)
			}
		}
	})
}

func TestReportIsBounded(t *testing.T) {
	o := newOdds()
	for i := range listed + 7 {
		o.add(flawStranger.odd(place{file: "f", line: i}, "", true, nil))
	}
	rows := o.sorted()
	if len(rows) != listed+1 || o.total() != listed+7 || !strings.Contains(rows[listed].EN, "7 more rows") {
		t.Errorf("%d rows, last %+v", len(rows), rows[len(rows)-1])
	}
}

// The clock of São Paulo skipped the first hour of 2017-10-15; a time in it is
// the hour after, not a fault.
func TestSkippedHour(t *testing.T) {
	s := testSource(t)
	var err error
	if s.loc, err = calendar.Zone("America/Sao_Paulo"); err != nil {
		t.Fatal(err)
	}
	b := readText(t, s, "x.csv", "order_no,order_date,amount,customer_id\nA,2017-10-15 00:30:00,1.00,c\nB,2017-02-30 00:30:00,1.00,c\n", Start{})
	if len(b.orders) != 1 || b.orders[0].PlacedAt.UTC() != time.Date(2017, 10, 15, 3, 30, 0, 0, time.UTC) || b.orders[0].Day != "2017-10-15" {
		t.Errorf("%+v", b.orders)
	}
	if len(b.odds.rows) != 1 || b.odds.rows[0].Code != "sheet.time" {
		t.Errorf("%+v", b.odds.rows)
	}
}

func readText(t testing.TB, s source, name, text string, in Start) *batch {
	t.Helper()
	ref, err := s.store.Put(context.Background(), s.tenant, strings.NewReader(text), MaxUpload)
	if err != nil {
		t.Fatal(err)
	}
	in.Files = []File{{SHA256: ref.SHA256, Name: name}}
	b, err := s.read(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A workbook, as a shop's system exports it: a head above the table, amounts
// as numbers.
func TestWorkbook(t *testing.T) {
	var book bytes.Buffer
	x, err := sheet.NewXLSX(&book, words.ZH, sheet.Head{Title: "订单导出", Filter: "2026", AsOf: "2026-02-01", Who: "店主"},
		[]string{"订单号", "下单时间", "实付金额", "客户编号", "支付方式", "期数"})
	if err != nil {
		t.Fatal(err)
	}
	err = x.Write([]sheet.Value{sheet.ID("20260105000000000017"), sheet.Day("2026-01-05"), sheet.Amount(money.New(129900, money.CNY)),
		sheet.ID("0017"), sheet.Text("花呗"), sheet.Int(12)})
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	b := readText(t, testSource(t), "x.xlsx", book.String(), Start{})
	if len(b.orders) != 1 || len(b.odds.rows) != 0 {
		t.Fatalf("%+v %+v", b.orders, b.odds.rows)
	}
	if o := b.orders[0]; o.OuterNo != "20260105000000000017" || o.Day != "2026-01-05" || o.Credit.Minor != 129900 || o.Count != 12 || o.Customer.ExternalNo != "0017" {
		t.Errorf("%+v", o)
	}
}

func TestLoadPicksTheDataSet(t *testing.T) {
	s := testSource(t)
	dir := t.TempDir()
	for _, n := range []string{"orders.csv", "olist_order_payments_dataset.csv", "order_payments_full_dataset.csv",
		"order_reviews.csv", "product_category_name_translation.csv", "SOURCE.md", "sellers.csv"} {
		if err := os.WriteFile(filepath.Join(dir, n), []byte("a,b\n"+n+",1\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	load := func(layout string, paths ...string) string {
		list, err := Load(context.Background(), s.store, s.tenant, paths, layout)
		if err != nil {
			return string(fault.As(err).Code)
		}
		var names []string
		for _, f := range list {
			names = append(names, f.Name+"="+f.Role)
		}
		return strings.Join(names, " ")
	}
	set := "product_category_name_translation.csv=category_translation olist_order_payments_dataset.csv=order_payments orders.csv=orders"
	if got := load(Olist, dir); got != set {
		t.Errorf("olist: %s", got)
	}
	if got := load("", dir); got != set {
		t.Errorf("guessed: %s", got)
	}
	if got := load(Generic, dir); strings.Count(got, "=") != 6 {
		t.Errorf("generic: %s", got)
	}
	if got := load(Generic, filepath.Join(dir, "sellers.csv")); got != "sellers.csv=" {
		t.Errorf("a file: %s", got)
	}
	for path, code := range map[string]fault.Code{filepath.Join(dir, "none"): fault.CodeNotFound, t.TempDir(): fault.CodeInvalid} {
		if got := load(Olist, path); got != string(code) {
			t.Errorf("%s: %s", path, got)
		}
	}
	if got := load("parquet", dir); got != string(fault.CodeInvalid) {
		t.Errorf("another layout: %s", got)
	}
}

// No file makes the reader panic, lose an order number or invent money.
func FuzzReadOrders(f *testing.F) {
	for _, name := range []string{"generic/shop.csv", "generic/plain.csv", "olist/orders.csv"} {
		raw, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte("order_no,order_date,amount,customer_id\n=1+1,2026-01-05,1.00,c\n\"a\nb\",2026-01-05,9223372036854775807,c\n"))
	s := testSource(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		sh, err := sheet.Open("x.csv", bytes.NewReader(raw), limits())
		if err != nil {
			return
		}
		b, err := s.readSheets(context.Background(), Start{Files: []File{{Name: "x.csv"}}, Layout: Generic}, []*sheet.File{sh})
		if err != nil {
			if fault.As(err).Code == fault.CodeInternal {
				t.Fatal(err)
			}
			return
		}
		if b.total != b.refused+int64(len(b.orders)) {
			t.Fatalf("%d orders, %d read, %d refused", b.total, len(b.orders), b.refused)
		}
		for i, o := range b.orders {
			if o.Amount.Minor <= 0 || o.OuterNo == "" || len(o.OuterNo) > maxNumber || o.Amount.Currency.Check() != nil || o.Day.Check() != nil ||
				o.Credit.Minor > o.Amount.Minor || (o.Count > 0) != (o.PlanCode != "") {
				t.Fatalf("%+v", o)
			}
			if i > 0 && o.PlacedAt.Before(b.orders[i-1].PlacedAt) {
				t.Fatal("not in time order")
			}
			var sum int64
			for _, it := range o.Items {
				sum += it.Amount.Minor
			}
			if len(o.Items) > 0 && sum != o.Amount.Minor {
				t.Fatalf("items add up to %d of %d", sum, o.Amount.Minor)
			}
		}
	})
}
