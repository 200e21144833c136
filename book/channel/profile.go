package channel

import (
	"errors"
	"slices"
	"strings"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/identity"
	"fenming/office/tenant"
)

// The kinds of creditors. Which ceiling of cost applies depends on the kind
// (private-lending interpretation of 2020, art. 25; reply 法释〔2020〕27 for
// licensed and local financial organisations).
func CreditorKinds() []string {
	return []string{"merchant", "bank", "consumer_finance", "micro_loan", "other_licensed"}
}

// On which days a settlement cycle counts.
const (
	Working = "working"
	Natural = "natural"
)

// What the platform does with its fee when a sale is refunded.
func RefundFees() []string { return []string{"returned", "partly", "kept", "unknown"} }

// Details is what the merchant knows of an account at a platform beyond what
// the connector needs.
type Details struct {
	CreditorName string     `json:"creditor_name,omitempty" maxLength:"100" doc:"creditor of record: the name in the customer's credit contract"`
	CreditorKind string     `json:"creditor_kind,omitempty" enum:"merchant,bank,consumer_finance,micro_loan,other_licensed"`
	Settlement   Settlement `json:"settlement,omitempty"`
	Instalments  Instalment `json:"instalments,omitempty"`
	Duties       []Duty     `json:"duties,omitempty" maxItems:"30"`
}

// Settlement is when and how the platform pays. T+Days counts from payment.
type Settlement struct {
	Days          int          `json:"days" minimum:"0" maximum:"90"`
	Basis         string       `json:"basis,omitempty" enum:"working,natural"`
	StatementTime string       `json:"statement_time,omitempty" maxLength:"5" doc:"local time of day, 10:00, from which the statement of the day before can be had"`
	RefundFee     string       `json:"refund_fee,omitempty" enum:"returned,partly,kept,unknown" doc:"what the platform does with its fee when a sale is refunded"`
	Note          string       `json:"note,omitempty" maxLength:"500"`
	Source        string       `json:"source,omitempty" maxLength:"300"`
	VerifiedOn    calendar.Day `json:"verified_on,omitempty"`
}

// Instalment is what the platform lets be paid in instalments; the counts stand
// in the channel's terms, the prices on rate cards.
type Instalment struct {
	MinAmount  int64        `json:"min_amount,omitempty" minimum:"0" doc:"minor units; 0 for none"`
	MaxAmount  int64        `json:"max_amount,omitempty" minimum:"0" doc:"minor units; 0 for none"`
	Excluded   []string     `json:"excluded,omitempty" maxItems:"50" doc:"categories that may not be sold on credit"`
	Note       string       `json:"note,omitempty" maxLength:"500"`
	Source     string       `json:"source,omitempty" maxLength:"300"`
	VerifiedOn calendar.Day `json:"verified_on,omitempty"`
}

// Duty is something the merchant must show to customers, with where that is
// written.
type Duty struct {
	Text   string `json:"text" minLength:"1" maxLength:"500"`
	Source string `json:"source" minLength:"1" maxLength:"300"`
}

// Profile is all of a channel that people look up.
type Profile struct {
	Channel   Channel       `json:"channel"`
	Details   Details       `json:"details"`
	Levers    []Lever       `json:"levers"`
	LeverData LeverData     `json:"lever_data"`
	Fees      []PlatformFee `json:"fees" doc:"what the platform charges the merchant today, beside the priced instalments"`
	Health    Health        `json:"health"`
	UpdatedAt *time.Time    `json:"updated_at,omitempty"`
	UpdatedBy string        `json:"updated_by,omitempty"`
}

// Describe replaces what is known of a channel. Faults name their field.
func Describe(tx *db.Tx, id string, d Details) (Profile, error) {
	r, err := known(tx, id, tx.ForUpdate())
	if err != nil {
		return Profile{}, err
	}
	if err := d.check(); err != nil {
		return Profile{}, err
	}
	before, err := details(tx, id)
	if err != nil && !errors.Is(err, db.ErrNone) {
		return Profile{}, err
	}
	tx.Note("channel:"+id, before.Details, d)
	if err := putDetails(tx, id, d); err != nil {
		return Profile{}, err
	}
	tx.Forget(kindKey(r.Platform))
	return GetProfile(tx, id)
}

