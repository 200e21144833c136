package audit

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"fenming/kit/calendar"
	"fenming/kit/db"
)

// tileHeight is the height of stored tiles: 256 hashes of 32 bytes each.
const tileHeight = 8

// maxSeal bounds how many entries one transaction seals.
const maxSeal = 1000

// Sealer takes entries into the Merkle log, off the path of the operations
// that leave them.
type Sealer struct {
	log   *slog.Logger
	mu    sync.Mutex
	dirty map[string]bool
}

// NewSealer returns a sealer; give it to Hook and run it.
func NewSealer(log *slog.Logger) *Sealer { return &Sealer{log: log, dirty: map[string]bool{}} }

func (s *Sealer) woken(tenant string) {
	s.mu.Lock()
	s.dirty[tenant] = true
	s.mu.Unlock()
}

func (s *Sealer) takeDirty() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	tenants := make([]string, 0, len(s.dirty))
	for t := range s.dirty {
		tenants = append(tenants, t)
	}
	clear(s.dirty)
	return tenants
}

// Run seals what has been left, twice a second, until ctx ends; it begins with
// whatever a crash left unsealed.
func (s *Sealer) Run(ctx context.Context, d *db.DB) error {
	tenants, err := d.Tenants(ctx)
	if err != nil {
		return err
	}
	for _, t := range tenants {
		s.woken(t.ID)
	}
	tick := time.NewTicker(500 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		for _, t := range s.takeDirty() {
			if err := SealAll(ctx, d, t); err != nil && ctx.Err() == nil {
				s.log.Error("sealing the audit log", "tenant", t, "error", err.Error())
				s.woken(t)
			}
		}
	}
}

// SealAll seals every waiting entry of a tenant.
func SealAll(ctx context.Context, d *db.DB, tenant string) error {
	scope := db.Scope{Tenant: tenant, Quiet: true, Actor: db.Actor{ID: "system.sealer", Kind: "system"}}
	for {
		var n int
		err := d.Write(ctx, scope, func(tx *db.Tx) (err error) {
			n, err = seal(tx)
			return err
		})
		if err != nil || n < maxSeal {
			return err
		}
	}
}

// seal takes up to maxSeal entries into the tree and signs the new head. The
// row of the log is locked, so one process at a time seals a tenant.
func seal(tx *db.Tx) (int, error) {
	l, err := readLog(tx, tx.ForUpdate())
	if errors.Is(err, db.ErrNone) {
		if err := openLog(tx); err != nil {
			return 0, err
		}
		l, err = readLog(tx, tx.ForUpdate())
	}
	if err != nil {
		return 0, err
	}
	leaves, err := take(tx, l.size, maxSeal)
	if err != nil || len(leaves) == 0 {
		return 0, err
	}
	size := l.size + int64(len(leaves))
	root, err := extend(tx, l.size, size, leaves)
	if err != nil {
		return 0, err
	}
	if err := sign(tx, l, tlog.Tree{N: size, Hash: root}); err != nil {
		return 0, err
	}
	return len(leaves), grow(tx, size)
}

// openLog makes a tenant's signing key.
func openLog(tx *db.Tx) error {
	private, public, err := note.GenerateKey(rand.Reader, "fenming/"+tx.Tenant())
	if err != nil {
		return err
	}
	signer, err := tx.Seal("audit_log", "signer", tx.Tenant(), private)
	if err != nil {
		return err
	}
	return createLog(tx, log{signer: signer, verifier: public})
}

// extend adds leaves to the stored tree and returns the new root.
func extend(tx *db.Tx, from, to int64, leaves map[int64]tlog.Hash) (tlog.Hash, error) {
	tree := newTree(tx)
	for i := from; i < to; i++ {
		leaf, ok := leaves[i]
		if !ok {
			return tlog.Hash{}, fmt.Errorf("audit: leaf %d is missing", i)
		}
		hashes, err := tlog.StoredHashesForRecordHash(i, leaf, tree)
		if err != nil {
			return tlog.Hash{}, err
		}
		first := tlog.StoredHashIndex(0, i)
		for k, h := range hashes {
			tree.fresh[first+int64(k)] = h
		}
	}
	var rows [][]any
	for _, t := range tlog.NewTiles(tileHeight, from, to) {
		data, err := tlog.ReadTileData(t, tree)
		if err != nil {
			return tlog.Hash{}, err
		}
		rows = append(rows, []any{t.L, t.N, data})
	}
	if err := putTiles(tx, rows); err != nil {
		return tlog.Hash{}, err
	}
	return tlog.TreeHash(to, tree)
}

// tree reads stored hashes: those just made, then the tiles, each fetched once.
type tree struct {
	tx    *db.Tx
	fresh map[int64]tlog.Hash
	tiles map[[2]int64][]byte
}

func newTree(tx *db.Tx) *tree {
	return &tree{tx: tx, fresh: map[int64]tlog.Hash{}, tiles: map[[2]int64][]byte{}}
}

// ReadHashes implements tlog.HashReader.
func (t *tree) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if h, ok := t.fresh[index]; ok {
			out[i] = h
			continue
		}
		where := tlog.TileForIndex(tileHeight, index)
		key := [2]int64{int64(where.L), where.N}
		data, ok := t.tiles[key]
		if !ok {
			var err error
			if data, err = tile(t.tx, where.L, where.N); err != nil {
				return nil, fmt.Errorf("audit: tile %d/%d: %w", where.L, where.N, err)
			}
			t.tiles[key] = data
		}
		where.W = len(data) / tlog.HashSize
		h, err := tlog.HashFromTile(where, data, index)
		if err != nil {
			return nil, err
		}
		out[i] = h
	}
	return out, nil
}

// keepHeads is how long every head is kept before only one an hour remains.
const keepHeads = 24 * time.Hour

func sign(tx *db.Tx, l log, head tlog.Tree) error {
	private, err := tx.Unseal("audit_log", "signer", tx.Tenant(), l.signer)
	if err != nil {
		return err
	}
	signer, err := note.NewSigner(private)
	if err != nil {
		return err
	}
	text, err := note.Sign(&note.Note{Text: string(tlog.FormatTree(head))}, signer)
	if err != nil {
		return err
	}
	now := calendar.System{}.Now()
	if err := putCheckpoint(tx, head.N, now.UnixMicro(), string(text)); err != nil {
		return err
	}
	return dropCheckpoints(tx, now.Add(-keepHeads).UnixMicro())
}
