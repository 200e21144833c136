package main

import (
	"context"
	"errors"
)

type importCmd struct{}

func (importCmd) Run(ctx context.Context, g *globals) error { return errors.New("being built") }
