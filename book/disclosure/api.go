package disclosure

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"time"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/paper"
	"fenming/kit/words"

	"fenming/book/customer"
	"fenming/book/plan"
)

// Permissions of this room.
const (
	PermissionRead  api.Permission = "disclosure.read"
	PermissionShow  api.Permission = "disclosure.show"
	PermissionLink  api.Permission = "disclosure.link"
	PermissionSites api.Permission = "embed.read"
	PermissionEmbed api.Permission = "embed.manage"
)

// Options are what the house hands to this room.
type Options struct {
	DB        *db.DB // for drawing files outside the transaction that keeps them
	Press     *paper.Press
	Platforms map[string]words.Word // names of platforms, by id
	Heed      Heed                  // what a customer's own budget says; nil: nothing
}

// Operations are the doors of this room.
func Operations(o Options) []api.Operation {
	return []api.Operation{
		api.Read("disclosure.table", "GET /v1/quotes/{id}/table", plan.PermissionQuote, wordOpTable, o.table),
		api.Prepare(api.Write("disclosure.show", "POST /v1/disclosures", PermissionShow, wordOpShow, opShow).Created(), o.draw),
		api.Read("disclosure.list", "GET /v1/disclosures", PermissionRead, wordOpList, opList),
		api.Read("disclosure.get", "GET /v1/disclosures/{id}", PermissionRead, wordOpGet, opGet),
		api.Read("disclosure.file", "GET /v1/disclosures/{id}/file", PermissionRead, wordOpFile, opFile),
		api.Write("disclosure.seen", "POST /v1/disclosures/{id}/seen", PermissionShow, wordOpSeen, opSeen),
		api.Write("disclosure.link", "POST /v1/disclosure-links", PermissionLink, wordOpLink, opLink).WithSecret().Created(),
		api.Read("disclosure.links", "GET /v1/disclosure-links", PermissionRead, wordOpLinks, opLinks),
		api.Write("disclosure.revoke", "POST /v1/disclosure-links/{id}/revoke", PermissionLink, wordOpRevoke, opRevoke),
		api.Read("embed.list", "GET /v1/embed-origins", PermissionSites, wordOpOrigins, opOrigins),
		api.Write("embed.save", "PUT /v1/embed-origins", PermissionEmbed, wordOpEmbed, opSetOrigins),
	}
}

// TableAsk names a quote and a language.
type TableAsk struct {
	ID   string     `path:"id" json:"-" maxLength:"40"`
	Lang words.Lang `query:"lang" json:"-" enum:"zh-CN,en" doc:"Default: the language of the one who asks"`
}

// Rendered is a cost table with its page.
type Rendered struct {
	Table CostTable `json:"table"`
	HTML  string    `json:"html" doc:"Accessible fragment, every text escaped, no script; style it with css"`
	CSS   string    `json:"css"`
}

// RenderedOf is a table with its page.
func RenderedOf(t CostTable) Rendered {
	return Rendered{Table: t, HTML: string(paper.HTML(t.Document())), CSS: paper.CSS()}
}

// langOf is the language asked for, else that of the one who asks.
func langOf(tx *db.Tx, asked words.Lang) words.Lang {
	if asked == "" {
		return tx.Lang()
	}
	return asked
}

func (o Options) table(_ context.Context, tx *db.Tx, in TableAsk) (Rendered, error) {
	t, err := OfQuotes(tx, []string{in.ID}, langOf(tx, in.Lang), o.Platforms, nil)
	if err != nil {
		return Rendered{}, err
	}
	return RenderedOf(t), nil
}

// ShowIn asks for quotes to be shown and kept.
type ShowIn struct {
	QuoteIDs   []string   `json:"quote_ids" minItems:"1" maxItems:"20"`
	Kind       string     `json:"kind" enum:"json,html,pdf,png" doc:"What is put before the reader"`
	Viewer     string     `json:"viewer" enum:"till,page,print,chat"`
	Lang       words.Lang `json:"lang,omitempty" enum:"zh-CN,en" doc:"Default: the caller's own, else Chinese"`
	OrderID    string     `json:"order_id,omitempty" maxLength:"40"`
	CustomerID string     `json:"customer_id,omitempty" maxLength:"40"`
	// What was drawn before the transaction.
	Table    CostTable `json:"-"`
	Body     []byte    `json:"-"`
	Personal bool      `json:"-"`
}

