package identity

import (
	"context"
	"time"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/vault"
	"fenming/kit/words"
)

// staff are the doors to the people who work here. Roles and lost factors are
// changed through office/control.
func staff(k *Desk) []api.Operation {
	return []api.Operation{
		api.Read("user.list", "GET /v1/users", PermissionReadUsers, doUsers, opUsers),
		api.Read("user.get", "GET /v1/users/{id}", PermissionReadUsers, doUser, opUser),
		api.Write("user.create", "POST /v1/users", PermissionManageUsers, doUserCreate, k.opInvite).WithFreshFactor().Created(),
		api.Write("user.invite", "POST /v1/users/{id}/invite", PermissionManageUsers, doUserInvite, k.opInviteAgain).WithFreshFactor(),
		api.Write("user.disable", "POST /v1/users/{id}/disable", PermissionManageUsers, doUserDisable, k.opDisable).WithFreshFactor(),
		api.Write("user.enable", "POST /v1/users/{id}/enable", PermissionManageUsers, doUserEnable, k.opEnable).WithFreshFactor(),
		api.Write("user.sign_out", "POST /v1/users/{id}/sign-out", PermissionManageUsers, doUserSignOut, k.opSignOutUser),
	}
}

// UserView is a member of staff as colleagues see him; the name stands in full,
// since who approves must know who asked.
type UserView struct {
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	Email     string     `json:"email" doc:"masked"`
	Role      string     `json:"role"`
	RoleLabel string     `json:"role_label"`
	State     string     `json:"state" enum:"invited,active,disabled"`
	Language  words.Lang `json:"language"`
	SeenAt    *time.Time `json:"seen_at,omitempty"`
	CreatedAt time.Time  `json:"created_at"`
}

// ViewOf shows a user to his colleagues.
func ViewOf(tx *db.Tx, u User) UserView {
	v := UserView{ID: u.ID, Name: u.Name, Email: vault.MaskEmail(u.Email), Role: u.Role,
		RoleLabel: RoleWord(u.Role).In(tx.Lang(), nil), State: u.State, Language: u.Lang, CreatedAt: u.CreatedAt}
	if !u.SeenAt.IsZero() {
		v.SeenAt = &u.SeenAt
	}
	return v
}

// UserListIn asks for staff.
type UserListIn struct {
	State  string `query:"state" json:"-" enum:"invited,active,disabled"`
	Cursor string `query:"cursor" json:"-" maxLength:"200"`
	Limit  int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

// InviteIn invites a colleague.
type InviteIn struct {
	Email    string     `json:"email" minLength:"3" maxLength:"254"`
	Name     string     `json:"name" minLength:"1" maxLength:"60"`
	Role     string     `json:"role" enum:"owner,risk,finance,collector,service,auditor,developer,sysadmin"`
	Language words.Lang `json:"language,omitempty" enum:"zh-CN,en"`
}

// InviteOut is the new user and his code.
type InviteOut struct {
	User       UserView   `json:"user"`
	Invitation Invitation `json:"invitation"`
}

func opUsers(_ context.Context, tx *db.Tx, in UserListIn) (api.Page[UserView], error) {
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[UserView]{}, err
	}
	size := api.PageSize(in.Limit)
	rows, err := users(tx, in.State, at[0], size+1)
	if err != nil {
		return api.Page[UserView]{}, err
	}
	rows, next := api.Cut(rows, size, func(u credentials) string { return api.Cursor(u.ID) })
	page := api.Page[UserView]{Data: make([]UserView, len(rows)), Next: next, AsOf: tx.Now()}
	for i, u := range rows {
		page.Data[i] = ViewOf(tx, u.User)
	}
	return page, nil
}

func opUser(_ context.Context, tx *db.Tx, in IDIn) (UserView, error) {
	u, err := GetUser(tx, in.ID)
	return ViewOf(tx, u), err
}

func (k *Desk) opInvite(_ context.Context, tx *db.Tx, in InviteIn) (InviteOut, error) {
	u, v, err := Invite(tx, NewUser{Email: in.Email, Name: in.Name, Role: in.Role, Lang: in.Language}, k.now())
	return InviteOut{ViewOf(tx, u), v}, err
}

func (k *Desk) opInviteAgain(_ context.Context, tx *db.Tx, in IDIn) (Invitation, error) {
	return InviteAgain(tx, in.ID, k.now())
}

func (k *Desk) opDisable(_ context.Context, tx *db.Tx, in IDIn) (UserView, error) {
	tx.After(k.known.forget)
	u, err := Disable(tx, in.ID)
	return ViewOf(tx, u), err
}

