package api

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"mime"
	"net/http"
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"fenming/kit/calendar"
	"fenming/kit/db"
	"fenming/kit/fault"
	"fenming/kit/words"
)

// Options put a door together.
type Options struct {
	DB  *db.DB
	Log *slog.Logger
	// Authenticate finds who knocks; nobody is the zero Caller and no error.
	Authenticate func(*http.Request) (Caller, error)
	Rates        Rates
	Version      string
	// Secure says that the program is reached over TLS (its own or a declared
	// proxy's): cookies and transport headers then insist on it.
	Secure bool
	// Proxied says that every request comes through a declared proxy, whose
	// X-Forwarded-For tells the caller's address.
	Proxied bool
	// Origins says which web sites may call operations ForOrigins; nil: none.
	Origins AllowedOrigins
}

// Door serves operations over HTTP.
type Door struct {
	db       *db.DB
	log      *slog.Logger
	auth     func(*http.Request) (Caller, error)
	limits   *limits
	secure   bool
	proxied  bool
	allowed  AllowedOrigins
	mux      *http.ServeMux
	openapi  *huma.OpenAPI
	ops      []Operation
	registry huma.Registry
}

// New returns a door without operations.
func New(o Options) *Door {
	d := &Door{db: o.DB, log: o.Log, auth: o.Authenticate, limits: newLimits(o.Rates), secure: o.Secure, proxied: o.Proxied,
		allowed: o.Origins, mux: http.NewServeMux()}
	d.registry = huma.NewMapRegistry("#/components/schemas/", schemaName)
	d.openapi = newDocument(d.registry, o.Version)
	return d
}

// Mount adds operations. It panics on a mistake in their declaration, which a
// test of the whole list would find too: two with one name, a parameter that is
// also in the body, an operation that writes through GET.
func (d *Door) Mount(ops ...Operation) {
	for _, o := range ops {
		b, err := newBinding(o, d.registry)
		if err == nil && o.Writes && o.Method == http.MethodGet {
			err = fmt.Errorf("%s writes through GET", o.Name)
		}
		for _, other := range d.ops {
			if other.Name == o.Name {
				err = fmt.Errorf("%s is declared twice", o.Name)
			}
		}
		if err != nil {
			panic("api: " + err.Error())
		}
		d.ops = append(d.ops, o)
		d.describe(o, b)
		if o.shared && !d.shares(o.Path) {
			d.mux.HandleFunc("OPTIONS "+o.Path, d.preflight)
		}
		d.mux.HandleFunc(o.Method+" "+o.Path, func(w http.ResponseWriter, r *http.Request) { d.serve(w, r, o, b) })
	}
}

// Handle adds a route that is no operation: pages, health, a platform's call-back.
func (d *Door) Handle(pattern string, h http.Handler) { d.mux.Handle(pattern, h) }

// Operations lists what is mounted.
func (d *Door) Operations() []Operation { return d.ops }

// request is one knock on the way through.
type request struct {
	o      Operation
	caller Caller
	lang   words.Lang
	in     any
	hash   []byte
	key    string
}

func (d *Door) serve(w http.ResponseWriter, r *http.Request, o Operation, b *binding) {
	q := request{o: o, lang: words.Parse(r.Header.Get("Accept-Language"))}
	a, out, err := d.pass(w, r, &q, b)
	if err != nil {
		d.fail(w, r, q.lang, err)
		return
	}
	d.send(w, r, o, a, out)
}

// pass takes a request through every check and performs it.
func (d *Door) pass(w http.ResponseWriter, r *http.Request, q *request, b *binding) (answer, any, error) {
	if err := d.admit(r, q); err != nil {
		return answer{}, nil, err
	}
	var (
		raw      []byte
		stranger error
		err      error
	)
	if q.o.shared { // behind admit: it asks the database, which must not be free to strangers
		if stranger = d.origins(w, r); stranger != nil && !fault.Is(stranger, fault.CodeNotFound) {
			return answer{}, nil, stranger
		}
	}
	if q.in, raw, err = b.read(r); err != nil {
		return answer{}, nil, err
	}
	if stranger != nil { // only now, so that the refusal tells nothing apart
		return answer{}, nil, stranger
	}
	if err := q.takeKey(r, raw); err != nil {
		return answer{}, nil, err
	}
	if q.o.prepare != nil {
		f := q.o.prepare.(func(context.Context, Caller, any) error)
		if err := f(r.Context(), q.caller, q.in); err != nil {
			return answer{}, nil, err
		}
	}
	if err := q.addUpload(b); err != nil {
		return answer{}, nil, err
	}
	return d.perform(r, q)
}

// admit decides whether the caller may pass.
func (d *Door) admit(r *http.Request, q *request) error {
	var (
		caller = visitor(r)
		err    error
	)
	if !q.o.pathTenant {
		if caller, err = d.auth(r); err != nil {
			return err
		}
	}
	q.caller = caller
	if caller.Lang != "" && r.Header.Get("Accept-Language") == "" {
		q.lang = caller.Lang
	}
	if !d.limits.allow(caller, r, q.o) {
		return fault.Limit(wordTooFast).After(1)
	}
	switch {
	case caller.May(q.o.Permission):
	case !caller.Known():
		return fault.Unauthenticated(wordSignIn)
	default:
		return fault.Forbidden(wordMayNot, words.Args{"permission": q.o.Permission})
	}
	if q.o.NeedsFresh && caller.Session != "" && !(calendar.System{}).Now().Before(caller.StepUpUntil) {
		return &fault.Fault{Code: codeStepUp, Word: wordStepUp}
	}
	return nil
}

