package collect

import (
	"context"
	"strconv"

	"fenming/book/contact"
	"fenming/book/customer"
	"fenming/book/ledger"
	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
)

// QueueIn asks for the contracts that are overdue.
type QueueIn struct {
	Cursor string `query:"cursor" json:"-" maxLength:"200"`
	Limit  int    `query:"limit" json:"-" minimum:"1" maximum:"50"`
}

// QueueItem is one overdue contract with what may be done about it.
type QueueItem struct {
	ContractID  string           `json:"contract_id"`
	OrderID     string           `json:"order_id"`
	OuterNo     string           `json:"outer_no"`
	CustomerID  string           `json:"customer_id"`
	Customer    string           `json:"customer" doc:"masked"`
	Phone       string           `json:"phone" doc:"masked"`
	Overdue     money.Money      `json:"overdue"`
	Remaining   money.Money      `json:"remaining"`
	OverdueDays int              `json:"overdue_days"`
	Bucket      string           `json:"bucket"`
	NextStep    string           `json:"next_step" enum:"reminder,call,demand"`
	NextName    string           `json:"next_step_name"`
	Gate        contact.Decision `json:"gate" doc:"what the gate says of that step now; nothing is reserved"`
	Sentence    string           `json:"sentence"`
	Holds       []string         `json:"holds"`
	Promise     *contact.Promise `json:"promise,omitempty"`
	LastStep    *contact.Step    `json:"last_step,omitempty"`
}

// Queue lists overdue contracts, most money × age first. Age counts by classes
// (rules.go), so that the order is one index walk and not a sum over all.
func Queue(_ context.Context, tx *db.Tx, in QueueIn) (api.Page[QueueItem], error) {
	page := api.Page[QueueItem]{Data: []QueueItem{}, AsOf: tx.Now()}
	at, err := api.ParseCursor(in.Cursor, 2)
	if err != nil {
		return page, err
	}
	today, err := ledger.Today(tx)
	if err != nil {
		return page, err
	}
	beyond := int64(-1)
	if at[0] != "" {
		if beyond, err = strconv.ParseInt(at[0], 10, 64); err != nil {
			return page, fault.Invalid(wordCursor).At("/query/cursor")
		}
	}
	size := in.Limit
	if size <= 0 || size > 50 {
		size = 20
	}
	rows, err := overdueRows(tx, today, beyond, at[1], size+1)
	if err != nil {
		return page, err
	}
	rows, page.Next = api.Cut(rows, size, func(r queueRow) string { return api.Cursor(strconv.FormatInt(r.rank, 10), r.contractID) })
	for _, r := range rows {
		item, err := itemOf(tx, r.contractID, today)
		if err != nil {
			return page, err
		}
		page.Data = append(page.Data, item)
	}
	return page, nil
}

func itemOf(tx *db.Tx, contractID string, today calendar.Day) (QueueItem, error) {
	s, err := look(tx, contractID)
	if err != nil {
		return QueueItem{}, err
	}
	pos, err := ledger.PositionAt(tx, contractID, today)
	if err != nil {
		return QueueItem{}, err
	}
	who, err := customer.Contact(tx, s.c.CustomerID)
	if err != nil {
		return QueueItem{}, err
	}
	masked, err := customer.Get(tx, s.c.CustomerID)
	if err != nil {
		return QueueItem{}, err
	}
	step, channel, purpose := nextStep(pos.OverdueDays)
	d, err := contact.Preview(tx, s.ask(pos.Overdue, channel, purpose, pos.OverdueDays, who.Address))
	if err != nil {
		return QueueItem{}, err
	}
	item := QueueItem{ContractID: s.c.ID, OrderID: s.c.OrderID, OuterNo: s.order.OuterNo, CustomerID: s.c.CustomerID,
		Customer: masked.NameMasked, Phone: masked.PhoneMasked, Overdue: pos.Overdue, Remaining: pos.Remaining,
		OverdueDays: pos.OverdueDays, Bucket: ledger.BucketOf(pos.OverdueDays), NextStep: step,
		NextName: stepWord(step).In(tx.Lang(), nil), Gate: d, Sentence: d.Sentence(tx.Lang(), s.loc), Holds: s.holds}
	if item.Holds == nil {
		item.Holds = []string{}
	}
	standing, err := customer.Holds(tx, s.c.CustomerID, s.c.ID)
	if err != nil {
		return item, err
	}
	for _, h := range standing {
		item.Holds = append(item.Holds, h.Kind)
	}
	if s.vowed {
		item.Promise = &s.promise
	}
	last, err := contact.Steps(tx, contractID)
	if err == nil && len(last) > 0 {
		item.LastStep = &last[0]
	}
	return item, err
}

// HistoryOut is what was planned and promised for a contract.
type HistoryOut struct {
	Steps    []contact.Step    `json:"steps"`
	Promises []contact.Promise `json:"promises"`
	Holds    []customer.Hold   `json:"holds" doc:"also the lifted ones"`
}

// IDIn names a contract.
type IDIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
}

// History shows the way of a contract's collection.
func History(_ context.Context, tx *db.Tx, in IDIn) (HistoryOut, error) {
	s, err := look(tx, in.ID)
	if err != nil {
		return HistoryOut{}, err
	}
	var out HistoryOut
	if out.Steps, err = contact.Steps(tx, in.ID); err != nil {
		return out, err
	}
	if out.Promises, err = contact.Promises(tx, in.ID); err != nil {
		return out, err
	}
	out.Holds, err = customer.HoldHistory(tx, s.c.CustomerID, in.ID)
	return out, err
}
