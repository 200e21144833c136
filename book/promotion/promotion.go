package promotion

import (
	"time"

	"fenming/kit/calendar"
	"fenming/kit/money"
)

// Severities of a finding.
const (
	Block  = "block"
	Warn   = "warn"
	Advise = "advise"
)

// Verdicts over a text.
const (
	VerdictPass  = "pass"
	VerdictFix   = "fix"
	VerdictBlock = "block"
)

// MaxRunes is the longest text that is checked, in characters.
const MaxRunes = 20_000

// maxFindings ends a list that no reader would finish.
const maxFindings = 200

// Text is a sentence in both languages.
type Text struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// Jurisdictions lists whose rules can be asked for.
func Jurisdictions() []string { return []string{"CN", "EU", "UK", "US"} }

// Media lists where a text may appear.
func Media() []string { return []string{"banner", "live_script", "product_page", "sms"} }

// Offer is what is really offered, as far as it is known. Amounts are minor
// units of the price's currency.
type Offer struct {
	PlanCode    string       `json:"plan_code,omitempty" maxLength:"40"`
	Price       *money.Money `json:"price,omitempty" doc:"What the goods cost in this offer"`
	DownPayment int64        `json:"down_payment,omitempty" minimum:"0" maximum:"1000000000000"`
	Count       int          `json:"count,omitempty" minimum:"0" maximum:"120"`
	PerYear     int          `json:"per_year,omitempty" minimum:"0" maximum:"365" doc:"Instalments a year; 0 means 12"`
	Fee         int64        `json:"fee,omitempty" minimum:"0" maximum:"1000000000000" doc:"All fees and interest together"`
	Rate        money.Rate   `json:"rate,omitempty" doc:"Instead of fee: the whole fee as a share of the financed amount"`
	Payer       string       `json:"payer,omitempty" enum:"customer,merchant" doc:"Who bears the fee; empty means the customer"`
	With        int64        `json:"price_with_plan,omitempty" minimum:"0" maximum:"1000000000000"`
	Without     int64        `json:"price_without_plan,omitempty" minimum:"0" maximum:"1000000000000"`
	Preselected bool         `json:"preselected,omitempty" doc:"The checkout page ticks the plan by itself"`
	Shown       *bool        `json:"conditions_shown,omitempty" doc:"The conditions stand beside the advert; unknown when left out"`
	Channel     string       `json:"channel,omitempty" maxLength:"80"`
	Creditor    string       `json:"creditor,omitempty" maxLength:"80" doc:"Who the customer owes"`
}

// Ask is one text to check.
type Ask struct {
	Text         string
	Offer        *Offer
	Jurisdiction string
	Medium       string
	Day          calendar.Day
}

// Span is a part of the text, from Start to before End.
type Span struct {
	Start     int `json:"start" doc:"Bytes"`
	End       int `json:"end" doc:"Bytes"`
	RuneStart int `json:"rune_start" doc:"Characters (Unicode code points)"`
	RuneEnd   int `json:"rune_end"`
}

// Mend is a wording to put in place of a part of the text.
type Mend struct {
	Span
	Text   string   `json:"text"`
	Blanks []string `json:"blanks" doc:"Figures still to be filled in, by name"`
}

// Finding is one thing wrong with a text. An empty quote means that the offer,
// not the wording, is at fault.
type Finding struct {
	Rule       string       `json:"rule"`
	Name       Text         `json:"name"`
	Severity   string       `json:"severity" enum:"block,warn,advise"`
	Span                    // of the quote
	Quote      string       `json:"quote"`
	Disguise   *Text        `json:"disguise,omitempty" doc:"How the words were read, where they were written in disguise"`
	Why        Text         `json:"why"`
	Source     string       `json:"source"`
	SourceDate calendar.Day `json:"source_date" doc:"The day of the text that was read"`
	Confidence string       `json:"confidence" enum:"found,summary,memory,derived"`
	Mend       Mend         `json:"mend"`
}

// Figures are what the offer comes to.
type Figures struct {
	Each      *money.Money `json:"each,omitempty"`
	Cost      *money.Money `json:"customer_cost,omitempty"`
	Total     *money.Money `json:"total,omitempty" doc:"Everything the customer pays, the down payment included"`
	Nominal   money.Rate   `json:"nominal_rate"`
	Effective money.Rate   `json:"effective_rate"`
	Known     bool         `json:"known" doc:"The rates could be worked out"`
}

// Result is what a check found.
type Result struct {
	Verdict   string       `json:"verdict" enum:"pass,fix,block"`
	Findings  []Finding    `json:"findings"`
	More      bool         `json:"more" doc:"There are more findings than are listed"`
	Pack      string       `json:"pack" doc:"Version of the rule pack"`
	CheckedOn calendar.Day `json:"checked_on"`
	TextHash  string       `json:"text_hash" doc:"SHA-256 of the text"`
	Figures   *Figures     `json:"figures,omitempty"`
}

// The states of a saved check.
const (
	StateDraft     = "draft"
	StateAsked     = "asked"
	StatePublished = "published"
)

// Check is a saved check.
type Check struct {
	ID           string     `json:"id"`
	Campaign     string     `json:"campaign"`
	Text         string     `json:"text"`
	Offer        *Offer     `json:"offer,omitempty"`
	Jurisdiction string     `json:"jurisdiction"`
	Medium       string     `json:"medium"`
	Result       Result     `json:"result"`
	State        string     `json:"state" enum:"draft,asked,published"`
	SavedBy      string     `json:"saved_by"`
	SavedAt      time.Time  `json:"saved_at"`
	PublishedBy  string     `json:"published_by,omitempty"`
	PublishedAt  *time.Time `json:"published_at,omitempty"`
	PublishedAs  string     `json:"published_as,omitempty" doc:"Version of the rule pack it was published under"`
	ApprovalID   string     `json:"approval_id,omitempty"`
}
