package main

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"fenming/cmd/house"
	"fenming/kit/calendar"
)

type backupCmd struct {
	To string `arg:"" help:"File to write, for example fenming-2026-11-21.zip." type:"path"`
}

// manifest stands in every backup and lists its members by hash. The
// key-encryption key is never among them.
type manifest struct {
	Version string            `json:"version"`
	At      time.Time         `json:"at"`
	Files   map[string]string `json:"files"` // member -> SHA-256, hex
}

const manifestName = "manifest.json"

func (c backupCmd) Run(ctx context.Context, g *globals) error {
	h, err := g.open(ctx, func(c *house.Config) { c.NoMigrate = true })
	if err != nil {
		return err
	}
	defer func() { _ = h.Close() }()
	if h.DB.Engine() != "sqlite" {
		return errors.New("backup copies the embedded database; for PostgreSQL use pg_dump and copy the evidence folder")
	}
	if _, err := os.Stat(c.To); err == nil {
		return fmt.Errorf("%s exists already; choose another name", c.To)
	}
	m, err := writeBackup(ctx, h, g.Data, c.To)
	if err != nil {
		return err
	}
	g.talk("The key %s is NOT in the backup. Keep a copy of it elsewhere: without it personal data cannot be read.",
		filepath.Join(g.Data, "keys", "kek"))
	return g.print(m, func(w io.Writer) { fmt.Fprintf(w, "%s: %d files\n", c.To, len(m.Files)) })
}

// writeBackup writes in a folder of its own, which nobody else can read, and
// renames at the end: a file under the final name is always whole, and no file
// that was there before is touched.
func writeBackup(ctx context.Context, h *house.House, data, to string) (manifest, error) {
	dir, err := os.MkdirTemp(filepath.Dir(to), "fenming-backup-")
	if err != nil {
		return manifest{}, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	temp, copied := filepath.Join(dir, "whole"), filepath.Join(dir, "fenming.db")
	if err := h.DB.Snapshot(ctx, copied); err != nil {
		return manifest{}, err
	}
	out, err := os.OpenFile(temp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return manifest{}, err
	}
	m := manifest{Version: version, At: calendar.System{}.Now(), Files: map[string]string{}}
	z := zip.NewWriter(out)
	err = m.add(z, "fenming.db", copied)
	if err == nil {
		err = m.addFolder(z, filepath.Join(data, "evidence"), "evidence")
	}
	if err == nil {
		err = m.write(z)
	}
	if err = errors.Join(err, z.Close(), out.Sync(), out.Close()); err != nil {
		return m, err
	}
	return m, os.Rename(temp, to)
}

func (m manifest) write(z *zip.Writer) error {
	w, err := z.Create(manifestName)
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(m)
}

func (m manifest) addFolder(z *zip.Writer, dir, prefix string) error {
	return filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) || err == nil && e.IsDir() {
			return nil
		}
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		return m.add(z, path.Join(prefix, filepath.ToSlash(rel)), p)
	})
}

func (m manifest) add(z *zip.Writer, name, file string) error {
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	w, err := z.Create(name)
	if err != nil {
		return err
	}
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(w, sum), in); err != nil {
		return err
	}
	m.Files[name] = hex.EncodeToString(sum.Sum(nil))
	return nil
}

type restoreCmd struct {
	From   string `arg:"" help:"Backup to read." type:"existingfile"`
	DryRun bool   `name:"dry-run" help:"Unpack elsewhere, verify hashes, audit log and ledger, change nothing."`
}

