package sell

import (
	"context"
	"errors"

	"fenming/book/contract"
	"fenming/book/customer"
	"fenming/book/ledger"
	"fenming/book/limit"
	"fenming/book/order"
	"fenming/book/plan"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// ConfirmIn is the customer's signature on the merchant's own plan, or the
// payment of a sale without credit.
type ConfirmIn struct {
	ID          string       `path:"id" json:"-" maxLength:"40"`
	Accepted    []string     `json:"accepted,omitempty" maxItems:"30" doc:"key terms, each accepted by its own act; not used for a contract with a text of its own, whose acts go to contract.act"`
	TextHash    string       `json:"text_hash,omitempty" maxLength:"64" doc:"SHA-256 of the text that was shown, hex"`
	TextVersion string       `json:"text_version,omitempty" maxLength:"40"`
	IP          string       `json:"ip,omitempty" maxLength:"45"`
	Via         string       `json:"via,omitempty" maxLength:"40" doc:"where it was given: page, store"`
	Received    *money.Money `json:"received,omitempty" doc:"money taken now: the down payment, or the whole price without credit"`
	Method      string       `json:"method,omitempty" maxLength:"40" doc:"how it was taken: transfer, cash, card"`
	Ref         string       `json:"ref,omitempty" maxLength:"64" doc:"receipt of the money taken"`
}

// ConfirmOut is the order in force.
type ConfirmOut struct {
	Order    order.Order        `json:"order"`
	Contract *contract.Contract `json:"contract,omitempty"`
	Position *ledger.Position   `json:"position,omitempty"`
}

// Confirm closes a sale whose creditor is the merchant: every key term
// accepted, signed, in force, the ledger opened, the down payment booked. A
// sale without credit and platform is paid by it. An order that is paid already
// is returned as it is. Faults: another state, a quote that has run out,
// a down payment that is missing, what contract.Sign refuses.
func Confirm(_ context.Context, tx *db.Tx, in ConfirmIn) (ConfirmOut, error) {
	o, err := order.Lock(tx, in.ID)
	if err != nil {
		return ConfirmOut{}, err
	}
	if o.ChannelID != "" {
		return ConfirmOut{}, fault.Conflict(wordPlatformPays)
	}
	if o.State.HasMoney() {
		return confirmed(tx, o)
	}
	if o.State != order.AwaitingPayment {
		return ConfirmOut{}, fault.Conflict(wordNotAwaiting, words.Args{"state": o.State})
	}
	if in.Via == "" {
		in.Via = "store"
	}
	if o.ContractID == "" {
		return confirmCash(tx, o, in)
	}
	return confirmCredit(tx, o, in)
}

func confirmCredit(tx *db.Tx, o order.Order, in ConfirmIn) (ConfirmOut, error) {
	quote, err := plan.GetQuote(tx, o.QuoteID)
	if err != nil {
		return ConfirmOut{}, err
	}
	if tx.Now().After(quote.ValidUntil) {
		return ConfirmOut{}, fault.Refused(wordQuoteOver)
	}
	if err := checkDown(quote, in); err != nil {
		return ConfirmOut{}, err
	}
	if err := mayOwe(tx, o, &quote); err != nil {
		return ConfirmOut{}, err
	}
	day, err := dayOf(tx, tx.Now())
	if err != nil {
		return ConfirmOut{}, err
	}
	c, err := contract.Sign(tx, contract.SignIn{ID: o.ContractID, Accepted: in.Accepted, TextHash: in.TextHash,
		TextVersion: in.TextVersion, IP: in.IP, Channel: in.Via})
	if err != nil {
		return ConfirmOut{}, err
	}
	err = customer.GiveConsent(tx, o.CustomerID, customer.Consent{Purpose: "contract:" + c.ID, TextHash: in.TextHash,
		TextVersion: c.TextVersion, Channel: in.Via, Evidence: "contract:" + c.ID})
	if err != nil {
		return ConfirmOut{}, err
	}
	if c, err = contract.Activate(tx, c.ID, day); err != nil {
		return ConfirmOut{}, err
	}
	if _, err := ledger.OpenContract(tx, ledger.OpenIn{Contract: c, Day: day}); err != nil {
		return ConfirmOut{}, err
	}
	if quote.DownPayment.Minor > 0 {
		_, err := ledger.Repay(tx, ledger.RepayIn{ContractID: c.ID, Amount: *in.Received, Day: day, Method: in.Method,
			Ref: "down:" + o.ID})
		if err != nil {
			return ConfirmOut{}, err
		}
	}
	if err := limit.Use(tx, o.ID); err != nil {
		return ConfirmOut{}, err
	}
	o, err = order.Move(tx, o.ID, order.OnPay, order.Detail{Ref: "contract:" + c.ID})
	if err != nil {
		return ConfirmOut{}, err
	}
	if err := errors.Join(tellSigned(tx, o, quote), sealLater(tx, c)); err != nil {
		return ConfirmOut{}, err
	}
	return confirmed(tx, o)
}

// checkDown wants exactly the quoted down payment: less would be more credit
// than was decided on, more would change the schedule that was signed.
func checkDown(q plan.Quote, in ConfirmIn) error {
	switch {
	case q.DownPayment.Minor == 0 && in.Received == nil:
		return nil
	case in.Received == nil || *in.Received != q.DownPayment:
		return fault.Invalid(wordDown, words.Args{"amount": q.DownPayment.Format()}).At("/received")
	case in.Method == "":
		return fault.Invalid(wordMethod).At("/method")
	}
	return nil
}

// confirmCash books a sale without credit that the shop was paid for itself.
func confirmCash(tx *db.Tx, o order.Order, in ConfirmIn) (ConfirmOut, error) {
	if in.Received == nil || *in.Received != o.Amount {
		return ConfirmOut{}, fault.Invalid(wordWhole, words.Args{"amount": o.Amount.Format()}).At("/received")
	}
	if in.Method == "" {
		return ConfirmOut{}, fault.Invalid(wordMethod).At("/method")
	}
	day, err := dayOf(tx, tx.Now())
	if err != nil {
		return ConfirmOut{}, err
	}
	_, err = ledger.Post(tx, ledger.Entry{Kind: "sale.cash", Ref: o.Ref(), OrderID: o.ID, CustomerID: o.CustomerID,
		Effective: day, Reason: in.Method, Legs: []ledger.Leg{
			{Account: ledger.Bank, Subject: ledger.Own, Amount: o.Amount.Minor, Currency: o.Amount.Currency},
			{Account: ledger.Sales, Subject: ledger.Own, Amount: -o.Amount.Minor, Currency: o.Amount.Currency}}})
	if err != nil {
		return ConfirmOut{}, err
	}
	o, err = order.Move(tx, o.ID, order.OnPay, order.Detail{Values: map[string]string{"method": in.Method, "ref": in.Ref}})
	if err != nil {
		return ConfirmOut{}, err
	}
	return confirmed(tx, o)
}

func confirmed(tx *db.Tx, o order.Order) (ConfirmOut, error) {
	out := ConfirmOut{Order: o}
	if o.ContractID == "" {
		return out, nil
	}
	c, err := contract.Get(tx, o.ContractID)
	if err != nil {
		return ConfirmOut{}, err
	}
	p, err := ledger.PositionOf(tx, o.ContractID)
	out.Contract, out.Position = &c, &p
	return out, err
}
