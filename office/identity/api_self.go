package identity

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

func badSetupCode() error { return fault.Invalid(wordSetupCode).At("/code") }

// localPart shortens addresses to what stands before the @, the part people put
// into passwords.
func localPart(texts []string) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i], _, _ = strings.Cut(t, "@")
	}
	return out
}

// self are the doors of a signed-in person to his own affairs.
func self(k *Desk) []api.Operation {
	who := func(_ context.Context, c api.Caller, in *MeIn) error { in.caller = c; return nil }
	return []api.Operation{
		api.Prepare(api.Read("me.get", "GET /v1/me", api.SignedIn, doMe, k.opMe), who),
		api.Write("me.language", "PUT /v1/me/language", api.SignedIn, doLanguage, k.opLanguage),
		api.Prepare(api.Write("me.password", "PUT /v1/me/password", api.SignedIn, doPassword, k.opPassword),
			k.preparePassword).WithFreshFactor(),
		api.Write("me.factor", "POST /v1/me/factor", api.SignedIn, doFactor, k.opFactor).WithFreshFactor(),
		api.Write("me.recovery_codes", "POST /v1/me/recovery-codes", api.SignedIn, doRecovery, opRecovery).WithFreshFactor(),
		api.Prepare(api.Write("session.close", "DELETE /v1/session", api.SignedIn, doSignOut, k.opSignOut),
			func(_ context.Context, c api.Caller, in *SignOutIn) error { in.session = c.Session; return nil }),
		api.Prepare(api.Write("session.step_up", "POST /v1/session/step-up", api.SignedIn, doStepUp, k.opStepUp),
			k.prepareStepUp),
		api.Prepare(api.Read("session.list", "GET /v1/sessions", api.SignedIn, doSessions, k.opSessions), who),
		api.Write("session.revoke", "DELETE /v1/sessions/{id}", api.SignedIn, doSessionEnd, k.opRevoke),
		api.Prepare(api.Write("demo.switch_role", "POST /v1/demo/role", api.SignedIn, doDemoRole, k.opSwitchRole),
			func(_ context.Context, c api.Caller, in *SwitchRoleIn) error { in.session = c.Session; return nil }),
		api.Read("role.list", "GET /v1/roles", api.SignedIn, doRoles, k.opRoles),
	}
}

// LanguageIn chooses a language.
type LanguageIn struct {
	Language words.Lang `json:"language" enum:"zh-CN,en"`
}

// PasswordIn changes one's own password.
type PasswordIn struct {
	Old  string `json:"old" minLength:"1" maxLength:"512"`
	New  string `json:"new" minLength:"1" maxLength:"512"`
	hash string
	but  string
}

// StepUpIn gives a fresh second factor.
type StepUpIn struct {
	TOTP   string `json:"totp" minLength:"6" maxLength:"40" doc:"one-time code of the app, or a recovery code"`
	caller api.Caller
}

// SignOutIn has no fields.
type SignOutIn struct{ session string }

// SignedOut clears the cookie.
type SignedOut struct {
	Done bool `json:"done"`
}

// SessionToken makes the door clear the cookie.
func (SignedOut) SessionToken() (token string, until time.Time) { return "", time.Time{} }

// IDIn names one thing.
type IDIn struct {
	ID string `path:"id" json:"-" maxLength:"40"`
}

// Done is the answer of an act that has nothing to tell.
type Done struct {
	Done bool `json:"done"`
}

// RecoveryCodes are shown once.
type RecoveryCodes struct {
	Codes []string `json:"recovery_codes"`
}

// SwitchRoleIn chooses the role to act in.
type SwitchRoleIn struct {
	Role    string `json:"role" enum:"owner,risk,finance,collector,service,auditor,developer,sysadmin"`
	session string
}

// ofPerson returns the id of the person who acts, and refuses machines.
func ofPerson(tx *db.Tx) (string, error) {
	if tx.Actor().Kind != "user" {
		return "", fault.Forbidden(wordPersonOnly)
	}
	return tx.Actor().ID, nil
}

func (k *Desk) opLanguage(_ context.Context, tx *db.Tx, in LanguageIn) (Done, error) {
	id, err := ofPerson(tx)
	if err != nil {
		return Done{}, err
	}
	tx.After(k.known.forget)
	tx.Note("user:"+id, nil, map[string]any{"lang": in.Language})
	return Done{true}, setLang(tx, id, string(in.Language))
}

