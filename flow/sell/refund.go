package sell

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"fenming/book/casefile"
	"fenming/book/channel"
	"fenming/book/ledger"
	"fenming/book/limit"
	"fenming/book/order"
	"fenming/book/risk"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/control"
	"fenming/office/notice"
	"fenming/office/tenant"
)

// RefundIn asks for money to go back. There is no field for another route.
type RefundIn struct {
	ID     string      `path:"id" json:"-" maxLength:"40"`
	Amount money.Money `json:"amount"`
	Reason string      `json:"reason" minLength:"1" maxLength:"200"`
}

// RefundOut is the order with the refund; Approval names the approval it waits
// for.
type RefundOut struct {
	Order    order.Order  `json:"order"`
	Refund   order.Refund `json:"refund"`
	Approval string       `json:"approval,omitempty"`
}

// ActRefund is the act that a second person approves.
const ActRefund = "order.refund"

type refundAct struct {
	RefundID string `json:"refund_id"`
}

// Refund sends money back by the way it came: through the platform that paid,
// or into the contract of the merchant's own plan. Above the merchant's limit
// it waits for a second person. Faults: an order without money, too much, an
// imported order (its platform is reached by nobody but the merchant himself).
func Refund(_ context.Context, tx *db.Tx, in RefundIn) (RefundOut, error) {
	if err := dropDead(tx, in.ID); err != nil {
		return RefundOut{}, err
	}
	r, o, err := order.AskRefund(tx, in.ID, in.Amount, in.Reason)
	if err != nil {
		return RefundOut{}, err
	}
	if o.Imported || o.Platform == channel.Card {
		return RefundOut{}, fault.Refused(wordRefundAtPlatform)
	}
	if o.ContractID != "" { // nobody is reminded while a refund is under way
		if _, err := notice.CancelReminders(tx, o.CustomerID); err != nil {
			return RefundOut{}, err
		}
	}
	most, err := tenant.Value(tx, knobRefund)
	if err != nil {
		return RefundOut{}, err
	}
	if in.Amount.Minor <= most {
		r, o, err = approved(tx, r.ID, "")
		return RefundOut{Order: o, Refund: r}, err
	}
	a, err := control.Ask(tx, control.Request{Kind: ActRefund, Permission: PermissionRefundApprove, Object: "refund:" + r.ID,
		Args: refundAct{r.ID}, Summary: wordRefundAsk, SummaryArgs: words.Args{"no": o.OuterNo, "amount": in.Amount.Format()}})
	if err != nil {
		return RefundOut{}, err
	}
	r.ApprovalID = a.ID
	return RefundOut{Order: o, Refund: r, Approval: a.ID}, order.AwaitApproval(tx, r.ID, a.ID)
}

// dropDead ends refunds whose approval came to nothing, so that they no longer
// take up the order's amount.
func dropDead(tx *db.Tx, orderID string) error {
	list, err := order.Refunds(tx, orderID)
	if err != nil {
		return err
	}
	for _, r := range list {
		if r.State != order.RefundAsked || r.ApprovalID == "" {
			continue
		}
		a, err := control.Get(tx, r.ApprovalID)
		if err != nil {
			return err
		}
		if slices.Contains([]string{control.Rejected, control.Withdrawn, control.Expired, control.Failed}, a.State) {
			if _, _, err := order.MoveRefund(tx, order.RefundIn{ID: r.ID, To: order.RefundRefused, Reason: a.State}); err != nil {
				return err
			}
		}
	}
	return nil
}

// DropRefundIn names a refund and says why it is dropped.
type DropRefundIn struct {
	ID     string `path:"id" json:"-" maxLength:"40"`
	Reason string `json:"reason" minLength:"1" maxLength:"200"`
}

// DropRefund takes back a refund that nobody has approved; its approval then
// fails. A refund on its way is a conflict.
func DropRefund(_ context.Context, tx *db.Tx, in DropRefundIn) (RefundOut, error) {
	r, err := order.GetRefund(tx, in.ID)
	if err != nil {
		return RefundOut{}, err
	}
	if r.State != order.RefundAsked {
		return RefundOut{}, fault.Conflict(wordRefundGone, words.Args{"state": r.State})
	}
	r, o, err := order.MoveRefund(tx, order.RefundIn{ID: in.ID, To: order.RefundRefused, Reason: in.Reason})
	return RefundOut{Order: o, Refund: r}, err
}

