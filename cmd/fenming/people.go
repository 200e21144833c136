package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"fenming/cmd/house"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/words"
	"fenming/office/identity"
)

type userCmd struct {
	List   userListCmd   `cmd:"" help:"List the people who may sign in."`
	Invite userInviteCmd `cmd:"" help:"Invite a person; prints a one-time code."`
}

type userListCmd struct{}

func (userListCmd) Run(ctx context.Context, g *globals) error {
	h, err := g.open(ctx, func(c *house.Config) { c.NoMigrate = true })
	if err != nil {
		return err
	}
	defer func() { _ = h.Close() }()
	tenant, err := g.tenant(ctx, h)
	if err != nil {
		return err
	}
	var users []identity.User
	err = h.DB.Read(ctx, scope(tenant, "user.list"), func(tx *db.Tx) (err error) {
		users, err = identity.Users(tx)
		return err
	})
	if err != nil {
		return err
	}
	return g.print(users, func(w io.Writer) {
		for _, u := range users {
			fmt.Fprintf(w, "%s  %-10s %-9s %s\n", u.ID, u.Role, u.State, u.Email)
		}
	})
}

type userInviteCmd struct {
	Email string `help:"E-mail address." required:""`
	Name  string `help:"Name." required:""`
	Role  string `help:"Role: owner, risk, finance, collector, service, auditor, developer, sysadmin." required:""`
	Lang  string `help:"zh-CN or en." default:"zh-CN" enum:"zh-CN,en"`
}

func (c userInviteCmd) Run(ctx context.Context, g *globals) error {
	h, err := g.open(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = h.Close() }()
	tenant, err := g.tenant(ctx, h)
	if err != nil {
		return err
	}
	var invitation identity.Invitation
	err = h.DB.Write(ctx, scope(tenant, "user.invite"), func(tx *db.Tx) (err error) {
		_, invitation, err = identity.Invite(tx, identity.NewUser{Email: c.Email, Name: c.Name, Role: c.Role,
			Lang: words.Lang(c.Lang)}, calendar.System{}.Now())
		return err
	})
	if err != nil {
		return err
	}
	return g.print(invitation, func(w io.Writer) { fmt.Fprintln(w, invitation.Code) })
}

type keyCmd struct {
	Create keyCreateCmd `cmd:"" help:"Make a machine key; it is printed once."`
	List   keyListCmd   `cmd:"" help:"List machine keys."`
	Revoke keyRevokeCmd `cmd:"" help:"Revoke a machine key."`
}

type keyCreateCmd struct {
	Name  string   `help:"What uses it." required:""`
	Scope []string `help:"Permission it carries, for example order.decide; repeat or separate by commas." required:""`
	IP    []string `help:"Address or CIDR from which it may be used; none: from anywhere."`
	Days  int      `help:"Days until it expires, 365 at most." default:"90"`
}

func (c keyCreateCmd) Run(ctx context.Context, g *globals) error {
	h, err := g.open(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = h.Close() }()
	tenant, err := g.tenant(ctx, h)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, p := range identity.Permissions(h.Door.Operations()) {
		known[string(p)] = true
	}
	for _, s := range c.Scope {
		if !known[s] {
			return fmt.Errorf("there is no permission %q; see x-permission in: fenming openapi", s)
		}
	}
	var (
		key  identity.Key
		text string
	)
	err = h.DB.Write(ctx, scope(tenant, "key.create"), func(tx *db.Tx) (err error) {
		key, text, err = identity.MakeKey(tx, identity.NewKey{Name: c.Name, Scopes: c.Scope, IPs: c.IP, Days: c.Days},
			calendar.System{}.Now())
		return err
	})
	if err != nil {
		return err
	}
	g.talk("Keep it now: it cannot be shown again. Scopes: %s", strings.Join(key.Scopes, ", "))
	return g.print(map[string]any{"id": key.ID, "key": text, "scopes": key.Scopes}, func(w io.Writer) { fmt.Fprintln(w, text) })
}

type keyListCmd struct{}

func (keyListCmd) Run(ctx context.Context, g *globals) error {
	h, err := g.open(ctx, func(c *house.Config) { c.NoMigrate = true })
	if err != nil {
		return err
	}
	defer func() { _ = h.Close() }()
	tenant, err := g.tenant(ctx, h)
	if err != nil {
		return err
	}
	var keys []identity.Key
	err = h.DB.Read(ctx, scope(tenant, "key.list"), func(tx *db.Tx) (err error) {
		keys, err = identity.Keys(tx)
		return err
	})
	if err != nil {
		return err
	}
	return g.print(keys, func(w io.Writer) {
		for _, k := range keys {
			fmt.Fprintf(w, "%s  %-20s %s\n", k.ID, k.Name, strings.Join(k.Scopes, ","))
		}
	})
}

type keyRevokeCmd struct {
	ID string `arg:"" help:"Id of the key."`
}

func (c keyRevokeCmd) Run(ctx context.Context, g *globals) error {
	h, err := g.open(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = h.Close() }()
	tenant, err := g.tenant(ctx, h)
	if err != nil {
		return err
	}
	return h.DB.Write(ctx, scope(tenant, "key.revoke"), func(tx *db.Tx) error { return identity.RevokeKey(tx, c.ID) })
}
