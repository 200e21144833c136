package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"fenming/cmd/house"
	"fenming/kit/db"
	"fenming/office/audit"
)

type migrateCmd struct {
	Plan bool `help:"Only list the steps."`
}

func (c migrateCmd) Run(ctx context.Context, g *globals) error {
	address, serving := g.Owner, g.Database
	if serving == "" {
		serving = "sqlite:" + g.Data + "/fenming.db"
	}
	if address == "" {
		address = serving
	}
	steps, err := house.Migrate(ctx, address, serving, c.Plan)
	if err != nil {
		return err
	}
	return g.print(steps, func(w io.Writer) {
		for _, s := range steps {
			mark := "waits  "
			if s.Applied {
				mark = "applied"
			}
			fmt.Fprintf(w, "%04d %s %s\n", s.Version, mark, s.Name)
		}
	})
}

type auditCmd struct {
	Verify     auditVerifyCmd     `cmd:"" help:"Recompute the audit log and compare it with every signed head."`
	Checkpoint auditCheckpointCmd `cmd:"" help:"Print the newest signed head, to be kept outside."`
}

type auditVerifyCmd struct {
	Checkpoint string `help:"File with a signed head kept outside; the log must still contain it." type:"existingfile"`
}

// auditResult is one merchant's verification as printed with --json.
type auditResult struct {
	Tenant string `json:"tenant"`
	audit.Report
}

func (c auditVerifyCmd) Run(ctx context.Context, g *globals) error {
	h, err := g.open(ctx, func(c *house.Config) { c.NoMigrate = true })
	if err != nil {
		return err
	}
	defer func() { _ = h.Close() }()
	held := ""
	if c.Checkpoint != "" {
		raw, err := os.ReadFile(c.Checkpoint)
		if err != nil {
			return err
		}
		held = string(raw)
	}
	tenants, err := g.tenants(ctx, h)
	if err != nil {
		return err
	}
	var all []auditResult
	bad := false
	for _, t := range tenants {
		r, err := audit.Verify(ctx, h.DB, t, held)
		if err != nil {
			return err
		}
		bad = bad || !r.OK
		all = append(all, auditResult{t, r})
	}
	if err := g.print(all, func(w io.Writer) { printAudit(w, all) }); err != nil {
		return err
	}
	if bad {
		return errPartial
	}
	return nil
}

func printAudit(w io.Writer, all []auditResult) {
	for _, r := range all {
		verdict := "holds"
		if !r.OK {
			verdict = "BROKEN"
		}
		fmt.Fprintf(w, "%s: %s — %d entries sealed, %d waiting, root %s\n", r.Tenant, verdict, r.Entries, r.Unsealed, r.Root)
		for _, f := range r.Findings {
			fmt.Fprintf(w, "  %s: %s\n", f.Record, f.What)
		}
	}
}

type auditCheckpointCmd struct{}

func (auditCheckpointCmd) Run(ctx context.Context, g *globals) error {
	h, err := g.open(ctx, func(c *house.Config) { c.NoMigrate = true })
	if err != nil {
		return err
	}
	defer func() { _ = h.Close() }()
	tenant, err := g.tenant(ctx, h)
	if err != nil {
		return err
	}
	r, err := audit.Verify(ctx, h.DB, tenant, "")
	if err != nil {
		return err
	}
	return g.print(r, func(w io.Writer) { fmt.Fprint(w, r.Checkpoint) })
}

// tenants lists the merchants a command works on: the named one, else all.
func (g *globals) tenants(ctx context.Context, h *house.House) ([]string, error) {
	all, err := h.DB.Tenants(ctx)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, t := range all {
		if g.Tenant == "" || g.Tenant == t.ID {
			names = append(names, t.ID)
		}
	}
	if len(names) == 0 && g.Tenant != "" {
		return nil, fmt.Errorf("there is no merchant %s here", g.Tenant)
	}
	return names, nil
}

// tenant is the one merchant a command works on.
func (g *globals) tenant(ctx context.Context, h *house.House) (string, error) {
	names, err := g.tenants(ctx, h)
	switch {
	case err != nil:
		return "", err
	case len(names) == 0:
		return "", errors.New("there is no merchant yet; start the server and open the set-up page")
	case len(names) > 1:
		return "", errors.New("there are several merchants; name one with --tenant: " + strings.Join(names, ", "))
	}
	return names[0], nil
}

// scope is that of a command typed on the machine itself.
func scope(tenant, op string) db.Scope {
	return db.Scope{Tenant: tenant, Op: op, Actor: db.Actor{ID: "system.command", Kind: "system"}}
}
