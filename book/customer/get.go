package customer

import (
	"errors"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/vault"
)

// Get returns a customer, masked; not found is a fault.
func Get(tx *db.Tx, id string) (Customer, error) {
	r, err := known(tx, id)
	if err != nil {
		return Customer{}, err
	}
	p, err := unseal(tx, r)
	return p.masked(r, today(tx)), err
}

// Contact returns the personal data in the clear, for sending only: it must
// reach neither a view, nor a log, nor an audit entry.
func Contact(tx *db.Tx, id string) (Person, error) {
	r, err := known(tx, id)
	if err != nil {
		return Person{}, err
	}
	return unseal(tx, r)
}

func known(tx *db.Tx, id string) (row, error) {
	r, err := find(tx, id, "")
	if errors.Is(err, db.ErrNone) {
		return row{}, fault.NotFound(wordNotFound)
	}
	return r, err
}

// indexes computes the blind indexes of a normalised person.
func indexes(tx *db.Tx, p Person) (row, error) {
	var r row
	for _, f := range []struct {
		column, value string
		to            *string
	}{
		{"phone", p.Phone, &r.phone}, {"email", p.Email, &r.email},
		{"address", vault.NormalAddress(p.Address), &r.address}, {"id_number", p.IDNumber, &r.identity},
	} {
		if f.value == "" {
			continue
		}
		ix, err := tx.Index(f.column, f.value)
		if err != nil {
			return row{}, err
		}
		*f.to = ix
	}
	return r, nil
}

// PhoneIndex is the blind index of a phone number, for lists and features.
func PhoneIndex(tx *db.Tx, phone string) (string, error) {
	n, err := vault.NormalPhone(phone)
	if err != nil {
		return "", err
	}
	return tx.Index("phone", n)
}

// AddressIndex is the blind index of an address, for lists and features.
func AddressIndex(tx *db.Tx, address string) (string, error) {
	n := vault.NormalAddress(address)
	if n == "" {
		return "", nil
	}
	return tx.Index("address", n)
}
