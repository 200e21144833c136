package customer

import (
	"cmp"
	"slices"
	"time"
)

// stand folds consents and refusals into where a purpose stands and, for a no,
// when it was said last.
func stand(purpose string, given []Consent, refused []Refusal) (now Stand, consent *Consent, no time.Time) {
	now = NotAsked
	for i, c := range given {
		switch {
		case c.Purpose != purpose:
		case c.WithdrawnAt == nil:
			consent = &given[i]
		case !c.WithdrawnAt.Before(no):
			now, no = Withdrawn, *c.WithdrawnAt
		}
	}
	for _, r := range refused {
		if r.Purpose == purpose && r.RefusedAt.After(no) {
			now, no = Refused, r.RefusedAt
		}
	}
	if consent != nil {
		now = Given
	}
	return now, consent, no
}

// askAfter is when a purpose may be asked for again; the zero time when it may
// be at once. A withdrawal is a no like a refusal.
func askAfter(s Stand, no, at time.Time, days int) time.Time {
	if s != Refused && s != Withdrawn {
		return time.Time{}
	}
	until := no.AddDate(0, 0, days)
	if !until.After(at) {
		return time.Time{}
	}
	return until
}

// acts is the history of consents, newest first.
func acts(given []Consent, refused []Refusal) []ConsentAct {
	list := []ConsentAct{}
	for _, c := range given {
		a := ConsentAct{Purpose: c.Purpose, Act: Given, TextHash: c.TextHash, TextVersion: c.TextVersion, Recipient: c.Recipient,
			Channel: c.Channel, Evidence: c.Evidence, By: c.GivenBy, At: c.GivenAt}
		list = append(list, a)
		if c.WithdrawnAt != nil {
			a.Act, a.At, a.By, a.Channel, a.Evidence = Withdrawn, *c.WithdrawnAt, c.withdrawnBy, c.withdrawnVia, ""
			list = append(list, a)
		}
	}
	for _, r := range refused {
		list = append(list, ConsentAct{Purpose: r.Purpose, Act: Refused, TextHash: r.TextHash, TextVersion: r.TextVersion,
			Channel: r.Channel, By: r.RefusedBy, At: r.RefusedAt})
	}
	slices.SortStableFunc(list, func(a, b ConsentAct) int { return cmp.Compare(b.At.UnixMicro(), a.At.UnixMicro()) })
	return list
}
