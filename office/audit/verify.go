package audit

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"fenming/kit/db"
)

// Finding is one thing that does not hold.
type Finding struct {
	Record string `json:"record" doc:"id of the entry, or the place in the tree"`
	What   string `json:"what"`
}

// Report is the result of a verification.
type Report struct {
	OK         bool      `json:"ok"`
	Entries    int64     `json:"entries" doc:"sealed entries recomputed"`
	Unsealed   int64     `json:"unsealed" doc:"entries of the last second, not in the tree yet; their own hash was checked"`
	Root       string    `json:"root" doc:"root hash recomputed from the entries"`
	Checkpoint string    `json:"checkpoint" doc:"newest signed head"`
	Verifier   string    `json:"verifier" doc:"public key of the signed heads"`
	Findings   []Finding `json:"findings"`
}

// maxFindings bounds a report: one changed entry already breaks trust.
const maxFindings = 100

func (r *Report) add(record, what string) {
	if len(r.Findings) < maxFindings {
		r.Findings = append(r.Findings, Finding{record, what})
	}
}

// Verify recomputes a tenant's log from its entries and compares it with the
// stored hashes and all signed heads. held, when not empty, is a checkpoint
// kept outside: its head must be a prefix of the log.
func Verify(ctx context.Context, d *db.DB, tenant, held string) (Report, error) {
	report := Report{Findings: []Finding{}}
	scope := db.Scope{Tenant: tenant, Quiet: true}
	err := d.Read(ctx, scope, func(tx *db.Tx) error { return verify(tx, held, &report) })
	report.OK = err == nil && len(report.Findings) == 0
	return report, err
}

func verify(tx *db.Tx, held string, r *Report) error {
	l, err := readLog(tx, "")
	if err != nil && !errors.Is(err, db.ErrNone) {
		return err
	}
	r.Verifier = l.verifier
	if err := verifyKey(tx, l, r); err != nil {
		return err
	}
	heads, err := readHeads(tx, l, held, r)
	if err != nil {
		return err
	}
	fresh := &tree{fresh: map[int64]tlog.Hash{}}
	if _, signed := heads[l.size]; l.size > 0 && !signed {
		r.add(fmt.Sprintf("checkpoint %d", l.size), "the newest signed head is missing")
	}
	if err := recompute(tx, l.size, fresh, heads, r); err != nil {
		return err
	}
	if err := verifyOutside(tx, l.size, r); err != nil {
		return err
	}
	for n, hash := range heads {
		if n > l.size {
			r.add(fmt.Sprintf("checkpoint %d", n), "a signed head covers more entries than the log has: "+hash.String())
		}
	}
	if err := verifyTiles(tx, l.size, fresh, r); err != nil {
		return err
	}
	return verifyUnsealed(tx, r)
}

// verifyKey makes sure that the public key is the one of the log's sealed
// signing key: whoever can write to the tables could else sign a log of his own.
func verifyKey(tx *db.Tx, l log, r *Report) error {
	if len(l.signer) == 0 {
		return nil
	}
	private, err := tx.Unseal("audit_log", "signer", tx.Tenant(), l.signer)
	if err != nil {
		r.add("signing key", "it cannot be opened: it was changed, or the key-encryption key is another")
		return nil
	}
	signer, err := note.NewSigner(private)
	if err != nil {
		return err
	}
	text, err := note.Sign(&note.Note{Text: string(tlog.FormatTree(tlog.Tree{}))}, signer)
	if err != nil {
		return err
	}
	if _, err := openHead(string(text), l.verifier); err != nil {
		r.add("signing key", "the public key does not belong to it")
	}
	return nil
}

// verifyOutside finds entries that claim a place in the tree which the tree
// does not have; nothing else would ever look at them.
func verifyOutside(tx *db.Tx, size int64, r *Report) error {
	ids, err := outside(tx, size, maxFindings)
	for _, id := range ids {
		r.add(id, "the record claims a place outside of the signed log")
	}
	return err
}

