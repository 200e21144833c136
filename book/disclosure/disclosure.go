package disclosure

import (
	"time"

	"fenming/kit/words"
)

// The forms in which a cost table is shown.
const (
	JSON = "json"
	HTML = "html"
	PDF  = "pdf"
	PNG  = "png"
)

// mediaOf is the media type and the file extension of a form.
func mediaOf(kind string) (media, extension string) {
	switch kind {
	case HTML:
		return "text/html; charset=utf-8", "html"
	case PDF:
		return "application/pdf", "pdf"
	case PNG:
		return "image/png", "png"
	}
	return "application/json", "json"
}

// The places where it is shown.
const (
	ViewerComponent = "component" // the shop's own page, by the web component
	ViewerLink      = "link"      // the page behind a public link
	ViewerTill      = "till"      // the till, in front of the customer
	ViewerPage      = "page"      // another page of the shop's
	ViewerPrint     = "print"     // on paper
	ViewerChat      = "chat"      // a picture sent in a chat
)

// Show is one act of showing. SHA256 is that of the bytes, which Page returns.
type Show struct {
	ID         string     `json:"id"`
	Kind       string     `json:"kind" enum:"json,html,pdf,png"`
	Template   string     `json:"template" doc:"Version of the cost table"`
	Lang       words.Lang `json:"lang"`
	Viewer     string     `json:"viewer" enum:"component,link,till,page,print,chat"`
	SHA256     string     `json:"sha256"`
	QuoteIDs   []string   `json:"quote_ids"`
	OrderID    string     `json:"order_id,omitempty"`
	CustomerID string     `json:"customer_id,omitempty"`
	LinkID     string     `json:"link_id,omitempty"`
	ShownAt    time.Time  `json:"shown_at"`
	ShownBy    string     `json:"shown_by"`
}

// The acts of a reader.
const (
	ActRead        = "read"
	ActAcknowledge = "acknowledge"
)

// Seen is one report of what a reader did with a show.
type Seen struct {
	ID         string    `json:"id"`
	ShowID     string    `json:"show_id"`
	Act        string    `json:"act" enum:"read,acknowledge"`
	DwellMS    int64     `json:"dwell_ms" doc:"Time in view so far; never more than passed on the server"`
	ScrollPPM  int64     `json:"scroll_ppm" doc:"Deepest point reached, millionths of the whole"`
	ReachedEnd bool      `json:"reached_end"`
	At         time.Time `json:"at"`
}

// The kinds of link.
const (
	LinkQuote    = "quote"
	LinkContract = "contract"
	LinkCustomer = "customer"
)

// Link opens one page to whoever holds its token.
type Link struct {
	ID         string     `json:"id"`
	Kind       string     `json:"kind" enum:"quote,contract,customer"`
	Ref        string     `json:"ref" doc:"The quote, contract or customer"`
	CustomerID string     `json:"customer_id,omitempty" doc:"For whom it was made"`
	ExpiresAt  time.Time  `json:"expires_at"`
	RevokedAt  *time.Time `json:"revoked_at,omitempty"`
	Opened     int64      `json:"opened" doc:"How often"`
	OpenedAt   *time.Time `json:"opened_at,omitempty" doc:"Last"`
	CreatedAt  time.Time  `json:"created_at"`
	CreatedBy  string     `json:"created_by"`
}
