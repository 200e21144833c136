package customer

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"fenming/kit/calendar"
	"fenming/kit/words"
)

//go:embed purposes.json
var purposeData []byte

// The kinds of purpose: what PIPL asks of the act of agreeing.
const (
	OrdinaryConsent = "ordinary" // PIPL 13(1)(1), 14
	SeparateConsent = "separate" // an act of its own: PIPL 23, 29, 39
	ChannelConsent  = "channel"  // being written to or called
)

// stopReminders marks a purpose whose end takes waiting reminders back.
const stopReminders = "reminders"

// both is a text in the two languages.
type both struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

func (b both) in(lang words.Lang) string {
	if lang == words.EN {
		return b.EN
	}
	return b.ZH
}

// Purpose 用途 is one version of what a customer can agree to.
type Purpose struct {
	ID             string       `json:"id"`
	Kind           string       `json:"kind"`
	Version        string       `json:"version"`
	From           calendar.Day `json:"from"`
	Title          both         `json:"title"`
	Text           both         `json:"text"`
	Data           both         `json:"data"`
	Recipients     []both       `json:"recipients"`
	Retention      both         `json:"retention"`
	Withdrawal     both         `json:"withdrawal"`
	ServiceDepends bool         `json:"service_depends"`
	Stops          []string     `json:"stops"`
	Source         string       `json:"source"`
	Confidence     string       `json:"confidence"`
}

// recipient names who gets the data, in a language.
func (p Purpose) recipient(lang words.Lang) string {
	list := make([]string, len(p.Recipients))
	for i, r := range p.Recipients {
		list[i] = r.in(lang)
	}
	return strings.Join(list, "; ")
}

// Shown is the whole text put before the customer: PIPL 17 and 23 want purpose,
// data, recipient and term told before the act, and the product adds what a
// withdrawal changes.
func (p Purpose) Shown(lang words.Lang) string {
	label := [...]string{"涉及的信息：", "接收方：", "保存期限：", "撤回后："}
	if lang == words.EN {
		label = [...]string{"Data: ", "Recipient: ", "Kept: ", "When withdrawn: "}
	}
	return strings.Join([]string{p.Title.in(lang), p.Text.in(lang), label[0] + p.Data.in(lang), label[1] + p.recipient(lang),
		label[2] + p.Retention.in(lang), label[3] + p.Withdrawal.in(lang)}, "\n")
}

// Hash is the SHA-256 of the text shown in a language, hexadecimal.
func (p Purpose) Hash(lang words.Lang) string {
	sum := sha256.Sum256([]byte(p.Shown(lang)))
	return hex.EncodeToString(sum[:])
}

// catalogue is purposes.json.
type catalogue struct {
	ReaskDays int       `json:"reask_days"`
	Purposes  []Purpose `json:"purposes"`
}

var builtIn = sync.OnceValues(func() (catalogue, error) { return readPurposes(purposeData) })

func readPurposes(data []byte) (catalogue, error) {
	var c catalogue
	if err := json.Unmarshal(data, &c); err != nil {
		return c, fmt.Errorf("consent purposes: %w", err)
	}
	if c.ReaskDays < 1 {
		return c, fmt.Errorf("consent purposes: reask_days %d", c.ReaskDays)
	}
	for _, p := range c.Purposes {
		texts := append([]both{p.Title, p.Text, p.Data, p.Retention, p.Withdrawal}, p.Recipients...)
		lacks := slices.ContainsFunc(texts, func(b both) bool { return b.ZH == "" || b.EN == "" })
		known := slices.Contains([]string{OrdinaryConsent, SeparateConsent, ChannelConsent}, p.Kind)
		if lacks || !known || p.ID == "" || p.Version == "" || p.Source == "" || len(p.Recipients) == 0 || p.From.Check() != nil {
			return c, fmt.Errorf("consent purpose %q %s is incomplete", p.ID, p.Version)
		}
	}
	return c, nil
}

// purposesOn are the purposes in force on a day, each in its latest version.
func (c catalogue) purposesOn(day calendar.Day) []Purpose {
	var list []Purpose
	for _, p := range c.Purposes {
		i := slices.IndexFunc(list, func(o Purpose) bool { return o.ID == p.ID })
		switch {
		case p.From > day:
		case i < 0:
			list = append(list, p)
		case list[i].From <= p.From:
			list[i] = p
		}
	}
	return list
}
