package sell

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"io"
	"strings"
	"time"

	"fenming/book/contract"
	"fenming/book/contract/template"
	"fenming/book/customer"
	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/paper"
	"fenming/platform"
	"fenming/platform/esign"
)

const jobSeal = "sell.seal_contract"

// Sealing is what signing a contract needs from the house: the press that draws
// the file, the signers there are and the one that signs.
type Sealing struct {
	Press   *paper.Press
	Signers *esign.Registry
	Signer  string // id of the provider; the place where another is chosen
}

// SealArgs name the contract a job is about.
type SealArgs struct {
	ContractID string `json:"contract_id"`
}

// SealJobs sign contracts after the customer's last act.
func SealJobs(s Sealing) []job.Job {
	return []job.Job{job.Long(jobSeal, func(ctx context.Context, run *job.Run, args SealArgs) error { return s.seal(ctx, run, args) })}
}

// SealOperations are the doors to what was signed, and to the customer's page.
func SealOperations(s Sealing) []api.Operation {
	return append(s.pageOperations(),
		api.Read("contract.signature", "GET /v1/contracts/{id}/signature", contract.PermissionText, wordSignature, s.opSignature).WithSecret(),
		api.Read("contract.signature_file", "GET /v1/contracts/{id}/signature/file", contract.PermissionText, wordSignatureFile, opSignatureFile).WithSecret(),
	)
}

// sealLater leaves the signing of a contract that has a text to a job.
func sealLater(tx *db.Tx, c contract.Contract) error {
	if c.DocumentHash == "" {
		return nil
	}
	_, err := job.Enqueue(tx, jobSeal, SealArgs{ContractID: c.ID}, job.Once(c.ID))
	return err
}

// sheet is what is signed, read in one transaction.
type sheet struct {
	doc     paper.Document
	request esign.Request
	key     ed25519.PrivateKey
}

// seal draws the contract, has it signed and keeps file and signature. A text
// without the agreed conditions cannot be signed by the built-in signer; it is
// left as it is, and its evidence stands on the acts alone.
func (s Sealing) seal(ctx context.Context, run *job.Run, args SealArgs) error {
	var (
		what sheet
		fit  bool
	)
	err := run.Write(ctx, func(tx *db.Tx) (err error) {
		what, fit, err = s.gather(tx, args.ContractID)
		return err
	})
	if err != nil || !fit {
		return err
	}
	var file bytes.Buffer
	if err := s.Press.PDF(&file, what.doc); err != nil {
		return err
	}
	what.request.File, what.request.PaperDigest = file.Bytes(), paper.Digest(what.doc)
	signer, err := s.Signers.Open(s.Signer, esign.Settings{Merchant: what.request.Merchant, Key: what.key})
	if err != nil {
		return err
	}
	signed, err := signer.Sign(ctx, what.request)
	if err != nil {
		return err
	}
	if signed.Outcome != platform.Done {
		return fault.Unavailable(wordSealWaits)
	}
	kept := file.Bytes()
	if signed.File != nil {
		kept = signed.File
	}
	return run.Write(ctx, func(tx *db.Tx) error {
		return contract.AddSignature(tx, args.ContractID, contract.Signature{Number: signed.Number, Provider: s.Signer, ProviderNo: signed.ProviderNo,
			KeyID: esign.KeyID(what.key.Public().(ed25519.PublicKey)), FileSHA256: template.Sum(string(kept)), Signature: signed.Signature, SignedAt: signed.SignedAt}, kept)
	})
}

// gather reads what is signed; fit is false when it cannot be.
func (s Sealing) gather(tx *db.Tx, id string) (what sheet, fit bool, err error) {
	c, err := contract.Get(tx, id)
	if err != nil || c.SignedAt.IsZero() {
		return what, false, err
	}
	d, err := contract.DocumentIn(tx, id, contract.Binding)
	if err != nil {
		return what, false, err
	}
	conditions := esign.CurrentConditions()
	if !holds(d.Text, conditions.ZH) {
		return what, false, nil
	}
	if what.doc, err = contract.Paper(tx, id, contract.Binding); err != nil {
		return what, false, err
	}
	acts, err := contract.ActsOf(tx, id)
	if err != nil {
		return what, false, err
	}
	who, err := customer.Get(tx, c.CustomerID)
	if err != nil {
		return what, false, err
	}
	if what.key, err = contract.SealingKey(tx, esign.KeyID); err != nil {
		return what, false, err
	}
	// Without it in the contract whoever changes the file could seal it anew with
	// a key of his own, and nobody could tell.
	what.doc.Meta = append(what.doc.Meta, paper.Pair{Label: wordSealKey.In(what.doc.Lang, nil), Value: esign.KeyID(what.key.Public().(ed25519.PublicKey))})
	what.request = esign.Request{Number: c.ID, Name: what.doc.Title, Merchant: what.doc.Author, Conditions: conditions.Version, At: last(acts, c.SignedAt),
		Signer: esign.Identity{Role: "buyer", Name: masked(who.NameMasked), Phone: who.PhoneMasked, Reference: c.CustomerID},
		Acts:   actsFor(acts), Evidence: []esign.Item{{Kind: "contract_text", SHA256: d.Hash}, {Kind: "quote", SHA256: c.QuoteHash}, {Kind: "act_chain", SHA256: acts[len(acts)-1].Hash}}}
	return what, true, nil
}

// masked never leaves a name empty: a seal names somebody.
func masked(name string) string {
	if name == "" {
		return "***"
	}
	return name
}

func last(acts []contract.Act, signed time.Time) time.Time {
	if n := len(acts); n > 0 && acts[n-1].At.After(signed) {
		return acts[n-1].At
	}
	return signed
}

// actsFor are the acceptances and the signature, in order.
func actsFor(acts []contract.Act) []esign.Act {
	var list []esign.Act
	for _, a := range acts {
		switch a.Kind {
		case contract.ActAccepted:
			list = append(list, esign.Act{Term: a.Term, TextSHA256: a.TextHash, How: "click", At: a.At})
		case contract.ActSigned:
			list = append(list, esign.Act{Term: "document", TextSHA256: a.TextHash, How: "click", At: a.At})
		}
	}
	return list
}

// holds says whether every line of the conditions stands in the text.
func holds(text, conditions string) bool {
	for line := range strings.SplitSeq(conditions, "\n") {
		if !strings.Contains(text, strings.TrimSpace(line)) {
			return false
		}
	}
	return true
}

// SignatureOut is a signature with what verifying it gave.
type SignatureOut struct {
	contract.Signature
	Signer esign.Descriptor `json:"signer"`
	Report esign.Report     `json:"report"`
}

// opSignature verifies the stored file against its signature, each time anew.
func (s Sealing) opSignature(_ context.Context, tx *db.Tx, in IDIn) (SignatureOut, error) {
	kept, file, err := contract.Sealed(tx, in.ID)
	if err != nil {
		return SignatureOut{}, err
	}
	out := SignatureOut{Signature: kept}
	for _, d := range s.Signers.List() {
		if d.ID == kept.Provider {
			out.Signer = d
		}
	}
	out.Report, err = esign.Verify(file, kept.Signature, kept.KeyID)
	return out, err
}

func opSignatureFile(_ context.Context, tx *db.Tx, in IDIn) (api.File, error) {
	kept, _, err := contract.Sealed(tx, in.ID)
	return api.File{Name: in.ID + ".signature.json", Type: "application/json", Body: func(w io.Writer) error {
		_, err := w.Write(kept.Signature)
		return err
	}}, err
}
