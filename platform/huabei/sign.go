package huabei

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"net/url"
	"slices"
	"strings"
)

// Canonical returns the text that is signed: parameters without "sign", without
// empty values and without the names in drop, sorted by name, decoded, joined
// as k=v with "&". Of a name given twice the first value counts, as in the
// platform's own form reading.
func Canonical(values url.Values, drop ...string) string {
	names := make([]string, 0, len(values))
	for name := range values {
		if name != "sign" && values.Get(name) != "" && !slices.Contains(drop, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var b strings.Builder
	for i, name := range names {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(name)
		b.WriteByte('=')
		b.WriteString(values.Get(name))
	}
	return b.String()
}

// Sign returns the base64 RSA2 signature of text.
func Sign(key *rsa.PrivateKey, text []byte) (string, error) {
	sum := sha256.Sum256(text)
	raw, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	if err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(raw), nil
}

// Verify says whether signature is the base64 RSA2 signature of text.
func Verify(key *rsa.PublicKey, text []byte, signature string) bool {
	raw, err := base64.StdEncoding.DecodeString(signature)
	if err != nil || key == nil {
		return false
	}
	sum := sha256.Sum256(text)
	return rsa.VerifyPKCS1v15(key, crypto.SHA256, sum[:], raw) == nil
}

// VerifyForm checks a signed call-back. Trade call-backs are signed without
// sign_type, some other kinds with it, and nothing in the message tells which,
// so both texts are tried.
func VerifyForm(key *rsa.PublicKey, form url.Values) bool {
	signature := form.Get("sign")
	if signature == "" {
		return false
	}
	return Verify(key, []byte(Canonical(form, "sign_type")), signature) ||
		Verify(key, []byte(Canonical(form)), signature)
}

// Envelope is a gateway answer taken apart without changing a byte.
type Envelope struct {
	Key  string // "<method>_response" or "error_response"
	Body []byte // the raw bytes of the answer object: what is signed
	Sign string
}

var errEnvelope = errors.New("the answer is not one JSON object with a response")

// Open takes a gateway answer apart. method is the dotted method name. The
// decoder's byte offsets give the signed bytes exactly as sent; a second
// response object or data behind the answer is refused, since it would leave
// open which bytes were meant.
func Open(raw []byte, method string) (Envelope, error) {
	want := strings.ReplaceAll(method, ".", "_") + "_response"
	dec := json.NewDecoder(bytes.NewReader(raw))
	if tok, err := dec.Token(); err != nil || tok != json.Delim('{') {
		return Envelope{}, errEnvelope
	}
	var e Envelope
	for dec.More() {
		tok, err := dec.Token()
		if err != nil {
			return Envelope{}, errEnvelope
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return Envelope{}, errEnvelope
		}
		switch name, _ := tok.(string); name {
		case want, "error_response":
			if e.Key != "" || len(value) == 0 || value[0] != '{' {
				return Envelope{}, errEnvelope
			}
			e.Key, e.Body = name, value
		case "sign":
			if e.Sign != "" || json.Unmarshal(value, &e.Sign) != nil {
				return Envelope{}, errEnvelope
			}
		}
	}
	if _, err := dec.Token(); err != nil || e.Key == "" {
		return Envelope{}, errEnvelope
	}
	if dec.More() {
		return Envelope{}, errEnvelope
	}
	return e, nil
}

// ParsePrivateKey reads an RSA private key: PEM or bare base64, PKCS#1 or
// PKCS#8, as the platform's key tool writes them. Keys below 2048 bits are
// refused.
func ParsePrivateKey(text []byte) (*rsa.PrivateKey, error) {
	der, err := derOf(text)
	if err != nil {
		return nil, err
	}
	key, err := x509.ParsePKCS1PrivateKey(der)
	if err != nil {
		any8, err8 := x509.ParsePKCS8PrivateKey(der)
		if err8 != nil {
			return nil, errors.New("not an RSA private key in PKCS#1 or PKCS#8 form")
		}
		var ok bool
		if key, ok = any8.(*rsa.PrivateKey); !ok {
			return nil, errors.New("not an RSA key")
		}
	}
	if key.N.BitLen() < 2048 {
		return nil, errors.New("the RSA key is shorter than 2048 bits")
	}
	return key, nil
}

// ParsePublicKey reads an RSA public key: PEM or bare base64, PKIX, PKCS#1 or a
// certificate. Keys below 2048 bits are refused.
func ParsePublicKey(text []byte) (*rsa.PublicKey, error) {
	der, err := derOf(text)
	if err != nil {
		return nil, err
	}
	var key *rsa.PublicKey
	if parsed, err := x509.ParsePKIXPublicKey(der); err == nil {
		key, _ = parsed.(*rsa.PublicKey)
	} else if parsed, err := x509.ParsePKCS1PublicKey(der); err == nil {
		key = parsed
	} else if cert, err := x509.ParseCertificate(der); err == nil {
		key, _ = cert.PublicKey.(*rsa.PublicKey)
	}
	if key == nil {
		return nil, errors.New("not an RSA public key or certificate")
	}
	if key.N.BitLen() < 2048 {
		return nil, errors.New("the RSA key is shorter than 2048 bits")
	}
	return key, nil
}

// derOf unwraps PEM or bare base64 with any line breaks.
func derOf(text []byte) ([]byte, error) {
	if block, _ := pem.Decode(text); block != nil {
		return block.Bytes, nil
	}
	bare := strings.Join(strings.Fields(string(text)), "")
	der, err := base64.StdEncoding.DecodeString(bare)
	if err != nil || len(der) == 0 {
		return nil, errors.New("the key is neither PEM nor base64")
	}
	return der, nil
}
