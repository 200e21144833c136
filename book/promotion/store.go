package promotion

import (
	"encoding/json"
	"errors"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
)

// Tables lists what this room owns.
var Tables = []string{"promotion_check"}

const columns = `id, campaign, text, text_hash, offer, jurisdiction, medium, verdict, pack, result, state, saved_by, saved_at,
	approval, published_by, published_at, published_as`

func scan(s db.Scan) (Check, error) {
	var (
		c                    Check
		hash, offer, verdict string
		version, result      string
		saved, published     int64
	)
	if err := s(&c.ID, &c.Campaign, &c.Text, &hash, &offer, &c.Jurisdiction, &c.Medium, &verdict, &version, &result, &c.State,
		&c.SavedBy, &saved, &c.ApprovalID, &c.PublishedBy, &published, &c.PublishedAs); err != nil {
		return c, err
	}
	c.SavedAt = calendar.FromMicros(saved)
	if published > 0 {
		at := calendar.FromMicros(published)
		c.PublishedAt = &at
	}
	if offer != "" {
		if err := json.Unmarshal([]byte(offer), &c.Offer); err != nil {
			return c, err
		}
	}
	return c, json.Unmarshal([]byte(result), &c.Result)
}

func insert(tx *db.Tx, c Check) error {
	result, err := json.Marshal(c.Result)
	if err != nil {
		return err
	}
	offer := []byte{}
	if c.Offer != nil {
		if offer, err = json.Marshal(c.Offer); err != nil {
			return err
		}
	}
	_, err = tx.Exec(`INSERT INTO promotion_check (tenant, `+columns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, '', '', 0, '')`,
		c.ID, c.Campaign, c.Text, c.Result.TextHash, string(offer), c.Jurisdiction, c.Medium, c.Result.Verdict, c.Result.Pack,
		string(result), c.State, c.SavedBy, c.SavedAt.UnixMicro())
	return err
}

// byID returns a check; lock is tx.ForUpdate() where it is to be changed.
func byID(tx *db.Tx, id, lock string) (Check, error) {
	c, err := db.One(tx, `SELECT `+columns+` FROM promotion_check WHERE tenant = $1 AND id = $2`+lock, scan, id)
	if errors.Is(err, db.ErrNone) {
		return c, fault.NotFound(wordNone)
	}
	return c, err
}

func markAsked(tx *db.Tx, id, approval string) error {
	_, err := tx.Exec(`UPDATE promotion_check SET state = 'asked', approval = $3 WHERE tenant = $1 AND id = $2`, id, approval)
	return err
}

func markPublished(tx *db.Tx, id, by, as string, at time.Time) error {
	_, err := tx.Exec(`UPDATE promotion_check SET state = 'published', published_by = $3, published_as = $4, published_at = $5
		WHERE tenant = $1 AND id = $2`, id, by, as, at.UnixMicro())
	return err
}

// Entry is a saved check in a list.
type Entry struct {
	ID           string     `json:"id"`
	Campaign     string     `json:"campaign"`
	TextHash     string     `json:"text_hash"`
	Jurisdiction string     `json:"jurisdiction"`
	Medium       string     `json:"medium"`
	Verdict      string     `json:"verdict" enum:"pass,fix,block"`
	Pack         string     `json:"pack"`
	State        string     `json:"state" enum:"draft,asked,published"`
	SavedBy      string     `json:"saved_by"`
	SavedAt      time.Time  `json:"saved_at"`
	PublishedAt  *time.Time `json:"published_at,omitempty"`
}

func scanEntry(s db.Scan) (Entry, error) {
	var (
		e                Entry
		saved, published int64
	)
	err := s(&e.ID, &e.Campaign, &e.TextHash, &e.Jurisdiction, &e.Medium, &e.Verdict, &e.Pack, &e.State, &e.SavedBy, &saved, &published)
	e.SavedAt = calendar.FromMicros(saved)
	if published > 0 {
		at := calendar.FromMicros(published)
		e.PublishedAt = &at
	}
	return e, err
}

// list returns up to n checks, newest first, after the id of the last one seen.
func list(tx *db.Tx, verdict, state, after string, n int) ([]Entry, error) {
	return db.All(tx, `SELECT id, campaign, text_hash, jurisdiction, medium, verdict, pack, state, saved_by, saved_at, published_at
		FROM promotion_check WHERE tenant = $1 AND ($2 = '' OR verdict = $2) AND ($3 = '' OR state = $3) AND ($4 = '' OR id < $4)
		ORDER BY id DESC LIMIT $5`, scanEntry, verdict, state, after, n)
}
