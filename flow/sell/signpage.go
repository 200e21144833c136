package sell

import (
	"bytes"
	"context"
	"io"
	"time"

	"fenming/book/contract"
	"fenming/book/disclosure"
	"fenming/book/order"
	"fenming/book/plan"
	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/paper"
	"fenming/kit/words"
	"fenming/office/tenant"
)

// pageOperations are the doors of the page on which a customer reads and signs
// his contract by a link, without an account. The text holds his own data, which
// is why the link is the secret, ends with the offer, and is told to nobody else.
func (s Sealing) pageOperations() []api.Operation {
	return []api.Operation{
		api.Write("contract.link", "POST /v1/contracts/{id}/links", disclosure.PermissionLink, wordSignLink, MakeSignLink).WithSecret().Created(),
		api.Read("portal.contract", "GET /v1/portal/{tenant}/{token}/contract", api.Public, wordSignPage, signPage).InTenant(),
		api.Write("portal.contract_act", "POST /v1/portal/{tenant}/{token}/contract/acts", api.Public, wordSignAct, signAct).InTenant(),
		api.Write("portal.contract_sign", "POST /v1/portal/{tenant}/{token}/contract/sign", api.Public, wordSign, sign).InTenant(),
		api.Read("portal.contract_file", "GET /v1/portal/{tenant}/{token}/contract/file", api.Public, wordSignFile, s.signFile).InTenant(),
	}
}

// SignLinkIn asks for the link to a contract's page.
type SignLinkIn struct {
	ID    string `path:"id" json:"-" maxLength:"40"`
	Hours int    `json:"hours" minimum:"1" maximum:"720"`
}

// MakeSignLink makes the link on which the customer reads and signs; the token is
// shown once. A contract without a text is a conflict.
func MakeSignLink(_ context.Context, tx *db.Tx, in SignLinkIn) (disclosure.LinkOut, error) {
	c, err := contract.Get(tx, in.ID)
	if err != nil {
		return disclosure.LinkOut{}, err
	}
	if c.DocumentHash == "" {
		return disclosure.LinkOut{}, fault.Conflict(wordNoText)
	}
	l, token, err := disclosure.NewLink(tx, disclosure.LinkContract, c.ID, time.Duration(in.Hours)*time.Hour)
	return disclosure.LinkOut{Link: l, Token: token, Path: disclosure.PathOf(tx.Tenant(), l.Kind, token)}, err
}

// SignPageIn is the address of a contract's page.
type SignPageIn struct {
	Tenant string     `path:"tenant" json:"-" maxLength:"64"`
	Token  string     `path:"token" json:"-" maxLength:"64"`
	Lang   words.Lang `query:"lang" json:"-" enum:"zh-CN,en" doc:"default: the reader's"`
}

// SignPage is what the customer sees.
type SignPage struct {
	Shop        string            `json:"shop"`
	Lang        words.Lang        `json:"lang" doc:"the shop's own language"`
	Zone        string            `json:"zone"`
	State       contract.State    `json:"state" enum:"offered,signed,active,settled,cancelled,written_off"`
	Price       money.Money       `json:"price"`
	Total       money.Money       `json:"total"`
	DownPayment money.Money       `json:"down_payment" doc:"paid to the shop after signing; the contract is in force then"`
	Text        contract.TextView `json:"text"`
	Late        bool              `json:"late" doc:"the offer is over"`
	SignedAt    time.Time         `json:"signed_at,omitzero"`
	ExpiresAt   time.Time         `json:"expires_at" doc:"of the link"`
}

func signPage(_ context.Context, tx *db.Tx, in SignPageIn) (SignPage, error) {
	l, err := disclosure.Resolve(tx, in.Token, disclosure.LinkContract)
	if err != nil {
		return SignPage{}, err
	}
	if in.Lang == "" {
		in.Lang = tx.Lang()
	}
	return pageOf(tx, l, in.Lang)
}

func pageOf(tx *db.Tx, l disclosure.Link, lang words.Lang) (SignPage, error) {
	c, err := contract.Get(tx, l.Ref)
	if err != nil {
		return SignPage{}, err
	}
	shop, err := tenant.Get(tx)
	if err != nil {
		return SignPage{}, err
	}
	quote, err := plan.GetQuote(tx, c.QuoteID)
	if err != nil {
		return SignPage{}, err
	}
	text, err := contract.TextOf(tx, c.ID, lang)
	return SignPage{Shop: shop.Name, Lang: shop.Lang, Zone: shop.Zone, State: c.State, Price: c.Principal, Total: quote.Total,
		DownPayment: quote.DownPayment, Text: text, Late: c.State == contract.Offered && tx.Now().After(quote.ValidUntil),
		SignedAt: c.SignedAt, ExpiresAt: l.ExpiresAt}, err
}

