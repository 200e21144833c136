package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fenming/internal/vectors"
)

func TestFallen(t *testing.T) {
	base := baseline{Date: "2026-11-22", Classes: []mark{{"a.json", "must", true, 2}, {"a.json", "some", false, 3}}}
	must := func(n int) vectors.Class {
		return vectors.Class{File: "a.json", Name: "must", Cases: 2, Passing: n, Must: true}
	}
	some := func(n int) vectors.Class { return vectors.Class{File: "a.json", Name: "some", Cases: 5, Passing: n} }
	for name, c := range map[string]struct {
		classes  []vectors.Class
		standard bool
		want     string
	}{
		"as it stood":           {[]vectors.Class{must(2), some(3)}, true, ""},
		"better":                {[]vectors.Class{must(2), some(4)}, true, ""},
		"a must fails":          {[]vectors.Class{must(1), some(3)}, false, "1 of 2 must pass"},
		"a reported falls":      {[]vectors.Class{must(2), some(2)}, true, "3 did"},
		"elsewhere it may":      {[]vectors.Class{must(2), some(0)}, false, ""},
		"a class is gone":       {[]vectors.Class{must(2)}, true, "gone"},
		"elsewhere it may lack": {[]vectors.Class{must(2)}, false, ""},
	} {
		got := strings.Join(base.fallen(c.classes, c.standard), "; ")
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestMissingFile(t *testing.T) {
	dir := t.TempDir()
	err := run(&strings.Builder{}, options{dir: dir})
	if err == nil || !strings.Contains(err.Error(), filepath.Join(dir, files[0].name)) {
		t.Error(err)
	}
	if err := os.WriteFile(filepath.Join(dir, files[0].name), []byte("nonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(&strings.Builder{}, options{dir: dir}); err == nil || !strings.Contains(err.Error(), files[0].name) {
		t.Error(err)
	}
}

// A file without a case proves nothing.
func TestNoCase(t *testing.T) {
	dir := t.TempDir()
	empty := `{"meta":{"columns":["nr","date","balance","principal","interest","fees","penalties","due"]},"cases":[]}`
	if err := os.WriteFile(filepath.Join(dir, files[0].name), []byte(empty), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(&strings.Builder{}, options{dir: dir}); err == nil || !strings.Contains(err.Error(), "holds no case") {
		t.Error(err)
	}
}
