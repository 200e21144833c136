package identity

import (
	"context"
	"time"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/words"
)

// Permissions of this room.
const (
	PermissionReadUsers   api.Permission = "user.read"
	PermissionManageUsers api.Permission = "user.manage"
	PermissionReadKeys    api.Permission = "key.read"
	PermissionManageKeys  api.Permission = "key.manage"
)

// Operations are the doors of this room.
func Operations(k *Desk) []api.Operation {
	ops := append(entrances(k), self(k)...)
	return append(append(ops, staff(k)...), keyDoors(k)...)
}

// entrances are the doors for people without a session.
func entrances(k *Desk) []api.Operation {
	return []api.Operation{
		api.Read("setup.status", "GET /v1/setup", api.Public, doSetupStatus, opSetupStatus),
		api.Prepare(api.Write("setup.create", "POST /v1/setup", api.Public, doSetupCreate, k.opSetup), k.prepareSetup),
		api.Write("setup.confirm", "POST /v1/setup/confirm", api.Public, doSetupConfirm, k.opSetupConfirm),
		api.Prepare(api.Write("session.open", "POST /v1/session", api.Public, doSignIn, k.opSignIn), k.prepareSignIn),
		api.Prepare(api.Write("invite.accept", "POST /v1/invites/accept", api.Public, doInvited, k.opAccept), k.prepareAccept),
		api.Write("factor.confirm", "POST /v1/factors/confirm", api.Public, doEnrol, k.opConfirm),
		api.Write("demo.enter", "POST /v1/demo/enter", api.Public, doDemoEnter, k.opDemoEnter),
	}
}

// SetupStatus says whether first set-up is needed.
type SetupStatus struct {
	Needed bool `json:"needed"`
}

// SetupIn begins first set-up.
type SetupIn struct {
	Code     string     `json:"code" minLength:"1" maxLength:"40" doc:"the one-time code printed by the program"`
	Shop     string     `json:"shop" minLength:"1" maxLength:"60"`
	Name     string     `json:"name" minLength:"1" maxLength:"60" doc:"the owner's name"`
	Email    string     `json:"email" minLength:"3" maxLength:"254"`
	Password string     `json:"password" minLength:"1" maxLength:"512"`
	Language words.Lang `json:"language" enum:"zh-CN,en"`
	Zone     string     `json:"zone,omitempty" maxLength:"60" doc:"IANA zone of the shop's day; Asia/Shanghai when empty"`
	hash     string
}

// ConfirmIn ends an enrolment.
type ConfirmIn struct {
	Tenant string `query:"tenant" json:"-" maxLength:"64"`
	Ticket string `json:"ticket" minLength:"1" maxLength:"80"`
	TOTP   string `json:"totp" minLength:"6" maxLength:"10"`
}

// SetupConfirmIn ends first set-up.
type SetupConfirmIn struct {
	Ticket string `json:"ticket" minLength:"1" maxLength:"80"`
	TOTP   string `json:"totp" minLength:"6" maxLength:"10"`
}

// SignInIn are the proofs of a person.
type SignInIn struct {
	Tenant   string `query:"tenant" json:"-" maxLength:"64" doc:"needed only where several merchants share the program"`
	Email    string `json:"email" minLength:"3" maxLength:"254"`
	Password string `json:"password" minLength:"1" maxLength:"512"`
	TOTP     string `json:"totp" minLength:"6" maxLength:"40" doc:"one-time code of the app, or a recovery code"`
	user     string
	before   string
}

// AcceptIn accepts an invitation.
type AcceptIn struct {
	Tenant   string `query:"tenant" json:"-" maxLength:"64"`
	Code     string `json:"code" minLength:"1" maxLength:"40"`
	Password string `json:"password" minLength:"1" maxLength:"512"`
	hash     string
}

// DemoEnterIn holds a demo's one-time link token.
type DemoEnterIn struct {
	Tenant string `query:"tenant" json:"-" maxLength:"64" doc:"the part of the token before the dot"`
	Token  string `json:"token" minLength:"1" maxLength:"140"`
}

func opSetupStatus(_ context.Context, tx *db.Tx, _ api.None) (SetupStatus, error) {
	done, err := setupDone(tx)
	return SetupStatus{Needed: !done}, err
}

func (k *Desk) prepareSetup(ctx context.Context, c api.Caller, in *SetupIn) error {
	r, err := readSetup(ctx, k.db)
	if err != nil {
		return err
	}
	// Looked at again when it is used up; here it spares the hashing.
	if !r.opens(in.Code, k.now()) {
		return badSetupCode()
	}
	in.hash, err = k.newPassword(ctx, c.Tenant, in.Password, in.Shop, in.Name, in.Email)
	return err
}

// newPassword checks a new password and hashes it.
func (k *Desk) newPassword(ctx context.Context, home, password string, own ...string) (string, error) {
	own, err := k.ownWords(ctx, home, localPart(own)...)
	if err != nil {
		return "", err
	}
	if err := CheckPassword(password, own); err != nil {
		return "", err
	}
	return k.hasher.hash(ctx, password)
}

func (k *Desk) opSetup(_ context.Context, tx *db.Tx, in SetupIn) (Enrolment, error) {
	tx.After(k.homes.forget)
	return setUp(tx, in, k.now())
}

func (k *Desk) opSetupConfirm(_ context.Context, tx *db.Tx, in SetupConfirmIn) (Opened, error) {
	tx.After(k.homes.forget)
	return finishSetup(tx, in.Ticket, in.TOTP, k.now())
}

func (k *Desk) prepareSignIn(ctx context.Context, c api.Caller, in *SignInIn) error {
	u, err := k.proveAccount(ctx, c, in.Email, in.Password, in.TOTP)
	in.user, in.before = u.ID, c.Session
	return err
}

func (k *Desk) opSignIn(_ context.Context, tx *db.Tx, in SignInIn) (Opened, error) {
	tx.After(k.known.forget)
	return signIn(tx, in.user, in.before, k.now())
}

func (k *Desk) prepareAccept(ctx context.Context, c api.Caller, in *AcceptIn) error {
	var u User
	err := k.db.Read(ctx, quiet(c), func(tx *db.Tx) (err error) {
		u, err = invited(tx, in.Code, k.now())
		return err
	})
	if err == nil {
		in.hash, err = k.newPassword(ctx, c.Tenant, in.Password, u.Name, u.Email)
	}
	return err
}

func (k *Desk) opAccept(_ context.Context, tx *db.Tx, in AcceptIn) (Enrolment, error) {
	return accept(tx, in.Code, in.hash, k.now())
}

func (k *Desk) opConfirm(_ context.Context, tx *db.Tx, in ConfirmIn) (Opened, error) {
	tx.After(k.known.forget)
	return confirmFactor(tx, in.Ticket, in.TOTP, k.now())
}

func (k *Desk) opDemoEnter(_ context.Context, tx *db.Tx, in DemoEnterIn) (Opened, error) {
	return enterDemo(tx, in.Token, k.now())
}

// RoleView is a role with what it may do.
type RoleView struct {
	Role        string   `json:"role"`
	Label       string   `json:"label"`
	Permissions []string `json:"permissions"`
}

// SessionView is one of my sessions.
type SessionView struct {
	ID        string    `json:"id"`
	IP        string    `json:"ip"`
	CreatedAt time.Time `json:"created_at"`
	SeenAt    time.Time `json:"seen_at"`
	ExpiresAt time.Time `json:"expires_at"`
	Current   bool      `json:"current"`
}
