package plan

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"fenming/kit/calendar"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// CreditorKind says what sort of creditor lends; the legal ceiling hangs on it.
type CreditorKind string

// The kinds of creditor. An empty one is not known: a quote then says so.
const (
	KindMerchant        CreditorKind = "merchant"         // finances his own sale
	KindBank            CreditorKind = "bank"             // 银行
	KindConsumerFinance CreditorKind = "consumer_finance" // 消费金融公司
	KindMicroLoan       CreditorKind = "micro_loan"       // 小额贷款公司
	KindOtherLicensed   CreditorKind = "other_licensed"   // other licensed or local financial organisation
)

var creditorKinds = []CreditorKind{"", KindMerchant, KindBank, KindConsumerFinance, KindMicroLoan, KindOtherLicensed}

// What a cap does to a quote above it.
const (
	ActionRefuse  = "refuse"  // it may not be published
	ActionWarn    = "warn"    // it is published with a warning
	ActionOutside = "outside" // no ceiling: says why a known one does not apply
)

// Cap is a dated legal ceiling of the annual cost for some kinds of creditor:
// a multiple of the one-year loan prime rate, or a fixed rate. Confidence: T
// the text was read, S a summary was read, M from memory, to be verified.
type Cap struct {
	Rule       string         `json:"rule"`
	Kinds      []CreditorKind `json:"kinds"`
	Multiple   money.Rate     `json:"multiple" doc:"Times the one-year LPR; 0: fixed"`
	Fixed      money.Rate     `json:"fixed" doc:"A year; 0: a multiple"`
	Action     string         `json:"action" enum:"refuse,warn,outside"`
	SourceZH   string         `json:"source_zh"`
	SourceEN   string         `json:"source_en"`
	Confidence string         `json:"confidence" enum:"T,S,M"`
	Force      string         `json:"force"`
	ValidFrom  calendar.Day   `json:"valid_from"`
	ValidTo    calendar.Day   `json:"valid_to"`
	NoteZH     string         `json:"note_zh"`
	NoteEN     string         `json:"note_en"`
}

// CapTable is the ceilings of one jurisdiction.
type CapTable struct {
	Pack    string `json:"pack"`
	Version string `json:"version"`
	Caps    []Cap  `json:"caps"`
}

//go:embed caps_cn.json
var capsCN []byte

var chinaCaps = sync.OnceValues(func() (CapTable, error) { return ReadCaps(capsCN) })

// Caps returns the ceilings of mainland China that are built in.
func Caps() (CapTable, error) { return chinaCaps() }

// ReadCaps reads the JSON form (see caps_cn.json) and refuses an entry without
// rule, source, kind, dates, or a ceiling that fits its action.
func ReadCaps(raw []byte) (CapTable, error) {
	var t CapTable
	if err := json.Unmarshal(raw, &t); err != nil {
		return t, fault.Internal(fmt.Errorf("caps: %w", err))
	}
	for i, c := range t.Caps {
		ceiling := (c.Multiple > 0) != (c.Fixed > 0)
		switch {
		case c.Rule == "" || c.SourceZH == "" || c.SourceEN == "" || len(c.Kinds) == 0,
			!slices.Contains([]string{"T", "S", "M"}, c.Confidence),
			c.ValidFrom.Check() != nil || c.ValidTo.Check() != nil || c.ValidFrom > c.ValidTo,
			c.Action == ActionOutside && (c.Multiple > 0 || c.Fixed > 0),
			(c.Action == ActionRefuse || c.Action == ActionWarn) != ceiling,
			c.Action != ActionRefuse && c.Action != ActionWarn && c.Action != ActionOutside:
			return t, fault.Internal(fmt.Errorf("caps: entry %d (%s) is incomplete", i, c.Rule))
		}
		for _, k := range c.Kinds {
			if k == "" || !slices.Contains(creditorKinds, k) {
				return t, fault.Internal(fmt.Errorf("caps: entry %d names the unknown kind %q", i, k))
			}
		}
	}
	return t, nil
}

// For returns the entries for a kind of creditor that are in force on a day.
func (t CapTable) For(kind CreditorKind, day calendar.Day) []Cap {
	var found []Cap
	for _, c := range t.Caps {
		if slices.Contains(c.Kinds, kind) && c.ValidFrom <= day && day <= c.ValidTo {
			found = append(found, c)
		}
	}
	return found
}

