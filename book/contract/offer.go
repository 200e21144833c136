package contract

import (
	"errors"

	"fenming/book/plan"
	"fenming/kit/db"
	"fenming/kit/fault"
)

// OfferIn makes a contract from a quote.
type OfferIn struct {
	OrderID    string
	CustomerID string
	Quote      plan.Quote
	Allocation []string // nil = DefaultAllocation
	OrderNo    string   // the shop's number, as the contract names it
	Goods      []Item
}

// Offer writes the contract of an order in state offered, with its instalments
// fixed. Offering the same quote to the same order again gives the same
// contract. With a template in force for the plan its text is made and frozen
// here, together with the versions of template and clause pack. Faults: a platform's plan (refused), an order that has a contract
// in force for another quote (conflict), a bad allocation (invalid).
func Offer(tx *db.Tx, in OfferIn) (Contract, error) {
	if in.Quote.Creditor != plan.CreditorMerchant && in.Quote.Creditor != plan.CreditorAssigned {
		return Contract{}, fault.Refused(wordPlatform)
	}
	if len(in.Quote.Schedule.Instalments) == 0 {
		return Contract{}, fault.Invalid(wordEmpty)
	}
	if in.Allocation == nil {
		in.Allocation = DefaultAllocation()
	}
	if err := CheckAllocation(in.Allocation); err != nil {
		return Contract{}, err
	}
	switch had, err := ofOrder(tx, in.OrderID); {
	case err == nil && had.QuoteID == in.Quote.ID && had.CustomerID == in.CustomerID:
		return had, nil
	case err == nil:
		return Contract{}, fault.Conflict(wordOrderHasOne)
	case !fault.Is(err, fault.CodeNotFound):
		return Contract{}, err
	}
	c, list := draft(in)
	c.ID, c.OfferedAt = tx.ID("ctr"), tx.Now()
	docs, err := compose(tx, in, &c, list)
	if err != nil {
		return Contract{}, err
	}
	if err := errors.Join(insert(tx, c), insertInstalments(tx, c.ID, list), insertDocuments(tx, c.ID, docs)); err != nil {
		return Contract{}, err
	}
	tx.Note("contract:"+c.ID, nil, noteOf(c))
	return c, addEvent(tx, c.ID, Offered, map[string]string{"quote_id": c.QuoteID, "quote_hash": c.QuoteHash})
}

// draft copies what was quoted.
func draft(in OfferIn) (Contract, []Instalment) {
	q := in.Quote
	c := Contract{OrderID: in.OrderID, CustomerID: in.CustomerID, QuoteID: q.ID, QuoteHash: q.Hash,
		PlanCode: q.PlanCode, Platform: q.Platform, Creditor: q.Creditor, State: Offered, Currency: q.Amount.Currency,
		Principal: q.Amount, Allocation: in.Allocation, KeyTerms: keyTerms(q),
		LateFee: LateFeeTerms{Rate: q.LateFeeRate, GraceDays: q.GraceDays, CapShare: capShare, LPR: q.LPR}}
	c.Interest.Minor, c.Interest.Currency = q.Schedule.Interest, c.Currency
	c.Fee.Minor, c.Fee.Currency = q.Schedule.Fee, c.Currency
	list := make([]Instalment, len(q.Schedule.Instalments))
	for i, n := range q.Schedule.Instalments {
		list[i] = Instalment{No: n.No, Kind: string(n.Kind), DueDay: n.DueDay, GraceDay: n.GraceDay,
			Principal: n.Principal, Interest: n.Interest, Fee: n.Fee}
	}
	return c, list
}

// noteOf is what the audit entry keeps: no personal data.
func noteOf(c Contract) map[string]any {
	return map[string]any{"state": c.State, "order_id": c.OrderID, "principal": c.Principal, "quote_hash": c.QuoteHash,
		"text_hash": c.TextHash, "document_hash": c.DocumentHash}
}
