package promotion

import (
	"encoding/json"
	"slices"
	"strings"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
	"fenming/office/control"
)

// KindPublish is the act of publishing a text that the check wants mended.
const KindPublish = "promotion.publish"

// publishing is what a second person agrees to: this text, with no more than
// these rules against it.
type publishing struct {
	ID    string   `json:"id"`
	Hash  string   `json:"text_hash"`
	Rules []string `json:"rules"`
	By    string   `json:"by"`
}

// Acts are what office/control runs for this room.
func Acts() []control.Act {
	return []control.Act{{Kind: KindPublish, Permission: PermissionManage, Run: func(tx *db.Tx, raw []byte) error {
		var in publishing
		if err := json.Unmarshal(raw, &in); err != nil {
			return err
		}
		c, now, err := ready(tx, in.ID)
		if err != nil {
			return err
		}
		if left := without(now, Result{}); slices.ContainsFunc(left, func(r string) bool { return !slices.Contains(in.Rules, r) }) {
			return fault.Refused(wordChanged)
		}
		return publish(tx, c, in.By, now)
	}}}
}

// Publish marks a text as published under today's rules. Refused when they
// block it; when they ask for a fix it waits for a second person, who is told
// the reason.
func Publish(tx *db.Tx, id, reason string) (Check, error) {
	c, now, err := ready(tx, id)
	if err != nil {
		return Check{}, err
	}
	if now.Verdict == VerdictPass {
		if err := publish(tx, c, tx.Actor().ID, now); err != nil {
			return Check{}, err
		}
		return Get(tx, id)
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return Check{}, fault.Invalid(wordReason).At("/reason")
	}
	rules := without(now, Result{})
	a, err := control.Ask(tx, control.Request{Kind: KindPublish, Permission: PermissionManage, Object: "promotion:" + id,
		Args:    publishing{ID: id, Hash: now.TextHash, Rules: rules, By: tx.Actor().ID},
		Summary: wordApprove, SummaryArgs: words.Args{"campaign": c.Campaign, "rules": strings.Join(rules, ", "), "reason": reason}})
	if err != nil {
		return Check{}, err
	}
	tx.Note("promotion:"+id, map[string]any{"state": c.State}, map[string]any{"state": StateAsked, "approval": a.ID})
	if err := markAsked(tx, id, a.ID); err != nil {
		return Check{}, err
	}
	return Get(tx, id)
}

// ready locks a check that may still be published and says what today's rules
// find. What they block, nobody may approve.
func ready(tx *db.Tx, id string) (Check, Result, error) {
	c, err := byID(tx, id, tx.ForUpdate())
	if err != nil {
		return c, Result{}, err
	}
	if c.State == StatePublished {
		return c, Result{}, fault.Conflict(wordPublished)
	}
	now, err := again(tx, c)
	if err != nil {
		return c, now, err
	}
	if now.Verdict == VerdictBlock {
		return c, now, fault.Refused(wordBlocked, words.Args{"rules": strings.Join(blocking(now), "; ")})
	}
	return c, now, nil
}

// blocking names what blocks, each once, in the words of both languages.
func blocking(r Result) []string {
	var out []string
	for _, f := range r.Findings {
		name := f.Name.ZH + " " + f.Name.EN
		if f.Severity == Block && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func publish(tx *db.Tx, c Check, by string, now Result) error {
	tx.Note("promotion:"+c.ID, map[string]any{"state": c.State}, map[string]any{"state": StatePublished, "pack": now.Pack, "verdict": now.Verdict})
	return markPublished(tx, c.ID, by, now.Pack, tx.Now())
}
