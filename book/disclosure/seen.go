package disclosure

import (
	"errors"
	"time"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/office/tenant"
)

// SeenIn is a report of the page: how long it was in view, how far it was
// scrolled, whether the reader acknowledges it.
type SeenIn struct {
	ShowID     string `json:"-"`
	Act        string `json:"act" enum:"read,acknowledge"`
	DwellMS    int64  `json:"dwell_ms" minimum:"0" maximum:"86400000" doc:"Time in view since it was shown"`
	ScrollPPM  int64  `json:"scroll_ppm" minimum:"0" maximum:"1000000" doc:"Deepest point, millionths of the whole"`
	ReachedEnd bool   `json:"reached_end,omitempty"`
}

// maxSeen bounds the reports of reading of one show: a page reports every few
// seconds, not without end. An acknowledgement has room beyond it, else who read
// for long could never acknowledge.
const maxSeen = 200

// Report adds what a reader did with a show. A second acknowledgement returns
// the first. Faults: an unknown show (not found), an acknowledgement before the
// least reading time or before the end was in view (refused), too many reports
// (limit).
func Report(tx *db.Tx, in SeenIn) (Seen, error) {
	// Locked, so that of two acknowledgements at once one is the first.
	v, err := get(tx, in.ShowID, tx.ForUpdate())
	if err != nil {
		return Seen{}, err
	}
	before, err := SeenOf(tx, v.ID)
	if err != nil {
		return Seen{}, err
	}
	var p progress
	for _, s := range before {
		if s.Act == ActAcknowledge && in.Act == ActAcknowledge {
			return s, nil
		}
		p = progress{max(p.dwell, s.DwellMS), max(p.scroll, s.ScrollPPM), p.reachedEnd || s.ReachedEnd}
	}
	if in.Act != ActAcknowledge && len(before) >= maxSeen {
		return Seen{}, fault.Limit(wordManyReports)
	}
	p = p.with(in, tx.Now().Sub(v.ShownAt))
	if in.Act == ActAcknowledge {
		rule, err := readingOf(tx, v)
		if err != nil {
			return Seen{}, err
		}
		if err := mayAcknowledge(p, rule); err != nil {
			return Seen{}, err
		}
	}
	s := Seen{ID: tx.ID("see"), ShowID: v.ID, Act: in.Act, DwellMS: p.dwell, ScrollPPM: p.scroll, ReachedEnd: p.reachedEnd, At: tx.Now()}
	tx.Note("disclosure:"+v.ID, nil, s)
	return s, insertSeen(tx, s)
}

// SeenOf returns the reports of a show in the order they came.
func SeenOf(tx *db.Tx, showID string) ([]Seen, error) { return seenOf(tx, showID, maxSeen+1) }

// AcknowledgedBy returns when the reader of a link acknowledged, nil if he did
// not.
func AcknowledgedBy(tx *db.Tx, linkID string) (*time.Time, error) {
	at, err := acknowledgedAt(tx, linkID)
	if errors.Is(err, db.ErrNone) {
		return nil, nil //nolint:nilnil // nothing was acknowledged
	}
	return moment(at), err
}

// readingOf is the rule of the day on which it was shown.
func readingOf(tx *db.Tx, v Show) (Reading, error) {
	loc, err := tenant.Location(tx)
	if err != nil {
		return Reading{}, err
	}
	return ReadingOn(calendar.DayOf(v.ShownAt, loc))
}
