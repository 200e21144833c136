package disclosure

import (
	"slices"
	"time"

	"fenming/kit/paper"
	"fenming/kit/words"
)

// Document sets the table as a paper, which every rendering is drawn from. It
// is dated with the day it was reckoned on, so that the same table gives the
// same bytes whenever it is rendered.
func (t CostTable) Document() paper.Document {
	w := writer{lang: t.Lang}
	doc := paper.Document{Lang: t.Lang, Title: t.Title, Subtitle: t.Intro, Author: t.Shop,
		Footer: w.say(tplVersion, words.Args{"version": t.Version, "day": t.Day})}
	y, m, d := t.Day.YMD()
	doc.Made = time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	if len(t.Options) > 1 {
		doc.Blocks = append(doc.Blocks, w.comparison(t.Options))
	}
	several, said := len(t.Options) > 1, map[string]map[string]bool{}
	for _, o := range t.Options {
		if len(t.Options) == 1 {
			doc.Blocks = append(doc.Blocks, w.summaryOf(o))
		}
		doc.Blocks = append(doc.Blocks, w.chargesOf(o, len(t.Options) > 1))
		if len(t.Options) == 1 {
			doc.Blocks = append(doc.Blocks, w.scheduleOf(o))
		}
		// Each plan is explained at its first option; of the others only what is
		// not the same, since cards, ceilings and warnings go by count.
		if said[o.PlanCode] == nil {
			said[o.PlanCode] = map[string]bool{}
			doc.Blocks = append(doc.Blocks, w.contingent(o, several)...)
			w.unsaid(o, said[o.PlanCode])
		} else if left := w.unsaid(o, said[o.PlanCode]); len(left) > 0 {
			doc.Blocks = append(doc.Blocks, paper.Pairs{Title: w.titled(o, several, tplWarnings), Items: left})
		}
	}
	return w.close(doc, t)
}

// close ends a table with what holds for all of it.
func (w writer) close(doc paper.Document, t CostTable) paper.Document {
	var notes [][]paper.Run
	for _, l := range t.Warnings {
		notes = append(notes, []paper.Run{{Text: l.Text, Strong: l.Strong}})
	}
	doc.Blocks = append(doc.Blocks, paper.Notice{ID: "nothing_else", Title: w.say(tplNoOther, nil), Runs: []paper.Run{paper.Strong(t.Statement)}})
	if len(notes) > 0 {
		doc.Blocks = append(doc.Blocks, paper.Heading{Level: 1, Text: w.say(tplWarnings, nil)}, paper.List{Items: notes})
	}
	return doc
}

func (w writer) comparison(options []Option) paper.Table {
	t := paper.Table{Caption: w.say(tplOptions, nil), Columns: []paper.Column{{Head: w.say(tplPlan, nil)},
		{Head: w.say(tplCount, nil), Align: paper.Right}, {Head: w.say(tplEachShort, nil), Align: paper.Right},
		{Head: w.say(tplTotal, nil), Align: paper.Right}, {Head: w.say(tplCost, nil), Align: paper.Right},
		{Head: w.say(tplAnnual, nil), Align: paper.Right}}}
	for _, o := range options {
		t.Rows = append(t.Rows, paper.Row(o.Name, w.say(tplCountOf, words.Args{"count": o.Count}), o.quote.first+" / "+o.quote.each,
			o.quote.total, o.quote.cost, o.quote.effective+" / "+o.quote.nominal))
	}
	return t
}

func (w writer) summaryOf(o Option) paper.Table {
	t := paper.Table{Caption: o.Name, Columns: []paper.Column{{Head: w.say(tplItem, nil)}, {Head: w.say(tplMoney, nil), Align: paper.Right}}}
	t.Rows = append(t.Rows, paper.Row(w.say(tplCreditor, nil), o.Creditor))
	for _, l := range o.Summary {
		t.Rows = append(t.Rows, []paper.Cell{{Text: l.Label, Strong: l.Strong}, {Text: l.Text, Strong: l.Strong}})
	}
	return t
}

