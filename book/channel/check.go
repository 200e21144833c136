package channel

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"net"
	"net/url"
	"slices"
	"strings"

	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// check refuses a channel that cannot be kept for a merchant of the kind.
func (c Channel) check(kind string) error {
	var faults []*fault.Fault
	bad := func(w words.Word, pointer string) { faults = append(faults, fault.Invalid(w).At(pointer)) }
	if c.Platform == "" || len(c.Platform) > 60 {
		bad(wordPlatform, "/platform")
	}
	if strings.TrimSpace(c.Name) == "" {
		bad(wordName, "/name")
	}
	if !slices.Contains([]string{CreditorPlatform, CreditorMerchant, CreditorAssigned}, c.Creditor) {
		bad(wordCreditor, "/creditor")
	}
	if c.State != Active && c.State != Paused {
		bad(wordState, "/state")
	}
	switch {
	case c.Platform == Card: // nothing is sent through it, so it is neither real nor a toy
	case kind == "demo" && !c.Simulator:
		faults = append(faults, fault.Refused(wordDemoLive).At("/simulator"))
	case kind != "demo" && (c.Simulator || !publicGateway(c.Gateway)):
		faults = append(faults, fault.Refused(wordLiveToy).At("/gateway"))
	}
	faults = append(faults, c.Terms.check()...)
	if len(faults) == 1 {
		return faults[0]
	}
	return fault.Many(faults)
}

// publicGateway says whether an address could be a platform's: TLS, and a name
// rather than this machine or a private network. "" is the platform's own.
func publicGateway(address string) bool {
	if address == "" {
		return true
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.User != nil {
		return false
	}
	host := u.Hostname()
	return net.ParseIP(host) == nil && strings.Contains(host, ".") &&
		!strings.HasSuffix(host, ".local") && !strings.HasSuffix(host, ".localhost") && !strings.HasSuffix(host, ".internal")
}

func (t Terms) check() []*fault.Fault {
	var faults []*fault.Fault
	for _, n := range t.Counts {
		if n < 1 || n > 60 {
			faults = append(faults, fault.Invalid(wordCounts).At("/terms/counts"))
			break
		}
	}
	for _, f := range t.Fees {
		if f.Count < 0 || f.Count > 60 || f.Rate < 0 || f.Rate > money.One || f.Payer != "merchant" && f.Payer != "customer" {
			faults = append(faults, fault.Invalid(wordFees).At("/terms/fees"))
			break
		}
	}
	if t.SettlementDays < 0 || t.SettlementDays > 90 {
		faults = append(faults, fault.Invalid(wordSettlement).At("/terms/settlement_days"))
	}
	return faults
}

// PrivateKey reads an RSA key: PEM, PKCS#8 or PKCS#1, also the bare base64 that
// platforms' tools give out. Anything else is an invalid fault that does not
// echo it.
func PrivateKey(text string) (*rsa.PrivateKey, error) {
	der := derOf(text)
	if key, err := x509.ParsePKCS8PrivateKey(der); err == nil {
		if rsaKey, ok := key.(*rsa.PrivateKey); ok {
			return rsaKey, nil
		}
	}
	if key, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return key, nil
	}
	return nil, fault.Invalid(wordPrivateKey).At("/private_key_pem")
}

// PublicKey reads the platform's RSA key: PEM or bare base64, PKIX, PKCS#1 or a
// certificate.
func PublicKey(text string) (*rsa.PublicKey, error) {
	der := derOf(text)
	if key, err := x509.ParsePKIXPublicKey(der); err == nil {
		if rsaKey, ok := key.(*rsa.PublicKey); ok {
			return rsaKey, nil
		}
	}
	if key, err := x509.ParsePKCS1PublicKey(der); err == nil {
		return key, nil
	}
	if cert, err := x509.ParseCertificate(der); err == nil {
		if rsaKey, ok := cert.PublicKey.(*rsa.PublicKey); ok {
			return rsaKey, nil
		}
	}
	return nil, fault.Invalid(wordPlatformKey).At("/platform_key_pem")
}

// derOf takes the bytes out of PEM or bare base64; nil when it is neither.
func derOf(text string) []byte {
	if block, _ := pem.Decode([]byte(text)); block != nil {
		return block.Bytes
	}
	der, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil {
		return nil
	}
	return der
}
