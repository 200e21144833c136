package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"log/slog"
	"strings"
	"sync"

	"fenming/kit/fault"
)

const (
	suiteAESGCM = 1 // AES-256-GCM, 96-bit random nonce, 128-bit tag
	nonceSize   = 12
	tagSize     = 16
	ringForm    = 1
	maxDataKeys = 1 << 16
)

// Keys is one tenant's key ring (密钥环). It is safe for use by several
// goroutines.
type Keys struct {
	lock    sync.RWMutex
	current uint32
	index   [keySize]byte
	data    map[uint32]dataKey
}

type dataKey struct {
	secret [keySize]byte
	aead   cipher.AEAD
}

// NewKeys makes a ring with one data key, id 1, and an index key.
func NewKeys() *Keys {
	k := &Keys{data: map[uint32]dataKey{}}
	rand.Read(k.index[:])
	k.Rotate()
	return k
}

// Rotate adds a data key and seals with it from now on. Older keys stay for
// reading. The index key stays too, since every stored index would change.
// The ring must be wrapped and stored before anything sealed after it is.
func (k *Keys) Rotate() {
	var secret [keySize]byte
	rand.Read(secret[:])
	k.lock.Lock()
	defer k.lock.Unlock()
	k.current++
	k.data[k.current] = newDataKey(secret)
}

func newDataKey(secret [keySize]byte) dataKey {
	// A 32-byte key and the standard sizes cannot be refused.
	block, err := aes.NewCipher(secret[:])
	if err != nil {
		panic(err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return dataKey{secret: secret, aead: aead}
}

// Current is the id of the data key that seals now.
func (k *Keys) Current() uint32 {
	k.lock.RLock()
	defer k.lock.RUnlock()
	return k.current
}

// Wrap seals the ring with the KEK for one tenant, for storing.
func (k *Keys) Wrap(kek *KEK, tenant string) ([]byte, error) {
	wrapping, err := kek.wrapper()
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, nonceSize)
	rand.Read(nonce)
	head := append([]byte{suiteAESGCM}, nonce...)
	return wrapping.Seal(head, nonce, k.encode(), ringPlace(tenant)), nil
}

// Unwrap opens a stored ring. A wrong KEK, another tenant or altered bytes are
// an internal fault.
func Unwrap(kek *KEK, tenant string, wrapped []byte) (*Keys, error) {
	if len(wrapped) < 1+nonceSize+tagSize || wrapped[0] != suiteAESGCM {
		return nil, damaged(wordRing)
	}
	wrapping, err := kek.wrapper()
	if err != nil {
		return nil, err
	}
	plain, err := wrapping.Open(nil, wrapped[1:1+nonceSize], wrapped[1+nonceSize:], ringPlace(tenant))
	if err != nil {
		return nil, damaged(wordRing).Because(err)
	}
	return decode(plain)
}

func (k *KEK) wrapper() (cipher.AEAD, error) {
	raw, err := k.derive("wrap")
	if err != nil {
		return nil, err
	}
	return newDataKey([keySize]byte(raw)).aead, nil
}

func ringPlace(tenant string) []byte { return []byte("keys|" + tenant) }

// encode writes form, current id, index key, then (id, key) in order of id.
func (k *Keys) encode() []byte {
	k.lock.RLock()
	defer k.lock.RUnlock()
	out := []byte{ringForm}
	out = binary.BigEndian.AppendUint32(out, k.current)
	out = append(out, k.index[:]...)
	for id := uint32(1); id <= k.current; id++ {
		key := k.data[id]
		out = binary.BigEndian.AppendUint32(out, id)
		out = append(out, key.secret[:]...)
	}
	return out
}

func decode(plain []byte) (*Keys, error) {
	const head, each = 1 + 4 + keySize, 4 + keySize
	if len(plain) < head+each || plain[0] != ringForm || (len(plain)-head)%each != 0 {
		return nil, damaged(wordRing)
	}
	k := &Keys{current: binary.BigEndian.Uint32(plain[1:5]), data: map[uint32]dataKey{}}
	copy(k.index[:], plain[5:head])
	n := (len(plain) - head) / each
	if n > maxDataKeys || k.current != uint32(n) {
		return nil, damaged(wordRing)
	}
	for i := range n {
		part := plain[head+i*each : head+(i+1)*each]
		if binary.BigEndian.Uint32(part) != uint32(i+1) {
			return nil, damaged(wordRing)
		}
		k.data[uint32(i+1)] = newDataKey([keySize]byte(part[4:]))
	}
	return k, nil
}

// String hides the keys.
func (*Keys) String() string { return hidden }

// GoString hides the keys.
func (*Keys) GoString() string { return hidden }

// MarshalText hides the keys.
func (*Keys) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// LogValue hides the keys.
func (*Keys) LogValue() slog.Value { return slog.StringValue(hidden) }

// place is the additional data of a field. The first three parts may not hold
// the separator, so two places can never read the same.
func place(tenant, table, column, row string) ([]byte, error) {
	for _, part := range []string{tenant, table, column} {
		if part == "" || strings.Contains(part, "|") {
			return nil, fault.Invalid(wordPlace)
		}
	}
	if row == "" {
		return nil, fault.Invalid(wordPlace)
	}
	return []byte(tenant + "|" + table + "|" + column + "|" + row), nil
}
