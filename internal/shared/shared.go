// Package shared finds the material that stands beside a checkout (vectors,
// samples, data sets by others). Tests that need it skip, and say so, when it
// is absent.
package shared

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// Path returns the path of rel inside ../shared beside the repository root.
// The test is skipped with a message naming the missing file when it is absent.
func Path(t testing.TB, rel string) string {
	t.Helper()
	_, file, _, ok := runtime.Caller(0)
	if !ok {
		t.Fatal("shared: caller unknown")
	}
	root := filepath.Dir(filepath.Dir(filepath.Dir(file)))
	path := filepath.Join(root, "..", "shared", filepath.FromSlash(rel))
	if _, err := os.Stat(path); err != nil {
		t.Skipf("shared material absent: %s", rel)
	}
	return path
}
