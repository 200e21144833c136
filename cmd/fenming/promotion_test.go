package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"fenming/kit/fault"
)

// TestCheckPromotion: a blocked text ends with exit code 1, a clean one with 0,
// and none of it needs an installation.
func TestCheckPromotion(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	offer := file("offer.json", `{"price":{"amount":500000,"currency":"CNY"},"count":12,"fee":36000,"payer":"customer"}`)
	run := func(text, offer string) error {
		c := checkPromotionCmd{File: file("text.txt", text), Offer: offer, Jurisdiction: "CN", Medium: "banner", Day: "2026-11-22"}
		return c.Run(&globals{JSON: true, Quiet: true, Data: filepath.Join(dir, "none")})
	}
	if err := run("12期0利息", offer); !errors.Is(err, errBlocked) || exitCode(err) != exitError {
		t.Errorf("blocked: %v, exit code %d", err, exitCode(err))
	}
	if err := run("12期，费用共360.00元，年化利率13.03%，一共付5360.00元", offer); err != nil {
		t.Errorf("clean: %v", err)
	}
	if err := run("", ""); !fault.Is(err, fault.CodeInvalid) || exitCode(err) != exitUsage {
		t.Errorf("empty: %v", err)
	}
	if err := run("a", file("bad.json", "{")); err == nil {
		t.Error("an offer that is no JSON was taken")
	}
	if _, err := os.Stat(filepath.Join(dir, "none")); !os.IsNotExist(err) {
		t.Errorf("the check made an installation: %v", err)
	}
}
