package risk

import (
	"strings"
	"time"

	"fenming/book/customer"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/vault"
	"fenming/kit/words"
)

// The lists.
const (
	Block = "block"
	Watch = "watch"
	Trust = "trust"
)

// How long an entry lasts, in days: two years unless said otherwise, never more
// than five (the bound of negative credit data, 征信业管理条例 article 16).
const (
	defaultDays = 730
	maxDays     = 1826
)

// Entry is one entry of a local list.
type Entry struct {
	ID        string     `json:"id"`
	Kind      string     `json:"kind" enum:"block,watch,trust"`
	Subject   string     `json:"subject" enum:"customer,phone,device,address,ip"`
	Label     string     `json:"label" doc:"masked"`
	Reason    string     `json:"reason"`
	Source    string     `json:"source,omitempty"`
	Evidence  string     `json:"evidence,omitempty" doc:"a casefile, or the SHA-256 of a kept file"`
	AddedBy   string     `json:"added_by"`
	AddedAt   time.Time  `json:"added_at"`
	ExpiresAt time.Time  `json:"expires_at"`
	RemovedAt *time.Time `json:"removed_at,omitempty"`

	value string
}

// Add puts somebody or something on a list. value is the customer's id, or the
// phone number, device, address or internet address in the clear; only its
// blind index is kept. days of 0 means two years.
func Add(tx *db.Tx, e Entry, value string, days int) (Entry, error) {
	if len([]rune(strings.TrimSpace(e.Reason))) < 4 {
		return Entry{}, fault.Invalid(wordReason).At("/reason")
	}
	if days == 0 {
		days = defaultDays
	}
	if days < 0 || days > maxDays {
		return Entry{}, fault.Invalid(wordExpiry, words.Args{"max": maxDays}).At("/days")
	}
	if strings.TrimSpace(value) == "" {
		return Entry{}, fault.Invalid(wordValue).At("/value")
	}
	if err := e.name(tx, value); err != nil {
		return Entry{}, err
	}
	e.ID, e.AddedBy, e.AddedAt = tx.ID("lst"), tx.Actor().ID, tx.Now()
	e.ExpiresAt = tx.Now().AddDate(0, 0, days)
	if err := dropExpired(tx, e); err != nil {
		return Entry{}, err
	}
	n, err := insertEntry(tx, e)
	if err != nil {
		return Entry{}, err
	}
	if n == 0 {
		old, err := standing(tx, e)
		if err != nil {
			return Entry{}, err
		}
		return Entry{}, fault.Conflict(wordListed, words.Args{"id": old})
	}
	tx.Note("list:"+e.ID, nil, map[string]any{"kind": e.Kind, "subject": e.Subject, "expires": e.ExpiresAt})
	return e, nil
}

// name finds the stored form of a value and its masked label.
func (e *Entry) name(tx *db.Tx, value string) error {
	var err error
	switch e.Subject {
	case keyCustomer:
		var c customer.Customer
		if c, err = customer.Get(tx, value); err != nil {
			return fault.As(err).At("/value")
		}
		e.value, e.Label = c.ID, c.NameMasked+" "+c.PhoneMasked
	case keyPhone:
		if e.value, err = customer.PhoneIndex(tx, value); err != nil {
			return fault.As(err).At("/value")
		}
		e.Label = vault.MaskPhone(value)
	case keyAddress:
		if e.value, err = customer.AddressIndex(tx, value); err == nil && e.value == "" {
			err = fault.Invalid(wordValue).At("/value")
		}
		e.Label = vault.MaskAddress(value)
	default:
		e.value, err = tx.Index(e.Subject, strings.TrimSpace(value))
		e.Label = "…" + tail(value)
	}
	return err
}

// tail is enough of a device or internet address to recognise it by.
func tail(s string) string {
	r := []rune(strings.TrimSpace(s))
	return string(r[max(len(r)-4, len(r)/2):])
}

// Remove takes an entry off its list; the row stays as history.
func Remove(tx *db.Tx, id, why string) error {
	if len([]rune(strings.TrimSpace(why))) < 4 {
		return fault.Invalid(wordReason).At("/reason")
	}
	n, err := removeEntry(tx, id, why)
	if err == nil && n == 0 {
		return fault.NotFound(wordNoEntry)
	}
	if err == nil {
		tx.Note("list:"+id, map[string]any{"state": "listed"}, map[string]any{"state": "removed"})
	}
	return err
}
