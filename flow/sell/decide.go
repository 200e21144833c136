package sell

import (
	"context"
	"encoding/base64"
	"time"

	"fenming/book/casefile"
	"fenming/book/channel"
	"fenming/book/contract"
	"fenming/book/customer"
	"fenming/book/limit"
	"fenming/book/order"
	"fenming/book/plan"
	"fenming/book/risk"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/words"
	"fenming/office/tenant"
)

// draft is an order on its way through the decision.
type draft struct {
	in      DecideIn
	order   order.Order
	items   []order.Item
	who     customer.Customer
	quote   *plan.Quote
	channel channel.Channel
}

// Decide takes an order: who, what terms, is it genuine, is there room. The
// verdict and the order are written whatever the outcome; only an accepted
// order goes on, to the platform or to the signature. Faults: bad input, no
// valid rate card or channel (refused), an outer number that is taken.
func Decide(_ context.Context, tx *db.Tx, in DecideIn) (DecideOut, error) {
	d, err := prepare(tx, in)
	if err != nil {
		return DecideOut{}, err
	}
	budget, note, err := budgetOf(tx, d.who.ID, d.order.ID, d.quote)
	if err != nil {
		return DecideOut{}, err
	}
	facts := d.facts(tx.Now())
	budget.facts(&facts)
	verdict, err := risk.Judge(tx, facts)
	if err != nil {
		return DecideOut{}, err
	}
	out := DecideOut{Outcome: verdict.Outcome, Verdict: &verdict, Budget: note, Quote: d.quote, Next: nextNone}
	if note != nil && !note.Allowed {
		out.Outcome, out.Code, out.Reason = risk.Decline, note.Code, note.Why()
	}
	if why := d.underAge(); why != nil {
		out.Outcome, out.Code, out.Reason = risk.Decline, codeUnderAge, why.In(tx.Lang(), nil)
	}
	if out.Outcome == risk.Accept {
		if err := d.claim(tx, &out); err != nil {
			return DecideOut{}, err
		}
	}
	return d.write(tx, out)
}

// The codes of a decline that is not the judge's.
const (
	codeUnderAge = "under_age"
	codeLimit    = "limit"
)

// prepare finds everything the decision rests on.
func prepare(tx *db.Tx, in DecideIn) (*draft, error) {
	d := &draft{in: in}
	day, err := dayOf(tx, tx.Now())
	if err != nil {
		return nil, err
	}
	shop, err := shopOf(tx, in.ShopID)
	if err != nil {
		return nil, err
	}
	if d.who, err = customer.Match(tx, in.Customer); err != nil {
		return nil, err
	}
	if d.items, err = itemsOf(tx, in.Items); err != nil {
		return nil, err
	}
	if d.quote, err = quoteFor(tx, in, d.items, day, false); err != nil {
		return nil, err
	}
	if d.channel, err = channelFor(tx, in.ChannelID, d.quote); err != nil {
		return nil, err
	}
	if d.channel.Platform == channel.Card {
		return nil, fault.Refused(wordCardOnly).At("/channel_id")
	}
	if d.quote != nil && d.channel.ID != "" && d.quote.Creditor != plan.CreditorPlatform {
		return nil, fault.Refused(wordMerchantVia).At("/plan_code")
	}
	d.order = order.Order{ID: order.NewID(tx), OuterNo: in.OuterNo, CustomerID: d.who.ID, ShopID: shop.ID,
		Amount: in.Amount, Subject: in.subject(), Store: in.Store, Staff: in.Staff, Day: day}
	d.bind()
	return d, nil
}

// bind copies the terms of quote and channel onto the order.
func (d *draft) bind() {
	o := &d.order
	if d.channel.ID != "" {
		o.ChannelID, o.Platform, o.Creditor, o.Way = d.channel.ID, d.channel.Platform, d.channel.Creditor, d.in.Way
		if o.Way == "" {
			o.Way = "qr"
		}
	}
	if q := d.quote; q != nil {
		o.Platform, o.Creditor, o.PlanCode, o.QuoteID, o.Count = q.Platform, q.Creditor, q.PlanCode, q.ID, q.Count
	}
}

