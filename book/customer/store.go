package customer

import (
	"strconv"
	"strings"

	"fenming/kit/calendar"
	"fenming/kit/db"
)

// Tables lists what this room owns.
var Tables = []string{"customer", "customer_key", "customer_consent", "customer_hold", "customer_reveal",
	"customer_refusal", "customer_budget"}

type row struct {
	id, externalNo                  string
	person                          []byte
	phone, email, address, identity string // blind indexes
	createdAt                       int64
}

const columns = `id, external_no, person, phone_index, email_index, address_index, id_index, created_at`

func scanRow(s db.Scan) (row, error) {
	var r row
	return r, s(&r.id, &r.externalNo, &r.person, &r.phone, &r.email, &r.address, &r.identity, &r.createdAt)
}

func find(tx *db.Tx, id, lock string) (row, error) {
	return db.One(tx, `SELECT `+columns+` FROM customer WHERE tenant = $1 AND id = $2`+lock, scanRow, id)
}

func insert(tx *db.Tx, r row) error {
	_, err := tx.Exec(`INSERT INTO customer (tenant, `+columns+`, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
		r.id, r.externalNo, r.person, r.phone, r.email, r.address, r.identity, r.createdAt)
	return err
}

func update(tx *db.Tx, r row) error {
	_, err := tx.Exec(`UPDATE customer SET external_no = $3, person = $4, phone_index = $5, email_index = $6,
		address_index = $7, id_index = $8, updated_at = $9 WHERE tenant = $1 AND id = $2`,
		r.id, r.externalNo, r.person, r.phone, r.email, r.address, r.identity, tx.NowMicro())
	return err
}

// keyOwners returns who holds which of the keys.
func keyOwners(tx *db.Tx, keys []key) (map[key]string, error) {
	var b strings.Builder
	args := make([]any, 0, 2*len(keys))
	for i, k := range keys {
		if i > 0 {
			b.WriteString(" OR ")
		}
		b.WriteString("(kind = $" + strconv.Itoa(len(args)+2) + " AND value = $" + strconv.Itoa(len(args)+3) + ")")
		args = append(args, k.kind, k.value)
	}
	owners := map[key]string{}
	err := tx.Each(`SELECT kind, value, customer FROM customer_key WHERE tenant = $1 AND (`+b.String()+`)`,
		func(s db.Scan) error {
			var (
				k  key
				id string
			)
			err := s(&k.kind, &k.value, &id)
			owners[k] = id
			return err
		}, args...)
	return owners, err
}

func claimKey(tx *db.Tx, k key, id string) (int64, error) {
	return tx.Exec(`INSERT INTO customer_key (tenant, kind, value, customer) VALUES ($1, $2, $3, $4)
		ON CONFLICT (tenant, kind, value) DO NOTHING`, k.kind, k.value, id)
}

// list returns up to n customers, newest first, after a cursor; where narrows
// to one blind index or shop number. Ids sort by time.
func list(tx *db.Tx, where filter, after string, n int) ([]row, error) {
	cond, args := "", []any{after, n}
	if where.column != "" {
		cond = ` AND ` + where.column + ` = $4`
		args = append(args, where.value)
	}
	return db.All(tx, `SELECT `+columns+` FROM customer WHERE tenant = $1 AND ($2 = '' OR id < $2)`+cond+`
		ORDER BY id DESC LIMIT $3`, scanRow, args...)
}

// filter names one of the fixed columns a list can be narrowed by.
type filter struct{ column, value string }

func insertHold(tx *db.Tx, h Hold) error {
	_, err := tx.Exec(`INSERT INTO customer_hold (tenant, id, customer, contract, kind, reason, placed_by, placed_at,
		lifted_by, lift_reason, lifted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', '', 0)`,
		h.ID, h.CustomerID, h.ContractID, h.Kind, h.Reason, h.PlacedBy, tx.NowMicro())
	return err
}

func liftHold(tx *db.Tx, id, reason string) (int64, error) {
	return tx.Exec(`UPDATE customer_hold SET lifted_at = $3, lifted_by = $4, lift_reason = $5
		WHERE tenant = $1 AND id = $2 AND lifted_at = 0`, id, tx.NowMicro(), tx.Actor().ID, reason)
}

func standingHolds(tx *db.Tx, customerID string) ([]Hold, error) {
	return db.All(tx, `SELECT id, customer, contract, kind, reason, placed_by, placed_at FROM customer_hold
		WHERE tenant = $1 AND customer = $2 AND lifted_at = 0 ORDER BY placed_at, id`,
		func(s db.Scan) (Hold, error) {
			var (
				h  Hold
				at int64
			)
			err := s(&h.ID, &h.CustomerID, &h.ContractID, &h.Kind, &h.Reason, &h.PlacedBy, &at)
			h.PlacedAt = calendar.FromMicros(at)
			return h, err
		}, customerID)
}

func revealsToday(tx *db.Tx, day calendar.Day) (int64, error) {
	return db.One(tx, `SELECT count(*) FROM customer_reveal WHERE tenant = $1 AND actor = $2 AND day = $3`,
		db.Value[int64], tx.Actor().ID, string(day))
}

func insertReveal(tx *db.Tx, customerID, reason string, day calendar.Day, nr int64) error {
	_, err := tx.Exec(`INSERT INTO customer_reveal (tenant, id, customer, actor, reason, day, nr, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		tx.ID("rev"), customerID, tx.Actor().ID, reason, string(day), nr, tx.NowMicro())
	return err
}
