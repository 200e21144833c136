package db

import (
	"errors"
	"fmt"

	"fenming/kit/vault"
)

// Tables lists what this package owns.
var Tables = []string{"vault_key", "due_work", "instance"}

// Seal encrypts a personal field for its place (table, column, row); it opens
// only there.
func (tx *Tx) Seal(table, column, row, plain string) ([]byte, error) {
	k, err := tx.ring()
	if err != nil {
		return nil, err
	}
	return k.Seal(tx.Tenant(), table, column, row, plain)
}

// Unseal opens what Seal made for the same place.
func (tx *Tx) Unseal(table, column, row string, sealed []byte) (string, error) {
	k, err := tx.ring()
	if err != nil {
		return "", err
	}
	return k.Open(tx.Tenant(), table, column, row, sealed)
}

// Index returns the blind index of a normalised value, for exact look-up of an
// encrypted column.
func (tx *Tx) Index(column, normal string) (string, error) {
	k, err := tx.ring()
	if err != nil {
		return "", err
	}
	return k.Index(tx.Tenant(), column, normal), nil
}

// ring returns the tenant's field keys, making them in the first transaction
// that writes.
func (tx *Tx) ring() (*vault.Keys, error) {
	if k, ok := tx.db.keys.Load(tx.Tenant()); ok {
		return k.(*vault.Keys), nil
	}
	if tx.end.ring != nil {
		return tx.end.ring, nil
	}
	if tx.db.kek == nil {
		return nil, errors.New("db: opened without the key-encryption key; encrypted columns are out of reach")
	}
	wrapped, err := One(tx, `SELECT wrapped FROM vault_key WHERE tenant = $1 ORDER BY id DESC LIMIT 1`, Value[[]byte])
	if errors.Is(err, ErrNone) {
		return tx.newRing()
	}
	if err != nil {
		return nil, err
	}
	k, err := vault.Unwrap(tx.db.kek, tx.Tenant(), wrapped)
	if err != nil {
		return nil, err
	}
	tx.keepRing(k)
	return k, nil
}

// keepRing remembers keys that were read or made. What a writing transaction
// sees may never be committed (on SQLite not even its own row: a neighbour of
// the group may have made it), and keys that are remembered but not stored
// would seal fields that nobody can open after the next start.
func (tx *Tx) keepRing(k *vault.Keys) {
	if !tx.writes {
		tx.db.keys.Store(tx.Tenant(), k)
		return
	}
	tx.end.ring = k
	tx.After(func() { tx.db.keys.Store(tx.Tenant(), k) })
}

func (tx *Tx) newRing() (*vault.Keys, error) {
	k := vault.NewKeys()
	if !tx.writes {
		// Nothing was ever sealed for this tenant; a throw-away ring finds nothing.
		return k, nil
	}
	wrapped, err := k.Wrap(tx.db.kek, tx.Tenant())
	if err != nil {
		return nil, err
	}
	n, err := tx.Exec(`INSERT INTO vault_key (tenant, id, wrapped, created_at) VALUES ($1, 1, $2, $3)
		ON CONFLICT (tenant, id) DO NOTHING`, wrapped, tx.NowMicro())
	if err != nil {
		return nil, err
	}
	if n == 0 {
		// Another process made it a moment ago; the row is visible now.
		stored, err := One(tx, `SELECT wrapped FROM vault_key WHERE tenant = $1 AND id = 1`, Value[[]byte])
		if err != nil {
			return nil, fmt.Errorf("field keys: %w", err)
		}
		return vault.Unwrap(tx.db.kek, tx.Tenant(), stored)
	}
	tx.keepRing(k)
	return k, nil
}
