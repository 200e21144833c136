package plan

import (
	"time"

	"fenming/kit/calendar"
	"fenming/kit/money"
)

// Creditors of a plan: who the customer owes. Only for the merchant's own
// plans do instalment receivables, late fees and collection exist.
const (
	CreditorPlatform = "platform"
	CreditorMerchant = "merchant"
	CreditorAssigned = "assigned"
)

// Own is the platform name of plans that the merchant runs without a platform.
const Own = "own"

// Forever is the valid_to of data without an end.
const Forever calendar.Day = "9999-12-31"

// RateCard is the dated price of an instalment count on a platform. For
// flat_fee, interest_free and deferred plans Rate is the whole fee as a share
// of the financed amount; for plans with interest it is the nominal rate a year.
type RateCard struct {
	ID         string          `json:"id"`
	Platform   string          `json:"platform"`
	Kind       Kind            `json:"kind"`
	PlanCode   string          `json:"plan_code,omitempty" doc:"Only for this plan; empty for every plan of the platform and kind"`
	Count      int             `json:"count"`
	Payer      Payer           `json:"payer"`
	Rate       money.Rate      `json:"rate"`
	Rounding   money.Rounding  `json:"rounding"`
	Remainder  money.Remainder `json:"remainder"`
	ValidFrom  calendar.Day    `json:"valid_from"`
	ValidTo    calendar.Day    `json:"valid_to"`
	Source     string          `json:"source" doc:"Where the rate was read: contract number, page and date"`
	Example    bool            `json:"example" doc:"Example data, not the merchant's own contract"`
	VerifiedOn calendar.Day    `json:"verified_on"`
	VerifiedBy string          `json:"verified_by"`
	VerifyBy   calendar.Day    `json:"verify_by,omitempty" doc:"The day by which the source has to be looked at again; empty: when the card ends"`
	CardBody
	RecordedAt time.Time `json:"recorded_at"`
}

// CardBody is the part of a rate card that no query looks into.
type CardBody struct {
	// LateDaily is what the platform charges for lateness: the share of the
	// overdue amount a day; 0 = not known to the merchant.
	LateDaily money.Rate `json:"late_daily,omitempty" doc:"A platform's own charge for lateness, share of the overdue amount a day; 0: not known"`
	// RefundFee says what becomes of the platform's fee when goods go back.
	RefundFee RefundFee `json:"refund_fee,omitempty" enum:"returned,kept,pro_rata" doc:"What becomes of the fee on a refund; empty: not known"`
	// EarlyFee says what becomes of fees not yet due on early settlement.
	EarlyFee RefundFee `json:"early_fee,omitempty" enum:"returned,kept,pro_rata" doc:"What becomes of fees not yet due on early settlement: returned = not charged; empty: not known"`
	// SettleDays is after how many days the merchant has the money.
	SettleDays int `json:"settle_days,omitempty" doc:"Days until the merchant has the money"`
}

// RefundFee says what becomes of a fee.
type RefundFee string

// The fates of a fee; an empty one is not known.
const (
	FeeReturned RefundFee = "returned"
	FeeKept     RefundFee = "kept"
	FeeProRata  RefundFee = "pro_rata"
)

// PrimeRate is the one-year loan prime rate (LPR) of a day of publication.
type PrimeRate struct {
	ID          string       `json:"id"`
	PublishedOn calendar.Day `json:"published_on"`
	Rate        money.Rate   `json:"rate"`
	Source      string       `json:"source"`
	Example     bool         `json:"example" doc:"Example data, not a published value"`
	RecordedAt  time.Time    `json:"recorded_at"`
}

// Plan is a product: which counts of which kind are offered to whom and when.
type Plan struct {
	ID       string         `json:"id,omitempty"`
	Code     string         `json:"code"`
	NameZH   string         `json:"name_zh"`
	NameEN   string         `json:"name_en"`
	Platform string         `json:"platform"`
	Creditor string         `json:"creditor"`
	Kind     Kind           `json:"kind"`
	Payer    Payer          `json:"payer"`
	Currency money.Currency `json:"currency"`
	Body
	ValidFrom calendar.Day `json:"valid_from"`
	ValidTo   calendar.Day `json:"valid_to"`
	Active    bool         `json:"active"`
	SavedAt   time.Time    `json:"saved_at"`
}

