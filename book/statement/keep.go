package statement

import (
	"errors"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// Receive registers a file. When the channel has had the same bytes before, the
// earlier file comes back and fresh is false: nothing else is done for it.
func Receive(tx *db.Tx, f File) (kept File, fresh bool, err error) {
	f.ID, f.State, f.ReceivedAt, f.ReceivedBy = tx.ID("stm"), Received, tx.Now(), tx.Actor().ID
	n, err := insertFile(tx, f)
	if err != nil {
		return File{}, false, err
	}
	if n == 0 {
		kept, err = fileByHash(tx, f.ChannelID, f.SHA256)
		return kept, false, err
	}
	tx.Note("statement:"+f.ID, nil, map[string]any{"sha256": f.SHA256, "lines": f.Lines, "from": f.From, "to": f.To})
	return f, true, nil
}

// AddLines stores lines of a file, at most 1,000 in one call; a line that an
// earlier file brought is passed over, so the call may be repeated.
func AddLines(tx *db.Tx, lines []Line) error {
	for i := range lines {
		lines[i].ID, lines[i].State = tx.ID("lin"), LineNew
	}
	return insertLines(tx, lines)
}

// SetState records how far a file is.
func SetState(tx *db.Tx, fileID, state string) error {
	tx.Note("statement:"+fileID, nil, state)
	return setFile(tx, fileID, state)
}

// GetFile returns a file of this tenant.
func GetFile(tx *db.Tx, id string) (File, error) {
	f, err := findFile(tx, id)
	return f, notFound(err, wordNoFile)
}

// GetLine returns a line.
func GetLine(tx *db.Tx, id string) (Line, error) {
	l, err := findLine(tx, id, "")
	return l, notFound(err, wordNoLine)
}

// Days says which files of a channel cover the days from … to.
func Days(tx *db.Tx, channel string, from, to calendar.Day) ([]DayState, error) {
	return days(tx, channel, from, to)
}

// Join records that a line belongs to an order. The unique index refuses a line
// that belongs to one already.
func Join(tx *db.Tx, m Match) (Match, error) {
	m.ID, m.At, m.By = tx.ID("mat"), tx.Now(), tx.Actor().ID
	if m.Entries == nil {
		m.Entries = []string{}
	}
	if err := insertMatch(tx, m); err != nil {
		if tx.Conflict(err) {
			return Match{}, fault.Conflict(wordTaken).Because(err)
		}
		return Match{}, err
	}
	tx.Note("match:"+m.ID, nil, map[string]string{"line": m.LineID, "order": m.OrderID})
	return m, setLine(tx, m.LineID, LineMatched)
}

// Part undoes a match; the line is odd until it is matched again or set aside.
func Part(tx *db.Tx, id, reason string) (Match, error) {
	m, err := findMatch(tx, id, tx.ForUpdate())
	if err != nil {
		return Match{}, notFound(err, wordNoMatch)
	}
	if m.UndoneAt != nil {
		return Match{}, fault.Conflict(wordUndone)
	}
	if err := undoMatch(tx, id, reason); err != nil {
		return Match{}, err
	}
	tx.Note("match:"+id, "standing", "undone")
	return m, setLine(tx, m.LineID, LineOdd)
}

// Differ records a difference; one with the same code for the same line and
// order stays as it is and fresh is false.
func Differ(tx *db.Tx, d Difference) (kept Difference, fresh bool, err error) {
	d.ID, d.State, d.CreatedAt = tx.ID("dif"), Open, tx.Now()
	n, err := insertDifference(tx, d)
	if err != nil || n == 0 {
		return d, false, err
	}
	tx.Note(d.Ref(), nil, map[string]any{"code": d.Code, "expected": d.Expected.Minor, "actual": d.Actual.Minor})
	if d.LineID != "" {
		err = setOdd(tx, d)
	}
	return d, true, err
}

// setOdd marks the line, unless it is matched: a matched line may still carry a
// wrong fee.
func setOdd(tx *db.Tx, d Difference) error {
	l, err := findLine(tx, d.LineID, "")
	if err != nil || l.State == LineMatched {
		return err
	}
	return setLine(tx, d.LineID, LineOdd)
}

// AttachCase notes which case works on a difference.
func AttachCase(tx *db.Tx, id, casefile string) error { return setCase(tx, id, casefile) }

// GetDifference returns a difference.
func GetDifference(tx *db.Tx, id string) (Difference, error) {
	d, err := findDifference(tx, id, "")
	return d, notFound(err, wordNoDifference)
}

// Explain ends a difference with a person's words. A line that belongs to no
// order is set aside with it.
func Explain(tx *db.Tx, id, note string) (Difference, error) {
	d, err := findDifference(tx, id, tx.ForUpdate())
	if err != nil {
		return d, notFound(err, wordNoDifference)
	}
	if d.State != Open {
		return d, fault.Conflict(wordEnded, words.Args{"state": d.State})
	}
	if err := endDifference(tx, id, Explained, note); err != nil {
		return d, err
	}
	tx.Note(d.Ref(), Open, Explained)
	if d.LineID != "" {
		l, err := findLine(tx, d.LineID, "")
		if err != nil {
			return d, err
		}
		if l.State == LineOdd {
			if err := setLine(tx, d.LineID, LineSetAside); err != nil {
				return d, err
			}
		}
	}
	return findDifference(tx, id, "")
}

// Vanish ends the open differences of an order that have these codes, because a
// later line settled them. It returns those it ended.
func Vanish(tx *db.Tx, orderID string, codes ...Code) ([]Difference, error) {
	open, err := openOf(tx, orderID)
	if err != nil {
		return nil, err
	}
	var ended []Difference
	for _, d := range open {
		for _, code := range codes {
			if d.Code != code {
				continue
			}
			if err := endDifference(tx, d.ID, Gone, ""); err != nil {
				return nil, err
			}
			tx.Note(d.Ref(), Open, Gone)
			ended = append(ended, d)
		}
	}
	return ended, nil
}

func notFound(err error, w words.Word) error {
	if errors.Is(err, db.ErrNone) {
		return fault.NotFound(w)
	}
	return err
}
