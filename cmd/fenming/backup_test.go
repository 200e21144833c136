package main

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
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

// A damaged backup must leave nothing behind that a server could start on.
func TestADamagedBackupLeavesNothingBehind(t *testing.T) {
	g := installation(t)
	ctx := context.Background()
	good := filepath.Join(t.TempDir(), "good.zip")
	if err := (backupCmd{To: good}).Run(ctx, g); err != nil {
		t.Fatal(err)
	}
	bad := filepath.Join(t.TempDir(), "bad.zip")
	lie(t, good, bad)
	to := *g
	to.Data = t.TempDir()
	if err := copyKey(filepath.Join(g.Data, "keys", "kek"), filepath.Join(to.Data, "keys", "kek")); err != nil {
		t.Fatal(err)
	}
	if err := (restoreCmd{From: bad}).Run(ctx, &to); err == nil {
		t.Fatal("a damaged backup was restored")
	}
	left, err := os.ReadDir(to.Data)
	if err != nil || len(left) != 1 || left[0].Name() != "keys" {
		t.Fatalf("left behind: %v %v", left, err)
	}
	if err := (restoreCmd{From: good}).Run(ctx, &to); err != nil && !errors.Is(err, errPartial) {
		t.Fatal(err)
	}
	for _, name := range []string{"fenming.db", "evidence"} {
		if _, err := os.Stat(filepath.Join(to.Data, name)); err != nil {
			t.Error(err)
		}
	}
}

// lie copies a backup and changes a member behind its hash.
func lie(t *testing.T, from, to string) {
	t.Helper()
	in, err := zip.OpenReader(from)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(out)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		w, err := z.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(w, r); err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(f.Name, "evidence/") {
			_, _ = w.Write([]byte("!"))
		}
	}
	if err := errors.Join(z.Close(), out.Close()); err != nil {
		t.Fatal(err)
	}
}
