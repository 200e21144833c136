package fenming_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// commonTables belong to the installation: the kit and the office may name them.
var commonTables = []string{"instance"}

func sqlLaws() []law {
	return []law{
		{name: "SQL stands in store.go", find: findSQL,
			breaks: []sample{
				{"store.go", one("book/order/open.go", "package order; const q = `SELECT id FROM orders WHERE tenant = $1`")},
				{"store.go", one("book/order/open.go", `package order; const q = "insert into orders (tenant) values ($1)"`)},
				{"store.go", one("flow/sell/decide.go", `package sell; var q = "UPDATE orders SET state = $2"`)},
				{"store.go", one("book/order/open.go", `package order; var q = " AND tenant = $1"`)},
				{"store.go", one("book/order/open.go", "package order; var q = `\n\tWITH x AS (SELECT 1) SELECT * FROM x`")},
				{"store.go", one("cmd/fenming/main.go", `package main; var q = "DELETE FROM orders"`)},
			},
			keeps: []sample{
				{"", one("book/order/store.go", `package order; var q = "DELETE FROM orders WHERE tenant = $1"`)},
				{"", one("kit/db/tx.go", `package db; var q = "SELECT 1 FROM tenant WHERE tenant = $1"`)},
				{"", one("book/order/words.go", `package order; var q = "Select a plan from the list; update the order; with care"`)},
				{"", one("book/order/words.go", `package order; var q = "select a file from the disk"`)},
				{"", one("book/order/open_test.go", `package order; var q = "DELETE FROM orders"`)},
			}},
		{name: "a table is named by its owner only", find: findStrangers,
			breaks: []sample{
				{"belongs to book/plan", map[string]string{
					"book/plan/store.go":   `package plan; var Tables = []string{"plan"}`,
					"book/ledger/store.go": `package ledger; var q = "SELECT x FROM plan WHERE tenant = $1"`}},
				{"belongs to book/plan", map[string]string{
					"book/plan/store.go":   `package plan; var Tables = []string{"plan"}`,
					"flow/close/store.go":  `package close; var q = "select l.x from ledger l join plan p on true"`,
					"book/ledger/store.go": `package ledger; var Tables = []string{"ledger"}`}},
				{"ask the office", one("book/plan/store.go", `package plan; var q = "SELECT value FROM instance"`)},
				{"nobody declares", one("book/plan/store.go", `package plan; var q = "SELECT x FROM plan WHERE tenant = $1"`)},
				{"declared by", map[string]string{
					"book/plan/store.go":   `package plan; var Tables = []string{"plan"}`,
					"book/ledger/store.go": `package ledger; var Tables = []string{"plan"}`}},
				{"no step creates", map[string]string{
					"migrations/0001_a.sql": "CREATE TABLE x (tenant TEXT NOT NULL, PRIMARY KEY (tenant));",
					"book/plan/store.go":    `package plan; var Tables = []string{"x"}; var q = "SELECT 1 FROM v_plan"`}},
				{"no room declares", one("migrations/0001_a.sql", "CREATE TABLE x (tenant TEXT NOT NULL, PRIMARY KEY (tenant));")},
				{"no step creates", map[string]string{
					"migrations/0001_a.sql": "CREATE TABLE x (tenant TEXT NOT NULL, PRIMARY KEY (tenant));",
					"book/plan/store.go":    `package plan; var Tables = []string{"x", "y"}`}},
			},
			keeps: []sample{
				{"", map[string]string{
					"migrations/0001_a.sql": "CREATE TABLE plan (tenant TEXT); CREATE VIEW v_plan AS SELECT 1;",
					"book/plan/store.go": "package plan; var Tables = []string{\"plan\"}\n" +
						"var q = `INSERT INTO plan (a) VALUES ($1) ON CONFLICT DO UPDATE SET a = 1`\n" +
						"var r = `WITH old AS (SELECT 1), new (a) AS (SELECT 2) SELECT a FROM old JOIN new ON a IS NOT DISTINCT FROM b FOR UPDATE SKIP LOCKED`",
					"book/ledger/store.go": `package ledger; var q = "SELECT x FROM v_plan WHERE tenant = $1"`}},
				{"", one("office/identity/store.go", `package identity; var q = "SELECT value FROM instance WHERE name = $1"`)},
			}},
	}
}

var (
	sqlVerb  = regexp.MustCompile(`(?s)^\s*(?:(?:INSERT|insert)\s+(?:INTO|into)\s|(?:UPDATE|update)\s+\w+\s+(?:\w+\s+)?(?:SET|set)\s|(?:DELETE|delete)\s+(?:FROM|from)\s|(?:CREATE|DROP|ALTER|create|drop|alter)\s+(?:UNIQUE |unique )?(?:TABLE|INDEX|VIEW|table|index|view)\s|(?:WITH|with)\s+(?:RECURSIVE |recursive )?\w+\s*(?:\([^)]*\)\s*)?(?:AS|as)\s*\()`)
	sqlRead  = regexp.MustCompile(`(?s)^\s*(?:SELECT\s.*|SELECT$|select\s.*\bfrom\s.*[$=(*])`)
	sqlScope = regexp.MustCompile(`(?i)\btenant\s*=\s*\$1\b`)
)

// looksSQL says whether a text is SQL or a part of it.
func looksSQL(text string) bool {
	return sqlVerb.MatchString(text) || sqlRead.MatchString(text) || sqlScope.MatchString(text)
}

// texts calls fn for every string literal of a file, imports and tags left out.
func texts(s *source, fn func(lit *ast.BasicLit, text string)) {
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				if text, err := strconv.Unquote(n.Value); err == nil {
					fn(n, text)
				}
			}
		}
		return true
	})
}

