package audit

import (
	"database/sql"
	"errors"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"fenming/kit/db"
)

// Tables lists what this room owns.
var Tables = []string{"audit_entry", "audit_log", "audit_tile", "audit_checkpoint"}

const columns = `id, at, actor, actor_kind, role, ip, op, reason, request_id, digest, objects, leaf, leaf_index`

func scanEntry(s db.Scan) (Entry, error) {
	var (
		e       Entry
		at      int64
		objects string
		index   sql.NullInt64
	)
	err := s(&e.ID, &at, &e.Actor, &e.ActorKind, &e.Role, &e.IP, &e.Op, &e.Reason, &e.RequestID, &e.Digest,
		&objects, &e.leaf, &index)
	e.At, e.Objects = time.UnixMicro(at).UTC(), []byte(objects)
	if index.Valid {
		e.LeafIndex = &index.Int64
	}
	return e, err
}

func insert(tx *db.Tx, e Entry) error {
	leaf := e.hash()
	digest := e.Digest
	if digest == nil {
		digest = []byte{}
	}
	return tx.Later(`INSERT INTO audit_entry (tenant, id, at, actor, actor_kind, role, ip, op, reason, request_id,
		digest, objects, leaf) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		e.ID, e.At.UnixMicro(), e.Actor, e.ActorKind, e.Role, e.IP, e.Op, e.Reason, e.RequestID, digest,
		string(e.Objects), leaf[:])
}

func find(tx *db.Tx, id string) (Entry, error) {
	return db.One(tx, `SELECT `+columns+` FROM audit_entry WHERE tenant = $1 AND id = $2`, scanEntry, id)
}

func list(tx *db.Tx, in ListIn, before string, n int) ([]Entry, error) {
	return db.All(tx, `SELECT `+columns+` FROM audit_entry WHERE tenant = $1 AND ($2 = '' OR id < $2)
		AND ($3 = '' OR actor = $3) AND ($4 = '' OR op = $4) AND at >= $5 AND at < $6
		ORDER BY id DESC LIMIT $7`, scanEntry, before, in.Actor, in.Op, in.since(), in.until(), n)
}

func sealed(tx *db.Tx, from int64, n int) ([]Entry, error) {
	return db.All(tx, `SELECT `+columns+` FROM audit_entry WHERE tenant = $1 AND leaf_index >= $2
		ORDER BY leaf_index LIMIT $3`, scanEntry, from, n)
}

// outside lists entries whose leaf index no tree of the size has.
func outside(tx *db.Tx, size int64, n int) ([]string, error) {
	return db.All(tx, `SELECT id FROM audit_entry WHERE tenant = $1 AND (leaf_index < 0 OR leaf_index >= $2)
		ORDER BY leaf_index LIMIT $3`, db.Value[string], size, n)
}

func unsealedEntries(tx *db.Tx, after string, n int) ([]Entry, error) {
	return db.All(tx, `SELECT `+columns+` FROM audit_entry WHERE tenant = $1 AND leaf_index IS NULL AND id > $2
		ORDER BY id LIMIT $3`, scanEntry, after, n)
}

// log is the head of a tenant's log.
type log struct {
	size     int64
	signer   []byte
	verifier string
}

func readLog(tx *db.Tx, lock string) (log, error) {
	return db.One(tx, `SELECT size, signer, verifier FROM audit_log WHERE tenant = $1`+lock, func(s db.Scan) (log, error) {
		var l log
		return l, s(&l.size, &l.signer, &l.verifier)
	})
}

func createLog(tx *db.Tx, l log) error {
	_, err := tx.Exec(`INSERT INTO audit_log (tenant, size, signer, verifier, created_at) VALUES ($1, 0, $2, $3, $4)
		ON CONFLICT (tenant) DO NOTHING`, l.signer, l.verifier, tx.NowMicro())
	return err
}

func grow(tx *db.Tx, size int64) error {
	_, err := tx.Exec(`UPDATE audit_log SET size = $2 WHERE tenant = $1`, size)
	return err
}

// take gives leaf indexes from first on to the oldest unsealed entries, in the
// order of their ids, and returns their leaf hashes by index.
func take(tx *db.Tx, first int64, n int) (map[int64]tlog.Hash, error) {
	hashes := map[int64]tlog.Hash{}
	err := tx.Each(`UPDATE audit_entry SET leaf_index = $2 + v.place
		FROM (SELECT u.id, row_number() OVER (ORDER BY u.id) - 1 AS place FROM
			(SELECT id FROM audit_entry WHERE tenant = $1 AND leaf_index IS NULL ORDER BY id LIMIT $3) AS u) AS v
		WHERE audit_entry.tenant = $1 AND audit_entry.id = v.id
		RETURNING leaf_index, leaf`, func(s db.Scan) error {
		var (
			index int64
			leaf  []byte
			h     tlog.Hash
		)
		if err := s(&index, &leaf); err != nil {
			return err
		}
		if len(leaf) != tlog.HashSize {
			return errors.New("audit: a leaf hash of wrong length")
		}
		copy(h[:], leaf)
		hashes[index] = h
		return nil
	}, first, n)
	return hashes, err
}

func tile(tx *db.Tx, level int, n int64) ([]byte, error) {
	return db.One(tx, `SELECT data FROM audit_tile WHERE tenant = $1 AND level = $2 AND n = $3`, db.Value[[]byte], level, n)
}

func putTiles(tx *db.Tx, rows [][]any) error {
	return tx.UpsertMany("audit_tile", []string{"level", "n", "data"}, rows,
		`ON CONFLICT (tenant, level, n) DO UPDATE SET data = excluded.data`)
}

func putCheckpoint(tx *db.Tx, size, at int64, note string) error {
	_, err := tx.Exec(`INSERT INTO audit_checkpoint (tenant, size, at, note) VALUES ($1, $2, $3, $4)`, size, at, note)
	return err
}

func lastCheckpoint(tx *db.Tx) (string, error) {
	return db.One(tx, `SELECT note FROM audit_checkpoint WHERE tenant = $1 ORDER BY size DESC LIMIT 1`, db.Value[string])
}

// dropCheckpoints keeps the heads that matter: the newest of each hour. Without
// it a busy shop would keep one a second for ever.
func dropCheckpoints(tx *db.Tx, before int64) error {
	_, err := tx.Exec(`DELETE FROM audit_checkpoint WHERE tenant = $1 AND at < $2 AND size NOT IN
		(SELECT max(size) FROM audit_checkpoint WHERE tenant = $1 AND at < $2 GROUP BY at / 3600000000)`, before)
	return err
}

func checkpoints(tx *db.Tx) ([]string, error) {
	return db.All(tx, `SELECT note FROM audit_checkpoint WHERE tenant = $1 ORDER BY size`, db.Value[string])
}

// Between lists entries of [from, to) µs, newest first, behind an id ("" starts
// at the newest), for exports.
func Between(tx *db.Tx, from, to int64, before string, n int) ([]Entry, error) {
	return db.All(tx, `SELECT `+columns+` FROM audit_entry WHERE tenant = $1 AND ($2 = '' OR id < $2)
		AND at >= $3 AND at < $4 ORDER BY id DESC LIMIT $5`, scanEntry, before, from, to, n)
}
