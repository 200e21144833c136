package report

import (
	"slices"

	"fenming/book/channel"
	"fenming/book/statement"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/office/tenant"
)

// MissingDay is a day for which a channel's trade bill is not here.
type MissingDay struct {
	ChannelID string       `json:"channel_id"`
	Channel   string       `json:"channel"`
	Day       calendar.Day `json:"day"`
	Link      string       `json:"link"`
}

// lookBack is how many days home looks back for statements.
const lookBack = 30

// missing lists the days up to yesterday without a trade bill, for every active
// channel on whose behalf something was sold or listed, newest first, and the
// last day up to which nothing is missing.
func missing(tx *db.Tx, day calendar.Day) ([]MissingDay, calendar.Day, error) {
	list, fresh := []MissingDay{}, day.AddDays(-1)
	zone, err := tenant.Location(tx)
	if err != nil {
		return list, "", err
	}
	all, err := channel.List(tx)
	if err != nil {
		return list, "", err
	}
	some := false
	for _, c := range all {
		if c.State != channel.Active || c.Platform == channel.Card {
			continue
		}
		some = true
		from := max(day.AddDays(-lookBack), calendar.DayOf(c.CreatedAt, zone))
		here, err := tradeDays(tx, c.ID, from, day.AddDays(-1))
		if err != nil {
			return list, "", err
		}
		for d := from; d < day; d = d.AddDays(1) {
			if here[d] {
				continue
			}
			fresh = min(fresh, d.AddDays(-1))
			list = append(list, MissingDay{c.ID, c.Name, d, "/statements/days?channel_id=" + c.ID})
		}
	}
	if !some {
		fresh = ""
	}
	slices.SortStableFunc(list, func(a, b MissingDay) int { return b.Day.Compare(a.Day) })
	return list, fresh, nil
}

// tradeDays are the days of a channel that a trade bill speaks of. A file is
// entered under its first day; a month's file shows on its other days by the
// lines that were judged.
func tradeDays(tx *db.Tx, channelID string, from, to calendar.Day) (map[calendar.Day]bool, error) {
	here := map[calendar.Day]bool{}
	files, err := statement.Days(tx, channelID, from, to)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if f.Kind == "trade" {
			here[f.Day] = true
		}
	}
	lines, err := lineOfDays(tx, channelID, from, to)
	if err != nil {
		return nil, err
	}
	for _, w := range lines {
		if here[w.day] {
			continue
		}
		l, err := statement.GetLine(tx, w.line)
		if err != nil {
			return nil, err
		}
		f, err := statement.GetFile(tx, l.FileID)
		if err != nil {
			return nil, err
		}
		for d := f.From; f.Kind == "trade" && d != "" && d <= f.To; d = d.AddDays(1) {
			here[d] = true
		}
	}
	return here, nil
}
