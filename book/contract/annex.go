package contract

import (
	"strconv"
	"time"

	"fenming/kit/paper"
	"fenming/kit/words"
)

var actWords = map[string]words.Word{ActShown: wordActShown, ActTermShown: wordActTermShown, ActAsked: wordActAsked,
	ActExplained: wordActExplained, ActAccepted: wordActAccepted, ActSigned: wordActSigned}

// annex sets the record as a paper for people who do not read JSON.
func (e Evidence) annex(zone *time.Location, lang words.Lang) paper.Document {
	say := func(w words.Word, args words.Args) string { return w.In(lang, args) }
	clock := func(at time.Time) string { return at.In(zone).Format("2006-01-02 15:04:05") }
	facts := []paper.Pair{{Label: say(wordAnnexNo, nil), Value: e.Contract.ID}, {Label: say(wordAnnexOrder, nil), Value: e.Contract.OrderID},
		{Label: say(wordAnnexQuote, nil), Value: e.Contract.QuoteHash}, {Label: say(wordAnnexTpl, nil), Value: e.Contract.version() + " · " + e.Contract.ClausePack}}
	for _, d := range e.Documents {
		facts = append(facts, paper.Pair{Label: say(wordAnnexText, words.Args{"lang": d.Lang}), Value: d.Hash})
	}
	if !e.Contract.SignedAt.IsZero() {
		facts = append(facts, paper.Pair{Label: say(wordPaperSigned, nil), Value: clock(e.Contract.SignedAt)})
	}
	acts := paper.Table{Caption: say(wordAnnexActs, nil), Columns: []paper.Column{{Head: "#"}, {Head: say(wordAnnexKind, nil)}, {Head: say(wordAnnexTerm, nil)},
		{Head: say(wordAnnexAt, nil)}, {Head: say(wordAnnexDwell, nil), Align: paper.Right}, {Head: say(wordAnnexHash, nil)}}}
	names := titles(lang)
	for _, a := range e.Acts {
		dwell := ""
		if a.DwellMS > 0 {
			dwell = strconv.FormatInt((a.DwellMS+500)/1000, 10)
		}
		acts.Rows = append(acts.Rows, paper.Row(strconv.FormatInt(a.No, 10), say(actWords[a.Kind], nil), names[a.Term], clock(a.At), dwell, a.Hash[:16]+"…"))
	}
	checks := paper.Pairs{Title: say(wordAnnexChecks, nil)}
	for _, c := range e.verify(lang) {
		said := wordAnnexYes
		if !c.OK {
			said = wordAnnexNot
		}
		checks.Items = append(checks.Items, paper.Pair{Label: c.Text, Value: say(said, nil)})
	}
	return paper.Document{Lang: lang, Title: say(wordAnnexTitle, nil), Subtitle: say(wordAnnexSub, words.Args{"no": e.Contract.ID}), Made: e.MadeAt,
		Footer: say(wordAnnexNo, nil) + " " + e.Contract.ID,
		Blocks: []paper.Block{paper.Pairs{Title: say(wordAnnexFacts, nil), Items: facts}, acts, checks, paper.Text(say(wordAnnexLimit, nil))}}
}
