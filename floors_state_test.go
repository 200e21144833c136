package fenming_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"slices"
	"sort"
	"strings"
)

// ports are interfaces that may have one implementation in the tree, each with
// its reason.
var ports = map[string]string{}

func stateLaws() []law {
	return []law{
		{name: "no global state", find: findGlobals,
			breaks: []sample{
				{"changed after", one("book/order/a.go", `package order; var cache = map[string]int{}; func f() { cache["x"] = 1 }`)},
				{"changed after", map[string]string{"book/order/a.go": `package order; var last *int`,
					"book/order/b.go": `package order; func f(x *int) { last = x }`}},
				{"changed after", one("book/order/a.go", `package order; var all []int; func f() { all = append(all, 1) }`)},
				{"changed after", one("book/order/a.go", `package order; var n int; func f() { n++ }`)},
				{"changed after", one("book/order/a.go", `package order; var c = struct{ n int }{}; func f() { c.n = 1 }`)},
				{"changed after", one("book/order/a.go", `package order; var c = map[int]int{}; func f() { delete(c, 1) }`)},
				{"another package", one("book/order/a.go", `package order; import "fenming/kit/words"; func f() { words.Default = nil }`)},
				{"lock or counter", one("book/order/a.go", `package order; import "sync"; var mu sync.Mutex`)},
				{"lock or counter", one("book/order/a.go", `package order; import "sync/atomic"; var n = new(atomic.Int64)`)},
				{"lock or counter", one("book/order/a.go", `package order; import "sync"; var s struct { sync.Once; n int }`)}},
			keeps: []sample{
				{"", one("book/order/a.go", `package order; var all = map[string]int{"x": 1}; func f() int { all := map[string]int{}; all["y"] = 2; return all["y"] }`)},
				{"", one("book/order/a.go", `package order; var all = map[string]int{}; func init() { all["x"] = 1 }`)},
				{"", one("book/order/a.go", `package order; import "sync"; var table = sync.OnceValue(func() int { return 1 })`)},
				{"", one("book/order/a.go", `package order; import "sync"; type t struct { mu sync.Mutex }`)}}},
		{name: "an interface has two implementations", find: findLonely,
			breaks: []sample{
				{"one implementation", one("book/order/a.go", `package order; type Store interface { Get(id string) (int, error) }; type sqlStore struct{}; func (sqlStore) Get(id string) (int, error) { return 0, nil }`)},
				{"one implementation", map[string]string{"flow/sell/a.go": `package sell; type Sender interface { Send(string) error }`,
					"office/notice/mail.go": `package notice; type Mail struct{}; func (*Mail) Send(string) error { return nil }`}}},
			keeps: []sample{
				{"", one("book/order/a.go", `package order; type S interface { Get() int }; type a struct{}; func (a) Get() int; type b struct{}; func (*b) Get() int`)},
				{"", one("book/order/a.go", `package order; type Number interface { ~int | ~int64 }`)},
				{"", one("book/order/a.go", `package order; type S interface { Get() int }; type a struct{}; func (a) Get(n int) int`)}}},
	}
}

// groups are the program's Go files by folder.
func groups(h *tree) map[string][]*source {
	by := map[string][]*source{}
	h.code(func(s *source) { by[s.dir] = append(by[s.dir], s) })
	return by
}

// blind refuses every import: the law needs the names of one package only, and
// so needs no build.
type blind struct{}

func (blind) Import(string) (*types.Package, error) { return nil, errors.New("not looked at") }

func findGlobals(h *tree) []string {
	var found []string
	for dir, sources := range groups(h) {
		var files []*ast.File
		for _, s := range sources {
			files = append(files, s.file)
			found = append(found, findLocks(h, s)...)
		}
		info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
		config := types.Config{Importer: blind{}, Error: func(error) {}, IgnoreFuncBodies: false}
		pkg, _ := config.Check(module+dir, h.fset, files, info) // the missing imports are expected
		for _, f := range files {
			found = append(found, findChanges(h, f, pkg, info)...)
		}
	}
	slices.Sort(found)
	return found
}

func findChanges(h *tree, f *ast.File, pkg *types.Package, info *types.Info) []string {
	var found []string
	changed := func(e ast.Expr) {
		name, far := global(e, pkg, info)
		switch {
		case name == "":
		case far:
			found = append(found, fmt.Sprintf("%s: %s of another package is set here; settings are handed over in a value", h.at(e), name))
		default:
			found = append(found, fmt.Sprintf("%s: %s of the package is changed after init; state lives in a value that main makes, so that two can run side by side", h.at(e), name))
		}
	}
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Name.Name == "init" || fn.Body == nil {
			continue
		}
		ast.Inspect(fn.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				if n.Tok != token.DEFINE {
					for _, e := range n.Lhs {
						changed(e)
					}
				}
			case *ast.IncDecStmt:
				changed(n.X)
			case *ast.CallExpr:
				if id, ok := n.Fun.(*ast.Ident); ok && len(n.Args) > 0 && slices.Contains([]string{"delete", "clear", "copy"}, id.Name) {
					changed(n.Args[0])
				}
			}
			return true
		})
	}
	return found
}

