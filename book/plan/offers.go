package plan

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// OffersAsk is what offers are wanted for.
type OffersAsk struct {
	Amount     money.Money
	Day        calendar.Day // "" = today
	Categories []string     // of the goods; none: not known
}

// Reason is one cause for which an offer cannot be had.
type Reason struct {
	Code   string            `json:"code" doc:"Stable"`
	Why    string            `json:"why" doc:"In the language asked for"`
	Change string            `json:"change,omitempty" doc:"What would change it, and who can"`
	Args   map[string]string `json:"args,omitempty" doc:"What the sentence was filled with: rule, source, cap, bound …"`
	Needs  *money.Money      `json:"needs,omitempty" doc:"By how much the amount has to change: above zero more, below zero less"`
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
	Code          string       `json:"code,omitempty" doc:"The first reason's code"`
	Why           string       `json:"why,omitempty" doc:"The first reason in the language asked for"`
	Reasons       []Reason     `json:"reasons,omitempty" doc:"Every reason found against it"`
	Warnings      []Reason     `json:"warnings,omitempty" doc:"What the customer should know before choosing it, such as the use of his own budget"`
	DownPayment   *money.Money `json:"down_payment,omitempty"`
	First         *money.Money `json:"first,omitempty" doc:"The first instalment"`
	Each          *money.Money `json:"each,omitempty" doc:"The second and later instalments, as a rule"`
	Total         *money.Money `json:"total,omitempty"`
	CustomerCost  *money.Money `json:"customer_cost,omitempty"`
	MerchantCost  *money.Money `json:"merchant_cost,omitempty"`
	NominalRate   money.Rate   `json:"nominal_rate"`
	EffectiveRate money.Rate   `json:"effective_rate"`
	CapStatus     string       `json:"cap_status,omitempty" enum:"within,above,unknown"`
	Example       bool         `json:"example"`
	// Quote is what was computed for it; it is not stored and has no id.
	Quote *Quote `json:"-"`
}

// maxPlans bounds how many plans are tried for offers.
const maxPlans = 100

// Offers tries every plan and count for an amount; nothing is stored. What
// cannot be had says why. Limits, age and budgets of a customer are for rooms
// to the right.
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
			o, err := p.offer(tx, Ask{Amount: in.Amount, PlanCode: p.Code, Count: n, Day: in.Day, Categories: in.Categories})
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
		o.Refuse(p.reason(tx.Lang(), in, fault.As(err)))
		return o, nil
	}
	if err != nil {
		return o, err
	}
	q.ID, q.Hash = "", ""
	o.Available, o.Example, o.Quote = true, q.Example, &q
	o.DownPayment, o.Total, o.CustomerCost, o.MerchantCost = &q.DownPayment, &q.Total, &q.CustomerCost, &q.MerchantCost
	o.NominalRate, o.EffectiveRate = q.NominalRate, q.EffectiveRate
	if q.Cap != nil {
		o.CapStatus = q.Cap.Status
	}
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

// Refuse adds a reason against the offer; its price stays visible.
func (o *Offer) Refuse(r Reason) {
	if len(o.Reasons) == 0 {
		o.Code, o.Why = r.Code, r.Why
	}
	o.Available, o.Reasons = false, append(o.Reasons, r)
}

// ReasonOf is the reason that a refusal gives, with what would change it where
// this room or the caller's word says so.
func ReasonOf(lang words.Lang, f *fault.Fault, change words.Word) Reason {
	r := Reason{Code: f.Word.Key, Why: f.Word.In(lang, f.Args), Args: f.Args.Texts()}
	if change.Key != "" {
		r.Change = change.In(lang, f.Args)
	}
	return r
}

func (p Plan) reason(lang words.Lang, in Ask, f *fault.Fault) Reason {
	r := ReasonOf(lang, f, changeOf(f.Word.Key))
	var needs int64
	switch f.Word.Key {
	case wordTooSmall.Key:
		needs = p.MinAmount - in.Amount.Minor
	case wordTooBig.Key:
		needs = p.MaxAmount - in.Amount.Minor
	default:
		return r
	}
	m := money.New(needs, p.Currency)
	r.Needs = &m
	return r
}

// Sort puts what can be had first, the cheapest for the customer at the top:
// least cost in all, then the lowest effective rate, then the fewer
// instalments, then the plan's code. What cannot be had follows by plan and
// count.
func Sort(offers []Offer) {
	slices.SortStableFunc(offers, func(a, b Offer) int {
		if a.Available != b.Available {
			return cmp.Compare(boolRank(a.Available), boolRank(b.Available))
		}
		if a.Available {
			if c := cmp.Or(cmp.Compare(a.CustomerCost.Minor, b.CustomerCost.Minor), cmp.Compare(a.EffectiveRate, b.EffectiveRate),
				cmp.Compare(a.Count, b.Count)); c != 0 {
				return c
			}
		}
		return cmp.Or(cmp.Compare(a.PlanCode, b.PlanCode), cmp.Compare(a.Count, b.Count))
	})
}

func boolRank(available bool) int {
	if available {
		return 0
	}
	return 1
}

// cures are what would change a refusal, by the refusal's key.
func cures() []words.Word {
	return []words.Word{
		{Key: "change.plan.not_offered", ZH: "由店主在分期方案中启用，或等到其生效日", EN: "The owner can switch the plan on, or it begins on its first valid day"},
		{Key: "change.plan.amount_too_small", ZH: "增加商品使金额达到起点", EN: "Add goods until the amount reaches the least"},
		{Key: "change.plan.amount_too_big", ZH: "减少商品或先付一部分使金额降到上限以内", EN: "Take goods out or pay a part first until the amount is below the most"},
		{Key: "change.plan.other_currency", ZH: "改用方案的币种报价", EN: "Quote in the plan's currency"},
		{Key: "change.plan.no_rate_card", ZH: "由负责人录入并核实当前有效的费率卡", EN: "Whoever looks after plans records and verifies a rate card that is valid today"},
		{Key: "change.plan.above_legal_cap", ZH: "由店主降低利率或手续费至上限以内", EN: "The owner lowers interest or fee below the ceiling"},
		{Key: "change.plan.late_fee_above_cap", ZH: "由店主降低违约金倍数", EN: "The owner lowers the multiple of the late fee"},
		{Key: "change.plan.lpr_stale", ZH: "由负责人录入最新一年期 LPR", EN: "Whoever looks after plans records the latest one-year loan prime rate"},
		{Key: "change.plan.lpr_missing", ZH: "由负责人录入一年期 LPR", EN: "Whoever looks after plans records the one-year loan prime rate"},
		{Key: "change.plan.no_unique_rate", ZH: "由店主调整方案条款，使年化利率唯一", EN: "The owner changes the terms so that the annual rate is unique"},
		{Key: "change.plan.category", ZH: "更换方案，或将该类商品分开下单", EN: "Choose another plan, or order those goods separately"},
	}
}

// changeOf is the word of what would change a refusal; empty when none is known.
func changeOf(key string) words.Word {
	for _, w := range cures() {
		if w.Key == "change."+key {
			return w
		}
	}
	return words.Word{}
}

func joined(counts []int) string {
	texts := make([]string, len(counts))
	for i, n := range counts {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, ", ")
}
