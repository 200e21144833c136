// Command numbers prints the figures of the code base as a table, so that a
// document quotes what was counted and not what was once true.
//
//	go run ./internal/tools/numbers        from the root of the project
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// count is what one walk gathers.
type count struct {
	goLines, goTestLines, webLines, webTestLines int
	files, tests, fuzz, benches                  int
	functions                                    []int // lines of each, tests left out
	fileLines                                    []int // lines of each Go file, tests left out
	imports                                      map[string][]string
}

func main() {
	c, err := walk(".")
	if err != nil {
		fmt.Fprintln(os.Stderr, "numbers:", err)
		os.Exit(1)
	}
	c.print()
}

func walk(root string) (*count, error) {
	c := &count{imports: map[string][]string{}}
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := d.Name(); d.IsDir() && p != root && (strings.HasPrefix(name, ".") || slices.Contains([]string{"node_modules", "dist", "data", "bin", "testdata", "tools"}, name)) {
			return fs.SkipDir
		}
		if d.IsDir() {
			return nil
		}
		switch filepath.Ext(p) {
		case ".go":
			return c.goFile(root, p)
		case ".ts", ".tsx":
			return c.webFile(p)
		}
		return nil
	})
	return c, err
}

func (c *count) webFile(p string) error {
	raw, err := os.ReadFile(p)
	if strings.Contains(filepath.Base(p), ".test.") {
		c.webTestLines += strings.Count(string(raw), "\n")
		c.tests += strings.Count(string(raw), "\n  it(") + strings.Count(string(raw), "\nit(") + strings.Count(string(raw), "\ntest(")
	} else {
		c.webLines += strings.Count(string(raw), "\n")
	}
	return err
}

func (c *count) goFile(root, p string) error {
	raw, err := os.ReadFile(p)
	if err != nil {
		return err
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, p, raw, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	c.files++
	n := strings.Count(string(raw), "\n")
	if strings.HasSuffix(p, "_test.go") {
		c.goTestLines += n
		c.countTests(f)
		return nil
	}
	c.goLines += n
	c.fileLines = append(c.fileLines, n)
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			c.functions = append(c.functions, fset.Position(fn.End()).Line-fset.Position(fn.Pos()).Line+1)
		}
	}
	rel, err := filepath.Rel(root, filepath.Dir(p))
	dir := filepath.ToSlash(rel)
	c.imports[dir] = append(c.imports[dir], ours(f)...)
	return err
}

func (c *count) countTests(f *ast.File) {
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Recv != nil {
			continue
		}
		switch name := fn.Name.Name; {
		case strings.HasPrefix(name, "Test") && name != "TestMain":
			c.tests++
		case strings.HasPrefix(name, "Fuzz"):
			c.fuzz++
		case strings.HasPrefix(name, "Benchmark"):
			c.benches++
		}
	}
}

// ours lists the imports of our own module, its name cut off.
func ours(f *ast.File) []string {
	var all []string
	for _, i := range f.Imports {
		if to, ok := strings.CutPrefix(strings.Trim(i.Path.Value, `"`), "fenming/"); ok {
			all = append(all, to)
		}
	}
	return all
}

// chain is the longest path of imports that starts at dir, in packages.
func (c *count) chain(dir string, known map[string]int) int {
	if n, ok := known[dir]; ok {
		return n
	}
	longest := 0
	for _, to := range c.imports[dir] {
		longest = max(longest, c.chain(to, known))
	}
	known[dir] = longest + 1
	return longest + 1
}

// share returns the value below which a share of the sorted list lies.
func share(list []int, percent int) int {
	if len(list) == 0 {
		return 0
	}
	return list[(len(list)-1)*percent/100]
}

func (c *count) print() {
	sort.Ints(c.functions)
	sort.Ints(c.fileLines)
	edges, longest, known := 0, 0, map[string]int{}
	for dir, to := range c.imports {
		sort.Strings(to)
		edges += len(slices.Compact(slices.Clone(to)))
		longest = max(longest, c.chain(dir, known))
	}
	fmt.Println("| figure | value |\n| --- | --- |")
	row := func(name string, value any) { fmt.Printf("| %s | %v |\n", name, value) }
	row("Go lines", c.goLines)
	row("Go test lines", c.goTestLines)
	row("TypeScript lines", c.webLines)
	row("TypeScript test lines", c.webTestLines)
	row("Go packages", len(c.imports))
	row("imports per package", fmt.Sprintf("%.1f", float64(edges)/float64(max(1, len(c.imports)))))
	row("longest chain of imports", longest)
	row("functions", len(c.functions))
	row("lines of a function, median / p90 / longest", fmt.Sprint(share(c.functions, 50), " / ", share(c.functions, 90), " / ", share(c.functions, 100)))
	row("lines of a Go file, median / p90 / longest", fmt.Sprint(share(c.fileLines, 50), " / ", share(c.fileLines, 90), " / ", share(c.fileLines, 100)))
	row("tests, Go and TypeScript", c.tests)
	row("fuzz tests", c.fuzz)
	row("benchmarks", c.benches)
	for _, name := range []string{"fenming", "fenming.exe"} {
		if about, err := os.Stat(filepath.Join("bin", name)); err == nil {
			row("size of the program, MB", fmt.Sprintf("%.1f", float64(about.Size())/1e6))
		}
	}
}
