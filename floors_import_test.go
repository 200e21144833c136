package fenming_test

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// floors from the ground up; an import may only point to a lower number.
var floors = map[string]int{"kit": 0, "office": 1, "book": 2, "flow": 3, "cmd": 4}

// rooms of a floor from left to right; a room may import rooms to its left.
var rooms = map[string][]string{
	"office": {"tenant", "identity", "control", "audit", "notice"},
	"book": {"customer", "goods", "channel", "plan", "disclosure", "contract", "order", "limit", "ledger", "score", "risk",
		"statement", "contact", "casefile", "promotion", "complaint"},
}

// shelves hold files to embed and next to no code.
var shelves = []string{"web", "migrations", "docs", "deploy"}

// pureBans are imports a rules.go may not have: rules are functions of their
// arguments.
var pureBans = []string{"context", "database/sql", "io/fs", "log/slog", "math/rand", "math/rand/v2", "net", "net/http",
	"os", module + "kit/api", module + "kit/blob", module + "kit/db", module + "kit/job"}

func importLaws() []law {
	return []law{
		{name: "arrows point down", find: findArrows, breaks: arrowBreaks(), keeps: arrowKeeps()},
		{name: "HTTP stands in api.go", find: findHTTP,
			breaks: []sample{{"HTTP", one("book/order/order.go", `package order; import _ "net/http"`)},
				{"HTTP", one("flow/sell/decide.go", `package sell; import _ "net/http"`)}},
			keeps: []sample{{"", one("book/order/api.go", `package order; import _ "net/http"`)},
				{"", one("kit/api/door.go", `package api; import _ "net/http"`)},
				{"", one("office/identity/api_login.go", `package identity; import _ "net/http"`)}}},
		{name: "rules are pure", find: findImpure,
			breaks: []sample{{"pure", one("book/risk/rules.go", `package risk; import _ "fenming/kit/db"`)},
				{"pure", one("book/risk/rules.go", `package risk; import _ "os"`)}},
			keeps: []sample{{"", one("book/risk/rules.go", `package risk; import _ "fenming/kit/money"`)}}},
		{name: "every room has its door plate", find: findUndocumented,
			breaks: []sample{{"doc.go", one("book/order/order.go", `package order`)},
				{"doc.go", one("flow/sell/doc.go", `package sell`)}},
			keeps: []sample{{"", one("flow/sell/doc.go", "// Package sell decides.\npackage sell")}}},
	}
}

// one is a tree of a single file.
func one(path, text string) map[string]string { return map[string]string{path: text} }

func arrowBreaks() []sample {
	file := func(p, to string) map[string]string { return one(p, `package x; import _ "fenming/`+to+`"`) }
	return []sample{
		{"upward", file("kit/db/db.go", "book/order")},
		{"upward", file("office/audit/audit.go", "book/order")},
		{"upward", file("book/order/order.go", "flow/sell")},
		{"upward", file("book/order/order_test.go", "flow/sell")},
		{"to its left", file("book/plan/plan.go", "book/ledger")},
		{"to its left", file("office/tenant/tenant.go", "office/audit")},
		{"leave a job", file("flow/sell/sell.go", "flow/collect")},
		{"may import kit only", file("platform/huabei/bill.go", "book/order")},
		{"may import kit only", file("platform/port.go", "platform/huabei")},
		{"may import kit only", file("platform/huabei/bill.go", "platform/baitiao")},
		{"only flows and cmd", file("book/order/order.go", "platform")},
		{"only cmd", file("flow/sell/sell.go", "web")},
		{"only cmd", file("kit/db/db.go", "migrations")},
		{"serves tests", file("book/order/order.go", "internal/shared")},
		{"serves tests", file("book/order/order.go", "kit/db/dbtest")},
		{"has no floor", file("util/strings.go", "kit/words")},
		{"has no place", file("book/loan/loan.go", "kit/words")},
		{"nobody imports", file("flow/sell/sell.go", "cmd/fenming")},
	}
}

func arrowKeeps() []sample {
	file := func(p, to string) sample { return sample{"", one(p, `package x; import _ "fenming/`+to+`"`)} }
	return []sample{
		file("book/ledger/open.go", "book/plan"), file("book/ledger/open.go", "office/audit"),
		file("office/notice/send.go", "office/audit"), file("flow/sell/decide.go", "book/complaint"),
		file("flow/sell/decide.go", "platform"), file("platform/huabei/bill.go", "platform"),
		file("platform/huabei/bill.go", "platform/huabei/wire"), file("platform/port.go", "kit/money"),
		file("cmd/fenming/main.go", "web"), file("cmd/fenming/main.go", "cmd/house"), file("cmd/fenming/main.go", "platform/huabei"),
		file("book/order/order_test.go", "kit/db/dbtest"), file("book/order/order_test.go", "book/ledger"),
		file("kit/db/dbtest/dbtest.go", "migrations"), file("book/ledger/sub/x.go", "book/ledger"),
		file("platform/huabei/sim/sim_test.go", "platform/baitiao"),
	}
}