// SignActIn is an act on the page.
type SignActIn struct {
	Tenant    string     `path:"tenant" json:"-" maxLength:"64"`
	Token     string     `path:"token" json:"-" maxLength:"64"`
	Kind      string     `json:"kind" enum:"shown,term_shown,asked,accepted"`
	Term      string     `json:"term,omitempty" maxLength:"40"`
	Lang      words.Lang `json:"lang" enum:"zh-CN,en"`
	TextHash  string     `json:"text_hash" minLength:"64" maxLength:"64"`
	Emphasis  string     `json:"emphasis,omitempty" maxLength:"80"`
	DwellMS   int64      `json:"dwell_ms,omitempty" minimum:"0" maximum:"86400000"`
	ScrollPPM int64      `json:"scroll_ppm,omitempty" minimum:"0" maximum:"1000000"`
}

// signAct keeps what the customer does with the text; the address is the one the
// request came from.
func signAct(_ context.Context, tx *db.Tx, in SignActIn) (contract.ActOut, error) {
	l, err := disclosure.Resolve(tx, in.Token, disclosure.LinkContract)
	if err != nil {
		return contract.ActOut{}, err
	}
	return contract.Record(tx, contract.ActIn{ID: l.Ref, Kind: in.Kind, Term: in.Term, Lang: in.Lang, TextHash: in.TextHash, Emphasis: in.Emphasis,
		DwellMS: in.DwellMS, ScrollPPM: in.ScrollPPM, Channel: viaLink, IP: tx.Actor().IP})
}

// SignIn is the customer's signature.
type SignIn struct {
	Tenant   string `path:"tenant" json:"-" maxLength:"64"`
	Token    string `path:"token" json:"-" maxLength:"64"`
	TextHash string `json:"text_hash" minLength:"64" maxLength:"64" doc:"of the text that binds"`
}

// sign is the customer's last act. Without a down payment the order is in force
// by it; with one, once the shop has taken it.
func sign(ctx context.Context, tx *db.Tx, in SignIn) (SignPage, error) {
	l, err := disclosure.Resolve(tx, in.Token, disclosure.LinkContract)
	if err != nil {
		return SignPage{}, err
	}
	c, err := contract.Get(tx, l.Ref)
	if err != nil {
		return SignPage{}, err
	}
	o, err := order.Lock(tx, c.OrderID)
	if err != nil {
		return SignPage{}, err
	}
	if o.State != order.AwaitingPayment {
		return SignPage{}, fault.Conflict(wordNotAwaiting, words.Args{"state": o.State})
	}
	quote, err := plan.GetQuote(tx, c.QuoteID)
	if err != nil {
		return SignPage{}, err
	}
	switch {
	case tx.Now().After(quote.ValidUntil):
		err = fault.Refused(wordQuoteOver)
	case quote.DownPayment.Minor == 0:
		_, err = Confirm(ctx, tx, ConfirmIn{ID: o.ID, TextHash: in.TextHash, IP: tx.Actor().IP, Via: viaLink})
	default:
		_, err = contract.Sign(tx, contract.SignIn{ID: c.ID, TextHash: in.TextHash, IP: tx.Actor().IP, Channel: viaLink})
	}
	if err != nil {
		return SignPage{}, err
	}
	return pageOf(tx, l, tx.Lang())
}

// signFile hands the customer his contract: the signed file, or before there is
// one the text as it stands (E-commerce Law 50: it can be downloaded).
func (s Sealing) signFile(_ context.Context, tx *db.Tx, in SignPageIn) (api.File, error) {
	l, err := disclosure.Resolve(tx, in.Token, disclosure.LinkContract)
	if err != nil {
		return api.File{}, err
	}
	f := api.File{Name: "contract.pdf", Type: "application/pdf"}
	_, file, err := contract.Sealed(tx, l.Ref)
	if err == nil {
		f.Body = func(w io.Writer) error { _, err := io.Copy(w, bytes.NewReader(file)); return err }
		return f, nil
	}
	if !fault.Is(err, fault.CodeNotFound) {
		return api.File{}, err
	}
	doc, err := contract.Paper(tx, l.Ref, contract.Binding)
	if err == nil {
		err = paper.Check(doc)
	}
	f.Body = func(w io.Writer) error { return s.Press.PDF(w, doc) }
	return f, err
}
