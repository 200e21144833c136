package report

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"fenming/book/ledger"
	"fenming/book/order"
	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/sheet"
	"fenming/kit/words"
	"fenming/office/audit"
	"fenming/office/tenant"
)

// mostRows is how many rows a file made at once may hold.
const mostRows = 5000

// moment is a point in time that may not have come.
func moment(at *time.Time, zone *time.Location) sheet.Value {
	if at == nil {
		return sheet.Value{}
	}
	return sheet.At(at.In(zone))
}

func auditRow(e audit.Entry, zone *time.Location) []sheet.Value {
	return []sheet.Value{sheet.ID(e.ID), sheet.At(e.At.In(zone)), sheet.ID(e.Actor), sheet.Text(e.Role), sheet.Text(e.Op),
		sheet.Text(e.Reason), sheet.ID(e.RequestID)}
}

// table is an export in the making.
type table struct {
	name    string
	title   words.Word
	filter  string
	columns []words.Word
	rows    [][]sheet.Value
}

// writer is what both formats of kit/sheet offer.
type writer interface {
	Write([]sheet.Value) error
	Close() error
}

// file turns a table into a download and notes for the audit entry what left
// the house. It is written after the transaction, as it is sent.
func (t table) file(tx *db.Tx, who, format string) (api.File, error) {
	if len(t.rows) > mostRows {
		return api.File{}, fault.Limit(wordTooMany, words.Args{"max": mostRows})
	}
	home, err := tenant.Get(tx)
	if err != nil {
		return api.File{}, err
	}
	zone, err := calendar.Zone(home.Zone)
	if err != nil {
		return api.File{}, err
	}
	lang, now := tx.Lang(), tx.Now().In(zone)
	head := sheet.Head{Title: home.Name + " · " + t.title.In(lang, nil), Filter: t.filter,
		AsOf: now.Format("2006-01-02 15:04:05") + " " + home.Zone, Who: who}
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = c.In(lang, nil)
	}
	tx.Note("export:"+t.name, nil, map[string]any{"rows": len(t.rows), "filter": t.filter, "format": format})
	kind := "text/csv; charset=utf-8"
	if format == formatXLSX {
		kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return api.File{Name: t.name + "_" + now.Format("20060102_150405") + "." + format, Type: kind, Body: func(w io.Writer) error {
		return t.write(w, lang, head, names, format)
	}}, nil
}

const formatXLSX = "xlsx"

func (t table) write(w io.Writer, lang words.Lang, head sheet.Head, names []string, format string) error {
	var (
		out writer
		err error
	)
	if format == formatXLSX {
		out, err = sheet.NewXLSX(w, lang, head, names)
	} else {
		out, err = sheet.NewCSV(w, lang, head, names)
	}
	if err != nil {
		return err
	}
	for _, r := range t.rows {
		if err := out.Write(r); err != nil {
			return errors.Join(err, out.Close())
		}
	}
	return out.Close()
}

// filterText joins the parts of a filter that are set.
func filterText(parts ...string) string {
	var set []string
	for _, p := range parts {
		if p != "" {
			set = append(set, p)
		}
	}
	return strings.Join(set, "; ")
}

// named writes "name=value" when there is a value.
func named(name, value string) string {
	if value == "" {
		return ""
	}
	return name + "=" + value
}

// ListIn asks for a list as a file; the filters are those of the list.
type ListIn struct {
	List     string       `path:"list" json:"-" enum:"orders,receivables,differences,entries"`
	Format   string       `query:"format" json:"-" enum:"csv,xlsx" default:"xlsx"`
	State    string       `query:"state" json:"-" maxLength:"40" doc:"of orders and differences"`
	Platform string       `query:"platform" json:"-" maxLength:"60" doc:"of orders"`
	Code     string       `query:"code" json:"-" maxLength:"40" doc:"of differences"`
	Bucket   string       `query:"bucket" json:"-" enum:"current,d1_30,d31_60,d61_90,d91" doc:"of receivables"`
	OrderID  string       `query:"order_id" json:"-" maxLength:"40" doc:"of differences and entries"`
	From     calendar.Day `query:"from" json:"-" doc:"day of the purchase, of the line or of effect"`
	To       calendar.Day `query:"to" json:"-"`

	who string
}

func (in ListIn) filter() string {
	return filterText(named("state", in.State), named("platform", in.Platform), named("code", in.Code),
		named("bucket", in.Bucket), named("order", in.OrderID), named("from", string(in.From)), named("to", string(in.To)))
}

func listFile(_ context.Context, tx *db.Tx, in ListIn) (api.File, error) {
	var (
		t   table
		err error
	)
	switch in.List {
	case "orders":
		t, err = ordersTable(tx, in)
	case "receivables":
		t, err = receivablesTable(tx, in)
	case "differences":
		t, err = differencesTable(tx, in)
	default:
		t, err = entriesTable(tx, in)
	}
	if err != nil {
		return api.File{}, err
	}
	t.name, t.filter = in.List, in.filter()
	return t.file(tx, in.who, in.Format)
}

