package promotion

import (
	"strings"
	"unicode/utf8"

	"fenming/kit/db"
	"fenming/kit/fault"
)

// SaveIn is a text to check and keep.
type SaveIn struct {
	CheckIn
	Campaign string `json:"campaign" minLength:"1" maxLength:"120" doc:"What the text belongs to"`
}

// Save checks a text and keeps it with what was found. The offer is kept with
// the plan's figures of that day.
func Save(tx *db.Tx, in SaveIn) (Check, error) {
	campaign := strings.TrimSpace(in.Campaign)
	if campaign == "" || utf8.RuneCountInString(campaign) > 120 {
		return Check{}, fault.Invalid(wordCampaign).At("/campaign")
	}
	ask, err := asked(tx, in.CheckIn)
	if err != nil {
		return Check{}, err
	}
	got, err := Examine(ask)
	if err != nil {
		return Check{}, err
	}
	c := Check{ID: tx.ID("prc"), Campaign: campaign, Text: ask.Text, Offer: ask.Offer, Jurisdiction: ask.Jurisdiction, Medium: ask.Medium,
		Result: got, State: StateDraft, SavedBy: tx.Actor().ID, SavedAt: tx.Now()}
	tx.Note("promotion:"+c.ID, nil, map[string]any{"text_hash": got.TextHash, "verdict": got.Verdict, "pack": got.Pack, "state": c.State})
	return c, insert(tx, c)
}

// Get returns a saved check.
func Get(tx *db.Tx, id string) (Check, error) { return byID(tx, id, "") }

// View is a saved check beside what today's rules say of it.
type View struct {
	Check
	Today Result   `json:"today"`
	New   []string `json:"new" doc:"Rules that find something today and did not then"`
	Gone  []string `json:"gone" doc:"Rules that found something then and do not today"`
}

// Look returns a saved check and checks its text again under today's rules.
func Look(tx *db.Tx, id string) (View, error) {
	c, err := Get(tx, id)
	if err != nil {
		return View{}, err
	}
	now, err := again(tx, c)
	return View{Check: c, Today: now, New: without(now, c.Result), Gone: without(c.Result, now)}, err
}

// again checks a saved text under today's rules, with the offer as it was kept.
func again(tx *db.Tx, c Check) (Result, error) {
	day, err := dayOf(tx)
	if err != nil {
		return Result{}, err
	}
	return Examine(Ask{Text: c.Text, Offer: c.Offer, Jurisdiction: c.Jurisdiction, Medium: c.Medium, Day: day})
}

// without lists the rules of a that are not in b, each once.
func without(a, b Result) []string {
	known, out := map[string]bool{}, []string{}
	for _, f := range b.Findings {
		known[f.Rule] = true
	}
	for _, f := range a.Findings {
		if !known[f.Rule] {
			known[f.Rule] = true
			out = append(out, f.Rule)
		}
	}
	return out
}
