package intake

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"fenming/kit/blob"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/sheet"
	"fenming/kit/words"
)

// batch is what the files of an import hold.
type batch struct {
	orders  []Order // by time of purchase
	odds    *odds
	total   int64 // order numbers, and rows without a readable one
	refused int64 // orders that stayed out
}

// source says where an import reads from and how.
type source struct {
	store    *blob.Store
	tenant   string
	loc      *time.Location
	currency money.Currency // the shop's
	now      time.Time
}

// opened are the sheets of an import; close them.
type opened struct {
	sheets []*sheet.File
	close  []io.Closer
}

func (o *opened) Close() error {
	var all []error
	for _, c := range o.close {
		all = append(all, c.Close())
	}
	return errors.Join(all...)
}

func (s source) open(files []File) (*opened, error) {
	o := &opened{}
	for _, f := range files {
		r, err := s.store.Get(s.tenant, f.SHA256, blob.Unverified)
		if err != nil {
			return nil, errors.Join(err, o.Close())
		}
		o.close = append(o.close, r)
		sh, err := sheet.Open(f.Name, r, limits())
		if err != nil {
			return nil, errors.Join(err, o.Close())
		}
		o.sheets = append(o.sheets, sh)
	}
	return o, nil
}

func limits() sheet.Limits {
	l := sheet.DefaultLimits()
	l.File, l.Rows = MaxUpload, maxRows
	return l
}

// read reads the whole import into memory, bounded by maxOrders, and sorts it
// by time of purchase. Faults: a file that is missing or damaged, columns or
// files of the layout that are missing, too many orders.
func (s source) read(ctx context.Context, in Start) (*batch, error) {
	o, err := s.open(in.Files)
	if err != nil {
		return nil, err
	}
	defer func() { _ = o.Close() }() // read only
	return s.readSheets(ctx, in, o.sheets)
}

// readSheets is read for files that are open.
func (s source) readSheets(ctx context.Context, in Start, sheets []*sheet.File) (*batch, error) {
	layout := in.Layout
	if layout == "" {
		layout = layoutOf(sheets)
	}
	currency := in.Currency
	if currency == "" {
		currency = s.currency
		if layout == Olist {
			currency = olistCurrency
		}
	}
	r := newReader(s.loc, currency, s.now)
	for i, f := range sheets {
		for _, t := range f.Tables {
			r.hashes[t] = in.Files[i].SHA256
		}
	}
	read := func() error { return r.readGeneric(ctx, sheets, in.Mapping) }
	if layout == Olist {
		read = func() error { return r.readOlist(ctx, sheets) }
	}
	if err := read(); err != nil {
		return nil, err
	}
	return r.batch(), nil
}

// batch finishes every draft.
func (r *reader) batch() *batch {
	b := &batch{odds: r.odds, total: int64(len(r.list)) + r.nameless, refused: r.nameless,
		orders: make([]Order, 0, len(r.list))}
	for i, d := range r.list {
		o, ok := r.finish(d)
		r.list[i] = nil
		if !ok {
			b.refused++
			continue
		}
		b.orders = append(b.orders, o)
	}
	slices.SortFunc(b.orders, func(a, b Order) int {
		return cmp.Or(a.PlacedAt.Compare(b.PlacedAt), cmp.Compare(a.OuterNo, b.OuterNo))
	})
	return b
}

// each calls fn for every data row of the tables, with the fault of a row that
// does not fit its header.
func (r *reader) each(ctx context.Context, tables []*sheet.Found, fn func(row *sheet.Row, at place, err error) error) error {
	for _, t := range tables {
		n := 0
		for row, err := range t.Rows() {
			if err != nil {
				return err
			}
			if n++; n%4096 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if remark(row) {
				continue
			}
			if err := fn(row, place{t.Table.Name, r.hashes[t.Table], row.Line}, row.Check()); err != nil {
				return err
			}
		}
	}
	return nil
}

// remark says that a row is none of the data: "#…", a drawn line, a control
// row. A row with a single filled cell is data here, and as odd as it looks.
func remark(row *sheet.Row) bool {
	if row.Part != sheet.Note {
		return row.Part == sheet.Total
	}
	for _, c := range row.Cells {
		if c != "" {
			return strings.HasPrefix(c, "#") || strings.Trim(c, "-=*_—－") == ""
		}
	}
	return true
}

func markOf(row *sheet.Row) (m [16]byte) {
	sum := sha256.Sum256([]byte(row.Raw))
	copy(m[:], sum[:])
	return m
}

// when reads a time in the shop's zone; blank is zero. An hour that the zone's
// clock skipped is taken as the hour after.
func (r *reader) when(c sheet.Cell) (time.Time, error) {
	if c.Blank() {
		return time.Time{}, nil
	}
	t, err := c.Time(r.loc)
	if err == nil {
		return t, nil
	}
	u, inUTC := c.Time(time.UTC)
	if inUTC != nil {
		return time.Time{}, err
	}
	_, offset := u.AddDate(0, 0, -1).In(r.loc).Zone() // as the clock still was
	return u.Add(-time.Duration(offset) * time.Second).In(r.loc), nil
}

// numberOf reads an order number; a row without one is refused here.
func (r *reader) numberOf(c sheet.Cell, at place) (string, bool) {
	no, err := c.ID()
	if err == nil && no != "" {
		return no, true
	}
	row := flawNo.odd(at, "", true, nil)
	if err != nil {
		row = oddFault(flawCell, at, "", err)
	}
	r.odds.add(row)
	return "", false
}

// layoutOf tells the layout by the headers.
func layoutOf(sheets []*sheet.File) string {
	for _, f := range sheets {
		if found, err := f.Match(olistLayouts()); err == nil {
			for _, t := range found {
				if t.Layout.Name == roleOrders || t.Layout.Name == rolePayments {
					return Olist
				}
			}
		}
	}
	return Generic
}

// check refuses an import that cannot be started.
func (in Start) check() error {
	if len(in.Files) == 0 || len(in.Files) > maxFiles {
		return fault.Invalid(wordFiles, words.Args{"max": maxFiles}).At("/files")
	}
	if in.Layout != "" && in.Layout != Olist && in.Layout != Generic {
		return fault.Invalid(wordLayout).At("/layout")
	}
	if in.Currency != "" {
		if err := in.Currency.Check(); err != nil {
			return fault.As(err).At("/currency")
		}
	}
	return checkMapping(in.Mapping)
}
