package intake

import (
	"context"
	"slices"
	"strings"
	"time"

	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/sheet"
	"fenming/kit/words"
)

// The files of the olist layout: the public data set of Brazilian shops.
const (
	roleOrders      = "orders"
	roleItems       = "order_items"
	rolePayments    = "order_payments"
	roleCustomers   = "customers"
	roleProducts    = "products"
	roleTranslation = "category_translation"
)

const olistCurrency money.Currency = "BRL"

func olistLayouts() []sheet.Layout {
	layout := func(role string, required, more []string) sheet.Layout {
		l := sheet.Layout{Name: role}
		for _, n := range required {
			l.Columns = append(l.Columns, sheet.Column{Key: n, Names: []string{n}, Required: true})
		}
		for _, n := range more {
			l.Columns = append(l.Columns, sheet.Column{Key: n, Names: []string{n}})
		}
		return l
	}
	return []sheet.Layout{
		layout(roleOrders, []string{"order_id", "customer_id", "order_status", "order_purchase_timestamp"},
			[]string{"order_approved_at", "order_delivered_carrier_date", "order_delivered_customer_date"}),
		layout(roleItems, []string{"order_id", "order_item_id", "product_id", "price"}, []string{"freight_value"}),
		layout(rolePayments, []string{"order_id", "payment_sequential", "payment_type", "payment_installments", "payment_value"}, nil),
		layout(roleCustomers, []string{"customer_id", "customer_unique_id"}, nil),
		layout(roleProducts, []string{"product_id", "product_category_name"}, nil),
		layout(roleTranslation, []string{"product_category_name", "product_category_name_english"}, nil),
	}
}

// roleByName tells a file of the data set by its name, "" for another one.
func roleByName(name string) string {
	base, _, _ := strings.Cut(strings.ToLower(name), ".")
	base = strings.TrimSuffix(strings.TrimPrefix(base, "olist_"), "_dataset")
	if base == "product_category_name_translation" {
		base = roleTranslation
	}
	if slices.Contains([]string{roleOrders, roleItems, rolePayments, roleCustomers, roleProducts, roleTranslation}, base) {
		return base
	}
	return ""
}

// olist puts the six files together.
type olist struct {
	*reader
	payments map[string]partRow // by order and number within it
	items    map[string]partRow
	products map[string]string // product to category, for products that were sold
	first    map[string]place  // where a product was first met
	files    map[string][]*sheet.Found
}

func (r *reader) readOlist(ctx context.Context, sheets []*sheet.File) error {
	o := &olist{reader: r, payments: map[string]partRow{}, items: map[string]partRow{}, products: map[string]string{},
		first: map[string]place{}}
	var err error
	if o.files, err = olistFiles(sheets); err != nil {
		return err
	}
	for _, step := range []struct {
		role string
		row  func(*sheet.Row, place, error) error
		end  func(context.Context) error
	}{{roleOrders, o.order, nil}, {rolePayments, o.payment, nil}, {roleItems, o.item, nil},
		{roleCustomers, nil, o.customers}, {roleProducts, nil, o.categories}} {
		if step.row != nil {
			if err := o.each(ctx, o.files[step.role], step.row); err != nil {
				return err
			}
			continue
		}
		if err := step.end(ctx); err != nil {
			return err
		}
	}
	return nil
}

// olistFiles sorts the tables by what they are; without orders and payments
// there is nothing to import.
func olistFiles(sheets []*sheet.File) (map[string][]*sheet.Found, error) {
	files := map[string][]*sheet.Found{}
	for _, f := range sheets {
		found, err := f.Match(olistLayouts())
		if err != nil {
			return nil, err
		}
		for _, t := range found {
			files[t.Layout.Name] = append(files[t.Layout.Name], t)
		}
	}
	var missing []string
	for _, role := range []string{roleOrders, rolePayments} {
		if len(files[role]) == 0 {
			missing = append(missing, role)
		}
	}
	if len(missing) > 0 {
		return nil, fault.Invalid(wordNeedRole, words.Args{"missing": strings.Join(missing, ", ")}).At("/files")
	}
	return files, nil
}

