package main

import (
	"context"
	"errors"
)

type demoCmd struct{}

func (demoCmd) Run(ctx context.Context, g *globals) error { return errors.New("being built") }

type importCmd struct{}

func (importCmd) Run(ctx context.Context, g *globals) error { return errors.New("being built") }
