package audit

import (
	"crypto/rand"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"fenming/kit/db"
	"fenming/kit/db/dbtest"
)

// forge changes the 4th entry, makes its leaf and the tiles fit again, as
// anybody can who writes to the tables, and returns the new root.
func forge(tx *db.Tx) (root tlog.Hash, err error) {
	if _, err = tx.Exec(`UPDATE audit_entry SET actor = 'usr_other' WHERE tenant = $1 AND leaf_index = 3`); err != nil {
		return root, err
	}
	entries, err := sealed(tx, 0, maxSeal)
	if err != nil {
		return root, err
	}
	leaves := map[int64]tlog.Hash{}
	for _, e := range entries {
		h := e.hash()
		leaves[*e.LeafIndex] = h
		if _, err = tx.Exec(`UPDATE audit_entry SET leaf = $3 WHERE tenant = $1 AND id = $2`, e.ID, h[:]); err != nil {
			return root, err
		}
	}
	return extend(tx, 0, int64(len(entries)), leaves)
}

func TestNoForgeryWithoutTheKeyPasses(t *testing.T) {
	thefts := map[string]func(tx *db.Tx) error{
		"all heads removed": func(tx *db.Tx) error {
			if _, err := forge(tx); err != nil {
				return err
			}
			_, err := tx.Exec(`DELETE FROM audit_checkpoint WHERE tenant = $1`)
			return err
		},
		"signed with another key": func(tx *db.Tx) error {
			root, err := forge(tx)
			if err != nil {
				return err
			}
			private, public, err := note.GenerateKey(rand.Reader, "fenming/"+tx.Tenant())
			if err != nil {
				return err
			}
			signer, err := note.NewSigner(private)
			if err != nil {
				return err
			}
			text, err := note.Sign(&note.Note{Text: string(tlog.FormatTree(tlog.Tree{N: 10, Hash: root}))}, signer)
			if err != nil {
				return err
			}
			if _, err := tx.Exec(`UPDATE audit_checkpoint SET note = $2 WHERE tenant = $1`, string(text)); err != nil {
				return err
			}
			_, err = tx.Exec(`UPDATE audit_log SET verifier = $2 WHERE tenant = $1`, public)
			return err
		},
		"an entry outside of the tree": func(tx *db.Tx) error {
			_, err := tx.Exec(`INSERT INTO audit_entry (tenant, id, at, actor, actor_kind, role, ip, op, reason, request_id,
				digest, objects, leaf, leaf_index) SELECT tenant, 'aud_false', at, 'usr_other', actor_kind, role, ip, op, reason,
				request_id, digest, objects, leaf, 5000 FROM audit_entry WHERE tenant = $1 AND leaf_index = 3`)
			return err
		},
		"an entry before the tree": func(tx *db.Tx) error {
			_, err := tx.Exec(`INSERT INTO audit_entry (tenant, id, at, actor, actor_kind, role, ip, op, reason, request_id,
				digest, objects, leaf, leaf_index) SELECT tenant, 'aud_false', at, 'usr_other', actor_kind, role, ip, op, reason,
				request_id, digest, objects, leaf, -1 FROM audit_entry WHERE tenant = $1 AND leaf_index = 3`)
			return err
		},
	}
	for name, theft := range thefts {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
				leave(t, b, 10)
				sealAll(t, b)
				b.DB.OnWrite(nil)
				if r := verifyAll(t, b, ""); !r.OK {
					t.Fatalf("an honest log: %+v", r)
				}
				b.Write(t, theft)
				if r := verifyAll(t, b, ""); r.OK {
					t.Fatalf("passed: %+v", r)
				}
			})
		})
	}
}
