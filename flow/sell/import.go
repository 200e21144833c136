package sell

import (
	"maps"
	"time"

	"fenming/book/channel"
	"fenming/book/customer"
	"fenming/book/ledger"
	"fenming/book/order"
	"fenming/book/risk"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/office/tenant"
)

// ImportedOrder is a sale that a file tells of: it happened, and if on credit,
// then on somebody else's.
type ImportedOrder struct {
	OuterNo    string
	PlatformNo string
	ChannelID  string // of platform card, or of the platform that sold it
	Customer   customer.Person
	Amount     money.Money // everything that was paid
	Credit     money.Money // the part on instalments; zero: all of it, if there is a plan
	Items      []ItemIn
	PlanCode   string // "" = without credit, or the file does not say
	Count      int
	Day        calendar.Day // of the purchase
	At         time.Time    // of the purchase; zero: noon of the day in the shop's zone
	PaidAt     time.Time    // zero: At
	// Ended says how an order ended before any money: OnCancel or OnExpire; ""
	// for one that was paid.
	Ended   order.Event
	EndedAt time.Time
	Store   string
	Staff   string
	Device  string
	BuyerIP string
	Proof   *order.Proof // delivery, when the file tells
	// Ref and Marks go into the timeline: which import and which line of it.
	Ref   string
	Marks map[string]string
}

// Imported says what became of a line: the order, and whether it was there
// before, in which case nothing was written.
type Imported struct {
	Order   order.Order
	Already bool
	Outcome string // what the judge would have said; "" without credit
}

// Import writes a sale that happened elsewhere: quote by the rate card of its
// day, verdict by the definition of a live order at its own time, ledger with
// the day of payment as effective day and now as recorded. It enqueues no job
// and sends no notice. Orders should come in the order of their time, since the
// judge counts what came before. Importing a number again changes nothing; the
// same number with another amount or day is a conflict. A merchant's own plan
// cannot be imported: it needs a signature.
func Import(tx *db.Tx, in ImportedOrder) (Imported, error) {
	had, err := order.ByOuterNo(tx, in.OuterNo)
	switch {
	case err == nil && had.Imported && had.Amount == in.Amount && had.Day == in.Day:
		return Imported{Order: had, Already: true, Outcome: had.Verdict}, nil
	case err == nil:
		return Imported{}, fault.Conflict(wordImportDiffers).At("/outer_no")
	case !fault.Is(err, fault.CodeNotFound):
		return Imported{}, err
	}
	if err := in.fill(tx); err != nil {
		return Imported{}, err
	}
	d, err := prepareImport(tx, in)
	if err != nil {
		return Imported{}, err
	}
	verdict, err := risk.Judge(tx, d.facts(in.At))
	if err != nil {
		return Imported{}, err
	}
	d.order.Verdict = verdict.Outcome
	o, err := order.Create(tx, d.order, d.items, in.step(verdict))
	if err != nil || in.Ended != "" {
		return Imported{Order: o, Outcome: verdict.Outcome}, err
	}
	day, err := dayOf(tx, in.PaidAt)
	if err != nil {
		return Imported{}, err
	}
	_, err = ledger.PaidByPlatform(tx, ledger.PlatformIn{OrderID: o.ID, ChannelID: o.ChannelID, Amount: o.Amount,
		Day: day, Ref: o.Ref()})
	if err != nil {
		return Imported{}, err
	}
	if in.Proof != nil {
		p := *in.Proof
		p.OrderID = o.ID
		if p, o, err = order.Fulfil(tx, p); err != nil {
			return Imported{}, err
		}
		err = sawDelivery(tx, o, p)
	}
	return Imported{Order: o, Outcome: verdict.Outcome}, err
}

// step is how an imported order enters its timeline.
func (in ImportedOrder) step(v risk.Verdict) order.Step {
	d := order.Detail{At: in.PaidAt, Ref: in.Ref, Values: map[string]string{"verdict": v.Outcome, "verdict_id": v.ID}}
	maps.Copy(d.Values, in.Marks)
	if in.Ended == "" {
		return order.Step{Event: order.OnImport, Detail: d}
	}
	d.At, d.Reason = in.EndedAt, "import"
	return order.Step{Event: in.Ended, Detail: d}
}