func (c restoreCmd) Run(ctx context.Context, g *globals) error {
	if c.DryRun {
		dir, err := os.MkdirTemp("", "fenming-restore")
		if err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(dir) }()
		return c.into(ctx, g, dir)
	}
	if entries, err := os.ReadDir(g.Data); err == nil {
		for _, e := range entries {
			if e.Name() != "keys" {
				return fmt.Errorf("%s is not empty; restore into an empty folder (only keys/ may be there) with --data", g.Data)
			}
		}
	}
	if err := os.MkdirAll(g.Data, 0o700); err != nil {
		return err
	}
	stage, err := os.MkdirTemp(g.Data, "restoring-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(stage) }()
	looked := c.into(ctx, g, stage)
	if looked != nil && !errors.Is(looked, errPartial) {
		return looked
	}
	return errors.Join(moveAll(stage, g.Data), looked)
}

// moveAll puts what was unpacked and found whole in its place; the key there
// stays as it is.
func moveAll(from, to string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() == "keys" {
			continue
		}
		if err := os.Rename(filepath.Join(from, e.Name()), filepath.Join(to, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// into unpacks the backup, compares every hash and then looks at the result as
// doctor does.
func (c restoreCmd) into(ctx context.Context, g *globals, dir string) error {
	m, err := unpack(c.From, dir)
	if err != nil {
		return err
	}
	kek := filepath.Join(g.Data, "keys", "kek")
	if os.Getenv("FENMING_KEK") == "" {
		if err := copyKey(kek, filepath.Join(dir, "keys", "kek")); err != nil {
			return fmt.Errorf("the key %s is needed beside the backup: %w", kek, err)
		}
	}
	restored := *g
	restored.Data, restored.Database = dir, ""
	findings, err := examine(ctx, &restored)
	if err != nil {
		return err
	}
	g.talk("backup of %s, %d files, every hash as it should be", m.At.Format(time.RFC3339), len(m.Files))
	return findings.report(g)
}

func copyKey(from, to string) error {
	if from == to {
		_, err := os.Stat(from)
		return err
	}
	raw, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	return os.WriteFile(to, raw, 0o600)
}

// maxRestored bounds what a backup may unfold to, in bytes.
const maxRestored = 200 << 30

func unpack(from, dir string) (manifest, error) {
	var m manifest
	z, err := zip.OpenReader(from)
	if err != nil {
		return m, fmt.Errorf("%s is not a backup: %w", from, err)
	}
	defer func() { _ = z.Close() }()
	list, err := z.Open(manifestName)
	if err != nil {
		return m, fmt.Errorf("%s has no manifest: it is not a backup, or it was cut off", from)
	}
	if err := json.NewDecoder(io.LimitReader(list, 1<<30)).Decode(&m); err != nil {
		return m, fmt.Errorf("the manifest cannot be read: %w", err)
	}
	for _, f := range z.File {
		want, listed := m.Files[f.Name]
		if f.Name == manifestName {
			continue
		}
		if !listed || !filepath.IsLocal(filepath.FromSlash(f.Name)) {
			return m, fmt.Errorf("%s is not in the manifest; the backup was tampered with", f.Name)
		}
		got, err := unpackOne(f, filepath.Join(dir, filepath.FromSlash(f.Name)))
		if err != nil {
			return m, err
		}
		if got != want {
			return m, fmt.Errorf("%s has another hash than the manifest says; the backup is damaged", f.Name)
		}
	}
	return m, missing(m, z)
}

func missing(m manifest, z *zip.ReadCloser) error {
	have := map[string]bool{}
	for _, f := range z.File {
		have[f.Name] = true
	}
	var gone []string
	for name := range m.Files {
		if !have[name] {
			gone = append(gone, name)
		}
	}
	if len(gone) > 0 {
		return fmt.Errorf("the backup lacks %s", strings.Join(gone, ", "))
	}
	return nil
}

func unpackOne(f *zip.File, to string) (string, error) {
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return "", err
	}
	in, err := f.Open()
	if err != nil {
		return "", err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	_, err = io.Copy(io.MultiWriter(out, sum), io.LimitReader(in, maxRestored))
	return hex.EncodeToString(sum.Sum(nil)), errors.Join(err, out.Sync(), out.Close())
}
