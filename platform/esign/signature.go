package esign

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"reflect"
	"time"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// Form names the form of a signature file; it is signed with the statement, so
// that a signature of one form is none of another.
const Form = "fenming-signature/1"

// maxSignature bounds a signature file, in bytes.
const maxSignature = 1 << 20

// Statement is what a signature vouches for.
type Statement struct {
	Number     string           `json:"number"`
	SealedAt   time.Time        `json:"sealed_at"`
	Merchant   string           `json:"merchant"`
	Document   DocumentDigest   `json:"document"`
	Signer     Identity         `json:"signer"`
	Acts       []Act            `json:"acts"`
	Conditions ConditionsDigest `json:"conditions"`
	Evidence   []Item           `json:"evidence"`
}

// DocumentDigest vouches for every byte of a document, as a whole and in blocks
// of BlockSize bytes, so that a change can be placed.
type DocumentDigest struct {
	Name        string   `json:"name"`
	Size        int64    `json:"size"` // bytes
	SHA256      string   `json:"sha256"`
	PaperDigest string   `json:"paper_digest,omitempty"`
	BlockSize   int64    `json:"block_size"` // bytes; the last block may be shorter
	Blocks      []string `json:"blocks"`     // SHA-256 of each block
}

// ConditionsDigest names the agreed conditions.
type ConditionsDigest struct {
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
}

// Meaning says in one language what a signature proves and what it does not.
type Meaning struct {
	Proves       []string `json:"proves"`
	DoesNotProve []string `json:"does_not_prove"`
}

// file is a signature as it is kept. The order of the fields is part of the form.
type file struct {
	Form      string             `json:"form"`
	Meaning   map[string]Meaning `json:"meaning"` // by language
	Statement Statement          `json:"statement"`
	Algorithm string             `json:"algorithm"` // Ed25519 (RFC 8032)
	PublicKey []byte             `json:"public_key"`
	KeyID     string             `json:"key_id"`
	Signature []byte             `json:"signature"`
}

// message is what is signed: the form's name, a line feed, and meaning and
// statement as JSON without spaces.
func (f file) message() []byte {
	return append([]byte(f.Form+"\n"), encode(struct {
		Meaning   map[string]Meaning `json:"meaning"`
		Statement Statement          `json:"statement"`
	}{f.Meaning, f.Statement}, "")...)
}

// encode writes plain values, which JSON can always hold; keys of maps in order.
func encode(v any, indent string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func (f file) bytes() []byte { return encode(f, "  ") }

// parse reads a signature. Whatever is not byte for byte what bytes would write
// is refused: two files must not mean the same.
func parse(raw []byte) (file, error) {
	var f file
	if len(raw) > maxSignature {
		return f, fault.Invalid(wordForm)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return f, fault.Invalid(wordForm).Because(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return f, fault.Invalid(wordForm)
	}
	if f.Form != Form || f.Algorithm != algorithm || len(f.PublicKey) != ed25519.PublicKeySize || len(f.Signature) != ed25519.SignatureSize ||
		!reflect.DeepEqual(f.Meaning, meaning()) || !bytes.Equal(f.bytes(), raw) {
		return f, fault.Invalid(wordForm)
	}
	return f, nil
}

const algorithm = "Ed25519"

// KeyID names a public key: the first 16 bytes of its SHA-256 in hexadecimal.
// A merchant prints it into his contracts, so that a reader can compare.
func KeyID(public ed25519.PublicKey) string {
	sum := sha256.Sum256(public)
	return hex.EncodeToString(sum[:16])
}

// PublicKeyText writes a public key for people to copy (standard Base64).
func PublicKeyText(public ed25519.PublicKey) string {
	return base64.StdEncoding.EncodeToString(public)
}

// TextDigest is the digest of a text that was shown, for Act.TextSHA256.
func TextDigest(text string) string { return digest([]byte(text)) }

func digest(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// Blocks are at least a KiB, and 64 at most.
const (
	leastBlock = 1 << 10
	mostBlocks = 64
)

func digestDocument(name, paperDigest string, raw []byte) DocumentDigest {
	d := DocumentDigest{Name: name, Size: int64(len(raw)), SHA256: digest(raw), PaperDigest: paperDigest, BlockSize: leastBlock, Blocks: []string{}}
	for d.BlockSize*mostBlocks < d.Size {
		d.BlockSize *= 2
	}
	for from := int64(0); from < d.Size; from += d.BlockSize {
		d.Blocks = append(d.Blocks, digest(raw[from:min(from+d.BlockSize, d.Size)]))
	}
	return d
}

// meaning is what files of this form say of themselves; another text is another
// form.
func meaning() map[string]Meaning {
	return map[string]Meaning{
		string(words.ZH): {
			Proves: []string{
				"合同文件自签封之后没有任何一个字节被改动。",
				"出卖人以其密钥签封时，记录了本文件所列签署人的逐项确认及其时间。",
				"双方约定的电子签名条件的版本与文本（电子签名法第十三条第二款）。"},
			DoesNotProve: []string{
				"没有第三方电子认证机构参与：签署人的身份由出卖人核验，不由第三方证明。",
				"签封时间与确认时间取自出卖人的系统，不是第三方时间戳。",
				"密钥属于出卖人：请把密钥编号与合同或出卖人公开渠道所载编号核对。"}},
		string(words.EN): {
			Proves: []string{
				"Not one byte of the contract file was changed after it was sealed.",
				"When the seller sealed it with his key, he recorded the listed acceptances of the signer and their times.",
				"Which version and text of conditions for electronic signatures the parties agreed on (Electronic Signature Law, art. 13, second paragraph)."},
			DoesNotProve: []string{
				"No third-party certification authority took part: the seller checked who the signer is, nobody else vouches for it.",
				"The times are those of the seller's system, not a third party's time stamp.",
				"The key is the seller's: compare its id with the one in the contract or in the seller's public channels."}},
	}
}
