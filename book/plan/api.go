package plan

import (
	"context"

	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
)

// Permissions of this room.
const (
	PermissionRead   api.Permission = "plan.read"
	PermissionManage api.Permission = "plan.manage"
	PermissionQuote  api.Permission = "quote.read"
)

// PlanListIn asks for plans.
type PlanListIn struct {
	Platform string `query:"platform" json:"-" maxLength:"40"`
	Cursor   string `query:"cursor" json:"-" maxLength:"200"`
	Limit    int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

// CodeIn names a plan.
type CodeIn struct {
	Code string `path:"code" json:"-" maxLength:"40"`
}

// PlanIn is a plan to save.
type PlanIn struct {
	Code      string         `path:"code" json:"-" maxLength:"40"`
	NameZH    string         `json:"name_zh" minLength:"1" maxLength:"80"`
	NameEN    string         `json:"name_en" minLength:"1" maxLength:"80"`
	Platform  string         `json:"platform" maxLength:"40" doc:"own for the merchant's own plans"`
	Creditor  string         `json:"creditor" enum:"platform,merchant,assigned"`
	Kind      Kind           `json:"kind" enum:"equal_instalment,equal_principal,flat_interest,flat_fee,interest_free,deferred"`
	Payer     Payer          `json:"payer,omitempty" enum:"customer,merchant"`
	Currency  money.Currency `json:"currency" minLength:"3" maxLength:"3"`
	Counts    []int          `json:"counts" minItems:"1" maxItems:"60"`
	MinAmount int64          `json:"min_amount" minimum:"1" doc:"Minor units"`
	MaxAmount int64          `json:"max_amount" minimum:"1" doc:"Minor units"`
	DownShare int64          `json:"down_share_ppm,omitempty" minimum:"0" maximum:"999999"`
	Unit      Unit           `json:"unit,omitempty" enum:"month,week,day"`
	Every     int            `json:"every,omitempty" minimum:"0" maximum:"366"`
	MonthEnd  bool           `json:"month_end,omitempty"`
	GraceDays int            `json:"grace_days,omitempty" minimum:"0" maximum:"366"`
	DayCount  DayCount       `json:"day_count,omitempty"`
	Shape
	LateFeeMultiple money.Rate   `json:"late_fee_multiple,omitempty" doc:"A year, times the loan prime rate: 1.5"`
	RulePack        string       `json:"rule_pack,omitempty" maxLength:"40"`
	CreditorKind    CreditorKind `json:"creditor_kind,omitempty" enum:"merchant,bank,consumer_finance,micro_loan,other_licensed" doc:"Decides the legal ceiling; empty: as recorded for the platform's channel"`
	Only            []string     `json:"categories_only,omitempty" maxItems:"50" doc:"Categories the plan serves; empty: every one"`
	Never           []string     `json:"categories_never,omitempty" maxItems:"50"`
	ValidFrom       calendar.Day `json:"valid_from"`
	ValidTo         calendar.Day `json:"valid_to,omitempty"`
	Active          bool         `json:"active"`
}

func (in PlanIn) plan() Plan {
	return Plan{Code: in.Code, NameZH: in.NameZH, NameEN: in.NameEN, Platform: in.Platform, Creditor: in.Creditor, Kind: in.Kind,
		Payer: in.Payer, Currency: in.Currency, ValidFrom: in.ValidFrom, ValidTo: in.ValidTo, Active: in.Active,
		Body: Body{Counts: in.Counts, MinAmount: in.MinAmount, MaxAmount: in.MaxAmount, DownShare: in.DownShare, Unit: in.Unit,
			Every: in.Every, MonthEnd: in.MonthEnd, GraceDays: in.GraceDays, DayCount: in.DayCount, Shape: in.Shape,
			LateFeeMultiple: in.LateFeeMultiple, RulePack: in.RulePack, CreditorKind: in.CreditorKind, Only: in.Only, Never: in.Never}}
}

// CardIn is a rate card to record.
type CardIn struct {
	Platform   string          `json:"platform" minLength:"1" maxLength:"40"`
	Kind       Kind            `json:"kind" enum:"equal_instalment,equal_principal,flat_interest,flat_fee,interest_free,deferred"`
	PlanCode   string          `json:"plan_code,omitempty" maxLength:"40"`
	Count      int             `json:"count" minimum:"1" maximum:"60"`
	Payer      Payer           `json:"payer,omitempty" enum:"customer,merchant"`
	Rate       money.Rate      `json:"rate" doc:"0.075 is 7.5 %: of the financed amount, or a year for interest"`
	Rounding   money.Rounding  `json:"rounding" doc:"half_even, half_up, floor or ceil"`
	Remainder  money.Remainder `json:"remainder" doc:"first, last or spread"`
	ValidFrom  calendar.Day    `json:"valid_from"`
	ValidTo    calendar.Day    `json:"valid_to,omitempty"`
	Source     string          `json:"source" minLength:"1" maxLength:"300"`
	VerifiedOn calendar.Day    `json:"verified_on"`
	VerifiedBy string          `json:"verified_by" minLength:"1" maxLength:"80"`
	VerifyBy   calendar.Day    `json:"verify_by,omitempty" doc:"The day by which the source has to be looked at again"`
	LateDaily  money.Rate      `json:"late_daily,omitempty" doc:"A platform's charge for lateness, share of the overdue amount a day: 0.0005"`
	RefundFee  RefundFee       `json:"refund_fee,omitempty" enum:"returned,kept,pro_rata" doc:"What becomes of the fee on a refund"`
	EarlyFee   RefundFee       `json:"early_fee,omitempty" enum:"returned,kept,pro_rata" doc:"What becomes of fees not yet due on early settlement"`
	SettleDays int             `json:"settle_days,omitempty" minimum:"0" maximum:"60" doc:"Days until the merchant has the money"`
}

// LPRListIn asks for loan prime rates, newest first.
type LPRListIn struct {
	Cursor string `query:"cursor" json:"-" maxLength:"200"`
	Limit  int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

// OffersIn asks what can be offered for an amount.
type OffersIn struct {
	Amount   int64        `query:"amount" json:"-" required:"true" minimum:"1" doc:"Minor units"`
	Currency string       `query:"currency" json:"-" default:"CNY" minLength:"3" maxLength:"3"`
	Day      calendar.Day `query:"day" json:"-"`
}

// IDIn names a quote.
type IDIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
}

// Operations are the doors of this room.
func Operations() []api.Operation {
	return []api.Operation{
		api.Read("plan.list", "GET /v1/plans", PermissionRead, wordPlanList, opPlans),
		api.Read("plan.get", "GET /v1/plans/{code}", PermissionRead, wordPlanGet, opPlan),
		api.Write("plan.save", "PUT /v1/plans/{code}", PermissionManage, wordPlanSave, opSavePlan),
		api.Read("plan.preview", "POST /v1/plans/preview", PermissionRead, wordPlanTry, opTryPlan),
		api.Read("ratecard.list", "GET /v1/rate-cards", PermissionRead, wordCardList, opCards),
		api.Write("ratecard.save", "POST /v1/rate-cards", PermissionManage, wordCardSave, opSaveCard).WithKey().Created(),
		api.Read("lpr.list", "GET /v1/lpr", PermissionRead, wordLPRList, opPrimes),
		api.Write("lpr.set", "POST /v1/lpr", PermissionManage, wordLPRSet, opSetLPR).WithKey().Created(),
		api.Read("quote.offers", "GET /v1/quotes/offers", PermissionQuote, wordOffers, opOffers),
		api.Read("quote.list", "GET /v1/quotes", PermissionQuote, wordQuotes, opQuotes),
		api.Read("plan.merchant_view", "GET /v1/merchant-view", PermissionRead, wordMerchantView, opMerchantView),
		api.Read("cap.list", "GET /v1/caps", PermissionRead, wordCapList, opCaps),
		api.Read("quote.get", "GET /v1/quotes/{id}", PermissionQuote, wordQuoteGet, opQuote),
	}
}

func opPlans(_ context.Context, tx *db.Tx, in PlanListIn) (api.Page[Plan], error) {
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[Plan]{}, err
	}
	size := api.PageSize(in.Limit)
	rows, err := listPlans(tx, in.Platform, at[0], size+1)
	if err != nil {
		return api.Page[Plan]{}, err
	}
	rows, next := api.Cut(rows, size, func(p Plan) string { return api.Cursor(p.Code) })
	return api.Page[Plan]{Data: rows, Next: next, AsOf: tx.Now()}, nil
}