func (k *Desk) preparePassword(ctx context.Context, c api.Caller, in *PasswordIn) error {
	if c.Session == "" {
		return fault.Forbidden(wordPersonOnly)
	}
	var (
		u credentials
		t throttle
	)
	now, account := k.now(), "user:"+c.Actor.ID
	err := k.db.Write(ctx, quiet(c), func(tx *db.Tx) (err error) {
		if t, err = countFailure(tx, account, now); err != nil {
			return err
		}
		u, err = findCredentials(tx, c.Actor.ID)
		return err
	})
	if err != nil {
		return err
	}
	if err := k.throttled(ctx, c, account, t, now); err != nil {
		return err
	}
	ok, err := k.hasher.verify(ctx, u.password, in.Old)
	if err != nil {
		return err
	}
	if !ok {
		return k.refuse(ctx, c, account, u.ID, wrongPassword)
	}
	if err := k.db.Write(ctx, quiet(c), func(tx *db.Tx) error { return clearFailures(tx, account) }); err != nil {
		return err
	}
	in.but = c.Session
	in.hash, err = k.newPassword(ctx, c.Tenant, in.New, u.Name, u.Email)
	if f := fault.As(err); f != nil && f.Pointer == "/password" {
		err = f.At("/new")
	}
	return err
}

func (k *Desk) opPassword(_ context.Context, tx *db.Tx, in PasswordIn) (Done, error) {
	id, err := ofPerson(tx)
	if err != nil {
		return Done{}, err
	}
	tx.After(k.known.forget)
	if err := setPassword(tx, id, in.hash, k.now()); err != nil {
		return Done{}, err
	}
	n, err := endSessions(tx, id, in.but, endPassword, k.now())
	tx.Note("user:"+id, nil, map[string]any{"password": "changed", "sessions_ended": n})
	return Done{true}, err
}

func (k *Desk) opFactor(_ context.Context, tx *db.Tx, _ api.None) (Enrolment, error) {
	id, err := ofPerson(tx)
	if err != nil {
		return Enrolment{}, err
	}
	u, err := GetUser(tx, id)
	if err != nil {
		return Enrolment{}, err
	}
	tx.Note("user:"+id, nil, "factor drawn")
	return beginFactor(tx, u, k.now())
}

func opRecovery(_ context.Context, tx *db.Tx, _ api.None) (RecoveryCodes, error) {
	id, err := ofPerson(tx)
	if err != nil {
		return RecoveryCodes{}, err
	}
	tx.Note("user:"+id, nil, "recovery codes drawn")
	codes, err := drawRecoveries(tx, id)
	return RecoveryCodes{codes}, err
}

func (k *Desk) opSignOut(_ context.Context, tx *db.Tx, in SignOutIn) (SignedOut, error) {
	tx.After(k.known.forget)
	return SignedOut{true}, SignOut(tx, in.session)
}

func (k *Desk) prepareStepUp(ctx context.Context, c api.Caller, in *StepUpIn) error {
	in.caller = c
	return k.proveFactor(ctx, c, in.TOTP)
}

func (k *Desk) opStepUp(_ context.Context, tx *db.Tx, in StepUpIn) (Opened, error) {
	tx.After(k.known.forget)
	return stepUp(tx, in.caller, k.now())
}

func (k *Desk) opSessions(_ context.Context, tx *db.Tx, in MeIn) (api.Page[SessionView], error) {
	id, err := ofPerson(tx)
	if err != nil {
		return api.Page[SessionView]{}, err
	}
	open, err := openSessions(tx, id)
	open = slices.DeleteFunc(open, func(s Session) bool { return !s.alive(k.now()) })
	page := api.Page[SessionView]{Data: []SessionView{}, AsOf: tx.Now()}
	for _, s := range slices.Backward(open) {
		page.Data = append(page.Data, SessionView{ID: s.ID, IP: s.IP, CreatedAt: s.CreatedAt, SeenAt: s.SeenAt,
			ExpiresAt: s.ExpiresAt, Current: s.ID == in.caller.Session})
	}
	return page, err
}

func (k *Desk) opRevoke(_ context.Context, tx *db.Tx, in IDIn) (Done, error) {
	id, err := ofPerson(tx)
	if err != nil {
		return Done{}, err
	}
	s, err := sessionByID(tx, in.ID)
	if errors.Is(err, db.ErrNone) || err == nil && s.UserID != id {
		return Done{}, fault.NotFound(wordNoSession)
	}
	if err != nil {
		return Done{}, err
	}
	tx.After(k.known.forget)
	tx.Note("session:"+in.ID, nil, endRevoked)
	_, err = endSession(tx, in.ID, endRevoked, k.now())
	return Done{true}, err
}

func (k *Desk) opSwitchRole(_ context.Context, tx *db.Tx, in SwitchRoleIn) (Opened, error) {
	if _, err := ofPerson(tx); err != nil {
		return Opened{}, err
	}
	tx.After(k.known.forget)
	return switchRole(tx, in.session, in.Role, k.now())
}

func (k *Desk) opRoles(_ context.Context, tx *db.Tx, _ api.None) (api.Page[RoleView], error) {
	page := api.Page[RoleView]{Data: []RoleView{}, AsOf: tx.Now()}
	for _, role := range Roles() {
		v := RoleView{Role: role, Label: RoleWord(role).In(tx.Lang(), nil), Permissions: []string{}}
		for p := range (*k.matrix.Load())[role] {
			v.Permissions = append(v.Permissions, string(p))
		}
		slices.Sort(v.Permissions)
		page.Data = append(page.Data, v)
	}
	return page, nil
}
