package promotion

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// example is a labelled text: every rule it breaks, with words of the place.
type example struct {
	ID     string            `json:"id"`
	Text   string            `json:"text"`
	Medium string            `json:"medium"`
	In     string            `json:"in"`
	Offer  string            `json:"offer"`
	Labels map[string]string `json:"labels"`
}

// judged is the day the labelled texts are judged on; every rule of the first
// pack is in force by then.
const judged = "2026-11-22"

func readJSON(t testing.TB, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		t.Fatal(name, err)
	}
}

func corpus(t testing.TB, part string) []example {
	t.Helper()
	var list []example
	readJSON(t, part+".json", &list)
	return list
}

func (x example) ask(t testing.TB) Ask {
	t.Helper()
	var offers map[string]*Offer
	readJSON(t, "offers.json", &offers)
	in := Ask{Text: x.Text, Jurisdiction: cmp.Or(x.In, "CN"), Medium: cmp.Or(x.Medium, "banner"), Day: judged}
	if x.Offer != "" {
		if in.Offer = offers[x.Offer]; in.Offer == nil {
			t.Fatalf("%s: no offer %q", x.ID, x.Offer)
		}
	}
	return in
}

// right says whether a finding is labelled: the rule, and the sentence. Within
// it any of several faulty words is as good as another.
func right(x example, f Finding) bool {
	quote, labelled := x.Labels[f.Rule]
	if !labelled {
		return false
	}
	start := strings.Index(x.Text, quote)
	low, high := min(f.End, start+len(quote)), max(f.Start, start)
	return quote == "" || f.Quote == "" || low > high || !strings.ContainsAny(x.Text[low:high], "。！!?；;\n")
}

