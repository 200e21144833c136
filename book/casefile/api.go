package casefile

import (
	"context"
	"strconv"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/money"
	"fenming/kit/words"
)

// Permissions of this room.
const (
	PermissionRead api.Permission = "casefile.read"
	PermissionWork api.Permission = "casefile.work"
)

// Operations are the doors of this room.
func Operations() []api.Operation {
	return []api.Operation{
		api.Read("casefile.list", "GET /v1/casefiles", PermissionRead, wordList, opList),
		api.Read("casefile.get", "GET /v1/casefiles/{id}", PermissionRead, wordGet, opGet),
		api.Write("casefile.open", "POST /v1/casefiles", PermissionWork, wordOpen, opOpen).WithKey().Created(),
		api.Write("casefile.note", "POST /v1/casefiles/{id}/notes", PermissionWork, wordNote, opNote).WithKey(),
		api.Write("casefile.assign", "POST /v1/casefiles/{id}/assign", PermissionWork, wordAssign, opAssign),
		api.Write("casefile.recover", "POST /v1/casefiles/{id}/recoveries", PermissionWork, wordRecover, opRecover).WithKey(),
		api.Write("casefile.resolve", "POST /v1/casefiles/{id}/resolve", PermissionWork, wordResolve, opResolve),
	}
}

// ListIn asks for cases: the queue of unresolved ones, most urgent first, or
// those of one state, newest first.
type ListIn struct {
	State    string `query:"state" json:"-" enum:"open,working,resolved" doc:"none: the queue of unresolved cases, most urgent money first"`
	Kind     string `query:"kind" json:"-" maxLength:"40"`
	Object   string `query:"object" json:"-" maxLength:"80"`
	Assignee string `query:"assignee" json:"-" maxLength:"64"`
	Cursor   string `query:"cursor" json:"-" maxLength:"200"`
	Limit    int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

func opList(_ context.Context, tx *db.Tx, in ListIn) (api.Page[Casefile], error) {
	page := api.Page[Casefile]{AsOf: tx.Now()}
	at, err := api.ParseCursor(in.Cursor, 3)
	if err != nil {
		return page, err
	}
	size := api.PageSize(in.Limit)
	f := filter{state: in.State, kind: in.Kind, object: in.Object, assignee: in.Assignee, before: at[2], limit: size + 1}
	if in.State != "" {
		rows, err := list(tx, f)
		if err != nil {
			return page, err
		}
		page.Data, page.Next = api.Cut(rows, size, func(c Casefile) string { return api.Cursor("", "", c.ID) })
		explainAll(page.Data, tx.Lang())
		return page, nil
	}
	// The cursor carries the moment of the first page: ranks move with time.
	now, beyond := tx.NowMicro(), int64(-1)
	if in.Cursor != "" {
		var err1, err2 error
		now, err1 = strconv.ParseInt(at[0], 10, 64)
		beyond, err2 = strconv.ParseInt(at[1], 10, 64)
		if err1 != nil || err2 != nil {
			return page, fault.Invalid(wordCursor).At("/query/cursor")
		}
	}
	rows, err := queue(tx, f, now, beyond)
	if err != nil {
		return page, err
	}
	page.Data, page.Next = api.Cut(rows, size, func(c Casefile) string {
		return api.Cursor(strconv.FormatInt(now, 10), strconv.FormatInt(c.rank, 10), c.ID)
	})
	explainAll(page.Data, tx.Lang())
	return page, nil
}

func explainAll(list []Casefile, lang words.Lang) {
	for i := range list {
		list[i].explain(lang)
	}
}

// IDIn names one case.
type IDIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
}

// View is a case with what happened to it.
type View struct {
	Casefile
	Notes []Note `json:"notes"`
}

func opGet(_ context.Context, tx *db.Tx, in IDIn) (View, error) {
	c, err := Get(tx, in.ID)
	if err != nil {
		return View{}, err
	}
	c.explain(tx.Lang())
	list, err := Notes(tx, in.ID)
	return View{c, list}, err
}

// NewIn opens a case by hand, for example an inquiry of an authority.
type NewIn struct {
	Kind   string      `json:"kind" minLength:"1" maxLength:"40" pattern:"^[a-z_]+$"`
	Object string      `json:"object" minLength:"1" maxLength:"80"`
	Title  string      `json:"title" minLength:"1" maxLength:"200" doc:"no personal data"`
	AtRisk money.Money `json:"money_at_risk,omitempty"`
	DueIn  int         `json:"due_in" minimum:"1" maximum:"250" doc:"working days"`
}

func opOpen(_ context.Context, tx *db.Tx, in NewIn) (Casefile, error) {
	c, err := Open(tx, OpenIn{Kind: in.Kind, Object: in.Object, Title: wordByHand, Args: words.Args{"title": in.Title},
		MoneyAtRisk: in.AtRisk, DueIn: in.DueIn})
	c.explain(tx.Lang())
	return c, err
}

// NoteIn adds a note.
type NoteIn struct {
	ID   string `path:"id" json:"-" maxLength:"40"`
	Text string `json:"text" minLength:"1" maxLength:"4000"`
}

func opNote(ctx context.Context, tx *db.Tx, in NoteIn) (View, error) {
	if err := Write(tx, in.ID, in.Text); err != nil {
		return View{}, err
	}
	return opGet(ctx, tx, IDIn{in.ID})
}

// AssignIn names who is to work on it; empty: the one who asks.
type AssignIn struct {
	ID       string `path:"id" json:"-" maxLength:"40"`
	Assignee string `json:"assignee,omitempty" maxLength:"64"`
}

func opAssign(_ context.Context, tx *db.Tx, in AssignIn) (Casefile, error) {
	if in.Assignee == "" {
		in.Assignee = tx.Actor().ID
	}
	return Assign(tx, in.ID, in.Assignee)
}

// RecoverIn records money that came back.
type RecoverIn struct {
	ID     string      `path:"id" json:"-" maxLength:"40"`
	Amount money.Money `json:"amount"`
	Text   string      `json:"text,omitempty" maxLength:"500"`
}

func opRecover(_ context.Context, tx *db.Tx, in RecoverIn) (Casefile, error) {
	return Recover(tx, in.ID, in.Amount, in.Text)
}

// ResolveIn ends a case.
type ResolveIn struct {
	ID      string `path:"id" json:"-" maxLength:"40"`
	Outcome string `json:"outcome" enum:"confirmed,unfounded,recovered,loss,explained,corrected,done,withdrawn"`
	Reason  string `json:"reason" minLength:"4" maxLength:"1000"`
}

func opResolve(_ context.Context, tx *db.Tx, in ResolveIn) (Casefile, error) {
	return Resolve(tx, in.ID, in.Outcome, in.Reason)
}
