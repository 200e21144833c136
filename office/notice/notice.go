package notice

import (
	"errors"
	"strings"
	"time"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/words"
)

// To is the reader of a letter: a customer or a member of staff.
type To struct {
	CustomerID string
	UserID     string
	Email      string
	Name       string
	Lang       words.Lang
}

// Letter 信函 is what a room wants said.
type Letter struct {
	Kind      string // which template, for lists and counts: "reminder.due"
	To        To
	Subject   words.Word
	Body      words.Word
	Args      words.Args
	Ref       string    // what it is about: "contract:…"
	NotBefore time.Time // zero: at once
	NotAfter  time.Time // zero: whenever; later it is not sent but taken back
}

// Send stores a letter and leaves the job that sends it. It returns the id of
// the notice. An address that cannot be one is refused.
func Send(tx *db.Tx, l Letter) (string, error) {
	if !plausible(l.To.Email) {
		return "", fault.Invalid(wordAddress).At("/to/email")
	}
	if l.NotBefore.Before(tx.Now()) {
		l.NotBefore = tx.Now()
	}
	n := row{ID: tx.ID("not"), Kind: l.Kind, State: "queued", Ref: l.Ref, Customer: l.To.CustomerID,
		Account: l.To.UserID, Lang: l.To.Lang, NotBefore: l.NotBefore.UnixMicro(), CreatedAt: tx.NowMicro(),
		address: l.To.Email, name: l.To.Name, subject: oneLine(l.Subject.In(l.To.Lang, l.Args)),
		body: l.Body.In(l.To.Lang, l.Args)}
	if err := insert(tx, n); err != nil {
		return "", err
	}
	tx.Note("notice:"+n.ID, nil, map[string]string{"kind": n.Kind, "ref": n.Ref})
	_, err := job.Enqueue(tx, JobSend, sendArgs{n.ID, l.NotAfter}, job.At(l.NotBefore), job.Once(n.ID))
	return n.ID, err
}

// Cancel stops a letter that has not been sent; one that has is a conflict.
func Cancel(tx *db.Tx, id string) error {
	n, err := lock(tx, id)
	if errors.Is(err, db.ErrNone) {
		return fault.NotFound(wordNone)
	}
	if err != nil {
		return err
	}
	if n.State != "queued" {
		return fault.Conflict(wordGone, words.Args{"state": n.State})
	}
	tx.Note("notice:"+id, "queued", "cancelled")
	return end(tx, id, "cancelled", "")
}

// CancelFor stops every queued letter about a thing, for example the reminders
// of a contract that was just paid. It returns how many.
func CancelFor(tx *db.Tx, ref string) (int64, error) {
	n, err := cancelRef(tx, ref)
	if n > 0 {
		tx.Note("notice-of:"+ref, "queued", "cancelled")
	}
	return n, err
}

// KindReminder is the kind of letters that ask a customer for money.
const KindReminder = "collect.reminder"

// CancelReminders stops every queued letter that asks a customer for money. It
// returns how many.
func CancelReminders(tx *db.Tx, customerID string) (int64, error) {
	n, err := cancelKind(tx, customerID, KindReminder)
	if n > 0 {
		tx.Note("notice-to:"+customerID, "queued", "cancelled")
	}
	return n, err
}

// plausible keeps line breaks and lists out of an address; the mail library
// checks the rest.
func plausible(address string) bool {
	at := strings.LastIndexByte(address, '@')
	return at > 0 && at < len(address)-1 && len(address) <= 254 && !strings.ContainsAny(address, "\r\n,;<> \t")
}

// oneLine keeps a subject from adding headers.
func oneLine(s string) string { return strings.NewReplacer("\r", " ", "\n", " ").Replace(s) }
