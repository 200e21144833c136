package identity

import (
	"context"
	"slices"
	"time"

	"fenming/kit/api"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/vault"
	"fenming/kit/words"
	"fenming/office/tenant"
)

// The settings of this room. Both bounds of the idle time only tighten what
// SEC-07 asks for; password_days is off unless a profile of the multi-level
// protection scheme (GB/T 22239-2019) asks for 90 (SEC-05).
var (
	KnobIdle = tenant.Knob{Name: "identity.idle_minutes", Word: wordKnobIdle, Unit: "minutes", Default: 15, Min: 5, Max: 15}

	KnobPasswordDays = tenant.Knob{Name: "identity.password_days", Word: wordKnobPasswordDays, Unit: "days",
		Default: 0, Min: 0, Max: 365}
	KnobIdleDays = tenant.Knob{Name: "identity.idle_account_days", Word: wordKnobIdleDays, Unit: "days",
		Default: 60, Min: 7, Max: 60}
)

// Knobs are the settings of this room, for tenant.Operations.
func Knobs() []tenant.Knob { return []tenant.Knob{KnobIdle, KnobPasswordDays, KnobIdleDays} }

// Me is who is signed in, where, and what he may do.
type Me struct {
	Actor       string     `json:"actor"`
	Kind        string     `json:"kind" enum:"user,key"`
	Name        string     `json:"name"`
	Email       string     `json:"email,omitempty" doc:"masked"`
	Role        string     `json:"role"`
	Permissions []string   `json:"permissions"`
	Tenant      string     `json:"tenant"`
	TenantName  string     `json:"tenant_name"`
	Shop        string     `json:"shop" doc:"id of the default shop"`
	ShopName    string     `json:"shop_name"`
	Language    words.Lang `json:"language" enum:"zh-CN,en"`
	Zone        string     `json:"zone"`
	Currency    string     `json:"currency"`
	Demo        bool       `json:"demo"`
	Now         time.Time  `json:"now" doc:"business time"`
	Session     string     `json:"session,omitempty"`
	FreshUntil  *time.Time `json:"fresh_until,omitempty" doc:"real time until which the second factor counts as fresh"`
	Recoveries  int64      `json:"recovery_codes_left"`
	PasswordDue bool       `json:"password_due" doc:"the merchant asks for a new password now"`
}

// MeIn has no fields; the door fills in who asks.
type MeIn struct{ caller api.Caller }

func (k *Desk) opMe(_ context.Context, tx *db.Tx, in MeIn) (Me, error) {
	c := in.caller
	t, err := tenant.Get(tx)
	if err != nil {
		return Me{}, err
	}
	shop, err := tenant.DefaultShop(tx)
	if err != nil {
		return Me{}, err
	}
	m := Me{Actor: c.Actor.ID, Kind: c.Actor.Kind, Name: c.Name, Role: c.Actor.Role, Permissions: []string{},
		Tenant: t.ID, TenantName: t.Name, Shop: shop.ID, ShopName: shop.Name, Language: c.Lang, Zone: t.Zone,
		Currency: string(t.Currency), Demo: t.Kind == tenant.Demo, Now: tx.Now(), Session: c.Session}
	for p := range c.Permissions {
		m.Permissions = append(m.Permissions, string(p))
	}
	slices.Sort(m.Permissions)
	if c.Actor.Kind != "user" {
		m.Language = t.Lang
		return m, nil
	}
	return m, k.personal(tx, c, &m)
}

// personal fills in what only a person has.
func (k *Desk) personal(tx *db.Tx, c api.Caller, m *Me) error {
	u, err := findCredentials(tx, c.Actor.ID)
	if err != nil {
		return err
	}
	m.Email, m.Language = vault.MaskEmail(u.Email), u.Lang
	if k.now().Before(c.StepUpUntil) {
		m.FreshUntil = &c.StepUpUntil
	}
	days, err := tenant.Value(tx, KnobPasswordDays)
	if err != nil {
		return err
	}
	m.PasswordDue = days > 0 && u.password != "" && k.now().Sub(u.passwordAt) > time.Duration(days)*24*time.Hour
	m.Recoveries, err = recoveriesLeft(tx, u.ID)
	return err
}

// ownWords are what an attacker would try first for this merchant and person.
func (k *Desk) ownWords(ctx context.Context, home string, more ...string) ([]string, error) {
	own := slices.Clone(more)
	err := k.db.Read(ctx, db.Scope{Tenant: home, Quiet: true}, func(tx *db.Tx) error {
		t, err := tenant.Get(tx)
		if fault.Is(err, fault.CodeNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		own = append(own, t.Name)
		shops, err := tenant.Shops(tx)
		for _, s := range shops {
			own = append(own, s.Name)
		}
		return err
	})
	return own, err
}
