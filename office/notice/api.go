package notice

import (
	"context"
	"errors"
	"time"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/vault"
	"fenming/kit/words"
)

// Permissions of this room.
const (
	PermissionRead   api.Permission = "notice.read"
	PermissionCancel api.Permission = "notice.cancel"
)

// View is a letter as people see it; the address is masked.
type View struct {
	ID        string     `json:"id"`
	Kind      string     `json:"kind"`
	State     string     `json:"state" enum:"queued,sending,sent,failed,unknown,cancelled"`
	Ref       string     `json:"ref"`
	Customer  string     `json:"customer_id,omitempty"`
	Address   string     `json:"address" doc:"masked"`
	Lang      words.Lang `json:"lang"`
	Subject   string     `json:"subject"`
	Body      string     `json:"body,omitempty" doc:"only when one letter is asked for"`
	NotBefore time.Time  `json:"not_before"`
	CreatedAt time.Time  `json:"created_at"`
	EndedAt   *time.Time `json:"ended_at,omitempty"`
	Receipt   string     `json:"receipt,omitempty" doc:"the mail server's answer"`
}

// ListIn asks for letters.
type ListIn struct {
	Ref    string `query:"ref" json:"-" maxLength:"60"`
	State  string `query:"state" json:"-" enum:"queued,sending,sent,failed,unknown,cancelled"`
	Kind   string `query:"kind" json:"-" maxLength:"60"`
	Cursor string `query:"cursor" json:"-" maxLength:"200"`
	Limit  int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

// IDIn names one letter.
type IDIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
}

// Operations are the doors of this room.
func Operations() []api.Operation {
	return []api.Operation{
		api.Read("notice.list", "GET /v1/notices", PermissionRead, wordList, opList),
		api.Read("notice.get", "GET /v1/notices/{id}", PermissionRead, wordGet, opGet),
		api.Write("notice.cancel", "POST /v1/notices/{id}/cancel", PermissionCancel, wordCancel, opCancel),
	}
}

func opList(_ context.Context, tx *db.Tx, in ListIn) (api.Page[View], error) {
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[View]{}, err
	}
	size := api.PageSize(in.Limit)
	rows, err := list(tx, in, at[0], size+1)
	if err != nil {
		return api.Page[View]{}, err
	}
	rows, next := api.Cut(rows, size, func(n row) string { return api.Cursor(n.ID) })
	page := api.Page[View]{Data: make([]View, len(rows)), Next: next, AsOf: tx.Now()}
	for i := range rows {
		if page.Data[i], err = view(tx, rows[i]); err != nil {
			return page, err
		}
		page.Data[i].Body = ""
	}
	return page, nil
}

func opGet(_ context.Context, tx *db.Tx, in IDIn) (View, error) {
	n, err := find(tx, in.ID)
	if errors.Is(err, db.ErrNone) {
		return View{}, fault.NotFound(wordNone)
	}
	if err != nil {
		return View{}, err
	}
	return view(tx, n)
}

func opCancel(ctx context.Context, tx *db.Tx, in IDIn) (View, error) {
	if err := Cancel(tx, in.ID); err != nil {
		return View{}, err
	}
	return opGet(ctx, tx, in)
}

func view(tx *db.Tx, n row) (View, error) {
	if err := n.open(tx); err != nil {
		return View{}, err
	}
	v := View{ID: n.ID, Kind: n.Kind, State: n.State, Ref: n.Ref, Customer: n.Customer, Address: vault.MaskEmail(n.address),
		Lang: n.Lang, Subject: n.subject, Body: n.body, NotBefore: time.UnixMicro(n.NotBefore).UTC(),
		CreatedAt: time.UnixMicro(n.CreatedAt).UTC(), Receipt: n.Receipt}
	if n.EndedAt > 0 {
		at := time.UnixMicro(n.EndedAt).UTC()
		v.EndedAt = &at
	}
	return v, nil
}

var (
	wordList    = words.Word{Key: "notice.list", ZH: "通知列表", EN: "List letters"}
	wordGet     = words.Word{Key: "notice.get", ZH: "查看一封通知", EN: "See one letter"}
	wordCancel  = words.Word{Key: "notice.cancel", ZH: "取消未发出的通知", EN: "Cancel a letter that has not been sent"}
	wordNone    = words.Word{Key: "notice.not_found", ZH: "没有这封通知，请核对编号", EN: "There is no such letter; check the id"}
	wordGone    = words.Word{Key: "notice.gone", ZH: "通知处于「{state}」状态，已不能取消", EN: "The letter is {state} and can no longer be cancelled"}
	wordAddress = words.Word{Key: "notice.address", ZH: "电子邮箱地址无效，请更正", EN: "This is not an e-mail address; correct it"}
)

// Words is this room's catalogue.
func Words() []words.Word {
	return []words.Word{wordList, wordGet, wordCancel, wordNone, wordGone, wordAddress}
}
