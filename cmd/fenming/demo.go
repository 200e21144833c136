package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"

	"fenming/cmd/demo"
)

type demoCmd struct {
	Listen string `help:"Address to listen on; this machine only." default:"127.0.0.1:8080"`
	Days   int    `help:"How many days the shop has lived." default:"120"`
	Orders int    `help:"About how many orders it has had." default:"2000"`
	Until  bool   `name:"exit-when-ready" help:"Play the life, print the link and stop; for tests."`
	Fresh  bool   `help:"Forget the shop that is there and play its life anew."`
}

func (c demoCmd) Run(ctx context.Context, g *globals) error {
	if !loopback(c.Listen) {
		return errors.New("a demo listens on this machine only, for example 127.0.0.1:8080")
	}
	if g.Database != "" {
		return errors.New("a demo has an embedded database of its own; leave out --db")
	}
	dir := filepath.Join(g.Data, "demo")
	if c.Fresh {
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	g.talk("Putting up the demo shop in %s", dir)
	level := slog.LevelError
	if os.Getenv("FENMING_DEBUG") != "" {
		level = slog.LevelDebug
	}
	stage, err := demo.Open(ctx, demo.Options{Dir: dir, Listen: c.Listen, Days: c.Days, Orders: c.Orders, Version: version,
		Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: level})), Talk: g.talk})
	if err != nil {
		return err
	}
	link, err := stage.Link(ctx)
	if err != nil {
		return errors.Join(err, stage.Close())
	}
	g.talk("\nThe shop is open. This link works once and signs you in as the owner:\n\n    %s\n", link)
	if c.Until {
		return stage.Close()
	}
	return stage.Run(ctx)
}
