package promotion

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
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

// today is the day the corpus is judged on; every rule is in force by then.
const today = "2026-11-22"

func readJSON(t testing.TB, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
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
	in := Ask{Text: x.Text, Jurisdiction: x.In, Medium: x.Medium, Day: today}
	if in.Jurisdiction == "" {
		in.Jurisdiction = "CN"
	}
	if in.Medium == "" {
		in.Medium = "banner"
	}
	if x.Offer != "" {
		if in.Offer = offers[x.Offer]; in.Offer == nil {
			t.Fatalf("%s: no offer %q", x.ID, x.Offer)
		}
	}
	return in
}

// score counts what was found rightly, wrongly and not at all.
type score struct{ tp, fp, fn int }

func (s score) precision() int { return ratio(s.tp, s.tp+s.fp) }
func (s score) recall() int    { return ratio(s.tp, s.tp+s.fn) }

// ratio is tenths of a percent; 1000 where there is nothing to judge.
func ratio(a, b int) int {
	if b == 0 {
		return 1000
	}
	return (1000*a + b/2) / b
}

// judge holds one part against the rules. A finding counts as right when the
// example bears the rule's label and the quoted words overlap those labelled.
func judge(t testing.TB, part string) (map[string]*score, []string) {
	t.Helper()
	by, misses := map[string]*score{}, []string{}
	at := func(rule string) *score {
		if by[rule] == nil {
			by[rule] = &score{}
		}
		return by[rule]
	}
	for _, x := range corpus(t, part) {
		got, err := Examine(x.ask(t))
		if err != nil {
			t.Fatal(x.ID, err)
		}
		hit := map[string]bool{}
		for _, f := range got.Findings {
			hit[f.Rule] = hit[f.Rule] || overlaps(x, f)
		}
		for rule, right := range hit {
			if right {
				at(rule).tp++
			} else {
				at(rule).fp++
				misses = append(misses, fmt.Sprintf("%s: %s found in %q", x.ID, rule, x.Text))
			}
		}
		for rule, quote := range x.Labels {
			if !hit[rule] {
				at(rule).fn++
				misses = append(misses, fmt.Sprintf("%s: %s (%s) not found in %q", x.ID, rule, quote, x.Text))
			}
		}
	}
	slices.Sort(misses)
	return by, misses
}

// missing are the rules about what a text leaves out: any place of the sentence
// is as good as another.
var missing = map[string]bool{"hidden_fee": true, "no_annual_rate": true, "no_total": true, "late_cost": true,
	"tied_discount": true, "credit_warning": true, "fee_small_print": true}

func overlaps(x example, f Finding) bool {
	quote, labelled := x.Labels[f.Rule]
	if !labelled {
		return false
	}
	start := strings.Index(x.Text, quote)
	if quote == "" || f.Quote == "" || f.Start < start+len(quote) && start < f.End {
		return true
	}
	low, high := min(f.Start, start), max(f.Start, start)
	return missing[f.Rule] && !strings.ContainsAny(x.Text[low:high], "。！？!?；;\n")
}

func sum(by map[string]*score) score {
	var all score
	for _, s := range by {
		all.tp, all.fp, all.fn = all.tp+s.tp, all.fp+s.fp, all.fn+s.fn
	}
	return all
}

// table prints the figures by rule, as docs/promotion.md and the screen show
// them.
func table(dev, held map[string]*score) string {
	ids := []string{}
	for id := range dev {
		ids = append(ids, id)
	}
	for id := range held {
		if dev[id] == nil {
			ids = append(ids, id)
		}
	}
	sort.Strings(ids)
	var b strings.Builder
	line := func(name string, d, h score) {
		fmt.Fprintf(&b, "| %s | %s | %s | %d | %s | %s | %d |\n", name, tenths(d.precision()), tenths(d.recall()), d.tp+d.fn,
			tenths(h.precision()), tenths(h.recall()), h.tp+h.fn)
	}
	zero := func(s *score) score {
		if s == nil {
			return score{}
		}
		return *s
	}
	for _, id := range ids {
		line(id, zero(dev[id]), zero(held[id]))
	}
	line("all", sum(dev), sum(held))
	return b.String()
}

func tenths(n int) string { return fmt.Sprintf("%d.%d", n/10, n%10) }

func TestCorpus(t *testing.T) {
	dev, misses := judge(t, "dev")
	for _, m := range misses {
		t.Log(m)
	}
	if os.Getenv("PROMOTION_HELD") == "" {
		t.Log(table(dev, nil))
		return
	}
	held, misses := judge(t, "heldout")
	for _, m := range misses {
		t.Log("held out:", m)
	}
	t.Log("\n" + table(dev, held))
}
