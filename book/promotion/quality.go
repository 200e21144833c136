package promotion

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"

	"fenming/kit/calendar"
)

//go:embed quality.json
var qualityData []byte

// Quality says how well the rules did on texts whose answers a person wrote
// down beforehand. It is measured by the test that writes quality.json.
type Quality struct {
	Pack       string       `json:"pack"`
	MeasuredOn calendar.Day `json:"measured_on"`
	Parts      []Part       `json:"parts"`
}

// Part is one set of labelled texts.
type Part struct {
	Name  string  `json:"name" enum:"dev,heldout,second_dev,second_heldout" doc:"No rule was changed for what a heldout part shows; the second parts are by a second author, who then widened the rules"`
	Texts int     `json:"texts"`
	Clean int     `json:"clean" doc:"Texts with nothing wrong in them, most of which look suspicious"`
	All   Tally   `json:"all"`
	Rules []Tally `json:"rules"`
}

// Tally counts findings: right, wrong, and missed. Shares are in tenths of a
// percent; 1000 where there was nothing to judge.
type Tally struct {
	Rule      string `json:"rule,omitempty"`
	Right     int    `json:"right"`
	Wrong     int    `json:"wrong"`
	Missed    int    `json:"missed"`
	Precision int    `json:"precision"`
	Recall    int    `json:"recall"`
}

var measured = sync.OnceValues(func() (Quality, error) {
	var q Quality
	if err := json.Unmarshal(qualityData, &q); err != nil {
		return q, fmt.Errorf("quality of the promotion check: %w", err)
	}
	return q, nil
})

// Measured returns the figures of the last measurement.
func Measured() (Quality, error) { return measured() }
