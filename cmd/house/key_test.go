package house

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestALostKeyIsNotReplaced: a new key beside an old database would seal fields
// that nobody could ever tell apart from those under the lost one.
func TestALostKeyIsNotReplaced(t *testing.T) {
	dir := t.TempDir()
	c := Config{Data: dir, Log: slog.New(slog.DiscardHandler)}
	h, err := Open(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	key := filepath.Join(dir, "keys", "kek")
	if err := os.Remove(key); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), c); err == nil || !strings.Contains(err.Error(), "put the key file back") {
		t.Fatalf("opened without its key: %v", err)
	}
	if _, err := os.Stat(key); err == nil {
		t.Fatal("a new key was made")
	}
}
