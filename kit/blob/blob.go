package blob

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"runtime"
	"time"

	"fenming/kit/fault"
	"fenming/kit/words"
)

const tmpDir = "tmp"

// Ref names a blob: SHA-256 of the bytes in lower-case hex, and their number.
type Ref struct {
	SHA256 string
	Size   int64
}

// Store is a folder of blobs. It is safe for several goroutines and processes.
type Store struct{ root *os.Root }

// Open opens the folder, making it (mode 0700) when it is not there. The
// handle cannot reach outside the folder, not even through a symbolic link.
func Open(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fault.Wrap(err, "blob folder")
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fault.Wrap(err, "blob folder")
	}
	if err := root.MkdirAll(tmpDir, 0o700); err != nil {
		return nil, errors.Join(fault.Wrap(err, "blob folder"), root.Close())
	}
	return &Store{root: root}, nil
}

// Close releases the folder.
func (s *Store) Close() error { return s.root.Close() }

// where is the folder and the path of a blob; both parts are checked by form,
// so nothing a caller hands over becomes a path.
func where(tenant, sha string) (dir, file string, err error) {
	if !validTenant(tenant) {
		return "", "", fault.Invalid(wordTenant)
	}
	if !validHash(sha) {
		return "", "", fault.Invalid(wordHash)
	}
	dir = path.Join(tenant, sha[:2])
	return dir, path.Join(dir, sha), nil
}

func validTenant(s string) bool {
	if s == "" || len(s) > 64 || s == tmpDir || s[0] == '-' {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' && c != '-' {
			return false
		}
	}
	return true
}

func validHash(s string) bool {
	if len(s) != 2*sha256.Size {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// Put stores what r yields, at most maxBytes bytes, and returns its Ref. More
// is a limit fault and stores nothing, as does an error of r or the end of
// ctx. Bytes that are there already are written anew over the old file, which
// heals a damaged one.
func (s *Store) Put(ctx context.Context, tenant string, r io.Reader, maxBytes int64) (Ref, error) {
	if !validTenant(tenant) {
		return Ref{}, fault.Invalid(wordTenant)
	}
	temp := path.Join(tmpDir, rand.Text())
	ref, err := s.write(ctx, temp, r, maxBytes)
	if err == nil {
		err = s.name(temp, tenant, ref.SHA256)
	}
	if err != nil {
		return Ref{}, errors.Join(err, ignoreMissing(s.root.Remove(temp)))
	}
	return ref, nil
}

// write streams r into a new file and forces it to disk.
func (s *Store) write(ctx context.Context, temp string, r io.Reader, maxBytes int64) (Ref, error) {
	f, err := s.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o400)
	if err != nil {
		return Ref{}, fault.Wrap(err, "blob")
	}
	sum := sha256.New()
	// One byte more than allowed tells a full file from one too large.
	limited := io.LimitReader(stoppable{ctx, r}, maxBytes+1)
	size, err := io.Copy(io.MultiWriter(f, sum), limited)
	if err == nil && size > maxBytes {
		err = fault.Limit(wordTooLarge, words.Args{"max": maxBytes})
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return Ref{}, fault.Wrap(err, "blob")
	}
	return Ref{SHA256: hex.EncodeToString(sum.Sum(nil)), Size: size}, nil
}

// name moves a finished file to its place and forces the folders to disk.
func (s *Store) name(temp, tenant, sha string) error {
	dir, file, err := where(tenant, sha)
	if err != nil {
		return err
	}
	if err := s.root.MkdirAll(dir, 0o700); err != nil {
		return fault.Wrap(err, "blob folder")
	}
	if err := s.root.Rename(temp, file); err != nil {
		return fault.Wrap(err, "blob")
	}
	for _, d := range []string{dir, tenant, "."} {
		if err := s.syncDir(d); err != nil {
			return fault.Wrap(err, "blob folder")
		}
	}
	return nil
}

func (s *Store) syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // folders cannot be synced there; NTFS journals the rename
	}
	d, err := s.root.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// stoppable ends reading when the context ends.
type stoppable struct {
	ctx context.Context
	r   io.Reader
}

func (s stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}

// Verify says whether Get hashes the bytes before handing them out.
type Verify bool

// Verified is for evidence about to leave the house; Unverified for a preview.
const (
	Verified   Verify = true
	Unverified Verify = false
)

// Get opens a blob for reading. A blob that is not there is a not-found fault;
// damaged bytes are, when verified, an internal fault that names the blob.
func (s *Store) Get(tenant, sha string, verify Verify) (io.ReadSeekCloser, error) {
	_, file, err := where(tenant, sha)
	if err != nil {
		return nil, err
	}
	f, err := s.root.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.NotFound(wordMissing, words.Args{"sha": sha})
	}
	if err != nil {
		return nil, fault.Wrap(err, "blob")
	}
	if verify == Verified {
		if err := check(f, sha); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	return f, nil
}

// check hashes the file and goes back to its start.
func check(f io.ReadSeeker, sha string) error {
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return fault.Wrap(err, "blob "+sha)
	}
	if hex.EncodeToString(sum.Sum(nil)) != sha {
		return corrupt(sha)
	}
	_, err := f.Seek(0, io.SeekStart)
	return fault.Wrap(err, "blob "+sha)
}

// Check reads a blob and returns its Ref, or the fault Get would return.
func (s *Store) Check(tenant, sha string) (Ref, error) {
	f, err := s.Get(tenant, sha, Verified)
	if err != nil {
		return Ref{}, err
	}
	size, err := f.Seek(0, io.SeekEnd)
	if err = errors.Join(err, f.Close()); err != nil {
		return Ref{}, fault.Wrap(err, "blob "+sha)
	}
	return Ref{SHA256: sha, Size: size}, nil
}

// Remove deletes a blob whose retention is over (到期删除); one that is not
// there is no error, so that the job can be repeated.
func (s *Store) Remove(tenant, sha string) error {
	dir, file, err := where(tenant, sha)
	if err != nil {
		return err
	}
	err = s.root.Remove(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fault.Wrap(err, "blob "+sha)
	}
	return fault.Wrap(s.syncDir(dir), "blob folder")
}

// List returns the hashes of a tenant in order, for backup and check.
func (s *Store) List(tenant string) ([]string, error) {
	if !validTenant(tenant) {
		return nil, fault.Invalid(wordTenant)
	}
	var all []string
	err := fs.WalkDir(s.root.FS(), tenant, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && validHash(d.Name()) {
			all = append(all, d.Name())
		}
		return err
	})
	return all, fault.Wrap(ignoreMissing(err), "blob folder")
}

// Sweep removes what was being written before the instant and never got a
// name. The instant must lie further back than any upload lasts.
func (s *Store) Sweep(before time.Time) (removed int, err error) {
	entries, err := fs.ReadDir(s.root.FS(), tmpDir)
	if err != nil {
		return 0, fault.Wrap(err, "blob folder")
	}
	for _, e := range entries {
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // it got its name meanwhile
		}
		if err != nil {
			return removed, fault.Wrap(err, "blob folder")
		}
		if !info.Mode().IsRegular() || !info.ModTime().Before(before) {
			continue
		}
		if err := ignoreMissing(s.root.Remove(path.Join(tmpDir, e.Name()))); err != nil {
			return removed, fault.Wrap(err, "blob folder")
		}
		removed++
	}
	return removed, nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