// Limit is the ceiling a year at a loan prime rate.
func (c Cap) Limit(prime money.Rate) (money.Rate, error) {
	if c.Multiple == 0 {
		return c.Fixed, nil
	}
	n, err := money.MulRate(int64(prime), c.Multiple, money.Floor)
	return money.Rate(n), err
}

// The outcomes of a cap check.
const (
	CapWithin  = "within"
	CapAbove   = "above"   // above a ceiling that only warns
	CapUnknown = "unknown" // the creditor's kind is not known, or nothing is in force
)

// CapCheck is what became of holding a quote against the ceilings. Cost is the
// larger of the nominal and the effective annual rate.
type CapCheck struct {
	Kind    CreditorKind `json:"creditor_kind" doc:"Empty: not known"`
	Status  string       `json:"status" enum:"within,above,unknown"`
	Cost    money.Rate   `json:"cost"`
	Version string       `json:"version"`
	Rules   []CapResult  `json:"rules"`
}

// CapResult is one rule and how the quote stands to it.
type CapResult struct {
	Rule       string       `json:"rule"`
	Action     string       `json:"action" enum:"refuse,warn,outside"`
	Limit      money.Rate   `json:"limit" doc:"A year; 0 where the rule sets none"`
	Within     bool         `json:"within"`
	SourceZH   string       `json:"source_zh"`
	SourceEN   string       `json:"source_en"`
	Confidence string       `json:"confidence"`
	Since      calendar.Day `json:"since"`
}

// Judge holds an annual cost against the ceilings for a kind of creditor on a
// day, at a loan prime rate (0: not known, then multiples of it stay
// unchecked and the outcome unknown). The fault names the first ceiling that
// refuses: rule, source and date.
func (t CapTable) Judge(kind CreditorKind, day calendar.Day, cost, prime money.Rate, lang words.Lang) (CapCheck, error) {
	check := CapCheck{Kind: kind, Status: CapUnknown, Cost: cost, Version: t.Version, Rules: []CapResult{}}
	unchecked := false
	for _, c := range t.For(kind, day) {
		limit, err := c.Limit(prime)
		if err != nil {
			return check, err
		}
		r := CapResult{Rule: c.Rule, Action: c.Action, Limit: limit, Within: cost <= limit, SourceZH: c.SourceZH,
			SourceEN: c.SourceEN, Confidence: c.Confidence, Since: c.ValidFrom}
		switch {
		case c.Action == ActionOutside:
			r.Within = true
		case limit == 0:
			r.Within, unchecked = false, true
		case cost > limit && c.Action == ActionRefuse:
			check.Status, check.Rules = CapAbove, append(check.Rules, r)
			return check, fault.Refused(wordAboveCap, words.Args{"rate": cost.Percent(), "cap": limit.Percent(),
				"kind": kindWord(kind).In(lang, nil), "rule": c.Rule, "source": c.source(lang), "since": c.ValidFrom})
		case cost > limit:
			check.Status = CapAbove
		case check.Status == CapUnknown:
			check.Status = CapWithin
		}
		check.Rules = append(check.Rules, r)
	}
	if unchecked && check.Status == CapWithin {
		check.Status = CapUnknown
	}
	return check, nil
}

func (c Cap) source(lang words.Lang) string {
	if lang == words.ZH {
		return c.SourceZH
	}
	return c.SourceEN
}

// needsPrime says whether one of the ceilings is a multiple of the loan prime
// rate, and whether one of those refuses.
func needsPrime(caps []Cap) (any, refuses bool) {
	for _, c := range caps {
		if c.Multiple > 0 {
			any, refuses = true, refuses || c.Action == ActionRefuse
		}
	}
	return any, refuses
}

// kindWord names a kind of creditor.
func kindWord(k CreditorKind) words.Word {
	for _, w := range kindWords {
		if w.Key == "creditor_kind."+string(k) {
			return w
		}
	}
	return kindWords[0]
}

var kindWords = []words.Word{
	{Key: "creditor_kind.unknown", ZH: "未登记类型的债权人", EN: "creditor of a kind not recorded"},
	{Key: "creditor_kind.merchant", ZH: "商户自营分期", EN: "merchant who finances his own sale"},
	{Key: "creditor_kind.bank", ZH: "银行", EN: "bank"},
	{Key: "creditor_kind.consumer_finance", ZH: "消费金融公司", EN: "consumer finance company"},
	{Key: "creditor_kind.micro_loan", ZH: "小额贷款公司", EN: "micro-loan company"},
	{Key: "creditor_kind.other_licensed", ZH: "其他持牌机构", EN: "other licensed lender"},
}
