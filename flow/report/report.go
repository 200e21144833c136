package report

import (
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/audit"
	"fenming/office/tenant"
)

// Options are the questions that rooms beside the books answer. One that is nil
// leaves its figure or export out.
type Options struct {
	// Approvals counts what waits for a decision.
	Approvals func(tx *db.Tx) (int64, error)
	// Audit lists entries, newest first, behind an id ("" = from the newest).
	Audit func(tx *db.Tx, f AuditFilter, before string, n int) ([]audit.Entry, error)
}

// AuditFilter narrows the audit entries of an export, µs, [From, To).
type AuditFilter struct {
	From, To int64
}

// Sum is a number of things and their money, one Sum for each currency.
type Sum struct {
	Count int64       `json:"count"`
	Money money.Money `json:"money"`
}

// Figure is one number of the home page. Link is the page, with its filter, that
// lists exactly what was counted.
type Figure struct {
	Code    string `json:"code" enum:"review,differences,platform_receivable,customer_receivable,due,cases,approvals"`
	Label   string `json:"label"`
	Count   int64  `json:"count"`
	Sums    []Sum  `json:"sums,omitempty" doc:"money, by currency"`
	Link    string `json:"link"`
	AtLeast bool   `json:"at_least,omitempty" doc:"more than were counted"`
	Of      *Part  `json:"of,omitempty" doc:"the part that presses"`
}

// Part is the pressing part of a figure: overdue, due today, past the deadline.
type Part struct {
	Label string `json:"label"`
	Count int64  `json:"count"`
	Sums  []Sum  `json:"sums,omitempty"`
	Link  string `json:"link"`
}

// figure makes a figure of sums in several currencies.
func figure(tx *db.Tx, code string, label words.Word, link string, sums []Sum) Figure {
	return Figure{Code: code, Label: label.In(tx.Lang(), nil), Count: count(sums), Sums: withMoney(sums), Link: link}
}

func part(tx *db.Tx, label words.Word, link string, sums []Sum) *Part {
	return &Part{Label: label.In(tx.Lang(), nil), Count: count(sums), Sums: withMoney(sums), Link: link}
}

func count(sums []Sum) int64 {
	var n int64
	for _, s := range sums {
		n += s.Count
	}
	return n
}

func withMoney(sums []Sum) []Sum {
	list := []Sum{}
	for _, s := range sums {
		if s.Money.Currency != "" && (s.Money.Minor != 0 || s.Count != 0) {
			list = append(list, s)
		}
	}
	return list
}

// today is the merchant's day and its last moment, µs.
func today(tx *db.Tx) (day calendar.Day, end int64, err error) {
	zone, err := tenant.Location(tx)
	if err != nil {
		return "", 0, err
	}
	day = calendar.DayOf(tx.Now(), zone)
	_, end = day.In(zone)
	return day, end, nil
}
