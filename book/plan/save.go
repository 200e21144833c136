package plan

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
)

var codeForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{1,39}$`)

// maxCount bounds the instalments of a plan on sale.
const maxCount = 60

// Save stores a plan under its code, new or changed. Quotes and contracts made
// before keep their terms. Every fault is named with its pointer.
func Save(tx *db.Tx, p Plan) (Plan, error) {
	p = p.filled()
	if err := p.check(); err != nil {
		return p, err
	}
	var before any
	switch had, err := planByCode(tx, p.Code); {
	case err == nil:
		p.ID, before = had.ID, had
	case fault.Is(err, fault.CodeNotFound):
		p.ID = tx.ID("pln")
	default:
		return p, err
	}
	p.SavedAt = tx.Now()
	tx.Note("plan:"+p.ID, before, p)
	return p, upsertPlan(tx, p)
}

func (p Plan) filled() Plan {
	if p.ValidTo == "" {
		p.ValidTo = Forever
	}
	if p.Unit == "" {
		p.Unit, p.Every = Month, 1
	}
	p.Every = max(1, p.Every)
	if p.Payer == "" {
		p.Payer = Customer
	}
	if p.Creditor != CreditorPlatform && p.LateFeeMultiple == 0 {
		p.LateFeeMultiple = DefaultLateFeeMultiple
	}
	if p.Creditor != CreditorPlatform && p.CreditorKind == "" {
		p.CreditorKind = KindMerchant
	}
	p.Counts = slices.Compact(slices.Sorted(slices.Values(p.Counts)))
	return p
}

func (p Plan) check() error {
	var faults []*fault.Fault
	bad := func(is bool, f *fault.Fault, at string) {
		if is {
			faults = append(faults, f.At(at))
		}
	}
	bad(!codeForm.MatchString(p.Code), fault.Invalid(wordCode), "/code")
	bad(strings.TrimSpace(p.NameZH) == "", fault.Invalid(wordNames), "/name_zh")
	bad(strings.TrimSpace(p.NameEN) == "", fault.Invalid(wordNames), "/name_en")
	own := p.Platform == Own
	bad(p.Platform == "" || (own && p.Creditor != CreditorMerchant && p.Creditor != CreditorAssigned) ||
		(!own && p.Creditor != CreditorPlatform && p.Creditor != CreditorMerchant), fault.Invalid(wordCreditor), "/creditor")
	bad(!slices.Contains(creditorKinds, p.CreditorKind) || (p.CreditorKind == KindMerchant) != (p.Creditor != CreditorPlatform) && p.CreditorKind != "",
		fault.Invalid(wordCreditorKind), "/creditor_kind")
	bad(len(p.Counts) == 0 || p.Counts[0] < 1 || p.Counts[len(p.Counts)-1] > maxCount, fault.Invalid(wordCounts), "/counts")
	bad(p.MinAmount <= 0 || p.MaxAmount < p.MinAmount, fault.Invalid(wordBounds), "/min_amount")
	bad(p.Currency.Check() != nil, fault.Invalid(wordOtherCurrency), "/currency")
	bad(p.ValidFrom.Check() != nil || p.ValidTo.Check() != nil || p.ValidFrom > p.ValidTo, fault.Invalid(wordValidDays), "/valid_to")
	bad(p.LateFeeMultiple < 0 || p.LateFeeMultiple > MaxMultiple*money.One, fault.Invalid(wordLateFeeCap), "/late_fee_multiple")
	bad(!categories(p.Only) || !categories(p.Never), fault.Invalid(wordCategories), "/categories_only")
	if len(faults) > 0 {
		return fault.Many(faults)
	}
	return p.fits()
}

// SaveCard records a rate card. Cards are only ever added: of two valid on a
// day the one recorded last counts.
func SaveCard(tx *db.Tx, c RateCard) (RateCard, error) {
	if c.ValidTo == "" {
		c.ValidTo = Forever
	}
	if c.Payer == "" {
		c.Payer = Customer
	}
	if err := c.check(); err != nil {
		return c, err
	}
	c.ID, c.RecordedAt = tx.ID("crd"), tx.Now()
	tx.Note("ratecard:"+c.ID, nil, c)
	return c, insertCard(tx, c)
}

// categories checks a list of categories.
func categories(list []string) bool {
	return len(list) <= 50 && !slices.ContainsFunc(list, func(c string) bool { return c == "" || utf8.RuneCountInString(c) > 60 })
}

func (c RateCard) check() error {
	var faults []*fault.Fault
	bad := func(is bool, f *fault.Fault, at string) {
		if is {
			faults = append(faults, f.At(at))
		}
	}
	if f := oneOf(c.Kind, "/kind", EqualInstalment, EqualPrincipal, FlatInterest, FlatFee, InterestFree, Deferred); f != nil {
		faults = append(faults, f)
	}
	if f := oneOf(c.Payer, "/payer", Customer, Merchant); f != nil {
		faults = append(faults, f)
	}
	bad(c.Platform == "", fault.Invalid(wordCreditor), "/platform")
	bad(c.Count < 1 || c.Count > maxCount, fault.Invalid(wordCounts), "/count")
	bad(c.Rate < 0 || c.Rate > money.One, fault.Invalid(wordCardRate), "/rate")
	bad(c.ValidFrom.Check() != nil || c.ValidTo.Check() != nil || c.ValidFrom > c.ValidTo, fault.Invalid(wordValidDays), "/valid_to")
	bad(strings.TrimSpace(c.Source) == "", fault.Invalid(wordSource), "/source")
	bad(c.VerifyBy != "" && (c.VerifyBy.Check() != nil || c.VerifyBy <= c.VerifiedOn || c.VerifyBy > c.ValidTo), fault.Invalid(wordVerifyBy), "/verify_by")
	bad(c.LateDaily < 0 || c.LateDaily > money.One/100 || c.SettleDays < 0 || c.SettleDays > 60, fault.Invalid(wordCardBody), "/late_daily")
	for _, at := range []struct {
		fate    RefundFee
		pointer string
	}{{c.RefundFee, "/refund_fee"}, {c.EarlyFee, "/early_fee"}} {
		if f := oneOf(at.fate, at.pointer, "", FeeReturned, FeeKept, FeeProRata); f != nil {
			faults = append(faults, f)
		}
	}
	bad(c.VerifiedOn.Check() != nil || strings.TrimSpace(c.VerifiedBy) == "", fault.Invalid(wordVerified), "/verified_on")
	return fault.Many(faults)
}

// Get returns a plan by its code.
func Get(tx *db.Tx, code string) (Plan, error) { return planByCode(tx, code) }

// List returns plans by code, of a platform or of all ("").
func List(tx *db.Tx, platform string) ([]Plan, error) { return listPlans(tx, platform, "", 1000) }