// global names the package variable that an expression changes, "" when it
// changes none; far when it is another package's.
func global(e ast.Expr, pkg *types.Package, info *types.Info) (name string, far bool) {
	for {
		switch x := e.(type) {
		case *ast.IndexExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		case *ast.SelectorExpr:
			if id, ok := x.X.(*ast.Ident); ok {
				if _, imported := info.Uses[id].(*types.PkgName); imported {
					return id.Name + "." + x.Sel.Name, true
				}
			}
			e = x.X
		case *ast.Ident:
			if v, ok := info.Uses[x].(*types.Var); ok && pkg != nil && v.Parent() == pkg.Scope() {
				return x.Name, false
			}
			return "", false
		default:
			return "", false
		}
	}
}

func findLocks(h *tree, s *source) []string {
	var found []string
	locks, counters := alias(s, "sync"), alias(s, "sync/atomic")
	for _, d := range s.file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR {
			continue
		}
		ast.Inspect(g, func(n ast.Node) bool {
			if _, ok := n.(*ast.FuncLit); ok {
				return false
			}
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			lock := locks != "" && isName(sel.X, locks) && !strings.HasPrefix(sel.Sel.Name, "OnceValue")
			if lock || (counters != "" && isName(sel.X, counters)) {
				found = append(found, fmt.Sprintf("%s: a lock or counter of the whole package is global state; put it into the value it guards", h.at(sel)))
			}
			return true
		})
	}
	return found
}

// shape is a method by name and the number of its parameters and results: near
// enough to tell implementations apart without a build.
func shape(name string, f *ast.FuncType) string {
	return fmt.Sprintf("%s/%d/%d", name, f.Params.NumFields(), f.Results.NumFields())
}

type typeKey struct{ dir, name string }

func findLonely(h *tree) []string {
	methods := methodsOf(h)
	var found []string
	h.code(func(s *source) {
		if !within(s.dir, "book") && !within(s.dir, "flow") && !within(s.dir, "office") {
			return
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			wants, ok := wanted(spec)
			if !ok || ports[s.dir+"."+spec.Name.Name] != "" {
				return true
			}
			var have []string
			for key, set := range methods {
				if implements(set, wants, key.dir == s.dir) {
					have = append(have, key.dir+"."+key.name)
				}
			}
			if len(have) == 1 {
				found = append(found, fmt.Sprintf("%s: interface %s has one implementation, %s: name that type and drop the interface", h.at(spec), spec.Name.Name, have[0]))
			}
			return true
		})
	})
	return found
}

// wanted lists the methods of an interface; not ok for constraints, embedded
// and empty interfaces.
func wanted(spec *ast.TypeSpec) ([]string, bool) {
	it, ok := spec.Type.(*ast.InterfaceType)
	if !ok || it.Methods.NumFields() == 0 {
		return nil, false
	}
	var wants []string
	for _, m := range it.Methods.List {
		f, ok := m.Type.(*ast.FuncType)
		if !ok || len(m.Names) != 1 {
			return nil, false
		}
		wants = append(wants, shape(m.Names[0].Name, f))
	}
	return wants, true
}

func implements(set map[string]bool, wants []string, same bool) bool {
	for _, w := range wants {
		if !set[w] || (!ast.IsExported(w) && !same) {
			return false
		}
	}
	return true
}

// methodsOf collects the methods of every concrete type, those of embedded
// types of the same package included.
func methodsOf(h *tree) map[typeKey]map[string]bool {
	all := map[typeKey]map[string]bool{}
	embeds := map[typeKey][]string{}
	h.code(func(s *source) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Recv != nil {
					key := typeKey{s.dir, base(n.Recv.List[0].Type)}
					if all[key] == nil {
						all[key] = map[string]bool{}
					}
					all[key][shape(n.Name.Name, n.Type)] = true
				}
			case *ast.TypeSpec:
				if st, ok := n.Type.(*ast.StructType); ok {
					for _, f := range st.Fields.List {
						if len(f.Names) == 0 {
							key := typeKey{s.dir, n.Name.Name}
							embeds[key] = append(embeds[key], base(f.Type))
						}
					}
				}
			}
			return true
		})
	})
	keys := make([]typeKey, 0, len(embeds))
	for key := range embeds {
		keys = append(keys, key)
	}
	sort.Slice(keys, func(i, j int) bool {
		return path.Join(keys[i].dir, keys[i].name) < path.Join(keys[j].dir, keys[j].name)
	})
	for _, key := range keys {
		for _, inner := range embeds[key] {
			for m := range all[typeKey{key.dir, inner}] {
				if all[key] == nil {
					all[key] = map[string]bool{}
				}
				all[key][m] = true
			}
		}
	}
	return all
}

// base is the name of a type without star, package and type parameters.
func base(e ast.Expr) string {
	switch x := e.(type) {
	case *ast.StarExpr:
		return base(x.X)
	case *ast.IndexExpr:
		return base(x.X)
	case *ast.IndexListExpr:
		return base(x.X)
	case *ast.Ident:
		return x.Name
	}
	return ""
}
