package portal

import (
	"context"
	"time"

	"fenming/book/disclosure"
	"fenming/book/plan"
	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/tenant"
)

// DoorIn is the address of a page behind a link.
type DoorIn struct {
	Tenant string `path:"tenant" json:"-" maxLength:"64"`
	Token  string `path:"token" json:"-" maxLength:"64"`
}

// LookOut is what may be told before anything is shown.
type LookOut struct {
	Shop           string       `json:"shop"`
	Lang           words.Lang   `json:"lang" doc:"The shop's own language"`
	PlanNameZH     string       `json:"plan_name_zh"`
	PlanNameEN     string       `json:"plan_name_en"`
	Amount         money.Money  `json:"amount"`
	Count          int          `json:"count"`
	Day            calendar.Day `json:"day"`
	ValidUntil     time.Time    `json:"valid_until" doc:"Of the quote"`
	Expired        bool         `json:"expired" doc:"The quote has run out; the page still shows it"`
	ExpiresAt      time.Time    `json:"expires_at" doc:"Of the link"`
	AcknowledgedAt *time.Time   `json:"acknowledged_at,omitempty"`
}

// look tells what a link is about, without showing the cost.
func look(_ context.Context, tx *db.Tx, in DoorIn) (LookOut, error) {
	l, q, err := quoteBehind(tx, in)
	if err != nil {
		return LookOut{}, err
	}
	shop, err := tenant.Get(tx)
	if err != nil {
		return LookOut{}, err
	}
	out := LookOut{Shop: shop.Name, Lang: shop.Lang, PlanNameZH: q.PlanNameZH, PlanNameEN: q.PlanNameEN, Amount: q.Amount, Count: q.Count,
		Day: q.Day, ValidUntil: q.ValidUntil, Expired: tx.Now().After(q.ValidUntil), ExpiresAt: l.ExpiresAt}
	out.AcknowledgedAt, err = disclosure.AcknowledgedBy(tx, l.ID)
	return out, err
}

// quoteBehind returns the link and its quote.
func quoteBehind(tx *db.Tx, in DoorIn) (disclosure.Link, plan.Quote, error) {
	l, err := disclosure.Resolve(tx, in.Token, disclosure.LinkQuote)
	if err != nil {
		return l, plan.Quote{}, err
	}
	q, err := plan.GetQuote(tx, l.Ref)
	return l, q, err
}

// OpenIn asks for the cost table to be shown.
type OpenIn struct {
	DoorIn
	Lang words.Lang `json:"lang,omitempty" enum:"zh-CN,en" doc:"Default: the language of the browser"`
	Form string     `json:"form" enum:"html,json" doc:"Which of the two the page puts before the reader; that one is kept"`
}

// Shown is the record of a showing as the reader may know it.
type Shown struct {
	ID       string    `json:"id"`
	Kind     string    `json:"kind" enum:"json,html,pdf,png"`
	SHA256   string    `json:"sha256"`
	Template string    `json:"template"`
	ShownAt  time.Time `json:"shown_at"`
}

func shownOf(v disclosure.Show) Shown {
	return Shown{v.ID, v.Kind, v.SHA256, v.Template, v.ShownAt}
}

// OpenOut is the cost table with the record that it was shown.
type OpenOut struct {
	Show Shown `json:"show"`
	disclosure.Rendered
}

// open shows the cost table behind a link and keeps what was shown.
func (d desk) open(_ context.Context, tx *db.Tx, in OpenIn) (OpenOut, error) {
	l, q, err := quoteBehind(tx, in.DoorIn)
	if err != nil {
		return OpenOut{}, err
	}
	t, personal, err := d.table(tx, l, q, langOf(tx, in.Lang))
	if err != nil {
		return OpenOut{}, err
	}
	body, err := disclosure.Render(t, in.Form, nil)
	if err != nil {
		return OpenOut{}, err
	}
	v, err := disclosure.RecordPublic(tx, disclosure.RecordIn{Kind: in.Form, Lang: t.Lang, Viewer: disclosure.ViewerLink, Body: body,
		QuoteIDs: []string{q.ID}, LinkID: l.ID, CustomerID: l.CustomerID, Personal: personal})
	if err != nil {
		return OpenOut{}, err
	}
	return OpenOut{shownOf(v), disclosure.RenderedOf(t)}, disclosure.Opened(tx, l)
}

// table makes the cost table of a link. One made for a customer says what his
// own budget says on this day, and is then kept encrypted.
func (d desk) table(tx *db.Tx, l disclosure.Link, q plan.Quote, lang words.Lang) (t disclosure.CostTable, personal bool, err error) {
	heed, err := d.Heed.Lines(tx, disclosure.Reader{CustomerID: l.CustomerID}, []plan.Quote{q}, lang)
	if err != nil {
		return t, false, err
	}
	t, err = disclosure.Of(tx, []plan.Quote{q}, lang, d.Platforms, heed)
	return t, len(heed) > 0, err
}

