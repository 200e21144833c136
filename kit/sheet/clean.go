package sheet

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Clean takes off what platforms put around a value to stop Excel from
// mangling it: blanks (full-width and no-break too), a trailing TAB, a leading
// back-tick, ="…", an apostrophe before digits.
func Clean(s string) string {
	// Each round takes one layer off; more than four nobody writes.
	for range 4 {
		t := strings.TrimFunc(s, blank)
		switch {
		case strings.HasPrefix(t, "`"):
			t = t[1:]
		case len(t) >= 3 && strings.HasPrefix(t, `="`) && strings.HasSuffix(t, `"`):
			t = t[2 : len(t)-1]
		case len(t) > 1 && t[0] == '\'' && strings.Trim(t[1:], "0123456789") == "":
			t = t[1:]
		}
		if t == s {
			return t
		}
		s = t
	}
	return strings.TrimFunc(s, blank)
}

func blank(r rune) bool {
	return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' || r == 0
}

// nameKey makes header names comparable: guards off, full-width forms folded
// （元） = (元), no blanks, lower case.
func nameKey(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFKC.String(Clean(s))), ""))
}
