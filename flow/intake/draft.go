package intake

import (
	"strconv"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/sheet"
	"fenming/kit/vault"
	"fenming/kit/words"
)

// draft is an order while its rows come together.
type draft struct {
	Order
	at      place
	mark    [16]byte // of the row, to tell the same one from another
	status  string   // as the file says it; "" derives it from the dates
	noStock bool
	freight int64
	goods   bool // the files tell what was sold
	priced  bool // and for how much each
	refused bool
	// stateless: the file has a column for the state, but nothing in it.
	stateless bool
	noted     bool
	account   string // olist: the customer's number in this one order
}

// reader turns files into drafts.
type reader struct {
	loc      *time.Location
	currency money.Currency // of amounts that name none
	now      time.Time
	odds     *odds
	drafts   map[string]*draft
	list     []*draft
	hashes   map[*sheet.Table]string
	nameless int64 // rows of an order without a readable number
}

func newReader(loc *time.Location, currency money.Currency, now time.Time) *reader {
	return &reader{loc: loc, currency: currency, now: now, odds: newOdds(), drafts: map[string]*draft{},
		hashes: map[*sheet.Table]string{}}
}

func (r *reader) refuse(d *draft, at place, f flaw, args words.Args) {
	d.refused = true
	r.odds.add(f.odd(at, d.OuterNo, true, args))
}

func (r *reader) note(d *draft, f flaw, args words.Args) {
	d.noted = true
	r.odds.add(f.odd(d.at, d.OuterNo, false, args))
}

func (r *reader) fault(d *draft, at place, err error) {
	d.refused = true
	r.odds.add(oddFault(flawCell, at, d.OuterNo, err))
}

// open starts a draft; an order number that is there already is the same row
// again, or nobody knows which of the two is right.
func (r *reader) open(outerNo string, at place, mark [16]byte) (d *draft, fresh bool, err error) {
	if had := r.drafts[outerNo]; had != nil {
		return had, false, nil
	}
	if len(r.list) >= maxOrders {
		return nil, false, fault.Limit(wordTooMany, words.Args{"max": maxOrders})
	}
	d = &draft{at: at, mark: mark}
	d.OuterNo = outerNo
	r.drafts[outerNo] = d
	r.list = append(r.list, d)
	if len(outerNo) > maxNumber {
		r.refuse(d, at, flawLongNo, words.Args{"max": maxNumber})
	}
	return d, true, nil
}

// maxNumber is the longest order number the books take, in bytes.
const maxNumber = 64

// finish makes the draft an order; false when it stays out. Every step adds
// to the report what it had to assume.
func (r *reader) finish(d *draft) (Order, bool) {
	steps := []func(*draft){r.finishPayments, r.finishState, r.finishTimes, r.finishCustomer, r.finishItems}
	for _, step := range steps {
		if d.refused {
			return Order{}, false
		}
		step(d)
	}
	if d.refused {
		return Order{}, false
	}
	d.Day = calendar.DayOf(d.PlacedAt, r.loc)
	if !d.EndedAt.IsZero() {
		d.EndedDay = calendar.DayOf(d.EndedAt, r.loc)
	}
	d.Evidence, d.Marks = d.at.sha, map[string]string{"file": d.at.sha, "line": strconv.Itoa(d.at.line), markDigest: d.digest()}
	d.Order.at, d.Order.noted = d.at, d.noted
	return d.Order, true
}

func (r *reader) finishPayments(d *draft) {
	if len(d.Payments) == 0 {
		r.refuse(d, d.at, flawNoPayment, nil)
		return
	}
	var kept []Payment
	for _, p := range d.Payments {
		switch {
		case p.Amount < 0:
			r.refuse(d, d.at, flawNegative, nil)
			return
		case p.Amount == 0 && len(d.Payments) > 1:
			r.note(d, flawZeroPart, nil)
			continue
		}
		if p = r.counted(d, p); d.refused {
			return
		}
		kept = append(kept, p)
	}
	d.Payments = kept
	sum, ok := total(kept)
	if !ok || sum <= 0 {
		r.refuse(d, d.at, flawAmount, nil)
		return
	}
	onCredit, count, mixed := credit(kept)
	if mixed {
		r.note(d, flawCounts, words.Args{"n": count})
	}
	d.Amount.Minor, d.Credit, d.Count = sum, money.New(onCredit, d.Amount.Currency), count
	if onCredit > 0 {
		d.PlanCode = planCode(d.Amount.Currency)
	}
	d.PayKind = kindsOf(kept)
}

// counted brings the instalments of a payment in order.
func (r *reader) counted(d *draft, p Payment) Payment {
	switch {
	case p.Kind != kindCard:
		if p.Kind == kindUnknown {
			r.note(d, flawPayKind, nil)
		}
		if p.Count > 1 {
			r.note(d, flawSpareCount, words.Args{"n": p.Count})
		}
		p.Count = 0
	case p.Count == 0:
		r.note(d, flawNoCount, nil)
		p.Count = 1
	case p.Count < 0 || p.Count > maxCount:
		r.refuse(d, d.at, flawCount, words.Args{"max": maxCount})
	}
	return p
}

