package esign

import (
	"crypto/ed25519"
	"crypto/subtle"
	"strings"

	"fenming/kit/words"
)

// Report is the result of a verification. It never says OK while a finding
// stands.
type Report struct {
	OK              bool               `json:"ok"`
	Statement       Statement          `json:"statement"`
	Meaning         map[string]Meaning `json:"meaning"` // by language
	PublicKey       string             `json:"public_key"`
	KeyID           string             `json:"key_id"`
	KeyCompared     bool               `json:"key_compared"`     // the key is the one that was expected
	ConditionsKnown bool               `json:"conditions_known"` // the text of the conditions is at hand
	Findings        []Finding          `json:"findings"`
}

// Finding is one thing that is wrong. From and To are the bytes of the document
// it concerns, To not included; both 0 when it concerns no bytes.
type Finding struct {
	Code string `json:"code"`
	From int64  `json:"from,omitempty"`
	To   int64  `json:"to,omitempty"`
	ZH   string `json:"zh"`
	EN   string `json:"en"`
}

func (r *Report) add(w words.Word, from, to int64, args words.Args) {
	r.Findings = append(r.Findings, Finding{Code: strings.TrimPrefix(w.Key, "esign."), From: from, To: to,
		ZH: w.In(words.ZH, args), EN: w.In(words.EN, args)})
}

// Verify checks a signature of the built-in signer against a document. It needs
// nothing but the two files. key is the id of the key that is expected; with an
// empty one the report says that nobody compared it. A file that is no signature
// is an invalid fault.
func Verify(document, signature []byte, key string) (Report, error) {
	f, err := parse(signature)
	if err != nil {
		return Report{}, err
	}
	r := Report{Statement: f.Statement, Meaning: f.Meaning, PublicKey: PublicKeyText(f.PublicKey),
		KeyID: KeyID(f.PublicKey), Findings: []Finding{}}
	if !ed25519.Verify(f.PublicKey, f.message(), f.Signature) || f.KeyID != r.KeyID {
		r.add(wordSeal, 0, 0, nil)
	}
	if key != "" {
		r.KeyCompared = subtle.ConstantTimeCompare([]byte(strings.ToLower(strings.TrimSpace(key))), []byte(r.KeyID)) == 1
		if !r.KeyCompared {
			r.add(wordOtherKey, 0, 0, words.Args{"key": r.KeyID})
		}
	}
	conditions, known := FindConditions(f.Statement.Conditions.Version)
	r.ConditionsKnown = known && conditions.SHA256() == f.Statement.Conditions.SHA256
	if known && !r.ConditionsKnown {
		r.add(wordOtherConditions, 0, 0, words.Args{"version": conditions.Version})
	}
	r.document(f.Statement.Document, document)
	r.OK = len(r.Findings) == 0
	return r, nil
}

// document compares block by block and joins neighbours that differ.
func (r *Report) document(want DocumentDigest, raw []byte) {
	have := digestDocument(want.Name, want.PaperDigest, raw)
	if have.SHA256 == want.SHA256 && have.Size == want.Size {
		return
	}
	if have.Size != want.Size {
		r.add(wordSize, 0, 0, words.Args{"have": have.Size, "want": want.Size})
	}
	if want.BlockSize < leastBlock || want.BlockSize > mostBlock || len(want.Blocks) > mostBlocks {
		r.bytes(0, have.Size)
		return
	}
	before := len(r.Findings)
	for n := 0; n < len(want.Blocks); n++ {
		first := n
		for n < len(want.Blocks) && blockDiffers(want, n, raw) {
			n++
		}
		if n > first {
			r.bytes(int64(first)*want.BlockSize, min(int64(n)*want.BlockSize, max(have.Size, want.Size)))
		}
	}
	if end := int64(len(want.Blocks)) * want.BlockSize; have.Size > end {
		r.bytes(end, have.Size)
	}
	if len(r.Findings) == before {
		r.bytes(0, have.Size)
	}
}

// mostBlock bounds the block size that is believed, in bytes.
const mostBlock = 1 << 32

// bytes adds the finding that a range differs.
func (r *Report) bytes(from, to int64) {
	r.add(wordHash, from, to, words.Args{"from": from, "to": max(to-1, from)})
}

func blockDiffers(want DocumentDigest, n int, raw []byte) bool {
	from := int64(n) * want.BlockSize
	if from >= int64(len(raw)) {
		return true
	}
	return digest(raw[from:min(from+want.BlockSize, int64(len(raw)))]) != want.Blocks[n]
}
