package house

import (
	"context"
	"encoding/base64"
	"log/slog"
	"testing"

	"fenming/kit/db/dbtest"
)

// A sealer that cannot begin must end the service: beside a worker that goes on,
// nobody would notice a log that is never sealed.
func TestAFailedSealerEndsTheService(t *testing.T) {
	b := dbtest.Postgres(t)
	h, err := Open(context.Background(), Config{Data: t.TempDir(), Database: b.Address, Log: slog.New(slog.DiscardHandler),
		KEK: base64.StdEncoding.EncodeToString(make([]byte, 32))})
	if err != nil {
		t.Fatal(err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	if err := h.Serve(context.Background()); err == nil {
		t.Fatal("served on a closed database")
	}
}
