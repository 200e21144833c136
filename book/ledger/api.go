package ledger

import (
	"context"

	"fenming/kit/api"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/money"
)

// Permissions of this room.
const (
	PermissionRead           api.Permission = "ledger.read"
	PermissionPost           api.Permission = "ledger.post"
	PermissionReverse        api.Permission = "ledger.reverse"
	PermissionReadReceivable api.Permission = "receivable.read"
)

// PostIn is a manual journal entry.
type PostIn struct {
	Kind      string       `json:"kind,omitempty" maxLength:"40" pattern:"^[a-z][a-z0-9_.]*$" doc:"What happened; journal when empty"`
	Ref       string       `json:"ref,omitempty" maxLength:"120"`
	OrderID   string       `json:"order_id,omitempty" maxLength:"40"`
	Effective calendar.Day `json:"effective" doc:"The day it counts for"`
	Reason    string       `json:"reason,omitempty" maxLength:"400"`
	Legs      []Leg        `json:"legs" minItems:"2" maxItems:"200"`
}

// ReverseIn takes an entry back.
type ReverseIn struct {
	ID     string `path:"id" json:"-" maxLength:"40"`
	Reason string `json:"reason" minLength:"1" maxLength:"400"`
}

// IDIn names one entry or contract.
type IDIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
}

// EntryListIn asks for entries, newest first.
type EntryListIn struct {
	OrderID    string `query:"order_id" json:"-" maxLength:"40"`
	ContractID string `query:"contract_id" json:"-" maxLength:"40"`
	Cursor     string `query:"cursor" json:"-" maxLength:"200"`
	Limit      int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

// BalanceIn asks what stands in an account.
type BalanceIn struct {
	Account string       `query:"account" json:"-" required:"true" maxLength:"40"`
	Subject string       `query:"subject" json:"-" maxLength:"80"`
	UpTo    calendar.Day `query:"up_to" json:"-"`
}

// BalanceView is what stands in an account, debit above zero.
type BalanceView struct {
	Account  string        `json:"account"`
	Subject  string        `json:"subject,omitempty"`
	Balances []money.Money `json:"balances"`
}

// TrialIn asks for the trial balance.
type TrialIn struct {
	UpTo calendar.Day `query:"up_to" json:"-"`
}

// TrialLine is one account of the trial balance.
type TrialLine struct {
	Account string      `json:"account"`
	Name    string      `json:"name"`
	Debit   money.Money `json:"debit"`
	Credit  money.Money `json:"credit"`
	Balance money.Money `json:"balance" doc:"Debit above zero"`
}

// TrialView is the trial balance.
type TrialView struct {
	Lines    []TrialLine `json:"lines"`
	Balanced bool        `json:"balanced"`
}

// CheckView is the outcome of the check.
type CheckView struct {
	OK bool `json:"ok"`
}

// Operations are the doors of this room.
func Operations() []api.Operation {
	return []api.Operation{
		api.Write("ledger.post", "POST /v1/ledger/entries", PermissionPost, wordPost, opPost).WithKey().Created(),
		api.Write("ledger.reverse", "POST /v1/ledger/entries/{id}/reverse", PermissionReverse, wordReverse, opReverse).
			WithKey().WithFreshFactor().Created(),
		api.Read("entry.list", "GET /v1/ledger/entries", PermissionRead, wordEntryList, opEntryList),
		api.Read("entry.get", "GET /v1/ledger/entries/{id}", PermissionRead, wordEntryGet, opEntryGet),
		api.Read("ledger.balance", "GET /v1/ledger/balance", PermissionRead, wordBalance, opBalance),
		api.Read("ledger.trial_balance", "GET /v1/ledger/trial-balance", PermissionRead, wordTrial, opTrial),
		api.Read("ledger.check", "GET /v1/ledger/check", PermissionRead, wordCheck, opCheck),
		api.Read("receivable.list", "GET /v1/receivables", PermissionReadReceivable, wordReceivable, opReceivables),
		api.Read("receivable.get", "GET /v1/receivables/{id}", PermissionReadReceivable, wordOne, opReceivable),
		api.Read("receivable.ageing", "GET /v1/receivables/ageing", PermissionReadReceivable, wordAgeing, opAgeing),
	}
}

func opPost(_ context.Context, tx *db.Tx, in PostIn) (Entry, error) {
	return Post(tx, Entry{Kind: in.Kind, Ref: in.Ref, OrderID: in.OrderID, Effective: in.Effective, Reason: in.Reason, Legs: in.Legs})
}

func opReverse(_ context.Context, tx *db.Tx, in ReverseIn) (Entry, error) {
	return Reverse(tx, in.ID, in.Reason)
}

func opEntryList(_ context.Context, tx *db.Tx, in EntryListIn) (api.Page[Entry], error) {
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[Entry]{}, err
	}
	size := api.PageSize(in.Limit)
	rows, err := listEntries(tx, entryFilter{in.OrderID, in.ContractID, at[0], size + 1})
	if err != nil {
		return api.Page[Entry]{}, err
	}
	rows, next := api.Cut(rows, size, func(e Entry) string { return api.Cursor(e.ID) })
	return api.Page[Entry]{Data: rows, Next: next, AsOf: tx.Now()}, nil
}

func opEntryGet(_ context.Context, tx *db.Tx, in IDIn) (Entry, error) { return findEntry(tx, in.ID) }

func opBalance(_ context.Context, tx *db.Tx, in BalanceIn) (BalanceView, error) {
	upTo := in.UpTo
	if upTo == "" {
		upTo = never
	}
	list, err := BalanceAt(tx, in.Account, in.Subject, upTo)
	return BalanceView{in.Account, in.Subject, list}, err
}

func opTrial(_ context.Context, tx *db.Tx, in TrialIn) (TrialView, error) {
	rows, err := TrialBalance(tx, in.UpTo)
	v := TrialView{Lines: []TrialLine{}, Balanced: true}
	sums := map[money.Currency]int64{}
	for _, t := range rows {
		m := func(n int64) money.Money { return money.New(n, t.Currency) }
		v.Lines = append(v.Lines, TrialLine{t.Account, nameOf(t.Account, tx), m(t.Debit), m(t.Credit), m(t.Amount())})
		sums[t.Currency] += t.Amount()
	}
	for _, sum := range sums {
		v.Balanced = v.Balanced && sum == 0
	}
	return v, err
}

func opCheck(_ context.Context, tx *db.Tx, _ api.None) (CheckView, error) {
	err := Check(tx)
	return CheckView{err == nil}, err
}
