package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// installation makes an installation of its own and returns its flags.
func installation(t *testing.T) *globals {
	t.Helper()
	t.Setenv("FENMING_KEK", "")
	g := &globals{Data: filepath.Join(t.TempDir(), "data"), Quiet: true, JSON: true}
	silence(t)
	h, err := g.open(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Blobs.Put(context.Background(), "t_one", io.LimitReader(zeros{}, 1000), 1<<20); err != nil {
		t.Fatal(err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	return g
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// silence sends what commands print to nowhere for the length of the test.
func silence(t *testing.T) {
	t.Helper()
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	out := os.Stdout
	os.Stdout = null
	t.Cleanup(func() { os.Stdout = out; _ = null.Close() })
}

// A backup is named beside the database, as "fenming" is beside fenming.db: the
// helper files of the copy must not be the installation's own.
func TestABackupTouchesNoFileThatIsThere(t *testing.T) {
	g := installation(t)
	ctx := context.Background()
	to := filepath.Join(g.Data, "fenming")
	bystander := to + ".partial"
	if err := os.WriteFile(bystander, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := backupCmd{To: to}.Run(ctx, g)
	for _, name := range []string{filepath.Join(g.Data, "fenming.db"), bystander} {
		if _, gone := os.Stat(name); gone != nil {
			t.Fatalf("the backup removed %s (%v)", filepath.Base(name), err)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := (restoreCmd{From: to, DryRun: true}).Run(ctx, g); err != nil {
		t.Fatal(err)
	}
}