// recompute walks the entries in leaf order and compares every signed head on
// the way. Entries are read in portions; only hashes stay in memory.
func recompute(tx *db.Tx, size int64, t *tree, heads map[int64]tlog.Hash, r *Report) error {
	for next := int64(0); next < size; {
		entries, err := sealed(tx, next, maxSeal)
		if err != nil {
			return err
		}
		if len(entries) == 0 {
			r.add(fmt.Sprintf("leaf %d", next), "entries are missing from here on")
			return nil
		}
		for _, e := range entries {
			if *e.LeafIndex != next {
				r.add(fmt.Sprintf("leaf %d", next), "an entry is missing")
				return nil
			}
			leaf := e.hash()
			if string(leaf[:]) != string(e.leaf) {
				r.add(e.ID, "the record was changed after it was written")
			}
			if err := t.append(next, leaf); err != nil {
				return err
			}
			next++
			if err := compareHead(t, next, heads, r); err != nil {
				return err
			}
		}
		r.Entries = next
	}
	root, err := tlog.TreeHash(size, t)
	r.Root = root.String()
	return err
}

func compareHead(t *tree, size int64, heads map[int64]tlog.Hash, r *Report) error {
	want, ok := heads[size]
	if !ok {
		return nil
	}
	got, err := tlog.TreeHash(size, t)
	if err == nil && got != want {
		r.add(fmt.Sprintf("checkpoint %d", size), "the entries do not give the signed head")
	}
	return err
}

func (t *tree) append(i int64, leaf tlog.Hash) error {
	hashes, err := tlog.StoredHashesForRecordHash(i, leaf, t)
	first := tlog.StoredHashIndex(0, i)
	for k, h := range hashes {
		t.fresh[first+int64(k)] = h
	}
	return err
}

// readHeads opens every signed head; one whose signature fails is a finding.
func readHeads(tx *db.Tx, l log, held string, r *Report) (map[int64]tlog.Hash, error) {
	heads := map[int64]tlog.Hash{}
	texts, err := checkpoints(tx)
	if err != nil {
		return nil, err
	}
	if len(texts) > 0 {
		r.Checkpoint = texts[len(texts)-1]
	}
	if held != "" {
		texts = append(texts, held)
	}
	for i, text := range texts {
		head, err := openHead(text, l.verifier)
		if err != nil {
			r.add(fmt.Sprintf("checkpoint no. %d", i), "signature or form is not valid")
			continue
		}
		if other, twice := heads[head.N]; twice && other != head.Hash {
			r.add(fmt.Sprintf("checkpoint %d", head.N), "two signed heads differ: the log was rewritten")
			continue
		}
		heads[head.N] = head.Hash
	}
	return heads, nil
}

func openHead(text, verifier string) (tlog.Tree, error) {
	v, err := note.NewVerifier(verifier)
	if err != nil {
		return tlog.Tree{}, err
	}
	n, err := note.Open([]byte(text), note.VerifierList(v))
	if err != nil {
		return tlog.Tree{}, err
	}
	return tlog.ParseTree([]byte(n.Text))
}

// verifyTiles compares the stored hashes, from which proofs are made, with the
// recomputed ones.
func verifyTiles(tx *db.Tx, size int64, t *tree, r *Report) error {
	if size == 0 || len(r.Findings) > 0 {
		return nil
	}
	for _, where := range tlog.NewTiles(tileHeight, 0, size) {
		want, err := tlog.ReadTileData(where, t)
		if err != nil {
			return err
		}
		got, err := tile(tx, where.L, where.N)
		if err != nil && !errors.Is(err, db.ErrNone) {
			return err
		}
		if len(got) < len(want) || string(got[:len(want)]) != string(want) {
			r.add(fmt.Sprintf("tile %d/%d", where.L, where.N), "stored hashes were changed")
		}
	}
	return nil
}

func verifyUnsealed(tx *db.Tx, r *Report) error {
	after := ""
	for {
		entries, err := unsealedEntries(tx, after, maxSeal)
		if err != nil {
			return err
		}
		for _, e := range entries {
			leaf := e.hash()
			if string(leaf[:]) != string(e.leaf) {
				r.add(e.ID, "the record was changed after it was written")
			}
			after = e.ID
			r.Unsealed++
		}
		if len(entries) < maxSeal {
			return nil
		}
	}
}
