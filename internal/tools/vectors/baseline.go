package main

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"os"
	"strings"

	"fenming/internal/vectors"
)

//go:embed baseline.json
var baselineJSON []byte

// baseline is what passed on a day with the files of a print.
type baseline struct {
	Date    string `json:"date"`
	Print   string `json:"print"`
	Classes []mark `json:"classes"`
}

// mark is a class as it stood.
type mark struct {
	File  string `json:"file"`
	Name  string `json:"name"`
	Must  bool   `json:"must,omitempty"`
	Least int    `json:"least,omitempty"`
}

func readBaseline() (baseline, error) {
	var b baseline
	err := json.Unmarshal(baselineJSON, &b)
	return b, err
}

// takeBaseline writes the results as the baseline of a day.
func takeBaseline(classes []vectors.Class, date, print string) (baseline, error) {
	b := baseline{Date: date, Print: print}
	for _, c := range classes {
		b.Classes = append(b.Classes, mark{c.File, c.Name, c.Must, c.Passing})
	}
	raw, err := json.MarshalIndent(b, "", " ")
	if err != nil {
		return b, err
	}
	return b, os.WriteFile("internal/tools/vectors/baseline.json", append(raw, '\n'), 0o644)
}

// fallen says which classes are behind. A class that must pass is held in any
// folder, the judge's word or the baseline's; the least of a reported one only
// with the files that were counted.
func (b baseline) fallen(classes []vectors.Class, standard bool) []string {
	var list []string
	known := map[string]mark{}
	for _, m := range b.Classes {
		known[m.File+" "+m.Name] = m
	}
	for _, c := range classes {
		m := known[c.File+" "+c.Name]
		delete(known, c.File+" "+c.Name)
		if (c.Must || m.Must) && c.Passing < c.Cases {
			list = append(list, fmt.Sprintf("%s, %s: %d of %d must pass", c.File, c.Name, c.Passing, c.Cases))
		} else if standard && c.Passing < m.Least {
			list = append(list, fmt.Sprintf("%s, %s: %d of %d pass, %d did on %s", c.File, c.Name, c.Passing, c.Cases, m.Least, b.Date))
		}
	}
	if standard {
		for _, m := range known {
			list = append(list, fmt.Sprintf("%s, %s: the class is gone", m.File, m.Name))
		}
	}
	return list
}

// fingerprint recognises the files.
type fingerprint struct{ sum hash.Hash }

func newPrint() *fingerprint { return &fingerprint{sha256.New()} }

// Write adds what was read.
func (f *fingerprint) Write(p []byte) (int, error) { return f.sum.Write(p) }

func (f *fingerprint) text() string {
	return strings.ToLower(hex.EncodeToString(f.sum.Sum(nil))[:16])
}