// fill checks the day and sets the time to its noon where the file tells none.
func (in *ImportedOrder) fill(tx *db.Tx) error {
	if err := in.Day.Check(); err != nil {
		return fault.As(err).At("/day")
	}
	if in.At.IsZero() {
		at, err := noon(tx, in.Day)
		if err != nil {
			return err
		}
		in.At = at
	}
	if in.PaidAt.IsZero() {
		in.PaidAt = in.At
	}
	if in.EndedAt.IsZero() {
		in.EndedAt = in.At
	}
	if in.Ended != "" && in.Ended != order.OnCancel && in.Ended != order.OnExpire {
		return fault.Invalid(wordImportEnd).At("/ended")
	}
	return nil
}

// noon is the middle of the shop's day.
func noon(tx *db.Tx, d calendar.Day) (time.Time, error) {
	zone, err := tenant.Location(tx)
	if err != nil {
		return time.Time{}, err
	}
	start, _ := d.In(zone)
	return calendar.FromMicros(start).Add(12 * time.Hour), nil
}

func prepareImport(tx *db.Tx, in ImportedOrder) (*draft, error) {
	d := &draft{in: DecideIn{OuterNo: in.OuterNo, Customer: in.Customer, Amount: in.Amount, Items: in.Items,
		PlanCode: in.PlanCode, Count: in.Count, Store: in.Store, Staff: in.Staff, Device: in.Device, BuyerIP: in.BuyerIP}}
	today, err := dayOf(tx, tx.Now())
	if err != nil {
		return nil, err
	}
	if in.Day > today {
		return nil, fault.Invalid(wordImportFuture).At("/day")
	}
	if d.channel, err = channel.Get(tx, in.ChannelID); err != nil {
		return nil, err
	}
	if d.channel.Creditor != channel.CreditorPlatform {
		return nil, fault.Refused(wordImportOwn).At("/channel_id")
	}
	shop, err := shopOf(tx, "")
	if err != nil {
		return nil, err
	}
	if d.who, err = customer.Match(tx, in.Customer); err != nil {
		return nil, err
	}
	if d.items, err = itemsOf(tx, in.Items); err != nil {
		return nil, err
	}
	terms := d.in
	if in.Credit.Minor > 0 {
		terms.Amount = in.Credit
	}
	if d.quote, err = quoteFor(tx, terms, nil, in.Day, true); err != nil {
		return nil, err
	}
	d.order = order.Order{ID: order.NewID(tx), OuterNo: in.OuterNo, PlatformNo: in.PlatformNo, CustomerID: d.who.ID,
		ShopID: shop.ID, Amount: in.Amount, Subject: d.in.subject(), Store: in.Store, Staff: in.Staff, Day: in.Day, Imported: true}
	d.bind()
	// The file's channel was the road, whatever platform the plan is listed under.
	d.order.Platform, d.order.Creditor, d.order.Way = d.channel.Platform, channel.CreditorPlatform, ""
	return d, nil
}

// ImportedRefund is money that went back, as a file tells.
type ImportedRefund struct {
	OuterNo string
	Amount  money.Money
	Day     calendar.Day
	Ref     string // the file's own number of the refund: the same again changes nothing
	Reason  string
}

// ImportRefund writes a refund of an imported order; it enqueues no job.
func ImportRefund(tx *db.Tx, in ImportedRefund) (order.Refund, error) {
	if err := in.Day.Check(); err != nil {
		return order.Refund{}, fault.As(err).At("/day")
	}
	o, err := order.ByOuterNo(tx, in.OuterNo)
	if err != nil {
		return order.Refund{}, err
	}
	if !o.Imported {
		return order.Refund{}, fault.Refused(wordNotImported).At("/outer_no")
	}
	reason := in.Reason
	if reason == "" {
		reason = "import"
	}
	had, err := order.Refunds(tx, o.ID)
	if err != nil {
		return order.Refund{}, err
	}
	for _, r := range had {
		if in.Ref != "" && r.ApprovalID == "import:"+in.Ref {
			return r, nil
		}
	}
	r, _, err := order.AskRefund(tx, o.ID, in.Amount, reason)
	if err != nil {
		return order.Refund{}, err
	}
	if _, _, err := order.MoveRefund(tx, order.RefundIn{ID: r.ID, To: order.RefundApproved, Approval: "import:" + in.Ref}); err != nil {
		return order.Refund{}, err
	}
	at, err := noon(tx, in.Day)
	if err != nil {
		return order.Refund{}, err
	}
	r, _, err = refundDone(tx, r.ID, 0, at)
	return r, err
}
