package house

import (
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"fenming/kit/api"
	"fenming/kit/db/dbtest"
)

// BenchmarkPosting is a durable two-leg entry through the whole door, 64 callers
// at once, without the network.
func BenchmarkPosting(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { posting(b, "sqlite:"+filepath.Join(b.TempDir(), "bench.db")) })
	b.Run("postgres", func(b *testing.B) { posting(b, dbtest.Postgres(b).Address) })
}

func posting(b *testing.B, address string) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	config := Config{Data: b.TempDir(), Database: address, KEK: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
		Log: slog.New(slog.DiscardHandler), Rates: api.Rates{PerKey: 1e9}}
	key, err := PrepareBench(ctx, config)
	if err != nil {
		b.Fatal(err)
	}
	h, err := Open(ctx, config)
	if err != nil {
		b.Fatal(err)
	}
	served := make(chan error)
	go func() { served <- h.Serve(ctx) }()
	handler := h.Door.Handler()
	var n atomic.Int64
	b.SetParallelism(32)
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			i := n.Add(1)
			r := httptest.NewRequest("POST", "/v1/ledger/entries", strings.NewReader(fmt.Sprintf(
				`{"kind":"bench","effective":"2026-11-20","legs":[{"account":"bank","subject":"","amount":%d,"currency":"CNY"},`+
					`{"account":"platform.receivable","subject":"channel:one","amount":-%d,"currency":"CNY"}]}`, i, i)))
			r.Header.Set("Authorization", "Bearer "+key)
			r.Header.Set("Idempotency-Key", fmt.Sprintf("b-%d", i))
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			if w.Code != 201 {
				b.Errorf("%d %s", w.Code, w.Body)
				return
			}
		}
	})
	b.StopTimer()
	cancel()
	if err := <-served; err != nil {
		b.Fatal(err)
	}
	if err := h.Close(); err != nil {
		b.Fatal(err)
	}
}
