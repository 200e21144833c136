package identity

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"

	"golang.org/x/crypto/argon2"

	"fenming/kit/fault"
)

// Argon2id parameters (RFC 9106; OWASP password storage minimum): 19 MiB, two
// passes, one lane.
const (
	argonMemory = 19 * 1024 // KiB
	argonTime   = 2
	argonLanes  = 1
	saltBytes   = 16
	keyBytes    = 32
)

// hasher bounds how many passwords are hashed at once: each takes 19 MiB and a
// core, and a flood of sign-ins must not starve the orders.
type hasher struct {
	slots chan struct{}
	done  atomic.Int64 // hashes made so far, for tests and metrics
}

func newHasher() *hasher { return &hasher{slots: make(chan struct{}, max(1, runtime.NumCPU()/2))} }

func (h *hasher) key(ctx context.Context, password string, salt []byte) ([]byte, error) {
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
	case <-ctx.Done():
		return nil, fault.Unavailable(wordBusy).After(1).Because(ctx.Err())
	}
	h.done.Add(1)
	return argon2.IDKey([]byte(password), salt, argonTime, argonMemory, argonLanes, keyBytes), nil
}

// hash makes the stored form of a password in the PHC string format.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltBytes)
	_, _ = rand.Read(salt)
	key, err := h.key(ctx, password, salt)
	if err != nil {
		return "", err
	}
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonTime, argonLanes,
		b64.EncodeToString(salt), b64.EncodeToString(key)), nil
}

// verify compares a password with its stored form. An empty form, of an account
// that is unknown or may not sign in, costs the same and never matches.
func (h *hasher) verify(ctx context.Context, stored, password string) (bool, error) {
	salt, want, known := parseHash(stored)
	got, err := h.key(ctx, password, salt)
	if err != nil {
		return false, err
	}
	return known && subtle.ConstantTimeCompare(got, want) == 1, nil
}

// parseHash reads salt and key of a stored form made with the present
// parameters; for anything else it gives stand-ins and false.
func parseHash(stored string) (salt, key []byte, ok bool) {
	head := fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$", argon2.Version, argonMemory, argonTime, argonLanes)
	if rest, found := strings.CutPrefix(stored, head); found {
		s, k, _ := strings.Cut(rest, "$")
		salt, saltErr := base64.RawStdEncoding.Strict().DecodeString(s)
		key, keyErr := base64.RawStdEncoding.Strict().DecodeString(k)
		if saltErr == nil && keyErr == nil && len(salt) == saltBytes && len(key) == keyBytes {
			return salt, key, true
		}
	}
	return make([]byte, saltBytes), make([]byte, keyBytes), false
}
