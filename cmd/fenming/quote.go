package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"fenming/book/disclosure"
	"fenming/book/plan"
	"fenming/cmd/house"
	"fenming/kit/db"
	"fenming/kit/money"
	"fenming/kit/words"
)

type quoteCmd struct {
	Amount   string `help:"Price, for example 1299.00." required:""`
	Currency string `help:"Currency of the price." default:"CNY"`
	Plan     string `help:"Code of the plan." required:""`
	Count    int    `help:"Instalments." required:""`
	Lang     string `help:"zh-CN or en." default:"zh-CN" enum:"zh-CN,en"`
	PDF      string `name:"pdf" help:"Write the cost table to this file, as PDF; it is kept as printed." type:"path"`
	PNG      string `name:"png" help:"Write the cost table to this file, as a picture; it is kept as sent in a chat." type:"path"`
}

// Run makes a quote, keeps it, and prints its cost table.
func (c quoteCmd) Run(ctx context.Context, g *globals) error {
	h, err := g.open(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = h.Close() }()
	tenant, err := g.tenant(ctx, h)
	if err != nil {
		return err
	}
	table, err := c.table(ctx, h, tenant)
	if err != nil {
		return err
	}
	for kind, to := range map[string]string{disclosure.PDF: c.PDF, disclosure.PNG: c.PNG} {
		if to == "" {
			continue
		}
		if err := c.write(ctx, h, tenant, table, kind, to); err != nil {
			return err
		}
		g.talk("Wrote %s", to)
	}
	return g.print(table, func(w io.Writer) {
		o := table.Options[0]
		fmt.Fprintf(w, "%s · %s\n", table.Title, o.Name)
		for _, l := range append(append(append([]disclosure.Line{}, o.Summary...), o.Charges...), o.Default...) {
			fmt.Fprintf(w, "%s: %s\n", l.Label, l.Text)
		}
		for _, d := range o.Schedule {
			fmt.Fprintf(w, "%s  %s  %s\n", d.DueDay, d.Label, d.Amount.Format())
		}
		fmt.Fprintln(w, table.Statement)
	})
}

func (c quoteCmd) table(ctx context.Context, h *house.House, tenant string) (disclosure.CostTable, error) {
	var table disclosure.CostTable
	currency, err := money.ParseCurrency(c.Currency)
	if err != nil {
		return table, err
	}
	amount, err := money.Parse(c.Amount, currency)
	if err != nil {
		return table, err
	}
	s := scope(tenant, "quote.make")
	s.Lang = words.Lang(c.Lang)
	err = h.DB.Write(ctx, s, func(tx *db.Tx) error {
		q, err := plan.QuoteFor(tx, plan.Ask{Amount: amount, PlanCode: c.Plan, Count: c.Count})
		if err != nil {
			return err
		}
		table, err = disclosure.Of(tx, []plan.Quote{q}, words.Lang(c.Lang), house.PlatformNames(), nil)
		return err
	})
	return table, err
}

// write draws the table, keeps it as shown, and writes the file.
func (c quoteCmd) write(ctx context.Context, h *house.House, tenant string, table disclosure.CostTable, kind, to string) error {
	body, err := disclosure.Render(table, kind, h.Press)
	if err != nil {
		return err
	}
	viewer := disclosure.ViewerPrint
	if kind == disclosure.PNG {
		viewer = disclosure.ViewerChat
	}
	err = h.DB.Write(ctx, scope(tenant, "disclosure.show"), func(tx *db.Tx) error {
		_, err := disclosure.Record(tx, disclosure.RecordIn{Kind: kind, Lang: table.Lang, Viewer: viewer, Body: body,
			QuoteIDs: []string{table.Options[0].QuoteID}})
		return err
	})
	if err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) // a file that is there is not ours
	if err != nil {
		return err
	}
	_, err = f.Write(body)
	return errors.Join(err, f.Close())
}
