package esign

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/platform"
)

// AgreedID is the id of the built-in signer.
const AgreedID = "agreed"

// BuiltIn is the signer by agreed conditions. It works without any provider; no
// court is known to us that has looked at one of its signatures, so it is not
// called confirmed either.
func BuiltIn() Provider {
	return Provider{Descriptor: agreedDescriptor(), Open: func(s Settings) (Signer, error) {
		if len(s.Key) != ed25519.PrivateKeySize {
			return nil, fault.Invalid(wordKey)
		}
		return &agreed{key: s.Key}, nil
	}}
}

func agreedDescriptor() Descriptor {
	return Descriptor{ID: AgreedID, NameZH: "约定条件签封（内置）", NameEN: "Seal by agreed conditions (built in)", Basis: Agreed,
		APIDate: CurrentConditions().Version, ConfirmedLive: platform.Never}
}

// agreed seals with the merchant's key. The same request gives the same bytes
// (Ed25519 is deterministic), so sending it again is harmless.
type agreed struct{ key ed25519.PrivateKey }

func (*agreed) Describe() Descriptor { return agreedDescriptor() }

// Sign answers Done, or a fault when the request is not complete.
func (a *agreed) Sign(ctx context.Context, req Request) (Signed, error) {
	if err := ctx.Err(); err != nil {
		return Signed{}, err
	}
	if err := req.check(); err != nil {
		return Signed{}, err
	}
	conditions, ok := FindConditions(req.Conditions)
	if !ok {
		return Signed{}, fault.Invalid(wordConditions, words.Args{"version": req.Conditions}).At("/conditions")
	}
	public := a.key.Public().(ed25519.PublicKey)
	f := file{Form: Form, Meaning: meaning(), Algorithm: algorithm, PublicKey: public, KeyID: KeyID(public), Statement: Statement{
		Number: req.Number, SealedAt: moment(req.At), Merchant: req.Merchant, Document: digestDocument(req.Name, req.PaperDigest, req.File),
		Signer: req.Signer, Acts: acts(req.Acts), Conditions: ConditionsDigest{conditions.Version, conditions.SHA256()},
		Evidence: append([]Item{}, req.Evidence...)}}
	f.Signature = ed25519.Sign(a.key, f.message())
	return Signed{Answer: platform.Answer{Outcome: platform.Done}, Number: req.Number, SignedAt: f.Statement.SealedAt, Signature: f.bytes()}, nil
}

// Verify implements Signer with the merchant's own key as the one expected.
func (a *agreed) Verify(document, signature []byte) (Report, error) {
	return Verify(document, signature, KeyID(a.key.Public().(ed25519.PublicKey)))
}

// moment is a time as a statement holds it: UTC, whole microseconds.
func moment(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

func acts(list []Act) []Act {
	out := make([]Act, len(list))
	for i, act := range list {
		act.At = moment(act.At)
		out[i] = act
	}
	return out
}

var hexDigest = regexp.MustCompile(`^[0-9a-f]{64}$`)

// check refuses a request that would make a signature without force: nobody
// named, nothing accepted, an acceptance after the sealing.
func (r Request) check() error {
	switch {
	case r.Number == "" || r.Name == "" || r.Merchant == "" || len(r.File) == 0 || r.At.IsZero():
		return fault.Invalid(wordRequest)
	case r.PaperDigest != "" && !hexDigest.MatchString(r.PaperDigest):
		return fault.Invalid(wordDigest).At("/paper_digest")
	case len(r.Acts) == 0:
		return fault.Invalid(wordNoAct).At("/acts")
	}
	if err := r.Signer.check(); err != nil {
		return err
	}
	last := time.Time{}
	for _, act := range r.Acts {
		if act.Term == "" || act.How == "" || !hexDigest.MatchString(act.TextSHA256) {
			return fault.Invalid(wordDigest).At("/acts")
		}
		if act.At.IsZero() || act.At.Before(last) || act.At.After(r.At) {
			return fault.Invalid(wordOrder).At("/acts")
		}
		last = act.At
	}
	for _, item := range r.Evidence {
		if _, err := hex.DecodeString(item.SHA256); err != nil || len(item.SHA256) != 64 || item.Kind == "" {
			return fault.Invalid(wordDigest).At("/evidence")
		}
	}
	return r.text()
}

// check wants a person, and the person masked as kit/vault masks: a signature
// file travels.
func (i Identity) check() error {
	if i.Role == "" || i.Name == "" || i.Reference == "" {
		return fault.Invalid(wordRequest).At("/signer")
	}
	for _, part := range []string{i.Name, i.IDNumber, i.Phone} {
		if part != "" && !strings.Contains(part, "*") {
			return fault.Invalid(wordUnmasked).At("/signer")
		}
	}
	return nil
}

// text refuses what JSON would change on its way.
func (r Request) text() error {
	all := []string{r.Number, r.Name, r.Merchant, r.Signer.Role, r.Signer.Name, r.Signer.IDNumber, r.Signer.Phone, r.Signer.Reference}
	for _, act := range r.Acts {
		all = append(all, act.Term, act.How)
	}
	for _, item := range r.Evidence {
		all = append(all, item.Kind)
	}
	for _, s := range all {
		if !utf8.ValidString(s) {
			return fault.Invalid(wordRequest)
		}
	}
	return nil
}
