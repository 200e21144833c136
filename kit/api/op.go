package api

import (
	"context"
	"io"
	"net/http"
	"reflect"
	"strings"
	"time"

	"fenming/kit/db"
	"fenming/kit/words"
)

// Permission is what an operation needs, for example "order.decide".
type Permission string

// Public marks an operation that needs nobody to be signed in.
const Public Permission = ""

// SignedIn marks an operation that any signed-in person may perform on himself.
const SignedIn Permission = "self"

// Caller is who knocks, as the authenticator found him.
type Caller struct {
	Tenant      string
	Actor       db.Actor
	Name        string
	Permissions map[Permission]bool // shared; never written to
	Lang        words.Lang
	Session     string    // id of the session, "" for a machine key
	StepUpUntil time.Time // real time until which a second factor counts as fresh
}

// Known says whether anybody is signed in.
func (c Caller) Known() bool { return c.Actor.ID != "" }

// May says whether the caller has the permission.
func (c Caller) May(p Permission) bool {
	return p == Public || p == SignedIn && c.Known() || c.Permissions[p]
}

// Operation is one thing the product can do, as a value.
type Operation struct {
	Name       string // "order.decide": noun.verb
	Method     string
	Path       string
	Permission Permission
	Summary    words.Word
	Writes     bool
	Keyed      bool  // Idempotency-Key required
	Secret     bool  // the answer holds a secret or personal data and is never kept
	NeedsFresh bool  // a second factor within the last 5 minutes
	MaxBody    int64 // bytes; 0 means 1 MiB
	In, Out    reflect.Type
	Success    int    // HTTP status of success
	Accepts    string // content type of an upload, "" for JSON
	Gives      string // content type of a download, "" for JSON
	pathTenant bool   // works in the tenant of its path
	shared     bool   // other web sites may call it
	maxAge     int    // seconds for which anybody may keep the answer
	prepare    any    // func(context.Context, Caller, *In) error
	run        func(ctx context.Context, tx *db.Tx, in any) (any, error)
}

// Verb is the one shape of all verbs that stand behind a door.
type Verb[In, Out any] func(ctx context.Context, tx *db.Tx, in In) (Out, error)

func operation[In, Out any](name, route string, p Permission, summary words.Word, v Verb[In, Out]) Operation {
	method, path, ok := strings.Cut(route, " ")
	if !ok {
		panic("api: route must be METHOD PATH: " + route)
	}
	return Operation{
		Name: name, Method: method, Path: path, Permission: p, Summary: summary,
		In: reflect.TypeFor[In](), Out: reflect.TypeFor[Out](), Success: http.StatusOK,
		run: func(ctx context.Context, tx *db.Tx, in any) (any, error) { return v(ctx, tx, *in.(*In)) },
	}
}

// Read makes an operation that changes nothing.
func Read[In, Out any](name, route string, p Permission, summary words.Word, v Verb[In, Out]) Operation {
	return operation(name, route, p, summary, v)
}

// Write makes an operation that changes something, in one transaction with its
// audit entry.
func Write[In, Out any](name, route string, p Permission, summary words.Word, v Verb[In, Out]) Operation {
	o := operation(name, route, p, summary, v)
	o.Writes = true
	return o
}

// File is the answer of a download.
type File struct {
	Name string
	Type string
	Body func(io.Writer) error
}

// Upload is an input field (json:"-") that receives the raw body as a stream.
// It is read in the prepare step, never inside the transaction.
type Upload struct {
	Name   string // file name from the query parameter name
	Reader io.Reader
}

// WithKey requires an Idempotency-Key: the same key gives the same answer.
func (o Operation) WithKey() Operation { o.Keyed = true; return o }

// WithSecret says that the answer holds a secret or personal data: it is never
// kept for a repeated key, which such an operation ignores.
func (o Operation) WithSecret() Operation { o.Secret = true; return o }

// WithFreshFactor requires a second factor given within the last 5 minutes.
func (o Operation) WithFreshFactor() Operation { o.NeedsFresh = true; return o }

// WithBody sets the largest accepted body in bytes.
func (o Operation) WithBody(bytes int64) Operation { o.MaxBody = bytes; return o }

// Created makes success answer 201.
func (o Operation) Created() Operation { o.Success = http.StatusCreated; return o }

// Prepare sets a step that runs after validation and outside the transaction:
// the place for hashing passwords and storing files.
func Prepare[In any](o Operation, f func(ctx context.Context, c Caller, in *In) error) Operation {
	if reflect.TypeFor[In]() != o.In {
		panic("api: prepare step of another input type: " + o.Name)
	}
	o.prepare = func(ctx context.Context, c Caller, in any) error { return f(ctx, c, in.(*In)) }
	return o
}

// SessionSetter is implemented by an output that opens or ends a session: a
// token sets the cookie, an empty one clears it.
type SessionSetter interface {
	SessionToken() (token string, until time.Time)
}

// Page is one page of a list. Next is the cursor of the following page, empty
// on the last; AsOf is the business time of the reading.
type Page[T any] struct {
	Data []T       `json:"data"`
	Next string    `json:"next,omitempty"`
	AsOf time.Time `json:"as_of"`
}

// None is the input or output of an operation that has none.
type None struct{}
