package plan

import (
	"strconv"
	"strings"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
)

// OffersAsk is what offers are wanted for.
type OffersAsk struct {
	Amount money.Money
	Day    calendar.Day // "" = today
}

// Offer is one plan and count for an amount: its price, or why it cannot be had.
type Offer struct {
	PlanCode      string       `json:"plan_code"`
	NameZH        string       `json:"name_zh"`
	NameEN        string       `json:"name_en"`
	Platform      string       `json:"platform"`
	Creditor      string       `json:"creditor"`
	Count         int          `json:"count"`
	Available     bool         `json:"available"`
	Code          string       `json:"code,omitempty" doc:"Why not, as a stable code"`
	Why           string       `json:"why,omitempty" doc:"Why not, in the language asked for"`
	DownPayment   *money.Money `json:"down_payment,omitempty"`
	First         *money.Money `json:"first,omitempty" doc:"The first instalment"`
	Each          *money.Money `json:"each,omitempty" doc:"The second and later instalments, as a rule"`
	Total         *money.Money `json:"total,omitempty"`
	CustomerCost  *money.Money `json:"customer_cost,omitempty"`
	MerchantCost  *money.Money `json:"merchant_cost,omitempty"`
	NominalRate   money.Rate   `json:"nominal_rate"`
	EffectiveRate money.Rate   `json:"effective_rate"`
	Example       bool         `json:"example"`
}

// maxPlans bounds how many plans are tried for offers.
const maxPlans = 100

// Offers tries every plan and count for an amount; nothing is stored. What
// cannot be had says why.
func Offers(tx *db.Tx, in OffersAsk) ([]Offer, error) {
	plans, err := listPlans(tx, "", "", maxPlans)
	if err != nil {
		return nil, err
	}
	offers := []Offer{}
	for _, p := range plans {
		if !p.Active {
			continue
		}
		for _, n := range p.Counts {
			o, err := p.offer(tx, Ask{Amount: in.Amount, PlanCode: p.Code, Count: n, Day: in.Day})
			if err != nil {
				return nil, err
			}
			offers = append(offers, o)
		}
	}
	return offers, nil
}

func (p Plan) offer(tx *db.Tx, in Ask) (Offer, error) {
	o := Offer{PlanCode: p.Code, NameZH: p.NameZH, NameEN: p.NameEN, Platform: p.Platform, Creditor: p.Creditor, Count: in.Count}
	q, err := compute(tx, p, in)
	if fault.Is(err, fault.CodeRefused) || fault.Is(err, fault.CodeInvalid) {
		f := fault.As(err)
		o.Code, o.Why = f.Word.Key, f.Word.In(tx.Lang(), f.Args)
		return o, nil
	}
	if err != nil {
		return o, err
	}
	o.Available, o.Example = true, q.Example
	o.DownPayment, o.Total, o.CustomerCost, o.MerchantCost = &q.DownPayment, &q.Total, &q.CustomerCost, &q.MerchantCost
	o.NominalRate, o.EffectiveRate = q.NominalRate, q.EffectiveRate
	for _, n := range q.Schedule.Instalments {
		due := money.New(n.Due(), q.Amount.Currency)
		switch n.No {
		case 1:
			o.First, o.Each = &due, &due
		case 2:
			o.Each = &due
		}
	}
	return o, nil
}

func joined(counts []int) string {
	texts := make([]string, len(counts))
	for i, n := range counts {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, ", ")
}