func (k *Desk) opEnable(_ context.Context, tx *db.Tx, in IDIn) (UserView, error) {
	u, err := Enable(tx, in.ID)
	return ViewOf(tx, u), err
}

func (k *Desk) opSignOutUser(_ context.Context, tx *db.Tx, in IDIn) (Done, error) {
	if _, err := GetUser(tx, in.ID); err != nil {
		return Done{}, err
	}
	tx.After(k.known.forget)
	return Done{true}, EndSessions(tx, in.ID, endRevoked)
}

// keyDoors are the doors to machine keys.
func keyDoors(k *Desk) []api.Operation {
	return []api.Operation{
		api.Read("key.list", "GET /v1/keys", PermissionReadKeys, doKeys, opKeys),
		api.Prepare(api.Write("key.create", "POST /v1/keys", PermissionManageKeys, doKeyCreate, k.opMakeKey),
			k.prepareKey).WithFreshFactor().Created(),
		api.Write("key.revoke", "DELETE /v1/keys/{id}", PermissionManageKeys, doKeyRevoke, k.opRevokeKey).WithFreshFactor(),
	}
}

// KeyView is a machine key without its secret.
type KeyView struct {
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	Hint      string     `json:"hint" doc:"its last 4 characters"`
	Scopes    []string   `json:"scopes"`
	IPs       []string   `json:"ips"`
	CreatedBy string     `json:"created_by"`
	CreatedAt time.Time  `json:"created_at"`
	ExpiresAt time.Time  `json:"expires_at"`
	UsedAt    *time.Time `json:"used_at,omitempty"`
	RevokedAt *time.Time `json:"revoked_at,omitempty"`
}

func keyView(k Key) KeyView {
	v := KeyView{ID: k.ID, Name: k.Name, Hint: k.Hint, Scopes: k.Scopes, IPs: k.IPs, CreatedBy: k.CreatedBy,
		CreatedAt: k.CreatedAt, ExpiresAt: k.ExpiresAt}
	if !k.UsedAt.IsZero() {
		v.UsedAt = &k.UsedAt
	}
	if !k.RevokedAt.IsZero() {
		v.RevokedAt = &k.RevokedAt
	}
	return v
}

// KeyListIn asks for keys.
type KeyListIn struct {
	Cursor string `query:"cursor" json:"-" maxLength:"200"`
	Limit  int    `query:"limit" json:"-" minimum:"1" maximum:"200"`
}

// KeyIn makes a key.
type KeyIn struct {
	Name   string   `json:"name" minLength:"1" maxLength:"60"`
	Scopes []string `json:"scopes" minItems:"1" maxItems:"200" doc:"permissions, such as order.read"`
	IPs    []string `json:"ips,omitempty" maxItems:"50" doc:"addresses or networks it may be used from; empty: any"`
	Days   int      `json:"days" minimum:"1" maximum:"365"`
}

// KeyOut holds the key itself, this once.
type KeyOut struct {
	Key    KeyView `json:"key"`
	Secret string  `json:"secret" doc:"shown once; send it as Authorization: Bearer …"`
}

func opKeys(_ context.Context, tx *db.Tx, in KeyListIn) (api.Page[KeyView], error) {
	at, err := api.ParseCursor(in.Cursor, 1)
	if err != nil {
		return api.Page[KeyView]{}, err
	}
	size := api.PageSize(in.Limit)
	rows, err := keys(tx, at[0], size+1)
	if err != nil {
		return api.Page[KeyView]{}, err
	}
	rows, next := api.Cut(rows, size, func(k Key) string { return api.Cursor(k.ID) })
	page := api.Page[KeyView]{Data: make([]KeyView, len(rows)), Next: next, AsOf: tx.Now()}
	for i, k := range rows {
		page.Data[i] = keyView(k)
	}
	return page, nil
}

func (k *Desk) prepareKey(_ context.Context, c api.Caller, in *KeyIn) error {
	// The owner holds every permission there is.
	return checkScopes(in.Scopes, c, (*k.matrix.Load())[Owner])
}

func (k *Desk) opMakeKey(_ context.Context, tx *db.Tx, in KeyIn) (KeyOut, error) {
	key, text, err := MakeKey(tx, NewKey(in), k.now())
	return KeyOut{keyView(key), text}, err
}

func (k *Desk) opRevokeKey(_ context.Context, tx *db.Tx, in IDIn) (Done, error) {
	tx.After(k.known.forget)
	return Done{true}, RevokeKey(tx, in.ID)
}