func (o *olist) order(row *sheet.Row, at place, bad error) error {
	no, ok := o.numberOf(row.Cell("order_id"), at)
	if !ok {
		o.nameless++
		return nil
	}
	mark := markOf(row)
	d, fresh, err := o.open(strings.Clone(no), at, mark)
	if err != nil {
		return err
	}
	if !fresh {
		if d.mark == mark {
			o.odds.add(flawAgain.odd(at, no, false, words.Args{"line": d.at.line}))
		} else {
			o.refuse(d, at, flawTwice, words.Args{"line": d.at.line})
		}
		return nil
	}
	if bad != nil {
		o.fault(d, at, bad)
		return nil
	}
	d.Amount.Currency, d.goods, d.priced = o.currency, len(o.files[roleItems]) > 0, true
	d.account = strings.Clone(row.Cell("customer_id").Text)
	d.Customer.ExternalNo = d.account
	d.status = strings.Clone(row.Cell("order_status").Text)
	if _, err := row.Cell("order_status").Need(); err != nil {
		o.fault(d, at, err)
	}
	if _, err := row.Cell("order_purchase_timestamp").Need(); err != nil {
		o.fault(d, at, err)
		return nil
	}
	o.times(d, row, "order_purchase_timestamp", "order_approved_at", "order_delivered_carrier_date",
		"order_delivered_customer_date", "")
	return nil
}

// times reads the days of an order from the named columns; "" for none.
func (r *reader) times(d *draft, row *sheet.Row, placed, paid, shipped, delivered, ended string) {
	for _, c := range []struct {
		key string
		to  *time.Time
	}{{placed, &d.PlacedAt}, {paid, &d.PaidAt}, {shipped, &d.ShippedAt}, {delivered, &d.DeliveredAt}, {ended, &d.EndedAt}} {
		if c.key == "" {
			continue
		}
		var err error
		if *c.to, err = r.when(row.Cell(c.key)); err != nil {
			r.fault(d, d.at, err)
		}
	}
}

// partRow is a row of an order's payments or items that was met.
type partRow struct {
	line int
	mark [16]byte
}

// part finds the order a row of another file belongs to; nil when the row is
// not to be taken.
func (o *olist) part(row *sheet.Row, at place, bad error, seen map[string]partRow, nr string) *draft {
	no, ok := o.numberOf(row.Cell("order_id"), at)
	if !ok {
		return nil
	}
	d := o.drafts[no]
	if d == nil {
		o.odds.add(flawStranger.odd(at, no, true, nil))
		return nil
	}
	if bad != nil {
		o.fault(d, at, bad)
		return nil
	}
	key, mark := no+"/"+row.Cell(nr).Text, markOf(row)
	had, met := seen[key]
	switch {
	case !met:
		seen[key] = partRow{at.line, mark}
		return d
	case had.mark == mark:
		o.odds.add(flawAgain.odd(at, no, false, words.Args{"line": had.line}))
	default:
		o.refuse(d, at, flawTwice, words.Args{"line": had.line})
	}
	return nil
}

func (o *olist) payment(row *sheet.Row, at place, bad error) error {
	d := o.part(row, at, bad, o.payments, "payment_sequential")
	if d == nil || d.refused {
		return nil
	}
	amount, err := row.Cell("payment_value").Money(d.Amount.Currency)
	if err != nil {
		o.fault(d, at, err)
		return nil
	}
	n, err := row.Cell("payment_installments").Int()
	if err != nil {
		o.fault(d, at, err)
		return nil
	}
	kind := payKind(row.Cell("payment_type").Text)
	if kind == "" {
		kind = kindUnknown
	}
	if n < 0 || n > maxCount {
		n = maxCount + 1
	}
	d.Payments = append(d.Payments, Payment{Kind: kind, Count: int(n), Amount: amount.Minor})
	return nil
}

