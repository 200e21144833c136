package contract

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"time"

	"fenming/kit/db"
	"fenming/kit/fault"
)

// Signature is a signature over the contract as a file, kept beside it.
type Signature struct {
	Number     string    `json:"number" doc:"ours, given to the signer"`
	Provider   string    `json:"provider"`
	ProviderNo string    `json:"provider_no,omitempty"`
	KeyID      string    `json:"key_id,omitempty" doc:"fingerprint of the merchant's key, where it is ours"`
	FileSHA256 string    `json:"file_sha256"`
	Signature  []byte    `json:"signature"`
	SignedAt   time.Time `json:"signed_at"`
}

// AddSignature keeps the file and its signature; one of the same number changes
// nothing, so that a job can be repeated.
func AddSignature(tx *db.Tx, id string, s Signature, file []byte) error {
	c, err := Lock(tx, id)
	if err != nil {
		return err
	}
	n, err := insertSignature(tx, c.ID, s, file)
	if err != nil || n == 0 {
		return err
	}
	tx.Note("contract:"+id, nil, map[string]any{"sealed": s.FileSHA256, "provider": s.Provider, "key_id": s.KeyID})
	return addEvent(tx, id, "sealed", map[string]string{"provider": s.Provider, "file_sha256": s.FileSHA256})
}

// Sealed returns the newest signature and the file it vouches for; not found
// before there is one. The file holds personal data.
func Sealed(tx *db.Tx, id string) (Signature, []byte, error) {
	if _, err := Get(tx, id); err != nil {
		return Signature{}, nil, err
	}
	list, err := signatures(tx, id)
	if err != nil {
		return Signature{}, nil, err
	}
	if len(list) == 0 {
		return Signature{}, nil, fault.NotFound(wordNotSealed)
	}
	s := list[len(list)-1]
	file, err := signedFile(tx, id, s.Number)
	return s, file, err
}

// SealingKey returns the merchant's key for sealing contracts and makes it the
// first time, in a writing transaction; name gives the fingerprint under which it
// is kept.
func SealingKey(tx *db.Tx, name func(ed25519.PublicKey) string) (ed25519.PrivateKey, error) {
	_, text, err := newestKey(tx)
	if err == nil {
		raw, err := base64.StdEncoding.DecodeString(text)
		return ed25519.PrivateKey(raw), err
	}
	if !errors.Is(err, db.ErrNone) {
		return nil, err
	}
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	tx.Note("contract_key:"+name(public), nil, map[string]any{"made": true})
	return private, insertKey(tx, name(public), base64.StdEncoding.EncodeToString(private))
}
