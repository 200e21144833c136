package report

import (
	"context"

	"fenming/book/ledger"
	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
)

// DueIn asks for unpaid instalments by their due day. Without a first day all
// that is older counts; without a last one it is yesterday: what is overdue.
type DueIn struct {
	From   calendar.Day `query:"from" json:"-"`
	To     calendar.Day `query:"to" json:"-"`
	Cursor string       `query:"cursor" json:"-" maxLength:"200"`
	Limit  int          `query:"limit" json:"-" minimum:"1" maximum:"200" doc:"contracts on a page; each may have several instalments"`
}

// DueRow is one unpaid instalment.
type DueRow struct {
	ContractID  string       `json:"contract_id"`
	No          int          `json:"no"`
	DueDay      calendar.Day `json:"due_day"`
	Open        money.Money  `json:"open" doc:"unpaid of it"`
	OverdueDays int          `json:"overdue_days"`
	State       string       `json:"state" enum:"upcoming,due,grace,overdue"`
}

// dueRows are the instalments that the figures "due" and "overdue" add up.
func dueRows(_ context.Context, tx *db.Tx, in DueIn) (api.Page[DueRow], error) {
	page := api.Page[DueRow]{Data: []DueRow{}, AsOf: tx.Now()}
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return page, err
	}
	day, _, err := today(tx)
	if err != nil {
		return page, err
	}
	if in.To == "" {
		in.To = day.AddDays(-1)
	}
	size := api.PageSize(in.Limit)
	ids, err := contractsDue(tx, in.From, in.To, at[0], size+1)
	if err != nil {
		return page, err
	}
	ids, page.Next = api.Cut(ids, size, func(id string) string { return api.Cursor(id) })
	positions, err := ledger.Positions(tx, ids, day)
	if err != nil {
		return page, err
	}
	for _, id := range ids {
		p := positions[id]
		for _, n := range p.Instalments {
			if n.DueDay >= in.From && n.DueDay <= in.To && n.Open.Sum() > 0 {
				page.Data = append(page.Data, DueRow{id, n.No, n.DueDay, money.New(n.Open.Sum(), p.Currency), n.OverdueDays, n.State})
			}
		}
	}
	return page, nil
}
