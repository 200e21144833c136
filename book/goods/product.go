package goods

import (
	"slices"
	"strings"
	"time"

	"fenming/kit/db"
	"fenming/kit/fault"
)

// The ways of fulfilment.
const (
	Shipment = "shipment"
	Service  = "service"
	Voucher  = "voucher"
	Digital  = "digital"
	Pickup   = "pickup"
)

// Fulfilments lists the ways of fulfilment.
func Fulfilments() []string { return []string{Shipment, Service, Voucher, Digital, Pickup} }

// Product is one thing that is sold.
type Product struct {
	ID         string    `json:"id"`
	SKU        string    `json:"sku"`
	Name       string    `json:"name"`
	Category   string    `json:"category"`
	Fulfilment string    `json:"fulfilment"`
	Resale     bool      `json:"resale" doc:"easily sold on for cash"`
	CreatedAt  time.Time `json:"created_at"`
}

// normal trims the texts and refuses what cannot be kept.
func (p Product) normal() (Product, error) {
	p.SKU, p.Name, p.Category = strings.TrimSpace(p.SKU), strings.TrimSpace(p.Name), strings.TrimSpace(p.Category)
	if p.Fulfilment == "" {
		p.Fulfilment = Shipment
	}
	var faults []*fault.Fault
	if p.SKU == "" || len(p.SKU) > 100 {
		faults = append(faults, fault.Invalid(wordSKU).At("/sku"))
	}
	if p.Name == "" {
		p.Name = p.SKU
	}
	if len(p.Name) > 400 || len(p.Category) > 200 {
		faults = append(faults, fault.Invalid(wordLong).At("/name"))
	}
	if !slices.Contains(Fulfilments(), p.Fulfilment) {
		faults = append(faults, fault.Invalid(wordFulfilment).At("/fulfilment"))
	}
	return p, fault.Many(faults)
}

// Category is one category and how many products it has.
type Category struct {
	Name     string `json:"name"`
	Products int64  `json:"products"`
}

// BySKU returns the product of the shop's own number, or db.ErrNone.
func BySKU(tx *db.Tx, sku string) (Product, error) { return bySKU(tx, strings.TrimSpace(sku)) }