// Acts are the acts of this room that a second person approves.
func Acts() []control.Act {
	return []control.Act{{Kind: ActRefund, Permission: PermissionRefundApprove, Run: runRefund}}
}

func runRefund(tx *db.Tx, raw []byte) error {
	var args refundAct
	if err := json.Unmarshal(raw, &args); err != nil {
		return err
	}
	_, _, err := approved(tx, args.RefundID, "")
	return err
}

// approved sends an approved refund on its way.
func approved(tx *db.Tx, id, approval string) (order.Refund, order.Order, error) {
	r, o, err := order.MoveRefund(tx, order.RefundIn{ID: id, To: order.RefundApproved, Approval: approval})
	if err != nil {
		return r, o, err
	}
	if o.ChannelID != "" {
		_, err = job.Enqueue(tx, jobRefund, RefundArgs{RefundID: r.ID}, job.Once(r.ID))
		return r, o, err
	}
	day, err := dayOf(tx, tx.Now())
	if err != nil {
		return r, o, err
	}
	if err := bookOwnRefund(tx, o, r, day); err != nil {
		return r, o, err
	}
	return refundDone(tx, r.ID, 0, tx.Now())
}

// bookOwnRefund books a refund that no platform makes: into the contract, or
// from the bank for a sale without credit.
func bookOwnRefund(tx *db.Tx, o order.Order, r order.Refund, day calendar.Day) error {
	if o.ContractID != "" {
		back, err := ledger.RefundContract(tx, ledger.RefundIn{ContractID: o.ContractID, Amount: r.Amount, Day: day, Ref: "refund:" + r.ID})
		if err != nil || back.ToCustomer.Minor == 0 {
			return err
		}
		// What the customer has paid already is owed to him until it is sent.
		_, err = casefile.Open(tx, casefile.OpenIn{Kind: "pay_out", Object: "refund:" + r.ID, Title: wordPayOutTask,
			Args: words.Args{"no": o.OuterNo, "amount": back.ToCustomer.Format()}, MoneyAtRisk: back.ToCustomer})
		return err
	}
	_, err := ledger.Post(tx, ledger.Entry{Kind: "sale.cash.refund", Ref: "refund:" + r.ID, OrderID: o.ID,
		CustomerID: o.CustomerID, Effective: day, Reason: r.Reason, Legs: []ledger.Leg{
			{Account: ledger.SalesRefund, Subject: ledger.Own, Amount: r.Amount.Minor, Currency: r.Amount.Currency},
			{Account: ledger.Bank, Subject: ledger.Own, Amount: -r.Amount.Minor, Currency: r.Amount.Currency}}})
	return err
}

// refundDone writes down that the money is back. charges are the fees that the
// platform handed back, minor units.
func refundDone(tx *db.Tx, id string, charges int64, at time.Time) (order.Refund, order.Order, error) {
	day, err := dayOf(tx, at)
	if err != nil {
		return order.Refund{}, order.Order{}, err
	}
	before, err := order.GetRefund(tx, id)
	if err != nil {
		return order.Refund{}, order.Order{}, err
	}
	r, o, err := order.MoveRefund(tx, order.RefundIn{ID: id, To: order.RefundDone, Charges: charges, Day: day})
	if err != nil || before.State == order.RefundDone {
		return r, o, err
	}
	if o.ChannelID != "" {
		_, err := ledger.RefundedByPlatform(tx, ledger.PlatformIn{OrderID: o.ID, ChannelID: o.ChannelID, Amount: r.Amount,
			Day: day, Ref: "refund:" + r.ID})
		if err != nil {
			return r, o, err
		}
	}
	if o.State == order.Refunded {
		if err := limit.Release(tx, o.ID); err != nil {
			return r, o, err
		}
	}
	e := risk.Event{Kind: risk.KindRefund, OrderID: o.ID, Amount: r.Amount, At: at}
	if o.PaidAt != nil {
		e.PaidAt = *o.PaidAt
	}
	return r, o, risk.Saw(tx, e)
}