func opPlan(_ context.Context, tx *db.Tx, in CodeIn) (Plan, error) { return planByCode(tx, in.Code) }

func opSavePlan(_ context.Context, tx *db.Tx, in PlanIn) (Plan, error) { return Save(tx, in.plan()) }

func opTryPlan(_ context.Context, tx *db.Tx, in PreviewIn) (Preview, error) {
	if in.Day == "" {
		day, err := today(tx)
		if err != nil {
			return Preview{}, err
		}
		in.Day = day
	}
	return Try(in)
}

func opCards(_ context.Context, tx *db.Tx, in PlanListIn) (api.Page[RateCard], error) {
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[RateCard]{}, err
	}
	size := api.PageSize(in.Limit)
	rows, err := listCards(tx, in.Platform, at[0], size+1)
	if err != nil {
		return api.Page[RateCard]{}, err
	}
	rows, next := api.Cut(rows, size, func(c RateCard) string { return api.Cursor(c.ID) })
	return api.Page[RateCard]{Data: rows, Next: next, AsOf: tx.Now()}, nil
}

func opSaveCard(_ context.Context, tx *db.Tx, in CardIn) (RateCard, error) {
	return SaveCard(tx, RateCard{Platform: in.Platform, Kind: in.Kind, PlanCode: in.PlanCode, Count: in.Count, Payer: in.Payer,
		Rate: in.Rate, Rounding: in.Rounding, Remainder: in.Remainder, ValidFrom: in.ValidFrom, ValidTo: in.ValidTo,
		Source: in.Source, VerifiedOn: in.VerifiedOn, VerifiedBy: in.VerifiedBy, VerifyBy: in.VerifyBy,
		CardBody: CardBody{LateDaily: in.LateDaily, RefundFee: in.RefundFee, EarlyFee: in.EarlyFee, SettleDays: in.SettleDays}})
}

