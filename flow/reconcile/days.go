package reconcile

import (
	"context"

	"fenming/book/channel"
	"fenming/book/statement"
	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/office/tenant"
	"fenming/platform"
)

// DaysIn asks for the calendar of a channel, or of all; without days, of the
// last five weeks up to yesterday.
type DaysIn struct {
	ChannelID string       `query:"channel_id" json:"-" maxLength:"40"`
	From      calendar.Day `query:"from" json:"-"`
	To        calendar.Day `query:"to" json:"-"`
}

// DayView is one day of one channel. Missing lists the kinds that are not here
// and should be: the trade bill always, the fund bill where the channel has had
// one in the time.
type DayView struct {
	ChannelID string       `json:"channel_id"`
	Day       calendar.Day `json:"day"`
	Trade     bool         `json:"trade"`
	Fund      bool         `json:"fund"`
	Missing   []string     `json:"missing"`
}

const (
	usualDays = 35
	mostDays  = 400
)

func days(_ context.Context, tx *db.Tx, in DaysIn) (api.Page[DayView], error) {
	page := api.Page[DayView]{Data: []DayView{}, AsOf: tx.Now()}
	zone, err := tenant.Location(tx)
	if err != nil {
		return page, err
	}
	yesterday := calendar.DayOf(tx.Now(), zone).AddDays(-1)
	if in.To == "" || in.To > yesterday {
		in.To = yesterday
	}
	if in.From == "" {
		in.From = in.To.AddDays(1 - usualDays)
	}
	if in.From > in.To || in.To.Sub(in.From) > mostDays {
		return page, fault.Invalid(wordRange).At("/query/from")
	}
	all, err := channel.List(tx)
	if err != nil {
		return page, err
	}
	for _, c := range all {
		if in.ChannelID != "" && c.ID != in.ChannelID || c.Platform == channel.Card {
			continue
		}
		// Before the channel there was nothing to be had.
		from := max(in.From, calendar.DayOf(c.CreatedAt, zone))
		list, err := channelDays(tx, c.ID, from, in.To)
		if err != nil {
			return page, err
		}
		page.Data = append(page.Data, list...)
	}
	return page, nil
}

// channelDays is the calendar of one channel.
func channelDays(tx *db.Tx, channelID string, from, to calendar.Day) ([]DayView, error) {
	here, err := filesByDay(tx, channelID, from, to)
	if err != nil {
		return nil, err
	}
	fund := false
	for _, kinds := range here {
		fund = fund || kinds[platform.StatementFund]
	}
	var list []DayView
	for day := from; day <= to; day = day.AddDays(1) {
		v := DayView{ChannelID: channelID, Day: day, Trade: here[day][platform.StatementTrade],
			Fund: here[day][platform.StatementFund], Missing: []string{}}
		if !v.Trade {
			v.Missing = append(v.Missing, string(platform.StatementTrade))
		}
		if fund && !v.Fund {
			v.Missing = append(v.Missing, string(platform.StatementFund))
		}
		list = append(list, v)
	}
	return list, nil
}

type kindsHere map[platform.StatementKind]bool

// filesByDay says which kinds of statement are here for each day. The room of
// statements counts a file at its first day, so a month's file is found by the
// lines that were matched or are odd on its other days.
func filesByDay(tx *db.Tx, channelID string, from, to calendar.Day) (map[calendar.Day]kindsHere, error) {
	here := map[calendar.Day]kindsHere{}
	mark := func(day calendar.Day, kind string) {
		if here[day] == nil {
			here[day] = kindsHere{}
		}
		here[day][platform.StatementKind(kind)] = true
	}
	list, err := statement.Days(tx, channelID, from, to)
	if err != nil {
		return nil, err
	}
	for _, d := range list {
		mark(d.Day, d.Kind)
	}
	lines, err := lineOfDays(tx, channelID, from, to)
	if err != nil {
		return nil, err
	}
	for _, w := range lines {
		if here[w.day][platform.StatementTrade] {
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
		for day := f.From; day != "" && day <= f.To; day = day.AddDays(1) {
			mark(day, f.Kind)
		}
	}
	return here, nil
}
