package vault

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"strings"
)

const headSize = 1 + 4 + nonceSize

// Seal encrypts one field of one row with the current data key. Sealing the
// same text twice gives different bytes. An incomplete place is an invalid
// fault.
func (k *Keys) Seal(tenant, table, column, row, plaintext string) ([]byte, error) {
	var nonce [nonceSize]byte
	rand.Read(nonce[:])
	return k.seal(nonce, tenant, table, column, row, plaintext)
}

func (k *Keys) seal(nonce [nonceSize]byte, tenant, table, column, row, plaintext string) ([]byte, error) {
	where, err := place(tenant, table, column, row)
	if err != nil {
		return nil, err
	}
	k.lock.RLock()
	id, key := k.current, k.data[k.current]
	k.lock.RUnlock()
	out := make([]byte, 0, headSize+len(plaintext)+tagSize)
	out = append(out, suiteAESGCM)
	out = binary.BigEndian.AppendUint32(out, id)
	out = append(out, nonce[:]...)
	return key.aead.Seal(out, nonce[:], []byte(plaintext), where), nil
}

// Open decrypts a sealed field for the place it was sealed for. Altered bytes,
// another place or a missing key are an internal fault.
func (k *Keys) Open(tenant, table, column, row string, sealed []byte) (string, error) {
	where, err := place(tenant, table, column, row)
	if err != nil {
		return "", err
	}
	id, ok := SealedWith(sealed)
	if !ok {
		return "", damaged(wordSealed)
	}
	k.lock.RLock()
	key, ok := k.data[id]
	k.lock.RUnlock()
	if !ok {
		return "", damaged(wordSealed)
	}
	plain, err := key.aead.Open(nil, sealed[5:headSize], sealed[headSize:], where)
	if err != nil {
		return "", damaged(wordSealed).Because(err)
	}
	return string(plain), nil
}

// SealedWith returns the data key id a sealed value names; false when the
// bytes are not a sealed value. A rotation finds by it what to seal again.
func SealedWith(sealed []byte) (uint32, bool) {
	if len(sealed) < headSize+tagSize || sealed[0] != suiteAESGCM {
		return 0, false
	}
	return binary.BigEndian.Uint32(sealed[1:5]), true
}

// Index is the blind index (盲索引) of a normalised value: the first 160 bits
// of HMAC-SHA256 under the tenant's index key, as 32 lower-case base32
// characters. Equal values of one column of one tenant have equal indexes, and
// nothing else does.
func (k *Keys) Index(tenant, column, normalised string) string {
	mac := hmac.New(sha256.New, k.index[:])
	for _, part := range []string{tenant, column, normalised} {
		// Lengths first, so that no two triples read the same.
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(part)))
		mac.Write(size[:])
		mac.Write([]byte(part))
	}
	return encode(mac.Sum(nil)[:20])
}

func encode(b []byte) string {
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b))
}
