package sell

import (
	"cmp"
	"context"
	"slices"
	"time"

	"fenming/book/contract"
	"fenming/book/customer"
	"fenming/book/disclosure"
	"fenming/book/ledger"
	"fenming/book/order"
	"fenming/book/plan"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
	"fenming/kit/words"
	"fenming/office/tenant"
)

// MeIn is the address of a customer's own page.
type MeIn struct {
	Tenant string `path:"tenant" json:"-" maxLength:"64"`
	Token  string `path:"token" json:"-" maxLength:"64"`
}

// MeConsentState is a purpose and the customer's last word on it.
type MeConsentState struct {
	Purpose  customer.PurposeView `json:"purpose"`
	State    string               `json:"state" enum:"none,given,refused,withdrawn"`
	Outdated bool                 `json:"outdated"`
	GivenAt  *time.Time           `json:"given_at,omitempty"`
}

// MeAct is one line of the history of consents.
type MeAct struct {
	Purpose string    `json:"purpose"`
	Act     string    `json:"act" enum:"given,refused,withdrawn"`
	Own     bool      `json:"own" doc:"done on this page"`
	At      time.Time `json:"at"`
}

// MePayment is one instalment of the shop's own plans that is not paid.
type MePayment struct {
	PlanNameZH string       `json:"plan_name_zh"`
	PlanNameEN string       `json:"plan_name_en"`
	No         int          `json:"no"`
	Count      int          `json:"count"`
	Day        calendar.Day `json:"day"`
	Amount     money.Money  `json:"amount" doc:"what is open of it"`
	Overdue    bool         `json:"overdue"`
}

// MeOut is a customer's own page. It holds no id of an order, a contract or the
// customer, and of the person the masked name only.
type MeOut struct {
	Shop      string           `json:"shop"`
	Lang      words.Lang       `json:"lang" doc:"the shop's own language"`
	Zone      string           `json:"zone"`
	Name      string           `json:"name" doc:"masked"`
	ExpiresAt time.Time        `json:"expires_at" doc:"of the link"`
	Payments  []MePayment      `json:"payments" doc:"the next to pay first, at most 24"`
	Budget    MeBudgetView     `json:"budget"`
	Consents  []MeConsentState `json:"consents"`
	History   []MeAct          `json:"history" doc:"newest first"`
	AsOf      time.Time        `json:"as_of"`
}

// MeBudgetView is the budget without what staff wrote about it.
type MeBudgetView struct {
	customer.BudgetState
	NewUsed   money.Money   `json:"new_used"`
	NewShare  int64         `json:"new_share_percent"`
	Months    []BudgetMonth `json:"months"`
	WaitHours int64         `json:"wait_hours"`
}

// maxPayments bounds the instalments on a customer's own page.
const maxPayments = 24

// Me reads everything of a customer's own page.
func Me(ctx context.Context, tx *db.Tx, in MeIn) (MeOut, error) {
	l, err := disclosure.Resolve(tx, in.Token, disclosure.LinkCustomer)
	if err != nil {
		return MeOut{}, err
	}
	return mine(ctx, tx, l)
}

func mine(ctx context.Context, tx *db.Tx, l disclosure.Link) (MeOut, error) {
	who, err := customer.Get(tx, l.Ref)
	if err != nil {
		return MeOut{}, err
	}
	shop, err := tenant.Get(tx)
	if err != nil {
		return MeOut{}, err
	}
	out := MeOut{Shop: shop.Name, Lang: shop.Lang, Zone: shop.Zone, Name: who.NameMasked, ExpiresAt: l.ExpiresAt, AsOf: tx.Now(),
		Consents: []MeConsentState{}, History: []MeAct{}}
	b, err := Budget(ctx, tx, BudgetIn{who.ID})
	if err != nil {
		return MeOut{}, err
	}
	out.Budget = MeBudgetView{b.BudgetState, b.NewUsed, b.NewShare, b.Months, b.WaitHours}
	said, err := customer.ConsentsOf(tx, who.ID)
	if err != nil {
		return MeOut{}, err
	}
	for _, s := range said.Purposes {
		c := MeConsentState{Purpose: s.Purpose, State: s.State, Outdated: s.Outdated}
		if s.Consent != nil {
			c.GivenAt = &s.Consent.GivenAt
		}
		out.Consents = append(out.Consents, c)
	}
	for _, h := range said.History {
		if slices.ContainsFunc(said.Purposes, func(s customer.ConsentState) bool { return s.Purpose.ID == h.Purpose }) {
			out.History = append(out.History, MeAct{h.Purpose, h.Act, h.By == "customer:"+who.ID, h.At})
		}
	}
	out.Payments, err = payments(tx, who.ID)
	return out, err
}

