package api

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"fenming/kit/fault"
	"fenming/kit/words"
)

type requestIDKey struct{}

func requestID(r *http.Request) string {
	id, _ := r.Context().Value(requestIDKey{}).(string)
	return id
}

// Handler returns everything behind the checks that hold for every request:
// recovery, request id, security headers and the refusal of cross-site writes.
func (d *Door) Handler() http.Handler {
	d.mux.HandleFunc("/v1/", func(w http.ResponseWriter, r *http.Request) { d.noRoute(w, r) })
	csrf := http.NewCrossOriginProtection()
	for _, o := range d.ops {
		if o.shared && o.Writes { // it carries no cookie, and the sites that may call are listed
			csrf.AddInsecureBypassPattern(o.Method + " " + o.Path)
		}
	}
	csrf.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d.fail(w, r, words.Parse(r.Header.Get("Accept-Language")), fault.Forbidden(wordCrossOrigin))
	}))
	checked := csrf.Handler(d.mux)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var b [10]byte
		_, _ = rand.Read(b[:])
		id := "req_" + hex.EncodeToString(b[:])
		r = r.WithContext(context.WithValue(r.Context(), requestIDKey{}, id))
		if d.proxied {
			r.RemoteAddr = forwarded(r)
		}
		w.Header().Set("X-Request-Id", id)
		secureHeaders(w.Header(), d.secure)
		defer func() {
			if p := recover(); p != nil && p != http.ErrAbortHandler {
				d.fail(w, r, words.Parse(r.Header.Get("Accept-Language")),
					fault.Internal(fmt.Errorf("panic: %v\n%s", p, debug.Stack())))
			}
		}()
		checked.ServeHTTP(w, r)
	})
}

// forwarded is the caller's address as the declared proxy saw it: the last entry,
// since a caller may write what he likes into the ones before.
func forwarded(r *http.Request) string {
	all := r.Header.Values("X-Forwarded-For")
	if len(all) == 0 {
		return r.RemoteAddr
	}
	last := all[len(all)-1]
	last = strings.TrimSpace(last[strings.LastIndexByte(last, ',')+1:])
	if net.ParseIP(last) == nil {
		return r.RemoteAddr
	}
	return net.JoinHostPort(last, "0")
}

// noRoute tells a wrong method from a wrong path; both answer with a problem.
func (d *Door) noRoute(w http.ResponseWriter, r *http.Request) {
	err := fault.NotFound(wordNoRoute)
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		other := r.Clone(r.Context())
		other.Method = method
		if _, pattern := d.mux.Handler(other); method != r.Method && strings.HasPrefix(pattern, method+" /v1/") {
			err = &fault.Fault{Code: codeMethod, Word: wordNoRoute}
		}
	}
	d.fail(w, r, words.Parse(r.Header.Get("Accept-Language")), err)
}

func secureHeaders(h http.Header, secure bool) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
	if secure {
		h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	}
}

// CookieName returns the name of the session cookie.
func CookieName(secure bool) string {
	if secure {
		return "__Host-fenming"
	}
	return "fenming"
}

// SessionCookie makes the cookie that carries a session; an empty token clears it.
func SessionCookie(token string, until time.Time, secure bool) *http.Cookie {
	c := &http.Cookie{Name: CookieName(secure), Value: token, Path: "/", Expires: until,
		HttpOnly: true, Secure: secure, SameSite: http.SameSiteStrictMode}
	if token == "" {
		c.MaxAge = -1
	}
	return c
}
