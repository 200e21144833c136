package clause

import (
	"strings"
	"testing"

	"fenming/kit/words"
)

func TestPacks(t *testing.T) {
	all, err := Packs()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, p := range all {
		seen[p.Jurisdiction] = true
		if p.Jurisdiction != "CN" && (p.Enabled || len(p.Texts(words.EN, "2026-11-22")) > 0) {
			t.Errorf("%s: a skeleton gives clauses", p.Version)
		}
		if p.Reviewed == "" && (p.Note.ZH == "" || p.Note.EN == "") {
			t.Errorf("%s: nobody has read it and it does not say so", p.Version)
		}
	}
	for _, j := range []string{"CN", "EU", "UK", "US", "AU", "IN"} {
		if !seen[j] {
			t.Errorf("no pack for %s", j)
		}
	}
	if _, err := On("EU", "2026-11-22"); err == nil {
		t.Error("a skeleton was given out")
	}
	cn, err := On("CN", "2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	// cn.late_fee may be used from 2023-12-05.
	if cn.Texts(words.ZH, "2023-12-05")["cn.late_fee"] == "" || cn.Texts(words.ZH, "2023-12-04")["cn.late_fee"] != "" {
		t.Error("a clause is given outside its days")
	}
	if again, err := Version(cn.Version); err != nil || again.Jurisdiction != "CN" {
		t.Error(err)
	}
	if _, err := Version("cn-0"); err == nil {
		t.Error("a version that never was")
	}
}

func TestReading(t *testing.T) {
	r := Reading{Least: 1500, PerHundred: 2000, Most: 10_000}
	for n, want := range map[int]int64{0: 1500, 75: 1500, 100: 2000, 400: 8000, 5000: 10_000} {
		if got := r.For(n); got != want {
			t.Errorf("%d characters: %d ms", n, got)
		}
	}
}

func TestBadPacksAreRefused(t *testing.T) {
	whole := `{"id":"a","version":1,"title":{"zh":"x","en":"x"},"text":{"zh":"x","en":"x"},"purpose":{"zh":"x","en":"x"},"source":"s","confidence":"text","from":"2026-01-01"}`
	reading := `"reading":{"most_ms":1,"source":"s"}`
	if _, err := read([]byte(`{"packs":[{"enabled":true,` + reading + `,"clauses":[` + whole + `]}]}`)); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{`[`, `{"packs":[{"enabled":true,` + reading + `,"clauses":[` + whole + "," + whole + `]}]}`,
		`{"packs":[{"enabled":true,"clauses":[` + whole + `]}]}`,
		`{"packs":[{"enabled":true,` + reading + `,"clauses":[` + strings.Replace(whole, `"zh":"x"`, `"zh":""`, 1) + `]}]}`} {
		if _, err := read([]byte(bad)); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
}
