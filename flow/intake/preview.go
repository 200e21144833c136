package intake

import (
	"context"
	"errors"

	"fenming/kit/blob"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/sheet"
)

// shown bounds what a preview shows.
const (
	shownRows     = 20
	shownProblems = 50
)

// FieldView is a field a column can be chosen for.
type FieldView struct {
	Key      string `json:"key"`
	Required bool   `json:"required"`
}

// Preview is what a kept file seems to be.
type Preview struct {
	File
	Size       int64             `json:"size" doc:"bytes"`
	Layout     string            `json:"layout" enum:"olist,generic"`
	Header     []string          `json:"header"`
	HeaderHash string            `json:"header_hash" doc:"the same for files of the same columns; a screen remembers its mapping by it"`
	Mapping    map[string]string `json:"mapping" doc:"our field to the column guessed for it"`
	Missing    []string          `json:"missing" doc:"required fields without a column"`
	Fields     []FieldView       `json:"fields"`
	Rows       [][]string        `json:"rows" doc:"the first rows, as they stand in the file"`
	Count      int64             `json:"count" doc:"rows of data"`
}

// inspect looks at a kept file.
func (s source) inspect(ctx context.Context, ref blob.Ref, name string) (Preview, error) {
	p := Preview{File: File{SHA256: ref.SHA256, Name: name}, Size: ref.Size, Mapping: map[string]string{},
		Header: []string{}, Missing: []string{}, Rows: [][]string{}, Fields: []FieldView{}}
	o, err := s.open([]File{p.File})
	if err != nil {
		return Preview{}, err
	}
	defer func() { _ = o.Close() }() // read only
	f := o.sheets[0]
	tables, err := f.Match(olistLayouts())
	if err == nil {
		p.Layout, p.Role = Olist, tables[0].Layout.Name
		return p, p.show(ctx, tables)
	}
	p.Layout = Generic
	for _, x := range fields {
		p.Fields = append(p.Fields, FieldView{x.key, x.required})
	}
	tables, m, err := find(f, nil)
	if err == nil {
		p.Mapping = m
		return p, p.show(ctx, tables)
	}
	if !fault.Is(err, fault.CodeInvalid) {
		return Preview{}, err
	}
	return p, p.unknown(f)
}

// unknown shows a file whose columns a person has to choose.
func (p *Preview) unknown(f *sheet.File) error {
	header, m, err := headerOf(f.Tables[0])
	if err != nil {
		return err
	}
	rows, err := f.Tables[0].Head(shownRows + headWithin)
	if err != nil {
		return err
	}
	p.Header, p.HeaderHash, p.Mapping, p.Missing = header, headerHash(header), m, missing(m)
	p.Rows = rows[:min(len(rows), shownRows)]
	if header == nil {
		p.Header = []string{}
	}
	return nil
}

// show takes header, first rows and count of tables that were understood.
func (p *Preview) show(ctx context.Context, tables []*sheet.Found) error {
	p.Header, p.HeaderHash = tables[0].Header, headerHash(tables[0].Header)
	r := &reader{hashes: map[*sheet.Table]string{}}
	return r.each(ctx, tables, func(row *sheet.Row, _ place, _ error) error {
		if p.Count++; p.Count <= shownRows {
			p.Rows = append(p.Rows, row.Cells)
		}
		return nil
	})
}

// Check is what an import would take on.
type Check struct {
	Result
	Problems []Odd `json:"problems" doc:"the first odd rows"`
}

// check reads an import without writing anything. What only the books know
// (orders that are there already, what selling refuses) it cannot tell.
func (s source) check(ctx context.Context, in Start) (Check, error) {
	if err := in.check(); err != nil {
		return Check{}, err
	}
	b, err := s.read(ctx, in)
	if err != nil {
		return Check{}, err
	}
	t := newTally()
	for i := range b.orders {
		t.count(&b.orders[i], true, "")
	}
	rows := b.odds.sorted()
	return Check{Result: t.result(b, b.odds), Problems: rows[:min(len(rows), shownProblems)]}, nil
}

// probe refuses an import whose files are missing or whose columns are not
// there, before anything is enqueued.
func (s source) probe(in Start) error {
	if err := in.check(); err != nil {
		return err
	}
	o, err := s.open(in.Files)
	if err != nil {
		return err
	}
	defer func() { _ = o.Close() }() // read only
	layout := in.Layout
	if layout == "" {
		layout = layoutOf(o.sheets)
	}
	if layout == Olist {
		_, err := olistFiles(o.sheets)
		return err
	}
	var faults []error
	for _, f := range o.sheets {
		if _, _, err := find(f, in.Mapping); err != nil {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

// settled is a source that knows the shop.
func settled(ctx context.Context, d *db.DB, store *blob.Store, tenantID string) (source, error) {
	s := source{store: store, tenant: tenantID}
	err := d.Read(ctx, db.Scope{Tenant: tenantID}, func(tx *db.Tx) error { return s.settle(tx) })
	return s, err
}
