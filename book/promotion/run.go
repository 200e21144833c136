package promotion

import (
	"cmp"

	"fenming/book/plan"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// Run checks a text under the rules of the shop's day. An offer that names a
// plan, a count and a price but no cost gets the plan's real figures.
func Run(tx *db.Tx, in CheckIn) (Result, error) {
	ask, err := asked(tx, in)
	if err != nil {
		return Result{}, err
	}
	return Examine(ask)
}

func asked(tx *db.Tx, in CheckIn) (Ask, error) {
	day, err := dayOf(tx)
	if err != nil {
		return Ask{}, err
	}
	offer, err := load(tx, in.Offer)
	return Ask{Text: in.Text, Offer: offer, Jurisdiction: cmp.Or(in.Jurisdiction, "CN"), Medium: cmp.Or(in.Medium, "banner"), Day: day}, err
}

// load fills an offer from the plan it names. Refused when the plan cannot be
// had at that price, since then the advert would offer what nobody gets.
func load(tx *db.Tx, o *Offer) (*Offer, error) {
	if o == nil || o.PlanCode == "" || o.Price == nil || o.Count == 0 || o.Fee > 0 || o.Rate > 0 || o.With > 0 {
		return o, nil
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	offers, err := plan.Offers(tx, plan.OffersAsk{Amount: *o.Price})
	if err != nil {
		return nil, err
	}
	for _, p := range offers {
		if p.PlanCode != o.PlanCode || p.Count != o.Count || !p.Available {
			continue
		}
		full := *o
		full.DownPayment, full.Fee, full.Payer = p.DownPayment.Minor, p.CustomerCost.Minor, "customer"
		if full.Fee == 0 {
			full.Payer = "merchant"
		}
		return &full, nil
	}
	return nil, fault.Refused(wordPlanNone, words.Args{"plan": o.PlanCode, "count": o.Count}).At("/offer/plan_code")
}