// payments lists what is open of the customer's instalments at this shop.
func payments(tx *db.Tx, customerID string) ([]MePayment, error) {
	list := []MePayment{}
	day, err := dayOf(tx, tx.Now())
	if err != nil {
		return list, err
	}
	orders, err := order.List(tx, order.Filter{States: open, CustomerID: customerID}, "", maxCommitted)
	if err != nil {
		return list, err
	}
	var ids, quoteIDs []string
	for _, o := range orders {
		if o.ContractID != "" {
			ids, quoteIDs = append(ids, o.ContractID), append(quoteIDs, o.QuoteID)
		}
	}
	positions, err := ledger.Positions(tx, ids, day)
	if err != nil {
		return list, err
	}
	quotes, err := plan.GetQuotes(tx, quoteIDs)
	if err != nil {
		return list, err
	}
	for _, o := range orders {
		p := positions[o.ContractID]
		if p.State != contract.Active {
			continue
		}
		for _, n := range p.Instalments {
			if n.Open.Sum() > 0 {
				q := quotes[o.QuoteID]
				list = append(list, MePayment{PlanNameZH: q.PlanNameZH, PlanNameEN: q.PlanNameEN, No: n.No, Count: q.Count,
					Day: n.DueDay, Amount: money.New(n.Open.Sum(), p.Currency), Overdue: n.DueDay < day})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b MePayment) int { return cmp.Compare(a.Day, b.Day) })
	return list[:min(len(list), maxPayments)], nil
}

// viaLink is the channel of what a customer does on his own page.
const viaLink = "link"

// MeConsentIn is the customer's word on a purpose, yes or no, in the same place.
type MeConsentIn struct {
	Tenant   string `path:"tenant" json:"-" maxLength:"64"`
	Token    string `path:"token" json:"-" maxLength:"64"`
	Purpose  string `json:"purpose" minLength:"1" maxLength:"60"`
	TextHash string `json:"text_hash" minLength:"64" maxLength:"64" doc:"of the text shown"`
	Yes      bool   `json:"yes" doc:"false: refuses, or withdraws what stands"`
}

// MeConsent records a yes, a no or a withdrawal by the customer himself.
func MeConsent(ctx context.Context, tx *db.Tx, in MeConsentIn) (MeOut, error) {
	l, err := disclosure.Resolve(tx, in.Token, disclosure.LinkCustomer)
	if err != nil {
		return MeOut{}, err
	}
	standing, err := customer.HasConsent(tx, l.Ref, in.Purpose)
	switch {
	case err != nil:
	case in.Yes:
		err = customer.Give(tx, l.Ref, customer.GiveIn{Purpose: in.Purpose, TextHash: in.TextHash, Channel: viaLink, Evidence: "link:" + l.ID})
	case standing:
		err = customer.Withdraw(tx, l.Ref, in.Purpose, viaLink)
	default:
		err = customer.Refuse(tx, l.Ref, customer.Refusal{Purpose: in.Purpose, TextHash: in.TextHash, Channel: viaLink})
	}
	if err != nil {
		return MeOut{}, err
	}
	return mine(ctx, tx, l)
}

// MeBudgetIn is what the customer wishes; a ceiling left out sets none.
type MeBudgetIn struct {
	Tenant     string       `path:"tenant" json:"-" maxLength:"64"`
	Token      string       `path:"token" json:"-" maxLength:"64"`
	NewMonthly *money.Money `json:"new_monthly,omitempty"`
	DueMonthly *money.Money `json:"due_monthly,omitempty"`
	OnExceed   string       `json:"on_exceed" enum:"stop,warn"`
}

// MeBudget sets the customer's budget by himself.
func MeBudget(ctx context.Context, tx *db.Tx, in MeBudgetIn) (MeOut, error) {
	l, err := disclosure.Resolve(tx, in.Token, disclosure.LinkCustomer)
	if err != nil {
		return MeOut{}, err
	}
	wish := customer.Budget{NewMonthly: in.NewMonthly, DueMonthly: in.DueMonthly, OnExceed: in.OnExceed}
	if _, err := customer.SetBudget(tx, l.Ref, wish, ""); err != nil {
		return MeOut{}, err
	}
	return mine(ctx, tx, l)
}

// MePauseIn asks for no new credit until a day; the empty day ends a pause.
type MePauseIn struct {
	Tenant string       `path:"tenant" json:"-" maxLength:"64"`
	Token  string       `path:"token" json:"-" maxLength:"64"`
	Until  calendar.Day `json:"until,omitempty" maxLength:"10"`
}

// MePause begins, lengthens or ends a pause by the customer himself.
func MePause(ctx context.Context, tx *db.Tx, in MePauseIn) (MeOut, error) {
	l, err := disclosure.Resolve(tx, in.Token, disclosure.LinkCustomer)
	if err != nil {
		return MeOut{}, err
	}
	if _, err := customer.PauseCredit(tx, l.Ref, in.Until, ""); err != nil {
		return MeOut{}, err
	}
	return mine(ctx, tx, l)
}

// LinkIn asks for the link to a customer's own page.
type LinkIn struct {
	ID   string `path:"id" json:"-" maxLength:"40"`
	Days int    `json:"days" minimum:"1" maximum:"90"`
}

// MakeLink makes the link to a customer's own page; the token is shown once.
func MakeLink(_ context.Context, tx *db.Tx, in LinkIn) (disclosure.LinkOut, error) {
	if _, err := customer.Get(tx, in.ID); err != nil {
		return disclosure.LinkOut{}, err
	}
	l, token, err := disclosure.NewLink(tx, disclosure.LinkCustomer, in.ID, time.Duration(in.Days)*24*time.Hour)
	return disclosure.LinkOut{Link: l, Token: token, Path: disclosure.PathOf(tx.Tenant(), l.Kind, token)}, err
}