func opPrimes(_ context.Context, tx *db.Tx, in LPRListIn) (api.Page[PrimeRate], error) {
	at, err := api.ParseCursor(in.Cursor, 2)
	if err != nil {
		return api.Page[PrimeRate]{}, err
	}
	size := api.PageSize(in.Limit)
	rows, err := listPrimes(tx, at[0], at[1], size+1)
	if err != nil {
		return api.Page[PrimeRate]{}, err
	}
	rows, next := api.Cut(rows, size, func(p PrimeRate) string { return api.Cursor(string(p.PublishedOn), p.ID) })
	return api.Page[PrimeRate]{Data: rows, Next: next, AsOf: tx.Now()}, nil
}

func opSetLPR(_ context.Context, tx *db.Tx, in SetLPRIn) (PrimeRate, error) { return SetLPR(tx, in) }

func opOffers(_ context.Context, tx *db.Tx, in OffersIn) (api.Page[Offer], error) {
	currency, err := money.ParseCurrency(in.Currency)
	if err != nil {
		return api.Page[Offer]{}, err
	}
	list, err := Offers(tx, OffersAsk{Amount: money.New(in.Amount, currency), Day: in.Day})
	return api.Page[Offer]{Data: list, AsOf: tx.Now()}, err
}

// QuoteListIn asks for quotes, newest first.
type QuoteListIn struct {
	PlanCode string `query:"plan_code" json:"-" maxLength:"40"`
	Cursor   string `query:"cursor" json:"-" maxLength:"200"`
	Limit    int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

func opQuotes(_ context.Context, tx *db.Tx, in QuoteListIn) (api.Page[Quote], error) {
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[Quote]{}, err
	}
	size := api.PageSize(in.Limit)
	ids, err := listQuotes(tx, in.PlanCode, at[0], size+1)
	if err != nil {
		return api.Page[Quote]{}, err
	}
	ids, next := api.Cut(ids, size, func(id string) string { return api.Cursor(id) })
	page := api.Page[Quote]{Data: make([]Quote, len(ids)), Next: next, AsOf: tx.Now()}
	for i, id := range ids {
		if page.Data[i], err = GetQuote(tx, id); err != nil {
			return page, err
		}
	}
	return page, nil
}

func opCaps(_ context.Context, tx *db.Tx, _ api.None) (api.Page[Cap], error) {
	t, err := Caps()
	return api.Page[Cap]{Data: t.Caps, AsOf: tx.Now()}, err
}

// MerchantIn asks what every plan means for the merchant.
type MerchantIn struct {
	Amount     int64        `query:"amount" json:"-" required:"true" minimum:"1" doc:"The price, minor units"`
	Currency   string       `query:"currency" json:"-" default:"CNY" minLength:"3" maxLength:"3"`
	Day        calendar.Day `query:"day" json:"-"`
	Margin     money.Rate   `query:"margin" json:"-" doc:"Gross margin, decimal: 0.3 is 30 %; without it no break-even"`
	SettleDays int          `query:"settle_days" json:"-" default:"-1" minimum:"-1" maximum:"366" doc:"Days until the money arrives; -1: as the rate card says"`
}

// opMerchantView works out the merchant's side of every plan and count that can
// be had for an amount; nothing is stored.
func opMerchantView(_ context.Context, tx *db.Tx, in MerchantIn) (api.Page[MerchantSide], error) {
	page := api.Page[MerchantSide]{Data: []MerchantSide{}, AsOf: tx.Now()}
	currency, err := money.ParseCurrency(in.Currency)
	if err != nil {
		return page, err
	}
	offers, err := Offers(tx, OffersAsk{Amount: money.New(in.Amount, currency), Day: in.Day})
	if err != nil {
		return page, err
	}
	for _, o := range offers {
		if o.Quote == nil {
			continue
		}
		m, err := o.Quote.Merchant(MerchantAsk{Margin: in.Margin, SettleDays: in.SettleDays})
		if err != nil {
			return page, err
		}
		page.Data = append(page.Data, m)
	}
	return page, nil
}

func opQuote(_ context.Context, tx *db.Tx, in IDIn) (Quote, error) { return GetQuote(tx, in.ID) }
