package contract

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// ShowIn records what was put before the customer.
type ShowIn struct {
	ID          string
	Text        string // the rendered text; kept sealed
	TextVersion string
	Lang        string
	DwellMS     int64 // how long it was on the screen
}

// Shown is a text that was put before the customer.
type Shown struct {
	Hash    string    `json:"hash"`
	Version string    `json:"version"`
	Lang    string    `json:"lang"`
	Text    string    `json:"text"`
	DwellMS int64     `json:"dwell_ms"`
	At      time.Time `json:"at"`
}

// Show keeps the text that was shown and returns its hash.
func Show(tx *db.Tx, in ShowIn) (hash string, err error) {
	if _, err := Lock(tx, in.ID); err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(in.Text))
	hash = hex.EncodeToString(sum[:])
	if _, err := addText(tx, in, hash); err != nil {
		return "", err
	}
	tx.Note("contract:"+in.ID, nil, map[string]any{"shown": hash, "version": in.TextVersion, "dwell_ms": in.DwellMS})
	return hash, addEvent(tx, in.ID, "shown", map[string]any{"hash": hash, "version": in.TextVersion, "dwell_ms": in.DwellMS})
}

// LastShown returns the text shown last; it may hold personal data.
func LastShown(tx *db.Tx, id string) (Shown, error) { return lastText(tx, id) }

// AcceptIn is the acceptance of one key term.
type AcceptIn struct {
	ID       string
	Term     string
	TextHash string // SHA-256 of the text shown, hexadecimal
	IP       string
	Channel  string
}

// Accept records that the customer accepted one key term by an act of its own.
// The first acceptance of a term stands.
func Accept(tx *db.Tx, in AcceptIn) error {
	c, err := Lock(tx, in.ID)
	if err != nil {
		return err
	}
	if c.State != Offered {
		return fault.Conflict(wordWrongState, words.Args{"state": c.State, "to": Signed})
	}
	return accept(tx, c, in)
}

func accept(tx *db.Tx, c Contract, in AcceptIn) error {
	if !slices.Contains(c.KeyTerms, in.Term) {
		return fault.Invalid(wordUnknownTerm, words.Args{"term": in.Term}).At("/accepted")
	}
	if !isHash(in.TextHash) {
		return fault.Invalid(wordHash).At("/text_hash")
	}
	n, err := addAcceptance(tx, c.ID, in.Term, in.TextHash, in.Channel, in.IP)
	if err != nil || n == 0 {
		return err
	}
	tx.Note("contract:"+c.ID, nil, map[string]any{"accepted": in.Term, "text_hash": in.TextHash})
	return addEvent(tx, c.ID, "accepted", map[string]string{"term": in.Term, "text_hash": in.TextHash, "channel": in.Channel})
}

func isHash(s string) bool {
	_, err := hex.DecodeString(s)
	return err == nil && len(s) == 64
}

// SignIn closes the contract.
type SignIn struct {
	ID          string
	Accepted    []string // key terms, each accepted by its own act
	TextHash    string   // SHA-256 of the text shown, hexadecimal
	TextVersion string
	IP          string
	Channel     string
}

// Sign makes an offered contract binding. Terms accepted earlier with Accept
// count. A contract with a text of its own (DocumentHash) is signed by the hash
// of that text, and only when it was shown and every key term was accepted by an
// act of its own (Record); a list of terms does not do. Signing again with the same text changes nothing. Faults: a term not
// accepted, an unknown term or no hash (invalid); a text that was never shown,
// when texts were kept (conflict); another state (conflict).
func Sign(tx *db.Tx, in SignIn) (Contract, error) {
	c, err := Lock(tx, in.ID)
	if err != nil {
		return c, err
	}
	in.TextHash = strings.ToLower(in.TextHash)
	if c.State == Signed && c.TextHash == in.TextHash {
		return c, nil
	}
	if err := mayMove(c.State, Signed); err != nil {
		return c, err
	}
	if err := checkShown(tx, c, in); err != nil {
		return c, err
	}
	if c.DocumentHash != "" {
		in.Accepted = nil
	}
	for _, term := range in.Accepted {
		if err := accept(tx, c, AcceptIn{c.ID, term, in.TextHash, in.IP, in.Channel}); err != nil {
			return c, err
		}
	}
	list, err := acceptances(tx, c.ID)
	if err != nil {
		return c, err
	}
	var accepted []string
	for _, a := range list {
		accepted = append(accepted, a.Term)
	}
	if left := missing(c.KeyTerms, accepted); len(left) > 0 {
		return c, fault.Invalid(wordTermsMissing, words.Args{"terms": strings.Join(left, ", ")}).At("/accepted")
	}
	if c.DocumentHash != "" {
		if in.TextVersion, err = signText(tx, c, in); err != nil {
			return c, err
		}
	}
	c.TextHash, c.TextVersion, c.SignedAt = in.TextHash, in.TextVersion, tx.Now()
	return change(tx, c, Signed, map[string]string{"text_hash": c.TextHash, "text_version": c.TextVersion, "channel": in.Channel})
}

// signText adds the act of signing to the chain and names the version signed.
func signText(tx *db.Tx, c Contract, in SignIn) (string, error) {
	acts, err := actsOf(tx, c.ID)
	if err != nil {
		return "", err
	}
	_, err = addAct(tx, c, acts, ActIn{Kind: ActSigned, Lang: Binding, TextHash: in.TextHash, Channel: in.Channel, IP: in.IP}, 0)
	return c.version(), err
}

func checkShown(tx *db.Tx, c Contract, in SignIn) error {
	if !isHash(in.TextHash) {
		return fault.Invalid(wordHash).At("/text_hash")
	}
	if c.DocumentHash != "" {
		acts, err := actsOf(tx, c.ID)
		if err != nil {
			return err
		}
		if in.TextHash != c.DocumentHash || !slices.ContainsFunc(acts, func(a Act) bool { return a.Kind == ActShown }) {
			return fault.Conflict(wordOtherText)
		}
		return nil
	}
	shown, err := shownHashes(tx, in.ID)
	if err != nil {
		return err
	}
	if len(shown) > 0 && !slices.Contains(shown, in.TextHash) {
		return fault.Conflict(wordOtherText)
	}
	return nil
}