func quoteFor(tx *db.Tx, in DecideIn, items []order.Item, day calendar.Day, imported bool) (*plan.Quote, error) {
	if in.PlanCode == "" {
		return nil, nil //nolint:nilnil // a sale without credit has no quote; the pointer says so everywhere
	}
	ask := plan.Ask{Amount: in.Amount, PlanCode: in.PlanCode, Count: in.Count, Day: day, Imported: imported}
	for _, it := range items {
		if it.Category != "" {
			ask.Categories = append(ask.Categories, it.Category)
		}
	}
	q, err := plan.QuoteFor(tx, ask)
	return &q, err
}

func (in DecideIn) subject() string {
	switch {
	case in.Subject != "":
		return in.Subject
	case len(in.Items) > 0 && in.Items[0].Name != "":
		return in.Items[0].Name
	}
	return in.OuterNo
}

// facts is what the judge sees.
func (d *draft) facts(at time.Time) risk.Facts {
	f := risk.Facts{OrderID: d.order.ID, OuterNo: d.order.OuterNo, Customer: d.who, Amount: d.order.Amount,
		Quote: d.quote, Device: d.in.Device, IP: d.in.BuyerIP, AddressIndex: d.who.AddressIndex,
		PhoneIndex: d.who.PhoneIndex, Store: d.in.Store, Staff: d.in.Staff, At: at, Imported: d.order.Imported}
	for _, it := range d.items {
		f.Items = append(f.Items, risk.Item{SKU: it.SKU, Category: it.Category, Fulfilment: it.Fulfilment,
			Resale: it.Resale, Amount: it.Amount, Quantity: it.Quantity})
	}
	return f
}

// underAge: a minor is not given credit (Civil Code 19, 22: a contract beyond
// his age needs his guardian), whatever the score says.
func (d *draft) underAge() *words.Word {
	if d.quote == nil || d.who.Adult {
		return nil
	}
	return &wordUnderAge
}

// claim takes room on the customer's limit. No room turns the verdict into a
// decline that names how much is free.
func (d *draft) claim(tx *db.Tx, out *DecideOut) error {
	why, err := claimLimit(tx, d.order, d.quote)
	if err == nil && why != nil {
		out.Outcome, out.Code, out.Reason = risk.Decline, codeLimit, why.Word.In(tx.Lang(), why.Args)
	}
	return err
}

// claimLimit holds room for an order on credit. A platform carries its own
// credit, so there the merchant's limit counts only where he has set one. The
// fault returned first says why there is no room.
func claimLimit(tx *db.Tx, o order.Order, q *plan.Quote) (*fault.Fault, error) {
	if q == nil {
		return nil, nil
	}
	if q.Creditor == plan.CreditorPlatform {
		set, err := limit.Ruled(tx, o.CustomerID, o.PlanCode, o.Amount.Currency)
		if err != nil || !set {
			return nil, err
		}
	}
	financed := o.Amount
	financed.Minor -= q.DownPayment.Minor
	_, err := limit.Hold(tx, limit.HoldIn{CustomerID: o.CustomerID, PlanCode: o.PlanCode, OrderID: o.ID, Amount: financed})
	if fault.Is(err, fault.CodeRefused) {
		return fault.As(err), nil
	}
	return nil, err
}

// write stores the order with its outcome and starts what comes next.
func (d *draft) write(tx *db.Tx, out DecideOut) (DecideOut, error) {
	d.order.Verdict = out.Outcome
	detail := order.Detail{Reason: out.Reason, Ref: "verdict:" + d.order.ID}
	event := map[string]order.Event{risk.Accept: order.OnAccept, risk.StepUp: order.OnHold, risk.Hold: order.OnHold,
		risk.Decline: order.OnDecline}[out.Outcome]
	until, err := d.deadline(tx, event)
	if err != nil {
		return DecideOut{}, err
	}
	d.order.ExpiresAt = until
	steps := []order.Step{{Event: event, Detail: detail}}
	if event == order.OnAccept && d.channel.ID == "" { // the order is written once, with its contract
		if err := d.offer(tx, &out); err != nil {
			return DecideOut{}, err
		}
		steps = append(steps, order.Step{Event: order.OnAwait})
	}
	o, err := order.Create(tx, d.order, d.items, steps...)
	if err != nil {
		return DecideOut{}, err
	}
	out.Order = o
	switch {
	case event == order.OnAccept && o.ChannelID != "":
		if err := askPlatform(tx, &out, d.in.BuyerID); err != nil {
			return DecideOut{}, err
		}
	case event == order.OnHold:
		out.Next = nextReview
		_, err := casefile.Open(tx, casefile.OpenIn{Kind: casefile.KindOrder, Object: o.Ref(), Title: wordHeldCase,
			Args: words.Args{"no": o.OuterNo}, MoneyAtRisk: o.Amount, DueIn: 1})
		if err != nil {
			return DecideOut{}, err
		}
	}
	return out, expireLater(tx, out.Order)
}

