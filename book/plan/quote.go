package plan

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// quoteLife is how long a quote can be accepted.
const quoteLife = 24 * time.Hour

// Ask is what a quote is wanted for.
type Ask struct {
	Amount   money.Money
	PlanCode string
	Count    int
	Day      calendar.Day // "" = today
	// Imported is a sale of the past: the plan's bounds and the age of the loan
	// prime rate were another day's business.
	Imported bool
	// Categories of the goods; none: not known, and no restriction is checked.
	Categories []string
}

// QuoteFor computes a quote and stores it under the hash of its content.
// Faults: an unknown plan (not found); a plan, count or amount that is not
// offered, no rate card valid on the day, a price above the legal cap, a loan
// prime rate that is out of date (refused).
func QuoteFor(tx *db.Tx, in Ask) (Quote, error) {
	p, err := planByCode(tx, in.PlanCode)
	if err != nil {
		return Quote{}, err
	}
	q, err := compute(tx, p, in)
	if err != nil {
		return Quote{}, err
	}
	body, err := canonical(q)
	if err != nil {
		return Quote{}, err
	}
	q.Hash = hashOf(body)
	tx.Note("quote:"+q.ID, nil, map[string]any{"plan": q.PlanCode, "amount": q.Amount, "count": q.Count, "hash": q.Hash})
	return q, insertQuote(tx, q, body)
}

// GetQuote returns a stored quote, whose content must match its hash.
func GetQuote(tx *db.Tx, id string) (Quote, error) {
	body, hash, err := quoteBody(tx, id)
	if err != nil {
		return Quote{}, err
	}
	if hashOf(body) != hash {
		return Quote{}, fault.Conflict(wordTampered)
	}
	var q Quote
	err = json.Unmarshal([]byte(body), &q)
	q.Hash = hash
	return q, err
}

// compute makes the quote without storing it.
func compute(tx *db.Tx, p Plan, in Ask) (Quote, error) {
	var err error
	if in.Day == "" {
		if in.Day, err = today(tx); err != nil {
			return Quote{}, err
		}
	}
	if err := p.offers(in); err != nil {
		return Quote{}, err
	}
	card, err := cardFor(tx, p, in.Count, in.Day)
	if errors.Is(err, db.ErrNone) {
		return Quote{}, fault.Refused(wordNoCard, words.Args{"platform": p.Platform, "plan": p.Code, "count": in.Count, "day": in.Day})
	}
	if err != nil {
		return Quote{}, err
	}
	terms := p.terms(card, in.Count)
	s, err := For(in.Amount, in.Day, terms)
	if err != nil {
		return Quote{}, err
	}
	annual, err := terms.Annual(s)
	if err != nil {
		return Quote{}, err
	}
	q := p.quote(card, s, annual)
	q.ID, q.CreatedAt, q.ValidUntil = tx.ID("quo"), tx.Now(), tx.Now().Add(quoteLife)
	return q, lawful(tx, p, &q, in)
}

// offers refuses what the plan does not offer.
func (p Plan) offers(in Ask) error {
	if in.Amount.Currency != p.Currency {
		return fault.Refused(wordOtherCurrency, words.Args{"currency": p.Currency})
	}
	if !slices.Contains(p.Counts, in.Count) {
		return fault.Refused(wordCount, words.Args{"plan": p.Code, "count": in.Count, "counts": joined(p.Counts)})
	}
	if in.Imported {
		return nil
	}
	switch {
	case !p.Active || in.Day < p.ValidFrom || in.Day > p.ValidTo:
		return fault.Refused(wordPlanOff, words.Args{"plan": p.Code, "day": in.Day})
	case in.Amount.Minor < p.MinAmount:
		return fault.Refused(wordTooSmall, words.Args{"bound": money.New(p.MinAmount, p.Currency).String()})
	case in.Amount.Minor > p.MaxAmount:
		return fault.Refused(wordTooBig, words.Args{"bound": money.New(p.MaxAmount, p.Currency).String()})
	}
	for _, c := range in.Categories {
		if slices.Contains(p.Never, c) || len(p.Only) > 0 && !slices.Contains(p.Only, c) {
			return fault.Refused(wordCategory, words.Args{"plan": p.Code, "category": c})
		}
	}
	return nil
}

// terms are the engine's terms of the plan at a card's price.
func (p Plan) terms(c RateCard, count int) Terms {
	t := Terms{Kind: p.Kind, Periods: count, Every: max(1, p.Every), Unit: p.Unit, MonthEnd: p.MonthEnd, GraceDays: p.GraceDays,
		Down: Down{Share: p.DownShare}, DayCount: p.DayCount, Rounding: c.Rounding, Remainder: c.Remainder}
	if t.Unit == "" {
		t.Unit = Month
	}
	t = p.on(t)
	switch p.Kind {
	case EqualInstalment, EqualPrincipal, FlatInterest:
		t.Rate = c.Rate
	default:
		if c.Rate > 0 {
			t.Fee = Fee{Basis: Total, Rate: c.Rate, Payer: c.Payer}
		}
	}
	return t
}

func (p Plan) quote(c RateCard, s Schedule, a Annual) Quote {
	m := func(minor int64) money.Money { return money.New(minor, s.Currency) }
	return Quote{PlanID: p.ID, PlanCode: p.Code, PlanNameZH: p.NameZH, PlanNameEN: p.NameEN, Platform: p.Platform,
		Creditor: p.Creditor, Day: s.Start, Amount: m(s.Amount), DownPayment: m(s.Amount - s.Financed), Total: m(s.Due()),
		CustomerCost: m(s.Due() - s.Amount), MerchantCost: m(s.MerchantFee), Count: c.Count, Schedule: s,
		NominalRate: a.Nominal, EffectiveRate: a.Effective, GraceDays: p.GraceDays, CardID: c.ID, RateSource: c.Source,
		Example: c.Example, RulePack: p.RulePack, Card: CardFacts{Kind: p.Kind, Payer: p.Payer, Rate: c.Rate, VerifiedOn: c.VerifiedOn, VerifiedBy: c.VerifiedBy,
			VerifyBy: c.VerifyBy, ValidTo: c.ValidTo, Overdue: c.VerifyBy != "" && c.VerifyBy < s.Start, CardBody: c.CardBody}}
}

// canonical writes the quote without its hash as JSON with sorted keys and no
// white space (RFC 8785, whose number form whole numbers already have).
func canonical(q Quote) (string, error) {
	q.Hash = ""
	raw, err := json.Marshal(q)
	if err != nil {
		return "", err
	}
	reader := json.NewDecoder(bytes.NewReader(raw))
	reader.UseNumber()
	var loose map[string]any
	if err := reader.Decode(&loose); err != nil {
		return "", err
	}
	delete(loose, "hash")
	var out bytes.Buffer
	writer := json.NewEncoder(&out)
	writer.SetEscapeHTML(false)
	if err := writer.Encode(loose); err != nil {
		return "", err
	}
	return string(bytes.TrimSpace(out.Bytes())), nil
}

func hashOf(body string) string {
	sum := sha256.Sum256([]byte(body))
	return hex.EncodeToString(sum[:])
}
