package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"fenming/book/disclosure"
	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/office/tenant"
)

func TestQuoteOnTheCommandLine(t *testing.T) {
	g := installation(t)
	ctx := context.Background()
	h, err := g.open(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = h.DB.Write(ctx, db.Scope{Tenant: "t_one", Op: "test.open"}, func(tx *db.Tx) error {
		if _, err := tenant.Create(tx, tenant.New{Name: "店", Kind: tenant.Demo}); err != nil {
			return err
		}
		zone, err := tenant.Location(tx)
		if err != nil {
			return err
		}
		return plan.SeedExamples(tx, calendar.DayOf(tx.Now(), zone))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "quote.pdf")
	c := quoteCmd{Amount: "1299.00", Currency: "CNY", Plan: "huabei", Count: 12, Lang: "zh-CN", PDF: to}
	if err := c.Run(ctx, g); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(to)
	if err != nil || !bytes.HasPrefix(raw, []byte("%PDF-")) {
		t.Fatalf("%.8q %v", raw, err)
	}
	if err := c.Run(ctx, g); !os.IsExist(err) {
		t.Errorf("a file that was there was written over: %v", err)
	}
	c.Count, c.PDF = 9, ""
	if err := c.Run(ctx, g); !fault.Is(err, fault.CodeRefused) || exitCode(err) != exitRefused {
		t.Errorf("a count that is not offered: %v", err)
	}
	if h, err = g.open(ctx, nil); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = h.Close() }()
	err = h.DB.Read(ctx, db.Scope{Tenant: "t_one"}, func(tx *db.Tx) error {
		v, err := db.One(tx, `SELECT id FROM disclosure_show WHERE tenant = $1 ORDER BY id LIMIT 1`, db.Value[string])
		if err != nil {
			return err
		}
		show, err := disclosure.Get(tx, v)
		if err != nil {
			return err
		}
		kept, err := disclosure.Page(tx, show)
		if !bytes.Equal(kept, raw) {
			t.Error("the file is not the one that was kept")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
