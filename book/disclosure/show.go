package disclosure

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"time"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// RecordIn is what was shown: the bytes as they went out.
type RecordIn struct {
	Kind       string
	Lang       words.Lang
	Viewer     string
	Template   string // "" = the cost table's own version
	Body       []byte
	Personal   bool // the bytes name a person: they are kept encrypted
	QuoteIDs   []string
	OrderID    string
	CustomerID string
	LinkID     string
}

// maxPage bounds what is kept of one rendering, bytes.
const maxPage = 4 << 20

// Record stores an act of showing with its bytes; bytes that were shown before
// are kept once. Faults: an unknown form or place, more than 4 MiB (invalid).
func Record(tx *db.Tx, in RecordIn) (Show, error) {
	if !slices.Contains([]string{JSON, HTML, PDF, PNG}, in.Kind) || len(in.Body) == 0 || len(in.Body) > maxPage {
		return Show{}, fault.Invalid(wordForm).At("/kind")
	}
	if !slices.Contains([]string{ViewerComponent, ViewerLink, ViewerTill, ViewerPage, ViewerPrint, ViewerChat}, in.Viewer) {
		return Show{}, fault.Invalid(wordViewer).At("/viewer")
	}
	if in.Template == "" {
		in.Template = TemplateVersion
	}
	if in.QuoteIDs == nil {
		in.QuoteIDs = []string{}
	}
	v := Show{ID: tx.ID("dis"), Kind: in.Kind, Template: in.Template, Lang: in.Lang, Viewer: in.Viewer, SHA256: hashOf(in.Body),
		QuoteIDs: in.QuoteIDs, OrderID: in.OrderID, CustomerID: in.CustomerID, LinkID: in.LinkID, ShownAt: tx.Now(), ShownBy: tx.Actor().ID}
	body := in.Body
	if in.Personal {
		sealed, err := tx.Seal("disclosure_page", "body", v.SHA256, string(in.Body))
		if err != nil {
			return Show{}, err
		}
		body = sealed
	}
	if err := insertPage(tx, v.SHA256, in.Personal, len(in.Body), body); err != nil {
		return Show{}, err
	}
	tx.Note("disclosure:"+v.ID, nil, map[string]any{"kind": v.Kind, "viewer": v.Viewer, "template": v.Template, "sha256": v.SHA256,
		"quotes": v.QuoteIDs, "order_id": v.OrderID})
	return v, insertShow(tx, v)
}

// maxPublic bounds what strangers can have recorded in a minute, per merchant.
const maxPublic = 600

// RecordPublic is Record for pages without an account: what strangers can make
// the merchant keep in a minute is bounded (limit).
func RecordPublic(tx *db.Tx, in RecordIn) (Show, error) {
	n, err := countShows(tx, db.NewID("dis", tx.Now().Add(-time.Minute)), maxPublic)
	if err != nil {
		return Show{}, err
	}
	if n >= maxPublic {
		return Show{}, fault.Limit(wordBusy).After(60)
	}
	return Record(tx, in)
}

// SHA256 is the hash under which bytes are kept, hexadecimal.
func SHA256(body []byte) string { return hashOf(body) }

func hashOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// Get returns one act of showing.
func Get(tx *db.Tx, id string) (Show, error) { return get(tx, id, "") }

func get(tx *db.Tx, id, lock string) (Show, error) {
	v, err := showByID(tx, id, lock)
	if errors.Is(err, db.ErrNone) {
		return v, fault.NotFound(wordNoShow)
	}
	return v, err
}

// Page returns exactly the bytes that were shown. Bytes that do not match their
// hash any more are a conflict: they are not evidence.
func Page(tx *db.Tx, v Show) ([]byte, error) {
	p, err := pageOf(tx, v.SHA256)
	if errors.Is(err, db.ErrNone) {
		return nil, fault.Conflict(wordTampered)
	}
	if err != nil {
		return nil, err
	}
	if p.sealed {
		text, err := tx.Unseal("disclosure_page", "body", v.SHA256, p.body)
		if err != nil {
			return nil, fault.Conflict(wordTampered).Because(err)
		}
		p.body = []byte(text)
	}
	if hashOf(p.body) != v.SHA256 {
		return nil, fault.Conflict(wordTampered)
	}
	return p.body, nil
}
