package identity

import (
	"crypto/rand"
	"encoding/base32"
	"strings"
)

// easyAlphabet leaves out l and o, 0 and 1, which people confuse.
var easyAlphabet = base32.NewEncoding("abcdefghijkmnpqrstuvwxyz23456789").WithPadding(base32.NoPadding)

// randomChars is the length of 256 random bits in base32.
const randomChars = 52

func randomText(bytes int) string {
	raw := make([]byte, bytes)
	_, _ = rand.Read(raw) // crypto/rand.Read never fails; it crashes the program instead
	return easyAlphabet.EncodeToString(raw)
}

// newToken makes the 256 random bits of a session, key or link.
func newToken() string { return randomText(32) }

// newCode makes a code people can type: 80 random bits as xxxx-xxxx-xxxx-xxxx.
func newCode() string {
	c := randomText(10)
	return strings.Join([]string{c[:4], c[4:8], c[8:12], c[12:]}, "-")
}

// newFactor makes a TOTP secret: 160 random bits, the length of its SHA-1 key
// (RFC 4226 §4 R6), in the standard base32 that authenticator apps read.
func newFactor() string {
	raw := make([]byte, 20)
	_, _ = rand.Read(raw)
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(raw)
}
