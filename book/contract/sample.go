package contract

import (
	"slices"
	"time"

	"fenming/book/contract/template"
	"fenming/book/customer"
	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// The samples that a text is tried on: every side of its conditions is reached
// by one of them.
const (
	SampleFee      = "fee"      // three instalments with a fee and a down payment
	SampleFree     = "free"     // six without interest or fee, a service
	SampleDeferred = "deferred" // everything in thirty days, no late fee
)

// SampleNames lists the samples.
func SampleNames() []string { return []string{SampleFee, SampleFree, SampleDeferred} }

// sampleDay is fixed, so that a preview of the same text is the same every day.
const sampleDay calendar.Day = "2026-12-01"

func sampleTerms(name string) (plan.Terms, money.Rate) {
	switch name {
	case SampleFree:
		return plan.Terms{Kind: plan.InterestFree, Periods: 6, Every: 1, Unit: plan.Month, GraceDays: 3}, 4_500_000
	case SampleDeferred:
		return plan.Terms{Kind: plan.Deferred, Periods: 1, Every: 30, Unit: plan.Day}, 0
	}
	return plan.Terms{Kind: plan.FlatFee, Periods: 3, Every: 1, Unit: plan.Month, GraceDays: 3, Down: plan.Down{Share: 250_000},
		Fee: plan.Fee{Basis: plan.Total, Rate: 1_500_000}}, 4_500_000
}

// sampleFacts are those of a made-up sale; nobody's data.
func sampleFacts(tx *db.Tx, name string) (facts, error) {
	if !slices.Contains(SampleNames(), name) {
		return facts{}, fault.Invalid(wordSample).At("/sample")
	}
	terms, late := sampleTerms(name)
	price := money.New(129_900, money.CNY)
	s, err := plan.For(price, sampleDay, terms)
	if err != nil {
		return facts{}, err
	}
	annual, err := terms.Annual(s)
	if err != nil {
		return facts{}, err
	}
	q := plan.Quote{ID: "quo_sample", PlanNameZH: "示例方案", PlanNameEN: "Sample plan", Creditor: plan.CreditorMerchant, Platform: plan.Own,
		Day: sampleDay, Amount: price, DownPayment: money.New(s.Amount-s.Financed, money.CNY), Count: terms.Periods, Schedule: s,
		NominalRate: annual.Nominal, EffectiveRate: annual.Effective, LateFeeRate: late, GraceDays: terms.GraceDays, LPR: 3_000_000,
		ValidUntil: time.Time{}}
	c, lines := draft(OfferIn{OrderID: "ord_sample", Quote: q})
	c.ID = "ctr_sample"
	seller, err := PartyOf(tx)
	if err != nil {
		return facts{}, err
	}
	return facts{contract: c, lines: lines, quote: q, orderNo: "T26120100001", day: sampleDay, seller: seller,
		goods: []Item{{Name: "示例商品", Quantity: 1, Amount: price, Movable: name == SampleFee}},
		buyer: customer.Person{Name: "王小明", Phone: "13800001234", Address: "示例市示例路 1 号", Email: "sample@example.com"}}, nil
}

// preview writes a text for a sample in each language it has. A key term that
// the plan needs and the text does not give is a refused fault.
func preview(tx *db.Tx, compiled map[words.Lang]*template.Template, sample string) (map[words.Lang]template.Doc, error) {
	f, err := sampleFacts(tx, sample)
	if err != nil {
		return nil, err
	}
	docs := map[words.Lang]template.Doc{}
	for lang, t := range compiled {
		if docs[lang], err = t.Render(f.values(lang)); err != nil {
			return nil, err
		}
		if err := covers(docs[lang], f.quote, tx.Lang()); err != nil {
			return nil, err
		}
	}
	return docs, nil
}

// covers refuses a document that lacks a key term of the quote.
func covers(d template.Doc, q plan.Quote, lang words.Lang) error {
	for _, term := range keyTerms(q) {
		if !slices.ContainsFunc(d.Terms, func(t template.TermText) bool { return t.ID == term }) {
			return fault.Refused(wordTermLacking, words.Args{"term": titles(lang)[term]})
		}
	}
	return nil
}
