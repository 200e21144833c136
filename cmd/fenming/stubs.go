package main

import (
	"context"
	"errors"

	"fenming/kit/db"
)

type demoCmd struct{}

func (demoCmd) Run(ctx context.Context, g *globals) error { return errors.New("being built") }

type importCmd struct{}

func (importCmd) Run(ctx context.Context, g *globals) error { return errors.New("being built") }

func deadJobs(tx *db.Tx) (int64, error) { return 0, nil }