func (o *olist) item(row *sheet.Row, at place, bad error) error {
	d := o.part(row, at, bad, o.items, "order_item_id")
	if d == nil || d.refused {
		return nil
	}
	price, err := row.Cell("price").Money(d.Amount.Currency)
	if err != nil {
		o.fault(d, at, err)
		return nil
	}
	freight, err := row.Cell("freight_value").MoneyOrZero(d.Amount.Currency)
	if err != nil {
		o.fault(d, at, err)
		return nil
	}
	sku, err := row.Cell("product_id").Need()
	if err != nil {
		o.fault(d, at, err)
		return nil
	}
	d.freight += freight.Minor
	if i := slices.IndexFunc(d.Items, func(it Item) bool { return it.SKU == sku }); i >= 0 {
		d.Items[i].Quantity++
		d.Items[i].Amount.Minor += price.Minor
		return nil
	}
	sku = strings.Clone(sku)
	if _, met := o.first[sku]; !met {
		o.first[sku] = at
	}
	d.Items = append(d.Items, Item{SKU: sku, Fulfilment: "shipment", Quantity: 1, Amount: price})
	return nil
}

// customers replaces the number a customer has in one order by the one he has
// in all of them.
func (o *olist) customers(ctx context.Context) error {
	if len(o.files[roleCustomers]) == 0 {
		return nil
	}
	wanted := map[string]string{}
	for _, d := range o.list {
		wanted[d.account] = ""
	}
	err := o.each(ctx, o.files[roleCustomers], func(row *sheet.Row, at place, bad error) error {
		if bad != nil {
			o.odds.add(oddFault(flawCell, at, "", bad))
			return nil
		}
		account := row.Cell("customer_id").Text
		if known, ok := wanted[account]; ok && known == "" {
			wanted[account] = strings.Clone(row.Cell("customer_unique_id").Text)
		}
		return nil
	})
	for _, d := range o.list {
		if d.refused || d.account == "" {
			continue
		}
		if who := wanted[d.account]; who != "" {
			d.Customer.ExternalNo = who
		} else {
			o.note(d, flawCustomer, nil)
		}
	}
	return err
}

// categories names what was sold. A product or category is told of once.
func (o *olist) categories(ctx context.Context) error {
	english := map[string]string{}
	err := o.each(ctx, o.files[roleTranslation], func(row *sheet.Row, _ place, bad error) error {
		if bad == nil {
			english[strings.Clone(row.Cell("product_category_name").Text)] =
				strings.Clone(row.Cell("product_category_name_english").Text)
		}
		return nil
	})
	if err != nil {
		return err
	}
	untold := map[string]bool{}
	err = o.each(ctx, o.files[roleProducts], func(row *sheet.Row, at place, bad error) error {
		sku := row.Cell("product_id").Text
		if _, sold := o.first[sku]; !sold {
			return nil
		}
		if _, known := o.products[sku]; known {
			return nil
		}
		if bad != nil {
			o.odds.add(oddFault(flawCell, at, "", bad))
			return nil
		}
		name := row.Cell("product_category_name").Text
		switch {
		case name == "":
			o.odds.add(flawCategory.odd(at, "", false, nil))
		case english[name] == "" && len(english) > 0 && !untold[name]:
			untold[strings.Clone(name)] = true
			o.odds.add(flawTranslation.odd(at, "", false, nil))
		}
		if english[name] != "" {
			name = english[name]
		}
		o.products[strings.Clone(sku)] = strings.Clone(name)
		return nil
	})
	o.named()
	return err
}

// named writes the categories into the items.
func (o *olist) named() {
	if len(o.files[roleProducts]) > 0 {
		for sku, at := range o.first {
			if _, known := o.products[sku]; !known {
				o.odds.add(flawProduct.odd(at, "", false, nil))
			}
		}
	}
	for _, d := range o.list {
		for i := range d.Items {
			it := &d.Items[i]
			it.Category = o.products[it.SKU]
			if it.Name = it.SKU; it.Category != "" {
				// The data set has no names; a person tells goods by their kind.
				it.Name = it.Category + " " + it.SKU[:min(8, len(it.SKU))]
			}
		}
	}
}