// finishState reads the state, or derives it from the dates there are.
func (r *reader) finishState(d *draft) {
	if d.status != "" {
		s, noStock, ok := stateOf(d.status)
		if !ok {
			r.refuse(d, d.at, flawStatus, nil)
			return
		}
		d.State, d.noStock = s, noStock
	} else {
		switch {
		case !d.EndedAt.IsZero():
			d.State = Cancelled
		case !d.DeliveredAt.IsZero():
			d.State = Delivered
		case !d.ShippedAt.IsZero():
			d.State = Shipped
		default:
			d.State = Paid
		}
	}
	if d.stateless {
		r.note(d, flawNoState, nil)
	}
	switch {
	case d.State == Unpaid && !d.PaidAt.IsZero():
		r.note(d, flawUnpaidPaid, nil)
		d.State = Paid
	case d.State == Cancelled && !d.PaidAt.IsZero():
		d.State = Refunded
	case d.noStock:
		r.note(d, flawUnavailable, nil)
	case d.State == Unpaid:
		r.note(d, flawUnpaid, nil)
	}
}

// finishTimes checks the order of the days and fills what the state asks for.
func (r *reader) finishTimes(d *draft) {
	if d.PlacedAt.After(r.now.Add(24 * time.Hour)) {
		r.refuse(d, d.at, flawFuture, nil)
		return
	}
	if !d.PaidAt.IsZero() && d.PaidAt.Before(d.PlacedAt) {
		r.note(d, flawPaidEarly, nil)
		d.PaidAt = d.PlacedAt
	}
	if d.PaidAt.IsZero() && d.State != Unpaid && d.State != Cancelled {
		if d.status != "" { // a file without states and dates is a plain list of sales
			r.note(d, flawNoPaidDay, nil)
		}
		d.PaidAt = d.PlacedAt
	}
	if d.State == Delivered && d.DeliveredAt.IsZero() {
		r.note(d, flawNoDelivery, nil)
		d.State = Paid
		if !d.ShippedAt.IsZero() {
			d.State = Shipped
		}
	}
	if d.State == Shipped && d.ShippedAt.IsZero() {
		r.note(d, flawNoShipping, nil)
		d.ShippedAt = d.PaidAt
	}
	if !d.ShippedAt.IsZero() && (d.ShippedAt.Before(d.PlacedAt) || d.ShippedAt.Before(d.PaidAt)) {
		r.note(d, flawShippedEarly, nil)
	}
	if !d.ShippedAt.IsZero() && !d.DeliveredAt.IsZero() && d.DeliveredAt.Before(d.ShippedAt) {
		r.note(d, flawDeliveredEarly, nil)
		d.ShippedAt = time.Time{}
	}
	if d.State == Refunded && d.EndedAt.IsZero() {
		r.note(d, flawUndone, nil)
		for _, t := range []time.Time{d.PaidAt, d.ShippedAt, d.DeliveredAt} {
			if t.After(d.EndedAt) {
				d.EndedAt = t
			}
		}
	}
}

func (r *reader) finishCustomer(d *draft) {
	c := &d.Customer
	var err error
	if c.Phone != "" {
		if c.Phone, err = vault.NormalPhone(c.Phone); err != nil {
			r.note(d, flawContact, nil)
			c.Phone = ""
		}
	}
	if c.Email != "" {
		if c.Email, err = vault.NormalEmail(c.Email); err != nil {
			r.note(d, flawContact, nil)
			c.Email = ""
		}
	}
	if c.ExternalNo == "" && c.Phone == "" && c.Email == "" {
		r.refuse(d, d.at, flawNobody, nil)
	}
}

func (r *reader) finishItems(d *draft) {
	if len(d.Items) == 0 {
		if d.goods {
			r.note(d, flawItems, nil)
		}
		return
	}
	for _, it := range d.Items {
		if it.Amount.Minor < 0 || d.freight < 0 {
			r.refuse(d, d.at, flawNegative, nil)
			return
		}
	}
	if d.freight > 0 {
		d.Items = append(d.Items, Item{SKU: skuFreight, Name: "运费 Freight", Fulfilment: "service", Quantity: 1,
			Amount: money.New(d.freight, d.Amount.Currency)})
	}
	if !d.priced {
		if err := share(d.Items, d.Amount.Minor); err != nil {
			r.fault(d, d.at, err)
		}
		return
	}
	items, diff, err := fit(d.Items, d.Amount)
	if err != nil {
		r.fault(d, d.at, err)
		return
	}
	if diff != 0 {
		listed := money.New(d.Amount.Minor-diff, d.Amount.Currency)
		r.note(d, flawSum, words.Args{"items": listed.String(), "paid": d.Amount.String(),
			"diff": money.New(max(diff, -diff), d.Amount.Currency).String()})
	}
	d.Items = items
}
