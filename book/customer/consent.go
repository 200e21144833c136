package customer

import (
	"slices"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/office/notice"
)

// by names who acts for a customer, as kind:id; without an account it is he.
func by(tx *db.Tx, id string) string {
	if tx.Actor().Kind == Visitor {
		return "customer:" + id
	}
	return tx.Actor().Kind + ":" + tx.Actor().ID
}

// GiveConsent records that the customer agreed to one purpose, and to which
// text. Giving it again records it again: the latest text counts.
func GiveConsent(tx *db.Tx, id string, c Consent) error {
	if c.Purpose == "" || c.TextHash == "" || c.TextVersion == "" || c.Channel == "" {
		return fault.Invalid(wordConsent).At("/consent")
	}
	if err := Lock(tx, id); err != nil {
		return err
	}
	c.ID, c.GivenBy = tx.ID("con"), by(tx, id)
	if err := insertConsent(tx, id, c); err != nil {
		return err
	}
	tx.Note("customer:"+id, nil, map[string]any{"consent": c.Purpose, "text_hash": c.TextHash})
	return nil
}

// GiveIn is a consent to a purpose of the catalogue.
type GiveIn struct {
	Purpose  string
	TextHash string // of the text shown, in either language
	Channel  string
	Evidence string
	// Asked says that somebody asked the customer; false: he came by himself, as
	// on his own page.
	Asked bool
}

// Give records a consent to a purpose of the catalogue. Faults: a purpose that
// is not in it (not found), a text that is not the one in force (invalid), asked
// again too soon after a no (refused).
func Give(tx *db.Tx, id string, in GiveIn) error {
	if err := Lock(tx, id); err != nil {
		return err
	}
	p, lang, err := purposeShown(tx, in.Purpose, in.TextHash)
	if err != nil {
		return err
	}
	if in.Asked {
		until, err := AskAfter(tx, id, in.Purpose)
		if err != nil {
			return err
		}
		if !until.IsZero() {
			return fault.Refused(wordAskedTooSoon, words.Args{"day": calendar.DayOf(until, time.UTC)}).At("/purpose")
		}
	}
	return GiveConsent(tx, id, Consent{Purpose: p.ID, Recipient: p.recipient(lang), TextHash: in.TextHash, TextVersion: p.Version,
		Lang: string(lang), Channel: in.Channel, Evidence: in.Evidence})
}

// purposeShown finds the purpose in force and the language of the text shown.
func purposeShown(tx *db.Tx, purpose, hash string) (Purpose, words.Lang, error) {
	c, err := builtIn()
	if err != nil {
		return Purpose{}, "", err
	}
	list := c.purposesOn(today(tx))
	i := slices.IndexFunc(list, func(p Purpose) bool { return p.ID == purpose })
	if i < 0 {
		return Purpose{}, "", fault.NotFound(wordNoPurpose)
	}
	for _, lang := range []words.Lang{words.ZH, words.EN} {
		if list[i].Hash(lang) == hash {
			return list[i], lang, nil
		}
	}
	return Purpose{}, "", fault.Invalid(wordOtherText).At("/text_hash")
}

// Refuse records that the customer was asked and said no. A consent that stands
// ends with it.
func Refuse(tx *db.Tx, id string, r Refusal) error {
	if err := Lock(tx, id); err != nil {
		return err
	}
	p, _, err := purposeShown(tx, r.Purpose, r.TextHash)
	if err != nil {
		return err
	}
	if err := end(tx, id, p.ID, r.Channel); err != nil && !fault.Is(err, fault.CodeNotFound) {
		return err
	}
	r.ID, r.TextVersion, r.RefusedBy, r.RefusedAt = tx.ID("ref"), p.Version, by(tx, id), tx.Now()
	tx.Note("customer:"+id, nil, map[string]any{"refused": p.ID, "text_hash": r.TextHash})
	return insertRefusal(tx, id, r)
}

// Withdraw ends every standing consent of the purpose at once, and takes back
// the letters that rested on it; no standing one is a not-found fault.
func Withdraw(tx *db.Tx, id, purpose, channel string) error {
	if err := Lock(tx, id); err != nil {
		return err
	}
	return end(tx, id, purpose, channel)
}

func end(tx *db.Tx, id, purpose, channel string) error {
	n, err := withdraw(tx, id, purpose, channel, by(tx, id))
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.NotFound(wordNoConsent)
	}
	tx.Note("customer:"+id, map[string]any{"consent": purpose}, map[string]any{"withdrawn": purpose})
	c, err := builtIn()
	if err != nil {
		return err
	}
	for _, p := range c.purposesOn(today(tx)) {
		if p.ID == purpose && slices.Contains(p.Stops, stopReminders) {
			_, err = notice.CancelReminders(tx, id)
		}
	}
	return err
}

// HasConsent says whether a consent of the purpose stands. Who sends asks it in
// the transaction that sends.
func HasConsent(tx *db.Tx, id, purpose string) (bool, error) {
	s, err := Standing(tx, id, purpose)
	return s == Given, err
}

// Standing says where a customer stands with a purpose.
func Standing(tx *db.Tx, id, purpose string) (Stand, error) {
	given, refused, err := spoken(tx, id)
	s, _, _ := stand(purpose, given, refused)
	return s, err
}

// AskAfter is when the customer may be asked for a purpose again, the zero time
// when he may be now: thirty days after a no (SEC-34).
func AskAfter(tx *db.Tx, id, purpose string) (time.Time, error) {
	c, err := builtIn()
	if err != nil {
		return time.Time{}, err
	}
	given, refused, err := spoken(tx, id)
	s, _, no := stand(purpose, given, refused)
	return askAfter(s, no, tx.Now(), c.ReaskDays), err
}

// MayAsk says whether a purpose may be asked for now.
func MayAsk(tx *db.Tx, id, purpose string) (bool, error) {
	until, err := AskAfter(tx, id, purpose)
	return err == nil && until.IsZero(), err
}

// spoken reads everything a customer said about consents.
func spoken(tx *db.Tx, id string) ([]Consent, []Refusal, error) {
	given, err := Consents(tx, id)
	if err != nil {
		return nil, nil, err
	}
	refused, err := refusals(tx, id)
	return given, refused, err
}