// visitorKey stands before the keys of visitors: else anybody could take a key
// that the merchant's own systems are going to use, an order number for one.
const visitorKey = "visitor:"

// maxReason bounds the reason that goes into the audit log, in bytes.
const maxReason = 2000

// takeKey reads the idempotency key and hashes what must be the same for it.
func (q *request) takeKey(r *http.Request, raw []byte) error {
	if !q.o.Writes {
		return nil
	}
	if !q.o.Secret && q.o.Out != reflect.TypeFor[File]() {
		q.key = r.Header.Get("Idempotency-Key")
	}
	if q.key == "" && q.o.Keyed || len(q.key) > 255 || !storable(q.key) {
		return fault.Invalid(wordNeedKey).At("/header/Idempotency-Key")
	}
	if q.key != "" && q.o.pathTenant {
		q.key = visitorKey + q.key
	}
	if reason := r.Header.Get("X-Reason"); len(reason) > maxReason || !storable(reason) {
		return fault.Invalid(wordWrongForm).At("/header/X-Reason")
	}
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%s\n%s\n", q.o.Name, r.URL.RequestURI()) // a hash never fails to write
	_, _ = h.Write(raw)
	q.hash = h.Sum(nil)
	return nil
}

// addUpload takes the content of an upload into the hash of the request.
func (q *request) addUpload(b *binding) error {
	sum, err := b.uploaded(q.in)
	if err != nil || sum == nil || !q.o.Writes {
		return err
	}
	all := sha256.Sum256(append(sum, q.hash...))
	q.hash = all[:]
	return nil
}

func (q *request) scope(r *http.Request) db.Scope {
	return db.Scope{Tenant: q.caller.Tenant, Actor: q.caller.Actor, Op: q.o.Name, Lang: q.lang,
		RequestID: requestID(r), Reason: r.Header.Get("X-Reason"), Digest: q.hash}
}

func (d *Door) perform(r *http.Request, q *request) (answer, any, error) {
	ctx, scope := r.Context(), q.scope(r)
	var (
		a   answer
		out any
	)
	if !q.o.Writes {
		err := d.db.Read(ctx, scope, func(tx *db.Tx) (err error) {
			out, err = q.o.run(ctx, tx, q.in)
			return err
		})
		return d.encoded(q.o, out, err)
	}
	err := d.db.Write(ctx, scope, func(tx *db.Tx) (err error) {
		a, out, err = d.once(ctx, tx, q)
		return err
	})
	if errors.Is(err, errReplay) {
		return a, nil, nil
	}
	if err != nil && q.key != "" {
		if first, ok := d.settled(r, q); ok {
			return first, nil, nil
		}
	}
	if d.db.LockTimeout(err) {
		err = fault.Conflict(wordInFlight).After(1).Because(err)
	}
	return a, out, err
}

// errReplay ends a transaction that found its answer already given: nothing is
// written, no audit entry is left.
var errReplay = errors.New("api: replay")

// once performs a verb unless its key has been answered.
func (d *Door) once(ctx context.Context, tx *db.Tx, q *request) (answer, any, error) {
	if q.key != "" {
		a, err := recall(tx, q.key, q.hash)
		if err == nil {
			return a, nil, errReplay
		}
		if !none(err) {
			return answer{}, nil, err
		}
	}
	out, err := q.o.run(ctx, tx, q.in)
	a, out, err := d.encoded(q.o, out, err)
	if err == nil && q.key != "" {
		err = remember(tx, q.key, q.hash, a)
	}
	return a, out, err
}

// settled looks whether a failed duplicate lost the race against the first
// request of its key, whose answer then is the answer of both. Any failure may
// come of it: a sum already spent is refused, a row already there is a conflict.
func (d *Door) settled(r *http.Request, q *request) (answer, bool) {
	var a answer
	again := d.db.Read(r.Context(), q.scope(r), func(tx *db.Tx) (err error) {
		a, err = recall(tx, q.key, q.hash)
		return err
	})
	return a, again == nil
}

func (d *Door) encoded(o Operation, out any, err error) (answer, any, error) {
	if err != nil {
		return answer{}, nil, err
	}
	if _, isFile := out.(File); isFile {
		return answer{status: o.Success}, out, nil
	}
	if o.Out == reflect.TypeFor[None]() {
		return answer{status: http.StatusNoContent, body: []byte{}}, out, nil
	}
	body, err := json.Marshal(out)
	return answer{status: o.Success, body: body}, out, err
}

func (d *Door) send(w http.ResponseWriter, r *http.Request, o Operation, a answer, out any) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	if a.replay {
		h.Set("Idempotent-Replay", "true")
	}
	if s, ok := out.(SessionSetter); ok {
		token, until := s.SessionToken()
		http.SetCookie(w, SessionCookie(token, until, d.secure))
		if token == "" {
			h.Set("Clear-Site-Data", `"cache", "storage"`)
		}
	}
	if f, ok := out.(File); ok {
		h.Set("Content-Type", f.Type)
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
		if err := f.Body(w); err != nil {
			d.log.Error("download broke off", "request_id", requestID(r), "operation", o.Name, "error", err.Error())
		}
		return
	}
	if cached(w, r, o, a) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if len(a.body) > 0 {
		h.Set("Content-Type", "application/json")
		h.Set("Content-Length", strconv.Itoa(len(a.body)))
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body) // the caller is gone if this fails; the act itself is on disk
}
