package contact

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"fenming/kit/calendar"
)

//go:embed rulepack_cn.json
var packData []byte

// Pack is one dated version of the rules of a jurisdiction.
type Pack struct {
	Version      string             `json:"version"`
	Jurisdiction string             `json:"jurisdiction"`
	From         calendar.Day       `json:"from"`
	Profiles     map[string]profile `json:"profiles"`
	Banned       []string           `json:"banned"`
	Rules        []PackRule         `json:"rules"`
}

// PackRule is one rule in words with where it comes from.
type PackRule struct {
	ID         string `json:"id"`
	ZH         string `json:"zh"`
	EN         string `json:"en"`
	Source     string `json:"source"`
	Confidence string `json:"confidence" enum:"text,secondary,product"`
}

// The profiles of a pack.
const (
	legalFloor     = "legal_floor"
	productDefault = "product_default"
)

// profile holds the numbers: minutes of the local day and counts.
type profile struct {
	Open            int            `json:"open"`
	Close           int            `json:"close"`
	RestOpen        int            `json:"rest_open"`
	RestClose       int            `json:"rest_close"`
	VoiceOnHolidays bool           `json:"voice_on_holidays"`
	PerDay          int            `json:"per_day"`
	PerWeek         int            `json:"per_week"`
	Stages          map[string]int `json:"stages"`
	tightened       bool
}

var builtIn = sync.OnceValues(func() ([]Pack, error) { return readPacks(packData) })

func readPacks(data []byte) ([]Pack, error) {
	var doc struct {
		Packs []Pack `json:"packs"`
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("contact rule packs: %w", err)
	}
	for _, p := range doc.Packs {
		floor, shop := p.Profiles[legalFloor], p.Profiles[productDefault]
		if shop.looserThan(floor) || shop.Close <= shop.Open || shop.PerDay < 1 {
			return nil, fmt.Errorf("contact rule pack %s: the product's profile is looser than the law", p.Version)
		}
	}
	slices.SortFunc(doc.Packs, func(a, b Pack) int { return a.From.Compare(b.From) })
	return doc.Packs, nil
}

func (p profile) looserThan(floor profile) bool {
	return p.Open < floor.Open || p.Close > floor.Close || p.RestOpen < floor.RestOpen || p.RestClose > floor.RestClose ||
		p.PerDay > floor.PerDay || p.PerWeek > floor.PerWeek
}

// packOn returns the pack in force on a day; before the first one, the first.
func packOn(day calendar.Day) (Pack, error) {
	packs, err := builtIn()
	if err != nil || len(packs) == 0 {
		return Pack{}, fmt.Errorf("contact rule packs: none: %w", err)
	}
	in := packs[0]
	for _, p := range packs {
		if !p.From.After(day) {
			in = p
		}
	}
	return in, nil
}

// tighten narrows a profile to a merchant's settings; what would widen it is
// without effect.
func (p profile) tighten(open, closes, perWeek int) profile {
	was := p
	p.Open, p.RestOpen = max(p.Open, open), max(p.RestOpen, open)
	p.Close, p.RestClose = min(p.Close, closes), min(p.RestClose, closes)
	p.PerWeek = min(p.PerWeek, perWeek)
	p.tightened = p.Open != was.Open || p.Close != was.Close || p.PerWeek != was.PerWeek
	return p
}
