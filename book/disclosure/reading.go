package disclosure

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"

	"fenming/kit/calendar"
	"fenming/kit/fault"
)

// Reading is the dated rule of how long a cost table has to be in view before
// it can be acknowledged.
type Reading struct {
	Rule        string       `json:"rule"`
	MinSeconds  int64        `json:"min_seconds"`
	ScrollToEnd bool         `json:"scroll_to_end"`
	SourceZH    string       `json:"source_zh"`
	SourceEN    string       `json:"source_en"`
	Confidence  string       `json:"confidence" enum:"T,S,M,P"`
	NoteZH      string       `json:"note_zh"`
	NoteEN      string       `json:"note_en"`
	ValidFrom   calendar.Day `json:"valid_from"`
	ValidTo     calendar.Day `json:"valid_to"`
}

//go:embed reading_cn.json
var readingCN []byte

var readings = sync.OnceValues(func() ([]Reading, error) {
	var doc struct {
		Rules []Reading `json:"rules"`
	}
	return doc.Rules, json.Unmarshal(readingCN, &doc)
})

// ReadingOn returns the rule in force on a day.
func ReadingOn(day calendar.Day) (Reading, error) {
	all, err := readings()
	if err != nil {
		return Reading{}, fault.Internal(err)
	}
	for _, r := range all {
		if r.ValidFrom <= day && day <= r.ValidTo {
			return r, nil
		}
	}
	return Reading{}, fault.Internal(fmt.Errorf("no reading rule on %s", day))
}