func (w writer) chargesOf(o Option, several bool) paper.Table {
	caption := w.say(tplNormal, nil)
	if several {
		caption = w.titled(o, several, tplNormal)
	}
	t := paper.Table{Caption: caption, Columns: []paper.Column{{Head: w.say(tplItem, nil)}, {Head: w.say(tplHow, nil)},
		{Head: w.say(tplStandard, nil)}, {Head: w.say(tplPayer, nil)}, {Head: w.say(tplCollector, nil)}, {Head: w.say(tplMoney, nil), Align: paper.Right}}}
	for _, l := range o.Charges {
		row := paper.Row(l.Label, l.Method, l.Standard, l.Payer, l.Collector, l.Text)
		for i := range row {
			row[i].Strong = l.Strong
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (w writer) scheduleOf(o Option) paper.Table {
	t := paper.Table{Caption: w.say(tplScheduleTitle, nil), Columns: []paper.Column{{Head: w.say(tplItem, nil)}, {Head: w.say(tplDueDay, nil)},
		{Head: w.say(tplMoney, nil), Align: paper.Right}, {Head: w.say(tplPart, nil), Align: paper.Right},
		{Head: w.say(tplInterest, nil), Align: paper.Right}, {Head: w.say(tplFee, nil), Align: paper.Right}}}
	for _, d := range o.Schedule {
		t.Rows = append(t.Rows, paper.Row(d.Label, string(d.DueDay), paper.Figures(d.Amount), paper.Figures(d.Principal),
			paper.Figures(d.Interest), paper.Figures(d.Fee)))
	}
	return t
}

// contingent is what happens only if something happens: lateness, goods sent
// back, early payment; then the ceiling and the option's own warnings.
func (w writer) contingent(o Option, several bool) []paper.Block {
	lines := func(list []Line) []paper.Pair {
		pairs := make([]paper.Pair, 0, len(list))
		for _, l := range list {
			pairs = append(pairs, paper.Pair{Label: l.Label, Value: l.Text})
		}
		return pairs
	}
	var late []paper.Run
	for i, l := range o.Default {
		if i > 0 {
			late = append(late, paper.Plain("\n"))
		}
		text := l.Label + w.say(tplColon, nil) + l.Text
		if l.Code == "late_rate" {
			text += w.say(tplStop, nil) + w.say(tplWho, words.Args{"payer": l.Payer, "collector": l.Collector})
		}
		late = append(late, paper.Plain(text))
	}
	more := append(lines(o.Refund), lines(o.Early)...)
	more = append(more, paper.Pair{Label: w.say(tplCreditor, nil), Value: o.Creditor})
	more = append(more, w.standing(o)...)
	return []paper.Block{
		paper.Notice{ID: "late", Title: o.Name + " · " + w.say(tplOnDefault, nil), Runs: late},
		paper.Pairs{Title: w.titled(o, several, tplRefundTitle), Items: more},
	}
}

// titled names the option, with its count where there are several.
func (w writer) titled(o Option, several bool, title words.Word) string {
	name := o.Name + " · "
	if several {
		name += w.say(tplCountOf, words.Args{"count": o.Count}) + " · "
	}
	return name + w.say(title, nil)
}

// standing is how an option stands to the ceiling, and its warnings.
func (w writer) standing(o Option) []paper.Pair {
	pairs := []paper.Pair{{Label: w.say(tplCap, nil), Value: o.Cap}}
	for _, l := range o.Warnings {
		if l.Code != "cap_unknown" { // the line above says so
			pairs = append(pairs, paper.Pair{Label: w.say(tplWarnings, nil), Value: l.Text})
		}
	}
	return pairs
}

// unsaid is what of an option's lateness, ceiling and warnings was not said yet,
// and marks it as said.
func (w writer) unsaid(o Option, said map[string]bool) []paper.Pair {
	var pairs []paper.Pair
	for _, l := range o.Default {
		pairs = append(pairs, paper.Pair{Label: l.Label, Value: l.Text})
	}
	return slices.DeleteFunc(append(pairs, w.standing(o)...), func(p paper.Pair) bool {
		had := said[p.Value]
		said[p.Value] = true
		return had
	})
}
