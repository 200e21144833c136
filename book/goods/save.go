package goods

import (
	"errors"

	"fenming/kit/db"
	"fenming/kit/fault"
)

// Ensure returns the product of a SKU and makes it when it is not known yet. A
// known product is returned as the catalogue has it.
func Ensure(tx *db.Tx, p Product) (Product, error) {
	p, err := p.normal()
	if err != nil {
		return Product{}, err
	}
	known, err := bySKU(tx, p.SKU)
	if !errors.Is(err, db.ErrNone) {
		return known, err
	}
	p.ID, p.CreatedAt = tx.ID("prd"), tx.Now()
	n, err := insert(tx, p)
	if err != nil {
		return Product{}, err
	}
	if n == 0 { // made a moment ago by another order
		return bySKU(tx, p.SKU)
	}
	tx.Note("product:"+p.ID, nil, p)
	return p, nil
}

// Save sets a product of the catalogue by its SKU, new or known.
func Save(tx *db.Tx, p Product) (Product, error) {
	p, err := p.normal()
	if err != nil {
		return Product{}, err
	}
	before, err := Ensure(tx, p)
	if err != nil {
		return Product{}, err
	}
	p.ID, p.CreatedAt = before.ID, before.CreatedAt
	if before == p {
		return p, nil
	}
	if err := update(tx, p); err != nil {
		return Product{}, err
	}
	tx.Note("product:"+p.ID, before, p)
	return p, nil
}

// Get returns a product; not found is a fault.
func Get(tx *db.Tx, id string) (Product, error) {
	p, err := find(tx, id)
	if errors.Is(err, db.ErrNone) {
		return Product{}, fault.NotFound(wordNotFound)
	}
	return p, err
}
