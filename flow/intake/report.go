package intake

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"time"

	"fenming/kit/blob"
	"fenming/kit/fault"
	"fenming/kit/sheet"
	"fenming/kit/words"
)

// reportKind is the first thing in a stored report, so that no other kept file
// can be fetched as one.
const reportKind = "fenming.import.report/1"

// maxReport bounds a report, in bytes.
const maxReport = 512 << 20

// reportHead is the first line of a stored report; each further line is an Odd.
type reportHead struct {
	Kind    string    `json:"kind"`
	Job     string    `json:"job"`
	Files   []string  `json:"files"`
	At      time.Time `json:"at"`
	Refused int64     `json:"refused"` // rows
	Noted   int64     `json:"noted"`
}

// storeReport keeps the report and returns its hash; "" when nothing is odd.
func (p *pass) storeReport(ctx context.Context, res Result) (string, error) {
	if res.Odd == 0 {
		return "", nil
	}
	head := reportHead{Kind: reportKind, Job: p.run.ID, At: p.at, Refused: p.odds.refused, Noted: p.odds.noted}
	for _, f := range p.in.Files {
		head.Files = append(head.Files, f.Name)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	if err := e.Encode(head); err != nil {
		return "", err
	}
	for _, row := range p.odds.sorted() {
		if err := e.Encode(row); err != nil {
			return "", err
		}
	}
	ref, err := p.store.Put(ctx, p.run.Tenant, &b, maxReport)
	return ref.SHA256, err
}

// openReport opens a stored report behind its head. Another file, or none, is a
// not-found fault.
func openReport(store *blob.Store, tenant, sha string) (reportHead, *json.Decoder, io.Closer, error) {
	none := fault.NotFound(wordNoReport)
	f, err := store.Get(tenant, sha, blob.Verified)
	if fault.Is(err, fault.CodeNotFound) {
		return reportHead{}, nil, nil, none
	}
	if err != nil {
		return reportHead{}, nil, nil, err
	}
	d := json.NewDecoder(bufio.NewReader(f))
	var head reportHead
	if err := d.Decode(&head); err != nil || head.Kind != reportKind {
		return reportHead{}, nil, nil, errors.Join(none, f.Close())
	}
	return head, d, f, nil
}

// table is what a report is written into.
type table interface {
	Write(values []sheet.Value) error
	Close() error
}

// render writes a report as CSV or XLSX with the reason in both languages, the
// reader's first.
func render(w io.Writer, store *blob.Store, tenant, sha, format string, lang words.Lang) error {
	head, rows, f, err := openReport(store, tenant, sha)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // read only
	out, err := tableFor(w, head, format, lang)
	if err != nil {
		return err
	}
	for {
		var o Odd
		err := rows.Decode(&o)
		if errors.Is(err, io.EOF) {
			return out.Close()
		}
		if err == nil {
			err = out.Write(o.values(lang))
		}
		if err != nil {
			return errors.Join(err, out.Close())
		}
	}
}

func tableFor(w io.Writer, head reportHead, format string, lang words.Lang) (table, error) {
	top := sheet.Head{Title: wordTitle.In(lang, nil), Who: head.Job, AsOf: head.At.UTC().Format(time.RFC3339),
		Filter: wordCounts.In(lang, words.Args{"refused": head.Refused, "noted": head.Noted})}
	var columns []string
	for _, c := range []words.Word{wordFileCol, wordLineCol, wordNoCol, wordFate, wordReason, wordCure, wordOther} {
		columns = append(columns, c.In(lang, nil))
	}
	if format == "xlsx" {
		return sheet.NewXLSX(w, lang, top, columns)
	}
	return sheet.NewCSV(w, lang, top, columns)
}

func (o Odd) values(lang words.Lang) []sheet.Value {
	fate, reason, cure, other := wordNoted, o.EN, o.CureEN, o.ZH
	if o.Refused {
		fate = wordRefused
	}
	if lang == words.ZH {
		reason, cure, other = o.ZH, o.CureZH, o.EN
	}
	return []sheet.Value{sheet.Text(o.File), sheet.Int(int64(o.Line)), sheet.ID(o.OuterNo), sheet.Text(fate.In(lang, nil)),
		sheet.Text(reason), sheet.Text(cure), sheet.Text(other)}
}
