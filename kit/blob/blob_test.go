package blob

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// SHA-256 of "abc": FIPS 180-4 example.
const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T) (*Store, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "evidence")
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, dir
}

func put(t *testing.T, s *Store, tenant, text string) Ref {
	t.Helper()
	ref, err := s.Put(t.Context(), tenant, strings.NewReader(text), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return ref
}

func leftovers(t *testing.T, dir string) int {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, "tmp"))
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

func TestPutGet(t *testing.T) {
	s, dir := open(t)
	for range 2 { // the second time is the same blob
		if ref := put(t, s, "t1", "abc"); ref != (Ref{abc, 3}) {
			t.Fatalf("%+v", ref)
		}
	}
	f, err := s.Get("t1", abc, Verified)
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(f)
	if err = errors.Join(err, f.Close()); err != nil || string(all) != "abc" {
		t.Fatalf("%q %v", all, err)
	}
	if ref, err := s.Check("t1", abc); err != nil || ref.Size != 3 {
		t.Fatalf("%+v %v", ref, err)
	}
	info, err := os.Stat(filepath.Join(dir, "t1", "ba", abc))
	if err != nil || info.Mode().Perm() != 0o400 {
		t.Fatalf("%v %v", info, err)
	}
	if _, err := s.Get("t2", abc, Unverified); !fault.Is(err, fault.CodeNotFound) {
		t.Fatalf("another tenant reads it: %v", err)
	}
	if n := leftovers(t, dir); n != 0 {
		t.Fatalf("%d files left in tmp", n)
	}
	put(t, s, "t1", "")
	if list, err := s.List("t1"); err != nil || len(list) != 2 {
		t.Fatalf("%v %v", list, err)
	}
	if list, err := s.List("t9"); err != nil || len(list) != 0 {
		t.Fatalf("%v %v", list, err)
	}
	for range 2 {
		if err := s.Remove("t1", abc); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Get("t1", abc, Unverified); !fault.Is(err, fault.CodeNotFound) {
		t.Fatalf("removed and still there: %v", err)
	}
}

func TestSizeLimit(t *testing.T) {
	s, dir := open(t)
	if _, err := s.Put(t.Context(), "t1", strings.NewReader("abc"), 3); err != nil {
		t.Fatalf("exactly the limit: %v", err)
	}
	_, err := s.Put(t.Context(), "t1", strings.NewReader("abcd"), 3)
	if !fault.Is(err, fault.CodeLimit) || !strings.Contains(err.Error(), "3 bytes") {
		t.Fatalf("over the limit: %v", err)
	}
	if n := leftovers(t, dir); n != 0 {
		t.Fatalf("%d files left in tmp", n)
	}
}

type failing struct{ after int }

func (f *failing) Read(p []byte) (int, error) {
	if f.after == 0 {
		return 0, errors.New("line cut")
	}
	f.after--
	p[0] = 'x'
	return 1, nil
}

func TestBrokenUploadStoresNothing(t *testing.T) {
	s, dir := open(t)
	if _, err := s.Put(t.Context(), "t1", &failing{after: 5}, 100); err == nil {
		t.Fatal("a cut upload was stored")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Put(ctx, "t1", strings.NewReader("abc"), 100); !errors.Is(err, context.Canceled) {
		t.Fatalf("a cancelled upload was stored: %v", err)
	}
	if list, err := s.List("t1"); err != nil || len(list) != 0 || leftovers(t, dir) != 0 {
		t.Fatalf("%v %v, %d in tmp", list, err, leftovers(t, dir))
	}
}

func TestCorruptIsNamedAndHealed(t *testing.T) {
	s, dir := open(t)
	put(t, s, "t1", "abc")
	file := filepath.Join(dir, "t1", "ba", abc)
	if err := errors.Join(os.Remove(file), os.WriteFile(file, []byte("abd"), 0o400)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Check("t1", abc); !fault.Is(err, fault.CodeInternal) || !strings.Contains(err.Error(), abc) {
		t.Fatalf("check: %v", err)
	}
	if _, err := s.Get("t1", abc, Verified); !fault.Is(err, fault.CodeInternal) {
		t.Fatalf("get: %v", err)
	}
	put(t, s, "t1", "abc")
	if _, err := s.Check("t1", abc); err != nil {
		t.Fatalf("not healed: %v", err)
	}
}

func TestNothingReachesOutside(t *testing.T) {
	s, dir := open(t)
	if err := os.WriteFile(filepath.Join(filepath.Dir(dir), "secret"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tenant := range []string{"", ".", "..", "../x", "a/b", `a\b`, "/etc", "A", "tmp", "-x", "a\x00", "租户", strings.Repeat("a", 65)} {
		if _, err := s.Put(t.Context(), tenant, strings.NewReader("abc"), 9); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("tenant %q: %v", tenant, err)
		}
		if _, err := s.List(tenant); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("tenant %q: %v", tenant, err)
		}
	}
	for _, sha := range []string{"", "../../secret", strings.ToUpper(abc), abc + "0", abc[:63] + "/", abc[:63] + "g"} {
		if _, err := s.Get("t1", sha, Unverified); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("hash %q: %v", sha, err)
		}
		if err := s.Remove("t1", sha); !fault.Is(err, fault.CodeInvalid) {
			t.Errorf("hash %q: %v", sha, err)
		}
	}
	if err := os.Symlink(filepath.Dir(dir), filepath.Join(dir, "t8")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), "t8", strings.NewReader("abc"), 9); err == nil {
		t.Error("a link led outside")
	}
}

func TestManyWritersOneBlob(t *testing.T) {
	s, dir := open(t)
	content := bytes.Repeat([]byte("evidence "), 40_000)
	var group sync.WaitGroup
	errs := make(chan error, 16)
	for range 16 {
		group.Go(func() {
			ref, err := s.Put(t.Context(), "t1", bytes.NewReader(content), 1<<20)
			if err == nil {
				_, err = s.Check("t1", ref.SHA256)
			}
			errs <- err
		})
	}
	group.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
	if list, err := s.List("t1"); err != nil || len(list) != 1 || leftovers(t, dir) != 0 {
		t.Fatalf("%v %v", list, err)
	}
}

// TestKilled starts itself as a writer, kills it in the middle and looks at
// what is left: whole blobs, and a rest that Sweep takes away.
func TestKilled(t *testing.T) {
	if dir := os.Getenv("BLOB_KILLED_DIR"); dir != "" {
		writeUntilKilled(dir)
		return
	}
	dir := filepath.Join(t.TempDir(), "evidence")
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
	cmd.Env = append(os.Environ(), "BLOB_KILLED_DIR="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// The child speaks in the middle of its sixth blob.
	if _, err := io.ReadFull(out, make([]byte, 5)); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil {
		t.Fatal("the writer ended before it was killed")
	}
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	list, err := s.List("t1")
	if err != nil || len(list) != 5 {
		t.Fatalf("%d blobs, %v", len(list), err)
	}
	for _, sha := range list {
		if _, err := s.Check("t1", sha); err != nil {
			t.Error(err)
		}
	}
	if n := leftovers(t, dir); n != 1 {
		t.Errorf("%d rests", n)
	}
	if n, err := s.Sweep(time.Now().Add(-time.Hour)); err != nil || n != 0 {
		t.Errorf("swept %d still in work: %v", n, err)
	}
	if n, err := s.Sweep(time.Now().Add(time.Hour)); err != nil || n != 1 || leftovers(t, dir) != 0 {
		t.Errorf("swept %d: %v", n, err)
	}
}

func writeUntilKilled(dir string) {
	s, err := Open(dir)
	if err != nil {
		os.Exit(3)
	}
	for i := range 5 {
		text := strings.Repeat(string(rune('a'+i)), 100_000)
		if _, err := s.Put(context.Background(), "t1", strings.NewReader(text), 1<<20); err != nil {
			os.Exit(4)
		}
	}
	_, _ = s.Put(context.Background(), "t1", &hanging{}, 1<<30)
}

type hanging struct{ n int }

func (h *hanging) Read(p []byte) (int, error) {
	if h.n++; h.n == 10 {
		os.Stdout.WriteString("ready")
		time.Sleep(time.Hour)
	}
	return len(p), nil
}

func FuzzNames(f *testing.F) {
	s, err := Open(filepath.Join(f.TempDir(), "evidence"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add("t1", abc)
	f.Add("..", "../../etc/passwd")
	f.Fuzz(func(t *testing.T, tenant, sha string) {
		if _, file, err := where(tenant, sha); err == nil && !filepath.IsLocal(file) {
			t.Fatalf("%q %q lead to %q", tenant, sha, file)
		}
		if _, err := s.Get(tenant, sha, Unverified); err == nil {
			t.Fatal("found in an empty store")
		}
	})
}
