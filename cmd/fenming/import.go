package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"fenming/flow/intake"
	"fenming/kit/blob"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/job"
	"fenming/kit/money"
	"fenming/kit/words"
)

type importCmd struct {
	Orders importOrdersCmd `cmd:"" help:"Orders from CSV or XLSX files, or a folder of the Olist data set."`
}

type importOrdersCmd struct {
	Paths    []string          `arg:"" help:"Files, or one folder." type:"existingpath"`
	Layout   string            `help:"olist or generic; empty: told by the headers." enum:",olist,generic" default:""`
	Map      map[string]string `help:"Our field = the file's column; repeat or separate by semicolons. Empty: guessed." mapsep:";"`
	Currency string            `help:"Currency of amounts that name none."`
	Report   string            `help:"Where to write the odd rows (CSV)." type:"path"`
}

// Run imports in this process; a server on the same installation may go on
// working. Interrupted, it says so: the same command goes on where it was,
// since an order that is in the books already changes nothing.
func (c importOrdersCmd) Run(ctx context.Context, g *globals) error {
	h, err := g.open(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = h.Close() }()
	tenant, err := g.tenant(ctx, h)
	if err != nil {
		return err
	}
	files, err := intake.Load(ctx, h.Blobs, tenant, c.Paths, c.Layout)
	if err != nil {
		return err
	}
	g.talk("%d files kept as evidence", len(files))
	var id string
	err = h.DB.Write(ctx, scope(tenant, "intake.start"), func(tx *db.Tx) (err error) {
		id, err = intake.Begin(tx, intake.Start{Files: files, Layout: c.Layout, Mapping: c.Map, Currency: money.Currency(c.Currency)})
		return err
	})
	if err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() {
		_, err := h.Worker.RunOne(ctx, tenant, id)
		ended <- err
	}()
	v, err := c.follow(ctx, g, h.DB, tenant, id, ended)
	if err != nil {
		return err
	}
	var r intake.Result
	if len(v.Result) > 0 {
		if err := json.Unmarshal(v.Result, &r); err != nil {
			return err
		}
	}
	if c.Report != "" && r.Report != "" {
		if err := c.write(h.Blobs, tenant, r.Report); err != nil {
			return err
		}
	}
	if err := g.print(r, func(w io.Writer) { printImport(w, r) }); err != nil {
		return err
	}
	switch {
	case v.State != "done":
		return fault.Unavailable(wordInterrupted).Because(fmt.Errorf("%s", v.LastError))
	case r.Refused > 0:
		return errPartial
	}
	return nil
}

// follow shows progress until the job has come to an end, here or in a server.
func (c importOrdersCmd) follow(ctx context.Context, g *globals, d *db.DB, tenant, id string, ended <-chan error) (job.View, error) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		var last error
		over := false
		select {
		case last = <-ended:
			over = true
		case <-tick.C:
		}
		v, err := job.See(context.WithoutCancel(ctx), d, tenant, id)
		if err != nil || last != nil {
			return v, firstOf(last, err)
		}
		if v.Total > 0 {
			g.talk("  %d of %d orders", v.Done, v.Total)
		}
		if over || v.State == "done" || v.State == "dead" {
			return v, nil
		}
	}
}

func firstOf(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

func printImport(w io.Writer, r intake.Result) {
	fmt.Fprintf(w, "orders in the files  %d\nnew                  %d\nthere already        %d\nleft out             %d\nodd rows             %d\non instalments       %d\nfirst and last day   %s … %s\n",
		r.Orders, r.New, r.Already, r.Refused, r.Odd, r.Credit, r.First, r.Last)
	for _, a := range r.Amounts {
		fmt.Fprintf(w, "amount               %s %s\n", a.Format(), a.Currency)
	}
	for _, p := range r.Payments {
		fmt.Fprintf(w, "  %-18s %7d rows %18s %s\n", p.Kind, p.Rows, p.Amount.Format(), p.Amount.Currency)
	}
	for outcome, n := range r.Verdicts {
		fmt.Fprintf(w, "verdict %-12s %d\n", outcome, n)
	}
}

func (c importOrdersCmd) write(store *blob.Store, tenant, sha string) error {
	f, err := os.OpenFile(c.Report, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if err := intake.WriteReport(f, store, tenant, sha, words.Parse(os.Getenv("LANG"))); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}

var wordInterrupted = words.Word{Key: "import.interrupted",
	ZH: "导入中断；用同一命令可接着导入，已入账的订单不会重复", EN: "The import was interrupted; the same command goes on, nothing comes in twice"}
