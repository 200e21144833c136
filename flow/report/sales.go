package report

import (
	"context"
	"time"

	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/sheet"
	"fenming/kit/words"
)

// SalesIn asks for orders by the shop's day of the purchase; without days, the
// last 30 up to today.
type SalesIn struct {
	From     calendar.Day `query:"from" json:"-"`
	To       calendar.Day `query:"to" json:"-"`
	Platform string       `query:"platform" json:"-" maxLength:"60"`
}

// SalesLine are the orders of a day, a platform and an outcome.
type SalesLine struct {
	Day      calendar.Day `json:"day"`
	Platform string       `json:"platform" doc:"empty: sold by the merchant himself"`
	Outcome  string       `json:"outcome" doc:"verdict; empty: not judged"`
	Orders   int64        `json:"orders"`
	Paid     int64        `json:"paid" doc:"orders whose money came"`
	Amount   money.Money  `json:"amount" doc:"of all orders"`
	Net      money.Money  `json:"net" doc:"of the paid ones, less refunds"`
	Link     string       `json:"link"`
}

// SalesOut are the sales of a time.
type SalesOut struct {
	From  calendar.Day `json:"from"`
	To    calendar.Day `json:"to"`
	AsOf  time.Time    `json:"as_of"`
	Lines []SalesLine  `json:"lines"`
}

const (
	usualDays = 30
	mostDays  = 400
)

func sales(_ context.Context, tx *db.Tx, in SalesIn) (SalesOut, error) {
	from, to, err := period(tx, in.From, in.To)
	if err != nil {
		return SalesOut{}, err
	}
	lines, err := salesLines(tx, from, to, in.Platform)
	for i, l := range lines {
		lines[i].Link = "/orders?from=" + string(l.Day) + "&to=" + string(l.Day) + "&platform=" + l.Platform + "&verdict=" + l.Outcome
	}
	return SalesOut{From: from, To: to, AsOf: tx.Now(), Lines: lines}, err
}

// period fills in and checks a range of days.
func period(tx *db.Tx, from, to calendar.Day) (calendar.Day, calendar.Day, error) {
	day, _, err := today(tx)
	if err != nil {
		return "", "", err
	}
	if to == "" {
		to = day
	}
	if from == "" {
		from = to.AddDays(1 - usualDays)
	}
	if from > to || to.Sub(from) > mostDays {
		return "", "", fault.Invalid(wordRange).At("/query/from")
	}
	return from, to, nil
}

// SalesFileIn is SalesIn as a file.
type SalesFileIn struct {
	From     calendar.Day `query:"from" json:"-"`
	To       calendar.Day `query:"to" json:"-"`
	Platform string       `query:"platform" json:"-" maxLength:"60"`
	Format   string       `query:"format" json:"-" enum:"csv,xlsx" default:"xlsx"`

	who string
}

func salesFile(ctx context.Context, tx *db.Tx, in SalesFileIn) (api.File, error) {
	s, err := sales(ctx, tx, SalesIn{in.From, in.To, in.Platform})
	if err != nil {
		return api.File{}, err
	}
	t := table{name: "sales", title: wordSales, filter: filterText(string(s.From)+" – "+string(s.To), in.Platform),
		columns: []words.Word{colDay, colPlatform, colOutcome, colOrders, colPaid, colCurrency, colAmount, colNet}}
	for _, l := range s.Lines {
		t.rows = append(t.rows, []sheet.Value{sheet.Day(l.Day), sheet.Text(l.Platform), sheet.Text(l.Outcome), sheet.Int(l.Orders),
			sheet.Int(l.Paid), sheet.Text(string(l.Amount.Currency)), sheet.Amount(l.Amount), sheet.Amount(l.Net)})
	}
	return t.file(tx, in.who, in.Format)
}