// Shown is what was kept with what to put before the reader.
type Shown struct {
	Show Show `json:"show"`
	Rendered
}

// draw makes the table and its rendering before the transaction that keeps it.
func (o Options) draw(ctx context.Context, c api.Caller, in *ShowIn) error {
	lang := cmp.Or(in.Lang, c.Lang, words.ZH)
	scope := db.Scope{Tenant: c.Tenant, Actor: c.Actor, Op: "disclosure.show", Lang: lang}
	err := o.DB.Read(ctx, scope, func(tx *db.Tx) (err error) {
		quotes, err := quotesOf(tx, in.QuoteIDs)
		if err != nil {
			return err
		}
		heed, err := o.Heed.Lines(tx, Reader{in.CustomerID, in.OrderID}, quotes, lang)
		if err != nil {
			return err
		}
		in.Personal = len(heed) > 0
		in.Table, err = Of(tx, quotes, lang, o.Platforms, heed)
		return err
	})
	if err == nil {
		in.Body, err = Render(in.Table, in.Kind, o.Press)
	}
	return err
}

func opShow(_ context.Context, tx *db.Tx, in ShowIn) (Shown, error) {
	v, err := Record(tx, RecordIn{Kind: in.Kind, Lang: in.Table.Lang, Viewer: in.Viewer, Body: in.Body, QuoteIDs: in.QuoteIDs,
		OrderID: in.OrderID, CustomerID: in.CustomerID, Personal: in.Personal})
	return Shown{v, RenderedOf(in.Table)}, err
}

// ListIn asks for acts of showing, newest first.
type ListIn struct {
	QuoteID string `query:"quote_id" json:"-" maxLength:"40"`
	OrderID string `query:"order_id" json:"-" maxLength:"40"`
	LinkID  string `query:"link_id" json:"-" maxLength:"40"`
	Cursor  string `query:"cursor" json:"-" maxLength:"200"`
	Limit   int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

// Item is an act of showing with what the reader did.
type Item struct {
	Show
	DwellMS        int64      `json:"dwell_ms"`
	ScrollPPM      int64      `json:"scroll_ppm"`
	ReachedEnd     bool       `json:"reached_end"`
	AcknowledgedAt *time.Time `json:"acknowledged_at,omitempty"`
}

func item(tx *db.Tx, v Show) (Item, []Seen, error) {
	list, err := SeenOf(tx, v.ID)
	i := Item{Show: v}
	for _, s := range list {
		i.DwellMS, i.ScrollPPM, i.ReachedEnd = max(i.DwellMS, s.DwellMS), max(i.ScrollPPM, s.ScrollPPM), i.ReachedEnd || s.ReachedEnd
		if s.Act == ActAcknowledge {
			i.AcknowledgedAt = &s.At
		}
	}
	return i, list, err
}

func opList(_ context.Context, tx *db.Tx, in ListIn) (api.Page[Item], error) {
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[Item]{}, err
	}
	size := api.PageSize(in.Limit)
	rows, err := listShows(tx, in.QuoteID, in.OrderID, in.LinkID, at[0], size+1)
	if err != nil {
		return api.Page[Item]{}, err
	}
	rows, next := api.Cut(rows, size, func(v Show) string { return api.Cursor(v.ID) })
	page := api.Page[Item]{Data: make([]Item, len(rows)), Next: next, AsOf: tx.Now()}
	for n, v := range rows {
		if page.Data[n], _, err = item(tx, v); err != nil {
			return page, err
		}
	}
	return page, nil
}

// IDIn names one.
type IDIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
}

// Detail is an act of showing with every report and the check of its bytes.
type Detail struct {
	Item
	Seen    []Seen  `json:"seen"`
	Reading Reading `json:"reading"`
	Intact  bool    `json:"intact" doc:"The stored bytes match their hash"`
	Size    int     `json:"size" doc:"Bytes"`
	CSS     string  `json:"css,omitempty" doc:"Of html only: what the fragment is shown with"`
}

