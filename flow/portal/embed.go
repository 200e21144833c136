package portal

import (
	"context"

	"fenming/book/disclosure"
	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/tenant"
)

// OptionsIn asks for everything on offer for an amount.
type OptionsIn struct {
	Tenant   string     `path:"tenant" json:"-" maxLength:"64"`
	Amount   int64      `query:"amount" json:"-" minimum:"1" maximum:"1000000000000" doc:"Minor units; required"`
	Currency string     `query:"currency" json:"-" default:"CNY" minLength:"3" maxLength:"3"`
	Lang     words.Lang `query:"lang" json:"-" enum:"zh-CN,en"`
}

// OptionsOut is the cost table of what is on offer. Without any option table,
// html and sha256 are missing.
type OptionsOut struct {
	Day    calendar.Day          `json:"day" doc:"Send it back with shown"`
	Count  int                   `json:"count" doc:"Options in the table"`
	Table  *disclosure.CostTable `json:"table,omitempty"`
	HTML   string                `json:"html,omitempty" doc:"Accessible fragment; style it with css"`
	CSS    string                `json:"css,omitempty"`
	SHA256 string                `json:"sha256,omitempty" doc:"Of html; send it back with shown"`
}

// options makes the cost table of everything on offer for an amount to nobody
// in particular. It changes nothing.
func (d desk) options(_ context.Context, tx *db.Tx, in OptionsIn) (OptionsOut, error) {
	if in.Amount == 0 {
		return OptionsOut{}, fault.Invalid(wordAmount).At("/query/amount")
	}
	currency, err := money.ParseCurrency(in.Currency)
	if err != nil {
		return OptionsOut{}, err
	}
	loc, err := tenant.Location(tx)
	if err != nil {
		return OptionsOut{}, err
	}
	return d.optionsOn(tx, money.New(in.Amount, currency), calendar.DayOf(tx.Now(), loc), langOf(tx, in.Lang))
}

func (d desk) optionsOn(tx *db.Tx, amount money.Money, day calendar.Day, lang words.Lang) (OptionsOut, error) {
	out := OptionsOut{Day: day}
	offers, err := plan.Offers(tx, plan.OffersAsk{Amount: amount, Day: day})
	if err != nil {
		return out, err
	}
	plan.Sort(offers)
	var quotes []plan.Quote
	for _, o := range offers {
		if o.Available && len(quotes) < maxShown {
			quotes = append(quotes, *o.Quote)
		}
	}
	if out.Count = len(quotes); out.Count == 0 {
		return out, nil
	}
	t, err := disclosure.Of(tx, quotes, lang, d.Platforms, nil)
	if err != nil {
		return out, err
	}
	r := disclosure.RenderedOf(t)
	out.Table, out.HTML, out.CSS, out.SHA256 = &r.Table, r.HTML, r.CSS, disclosure.SHA256([]byte(r.HTML))
	return out, nil
}

// maxShown bounds the options of an embedded table.
const maxShown = 30

// ShownIn says that a page has put the table before a reader.
type ShownIn struct {
	Tenant string       `path:"tenant" json:"-" maxLength:"64"`
	Amount money.Money  `json:"amount"`
	Lang   words.Lang   `json:"lang" enum:"zh-CN,en"`
	Day    calendar.Day `json:"day" maxLength:"10" doc:"As options gave it"`
	SHA256 string       `json:"sha256" minLength:"64" maxLength:"64" doc:"As options gave it"`
}

// shown keeps the table that a shop's page put before a reader, after making it
// again: what is kept is what this program makes of the cards in force, not
// what a page claims. A table of before yesterday, or one whose bytes are
// others by now, is a conflict: the page has to fetch it anew.
func (d desk) shown(_ context.Context, tx *db.Tx, in ShownIn) (Shown, error) {
	loc, err := tenant.Location(tx)
	if err != nil {
		return Shown{}, err
	}
	today := calendar.DayOf(tx.Now(), loc)
	if in.Day.Check() != nil || in.Day > today || in.Day < today.AddDays(-1) {
		return Shown{}, fault.Conflict(wordStale)
	}
	out, err := d.optionsOn(tx, in.Amount, in.Day, in.Lang)
	if err != nil {
		return Shown{}, err
	}
	if out.Count == 0 || out.SHA256 != in.SHA256 {
		return Shown{}, fault.Conflict(wordStale)
	}
	v, err := disclosure.RecordPublic(tx, disclosure.RecordIn{Kind: disclosure.HTML, Lang: in.Lang, Viewer: disclosure.ViewerComponent, Body: []byte(out.HTML)})
	return shownOf(v), err
}

// EmbedSeenIn reports what a reader did with an embedded table.
type EmbedSeenIn struct {
	Tenant string `path:"tenant" json:"-" maxLength:"64"`
	ShowID string `json:"show_id" minLength:"1" maxLength:"40"`
	Report
}

// embedSeen adds a report to a showing by the component.
func embedSeen(_ context.Context, tx *db.Tx, in EmbedSeenIn) (disclosure.Seen, error) {
	v, err := disclosure.Get(tx, in.ShowID)
	if err == nil && v.Viewer != disclosure.ViewerComponent {
		err = fault.NotFound(wordNoShow)
	}
	if err != nil {
		return disclosure.Seen{}, err
	}
	return disclosure.Report(tx, in.of(in.ShowID))
}
