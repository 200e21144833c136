package channel

import (
	_ "embed"
	"encoding/json"
	"sync"
)

//go:embed levers.json
var leverText []byte

// How a lever is pulled.
const (
	ByAPI      = "api"      // an interface of the platform, public
	ByContract = "contract" // an interface that needs a contract of its own
	ByAcquirer = "acquirer" // an interface of the acquirer between
	ByHouse    = "house"    // here, without the platform
	ByHand     = "hand"     // in the platform's back office, by a person, with proof
	NoWay      = "none"
)

// Lever is something a merchant can do about credit, at its moment: before the
// payment, when it is paid and not shipped, in settings, or after.
type Lever struct {
	Code    string `json:"code"`
	Moment  string `json:"moment" enum:"before,paid,settings,after"`
	How     string `json:"how" enum:"api,contract,acquirer,house,hand,none"`
	ZH      string `json:"zh"`
	EN      string `json:"en"`
	StepsZH string `json:"steps_zh,omitempty" doc:"how it is done by hand"`
	StepsEN string `json:"steps_en,omitempty"`
}

// LeverData says where the table of levers comes from.
type LeverData struct {
	Version    string `json:"version"`
	Source     string `json:"source"`
	Confidence string `json:"confidence"`
}

type leverTable struct {
	LeverData
	Levers    []Lever                      `json:"levers"`
	Platforms map[string]map[string]string `json:"platforms"`
}

var levers = sync.OnceValue(func() leverTable {
	var t leverTable
	if err := json.Unmarshal(leverText, &t); err != nil {
		panic("channel: levers.json: " + err.Error()) // embedded; a test reads it
	}
	return t
})

func leverData() LeverData { return levers().LeverData }

// LeversOf lists the levers at a platform in the order of their moments. A
// platform that the table does not know has those of its back office.
func LeversOf(platform string) []Lever {
	t := levers()
	how, ok := t.Platforms[platform]
	if !ok {
		how = t.Platforms[""]
	}
	out := make([]Lever, len(t.Levers))
	for i, l := range t.Levers {
		l.How = how[l.Code]
		if l.How != ByHand {
			l.StepsZH, l.StepsEN = "", ""
		}
		out[i] = l
	}
	return out
}
