package fenming_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"fenming/kit/db"
)

// The words are put together here, so that this file does not break its own law.
var (
	unfinished = regexp.MustCompile(`\b(` + "TO" + "DO|" + "FIX" + "ME|" + "X" + "XX" + `)\b`)
	elsewhere  = regexp.MustCompile(`(?:^|[\s"'` + "`" + `(=:])(/(?:` + "wo" + "rk|" + "tm" + "p|" + "ro" + "ot|" + "ho" + `me/\w+)/[\w.-]+)`)
)

func textLaws() []law {
	return []law{
		{name: "nothing is left for later", find: findUnfinished,
			breaks: []sample{{"finish it", one("docs/a.md", "text\nTO"+"DO: more")},
				{"finish it", one("book/order/a.go", "package order // FIX"+"ME")}},
			keeps: []sample{{"", one("scripts/a", "mktemp -d x.XXXX"+"XX; todos")}}},
		{name: "no path of one machine", find: findPaths,
			breaks: []sample{{"this machine", one("docs/a.md", "see /wo"+"rk/main/x")},
				{"this machine", one("book/order/a_test.go", `package order; const p = "/tm`+`p/x"`)},
				{"this machine", one("scripts/a", "cp x /ro"+"ot/y")}},
			keeps: []sample{{"", one("web/src/a.ts", "import x from '../wo"+"rk/x'; // network/wo"+"rk/ /var/lib/fenming")}}},
	}
}

func findUnfinished(h *tree) []string {
	return grep(h, unfinished, "%s: %s marks something left for later; finish it, or write an issue and leave the mark out")
}

func findPaths(h *tree) []string {
	return grep(h, elsewhere, "%s: %s is a path of this machine; take it from the environment, a flag or t.TempDir")
}

func grep(h *tree, what *regexp.Regexp, sentence string) []string {
	var found []string
	for _, s := range h.files {
		for i, line := range strings.Split(s.text, "\n") {
			if m := what.FindString(line); m != "" {
				found = append(found, fmt.Sprintf(sentence, s.path+":"+itoa(i+1), strings.TrimSpace(m)))
			}
		}
	}
	return found
}

// TestGlobalTablesAgree keeps the list of this test and that of kit/db equal.
func TestGlobalTablesAgree(t *testing.T) {
	have := db.GlobalTables()
	if len(have) != len(globals) {
		t.Errorf("kit/db knows %q, this test %d tables", have, len(globals))
	}
	for _, name := range have {
		if globals[name] == "" {
			t.Errorf("kit/db calls %s global; say here why it belongs to no tenant", name)
		}
	}
}
