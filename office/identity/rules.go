package identity

import (
	"crypto/sha256"
	"crypto/subtle"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
)

// The bounds of this room.
const (
	MaxSessions  = 3                // parallel sessions of a user (SEC-07)
	Absolute     = 12 * time.Hour   // a session's longest life (SEC-07)
	demoIdle     = 12 * time.Hour   // a demo is explored at leisure
	Fresh        = 5 * time.Minute  // how long a second factor counts as fresh (SEC-08)
	maxFailures  = 5                // per account and window (SEC-04)
	window       = 15 * time.Minute // of failures (SEC-04)
	alarmPerHour = 20               // failures that raise an alarm (SEC-04)
	ticketLife   = 30 * time.Minute // of a set-up code and of an enrolment (SEC-03)
	inviteLife   = 72 * time.Hour   // of an invitation
	MaxKeyDays   = 365              // of a machine key (SEC-09)
	recoveries   = 10               // recovery codes of a user
	memory       = 10 * time.Second // how long a verified caller is believed unasked (SEC-15: at most 60 s)
	touchEvery   = 30 * time.Second // how often a session's last use is written
	keyTouch     = time.Minute      // how often a key's last use is written
)

const (
	totpPeriod = 30 // seconds (RFC 6238 §4.1)
	totpDigits = otp.DigitsSix
)

// totpStep finds which 30-second step a code belongs to, the present one or a
// neighbour (RFC 6238 §5.2), and refuses steps up to last, so that no code is
// taken twice.
func totpStep(secret, code string, at time.Time, last int64) (int64, bool) {
	now := at.Unix() / totpPeriod
	for step := now - 1; step <= now+1; step++ {
		want, err := hotp.GenerateCodeCustom(secret, uint64(max(step, 0)), hotp.ValidateOpts{
			Digits: totpDigits, Algorithm: otp.AlgorithmSHA1})
		if err != nil {
			return 0, false // a secret we did not make
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 && step > last {
			return step, true
		}
	}
	return 0, false
}

// digest is what is stored of a token, key or code. They are random of at least
// 80 bits, so that no slow hash is needed.
func digest(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// plainCode brings a code that a person typed to the form it was made in.
func plainCode(typed string) string {
	return strings.NewReplacer("-", "", " ", "").Replace(strings.ToLower(strings.TrimSpace(typed)))
}

// tokenTenant reads the tenant off a session token or demo link,
// "<tenant>.<random>".
func tokenTenant(token string) (string, bool) {
	tenant, random, ok := strings.Cut(token, ".")
	return tenant, ok && tenant != "" && len(tenant) <= 64 && len(random) == randomChars
}

// keyTenant reads the tenant off a machine key, "fmk_<tenant>_<random>".
func keyTenant(key string) (string, bool) {
	rest, ok := strings.CutPrefix(key, keyPrefix)
	if !ok {
		return "", false
	}
	at := strings.LastIndexByte(rest, '_')
	if at <= 0 || at > 64 || len(rest)-at-1 != randomChars {
		return "", false
	}
	return rest[:at], true
}

const keyPrefix = "fmk_"

// tenantForm says whether a text may be a tenant's id at all.
func tenantForm(s string) bool {
	if len(s) < 3 || len(s) > 64 || !strings.HasPrefix(s, "t_") {
		return false
	}
	for _, c := range s {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' {
			return false
		}
	}
	return true
}
