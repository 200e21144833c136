package channel

import (
	"encoding/json"

	"fenming/kit/calendar"
	"fenming/kit/db"
)

// Tables lists what this room owns.
var Tables = []string{"channel", "channel_message", "channel_profile", "channel_paper", "channel_fee", "channel_policy",
	"channel_receipt", "channel_verdict", "channel_handwork", "channel_warning"}

type row struct {
	Channel
	private, public []byte
}

func (r row) hasKeys() bool { return len(r.private) > 0 && len(r.public) > 0 }

const columns = `id, platform, name, creditor, state, app_id, seller_id, gateway, simulator, terms, private_key,
	platform_key, created_at`

func scan(s db.Scan) (row, error) {
	var (
		r             row
		simulator, at int64
		terms         string
	)
	err := s(&r.ID, &r.Platform, &r.Name, &r.Creditor, &r.State, &r.AppID, &r.SellerID, &r.Gateway, &simulator,
		&terms, &r.private, &r.public, &at)
	if err != nil {
		return r, err
	}
	r.Simulator, r.CreatedAt, r.HasKeys = simulator == 1, calendar.FromMicros(at), r.hasKeys()
	return r, json.Unmarshal([]byte(terms), &r.Terms)
}

func find(tx *db.Tx, id, lock string) (row, error) {
	return db.One(tx, `SELECT `+columns+` FROM channel WHERE tenant = $1 AND id = $2`+lock, scan, id)
}

func active(tx *db.Tx, platform string) (row, error) {
	return db.One(tx, `SELECT `+columns+` FROM channel WHERE tenant = $1 AND platform = $2 AND state = 'active'
		ORDER BY created_at, id LIMIT 1`, scan, platform)
}

// List returns every channel of the merchant, oldest first, at most 500.
func List(tx *db.Tx) ([]Channel, error) {
	return db.All(tx, `SELECT `+columns+` FROM channel WHERE tenant = $1 ORDER BY created_at, id LIMIT 500`,
		func(s db.Scan) (Channel, error) {
			r, err := scan(s)
			return r.Channel, err
		})
}

func put(tx *db.Tx, r row) error {
	terms, err := json.Marshal(r.Terms)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO channel (tenant, `+columns+`, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
		ON CONFLICT (tenant, id) DO UPDATE SET name = excluded.name, creditor = excluded.creditor,
		state = excluded.state, app_id = excluded.app_id, seller_id = excluded.seller_id, gateway = excluded.gateway,
		simulator = excluded.simulator, terms = excluded.terms, private_key = excluded.private_key,
		platform_key = excluded.platform_key, updated_at = excluded.updated_at`,
		r.ID, r.Platform, r.Name, r.Creditor, r.State, r.AppID, r.SellerID, r.Gateway, flag(r.Simulator),
		string(terms), orEmpty(r.private), orEmpty(r.public), r.CreatedAt.UnixMicro(), tx.NowMicro())
	return err
}

func orEmpty(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

const messageColumns = `id, channel, direction, kind, ref, body, sha256, verified, at`

func scanMessage(s db.Scan) (Message, error) {
	var (
		m            Message
		verified, at int64
	)
	err := s(&m.ID, &m.ChannelID, &m.Direction, &m.Kind, &m.Ref, &m.Body, &m.SHA256, &verified, &at)
	m.Verified, m.At = verified == 1, calendar.FromMicros(at)
	return m, err
}

func keep(tx *db.Tx, m Message) error {
	_, err := tx.Exec(`INSERT INTO channel_message (tenant, `+messageColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		m.ID, m.ChannelID, m.Direction, m.Kind, m.Ref, m.Body, m.SHA256, flag(m.Verified), m.At.UnixMicro())
	return err
}

func message(tx *db.Tx, id string) (Message, error) {
	return db.One(tx, `SELECT `+messageColumns+` FROM channel_message WHERE tenant = $1 AND id = $2`, scanMessage, id)
}

// Messages lists what passed about one thing, oldest first, at most 1,000.
func Messages(tx *db.Tx, ref string) ([]Message, error) {
	return db.All(tx, `SELECT `+messageColumns+` FROM channel_message WHERE tenant = $1 AND ref = $2
		ORDER BY at, id LIMIT 1000`, scanMessage, ref)
}
