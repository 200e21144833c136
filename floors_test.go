package fenming_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// module is the path every import of our own begins with.
const module = "fenming/"

// law is one rule of the house. breaks are sources that must be found out: a
// rule that was never seen to fail proves nothing. keeps are sources that look
// similar and are lawful.
type law struct {
	name   string
	find   func(*tree) []string
	breaks []sample
	keeps  []sample
}

// sample is a small tree, path to text, and a part of the sentence expected.
type sample struct {
	want  string
	files map[string]string
}

func laws() []law {
	var all []law
	all = append(all, importLaws()...)
	all = append(all, sqlLaws()...)
	all = append(all, codeLaws()...)
	all = append(all, stateLaws()...)
	all = append(all, schemaLaws()...)
	return append(all, textLaws()...)
}

// TestFloors holds the whole tree against every law.
func TestFloors(t *testing.T) {
	house := load(t)
	for _, l := range laws() {
		t.Run(l.name, func(t *testing.T) {
			for _, sentence := range l.find(house) {
				t.Error(sentence)
			}
		})
	}
}

// TestFloorsCanFail feeds every law sources that break it and sources that only
// look so.
func TestFloorsCanFail(t *testing.T) {
	for _, l := range laws() {
		t.Run(l.name, func(t *testing.T) {
			if len(l.breaks) == 0 {
				t.Fatal("a law needs at least one sample that breaks it")
			}
			for i, s := range l.breaks {
				found := l.find(plant(t, s.files))
				if !strings.Contains(strings.Join(found, "\n"), s.want) {
					t.Errorf("breaks[%d]: want a sentence with %q, got %q", i, s.want, found)
				}
			}
			for i, s := range l.keeps {
				if found := l.find(plant(t, s.files)); len(found) > 0 {
					t.Errorf("keeps[%d] is lawful, yet: %q", i, found)
				}
			}
		})
	}
}

// tree is every text file of the project, Go files parsed.
type tree struct {
	fset  *token.FileSet
	files []*source
}

type source struct {
	path      string // from the root, with slashes
	dir       string // "." at the root
	name      string
	test      bool // *_test.go
	generated bool
	text      string
	file      *ast.File // nil unless Go
}

// gone are folders that hold nothing of ours.
var gone = map[string]bool{".git": true, "node_modules": true, ".tools": true, "bin": true, "data": true,
	"dist": true, "dist-gallery": true, "shots": true}

// load reads the tree this test stands in.
func load(t *testing.T) *tree {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if gone[d.Name()] && !strings.HasSuffix(filepath.ToSlash(filepath.Dir(p)), "testdata") {
				return fs.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() || !readable(filepath.ToSlash(p)) {
			return nil
		}
		text, err := os.ReadFile(p)
		files[filepath.ToSlash(p)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return plant(t, files)
}

// readable says whether a file is text that we write ourselves.
func readable(p string) bool {
	if strings.Contains(p, "testdata/") {
		return false
	}
	switch path.Base(p) {
	case "package-lock.json", "go.sum", "LICENSE", "THIRD_PARTY_NOTICES.md":
		return false
	case "Makefile", "Dockerfile":
		return true
	}
	switch path.Ext(p) {
	case ".go", ".sql", ".md", ".ts", ".tsx", ".js", ".mjs", ".css", ".html", ".json", ".yml", ".yaml", ".toml",
		".conf", ".service", ".sh":
		return true
	}
	return strings.HasPrefix(p, "scripts/") || strings.HasPrefix(p, ".ci/")
}

// plant makes a tree of texts.
func plant(t *testing.T, files map[string]string) *tree {
	t.Helper()
	house := &tree{fset: token.NewFileSet()}
	for p, text := range files {
		s := &source{path: p, dir: path.Dir(p), name: path.Base(p), text: text}
		if path.Ext(p) == ".go" {
			file, err := parser.ParseFile(house.fset, p, text, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			s.file, s.test, s.generated = file, strings.HasSuffix(p, "_test.go"), ast.IsGenerated(file)
		}
		house.files = append(house.files, s)
	}
	sort.Slice(house.files, func(i, j int) bool { return house.files[i].path < house.files[j].path })
	return house
}

// code calls fn for every Go file that goes into the program.
func (h *tree) code(fn func(*source)) {
	for _, s := range h.files {
		if s.file != nil && !s.test && !helper(s.dir) && !within(s.dir, "tools") {
			fn(s)
		}
	}
}

// at is the place of a node, as an editor understands it.
func (h *tree) at(n ast.Node) string {
	p := h.fset.Position(n.Pos())
	return p.Filename + ":" + itoa(p.Line)
}

// lines counts the lines a node covers.
func (h *tree) lines(n ast.Node) int {
	return h.fset.Position(n.End()).Line - h.fset.Position(n.Pos()).Line + 1
}

// within says whether dir is root or below it.
func within(dir, root string) bool { return dir == root || strings.HasPrefix(dir, root+"/") }

// helper says whether dir serves tests and commands only.
func helper(dir string) bool {
	return within(dir, "internal") || strings.HasSuffix(path.Base(dir), "test")
}
