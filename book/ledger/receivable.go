package ledger

import (
	"context"

	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
	"fenming/kit/words"
)

// Bucket is a class of age by the oldest unpaid instalment.
type Bucket struct {
	Code     string
	From, To int // overdue days, both included
}

// Buckets are the classes of age, youngest first.
func Buckets() []Bucket {
	return []Bucket{{"current", -36500, 0}, {"d1_30", 1, 30}, {"d31_60", 31, 60}, {"d61_90", 61, 90}, {"d91", 91, 36500}}
}

// days is the range of oldest due days that a bucket means on a day.
func (b Bucket) days(today calendar.Day) (from, to calendar.Day) {
	from, to = today.AddDays(-b.To), today.AddDays(-b.From)
	if b.From < 0 {
		to = "9999-12-30"
	}
	if b.To == 36500 {
		from = "0001-01-01"
	}
	return from, to
}

// BucketOf is the class of an age in overdue days.
func BucketOf(days int) string {
	for _, b := range Buckets() {
		if days >= b.From && days <= b.To {
			return b.Code
		}
	}
	return "d91"
}

// Receivable is a line of the list.
type Receivable struct {
	ContractID  string       `json:"contract_id"`
	OrderID     string       `json:"order_id"`
	CustomerID  string       `json:"customer_id"`
	PlanCode    string       `json:"plan_code"`
	Creditor    string       `json:"creditor"`
	Outstanding money.Money  `json:"outstanding" doc:"Booked and unpaid"`
	Remaining   money.Money  `json:"remaining" doc:"With interest and fees still to fall due"`
	Overdue     money.Money  `json:"overdue"`
	OverdueDays int          `json:"overdue_days"`
	Bucket      string       `json:"bucket" enum:"current,d1_30,d31_60,d61_90,d91"`
	NextDue     calendar.Day `json:"next_due,omitempty"`
	NextAmount  money.Money  `json:"next_amount"`
}

// ReceivableListIn asks for open receivables, the longest overdue first.
type ReceivableListIn struct {
	Bucket     string `query:"bucket" json:"-" enum:"current,d1_30,d31_60,d61_90,d91"`
	CustomerID string `query:"customer_id" json:"-" maxLength:"40"`
	Cursor     string `query:"cursor" json:"-" maxLength:"200"`
	Limit      int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

// ReceivableView is a contract's receivable with everything that made it.
type ReceivableView struct {
	Position
	Entries []Entry `json:"entries"`
}

// AgeingLine is one class of age of one currency.
type AgeingLine struct {
	Bucket      string      `json:"bucket"`
	Contracts   int64       `json:"contracts"`
	Outstanding money.Money `json:"outstanding"`
}

// AgeingView is how old the receivables are.
type AgeingView struct {
	Day   calendar.Day `json:"day"`
	Lines []AgeingLine `json:"lines"`
}

func opReceivables(_ context.Context, tx *db.Tx, in ReceivableListIn) (api.Page[Receivable], error) {
	at, err := api.ParseCursor(in.Cursor, 2)
	if err != nil {
		return api.Page[Receivable]{}, err
	}
	today, err := Today(tx)
	if err != nil {
		return api.Page[Receivable]{}, err
	}
	f := receivableFilter{customerID: in.CustomerID, day: at[0], id: at[1]}
	for _, b := range Buckets() {
		if b.Code == in.Bucket {
			f.from, f.to = b.days(today)
		}
	}
	size := api.PageSize(in.Limit)
	f.limit = size + 1
	rows, err := listReceivables(tx, f)
	if err != nil {
		return api.Page[Receivable]{}, err
	}
	rows, next := api.Cut(rows, size, func(r receivableRow) string { return api.Cursor(string(r.OldestDue), r.ContractID) })
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.ContractID
	}
	positions, err := Positions(tx, ids, today)
	page := api.Page[Receivable]{Data: make([]Receivable, len(rows)), Next: next, AsOf: tx.Now()}
	for i, r := range rows {
		page.Data[i] = r.view(positions[r.ContractID])
	}
	return page, err
}

func (r receivableRow) view(p Position) Receivable {
	return Receivable{ContractID: r.ContractID, OrderID: r.OrderID, CustomerID: r.CustomerID, PlanCode: r.PlanCode,
		Creditor: r.Creditor, Outstanding: p.Outstanding, Remaining: p.Remaining, Overdue: p.Overdue,
		OverdueDays: p.OverdueDays, Bucket: BucketOf(p.OverdueDays), NextDue: p.NextDue, NextAmount: p.NextAmount}
}

func opReceivable(_ context.Context, tx *db.Tx, in IDIn) (ReceivableView, error) {
	p, err := PositionOf(tx, in.ID)
	if err != nil {
		return ReceivableView{}, err
	}
	list, err := entriesOf(tx, in.ID)
	return ReceivableView{p, list}, err
}

// Ageing sums what is booked and unpaid by the age of the oldest unpaid
// instalment, for every class and currency that has any.
func Ageing(tx *db.Tx, today calendar.Day) ([]AgeingLine, error) {
	lines := []AgeingLine{}
	for _, b := range Buckets() {
		from, to := b.days(today)
		sums, err := sumReceivables(tx, from, to)
		if err != nil {
			return nil, err
		}
		for _, s := range sums {
			lines = append(lines, AgeingLine{b.Code, s.contracts, money.New(s.outstanding, s.currency)})
		}
	}
	return lines, nil
}

func opAgeing(_ context.Context, tx *db.Tx, _ api.None) (AgeingView, error) {
	today, err := Today(tx)
	if err != nil {
		return AgeingView{}, err
	}
	lines, err := Ageing(tx, today)
	return AgeingView{today, lines}, err
}

// nameOf is an account's name in the language of whoever asks.
func nameOf(code string, tx *db.Tx) string {
	for _, a := range Chart() {
		if a.Code == code && tx.Lang() == words.ZH {
			return a.ZH
		} else if a.Code == code {
			return a.EN
		}
	}
	return code
}
