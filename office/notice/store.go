package notice

import (
	"fenming/kit/db"
	"fenming/kit/words"
)

// Tables lists what this room owns.
var Tables = []string{"notice"}

type row struct {
	ID, Kind, State, Ref, Customer, Account string
	Lang                                    words.Lang
	NotBefore, CreatedAt, EndedAt           int64
	Receipt                                 string
	address, name, subject, body            string
	sealed                                  [4][]byte
}

// sealedColumns in the order of row.sealed.
var sealedColumns = [4]string{"address", "name", "subject", "body"}

func insert(tx *db.Tx, n row) error {
	for i, plain := range [4]string{n.address, n.name, n.subject, n.body} {
		var err error
		if n.sealed[i], err = tx.Seal("notice", sealedColumns[i], n.ID, plain); err != nil {
			return err
		}
	}
	return tx.Later(`INSERT INTO notice (tenant, id, kind, channel, state, ref, customer, account, address, name, lang,
		subject, body, not_before, created_at, ended_at, receipt)
		VALUES ($1, $2, $3, 'email', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0, '')`,
		n.ID, n.Kind, n.State, n.Ref, n.Customer, n.Account, n.sealed[0], n.sealed[1], n.Lang, n.sealed[2], n.sealed[3],
		n.NotBefore, n.CreatedAt)
}

const columns = `id, kind, state, ref, customer, account, lang, not_before, created_at, ended_at, receipt,
	address, name, subject, body`

func scan(s db.Scan) (row, error) {
	var n row
	return n, s(&n.ID, &n.Kind, &n.State, &n.Ref, &n.Customer, &n.Account, &n.Lang, &n.NotBefore, &n.CreatedAt,
		&n.EndedAt, &n.Receipt, &n.sealed[0], &n.sealed[1], &n.sealed[2], &n.sealed[3])
}

// open unseals the personal parts.
func (n *row) open(tx *db.Tx) error {
	for i, plain := range [4]*string{&n.address, &n.name, &n.subject, &n.body} {
		var err error
		if *plain, err = tx.Unseal("notice", sealedColumns[i], n.ID, n.sealed[i]); err != nil {
			return err
		}
	}
	return nil
}

func find(tx *db.Tx, id string) (row, error) {
	return db.One(tx, `SELECT `+columns+` FROM notice WHERE tenant = $1 AND id = $2`, scan, id)
}

func lock(tx *db.Tx, id string) (row, error) {
	return db.One(tx, `SELECT `+columns+` FROM notice WHERE tenant = $1 AND id = $2`+tx.ForUpdate(), scan, id)
}

func list(tx *db.Tx, in ListIn, before string, n int) ([]row, error) {
	return db.All(tx, `SELECT `+columns+` FROM notice WHERE tenant = $1 AND ($2 = '' OR id < $2)
		AND ($3 = '' OR ref = $3) AND ($4 = '' OR state = $4) AND ($5 = '' OR kind = $5)
		ORDER BY id DESC LIMIT $6`, scan, before, in.Ref, in.State, in.Kind, n)
}

func setState(tx *db.Tx, id, state string) error {
	_, err := tx.Exec(`UPDATE notice SET state = $3 WHERE tenant = $1 AND id = $2`, id, state)
	return err
}

func end(tx *db.Tx, id, state, receipt string) error {
	_, err := tx.Exec(`UPDATE notice SET state = $3, ended_at = $4, receipt = $5 WHERE tenant = $1 AND id = $2`,
		id, state, tx.NowMicro(), receipt)
	return err
}

func cancelRef(tx *db.Tx, ref string) (int64, error) {
	return tx.Exec(`UPDATE notice SET state = 'cancelled', ended_at = $3 WHERE tenant = $1 AND ref = $2 AND state = 'queued'`,
		ref, tx.NowMicro())
}

func cancelKind(tx *db.Tx, customer, kind string) (int64, error) {
	return tx.Exec(`UPDATE notice SET state = 'cancelled', ended_at = $4 WHERE tenant = $1 AND state = 'queued'
		AND customer = $2 AND kind = $3`, customer, kind, tx.NowMicro())
}
