package platform

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"fenming/kit/fault"
	"fenming/kit/words"
)

func TestWords(t *testing.T) {
	if err := words.Check(Words()...); err != nil {
		t.Fatal(err)
	}
}

func TestPublicAddresses(t *testing.T) {
	for text, want := range map[string]bool{
		"110.75.132.21": true, "8.8.8.8": true, "2400:3200::1": true,
		"127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false,
		"169.254.169.254": false, "100.64.0.1": false, "100.100.100.200": false, "0.0.0.0": false,
		"224.0.0.1": false, "255.255.255.255": false, "198.18.0.1": false,
		"::1": false, "::": false, "fe80::1": false, "fc00::1": false, "fd12::1": false,
		"::7f00:1": false, "64:ff9b::a00:1": false, "2002:a00:1::": false, "fec0::1": false, "ff02::1": false,
	} {
		if got := public(netip.MustParseAddr(text)); got != want {
			t.Errorf("%s: public %v, want %v", text, got, want)
		}
	}
}

// Every spelling of an inner address must end at the same refusal, because the
// guard looks at the address to be connected and not at the text of the URL.
func TestGuardRefusesInnerAddresses(t *testing.T) {
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "10.0.0.1", "0.0.0.0"} {
		name := strings.Trim(host, "[]")
		g := NewGuard([]string{name}, GuardOptions{Timeout: 2 * time.Second})
		req, err := http.NewRequest(http.MethodGet, "https://"+host+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		reply, err := g.Do(req)
		if !fault.Is(err, fault.CodeRefused) || reply.Sent {
			t.Errorf("%s: %v (sent %v)", host, err, reply.Sent)
		}
	}
}

func TestGuardAdmit(t *testing.T) {
	g := NewGuard([]string{"openapi.example.com"}, GuardOptions{})
	for text, ok := range map[string]bool{
		"https://openapi.example.com/gateway.do":         true,
		"https://OPENAPI.example.com:443/gateway.do":     true,
		"http://openapi.example.com/gateway.do":          false,
		"https://openapi.example.com:8443/":              false,
		"https://openapi.example.com.evil.net/":          false,
		"https://evil.net/?openapi.example.com":          false,
		"https://openapi.example.com@evil.net/":          false,
		"https://user@openapi.example.com/":              false,
		"ftp://openapi.example.com/":                     false,
		"https://sub.openapi.example.com/":               false,
		"https://openapi.example.com%2eevil.net/x":       false,
		"https:///nohost":                                false,
		"file:///etc/passwd":                             false,
		"https://openapi.example.com\u3002evil.net/path": false,
	} {
		u, err := url.Parse(text)
		if err != nil {
			continue
		}
		if got := g.admit(u) == nil; got != ok {
			t.Errorf("%s: admitted %v, want %v", text, got, ok)
		}
	}
}

func simGuard(opt GuardOptions) *Guard {
	opt.Simulator = true
	return NewGuard([]string{"127.0.0.1"}, opt)
}

func TestGuardSimulatorIsLoopbackOnly(t *testing.T) {
	g := NewGuard([]string{"110.75.132.21"}, GuardOptions{Simulator: true, Timeout: time.Second})
	req, _ := http.NewRequest(http.MethodGet, "http://110.75.132.21/", nil)
	if _, err := g.Do(req); !fault.Is(err, fault.CodeRefused) {
		t.Fatalf("a simulator channel reached the open internet: %v", err)
	}
}

func TestGuardBoundsAndRedirects(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/big", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, strings.Repeat("x", 101)) })
	mux.HandleFunc("/fits", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, strings.Repeat("x", 100)) })
	mux.HandleFunc("/hop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/fits", http.StatusFound) })
	mux.HandleFunc("/out", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://169.254.169.254/latest", http.StatusFound)
	})
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	mux.HandleFunc("/post", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/fits", http.StatusTemporaryRedirect)
	})
	mux.HandleFunc("/drop", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	server := httptest.NewServer(mux)
	defer server.Close()
	g := simGuard(GuardOptions{MaxBytes: 100})
	do := func(method, path string) (Reply, error) {
		req, err := http.NewRequest(method, server.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		return g.Do(req)
	}
	if r, err := do("GET", "/fits"); err != nil || len(r.Body) != 100 {
		t.Errorf("fits: %v, %d bytes", err, len(r.Body))
	}
	if _, err := do("GET", "/big"); !fault.Is(err, fault.CodeLimit) {
		t.Errorf("big: %v", err)
	}
	if r, err := do("GET", "/hop"); err != nil || len(r.Body) != 100 {
		t.Errorf("hop: %v", err)
	}
	for _, c := range [][2]string{{"GET", "/out"}, {"GET", "/loop"}, {"POST", "/post"}} {
		if _, err := do(c[0], c[1]); !fault.Is(err, fault.CodeRefused) {
			t.Errorf("%s: %v", c[1], err)
		}
	}
	r, err := do("POST", "/drop")
	if err == nil || !r.Sent {
		t.Errorf("a connection dropped after sending must count as sent: %v, %v", err, r.Sent)
	}
	server.Close()
	r, err = simGuard(GuardOptions{}).Do(mustRequest(t, server.URL))
	if !fault.Is(err, fault.CodeUnavailable) || r.Sent {
		t.Errorf("nothing listens: %v, sent %v", err, r.Sent)
	}
}

func mustRequest(t *testing.T, target string) *http.Request {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, target, nil)
	if err != nil {
		t.Fatal(err)
	}
	return req
}

func TestGuardTimeout(t *testing.T) {
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	defer server.Close()
	defer close(release)
	r, err := simGuard(GuardOptions{Timeout: 50 * time.Millisecond}).Do(mustRequest(t, server.URL))
	if err == nil || !r.Sent {
		t.Fatalf("a timeout after sending: %v, sent %v", err, r.Sent)
	}
	var f *fault.Fault
	if errors.As(err, &f) {
		t.Fatalf("a timeout is no verdict of ours: %v", f)
	}
}
