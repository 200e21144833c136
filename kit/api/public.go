package api

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"regexp"
	"strconv"

	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// InTenant makes a public operation work in the tenant that its path names as
// {tenant}, for pages that people open without an account. Whoever is signed in
// counts as nobody there. A tenant that does not exist, or is none by its form,
// is a tenant with nothing in it, so that its answer is the one for a wrong
// token, after the same work.
func (o Operation) InTenant() Operation {
	if o.Permission != Public {
		panic("api: only a public operation takes its tenant from the path: " + o.Name)
	}
	o.pathTenant = true
	return o
}

// ForOrigins lets pages of the web sites that Options.Origins allows for the
// tenant call the operation: without cookies, and no other site. It is for
// operations InTenant.
func (o Operation) ForOrigins() Operation {
	if !o.pathTenant {
		panic("api: an operation for other sites takes its tenant from the path: " + o.Name)
	}
	o.shared = true
	return o
}

// CachedFor lets anybody keep the answer for so many seconds. It is for answers
// that hold nothing personal.
func (o Operation) CachedFor(seconds int) Operation { o.maxAge = seconds; return o }

var tenantForm = regexp.MustCompile(`^[a-z0-9_]{1,64}$`)

// noTenant is the tenant of addresses that name none; no tenant can have it.
const noTenant = "_"

// visitor is the caller of a public operation in the tenant of its path.
func visitor(r *http.Request) Caller {
	name := r.PathValue("tenant")
	if !tenantForm.MatchString(name) {
		name = noTenant
	}
	return Caller{Tenant: name, Actor: db.Actor{Kind: "nobody", IP: RemoteIP(r)}}
}

// origins decides whether another site may have the answer and says so in its
// headers; to a site that may not, the address does not exist. A page of this
// program's own address needs no leave.
func (d *Door) origins(w http.ResponseWriter, r *http.Request) error {
	h := w.Header()
	h.Add("Vary", "Origin")
	from := r.Header.Get("Origin")
	if from == "" && r.Header.Get("Sec-Fetch-Site") == "same-origin" || from != "" && sameHost(from, r) {
		return nil
	}
	allowed := false
	if from != "" && d.allowed != nil {
		var err error
		if allowed, err = d.allowed(r.Context(), visitor(r).Tenant, from); err != nil {
			return err
		}
	}
	if !allowed {
		return fault.NotFound(wordNoRoute)
	}
	h.Set("Access-Control-Allow-Origin", from)
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	return nil
}

func sameHost(origin string, r *http.Request) bool {
	return origin == "https://"+r.Host || origin == "http://"+r.Host
}

// preflight answers a browser that asks whether it may call from another site.
func (d *Door) preflight(w http.ResponseWriter, r *http.Request) {
	lang := words.Parse(r.Header.Get("Accept-Language"))
	if !d.limits.allow(visitor(r), r, Operation{}) {
		d.fail(w, r, lang, fault.Limit(wordTooFast).After(1))
		return
	}
	if err := d.origins(w, r); err != nil {
		d.fail(w, r, lang, err)
		return
	}
	h := w.Header()
	h.Set("Access-Control-Allow-Methods", "GET, POST")
	h.Set("Access-Control-Allow-Headers", "Content-Type, Accept-Language")
	h.Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
}

// shares says whether a preflight of the path is answered already.
func (d *Door) shares(path string) bool {
	n := 0
	for _, o := range d.ops {
		if o.shared && o.Path == path {
			n++
		}
	}
	return n > 1
}

// cached marks an answer that may be kept and says whether the caller has it.
func cached(w http.ResponseWriter, r *http.Request, o Operation, a answer) (same bool) {
	if o.maxAge == 0 {
		return false
	}
	sum := sha256.Sum256(a.body)
	tag := `"` + base64.RawURLEncoding.EncodeToString(sum[:18]) + `"`
	h := w.Header()
	h.Set("Cache-Control", "public, max-age="+strconv.Itoa(o.maxAge))
	h.Add("Vary", "Accept-Language")
	h.Set("ETag", tag)
	return r.Header.Get("If-None-Match") == tag
}

// AllowedOrigins says whether a web site may call the shared operations of a
// tenant.
type AllowedOrigins func(ctx context.Context, tenant, origin string) (bool, error)
