package disclosure

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"slices"
	"time"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// The bounds of a link's life.
const (
	minLinkLife = time.Minute
	maxLinkLife = 90 * 24 * time.Hour
)

// NewLink makes a link of a kind to one thing and returns its token, 128 random
// bits or more, which is kept nowhere. Whether the thing is there is for the
// caller to know. Faults: an unknown kind, a life outside 1 minute to 90 days.
func NewLink(tx *db.Tx, kind, ref string, life time.Duration) (Link, string, error) {
	return NewLinkFor(tx, kind, ref, "", life)
}

// NewLinkFor is NewLink for one customer, who is told what concerns him.
func NewLinkFor(tx *db.Tx, kind, ref, customerID string, life time.Duration) (Link, string, error) {
	if !slices.Contains([]string{LinkQuote, LinkContract, LinkCustomer}, kind) || ref == "" {
		return Link{}, "", fault.Invalid(wordLinkKind).At("/kind")
	}
	if life < minLinkLife || life > maxLinkLife {
		return Link{}, "", fault.Invalid(wordLinkLife, words.Args{"days": 90}).At("/days")
	}
	token := rand.Text()
	l := Link{ID: tx.ID("lnk"), Kind: kind, Ref: ref, CustomerID: customerID, ExpiresAt: tx.Now().Add(life), CreatedAt: tx.Now(), CreatedBy: tx.Actor().ID}
	tx.Note("link:"+l.ID, nil, map[string]any{"kind": kind, "ref": ref, "customer_id": customerID, "expires_at": l.ExpiresAt})
	return l, token, insertLink(tx, l, tokenHash(token))
}

// PathOf is where the page of a link is reached. It holds no personal data.
func PathOf(tenant, kind, token string) string { return "/p/" + tenant + "/" + kind + "/" + token }

func tokenHash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// Resolve returns the link of a kind that a token opens. An unknown, ended or
// revoked one and one of another kind are the same not-found fault.
func Resolve(tx *db.Tx, token, kind string) (Link, error) {
	l, err := linkByHash(tx, tokenHash(token))
	if err != nil && !errors.Is(err, db.ErrNone) {
		return Link{}, err
	}
	if err != nil || l.Kind != kind || l.RevokedAt != nil || !tx.Now().Before(l.ExpiresAt) {
		return Link{}, fault.NotFound(wordNoLink)
	}
	return l, nil
}

// Opened counts that the page of a link was opened.
func Opened(tx *db.Tx, l Link) error { return countOpening(tx, l.ID) }

// Revoke ends a link; one that is over already stays so.
func Revoke(tx *db.Tx, id string) (Link, error) {
	l, err := linkByID(tx, id, tx.ForUpdate())
	if errors.Is(err, db.ErrNone) {
		return l, fault.NotFound(wordNoLink)
	}
	if err != nil || l.RevokedAt != nil {
		return l, err
	}
	now := tx.Now()
	l.RevokedAt = &now
	tx.Note("link:"+id, nil, map[string]any{"revoked": true})
	return l, revokeLink(tx, id)
}
