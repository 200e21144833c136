package sell

import (
	"fenming/book/customer"
	"fenming/book/order"
	"fenming/book/plan"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/office/notice"
	"fenming/office/tenant"
)

// tellSigned sends the customer what he has just signed, when he has an e-mail
// address; without one the shop hands it over.
func tellSigned(tx *db.Tx, o order.Order, q plan.Quote) error {
	p, err := customer.Contact(tx, o.CustomerID)
	if err != nil || p.Email == "" {
		return err
	}
	shop, err := tenant.Get(tx)
	if err != nil {
		return err
	}
	first := q.Schedule.Instalments[0]
	for _, n := range q.Schedule.Instalments {
		if n.Kind == plan.Regular {
			first = n
			break
		}
	}
	_, err = notice.Send(tx, notice.Letter{Kind: "order.signed", Subject: wordSignedSubject, Body: wordSignedBody,
		To:  notice.To{CustomerID: o.CustomerID, Email: p.Email, Name: p.Name, Lang: shop.Lang},
		Ref: "contract:" + o.ContractID,
		Args: words.Args{"shop": shop.Name, "no": o.OuterNo, "amount": q.Amount.Format(), "total": q.Total.Format(),
			"cost": q.CustomerCost.Format(), "rate": q.NominalRate.Percent(), "count": q.Count, "first": first.DueDay}})
	if fault.Is(err, fault.CodeInvalid) { // an address that cannot be one does not undo a signature
		return nil
	}
	return err
}
