package customer

import (
	"fenming/kit/calendar"
	"fenming/kit/db"
)

func insertConsent(tx *db.Tx, customerID string, c Consent) error {
	_, err := tx.Exec(`INSERT INTO customer_consent (tenant, id, customer, purpose, recipient, text_hash, text_version, lang,
		channel, evidence, given_by, given_at, withdrawn_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0)`,
		c.ID, customerID, c.Purpose, c.Recipient, c.TextHash, c.TextVersion, c.Lang, c.Channel, c.Evidence, c.GivenBy, tx.NowMicro())
	return err
}

func withdraw(tx *db.Tx, customerID, purpose, channel, by string) (int64, error) {
	return tx.Exec(`UPDATE customer_consent SET withdrawn_at = $4, withdrawn_by = $5, withdrawn_channel = $6
		WHERE tenant = $1 AND customer = $2 AND purpose = $3 AND withdrawn_at = 0`, customerID, purpose, tx.NowMicro(), by, channel)
}

// Consents lists every consent a customer gave, oldest first.
func Consents(tx *db.Tx, customerID string) ([]Consent, error) {
	return db.All(tx, `SELECT id, purpose, recipient, text_hash, text_version, lang, channel, evidence, given_by, given_at,
		withdrawn_at, withdrawn_by, withdrawn_channel
		FROM customer_consent WHERE tenant = $1 AND customer = $2 ORDER BY given_at, id`,
		func(s db.Scan) (Consent, error) {
			var (
				c           Consent
				given, gone int64
			)
			err := s(&c.ID, &c.Purpose, &c.Recipient, &c.TextHash, &c.TextVersion, &c.Lang, &c.Channel, &c.Evidence, &c.GivenBy,
				&given, &gone, &c.withdrawnBy, &c.withdrawnVia)
			c.GivenAt = calendar.FromMicros(given)
			if gone > 0 {
				at := calendar.FromMicros(gone)
				c.WithdrawnAt = &at
			}
			return c, err
		}, customerID)
}

func insertRefusal(tx *db.Tx, customerID string, r Refusal) error {
	_, err := tx.Exec(`INSERT INTO customer_refusal (tenant, id, customer, purpose, text_hash, text_version, channel,
		refused_by, refused_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		r.ID, customerID, r.Purpose, r.TextHash, r.TextVersion, r.Channel, r.RefusedBy, r.RefusedAt.UnixMicro())
	return err
}

// refusals lists what a customer said no to, oldest first.
func refusals(tx *db.Tx, customerID string) ([]Refusal, error) {
	return db.All(tx, `SELECT id, purpose, text_hash, text_version, channel, refused_by, refused_at
		FROM customer_refusal WHERE tenant = $1 AND customer = $2 ORDER BY refused_at, id`,
		func(s db.Scan) (Refusal, error) {
			var (
				r  Refusal
				at int64
			)
			err := s(&r.ID, &r.Purpose, &r.TextHash, &r.TextVersion, &r.Channel, &r.RefusedBy, &at)
			r.RefusedAt = calendar.FromMicros(at)
			return r, err
		}, customerID)
}
