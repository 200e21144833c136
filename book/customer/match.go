package customer

import (
	"encoding/json"
	"errors"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
)

// The kinds of key a customer is recognised by, strongest first.
const (
	keyExternal = "external"
	keyPhone    = "phone"
	keyEmail    = "email"
)

type key struct{ kind, value string }

// Match finds the customer that a person is, or makes him, and fills gaps in
// what is known. A person without shop number, phone and e-mail, and a number
// or address that cannot be read, are invalid faults.
func Match(tx *db.Tx, p Person) (Customer, error) {
	p, err := p.normal()
	if err != nil {
		return Customer{}, err
	}
	ix, err := indexes(tx, p)
	if err != nil {
		return Customer{}, err
	}
	wanted := keysOf(p, ix)
	owners, err := keyOwners(tx, wanted)
	if err != nil {
		return Customer{}, err
	}
	for range 2 {
		r, err := recognise(tx, p, wanted, owners)
		if err == nil {
			return enrich(tx, r, p)
		}
		if !errors.Is(err, db.ErrNone) {
			return Customer{}, err
		}
		made, ok, err := create(tx, p, ix, wanted)
		if err != nil || ok {
			return made, err
		}
		// Somebody made this customer a moment ago; the keys are visible now.
		if owners, err = keyOwners(tx, wanted); err != nil {
			return Customer{}, err
		}
	}
	return Customer{}, fault.Unavailable(wordBusy).After(1)
}

// recognise picks the customer that holds the strongest key. A phone or e-mail
// does not lead to a customer who has another shop number.
func recognise(tx *db.Tx, p Person, wanted []key, owners map[key]string) (row, error) {
	for _, k := range wanted {
		id, ok := owners[k]
		if !ok {
			continue
		}
		r, err := find(tx, id, "")
		if err != nil {
			return row{}, err
		}
		if k.kind == keyExternal || p.ExternalNo == "" || r.externalNo == "" {
			return r, nil
		}
	}
	return row{}, db.ErrNone
}

// keysOf lists what a person can be recognised by, strongest first.
func keysOf(p Person, ix row) []key {
	var keys []key
	if p.ExternalNo != "" {
		keys = append(keys, key{keyExternal, p.ExternalNo})
	}
	if ix.phone != "" {
		keys = append(keys, key{keyPhone, ix.phone})
	}
	if ix.email != "" && ix.phone == "" {
		keys = append(keys, key{keyEmail, ix.email})
	}
	return keys
}

// create makes a customer; false when somebody else took the strongest key first.
func create(tx *db.Tx, p Person, ix row, wanted []key) (Customer, bool, error) {
	r := ix
	r.id, r.externalNo, r.createdAt = tx.ID("cus"), p.ExternalNo, tx.NowMicro()
	for i, k := range wanted {
		n, err := claimKey(tx, k, r.id)
		if err != nil {
			return Customer{}, false, err
		}
		if i == 0 && n == 0 {
			return Customer{}, false, nil
		}
	}
	var err error
	if r.person, err = seal(tx, r.id, p); err != nil {
		return Customer{}, false, err
	}
	if err := insert(tx, r); err != nil {
		return Customer{}, false, err
	}
	tx.Note("customer:"+r.id, nil, map[string]any{"created": true})
	return p.masked(r, today(tx)), true, nil
}

// enrich fills gaps of a known customer.
func enrich(tx *db.Tx, r row, p Person) (Customer, error) {
	known, err := unseal(tx, r)
	if err != nil {
		return Customer{}, err
	}
	if _, news := known.filled(p); !news {
		return known.masked(r, today(tx)), nil
	}
	if r, err = find(tx, r.id, tx.ForUpdate()); err != nil {
		return Customer{}, err
	}
	if known, err = unseal(tx, r); err != nil {
		return Customer{}, err
	}
	full, _ := known.filled(p)
	ix, err := indexes(tx, full)
	if err != nil {
		return Customer{}, err
	}
	ix.id, ix.externalNo, ix.createdAt = r.id, full.ExternalNo, r.createdAt
	if ix.person, err = seal(tx, r.id, full); err != nil {
		return Customer{}, err
	}
	for _, k := range keysOf(full, ix) {
		if _, err := claimKey(tx, k, r.id); err != nil {
			return Customer{}, err
		}
	}
	if err := update(tx, ix); err != nil {
		return Customer{}, err
	}
	tx.Note("customer:"+r.id, nil, map[string]any{"completed": true})
	return full.masked(ix, today(tx)), nil
}

// today is the UTC day: enough to tell who is of age.
func today(tx *db.Tx) calendar.Day { return calendar.DayOf(tx.Now(), tx.Now().UTC().Location()) }

func seal(tx *db.Tx, id string, p Person) ([]byte, error) {
	raw, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	return tx.Seal("customer", "person", id, string(raw))
}

func unseal(tx *db.Tx, r row) (Person, error) {
	var p Person
	raw, err := tx.Unseal("customer", "person", r.id, r.person)
	if err == nil {
		err = json.Unmarshal([]byte(raw), &p)
	}
	return p, err
}
