package control

import (
	"context"
	"encoding/json"
	"time"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/office/identity"
)

// Permissions of this room. Deciding also needs the permission of the act.
const (
	PermissionRead   api.Permission = "approval.read"
	PermissionDecide api.Permission = "approval.decide"
)

// Operations are the doors of this room; acts are what the other rooms ask
// approval for.
func Operations(acts ...Act) []api.Operation {
	known := newActs(acts)
	return []api.Operation{
		api.Read("approval.list", "GET /v1/approvals", PermissionRead, doList, opList),
		api.Read("approval.get", "GET /v1/approvals/{id}", PermissionRead, doGet, opGet),
		api.Write("approval.approve", "POST /v1/approvals/{id}/approve", PermissionDecide, doApprove,
			func(_ context.Context, tx *db.Tx, in IDIn) (View, error) {
				a, err := Approve(tx, known, in.ID)
				return shown(tx, a, err)
			}).WithFreshFactor(),
		api.Write("approval.reject", "POST /v1/approvals/{id}/reject", PermissionDecide, doReject, opReject),
		api.Write("approval.withdraw", "POST /v1/approvals/{id}/withdraw", api.SignedIn, doWithdraw, opWithdraw),
		api.Write("user.role", "PUT /v1/users/{id}/role", identity.PermissionManageUsers, doRole, opRole).WithFreshFactor(),
		api.Write("user.reset_factor", "POST /v1/users/{id}/reset-factor", identity.PermissionManageUsers, doReset,
			opReset).WithFreshFactor(),
	}
}

// View is an approval as people see it.
type View struct {
	ID          string          `json:"id"`
	Kind        string          `json:"kind"`
	Permission  string          `json:"permission" doc:"what who decides needs"`
	Object      string          `json:"object"`
	Summary     string          `json:"summary"`
	Args        json.RawMessage `json:"args"`
	State       string          `json:"state" enum:"asked,approved,done,rejected,withdrawn,expired,failed"`
	Alone       bool            `json:"alone" doc:"nobody else could decide; the 24-hour delay stands in"`
	Maker       string          `json:"maker"`
	MakerName   string          `json:"maker_name"`
	AskedAt     time.Time       `json:"asked_at"`
	EffectiveAt time.Time       `json:"effective_at"`
	ExpiresAt   time.Time       `json:"expires_at"`
	DecidedBy   string          `json:"decided_by,omitempty"`
	DecidedName string          `json:"decided_name,omitempty"`
	DecidedAt   *time.Time      `json:"decided_at,omitempty"`
	DoneAt      *time.Time      `json:"done_at,omitempty"`
	Reason      string          `json:"reason,omitempty"`
	Failure     string          `json:"failure,omitempty" doc:"key of the sentence that says why the act failed"`
	Mine        bool            `json:"mine" doc:"you asked for it"`
	MayDecide   bool            `json:"may_decide" doc:"you may approve or reject it"`
}

// ListIn asks for approvals.
type ListIn struct {
	State  string `query:"state" json:"-" enum:"asked,approved,done,rejected,withdrawn,expired,failed"`
	Cursor string `query:"cursor" json:"-" maxLength:"200"`
	Limit  int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

// IDIn names one approval or user.
type IDIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
}

// RejectIn says why.
type RejectIn struct {
	ID     string `path:"id" json:"-" maxLength:"40"`
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

// RoleIn chooses a role.
type RoleIn struct {
	ID   string `path:"id" json:"-" maxLength:"40"`
	Role string `json:"role" enum:"owner,risk,finance,collector,service,auditor,developer,sysadmin"`
}

// Outcome says whether an act happened at once or waits.
type Outcome struct {
	Applied  bool  `json:"applied"`
	Approval *View `json:"approval,omitempty" doc:"what waits for a second person"`
}

func when(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func viewsOf(tx *db.Tx, all []Approval) ([]View, error) {
	ids := []string{}
	for _, a := range all {
		ids = append(ids, a.Maker, a.DecidedBy)
	}
	names, err := identity.Names(tx, ids...)
	if err != nil {
		return nil, err
	}
	me, err := identity.Person(tx, tx.Actor())
	if err != nil {
		return nil, err
	}
	views := make([]View, len(all))
	for i, a := range all {
		views[i] = View{ID: a.ID, Kind: a.Kind, Permission: string(a.Permission), Object: a.Object,
			Summary: a.Summary.In(tx.Lang(), nil), Args: a.Args, State: a.State, Alone: a.Alone, Maker: a.Maker,
			MakerName: names[a.Maker], AskedAt: a.AskedAt, EffectiveAt: a.EffectiveAt, ExpiresAt: a.ExpiresAt,
			DecidedBy: a.DecidedBy, DecidedName: names[a.DecidedBy], DecidedAt: when(a.DecidedAt), DoneAt: when(a.DoneAt),
			Reason: a.Reason, Failure: a.Failure, Mine: me != "" && me == a.Maker,
			MayDecide: a.State == Asked && mayDecide(tx, a) == nil && identity.Permits(tx.Actor().Role, PermissionDecide)}
	}
	return views, nil
}

// ViewOf shows an approval, for rooms whose own answer holds one.
func ViewOf(tx *db.Tx, a Approval) (View, error) { return shown(tx, a, nil) }

func shown(tx *db.Tx, a Approval, err error) (View, error) {
	if err != nil {
		return View{}, err
	}
	views, err := viewsOf(tx, []Approval{a})
	if err != nil {
		return View{}, err
	}
	return views[0], nil
}

func opList(_ context.Context, tx *db.Tx, in ListIn) (api.Page[View], error) {
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[View]{}, err
	}
	size := api.PageSize(in.Limit)
	rows, err := list(tx, in.State, at[0], size+1)
	if err != nil {
		return api.Page[View]{}, err
	}
	rows, next := api.Cut(rows, size, func(a Approval) string { return api.Cursor(a.ID) })
	views, err := viewsOf(tx, rows)
	return api.Page[View]{Data: views, Next: next, AsOf: tx.Now()}, err
}

func opGet(_ context.Context, tx *db.Tx, in IDIn) (View, error) {
	a, err := Get(tx, in.ID)
	return shown(tx, a, err)
}

func opReject(_ context.Context, tx *db.Tx, in RejectIn) (View, error) {
	a, err := Reject(tx, in.ID, in.Reason)
	return shown(tx, a, err)
}

func opWithdraw(_ context.Context, tx *db.Tx, in IDIn) (View, error) {
	a, err := Withdraw(tx, in.ID)
	return shown(tx, a, err)
}

func opRole(_ context.Context, tx *db.Tx, in RoleIn) (Outcome, error) {
	a, applied, err := ChangeRole(tx, in.ID, in.Role)
	return outcome(tx, a, applied, err)
}

func opReset(_ context.Context, tx *db.Tx, in IDIn) (Outcome, error) {
	a, err := AskReset(tx, in.ID)
	return outcome(tx, a, false, err)
}

func outcome(tx *db.Tx, a Approval, applied bool, err error) (Outcome, error) {
	if err != nil || applied {
		return Outcome{Applied: applied}, err
	}
	v, err := ViewOf(tx, a)
	return Outcome{Approval: &v}, err
}
