package main

import (
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	"fenming/internal/vectors"
)

var heads = []string{"file", "class", "cases", "passing", "share", "standing"}

func rows(classes []vectors.Class) [][]string {
	var list [][]string
	line := func(c vectors.Class) []string {
		return []string{c.File, c.Name, fmt.Sprint(c.Cases), fmt.Sprint(c.Passing), c.Share(), c.Standing()}
	}
	for _, must := range []bool{true, false} {
		sum := vectors.Class{Name: "all that must pass", Must: must}
		if !must {
			sum.Name = "all reported"
		}
		for _, c := range classes {
			if c.Must == must {
				list = append(list, line(c))
				sum.Cases, sum.Passing = sum.Cases+c.Cases, sum.Passing+c.Passing
			}
		}
		list = append(list, line(sum))
	}
	return list
}

// plain is the table for a terminal, with the notes of what must pass, or of
// all, below it.
func plain(classes []vectors.Class, all bool) string {
	list := append([][]string{heads}, rows(classes)...)
	widths := make([]int, len(heads))
	for _, row := range list {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for _, row := range list {
		for i, cell := range row {
			blank := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i >= 2 && i <= 4 {
				cell = blank + cell
			} else if i < len(row)-1 {
				cell += blank
			}
			b.WriteString(cell + map[bool]string{true: "\n", false: "  "}[i == len(row)-1])
		}
	}
	for _, c := range classes {
		for _, n := range c.Notes {
			if all || c.Must {
				fmt.Fprintf(&b, "  %s: %s\n", c.Name, n)
			}
		}
	}
	return b.String()
}

const (
	docs  = "docs/vectors.md"
	begin = "<!-- table -->"
	end   = "<!-- end of the table -->"
)

// intoDocs puts the table between the marks of the page.
func intoDocs(classes []vectors.Class, date string) error {
	raw, err := os.ReadFile(docs)
	if err != nil {
		return err
	}
	head, rest, ok := strings.Cut(string(raw), begin)
	_, tail, closed := strings.Cut(rest, end)
	if !ok || !closed {
		return fmt.Errorf("%s has no marks for the table", docs)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n\nBaseline of %s.\n\n| %s |\n| --- | --- | ---: | ---: | ---: | --- |\n", date, strings.Join(heads, " | "))
	for _, row := range rows(classes) {
		fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
	}
	b.WriteString("\nNotes:\n\n")
	for _, c := range classes {
		for _, n := range c.Notes {
			if c.Must {
				fmt.Fprintf(&b, "- %s: %s\n", c.Name, n)
			}
		}
	}
	b.WriteString("\n")
	return os.WriteFile(docs, []byte(head+begin+b.String()+end+tail), 0o644)
}