// Body is the part of a plan that no query looks into.
type Body struct {
	Counts    []int    `json:"counts"`
	MinAmount int64    `json:"min_amount"`     // minor units
	MaxAmount int64    `json:"max_amount"`     // minor units
	DownShare int64    `json:"down_share_ppm"` // ppm of the price
	Unit      Unit     `json:"unit"`
	Every     int      `json:"every"`
	MonthEnd  bool     `json:"month_end,omitempty"`
	GraceDays int      `json:"grace_days"`
	DayCount  DayCount `json:"day_count,omitempty"`
	Shape
	// LateFeeMultiple is the late fee a year as a multiple of the loan prime
	// rate: 1.5 is 150_000_000 in units of 1e-8.
	LateFeeMultiple money.Rate `json:"late_fee_multiple"`
	RulePack        string     `json:"rule_pack" doc:"The pack of legal rules the plan was made under"`
	// CreditorKind decides which legal ceiling applies; empty: as recorded for the
	// platform's channel.
	CreditorKind CreditorKind `json:"creditor_kind,omitempty" doc:"Decides the legal ceiling; empty: as recorded for the platform's channel"`
	// Only and Never are categories of goods that the plan serves, or does not.
	Only  []string `json:"categories_only,omitempty" doc:"Categories the plan serves; empty: every one"`
	Never []string `json:"categories_never,omitempty" doc:"Categories the plan does not serve"`
}

// CardFacts is what a quote keeps of its rate card beside the price.
type CardFacts struct {
	Kind       Kind         `json:"kind"`
	Payer      Payer        `json:"payer"`
	Rate       money.Rate   `json:"rate" doc:"Of the financed amount, or a year for interest"`
	VerifiedOn calendar.Day `json:"verified_on"`
	VerifiedBy string       `json:"verified_by"`
	VerifyBy   calendar.Day `json:"verify_by,omitempty"`
	ValidTo    calendar.Day `json:"valid_to"`
	// Overdue says that the source should have been looked at again by the day
	// of the quote.
	Overdue bool `json:"overdue,omitempty"`
	CardBody
}

// Quote is what a plan costs for an amount on a day, as it was computed and
// shown. It never changes; Hash is the SHA-256 of its canonical JSON.
type Quote struct {
	ID            string       `json:"id"`
	PlanID        string       `json:"plan_id"`
	PlanCode      string       `json:"plan_code"`
	PlanNameZH    string       `json:"plan_name_zh"`
	PlanNameEN    string       `json:"plan_name_en"`
	Platform      string       `json:"platform"`
	Creditor      string       `json:"creditor"`
	Day           calendar.Day `json:"day"`
	Amount        money.Money  `json:"amount"`
	DownPayment   money.Money  `json:"down_payment"`
	Total         money.Money  `json:"total"`         // everything the customer pays
	CustomerCost  money.Money  `json:"customer_cost"` // total less the price
	MerchantCost  money.Money  `json:"merchant_cost"`
	Count         int          `json:"count"`
	Schedule      Schedule     `json:"schedule"`
	NominalRate   money.Rate   `json:"nominal_rate"`   // IRR × periods a year
	EffectiveRate money.Rate   `json:"effective_rate"` // compound
	LPR           money.Rate   `json:"lpr"`            // 0 for a platform's plan
	LateFeeRate   money.Rate   `json:"late_fee_rate"`  // a year, on overdue principal; 0 for a platform's plan
	LateFeeWarn   bool         `json:"late_fee_warn"`  // above 1.95 × LPR
	GraceDays     int          `json:"grace_days"`
	Cap           *CapCheck    `json:"cap,omitempty" doc:"The legal ceiling for the creditor's kind and how the quote stands to it"`
	Card          CardFacts    `json:"card"`
	CardID        string       `json:"card_id"`
	RateSource    string       `json:"rate_source"`
	Example       bool         `json:"example"` // computed from example data
	RulePack      string       `json:"rule_pack"`
	CreatedAt     time.Time    `json:"created_at"`
	ValidUntil    time.Time    `json:"valid_until"`
	Hash          string       `json:"hash"`
}