func opGet(_ context.Context, tx *db.Tx, in IDIn) (Detail, error) {
	v, err := Get(tx, in.ID)
	if err != nil {
		return Detail{}, err
	}
	var d Detail
	if d.Item, d.Seen, err = item(tx, v); err != nil {
		return Detail{}, err
	}
	body, err := Page(tx, v)
	if err != nil && !fault.Is(err, fault.CodeConflict) {
		return Detail{}, err
	}
	d.Intact, d.Size = err == nil, len(body)
	if v.Kind == HTML {
		d.CSS = paper.CSS()
	}
	d.Reading, err = readingOf(tx, v)
	return d, err
}

// FileOf is the stored rendering as a download, byte for byte.
func FileOf(tx *db.Tx, v Show) (api.File, error) {
	body, err := Page(tx, v)
	if err != nil {
		return api.File{}, err
	}
	media, extension := mediaOf(v.Kind)
	return api.File{Name: v.ID + "." + extension, Type: media, Body: func(w io.Writer) error {
		_, err := io.Copy(w, bytes.NewReader(body))
		return err
	}}, nil
}

func opFile(_ context.Context, tx *db.Tx, in IDIn) (api.File, error) {
	v, err := Get(tx, in.ID)
	if err != nil {
		return api.File{}, err
	}
	return FileOf(tx, v)
}

// SeenOfIn is a report on one act of showing.
type SeenOfIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
	SeenIn
}

// opSeen is for what staff put before a customer. What he opened by himself only
// he reads and acknowledges, else staff could make his word.
func opSeen(_ context.Context, tx *db.Tx, in SeenOfIn) (Seen, error) {
	v, err := Get(tx, in.ID)
	if err == nil && (v.Viewer == ViewerLink || v.Viewer == ViewerComponent) {
		err = fault.Refused(wordOwnReading)
	}
	if err != nil {
		return Seen{}, err
	}
	in.ShowID = in.ID
	return Report(tx, in.SeenIn)
}

// LinkIn asks for a link to a quote.
type LinkIn struct {
	QuoteID    string `json:"quote_id" minLength:"1" maxLength:"40"`
	CustomerID string `json:"customer_id,omitempty" maxLength:"40" doc:"For whom it is made: the page then says what his own budget says"`
	Days       int    `json:"days" minimum:"1" maximum:"90"`
}

// LinkOut is a new link; the token is shown once.
type LinkOut struct {
	Link
	Token string `json:"token"`
	Path  string `json:"path" doc:"Of the page, on this program's own address"`
}

const day = 24 * time.Hour

func opLink(_ context.Context, tx *db.Tx, in LinkIn) (LinkOut, error) {
	if _, err := plan.GetQuote(tx, in.QuoteID); err != nil {
		return LinkOut{}, err
	}
	if in.CustomerID != "" {
		if _, err := customer.Get(tx, in.CustomerID); err != nil {
			return LinkOut{}, err
		}
	}
	l, token, err := NewLinkFor(tx, LinkQuote, in.QuoteID, in.CustomerID, time.Duration(in.Days)*day)
	return LinkOut{l, token, PathOf(tx.Tenant(), l.Kind, token)}, err
}

// LinksIn asks for links, newest first.
type LinksIn struct {
	Kind   string `query:"kind" json:"-" enum:"quote,contract,customer"`
	Ref    string `query:"ref" json:"-" maxLength:"40"`
	Cursor string `query:"cursor" json:"-" maxLength:"200"`
	Limit  int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

func opLinks(_ context.Context, tx *db.Tx, in LinksIn) (api.Page[Link], error) {
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[Link]{}, err
	}
	size := api.PageSize(in.Limit)
	rows, err := listLinks(tx, in.Kind, in.Ref, at[0], size+1)
	if err != nil {
		return api.Page[Link]{}, err
	}
	rows, next := api.Cut(rows, size, func(l Link) string { return api.Cursor(l.ID) })
	return api.Page[Link]{Data: rows, Next: next, AsOf: tx.Now()}, nil
}

func opRevoke(_ context.Context, tx *db.Tx, in IDIn) (Link, error) { return Revoke(tx, in.ID) }

// Sites is the list of web sites that may embed the cost table.
type Sites struct {
	Origins []string `json:"origins" maxItems:"20"`
}

func opOrigins(_ context.Context, tx *db.Tx, _ api.None) (Sites, error) {
	list, err := Origins(tx)
	return Sites{list}, err
}

func opSetOrigins(_ context.Context, tx *db.Tx, in Sites) (Sites, error) {
	list, err := SetOrigins(tx, in.Origins)
	return Sites{list}, err
}