func kindKey(platform string) string { return "channel.creditor_kind:" + platform }

// CreditorKind is the kind of creditor recorded for a platform, on the channel
// that new sales take; "" when none is recorded.
func CreditorKind(tx *db.Tx, platform string) (string, error) {
	return db.Known(tx, kindKey(platform), func() (string, error) {
		r, err := active(tx, platform)
		if err == nil {
			var k kept
			k, err = details(tx, r.ID)
			return k.CreditorKind, none(err)
		}
		return "", none(err)
	})
}

// none takes what is not there for no fault.
func none(err error) error {
	if errors.Is(err, db.ErrNone) {
		return nil
	}
	return err
}

func (d Details) check() error {
	var faults []*fault.Fault
	bad := func(is bool, w words.Word, pointer string) {
		if is {
			faults = append(faults, fault.Invalid(w).At(pointer))
		}
	}
	s, i := d.Settlement, d.Instalments
	bad(d.CreditorKind != "" && !slices.Contains(CreditorKinds(), d.CreditorKind), wordCreditorKind, "/creditor_kind")
	bad(s.Days < 0 || s.Days > 90 || s.Basis != "" && s.Basis != Working && s.Basis != Natural, wordSettlement, "/settlement/days")
	bad(s.StatementTime != "" && !timeOfDay(s.StatementTime), wordStatementTime, "/settlement/statement_time")
	bad(s.RefundFee != "" && !slices.Contains(RefundFees(), s.RefundFee), wordRefundFee, "/settlement/refund_fee")
	bad(s.VerifiedOn != "" && s.VerifiedOn.Check() != nil, wordDay, "/settlement/verified_on")
	bad(s.Basis != "" && strings.TrimSpace(s.Source) == "", wordSourceNeeded, "/settlement/source")
	bad(i.MinAmount < 0 || i.MaxAmount < 0 || i.MaxAmount > 0 && i.MaxAmount < i.MinAmount, wordBounds, "/instalments/min_amount")
	bad(i.VerifiedOn != "" && i.VerifiedOn.Check() != nil, wordDay, "/instalments/verified_on")
	bad((i.MinAmount > 0 || i.MaxAmount > 0 || len(i.Excluded) > 0) && strings.TrimSpace(i.Source) == "", wordSourceNeeded, "/instalments/source")
	for _, duty := range d.Duties {
		bad(strings.TrimSpace(duty.Text) == "" || strings.TrimSpace(duty.Source) == "", wordDuty, "/duties")
	}
	return fault.Many(faults)
}

// timeOfDay says whether a text is a time of day, 10:00.
func timeOfDay(s string) bool {
	_, err := time.Parse("15:04", s)
	return err == nil && len(s) == 5
}

// GetProfile returns a channel with everything that people look up.
func GetProfile(tx *db.Tx, id string) (Profile, error) {
	c, err := Get(tx, id)
	if err != nil {
		return Profile{}, err
	}
	p := Profile{Channel: c, Levers: LeversOf(c.Platform), LeverData: leverData()}
	switch kept, err := details(tx, id); {
	case err == nil:
		p.Details, p.UpdatedAt, p.UpdatedBy = kept.Details, &kept.at, kept.by
	case errors.Is(err, db.ErrNone):
		p.Details.Settlement.Days = c.Terms.SettlementDays
	default:
		return p, err
	}
	day, err := today(tx)
	if err != nil {
		return p, err
	}
	fees, err := feesOf(tx, id)
	if err != nil {
		return p, err
	}
	p.Fees = inForce(fees, day)
	all, err := healthOf(tx, []Channel{c}, day)
	if err == nil {
		p.Health = all[0]
	}
	return p, err
}

// today is the tenant's day.
func today(tx *db.Tx) (calendar.Day, error) {
	loc, err := tenant.Location(tx)
	if err != nil {
		return "", err
	}
	return calendar.DayOf(tx.Now(), loc), nil
}

// SetOfficer names the compliance officer of a channel: an active member of
// staff who may record policy updates; "" leaves it without one.
func SetOfficer(tx *db.Tx, id, user string) (Channel, error) {
	r, err := known(tx, id, tx.ForUpdate())
	if err != nil {
		return Channel{}, err
	}
	if err := checkOfficer(tx, user, "/user"); err != nil {
		return Channel{}, err
	}
	before := r.Terms.Officer
	r.Terms.Officer = user
	tx.Note("channel:"+id, map[string]any{"officer": before}, map[string]any{"officer": user})
	return r.Channel, put(tx, r)
}

