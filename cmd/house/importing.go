package house

import (
	"time"

	"fenming/book/order"
	"fenming/flow/intake"
	"fenming/flow/sell"
	"fenming/kit/db"
)

// sellImported hands an order of a file to the selling flow: flows do not call
// each other, the house joins them here.
func sellImported(tx *db.Tx, o intake.Order) (intake.Sold, error) {
	in := sell.ImportedOrder{OuterNo: o.OuterNo, ChannelID: o.ChannelID, Customer: o.Customer, Amount: o.Amount,
		Credit: o.Credit, PlanCode: o.PlanCode, Count: o.Count, Day: o.Day, At: o.PlacedAt, PaidAt: o.PaidAt,
		EndedAt: o.EndedAt, Store: o.Store, Staff: o.Staff, Ref: o.Ref, Marks: o.Marks}
	if o.PlanCode != "" {
		in.PaidAt = o.PlacedAt // credit is granted at the till
	}
	for _, it := range o.Items {
		in.Items = append(in.Items, sell.ItemIn{SKU: it.SKU, Name: it.Name, Category: it.Category,
			Fulfilment: it.Fulfilment, Quantity: it.Quantity, Amount: it.Amount})
	}
	switch o.State {
	case intake.Unpaid:
		in.Ended = order.OnExpire
	case intake.Cancelled:
		in.Ended = order.OnCancel
	case intake.Shipped, intake.Delivered, intake.Refunded:
		in.Proof = deliveryOf(o)
	}
	got, err := sell.Import(tx, in)
	if err == nil && o.State == intake.Refunded {
		_, err = sell.ImportRefund(tx, sell.ImportedRefund{OuterNo: o.OuterNo, Amount: o.Amount, Day: o.EndedDay, Ref: o.OuterNo})
	}
	return intake.Sold{OrderID: got.Order.ID, Verdict: got.Outcome}, err
}

// deliveryOf is the delivery by the file, which is itself the evidence.
func deliveryOf(o intake.Order) *order.Proof {
	if o.ShippedAt.IsZero() && o.DeliveredAt.IsZero() {
		return nil
	}
	p := order.Proof{Kind: "shipment", Carrier: o.Carrier, TrackingNo: o.TrackingNo, EvidenceSHA: o.Evidence,
		ShippedAt: timeOrNil(o.ShippedAt), SignedAt: timeOrNil(o.DeliveredAt)}
	if p.Carrier == "" {
		p.Carrier = "import"
	}
	if p.TrackingNo == "" {
		p.TrackingNo = "import:" + o.OuterNo
	}
	return &p
}

func timeOrNil(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
