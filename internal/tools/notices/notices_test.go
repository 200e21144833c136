package main

import (
	"os"
	"slices"
	"strings"
	"testing"
)

const root = "../../.."

// TestNoticesAreCurrent compares the committed page with what go.mod links and
// package-lock.json ships. It needs neither the network nor node_modules.
func TestNoticesAreCurrent(t *testing.T) {
	page, err := os.ReadFile(root + "/THIRD_PARTY_NOTICES.md")
	if err != nil {
		t.Fatal(err)
	}
	modules, err := linked(root)
	if err != nil {
		t.Fatal(err)
	}
	lock, err := os.ReadFile(root + "/web/package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	packages, err := shipped(lock)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, m := range modules {
		want = append(want, m.path+" "+m.version+" Go")
	}
	for dir, version := range packages {
		want = append(want, packageName(dir)+" "+version+" npm")
	}
	missing, extra := compare(table(string(page)), want)
	if len(missing)+len(extra) > 0 {
		t.Errorf("THIRD_PARTY_NOTICES.md is out of date, run make notices\n  not in it: %q\n  no longer shipped: %q", missing, extra)
	}
}

// table reads the page's table as "name version kind", our own files left out.
func table(page string) []string {
	var rows []string
	for line := range strings.SplitSeq(page, "\n") {
		cells := strings.Split(line, " | ")
		if !strings.HasPrefix(line, "| ") || len(cells) != 4 || cells[1] == "as built" || (cells[2] != "Go" && cells[2] != "npm") {
			continue
		}
		rows = append(rows, strings.TrimPrefix(cells[0], "| ")+" "+cells[1]+" "+cells[2])
	}
	return rows
}

func compare(have, want []string) (missing, extra []string) {
	for _, w := range want {
		if !slices.Contains(have, w) {
			missing = append(missing, w)
		}
	}
	for _, h := range have {
		if !slices.Contains(want, h) {
			extra = append(extra, h)
		}
	}
	return missing, extra
}

func TestCompareFindsBothSides(t *testing.T) {
	page := render([]part{{Name: "a", Version: "v1", Licence: "MIT", Kind: "Go"}, {Name: "b", Version: "2", Licence: "ISC", Kind: "npm"}})
	missing, extra := compare(table(page), []string{"a v2 Go", "b 2 npm"})
	if !slices.Equal(missing, []string{"a v2 Go"}) || !slices.Equal(extra, []string{"a v1 Go"}) {
		t.Errorf("missing %q, extra %q", missing, extra)
	}
}

func TestShippedLeavesDevelopmentOut(t *testing.T) {
	found, err := shipped([]byte(`{"packages": {"": {"version": "0"}, "node_modules/a": {"version": "1"},
		"node_modules/b": {"version": "2", "dev": true}, "node_modules/a/node_modules/@c/d": {"version": "3"}}}`))
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 2 || found["node_modules/a"] != "1" {
		t.Errorf("found %v", found)
	}
	if name := packageName("node_modules/a/node_modules/@c/d"); name != "@c/d" {
		t.Errorf("name %q", name)
	}
}

func TestIdentify(t *testing.T) {
	for text, want := range map[string]string{
		"Apache License\n   Version 2.0, January 2004":                                                    "Apache-2.0",
		"Permission is hereby granted, free of charge, to any person obtaining a copy of":                 "MIT",
		"Redistribution and use in source and binary forms, with":                                         "BSD-2-Clause",
		"Redistribution and use in source and binary forms … endorse or promote products derived from it": "BSD-3-Clause",
		"GNU GENERAL PUBLIC LICENSE\n Version 3":                                                          "GPL",
		"all rights reserved":                                                                             "",
	} {
		if have := identify(text); have != want {
			t.Errorf("%q: %q, want %q", text, have, want)
		}
	}
	if lawful["GPL"] || lawful[""] {
		t.Error("a licence that binds our own source, or none at all, is not lawful to ship")
	}
}

// TestSameTextStandsOnce shows that parts under one text share it.
func TestSameTextStandsOnce(t *testing.T) {
	page := render([]part{{Name: "a", Version: "1", texts: []string{"the text"}}, {Name: "b", Version: "1", texts: []string{"the text"}}})
	if strings.Count(page, "the text") != 1 || !strings.Contains(page, "a 1, b 1") {
		t.Errorf("page:\n%s", page)
	}
}
