package order

import (
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// Fulfil records the proof that goods moved or a service was performed, and
// moves the order on: a shipment that is not signed for yet, or a part of the
// whole, leads to fulfilling, everything else to fulfilled, and to settled when
// the money has arrived before. The same tracking number again completes its
// proof. Faults: an order without money, a proof that says nothing.
func Fulfil(tx *db.Tx, p Proof) (Proof, Order, error) {
	o, err := Lock(tx, p.OrderID)
	if err != nil {
		return Proof{}, Order{}, err
	}
	if err := p.check(); err != nil {
		return Proof{}, Order{}, err
	}
	if !o.State.HasMoney() {
		return Proof{}, Order{}, fault.Conflict(wordNotPaid, words.Args{"state": o.State})
	}
	if p, err = p.store(tx); err != nil {
		return Proof{}, Order{}, err
	}
	d := Detail{Ref: "proof:" + p.ID, Values: map[string]string{"kind": p.Kind}}
	if p.SignedAt != nil {
		d.At = *p.SignedAt
	}
	e := p.event()
	if _, drawn := Next(o.State, e); !drawn { // fulfilled already: more evidence of the same
		o, err = o.record(tx, NoteProof, d)
		return p, o, err
	}
	if o, err = o.move(tx, e, d); err != nil {
		return Proof{}, Order{}, err
	}
	if o.State == Fulfilled && o.SettledAt != nil {
		o, err = o.move(tx, OnSettle, Detail{At: *o.SettledAt})
	}
	return p, o, err
}

// store writes a new proof, or completes the one of the same tracking number.
func (p Proof) store(tx *db.Tx) (Proof, error) {
	list, err := Proofs(tx, p.OrderID)
	if err != nil {
		return Proof{}, err
	}
	for _, old := range list {
		if p.TrackingNo == "" || old.TrackingNo != p.TrackingNo || old.Kind != p.Kind {
			continue
		}
		if old.SignedAt == nil {
			old.SignedAt = p.SignedAt
		}
		if old.EvidenceSHA == "" {
			old.EvidenceSHA = p.EvidenceSHA
		}
		old.Partial = p.Partial
		return old, updateProof(tx, old)
	}
	now := tx.Now()
	p.ID, p.Actor, p.CreatedAt = tx.ID("prf"), tx.Actor().ID, now
	if p.Kind != "shipment" && p.SignedAt == nil {
		p.SignedAt = &now
	}
	if p.Kind == "shipment" && p.ShippedAt == nil {
		p.ShippedAt = &now
	}
	return p, insertProof(tx, p)
}

// event is what the proof stands for.
func (p Proof) event() Event {
	if p.Partial || p.SignedAt == nil {
		return OnShip
	}
	return OnFulfil
}

// check refuses a proof that says nothing.
func (p Proof) check() error {
	switch p.Kind {
	case "shipment":
		if p.Carrier == "" || p.TrackingNo == "" {
			return fault.Invalid(wordTracking).At("/tracking_no")
		}
	case "voucher":
		if p.TrackingNo == "" {
			return fault.Invalid(wordVoucher).At("/tracking_no")
		}
	case "service", "digital", "pickup":
	default:
		return fault.Invalid(wordProofKind).At("/kind")
	}
	if p.SignedAt != nil && p.ShippedAt != nil && p.SignedAt.Before(*p.ShippedAt) {
		return fault.Invalid(wordSignedBefore).At("/signed_at")
	}
	return nil
}
