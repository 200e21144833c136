package channel

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/office/tenant"
)

// Save makes a channel (empty id) or changes it. Empty keys keep the ones set
// before. Faults: what check refuses, keys that cannot be read, an unknown id,
// a change of platform.
func Save(tx *db.Tx, c Channel, k Keys) (Channel, error) {
	who, err := tenant.Get(tx)
	if err != nil {
		return Channel{}, err
	}
	c.Name = strings.TrimSpace(c.Name)
	if c.State == "" {
		c.State = Active
	}
	if err := c.check(who.Kind); err != nil {
		return Channel{}, err
	}
	if err := k.check(); err != nil {
		return Channel{}, err
	}
	var before any
	var r row
	officer := ""
	if c.ID == "" {
		c.ID, c.CreatedAt = tx.ID("chn"), tx.Now()
		r.Channel = c
	} else {
		if r, err = known(tx, c.ID, tx.ForUpdate()); err != nil {
			return Channel{}, err
		}
		if r.Platform != c.Platform {
			return Channel{}, fault.Conflict(wordOtherPlatform)
		}
		before, officer = r.Channel, r.Terms.Officer
		c.CreatedAt = r.CreatedAt
		r.Channel = c
	}
	if c.Terms.Officer != officer {
		if err := checkOfficer(tx, c.Terms.Officer, "/terms/officer"); err != nil {
			return Channel{}, err
		}
	}
	if err := r.take(tx, k); err != nil {
		return Channel{}, err
	}
	if err := put(tx, r); err != nil {
		return Channel{}, err
	}
	r.HasKeys = r.hasKeys()
	tx.Note("channel:"+c.ID, before, r.Channel)
	return r.Channel, nil
}

// check reads the keys, so that a bad one is told now and not at the first sale.
func (k Keys) check() error {
	if k.PrivateKeyPEM != "" {
		if _, err := PrivateKey(k.PrivateKeyPEM); err != nil {
			return err
		}
	}
	if k.PlatformKeyPEM != "" {
		if _, err := PublicKey(k.PlatformKeyPEM); err != nil {
			return err
		}
	}
	return nil
}

// take seals the given keys into the row.
func (r *row) take(tx *db.Tx, k Keys) error {
	for _, f := range []struct {
		column, text string
		to           *[]byte
	}{{"private_key", k.PrivateKeyPEM, &r.private}, {"platform_key", k.PlatformKeyPEM, &r.public}} {
		if f.text == "" {
			continue
		}
		sealed, err := tx.Seal("channel", f.column, r.ID, f.text)
		if err != nil {
			return err
		}
		*f.to = sealed
	}
	return nil
}

// Get returns a channel; not found is a fault.
func Get(tx *db.Tx, id string) (Channel, error) {
	r, err := known(tx, id, "")
	return r.Channel, err
}

// ByPlatform returns the merchant's channel at a platform for new sales: the
// oldest active one. None is a refused fault.
func ByPlatform(tx *db.Tx, platform string) (Channel, error) {
	r, err := active(tx, platform)
	if errors.Is(err, db.ErrNone) {
		return Channel{}, fault.Refused(wordNoChannel)
	}
	return r.Channel, err
}

// Secrets opens the keys of a channel; they must reach a connector only.
func Secrets(tx *db.Tx, id string) (Keys, error) {
	r, err := known(tx, id, "")
	if err != nil {
		return Keys{}, err
	}
	var k Keys
	if len(r.private) > 0 {
		if k.PrivateKeyPEM, err = tx.Unseal("channel", "private_key", r.ID, r.private); err != nil {
			return Keys{}, err
		}
	}
	if len(r.public) > 0 {
		k.PlatformKeyPEM, err = tx.Unseal("channel", "platform_key", r.ID, r.public)
	}
	return k, err
}

func known(tx *db.Tx, id, lock string) (row, error) {
	r, err := find(tx, id, lock)
	if errors.Is(err, db.ErrNone) {
		return row{}, fault.NotFound(wordNotFound)
	}
	return r, err
}

// Keep stores a message as evidence and returns its id. Secrets must have been
// replaced before.
func Keep(tx *db.Tx, m Message) (string, error) {
	m.ID, m.At = tx.ID("msg"), tx.Now()
	sum := sha256.Sum256(m.Body)
	m.SHA256 = hex.EncodeToString(sum[:])
	if m.Body == nil {
		m.Body = []byte{}
	}
	tx.Note("message:"+m.ID, nil, map[string]any{"kind": m.Kind, "ref": m.Ref, "sha256": m.SHA256, "verified": m.Verified})
	return m.ID, keep(tx, m)
}

// GetMessage returns a kept message; not found is a fault.
func GetMessage(tx *db.Tx, id string) (Message, error) {
	m, err := message(tx, id)
	if errors.Is(err, db.ErrNone) {
		return Message{}, fault.NotFound(wordNoMessage)
	}
	return m, err
}