func findArrows(h *tree) []string {
	var found []string
	for _, s := range h.files {
		if s.file == nil || s.dir == "." || within(s.dir, "tools") {
			continue
		}
		if floor, _, _ := strings.Cut(s.dir, "/"); rooms[floor] != nil && !slices.Contains(rooms[floor], room(s.dir)) {
			found = append(found, fmt.Sprintf("%s: room %s has no place on its floor; the order from left to right is %s", s.path, s.dir, strings.Join(rooms[floor], " ")))
		}
		for _, i := range s.file.Imports {
			to, ours := strings.CutPrefix(strings.Trim(i.Path.Value, `"`), module)
			if !ours {
				continue
			}
			if why := arrow(s, to); why != "" {
				found = append(found, fmt.Sprintf("%s: %s imports %s: %s", h.at(i), s.dir, to, why))
			}
		}
	}
	return found
}

// arrow says what is wrong with an import, "" when nothing is.
func arrow(from *source, to string) string {
	floor, _, _ := strings.Cut(from.dir, "/")
	target, _, _ := strings.Cut(to, "/")
	shelf := slices.Contains(shelves, target)
	switch {
	case target == "cmd" && floor != "cmd":
		return "nobody imports a command; move what is needed down a floor"
	case helper(from.dir) || floor == "cmd":
		return ""
	case helper(to):
		return unless(from.test, "it serves tests and commands only")
	case shelf && floor != target:
		return unless(from.test, "only cmd opens what is embedded; hand the files down as an fs.FS")
	case floor == "platform":
		return platformArrow(from, to)
	case target == "platform":
		return unless(floor == "flow", "only flows and cmd may know the platforms; a book keeps facts, whoever sent them")
	}
	here, known := floors[floor]
	if !known && !slices.Contains(shelves, floor) {
		return "folder " + floor + " has no floor; would a bakery need it too? then kit, else see doc.go"
	}
	there, known := floors[target]
	if !known && !shelf {
		return "folder " + target + " has no floor; would a bakery need it too? then kit, else see doc.go"
	}
	if there > here {
		return "an upward arrow; the lower floor must not know the upper one: pass the value in, or move the verb up"
	}
	if there == here && !from.test {
		return sideways(floor, from.dir, to)
	}
	return ""
}

func platformArrow(from *source, to string) string {
	if within(to, "kit") || to == "platform" || within(to, "platform/internal") || within(to, connector(from.dir)) {
		return ""
	}
	if from.test && within(to, "platform") {
		return ""
	}
	return "a platform may import kit only, the port itself and its own folders"
}

// connector is the folder of one platform; the port itself has none.
func connector(dir string) string {
	parts := strings.SplitN(dir, "/", 3)
	if len(parts) < 2 {
		return "(none)"
	}
	return path.Join(parts[0], parts[1])
}

func sideways(floor, from, to string) string {
	a, b := room(from), room(to)
	if a == b || floor == "kit" {
		return ""
	}
	if floor == "flow" {
		return "a flow never calls a flow: leave a job in the same transaction"
	}
	order := rooms[floor]
	return unless(slices.Index(order, b) < slices.Index(order, a), "a room may import the rooms to its left only: "+strings.Join(order, " "))
}

// room is the second part of a path.
func room(dir string) string {
	parts := strings.SplitN(dir, "/", 3)
	if len(parts) < 2 {
		return ""
	}
	return parts[1]
}

func unless(lawful bool, sentence string) string {
	if lawful {
		return ""
	}
	return sentence
}

func findHTTP(h *tree) []string {
	var found []string
	h.code(func(s *source) {
		door := s.name == "api.go" || strings.HasPrefix(s.name, "api_")
		if door || !(within(s.dir, "book") || within(s.dir, "flow") || within(s.dir, "office")) {
			return
		}
		for _, i := range s.file.Imports {
			if i.Path.Value == `"net/http"` {
				found = append(found, h.at(i)+": HTTP belongs in api.go; a verb takes typed values, so that jobs and the command line can call it too")
			}
		}
	})
	return found
}

func findImpure(h *tree) []string {
	var found []string
	h.code(func(s *source) {
		if s.name != "rules.go" {
			return
		}
		for _, i := range s.file.Imports {
			if name := strings.Trim(i.Path.Value, `"`); slices.Contains(pureBans, name) {
				found = append(found, fmt.Sprintf("%s: rules.go is pure and must not import %s: read first, then call the rule with values", h.at(i), name))
			}
		}
	})
	return found
}

func findUndocumented(h *tree) []string {
	documented, seen := map[string]bool{}, map[string]string{}
	h.code(func(s *source) {
		floor, _, _ := strings.Cut(s.dir, "/")
		if _, known := floors[floor]; !known || floor == "cmd" || strings.Count(s.dir, "/") != 1 {
			return
		}
		if seen[s.dir] == "" {
			seen[s.dir] = s.path
		}
		// A kit part of one file carries its comment there.
		if s.file.Doc != nil && (s.name == "doc.go" || floor == "kit") {
			documented[s.dir] = true
		}
	})
	var found []string
	for dir := range seen {
		if !documented[dir] {
			found = append(found, dir+": the room needs a doc.go with a package comment: what it is, words, invariants, states, who may call")
		}
	}
	slices.Sort(found)
	return found
}
