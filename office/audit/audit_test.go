package audit

import (
	"context"
	"fmt"
	"log/slog"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/db/dbtest"
	"fenming/kit/words"
)

func leave(t *testing.T, b dbtest.Bench, n int) {
	t.Helper()
	b.DB.OnWrite(Hook(NewSealer(slog.Default())))
	for i := range n {
		b.Write(t, func(tx *db.Tx) error {
			tx.Note(fmt.Sprintf("thing:%d", i), nil, map[string]int{"n": i})
			return nil
		})
	}
}

func verifyAll(t *testing.T, b dbtest.Bench, held string) Report {
	t.Helper()
	r, err := Verify(context.Background(), b.DB, dbtest.Tenant, held)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func sealAll(t *testing.T, b dbtest.Bench) {
	t.Helper()
	if err := SealAll(context.Background(), b.DB, dbtest.Tenant); err != nil {
		t.Fatal(err)
	}
}

func TestSealVerifyAndProve(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		// 300 entries cross the boundary of a tile of 256.
		for range 3 {
			leave(t, b, 100)
			sealAll(t, b)
		}
		leave(t, b, 5)
		r := verifyAll(t, b, "")
		if !r.OK || r.Entries != 300 || r.Unsealed != 5 {
			t.Fatalf("report: %+v", r)
		}
		b.Read(t, func(tx *db.Tx) error {
			page, err := opList(tx.Context(), tx, ListIn{Limit: 200})
			if err != nil {
				return err
			}
			for _, e := range page.Data[10:40] {
				if e.LeafIndex == nil {
					continue // ids of one millisecond are in no order
				}
				p, err := opProof(tx.Context(), tx, IDIn{e.ID})
				if err != nil {
					return err
				}
				checkProof(t, p)
			}
			return nil
		})
	})
}

func checkProof(t *testing.T, p ProofOut) {
	t.Helper()
	head, err := openHead(p.Checkpoint, p.Verifier)
	if err != nil {
		t.Fatal(err)
	}
	var path tlog.RecordProof
	for _, s := range p.Path {
		var h tlog.Hash
		if _, err := fmt.Sscanf(s, "%64x", (*sink)(&h)); err != nil {
			t.Fatal(err)
		}
		path = append(path, h)
	}
	if err := tlog.CheckRecord(path, head.N, head.Hash, *p.Entry.LeafIndex, p.Entry.hash()); err != nil {
		t.Fatalf("proof of %s: %v", p.Entry.ID, err)
	}
}

// sink scans hex into a hash.
type sink tlog.Hash

func (s *sink) Scan(state fmt.ScanState, _ rune) error {
	token, err := state.Token(true, nil)
	if err != nil {
		return err
	}
	for i := range s {
		if _, err := fmt.Sscanf(string(token[2*i:2*i+2]), "%02x", &s[i]); err != nil {
			return err
		}
	}
	return nil
}

func TestAFlippedByteNamesTheRecord(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		leave(t, b, 20)
		sealAll(t, b)
		var id string
		b.Read(t, func(tx *db.Tx) error {
			page, err := opList(tx.Context(), tx, ListIn{Limit: 20})
			id = page.Data[7].ID
			return err
		})
		for _, change := range []string{
			`UPDATE audit_entry SET actor = 'usr_tesu' WHERE tenant = $1 AND id = $2`,
			`UPDATE audit_entry SET at = at + 1 WHERE tenant = $1 AND id = $2`,
			`UPDATE audit_entry SET objects = replace(objects, 'thing', 'thinG') WHERE tenant = $1 AND id = $2`,
		} {
			b.Write(t, func(tx *db.Tx) error { _, err := tx.Exec(change, id); return err })
			r := verifyAll(t, b, "")
			if r.OK || r.Findings[0].Record != id {
				t.Fatalf("%s: %+v", change, r)
			}
		}
	})
}

func TestRewritingTheWholeLogIsFoundByAHeldCheckpoint(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		leave(t, b, 10)
		sealAll(t, b)
		held := verifyAll(t, b, "").Checkpoint
		// The thief removes an entry and everything derived, and seals afresh.
		b.Write(t, func(tx *db.Tx) error {
			for _, text := range []string{
				`DELETE FROM audit_entry WHERE tenant = $1 AND leaf_index = 3`,
				`UPDATE audit_entry SET leaf_index = NULL WHERE tenant = $1`,
				`DELETE FROM audit_tile WHERE tenant = $1`, `DELETE FROM audit_checkpoint WHERE tenant = $1`,
				`UPDATE audit_log SET size = 0 WHERE tenant = $1`,
			} {
				if _, err := tx.Exec(text); err != nil {
					return err
				}
			}
			return nil
		})
		sealAll(t, b)
		if r := verifyAll(t, b, held); r.OK {
			t.Fatal("a rewritten log passed against a held checkpoint")
		}
	})
}

func TestADeletedEntryAndAChangedTileAreFound(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, b dbtest.Bench) {
		leave(t, b, 30)
		sealAll(t, b)
		b.Write(t, func(tx *db.Tx) error {
			_, err := tx.Exec(`UPDATE audit_tile SET data = $2 WHERE tenant = $1 AND level = 0`, make([]byte, 30*32))
			return err
		})
		if r := verifyAll(t, b, ""); r.OK || r.Findings[0].Record != "tile 0/0" {
			t.Fatalf("changed tile: %+v", r)
		}
		b.Write(t, func(tx *db.Tx) error {
			_, err := tx.Exec(`DELETE FROM audit_entry WHERE tenant = $1 AND leaf_index = 29`)
			return err
		})
		if r := verifyAll(t, b, ""); r.OK || r.Findings[0].Record != "leaf 29" {
			t.Fatalf("deleted entry: %+v", r)
		}
	})
}

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
	if len(Operations()) == 0 || Operations()[0].Permission == api.Public {
		t.Fatal("the log must not be public")
	}
}
