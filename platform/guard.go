package platform

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"fenming/kit/fault"
	"fenming/kit/words"
)

// GuardOptions sets the bounds of a Guard; zero values take the defaults.
type GuardOptions struct {
	// Simulator turns the address rule round: only loopback may be reached, over
	// plain HTTP and any port. It is set from the descriptor or the channel's
	// settings, never from the address itself.
	Simulator bool
	Timeout   time.Duration  // whole exchange; default 20 s
	MaxBytes  int64          // answer body; default 1 MiB
	RootCAs   *x509.CertPool // nil = the system's
	// Resolver replaces name resolution in tests.
	Resolver *net.Resolver
}

// Guard is the only way out of a connector: an HTTP client that reaches listed
// hosts at public addresses and reads bounded answers. Environment proxies are
// not used, because a proxy would resolve names behind the guard's back.
type Guard struct {
	hosts  map[string]bool
	opt    GuardOptions
	client *http.Client
}

// Reply is an answer read in full. Sent says whether the request may have
// reached the platform even though err is not nil.
type Reply struct {
	Status int
	Header http.Header
	Body   []byte
	Sent   bool
}

const (
	defaultTimeout = 20 * time.Second
	defaultBytes   = 1 << 20
	maxRedirects   = 3
)

// NewGuard makes a guard for the hosts (names, without port).
func NewGuard(hosts []string, opt GuardOptions) *Guard {
	if opt.Timeout <= 0 {
		opt.Timeout = defaultTimeout
	}
	if opt.MaxBytes <= 0 {
		opt.MaxBytes = defaultBytes
	}
	g := &Guard{hosts: map[string]bool{}, opt: opt}
	for _, h := range hosts {
		g.hosts[strings.ToLower(h)] = true
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, Resolver: opt.Resolver, ControlContext: g.control}
	g.client = &http.Client{
		Transport: &http.Transport{
			DialContext:            dialer.DialContext,
			TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: opt.RootCAs},
			TLSHandshakeTimeout:    10 * time.Second,
			ResponseHeaderTimeout:  opt.Timeout,
			MaxResponseHeaderBytes: 64 << 10,
			MaxIdleConnsPerHost:    4,
			IdleConnTimeout:        30 * time.Second,
			DisableCompression:     true, // a compressed answer could expand beyond the bound
			ForceAttemptHTTP2:      true,
		},
		CheckRedirect: g.redirect,
	}
	return g
}

// Do sends req and reads the answer. Faults: refused (host, address, redirect),
// limit (answer too large), unavailable (no connection). Reply.Sent tells
// whether the platform may have seen the request.
func (g *Guard) Do(req *http.Request) (Reply, error) {
	if err := g.admit(req.URL); err != nil {
		return Reply{}, err
	}
	ctx, cancel := context.WithTimeout(req.Context(), g.opt.Timeout)
	defer cancel()
	var connected atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { connected.Store(true) },
	})
	res, err := g.client.Do(req.WithContext(ctx))
	if err != nil {
		return Reply{Sent: connected.Load()}, classify(err, connected.Load())
	}
	defer res.Body.Close()
	reply := Reply{Status: res.StatusCode, Header: res.Header, Sent: true}
	reply.Body, err = io.ReadAll(io.LimitReader(res.Body, g.opt.MaxBytes+1))
	if err != nil {
		return reply, err
	}
	if int64(len(reply.Body)) > g.opt.MaxBytes {
		reply.Body = nil
		return reply, fault.Limit(wordTooLarge, words.Args{"bytes": g.opt.MaxBytes})
	}
	return reply, nil
}

// classify keeps our own faults and turns a failure before any connection into
// "unavailable", so that the caller knows nothing was sent.
func classify(err error, connected bool) error {
	var f *fault.Fault
	if errors.As(err, &f) {
		return f
	}
	if !connected {
		return fault.Unavailable(wordUnreachable).Because(err).After(60)
	}
	return err
}

// admit checks a URL before anything is resolved.
func (g *Guard) admit(u *url.URL) error {
	host := strings.ToLower(u.Hostname())
	if !g.hosts[host] || u.User != nil {
		return fault.Refused(wordHost)
	}
	if g.opt.Simulator {
		if u.Scheme != "http" && u.Scheme != "https" {
			return fault.Refused(wordHost)
		}
		return nil
	}
	if u.Scheme != "https" || (u.Port() != "" && u.Port() != "443") {
		return fault.Refused(wordHost)
	}
	return nil
}

// redirect follows a bounded number of GET redirects to admitted hosts. A POST
// is never followed: its body would be sent to a place nobody signed for.
func (g *Guard) redirect(req *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects || via[0].Method != http.MethodGet {
		return fault.Refused(wordRedirect)
	}
	if g.admit(req.URL) != nil {
		return fault.Refused(wordRedirect)
	}
	return nil
}

// control runs after name resolution, on the very address to be connected, so
// that a name which answers differently the second time gains nothing.
func (g *Guard) control(_ context.Context, _, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return fault.Refused(wordAddress).Because(err)
	}
	addr := ap.Addr().Unmap().WithZone("")
	if g.opt.Simulator {
		if addr.IsLoopback() {
			return nil
		}
		return fault.Refused(wordAddress)
	}
	if !public(addr) {
		return fault.Refused(wordAddress)
	}
	return nil
}

// reserved lists what IsPrivate and its kin leave out (IANA special-purpose
// address registries): "this network", carrier NAT, protocol assignments,
// documentation, benchmarking, the former class E, and the IPv6 forms that
// carry an IPv4 address inside (NAT64, 6to4, Teredo, mapped) and could
// therefore name an inner host.
var reserved = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"),
	netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("192.88.99.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"),
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("::/96"),
	netip.MustParsePrefix("64:ff9b::/96"),
	netip.MustParsePrefix("64:ff9b:1::/48"),
	netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"),
	netip.MustParsePrefix("2001:db8::/32"),
	netip.MustParsePrefix("2002::/16"),
	netip.MustParsePrefix("fec0::/10"),
}

// public says whether an address belongs to the open internet.
func public(addr netip.Addr) bool {
	if !addr.IsValid() || !addr.IsGlobalUnicast() || addr.IsPrivate() || addr.IsLoopback() ||
		addr.IsLinkLocalUnicast() || addr.IsMulticast() || addr.IsUnspecified() {
		return false
	}
	for _, p := range reserved {
		if p.Contains(addr) {
			return false
		}
	}
	return true
}
