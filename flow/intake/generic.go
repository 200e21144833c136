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

// checkMapping refuses fields that do not exist.
func checkMapping(m map[string]string) error {
	known := make([]string, len(fields))
	for i, f := range fields {
		known[i] = f.key
	}
	for _, key := range sortedKeys(m) {
		if !slices.Contains(known, key) {
			return fault.Invalid(wordField, words.Args{"field": key, "known": strings.Join(known, ", ")}).At("/mapping/" + key)
		}
	}
	return nil
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// missing lists the fields without which no order can be made.
func missing(m map[string]string) []string {
	var out []string
	for _, f := range fields {
		if f.required && m[f.key] == "" {
			out = append(out, f.key)
		}
	}
	return out
}

// mapped is the layout that a mapping makes: every chosen column must be there.
func mapped(m map[string]string) sheet.Layout {
	l := sheet.Layout{Name: Generic}
	for _, f := range fields {
		if h := m[f.key]; h != "" {
			l.Columns = append(l.Columns, sheet.Column{Key: f.key, Names: []string{h}, Required: true})
		}
	}
	return l
}

// headWithin is how many rows may stand before a header that is guessed.
const headWithin = 30

// headerOf finds the row that looks most like a header of orders, and what its
// columns seem to be.
func headerOf(t *sheet.Table) ([]string, map[string]string, error) {
	rows, err := t.Head(headWithin)
	if err != nil {
		return nil, nil, err
	}
	var header []string
	best := map[string]string{}
	for _, row := range rows {
		m := guess(row)
		filled := slices.DeleteFunc(slices.Clone(row), func(c string) bool { return c == "" })
		if len(m) > len(best) || header == nil && len(filled) > 1 {
			header, best = row, m
		}
	}
	return header, best, nil
}

// find returns the tables of a file by a mapping, or by a guess when there is
// none, with the mapping that holds.
func find(f *sheet.File, m map[string]string) ([]*sheet.Found, map[string]string, error) {
	if len(m) == 0 {
		for _, t := range f.Tables {
			_, guessed, err := headerOf(t)
			if err != nil {
				return nil, nil, err
			}
			if len(guessed) > len(m) {
				m = guessed
			}
		}
	}
	if gaps := missing(m); len(gaps) > 0 {
		return nil, nil, fault.Invalid(wordNeedColumns, words.Args{"missing": strings.Join(gaps, ", ")}).At("/mapping")
	}
	tables, err := f.Match([]sheet.Layout{mapped(m)})
	if fault.Is(err, fault.CodeInvalid) {
		return nil, nil, noColumn(f, m, err)
	}
	return tables, m, err
}

// noColumn names the chosen column that a file does not have.
func noColumn(f *sheet.File, m map[string]string, err error) error {
	for _, key := range sortedKeys(m) {
		one := sheet.Layout{Name: Generic, Columns: []sheet.Column{{Key: key, Names: []string{m[key]}, Required: true}}}
		if _, miss := f.Match([]sheet.Layout{one}); miss != nil {
			return fault.Invalid(wordNoColumn, words.Args{"file": f.Name, "column": m[key]}).At("/mapping/" + key).Because(err)
		}
	}
	return err
}

// generic reads one table of orders, one row each, or one row per item with
// the order's values repeated.
type generic struct {
	*reader
	has  map[string]bool
	rows map[string]map[[16]byte]int // of an order: the rows met, by their mark
}

func (r *reader) readGeneric(ctx context.Context, sheets []*sheet.File, m map[string]string) error {
	for _, f := range sheets {
		tables, used, err := find(f, m)
		if err != nil {
			return err
		}
		g := &generic{reader: r, has: map[string]bool{}, rows: map[string]map[[16]byte]int{}}
		for key, h := range used {
			g.has[key] = h != ""
		}
		if err := g.each(ctx, tables, g.row); err != nil {
			return err
		}
	}
	return nil
}

func (g *generic) row(row *sheet.Row, at place, bad error) error {
	no, ok := g.numberOf(row.Cell("outer_no"), at)
	if !ok {
		g.nameless++
		return nil
	}
	mark := markOf(row)
	d, fresh, err := g.open(strings.Clone(no), at, mark)
	if err != nil {
		return err
	}
	if bad != nil {
		g.fault(d, at, bad)
		return nil
	}
	if !fresh {
		g.again(d, row, at, mark)
		return nil
	}
	g.rows[d.OuterNo] = map[[16]byte]int{mark: at.line}
	if err := g.fill(d, row); err != nil {
		g.fault(d, at, err)
		return nil
	}
	if err := g.addItem(d, row); err != nil {
		g.fault(d, at, err)
	}
	return nil
}

// again takes another row of an order: one more item when the order's own
// values agree, the same row twice, or a contradiction.
func (g *generic) again(d *draft, row *sheet.Row, at place, mark [16]byte) {
	if line, met := g.rows[d.OuterNo][mark]; met || d.mark == mark {
		if !met {
			line = d.at.line
		}
		g.odds.add(flawAgain.odd(at, d.OuterNo, false, words.Args{"line": line}))
		return
	}
	if d.refused {
		return
	}
	other := &draft{at: at}
	err := g.fill(other, row)
	if err != nil || !same(d, other) || !g.has["sku"] && !g.has["item_name"] {
		g.refuse(d, at, flawTwice, words.Args{"line": d.at.line})
		return
	}
	if g.rows[d.OuterNo] == nil {
		g.rows[d.OuterNo] = map[[16]byte]int{}
	}
	g.rows[d.OuterNo][mark] = at.line
	if err := g.addItem(d, row); err != nil {
		g.fault(d, at, err)
	}
}

// same says whether two rows tell the same of the order itself.
func same(a, b *draft) bool {
	return a.PlacedAt.Equal(b.PlacedAt) && slices.Equal(a.Payments, b.Payments) && a.Customer == b.Customer &&
		a.Amount.Currency == b.Amount.Currency && a.status == b.status && a.PaidAt.Equal(b.PaidAt)
}

// fill reads the order's own columns. The fault names the cell.
func (g *generic) fill(d *draft, row *sheet.Row) error {
	text := func(key string) string { return strings.Clone(row.Cell(key).Text) }
	cur := g.currency
	if c := text("currency"); c != "" {
		var err error
		if cur, err = money.ParseCurrency(strings.ToUpper(c)); err != nil {
			return fault.Invalid(flawCurrency.reason)
		}
	}
	d.Amount.Currency = cur
	if _, err := row.Cell("placed_at").Need(); err != nil {
		return err
	}
	errs := []error{}
	read := func(key string, to *time.Time) {
		t, err := g.when(row.Cell(key))
		*to, errs = t, append(errs, err)
	}
	read("placed_at", &d.PlacedAt)
	read("paid_at", &d.PaidAt)
	read("shipped_at", &d.ShippedAt)
	read("delivered_at", &d.DeliveredAt)
	read("ended_at", &d.EndedAt)
	if err := first(errs); err != nil {
		return err
	}
	amount, err := row.Cell("amount").Money(cur)
	if err != nil {
		return err
	}
	count := int64(0)
	if c := row.Cell("count"); !c.Blank() {
		if count, err = c.Int(); err != nil {
			return err
		}
		if count < 0 || count > maxCount {
			return fault.Invalid(flawCount.reason, words.Args{"max": maxCount})
		}
	}
	d.Payments = []Payment{{Kind: g.kind(text("payment"), int(count)), Count: int(count), Amount: amount.Minor}}
	d.Customer.ExternalNo, d.Customer.Name, d.Customer.Phone = text("customer_no"), text("customer_name"), text("phone")
	d.Customer.Email, d.Customer.Address = text("email"), text("address")
	d.status, d.Carrier, d.TrackingNo = text("state"), text("carrier"), text("tracking_no")
	d.stateless = g.has["state"] && d.status == ""
	d.Store, d.Staff = text("store"), text("staff")
	return nil
}

func first(errs []error) error {
	i := slices.IndexFunc(errs, func(err error) bool { return err != nil })
	if i < 0 {
		return nil
	}
	return errs[i]
}

// kind is the way of payment. Where a file does not say it, instalments do.
func (g *generic) kind(text string, count int) string {
	kind := payKind(text)
	switch {
	case kind == "" && count > 1:
		return kindCard
	case kind == "":
		return "other"
	case kind == kindUnknown && count > 1:
		return kindCard
	}
	return kind
}

// addItem reads what was sold by this row.
func (g *generic) addItem(d *draft, row *sheet.Row) error {
	sku, name := strings.Clone(row.Cell("sku").Text), strings.Clone(row.Cell("item_name").Text)
	if sku == "" {
		sku = name
	}
	d.goods = g.has["sku"] || g.has["item_name"]
	if sku == "" {
		return nil
	}
	quantity := int64(1)
	if c := row.Cell("quantity"); !c.Blank() {
		var err error
		if quantity, err = c.Int(); err != nil {
			return err
		}
		if quantity < 1 {
			return fault.Invalid(flawNegative.reason)
		}
	}
	amount := money.New(0, d.Amount.Currency)
	if c := row.Cell("item_amount"); !c.Blank() {
		var err error
		if amount, err = c.Money(d.Amount.Currency); err != nil {
			return err
		}
	}
	d.priced = g.has["item_amount"]
	d.Items = append(d.Items, Item{SKU: sku, Name: name, Category: strings.Clone(row.Cell("category").Text),
		Fulfilment: "shipment", Quantity: quantity, Amount: amount})
	return nil
}