// judge holds one part against the rules. A rule counts once a text.
func judge(t testing.TB, name string) (Part, []string) {
	t.Helper()
	part, by, misses := Part{Name: name, Rules: []Tally{}}, map[string]*Tally{}, []string{}
	at := func(rule string) *Tally {
		if by[rule] == nil {
			by[rule] = &Tally{Rule: rule}
		}
		return by[rule]
	}
	for _, x := range corpus(t, name) {
		got, err := Examine(x.ask(t))
		if err != nil {
			t.Fatal(x.ID, err)
		}
		part.Texts++
		if len(x.Labels) == 0 {
			part.Clean++
		}
		found := map[string]bool{}
		for _, f := range got.Findings {
			found[f.Rule] = found[f.Rule] || right(x, f)
		}
		for rule, ok := range found {
			if ok {
				at(rule).Right++
			} else {
				at(rule).Wrong++
				misses = append(misses, fmt.Sprintf("%s: %s found in %q", x.ID, rule, x.Text))
			}
		}
		for rule, quote := range x.Labels {
			if !found[rule] {
				at(rule).Missed++
				misses = append(misses, fmt.Sprintf("%s: %s (%s) not found in %q", x.ID, rule, quote, x.Text))
			}
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(by)) {
		t := by[rule].done()
		part.Rules = append(part.Rules, t)
		part.All.Right, part.All.Wrong, part.All.Missed = part.All.Right+t.Right, part.All.Wrong+t.Wrong, part.All.Missed+t.Missed
	}
	part.All = part.All.done()
	slices.Sort(misses)
	return part, misses
}

func (t Tally) done() Tally {
	t.Precision, t.Recall = share(t.Right, t.Right+t.Wrong), share(t.Right, t.Right+t.Missed)
	return t
}

func share(a, b int) int {
	if b == 0 {
		return 1000
	}
	return (1000*a + b/2) / b
}

// The floors stand a little below what was measured when the rules were
// written; a change that falls through them is a step back.
var floors = map[string]struct{ precision, recall int }{"dev": {980, 980}, "heldout": {930, 950}, "second_dev": {840, 970},
	"second_heldout": {800, 850}}

// partNames: two sets by the author of the first rules, two by another.
func partNames() []string { return []string{"dev", "heldout", "second_dev", "second_heldout"} }

// TestCorpus measures the rules on labelled texts. With PROMOTION_WRITE=1 it
// writes the figures down for the screen and the docs.
func TestCorpus(t *testing.T) {
	p, err := packOn(judged)
	if err != nil {
		t.Fatal(err)
	}
	q := Quality{Pack: p.Version, MeasuredOn: judged}
	clean, texts := 0, 0
	for _, name := range partNames() {
		part, misses := judge(t, name)
		for _, m := range misses {
			t.Log(name, m)
		}
		t.Logf("%s: %d texts, %d clean, precision %s, recall %s", name, part.Texts, part.Clean, tenths(part.All.Precision), tenths(part.All.Recall))
		if f := floors[name]; part.All.Precision < f.precision || part.All.Recall < f.recall {
			t.Errorf("%s fell below its floor %v: %+v", name, f, part.All)
		}
		q.Parts = append(q.Parts, part)
		clean, texts = clean+part.Clean, texts+part.Texts
	}
	if texts < 150 || 10*clean < 4*texts {
		t.Errorf("%d texts, %d clean: at least 150, and 4 in 10 clean", texts, clean)
	}
	data, err := json.MarshalIndent(q, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	keep(t, "quality.json", string(data)+"\n")
	docs := filepath.Join("..", "..", "docs", "promotion.md")
	old, err := os.ReadFile(docs)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(old), "<!-- figures -->\n")
	_, after, ok2 := strings.Cut(rest, "<!-- end of figures -->")
	if !ok || !ok2 {
		t.Fatal("docs/promotion.md has no place for the figures")
	}
	keep(t, docs, before+"<!-- figures -->\n"+table(q)+"<!-- end of figures -->"+after)
}

// keep compares a file with what was measured, or writes it when asked to.
func keep(t *testing.T, path, want string) {
	t.Helper()
	if os.Getenv("PROMOTION_WRITE") != "" {
		if err := os.WriteFile(path, []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if have, err := os.ReadFile(path); err != nil || string(have) != want {
		t.Errorf("%s does not say what was measured; run PROMOTION_WRITE=1 go test ./book/promotion -run TestCorpus: %v", path, err)
	}
}

func table(q Quality) string {
	by := map[string][]Tally{}
	all := make([]Tally, len(q.Parts))
	var b strings.Builder
	b.WriteString("| rule |")
	for i, part := range q.Parts {
		fmt.Fprintf(&b, " %s: texts | precision %% | recall %% |", part.Name)
		all[i] = part.All
		for _, r := range part.Rules {
			if by[r.Rule] == nil {
				by[r.Rule] = make([]Tally, len(q.Parts))
			}
			by[r.Rule][i] = r
		}
	}
	b.WriteString("\n|---|" + strings.Repeat("---|---|---|", len(q.Parts)) + "\n")
	line := func(name string, row []Tally) {
		fmt.Fprintf(&b, "| %s |", name)
		for _, x := range row {
			if x.Right+x.Wrong+x.Missed == 0 {
				b.WriteString(" 0 | – | – |")
				continue
			}
			fmt.Fprintf(&b, " %d | %s | %s |", x.Right+x.Missed, tenths(x.Precision), tenths(x.Recall))
		}
		b.WriteString("\n")
	}
	for _, rule := range slices.Sorted(maps.Keys(by)) {
		line(rule, by[rule])
	}
	line("**all findings**", all)
	b.WriteString("\n")
	for _, part := range q.Parts {
		fmt.Fprintf(&b, "Part %s: %d texts, %d of them clean. ", part.Name, part.Texts, part.Clean)
	}
	fmt.Fprintf(&b, "Rule pack %s, measured on %s.\n", q.Pack, q.MeasuredOn)
	return b.String()
}

func tenths(n int) string { return fmt.Sprintf("%d.%d", n/10, n%10) }
