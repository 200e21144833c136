package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"fenming/book/ledger"
	"fenming/cmd/house"
	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/job"
	"fenming/migrations"
	"fenming/office/audit"
)

type doctorCmd struct{}

func (doctorCmd) Run(ctx context.Context, g *globals) error {
	found, err := examine(ctx, g)
	if err != nil {
		return err
	}
	return found.report(g)
}

// finding is one thing that was looked at.
type finding struct {
	Check  string `json:"check"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`
	Cure   string `json:"cure,omitempty"`
}

type findings []finding

func (f *findings) add(check string, ok bool, detail, cure string) {
	if ok {
		cure = ""
	}
	*f = append(*f, finding{check, ok, detail, cure})
}

// report prints what was found; something wrong ends with the exit code for a
// partial success.
func (f findings) report(g *globals) error {
	bad := 0
	for _, one := range f {
		if !one.OK {
			bad++
		}
	}
	err := g.print(f, func(w io.Writer) {
		for _, one := range f {
			mark := "ok   "
			if !one.OK {
				mark = "WRONG"
			}
			fmt.Fprintf(w, "%s %-28s %s\n", mark, one.Check, one.Detail)
			if one.Cure != "" {
				fmt.Fprintf(w, "      cure: %s\n", one.Cure)
			}
		}
	})
	if err == nil && bad > 0 {
		return errPartial
	}
	return err
}

// examine looks at an installation without changing it.
func examine(ctx context.Context, g *globals) (findings, error) {
	f := findings{}
	examineFiles(g, &f)
	h, err := g.open(ctx, func(c *house.Config) { c.NoMigrate = true })
	if err != nil {
		return nil, err
	}
	defer func() { _ = h.Close() }()
	if err := examineDatabase(ctx, h, &f); err != nil {
		return nil, err
	}
	tenants, err := g.tenants(ctx, h)
	if err != nil {
		return nil, err
	}
	for _, t := range tenants {
		if err := examineTenant(ctx, h, t, &f); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func examineFiles(g *globals, f *findings) {
	if os.Getenv("FENMING_KEK") != "" {
		f.add("key-encryption key", true, "given by the environment", "")
		return
	}
	path := filepath.Join(g.Data, "keys", "kek")
	info, err := os.Stat(path)
	if err != nil {
		f.add("key-encryption key", false, path+" is missing", "put the key file back, or set FENMING_KEK")
		return
	}
	f.add("key-encryption key", info.Mode().Perm()&0o077 == 0, fmt.Sprintf("%s has mode %o", path, info.Mode().Perm()), "chmod 600 "+path)
}

func examineDatabase(ctx context.Context, h *house.House, f *findings) error {
	state, err := h.DB.Integrity(ctx)
	if err != nil {
		return err
	}
	f.add("database files", state == "ok", h.DB.Engine()+": "+state, "restore the newest backup")
	collation, err := h.DB.Collation(ctx)
	if err != nil {
		return err
	}
	f.add("collation", collation == "C" || collation == "POSIX", collation,
		"create the database with LC_COLLATE 'C' and restore into it")
	super, err := h.DB.Superuser(ctx)
	if err != nil {
		return err
	}
	f.add("row-level security", !super, fmt.Sprintf("serving role bypasses it: %t", super),
		"serve with a plain role and migrate with --db-owner")
	steps, err := h.DB.Plan(ctx, migrations.Files)
	if err != nil {
		return err
	}
	waiting := 0
	for _, s := range steps {
		if !s.Applied {
			waiting++
		}
	}
	f.add("schema", waiting == 0, fmt.Sprintf("%d steps, %d waiting", len(steps), waiting), "fenming migrate")
	return nil
}

func examineTenant(ctx context.Context, h *house.House, tenant string, f *findings) error {
	r, err := audit.Verify(ctx, h.DB, tenant, "")
	if err != nil {
		return err
	}
	detail := fmt.Sprintf("%d entries, %d not sealed yet", r.Entries, r.Unsealed)
	if !r.OK {
		detail = r.Findings[0].Record + ": " + r.Findings[0].What
	}
	f.add("audit log of "+tenant, r.OK, detail, "find out who had access to the database; compare with a kept checkpoint and a backup")
	var (
		wrong error
		dead  int64
	)
	err = h.DB.Read(ctx, db.Scope{Tenant: tenant, Quiet: true}, func(tx *db.Tx) (err error) {
		wrong = ledger.Check(tx)
		dead, err = job.CountDead(tx)
		return err
	})
	if err != nil {
		return err
	}
	detail = "Σ debit = Σ credit in every currency; balances are the sums of their legs"
	if wrong != nil {
		detail = wrong.Error()
	}
	f.add("ledger of "+tenant, wrong == nil, detail, "do not post; restore the newest backup that passes and compare")
	f.add("jobs of "+tenant, dead == 0, fmt.Sprintf("%d failed for good", dead), "see Settings › Jobs, mend the cause and run them again")
	zone, err := h.DB.Zone(ctx, tenant)
	if err != nil {
		return err
	}
	_, err = calendar.WorkingDay(calendar.DayOf(h.DB.Clock().Now(), zone))
	f.add("calendar of "+tenant, err == nil, "working days of this year", "update the program: it brings the published holidays")
	return nil
}
