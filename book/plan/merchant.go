package plan

import (
	"math/big"

	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// MerchantAsk is what a merchant knows of his own business.
type MerchantAsk struct {
	// Margin is his gross margin: the share of the price that is left after the
	// goods. 0 = not told, and no break-even is worked out.
	Margin money.Rate
	// SettleDays overrides the days until his money arrives; below zero: the
	// rate card's.
	SettleDays int
}

// MerchantSide is what a plan means for the merchant, next to selling without
// it.
type MerchantSide struct {
	PlanCode   string      `json:"plan_code"`
	NameZH     string      `json:"name_zh"`
	NameEN     string      `json:"name_en"`
	Count      int         `json:"count"`
	Creditor   string      `json:"creditor"`
	Price      money.Money `json:"price"`
	Subsidy    money.Money `json:"subsidy" doc:"The fee that the merchant bears"`
	Net        money.Money `json:"net" doc:"What arrives in all, less the subsidy"`
	ArrivesOn  string      `json:"arrives_on" enum:"settlement,schedule" doc:"At once from the platform, or instalment by instalment"`
	NetDay     string      `json:"net_day" doc:"The day the platform's money arrives, or the last instalment is due"`
	SubsidyPPM int64       `json:"subsidy_ppm" doc:"Of the price, rounded up"`
	// AdvanceRate is the annual cost of having the money now instead of by
	// instalments: the merchant receives Net on NetDay and forgoes the
	// instalments. 0 without a subsidy.
	AdvanceRate *money.Rate `json:"advance_rate,omitempty" doc:"Annual cost of the advance, compound on actual days ÷ 365; missing where there is none"`
	CustomerIRR money.Rate  `json:"customer_rate" doc:"The customer's effective annual rate"`
	FunderRate  *money.Rate `json:"funder_rate,omitempty" doc:"What the platform earns a year on what it advances, from both sides; missing for the merchant's own plan"`
	// ForgoneAtLPR is what the money still out would have earned at the loan prime
	// rate: own plans only.
	ForgoneAtLPR *money.Money `json:"forgone_at_lpr,omitempty" doc:"Own plan: interest at the one-year LPR on what is still out"`
	Earned       money.Money  `json:"earned" doc:"Interest and fees the merchant takes from the customer; own plan only"`
	Uplift       *money.Rate  `json:"uplift,omitempty" doc:"How much more has to be sold for the subsidy to pay for itself: 0.05 is 5 %, rounded up; missing without a margin"`
	NeverPays    bool         `json:"never_pays,omitempty" doc:"The subsidy is the whole margin or more: no uplift pays for it"`
	WithPlan     *money.Money `json:"profit_with,omitempty" doc:"Margin on one sale with the plan"`
	Without      *money.Money `json:"profit_without,omitempty" doc:"Margin on one sale without it"`
}

// Merchant works out the merchant's side of a quote. Faults: a margin outside 0
// to 1, days outside 0 to 366.
func (q Quote) Merchant(in MerchantAsk) (MerchantSide, error) {
	if in.Margin < 0 || in.Margin > money.One {
		return MerchantSide{}, fault.Invalid(wordMargin).At("/margin")
	}
	if in.SettleDays < 0 {
		in.SettleDays = q.Card.SettleDays
	}
	if in.SettleDays > 366 {
		return MerchantSide{}, fault.Invalid(wordRange, words.Args{"min": 0, "max": 366}).At("/settle_days")
	}
	m := MerchantSide{PlanCode: q.PlanCode, NameZH: q.PlanNameZH, NameEN: q.PlanNameEN, Count: q.Count, Creditor: q.Creditor, Price: q.Amount,
		Subsidy: q.MerchantCost, CustomerIRR: q.EffectiveRate, Earned: q.money(0), ArrivesOn: "settlement"}
	m.Net = q.money(q.Amount.Minor - q.MerchantCost.Minor)
	day := q.Day.AddDays(in.SettleDays)
	var err error
	if q.own() {
		err = m.asCreditor(q)
	} else {
		err = m.asSeller(q, day)
	}
	if err != nil {
		return m, err
	}
	if m.SubsidyPPM, err = money.MulDiv(m.Subsidy.Minor, 1_000_000, m.Price.Minor, money.Ceil); err != nil {
		return m, err
	}
	return m, m.breakEven(in.Margin)
}

// asSeller is the side of a merchant whose platform advances the price.
func (m *MerchantSide) asSeller(q Quote, day calendar.Day) error {
	m.NetDay = string(day)
	advance := []Flow{{day, m.Net.Minor}}
	funder := []Flow{{day, -m.Net.Minor}}
	for _, i := range q.Schedule.Instalments {
		advance = append(advance, Flow{i.DueDay, -i.Principal})
		funder = append(funder, Flow{i.DueDay, i.Due()})
	}
	var err error
	if m.Subsidy.Minor > 0 {
		if m.AdvanceRate, err = uniqueRate(advance); err != nil {
			return err
		}
	}
	m.FunderRate, err = uniqueRate(funder)
	return err
}

// asCreditor is the side of a merchant who waits for his money himself.
// Forgone is Σ balance × days × LPR ÷ 365 over the periods, rounded half up.
func (m *MerchantSide) asCreditor(q Quote) error {
	m.ArrivesOn, m.Net, m.Earned = "schedule", q.Total, q.CustomerCost
	balance, last := q.Amount.Minor, q.Day
	product := new(big.Int)
	for _, i := range q.Schedule.Instalments {
		product.Add(product, new(big.Int).Mul(big.NewInt(balance), big.NewInt(int64(i.DueDay.Sub(last)))))
		balance, last = i.Balance, i.DueDay
	}
	m.NetDay = string(last)
	product.Mul(product, big.NewInt(int64(q.LPR)))
	n, err := divided(product, big.NewInt(365*int64(money.One)), false)
	forgone := q.money(n)
	m.ForgoneAtLPR = &forgone
	return err
}

// uniqueRate is the annual rate of flows; nil where they have none or several,
// which is no fault on the merchant's side.
func uniqueRate(flows []Flow) (*money.Rate, error) {
	r, err := DatedRate(flows, Act365)
	if fault.Is(err, fault.CodeRefused) {
		return nil, nil //nolint:nilnil // there is no such rate
	}
	return &r, err
}

// breakEven is how much more has to be sold. One sale without the plan leaves
// margin × price = M, with it M − S. The same profit needs M ÷ (M − S) times as
// many sales: the uplift is S ÷ (M − S), with M an exact fraction, rounded up to
// 1e-8. From S ≥ M on no uplift pays for it.
func (m *MerchantSide) breakEven(margin money.Rate) error {
	if margin == 0 {
		return nil
	}
	whole := new(big.Int).Mul(big.NewInt(m.Price.Minor), big.NewInt(int64(margin)))        // M × 1e8
	subsidy := new(big.Int).Mul(big.NewInt(m.Subsidy.Minor), big.NewInt(int64(money.One))) // S × 1e8
	left := new(big.Int).Sub(whole, subsidy)
	profit, err := divided(whole, big.NewInt(int64(money.One)), false)
	if err != nil {
		return err
	}
	without, with := money.New(profit, m.Price.Currency), money.New(profit-m.Subsidy.Minor+m.Earned.Minor, m.Price.Currency)
	m.Without, m.WithPlan = &without, &with
	if left.Sign() <= 0 {
		m.NeverPays = m.Subsidy.Minor > 0
		return nil
	}
	n, err := divided(subsidy.Mul(subsidy, big.NewInt(int64(money.One))), left, true)
	uplift := money.Rate(n)
	m.Uplift = &uplift
	return err
}

// divided is a ÷ b for b above zero and a not below, rounded up, or else half up.
func divided(a, b *big.Int, up bool) (int64, error) {
	extra := new(big.Int).Sub(b, big.NewInt(1))
	if !up {
		extra.Rsh(b, 1)
	}
	q := new(big.Int).Div(extra.Add(extra, a), b)
	if !q.IsInt64() {
		return 0, fault.Invalid(wordTooLarge)
	}
	return q.Int64(), nil
}