// storeFile says whether SQL may stand in a file.
func storeFile(s *source) bool {
	return s.name == "store.go" || strings.HasPrefix(s.name, "store_") || within(s.dir, "kit/db") || s.dir == "migrations"
}

func findSQL(h *tree) []string {
	var found []string
	h.code(func(s *source) {
		if storeFile(s) {
			return
		}
		texts(s, func(lit *ast.BasicLit, text string) {
			if looksSQL(text) {
				found = append(found, h.at(lit)+": SQL belongs in the room's store.go, so that one file says all a room does to its tables: "+clip(text))
			}
		})
	})
	return found
}

func clip(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > 60 {
		return text[:60] + "…"
	}
	return text
}

var (
	named     = regexp.MustCompile(`(?i)(\bfor\s+|\bdistinct\s+)?\b(from|join|into|update)\s+([a-z_][a-z0-9_]*)(\s*\()?`)
	shadow    = regexp.MustCompile(`(?is)(?:\bwith\s+(?:recursive\s+)?|,\s*)([a-z_][a-z0-9_]*)\s*(?:\([^)]*\)\s*)?as\s*(?:materialized\s*)?\(`)
	shouting  = regexp.MustCompile(`\b(FROM|JOIN|INTO|UPDATE)\s`)
	notTables = []string{"set", "select", "only", "lateral"}
)

// tablesIn lists the tables a text names; common table expressions are left out.
func tablesIn(text string, own map[string]bool) []string {
	var names []string
	for _, m := range named.FindAllStringSubmatch(text, -1) {
		name := strings.ToLower(m[3])
		into := strings.EqualFold(m[2], "into") // INSERT INTO t (…) is a table before a bracket
		if m[1] != "" || own[name] || slices.Contains(notTables, name) || (m[4] != "" && !into) {
			continue
		}
		names = append(names, name)
	}
	return names
}

// declared reads `var Tables = []string{…}` of every room.
func declared(h *tree) (owner map[string]string, found []string) {
	owner = map[string]string{}
	for _, name := range commonTables {
		owner[name] = ""
	}
	h.code(func(s *source) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || spec.Names[0].Name != "Tables" || len(spec.Values) != 1 {
				return true
			}
			ast.Inspect(spec.Values[0], func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					name, _ := strconv.Unquote(lit.Value)
					if slices.Contains(commonTables, name) {
						return true
					}
					if other := owner[name]; other != "" && other != s.dir {
						found = append(found, fmt.Sprintf("%s: table %s is declared by %s too; a table has one owner", h.at(lit), name, other))
					}
					owner[name] = s.dir
				}
				return true
			})
			return false
		})
	})
	return owner, found
}

func findStrangers(h *tree) []string {
	owner, found := declared(h)
	tables, views := created(h)
	h.code(func(s *source) {
		if !storeFile(s) || within(s.dir, "kit/db") || s.dir == "migrations" {
			return
		}
		own := map[string]bool{}
		texts(s, func(_ *ast.BasicLit, text string) {
			for _, m := range shadow.FindAllStringSubmatch(text, -1) {
				own[strings.ToLower(m[1])] = true
			}
		})
		texts(s, func(lit *ast.BasicLit, text string) {
			for _, name := range tablesIn(text, own) {
				if why := stranger(s, name, text, owner, views); why != "" {
					found = append(found, h.at(lit)+": "+why)
				}
			}
		})
	})
	if len(tables)+len(views) == 0 {
		return found
	}
	for name, room := range owner {
		if room != "" && !slices.Contains(tables, name) {
			found = append(found, fmt.Sprintf("%s declares table %s, but no step creates it", room, name))
		}
	}
	for _, name := range tables {
		if _, known := owner[name]; !known {
			found = append(found, fmt.Sprintf("migrations: no room declares table %s in its Tables; a table nobody owns is nobody's to mend", name))
		}
	}
	slices.Sort(found)
	return found
}

// stranger says what is wrong with naming a table here, "" when nothing is.
func stranger(s *source, name, text string, owner map[string]string, views []string) string {
	room, known := owner[name]
	switch {
	case strings.HasPrefix(name, "v_"):
		return unless(len(views) == 0 && known || slices.Contains(views, name), "view "+name+" is read here, but no step creates it")
	case known && room == "":
		return unless(within(s.dir, "kit") || within(s.dir, "office"), "table "+name+" belongs to the installation; ask the office")
	case known && (room == s.dir || within(s.dir, room)):
		return ""
	case known:
		return fmt.Sprintf("table %s belongs to %s: call that room, or read a view (v_…) it declares", name, room)
	case shouting.MatchString(text) && looksSQL(text):
		return fmt.Sprintf("table %s is named here, but nobody declares it in Tables", name)
	}
	return ""
}

var creates = regexp.MustCompile(`(?i)\bcreate\s+(table|view)\s+(?:if\s+not\s+exists\s+)?([a-z_][a-z0-9_]*)`)

// created lists the tables and views of the migrations.
func created(h *tree) (tables, views []string) {
	for _, s := range h.files {
		if s.dir != "migrations" || !strings.HasSuffix(s.name, ".sql") {
			continue
		}
		for _, m := range creates.FindAllStringSubmatch(uncomment(s.text), -1) {
			if strings.EqualFold(m[1], "table") {
				tables = append(tables, strings.ToLower(m[2]))
			} else {
				views = append(views, strings.ToLower(m[2]))
			}
		}
	}
	return tables, views
}