func ordersTable(tx *db.Tx, in ListIn) (table, error) {
	zone, err := tenant.Location(tx)
	if err != nil {
		return table{}, err
	}
	t := table{title: wordOrders, columns: []words.Word{colOrder, colOuterNo, colPlatformNo, colDay, colState, colVerdict,
		colPlatform, colPlan, colCount, colCustomer, colCurrency, colAmount, colRefunded, colPaidAt, colSettledAt}}
	f := order.Filter{Platform: in.Platform, From: in.From, To: in.To}
	if in.State != "" {
		f.States = []order.State{order.State(in.State)}
	}
	for after := ""; len(t.rows) <= mostRows; {
		const some = 500
		list, err := order.List(tx, f, after, some)
		if err != nil {
			return t, err
		}
		for _, o := range list {
			row := []sheet.Value{sheet.ID(o.ID), sheet.ID(o.OuterNo), sheet.ID(o.PlatformNo), sheet.Day(o.Day),
				sheet.Text(o.State.Word().In(tx.Lang(), nil)), sheet.Text(o.Verdict), sheet.Text(o.Platform), sheet.Text(o.PlanCode),
				sheet.Int(int64(o.Count)), sheet.ID(o.CustomerID), sheet.Text(string(o.Amount.Currency)), sheet.Amount(o.Amount),
				sheet.Amount(o.Refunded)}
			t.rows = append(t.rows, append(row, moment(o.PaidAt, zone), moment(o.SettledAt, zone)))
			after = o.ID
		}
		if len(list) < some {
			break
		}
	}
	return t, nil
}

func receivablesTable(tx *db.Tx, in ListIn) (table, error) {
	t := table{title: wordReceivables, columns: []words.Word{colContract, colOrder, colCustomer, colPlan, colCreditor, colCurrency,
		colOutstanding, colRemaining, colOldestDue, colOverdueDays, colBucket}}
	day, _, err := today(tx)
	if err != nil {
		return t, err
	}
	from, to, _ := dueBetween(in.Bucket, day)
	list, err := receivables(tx, from, to, mostRows+1)
	for _, r := range list {
		late := max(0, day.Sub(r.oldestDue))
		t.rows = append(t.rows, []sheet.Value{sheet.ID(r.contract), sheet.ID(r.order), sheet.ID(r.customer), sheet.Text(r.plan),
			sheet.Text(r.creditor), sheet.Text(string(r.outstanding.Currency)), sheet.Amount(r.outstanding), sheet.Amount(r.remaining),
			sheet.Day(r.oldestDue), sheet.Int(int64(late)), sheet.Text(bucketWords[ledger.BucketOf(late)].In(tx.Lang(), nil))})
	}
	return t, err
}

func differencesTable(tx *db.Tx, in ListIn) (table, error) {
	t := table{title: wordDifferences, columns: []words.Word{colDifference, colCode, colMeaning, colState, colDay, colOrder, colLine,
		colCurrency, colExpected, colActual}}
	list, err := differenceRows(tx, in, mostRows+1)
	for _, d := range list {
		t.rows = append(t.rows, []sheet.Value{sheet.ID(d.ID), sheet.Text(string(d.Code)), sheet.Text(d.Code.Word().In(tx.Lang(), nil)),
			sheet.Text(d.State), sheet.Day(d.Day), sheet.ID(d.OrderID), sheet.ID(d.LineID), sheet.Text(string(d.Expected.Currency)),
			sheet.Amount(d.Expected), sheet.Amount(d.Actual)})
	}
	return t, err
}

func entriesTable(tx *db.Tx, in ListIn) (table, error) {
	zone, err := tenant.Location(tx)
	if err != nil {
		return table{}, err
	}
	t := table{title: wordEntries, columns: []words.Word{colEntry, colKind, colRef, colOrder, colContract, colDay, colRecordedAt,
		colAccount, colSubject, colCurrency, colDebit, colCredit, colReverses}}
	names := map[string]string{}
	for _, a := range ledger.Chart() {
		names[a.Code] = a.EN
		if tx.Lang() == words.ZH {
			names[a.Code] = a.ZH
		}
	}
	list, err := legRows(tx, in, mostRows+1)
	for _, l := range list {
		debit, credit := sheet.Value{}, sheet.Value{}
		if l.amount.Minor >= 0 {
			debit = sheet.Amount(l.amount)
		} else {
			l.amount.Minor = -l.amount.Minor
			credit = sheet.Amount(l.amount)
		}
		t.rows = append(t.rows, []sheet.Value{sheet.ID(l.entry), sheet.Text(l.kind), sheet.ID(l.ref), sheet.ID(l.order),
			sheet.ID(l.contract), sheet.Day(l.day), sheet.At(l.at.In(zone)), sheet.Text(names[l.account]), sheet.ID(l.subject),
			sheet.Text(string(l.amount.Currency)), debit, credit, sheet.ID(l.reverses)})
	}
	return t, err
}

// AuditIn asks for the audit log of some days as a file.
type AuditIn struct {
	Format string       `query:"format" json:"-" enum:"csv,xlsx" default:"xlsx"`
	From   calendar.Day `query:"from" json:"-"`
	To     calendar.Day `query:"to" json:"-"`

	who string
}

func (o Options) auditFile(_ context.Context, tx *db.Tx, in AuditIn) (api.File, error) {
	from, to, err := period(tx, in.From, in.To)
	if err != nil {
		return api.File{}, err
	}
	zone, err := tenant.Location(tx)
	if err != nil {
		return api.File{}, err
	}
	t := table{name: "audit", title: wordAudit, filter: string(from) + " – " + string(to),
		columns: []words.Word{colAudit, colAt, colWho, colRole, colOperation, colReason, colRequest}}
	f := AuditFilter{}
	f.From, _ = from.In(zone)
	_, f.To = to.In(zone)
	const some = 500
	for before := ""; len(t.rows) <= mostRows; {
		list, err := o.Audit(tx, f, before, some)
		if err != nil {
			return api.File{}, err
		}
		for _, e := range list {
			t.rows = append(t.rows, auditRow(e, zone))
			before = e.ID
		}
		if len(list) < some {
			break
		}
	}
	return t.file(tx, in.who, in.Format)
}
