package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"fenming/cmd/house"
	"fenming/kit/api"
)

type serveCmd struct {
	Listen   string  `help:"Address to listen on." default:"127.0.0.1:8080" env:"FENMING_LISTEN"`
	TLSCert  string  `name:"tls-cert" help:"Certificate file." type:"existingfile"`
	TLSKey   string  `name:"tls-key" help:"Key file of the certificate." type:"existingfile"`
	TLSProxy bool    `name:"behind-tls-proxy" help:"A proxy on this network speaks TLS to the outside." env:"FENMING_TLS_PROXY"`
	URL      string  `name:"public-url" help:"Address under which platforms reach this program for their call-backs, https://…; empty: the address listened on." env:"FENMING_PUBLIC_URL"`
	RateKey  float64 `name:"rate-key" help:"Requests per second a machine key may make; 0: 500." env:"FENMING_RATE_KEY"`
}

func (c serveCmd) Run(ctx context.Context, g *globals) error {
	secure := c.TLSCert != "" || c.TLSProxy
	if !secure && !loopback(c.Listen) {
		return fmt.Errorf("%s can be reached from other machines and passwords would cross the network in the clear: "+
			"give --tls-cert and --tls-key, or declare a proxy with --behind-tls-proxy", c.Listen)
	}
	h, err := g.open(ctx, func(hc *house.Config) {
		hc.Secure, hc.Proxied, hc.PublicURL = secure, c.TLSProxy, c.publicURL()
		hc.Rates = api.Rates{PerKey: c.RateKey}
	})
	if err != nil {
		return err
	}
	code, err := h.SetupCode(ctx)
	if err != nil {
		return errors.Join(err, h.Close())
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return errors.Join(err, h.Close())
	}
	url := c.publicURL()
	if c.URL == "" {
		url = c.scheme() + "://" + listener.Addr().String()
	}
	if code != "" {
		g.talk("First start. Open %s/setup and enter this code within 30 minutes:\n\n    %s\n", url, code)
	}
	g.talk("Fenming listens at %s", url)
	return run(ctx, h, listener, c.TLSCert, c.TLSKey)
}

func (c serveCmd) scheme() string {
	if c.TLSCert != "" {
		return "https"
	}
	return "http"
}

// publicURL is where platforms call back. Without one that they can reach they
// cannot call at all, and the orders' outcome is asked for instead.
func (c serveCmd) publicURL() string {
	if c.URL != "" {
		return c.URL
	}
	return c.scheme() + "://" + c.Listen
}

// run serves until ctx ends, then lets requests and jobs come to their end.
func run(ctx context.Context, h *house.House, l net.Listener, cert, key string) error {
	server := &http.Server{Handler: h.Door.Handler(), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 5 * time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10, TLSConfig: &tls.Config{MinVersion: tls.VersionTLS12}}
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	worked := make(chan error, 1)
	go func() { worked <- h.Serve(work) }()
	served := make(chan error, 1)
	go func() {
		if cert != "" {
			served <- server.ServeTLS(l, cert, key)
			return
		}
		served <- server.Serve(l)
	}()
	var err error
	select {
	case <-ctx.Done():
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
		defer cancel()
		err = server.Shutdown(end)
	case err = <-served:
	case err = <-worked:
		worked <- nil
	}
	stop()
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return errors.Join(err, <-worked, h.Close())
}

func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
