package risk

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"fenming/kit/calendar"
)

//go:embed ruleset.json
var ruleSetData []byte

// RuleSet is one dated version of weights and thresholds.
type RuleSet struct {
	Version string       `json:"version"`
	From    calendar.Day `json:"from"`
	Lines   lines        `json:"lines"`
	Rules   []setting    `json:"rules"`
}

// lines are the scores from which an outcome holds.
type lines struct {
	StepUp  int `json:"step_up"`
	Hold    int `json:"hold"`
	Decline int `json:"decline"`
}

// setting is one rule's numbers; the units stand in ruleset.json.
type setting struct {
	Code   string           `json:"code"`
	Weight int              `json:"weight"`
	Force  string           `json:"force"`
	At     map[string]int64 `json:"at"`
}

var builtIn = sync.OnceValues(func() ([]RuleSet, error) { return readRuleSets(ruleSetData) })

// readRuleSets reads the dated versions, oldest first, and refuses a rule that
// the program does not know.
func readRuleSets(data []byte) ([]RuleSet, error) {
	var doc struct {
		Sets []RuleSet `json:"sets"`
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("rule sets: %w", err)
	}
	for _, s := range doc.Sets {
		for _, r := range s.Rules {
			if _, ok := ruleOf(r.Code); !ok {
				return nil, fmt.Errorf("rule set %s: no rule %q", s.Version, r.Code)
			}
		}
	}
	slices.SortFunc(doc.Sets, func(a, b RuleSet) int { return a.From.Compare(b.From) })
	return doc.Sets, nil
}

// ruleSetOn returns the version in force on a day, the first one before all.
func ruleSetOn(day calendar.Day) (RuleSet, error) {
	sets, err := builtIn()
	if err != nil || len(sets) == 0 {
		return RuleSet{}, fmt.Errorf("rule sets: none is in force: %w", err)
	}
	in := sets[0]
	for _, s := range sets {
		if !s.From.After(day) {
			in = s
		}
	}
	return in, nil
}

func (s RuleSet) setting(code string) setting {
	for _, r := range s.Rules {
		if r.Code == code {
			return r
		}
	}
	return setting{}
}
