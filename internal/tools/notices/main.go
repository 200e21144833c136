// Command notices writes THIRD_PARTY_NOTICES.md: every Go module that is linked
// into the program on any system we build for, every npm package that may reach
// the user interface's bundle, and every foreign file in the tree that brings
// its own licence, each with its licence text.
//
//	go run ./internal/tools/notices        from the root of the project
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// part is one foreign piece of what we ship.
type part struct {
	Name    string
	Version string
	Licence string // SPDX identifier
	Kind    string // Go | npm | file
	texts   []string
}

// row is the part's line in the table; the test compares these lines.
func (p part) row() string {
	return fmt.Sprintf("| %s | %s | %s | %s |", p.Name, p.Version, p.Kind, p.Licence)
}

// lawful are the licences a program under Apache-2.0 may ship as we do: none of
// them asks that our own source follow.
var lawful = map[string]bool{"MIT": true, "Apache-2.0": true, "BSD-2-Clause": true, "BSD-3-Clause": true, "ISC": true,
	"0BSD": true, "MPL-2.0": true, "Unlicense": true, "CC0-1.0": true, "OFL-1.1": true, "Zlib": true}

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "notices:", err)
		os.Exit(1)
	}
}

func run(root string) error {
	parts, err := collect(root)
	if err != nil {
		return err
	}
	for _, p := range parts {
		if !lawful[p.Licence] {
			return fmt.Errorf("%s %s has licence %q, which we do not ship; replace it, or add the licence with a reason", p.Name, p.Version, p.Licence)
		}
		if len(p.texts) == 0 {
			fmt.Fprintf(os.Stderr, "notices: %s %s brings no licence text; its package names %s\n", p.Name, p.Version, p.Licence)
		}
	}
	return os.WriteFile(filepath.Join(root, "THIRD_PARTY_NOTICES.md"), []byte(render(parts)), 0o644)
}

// collect gathers everything with its texts, sorted by kind and name.
func collect(root string) ([]part, error) {
	var all []part
	for _, gather := range []func(string) ([]part, error){goParts, npmParts, fileParts} {
		parts, err := gather(root)
		if err != nil {
			return nil, err
		}
		all = append(all, parts...)
	}
	sort.SliceStable(all, func(i, j int) bool {
		a, b := all[i], all[j]
		if a.Kind != b.Kind {
			return a.Kind < b.Kind
		}
		return a.Name+" "+a.Version < b.Name+" "+b.Version
	})
	return all, nil
}

const preface = `# Third-party notices

Fenming is licensed under the Apache License 2.0 (see LICENSE). It ships the
parts below under their own licences. This page is written by ` + "`make notices`" + `;
a test compares it with go.mod and web/package-lock.json.

| part | version | kind | licence |
| --- | --- | --- | --- |
`

// render writes the page: the table, then every distinct text once with the
// parts it covers.
func render(parts []part) string {
	var b strings.Builder
	b.WriteString(preface)
	covers := map[string][]string{}
	var order []string
	for _, p := range parts {
		b.WriteString(p.row() + "\n")
		for _, text := range p.texts {
			if covers[text] == nil {
				order = append(order, text)
			}
			covers[text] = append(covers[text], p.Name+" "+p.Version)
		}
	}
	for i, text := range order {
		fmt.Fprintf(&b, "\n## Text %d\n\n%s\n\n", i+1, strings.Join(covers[text], ", "))
		for line := range strings.SplitSeq(text, "\n") {
			b.WriteString(strings.TrimRight("    "+line, " \t") + "\n")
		}
	}
	return b.String()
}

// notice says whether a file name is that of a licence, notice or patent grant.
func notice(name string) bool {
	upper := strings.ToUpper(name)
	switch filepath.Ext(upper) {
	case ".GO", ".JS", ".TS", ".TSX", ".JSON", ".MAP", ".MJS", ".CJS":
		return false
	}
	for _, start := range []string{"LICENSE", "LICENCE", "COPYING", "NOTICE", "PATENTS", "UNLICENSE", "OFL"} {
		if strings.HasPrefix(upper, start) {
			return true
		}
	}
	return false
}

// textsIn reads the notices that lie directly in a folder.
func textsIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var texts []string
	for _, e := range entries {
		if !e.Type().IsRegular() || !notice(e.Name()) {
			continue
		}
		raw, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		texts = append(texts, clean(string(raw)))
	}
	return texts, nil
}

// clean makes texts that differ only in line ends and margins equal.
func clean(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \t\f")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// identify names the licence of a text, "" when it is none we know.
func identify(text string) string {
	flat := strings.ToLower(strings.Join(strings.Fields(text), " "))
	for _, known := range []struct{ licence, phrase string }{
		{"AGPL-3.0", "gnu affero general public license version 3"},
		{"LGPL", "gnu lesser general public license version"},
		{"GPL", "gnu general public license version"},
		{"MPL-2.0", "mozilla public license version 2.0"},
		{"MPL-2.0", "mozilla public license, version 2.0"},
		{"Apache-2.0", "apache license version 2.0"},
		{"OFL-1.1", "sil open font license version 1.1"},
		{"Unlicense", "this is free and unencumbered software released into the public domain"},
		{"CC0-1.0", "cc0 1.0 universal"},
		{"BSD-3-Clause", "endorse or promote products derived from"},
		{"BSD-2-Clause", "redistribution and use in source and binary forms"},
		{"MIT", "permission is hereby granted, free of charge, to any person obtaining a copy"},
		{"ISC", "permission to use, copy, modify, and/or distribute this software"},
		{"ISC", "permission to use, copy, modify, and distribute this software"},
	} {
		if strings.Contains(flat, known.phrase) {
			return known.licence
		}
	}
	return ""
}
