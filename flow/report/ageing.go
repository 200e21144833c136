package report

import (
	"context"
	"time"

	"fenming/book/ledger"
	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
	"fenming/kit/sheet"
	"fenming/kit/words"
)

// AgeingLine is one class of age of one currency. Overdue is the part of the
// outstanding whose instalments were due before today.
type AgeingLine struct {
	Bucket      string      `json:"bucket" enum:"current,d1_30,d31_60,d61_90,d91"`
	Label       string      `json:"label"`
	Contracts   int64       `json:"contracts"`
	Outstanding money.Money `json:"outstanding" doc:"booked and unpaid"`
	Overdue     money.Money `json:"overdue"`
	Link        string      `json:"link"`
}

// AgeingOut is how old the receivables of customers are.
type AgeingOut struct {
	Day   calendar.Day `json:"day"`
	AsOf  time.Time    `json:"as_of"`
	Lines []AgeingLine `json:"lines"`
	Link  string       `json:"link"`
}

func ageing(_ context.Context, tx *db.Tx, _ api.None) (AgeingOut, error) {
	day, _, err := today(tx)
	if err != nil {
		return AgeingOut{}, err
	}
	out := AgeingOut{Day: day, AsOf: tx.Now(), Lines: []AgeingLine{}, Link: "/receivables"}
	lines, err := ledger.Ageing(tx, day)
	if err != nil {
		return out, err
	}
	for _, l := range lines {
		v := AgeingLine{Bucket: l.Bucket, Label: bucketWords[l.Bucket].In(tx.Lang(), nil), Contracts: l.Contracts,
			Outstanding: l.Outstanding, Overdue: money.New(0, l.Outstanding.Currency), Link: "/receivables?bucket=" + l.Bucket}
		from, to, _ := dueBetween(l.Bucket, day)
		late, err := sumOverdueBetween(tx, day, from, to)
		if err != nil {
			return out, err
		}
		for _, s := range late {
			if s.Money.Currency == l.Outstanding.Currency {
				v.Overdue = s.Money
			}
		}
		out.Lines = append(out.Lines, v)
	}
	return out, nil
}

// ExportIn asks for a report as a file.
type ExportIn struct {
	Format string `query:"format" json:"-" enum:"csv,xlsx" default:"xlsx"`

	who string
}

func ageingFile(ctx context.Context, tx *db.Tx, in ExportIn) (api.File, error) {
	a, err := ageing(ctx, tx, api.None{})
	if err != nil {
		return api.File{}, err
	}
	t := table{name: "ageing", title: wordAgeing, filter: string(a.Day),
		columns: []words.Word{colBucket, colContracts, colCurrency, colOutstanding, colOverdue}}
	for _, l := range a.Lines {
		t.rows = append(t.rows, []sheet.Value{sheet.Text(l.Label), sheet.Int(l.Contracts),
			sheet.Text(string(l.Outstanding.Currency)), sheet.Amount(l.Outstanding), sheet.Amount(l.Overdue)})
	}
	return t.file(tx, in.who, in.Format)
}
