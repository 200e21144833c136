package channel

import (
	"slices"

	"fenming/kit/calendar"
	"fenming/kit/db"
)

// The health of a channel.
const (
	Good      = "good"
	Attention = "attention"
	Bad       = "bad" // something has expired, or an update in force waits for its word
)

// Health is what of a channel needs looking at, for the one who asks.
type Health struct {
	ChannelID   string       `json:"channel_id"`
	State       string       `json:"state" enum:"good,attention,bad"`
	Expired     int          `json:"expired" doc:"papers and contracts that are past their end"`
	Expiring    int          `json:"expiring" doc:"papers and contracts that end within 60 days"`
	NextEnd     calendar.Day `json:"next_end,omitempty" doc:"the first end to come, or the oldest that is past"`
	Unchecked   int          `json:"unchecked" doc:"papers in use that nobody compared with the original"`
	Unread      int          `json:"unread" doc:"policy updates that the caller has yet to read"`
	Outstanding int          `json:"outstanding" doc:"readers who have yet to read an update"`
	Unconfirmed int          `json:"unconfirmed" doc:"updates in force without the compliance officer's word"`
	Handwork    int          `json:"handwork" doc:"work by hand without its proof"`
	NoOfficer   bool         `json:"no_officer" doc:"no compliance officer is named"`
}

// HealthOfAll returns the health of every channel, in the order of List.
func HealthOfAll(tx *db.Tx) ([]Health, error) {
	all, err := List(tx)
	if err != nil {
		return nil, err
	}
	day, err := today(tx)
	if err != nil {
		return nil, err
	}
	return healthOf(tx, all, day)
}

func healthOf(tx *db.Tx, channels []Channel, day calendar.Day) ([]Health, error) {
	ends, err := endings(tx, day, day.AddDays(Stages()[0]))
	if err != nil {
		return nil, err
	}
	papers, err := listPapers(tx, PaperFilter{State: PaperActive}, "", 5000)
	if err != nil {
		return nil, err
	}
	policies, err := Policies(tx, "", "", 1000)
	if err != nil {
		return nil, err
	}
	work, err := listHandwork(tx, "", HandOpen, "", 5000)
	if err != nil {
		return nil, err
	}
	out := make([]Health, 0, len(channels))
	for _, c := range channels {
		h := Health{ChannelID: c.ID, NoOfficer: c.Terms.Officer == ""}
		for _, e := range ends {
			h.ending(e)
		}
		for _, p := range papers {
			if p.ChannelID == c.ID && p.VerifiedOn == "" {
				h.Unchecked++
			}
		}
		for _, v := range policies {
			h.policy(v, day)
		}
		for _, w := range work {
			if w.ChannelID == c.ID {
				h.Handwork++
			}
		}
		h.State = h.judge()
		out = append(out, h)
	}
	return out, nil
}

// ending counts one end.
func (h *Health) ending(e Ending) {
	if e.ChannelID != h.ChannelID {
		return
	}
	if h.NextEnd == "" {
		h.NextEnd = e.Until
	}
	if e.State == Expired {
		h.Expired++
		return
	}
	h.Expiring++
}

// policy counts what one update still waits for.
func (h *Health) policy(v PolicyView, day calendar.Day) {
	if v.SupersededBy != "" || !slices.Contains(v.Channels, h.ChannelID) {
		return
	}
	if v.Mine == "outstanding" {
		h.Unread++
	}
	h.Outstanding += len(v.Outstanding)
	if v.Verdict == nil && v.EffectiveOn <= day {
		h.Unconfirmed++
	}
}

func (h *Health) judge() string {
	switch {
	case h.Expired > 0 || h.Unconfirmed > 0:
		return Bad
	case h.Expiring+h.Unchecked+h.Unread+h.Outstanding+h.Handwork > 0 || h.NoOfficer:
		return Attention
	}
	return Good
}