func checkOfficer(tx *db.Tx, user, pointer string) error {
	if user == "" {
		return nil
	}
	u, err := identity.GetUser(tx, user)
	switch {
	case fault.Is(err, fault.CodeNotFound):
		return fault.Invalid(wordNoOfficer).At(pointer)
	case err != nil:
		return err
	case u.State != identity.Active:
		return fault.Invalid(wordNoOfficer).At(pointer)
	case !identity.Permits(u.Role, PermissionPolicy):
		return fault.Invalid(wordOfficerRole, words.Args{"role": identity.RoleWord(u.Role).In(tx.Lang(), nil)}).At(pointer)
	}
	return nil
}

// FeeKinds lists what a platform may charge a merchant for.
func FeeKinds() []string {
	return []string{"payment", "technical", "withdrawal", "deposit", "subsidy", "refund", "other"}
}

// PlatformFee is one charge of a platform, as dated data with its source: a
// share of the amount, a fixed sum, or both.
type PlatformFee struct {
	ID         string       `json:"id"`
	ChannelID  string       `json:"channel_id"`
	Kind       string       `json:"kind" enum:"payment,technical,withdrawal,deposit,subsidy,refund,other"`
	Rate       money.Rate   `json:"rate" doc:"share of the amount: 0.006 is 0.6 %"`
	Amount     money.Money  `json:"amount" doc:"each time, beside the share"`
	ValidFrom  calendar.Day `json:"valid_from"`
	ValidTo    calendar.Day `json:"valid_to"`
	Source     string       `json:"source"`
	VerifiedOn calendar.Day `json:"verified_on"`
	VerifiedBy string       `json:"verified_by"`
	Note       string       `json:"note,omitempty"`
	Example    bool         `json:"example" doc:"example data, not the merchant's own contract"`
	RecordedBy string       `json:"recorded_by"`
	RecordedAt time.Time    `json:"recorded_at"`
}

// AddFee records a charge. Rows are only ever added: of two of a kind in force
// the one recorded last counts.
func AddFee(tx *db.Tx, f PlatformFee) (PlatformFee, error) {
	if _, err := known(tx, f.ChannelID, ""); err != nil {
		return f, err
	}
	if f.ValidTo == "" {
		f.ValidTo = Forever
	}
	if f.Amount.Currency == "" {
		shop, err := tenant.Get(tx)
		if err != nil {
			return f, err
		}
		f.Amount.Currency = shop.Currency
	}
	var faults []*fault.Fault
	bad := func(is bool, w words.Word, pointer string) {
		if is {
			faults = append(faults, fault.Invalid(w).At(pointer))
		}
	}
	bad(!slices.Contains(FeeKinds(), f.Kind), wordFeeKind, "/kind")
	bad(f.Rate < 0 || f.Rate > money.One || f.Amount.Minor < 0 || f.Rate == 0 && f.Amount.Minor == 0, wordFeeAmount, "/rate")
	bad(f.Amount.Currency.Check() != nil, wordFeeAmount, "/amount")
	bad(f.ValidFrom.Check() != nil || f.ValidTo.Check() != nil || f.ValidFrom > f.ValidTo, wordDay, "/valid_to")
	bad(strings.TrimSpace(f.Source) == "", wordSourceNeeded, "/source")
	bad(f.VerifiedOn.Check() != nil || strings.TrimSpace(f.VerifiedBy) == "", wordVerified, "/verified_on")
	if err := fault.Many(faults); err != nil {
		return f, err
	}
	f.ID, f.RecordedBy, f.RecordedAt = tx.ID("pfe"), tx.Actor().ID, tx.Now()
	tx.Note("platformfee:"+f.ID, nil, f)
	return f, insertFee(tx, f)
}

// Fees lists what the platform of a channel charged and charges, in the order
// of recording, at most 500.
func Fees(tx *db.Tx, channelID string) ([]PlatformFee, error) {
	if _, err := known(tx, channelID, ""); err != nil {
		return nil, err
	}
	return feesOf(tx, channelID)
}
