package sell

import (
	"context"
	"time"

	"fenming/book/order"
	"fenming/book/risk"
	"fenming/kit/db"
)

// FulfilIn is the proof that goods moved or a service was performed.
type FulfilIn struct {
	ID          string     `path:"id" json:"-" maxLength:"40"`
	Kind        string     `json:"kind" enum:"shipment,service,voucher,digital,pickup"`
	Carrier     string     `json:"carrier,omitempty" maxLength:"60"`
	TrackingNo  string     `json:"tracking_no,omitempty" maxLength:"80"`
	ShippedAt   *time.Time `json:"shipped_at,omitempty"`
	SignedAt    *time.Time `json:"signed_at,omitempty" doc:"signed for, performed or redeemed"`
	EvidenceSHA string     `json:"evidence_sha256,omitempty" maxLength:"64"`
	Partial     bool       `json:"partial,omitempty" doc:"more is to come"`
}

// FulfilOut is the order with the proof.
type FulfilOut struct {
	Order order.Order `json:"order"`
	Proof order.Proof `json:"proof"`
}

// Fulfil records the proof of delivery; the judge learns how the goods moved.
func Fulfil(_ context.Context, tx *db.Tx, in FulfilIn) (FulfilOut, error) {
	p, o, err := order.Fulfil(tx, order.Proof{OrderID: in.ID, Kind: in.Kind, Carrier: in.Carrier, TrackingNo: in.TrackingNo,
		ShippedAt: in.ShippedAt, SignedAt: in.SignedAt, EvidenceSHA: in.EvidenceSHA, Partial: in.Partial})
	if err != nil {
		return FulfilOut{}, err
	}
	return FulfilOut{o, p}, sawDelivery(tx, o, p)
}

// carried is the least time a parcel takes: what is signed for sooner after it
// was handed over was never carried.
const carried = 5 * time.Minute

func sawDelivery(tx *db.Tx, o order.Order, p order.Proof) error {
	if p.SignedAt == nil {
		return nil
	}
	moved := p.TrackingNo != "" && p.ShippedAt != nil && p.SignedAt.Sub(*p.ShippedAt) >= carried
	return risk.Saw(tx, risk.Event{Kind: risk.KindDelivery, OrderID: o.ID, Amount: o.Amount, At: *p.SignedAt,
		Moved: moved, Fulfilment: p.Kind})
}