func langOf(tx *db.Tx, asked words.Lang) words.Lang {
	if asked == "" {
		return tx.Lang()
	}
	return asked
}

// SeenIn reports what a reader did with one showing of the link.
type SeenIn struct {
	DoorIn
	ShowID string `json:"show_id" minLength:"1" maxLength:"40"`
	Report
}

// Report is how far the reading has come.
type Report struct {
	Act        string `json:"act" enum:"read,acknowledge"`
	DwellMS    int64  `json:"dwell_ms" minimum:"0" maximum:"86400000" doc:"Time in view since it was shown"`
	ScrollPPM  int64  `json:"scroll_ppm" minimum:"0" maximum:"1000000" doc:"Deepest point, millionths of the whole"`
	ReachedEnd bool   `json:"reached_end,omitempty"`
}

func (r Report) of(showID string) disclosure.SeenIn {
	return disclosure.SeenIn{ShowID: showID, Act: r.Act, DwellMS: r.DwellMS, ScrollPPM: r.ScrollPPM, ReachedEnd: r.ReachedEnd}
}

// seen adds a report to a showing of this link; that of another is not there.
func seen(_ context.Context, tx *db.Tx, in SeenIn) (disclosure.Seen, error) {
	l, err := disclosure.Resolve(tx, in.Token, disclosure.LinkQuote)
	if err != nil {
		return disclosure.Seen{}, err
	}
	if _, err := ofLink(tx, in.ShowID, l.ID); err != nil {
		return disclosure.Seen{}, err
	}
	return disclosure.Report(tx, in.of(in.ShowID))
}

// ofLink returns a show if the link showed it.
func ofLink(tx *db.Tx, showID, linkID string) (disclosure.Show, error) {
	v, err := disclosure.Get(tx, showID)
	if err == nil && v.LinkID != linkID {
		return disclosure.Show{}, fault.NotFound(wordNoShow)
	}
	return v, err
}

// FileIn asks for the cost table as a file or a picture.
type FileIn struct {
	DoorIn
	Form string     `json:"form" enum:"pdf,png"`
	Lang words.Lang `json:"lang,omitempty" enum:"zh-CN,en" doc:"Default: Chinese"`
	// What was drawn before the transaction.
	Table    disclosure.CostTable `json:"-"`
	Body     []byte               `json:"-"`
	Personal bool                 `json:"-"`
}

// FileOut says where the file is fetched.
type FileOut struct {
	Show Shown  `json:"show"`
	Path string `json:"path" doc:"Fetch it with GET on this program's own address"`
}

// draw renders the file before the transaction that keeps it. A token that
// opens nothing ends here as it does everywhere.
func (d desk) draw(ctx context.Context, c api.Caller, in *FileIn) error {
	err := d.DB.Read(ctx, db.Scope{Tenant: c.Tenant, Actor: c.Actor, Op: "portal.file", Lang: in.Lang}, func(tx *db.Tx) error {
		l, q, err := quoteBehind(tx, in.DoorIn)
		if err != nil {
			return err
		}
		lang := in.Lang
		if lang == "" {
			lang = words.ZH
		}
		in.Table, in.Personal, err = d.table(tx, l, q, lang)
		return err
	})
	if err == nil {
		in.Body, err = disclosure.Render(in.Table, in.Form, d.Press)
	}
	return err
}

// file keeps a file made for the reader of a link.
func file(_ context.Context, tx *db.Tx, in FileIn) (FileOut, error) {
	l, q, err := quoteBehind(tx, in.DoorIn)
	if err != nil {
		return FileOut{}, err
	}
	v, err := disclosure.RecordPublic(tx, disclosure.RecordIn{Kind: in.Form, Lang: in.Table.Lang, Viewer: disclosure.ViewerLink, Body: in.Body,
		QuoteIDs: []string{q.ID}, LinkID: l.ID, CustomerID: l.CustomerID, Personal: in.Personal})
	return FileOut{shownOf(v), "/v1/portal/" + in.Tenant + "/" + in.Token + "/files/" + v.ID}, err
}

// FetchIn names a file that the link was shown.
type FetchIn struct {
	DoorIn
	Show string `path:"show" json:"-" maxLength:"40"`
}

// fetch returns exactly the bytes that were kept.
func fetch(_ context.Context, tx *db.Tx, in FetchIn) (api.File, error) {
	l, err := disclosure.Resolve(tx, in.Token, disclosure.LinkQuote)
	if err != nil {
		return api.File{}, err
	}
	v, err := ofLink(tx, in.Show, l.ID)
	if err != nil {
		return api.File{}, err
	}
	return disclosure.FileOf(tx, v)
}
