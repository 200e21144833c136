package sell

import (
	"context"
	"errors"
	"slices"

	"fenming/book/customer"
	"fenming/book/goods"
	"fenming/book/limit"
	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
)

// OffersIn asks what can be offered for a basket, or for an amount, to a
// customer, or to nobody in particular.
type OffersIn struct {
	Amount     *money.Money `json:"amount,omitempty" doc:"The price; left out: the sum of the items"`
	Items      []ItemIn     `json:"items,omitempty" maxItems:"200"`
	CustomerID string       `json:"customer_id,omitempty" maxLength:"40" doc:"Empty: age, limit and budget are not checked"`
	Day        calendar.Day `json:"day,omitempty" maxLength:"10" doc:"The day it starts; default today"`
}

// OffersOut is what can be had, the cheapest for the customer first, and what
// cannot, with the reasons.
type OffersOut struct {
	Amount    money.Money  `json:"amount"`
	Offers    []plan.Offer `json:"offers"`
	Available int          `json:"available" doc:"How many of them can be had; they come first"`
	Order     string       `json:"order" doc:"The rule of the order, in the language asked for"`
	Checked   []string     `json:"checked" doc:"What was looked at: plan, category, age, limit, budget"`
	Notes     []string     `json:"notes,omitempty" doc:"What was not looked at, and why"`
}

// Offers tries every plan and count for a basket and a customer; nothing is
// stored. The order of what can be had: least cost for the customer, then the
// lowest effective rate, then fewer instalments. Faults: neither amount nor
// items, items in several currencies or of another sum (invalid), an unknown
// customer (not found).
func Offers(_ context.Context, tx *db.Tx, in OffersIn) (OffersOut, error) {
	amount, err := in.amount()
	if err != nil {
		return OffersOut{}, err
	}
	categories, err := in.categories(tx)
	if err != nil {
		return OffersOut{}, err
	}
	if in.Day == "" {
		if in.Day, err = dayOf(tx, tx.Now()); err != nil {
			return OffersOut{}, err
		}
	}
	out := OffersOut{Amount: amount, Checked: []string{"plan"}, Order: wordOffersOrder.In(tx.Lang(), nil)}
	if out.Offers, err = plan.Offers(tx, plan.OffersAsk{Amount: amount, Day: in.Day, Categories: categories}); err != nil {
		return OffersOut{}, err
	}
	if len(categories) > 0 {
		out.Checked = append(out.Checked, "category")
	}
	if in.CustomerID == "" {
		out.Notes = append(out.Notes, wordNobodyKnown.In(tx.Lang(), nil))
	} else if err := in.forCustomer(tx, &out); err != nil {
		return OffersOut{}, err
	}
	plan.Sort(out.Offers)
	for _, o := range out.Offers {
		if o.Available {
			out.Available++
		}
	}
	return out, nil
}

// amount is the price asked for, or the sum of the lines.
func (in OffersIn) amount() (money.Money, error) {
	if len(in.Items) == 0 {
		if in.Amount == nil {
			return money.Money{}, fault.Invalid(wordNoBasket).At("/amount")
		}
		return *in.Amount, nil
	}
	sum := in.Items[0].Amount
	for _, it := range in.Items[1:] {
		var err error
		if sum, err = sum.Add(it.Amount); err != nil {
			return sum, err
		}
	}
	if in.Amount != nil && *in.Amount != sum {
		return sum, fault.Invalid(wordBasketSum).At("/amount")
	}
	return sum, nil
}

// categories of the basket, as the catalogue says, else as the shop says.
func (in OffersIn) categories(tx *db.Tx) ([]string, error) {
	var list []string
	for _, it := range in.Items {
		p, err := goods.BySKU(tx, it.SKU)
		if err != nil && !errors.Is(err, db.ErrNone) {
			return nil, err
		}
		category := p.Category
		if category == "" {
			category = it.Category
		}
		if category != "" && !slices.Contains(list, category) {
			list = append(list, category)
		}
	}
	return list, nil
}

// forCustomer adds what stands against the offers because of who asks.
func (in OffersIn) forCustomer(tx *db.Tx, out *OffersOut) error {
	who, err := customer.Get(tx, in.CustomerID)
	if err != nil {
		return err
	}
	budget, err := budgetFor(tx, who.ID, "")
	if err != nil {
		return err
	}
	for i := range out.Offers {
		o := &out.Offers[i]
		if !who.Adult {
			o.Refuse(plan.ReasonOf(tx.Lang(), fault.Refused(wordUnderAge), changeUnderAge))
		}
		if o.Quote == nil { // it has no amount to hold against a limit
			continue
		}
		if err := room(tx, who.ID, o); err != nil {
			return err
		}
		budget.tell(o)
	}
	out.Checked = append(out.Checked, "age", "limit", "budget")
	return nil
}

// room holds an offer against the customer's limit, as a decision would.
func room(tx *db.Tx, customerID string, o *plan.Offer) error {
	q := o.Quote
	if q.Creditor == plan.CreditorPlatform {
		set, err := limit.Ruled(tx, customerID, q.PlanCode, q.Amount.Currency)
		if err != nil || !set {
			return err
		}
	}
	financed := q.Amount
	financed.Minor -= q.DownPayment.Minor
	view, err := limit.Check(tx, limit.HoldIn{CustomerID: customerID, PlanCode: q.PlanCode, Amount: financed})
	if !fault.Is(err, fault.CodeRefused) {
		return err
	}
	r := plan.ReasonOf(tx.Lang(), fault.As(err), changeLimit)
	if view.Rule != nil {
		needs := view.Free
		needs.Minor -= financed.Minor
		r.Needs = &needs
	}
	o.Refuse(r)
	return nil
}
