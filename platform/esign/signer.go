package esign

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"slices"
	"time"

	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/platform"
)

// Basis is the paragraph of art. 13 a signature rests on.
type Basis string

// The bases.
const (
	Certified Basis = "certified" // art. 13 (1), the key certified by a licensed authority (art. 16)
	Agreed    Basis = "agreed"    // art. 13 (2), conditions agreed by the parties
)

// Descriptor is what a signer says of itself; the screens show it.
type Descriptor struct {
	ID            string   `json:"id"`
	NameZH        string   `json:"name_zh"`
	NameEN        string   `json:"name_en"`
	Basis         Basis    `json:"basis"`
	Remote        bool     `json:"remote"`         // the outcome may be waiting or unknown
	APIDate       string   `json:"api_date"`       // ISO day of the newest document our reading rests on
	ConfirmedLive string   `json:"confirmed_live"` // ISO day on which it was seen to work live, or platform.Never
	Hosts         []string `json:"hosts,omitempty"`
}

// Signer makes and checks signatures.
type Signer interface {
	Describe() Descriptor
	// Sign has the document signed. Request.Number makes sending it again
	// harmless. Faults: invalid (the request), unavailable (nothing was sent).
	Sign(ctx context.Context, req Request) (Signed, error)
	// Verify checks a signature that this signer made. A change is a finding of
	// the report; an error means that the signature cannot be read.
	Verify(document, signature []byte) (Report, error)
}

// Asker is a signer that can be asked what became of a number; it resolves
// waiting and unknown outcomes. Every remote signer is one.
type Asker interface {
	Query(ctx context.Context, number string) (Signed, error)
}

// Notifier is a signer that calls back. ParseNotify verifies that the call is
// the provider's; one that fails is a fault and must not be acknowledged.
type Notifier interface {
	ParseNotify(header map[string][]string, body []byte) (Signed, error)
	Ack() platform.Ack
}

// Request asks for one signature of one person on one document.
type Request struct {
	Number      string    // ours, stored by the caller before the call
	Name        string    // what the document is called, for people
	File        []byte    // the document, PDF
	PaperDigest string    // digest of the document's model, as printed in its footer; may be empty
	Merchant    string    // with whom the signer contracts
	Signer      Identity  // masked
	Acts        []Act     // in the order of time, one at least
	Conditions  string    // version of the agreed conditions that the document contains
	Evidence    []Item    // what else was kept of the signing
	At          time.Time // when it is signed, by the caller's clock
	NotifyURL   string    // where a remote signer calls back
}

// Identity says who signs, in masked form; Reference is the caller's own id,
// under which the full data are kept.
type Identity struct {
	Role      string `json:"role"`
	Name      string `json:"name"`
	IDNumber  string `json:"id_number,omitempty"`
	Phone     string `json:"phone,omitempty"`
	Reference string `json:"reference"`
}

// Act is one term, or the whole, accepted by an act of its own.
type Act struct {
	Term       string    `json:"term"`        // key of the term; "document" for the whole
	TextSHA256 string    `json:"text_sha256"` // of the text that was shown, UTF-8
	How        string    `json:"how"`         // tick | code | handwriting | click
	At         time.Time `json:"at"`
}

// Item is a piece of evidence that is kept elsewhere: its kind, such as
// "display_log" or "sms_code", and the SHA-256 of its bytes.
type Item struct {
	Kind   string `json:"kind"`
	SHA256 string `json:"sha256"`
}

// Signed answers Sign, Query and a call-back.
type Signed struct {
	platform.Answer
	Number     string
	ProviderNo string    // the provider's number; empty for our own signer
	ActAt      string    // Waiting: the address where the person has to act
	SignedAt   time.Time // Done
	Signature  []byte    // Done: the file to keep beside the document
	File       []byte    // Done: the signed document where the provider writes into it, else nil
}

// Settings open a provider for one merchant. What a provider does not use is
// empty.
type Settings struct {
	Merchant string
	Key      ed25519.PrivateKey // our own signer: the merchant's sealing key
	Secrets  map[string]string  // a provider's account
	Guard    platform.GuardOptions
}

// Provider is a signer that can be opened.
type Provider struct {
	Descriptor Descriptor
	Open       func(Settings) (Signer, error)
}

// Registry finds providers by id.
type Registry struct{ providers []Provider }

// NewRegistry refuses providers whose descriptor is incomplete or whose id is
// taken.
func NewRegistry(providers ...Provider) (*Registry, error) {
	r := &Registry{}
	for _, p := range providers {
		d := p.Descriptor
		switch {
		case d.ID == "" || d.NameZH == "" || d.NameEN == "" || d.APIDate == "" || d.ConfirmedLive == "" || p.Open == nil:
			return nil, fmt.Errorf("signer %q: the descriptor is incomplete", d.ID)
		case d.Basis != Certified && d.Basis != Agreed:
			return nil, fmt.Errorf("signer %q: basis %q", d.ID, d.Basis)
		case d.Remote == (len(d.Hosts) == 0):
			return nil, fmt.Errorf("signer %q: a remote signer names its hosts, another has none", d.ID)
		case slices.ContainsFunc(r.providers, func(q Provider) bool { return q.Descriptor.ID == d.ID }):
			return nil, fmt.Errorf("signer %q is registered twice", d.ID)
		}
		r.providers = append(r.providers, p)
	}
	return r, nil
}

// List describes every provider, in the order of registration.
func (r *Registry) List() []Descriptor {
	list := make([]Descriptor, len(r.providers))
	for i, p := range r.providers {
		list[i] = p.Descriptor
	}
	return list
}

// Open opens a provider for a merchant; a not-found fault for an unknown id.
func (r *Registry) Open(id string, s Settings) (Signer, error) {
	for _, p := range r.providers {
		if p.Descriptor.ID != id {
			continue
		}
		signer, err := p.Open(s)
		if err != nil {
			return nil, err
		}
		return signer, Check(signer)
	}
	return nil, fault.NotFound(wordNoSigner, words.Args{"id": id})
}

// Check reports a remote signer that cannot be asked: its unknown outcomes
// could never be resolved.
func Check(s Signer) error {
	if _, asks := s.(Asker); s.Describe().Remote && !asks {
		return fmt.Errorf("signer %q is remote and cannot be asked", s.Describe().ID)
	}
	return nil
}