// deadline is when an order that nobody pays, signs or reviews ends.
func (d *draft) deadline(tx *db.Tx, e order.Event) (*time.Time, error) {
	if e == order.OnDecline || d.quote == nil && d.channel.ID == "" {
		return nil, nil //nolint:nilnil // no deadline
	}
	k, unit := knobSignWait, time.Hour
	if e == order.OnAccept && d.channel.ID != "" {
		k, unit = knobPayWindow, time.Minute
	}
	n, err := tenant.Value(tx, k)
	if err != nil {
		return nil, err
	}
	at := tx.Now().Add(time.Duration(n) * unit)
	return &at, nil
}

// askPlatform tells the platform of an accepted order, by a job.
func askPlatform(tx *db.Tx, out *DecideOut, buyer string) error {
	out.Next = nextPay
	args, err := payArgs(tx, out.Order.ID, buyer)
	if err != nil {
		return err
	}
	_, err = job.Enqueue(tx, jobCreate, args, job.Once(out.Order.ID))
	return err
}

// offer writes the contract of an accepted order without a platform; a sale
// without credit needs none, the shop takes its money.
func (d *draft) offer(tx *db.Tx, out *DecideOut) error {
	out.Next = nextPay
	if out.Quote == nil {
		return nil
	}
	c, err := contract.Offer(tx, contract.OfferIn{OrderID: d.order.ID, CustomerID: d.order.CustomerID, Quote: *out.Quote,
		OrderNo: d.order.OuterNo, Goods: sold(d.items)})
	if err != nil {
		return err
	}
	out.Contract, out.Next, d.order.ContractID = &c, nextSign, c.ID
	return nil
}

// sold is what the contract says was sold. Title can be kept in goods that move,
// not in services, vouchers and files (Civil Code 641).
func sold(items []order.Item) []contract.Item {
	var list []contract.Item
	for _, i := range items {
		list = append(list, contract.Item{Name: i.Name, Quantity: i.Quantity, Amount: i.Amount,
			Movable: i.Fulfilment == "shipment" || i.Fulfilment == "pickup"})
	}
	return list
}

func expireLater(tx *db.Tx, o order.Order) error {
	if o.ExpiresAt == nil || o.State.Ended() {
		return nil
	}
	key := o.ID + "@" + o.ExpiresAt.Format(time.RFC3339) // extended, it gets a job of its own
	_, err := job.Enqueue(tx, jobExpire, OrderArgs{OrderID: o.ID}, job.Once(key), job.At(*o.ExpiresAt))
	return err
}

// payArgs are the arguments of the job that asks the platform. The buyer's
// account is personal data, so it is sealed on its way through the queue.
func payArgs(tx *db.Tx, orderID, buyer string) (PayArgs, error) {
	args := PayArgs{OrderID: orderID}
	if buyer == "" {
		return args, nil
	}
	sealed, err := tx.Seal("job", "buyer", orderID, buyer)
	args.Buyer = base64.StdEncoding.EncodeToString(sealed)
	return args, err
}

func openBuyer(tx *db.Tx, args PayArgs) (string, error) {
	if args.Buyer == "" {
		return "", nil
	}
	sealed, err := base64.StdEncoding.DecodeString(args.Buyer)
	if err != nil {
		return "", err
	}
	return tx.Unseal("job", "buyer", args.OrderID, sealed)
}
