package sell

import (
	"context"
	"slices"
	"strings"

	"fenming/book/contract"
	"fenming/book/customer"
	"fenming/book/ledger"
	"fenming/book/limit"
	"fenming/book/order"
	"fenming/book/plan"
	"fenming/book/risk"
	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// ListIn asks for orders. A number that ends in * is searched by its beginning.
type ListIn struct {
	State      string       `query:"state" json:"-" maxLength:"200" doc:"one state, or several with commas"`
	Platform   string       `query:"platform" json:"-" maxLength:"60"`
	Creditor   string       `query:"creditor" json:"-" enum:"platform,merchant,assigned"`
	CustomerID string       `query:"customer_id" json:"-" maxLength:"40"`
	PlanCode   string       `query:"plan_code" json:"-" maxLength:"60"`
	Verdict    string       `query:"verdict" json:"-" enum:"accept,step_up,hold,decline"`
	From       calendar.Day `query:"from" json:"-" maxLength:"10" doc:"the shop's day of the purchase"`
	To         calendar.Day `query:"to" json:"-" maxLength:"10"`
	MinAmount  int64        `query:"min_amount" json:"-" minimum:"0" doc:"minor units"`
	MaxAmount  int64        `query:"max_amount" json:"-" minimum:"0" doc:"minor units"`
	OuterNo    string       `query:"outer_no" json:"-" maxLength:"64"`
	PlatformNo string       `query:"platform_no" json:"-" maxLength:"64"`
	TrackingNo string       `query:"tracking_no" json:"-" maxLength:"80"`
	Imported   string       `query:"imported" json:"-" enum:"true,false"`
	Cursor     string       `query:"cursor" json:"-" maxLength:"200"`
	Limit      int          `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

func (in ListIn) filter() (order.Filter, error) {
	f := order.Filter{Platform: in.Platform, Creditor: in.Creditor, CustomerID: in.CustomerID, PlanCode: in.PlanCode, Verdict: in.Verdict,
		From: in.From, To: in.To, MinAmount: in.MinAmount, MaxAmount: in.MaxAmount, OuterNo: in.OuterNo,
		PlatformNo: in.PlatformNo, TrackingNo: in.TrackingNo}
	if in.State != "" {
		for name := range strings.SplitSeq(in.State, ",") {
			s := order.State(name)
			if !slices.Contains(order.States(), s) {
				return f, fault.Invalid(wordNoState).At("/query/state")
			}
			f.States = append(f.States, s)
		}
	}
	if in.Imported != "" {
		yes := in.Imported == "true"
		f.Imported = &yes
	}
	return f, nil
}

func opList(_ context.Context, tx *db.Tx, in ListIn) (api.Page[order.Order], error) {
	page := api.Page[order.Order]{AsOf: tx.Now()}
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return page, err
	}
	f, err := in.filter()
	if err != nil {
		return page, err
	}
	size := api.PageSize(in.Limit)
	rows, err := order.List(tx, f, at[0], size+1)
	page.Data, page.Next = api.Cut(rows, size, func(o order.Order) string { return api.Cursor(o.ID) })
	return page, err
}

// GetIn names an order by its id or the shop's number.
type GetIn struct {
	ID      string `path:"id" json:"-" maxLength:"70" doc:"the order's id, or outer: and the shop's number"`
	Include string `query:"include" json:"-" maxLength:"200" doc:"parts to give, with commas: customer, items, verdict, quote, contract, position, limit, proofs, refunds, timeline; default all"`
}

// Detail is an order with all that is known of it; the customer is masked.
type Detail struct {
	Order       order.Order           `json:"order"`
	StateName   string                `json:"state_name"`
	Customer    *customer.Customer    `json:"customer,omitempty"`
	Items       []order.Item          `json:"items,omitempty"`
	Verdict     *risk.Verdict         `json:"verdict,omitempty"`
	Quote       *plan.Quote           `json:"quote,omitempty"`
	Contract    *contract.Contract    `json:"contract,omitempty"`
	Instalments []contract.Instalment `json:"instalments,omitempty"`
	Position    *ledger.Position      `json:"position,omitempty"`
	Limit       *limit.View           `json:"limit,omitempty"`
	Proofs      []order.Proof         `json:"proofs,omitempty"`
	Refunds     []order.Refund        `json:"refunds,omitempty"`
	Timeline    []order.Entry         `json:"timeline,omitempty"`
}

func opGet(_ context.Context, tx *db.Tx, in GetIn) (Detail, error) {
	var (
		o   order.Order
		err error
	)
	if no, ok := strings.CutPrefix(in.ID, "outer:"); ok {
		o, err = order.ByOuterNo(tx, no)
	} else {
		o, err = order.Get(tx, in.ID)
	}
	if err != nil {
		return Detail{}, err
	}
	d := Detail{Order: o, StateName: o.State.Word().In(tx.Lang(), nil)}
	for _, p := range parts {
		if in.Include != "" && !slices.Contains(strings.Split(in.Include, ","), p.name) {
			continue
		}
		if err := p.read(tx, &d); err != nil && !fault.Is(err, fault.CodeNotFound) {
			return Detail{}, err
		}
	}
	return d, nil
}

// parts are what a detail can include; one that does not exist is left out.
var parts = []struct {
	name string
	read func(*db.Tx, *Detail) error
}{
	{"customer", func(tx *db.Tx, d *Detail) error { return take(&d.Customer)(customer.Get(tx, d.Order.CustomerID)) }},
	{"items", func(tx *db.Tx, d *Detail) (err error) { d.Items, err = order.Items(tx, d.Order); return err }},
	{"verdict", func(tx *db.Tx, d *Detail) error { return take(&d.Verdict)(risk.Of(tx, d.Order.ID)) }},
	{"quote", func(tx *db.Tx, d *Detail) error { return take(&d.Quote)(plan.GetQuote(tx, d.Order.QuoteID)) }},
	{"contract", readContract},
	{"position", func(tx *db.Tx, d *Detail) error { return take(&d.Position)(ledger.PositionOf(tx, d.Order.ContractID)) }},
	{"limit", func(tx *db.Tx, d *Detail) error {
		return take(&d.Limit)(limit.OfPlan(tx, d.Order.CustomerID, d.Order.PlanCode))
	}},
	{"proofs", func(tx *db.Tx, d *Detail) (err error) { d.Proofs, err = order.Proofs(tx, d.Order.ID); return err }},
	{"refunds", func(tx *db.Tx, d *Detail) (err error) { d.Refunds, err = order.Refunds(tx, d.Order.ID); return err }},
	{"timeline", func(tx *db.Tx, d *Detail) (err error) { d.Timeline, err = order.Events(tx, d.Order.ID); return err }},
}

// take stores what was found; what was not stays out.
func take[T any](to **T) func(T, error) error {
	return func(v T, err error) error {
		if err == nil {
			*to = &v
		}
		return err
	}
}

func readContract(tx *db.Tx, d *Detail) error {
	if err := take(&d.Contract)(contract.Get(tx, d.Order.ContractID)); err != nil {
		return err
	}
	var err error
	d.Instalments, err = contract.Instalments(tx, d.Order.ContractID)
	return err
}

// IDIn names an order.
type IDIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
}

// EntryView is a line of the timeline with its state in words.
type EntryView struct {
	order.Entry
	ToName string `json:"to_name"`
}

func opTimeline(_ context.Context, tx *db.Tx, in IDIn) (api.Page[EntryView], error) {
	page := api.Page[EntryView]{Data: []EntryView{}, AsOf: tx.Now()}
	if _, err := order.Get(tx, in.ID); err != nil {
		return page, err
	}
	list, err := order.Events(tx, in.ID)
	for _, e := range list {
		page.Data = append(page.Data, EntryView{e, e.To.Word().In(tx.Lang(), words.Args{})})
	}
	return page, err
}
